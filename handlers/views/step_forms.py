"""The form that completes a step, drawn from what the policy says of the step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from slack_sdk.models.blocks import AlertBlock, Block, Option
from slack_sdk.models.views import View

from handlers.views import fields
from handlers.views.kit import clip, context, escape, form, option, plain, section
from handlers.views.steps import help_with, numbered, small_print
from models.rules.policy import CriteriaGroup, Order, Step, Strength
from models.rules.progress import Progress
from models.rules.steps import Standing, State
from models.rules.wording import day_in_words

CHOOSE_STEP = "choose_step"
COMPLETE_STEP = "complete_step"

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
        return form("Complete a step", CHOOSE_STEP, blocks, submit="Continue", carries=carries)
    ready = [
        option(clip(numbered(standing, progress), 75), standing.step.id) for standing in open_steps(progress)
    ]
    blocks = [
        section(f"*{escape(progress.full_name)}*"),
        fields.choice("step", "Step", ready, initial=ready[0].value),
    ]
    return form("Complete a step", CHOOSE_STEP, blocks, submit="Continue", carries=carries)


def open_steps(progress: Progress) -> list[Standing]:
    """List the steps that may be completed: the ready ones first, then those still waiting."""
    ready = list(progress.now)
    waiting = [
        standing for standing in progress.standings if standing.entry is None and standing not in ready
    ]
    return ready + [standing for standing in waiting if standing.state in {State.READY, State.WAITING}]


def step_form(
    progress: Progress,
    standing: Standing,
    today: date,
    *,
    key: str,
    criteria: Sequence[CriteriaGroup] = (),
    letters: Sequence[Option] = (),
    can_attach: bool = False,
) -> View:
    """Draw the form for one step of one prospect."""
    step = standing.step
    heading = f"*{escape(progress.full_name)}*\n{escape(numbered(standing, progress))}"
    blocks: list[Block] = [
        section(heading),
        context(escape(". ".join(filter(None, [help_with(step), small_print(standing)])))),
    ]
    if standing.state is State.WAITING:
        blocks += _out_of_order(standing, in_sequence=progress.order is not Order.ADVISORY)
    blocks += [fields.radio("state", "What happened", _ways_to_end(step), initial=State.DONE)]
    blocks += _asked_by_policy(step, standing, today, criteria)
    blocks += [
        fields.day("done_on", "Done on", initial=today),
        fields.choice(
            "evidence", "Evidence", _evidence_kinds(letters, can_attach=can_attach), initial="note"
        ),
    ]
    if letters:
        blocks.append(fields.choice("letter", "Which letter", letters, optional=True))
    blocks += [
        fields.paper("paper", "File" if can_attach else "Link", can_attach=can_attach),
        fields.paragraph(
            "reason",
            "Note or reason",
            most=1000,
            optional=True,
            hint="A reason is needed for a step that is waived, does not apply, or comes out of order.",
        ),
    ]
    carries = {"key": key, "prospect": progress.prospect_id, "step": step.id}
    return form("Complete a step", COMPLETE_STEP, blocks, submit="Record it", carries=carries)


def _out_of_order(standing: Standing, *, in_sequence: bool) -> list[Block]:
    before = "; ".join(step.title for step in standing.waits_for) or "Its date"
    if not in_sequence:
        return [
            AlertBlock(
                text=plain(
                    f"Before this in the list: {before}. The list is advice, so it can be recorded all the same.",
                    200,
                ),
                level="info",
            )
        ]
    return [
        AlertBlock(text=plain(f"Not done yet: {before}. Say why this comes first.", 200), level="warning"),
        fields.ticks("out_of_order", "Order", [option("It was done out of order", "yes")]),
    ]


def _ways_to_end(step: Step) -> list[Option]:
    ways = [option("It is done", State.DONE)]
    if step.optional or step.strength is not Strength.MUST:
        ways.append(option("It is not needed (waive it, with a reason)", State.WAIVED, step.optional))
    if step.when:
        ways.append(
            option("It does not apply here", State.NOT_APPLICABLE, f"It applies only if: {step.when}")
        )
    return ways


def _asked_by_policy(
    step: Step, standing: Standing, today: date, criteria: Sequence[CriteriaGroup]
) -> list[Block]:
    asked: list[Block] = []
    if step.branches:
        outcomes = ["approved", *(branch.outcome for branch in step.branches)]
        asked.append(
            fields.radio(
                "outcome",
                "Outcome",
                [option(outcome[:1].upper() + outcome[1:], outcome) for outcome in outcomes],
                initial="approved",
            )
        )
    for name, label, entries in (
        ("need", "What is there (all are needed)", step.need),
        ("any_of", "What is there (one is enough)", step.any_of),
        ("contains", "It contains", step.contains),
    ):
        if entries:
            asked.append(
                fields.ticks(name, label, [option(entry, str(place)) for place, entry in enumerate(entries)])
            )
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
        asked.append(
            fields.line("count", f"How many ({step.count.least} to {step.count.most})", most=3, optional=True)
        )
    if step.pick:
        asked.append(
            fields.ticks(
                "pick",
                f"Choose at least {step.pick.at_least}",
                [option(entry, str(place)) for place, entry in enumerate(step.pick.options)],
            )
        )
        if step.pick.other:
            asked.append(fields.line("pick_other", "Something else", most=150, optional=True))
    if step.sets and standing.window:
        first, last = standing.window
        hint = f"From {day_in_words(first, today)} to {day_in_words(last, today)}."
        asked.append(fields.day("sets", f"Date of the {step.sets}", initial=None, optional=True, hint=hint))
    asked += [
        fields.paragraph(
            f"criteria:{group.id}",
            group.title,
            most=1000,
            optional=True,
            hint=clip("; ".join(group.prompts), 300),
        )
        for group in criteria
    ]
    return asked


def _evidence_kinds(letters: Sequence[Option], *, can_attach: bool) -> list[Option]:
    hidden = {"letter": not letters, "file": not can_attach, "link": can_attach}
    return [option(label, kind) for kind, label in EVIDENCE if not hidden.get(kind)]
