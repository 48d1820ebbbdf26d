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
from models.contacts import Contact, contact_named
from models.correspondence import Letter
from models.database import found
from models.edits import (
    ALSO_CALLED,
    CONTACT,
    EDITED,
    files_of_city,
    files_touched,
    must_be_free,
    put,
)
from models.finding import prospect_by_id
from models.inquiries import LONGEST_CONTACT, LONGEST_NAME, is_country
from models.progress import country_name, progress_of
from models.prospects import Prospect
from models.recollection import contact_rows, contacts_of
from models.refusals import Refusal
from models.restrictions import restriction_details
from models.rules.names import fold
from models.rules.permissions import Right
from models.rules.progress import Progress

LONGEST_REASON = 300
THEIRS = "theirs"
MOST_SPELLINGS = 20
MOST_INTERESTS = 10
"""So many the form shows, those of the city first."""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What the form showed: a field that still says so changes nothing, whatever was corrected meanwhile."""

    name: str
    country: str
    """Empty for a search."""
    interests: tuple[str, ...]
    contact: str
    """The latest contact on their side; empty for none."""


@dataclass(frozen=True, kw_only=True)
class Edit:
    """What the form says of a city as it should stand."""

    prospect_id: str
    shown: Shown
    name: str
    country: str
    """Two letters; ignored for a search."""
    spellings: tuple[str, ...]
    """Other names to be found by, added to those that are known."""
    interests: tuple[str, ...]
    contact: str
    removes_contact: bool
    """Whether their contacts' details go for good from every file on the city, since they asked for it."""
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
    said = [*_in_words(was, becomes), *[f"{ALSO_CALLED} {name}" for name in spellings]]
    said += _of_contact(new, contact)
    if not said:
        raise Refusal("Nothing was changed, so I recorded nothing.", field="name")
    details: Details = {"was": was, "now": becomes, "said": said, "removed": new.removes_contact}
    if contact:
        details |= {CONTACT: _contact_shown(session, new, prospect)}
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
    _add_names(session, city, [*spellings, *([was["name"]] if city and "name" in was else [])], act)
    if new.removes_contact:
        _remove_contacts(session, prospect, now)
    elif contact:
        _add_contact(session, prospect, contact, act)
    session.flush()
    for each in files_touched(session, act, prospect):
        changed(session, each, commission, now)
    tell_in_thread(session, act, now)
    return Edited(prospect=prospect, act=act, said=tuple(said))


def as_shown(session: Session, prospect: Prospect, progress: Progress) -> Shown:
    """Give what the form shows of a city as it stands."""
    city = found(session, City, prospect.city_id, "city") if prospect.city_id else None
    contact = next(iter(contacts_of(session, prospect, THEIRS)), "")
    return Shown(
        name=progress.name,
        country=city.country if city else "",
        interests=progress.interests[:MOST_INTERESTS],
        contact=contact[:LONGEST_CONTACT].strip(),
    )


def has_contacts(session: Session, prospect: Prospect) -> bool:
    """Tell whether any file on the same city names somebody of theirs whose details could be removed."""
    return any(contacts_of(session, each, THEIRS) for each in files_of_city(session, prospect))


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
    must_be_free(session, city, new.name.strip(), new.country, "name")


def _differences(
    prospect: Prospect, city: City | None, progress: Progress, new: Edit
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give what stands and what is to stand, of what the form changed."""
    stands: dict[str, Any] = {
        "name": city.name if city else prospect.title,
        "interests": list(progress.interests),
    }
    wanted: dict[str, Any] = {"interests": _interests(progress.interests, new)}
    if new.name.strip() != new.shown.name:
        wanted["name"] = new.name.strip()
    if city and new.country != new.shown.country:
        stands["country"], wanted["country"] = city.country, new.country
    differ = [key for key, value in wanted.items() if stands[key] != value]
    was = {key: stands[key] for key in differ}
    if "interests" in was:
        was["interests"] = prospect.interests  # None: what the inquiries say
    return was, {key: wanted[key] for key in differ}


def _interests(stand: Sequence[str], new: Edit) -> list[str]:
    """Add what was ticked and take off what was unticked; what the form did not show stays."""
    unticked = set(new.shown.interests) - set(new.interests)
    ticked = [each for each in new.interests if each not in {*new.shown.interests, *stand}]
    return [*(each for each in stand if each not in unticked), *ticked]


def _in_words(was: dict[str, Any], becomes: dict[str, Any]) -> list[str]:
    lines = []
    if "name" in becomes:
        lines.append(f"name: {becomes['name']} instead of {was['name']}")
    if "country" in becomes:
        lines.append(f"country: {country_name(becomes['country'])} instead of {country_name(was['country'])}")
    if "interests" in becomes:
        lines.append(f"interests: {', '.join(becomes['interests']) or 'none'}")
    return lines


def _of_contact(new: Edit, contact: str) -> list[str]:
    if new.removes_contact:
        return ["contact details removed, as they asked"]
    return ["contact changed"] if contact else []


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
    """Give the contact that was typed; empty where it stays as it is. Refusal beside the field for one that was emptied."""
    contact = new.contact.strip()
    if new.removes_contact or contact == new.shown.contact:
        return ""
    if not contact:
        raise Refusal(
            "An empty box removes nothing. Leave it as it was, and tick below to remove it.", field="contact"
        )
    return "" if contact in contacts_of(session, prospect, THEIRS)[:1] else contact


def _contact_shown(session: Session, new: Edit, prospect: Prospect) -> str:
    """Give the id of the contact that the form showed, whose place a new one takes; empty for none that stands."""
    rows = contact_rows(session, prospect, THEIRS)
    return next((row.id for row in rows if row.name[:LONGEST_CONTACT].strip() == new.shown.contact), "")


def _remove_contacts(session: Session, prospect: Prospect, now: datetime) -> None:
    """Blank the details of their people for good in every file on the city; that there were some, and when they went, stays."""
    files = [each.id for each in files_of_city(session, prospect)]
    theirs = select(Contact).where(Contact.prospect_id.in_(files), Contact.side == THEIRS)
    for row in session.scalars(theirs):
        row.name, row.title, row.email, row.phone = "", "", "", ""
        row.blanked_at = row.blanked_at or now
    for letter in session.scalars(select(Letter).where(Letter.prospect_id.in_(files))):
        letter.whom = ""


def _add_contact(session: Session, prospect: Prospect, name: str, act: ledger.Act) -> None:
    row = contact_named(name, prospect_id=prospect.id, side=THEIRS, role="contact", act_id=act.id)
    session.add(row)
