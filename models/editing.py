"""Correcting what is known of a city: its name, country, other spellings, interests and contact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import ledger
from models.askers import Asker
from models.card_updates import tell_in_thread
from models.changes import changed, checked_length
from models.cities import City, CityName
from models.columns import Details
from models.commission import Commission
from models.contacts import Contact
from models.correspondence import Letter
from models.database import found
from models.edits import EDITED, put
from models.finding import is_closed, prospect_by_id
from models.inquiries import LONGEST_CONTACT, LONGEST_NAME, cities_called, is_country
from models.progress import country_name, progress_of
from models.prospects import Prospect
from models.recollection import contacts_of
from models.refusals import Refusal
from models.restrictions import restriction_details
from models.rules.names import fold
from models.rules.permissions import Right
from models.rules.progress import Progress

LONGEST_REASON = 300
MOST_SPELLINGS = 20


@dataclass(frozen=True, kw_only=True)
class Edit:
    """What the form says of a city as it should stand."""

    prospect_id: str
    name: str
    country: str
    """Two letters; ignored for a search."""
    spellings: tuple[str, ...]
    """Other names to be found by, added to those that are known."""
    interests: tuple[str, ...]
    contact: str
    """Empty where it stays as it is."""
    removes_contact: bool
    """Whether their contacts' details go for good, since they asked for it."""
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Edited:
    """What came of it."""

    prospect: Prospect
    act: ledger.Act
    said: tuple[str, ...]
    """What changed, a line each: "name: Loreto instead of Loretto"."""


def edit_city(session: Session, new: Edit, asker: Asker, commission: Commission, now: datetime) -> Edited:
    """Correct what is known of a city. Refusal beside the field that is wrong, or where nothing was changed."""
    ledger.take_turn(session)
    prospect = prospect_by_id(session, new.prospect_id)
    (progress,) = progress_of(session, [prospect], commission, commission.today(now))
    asker.must_be_allowed(Right.EDIT, owns_step=progress.owner_id == asker.member_id)
    city = found(session, City, prospect.city_id, "city") if prospect.city_id else None
    _check(session, new, city)
    was, becomes = _differences(prospect, city, progress, new)
    spellings, contact = _new_spellings(session, new, city), _new_contact(session, new, prospect)
    said = [*_in_words(was, becomes), *[f"also called {name}" for name in spellings]]
    said += ["contact changed"] if contact else []
    said += ["contact details removed, as they asked"] if new.removes_contact else []
    if not said:
        raise Refusal("Nothing was changed, so I recorded nothing.", field="name")
    details: Details = {"was": was, "now": becomes, "said": said, "removed": new.removes_contact}
    if "country" in becomes:
        details |= restriction_details(session, str(becomes["country"]))
    act = ledger.record(
        session,
        EDITED,
        actor=asker.actor,
        now=now,
        prospect_id=prospect.id,
        reason=new.reason.strip(),
        details=details,
    )
    put(session, prospect, becomes)
    if new.removes_contact:
        _remove_contacts(session, prospect, now)
    _add_names(session, city, [*spellings, *([was["name"]] if city and "name" in was else [])], act)
    if contact:
        session.add(_contact(prospect, contact, act))
    session.flush()
    changed(session, prospect, commission, now)
    tell_in_thread(session, act, now)
    return Edited(prospect=prospect, act=act, said=tuple(said))


def spellings_of(session: Session, city_id: str | None) -> list[str]:
    """List the other names of a city."""
    wanted = select(CityName.name).where(CityName.city_id == (city_id or ""), ledger.standing(CityName))
    return list(session.scalars(wanted.order_by(CityName.folded)))


def _check(session: Session, new: Edit, city: City | None) -> None:
    if not fold(new.name):
        raise Refusal("Please enter the name.", field="name")
    checked_length(new.name.strip(), LONGEST_NAME, "name")
    checked_length(new.contact, LONGEST_CONTACT, "contact")
    checked_length(new.reason, LONGEST_REASON, "reason")
    if len(new.spellings) > MOST_SPELLINGS or any(len(each) > LONGEST_NAME for each in new.spellings):
        raise Refusal(f"Please write one short name a line, {MOST_SPELLINGS} at most.", field="spellings")
    if city is None:
        return
    if not is_country(new.country):
        raise Refusal("Please choose the country from the list.", field="country")
    for other in cities_called(session, new.name.strip(), new.country):
        if other.id != city.id:
            raise Refusal(_taken(session, other), field="name")


def _taken(session: Session, other: City) -> str:
    held = select(Prospect.number).where(
        Prospect.city_id == other.id, ledger.standing(Prospect), ~is_closed()
    )
    number = session.scalars(held).first()
    where = f"It has an open file, No. {number}." if number else "It is in the record."
    return f"Another city has that name: {other.name}, {country_name(other.country)}. {where}"


def _differences(
    prospect: Prospect, city: City | None, progress: Progress, new: Edit
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give what stands and what is to stand, of what differs."""
    stands: dict[str, Any] = {
        "name": city.name if city else prospect.title,
        "interests": list(progress.interests),
    }
    wanted: dict[str, Any] = {"name": new.name.strip(), "interests": list(new.interests)}
    if city:
        stands["country"], wanted["country"] = city.country, new.country
    differ = [key for key, value in wanted.items() if stands[key] != value]
    was = {key: stands[key] for key in differ}
    if "interests" in was:
        was["interests"] = prospect.interests  # None: what the inquiries say
    return was, {key: wanted[key] for key in differ}


def _in_words(was: dict[str, Any], becomes: dict[str, Any]) -> list[str]:
    lines = []
    if "name" in becomes:
        lines.append(f"name: {becomes['name']} instead of {was['name']}")
    if "country" in becomes:
        lines.append(f"country: {country_name(becomes['country'])} instead of {country_name(was['country'])}")
    if "interests" in becomes:
        lines.append(f"interests: {', '.join(becomes['interests']) or 'none'}")
    return lines


def _new_spellings(session: Session, new: Edit, city: City | None) -> list[str]:
    if city is None:
        return []
    known = {fold(name) for name in spellings_of(session, city.id)} | {fold(new.name)}
    wanted = {fold(name): name.strip() for name in new.spellings if fold(name)}
    return [name for folded, name in wanted.items() if folded not in known]


def _add_names(session: Session, city: City | None, names: Sequence[str], act: ledger.Act) -> None:
    for name in names if city else ():
        session.add(CityName(city_id=city.id if city else "", name=name, folded=fold(name), act_id=act.id))


def _new_contact(session: Session, new: Edit, prospect: Prospect) -> str:
    known = contacts_of(session, prospect, "theirs")
    contact = new.contact.strip()
    return "" if new.removes_contact or (known and contact == known[0]) else contact


def _remove_contacts(session: Session, prospect: Prospect, now: datetime) -> None:
    """Blank the details of their people for good; that there were some, and when they went, stays."""
    theirs = select(Contact).where(Contact.prospect_id == prospect.id, Contact.side == "theirs")
    for row in session.scalars(theirs):
        row.name, row.title, row.email, row.phone = "", "", "", ""
        row.blanked_at = row.blanked_at or now
    for letter in session.scalars(select(Letter).where(Letter.prospect_id == prospect.id)):
        letter.whom = ""


def _contact(prospect: Prospect, name: str, act: ledger.Act) -> Contact:
    return Contact(
        prospect_id=prospect.id,
        side="theirs",
        role="contact",
        name=name,
        title="",
        email="",
        phone="",
        blanked_at=None,
        act_id=act.id,
    )
