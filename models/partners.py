"""The register of partners, read."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.cities import City, CityName, Partner
from models.progress import country_name
from models.rules.register import Registered


def active_partners(session: Session) -> list[Registered]:
    """List the active partners by name."""
    others: dict[str, list[str]] = defaultdict(list)
    for city_id, name in session.execute(select(CityName.city_id, CityName.name).order_by(CityName.folded)):
        others[city_id].append(name)
    wanted = (
        select(City, Partner)
        .join(Partner, Partner.city_id == City.id)
        .where(Partner.workspace_id == City.workspace_id, Partner.status == "active")
        .order_by(City.folded, City.id)
    )
    return [
        Registered(
            name=city.name,
            country=country_name(city.country),
            tier=partner.tier,
            since=partner.since,
            other_names=tuple(others[city.id]),
        )
        for city, partner in session.execute(wanted)
    ]


def partner_named(session: Session, typed: str) -> Registered | None:
    """Give the active partner that goes by a typed name; None where there is none."""
    return next((partner for partner in active_partners(session) if partner.is_called(typed)), None)
