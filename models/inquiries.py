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
from models.cities import City, CityName, Partner
from models.commission import Commission
from models.contacts import Contact
from models.correspondence import Letter
from models.database import new_id
from models.finding import is_closed, names, near, prospect_by_id
from models.members import Member
from models.policy_shelf import path_named
from models.progress import country_name
from models.prospects import Assignment, Inquiry, Prospect
from models.refusals import NotFound, Refusal, Stale
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
    owner_id: str | None = None
    joins: str | None = None
    """A prospect of another spelling that it belongs to; a search joins none."""


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """What came of recording an inquiry."""

    prospect: Prospect
    act: ledger.Act
    joined: bool
    """Whether it joined a prospect that was open already."""


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """A matter to ask about before an inquiry is saved."""

    says: str
    similar: tuple[tuple[str, str], ...] = ()
    """Prospects, as id and label, that may be the same place."""


def doubt_about(session: Session, new: NewInquiry) -> Doubt | None:
    """Say what should be asked before an inquiry is saved: an existing partner, or a city of a similar name."""
    if _is_search(session, new) or _open_prospect(session, new):
        return None
    partner = _partner(session, new)
    if partner:
        return Doubt(
            says=f"{new.city} is on your register already: {partner.tier} since {partner.since}. Record it all the same?"
        )
    others = [named for named in names(session) if named.is_open and named.folded != fold(new.city)]
    similar = near(others, new.city, most=1)
    if similar:
        return Doubt(
            says=f"You already track a city of a similar name: {similar[0].label}.",
            similar=((similar[0].prospect_id, similar[0].label),),
        )
    return None


def record_inquiry(
    session: Session, new: NewInquiry, asker: Asker, commission: Commission, now: datetime
) -> Recorded:
    """Record an inquiry; one from a city with an open case joins it. Refusal beside the field that is wrong."""
    asker.must_be_allowed(Right.INQUIRY)
    version, _policy, path = path_named(session, new.path)
    _check(new, path, commission.today(now))
    ledger.take_turn(session)
    joined = None if path.is_search else _file_to_join(session, new)
    prospect_id = joined.id if joined else new_id(now)
    act = ledger.record(session, "inquiry recorded", actor=asker.actor, now=now, prospect_id=prospect_id)
    prospect = joined or _begin(session, prospect_id, new, version=version, path=path, act=act)
    _keep_inquiry(session, new, prospect, path, act=act, now=now)
    if joined is None:
        _assign(session, new, prospect, asker, act)
    changed(session, prospect, commission, now)
    return Recorded(prospect=prospect, act=act, joined=joined is not None)


def _is_search(session: Session, new: NewInquiry) -> bool:
    return path_named(session, new.path)[2].is_search


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


def _file_to_join(session: Session, new: NewInquiry) -> Prospect | None:
    return _named_to_join(session, new.joins) if new.joins else _open_prospect(session, new)


def _named_to_join(session: Session, prospect_id: str) -> Prospect:
    prospect = prospect_by_id(session, prospect_id)
    if session.scalars(select(Prospect.id).where(Prospect.id == prospect.id, is_closed())).first():
        raise Stale(
            f"The file on {prospect.title} has been closed since. Please look again.",
            prospect_id=prospect.id,
        )
    return prospect


def _cities(session: Session, new: NewInquiry) -> list[City]:
    """Find the cities of that name, former and other names included, in that country."""
    folded = fold(new.city)
    other = exists(
        select(CityName.id).where(
            CityName.workspace_id == City.workspace_id, CityName.city_id == City.id, CityName.folded == folded
        )
    )
    wanted = select(City).where(City.country == new.country, (City.folded == folded) | other)
    return list(session.scalars(wanted.order_by(City.id)))


def _open_prospect(session: Session, new: NewInquiry) -> Prospect | None:
    ids = [city.id for city in _cities(session, new)]
    wanted = select(Prospect).where(Prospect.city_id.in_(ids), ledger.standing(Prospect), ~is_closed())
    return session.scalars(wanted.order_by(Prospect.number)).first()


def _partner(session: Session, new: NewInquiry) -> Partner | None:
    ids = [city.id for city in _cities(session, new)]
    return session.scalars(
        select(Partner).where(Partner.city_id.in_(ids), Partner.status == "active")
    ).first()


def _begin(
    session: Session,
    prospect_id: str,
    new: NewInquiry,
    *,
    version: PolicyVersion,
    path: Path,
    act: ledger.Act,
) -> Prospect:
    city = None if path.is_search else _city(session, new)
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


def _city(session: Session, new: NewInquiry) -> City:
    """Give the city of that name, or a new one."""
    known = next(iter(_cities(session, new)), None)
    city = known or City(
        name=new.city.strip(), folded=fold(new.city), country=new.country, kind="city", tier=None
    )
    session.add(city)
    session.flush()
    return city


def _last_file(session: Session, city: City) -> str | None:
    earlier = select(Prospect.id).where(Prospect.city_id == city.id, ledger.standing(Prospect))
    return session.scalars(earlier.order_by(Prospect.number.desc())).first()


def _keep_inquiry(
    session: Session, new: NewInquiry, prospect: Prospect, path: Path, *, act: ledger.Act, now: datetime
) -> None:
    session.add(
        Inquiry(
            prospect_id=prospect.id,
            received_on=new.received_on,
            medium=new.medium,
            notes=new.notes,
            interests=list(new.interests),
            act_id=act.id,
        )
    )
    if path.begun_by is BegunBy.THEM:
        session.add(_first_letter(new, prospect, act, now))
    if new.contact.strip():
        session.add(_contact(prospect, "theirs", "contact", new.contact.strip(), act))
    session.flush()


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
        permalink=None,
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
    session.add(_contact(prospect, "ours", "owner", owner.name, act))


def _contact(prospect: Prospect, side: str, role: str, name: str, act: ledger.Act) -> Contact:
    return Contact(
        prospect_id=prospect.id,
        side=side,
        role=role,
        name=name,
        title="",
        email="",
        phone="",
        blanked_at=None,
        act_id=act.id,
    )
