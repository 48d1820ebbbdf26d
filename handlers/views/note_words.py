"""The sentences of a daily note: one matter each, complete by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date

from handlers.views.steps import is_others, party
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
    roughly,
    time_in_words,
)

MOST_NAMES = 5
MOST_COUNTED = 10
"""So many working days are said as a number."""
FROM_FILE = "entered when Clerk was set up"


def told(matter: Matter, today: date, days_off: Collection[date]) -> str:
    """Say one matter, with its city, what is to be done and by when."""
    if matter.ended is not None:
        return _ended(matter, matter.ended, today)
    if matter.meeting is not None:
        return _MEETINGS[matter.kind](matter, matter.meeting, today, days_off)
    if matter.kind in _WORDS:
        return _WORDS[matter.kind](matter, today, days_off)
    return _dated(matter, today, days_off)


def gathered(matters: Sequence[Matter]) -> str:
    """Say several matters in one go: files that came with the commission's own, or what is overdue still."""
    if matters[0].kind is Kind.NEW:
        whom = matters[0].on_behalf or "to you"
        return f"New {whom}: {plural(len(matters), 'file')}, {FROM_FILE}."
    cities = Counter(matter.city for matter in matters)
    named = [f"{city} ({count})" if count > 1 else city for city, count in cities.items()]
    more = named[MOST_NAMES:]
    others = f" and {len(more)} more" if more else ""
    return f"Still overdue, {plural(len(matters), 'step')}: {', '.join(named[:MOST_NAMES])}{others}."


def coming_up(matter: Matter, today: date) -> str:
    """Say in a line what is due before long."""
    return f"{matter.city}: {matter.title}, due {day_in_words(matter.on, today)}"


def _dated(matter: Matter, today: date, days_off: Collection[date]) -> str:
    said = [
        f"{matter.city}: {matter.title}, {_when(matter, today, days_off)}.",
        _do_by(matter, today, days_off),
    ]
    if matter.escalation:
        said.append(_escalation(matter.escalation, today))
    return " ".join(filter(None, [*said, _whose(matter)]))


def _do_by(matter: Matter, today: date, days_off: Collection[date]) -> str:
    """Say on which working day to do what is due on a day off; empty where that is no question any more."""
    day = last_working_day(matter.on, days_off)
    if matter.kind not in DEADLINES or day == matter.on or day < today:
        return ""
    return "Do it today." if day == today else f"Do it by {day_in_words(day, today)}."


def _whose(matter: Matter) -> str:
    if not matter.is_own:
        return _looked_after(matter)
    behalf = f"{matter.on_behalf[:1].upper()}{matter.on_behalf[1:]}." if matter.on_behalf else ""
    if matter.standing is not None and is_for_others(matter):
        return f"{behalf} This is for {party(matter.standing.step.who, matter.city)} to do; please see that it is done.".lstrip()
    return behalf or "Yours to do."


def is_for_others(matter: Matter) -> bool:
    """Tell whether a matter is about a step of somebody else's."""
    return matter.standing is not None and is_others(matter.standing.step)


def _looked_after(matter: Matter) -> str:
    return f"{matter.owner} looks after it." if matter.owner else "Nobody looks after it."


def _escalation(escalation: Escalation, today: date) -> str:
    who = f"{escalation.name}, {escalation.office},"
    if escalation.on > today:
        return f"I'll tell {who} on {day_in_words(escalation.on, today)}."
    if escalation.on == today:
        return f"I am telling {who} today."
    return f"I told {who} on {day_in_words(escalation.on, today)}."


def _overdue(matter: Matter, today: date, days_off: Collection[date]) -> str:
    since = day_in_words(matter.on, today)
    if matter.is_repeat:
        return f"Still overdue: {matter.city}, “{matter.title}”, since {since}. {_whose(matter)}"
    if matter.is_own:
        return _dated(matter, today, days_off)
    ago = _span(today, matter.on, days_off)
    ask = f"ask {matter.owner}" if matter.owner else "find somebody who does"
    return (
        f"{matter.city}: “{matter.title}” was due {since}, {ago} ago."
        f" {_looked_after(matter)} Please {ask}, or extend it by agreement."
    )


def _silence(matter: Matter, today: date, _days_off: Collection[date]) -> str:
    since = day_in_words(matter.since, today)
    if matter.unanswered < ENOUGH_LETTERS:
        asked = f"No answer from {matter.city} since {since}. A nudge?"
    else:
        letters = plural(matter.unanswered, "letter")
        asked = f"No answer from {matter.city} to {letters}, the last of {since}. Stop asking for now, or close it?"
    return f"{asked} {_whose(matter)}" if matter.on_behalf or not matter.is_own else asked


def _new(matter: Matter, _today: date, _days_off: Collection[date]) -> str:
    whom = matter.on_behalf or "to you"
    given = f"{'recorded' if matter.is_recorded else 'handed on'} by {matter.given_by}"
    return f"New {whom}: {matter.city}, {FROM_FILE if matter.is_from_file else given}."


def _gap(matter: Matter, _today: date, _days_off: Collection[date]) -> str:
    if not matter.names:
        return "Nobody on the roster holds the chair."
    names, more = matter.names[:MOST_NAMES], len(matter.names[MOST_NAMES:])
    shown = listed((*names, f"{more} more") if more else names)
    has = "has" if len(matter.names) == 1 else "have"
    return f"{plural(len(matter.names), 'open file')} {has} no owner: {shown}."


_WORDS: Mapping[Kind, Callable[[Matter, date, Collection[date]], str]] = {
    Kind.ESCALATED: _overdue,
    Kind.SILENCE: _silence,
    Kind.NEW: _new,
    Kind.GAP: _gap,
}


def _discuss(matter: Matter, told: MeetingTold, today: date, _days_off: Collection[date]) -> str:
    meeting = date_in_words(told.meeting.on, today)
    deadline = moment_in_words(told.deadline, today)
    posted = "was to be posted" if told.deadline.date() < today else "has to be posted"
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


def _discussed(matter: Matter, told: MeetingTold, today: date, _days_off: Collection[date]) -> str:
    return f"Was {matter.city} discussed on {day_in_words(told.meeting.on, today)}? Record it."


_MEETINGS: Mapping[Kind, Callable[[Matter, MeetingTold, date, Collection[date]], str]] = {
    Kind.DISCUSS: _discuss,
    Kind.DISCUSSED: _discussed,
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
    said = "today" if matter.on == today else day
    if last_working_day(matter.on, days_off) < matter.on:
        return f"due {said}, a day off"
    return f"due {said}" + (_left(matter.on, today, days_off) if matter.on > today else "")


def _left(day: date, today: date, days_off: Collection[date]) -> str:
    is_working_ahead = working_days_until(day, today, days_off)
    return f", in {_span(day, today, days_off)}" if is_working_ahead else ", before the next working day"


def _span(later: date, earlier: date, days_off: Collection[date]) -> str:
    """Say how far two days are apart: in working days, or roughly where those are many."""
    days = working_days_until(later, earlier, days_off)
    return plural(days, "working day") if days <= MOST_COUNTED else roughly((later - earlier).days)


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
    return f"{ended.how} by {ended.by}, {WEEKDAYS[ended.at.weekday()]} {time_in_words(ended.at)}"
