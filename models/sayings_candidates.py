"""What the record tells of the candidates of a search: that one was added, and what was chosen of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.candidates import Candidate, Choice
from models.ledger import Act
from models.progress import country_name
from models.prospects import Prospect
from models.rules.candidates import CandidateState


def candidates_said(session: Session, acts: Sequence[Act]) -> dict[int, list[str]]:
    """Say, by act, which candidate it added, picked, dropped or put back. Why one was added may not be for everybody."""
    ids = [act.id for act in acts]
    said: dict[int, list[str]] = defaultdict(list)
    for added in session.scalars(select(Candidate).where(Candidate.act_id.in_(ids))):
        said[added.act_id].append(f"{_named(added)}, named by {added.found_through}")
    chosen = (
        select(Choice, Candidate, Prospect.title)
        .join(Candidate, Candidate.id == Choice.candidate_id)
        .join(Prospect, Prospect.id == Candidate.search_id)
        .where(
            Choice.act_id.in_(ids),
            Candidate.workspace_id == Choice.workspace_id,
            Prospect.workspace_id == Choice.workspace_id,
        )
    )
    for choice, candidate, search in session.execute(chosen):
        said[choice.act_id].append(_chosen(choice, candidate, search))
    return said


def _chosen(choice: Choice, candidate: Candidate, search: str) -> str:
    """Say a choice; the reason of one that opened a file stands with it, that of any other with the act."""
    if choice.became_id is None:
        return _named(candidate)
    because = f", because: {choice.reason}" if choice.reason else ""
    return f"{_named(candidate)}, {CandidateState(choice.state)} in the search “{search}”{because}"


def _named(candidate: Candidate) -> str:
    return f"{candidate.name}, {country_name(candidate.country)}"
