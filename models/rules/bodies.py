"""A body: its kind, its seats and who holds them, and what its bylaws say of votes and agendas."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from models.rules.calendars import AGENDA_LEAD_HOURS, MeetingKind
from models.rules.counting import VotingRule

SPECIAL_LEAD_HOURS = 24
"""Elapsed hours by which the agenda of a special meeting is posted ahead, unless the body says otherwise."""


class BodyKind(StrEnum):
    """Which law a body meets under."""

    PUBLIC = "public"
    """Open-meeting law applies."""
    NONPROFIT = "nonprofit"
    """Its own bylaws apply."""


class AlternatesFor(StrEnum):
    """Whom a seated alternate may stand in for."""

    ABSENCE = "absence"
    VACANCY = "absence or vacancy"
    RECUSAL = "absence, vacancy or recusal"


class VotesShown(StrEnum):
    """When a vote is shown in the channel."""

    AS_CAST = "as cast"
    AT_CLOSE = "at close"


@dataclass(frozen=True, kw_only=True)
class BodyRules:
    """What a body's bylaws, or the defaults, say. A body without seats holds no votes."""

    body: str
    """Its name in the policy and the calendar: "commission"."""
    title: str
    kind: BodyKind = BodyKind.PUBLIC
    seats: int = 0
    """Authorised voting seats, vacant ones included."""
    alternates: int = 0
    voting: VotingRule = field(default_factory=VotingRule)
    second_required: bool = True
    vote_may_change: bool = True
    """Until the vote is closed."""
    alternates_for: AlternatesFor = AlternatesFor.ABSENCE
    votes_shown: VotesShown = VotesShown.AS_CAST
    agenda_hours: int = AGENDA_LEAD_HOURS
    special_agenda_hours: int = SPECIAL_LEAD_HOURS
    quorum_in_one_place: bool = False
    """Whether remote members are left out when a quorum is counted."""
    switched_off: frozenset[int] = frozenset()
    """Numbers of the guard's rules that a nonprofit's bylaws switch off; none of a public body's can be."""
    bylaws: str = ""
    """The section that says so."""
    approved_by: str = ""

    @property
    def is_public(self) -> bool:
        """Whether open-meeting law applies."""
        return self.kind is BodyKind.PUBLIC

    def lead_hours(self, kind: MeetingKind) -> int:
        """Give the elapsed hours by which an agenda is posted ahead of a meeting of that kind."""
        return self.special_agenda_hours if kind is MeetingKind.SPECIAL else self.agenda_hours


@dataclass(frozen=True, kw_only=True)
class Holder:
    """Who holds a voting seat, or an alternate's place in their order."""

    seat: int
    member_id: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Seating:
    """Who holds which seat at one moment. A vote keeps the seating that it opened with."""

    authorised: int
    holders: tuple[Holder, ...]
    """Of the voting seats, by seat; a number without a holder is a vacancy."""
    alternates: tuple[Holder, ...] = ()
    """In their order."""

    def holder_of(self, seat: int) -> Holder | None:
        """Give the holder of a voting seat; None for a vacancy."""
        return next((holder for holder in self.holders if holder.seat == seat), None)
