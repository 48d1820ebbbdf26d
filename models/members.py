"""Members: the people of a commission, on Slack or not."""

from sqlalchemy.orm import Mapped

from models.database import Id, Record, unique


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
