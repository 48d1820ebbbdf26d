"""The values that a commission file holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from models.rules.calendars import MeetingKind, MeetingStatus
from models.rules.policy import Policy

APART = frozenset({MeetingKind.SPECIAL, MeetingKind.WORKSHOP})
"""Kinds of meeting that never stand for one of the calendar."""


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """`[meetings.BODY]`: when a body meets."""

    body: str
    rule: str
    start: date
    at: time
    until: date
    place: str | None = None


@dataclass(frozen=True, kw_only=True)
class SingleMeeting:
    """`[[meeting]]`: what is said of one meeting; None where nothing is said."""

    body: str
    on: date
    at: time | None = None
    kind: MeetingKind | None = None
    status: MeetingStatus | None = None
    reason: str | None = None
    continues: date | None = None
    place: str | None = None


@dataclass(frozen=True, kw_only=True)
class PlannedMeeting:
    """A meeting that the file asks for; None where it says nothing, so that what is recorded stays."""

    body: str
    starts_at: datetime
    """Aware, in the commission's zone."""
    kind: MeetingKind | None = None
    status: MeetingStatus | None = None
    reason: str | None = None
    continues: date | None = None
    """The date of the meeting of the same body that it continues."""
    place: str | None = None
    by_name: bool = False
    """Whether a table of its own asks for it: a calendar alone never changes a meeting of the past."""

    @property
    def on(self) -> date:
        """The local calendar date it starts on."""
        return self.starts_at.date()

    @property
    def is_apart(self) -> bool:
        """Whether it never stands for a meeting of the calendar."""
        return self.kind in APART


@dataclass(frozen=True, kw_only=True)
class Person:
    """`[[person]]`: someone with a part in the commission."""

    name: str
    roles: tuple[str, ...]
    seat: int | None = None
    slack: str | None = None
    zone: str | None = None
    """An IANA name."""
    email: str | None = None


@dataclass(frozen=True, kw_only=True)
class ChosenPolicy:
    """A policy that the commission works by, with the text it was read from."""

    content: bytes
    policy: Policy


@dataclass(frozen=True, kw_only=True)
class PartnerCity:
    """`[[partner]]`: a line of the register."""

    name: str
    country: str
    """Two capital letters of ISO 3166."""
    since: str
    approved_on: date | None = None
    signed_on: date | None = None
    recognized_on: date | None = None
    tier: str = "sister city"
    kind: str = "city"
    former_names: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()
    status: str = "active"


@dataclass(frozen=True, kw_only=True)
class FirstProspect:
    """`[[prospect]]`: a city to record when the commission is first set up."""

    city: str
    country: str
    """Two capital letters of ISO 3166."""
    path: str
    received_on: date
    medium: str = "Not known"
    notes: str = ""
    owner: str | None = None
    """The name of a person of the file."""


@dataclass(frozen=True, kw_only=True)
class RestrictedCountry:
    """`[[restricted]]`: a country with which a law or a rule restricts agreements."""

    country: str
    """Two capital letters of ISO 3166."""
    why: str
    source: str


@dataclass(frozen=True, kw_only=True)
class CommissionFile:
    """What a commission file says; None or nothing where it is silent."""

    name: str
    zone: str
    """An IANA name."""
    body: str | None = None
    kind: str | None = None
    channel: str | None = None
    days_off: Mapping[str, Any] = field(default_factory=dict)
    clocks: Mapping[str, Any] = field(default_factory=dict)
    digest: Mapping[str, Any] = field(default_factory=dict)
    rules: Mapping[str, Any] = field(default_factory=dict)
    people: tuple[Person, ...]
    policies: tuple[ChosenPolicy, ...]
    meetings: tuple[PlannedMeeting, ...]
    partners: tuple[PartnerCity, ...]
    prospects: tuple[FirstProspect, ...]
    restricted: tuple[RestrictedCountry, ...] = ()
