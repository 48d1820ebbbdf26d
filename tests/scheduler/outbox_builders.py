"""Rows of the outbox for tests, and what became of them."""

from sqlalchemy import select, update

from bot.practice.driver import Practice
from models.changes import owe
from models.database import WorkspaceDatabase
from models.members import Member
from models.outbox import Outbox
from models.workspaces import Workspace
from tests.scheduler.conftest import Clock


class Killed(BaseException):
    """The process ends here."""


def die() -> None:
    raise Killed


def owed(workspace: WorkspaceDatabase, kind: str, destination: str, clock: Clock, subject: str = "1") -> None:
    with workspace.transaction(clock()) as session:
        owe(session, kind, subject, destination, clock())


def rename(workspace: WorkspaceDatabase, name: str, clock: Clock) -> None:
    """Change what is drawn, and have it drawn again, as one change does."""
    with workspace.transaction(clock()) as session:
        session.execute(update(Workspace).values(name=name))
        owe(session, "name", "1", "C0SISTER", clock())


def row(workspace: WorkspaceDatabase, kind: str, subject: str | None = None) -> Outbox:
    """Give the one row of a kind, or of a kind and subject."""
    wanted = select(Outbox).where(Outbox.kind == kind)
    with workspace.reading() as session:
        found = session.scalars(wanted if subject is None else wanted.where(Outbox.subject == subject)).one()
        session.expunge(found)
        return found


def seen(practice: Practice, channel: str = "C0SISTER", person: str = "U0DANA") -> list[str]:
    return [message.text for message in practice.person(person).messages(channel)]


def staffed(workspace: WorkspaceDatabase, clock: Clock, **roles: str) -> dict[str, str]:
    """Put Dana (staff) and Ruth (chair) on the roster, or others as `NAME="role"`; gives their ids by first name."""
    people = roles or {"Dana": "staff", "Ruth": "chair"}
    surnames = {"Dana": "Dana Ito", "Ruth": "Ruth Meyer", "Lee": "Lee Carter"}
    with workspace.transaction(clock()) as session:
        for first, role in people.items():
            session.add(
                Member(slack_id=f"U0{first.upper()}", name=surnames[first], roles=[role], active=True)
            )
    with workspace.reading() as session:
        return {member.name.split()[0]: member.id for member in session.scalars(select(Member))}
