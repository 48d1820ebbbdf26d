"""Programs and exchanges with a city: one to test the waters, or under the agreement, and what came of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import ledger
from models.agreements import Program
from models.askers import Asker
from models.changes import EARLIEST, changed, checked_length
from models.commission import Commission
from models.finding import prospect_by_id
from models.progress import progress_of
from models.prospects import Prospect
from models.refusals import NotFound, Refusal
from models.rules.permissions import Right
from models.rules.progress import Progress

RECORDED, CHANGED = "program recorded", "program changed"
LONGEST_TITLE = 120
LONGEST_OUTCOME = 1000


@dataclass(frozen=True, kw_only=True)
class NewProgram:
    """What the form says of a program."""

    prospect_id: str
    number: int | None = None
    """Of one that is changed; nothing for a new one."""
    title: str
    is_test: bool
    begins_on: date | None
    ends_on: date | None = None
    outcome: str = ""


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """What came of recording a program."""

    prospect: Prospect
    act: ledger.Act
    program: Program


def record_program(
    session: Session, new: NewProgram, asker: Asker, commission: Commission, now: datetime
) -> Recorded:
    """Record a program, or what is known of it now. Refusal beside the field that is wrong."""
    asker.must_be_allowed(Right.PROGRAM)
    ledger.take_turn(session)
    prospect = prospect_by_id(session, new.prospect_id)
    today = commission.today(now)
    (progress,) = progress_of(session, [prospect], commission, today)
    must_be_open(progress)
    earlier = programs_of(session, prospect)
    if new.number is not None and new.number not in {each.number for each in earlier}:
        raise NotFound("program")
    begins_on = _check(new, today)
    what = RECORDED if new.number is None else CHANGED
    act = ledger.record(session, what, actor=asker.actor, now=now, prospect_id=prospect.id)
    program = Program(
        prospect_id=prospect.id,
        number=new.number or max((each.number for each in earlier), default=0) + 1,
        is_test=new.is_test,
        title=new.title.strip(),
        begins_on=begins_on,
        ends_on=new.ends_on,
        outcome=new.outcome.strip(),
        act_id=act.id,
    )
    session.add(program)
    changed(session, prospect, commission, now)
    return Recorded(prospect=prospect, act=act, program=program)


def programs_of(session: Session, prospect: Prospect) -> list[Program]:
    """List the programs of a prospect by number, each as it was recorded last."""
    wanted = select(Program).where(Program.prospect_id == prospect.id, ledger.standing(Program))
    latest = {row.number: row for row in session.scalars(wanted.order_by(Program.act_id))}
    return [latest[number] for number in sorted(latest)]


def rests_on(session: Session, act: ledger.Act) -> bool:
    """Tell whether a program that an act recorded was changed since."""
    program = session.scalars(select(Program).where(Program.act_id == act.id)).one_or_none()
    if program is None:
        return False
    later = select(Program.id).where(
        Program.prospect_id == program.prospect_id,
        Program.number == program.number,
        Program.act_id > act.id,
        ledger.standing(Program),
    )
    return session.scalars(later).first() is not None


def must_be_open(progress: Progress) -> None:
    """Refuse a program for a closed file."""
    if not progress.is_open:
        raise Refusal(
            f"The file on {progress.full_name} is closed. The chair or staff can reopen it.",
            offers=("reopen",),
        )


def _check(new: NewProgram, today: date) -> date:
    if not new.title.strip():
        raise Refusal("Please say what it is called.", field="title")
    checked_length(new.title, LONGEST_TITLE, "title")
    if new.begins_on is None:
        raise Refusal("Please choose the day on which it begins.", field="begins_on")
    if new.begins_on < EARLIEST:
        raise Refusal("That date is more than a lifetime ago. Please check the year.", field="begins_on")
    if new.ends_on is not None and new.ends_on < new.begins_on:
        raise Refusal("It cannot end before it begins. Please check the date.", field="ends_on")
    checked_length(new.outcome, LONGEST_OUTCOME, "outcome")
    if new.outcome.strip() and new.begins_on > today:
        raise Refusal("It has not begun yet, so nothing can have come of it.", field="outcome")
    return new.begins_on
