"""The intake screen: what is known of a city already, before and after an inquiry is recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import ledger
from models.cities import City, CityName
from models.database import found
from models.finding import NEARER, alike, is_closed, names
from models.inquiries import NewInquiry, Recorded, cities_called, open_file_of
from models.partners import partner_cities, partner_named
from models.policy_shelf import path_named
from models.progress import country_name
from models.prospects import Closing, Prospect
from models.rules.names import fold


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """A matter to ask about before an inquiry is saved."""

    says: str
    similar: tuple[tuple[str, str], ...] = ()
    """Prospects, as id and label, that may be the same place."""
    city: tuple[str, str] | None = None
    """The city, as id and label, that may be the same place and has no open file."""


@dataclass(frozen=True, kw_only=True)
class ClosedFile:
    """An earlier file of the same city."""

    prospect_id: str
    number: int
    closed_on: date
    reason: str


def doubt_about(session: Session, new: NewInquiry, today: date) -> Doubt | None:
    """Say what should be asked before an inquiry is saved: an existing partner, or a city of a similar name."""
    if is_search(session, new) or open_file_of(session, new):
        return None
    known = _partner_said(session, new, today)
    if known:
        return Doubt(says=f"{known} Record it all the same?")
    return _similar(session, new, today)


def _similar(session: Session, new: NewInquiry, today: date) -> Doubt | None:
    """Ask about the city whose name is most like the new one's: one of an open file, else a nearer one of the past."""
    others = [named for named in names(session) if named.is_open and named.folded != fold(new.city)]
    tracked = {named.folded: named for named in reversed(others)}
    partners = partner_cities(session, today)
    past = {} if cities_called(session, new.city, new.country) else _past(session, new, partners)
    closest = alike({**past, **tracked}, new.city, least=NEARER) or alike(tracked, new.city)
    if not closest:
        return None
    if closest[0] in tracked:
        open_file = tracked[closest[0]]
        return Doubt(
            says=f"You already track a city of a similar name: {open_file.label}.",
            similar=((open_file.prospect_id, open_file.label),),
        )
    city = past[closest[0]]
    label = f"{city.name}, {country_name(city.country)}"
    where = "is on your register" if city.id in partners else "had a file, which is closed"
    return Doubt(says=f"A city of a similar name {where}: {label}.", city=(city.id, label))


def _past(session: Session, new: NewInquiry, partners: list[str]) -> Mapping[str, City]:
    """Give the partners and the cities that have a file, by each of their folded names but the new one's."""
    files = select(Prospect.city_id).where(ledger.standing(Prospect))
    ids = {*session.scalars(files), *partners}
    cities = {city.id: city for city in session.scalars(select(City)) if city.id in ids}
    others = session.scalars(select(CityName).where(ledger.standing(CityName)))
    by_name = {other.folded: cities[other.city_id] for other in others if other.city_id in cities}
    by_name |= {city.folded: city for city in cities.values()}
    return {folded: city for folded, city in by_name.items() if folded != fold(new.city)}


def as_city(session: Session, new: NewInquiry, city_id: str) -> NewInquiry:
    """Give the inquiry as one of a city that is known; NotFound for any other id."""
    city = found(session, City, city_id, "city")
    return replace(new, city=city.name, country=city.country)


def is_search(session: Session, new: NewInquiry) -> bool:
    """Tell whether an inquiry begins a search, which names no city."""
    return path_named(session, new.path)[2].is_search


def _partner_said(session: Session, new: NewInquiry, today: date) -> str:
    """Say that a city is a partner already, by which name; empty where it is none."""
    partner = partner_named(session, f"{new.city.strip()}, {country_name(new.country)}", today)
    if partner is None:
        return ""
    city = new.city.strip()
    called = "" if fold(city) == fold(partner.name) else f", under the name {partner.name}"
    return f"{city} is on your register already{called}: {partner.tier} since {partner.since}."


def other_name_said(session: Session, new: NewInquiry, recorded: Recorded) -> str:
    """Say that a file goes by another name than the one that was typed; empty where it does not."""
    city = next(iter(cities_called(session, new.city, new.country)), None)
    if not recorded.joined or city is None or city.folded == fold(new.city):
        return ""
    return f"{new.city.strip()} is another name of {city.name}."


def earlier_file(session: Session, prospect: Prospect) -> ClosedFile | None:
    """Give the closed file that a new one of the same city follows; None where there is none."""
    followed = select(Prospect).where(
        Prospect.id == (prospect.follows or ""), ledger.standing(Prospect), is_closed()
    )
    earlier = session.scalars(followed).one_or_none()
    if earlier is None:
        return None
    closings = select(Closing).where(Closing.prospect_id == earlier.id, ledger.standing(Closing))
    closing = session.scalars(closings.order_by(Closing.act_id.desc())).first()
    return (
        ClosedFile(prospect_id=earlier.id, number=earlier.number, closed_on=closing.on, reason=closing.reason)
        if closing
        else None
    )
