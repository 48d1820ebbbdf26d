"""Members: the people of a commission, on Slack or not."""

from datetime import date, datetime

from sqlalchemy.orm import Mapped, mapped_column

from models.database import Id, Record, belongs_to, index, unique
from models.ledger import Fact


class Member(Record):
    """A person with a part in the commission. The roster may change; votes keep their own copy of it."""

    __tablename__ = "members"
    __table_args__ = (unique("slack_id"),)

    id: Mapped[Id]
    slack_id: Mapped[str | None]
    """Nothing for a person who is not on Slack: what they should get goes to staff."""
    name: Mapped[str]
    roles: Mapped[list[str]]
    """Some of: member, alternate, liaison, chair, vice_chair, staff."""
    seat: Mapped[int | None]
    """The number of the seat or, for an alternate, the place in their order."""
    zone: Mapped[str | None]
    """An IANA time zone, where it is not the workspace's."""
    email: Mapped[str | None]
    active: Mapped[bool]
    rhythm: Mapped[str] = mapped_column(default="daily")
    """How often they want a note: one of `models.rules.notices.Rhythm`."""
    note_hour: Mapped[int] = mapped_column(default=9)
    """The local hour of their daily note, from 9 to 16."""
    slack_zone: Mapped[str | None]
    """The IANA time zone that Slack gives for them; `zone` goes before it."""
    unreachable_since: Mapped[datetime | None]
    """When Slack first said that their account is closed; what they should get goes to others."""
    greeted_at: Mapped[datetime | None]
    """When Clerk first said hello to them."""


class Tenure(Record):
    """Who held which part or seat from when to when. `ended_on` is filled in once; nothing else changes."""

    __tablename__ = "tenures"
    __table_args__ = (index("member_id"), index("began_on"))

    id: Mapped[Id]
    member_id: Mapped[str] = belongs_to("members")
    role: Mapped[str]
    """One of `models.rules.permissions.Role`."""
    seat: Mapped[int | None]
    """The seat of a member or, of an alternate, the place in their order."""
    began_on: Mapped[date]
    """The first day, as far as Clerk knows it."""
    ended_on: Mapped[date | None]
    """The first day on which it was no longer so."""
    term_ends: Mapped[date | None]
    """When the appointment runs out, where that is known."""


class Pause(Fact):
    """Somebody wants no reminders until a day, and names who gets them meanwhile; the latest standing one counts."""

    __tablename__ = "pauses"
    __table_args__ = (index("member_id"),)

    id: Mapped[Id]
    member_id: Mapped[str] = belongs_to("members")
    until: Mapped[date | None]
    """The day on which they are back; nothing: they are back already."""
    backup_id: Mapped[str | None] = belongs_to("members")
    """Nothing: the staff get what is theirs."""
