"""A meeting as it stands: its row, its session, its roll and its seating, read together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session as Database

from models.askers import Asker
from models.bodies import body_rules, seating_now
from models.database import found
from models.ledger import standing
from models.meetings import Attendance, Happening, Meeting
from models.refusals import Refusal
from models.rules import sessions as rules
from models.rules.bodies import BodyRules, Seating
from models.rules.calendars import MeetingStatus
from models.rules.counting import House
from models.rules.motions import Quorum
from models.rules.quorums import has_convened, lost_at, quorum_of, roll_in_words
from models.rules.roll import Capacity, Mark, Roll, RollEvent, Voter, house_of, roll_of, voters
from models.rules.sessions import Session, State, What, session_of
from models.rules.wording import plural

STILL_NEXT = timedelta(hours=12)


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """A meeting of the commission at one moment."""

    meeting: Meeting
    rules: BodyRules
    session: Session
    roll: Roll
    seating: Seating
    """Who holds which seat now."""
    entries: tuple[RollEvent, ...] = ()
    """The entries of the roll, in the order of recording."""

    @property
    def quorum(self) -> Quorum:
        """How many count as present at the item before the meeting, and how many must."""
        return quorum_of(self.roll, self.seating, self.rules, self.session.item)

    @property
    def quorum_lost_at(self) -> datetime | None:
        """Since when the quorum that was there is lost."""
        return lost_at(self.entries, self.seating, self.rules)

    @property
    def has_convened(self) -> bool:
        """Whether it ever had its quorum, by the seats as they were held when it met; a body without seats needs none."""
        return not self.seating.authorised or has_convened(self.entries, self.seating, self.rules)

    @property
    def roll_in_words(self) -> str:
        """How many seats are there, and whether they are a quorum."""
        return roll_in_words(self.roll, self.seating, self.rules, self.session.item)

    @property
    def quorum_in_words(self) -> str:
        """How many make a quorum before the roll is taken; from then on, whether there is one."""
        if self.entries:
            return self.roll_in_words
        return f"A quorum is {self.quorum.needed} of {plural(self.seating.authorised, 'seat')}"

    @property
    def voters(self) -> tuple[Voter, ...]:
        """Whose votes count now, by seat."""
        return voters(self.roll, self.seating, self.rules, self.session.item)

    @property
    def house(self) -> House:
        """Who is there, in numbers of seats."""
        return house_of(self.roll, self.seating, self.rules, self.session.item)

    @property
    def is_in_session(self) -> bool:
        """Whether it has been called to order, and is neither in recess nor adjourned."""
        return self.session.state is State.IN_SESSION

    def presides(self, asker: Asker) -> bool:
        """Tell whether somebody presides over it: for as long as it lasts."""
        lasts = self.session.state in {State.IN_SESSION, State.RECESS}
        return lasts and asker.member_id is not None and asker.member_id == self.session.presiding_id


def sitting_of(session: Database, meeting_id: str) -> Sitting:
    """Give a meeting as it stands; NotFound for one of another workspace."""
    meeting = found(session, Meeting, meeting_id, "meeting")
    entries = roll_events_of(session, meeting_id)
    return Sitting(
        meeting=meeting,
        rules=body_rules(session),
        session=session_of(happenings_of(session, meeting_id)),
        roll=roll_of(entries),
        seating=seating_now(session),
        entries=tuple(entries),
    )


def check_own(sitting: Sitting) -> None:
    """Refuse a meeting of another body, such as the Council: Clerk knows its dates and runs none of it."""
    if sitting.meeting.body != sitting.rules.body:
        raise Refusal("That is no meeting of the commission, so I changed nothing.", offers=("meeting",))


def sitting_now(session: Database) -> Sitting | None:
    """Give the commission's meeting that is in session or in recess; None where there is none."""
    body = body_rules(session).body
    in_session = select(Meeting.id).where(Meeting.body == body, Meeting.status == MeetingStatus.IN_SESSION)
    meeting_id = session.scalars(in_session.order_by(Meeting.starts_at.desc())).first()
    return sitting_of(session, meeting_id) if meeting_id else None


def next_meeting(session: Database, now: datetime) -> Meeting | None:
    """Give the commission's meeting in session, else the next one on the calendar; None where there is none.

    One that was to begin up to twelve hours ago and has not been called to order is still the next.
    """
    body = body_rules(session).body
    ahead = Meeting.status.in_([MeetingStatus.SCHEDULED, MeetingStatus.NOTICED]) & (
        Meeting.starts_at > now - STILL_NEXT
    )
    wanted = select(Meeting).where(
        Meeting.body == body, or_(Meeting.status == MeetingStatus.IN_SESSION, ahead)
    )
    in_session_first = (Meeting.status != MeetingStatus.IN_SESSION, Meeting.starts_at)
    return session.scalars(wanted.order_by(*in_session_first)).first()


def happenings_of(session: Database, meeting_id: str) -> list[rules.Happening]:
    """List what happened at a meeting, in the order of recording."""
    wanted = select(Happening).where(Happening.meeting_id == meeting_id, standing(Happening))
    return [
        rules.Happening(what=What(row.what), at=row.at, member_id=row.member_id, item=row.item)
        for row in session.scalars(wanted.order_by(Happening.act_id, Happening.id))
    ]


def roll_events_of(session: Database, meeting_id: str, until: int | None = None) -> list[RollEvent]:
    """List the entries of a meeting's roll, in the order of recording; of those `until` an act, where one is named."""
    wanted = select(Attendance).where(Attendance.meeting_id == meeting_id, standing(Attendance))
    if until is not None:
        wanted = wanted.where(Attendance.act_id <= until)
    return [
        RollEvent(
            name=row.name,
            capacity=Capacity(row.capacity),
            mark=Mark(row.mark),
            at=row.at,
            member_id=row.member_id,
            seat=row.seat,
            for_seat=row.for_seat,
            place=row.place,
            ground=row.ground,
            item=row.item,
            reason=row.reason,
        )
        for row in session.scalars(wanted.order_by(Attendance.act_id, Attendance.id))
    ]
