"""The date phrases of a policy file: a closed list, read from text and printed back as text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from models.rules.policy import After, Before, Every, EveryYearBy, Meetings, On, Phrase, Span, Unit, Window

LONGEST_COUNT = 1000
"""The highest number that a phrase may hold: it keeps every date inside the calendar."""

FORMS: Mapping[str, type[Phrase]] = {
    "N UNIT after NAME": After,
    "more than N UNIT after NAME": After,
    "N BODY meetings after NAME": Meetings,
    "N UNIT to M UNIT after NAME": Window,
    "on NAME": On,
    "N UNIT before NAME": Before,
    "before STEP": Before,
    "every N UNIT after NAME": Every,
    "every year by MM-DD": EveryYearBy,
}
"""Every form that a phrase may take, and what it is read as."""

NOT_COMPUTED: tuple[type[Phrase], ...] = (Every, EveryYearBy)
"""Phrases that are read and kept, and shown as "shown, not computed"."""

_NAME = r"([a-z][a-z0-9-]*)"
_NUMBER = r"([0-9]{1,4})"
_SPAN = _NUMBER + r" (days?|working days?|weeks?|months?|years?)"
_LONGEST_MONTHS = {1: 31, 2: 29, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}
_ROUGH_DAYS = {Unit.DAYS: 1, Unit.WORKING_DAYS: 1, Unit.WEEKS: 7, Unit.MONTHS: 30, Unit.YEARS: 365}


class PhraseFault(ValueError):
    """A date phrase that cannot be read; its message says what was expected."""


def read_phrase(text: str) -> Phrase:
    """Read one date phrase; PhraseFault says what was expected."""
    words = " ".join(text.lower().split())
    for pattern, build in _READERS:
        if found := re.fullmatch(pattern, words):
            return build(*found.groups())
    raise PhraseFault(forms_in_words(*FORMS.values()))


def forms_in_words(*sorts: type[Phrase]) -> str:
    """List the forms that phrases of these sorts may take."""
    forms = [f'"{form}"' for form, sort in FORMS.items() if sort in sorts]
    return f"{' or '.join(forms)}, where UNIT is {', '.join(Unit)}"


def read_span(text: str) -> Span:
    """Read a length of time such as "60 days"; PhraseFault says what was expected."""
    found = re.fullmatch(_SPAN, " ".join(text.lower().split()))
    if found is None:
        message = f"a number and one of: {', '.join(Unit)}"
        raise PhraseFault(message)
    return _span(*found.groups())


def phrase_in_words(phrase: Phrase) -> str:
    """Print a phrase the way a policy file writes it; reading it gives the same phrase."""
    match phrase:
        case After():
            words = f"{'more than ' * phrase.strictly}{span_in_words(phrase.span)} after {phrase.anchor}"
        case Meetings():
            words = f"{phrase.count} {phrase.body} meeting{'s' * (phrase.count != 1)} after {phrase.anchor}"
        case Window():
            words = f"{span_in_words(phrase.first)} to {span_in_words(phrase.last)} after {phrase.anchor}"
        case On():
            words = f"on {phrase.anchor}"
        case Before():
            words = f"{f'{span_in_words(phrase.span)} ' if phrase.span else ''}before {phrase.anchor}"
        case Every():
            words = f"every {span_in_words(phrase.span)} after {phrase.anchor}"
        case EveryYearBy():
            words = f"every year by {phrase.month:02}-{phrase.day:02}"
    return words


def span_in_words(span: Span) -> str:
    """Print a length of time: "1 year", "10 working days"."""
    return f"{span.count} {span.unit.removesuffix('s') if span.count == 1 else span.unit}"


def _count(number: str) -> int:
    if not 1 <= int(number) <= LONGEST_COUNT:
        message = f"a number from 1 to {LONGEST_COUNT}"
        raise PhraseFault(message)
    return int(number)


def _span(number: str, unit: str) -> Span:
    return Span(count=_count(number), unit=Unit(unit.removesuffix("s") + "s"))


def _after(number: str, unit: str, anchor: str) -> After:
    return After(span=_span(number, unit), anchor=anchor)


def _strictly_after(number: str, unit: str, anchor: str) -> After:
    return After(span=_span(number, unit), anchor=anchor, strictly=True)


def _meetings(number: str, body: str, anchor: str) -> Meetings:
    return Meetings(count=_count(number), body=body, anchor=anchor)


def _window(number: str, unit: str, last_number: str, last_unit: str, anchor: str) -> Window:
    first, last = _span(number, unit), _span(last_number, last_unit)
    if _rough_days(first) > _rough_days(last):
        message = f"the shorter time first: {span_in_words(last)} to {span_in_words(first)} after {anchor}"
        raise PhraseFault(message)
    return Window(first=first, last=last, anchor=anchor)


def _rough_days(span: Span) -> int:
    return span.count * _ROUGH_DAYS[span.unit]


def _on(anchor: str) -> On:
    return On(anchor=anchor)


def _span_before(number: str, unit: str, anchor: str) -> Before:
    return Before(anchor=anchor, span=_span(number, unit))


def _before(anchor: str) -> Before:
    return Before(anchor=anchor)


def _every(number: str, unit: str, anchor: str) -> Every:
    return Every(span=_span(number, unit), anchor=anchor)


def _every_year_by(month: str, day: str) -> EveryYearBy:
    if not 1 <= int(day) <= _LONGEST_MONTHS.get(int(month), 0):
        message = "a month and a day that exist, such as 06-30"
        raise PhraseFault(message)
    return EveryYearBy(month=int(month), day=int(day))


_READERS: tuple[tuple[str, Callable[..., Phrase]], ...] = (
    (f"{_SPAN} after {_NAME}", _after),
    (f"more than {_SPAN} after {_NAME}", _strictly_after),
    (f"{_NUMBER} {_NAME} meetings? after {_NAME}", _meetings),
    (f"{_SPAN} to {_SPAN} after {_NAME}", _window),
    (f"on {_NAME}", _on),
    (f"{_SPAN} before {_NAME}", _span_before),
    (f"before {_NAME}", _before),
    (f"every {_SPAN} after {_NAME}", _every),
    ("every year by ([0-9]{2})-([0-9]{2})", _every_year_by),
)
