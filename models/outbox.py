"""The outbox: what must reach Slack. A row says what to draw and where; it is drawn when it is sent."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.database import Id, Record, index, unique

TYPED_ANSWER = "typed answer"
"""The kind of message that answers words typed in a direct message or after a mention."""
SHARED = "shared answer"
"""The kind of message that shares an answer with a channel."""
CARD_UPDATE = "card update"
"""The kind of message that tells in a card's thread what changed on it."""
RATE_LIMITED = "ratelimited"
"""What is noted of a message that Slack wants to wait, until it is claimed again."""
UNSENT = text("next_at IS NOT NULL")


class Outbox(Record):
    """One message to post. It changes as it is claimed, sent, or fails."""

    __tablename__ = "outbox"
    in_passing = True
    __table_args__ = (
        unique("key"),
        index("destination", "sent_at"),
        Index(None, "next_at", sqlite_where=UNSENT, postgresql_where=UNSENT),
    )

    id: Mapped[Id]
    destination: Mapped[str]
    """The Slack id of a channel or a person."""
    kind: Mapped[str]
    """Which card to draw."""
    subject: Mapped[str]
    """What the card is about: the id of a row, or a date."""
    key: Mapped[str]
    """A second row of the same key is the same message."""
    next_at: Mapped[datetime | None]
    """When to try next: first the due time, then the end of the sender's lease; nothing once it is over."""
    attempt: Mapped[int] = mapped_column(default=0)
    """How often it was claimed. A sender's writes name its own attempt, so that a late one changes nothing."""
    intent_at: Mapped[datetime | None]
    """When a sender was about to post it: it may have reached Slack even if nothing else was written."""
    sent_ts: Mapped[str | None]
    """Slack's name for the message in its channel."""
    sent_channel: Mapped[str | None]
    sent_at: Mapped[datetime | None]
    """When it was first posted, by Clerk's clock; edits leave it."""
    failures: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str | None]
    created_at: Mapped[datetime]
