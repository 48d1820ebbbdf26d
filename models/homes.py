"""Homes: who has Clerk's Home open, so that it can be drawn again when something changes."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from models.database import Record, index


class OpenedHome(Record):
    """When a person last opened their Home."""

    __tablename__ = "opened_homes"
    __table_args__ = (index("opened_at"),)
    in_passing = True

    slack_id: Mapped[str] = mapped_column(primary_key=True)
    opened_at: Mapped[datetime]
