"""The form that completes a step, drawn from what the policy says of the step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from slack_sdk.models.blocks import AlertBlock, Block, Option
from slack_sdk.models.views import View

from handlers.views import fields
from handlers.views.kit import actions, button, clip, clip_at_word, context, does, form, option, plain, titled
from handlers.views.steps import help_with, numbered, small_print
from models.rules.further import LONGEST_ANSWER, Wanted, wanted
from models.rules.outcomes import APPROVED, outcomes_of
from models.rules.policy import CriteriaGroup, Order, Step, Strength
from models.rules.progress import Progress
from models.rules.steps import Standing, State
from models.rules.wording import day_in_words, plural

CHOOSE_STEP = "choose_step"
COMPLETE_STEP = "complete_step"
MOST_CRITERIA = 8
MOST_LABEL = 48
MOST_GOAL = 300
"""Characters of a goal beside the question what was reached."""
OPEN = "A short note on each, and where it comes from. None is scored."
HELD = (
    "Your notes on criteria go on the criteria sheet, to the staff and to you alone until the packet is made."
)

EVIDENCE = (
    ("note", "A note"),
    ("letter", "A logged letter"),
    ("meeting", "Discussed at a meeting"),
    ("vote", "A recorded vote"),
    ("link", "A link"),
    ("file", "A file"),
)


def choose_step_form(
    progress: Progress | None, *, key: str, suggested: Option | None = None, hint: str | None = None
) -> View:
    """Ask which step; and first of which city, where that is not known."""
    carries = {"key": key, "prospect": progress.prospect_id if progress else None}
    if progress is None:
        blocks: list[Block] = [fields.city("city", "City", initial=suggested, hint=hint)]
        return form("Complete a step", CHOOSE_STEP, blocks, submit="Choose this city", carries=carries)
    ready = [
        option(clip_at_word(numbered(standing, progress), 75), standing.step.id)
        for standing in open_steps(progress)
    ]
    blocks = [
        titled(progress.full_name),
        fields.choice("step", "Step", ready, initial=ready[0].value),
    ]
    return form("Complete a step", CHOOSE_STEP, blocks, submit="Choose this step", carries=carries)


def open_steps(progress: Progress) -> list[Standing]:
    """List the steps that may be completed: the ready ones first, then those still waiting."""
    ready = list(progress.now)
    waiting = [
        standing for standing in progress.standings if standing.entry is None and standing not in ready
    ]
    tested_again = [standing for standing in progress.standings if standing.is_tested_again]
    return [
        *ready,
        *[standing for standing in waiting if standing.state in {State.READY, State.WAITING}],
        *tested_again,
    ]


def step_form(
    progress: Progress,
    standing: Standing,
    today: date,
    *,
    key: str,
    letters: Sequence[Option] = (),
    can_attach: bool = False,
    picked: int | None = None,
    is_waived: bool = False,
) -> View:
    """Draw the form for one step of one prospect; `picked` counts the candidates of a search, where there are any.

    `is_waived` chooses that the step is not needed, or that it does not apply.
    """
    step = standing.step
    blocks: list[Block] = [
        titled(progress.full_name, numbered(standing, progress)),
        context(". ".join(filter(None, [help_with(step), small_print(standing)]))),
    ]
    if standing.state is State.WAITING:
        blocks += _out_of_order(standing, in_sequence=progress.order is not Order.ADVISORY)
    ways = _ways_to_end(step)
    if len(ways) > 1:
        initial = str(ways[-1].value) if is_waived else State.DONE
        blocks.append(fields.radio("state", "What happened", ways, initial=initial))
    blocks += _asked_by_policy(step, standing, today, picked)
    blocks.append(fields.day("done_on", "Done on", initial=today))
    blocks += _evidence(step, letters, can_attach=can_attach, is_waived=is_waived)
    blocks.append(_reason())
    carries = {"key": key, "prospect": progress.prospect_id, "step": step.id}
    submit = "Record it" if wanted(step, State.DONE, APPROVED).is_nothing else "Go on to the rest"
    return form("Complete a step", COMPLETE_STEP, blocks, submit=submit, carries=carries)


def further_form(
    title: str,
    asks: Wanted,
    criteria: Sequence[CriteriaGroup],
    *,
    link: str,
    reason: str,
    carries: Mapping[str, Any],
    noted: tuple[int, int] = (0, 0),
    goals: Sequence[tuple[str, str]] = (),
    held_for: str = "",
) -> View:
    """Draw the second form of a step that asks for more than fits on one; what was typed before can be changed here.

    `noted` says how many prompts of how many have notes on the criteria sheet; `goals` are those of the work plan, shown
    beside the questions; `held_for` names the file where what its asker notes on criteria is held back: the form then
    takes none of it, and offers the sheet.
    """
    prompts = [HELD if held_for else OPEN, _on_sheet(noted)] if criteria else []
    planned = [f"{asked[:1].upper()}{asked[1:]}: {clip(goal, MOST_GOAL)}" for asked, goal in goals]
    blocks: list[Block] = [titled(title, *prompts, *planned)]
    blocks += [
        fields.paragraph(
            f"ask:{place}",
            clip(what[:1].upper() + what[1:], MOST_LABEL),
            most=LONGEST_ANSWER,
            optional=not asks.needs_answers,
        )
        for place, what in enumerate(asks.ask)
    ]
    if asks.continues:
        blocks.append(fields.day("continued_to", "Continued to", initial=None))
    if asks.again:
        hint = "It is due again on that day. Leave it empty where there is none."
        blocks.append(fields.day("next_on", f"Next {asks.again}", initial=None, optional=True, hint=hint))
    blocks += _criteria(criteria, held_for)
    blocks += [fields.link("paper", "Link", initial=link)] if link else []
    blocks.append(_reason(reason))
    return form("Complete a step", COMPLETE_STEP, blocks, submit="Record it", carries=carries)


def _on_sheet(noted: tuple[int, int]) -> str:
    have = "has" if noted[0] == 1 else "have"
    return f"{noted[0]} of {plural(noted[1], 'prompt')} {have} notes on the criteria sheet."


def _criteria(criteria: Sequence[CriteriaGroup], held_for: str) -> list[Block]:
    if held_for:
        return [actions(button("Add a note", does("note"), held_for))] if criteria else []
    return [
        fields.paragraph(
            f"criteria:{group.id}",
            group.title,
            most=1000,
            optional=True,
            hint=clip("; ".join(group.prompts), 300),
        )
        for group in criteria[:MOST_CRITERIA]
    ]


def _reason(initial: str = "") -> Block:
    return fields.paragraph(
        "reason",
        "Note or reason",
        most=1000,
        initial=initial,
        optional=True,
        hint="A reason is needed for a step that is waived, does not apply, or comes out of order.",
    )


def _out_of_order(standing: Standing, *, in_sequence: bool) -> list[Block]:
    before = "; ".join(step.title for step in standing.waits_for) or "Its date"
    if not in_sequence:
        said = f"Before this in the list: {before}. The list is advice, so it can be recorded all the same."
        return [AlertBlock(text=plain(said, 200), level="info")]
    hint = f"Not done yet: {before}. Say below why this comes first."
    return [fields.ticks("out_of_order", "Order", [option("It was done out of order", "yes")], hint=hint)]


def _ways_to_end(step: Step) -> list[Option]:
    ways = [option("It is done", State.DONE)]
    if step.decided_by:
        ways.append(option(clip(f"It is handed in, and waits for {step.decided_by}", 75), State.HANDED_IN))
    if step.optional or step.strength is not Strength.MUST:
        ways.append(option("It is not needed (waive it, with a reason)", State.WAIVED, step.optional))
    if step.when:
        ways.append(
            option("It does not apply here", State.NOT_APPLICABLE, f"It applies only if: {step.when}")
        )
    return ways


def _asked_by_policy(step: Step, standing: Standing, today: date, picked: int | None) -> list[Block]:
    return [
        *_outcome(step),
        *_listed("need", "What is there", step.need, hint="All of it is needed."),
        *_listed("any_of", "Which of these is there", step.any_of, hint="One is enough."),
        *_listed("contains", "It contains", step.contains),
        *_numbers(step, picked),
        *_picks(step),
        *_date_to_set(step, standing, today),
    ]


def _outcome(step: Step) -> list[Block]:
    choices = [option(outcome[:1].upper() + outcome[1:], outcome) for outcome in outcomes_of(step)]
    return (
        [fields.radio("outcome", "Decision" if step.vote else "Outcome", choices, initial=APPROVED)]
        if choices
        else []
    )


def _listed(name: str, label: str, entries: Sequence[str], hint: str | None = None) -> list[Block]:
    choices = [option(entry, str(place)) for place, entry in enumerate(entries)]
    return [fields.ticks(name, label, choices, hint=hint)] if choices else []


def _numbers(step: Step, picked: int | None) -> list[Block]:
    asked: list[Block] = []
    if step.share:
        asked += [
            fields.line("part", f"How many {step.share.part}", most=7, optional=True),
            fields.line(
                "whole",
                f"Out of how many {step.share.whole}",
                most=7,
                optional=True,
                hint=f"At least {step.share.at_least_percent} % are needed.",
            ),
        ]
    if step.count:
        label = f"How many ({step.count.least} to {step.count.most})"
        recorded = "" if picked is None else str(picked)
        hint = f"{recorded} picked among the candidates, which is what counts." if recorded else None
        asked.append(fields.line("count", label, most=3, initial=recorded, optional=True, hint=hint))
    return asked


def _picks(step: Step) -> list[Block]:
    if step.pick is None:
        return []
    asked = _listed("pick", f"Choose at least {step.pick.at_least}", step.pick.options)
    other = [fields.line("pick_other", "Something else", most=150, optional=True)] if step.pick.other else []
    return [*asked, *other]


def _date_to_set(step: Step, standing: Standing, today: date) -> list[Block]:
    if not step.sets or standing.window is None:
        return []
    first, last = standing.window
    hint = f"From {day_in_words(first, today)} to {day_in_words(last, today)}."
    return [fields.day("sets", f"Date of the {step.sets}", initial=None, optional=True, hint=hint)]


def _evidence(
    step: Step, letters: Sequence[Option], *, can_attach: bool, is_waived: bool = False
) -> list[Block]:
    """Ask what shows it: the paper itself, unless changed, where the policy asks for proof of what was done."""
    hidden = {"letter": not letters, "file": not can_attach}
    kinds = [option(label, kind) for kind, label in EVIDENCE if not hidden.get(kind)]
    proof = "file" if can_attach else "link"
    initial = proof if (step.need or step.any_of) and not is_waived else "note"
    asked: list[Block] = [fields.choice("evidence", "Evidence", kinds, initial=initial)]
    if letters:
        asked.append(fields.choice("letter", "Which letter", letters, optional=True))
    if can_attach:
        asked.append(fields.file("file", "File"))
    return [*asked, fields.link("paper", "Link")]
