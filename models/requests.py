"""Requests: which of Slack's deliveries have been worked on, since Slack delivers some of them several times."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from models.database import Record


class Request(Record):
    """A delivery whose effect is committed. Kept for a day at least."""

    __tablename__ = "requests"
    __table_args__ = (Index(None, "at"),)

    key: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]
