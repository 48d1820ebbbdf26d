"""The register of partners: what the commission file names, and what was signed here since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.beginnings import partnerships
from models.cities import City, CityName, Partner
from models.ledger import standing
from models.progress import country_name
from models.rules.register import Begun, Registered
from models.rules.wording import full_date


@dataclass(frozen=True, kw_only=True)
class _Line:
    """What is known of one partner, whichever way."""

    tier: str
    since: str
    begun: Begun


def active_partners(session: Session, today: date) -> list[Registered]:
    """List the active partners by name, each city once."""
    lines, others = _lines(session, today), _other_names(session)
    wanted = select(City).where(City.id.in_(list(lines))).order_by(City.folded, City.id)
    return [
        Registered(
            name=city.name,
            country=country_name(city.country),
            tier=lines[city.id].tier,
            since=lines[city.id].since,
            other_names=tuple(others[city.id]),
            begun=lines[city.id].begun,
        )
        for city in session.scalars(wanted)
    ]


def partner_cities(session: Session, today: date) -> list[str]:
    """Give the ids of the active partners' cities."""
    return list(_lines(session, today))


def partner_named(session: Session, typed: str, today: date) -> Registered | None:
    """Give the active partner that goes by a typed name; None where there is none."""
    return next((partner for partner in active_partners(session, today) if partner.is_called(typed)), None)


def _lines(session: Session, today: date) -> dict[str, _Line]:
    """Give the partners by city. Of one that signed here too, the kind and the dates are the agreement's, and since when the file's."""
    active = select(Partner).where(Partner.status == "active", standing(Partner)).order_by(Partner.id)
    lines = {row.city_id: _line(row) for row in session.scalars(active)}
    for city_id, signed in partnerships(session, today).items():
        known = lines.get(city_id) or _Line(tier="", since=full_date(signed.since), begun=Begun())
        lines[city_id] = replace(known, tier=signed.tier, begun=signed.begun)
    return lines


def _line(row: Partner) -> _Line:
    begun = Begun(approved_on=row.approved_on, signed_on=row.signed_on, recognized_on=row.recognized_on)
    return _Line(tier=row.tier, since=row.since, begun=begun)


def _other_names(session: Session) -> Mapping[str, list[str]]:
    others: dict[str, list[str]] = defaultdict(list)
    wanted = select(CityName.city_id, CityName.name).where(standing(CityName)).order_by(CityName.folded)
    for city_id, name in session.execute(wanted):
        others[city_id].append(name)
    return others
