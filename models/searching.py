"""Searching: putting a city on the list of a search, with who named it and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from models import ledger
from models.askers import Asker
from models.candidates import Candidate
from models.changes import changed, checked_length
from models.commission import Commission
from models.criteria import is_held_back
from models.finding import matching, names
from models.inquiries import LONGEST_NAME, is_country
from models.partners import partner_named
from models.progress import country_name
from models.prospects import Prospect
from models.refusals import Refusal
from models.restrictions import restriction_details
from models.rules.candidates import LONGEST_FOUND_THROUGH, LONGEST_WHY, Listed, where_it_stands
from models.rules.names import fold
from models.rules.permissions import Right
from models.rules.wording import day_in_words
from models.searches import candidates_for, open_search

ADDED = "candidate added"


@dataclass(frozen=True, kw_only=True)
class NewCandidate:
    """What the form says of a city to be added."""

    search_id: str
    city: str
    country: str
    """Two letters of ISO 3166."""
    found_through: str
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class Added:
    """A candidate that was added."""

    search: Prospect
    name: str
    """The candidate's, with its country."""
    act: ledger.Act
    known: tuple[str, ...]
    """What is known of that city already: a partner, a file."""


def add_candidate(
    session: Session, new: NewCandidate, asker: Asker, commission: Commission, now: datetime
) -> Added:
    """Put a city on the list of a search. Refusal beside the field that is wrong, and for a city that is on it."""
    asker.must_be_allowed(Right.SEARCH)
    ledger.take_turn(session)
    search = open_search(session, new.search_id)
    _check(new)
    for listed in candidates_for(session, search, asker, commission):
        _check_other(new, listed, commission, now)
    details = {"held": is_held_back(asker, commission), **restriction_details(session, new.country)}
    act = ledger.record(session, ADDED, actor=asker.actor, now=now, prospect_id=search.id, details=details)
    candidate = Candidate(
        search_id=search.id,
        name=new.city.strip(),
        country=new.country,
        found_through=new.found_through.strip(),
        why=new.why.strip(),
        act_id=act.id,
    )
    session.add(candidate)
    changed(session, search, commission, now)
    name = _named(new)
    return Added(search=search, name=name, act=act, known=_known(session, name, commission.today(now)))


def _named(new: NewCandidate) -> str:
    return f"{new.city.strip()}, {country_name(new.country)}"


def _check(new: NewCandidate) -> None:
    if not fold(new.city):
        raise Refusal("Please enter the city or region.", field="city")
    checked_length(new.city, LONGEST_NAME, "city")
    if not is_country(new.country):
        raise Refusal("Please choose the country from the list.", field="country")
    if not new.found_through.strip():
        raise Refusal("Please say who named it.", field="found_through")
    checked_length(new.found_through, LONGEST_FOUND_THROUGH, "found_through")
    checked_length(new.why, LONGEST_WHY, "why")


def _check_other(new: NewCandidate, listed: Listed, commission: Commission, now: datetime) -> None:
    if fold(listed.name) == fold(_named(new)):
        stands = where_it_stands(listed, day_in_words(listed.on, commission.today(now)))
        raise Refusal(f"{listed.name} is a candidate of this search already: {stands}.", field="city")


def _known(session: Session, name: str, today: date) -> tuple[str, ...]:
    """Say of a city that it is a partner already, or has a file."""
    partner = partner_named(session, name, today)
    files = [named for named in matching(names(session), name) if named.in_full == fold(name)]
    return (
        *(
            [f"{partner.full_name} is on your register already: {partner.tier} since {partner.since}."]
            if partner
            else []
        ),
        *(f"{'An open' if each.is_open else 'A closed'} file is on it, No. {each.number}." for each in files),
    )
