"""Logging correspondence: what was sent or received, whose turn it makes it, and the steps it completes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from models import ledger
from models.askers import Asker
from models.changes import changed, checked_day, checked_length
from models.commission import Commission
from models.correspondence import Letter
from models.finding import prospect_by_id
from models.meanwhile import act_on_step, by_whom
from models.progress import progress_of
from models.prospects import Prospect, StepEntry
from models.refusals import Refusal
from models.rules.beginnings import APPROVED, SIGNED
from models.rules.permissions import Right
from models.rules.progress import Progress, Side
from models.rules.steps import Standing, State
from models.rules.wording import day_in_words

LONGEST_SUMMARY = 1000
LONGEST_LINE = 120
COURTESY = "Courtesy letter"
"""What we write after a denial: the one kind of letter that is logged of a closed file."""
SPOKEN = frozenset({"Phone", "Video call", "In person"})
"""Ways of being in touch that leave nothing in writing."""


@dataclass(frozen=True, kw_only=True)
class NewLetter:
    """What the form says of a letter, an email, a call or a visit."""

    prospect_id: str
    direction: str
    """"in" when they wrote, "out" when we did."""
    what: str
    medium: str
    dated_on: date
    summary: str
    whom: str = ""
    signer: str = ""
    language: str = ""
    translated_by: str = ""
    answer_by: date | None = None
    completes: tuple[str, ...] = ()
    """Ids of the steps that it is evidence for."""
    permalink: str | None = None


@dataclass(frozen=True, kw_only=True)
class Logged:
    """What came of logging a letter."""

    prospect: Prospect
    letter: Letter
    act: ledger.Act


def completable(progress: Progress) -> list[Standing]:
    """List the ready steps that a letter alone can complete: those of which the policy asks no more."""
    return [standing for standing in progress.now if not _asks_more(standing)]


def _asks_more(standing: Standing) -> bool:
    step = standing.step
    decides = step.branches or step.vote or step.sets in {SIGNED, APPROVED}
    return bool(decides or step.share or step.count or step.pick or step.checklist or step.within or step.ask)


def log_letter(
    session: Session, new: NewLetter, asker: Asker, commission: Commission, now: datetime
) -> Logged:
    """Log a letter and complete the steps it is evidence for, in one act. Refusal beside the field that is wrong."""
    asker.must_be_allowed(Right.LOG)
    ledger.take_turn(session)
    prospect = prospect_by_id(session, new.prospect_id)
    today = commission.today(now)
    (progress,) = progress_of(session, [prospect], commission, today)
    _check(new, progress, today)
    _check_completes(session, new, progress, asker, now)
    act = ledger.record(session, "correspondence logged", actor=asker.actor, now=now, prospect_id=prospect.id)
    letter = _keep(session, new, act, commission, now, asks_for_answer=progress.is_open)
    for step_id in new.completes:
        session.add(
            StepEntry(
                prospect_id=prospect.id,
                step_id=step_id,
                state=State.DONE,
                done_on=new.dated_on,
                reason="",
                evidence={"kind": "letter", "letter": letter.id},
                numbers={},
                act_id=act.id,
            )
        )
    changed(session, prospect, commission, now)
    return Logged(prospect=prospect, letter=letter, act=act)


def _check(new: NewLetter, progress: Progress, today: date) -> None:
    if new.direction not in {"in", "out"}:
        raise Refusal("Please say who wrote to whom.", field="direction")
    checked_day(new.dated_on, today, "dated_on")
    if new.dated_on < progress.began_on:
        began = day_in_words(progress.began_on, today)
        raise Refusal(
            f"That is before the {progress.starts} ({began}). Change the date, or record an earlier one.",
            field="dated_on",
        )
    if not new.summary.strip():
        raise Refusal("Please write a sentence on what it says.", field="summary")
    if new.answer_by and new.answer_by < new.dated_on:
        raise Refusal("The answer cannot be expected before the letter itself.", field="answer_by")
    checked_length(new.summary, LONGEST_SUMMARY, "summary")
    checked_length(new.whom, LONGEST_LINE, "whom")
    checked_length(new.language + new.translated_by, LONGEST_LINE, "language")
    if not progress.is_open and (new.completes or not _says_goodbye(new)):
        raise Refusal(
            f"The file on {progress.full_name} is closed. The chair or staff can reopen it; then log this.",
            offers=("reopen",),
        )


def _says_goodbye(new: NewLetter) -> bool:
    return new.direction == "out" and new.what == COURTESY


def _check_completes(
    session: Session, new: NewLetter, progress: Progress, asker: Asker, now: datetime
) -> None:
    ready = {standing.step.id: standing.step for standing in completable(progress)}
    for step_id in new.completes:
        asker.must_be_allowed(Right.DONE, owns_step=progress.owner_id == asker.member_id)
        if step_id not in ready:
            raise _not_completable(session, progress, step_id, now)
        if new.medium in SPOKEN and (ready[step_id].need or ready[step_id].any_of):
            raise Refusal(
                f"A call or a visit is not in writing, so it cannot complete “{ready[step_id].title}”.",
                field="completes",
            )


def _not_completable(session: Session, progress: Progress, step_id: str, now: datetime) -> Refusal:
    """Say who has recorded a step meanwhile; or that no letter can complete it as things stand."""
    standing = progress.standing(step_id)
    why = "No letter can complete one of these steps now"
    if standing and standing.entry:
        did = f"marked “{standing.step.title}” {standing.entry.state}"
        why = by_whom(act_on_step(session, progress.prospect_id, step_id), did, now)
    return Refusal(f"{why}. Untick it and send the form again.", field="completes")


def _keep(
    session: Session,
    new: NewLetter,
    act: ledger.Act,
    commission: Commission,
    now: datetime,
    *,
    asks_for_answer: bool,
) -> Letter:
    ours = new.direction == "out"
    expected = new.dated_on + timedelta(days=commission.their_silence_days) if ours else None
    letter = Letter(
        prospect_id=new.prospect_id,
        direction=new.direction,
        what=new.what,
        medium=new.medium,
        dated_on=new.dated_on,
        logged_at=now,
        whom=new.whom,
        signer=new.signer,
        language=new.language,
        translated_by=new.translated_by,
        summary=new.summary.strip(),
        turn=(Side.THEM if ours else Side.US) if asks_for_answer else None,
        answer_by=(new.answer_by or expected) if asks_for_answer else None,
        follow_up_on=None,
        permalink=new.permalink,
        blanked_at=None,
        act_id=act.id,
    )
    session.add(letter)
    session.flush()
    return letter
