"""The roll: who attends a meeting, since when, in which capacity; and whose votes count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from models.rules.bodies import AlternatesFor, BodyRules, Holder, Seating
from models.rules.counting import House


class Capacity(StrEnum):
    """As what somebody attends."""

    SEAT = "voting seat"
    ALTERNATE = "alternate"
    LIAISON = "liaison"
    STAFF = "staff"
    GUEST = "also present"


class Mark(StrEnum):
    """What the roll says of somebody at one moment."""

    PRESENT = "present"
    ABSENT = "absent"
    EXCUSED = "excused"
    ARRIVED = "arrived"
    LEFT = "left"
    SEATED = "seated"
    """An alternate, for a voting seat."""
    UNSEATED = "unseated"
    RECUSED = "recused"
    """Left the room for one agenda item, with the reason."""
    RETURNED = "returned"
    """To the room, after that item."""


COMES = frozenset({Mark.PRESENT, Mark.ARRIVED})
GOES = frozenset({Mark.ABSENT, Mark.EXCUSED, Mark.LEFT})


@dataclass(frozen=True, kw_only=True)
class RollEvent:
    """One entry of the roll."""

    name: str
    capacity: Capacity
    mark: Mark
    at: datetime
    member_id: str | None = None
    """None for somebody who is not on the roster."""
    seat: int | None = None
    for_seat: int | None = None
    """Of an alternate who is seated: the voting seat."""
    place: str = ""
    """Where a remote member takes part."""
    ground: str = ""
    """The legal ground for taking part remotely."""
    item: str | None = None
    """Of a recusal: the agenda item."""
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Attendee:
    """Somebody as the roll has them."""

    name: str
    capacity: Capacity
    member_id: str | None
    seat: int | None
    is_present: bool = False
    is_excused: bool = False
    stays: tuple[tuple[datetime, datetime | None], ...] = ()
    """From when to when they attended; None while they still do."""
    for_seat: int | None = None
    place: str = ""
    ground: str = ""
    recused: tuple[tuple[str, str], ...] = ()
    """The agenda items they are recused from, each with the reason."""
    out_for: str | None = None
    """The agenda item for which they have left the room."""

    @property
    def is_remote(self) -> bool:
        """Whether they take part from another place."""
        return bool(self.place)

    def is_recused_from(self, item: str | None) -> bool:
        """Tell whether they are recused from an agenda item."""
        return any(each == item for each, _ in self.recused)

    def takes_part_in(self, item: str | None) -> bool:
        """Tell whether they count at an item: they attend, and are not out of the room for another one."""
        return self.is_present and self.out_for in {None, item}


@dataclass(frozen=True, kw_only=True)
class Voter:
    """Somebody whose vote counts: the holder of a seat who is there, or a seated alternate."""

    seat: int
    member_id: str
    name: str
    alternate_for: str = ""
    """Whose seat an alternate fills: a name, or "the vacant seat 4"."""


@dataclass(frozen=True, kw_only=True)
class Roll:
    """The roll of a meeting at one moment."""

    attendees: tuple[Attendee, ...] = ()
    """In the order in which they were first entered."""

    def of(self, member_id: str | None) -> Attendee | None:
        """Give what the roll says of a member; None for somebody who is not on it."""
        return next((each for each in self.attendees if each.member_id == member_id is not None), None)

    def is_present(self, member_id: str | None) -> bool:
        """Tell whether a member attends."""
        found = self.of(member_id)
        return found is not None and found.is_present

    @property
    def is_taken(self) -> bool:
        """Whether anybody was marked present yet."""
        return any(each.stays for each in self.attendees)


def roll_of(events: Iterable[RollEvent]) -> Roll:
    """Read the roll from its entries, given in the order of recording."""
    events = list(events)
    attendees = {_key(each): _unmarked(each) for each in events}
    for each in in_time(events):
        if each.mark is Mark.SEATED:
            attendees.update(_without_seat(attendees, each.for_seat))
        attendees[_key(each)] = _after(attendees[_key(each)], each)
    return Roll(attendees=tuple(attendees.values()))


def in_time(events: Iterable[RollEvent]) -> list[RollEvent]:
    """Put entries in the order of time; an arrival or a departure that was entered anew replaces the one before."""
    kept: dict[int, RollEvent] = {}
    last: dict[str, tuple[int, bool]] = {}
    for place, each in enumerate(events):
        kept[place] = each
        comes = each.mark in COMES
        if not comes and each.mark not in GOES:
            continue
        before = last.get(_key(each))
        if before and before[1] is comes:
            del kept[before[0]]
        last[_key(each)] = (place, comes)
    return sorted(kept.values(), key=lambda each: each.at)


def rolls_through(events: Sequence[RollEvent]) -> Iterator[tuple[datetime, Roll]]:
    """Give the roll after each moment at which it changed, in the order of time."""
    for at in sorted({each.at for each in in_time(events)}):
        yield at, roll_of(each for each in in_time(events) if each.at <= at)


def _key(each: RollEvent) -> str:
    return each.member_id or f"guest {each.name}"


def _unmarked(each: RollEvent) -> Attendee:
    return Attendee(name=each.name, capacity=each.capacity, member_id=each.member_id, seat=each.seat)


def _without_seat(attendees: Mapping[str, Attendee], seat: int | None) -> dict[str, Attendee]:
    """Let nobody else sit for a seat."""
    return {key: replace(each, for_seat=None) for key, each in attendees.items() if each.for_seat == seat}


def _after(known: Attendee, each: RollEvent) -> Attendee:
    match each.mark:
        case Mark.PRESENT | Mark.ARRIVED:
            stays = known.stays if known.is_present else (*known.stays, (each.at, None))
            return replace(
                known, is_present=True, is_excused=False, stays=stays, place=each.place, ground=each.ground
            )
        case Mark.ABSENT | Mark.EXCUSED | Mark.LEFT:
            return replace(
                known,
                is_present=False,
                is_excused=each.mark is Mark.EXCUSED,
                stays=_ended(known, each.at),
                for_seat=None,
                out_for=None,
            )
        case Mark.SEATED:
            return replace(known, for_seat=each.for_seat)
        case Mark.UNSEATED:
            return replace(known, for_seat=None)
        case Mark.RECUSED:
            return replace(known, recused=(*known.recused, (each.item or "", each.reason)), out_for=each.item)
        case Mark.RETURNED:
            return replace(known, out_for=None)


def _ended(known: Attendee, at: datetime) -> tuple[tuple[datetime, datetime | None], ...]:
    """End the last stay; one that ends as it began never was."""
    if not known.is_present:
        return known.stays
    begun = known.stays[-1][0]
    return known.stays[:-1] if at <= begun else (*known.stays[:-1], (begun, at))


def voters(roll: Roll, seating: Seating, rules: BodyRules, item: str | None = None) -> tuple[Voter, ...]:
    """List whose votes count, by seat: the holders who are there, and the alternates seated for those who are not."""
    own = [
        Voter(seat=holder.seat, member_id=holder.member_id, name=holder.name)
        for holder in seating.holders
        if (found := roll.of(holder.member_id)) and found.takes_part_in(item)
    ]
    stand_ins = [
        Voter(
            seat=seat,
            member_id=alternate.member_id,
            name=alternate.name,
            alternate_for=_filled_for(seating, seat),
        )
        for alternate in seating.alternates
        if (seat := _seat_filled(alternate, roll, seating, rules, item)) is not None
    ]
    return tuple(sorted([*own, *stand_ins], key=lambda voter: (voter.seat, voter.alternate_for)))


def seats_to_fill(roll: Roll, seating: Seating, rules: BodyRules, item: str | None = None) -> tuple[int, ...]:
    """List the voting seats that an alternate may be seated for now, and none sits for yet."""
    taken = {each.for_seat for each in roll.attendees}
    return tuple(
        seat
        for seat in range(1, seating.authorised + 1)
        if seat not in taken and _may_be_filled(seat, roll, seating, rules, item)
    )


def to_unseat(
    roll: Roll, seating: Seating, rules: BodyRules, item: str | None = None
) -> tuple[Attendee, ...]:
    """List the alternates who sit for a seat that is no longer theirs to fill: its holder has come, or returned."""
    return tuple(
        each
        for each in roll.attendees
        if each.for_seat is not None and not _may_be_filled(each.for_seat, roll, seating, rules, item)
    )


def house_of(roll: Roll, seating: Seating, rules: BodyRules, item: str | None = None) -> House:
    """Count the seats: who is there and who is not."""
    there = voters(roll, seating, rules, item)
    alternates = sum(bool(voter.alternate_for) for voter in there)
    return House(
        authorised_seats=seating.authorised,
        filled_seats=len(seating.holders),
        present=len(there),
        alternates_seated=alternates,
        absent=len(seating.holders) - (len(there) - alternates),
    )


def _seat_filled(
    alternate: Holder, roll: Roll, seating: Seating, rules: BodyRules, item: str | None
) -> int | None:
    found = roll.of(alternate.member_id)
    if found is None or not found.takes_part_in(item) or found.for_seat is None:
        return None
    return found.for_seat if _may_be_filled(found.for_seat, roll, seating, rules, item) else None


def _may_be_filled(seat: int, roll: Roll, seating: Seating, rules: BodyRules, item: str | None) -> bool:
    holder = seating.holder_of(seat)
    if holder is None:
        return rules.alternates_for is not AlternatesFor.ABSENCE
    found = roll.of(holder.member_id)
    if found is None or not found.is_present:
        return True
    return rules.alternates_for is AlternatesFor.RECUSAL and item is not None and found.is_recused_from(item)


def _filled_for(seating: Seating, seat: int) -> str:
    holder = seating.holder_of(seat)
    return holder.name if holder else f"the vacant seat {seat}"
