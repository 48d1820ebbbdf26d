"""Recording an inquiry: a city that wrote, or one that the commission starts with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from babel import Locale
from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from models import ledger
from models.askers import Asker, first_staff
from models.changes import changed, checked_day, checked_length
from models.cities import City, CityName
from models.columns import Details
from models.commission import Commission
from models.contacts import contact_named
from models.correspondence import Letter
from models.finding import is_closed, prospect_by_id
from models.meanwhile import by_whom, closed_by
from models.members import Member
from models.policy_shelf import path_named
from models.progress import country_name
from models.prospects import Assignment, Closing, Inquiry, Prospect
from models.refusals import NotFound, Refusal, Stale
from models.restrictions import restriction_details
from models.row_ids import new_id
from models.rules.names import fold
from models.rules.permissions import Right
from models.rules.policy import BegunBy, Path
from models.rules.progress import Side
from models.workspaces import PolicyVersion, next_case_number

LONGEST_NAME = 80
LONGEST_NOTES = 3000
LONGEST_CONTACT = 200


@dataclass(frozen=True, kw_only=True)
class NewInquiry:
    """What the form says of an inquiry."""

    city: str
    """The city or region; for a search, which has none, a name of its own."""
    country: str
    """Two letters of ISO 3166; ignored for a search."""
    path: str
    """"policy/path"."""
    received_on: date
    medium: str = "Not known"
    notes: str = ""
    contact: str = ""
    """Name, title and email of their contact, as typed."""
    interests: tuple[str, ...] = ()
    link: str = ""
    """Where the letter itself is kept, for whoever could not attach it."""
    owner_id: str | None = None
    joins: str | None = None
    """A prospect of another spelling that it belongs to; a search joins none."""
    closed_because: str = ""
    """Why its file is closed already: one of the past, which joins none; empty for an inquiry to act on."""


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """What came of recording an inquiry."""

    prospect: Prospect
    act: ledger.Act
    joined: bool
    """Whether it joined a prospect that was open already."""
    closed: bool = False
    """Whether its file is one of the past, and closed."""


def record_inquiry(
    session: Session, new: NewInquiry, asker: Asker, commission: Commission, now: datetime
) -> Recorded:
    """Record an inquiry; one from a city with an open case joins it. Refusal beside the field that is wrong."""
    asker.must_be_allowed(Right.INQUIRY)
    recorded = keep_inquiry(session, new, asker, commission, now)
    changed(session, recorded.prospect, commission, now)
    return recorded


def keep_inquiry(
    session: Session,
    new: NewInquiry,
    asker: Asker,
    commission: Commission,
    now: datetime,
    *,
    what: str = "inquiry recorded",
    details: Details | None = None,
) -> Recorded:
    """Keep an inquiry without following it up: whoever keeps many counts the dates of all at once."""
    version, _policy, path = path_named(session, new.path)
    today = commission.today(now)
    _check(new, path, today)
    ledger.take_turn(session)
    joined = None if path.is_search or new.closed_because else _file_to_join(session, new, now)
    prospect_id = joined.id if joined else new_id(now)
    kept = {**(details or {}), **({} if path.is_search else restriction_details(session, new.country))}
    act = ledger.record(session, what, actor=asker.actor, now=now, prospect_id=prospect_id, details=kept)
    prospect = joined or _begin(session, prospect_id, new, version=version, path=path, act=act)
    _keep_facts(session, new, prospect, path, act=act, now=now)
    if joined is None:
        _assign(session, new, prospect, asker, act)
    if new.closed_because:
        reason = new.closed_because
        session.add(Closing(prospect_id=prospect.id, closed=True, on=today, reason=reason, act_id=act.id))
    return Recorded(prospect=prospect, act=act, joined=joined is not None, closed=bool(new.closed_because))


def _check(new: NewInquiry, path: Path, today: date) -> None:
    if path.is_search:
        _check_name(new.city, "Please give the search a name.", "title")
    else:
        _check_name(new.city, "Please enter the city or region.", "city")
    checked_length(new.notes, LONGEST_NOTES, "notes")
    checked_length(new.contact, LONGEST_CONTACT, "contact")
    if not (path.is_search or is_country(new.country)):
        raise Refusal("Please choose the country from the list.", field="country")
    checked_day(new.received_on, today, "received_on")


def _check_name(name: str, missing: str, field: str) -> None:
    if not fold(name):
        raise Refusal(missing, field=field)
    checked_length(name, LONGEST_NAME, field)


def is_country(code: str) -> bool:
    """Tell whether a code names a country or territory; those of unions and of nothing do not."""
    named = code in Locale("en").territories and len(code) == len("MX")
    return named and code not in {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}


def _file_to_join(session: Session, new: NewInquiry, now: datetime) -> Prospect | None:
    return _named_to_join(session, new.joins, now) if new.joins else open_file_of(session, new)


def _named_to_join(session: Session, prospect_id: str, now: datetime) -> Prospect:
    prospect = prospect_by_id(session, prospect_id)
    if session.scalars(select(Prospect.id).where(Prospect.id == prospect.id, is_closed())).first():
        said = by_whom(closed_by(session, prospect.id), f"closed the file on {prospect.title}", now)
        raise Stale(f"{said}, so I added nothing to it.", prospect_id=prospect.id)
    return prospect


def cities_called(session: Session, name: str, country: str) -> list[City]:
    """Find the cities of that name, former and other names included, in a country."""
    folded = fold(name)
    other = exists(
        select(CityName.id).where(
            CityName.workspace_id == City.workspace_id,
            CityName.city_id == City.id,
            CityName.folded == folded,
            ledger.standing(CityName),
        )
    )
    wanted = select(City).where(City.country == country, (City.folded == folded) | other)
    return list(session.scalars(wanted.order_by(City.id)))


def open_file_of(session: Session, new: NewInquiry) -> Prospect | None:
    """Give the open file of the city that is named, by whichever of its names; None where there is none."""
    ids = [city.id for city in cities_called(session, new.city, new.country)]
    wanted = select(Prospect).where(Prospect.city_id.in_(ids), ledger.standing(Prospect), ~is_closed())
    return session.scalars(wanted.order_by(Prospect.number)).first()


def _begin(
    session: Session,
    prospect_id: str,
    new: NewInquiry,
    *,
    version: PolicyVersion,
    path: Path,
    act: ledger.Act,
) -> Prospect:
    city = None if path.is_search else city_or_new(session, new.city, new.country)
    prospect = Prospect(
        id=prospect_id,
        number=next_case_number(session),
        city_id=city.id if city else None,
        title=f"{city.name}, {country_name(city.country)}" if city else new.city.strip(),
        policy_version_id=version.id,
        path=path.id,
        tier=None,
        follows=_last_file(session, city) if city else None,
        act_id=act.id,
    )
    session.add(prospect)
    session.flush()
    return prospect


def city_or_new(session: Session, name: str, country: str) -> City:
    """Give the city of that name, or a new one."""
    known = next(iter(cities_called(session, name, country)), None)
    city = known or City(name=name.strip(), folded=fold(name), country=country, kind="city", tier=None)
    session.add(city)
    session.flush()
    return city


def _last_file(session: Session, city: City) -> str | None:
    earlier = select(Prospect.id).where(Prospect.city_id == city.id, ledger.standing(Prospect))
    return session.scalars(earlier.order_by(Prospect.number.desc())).first()


def _keep_facts(
    session: Session, new: NewInquiry, prospect: Prospect, path: Path, *, act: ledger.Act, now: datetime
) -> None:
    is_letter = path.begun_by is BegunBy.THEM
    session.add(
        Inquiry(
            prospect_id=prospect.id,
            received_on=new.received_on,
            medium=new.medium,
            notes=new.notes if is_letter else _with_link(new),
            interests=list(new.interests),
            act_id=act.id,
        )
    )
    if is_letter:
        session.add(_first_letter(new, prospect, act, now))
    if new.contact.strip():
        session.add(
            contact_named(
                new.contact.strip(), prospect_id=prospect.id, side="theirs", role="contact", act_id=act.id
            )
        )
    session.flush()


def _with_link(new: NewInquiry) -> str:
    """Give the notes with the link below them, where no letter is there to hold it."""
    return "\n".join(filter(None, [new.notes, f"Link: {new.link}" if new.link else ""]))


def _first_letter(new: NewInquiry, prospect: Prospect, act: ledger.Act, now: datetime) -> Letter:
    return Letter(
        prospect_id=prospect.id,
        direction="in",
        what="Inquiry",
        medium=new.medium,
        dated_on=new.received_on,
        logged_at=now,
        whom=new.contact.strip(),
        signer="",
        language="",
        translated_by="",
        summary=new.notes,
        turn=Side.US,
        answer_by=None,
        follow_up_on=None,
        permalink=new.link or None,
        blanked_at=None,
        act_id=act.id,
    )


def _assign(session: Session, new: NewInquiry, prospect: Prospect, asker: Asker, act: ledger.Act) -> None:
    staff = first_staff(session)
    owner_id = new.owner_id or (staff.id if staff else asker.member_id)
    if owner_id is None:
        return
    owner = session.scalars(
        select(Member).where(Member.id == owner_id, Member.active.is_(True))
    ).one_or_none()
    if owner is None:
        raise NotFound("owner", field="owner")
    session.add(Assignment(prospect_id=prospect.id, owner_id=owner.id, step_id=None, act_id=act.id))
    session.add(contact_named(owner.name, prospect_id=prospect.id, side="ours", role="owner", act_id=act.id))
