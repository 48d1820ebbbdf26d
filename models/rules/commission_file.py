"""Reads a commission file: who the commission is, when it meets, by which policies; or every fault at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from models.rules.commission_checks import (
    Placed,
    body_faults,
    country_faults,
    partner_faults,
    people_faults,
    prospect_faults,
    restricted_faults,
)
from models.rules.commission_format import (
    COMMISSION,
    MEETING,
    MEETINGS,
    PARTNER,
    PERSON,
    PROSPECT,
    RESTRICTED,
)
from models.rules.commission_meetings import meeting_faults, planned_meetings
from models.rules.commission_rules import rules_faults, seat_faults
from models.rules.commission_values import (
    Calendar,
    ChosenPolicy,
    CommissionFile,
    FirstProspect,
    PartnerCity,
    Person,
    RestrictedCountry,
    SingleMeeting,
)
from models.rules.policy_faults import Fault, FileFaults, PolicyFaults
from models.rules.policy_keys import Key
from models.rules.policy_reader import read_policy
from models.rules.sheets import Sheet, open_sheet

T = TypeVar("T")

TOP = "the top of the file"


class CommissionFaults(FileFaults):
    """A commission file that cannot be used."""


def read_commission(
    content: bytes,
    *,
    name: str,
    country_code: Callable[[str], str | None],
    load_policy: Callable[[str], bytes | None],
) -> CommissionFile:
    """Read a commission file; CommissionFaults lists everything that is wrong with it.

    `name` is the file's name, for the messages. `country_code` gives a country's two letters from them or its name,
    `load_policy` the text of a policy by the name that the file gives it; both give None for what they do not know.
    The format: docs/commission-file.md.
    """
    sheet = open_sheet(content, name=name, holds="a commission file", refusal=CommissionFaults)
    top = sheet.read(COMMISSION, sheet.table, TOP)
    zone = ZoneInfo(top.get("zone", "UTC"))
    people = _built(sheet, "person", PERSON, Person, top.pop("person", ()), label="name")
    calendars = _calendars(sheet, top.pop("meetings", {}))
    singles = _built(sheet, "meeting", MEETING, SingleMeeting, top.pop("meeting", ()), label="date")
    policies = _policies(sheet, top.pop("policies", ()), load_policy)
    partners = _built(sheet, "partner", PARTNER, PartnerCity, top.pop("partner", ()), label="city")
    prospects = _built(sheet, "prospect", PROSPECT, FirstProspect, top.pop("prospect", ()), label="city")
    restricted = _built(
        sheet, "restricted", RESTRICTED, RestrictedCountry, top.pop("restricted", ()), label="country"
    )
    cities: Placed[PartnerCity | FirstProspect | RestrictedCountry] = [*partners, *prospects, *restricted]
    countries = {city.country: country_code(city.country) for _, city in cities}
    own, said = [chosen.policy for chosen in policies], top.get("rules", {})
    sheet.faults += [
        *rules_faults(said, top.get("kind"), own, TOP),
        *people_faults(people),
        *seat_faults(people, said, own),
        *meeting_faults(calendars, singles, zone),
        *body_faults([*calendars, *singles], policies),
        *country_faults(cities, countries),
        *partner_faults(partners, countries),
        *prospect_faults(prospects, people, policies),
        *restricted_faults(restricted, countries),
    ]
    if sheet.faults:
        raise CommissionFaults(name, *sheet.faults)
    return CommissionFile(
        **top,
        people=tuple(person for _, person in people),
        policies=tuple(policies),
        meetings=planned_meetings([each for _, each in calendars], [each for _, each in singles], zone),
        partners=tuple(replace(each, country=countries[each.country] or "") for _, each in partners),
        prospects=tuple(replace(each, country=countries[each.country] or "") for _, each in prospects),
        restricted=tuple(replace(each, country=countries[each.country] or "") for _, each in restricted),
    )


def _built(
    sheet: Sheet,
    section: str,
    keys: tuple[Key, ...],
    build: Callable[..., T],
    tables: tuple[Any, ...],
    *,
    label: str,
) -> Placed[T]:
    """Build the values of those tables `[[section]]` that have all they must have."""
    read = sheet.listed(section, keys, tables, label=label)
    return _whole(sheet.places[section], keys, build, read)


def _calendars(sheet: Sheet, tables: Mapping[str, Any]) -> Placed[Calendar]:
    read = sheet.named("meetings", MEETINGS, tables, label="body")
    return _whole(sheet.places["meetings"], MEETINGS, Calendar, read)


def _whole(
    places: Sequence[str], keys: tuple[Key, ...], build: Callable[..., T], read: Sequence[dict[str, Any]]
) -> Placed[T]:
    required = {key.attribute or key.name for key in keys if key.required}
    return [
        (place, build(**values))
        for place, values in zip(places, read, strict=True)
        if required <= values.keys()
    ]


def _policies(
    sheet: Sheet, names: Sequence[str], load_policy: Callable[[str], bytes | None]
) -> list[ChosenPolicy]:
    """Read the policies that the file names; what is wrong with one is a fault of the file."""
    chosen = []
    for name in names:
        content = load_policy(name)
        if content is None:
            expected = "a policy that comes with Clerk, or a file beside this one"
            problem = f'there is no policy "{name}".'
            sheet.faults.append(Fault(place=TOP, field="policies", problem=problem, expected=expected))
            continue
        try:
            chosen.append(ChosenPolicy(content=content, policy=read_policy(content, name=name)))
        except PolicyFaults as faults:
            sheet.faults += [replace(fault, place=f"{name}, {fault.place}") for fault in faults.faults]
    for policy_id, times in Counter(each.policy.id for each in chosen).items():
        if times > 1:
            problem = f'the policy "{policy_id}" is there {times} times.'
            sheet.faults.append(
                Fault(place=TOP, field="policies", problem=problem, expected="each policy once")
            )
    return chosen
