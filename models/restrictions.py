"""The table of restricted countries: kept among the commission's settings, as its file has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.columns import Details
from models.differences import Change
from models.progress import country_name
from models.rules.commission_values import RestrictedCountry
from models.rules.restrictions import Restriction
from models.workspaces import Workspace

RESTRICTED = "restricted"
"""The group of settings that holds the table, and the entry of an act's details that keeps what was warned of."""
Table = Mapping[str, Mapping[str, str]]
"""By a country's two letters: why it is restricted, and the source."""


def restrictions(session: Session) -> dict[str, Restriction]:
    """Give the restricted countries by their two letters."""
    settings = session.scalars(select(Workspace.settings)).one_or_none() or {}
    return {
        code: Restriction(country=country_name(code), **said)
        for code, said in settings.get(RESTRICTED, {}).items()
    }


def restrictions_on(session: Session, countries: Iterable[str]) -> dict[str, Restriction]:
    """Give those of some countries that are restricted, by their two letters, in the table's order."""
    named = set(countries)
    return {code: found for code, found in restrictions(session).items() if code in named}


def restriction_details(session: Session, country: str) -> Details:
    """Give what an act that names a country keeps of the warning; nothing where there was none."""
    found = restrictions(session).get(country)
    return {RESTRICTED: {"country": found.country, "why": found.why, "source": found.source}} if found else {}


def restriction_kept(details: Mapping[str, Any]) -> Restriction | None:
    """Give the warning that an act keeps."""
    return Restriction(**details[RESTRICTED]) if RESTRICTED in details else None


def as_kept(countries: Sequence[RestrictedCountry]) -> dict[str, dict[str, str]]:
    """Give the file's table as it is kept."""
    return {each.country: {"why": each.why, "source": each.source} for each in countries}


def restriction_changes(workspace: Workspace, countries: Sequence[RestrictedCountry]) -> Iterator[Change]:
    """List what differs between the kept table and the file's: the kept one becomes exactly the file's."""
    kept, wanted = workspace.settings.get(RESTRICTED, {}), as_kept(countries)
    for code in sorted({*kept, *wanted}, key=country_name):
        if kept.get(code) != wanted.get(code):
            make = partial(_set, workspace, code, wanted.get(code))
            yield Change(says=_difference(code, kept.get(code), wanted.get(code)), make=make)


def _difference(code: str, was: Mapping[str, str] | None, now: Mapping[str, str] | None) -> str:
    if now is None:
        return f"restricted countries, {country_name(code)}: no longer"
    said = f"restricted countries, {country_name(code)}: {_in_words(now)}"
    return f"{said}, instead of {_in_words(was)}" if was else said


def _in_words(said: Mapping[str, str]) -> str:
    return f"{said['why'].rstrip('.')} ({said['source']})"


def _set(workspace: Workspace, code: str, said: Mapping[str, str] | None) -> None:
    table = {**workspace.settings.get(RESTRICTED, {}), code: said}
    kept = {each: value for each, value in table.items() if value is not None}
    workspace.settings = {**workspace.settings, RESTRICTED: kept}
