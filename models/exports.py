"""Taking lists out of the record, as it stands now."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from models.askers import Asker
from models.commission import Commission, commission_of
from models.export_cities import agreements, cities, steps
from models.export_letters import contacts, correspondence
from models.export_meetings import decisions, meetings
from models.export_source import Source
from models.export_standing import partners, roster
from models.finding import prospect_by_id
from models.refusals import NotAllowed, NotFound
from models.rules.documents import Document
from models.rules.exports import ListKind, Row, Scope, Table, as_document, list_named, lists_for, scope_read
from models.rules.permissions import Right, Role
from models.rules.wording import full_date

LIST = "list"
"""The sort of file that one list is asked for as."""
ROWS: Mapping[str, Callable[[Source], Iterator[Row]]] = {
    "cities": cities,
    "steps": steps,
    "correspondence": correspondence,
    "decisions": decisions,
    "partners": partners,
    "agreements": agreements,
    "meetings": meetings,
    "roster": roster,
    "contacts": contacts,
}
"""What gives the rows of each list."""


def records_paper(session: Session, written: str, asker: Asker, now: datetime) -> Document:
    """Write every list of a scope as one paper, but for the addresses; NotAllowed for whoever may have none."""
    commission, scope = commission_of(session), scope_read(written)
    kinds = [kind for kind in lists_offered(scope, asker) if not kind.for_staff]
    source = Source(session=session, commission=commission, scope=scope, now=now)
    of_what = scope_title(session, scope, commission)
    title = f"The record of {of_what}, as of {full_date(commission.today(now))}"
    return as_document(title, [_table(source, kind) for kind in kinds])


def check_records(session: Session, written: str, asker: Asker) -> None:
    """Refuse the record of a scope as `records_paper` would: NotAllowed, or NotFound for a city that is unknown here."""
    scope = scope_read(written)
    lists_offered(scope, asker)
    scope_title(session, scope, commission_of(session))


def check_handover(asker: Asker) -> None:
    """NotAllowed for whoever may not have the handover sheet."""
    if not is_staff(asker):
        raise NotAllowed("Only staff can get the handover sheet.", offers=("export",))


def table_of(session: Session, of: str, asker: Asker, commission: Commission, now: datetime) -> Table:
    """Take out one list, named as for `check_list`."""
    kind, scope = check_list(session, of, asker)
    return _table(Source(session=session, commission=commission, scope=scope, now=now), kind)


def check_list(session: Session, of: str, asker: Asker) -> tuple[ListKind, Scope]:
    """Read which list is asked for, and of what: "cities:2026". NotFound, or NotAllowed, for what cannot be had."""
    name, _, written = of.partition(":")
    kind, scope = list_named(name), scope_read(written)
    asker.must_be_allowed(Right.EXPORT)
    if kind and kind.for_staff and not is_staff(asker):
        raise NotAllowed("Only staff can export the contacts with their addresses.", offers=("export",))
    if kind is None or kind not in lists_offered(scope, asker):
        raise NotFound("list", offers=("export",))
    if scope.prospect_id:
        prospect_by_id(session, scope.prospect_id)
    return kind, scope


def lists_offered(scope: Scope, asker: Asker) -> list[ListKind]:
    """Say which lists somebody may take out; NotAllowed for whoever may take out none."""
    asker.must_be_allowed(Right.EXPORT)
    return lists_for(scope, is_staff=is_staff(asker))


def scope_title(session: Session, scope: Scope, commission: Commission) -> str:
    """Say of what a list is: the city, the year, or the commission; NotFound for a city that is unknown here."""
    if scope.prospect_id:
        return prospect_by_id(session, scope.prospect_id).title
    return f"{commission.body_title}, {scope.year}" if scope.year else commission.body_title


def is_staff(asker: Asker) -> bool:
    """Tell whether somebody is staff, to whom addresses may go."""
    return Role.STAFF in asker.roles


def _table(source: Source, kind: ListKind) -> Table:
    return Table(kind=kind, rows=tuple(ROWS[kind.id](source)))
