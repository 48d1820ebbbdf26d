"""Corrections of a city that stand: what one changed is written down in place, and its act keeps what stood before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.cities import City
from models.database import found
from models.ledger import Act
from models.progress import country_name
from models.prospects import Prospect
from models.refusals import Refusal
from models.rules.names import fold

EDITED = "city corrected"


def put(session: Session, prospect: Prospect, values: Mapping[str, Any]) -> None:
    """Write down the name, country or interests that are to stand; the titles of all files of the city follow."""
    if "interests" in values:
        prospect.interests = values["interests"]
    if prospect.city_id is None:
        prospect.title = values.get("name", prospect.title)
        return
    city = found(session, City, prospect.city_id, "city")
    city.name = values.get("name", city.name)
    city.folded = fold(city.name)
    city.country = values.get("country", city.country)
    for each in session.scalars(select(Prospect).where(Prospect.city_id == city.id)):
        each.title = f"{city.name}, {country_name(city.country)}"
    session.flush()


def put_back(session: Session, act: Act, prospect: Prospect) -> None:
    """Put back what stood before an act that corrected a city; Refusal where it removed what cannot come back."""
    if act.what != EDITED:
        return
    if act.details["removed"]:
        raise Refusal(
            "Contact details that were removed on request are gone for good, so that cannot be taken back.",
            offers=("next",),
        )
    put(session, prospect, act.details["was"])


def rests_on(session: Session, act: Act) -> bool:
    """Tell whether a later correction that stands changed the same of the same city."""
    if act.what != EDITED:
        return False
    undone = select(Act.reverses).where(Act.reverses.is_not(None))
    later = select(Act).where(
        Act.prospect_id == act.prospect_id, Act.what == EDITED, Act.id > act.id, Act.id.not_in(undone)
    )
    return any(each.details["now"].keys() & act.details["now"].keys() for each in session.scalars(later))
