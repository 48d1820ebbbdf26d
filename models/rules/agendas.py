"""What can stand on an agenda and in which order, and what can become of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from models.rules.due import Due
from models.rules.wording import date_in_words, day_in_words, full_date

CALL_TO_ORDER = "call-to-order"
ROLL = "roll"
PUBLIC_COMMENT = "public-comment"
REPORTS = "reports"
ADJOURNMENT = "adjournment"
MINUTES_OF = "minutes:"
"""What the name of an item begins with that approves a meeting's minutes."""
ADDED_BY_VOTE = "added:"
"""What the name of an item begins with that a vote added to the agenda."""
LONGEST_TITLE = 300
LONGEST_PRESENTER = 100
LONGEST_NOTE = 1000
LONGEST_REASON = 1000
FIRST = "first"
"""The place in front of all other business."""
_OPENING = {CALL_TO_ORDER: "Call to order", ROLL: "Roll call", PUBLIC_COMMENT: "Public comment"}
_CLOSING = {REPORTS: "Reports", ADJOURNMENT: "Adjournment"}


class ItemKind(StrEnum):
    """What a meeting does with an item."""

    STANDING = "standing"
    """Part of every agenda: call to order, roll, public comment, minutes, reports, adjournment."""
    DISCUSS = "discuss"
    ACT = "act"
    RECEIVE = "receive"


BUSINESS = (ItemKind.DISCUSS, ItemKind.ACT, ItemKind.RECEIVE)
"""The kinds that people choose from."""


def kind_named(word: str) -> ItemKind:
    """Give the kind of business of that name; DISCUSS for any other word."""
    return next((kind for kind in BUSINESS if kind == word), ItemKind.DISCUSS)


class ItemState(StrEnum):
    """Whether an item is on the agenda."""

    SUGGESTED = "suggested"
    """By somebody; seen by staff alone until they list it."""
    LISTED = "listed"
    REMOVED = "removed"


class ItemResult(StrEnum):
    """What became of an item at its meeting."""

    DISCUSSED = "discussed"
    CONTINUED = "continued"
    DIRECTION = "direction to staff"
    VOTED = "voted"
    NOT_REACHED = "not reached"
    PULLED = "pulled"


STOPS_A_CLOCK = frozenset({ItemResult.DISCUSSED, ItemResult.VOTED})
"""What shows that a matter was discussed."""


@dataclass(frozen=True, kw_only=True)
class AgendaEntry:
    """An item of an agenda as it stands."""

    item: str
    """What names it for good: a row's id, or the name of a standing item or of the matter that is due."""
    number: int
    """1, 2, 3, … down the agenda."""
    title: str
    kind: ItemKind
    prospect_id: str | None = None
    step_id: str | None = None
    presenter: str = ""
    why: str = ""
    """Why it is there, where it came by itself."""
    state: ItemState = ItemState.LISTED
    result: ItemResult | None = None
    note: str = ""
    until: date | None = None
    """Of a continued item: to which day."""
    was_posted: bool = True
    """Whether it was listed before the posting that counts; where none is recorded, or asked for, nothing tells it apart."""

    @property
    def is_business(self) -> bool:
        """Whether it is no standing item."""
        return self.kind is not ItemKind.STANDING

    @property
    def wants_result(self) -> bool:
        """Whether somebody has to record what became of it: business, and the approval of minutes."""
        return self.is_business or self.item.startswith(MINUTES_OF)

    @property
    def is_taken_up(self) -> bool:
        """Whether it is opened like business: the call to order and the roll open themselves."""
        return self.item not in {CALL_TO_ORDER, ROLL}

    @property
    def was_added_by_vote(self) -> bool:
        """Whether a vote at the meeting added it."""
        return self.item.startswith(ADDED_BY_VOTE)


@dataclass(frozen=True, kw_only=True)
class DueMatter:
    """A step of a prospect that has to be discussed by a meeting."""

    prospect_id: str
    step_id: str
    title: str
    why: str
    """How its date was counted."""

    @property
    def item(self) -> str:
        """The name of its item."""
        return f"due:{self.prospect_id}:{self.step_id}"


@dataclass(frozen=True, kw_only=True)
class Unapproved:
    """An earlier meeting whose minutes no vote has adopted yet."""

    meeting_id: str
    on: date


def agenda(
    listed: Sequence[AgendaEntry], due: Sequence[DueMatter] = (), minutes: Sequence[Unapproved] = ()
) -> tuple[AgendaEntry, ...]:
    """Put an agenda in order and number it: what opens each meeting, minutes, what is due, what was listed, the close.

    A due matter that was listed already stands there once, with the reason.
    """
    business = [_with_reason(entry, due) for entry in listed if entry.is_business]
    taken = {(entry.prospect_id, entry.step_id) for entry in business} | {
        (entry.item, None) for entry in listed
    }
    fresh = [
        _due_entry(matter)
        for matter in due
        if not {(matter.prospect_id, matter.step_id), (matter.item, None)} & taken
    ]
    kept = [entry for entry in listed if entry.item.startswith(MINUTES_OF)]
    known = {entry.item for entry in kept}
    asked = [_standing(MINUTES_OF + each.meeting_id, _minutes_title(each)) for each in minutes]
    entries = [
        *(_standing(item, title) for item, title in _OPENING.items()),
        *kept,
        *(entry for entry in asked if entry.item not in known),
        *fresh,
        *business,
        *(_standing(item, title) for item, title in _CLOSING.items()),
    ]
    return tuple(replace(entry, number=number) for number, entry in enumerate(entries, start=1))


def _standing(item: str, title: str) -> AgendaEntry:
    return AgendaEntry(item=item, number=0, title=title, kind=ItemKind.STANDING)


def _minutes_title(unapproved: Unapproved) -> str:
    return f"Approval of the minutes of {full_date(unapproved.on)}"


def _due_entry(matter: DueMatter) -> AgendaEntry:
    return AgendaEntry(
        item=matter.item,
        number=0,
        title=matter.title,
        kind=ItemKind.DISCUSS,
        prospect_id=matter.prospect_id,
        step_id=matter.step_id,
        why=matter.why,
    )


def _with_reason(entry: AgendaEntry, due: Sequence[DueMatter]) -> AgendaEntry:
    """Tell of a listed item that its matter is due; one that is only received does not discuss it."""
    if entry.kind is ItemKind.RECEIVE:
        return entry
    for matter in due:
        if matter.prospect_id == entry.prospect_id and entry.step_id in {None, matter.step_id}:
            return replace(entry, step_id=matter.step_id, why=entry.why or matter.why)
    return entry


def must_be_discussed_by(due: Due, on: date, ahead: Collection[date] = ()) -> bool:
    """Tell whether a date counted in meetings falls on or before a meeting's day, as counted or by the strict count.

    One that was put off to a day without a meeting falls to the last meeting before it, `ahead` being the days of meetings.
    """
    if due.was and due.on:
        return due.on <= on or not any(on < day <= due.on for day in ahead)
    return any(day is not None and day <= on for day in (due.on, due.strict))


def why_due(due: Due, on: date) -> str:
    """Say why a matter stands on the agenda of the meeting on a day, and how its date was counted."""
    basis = due.basis if due.was else f"the {due.basis}"
    if due.on is not None and due.on < on:
        return f"Was to be discussed by {date_in_words(due.on, on)}: {basis}"
    if due.on == on:
        return f"Must be discussed by this meeting: {basis}"
    if due.was and due.on:
        return f"Must be discussed by this meeting, the last up to {date_in_words(due.on, on)}: {basis}"
    return f"Must be discussed by this meeting if every scheduled date counts: the {due.basis}"


@dataclass(frozen=True, kw_only=True)
class Posted:
    """A legal posting of an agenda, as far as it bears on clocks."""

    at: datetime
    order: int
    """Where it stands in the order of recording."""
    place: str = ""


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """What somebody suggested for an agenda; for the eyes of staff alone."""

    item: str
    title: str
    by: str


@dataclass(frozen=True, kw_only=True)
class AgendaSheet:
    """An agenda with all that is said around it; every time is in the body's zone."""

    meeting_id: str
    body: str
    kind: str
    """"Regular meeting"."""
    starts_at: datetime
    place: str
    link: str
    entries: tuple[AgendaEntry, ...]
    deadline: datetime
    """The last moment to post it."""
    do_by: date
    """The last working day on or before the deadline's."""
    posted: Posted | None
    """The posting that counts: the earliest."""
    is_public: bool
    is_late: bool = False
    """Whether the deadline has passed."""
    is_cancelled: bool = False
    cities: Mapping[str, str] = field(default_factory=dict)
    """The cities of its items, by prospect."""

    @property
    def day(self) -> str:
        """The day of the meeting in words."""
        return day_in_words(self.starts_at.date(), self.starts_at.date())

    @property
    def business(self) -> tuple[AgendaEntry, ...]:
        """The items that are not part of every agenda."""
        return tuple(entry for entry in self.entries if entry.is_business)


def result_in_words(entry: AgendaEntry) -> str:
    """Say what became of an item: "continued to Thu, Jun 25, 2026"; empty while nothing has."""
    if entry.result is None:
        return ""
    return f"{entry.result} to {full_date(entry.until)}" if entry.until else str(entry.result)
