"""A commission whose reminders the scheduler's tests follow day by day."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select, update

from bot.practice.driver import Practice
from bot.practice.seen import MessageSeen
from models import completing, inquiries, letters, nudges, undoing
from models.askers import Asker, asker_of
from models.commission import commission_of
from models.database import Database, WorkspaceDatabase
from models.evidence import Completion
from models.inquiries import NewInquiry
from models.members import Member
from models.policy_shelf import put_on_shelf
from models.reminders import Reminder
from models.rules.steps import State
from scheduler.outbox import Sender
from scheduler.reminders import plan_reminders
from tests.builders import shipped_text
from tests.scheduler.conftest import Clock

POLICY = b"""
id = "sample"
title = "A sample"
place = "Milpitas"
source = "A sample"

[path.inquiry]
title = "They wrote to us"
begun_by = "them"
starts = "inquiry"
order = "any"

[[step]]
id = "form"
title = "request form"
who = "staff"
due = "30 days after inquiry"
source = "A sample, 1"

[[step]]
id = "reply"
title = "written reply"
who = "staff"
goal = "10 working days after inquiry"
source = "A sample, 2"
"""
MONDAY_NINE = datetime(2025, 11, 3, 17, tzinfo=UTC)
"""Nine o'clock in Los Angeles on the day after most inquiries of these tests.

Their goal is then Monday, November 17, and their deadline Tuesday, December 2; November 11 and 27 are days off.
"""


def at(day: date, hour: int = 9) -> datetime:
    """Give an hour in Los Angeles in winter."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(hours=hour + 8)


@dataclass(frozen=True, kw_only=True)
class House:
    """A commission with Dana on staff, Ruth in the chair and Lee, who is not on Slack."""

    database: Database
    workspace: WorkspaceDatabase
    sender: Sender
    practice: Practice
    clock: Clock
    members: dict[str, str]

    def comes(self, moment: datetime) -> None:
        """Let a moment come, with everything that Clerk then does."""
        self.clock.moment = moment
        plan_reminders(self.database, moment)
        while self.sender.send_due():
            pass

    def asker(self, slack_id: str = "U0DANA") -> Asker:
        with self.workspace.reading() as session:
            return asker_of(session, slack_id)

    def inquiry(
        self,
        city: str = "Loreto",
        owner: str = "Dana Ito",
        received: date = date(2025, 11, 2),
        path: str = "sample/inquiry",
    ) -> str:
        with self.workspace.transaction(self.clock()) as session:
            new = NewInquiry(
                city=city,
                country="MX",
                path=path,
                received_on=received,
                owner_id=self.members[owner],
            )
            recorded = inquiries.record_inquiry(
                session, new, asker_of(session, "U0DANA"), commission_of(session), self.clock()
            )
            return recorded.prospect.id

    def applies(self, city: str, on: date) -> str:
        """Begin a path whose deadline, 120 days later, asks for reminders of its own."""
        self.clock.moment = at(on)
        with self.workspace.transaction(self.clock()) as session:
            put_on_shelf(session, shipped_text("cerritos"), name="cerritos", now=self.clock())
        return self.inquiry(city, received=on, path="cerritos/application")

    def completes(self, prospect_id: str, step_id: str) -> int:
        new = Completion(
            prospect_id=prospect_id,
            step_id=step_id,
            state=State.DONE,
            done_on=date(2025, 11, 3),
            reason="Seen.",
        )
        with self.workspace.transaction(self.clock()) as session:
            done = completing.complete_step(
                session, new, asker_of(session, "U0DANA"), commission_of(session), self.clock()
            )
            return done.act.id

    def takes_back(self, act_id: int) -> None:
        with self.workspace.transaction(self.clock()) as session:
            undoing.undo(
                session, str(act_id), asker_of(session, "U0DANA"), commission_of(session), self.clock()
            )

    def snoozes(self, choice: str, person: str = "U0DANA", rule: str = "3 working days before") -> date:
        with self.workspace.transaction(self.clock()) as session:
            wanted = select(Reminder.id).where(Reminder.rule == rule)
            reminder_id = session.scalars(wanted.order_by(Reminder.id.desc())).first() or "none"
            return nudges.snooze(session, reminder_id, choice, asker_of(session, person), self.clock())

    def writes(self, prospect_id: str, dated: date) -> None:
        """Log a letter of ours."""
        new = letters.NewLetter(
            prospect_id=prospect_id,
            direction="out",
            what="Letter",
            medium="Email",
            dated_on=dated,
            summary="Sent.",
        )
        with self.workspace.transaction(self.clock()) as session:
            letters.log_letter(session, new, self.asker(), commission_of(session), self.clock())

    def change(self, person: str, **values: object) -> None:
        """Change how somebody is on record."""
        with self.workspace.transaction(self.clock()) as session:
            session.execute(update(Member).where(Member.id == self.members[person]).values(**values))

    def days(self, first: date, last: date, hour: int = 9) -> None:
        """Let every day from the first to the last come, once each."""
        for day in range((last - first).days + 1):
            self.comes(at(first + timedelta(days=day), hour))

    def notes(self, person: str = "U0DANA") -> list[str]:
        return [note.text for note in self.drawn(person)]

    def drawn(self, person: str = "U0DANA") -> list[MessageSeen]:
        return self.practice.person(person).dm

    def states(self) -> list[tuple[str, str]]:
        with self.workspace.reading() as session:
            return [
                (row.rule, row.state)
                for row in session.scalars(select(Reminder).order_by(Reminder.at, Reminder.id))
            ]


PEOPLE = (
    ("Dana Ito", "U0DANA", ["staff"]),
    ("Ruth Meyer", "U0RUTH", ["chair"]),
    ("Lee Park", None, ["member"]),
)


def furnished(
    database: Database, workspace: WorkspaceDatabase, sender: Sender, practice: Practice, clock: Clock
) -> House:
    """Set the commission up, on the Monday on which the tests begin."""
    clock.moment = MONDAY_NINE
    with workspace.transaction(clock()) as session:
        put_on_shelf(session, POLICY, name="sample", now=clock())
        rows = [
            Member(name=name, slack_id=slack_id, roles=roles, active=True) for name, slack_id, roles in PEOPLE
        ]
        session.add_all(rows)
        session.flush()
        members = {row.name: row.id for row in rows}
    return House(
        database=database, workspace=workspace, sender=sender, practice=practice, clock=clock, members=members
    )
