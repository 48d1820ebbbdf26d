"""What is said at once of a meeting: that it is cancelled or moved, and that its agenda has to be posted soon."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from models.rules.calendars import MeetingStatus
from models.rules.meetings import MeetingSeen
from models.rules.wording import listed


@dataclass(frozen=True, kw_only=True)
class News:
    """What one person is told of a meeting that was cancelled or moved."""

    then: datetime
    """When it was to begin, as far as they had been told."""
    meeting: MeetingSeen
    reason: str
    did: str
    """What was done last, and by whom: "Cancelled by Dana Ito"."""
    following: MeetingSeen | None = None
    """The next meeting, where this one is cancelled."""
    unreached: tuple[str, ...] = ()
    """Whom the reader has to tell, since Clerk can't."""
    asked: bool = True
    """Whether the reader is one who is to attend; staff are not."""
    attends: bool = True

    @property
    def is_off(self) -> bool:
        """Whether the meeting is cancelled."""
        return self.meeting.status is MeetingStatus.CANCELLED

    @property
    def is_none(self) -> bool:
        """Whether the meeting takes place when they think it does."""
        return not self.is_off and self.meeting.starts_at == self.then

    def is_too_late(self, now: datetime) -> bool:
        """Tell whether the moment has gone by that the reader would have to know of."""
        return (self.then if self.is_off else self.meeting.starts_at) <= now


@dataclass(frozen=True, kw_only=True)
class LastCall:
    """The last word to staff before an agenda has to be posted, as things stand."""

    meeting: MeetingSeen
    deadline: datetime
    """Of the meeting as it stands now, in the body's zone."""
    is_posted: bool
    is_moved: bool
    """Whether the meeting was moved since."""
    on_behalf: str = ""
    """Why the reader gets what is not theirs."""

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to do by the deadline that the reader was told of."""
        return self.is_posted or self.is_moved or not self.meeting.is_ahead


def unreached_in_words(names: tuple[str, ...]) -> str:
    """Ask to tell them: "Walter Lindqvist is not on Slack; please tell them."."""
    return f"{listed(names)} {'is' if len(names) == 1 else 'are'} not on Slack; please tell them."
