"""Importing the register and past inquiries: what would be recorded, and recording it in one piece."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import ledger
from models.askers import Asker
from models.beginnings import partnerships
from models.changes import INQUIRY_CARD, changed, owe, owe_edit
from models.cities import City, CityName, Partner
from models.columns import Details
from models.commission import Commission
from models.finding import is_closed
from models.inquiries import NewInquiry, Recorded, city_or_new, keep_inquiry
from models.ledger import Act
from models.members import Member
from models.nudges import redraw_notes
from models.policy_shelf import offered_paths
from models.progress import country_name, rebuild_due_dates
from models.prospects import Inquiry, Prospect
from models.refusals import NotFound, Refusal
from models.restrictions import restriction_details, restrictions_on
from models.rules.imports import Known, Row, Status
from models.rules.names import fold
from models.rules.permissions import Right, Role
from models.rules.restrictions import Restriction
from models.setup import country_codes
from models.undoing import take_back
from models.workspaces import PolicyVersion

IMPORTED = "past inquiry imported"
PARTNER_ADDED = "partner added to the register"
CLOSED_BEFORE = "It was closed before it was imported."
THE_COMMAND = Asker(slack_id="cli", name="clerk import", member_id=None, roles=frozenset({Role.STAFF}))
"""Who imports a file from the command line: nobody in Slack."""
_ORDER = (Status.PARTNER, Status.CLOSED, Status.OPEN)
"""Partners first, whose former names find their files; then the files of the past, which come before one that is open."""


@dataclass(frozen=True, kw_only=True)
class Planned:
    """A row, and what would come of it in words."""

    row: Row
    says: str


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What would come of an import."""

    new: tuple[Planned, ...]
    known: tuple[Planned, ...]
    """What is recorded already, and left as it is."""
    restricted: Mapping[str, Restriction]
    """The restricted countries among the new ones, by their two letters."""


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What came of an import."""

    plan: Plan
    acts: tuple[int, ...]
    """The entries it made, in order; a partner's is one too."""
    joined: int
    """How many inquiries joined a file that was open."""


def known_for_import(session: Session, today: date) -> Known:
    """Give what the values of an import are held against; Refusal where no policy has a path with a city."""
    paths = [f"{policy.id}/{path.id}" for _, policy, path in offered_paths(session) if not path.is_search]
    if not paths:
        raise Refusal("No policy is loaded, so there is no step list to follow. Nothing was recorded.")
    owners = session.scalars(select(Member.name).where(Member.active.is_(True)).order_by(Member.id)).all()
    return Known(today=today, countries=country_codes(), paths=paths, owners=owners)


def plan_import(session: Session, rows: Sequence[Row], today: date) -> Plan:
    """Say what would come of an import, in the order of its rows."""
    cities, files, partners = _city_ids(session), _files(session), _partner_ids(session, today)
    numbers, paths = _open_files(session), _path_names(session)
    new, known = list[Planned](), list[Planned]()
    for row in rows:
        ids = {each for name in (row.city, *row.former_names) for each in cities[fold(name), row.country]}
        there = bool(ids & partners) if row.status is Status.PARTNER else _is_there(row, ids, files)
        says = row.in_words(country_name(row.country), paths.get(row.path, row.path))
        if there:
            known.append(Planned(row=row, says=says))
            continue
        joins = [numbers[each] for each in ids if each in numbers and row.status is Status.OPEN]
        new.append(Planned(row=row, says=f"{says}; it joins the open file No. {joins[0]}" if joins else says))
    restricted = restrictions_on(session, {each.row.country for each in new})
    return Plan(new=tuple(new), known=tuple(known), restricted=restricted)


def record_import(
    session: Session,
    rows: Sequence[Row],
    asker: Asker,
    commission: Commission,
    now: datetime,
    *,
    details: Details | None = None,
) -> Imported:
    """Record what is new of an import, one entry each, with `details`; what is recorded already is left as it is."""
    asker.must_be_allowed(Right.IMPORT)
    ledger.take_turn(session)
    today = commission.today(now)
    plan = plan_import(session, rows, today)
    ordered = sorted((each.row for each in plan.new), key=_in_order)
    partners = [row for row in ordered if row.status is Status.PARTNER]
    acts = [_add_partner(session, row, asker, now) for row in partners]
    owners = _owners(session)
    kept = [
        _keep(session, row, owners, asker, commission, now=now, details=details or {})
        for row in ordered
        if row.status is not Status.PARTNER
    ]
    _follow_up(session, kept, commission, now)
    joined = sum(each.joined for each in kept)
    return Imported(plan=plan, acts=(*acts, *(each.act.id for each in kept)), joined=joined)


def undo_import(
    session: Session, acts: Iterable[int], asker: Asker, commission: Commission, now: datetime
) -> int:
    """Take imported inquiries and partners back, all or none; says how many. Refusal while something later rests on one."""
    asker.must_be_allowed(Right.IMPORT)
    ledger.take_turn(session)
    wanted = select(Act).where(Act.id.in_(list(acts)), Act.what.in_((IMPORTED, PARTNER_ADDED)))
    found = session.scalars(wanted.order_by(Act.id.desc())).all()
    taken = [take_back(session, str(act.id), asker, now)[1] for act in found if act.what == IMPORTED]
    for act in found:
        if act.what == PARTNER_ADDED:
            ledger.reverse(session, act, actor=asker.actor, now=now)
    rebuild_due_dates(session, taken, commission, commission.today(now))
    for prospect in taken:
        redraw_notes(session, prospect.id, now)
        owe_edit(session, INQUIRY_CARD, prospect.id, now)
    return len(found)


def _in_order(row: Row) -> tuple[int, date, int]:
    return (_ORDER.index(row.status), row.on or date.min, row.line)


def _city_ids(session: Session) -> Mapping[tuple[str, str], set[str]]:
    """Give the ids of cities by any of their names, folded, and their country."""
    ids: dict[tuple[str, str], set[str]] = defaultdict(set)
    countries: dict[str, str] = {}
    for city_id, folded, country in session.execute(select(City.id, City.folded, City.country)):
        ids[folded, country].add(city_id)
        countries[city_id] = country
    other_names = select(CityName.city_id, CityName.folded).where(ledger.standing(CityName))
    for city_id, folded in session.execute(other_names):
        ids[folded, countries[city_id]].add(city_id)
    return ids


def _files(session: Session) -> set[tuple[str | None, date, str]]:
    """Give city, date and path of every inquiry: that of its file, and the one it was imported on."""
    wanted = (
        select(Prospect.city_id, Inquiry.received_on, PolicyVersion.policy_id, Prospect.path, Act.details)
        .join(Prospect, Prospect.id == Inquiry.prospect_id)
        .join(PolicyVersion, PolicyVersion.id == Prospect.policy_version_id)
        .join(Act, Act.id == Inquiry.act_id)
        .where(ledger.standing(Inquiry), ledger.standing(Prospect))
    )
    return {
        (city_id, on, name)
        for city_id, on, policy_id, path, details in session.execute(wanted)
        for name in (f"{policy_id}/{path}", details.get("path", ""))
    }


def _path_names(session: Session) -> Mapping[str, str]:
    """Give what each way in is called, with the place whose policy has it."""
    return {
        f"{policy.id}/{path.id}": f"{path.title}, {policy.place}"
        for _, policy, path in offered_paths(session)
    }


def _open_files(session: Session) -> dict[str | None, int]:
    """Give the number of each city's open file, the first where there are several."""
    wanted = select(Prospect.city_id, Prospect.number).where(ledger.standing(Prospect), ~is_closed())
    rows = session.execute(wanted.order_by(Prospect.number.desc()))
    return {row.city_id: row.number for row in rows}


def _is_there(row: Row, ids: set[str], files: set[tuple[str | None, date, str]]) -> bool:
    return row.on is not None and any((city_id, row.on, row.path) in files for city_id in ids)


def _partner_ids(session: Session, today: date) -> set[str]:
    listed = select(Partner.city_id).where(ledger.standing(Partner))
    return {*session.scalars(listed), *partnerships(session, today)}


def _owners(session: Session) -> Mapping[str, str]:
    return {
        member.name: member.id for member in session.scalars(select(Member).where(Member.active.is_(True)))
    }


def _keep(
    session: Session,
    row: Row,
    owners: Mapping[str, str],
    asker: Asker,
    commission: Commission,
    *,
    now: datetime,
    details: Details,
) -> Recorded:
    if row.on is None:
        raise NotFound("date")
    new = NewInquiry(
        city=row.city,
        country=row.country,
        path=row.path,
        received_on=row.on,
        notes=row.notes,
        owner_id=owners[row.owner] if row.owner else None,
        closed_because=CLOSED_BEFORE if row.status is Status.CLOSED else "",
    )
    said: Details = {"path": row.path, **details}
    kept = keep_inquiry(session, new, asker, commission, now, what=IMPORTED, details=said)
    _name_formerly(session, city_or_new(session, row.city, row.country), row, kept.act)
    return kept


def _add_partner(session: Session, row: Row, asker: Asker, now: datetime) -> int:
    city = city_or_new(session, row.city, row.country)
    details = {"city": city.id, **restriction_details(session, row.country)}
    act = ledger.record(session, PARTNER_ADDED, actor=asker.actor, now=now, details=details)
    session.add(
        Partner(
            city_id=city.id,
            tier=row.tier,
            since=row.since,
            approved_on=row.begun.approved_on,
            signed_on=row.begun.signed_on,
            recognized_on=row.begun.recognized_on,
            status="active",
            act_id=act.id,
        )
    )
    _name_formerly(session, city, row, act)
    return act.id


def _name_formerly(session: Session, city: City, row: Row, act: Act) -> None:
    """Keep the former names that the city is not known by yet."""
    if not row.former_names:
        return
    others = select(CityName.folded).where(CityName.city_id == city.id, ledger.standing(CityName))
    known = {city.folded, *session.scalars(others)}
    for name in row.former_names:
        if fold(name) not in known:
            session.add(CityName(city_id=city.id, name=name, folded=fold(name), act_id=act.id))
    session.flush()


def _follow_up(session: Session, kept: Sequence[Recorded], commission: Commission, now: datetime) -> None:
    """Count the dates of all that is new at once; only files that are open get a card, since a closed one is no news."""
    begun = [each.prospect for each in kept if not each.joined]
    rebuild_due_dates(session, begun, commission, commission.today(now))
    for each in kept:
        if each.joined:
            changed(session, each.prospect, commission, now)
        elif commission.channel and not each.closed:
            owe(session, INQUIRY_CARD, each.prospect.id, commission.channel, now)
