"""Putting the deadline of a step off by agreement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from models import ledger
from models.askers import Asker
from models.card_updates import tell_in_thread
from models.changes import changed, checked_length
from models.commission import Commission
from models.finding import prospect_by_id
from models.moved_dates import Moved, keep_moves
from models.progress import progress_of
from models.prospects import Extension, Prospect
from models.refusals import NotFound, Refusal
from models.rules.permissions import Right
from models.rules.progress import Progress
from models.rules.steps import Standing
from models.rules.wording import day_in_words

LONGEST_REASON = 300
"""It is said wherever the date is explained, so it is short."""
LONGEST_NAME = 120
LONGEST = timedelta(days=3653)
"""Ten years: a later date is taken for a slip of the hand."""
EXTENDED = "deadline extended"


@dataclass(frozen=True, kw_only=True)
class NewExtension:
    """What the form says of a deadline that is put off."""

    prospect_id: str
    step_id: str
    on: date | None
    agreed_by: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Extended:
    """What came of putting a deadline off."""

    prospect: Prospect
    act: ledger.Act
    moved: Moved
    was: date
    on: date


def extendable(progress: Progress) -> list[Standing]:
    """List the open steps whose deadline has a date, those that are next first."""
    waiting = [each for each in progress.standings if each not in progress.now]
    return [each for each in (*progress.now, *waiting) if progress.is_open and each.is_open and _day(each)]


def _day(standing: Standing) -> date | None:
    return standing.due.on if standing.due else None


def extend(
    session: Session, new: NewExtension, asker: Asker, commission: Commission, now: datetime
) -> Extended:
    """Put a deadline off, with who agreed and why. Refusal beside the field that is wrong."""
    asker.must_be_allowed(Right.EXTEND)
    ledger.take_turn(session)
    prospect = prospect_by_id(session, new.prospect_id)
    today = commission.today(now)
    (progress,) = progress_of(session, [prospect], commission, today)
    standing, was = _deadline(progress, new.step_id)
    on = _check(new, was, today)
    act = _record(session, new, asker, now, was=was, on=on)
    moved = Moved(
        prospect_id=prospect.id,
        title=prospect.title,
        step_id=new.step_id,
        step_title=standing.step.title,
        was=was,
        on=on,
        cause=f"{_named(new)} agreed to it",
    )
    keep_moves(session, [moved], act, now)
    changed(session, prospect, commission, now)
    tell_in_thread(session, act, now)
    return Extended(prospect=prospect, act=act, moved=moved, was=was, on=on)


def _record(
    session: Session, new: NewExtension, asker: Asker, now: datetime, *, was: date, on: date
) -> ledger.Act:
    act = ledger.record(
        session,
        EXTENDED,
        actor=asker.actor,
        now=now,
        prospect_id=new.prospect_id,
        reason=new.reason.strip(),
        details={"step": new.step_id},
    )
    extension = Extension(
        prospect_id=new.prospect_id,
        step_id=new.step_id,
        was=was,
        on=on,
        agreed_by=_named(new),
        reason=act.reason,
        act_id=act.id,
    )
    session.add(extension)
    return act


def _named(new: NewExtension) -> str:
    return new.agreed_by.strip().rstrip(".")


def _deadline(progress: Progress, step_id: str) -> tuple[Standing, date]:
    """Give a step that can be extended, and its deadline as it is now."""
    if not progress.is_open:
        raise Refusal(
            f"The file on {progress.full_name} is closed. The chair or staff can reopen it.",
            offers=("reopen",),
        )
    standing = progress.standing(step_id)
    if standing is None:
        raise NotFound("step", field="step")
    if not standing.is_open:
        raise Refusal(
            f"“{standing.step.title}” is {standing.state} already. I changed nothing.", field="step"
        )
    if standing.due is None or standing.due.on is None:
        raise Refusal(
            f"“{standing.step.title}” has no deadline with a date, so none can be extended.", field="step"
        )
    return standing, standing.due.on


def _check(new: NewExtension, was: date, today: date) -> date:
    if new.on is None:
        raise Refusal("Please choose the new date.", field="on")
    if new.on <= was:
        raise Refusal(f"An extension is later than {day_in_words(was, today)}, the deadline now.", field="on")
    if new.on > max(was, today) + LONGEST:
        raise Refusal("That is more than ten years ahead. Please check the year.", field="on")
    for name, said, asks, most in (
        ("agreed_by", new.agreed_by, "Please say who agreed to it.", LONGEST_NAME),
        ("reason", new.reason, "Please give the reason; it is kept with the record.", LONGEST_REASON),
    ):
        if not said.strip(" ."):
            raise Refusal(asks, field=name)
        checked_length(said, most, name)
    return new.on
