"""The sentences of a daily note: one matter each, complete by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date

from models.rules.calendars import last_working_day, working_days_until
from models.rules.matters import ENOUGH_LETTERS, Ended, Escalation, Matter, MeetingTold
from models.rules.notices import DEADLINES, Kind
from models.rules.wording import (
    WEEKDAYS,
    date_in_words,
    day_in_words,
    listed,
    moment_in_words,
    plural,
    time_in_words,
)

MOST_NAMES = 5
FROM_FILE = "entered when Clerk was set up"


def told(matter: Matter, today: date, days_off: Collection[date]) -> str:
    """Say one matter, with its city, what is to be done and by when."""
    if matter.ended is not None:
        return _ended(matter, matter.ended, today)
    if matter.meeting is not None:
        return _MEETINGS[matter.kind](matter, matter.meeting, today, days_off)
    if matter.kind in _WORDS:
        return _WORDS[matter.kind](matter, today)
    return _dated(matter, today, days_off)


def gathered(matters: Sequence[Matter]) -> str:
    """Say several matters in one go: files that came with the commission's own, or what is overdue still."""
    if matters[0].kind is Kind.NEW:
        return f"New to you: {plural(len(matters), 'file')}, {FROM_FILE}."
    cities = Counter(matter.city for matter in matters)
    named = [f"{city} ({count})" if count > 1 else city for city, count in cities.items()]
    more = named[MOST_NAMES:]
    others = f" and {len(more)} more" if more else ""
    return f"Still overdue, {plural(len(matters), 'step')}: {', '.join(named[:MOST_NAMES])}{others}."


def coming_up(matter: Matter, today: date) -> str:
    """Say in a line what is due before long."""
    return f"{matter.city}: {matter.title}, due {day_in_words(matter.on, today)}"


def reasons(matters: Sequence[Matter]) -> tuple[str, ...]:
    """Say why somebody is told of these matters, each reason once."""
    own = [matter for matter in matters if _is_owners(matter)]
    said = [f"you own {'this step' if len(own) == 1 else 'these steps'}"] if own else []
    others = [_reason(matter) for matter in matters if not _is_owners(matter)]
    return tuple(dict.fromkeys([*said, *others]))


def _is_owners(matter: Matter) -> bool:
    return matter.is_own and not matter.on_behalf and matter.kind in DEADLINES | _OWNERS


_OWNERS = {Kind.GOAL, Kind.SILENCE, Kind.ESCALATED}
_REASONS = {
    Kind.MEETING: "you are on the roster",
    Kind.POSTING: "staff post the agenda",
    Kind.DISCUSS: "staff and the chair mind the agenda",
    Kind.GAP: "staff mind the roster",
}


def _reason(matter: Matter) -> str:
    if matter.kind in _REASONS:
        return _REASONS[matter.kind]
    if matter.on_behalf:
        return "you stand in for others"
    return "you look after this file" if matter.is_own else "the chair hears of this"


def _dated(matter: Matter, today: date, days_off: Collection[date]) -> str:
    said = [f"{matter.city}: {matter.title}, {_when(matter, today, days_off)}."]
    if matter.escalation:
        said.append(_escalation(matter.escalation, today))
    return " ".join([*said, _whose(matter)])


def _whose(matter: Matter) -> str:
    if not matter.is_own:
        return _looked_after(matter)
    return f"{matter.on_behalf[:1].upper()}{matter.on_behalf[1:]}." if matter.on_behalf else "Yours to do."


def _looked_after(matter: Matter) -> str:
    return f"{matter.owner} looks after it." if matter.owner else "Nobody looks after it."


def _escalation(escalation: Escalation, today: date) -> str:
    who = f"{escalation.name}, {escalation.office},"
    if escalation.on > today:
        return f"I'll tell {who} on {day_in_words(escalation.on, today)}."
    if escalation.on == today:
        return f"I am telling {who} today."
    return f"I told {who} on {day_in_words(escalation.on, today)}."


def _overdue(matter: Matter, today: date) -> str:
    if matter.is_repeat:
        since = day_in_words(matter.on, today)
        return f"Still overdue: {matter.city}, “{matter.title}”, since {since}. {_whose(matter)}"
    if matter.is_own:
        return _dated(matter, today, ())
    since = date_in_words(matter.on, today)
    return f"{matter.city}: {matter.title} is overdue since {since}. {_looked_after(matter)}"


def _silence(matter: Matter, today: date) -> str:
    since = day_in_words(matter.since, today)
    if matter.unanswered < ENOUGH_LETTERS:
        asked = f"No answer from {matter.city} since {since}. A nudge?"
    else:
        letters = plural(matter.unanswered, "letter")
        asked = f"No answer from {matter.city} to {letters}, the last of {since}. Park it or close it?"
    return f"{asked} {_whose(matter)}" if matter.on_behalf or not matter.is_own else asked


def _new(matter: Matter, _today: date) -> str:
    whom = matter.on_behalf or "to you"
    given = f"{'recorded' if matter.is_recorded else 'handed on'} by {matter.given_by}"
    return f"New {whom}: {matter.city}, {FROM_FILE if matter.is_from_file else given}."


def _gap(matter: Matter, _today: date) -> str:
    if not matter.names:
        return "Nobody on the roster holds the chair."
    names, more = matter.names[:MOST_NAMES], len(matter.names[MOST_NAMES:])
    shown = listed((*names, f"{more} more") if more else names)
    has = "has" if len(matter.names) == 1 else "have"
    return f"{plural(len(matter.names), 'open file')} {has} no owner: {shown}."


_WORDS: Mapping[Kind, Callable[[Matter, date], str]] = {
    Kind.ESCALATED: _overdue,
    Kind.SILENCE: _silence,
    Kind.NEW: _new,
    Kind.GAP: _gap,
}


def _discuss(matter: Matter, told: MeetingTold, today: date, _days_off: Collection[date]) -> str:
    meeting = date_in_words(told.meeting.on, today)
    deadline = moment_in_words(told.deadline, today)
    posted = "was to be posted" if told.deadline.date() < today else "is posted"
    listed_there = "It is on the agenda." if matter.on_agenda else "It is not on the agenda."
    return f"{matter.city} must be discussed by the {meeting} meeting, whose agenda {posted} by {deadline}. {listed_there}"


def _posting(_matter: Matter, told: MeetingTold, today: date, days_off: Collection[date]) -> str:
    of, deadline = day_in_words(told.meeting.on, today), moment_in_words(told.deadline, today)
    day = told.deadline.date()
    if day < today:
        unposted = f"The agenda of {of} was to be posted by {deadline}. No posting is recorded."
        return f"{unposted} If it was posted, record it; if not, the meeting may have to be cancelled."
    do_by = last_working_day(day, days_off)
    early = f" Do it by {day_in_words(do_by, today)}." if do_by < day else ""
    return f"Post the agenda of {of} by {deadline}.{early}"


def _meeting(_matter: Matter, told: MeetingTold, today: date, _days_off: Collection[date]) -> str:
    seen = told.meeting
    moment = f"today, {time_in_words(seen.starts_at)}" if seen.on == today else seen.moment(today)
    place = f" at {seen.place}" if seen.place else ""
    said = "" if told.attends else " You have said that you can't attend."
    return f"The {told.body} meets {moment}{place}.{said}"


_MEETINGS: Mapping[Kind, Callable[[Matter, MeetingTold, date, Collection[date]], str]] = {
    Kind.DISCUSS: _discuss,
    Kind.POSTING: _posting,
    Kind.MEETING: _meeting,
}


def _when(matter: Matter, today: date, days_off: Collection[date]) -> str:
    day = day_in_words(matter.on, today)
    if matter.kind is Kind.GOAL:
        if matter.on < today:
            return f"our goal was {day}"
        return f"our goal: {day}" + (_left(matter.on, today, days_off) if matter.on > today else "")
    if matter.on < today:
        return f"overdue since {day}"
    return "due today" if matter.on == today else f"due {day}{_left(matter.on, today, days_off)}"


def _left(day: date, today: date, days_off: Collection[date]) -> str:
    left = working_days_until(day, today, days_off)
    return f", in {plural(left, 'working day')}" if left else ", before the next working day"


def _ended(matter: Matter, ended: Ended, today: date) -> str:
    """Name a matter and say how it ended, in one sentence where it is about a city alone."""
    how = _end_in_words(ended, today)
    if matter.city and not matter.title:
        return f"{matter.city}: {how}."
    return f"{_about(matter, today)}. {how[:1].upper()}{how[1:]}."


def _about(matter: Matter, today: date) -> str:
    if matter.city:
        return f"{matter.city}: {matter.title}"
    return f"The {matter.meeting.meeting.called(today)}" if matter.meeting else "The roster"


def _end_in_words(ended: Ended, today: date) -> str:
    if ended.how == "over":
        return "this has changed; nothing is to be done here any more"
    if ended.at is None:
        return ended.how
    if ended.how == "snoozed":
        return f"you snoozed this until {day_in_words(ended.at.date(), today)}"
    return f"{ended.how} by {ended.by}, {WEEKDAYS[ended.at.weekday()]} {ended.at:%H:%M}"
