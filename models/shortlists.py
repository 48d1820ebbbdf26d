"""The candidates of searches, read: which stand, how each was chosen last, and which prospects came out of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from models.candidates import Candidate, Choice
from models.criteria_notes import CriteriaNote
from models.ledger import Act, standing
from models.prospects import Prospect
from models.rules.candidates import CandidateState


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """A candidate with what was chosen of it."""

    candidate: Candidate
    last: Choice | None
    """Nothing while nobody has chosen."""
    became_id: str | None
    """The prospect that it became, whatever was chosen since."""

    @property
    def state(self) -> CandidateState:
        """Where it stands."""
        return CandidateState(self.last.state) if self.last else CandidateState.LISTED

    @property
    def act_id(self) -> int:
        """The act by which it came to stand so."""
        return (self.last or self.candidate).act_id


def shortlists_of(session: Session, search_ids: Collection[str]) -> dict[str, list[Chosen]]:
    """Give the candidates of each search that has any, in the order in which they were added."""
    if not search_ids:
        return {}
    rows = list(
        session.scalars(
            select(Candidate)
            .where(Candidate.search_id.in_(list(search_ids)), standing(Candidate))
            .order_by(Candidate.act_id, Candidate.id)
        )
    )
    choices = _choices(session, [row.id for row in rows])
    found: dict[str, list[Chosen]] = defaultdict(list)
    for row in rows:
        made = choices.get(row.id, [])
        became = [each.became_id for each in made if each.became_id]
        chosen = Chosen(
            candidate=row, last=made[-1] if made else None, became_id=became[-1] if became else None
        )
        found[row.search_id].append(chosen)
    return found


def _choices(session: Session, candidate_ids: Sequence[str]) -> dict[str, list[Choice]]:
    wanted = (
        select(Choice).where(Choice.candidate_id.in_(candidate_ids), standing(Choice)).order_by(Choice.act_id)
    )
    found: dict[str, list[Choice]] = defaultdict(list)
    for row in session.scalars(wanted) if candidate_ids else ():
        found[row.candidate_id].append(row)
    return found


def picked_in(session: Session, prospect_id: str) -> int | None:
    """Count the candidates of a search that are picked; None where nobody has listed any."""
    rows = shortlists_of(session, [prospect_id]).get(prospect_id)
    return None if rows is None else sum(row.state is CandidateState.PICKED for row in rows)


def files_out_of(session: Session, shortlists: Mapping[str, Sequence[Chosen]]) -> dict[str, list[Prospect]]:
    """Give the prospects that came out of each search, one taken back left out."""
    ids = {row.became_id for rows in shortlists.values() for row in rows if row.became_id}
    wanted = select(Prospect).where(Prospect.id.in_(ids), standing(Prospect))
    known = {prospect.id: prospect for prospect in session.scalars(wanted)} if ids else {}
    return {
        search: [known[row.became_id] for row in rows if row.became_id in known]
        for search, rows in shortlists.items()
    }


def rests_on(session: Session, act: Act) -> bool:
    """Tell whether a later choice or note is about a candidate that an act added."""
    added = select(Candidate.id).where(Candidate.act_id == act.id)
    chosen = select(Choice.id).where(Choice.candidate_id.in_(added), standing(Choice))
    noted = select(CriteriaNote.id).where(CriteriaNote.candidate_id.in_(added), standing(CriteriaNote))
    return any(session.scalars(each.limit(1)).first() is not None for each in (chosen, noted))


def acts_choosing(search_id: str) -> Select[int]:
    """Select the acts that chose among the candidates of a search, on whichever file each was recorded."""
    of_search = select(Candidate.id).where(Candidate.search_id == search_id)
    return select(Choice.act_id).where(Choice.candidate_id.in_(of_search))
