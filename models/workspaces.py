"""Workspaces: the commission that each Slack workspace serves, and the policies it has loaded."""

from datetime import date, datetime

from sqlalchemy import LargeBinary, update
from sqlalchemy.orm import InstrumentedAttribute, Mapped, Session, mapped_column

from models.columns import Details
from models.database import Id, Record, unique
from models.refusals import NotSetUp


class Workspace(Record):
    """One Slack workspace: whom it serves, and where and when it is spoken to. Its settings may change."""

    __tablename__ = "workspaces"
    in_passing = True  # an act goes with every change of its settings; the rest is how Clerk itself is doing

    name: Mapped[str]
    body_title: Mapped[str] = mapped_column(default="")
    """What the commission is called, as its cards say it."""
    body_kind: Mapped[str] = mapped_column(default="public")
    """"public" (open-meetings law applies) or "nonprofit"."""
    zone: Mapped[str]
    """An IANA time zone: "America/Los_Angeles"."""
    channel: Mapped[str | None]
    """The Slack id of the commission's channel."""
    settings: Mapped[Details] = mapped_column(default=dict)
    """What the set-up asked besides: hours of the notes, days off, language."""
    set_up_at: Mapped[datetime | None]
    set_up_by: Mapped[str | None]
    """A Slack user id."""
    ticked_at: Mapped[datetime | None]
    """When reminders were last planned."""
    backed_up_at: Mapped[datetime | None]
    """When the last nightly copy was made and found sound."""
    backup_is_apart: Mapped[bool | None]
    """Whether that copy lies on another disk than the database; nothing before the first one."""
    restored_at: Mapped[datetime | None]
    """When a backup took this database's place: what was sent since the backup is looked for before it is sent."""
    parked_at: Mapped[datetime | None]
    """Since when Slack has refused Clerk this workspace; nothing is sent there meanwhile, and nothing is lost."""
    parked_because: Mapped[str | None]
    """Slack's word for it."""
    last_act: Mapped[int] = mapped_column(default=0)
    """The number last given to an act of the ledger."""
    last_case: Mapped[int] = mapped_column(default=0)
    """The number last given to a prospect."""


class PolicyVersion(Record):
    """One text of a policy. It stays as it is: prospects keep the version they began under."""

    __tablename__ = "policy_versions"
    __table_args__ = (unique("policy_id", "content_hash"),)

    id: Mapped[Id]
    policy_id: Mapped[str]
    """The name that the policy's file gives itself."""
    content_hash: Mapped[str]
    """SHA-256 of the content, as 64 hexadecimal digits."""
    content: Mapped[bytes] = mapped_column(LargeBinary)
    adopted: Mapped[date | None]
    loaded_at: Mapped[datetime]
    current: Mapped[bool]
    """Whether new prospects begin under it. May change."""


def next_act_number(session: Session) -> int:
    """Take the next number for an act; other writers of the workspace wait until this transaction ends."""
    return _next(session, Workspace.last_act)


def next_case_number(session: Session) -> int:
    """Take the next number for a prospect: 1, 2, 3, … in each workspace; a refused transaction leaves no gap."""
    return _next(session, Workspace.last_case)


def _next(session: Session, counter: InstrumentedAttribute[int]) -> int:
    statement = update(Workspace).values({counter: counter + 1}).returning(counter)
    number = session.scalars(statement, execution_options={"synchronize_session": False}).one_or_none()
    if number is None:
        raise NotSetUp
    return number
