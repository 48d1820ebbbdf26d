"""Completing a step: what the policy asks of it is checked, and what was shown for it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import ledger
from models.askers import Asker
from models.changes import changed, checked_day
from models.commission import Commission
from models.correspondence import Letter
from models.finding import prospect_by_id
from models.policy_shelf import policy_in
from models.progress import REOPENED, progress_of
from models.prospects import Answer, Closing, Prospect, RecordedDate, StepEntry
from models.refusals import NotFound, Refusal, Stale, TooLong
from models.rules.amounts import count_in_words, share_met
from models.rules.outcomes import branch_for, entry_notice, reopened_by_going_back
from models.rules.permissions import Right
from models.rules.policy import Branch, Step, Strength
from models.rules.progress import Progress
from models.rules.steps import Standing, State
from models.rules.wording import day_in_words
from models.workspaces import PolicyVersion

LONGEST_REASON = 1000
APPROVED = "approved"
"""The outcome of a step with branches that takes none of them."""


@dataclass(frozen=True, kw_only=True)
class Completion:
    """What the form says of a step."""

    prospect_id: str
    step_id: str
    state: State
    """DONE, WAIVED or NOT_APPLICABLE."""
    done_on: date
    evidence: str = "note"
    """"note", "letter", "meeting", "vote", "link" or "file"."""
    letter_id: str | None = None
    link: str = ""
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
    out_of_order: bool = False


@dataclass(frozen=True, kw_only=True)
class Completed:
    """What came of completing a step."""

    prospect: Prospect
    step: Step
    act: ledger.Act


def complete_step(
    session: Session, new: Completion, asker: Asker, commission: Commission, now: datetime
) -> Completed:
    """Record a step as done, waived or not applicable. Refusal beside the field that the policy is not content with."""
    prospect = prospect_by_id(session, new.prospect_id)
    today = commission.today(now)
    (progress,) = progress_of(session, [prospect], commission, today)
    asker.must_be_allowed(Right.DONE, owns_step=progress.owner_id == asker.member_id)
    standing = _open_standing(progress, new)
    _check_day_and_reason(new, progress, standing, today)
    if new.state is State.DONE:
        _check_asked(session, new, standing, today)
    act = ledger.record(
        session,
        f"step {new.state}",
        actor=asker.actor,
        now=now,
        prospect_id=prospect.id,
        reason=new.reason.strip(),
        details={"step": new.step_id},
    )
    _keep(session, new, standing.step, prospect, act=act, today=today)
    changed(session, prospect, commission, now)
    return Completed(prospect=prospect, step=standing.step, act=act)


def _open_standing(progress: Progress, new: Completion) -> Standing:
    standing = progress.standing(new.step_id)
    if standing is None:
        raise NotFound("step")
    if not progress.is_open:
        raise Refusal(f"The file on {progress.full_name} is closed. Reopen it first.", offers=("reopen",))
    if standing.entry is not None:
        by = standing.entry.by or "Someone"
        raise Stale(f"{by} recorded this step as {standing.entry.state} already, so I changed nothing.")
    return standing


def _check_day_and_reason(new: Completion, progress: Progress, standing: Standing, today: date) -> None:
    step = standing.step
    checked_day(new.done_on, today, "done_on")
    if new.done_on < progress.began_on:
        began = day_in_words(progress.began_on, today)
        raise Refusal(
            f"That is before the {progress.starts} ({began}). Please check the date.", field="done_on"
        )
    if len(new.reason) > LONGEST_REASON:
        raise TooLong(LONGEST_REASON, "reason")
    if new.state is State.WAIVED and not (step.optional or step.strength is not Strength.MUST):
        raise Refusal("The policy asks for this step without exception; it cannot be waived.", field="state")
    if new.state is State.NOT_APPLICABLE and not step.when:
        raise Refusal("The policy asks for this step in every case; it always applies.", field="state")
    if new.state is not State.DONE and not new.reason.strip():
        raise Refusal("Please give the reason; it is kept with the record.", field="reason")
    notice = entry_notice(standing, progress.order)
    if notice and notice.needs_reason and new.state is State.DONE:
        if not new.out_of_order:
            raise Refusal(f"{notice.text} Tick that it was done out of order.", field="out_of_order")
        if not new.reason.strip():
            raise Refusal("Please say why it came out of order.", field="reason")


def _check_asked(session: Session, new: Completion, standing: Standing, today: date) -> None:
    step = standing.step
    if _goes_on(new, step):
        _check_ticks(new, step)
        _check_numbers(new, step)
        _check_date_set(new, standing, today)
    _check_proof(session, new, step)


def _goes_on(new: Completion, step: Step) -> bool:
    return not step.branches or branch_for(step, new.outcome) is None


def _check_ticks(new: Completion, step: Step) -> None:
    ticked = {name: set(places) for name, places in new.ticked.items()}
    missing = [entry for place, entry in enumerate(step.need) if place not in ticked.get("need", set())]
    if missing:
        raise Refusal(
            f"Still missing: {'; '.join(missing)}. Tick what is there; the step stays open until all is.",
            field="need",
        )
    if step.any_of and not ticked.get("any_of"):
        raise Refusal("One of these is needed. Tick the one that is there.", field="any_of")
    if step.pick and len(ticked.get("pick", set())) + bool(new.pick_other.strip()) < step.pick.at_least:
        raise Refusal(f"Please choose at least {step.pick.at_least}.", field="pick")


def _check_numbers(new: Completion, step: Step) -> None:
    if step.share:
        part, whole = _number(new.part, "part"), _number(new.whole, "whole")
        if part > whole:
            raise Refusal(f"There cannot be more {step.share.part} than {step.share.whole}.", field="part")
        if not share_met(part, whole, step.share.at_least_percent):
            raise Refusal(
                f"{part} of {whole} is less than {step.share.at_least_percent} %. The step stays open until a list reaches it.",
                field="part",
            )
    if step.count:
        wrong = count_in_words(step.count, _number(new.count, "count"))
        if wrong:
            raise Refusal(
                f"{wrong[:1].upper()}{wrong[1:]}: the policy asks for {step.count.least} to {step.count.most}.",
                field="count",
            )


def _number(typed: str, field_name: str) -> int:
    text = typed.strip()
    if not (text.isascii() and text.isdigit()):
        raise Refusal("Please enter a whole number, for instance 25.", field=field_name)
    return int(text)


def _check_date_set(new: Completion, standing: Standing, today: date) -> None:
    step = standing.step
    if not step.within:
        return
    if new.sets is None or standing.window is None:
        raise Refusal(f"Please choose the date of the {step.sets}.", field="sets")
    first, last = standing.window
    if not first <= new.sets <= last and not new.reason.strip():
        window = f"{day_in_words(first, today)} to {day_in_words(last, today)}"
        raise Refusal(
            f"The policy's window is {window}. Choose a date in it, or give the reason for another below.",
            field="sets",
        )


def _check_proof(session: Session, new: Completion, step: Step) -> None:
    if (step.need or step.any_of) and new.evidence == "note" and not new.reason.strip():
        raise Refusal(
            "This step needs proof. Choose a letter, meeting, vote or link, or say in the note where the paper is.",
            field="evidence",
        )
    if new.evidence == "letter":
        wanted = select(Letter).where(
            Letter.id == (new.letter_id or ""), Letter.prospect_id == new.prospect_id, ledger.standing(Letter)
        )
        if session.scalars(wanted).one_or_none() is None:
            raise Refusal("Please choose the letter.", field="letter")
    if new.evidence == "link" and not new.link:
        raise Refusal("Please paste the link.", field="paper")
    if new.link:
        _check_link(new.link)


def _check_link(link: str) -> None:
    parts = urlsplit(link)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise Refusal("That is not a web address. It begins with https://.", field="paper")
    if parts.hostname == "slack.com" or parts.hostname.endswith(".slack.com"):
        raise Refusal(
            "Slack hides and deletes files after a while, so a link into Slack is no evidence. Attach the file, or link to where the city keeps it.",
            field="paper",
        )


def _keep(
    session: Session, new: Completion, step: Step, prospect: Prospect, *, act: ledger.Act, today: date
) -> None:
    branch = branch_for(step, new.outcome) if new.state is State.DONE and step.branches else None
    if new.state is State.NOT_APPLICABLE and step.when:
        session.add(Answer(prospect_id=prospect.id, question=step.when, answer=False, act_id=act.id))
    if new.state is State.DONE and step.sets and branch is None:
        session.add(
            RecordedDate(prospect_id=prospect.id, name=step.sets, on=new.sets or new.done_on, act_id=act.id)
        )
    if branch and branch.close_as:
        because = f"{new.outcome[:1].upper()}{new.outcome[1:]}: {new.reason.strip() or step.title}"
        session.add(Closing(prospect_id=prospect.id, closed=True, on=today, reason=because, act_id=act.id))
    for step_id, state in _entries(session, new, step, prospect, branch).items():
        session.add(
            StepEntry(
                prospect_id=prospect.id,
                step_id=step_id,
                state=state,
                done_on=new.done_on,
                reason=new.reason.strip(),
                evidence=_evidence(new, step),
                numbers=_numbers(new),
                act_id=act.id,
            )
        )


def _entries(
    session: Session, new: Completion, step: Step, prospect: Prospect, branch: Branch | None
) -> dict[str, str]:
    """Say which steps get which state: going back opens the step gone back to and all that follow from it."""
    if branch is None or branch.back_to is None:
        return {step.id: new.state}
    version = session.scalars(
        select(PolicyVersion).where(PolicyVersion.id == prospect.policy_version_id)
    ).one()
    reopened = reopened_by_going_back(policy_in(version), prospect.path, branch.back_to)
    return dict.fromkeys((*reopened, step.id), REOPENED)


def _evidence(new: Completion, step: Step) -> dict[str, object]:
    offered = {
        "need": step.need,
        "any_of": step.any_of,
        "contains": step.contains,
        "pick": step.pick.options if step.pick else (),
    }
    ticked = {
        name: [entries[place] for place in new.ticked.get(name, ()) if place < len(entries)]
        for name, entries in offered.items()
    }
    said = {
        "kind": new.evidence,
        "letter": new.letter_id if new.evidence == "letter" else None,
        "link": new.link,
        "outcome": new.outcome if step.branches else None,
        "other": new.pick_other,
        "criteria": dict(new.criteria),
        **ticked,
    }
    return {name: value for name, value in said.items() if value}


def _numbers(new: Completion) -> dict[str, object]:
    return {
        name: int(text)
        for name, text in (("part", new.part), ("whole", new.whole), ("count", new.count))
        if text.strip()
    }
