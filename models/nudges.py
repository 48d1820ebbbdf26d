"""Nudges: what a daily note tells its reader, as things stand now; putting a matter off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from models.askers import Asker
from models.commission import Commission, commission_of
from models.database import found
from models.ledger import Act, standing
from models.members import Member
from models.outbox import Outbox
from models.progress import progress_of
from models.prospects import Prospect, StepEntry
from models.refusals import NotAllowed, NotFound, Stale
from models.reminders import Reminder
from models.rules.matters import Ended, Matter
from models.rules.notices import Kind, note_moment
from models.rules.permissions import Role
from models.rules.progress import Progress
from models.rules.snoozing import snooze_choices
from models.rules.steps import due_rows

LOCAL = "%Y-%m-%dT%H:%M"


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Someone a note is for, and the place they read it in."""

    member: Member
    commission: Commission
    now: datetime

    @property
    def zone(self) -> ZoneInfo:
        """Their own time zone, else the commission's."""
        return ZoneInfo(self.member.zone) if self.member.zone else self.commission.zone

    @property
    def today(self) -> date:
        """The calendar date where they are."""
        return self.now.astimezone(self.zone).date()

    @property
    def days_off(self) -> frozenset[date]:
        """The commission's days off, weekends apart."""
        return self.commission.days_off(self.today)


def is_reached(member: Member | None) -> bool:
    """Tell whether somebody can be written to."""
    return member is not None and member.active and member.slack_id is not None


def staff_reached(members: Iterable[Member]) -> Member | None:
    """Give the first of the staff who can be written to."""
    return next((each for each in members if Role.STAFF in each.roles and is_reached(each)), None)


def occurrence(kind: Kind, on: date, prospect_id: str, step_id: str | None) -> str:
    """Name the event that a reminder is about; another date makes it another event."""
    return f"{kind}:{on}:{prospect_id}:{step_id or ''}"


def dates_to_mind(progress: Progress) -> dict[tuple[Kind, str | None], date]:
    """List the dates of an open prospect that somebody may be reminded of, by kind and step."""
    if not progress.is_open:
        return {}
    dates: dict[tuple[Kind, str | None], date] = {
        (Kind.GOAL if row.is_goal else Kind.DEADLINE, row.step_id): row.on
        for row in due_rows(progress.standings)
    }
    return {**dates, (Kind.SILENCE, None): progress.answer_by} if progress.answer_by else dates


def matters_in(session: Session, outbox_id: str, reader: Reader) -> list[Matter]:
    """List the matters that a note carries, as they stand now.

    Those still open come first; then deadlines, goals and silences, each by date, case number and place in the step list.
    """
    told = (Reminder.outbox_id == outbox_id, Reminder.state.in_(["waiting", "sent"]))
    reminders = session.scalars(select(Reminder).where(*told)).all()
    kinds = list(Kind)
    return sorted(
        _matters(session, reminders, reader),
        key=lambda matter: (matter.ended is not None, kinds.index(matter.kind), matter.on),
    )


def settle(session: Session, outbox_id: str, now: datetime) -> None:
    """Close the reminders that a note carried: "sent" where the matter was still open, else "cancelled"."""
    unsnoozed = or_(Reminder.snoozed_until.is_(None), Reminder.snoozed_until <= now)
    waiting = (Reminder.outbox_id == outbox_id, Reminder.state == "waiting", unsnoozed)
    reminders = session.scalars(select(Reminder).where(*waiting)).all()
    matters = _matters(session, reminders, _reader(session, reminders[0], now)) if reminders else []
    still_open = {matter.reminder_id for matter in matters if not matter.ended}
    for reminder in reminders:
        reminder.state = "sent" if reminder.id in still_open else "cancelled"


def redraw_notes(session: Session, prospect_id: str, now: datetime) -> None:
    """Have the notes drawn again that have told of a prospect, as far as what they told still holds."""
    holds = (Reminder.prospect_id == prospect_id, Reminder.valid_until > now)
    _redraw(session, session.scalars(select(Reminder.outbox_id).where(*holds)), now)


def snooze(session: Session, reminder_id: str, choice: str, asker: Asker, now: datetime) -> date:
    """Put one matter off to nine o'clock of the day chosen; Stale where that day can no longer be chosen."""
    reminder = found(session, Reminder, reminder_id, "reminder")
    if reminder.recipient != asker.member_id:
        raise NotAllowed("Only the person it was sent to can put a reminder off. I changed nothing.")
    reader = _reader(session, reminder, now)
    matter = next(iter(_matters(session, [reminder], reader)), None)
    days = {str(name): day for name, day in matter.choices.items()} if matter and not matter.ended else {}
    if choice not in days:
        raise Stale("This has changed since the note was sent.", prospect_id=reminder.prospect_id or "")
    day = days[choice]
    reminder.state = "waiting"
    reminder.at = reminder.snoozed_until = note_moment(day, reader.zone)
    reminder.due_at, reminder.zone = reminder.at.astimezone(reader.zone).strftime(LOCAL), reader.zone.key
    _redraw(session, [reminder.outbox_id], now)
    return day


def _redraw(session: Session, outbox_ids: Iterable[str | None], now: datetime) -> None:
    sent = update(Outbox).where(Outbox.id.in_(set(outbox_ids)), Outbox.sent_ts.is_not(None))
    session.execute(sent.values(next_at=now))


def _reader(session: Session, reminder: Reminder, now: datetime) -> Reader:
    member = found(session, Member, reminder.recipient, "member")
    return Reader(member=member, commission=commission_of(session), now=now)


def _matters(session: Session, reminders: Sequence[Reminder], reader: Reader) -> list[Matter]:
    wanted = select(Prospect).where(
        Prospect.id.in_({each.prospect_id for each in reminders}), standing(Prospect)
    )
    prospects = session.scalars(wanted).all()
    known = {
        each.prospect_id: each for each in progress_of(session, prospects, reader.commission, reader.today)
    }
    told = [(known[each.prospect_id], each) for each in reminders if each.prospect_id in known]
    return [_matter(session, reminder, progress, reader) for progress, reminder in sorted(told, key=_place)]


def _place(told: tuple[Progress, Reminder]) -> tuple[int, int, str]:
    """Give what sorts reminders: the case number, the step's place in its list, the reminder's own id."""
    progress, reminder = told
    steps = [standing.step.id for standing in progress.standings]
    return progress.number, steps.index(reminder.step_id) if reminder.step_id in steps else -1, reminder.id


def _matter(session: Session, reminder: Reminder, progress: Progress, reader: Reader) -> Matter:
    name, day, *_ = reminder.occurrence.split(":")
    kind, on = Kind(name), date.fromisoformat(day)
    of_step = progress.standing(reminder.step_id) if reminder.step_id else None
    return Matter(
        reminder_id=reminder.id,
        kind=kind,
        prospect_id=progress.prospect_id,
        city=progress.name,
        title=of_step.step.title if of_step else "",
        on=on,
        since=progress.waiting_since,
        standing=of_step,
        on_behalf=_on_behalf(session, progress, reader),
        ended=_ended(
            session,
            reminder,
            progress,
            reader,
            is_open=dates_to_mind(progress).get((kind, reminder.step_id)) == on,
        ),
        choices=snooze_choices(kind, on, reader.today, reader.days_off),
    )


def _on_behalf(session: Session, progress: Progress, reader: Reader) -> str:
    if progress.owner_id == reader.member.id:
        return ""
    if progress.owner_id is None:
        return "nobody looks after this yet"
    owner = found(session, Member, progress.owner_id, "member")
    return f"for {owner.name}" + ("" if owner.slack_id else ", who is not on Slack")


def _ended(
    session: Session, reminder: Reminder, progress: Progress, reader: Reader, *, is_open: bool
) -> Ended | None:
    if is_open:
        back = reminder.snoozed_until
        return Ended(how="snoozed", at=back.astimezone(reader.zone)) if back and back > reader.now else None
    of_step = progress.standing(reminder.step_id) if reminder.step_id else None
    if of_step is None or of_step.is_open or of_step.entry is None:
        return Ended(how="over")
    entry = select(StepEntry.act_id).where(
        StepEntry.prospect_id == progress.prospect_id,
        StepEntry.step_id == reminder.step_id,
        standing(StepEntry),
    )
    act = session.scalars(select(Act).where(Act.id.in_(entry)).order_by(Act.id.desc())).first()
    if act is None:
        raise NotFound("entry")
    by = "you" if act.actor == reader.member.slack_id else act.actor_name
    return Ended(how=of_step.state, by=by, at=act.at.astimezone(reader.zone), act_id=act.id)
