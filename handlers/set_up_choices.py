"""What the set-up offers to choose from: time zones, states, the policies that come with Clerk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import holidays
from slack_sdk.models.blocks import Option

from handlers.views.kit import option
from models.rules.commission_kinds import STATES

USUAL_ZONES: Mapping[str, str] = {
    "America/New_York": "Eastern time (New York)",
    "America/Chicago": "Central time (Chicago)",
    "America/Denver": "Mountain time (Denver)",
    "America/Phoenix": "Arizona time (Phoenix)",
    "America/Los_Angeles": "Pacific time (Los Angeles)",
    "America/Anchorage": "Alaska time (Anchorage)",
    "Pacific/Honolulu": "Hawaii time (Honolulu)",
    "America/Puerto_Rico": "Atlantic time (Puerto Rico)",
    "Pacific/Guam": "Chamorro time (Guam)",
}
POLICIES: Mapping[str, tuple[str, str]] = {
    "milpitas": ("Milpitas, California", "A city writes to you, or you reach out; the council decides."),
    "cerritos": (
        "Cerritos, California",
        "A local group proposes a city, and the council designates it.",
    ),
    "sci-guide": (
        "Sister Cities International's guide",
        "Advice for any community, from first letter to evaluation.",
    ),
    "cities-seeking-cities": (
        "Cities Seeking Cities",
        "You search for a partner with Sister Cities International.",
    ),
}
"""What each policy that comes with Clerk is called, and what it is for."""


def zone_in_words(zone: str) -> str:
    """Name a time zone: as people call it or, for a rarer one, by its city."""
    city = zone.rpartition("/")[2].replace("_", " ")
    return USUAL_ZONES.get(zone, f"the time of {city}")


def zones(own: str) -> Sequence[Option]:
    """List the time zones of the United States, with one's own where it is another."""
    names = dict.fromkeys([*USUAL_ZONES, *([own] if own else [])])
    return [option(zone_in_words(zone)[:1].upper() + zone_in_words(zone)[1:], zone) for zone in names]


def states() -> Mapping[str, str]:
    """Name the states and territories whose days off are known, by their two letters."""
    known = set(STATES.split("|"))
    return {
        code: name
        for name, code in holidays.country_holidays("US").subdivisions_aliases.items()
        if code in known
    }


def state_options() -> Sequence[Option]:
    """List the states by name."""
    return [option(name, code) for code, name in sorted(states().items(), key=lambda each: each[1])]


def policy_options() -> Sequence[Option]:
    """List the policies that come with Clerk, the usual one first."""
    return [option(called, name, about) for name, (called, about) in POLICIES.items()]
