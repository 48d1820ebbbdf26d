"""Corrections of a city that stand: what one changed is written down in place, and its act keeps what stood before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from models.cities import City
from models.database import found
from models.finding import is_closed
from models.inquiries import cities_called
from models.ledger import Act, standing
from models.progress import country_name
from models.prospects import Prospect
from models.refusals import Refusal
from models.rules.names import fold

EDITED = "city corrected"
ALSO_CALLED = "also called"
OF_CITY = frozenset({"name", "country"})
"""What a correction changes for all files of a city; all else is of the one file."""
CONTACT = "contact instead of"
"""In an act that put down a contact: the id of the one whose place it takes, empty for none."""


def files_of_city(session: Session, prospect: Prospect) -> list[Prospect]:
    """List the files of the same city that stand, the oldest first; a search stands alone."""
    if prospect.city_id is None:
        return [prospect]
    wanted = select(Prospect).where(Prospect.city_id == prospect.city_id, standing(Prospect))
    return list(session.scalars(wanted.order_by(Prospect.number)))


def files_touched(session: Session, act: Act, prospect: Prospect) -> list[Prospect]:
    """List the files that an act changed: a name or a country is corrected for all files of its city."""
    is_of_city = act.what == EDITED and OF_CITY & act.details["now"].keys()
    return files_of_city(session, prospect) if is_of_city else [prospect]


def must_be_free(session: Session, city: City, name: str, country: str, field: str | None = None) -> None:
    """Raise Refusal where another city has that name in that country."""
    for other in cities_called(session, name, country):
        if other.id != city.id:
            raise Refusal(_taken(session, other), field=field, offers=("list",))


def _taken(session: Session, other: City) -> str:
    held = select(Prospect.number).where(Prospect.city_id == other.id, standing(Prospect), ~is_closed())
    number = session.scalars(held).first()
    where = f"It has an open file, No. {number}." if number else "It is in the record."
    return f"Another city has that name: {other.name}, {country_name(other.country)}. {where}"


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
    """Put back what stood before an act that corrected a city; Refusal where it can't come back."""
    if act.what != EDITED:
        return
    if act.details["removed"]:
        raise Refusal(
            "Contact details that were removed on request are gone for good, so that cannot be taken back.",
            offers=("next",),
        )
    was = act.details["was"]
    if prospect.city_id and OF_CITY & was.keys():
        city = found(session, City, prospect.city_id, "city")
        must_be_free(session, city, was.get("name", city.name), was.get("country", city.country))
    put(session, prospect, was)


def rests_on(session: Session, act: Act) -> bool:
    """Tell whether a later correction that stands changed the same: of the city, from whichever of its files, or of the file."""
    if act.what != EDITED:
        return False
    changed = _changed(act)
    city = select(Prospect.city_id).where(Prospect.id == act.prospect_id).scalar_subquery()
    same_city = select(Prospect.id).where(Prospect.city_id == city)
    later = _standing_edits().where(
        Act.id > act.id, (Act.prospect_id == act.prospect_id) | Act.prospect_id.in_(same_city)
    )
    return any(
        _changed(each) & (changed if each.prospect_id == act.prospect_id else changed & OF_CITY)
        for each in session.scalars(later)
    )


def contacts_replaced(session: Session) -> set[str]:
    """List by id the contacts in whose place a correction that stands put another."""
    acts = session.scalars(_standing_edits())
    return {str(act.details[CONTACT]) for act in acts if act.details.get(CONTACT)}


def said_in_thread(act: Act) -> list[str]:
    """Say in the channel what an act corrected, without the spellings: whoever has the file may write there what they like."""
    said = [line for line in act.details["said"] if not line.startswith(ALSO_CALLED)]
    return said if len(said) == len(act.details["said"]) else [*said, "other spellings added"]


def _standing_edits() -> Select[Act]:
    undone = select(Act.reverses).where(Act.reverses.is_not(None))
    return select(Act).where(Act.what == EDITED, Act.id.not_in(undone))


def _changed(act: Act) -> set[str]:
    """Name what an act corrected."""
    return {*act.details["now"], *([CONTACT] if CONTACT in act.details else [])}
