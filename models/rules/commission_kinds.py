"""What the value of one key in a commission file may be, beside the kinds that policies share."""

from __future__ import annotations

import re
from datetime import date, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from models.rules.counting import QuorumBase
from models.rules.digests import HOURS
from models.rules.permissions import Role
from models.rules.policy_kinds import Kind, MisreadError, Misreading, one_of, refuse

EARLIEST = date(1900, 1, 1)
LATEST = date(2199, 12, 31)
STATES = (
    "AK|AL|AR|AS|AZ|CA|CO|CT|DC|DE|FL|GA|GU|HI|IA|ID|IL|IN|KS|KY|LA|MA|MD|ME|MI|MN|MO|MP|MS|MT|"
    "NC|ND|NE|NH|NJ|NM|NV|NY|OH|OK|OR|PA|PR|RI|SC|SD|TN|TX|UM|UT|VA|VI|VT|WA|WI|WV|WY"
)
"""The states and territories whose days off are known."""
MEDIA = ("Email", "Letter", "Phone", "In person", "Web form", "Not known")
"""How an inquiry arrives."""
PARTNER_STATUSES = ("active", "dormant", "ended")
MOST_SEATS = 100
MOST_HOURS = 1_000
MAY_BE_SWITCHED_OFF = (1, 2, 3, 4, 5, 6, 7, 12, 13)
"""The guard's rules that a nonprofit's bylaws may switch off."""


def text(most: int) -> Kind:
    """Give the kind of a text of at most so many characters."""
    words = f"text of at most {most} characters"

    def read(value: object) -> str:
        if isinstance(value, str) and value.strip() and len(value) <= most and "\0" not in value:
            return value.strip()
        raise refuse(value, words)

    return Kind(words=words, read=read)


def _line(value: object) -> str:
    if isinstance(value, str) and value.strip() and len(value) <= 80 and value.isprintable():  # noqa: PLR2004 - as its words say
        return value.strip()
    raise refuse(value, LINE.words)


def up_to(most: int) -> Kind:
    """Give the kind of a whole number with a limit."""
    words = f"whole number, at most {most}"

    def read(value: object) -> int:
        if type(value) is int and 0 <= value <= most:
            return value
        raise refuse(value, words)

    return Kind(words=words, read=read)


def _quorum(value: object) -> int | str:
    if value in (QuorumBase.SEATS, QuorumBase.FILLED) or (type(value) is int and 1 <= value <= MOST_SEATS):
        return value if isinstance(value, int) else str(value)
    raise refuse(value, QUORUM.words)


def _hour(value: object) -> int:
    if type(value) is int and value in HOURS:
        return value
    raise refuse(value, HOUR.words)


def _guard_rule(value: object) -> int:
    if type(value) is int and value in MAY_BE_SWITCHED_OFF:
        return value
    raise refuse(value, GUARD_RULE.words)


def _pattern(form: str, words: str) -> Kind:
    def read(value: object) -> str:
        if isinstance(value, str) and re.fullmatch(form, value):
            return value
        raise refuse(value, words)

    return Kind(words=words, read=read)


def _zone(value: object) -> str:
    try:
        return ZoneInfo(_line(value)).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise refuse(value, ZONE.words) from error


def _clock_time(value: object) -> time:
    if isinstance(value, str) and re.fullmatch("(?:[01][0-9]|2[0-3]):[0-5][0-9]", value):
        return time.fromisoformat(value)
    raise refuse(value, CLOCK_TIME.words)


def _day(value: object) -> date:
    if type(value) is date and EARLIEST <= value <= LATEST:
        return value
    raise refuse(value, DAY.words)


def _channel(value: object) -> str:
    if value == "#general":
        problem = '"#general" is the channel of the whole workspace: everyone would get what Clerk writes.'
        raise MisreadError(Misreading(field="", problem=problem, expected="the commission's own channel"))
    if isinstance(value, str) and re.fullmatch(r"[CG][A-Z0-9]{5,}|#[^\s#,A-Z]{1,80}", value):
        return value
    raise refuse(value, CHANNEL.words)


def _since(value: object) -> str:
    if type(value) is int and EARLIEST.year <= value <= LATEST.year:
        return str(value)
    if isinstance(value, str):
        return _line(value)
    raise refuse(value, SINCE.words)


QUORUM = Kind(words='"authorised seats" or "filled seats" or a whole number', read=_quorum)
GUARD_RULE = Kind(words=f"number out of {', '.join(map(str, MAY_BE_SWITCHED_OFF))}", read=_guard_rule)
HOUR = Kind(words=f"whole number from {HOURS[0]} to {HOURS[-1]}", read=_hour)
LINE = Kind(words="text of one line, at most 80 characters", read=_line)
ZONE = Kind(words='time zone such as "America/Los_Angeles"', read=_zone)
CLOCK_TIME = Kind(words='time of day such as "18:00"', read=_clock_time)
DAY = Kind(words=f"date such as 2026-01-22, from {EARLIEST} to {LATEST}", read=_day)
CHANNEL = Kind(words='Slack id of a channel, or a name such as "#sister-cities"', read=_channel)
SINCE = Kind(words='year, or words such as "about 1990"', read=_since)
SLACK_ID = _pattern("[UW][A-Z0-9]{5,}", 'Slack id of a person, such as "U024BE7LH"')
EMAIL = _pattern(r"[^@\s]{1,64}@[^@\s]{1,255}", "email address")
STATE = _pattern(STATES, 'two letters of a state, such as "CA"')
ROLE = one_of(tuple(role.value for role in Role))
