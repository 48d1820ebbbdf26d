"""A meeting in session, and votes at it, as tests begin from them."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.connection import THREADS as SOCKET_THREADS
from bot.web import THREADS
from models import ledger
from models.agendas import AgendaItem
from models.askers import Asker, asker_of
from models.bodies import body_rules
from models.casting import cast, record_spoken, recuse
from models.closing_votes import Closed, close_vote, end_without_count, reopen_vote
from models.commission import commission_of
from models.correcting_votes import correct_vote
from models.meetings import Attendance, Happening, Meeting, Posting
from models.members import Member
from models.new_motions import NewMotion
from models.row_ids import new_id
from models.rules.counting import Outcome, VoteOption
from models.rules.roll import Capacity, Mark
from models.rules.sessions import What
from models.rules.vote_cards import VoteSeen
from models.vote_cards import vote_seen
from models.vote_records import Vote, vote_of
from models.voting import open_vote
from models.workspaces import Workspace
from tests.builders import LOS_ANGELES, Office

EVENING = datetime(2026, 1, 15, 19, 0, tzinfo=LOS_ANGELES)
SEATS = {
    "U11": "Ngozi Okafor",
    "U12": "Sam Lee",
    "U13": "Priya Singh",
    "U14": "Min Park",
    "U15": "Ana Cruz",
    "U16": "Sam Lee",
    "U17": "Bea Ortiz",
}
"""Seats 1 to 7; Ngozi Okafor is the chair, and two members have one name."""
ALTERNATE, LIAISON, OUTSIDER = "U21", "U31", "U99"
AT_ONCE = max(SOCKET_THREADS, THREADS)
"""As many requests are worked on at the same time, over Socket Mode or HTTP."""
AYE, NO, ABSTAIN = VoteOption.YES, VoteOption.NO, VoteOption.ABSTAIN


@dataclass(frozen=True, kw_only=True)
class Room:
    """A meeting, and what is done at it; by the staff unless another is named."""

    office: Office
    meeting_id: str
    now: datetime = EVENING

    def later(self, **span: float) -> "Room":
        """Go on after a time."""
        return replace(self, now=self.now + timedelta(**span))

    @contextmanager
    def writing(self, by: str = "U1") -> Iterator[tuple[Session, Asker]]:
        """Open a transaction for somebody."""
        with self.office.workspace.transaction(self.now) as session:
            yield session, asker_of(session, by)

    @contextmanager
    def acting(self, what: str) -> Iterator[tuple[Session, ledger.Act]]:
        """Record an act of the staff about the meeting."""
        with self.writing() as (session, asker):
            yield (
                session,
                ledger.record(
                    session,
                    what,
                    actor=asker.actor,
                    now=self.now,
                    meeting_id=self.meeting_id,
                    details={"seats": body_rules(session).seats},
                ),
            )

    def id_of(self, slack_id: str) -> str:
        """Give the id of a member."""
        return self.office.member_id(slack_id)

    def happens(self, what: What, **said: Any) -> None:  # noqa: ANN401  fields of many types
        """Record something of the meeting."""
        with self.acting(what) as (session, act):
            row = {"meeting_id": self.meeting_id, "what": what, "at": self.now, "act_id": act.id}
            session.add(Happening(**{**row, **said}))

    def marks(self, mark: Mark, *slack_ids: str, **said: Any) -> None:  # noqa: ANN401
        """Enter people on the roll."""
        with self.acting("roll") as (session, act):
            for order, slack_id in enumerate(slack_ids):
                member = session.scalars(select(Member).where(Member.slack_id == slack_id)).one()
                usual = {"for_seat": None, "place": "", "ground": "", "item": None, "reason": ""}
                row = {
                    "id": new_id(self.now + timedelta(milliseconds=order)),
                    "meeting_id": self.meeting_id,
                    "member_id": member.id,
                    "name": member.name,
                    "capacity": _capacity(member),
                    "seat": member.seat,
                    "mark": mark,
                    "at": self.now,
                    "act_id": act.id,
                }
                session.add(Attendance(**{**usual, **row, **said}))

    def lists(self, item: str, **said: Any) -> str:  # noqa: ANN401
        """Put an item on the agenda."""
        with self.acting("agenda item listed") as (session, act):
            usual = {"prospect_id": None, "step_id": None, "presenter": "", "why": ""}
            row = {
                "id": new_id(self.now),
                "item": item,
                "meeting_id": self.meeting_id,
                "place": 1,
                "title": "Letter from Loreto",
                "kind": "act",
                "state": "listed",
                "act_id": act.id,
            }
            session.add(AgendaItem(**{**usual, **row, **said}))
        return item

    def opens(self, *, by: str = "U1", **said: Any) -> str:  # noqa: ANN401
        """Open a vote on the letter, moved by seat 2 and seconded by seat 3; gives the motion."""
        usual: Mapping[str, Any] = {
            "text": "Answer the letter.",
            "mover_id": self.id_of("U12"),
            "seconder_id": self.id_of("U13"),
            "item": "letter",
            "public_comment": True,
        }
        with self.writing(by) as (session, asker):
            new = NewMotion(**{**usual, **said})
            return open_vote(session, new, asker, commission_of(session), self.now).motion.id

    def casts(self, motion_id: str, slack_id: str, option: VoteOption, at: float = 0) -> VoteOption:
        """Press a button, so many seconds from now; gives what counts."""
        pressed = self.now + timedelta(seconds=at)
        with self.writing(slack_id) as (session, asker):
            about = {"at": pressed, "now": self.now}
            return cast(session, motion_id, option, asker, commission_of(session), **about).option

    def all_cast(self, motion_id: str, options: Mapping[str, VoteOption]) -> None:
        """Have several people press."""
        for slack_id, option in options.items():
            self.casts(motion_id, slack_id, option)

    def recuses(self, motion_id: str, slack_id: str, reason: str = "My employer is the applicant") -> None:
        """Recuse a member on the open vote."""
        with self.writing(slack_id) as (session, asker):
            about = {"at": self.now, "now": self.now}
            recuse(session, motion_id, reason, asker, commission_of(session), **about)

    def speaks(self, motion_id: str, said: Mapping[str, VoteOption], *, by: str = "U1") -> None:
        """Enter spoken votes."""
        with self.writing(by) as (session, asker):
            by_id = {self.id_of(slack_id): option for slack_id, option in said.items()}
            record_spoken(session, motion_id, by_id, asker, commission_of(session), self.now)

    def closes(self, motion_id: str, *, by: str = "U1") -> Closed:
        """Close a vote."""
        with self.writing(by) as (session, asker):
            return close_vote(session, motion_id, asker, commission_of(session), self.now)

    def ends(self, motion_id: str, outcome: Outcome, *, by: str = "U1", **said: Any) -> None:  # noqa: ANN401
        """End a motion without a count."""
        with self.writing(by) as (session, asker):
            end_without_count(
                session, motion_id, outcome, asker, commission_of(session), now=self.now, **said
            )

    def reopens(self, motion_id: str, *, by: str = "U1") -> None:
        """Open a vote again."""
        with self.writing(by) as (session, asker):
            reopen_vote(session, motion_id, asker, commission_of(session), self.now)

    def corrects(
        self, motion_id: str, slack_id: str, option: VoteOption, *, reason: str = "Misheard", by: str = "U1"
    ) -> list[str]:
        """Correct the record of one vote; gives what it led to."""
        with self.writing(by) as (session, asker):
            commission = commission_of(session)
            member_id = self.id_of(slack_id)
            return correct_vote(
                session, motion_id, member_id, option, reason, asker, commission, now=self.now
            )[1]

    def sees(self, motion_id: str) -> VoteSeen:
        """See a vote as it stands."""
        with self.office.workspace.reading() as session:
            return vote_seen(session, motion_id, commission_of(session), self.now)

    def options(self, motion_id: str) -> dict[int, str]:
        """Say what each seat voted, by seat."""
        return {vote.seat: vote.option.value for vote in self.sees(motion_id).votes}

    def outcome(self, motion_id: str) -> str:
        """Say how a vote ended."""
        ending = self.sees(motion_id).ending
        return ending.in_words(self.office.today) if ending else "open"

    def reads(self, motion_id: str) -> Vote:
        """Read a vote; only its values may be used, its rows are gone."""
        with self.office.workspace.reading() as session:
            return vote_of(session, motion_id)


def room(office: Office, *, present: Iterable[str] = tuple(SEATS), kind: str = "regular") -> Room:
    """Call a meeting of seven seats to order, with one item, the letter, on its agenda."""
    with office.workspace.transaction(EVENING) as session:
        for seat, (slack_id, name) in enumerate(SEATS.items(), start=1):
            roles = ["member", "chair"] if seat == 1 else ["member"]
            session.add(Member(slack_id=slack_id, name=name, roles=roles, seat=seat, active=True))
        session.add(Member(slack_id=ALTERNATE, name="Al Tran", roles=["alternate"], seat=1, active=True))
        session.add(Member(slack_id=LIAISON, name="Lia Wong", roles=["liaison"], active=True))
        for extra in ("U2", "U3", "U4"):
            session.scalars(select(Member).where(Member.slack_id == extra)).one().active = False
        meeting = Meeting(
            body="commission",
            starts_at=EVENING,
            on=EVENING.date(),
            kind=kind,
            status="in_session",
            reason="",
            place="",
        )
        session.add(meeting)
        session.flush()
        meeting_id = meeting.id
    begun = Room(office=office, meeting_id=meeting_id)
    begun.happens(What.CALLED_TO_ORDER, member_id=begun.id_of("U11"))
    begun.lists("letter")
    begun.marks(Mark.PRESENT, *present)
    away = [slack_id for slack_id in SEATS if slack_id not in present]
    begun.marks(Mark.ABSENT, *away)
    return begun


def post_agenda(begun: Room) -> None:
    """Record that the agenda was posted in time."""
    with begun.acting("agenda posted") as (session, act):
        session.add(
            Posting(
                meeting_id=begun.meeting_id,
                posted_at=begun.now - timedelta(hours=80),
                place="City Hall",
                posted_by="Ana Ruiz",
                link="",
                act_id=act.id,
            )
        )


def set_rules(office: Office, **said: object) -> None:
    """Let the body's bylaws say something."""
    with office.workspace.transaction(office.now) as session:
        workspace = session.scalars(select(Workspace)).one()
        workspace.settings = {**workspace.settings, "rules": said}


def make_nonprofit(office: Office) -> None:
    """Make the body a private nonprofit."""
    with office.workspace.transaction(office.now) as session:
        session.scalars(select(Workspace)).one().body_kind = "nonprofit"


def _capacity(member: Member) -> Capacity:
    kinds = {"member": Capacity.SEAT, "alternate": Capacity.ALTERNATE, "liaison": Capacity.LIAISON}
    return next((kinds[role] for role in member.roles if role in kinds), Capacity.STAFF)
