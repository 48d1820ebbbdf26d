"""How Clerk is doing, in words: when it last planned, sent and copied, and what is wrong with what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.rules.wording import listed, moment_in_words, plural, time_in_words

STALE = timedelta(minutes=5)
"""Reminders are planned each minute: planned so long ago, they are not planned at all."""
SLOW = timedelta(minutes=15)
"""A message that should have gone out so long ago is held up."""
COPY_OLD = timedelta(hours=36)
"""A copy is made each night: so old, last night's is missing."""
MISSED_FOR = timedelta(days=60)
"""How long a missed reminder is spoken of."""
GIVEN_UP_FOR = timedelta(days=14)
"""How long a message that was given up is spoken of."""
MOST_NAMED = 5
_MORNING = 6


@dataclass(frozen=True, kw_only=True)
class Health:
    """What is known of Clerk's own work in one workspace. Moments are in the commission's zone."""

    now: datetime
    ticked_at: datetime | None
    """When reminders were last planned."""
    sent_at: datetime | None
    """When a message was last posted."""
    held_up: int = 0
    """Messages that should have gone out fifteen minutes ago."""
    given_up: tuple[str, ...] = ()
    """Where each message was to go that is not tried any more: a name, or "the channel"."""
    missed: int = 0
    """Reminders whose time went by while Clerk was not running, in the last 60 days."""
    copied_at: datetime | None = None
    """When the last nightly copy was made."""
    set_up_at: datetime | None = None
    """Since when there could be a plan and a copy; nothing where that is not known."""
    copies_itself: bool = True
    """Whether Clerk makes the copies: a database server has its own."""
    copies_apart: bool | None = None
    """Whether the last copy lies on another disk than the database; nothing where that is not known."""
    parked_at: datetime | None = None
    parked_because: str = ""
    unreachable: tuple[str, ...] = ()
    """People whose Slack accounts are closed."""
    lacks_chair: bool = False
    has_staff: bool = True
    unowned: tuple[str, ...] = ()
    """Open files that nobody looks after."""

    @property
    def is_stale(self) -> bool:
        """Whether reminders were planned more than five minutes ago, or never in the first five."""
        last = self.ticked_at or self.set_up_at
        return last is None or self.now - last > STALE

    @property
    def is_copy_old(self) -> bool:
        """Whether last night's copy is missing."""
        last = self.copied_at or self.set_up_at
        return self.copies_itself and last is not None and self.now - last > COPY_OLD


def course_of(health: Health) -> tuple[str, ...]:
    """Say when Clerk last planned, sent and copied."""
    planned = _ago(health.ticked_at, health.now)
    sent = _ago(health.sent_at, health.now)
    return (
        f"Reminders last planned {planned}." if planned else "Reminders have not been planned yet.",
        f"Last message sent {sent}." if sent else "No message has been sent yet.",
        _copied(health),
    )


def faults_of(health: Health) -> tuple[str, ...]:
    """Say what is wrong with sending, planning and copying, and what to do about each."""
    return tuple(_faults(health))


def gaps_of(health: Health) -> tuple[str, ...]:
    """Say what is wrong with the roster and who looks after what."""
    return tuple(_gaps(health))


def _faults(health: Health) -> Iterable[str]:
    if health.parked_at:
        since = moment_in_words(health.parked_at, health.now.date())
        yield (
            f"Slack has not let Clerk in since {since} ({health.parked_because}): nothing is sent meanwhile, and nothing "
            "is lost. Have whoever runs Clerk install it again."
        )
    if health.is_stale:
        late = (
            "were planned more than 5 minutes ago"
            if health.ticked_at
            else "have not been planned for 5 minutes"
        )
        yield f"Reminders {late}. Have whoever runs Clerk start it again."
    if health.held_up and not health.parked_at:
        yield (
            f"{plural(health.held_up, 'message has', 'messages have')} waited for more than 15 minutes. Clerk keeps trying; "
            "if that lasts, have whoever runs Clerk look at its log."
        )
    if health.given_up:
        to = _named(tuple(dict.fromkeys(health.given_up)))
        number = plural(len(health.given_up), "message")
        yield f"{number} could not be delivered to {to}. Please ask there whether anything is missing."
    if health.missed:
        yield f"{plural(health.missed, 'reminder was', 'reminders were')} missed while Clerk was not running. Please look through the dates."
    if health.is_copy_old:
        yield "Last night's backup is missing. Have whoever runs Clerk look at the backup folder."


def _gaps(health: Health) -> Iterable[str]:
    if health.unreachable:
        account, closed = ("account", "is") if len(health.unreachable) == 1 else ("accounts", "are")
        whose = _named(health.unreachable)
        yield f"The Slack {account} of {whose} {closed} closed. Please bring the roster up to date."
    if health.lacks_chair:
        yield "The roster has no chair. Please enter one."
    if not health.has_staff:
        yield "The roster has no staff. Please enter somebody."
    if health.unowned:
        files = plural(len(health.unowned), "open file has", "open files have")
        yield f"{files} no owner: {_named(health.unowned)}. Please give each to somebody."


def _copied(health: Health) -> str:
    if not health.copies_itself:
        return "Backed up by the database's own host."
    at = _ago(health.copied_at, health.now)
    beside = " It lies on the same disk as the database." if health.copies_apart is False else ""
    return f"Backed up {at}.{beside}" if at else "Not backed up yet."


def _ago(at: datetime | None, now: datetime) -> str:
    """Say when something last happened: "9:02 AM today", "last night at 2:10 AM", "Mon, Dec 1, 9:02 AM"; empty for never."""
    if at is None:
        return ""
    clock, days = time_in_words(at), (now.date() - at.date()).days
    if days == 0 and at.hour < _MORNING:
        return f"last night at {clock}"
    if days == 0:
        return f"{clock} today"
    return f"{clock} yesterday" if days == 1 else moment_in_words(at, now.date())


def _named(names: tuple[str, ...]) -> str:
    left = len(names) - MOST_NAMED
    return listed((*names[:MOST_NAMED], *([f"{left} more"] if left > 0 else [])))
