"""What Home shows to those who keep Clerk: the dates of all cities, what has no owner or date, and how Clerk is doing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from slack_sdk.models.blocks import Block

from handlers.views.kit import bullets, clip, section, sentence, titled
from models.rules.progress import Progress
from models.rules.wording import day_in_words

MOST_NAMED = 5
LONGEST_NAME = 60
"""Characters of a city's name among several."""
LONGEST_TITLE = 120
LONGEST_COUNT = 200
"""Characters that tell how a date was counted."""


@dataclass(frozen=True, kw_only=True)
class ClockSeen:
    """A date that staff keep an eye on."""

    progress: Progress
    on: date
    title: str = ""
    """What is to be done; empty where an answer is expected."""
    is_goal: bool = False
    basis: str = ""
    """How it was counted."""


def clocks(seen: Sequence[ClockSeen], today: date, *, more: int = 0) -> list[Block]:
    """List the next dates of all cities, one line each with how it was counted, and say how many more there are."""
    title = titled("Dates to watch")
    if not seen:
        return [title, section("No date is set, and no answer is expected.")]
    left = [f"And {more} more."] if more else []
    return [title, bullets([*(clock_line(each, today) for each in seen), *left])]


def clock_line(seen: ClockSeen, today: date) -> str:
    """Say a date: what it is, the city, what is to be done, and how it was counted."""
    city = clip(seen.progress.full_name, LONGEST_NAME)
    day = day_in_words(seen.on, today)
    if not seen.title:
        since = day_in_words(seen.progress.waiting_since, today)
        word = "was expected by" if seen.on < today else "is expected by"
        return f"An answer {word} {day}: {city}. No word since {since}."
    goal = f"Our goal {'was' if seen.on < today else 'is'} {day}"
    what = goal if seen.is_goal else _due(seen.on, today)
    counted = sentence(clip(seen.basis[:1].upper() + seen.basis[1:], LONGEST_COUNT)) if seen.basis else ""
    return f"{what}: {city}. {sentence(clip(seen.title, LONGEST_TITLE))} {counted}".rstrip()


def gaps(unowned: Sequence[str], undated: Sequence[str]) -> list[Block]:
    """Name the cities that nobody looks after, and those whose next step has no date; nothing where there are none."""
    lines = [
        f"{word}: {_named(names)}."
        for word, names in (("Nobody looks after", unowned), ("No date is set for", undated))
        if names
    ]
    return [titled("Without an owner or a date", *lines)] if lines else []


def _due(on: date, today: date) -> str:
    if on == today:
        return "Due today"
    return f"Overdue since {day_in_words(on, today)}" if on < today else f"Due {day_in_words(on, today)}"


def _named(names: Sequence[str]) -> str:
    shown = [clip(name, LONGEST_NAME) for name in names[:MOST_NAMED]]
    return "; ".join([*shown, *(["and more"] if len(names) > MOST_NAMED else [])])
