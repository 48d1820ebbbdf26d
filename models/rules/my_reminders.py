"""Somebody's own reminders as values: how often, when, who stands in, what waits and what was missed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta

from models.rules.notices import Rhythm
from models.rules.permissions import Role
from models.rules.recipients import Person
from models.rules.typed_dates import UnreadableDay, read_day
from models.rules.wording import date_in_words, full_date

HOURS = range(9, 17)
"""The hours at which a daily note may come."""
LONGEST_PAUSE = timedelta(days=366)
SURE_PAUSE = timedelta(days=90)
"""A day further ahead may be a slip: it is typed with its year, or confirmed in the form."""
DAYS_OF_A_MONTH = 30.4
FRIDAY = 4
_MONTH_AND_DAY = re.compile(r"[0-9]")
_YEAR = re.compile(r"(?:19|20|21)[0-9]{2}")
_PAUSING = frozenset({"pause", "snooze", "mute"})
_UNTIL = frozenset({"until", "till", "til"})
_RESUMING = frozenset({"resume", "unpause"})
_RHYTHMS = {"daily": Rhythm.DAILY, "weekly": Rhythm.WEEKLY}


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A reminder as its reader lists it."""

    about: str
    """The city and what it is about."""
    on: date
    """The date that it is about."""
    back: datetime | None = None
    """Of one that was put off: when it comes back, where the reader is."""


@dataclass(frozen=True, kw_only=True)
class MyReminders:
    """What somebody has set, and what waits for them."""

    person: Person
    rhythm: Rhythm
    hour: int
    stands_in: str | None
    """Who gets what is theirs while they are away; nothing where nobody can."""
    backups: Sequence[Person]
    """Who may be named to stand in."""
    waiting: Sequence[Listed]
    missed: Sequence[Listed]

    @property
    def part_standing_in(self) -> Role | None:
        """In which part others get what is theirs, where nobody is named to: the staff, else the chair or the vice chair."""
        parts = (Role.STAFF, Role.CHAIR, Role.VICE_CHAIR)
        return next((part for part in parts for each in self.backups if part in each.roles), None)


@dataclass(frozen=True, kw_only=True)
class TypedReminders:
    """What is asked in words that follow `remind`."""

    pauses: bool = False
    """Whether a pause was named in so many words, so that it can be recorded at once."""
    resumes: bool = False
    day: str = ""
    """The day of the return, as typed."""
    rhythm: Rhythm | None = None
    """How often, where that was all that was typed."""


def read_words(rest: str) -> TypedReminders:
    """Read "pause until Dec 1", "until Friday", "pause Dec 1", "resume", "weekly"; anything else asks for the form."""
    words, alone = rest.split(), rest.strip().casefold()
    if alone in _RESUMING:
        return TypedReminders(resumes=True)
    if alone in _RHYTHMS:
        return TypedReminders(rhythm=_RHYTHMS[alone])
    named = len(words)
    for begin in (_PAUSING, _UNTIL):
        if words and words[0].casefold() in begin:
            words = words[1:]
    return TypedReminders(pauses=named > len(words) > 0, day=" ".join(words))


class UnsureDay(ValueError):
    """A day that was typed without its year, and that may not be the one that is meant."""


def day_back(text: str, today: date) -> date:
    """Read the day on which somebody is back; UnreadableDay for none, UnsureDay where the year has to be written."""
    try:
        day = read_day(text, today)
    except UnreadableDay as unreadable:
        if unreadable.try_this != date_in_words(today, today):
            raise
        raise UnreadableDay(text, date_in_words(_working_day_ahead(today), today)) from None
    if not _MONTH_AND_DAY.search(text) or _YEAR.search(text) or day == today:
        return day
    if day < today:
        raise UnsureDay(_has_passed(day, today))
    if is_long(day, today):
        months = round((day - today).days / DAYS_OF_A_MONTH)
        raise UnsureDay(
            f"That is about {months} months ahead. If you mean it, write the year: “{full_date(day)}”."
        )
    return day


def _has_passed(day: date, today: date) -> str:
    """Say that a day has gone by, with a day ahead and the same day of the next year as it is typed."""
    ahead = date_in_words(_working_day_ahead(today), today)
    following = full_date(day + relativedelta(years=1))
    return (
        f"{date_in_words(day, day)} has passed. For a day ahead type one such as “{ahead}”; "
        f"for next year write the year: “{following}”."
    )


def _working_day_ahead(today: date) -> date:
    """Give the Monday to Friday that is a week from today, or the first after it."""
    ahead = today + timedelta(days=7)
    return ahead + timedelta(days=7 - ahead.weekday() if ahead.weekday() > FRIDAY else 0)


def fault_of_return(until: date, today: date) -> str:
    """Say why nobody can be away until a day; empty for a day that can be."""
    if until <= today:
        return f"{full_date(until)} has come already. Name the day on which you are back."
    if until > today + LONGEST_PAUSE:
        return "That is more than a year ahead. A pause of a year is the longest; please check the date."
    return ""


def is_long(until: date, today: date) -> bool:
    """Tell whether a pause is so long that it may be a slip of the hand."""
    return until > today + SURE_PAUSE


def fault_of_backup(person: Person, backup: Person | None) -> str:
    """Say why somebody cannot stand in for a person; empty where they can."""
    if backup is None or not backup.active:
        return "That person is not on the roster. Please choose somebody else."
    if backup.member_id == person.member_id:
        return "Nobody stands in for themselves. Please choose somebody else."
    if backup.paused_until:
        back = full_date(backup.paused_until)
        return f"{backup.name} is away as well, until {back}. Please choose somebody else."
    if not backup.is_reached:
        return f"{backup.name} can't be reached on Slack. Please choose somebody else."
    return ""
