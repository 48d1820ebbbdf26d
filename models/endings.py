"""How what a note told of a file ended: it was done, put off, parked, snoozed, or something else has changed."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.ledger import Act, standing
from models.meeting_matters import meeting_ended
from models.occurrences import dates_to_mind, deadline_of_step, read_occurrence
from models.prospects import Extension, StepEntry
from models.readers import Reader
from models.refusals import NotFound
from models.reminders import Reminder
from models.roster_matters import giving_of
from models.rules.calendars import MeetingStatus
from models.rules.matters import OVER, Ended, Matter
from models.rules.notices import Kind
from models.rules.progress import Progress, Side
from models.rules.steps import Standing
from models.rules.wording import day_in_words


def file_ended(
    session: Session, reminder: Reminder, matter: Matter, progress: Progress, reader: Reader
) -> Ended | None:
    """Say how what was told of a file ended; None while it is as it was told."""
    if _is_open(session, reminder, matter, progress, reader):
        back = reminder.snoozed_until
        is_off = back is not None and back > reader.now
        return Ended(how="snoozed", at=back.astimezone(reader.zone)) if back and is_off else None
    of_step = progress.standing(reminder.step_id) if reminder.step_id else None
    if of_step is not None and not of_step.is_open:
        return _closed_by(session, reminder, of_step.state, reader) if of_step.entry else OVER
    if not progress.is_open:
        return Ended(how="the file is closed")
    if matter.kind is Kind.SILENCE:
        return _answered(session, progress, reader)
    if matter.kind is Kind.NEW:
        return Ended(how=f"{progress.owner} looks after it now") if progress.owner else OVER
    return _moved(session, progress, of_step, matter, reader.today) if of_step else OVER


def _is_open(
    session: Session, reminder: Reminder, matter: Matter, progress: Progress, reader: Reader
) -> bool:
    """Tell whether a matter is what it was when it was noted down."""
    if matter.kind is Kind.NEW:
        act = giving_of(session, progress.prospect_id)
        return progress.is_open and read_occurrence(reminder.occurrence)[3] == str(act.id if act else "")
    if matter.kind is Kind.DISCUSSED:
        return _awaits_record(matter, progress.standing(reminder.step_id or ""), progress)
    if matter.kind in {Kind.ESCALATED, Kind.DISCUSS}:
        deadline = deadline_of_step(progress, reminder.step_id)
        is_due = deadline is not None and deadline[1] == matter.on
        return is_due and (
            matter.meeting is None or not meeting_ended(matter.kind, matter.on, matter.meeting, reader)
        )
    return dates_to_mind(progress).get((matter.kind, reminder.step_id)) == matter.on


def _awaits_record(matter: Matter, of_step: Standing | None, progress: Progress) -> bool:
    """Tell whether a step is open that a meeting had to discuss."""
    has_met = matter.meeting is not None and matter.meeting.meeting.status is not MeetingStatus.CANCELLED
    return has_met and progress.is_open and of_step is not None and of_step.is_open


def _closed_by(session: Session, reminder: Reminder, how: str, reader: Reader) -> Ended:
    """Say who closed a step, and when."""
    entry = select(StepEntry.act_id).where(
        StepEntry.prospect_id == reminder.prospect_id,
        StepEntry.step_id == reminder.step_id,
        standing(StepEntry),
    )
    act = session.scalars(select(Act).where(Act.id.in_(entry)).order_by(Act.id.desc())).first()
    if act is None:
        raise NotFound("entry")
    return _by(act, how, reader)


def _by(act: Act, how: str, reader: Reader) -> Ended:
    by = "you" if act.actor == reader.member.slack_id else act.actor_name
    return Ended(how=how, by=by, at=act.at.astimezone(reader.zone), act_id=act.id)


def _answered(session: Session, progress: Progress, reader: Reader) -> Ended:
    """Say what became of the wait for an answer."""
    if progress.parked:
        return _by(
            session.scalars(select(Act).where(Act.id == progress.parked.act_id)).one(), "parked", reader
        )
    if progress.answer_by:
        return Ended(how=f"an answer is expected by {day_in_words(progress.answer_by, reader.today)} now")
    return Ended(how="it is our turn now") if progress.waiting_on is Side.US else OVER


def _moved(session: Session, progress: Progress, of_step: Standing, matter: Matter, today: date) -> Ended:
    """Say to which day an open step was put off, or has moved."""
    is_goal = matter.kind is Kind.GOAL
    due = of_step.goal if is_goal else of_step.due
    if due is None or due.on is None:
        return Ended(how="it has no date for now")
    if due.on == matter.on:
        return Ended(how="that meeting has begun") if matter.kind is Kind.DISCUSS else OVER
    day = day_in_words(due.on, today)
    if is_goal:
        return Ended(how=f"our goal is {day} now")
    is_extended = due.on == _extended_to(session, progress.prospect_id, of_step.step.id)
    return Ended(how=f"extended to {day}" if is_extended else f"now due {day}")


def _extended_to(session: Session, prospect_id: str, step_id: str) -> date | None:
    """Give the day to which a step was put off by agreement the last time."""
    wanted = select(Extension.on).where(
        Extension.prospect_id == prospect_id, Extension.step_id == step_id, standing(Extension)
    )
    return session.scalars(wanted.order_by(Extension.act_id.desc(), Extension.id.desc())).first()
