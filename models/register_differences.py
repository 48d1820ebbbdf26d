"""How the register of partners differs from a commission file. What the file no longer names is left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.cities import City, CityName, Partner
from models.differences import Change, alterations, paired
from models.ledger import standing
from models.progress import country_name
from models.row_ids import new_id
from models.rules.commission_values import PartnerCity
from models.rules.names import fold


def partner_changes(session: Session, partners: Sequence[PartnerCity], now: datetime) -> Iterator[Change]:
    """List what differs in the register of partners."""
    names = _names(session)
    for partner, city in _paired_cities(session, partners, names):
        called = f"{partner.name}, {country_name(partner.country)}"
        city_id = city.id if city else new_id(now)
        if city is None:
            yield Change(says=f"add city {called}", make=partial(session.add, _new_city(partner, city_id)))
        else:
            wanted = {"kind": partner.kind, "tier": partner.tier}
            if city.name != partner.name:
                says = f"{called}, name: {city.name} → {partner.name}"
                yield Change(says=says, make=partial(_rename, city, partner.name))
            yield from alterations(city, wanted, f"{called}, ")
        known = names.get(city_id, set()) - {city.folded if city else ""}
        for folded, name in _other_names(partner).items():
            if folded not in known:
                other = CityName(city_id=city_id, name=name, folded=folded)
                yield Change(says=f"{called}, also called {name}", make=partial(session.add, other))
        yield from _register_changes(session, partner, city_id, called)


def partners_left(session: Session, partners: Sequence[PartnerCity]) -> list[str]:
    """List the active partners that the file does not name."""
    kept = {city.id for _, city in _paired_cities(session, partners, _names(session)) if city}
    wanted = select(Partner.city_id).where(Partner.status == "active", standing(Partner))
    active = {*session.scalars(wanted)} - kept
    cities = session.scalars(select(City).where(City.id.in_(active)).order_by(City.folded))
    return [f"partner {city.name}, {country_name(city.country)}" for city in cities]


def _names(session: Session) -> dict[str, set[str]]:
    """Give every city's names, folded, by its id; its own name included."""
    names = {city.id: {city.folded} for city in session.scalars(select(City))}
    for other in session.scalars(select(CityName).where(standing(CityName))):
        names[other.city_id].add(other.folded)
    return names


def _other_names(partner: PartnerCity) -> dict[str, str]:
    """Give the former and other names of a partner, by their folded form."""
    return {fold(name): name for name in [*partner.former_names, *partner.other_names]}


def _paired_cities(
    session: Session, partners: Sequence[PartnerCity], names: Mapping[str, set[str]]
) -> list[tuple[PartnerCity, City | None]]:
    def same_name(partner: PartnerCity, city: City) -> bool:
        return partner.country == city.country and fold(partner.name) in names[city.id]

    def other_name(partner: PartnerCity, city: City) -> bool:
        return partner.country == city.country and bool(_other_names(partner).keys() & names[city.id])

    cities = list(session.scalars(select(City).order_by(City.id)))
    return paired(partners, cities, same_name, other_name)


def _new_city(partner: PartnerCity, city_id: str) -> City:
    return City(
        id=city_id,
        name=partner.name,
        folded=fold(partner.name),
        country=partner.country,
        kind=partner.kind,
        tier=partner.tier,
    )


def _rename(city: City, name: str) -> None:
    city.name, city.folded = name, fold(name)


def _register_changes(session: Session, partner: PartnerCity, city_id: str, called: str) -> Iterator[Change]:
    row = session.scalars(
        select(Partner).where(Partner.city_id == city_id, standing(Partner)).order_by(Partner.id.desc())
    ).first()
    wanted = {"tier": partner.tier, "since": partner.since, "status": partner.status, **_dates(partner)}
    if row is None:
        added = Partner(city_id=city_id, **wanted)
        says = f"add partner {called} ({partner.tier} since {partner.since})"
        yield Change(says=says, make=partial(session.add, added))
    else:
        yield from alterations(row, wanted, f"{called}, ")


def _dates(partner: PartnerCity) -> Mapping[str, object]:
    """Give the dates that the file speaks of; of the others it says nothing."""
    said = {
        "approved_on": partner.approved_on,
        "signed_on": partner.signed_on,
        "recognized_on": partner.recognized_on,
    }
    return {column: on for column, on in said.items() if on}
