"""Searches: the files that begin without a city, and their candidates as one person may see them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.askers import Asker
from models.commission import Commission
from models.criteria import reader_of
from models.finding import Named, each_once, is_closed, names, prospect_by_id
from models.held_whys import held_whys
from models.ledger import Act, standing
from models.policy_shelf import policy_in
from models.progress import country_name
from models.prospects import Prospect
from models.refusals import Refusal
from models.rules.candidates import Listed
from models.rules.criteria import may_read
from models.rules.policy import Path
from models.shortlists import Chosen, shortlists_of
from models.workspaces import PolicyVersion


def path_of(session: Session, prospect: Prospect) -> Path:
    """Give the path that a prospect is on."""
    wanted = select(PolicyVersion).where(PolicyVersion.id == prospect.policy_version_id)
    return policy_in(session.scalars(wanted).one()).path(prospect.path)


def searches_named(session: Session) -> list[Named]:
    """List the searches under their names, the most recent first."""
    wanted = select(Prospect).where(Prospect.city_id.is_(None), standing(Prospect))
    ids = {row.id for row in session.scalars(wanted) if path_of(session, row).is_search}
    return each_once([named for named in names(session) if named.prospect_id in ids]) if ids else []


def search_by_id(session: Session, search_id: str) -> Prospect:
    """Get a search; Refusal for a file that is none."""
    search = prospect_by_id(session, search_id)
    if not path_of(session, search).is_search:
        raise Refusal(f"{search.title} is no search, so it has no candidates.", offers=("list",))
    return search


def open_search(session: Session, search_id: str) -> Prospect:
    """Get a search that is open; Refusal for one that is closed."""
    search = search_by_id(session, search_id)
    closed = select(Prospect.id).where(Prospect.id == search.id, is_closed())
    if session.scalars(closed).first():
        raise Refusal(
            f"The file on {search.title} is closed. The chair or staff can reopen it.", offers=("reopen",)
        )
    return search


def name_of(row: Chosen) -> str:
    """Name a candidate with its country."""
    return f"{row.candidate.name}, {country_name(row.candidate.country)}"


def candidates_for(session: Session, search: Prospect, asker: Asker, commission: Commission) -> list[Listed]:
    """List the candidates of a search as somebody may see them: what is held goes to staff and its author."""
    rows = shortlists_of(session, [search.id]).get(search.id, [])
    whys = held_whys(session, [row.candidate.id for row in rows], commission)
    held = {each for each, why in whys.items() if not why.is_public}
    hidden = {each for each, why in whys.items() if not may_read(why, reader_of(asker))}
    acts = _acts(session, rows)
    files = _files(session, rows)
    return [
        Listed(
            candidate_id=row.candidate.id,
            name=name_of(row),
            state=row.state,
            found_through=row.candidate.found_through,
            why="" if row.candidate.id in hidden else row.candidate.why,
            is_held=row.candidate.id in held,
            reason=row.last.reason if row.last else "",
            on=acts[row.act_id].at.astimezone(commission.zone).date(),
            file=files.get(row.became_id or ""),
        )
        for row in rows
    ]


def _acts(session: Session, rows: Sequence[Chosen]) -> Mapping[int, Act]:
    ids = {row.act_id for row in rows}
    return {act.id: act for act in session.scalars(select(Act).where(Act.id.in_(ids)))}


def _files(session: Session, rows: Sequence[Chosen]) -> Mapping[str, tuple[str, str]]:
    ids = {row.became_id for row in rows if row.became_id}
    wanted = select(Prospect).where(Prospect.id.in_(ids), standing(Prospect))
    return {found.id: (found.id, f"No. {found.number}") for found in session.scalars(wanted)}
