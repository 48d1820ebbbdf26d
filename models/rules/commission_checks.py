"""Checks what the tables of a commission file say of one another: nobody sits twice, every name leads somewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias, TypeVar

from models.rules.commission_values import (
    Calendar,
    ChosenPolicy,
    FirstProspect,
    PartnerCity,
    Person,
    RestrictedCountry,
    SingleMeeting,
)
from models.rules.names import fold
from models.rules.permissions import Role
from models.rules.policy_faults import Fault
from models.rules.policy_keys import near_miss
from models.rules.policy_kinds import Misreading

T = TypeVar("T")
Placed: TypeAlias = Sequence[tuple[str, T]]
"""Values, each with its place in the file."""

_USUAL_BODIES = ("commission", "council")
_ALONE = {Role.CHAIR: "chair", Role.VICE_CHAIR: "vice chair"}
_SEATED = (Role.MEMBER, Role.ALTERNATE)


def people_faults(people: Placed[Person]) -> Iterator[Fault]:
    """List people given twice, seats and offices held by two, and parts that exclude one another."""
    yield from _twice(people, lambda person: fold(person.name), "name")
    yield from _twice(people, lambda person: person.slack, "slack", "Slack id")
    for role, called in _ALONE.items():
        holders = [(place, person) for place, person in people if role in person.roles]
        for place, _ in holders[1:]:
            problem = f"{holders[0][1].name} is the {called} already."
            yield Fault(place=place, field="roles", problem=problem, expected=f"one {called}")
    for role in _SEATED:
        seated = [(place, person) for place, person in people if role in person.roles]
        yield from _twice(seated, lambda person: person.seat, "seat")
    for place, person in people:
        yield from (Fault.at(place, found) for found in _person_faults(person))


def _person_faults(person: Person) -> Iterator[Misreading]:
    if Role.MEMBER in person.roles and Role.ALTERNATE in person.roles:
        problem = f"{person.name} is both a voting member and an alternate."
        yield Misreading(field="roles", problem=problem, expected='"member" or "alternate", not both')
    if person.seat is not None and not set(_SEATED) & set(person.roles):
        problem = f"{person.name} is neither a voting member nor an alternate."
        yield Misreading(
            field="seat", problem=problem, expected='no seat, or the role "member" or "alternate"'
        )


def _twice(
    values: Placed[T], key: Callable[[T], object], field: str, called: str | None = None
) -> Iterator[Fault]:
    """List those that share a key with one above; None is shared freely."""
    what = called or field
    seen: dict[object, str] = {}
    for place, value in values:
        shared = key(value)
        if shared is None:
            continue
        if shared in seen:
            problem = f"{seen[shared]} has the same {what}."
            yield Fault(place=place, field=field, problem=problem, expected=f"a {what} that none above has")
        seen.setdefault(shared, place)


def body_faults(
    meetings: Sequence[tuple[str, Calendar | SingleMeeting]], policies: Sequence[ChosenPolicy]
) -> Iterator[Fault]:
    """List meetings of bodies that are neither usual nor named by a policy."""
    known = dict.fromkeys([*_USUAL_BODIES, *(body.id for each in policies for body in each.policy.bodies)])
    for place, meeting in meetings:
        if meeting.body not in known:
            problem = f'no policy of yours has a body "{meeting.body}".{near_miss(meeting.body, known)}'
            yield Fault(place=place, field="body", problem=problem, expected=f"one of: {', '.join(known)}")


def country_faults(
    cities: Sequence[tuple[str, PartnerCity | FirstProspect | RestrictedCountry]],
    countries: Mapping[str, str | None],
) -> Iterator[Fault]:
    """List countries without two letters in `countries`."""
    for place, city in cities:
        if countries[city.country] is None:
            problem = f'"{city.country}" is no country that is known.'
            expected = 'two letters such as "MX", or the English name such as "Mexico"'
            yield Fault(place=place, field="country", problem=problem, expected=expected)


def partner_faults(partners: Placed[PartnerCity], countries: Mapping[str, str | None]) -> Iterator[Fault]:
    """List the cities that stand in the register twice; `countries` gives their two letters."""
    yield from _twice(partners, lambda partner: (fold(partner.name), countries[partner.country]), "city")


def restricted_faults(
    restricted: Placed[RestrictedCountry], countries: Mapping[str, str | None]
) -> Iterator[Fault]:
    """List the countries that are restricted twice; `countries` gives their two letters."""
    yield from _twice(restricted, lambda each: countries[each.country], "country")


def prospect_faults(
    prospects: Placed[FirstProspect], people: Placed[Person], policies: Sequence[ChosenPolicy]
) -> Iterator[Fault]:
    """List ways in that no policy offers, and prospects without an owner; silent on the ways where no policy was read."""
    offered = [
        f"{each.policy.id}/{path.id}" for each in policies for path in each.policy.paths if path.offered
    ]
    names = [person.name for _, person in people]
    has_staff = any(Role.STAFF in person.roles for _, person in people)
    for place, prospect in prospects:
        if offered and prospect.path not in offered:
            problem = f'there is no way in "{prospect.path}".{near_miss(prospect.path, offered)}'
            yield Fault(place=place, field="path", problem=problem, expected=f"one of: {', '.join(offered)}")
        if prospect.owner is not None and prospect.owner not in names:
            problem = f'there is no person "{prospect.owner}".{near_miss(prospect.owner, names)}'
            yield Fault(place=place, field="owner", problem=problem, expected="the name of a [[person]]")
        if prospect.owner is None and not has_staff:
            problem = "missing, and nobody has the role staff."
            yield Fault(place=place, field="owner", problem=problem, expected="the name of a [[person]]")
