"""The format of a commission file: every key, what it holds and what it means.

The reader refuses what is not listed here, and the tables in docs/commission-file.md are held equal to these.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from models.rules.calendars import MeetingKind, MeetingStatus
from models.rules.permissions import Role
from models.rules.policy_keys import Key, table_of
from models.rules.policy_kinds import (
    NAME,
    NUMBER,
    YES_OR_NO,
    Kind,
    MisreadError,
    Misreading,
    list_of,
    named_tables,
    one_of,
    refuse,
    tables,
)

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


def _text(most: int) -> Kind:
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

DAYS_OFF = (
    Key(name="federal", kind=YES_OR_NO, meaning="Whether federal holidays are days off; true unless given."),
    Key(name="state", kind=STATE, meaning="The state whose holidays are days off too."),
    Key(name="extra", kind=list_of(DAY, least=0), meaning="Further days off."),
)
CLOCKS = (
    Key(
        name="their_silence_days",
        kind=NUMBER,
        meaning="Days after a letter of ours until an answer is asked about; 45 unless given.",
    ),
)
COMMISSION = (
    Key(name="name", kind=LINE, required=True, meaning="The city, or whatever name the commission goes by."),
    Key(name="body", kind=LINE, meaning="The commission's full title; the name unless given."),
    Key(
        name="kind",
        kind=one_of(("public", "nonprofit")),
        meaning="A public body keeps open-meeting law; public unless given.",
    ),
    Key(name="zone", kind=ZONE, required=True, meaning="Where the commission is; days begin and end there."),
    Key(name="channel", kind=CHANNEL, meaning="The commission's own channel; never #general."),
    Key(
        name="policies",
        kind=list_of(LINE),
        required=True,
        meaning='Policies that come with Clerk, by name, and files of your own, such as "riverton.toml", beside this file.',
    ),
    Key(name="person", kind=tables("person"), required=True, meaning="The people, one table each."),
    Key(name="meetings", kind=named_tables("meetings"), meaning="When each body meets, one table a body."),
    Key(
        name="meeting",
        kind=tables("meeting"),
        meaning="Single meetings: what became of one, or one outside the calendar.",
    ),
    Key(name="days_off", kind=table_of(DAYS_OFF, dict), meaning="Days on which nobody works."),
    Key(name="clocks", kind=table_of(CLOCKS, dict), meaning="How long to wait."),
    Key(name="partner", kind=tables("partner"), meaning="The register of partners, one table each."),
    Key(
        name="prospect",
        kind=tables("prospect"),
        meaning="Cities that may become partners; recorded when the commission is first set up, later left alone.",
    ),
)
PERSON = (
    Key(name="name", kind=LINE, required=True, meaning="The person's name."),
    Key(name="roles", kind=list_of(ROLE), required=True, meaning="What the person is to the commission."),
    Key(name="seat", kind=NUMBER, meaning="A member's seat, or an alternate's place in their order."),
    Key(name="slack", kind=SLACK_ID, meaning="Left out for someone who is not on Slack."),
    Key(name="zone", kind=ZONE, meaning="Where it is not the commission's."),
    Key(name="email", kind=EMAIL, meaning="Kept for staff; Clerk writes to no one by itself."),
)
MEETINGS = (
    Key(
        name="rule",
        kind=LINE,
        required=True,
        meaning="The dates, as calendars write them (RFC 5545): FREQ=MONTHLY;BYDAY=4TH is each fourth Thursday.",
    ),
    Key(name="start", kind=DAY, required=True, meaning="The first meeting; it must be a date of the rule."),
    Key(name="at", kind=CLOCK_TIME, required=True, meaning="When it begins, in the commission's zone."),
    Key(name="until", kind=DAY, required=True, meaning="The last day; at most ten years after the first."),
    Key(name="place", kind=LINE, meaning="Where it is held."),
)
MEETING = (
    Key(name="body", kind=NAME, required=True, meaning="The body that meets."),
    Key(name="date", kind=DAY, required=True, attribute="on", meaning="The day of the meeting."),
    Key(name="at", kind=CLOCK_TIME, meaning="When it begins; as in the body's calendar unless given."),
    Key(
        name="kind",
        kind=one_of(MeetingKind),
        meaning="A special meeting or a workshop never stands for the calendar's own; regular unless given.",
    ),
    Key(name="status", kind=one_of(MeetingStatus), meaning="What became of it; scheduled unless given."),
    Key(name="reason", kind=_text(1000), meaning="Why it was cancelled or adjourned; needed then."),
    Key(name="continues", kind=DAY, meaning="The day of the adjourned meeting that it continues."),
    Key(name="place", kind=LINE, meaning="Where it is held."),
)
PARTNER = (
    Key(name="city", kind=LINE, required=True, attribute="name", meaning="The city's name now."),
    Key(name="country", kind=LINE, required=True, meaning='Two letters such as "MX", or the English name.'),
    Key(name="since", kind=SINCE, required=True, meaning="Since when, as far as it is remembered."),
    Key(name="tier", kind=LINE, meaning="The kind of partner; sister city unless given."),
    Key(name="kind", kind=LINE, meaning="City, county, region; city unless given."),
    Key(name="former_names", kind=list_of(LINE, least=0), meaning="Names it had; it is found by them too."),
    Key(name="other_names", kind=list_of(LINE, least=0), meaning="Other spellings; it is found by them too."),
    Key(name="status", kind=one_of(PARTNER_STATUSES), meaning="Whether it is alive; active unless given."),
)
PROSPECT = (
    Key(name="city", kind=LINE, required=True, meaning="The city's name."),
    Key(name="country", kind=LINE, required=True, meaning='Two letters such as "MX", or the English name.'),
    Key(
        name="path", kind=LINE, required=True, meaning="The policy and its way in, such as milpitas/inquiry."
    ),
    Key(name="received_on", kind=DAY, required=True, meaning="The day of the first word; not in the future."),
    Key(name="medium", kind=one_of(MEDIA), meaning="How it arrived; not known unless given."),
    Key(name="notes", kind=_text(3000), meaning="What it was about."),
    Key(name="owner", kind=LINE, meaning="The person who looks after it; the first of staff unless given."),
)
SECTIONS: Mapping[str, tuple[Key, ...]] = {
    "top of the file": COMMISSION,
    "[[person]]": PERSON,
    "[meetings.BODY]": MEETINGS,
    "[[meeting]]": MEETING,
    "[days_off]": DAYS_OFF,
    "[clocks]": CLOCKS,
    "[[partner]]": PARTNER,
    "[[prospect]]": PROSPECT,
}
"""Every table of the format, by its heading in docs/commission-file.md."""
