"""The roster: entering a person, changing what they are, and letting them go; their files go to somebody else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import ledger
from models.askers import Asker
from models.bodies import body_rules, seating_now
from models.columns import Details
from models.commission import Commission
from models.handing_on import hand_on, open_files_of
from models.meanwhile import by_whom
from models.members import Member
from models.refusals import Refusal
from models.roster_checks import check_keepers, check_person, seat_for
from models.row_ids import new_id
from models.rules.names import fold
from models.rules.permissions import Right, Role
from models.rules.roster import Entry, Person, Roster
from models.rules.wording import plural
from models.tenures import keep_tenures, terms_now

CHANGED = "roster changed"
BY_FILE = "commission changed"
"""What the act did that applied a changed commission file."""


@dataclass(frozen=True, kw_only=True)
class Saved:
    """What came of a form about one person."""

    before: Person | None
    """None for somebody new, or who came back."""
    after: Person | None
    """None for somebody who left."""
    gave_up_office: Person | None = None
    """Whose office it was until now."""
    files: tuple[str, ...] = ()
    """The open files that were handed on, by title."""
    heir: Person | None = None


def roster_now(session: Session) -> Roster:
    """Give the roster as it stands."""
    seating, terms = seating_now(session), terms_now(session)
    seats = {holder.member_id: holder.seat for holder in (*seating.holders, *seating.alternates)}
    active = session.scalars(select(Member).where(Member.active.is_(True)).order_by(Member.id))
    people = (
        Person(
            member_id=row.id,
            name=row.name,
            slack_id=row.slack_id,
            roles=frozenset(map(Role, row.roles)),
            seat=seats.get(row.id),
            term_ends=terms.get(row.id),
            email=row.email or "",
        )
        for row in active
    )
    return Roster(rules=body_rules(session), seating=seating, people=tuple(people))


def save_person(session: Session, entry: Entry, asker: Asker, commission: Commission, now: datetime) -> Saved:
    """Enter somebody, change what they are, or let them go, in one act; Refusal beside the field that is wrong."""
    asker.must_be_allowed(Right.ROSTER_EDIT)
    ledger.take_turn(session)
    session.expire_all()  # the asker's own row was read before the turn
    roster = roster_now(session)
    before = _as_opened(session, roster, entry, now)
    if entry.leaves and before:
        saved = _let_go(session, roster, before, entry, asker, commission, now)
    else:
        saved = _enter(session, roster, before, entry, asker, commission, now)
    check_keepers(roster_now(session))
    return saved


def _as_opened(session: Session, roster: Roster, entry: Entry, now: datetime) -> Person | None:
    """Give the person as the form showed them; Refusal where that is no longer so."""
    if entry.member_id is None:
        return None
    person = roster.person(entry.member_id)
    if person is None:
        raise Refusal("That person is no longer on the roster. I changed nothing.", offers=("roster",))
    if person.mark != entry.seen:
        by = by_whom(_changed_by(session, person), f"changed the entry of {person.name}", now)
        raise Refusal(f"{by}, so I changed nothing. Please open it again.", offers=("roster",))
    return person


def _changed_by(session: Session, person: Person) -> ledger.Act | None:
    """Give the act that last changed somebody's entry or took their office, here or by the commission's file."""
    wanted = select(ledger.Act).where(ledger.Act.what.in_((CHANGED, BY_FILE)))
    return next(
        (
            act
            for act in session.scalars(wanted.order_by(ledger.Act.id.desc()))
            if person.member_id in {act.details.get("member"), act.details.get("office_taken_from")}
            or any(person.name in change for change in act.details.get("changes", ()))
        ),
        None,
    )


def _enter(
    session: Session,
    roster: Roster,
    before: Person | None,
    entry: Entry,
    asker: Asker,
    commission: Commission,
    now: datetime,
) -> Saved:
    check_person(roster, entry, before)
    seat = seat_for(roster, entry, before)
    row = _row(session, entry, now)
    after = Person(
        member_id=row.id,
        name=entry.name,
        slack_id=entry.slack_id,
        roles=frozenset(entry.roles),
        seat=seat,
        term_ends=entry.term_ends,
        email=entry.email,
    )
    if after == before:
        return Saved(before=before, after=after)
    gives_up = roster.holder(entry.office) if entry.office else None
    gives_up = gives_up if gives_up != before else None
    details: Details = {"member": row.id, "fields": _differing(before, after)}
    if gives_up:
        details |= {"office_taken_from": gives_up.member_id}
    ledger.record(session, CHANGED, actor=asker.actor, now=now, details=details)
    _write(session, row, after, entry)
    _take_office(session, entry, gives_up)
    keep_tenures(session, commission.today(now), {row.id: entry.term_ends})
    return Saved(before=before, after=after, gave_up_office=gives_up)


def _row(session: Session, entry: Entry, now: datetime) -> Member:
    """Give the row of a person: their own, the one they left behind, or a new one."""
    rows = list(session.scalars(select(Member).order_by(Member.id)))
    own = next((row for row in rows if row.id == entry.member_id), None)
    return own or _left(rows, entry) or Member(id=new_id(now), zone=None)


def _left(rows: Sequence[Member], entry: Entry) -> Member | None:
    """Give the row of somebody who left and is entered again: known by the Slack id or, where that is said, by the name.

    Two people may have one name, and the votes of one must never become those of another.
    """
    gone = [row for row in rows if not row.active]
    by_id = next((row for row in gone if row.slack_id and row.slack_id == entry.slack_id), None)
    if by_id or entry.member_id:
        return by_id
    named = [row for row in gone if fold(row.name) == fold(entry.name)]
    if entry.is_back and not named:
        raise Refusal("Nobody of that name has left the roster.", field="name")
    if not entry.is_back and any(not (row.slack_id and entry.slack_id) for row in named):
        raise Refusal(
            f"{named[-1].name} was on the roster before. Tick that they came back; or, for somebody else, write the "
            "name so that minutes can tell the two apart.",
            field="name",
        )
    return named[-1] if entry.is_back else None


def _write(session: Session, row: Member, after: Person, entry: Entry) -> None:
    """Write a person down; a Slack id that somebody left behind goes to them."""
    if after.slack_id:
        had = select(Member).where(Member.slack_id == after.slack_id, Member.id != after.member_id)
        for other in session.scalars(had).all():
            other.slack_id = None
        session.flush()
    row.name, row.slack_id, row.email = after.name, after.slack_id, after.email or None
    row.roles, row.seat, row.active = [role.value for role in entry.roles], after.seat, True
    session.add(row)
    session.flush()


def _take_office(session: Session, entry: Entry, holder: Person | None) -> None:
    if holder:
        row = session.scalars(select(Member).where(Member.id == holder.member_id)).one()
        row.roles = [role for role in row.roles if role != entry.office]


def _let_go(
    session: Session,
    roster: Roster,
    person: Person,
    entry: Entry,
    asker: Asker,
    commission: Commission,
    now: datetime,
) -> Saved:
    files = open_files_of(session, person.member_id)
    heir = roster.person(entry.heir_id) if files else None
    if files and heir in (None, person):
        raise Refusal(
            f"{person.name} owns {plural(len(files), 'open file')}. Choose who gets them.", field="heir"
        )
    details: Details = {"member": person.member_id, "fields": ["active"]}
    if heir:
        details |= {"files": [prospect.id for prospect in files], "files_to": heir.member_id}
    act = ledger.record(session, CHANGED, actor=asker.actor, now=now, details=details)
    session.scalars(select(Member).where(Member.id == person.member_id)).one().active = False
    keep_tenures(session, commission.today(now))
    if heir:
        hand_on(session, files, heir, act, commission, now)
    return Saved(before=person, after=None, files=tuple(prospect.title for prospect in files), heir=heir)


def _differing(before: Person | None, after: Person) -> list[str]:
    """Name the columns that change; never what stands in them."""
    names = ("name", "slack_id", "roles", "seat", "term_ends", "email")
    return [name for name in names if getattr(before, name, None) != getattr(after, name)]
