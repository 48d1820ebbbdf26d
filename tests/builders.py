"""Rows that many tests begin from, and a commission at work."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from importlib import resources
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.askers import Asker, asker_of
from models.closing import turn_file
from models.commission import commission_of
from models.completing import complete_step
from models.database import Database, WorkspaceDatabase
from models.due_dates import DueDate
from models.evidence import Completion
from models.finding import prospect_by_id
from models.inquiries import NewInquiry, record_inquiry
from models.intake import Doubt, doubt_about
from models.ledger import Act, Actor, record
from models.letters import NewLetter, log_letter
from models.meetings import Meeting
from models.members import Member
from models.policy_shelf import put_on_shelf
from models.progress import progress_of
from models.prospects import Prospect
from models.refusals import Refusal
from models.row_ids import new_id
from models.rules.progress import Progress
from models.rules.steps import Standing, State
from models.undoing import undo
from models.workspaces import PolicyVersion, Workspace, next_case_number

NOW = datetime(2026, 1, 15, 18, 30, tzinfo=UTC)
TODAY = date(2026, 1, 15)
STAFF = Actor(id="U1", name="Ana Ruiz")
LOS_ANGELES = ZoneInfo("America/Los_Angeles")
ROSTER = {
    "U1": ("Ana Ruiz", "staff"),
    "U2": ("Bo Lee", "chair"),
    "U3": ("Cy Diaz", "member"),
    "U4": ("Di Okafor", "member"),
}
OTHER_POLICIES = ("cerritos", "sci-guide", "cities-seeking-cities")
STRANGER = "U9"
EVERYTHING = {"need": (0, 1, 2, 3), "any_of": (0,), "pick": (0,)}
"""Ticks for all that a step may ask."""


def commission(database: Database, workspace_id: str = "T1") -> WorkspaceDatabase:
    """Set up a commission in a workspace."""
    workspace = database.workspace(workspace_id)
    with workspace.transaction(NOW) as session:
        session.add(Workspace(name="Milpitas", zone="America/Los_Angeles"))
    return workspace


def prospect(session: Session, title: str = "Loreto") -> Prospect:
    """Open a prospect, with the act that opened it."""
    version = PolicyVersion(
        policy_id="any", content_hash=new_id(NOW), content=b"", loaded_at=NOW, current=True
    )
    session.add(version)
    session.flush()
    prospect_id = new_id(NOW)
    act = record(session, "inquiry recorded", actor=STAFF, now=NOW, prospect_id=prospect_id)
    opened = Prospect(
        id=prospect_id,
        number=next_case_number(session),
        title=title,
        policy_version_id=version.id,
        path="inquiry",
        act_id=act.id,
    )
    session.add(opened)
    session.flush()
    return opened


def shipped_text(name: str) -> bytes:
    """Give the text of a shipped policy."""
    return resources.files("models.policies").joinpath(f"{name}.toml").read_bytes()


@dataclass(frozen=True, kw_only=True)
class Office:
    """A commission at work: each verb is a transaction of its own, at `now`, by the staff unless another is named."""

    workspace: WorkspaceDatabase
    now: datetime = NOW

    def on(self, day: str) -> "Office":
        """Go on at ten in the morning of another day."""
        return replace(self, now=datetime.fromisoformat(f"{day}T10:00").replace(tzinfo=LOS_ANGELES))

    @property
    def today(self) -> date:
        """The day it is in Milpitas."""
        return self.now.astimezone(LOS_ANGELES).date()

    @contextmanager
    def writing(self, by: str = "U1") -> Iterator[tuple[Session, Asker]]:
        """Open a transaction for someone."""
        with self.workspace.transaction(self.now) as session:
            yield session, asker_of(session, by)

    def member_id(self, slack_id: str) -> str:
        """Give the id of a member."""
        with self.workspace.reading() as session:
            return session.scalars(select(Member.id).where(Member.slack_id == slack_id)).one()

    def inquiry(self, city: str = "Loreto", *, by: str = "U1", **said: Any) -> str:  # noqa: ANN401  fields of many types
        """Record an inquiry, under a shipped policy that is loaded if it is not Milpitas's; gives the prospect."""
        policy_id = str(said.get("path", "milpitas")).split("/")[0]
        if policy_id in OTHER_POLICIES:
            self.load(shipped_text(policy_id))
        with self.writing(by) as (session, asker):
            new = self._inquiry(city, said)
            return record_inquiry(session, new, asker, commission_of(session), self.now).prospect.id

    def doubt(self, city: str, **said: Any) -> Doubt | None:  # noqa: ANN401
        """Ask what is doubtful about an inquiry."""
        with self.workspace.reading() as session:
            return doubt_about(session, self._inquiry(city, said), self.today)

    def _inquiry(self, city: str, said: Mapping[str, Any]) -> NewInquiry:
        usual = {"country": "MX", "path": "milpitas/inquiry", "received_on": self.today, "medium": "Letter"}
        return NewInquiry(**{"city": city, **usual, **said})

    def letter(self, prospect_id: str, *, by: str = "U1", **said: Any) -> None:  # noqa: ANN401
        """Log a letter of ours."""
        usual = {
            "direction": "out",
            "what": "Letter",
            "medium": "Email",
            "dated_on": self.today,
            "summary": "Hello",
        }
        with self.writing(by) as (session, asker):
            new = NewLetter(**{"prospect_id": prospect_id, **usual, **said})
            log_letter(session, new, asker, commission_of(session), self.now)

    def complete(self, prospect_id: str, step_id: str, *, by: str = "U1", **said: Any) -> None:  # noqa: ANN401
        """Complete a step, everything ticked."""
        usual = {"state": State.DONE, "done_on": self.today, "reason": "In the binder", "ticked": EVERYTHING}
        with self.writing(by) as (session, asker):
            new = Completion(**{"prospect_id": prospect_id, "step_id": step_id, **usual, **said})
            complete_step(session, new, asker, commission_of(session), self.now)

    def turn(self, prospect_id: str, *, closed: bool, by: str = "U1", reason: str = "They withdrew") -> None:
        """Close a file, or open it again."""
        with self.writing(by) as (session, asker):
            turn_file(
                session,
                prospect_id,
                closed=closed,
                reason=reason,
                asker=asker,
                commission=commission_of(session),
                now=self.now,
            )

    def undo(self, act: int | str, *, by: str = "U1") -> int:
        """Take an act back; gives the act that did."""
        with self.writing(by) as (session, asker):
            return undo(session, str(act), asker, commission_of(session), self.now).id

    def last_act(self) -> int:
        """Give the newest act's number, 0 before the first."""
        with self.workspace.reading() as session:
            return session.scalar(select(func.max(Act.id))) or 0

    def progress(self, prospect_id: str) -> Progress:
        """Say how far a prospect has come."""
        with self.workspace.reading() as session:
            found = prospect_by_id(session, prospect_id)
            return progress_of(session, [found], commission_of(session), self.today)[0]

    def standing(self, prospect_id: str, step_id: str) -> Standing:
        """Say where a step stands."""
        found = self.progress(prospect_id).standing(step_id)
        assert found is not None
        return found

    def states(self, prospect_id: str, *step_ids: str) -> list[State]:
        """Say in what state some steps are."""
        return [self.standing(prospect_id, step_id).state for step_id in step_ids]

    def due_rows(self, prospect_id: str) -> dict[tuple[str, str], date]:
        """Give the kept dates of a prospect."""
        with self.workspace.reading() as session:
            rows = session.scalars(select(DueDate).where(DueDate.prospect_id == prospect_id))
            return {(row.step_id, row.kind): row.on for row in rows}

    def meet(self, on: str, status: str = "scheduled") -> None:
        """Put a regular meeting of the commission on the calendar, at 7 pm."""
        day = date.fromisoformat(on)
        starts_at = datetime(day.year, day.month, day.day, 19, tzinfo=LOS_ANGELES)
        said = {"body": "commission", "kind": "regular", "status": status, "reason": "", "place": ""}
        with self.workspace.transaction(self.now) as session:
            session.add(Meeting(starts_at=starts_at, on=day, **said))

    def load(self, text: bytes) -> None:
        """Load a policy."""
        with self.workspace.transaction(self.now) as session:
            put_on_shelf(session, text, name="policy.toml", now=self.now)


def office(
    database: Database, workspace_id: str = "T1", *, settings: Mapping[str, Any] | None = None
) -> Office:
    """Set up a commission with a channel, a roster and the policy of Milpitas."""
    workspace = database.workspace(workspace_id)
    with workspace.transaction(NOW) as session:
        session.add(
            Workspace(
                name="Milpitas", zone="America/Los_Angeles", channel="C1", settings=dict(settings or {})
            )
        )
        for slack_id, (name, role) in ROSTER.items():
            session.add(Member(slack_id=slack_id, name=name, roles=[role], active=True))
        session.flush()
        put_on_shelf(session, shipped_text("milpitas"), name="milpitas", now=NOW)
    return Office(workspace=workspace)


@contextmanager
def refused(message: str, field: str | None = None) -> Iterator[None]:
    """Expect a refusal of exactly these words, beside that field."""
    with pytest.raises(Refusal) as no:
        yield
    assert (no.value.message, no.value.field) == (message, field)
