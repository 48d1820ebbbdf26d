"""What a form says of a step, and whether the policy is content with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import ledger
from models.changes import checked_day, checked_length
from models.correspondence import Letter
from models.further import Further, check_further, further_kept
from models.links import checked_link
from models.refusals import Refusal
from models.rules.amounts import count_in_words, share_met
from models.rules.candidates import count_recorded_wrong
from models.rules.further import wanted
from models.rules.outcomes import APPROVED, WITH_CHANGES, branch_for, entry_notice, goes_on, outcomes_of
from models.rules.policy import Step, Strength
from models.rules.progress import Progress
from models.rules.steps import Standing, State
from models.rules.wording import day_in_words
from models.shortlists import picked_in

LONGEST_REASON = 1000
LONGEST_CRITERIA = 1000
LONGEST_OTHER = 150
LONGEST_NUMBER = 7
"""Digits."""
KINDS = frozenset({"note", "letter", "meeting", "vote", "link", "file"})
SHORT, DONE_AGAIN = "short of the share", "done"
"""Outcomes after which a step is open: a list that does not reach the share, a duty whose next date is set."""


@dataclass(frozen=True, kw_only=True)
class Completion:
    """What the form says of a step."""

    prospect_id: str
    step_id: str
    state: State
    """DONE, WAIVED, NOT_APPLICABLE or HANDED_IN."""
    done_on: date
    evidence: str = "note"
    """One of KINDS."""
    letter_id: str | None = None
    motion_id: str | None = None
    """Of a vote that was counted here."""
    link: str = ""
    can_attach: bool = False
    """Whether the form took files."""
    reason: str = ""
    ticked: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """By the policy's `need`, `any_of`, `contains` and `pick`: the places of what was ticked, from 0."""
    pick_other: str = ""
    part: str = ""
    whole: str = ""
    count: str = ""
    sets: date | None = None
    outcome: str = APPROVED
    criteria: Mapping[str, str] = field(default_factory=dict)
    """Notes by criteria group."""
    further: Further | None = None
    """Nothing until the second form was filled in."""
    out_of_order: bool = False


def check(session: Session, new: Completion, progress: Progress, standing: Standing, today: date) -> None:
    """Refuse, beside the field that is wrong, what the policy is not content with."""
    _check_day(new, progress, today)
    _check_lengths(new)
    if new.state is State.DONE:
        _check_order(new, progress, standing)
        _check_asked(session, new, standing, today)
    elif new.state is State.HANDED_IN:
        _check_handed_in(session, new, standing.step)
    else:
        _check_left_out(new, standing.step)


def outcome_of(new: Completion, step: Step) -> str:
    """Say how a step came out, where it is not simply done; empty where it is."""
    if new.state is not State.DONE:
        return ""
    if goes_on(new.outcome) and step.share and not _reaches_share(new, step):
        return SHORT
    if new.further and new.further.next_on and wanted(step, new.state, new.outcome).again:
        return DONE_AGAIN
    return new.outcome if outcomes_of(step) else ""


def leaves_open(new: Completion, step: Step) -> bool:
    """Tell whether a step is open after what was recorded of it."""
    if outcome_of(new, step) in {SHORT, DONE_AGAIN}:
        return True
    branch = branch_for(step, new.outcome)
    return new.state is State.DONE and not goes_on(new.outcome) and not (branch and branch.close_as)


def evidence_of(new: Completion, step: Step) -> dict[str, object]:
    """Give what was shown for a step, as the record keeps it."""
    said = {
        "kind": new.evidence,
        "letter": new.letter_id if new.evidence == "letter" else None,
        "motion": new.motion_id,
        "link": new.link.strip(),
        "outcome": outcome_of(new, step),
        "other": new.pick_other.strip(),
        "criteria": dict(new.criteria),
        **further_kept(new.further, wanted(step, new.state, new.outcome)),
        **_ticked(new, step),
        "lacks": _unticked(new, step),
    }
    return {name: value for name, value in said.items() if value}


def _unticked(new: Completion, step: Step) -> list[str]:
    """List what a paper should contain and does not, where that was asked: a vote was not asked, and a return has no paper."""
    if new.motion_id or new.state is not State.DONE or not goes_on(new.outcome):
        return []
    ticked = _ticked(new, step)["contains"]
    return [entry for entry in step.contains if entry not in ticked]


def numbers_of(new: Completion, step: Step) -> dict[str, object]:
    """Give the numbers that a step asks for and was given."""
    if new.state is not State.DONE or not goes_on(new.outcome):
        return {}
    asked = {"part": new.part, "whole": new.whole} if step.share else {}
    if step.count:
        asked["count"] = new.count
    return {name: _number(text, name) for name, text in asked.items()}


def _ticked(new: Completion, step: Step) -> dict[str, list[str]]:
    offered = {
        "need": step.need,
        "any_of": step.any_of,
        "contains": step.contains,
        "pick": step.pick.options if step.pick else (),
    }
    return {
        name: [entry for place, entry in enumerate(entries) if place in new.ticked.get(name, ())]
        for name, entries in offered.items()
    }


def _check_day(new: Completion, progress: Progress, today: date) -> None:
    checked_day(new.done_on, today, "done_on")
    if new.done_on < progress.began_on:
        began = day_in_words(progress.began_on, today)
        raise Refusal(
            f"That is before the {progress.starts} ({began}). Please check the date.", field="done_on"
        )


def _check_lengths(new: Completion) -> None:
    checked_length(new.reason, LONGEST_REASON, "reason")
    checked_length(new.pick_other, LONGEST_OTHER, "pick_other")
    for group, note in new.criteria.items():
        checked_length(note, LONGEST_CRITERIA, f"criteria:{group}")


def _check_handed_in(session: Session, new: Completion, step: Step) -> None:
    if not step.decided_by:
        raise Refusal("Nobody else has the last word on this step; say when it is done.", field="state")
    _check_shown(session, new)


def _check_left_out(new: Completion, step: Step) -> None:
    if new.state is State.WAIVED and not (step.optional or step.strength is not Strength.MUST):
        raise Refusal("The policy asks for this step without exception; it cannot be waived.", field="state")
    if new.state is State.NOT_APPLICABLE and not step.when:
        raise Refusal("The policy asks for this step in every case; it always applies.", field="state")
    if not new.reason.strip():
        raise Refusal("Please give the reason; it is kept with the record.", field="reason")


def _check_order(new: Completion, progress: Progress, standing: Standing) -> None:
    notice = entry_notice(standing, progress.order)
    if not notice or not notice.needs_reason:
        return
    if not new.out_of_order:
        raise Refusal(f"{notice.text} Tick that it was done out of order.", field="out_of_order")
    if not new.reason.strip():
        raise Refusal("Please say why it came out of order.", field="reason")


def _check_asked(session: Session, new: Completion, standing: Standing, today: date) -> None:
    step = standing.step
    if new.outcome not in (outcomes_of(step) or {APPROVED}):
        raise Refusal("Please choose the outcome.", field="outcome")
    if new.outcome == WITH_CHANGES and not new.reason.strip():
        raise Refusal("Please say what was changed, and on which conditions.", field="reason")
    if goes_on(new.outcome):
        _check_ticks(new, step)
        _check_numbers(session, new, step)
        _check_date_set(new, standing, today)
    _check_proof(session, new, step)
    if new.further is not None:
        asks = wanted(step, new.state, new.outcome)
        check_further(new.further, asks, new.done_on, today)


def _check_ticks(new: Completion, step: Step) -> None:
    ticked = _ticked(new, step)
    missing = [entry for entry in step.need if entry not in ticked["need"]]
    if missing:
        raise Refusal(
            f"Still missing: {'; '.join(missing)}. Tick what is there; the step stays open until all is.",
            field="need",
        )
    if step.any_of and not ticked["any_of"]:
        raise Refusal("One of these is needed. Tick the one that is there.", field="any_of")
    if step.pick:
        other = step.pick.other and bool(new.pick_other.strip())
        if len(ticked["pick"]) + other < step.pick.at_least:
            raise Refusal(f"Please choose at least {step.pick.at_least}.", field="pick")


def _check_numbers(session: Session, new: Completion, step: Step) -> None:
    if step.share:
        part, whole = _number(new.part, "part"), _number(new.whole, "whole")
        if part > whole:
            raise Refusal(f"There cannot be more {step.share.part} than {step.share.whole}.", field="part")
    if step.count:
        number = _number(new.count, "count")
        differs = count_recorded_wrong(number, picked_in(session, new.prospect_id))
        if differs:
            raise Refusal(differs, field="count")
        wrong = count_in_words(step.count, number)
        if wrong:
            raise Refusal(
                f"{wrong[:1].upper()}{wrong[1:]}: the policy asks for {step.count.least} to {step.count.most}.",
                field="count",
            )


def _reaches_share(new: Completion, step: Step) -> bool:
    if step.share is None:
        return True
    part, whole = _number(new.part, "part"), _number(new.whole, "whole")
    return share_met(part, whole, step.share.at_least_percent)


def _number(typed: str, field_name: str) -> int:
    text = typed.strip()
    if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER):
        raise Refusal("Please enter a whole number, for instance 25.", field=field_name)
    return int(text)


def _check_date_set(new: Completion, standing: Standing, today: date) -> None:
    step = standing.step
    if not step.within:
        return
    if standing.window is None:
        raise Refusal(
            f"Its window counts from “{step.within.anchor}”, which is not recorded yet. Record that first."
        )
    if new.sets is None:
        raise Refusal(f"Please choose the date of the {step.sets}.", field="sets")
    first, last = standing.window
    if not first <= new.sets <= last and not new.reason.strip():
        window = f"{day_in_words(first, today)} to {day_in_words(last, today)}"
        raise Refusal(
            f"The policy's window is {window}. Choose a date in it, or give the reason for another below.",
            field="sets",
        )


def _check_proof(session: Session, new: Completion, step: Step) -> None:
    if new.evidence not in KINDS:
        raise Refusal("Please choose what shows it.", field="evidence")
    if (step.need or step.any_of) and new.evidence == "note" and not new.reason.strip():
        file = "file, " if new.can_attach else ""
        raise Refusal(
            f"This step needs proof. Choose a {file}letter, meeting, vote or link, or say in the note where the paper is.",
            field="evidence",
        )
    _check_shown(session, new)


def _check_shown(session: Session, new: Completion) -> None:
    if new.evidence == "letter":
        wanted = select(Letter).where(
            Letter.id == (new.letter_id or ""), Letter.prospect_id == new.prospect_id, ledger.standing(Letter)
        )
        if session.scalars(wanted).one_or_none() is None:
            raise Refusal("Please choose the letter.", field="letter")
    if new.evidence == "link" and not new.link.strip():
        raise Refusal("Please paste the link.", field="paper")
    checked_link(new.link, "paper", can_attach=new.can_attach)
