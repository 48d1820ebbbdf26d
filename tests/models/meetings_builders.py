"""A meeting of Milpitas on the evening of Thursday, January 22, 2026, and what is done at it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.adjourning import Adjourned, adjourn
from models.agenda_outcomes import record_outcome
from models.askers import Asker, asker_of
from models.commission import commission_of
from models.meetings import Attendance, Meeting
from models.members import Member
from models.presiding import call_to_order, open_item, public_comment
from models.recusals import recuse_at_item, return_to_room
from models.roll_calls import RollChange, RollSheet, take_roll
from models.roll_corrections import correct_time, mark_remote
from models.rules.agendas import REPORTS, ItemResult
from models.rules.calendars import MeetingStatus
from models.sessions import Sitting, sitting_of
from models.standing_in import seat_alternates
from models.workspaces import Workspace
from tests.builders import LOS_ANGELES, Office

EVENING = datetime(2026, 1, 22, 18, 0, tzinfo=LOS_ANGELES)
"""When the meeting is to begin; it is called to order two minutes later."""
DAY = EVENING.date()
CHAIR, VICE, LEE, SINGH, PARK, CRUZ = (f"U1{seat}" for seat in range(1, 7))
SEVENTH = "U17"
TRAN, VEGA, COUNCIL, STAFF = "U21", "U22", "U31", "U1"
SEATED = {
    CHAIR: "Ngozi Okafor",
    VICE: "Max Ortiz",
    LEE: "Sam Lee",
    SINGH: "Priya Singh",
    PARK: "Min Park",
    CRUZ: "Ana Cruz",
    SEVENTH: "Bea Stone",
}
"""Seats 1 to 7 of seven."""
OTHERS = {
    TRAN: ("A. Tran", "alternate", 1),
    VEGA: ("B. Vega", "alternate", 2),
    COUNCIL: ("Lou Hart", "liaison", None),
}
OFFICES = {CHAIR: ["chair"], VICE: ["vice_chair"]}
ITEM = REPORTS
"""An item that is on every agenda."""
FOUR = (CHAIR, LEE, SINGH, PARK)


@dataclass(frozen=True, kw_only=True)
class Evening:
    """A meeting at work: each verb is a transaction of its own, at `now`, by the staff unless another is named."""

    office: Office
    meeting_id: str
    now: datetime

    def at(self, clock: str) -> "Evening":
        """Go on at a time of the evening."""
        return replace(self, now=datetime.combine(EVENING.date(), time.fromisoformat(clock), LOS_ANGELES))

    def later(self, **span: float) -> "Evening":
        """Go on after a time."""
        return replace(self, now=self.now + timedelta(**span))

    def until(self, now: datetime) -> "Evening":
        """Go on at a moment."""
        return replace(self, now=now)

    @contextmanager
    def doing(self, by: str = STAFF) -> Iterator[tuple[Session, Asker]]:
        """Open a transaction for someone."""
        with self.office.workspace.transaction(self.now) as session:
            yield session, asker_of(session, by)

    def id(self, slack_id: str) -> str:
        """Give the id of a member."""
        return self.office.member_id(slack_id)

    @property
    def sitting(self) -> Sitting:
        """The meeting as it stands."""
        with self.office.workspace.reading() as session:
            sitting = sitting_of(session, self.meeting_id)
            session.expunge_all()
            return sitting

    @property
    def said(self) -> str:
        """Who is there, in words."""
        return self.sitting.roll_in_words

    @property
    def marks(self) -> list[tuple[str, str]]:
        """The entries of the roll but for those of who was away from the beginning, in the order of recording."""
        return [(each.name, each.mark.value) for each in self.sitting.entries if each.mark != "absent"]

    def call(self, *, by: str = STAFF, presiding: str | None = None) -> Sitting:
        """Call the meeting to order."""
        with self.doing(by) as (session, asker):
            chosen = self.id(presiding) if presiding else None
            commission = commission_of(session)
            return call_to_order(session, self.meeting_id, asker, commission, self.now, chosen)

    def roll(
        self,
        *present: str,
        guests: tuple[str, ...] = (),
        seen: int | None = None,
        at: str | None = None,
        by: str = STAFF,
    ) -> RollChange:
        """Take the roll, or update it from a form drawn just now unless another was `seen`."""
        drawn = self.last_entry() if seen is None else seen
        ids = frozenset(self.id(each) for each in present)
        clock = time.fromisoformat(at) if at else None
        with self.doing(by) as (session, asker):
            sheet = RollSheet(present=ids, guests=guests, seen=drawn, at=clock)
            return take_roll(session, self.meeting_id, sheet, asker, commission_of(session), self.now)

    def last_entry(self) -> int:
        """Give the act of the last entry of the roll."""
        with self.office.workspace.reading() as session:
            rows = session.scalars(select(Attendance.act_id).order_by(Attendance.act_id.desc()))
            return rows.first() or 0

    def seat(self, alternate: str, seat: int, *, by: str = STAFF) -> RollChange:
        """Seat an alternate."""
        with self.doing(by) as (session, asker):
            return seat_alternates(session, self.meeting_id, {seat: self.id(alternate)}, asker, self.now)

    def remote(self, who: str, place: str = "Loreto", ground: str = "just cause") -> RollChange:
        """Enter from where somebody takes part."""
        with self.doing() as (session, asker):
            commission = commission_of(session)
            return mark_remote(
                session, self.meeting_id, self.id(who), place, ground, asker, commission, now=self.now
            )

    def corrects(self, who: str, clock: str, reason: str = "Read off the recording") -> RollChange:
        """Correct when somebody last came or went."""
        with self.doing() as (session, asker):
            return correct_time(
                session,
                self.meeting_id,
                self.id(who),
                time.fromisoformat(clock),
                reason,
                asker,
                commission_of(session),
                now=self.now,
            )

    def opens(self, item: str = ITEM, *, by: str = STAFF, back: tuple[str, ...] = ()) -> Sitting:
        """Open an item."""
        with self.doing(by) as (session, asker):
            ids = [self.id(each) for each in back]
            commission = commission_of(session)
            return open_item(session, self.meeting_id, item, asker, commission, now=self.now, back=ids)

    def does(self, verb: Callable[..., Sitting], *args: object, by: str = STAFF) -> Sitting:
        """Have someone do something at the meeting that wants no commission."""
        with self.doing(by) as (session, asker):
            return verb(session, self.meeting_id, *args, asker=asker, now=self.now)

    def discussed(self, item: str) -> None:
        """Record that an item was discussed."""
        with self.doing() as (session, asker):
            commission = commission_of(session)
            record_outcome(
                session,
                self.meeting_id,
                item,
                ItemResult.DISCUSSED,
                "",
                None,
                asker,
                commission,
                self.now,
            )

    def comment(self, item: str | None) -> Sitting:
        """Record that public comment was taken."""
        with self.doing() as (session, asker):
            return public_comment(session, self.meeting_id, item, asker, commission_of(session), self.now)

    def recuses(self, who: str, reason: str = "Owns the hotel", *, by: str = STAFF) -> RollChange:
        """Record a recusal from the item before the meeting."""
        with self.doing(by) as (session, asker):
            return recuse_at_item(session, self.meeting_id, self.id(who), reason, asker, self.now)

    def returns(self, who: str, *, by: str = STAFF) -> RollChange:
        """Record that somebody is back in the room."""
        with self.doing(by) as (session, asker):
            return return_to_room(session, self.meeting_id, self.id(who), asker, self.now)

    def leaves_the_roster(self, who: str) -> None:
        """Take somebody off the roster."""
        with self.office.workspace.transaction(self.now) as session:
            session.scalars(select(Member).where(Member.slack_id == who)).one().active = False

    def adjourns(
        self, continue_on: datetime | None = None, *, by: str = STAFF, clock: str | None = None
    ) -> Adjourned:
        """Adjourn the meeting."""
        with self.doing(by) as (session, asker):
            return adjourn(
                session,
                self.meeting_id,
                asker,
                commission_of(session),
                self.now,
                continue_on=continue_on,
                clock=time.fromisoformat(clock) if clock else None,
            )

    def status(self) -> MeetingStatus:
        """Give the meeting's status."""
        with self.office.workspace.reading() as session:
            return MeetingStatus(
                session.scalars(select(Meeting.status).where(Meeting.id == self.meeting_id)).one()
            )


def evening(
    office: Office, *, on: date = DAY, rules: dict[str, Any] | None = None, kind: str = "public"
) -> Evening:
    """Put a meeting on the calendar of a commission with seven seats filled, two alternates, a liaison and staff."""
    with office.workspace.transaction(office.now) as session:
        for member in session.scalars(select(Member).where(Member.slack_id != STAFF)):
            member.active = False
        for seat, (slack_id, name) in enumerate(SEATED.items(), start=1):
            roles = ["member", *OFFICES.get(slack_id, [])]
            session.add(Member(slack_id=slack_id, name=name, roles=roles, seat=seat, active=True))
        for slack_id, (name, role, place) in OTHERS.items():
            session.add(Member(slack_id=slack_id, name=name, roles=[role], seat=place, active=True))
        workspace = session.scalars(select(Workspace)).one()
        workspace.settings = {**workspace.settings, "rules": rules or {}}
        workspace.body_kind = kind
    return another(office, datetime.combine(on, EVENING.timetz()))


def another(office: Office, starts_at: datetime) -> Evening:
    """Put one more meeting on the calendar; it is called to order two minutes after its beginning."""
    said = {
        "body": "commission",
        "kind": "regular",
        "status": "scheduled",
        "reason": "",
        "place": "City Hall",
    }
    with office.workspace.transaction(office.now) as session:
        meeting = Meeting(starts_at=starts_at, on=starts_at.date(), **said)
        session.add(meeting)
        session.flush()
        found = meeting.id
    return Evening(office=office, meeting_id=found, now=starts_at + timedelta(minutes=2))
