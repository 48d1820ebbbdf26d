"""The notification policy, checked from what people were told alone: nothing here asks Clerk when something is due."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tests.builders import LOS_ANGELES
from tests.year.script import AWAY, EAST, Story
from tests.year.world import Heard, Running

FREE = {
    date.fromisoformat(day)
    for day in (
        *("2026-11-26", "2026-11-27", "2026-12-24", "2026-12-25", "2026-12-31"),
        *("2027-01-01", "2027-01-18", "2027-02-15", "2027-03-31", "2027-05-31", "2027-06-18"),
        *("2027-07-05", "2027-09-06", "2027-10-11", "2027-11-11"),
    )
}
"""Federal and California holidays as they are kept, and the two eves on which this city hall is closed; read off a calendar."""
AT_ONCE = {"meeting news", "agenda's last call", "short of quorum", "cannot post", "not sent"}
NOTE = "daily note"
BEGINS, ENDS = 9, 17
SATURDAY = 5
DAY = timedelta(days=1)
NOON = time(12)
DAYS_BEFORE = {"evaluate": (90, 60, 30, 7), "file": (60, 30, 7), "tax-status": (60, 30, 7)}
"""Steps that are spoken of months ahead: an evaluation by the commission's habit, the others since their policy says so."""
OF_A_STEP = re.compile(r"^\w+: .+(, due |, overdue since |, our goal)")
TO_THE_CHAIR = re.compile(r"^(?:Still overdue: )?(\w+)[:,] “(.+)”(?: was due |, since )")
PROMISE = re.compile(r"I'll tell (.+?), the (?:vice )?chair, on (\w+, \w+ \d+)")


@dataclass(frozen=True, kw_only=True)
class Said:
    """One matter of one message."""

    heard: Heard
    line: str

    @property
    def day(self) -> date:
        """The day on which it was said."""
        return self.heard.at.date()


def broken(story: Story) -> list[str]:
    """List every breach of the policy in a story, in words."""
    there = story.world
    found = faults(there.heard, there.running, story.done, there.names())
    return [f"{each.day}: {why} ({each.heard.person}, {each.line})" for each, why in found]


def faults(
    heard: list[Heard],
    running: Mapping[date, frozenset[Running]],
    done: list[tuple[str, str, date]],
    names: Mapping[str, str],
) -> list[tuple[Said, str]]:
    """List what was said against the policy, or left unsaid, each with why."""
    return [
        *_once_a_day(heard),
        *_in_working_hours(heard),
        *_left_in_peace(heard),
        *_no_matter_twice(heard),
        *_three_notices(heard, running),
        *_announced_first(heard, names),
        *_nothing_done(heard, running, done),
    ]


def is_working(day: date) -> bool:
    """Tell whether city hall is open."""
    return day.weekday() < SATURDAY and day not in FREE


def shifted(day: date, by: int) -> date:
    """Count working days on from a day, or back."""
    step = DAY if by > 0 else -DAY
    for _ in range(abs(by)):
        day += step
        while not is_working(day):
            day += step
    return day


def matters(heard: list[Heard]) -> Iterator[Said]:
    """Give every line of every daily note that speaks of a step of a file and its date."""
    for each in heard:
        for line in each.lines:
            if each.kind == NOTE and (OF_A_STEP.search(line) or TO_THE_CHAIR.search(line)):
                yield Said(heard=each, line=line)


def _first(heard: Heard) -> Said:
    return Said(heard=heard, line=heard.text)


def _once_a_day(heard: list[Heard]) -> Iterator[tuple[Said, str]]:
    counted = Counter((each.person, each.at.date()) for each in heard if each.kind not in AT_ONCE)
    for each in heard:
        if each.kind not in {NOTE, *AT_ONCE}:
            yield _first(each), f"a message of an unknown kind, {each.kind}"
        elif each.kind == NOTE and counted[each.person, each.at.date()] > 1:
            yield _first(each), "more than one note in a day"


def _in_working_hours(heard: list[Heard]) -> Iterator[tuple[Said, str]]:
    for each in heard:
        there = each.at.astimezone(ZoneInfo("America/New_York") if each.person == EAST else LOS_ANGELES)
        if not is_working(there.date()):
            yield _first(each), "sent on a day off"
        if not BEGINS <= there.hour < ENDS:
            yield _first(each), f"sent at {there:%H:%M} of its reader"


def _left_in_peace(heard: list[Heard]) -> Iterator[tuple[Said, str]]:
    who, first, until = AWAY
    for each in heard:
        if each.person == who and first <= each.at.date() < until:
            yield _first(each), "sent to somebody who is away"


def _no_matter_twice(heard: list[Heard]) -> Iterator[tuple[Said, str]]:
    said = [(each, _about(each.line)) for each in matters(heard)]
    counted = Counter((each.heard.person, each.day, about) for each, about in said)
    for each, about in said:
        if counted[each.heard.person, each.day, about] > 1:
            yield each, "the same matter twice in a day"


def _about(line: str) -> str:
    """Give the city and the step that a line names."""
    if match := TO_THE_CHAIR.search(line):
        return f"{match[1]}: {match[2]}"
    return re.split(r", (?:due |overdue |our goal)", line, maxsplit=1)[0]


def _three_notices(
    heard: list[Heard], running: Mapping[date, frozenset[Running]]
) -> Iterator[tuple[Said, str]]:
    """Look for each deadline's word ahead, on its day and two working days after, while it ran."""
    told = {(each.day, _about(each.line)) for each in matters(heard)}
    for each in frozenset().union(*running.values()):
        for name, day in _days_of(each):
            runs = all(each in running.get(one, ()) for one in (day, day - DAY))
            about = f"{each.city}: {each.title}"
            if runs and (day, about) not in told:
                moment = datetime.combine(day, NOON, LOS_ANGELES)
                nobody = Heard(at=moment, person="nobody", kind=NOTE, text="", lines=())
                yield Said(heard=nobody, line=about), f"no word {name}"


def _days_of(each: Running) -> list[tuple[str, date]]:
    own = each.on if is_working(each.on) else shifted(each.on, -1)
    spans = DAYS_BEFORE.get(each.step_id, ())
    before = [(f"{days} days before", each.on - days * DAY) for days in spans]
    ahead = [(name, day if is_working(day) else shifted(day, -1)) for name, day in before]
    usual = [] if ahead else [("three working days before", shifted(each.on, -3))]
    return [*ahead, *usual, ("on the day", own), ("two working days after", shifted(each.on, 2))]


def _announced_first(heard: list[Heard], names: Mapping[str, str]) -> Iterator[tuple[Said, str]]:
    """Look whether somebody was told, on an earlier day, that whoever hears of an overdue deadline would."""
    promised: dict[str, date] = {}
    for each in matters(heard):
        about = _about(each.line)
        if match := PROMISE.search(each.line):
            promised.setdefault(f"{about}:{match[1]}", each.day)
        elif TO_THE_CHAIR.search(each.line):
            told = promised.get(f"{about}:{names[each.heard.person]}")
            if told is None or told >= each.day:
                yield each, "told further before that was announced"


def _nothing_done(
    heard: list[Heard], running: Mapping[date, frozenset[Running]], done: list[tuple[str, str, date]]
) -> Iterator[tuple[Said, str]]:
    """Look whether anybody was told of a step on a later day than it was done."""
    titles = {(one.city, one.step_id): one.title for each in running.values() for one in each}
    for city, step, day in done:
        about = f"{city}: {titles.get((city, step), 'no deadline')}"
        for each in matters(heard):
            if _about(each.line) == about and each.day > day:
                yield each, "told of what was done"
