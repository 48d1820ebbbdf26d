"""A policy as values: what a step list says, once it has been read.

Written down by `models.rules.policy_reader` from a TOML file; worked on by `models.rules.steps`.
The format and its reasons: docs/policies.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any


class Unit(StrEnum):
    """What a date phrase counts."""

    DAYS = "days"
    WORKING_DAYS = "working days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True, kw_only=True)
class Span:
    """A length of time: "120 days"."""

    count: int
    unit: Unit


@dataclass(frozen=True, kw_only=True)
class After:
    """`N UNIT after NAME`, or, when `strictly`, `more than N UNIT after NAME` (the day following)."""

    span: Span
    anchor: str
    strictly: bool = False


@dataclass(frozen=True, kw_only=True)
class Meetings:
    """`N BODY meetings after NAME`."""

    count: int
    body: str
    anchor: str


@dataclass(frozen=True, kw_only=True)
class Window:
    """`N UNIT to M UNIT after NAME`."""

    first: Span
    last: Span
    anchor: str


@dataclass(frozen=True, kw_only=True)
class On:
    """`on NAME`."""

    anchor: str


@dataclass(frozen=True, kw_only=True)
class Before:
    """`N UNIT before NAME`, or `before STEP` when there is no span."""

    anchor: str
    span: Span | None = None


@dataclass(frozen=True, kw_only=True)
class Every:
    """`every N UNIT after NAME`. Shown, not computed."""

    span: Span
    anchor: str


@dataclass(frozen=True, kw_only=True)
class EveryYearBy:
    """`every year by MM-DD`. Shown, not computed."""

    month: int
    day: int


Phrase = After | Meetings | Window | On | Before | Every | EveryYearBy


class Strength(StrEnum):
    """How binding the document makes a step."""

    MUST = "must"
    SHOULD = "should"
    MAY = "may"


class Order(StrEnum):
    """How the steps of a path follow one another."""

    SEQUENCE = "sequence"
    ADVISORY = "advisory"
    ANY = "any"


class BegunBy(StrEnum):
    """Who starts a path."""

    US = "us"
    THEM = "them"
    GROUP = "group"


@dataclass(frozen=True, kw_only=True)
class VoteRule:
    """Which body votes, and what carries."""

    body: str
    passes: str
    """As in the file's `pass`, for instance "majority of present"."""


@dataclass(frozen=True, kw_only=True)
class Share:
    """A part of a whole that must reach a share, compared exactly in integers."""

    part: str
    whole: str
    at_least_percent: int


@dataclass(frozen=True, kw_only=True)
class Count:
    """How many are wanted: "3..5", or an exact number."""

    least: int
    most: int


@dataclass(frozen=True, kw_only=True)
class Pick:
    """A choice from a list."""

    options: tuple[str, ...]
    at_least: int = 1
    other: bool = False
    """Whether something that is not on the list may be added ("such as")."""


@dataclass(frozen=True, kw_only=True)
class Branch:
    """What an outcome leads to: close the prospect (`close_as`) or go back to a step (`back_to`)."""

    outcome: str
    close_as: str | None = None
    back_to: str | None = None


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of a step list, in our own words, with the place that it comes from."""

    id: str
    title: str
    who: str
    source: str
    """Document, heading and step that it restates."""
    number: int | None = None
    """The document's own step number, where it has one."""
    paths: tuple[str, ...] = ()
    """The paths it belongs to; empty means all."""
    after: tuple[str, ...] | None = None
    """Steps that come first; None leaves it to the path's order, () means it waits for nothing."""
    strength: Strength = Strength.MUST
    optional: str | None = None
    """Why it may be waived, for instance "as appropriate"."""
    when: str | None = None
    """A yes/no matter that decides whether it applies."""
    until: str | None = None
    """The date from which it applies no more; of a search, that of a city which came out of it."""
    due: Phrase | None = None
    goal: Phrase | None = None
    wait: Phrase | None = None
    sets: str | None = None
    """The date that this step records under a name of its own."""
    within: Window | None = None
    expect: str | None = None
    vote: VoteRule | None = None
    branches: tuple[Branch, ...] = ()
    share: Share | None = None
    count: Count | None = None
    pick: Pick | None = None
    checklist: tuple[str, ...] = ()
    """Names of the policy's criteria groups."""
    contains: tuple[str, ...] = ()
    need: tuple[str, ...] = ()
    """Evidence all of which is needed."""
    any_of: tuple[str, ...] = ()
    """Evidence one of which is enough."""
    ask: tuple[str, ...] = ()
    """What the record keeps in words when it is done: "who certified the list"."""
    decided_by: str | None = None
    """Who has the last word once it is handed in, for instance "the tax office"."""
    keep: bool = False
    """Whether it must stay true after it is done."""
    assume: tuple[str, ...] = ()
    """Names of the policy's assumptions that this step rests on."""
    how: str | None = None
    send_to: str | None = None
    form: str | None = None
    remind: tuple[Span, ...] = ()
    """How long before its date it is reminded of; empty means the general rule."""
    not_computed: Mapping[str, Any] = field(default_factory=dict)
    """Keys of the format that are read and kept, and shown as "shown, not computed"."""


@dataclass(frozen=True, kw_only=True)
class Path:
    """One way in: who starts decides which list of steps applies."""

    id: str
    title: str
    begun_by: BegunBy
    starts: str
    """The name of its first date, for instance "inquiry"."""
    order: Order
    kind: str = "partnership"
    """"partnership", or "search" for a funnel of candidates without a city."""
    count: Count | None = None
    offered: bool = True
    """Whether it is a choice when an inquiry is recorded."""

    @property
    def is_search(self) -> bool:
        """Whether it looks for a city, and so begins without one."""
        return self.kind == "search"


@dataclass(frozen=True, kw_only=True)
class Body:
    """A body of the policy: its seats, and how many of them make a quorum."""

    id: str
    title: str
    voting: int = 0
    alternates: int = 0
    non_voting: int = 0
    quorum: int | None = None


@dataclass(frozen=True, kw_only=True)
class CriteriaGroup:
    """A heading of prompts; none is ever scored."""

    id: str
    title: str
    prompts: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Policy:
    """One place's way of taking up a relationship: bodies, paths, steps."""

    id: str
    title: str
    place: str
    source: str
    adopted: date | None
    paths: tuple[Path, ...]
    steps: tuple[Step, ...]
    """In file order."""
    content_hash: str
    """SHA-256 of the file's bytes, in hexadecimal."""
    bodies: tuple[Body, ...] = ()
    interests: tuple[str, ...] = ()
    criteria: tuple[CriteriaGroup, ...] = ()
    assumptions: Mapping[str, str] = field(default_factory=dict)
    not_computed: Mapping[str, Any] = field(default_factory=dict)

    @property
    def called(self) -> str:
        """Whose it is, and its title."""
        return f"{self.place}: {self.title}"

    def path(self, path_id: str) -> Path:
        """Give the path of that id; KeyError when there is none."""
        return {path.id: path for path in self.paths}[path_id]

    def steps_of(self, path_id: str) -> tuple[Step, ...]:
        """Give the steps of one path, in file order."""
        return tuple(step for step in self.steps if not step.paths or path_id in step.paths)
