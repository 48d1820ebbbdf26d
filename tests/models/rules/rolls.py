"""Rolls that many tests begin from: seven seats, two alternates, a liaison; times count minutes from six o'clock."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from models.rules.bodies import AlternatesFor, BodyRules, Holder, Seating
from models.rules.roll import Capacity, Mark, RollEvent

SIX = datetime(2026, 1, 23, 2, 0, tzinfo=UTC)
SEATS = 7
RULES = BodyRules(body="commission", title="Commission", seats=SEATS, alternates=2)
VACANCY = replace(RULES, alternates_for=AlternatesFor.VACANCY)
RECUSAL = replace(RULES, alternates_for=AlternatesFor.RECUSAL)
ONE_PLACE = replace(RULES, quorum_in_one_place=True)
ITEM = "reports"


def seating(*vacant: int) -> Seating:
    """Fill all seats but the vacant ones: member m3 holds seat 3; a1 and a2 are the alternates."""
    return Seating(
        authorised=SEATS,
        holders=tuple(
            Holder(seat=seat, member_id=f"m{seat}", name=f"M{seat}")
            for seat in range(1, SEATS + 1)
            if seat not in vacant
        ),
        alternates=tuple(Holder(seat=place, member_id=f"a{place}", name=f"A{place}") for place in (1, 2)),
    )


def entry(who: str, mark: Mark, minute: int = 0, for_seat: int | None = None, **said: str) -> RollEvent:
    """Make an entry: m3 has seat 3, a1 is an alternate, anybody else a liaison."""
    capacity = {"m": Capacity.SEAT, "a": Capacity.ALTERNATE}.get(who[0], Capacity.LIAISON)
    return RollEvent(
        name=who.upper(),
        capacity=capacity,
        mark=mark,
        at=SIX + timedelta(minutes=minute),
        member_id=who,
        seat=int(who[1:]) if capacity is not Capacity.LIAISON else None,
        for_seat=for_seat,
        **said,
    )


def present(*who: str, minute: int = 0) -> list[RollEvent]:
    """Mark several as present."""
    return [entry(each, Mark.PRESENT, minute) for each in who]
