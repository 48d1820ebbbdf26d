"""Choosing among the candidates of a search: one is picked and becomes a prospect, dropped, or put back on the list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NoReturn

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import ledger
from models.askers import Asker
from models.candidates import Candidate, Choice
from models.changes import changed, checked_length
from models.commission import Commission
from models.finding import is_closed
from models.inquiries import NewInquiry, record_inquiry
from models.policy_shelf import path_named
from models.prospects import Prospect
from models.refusals import NotFound, Refusal
from models.rules.candidates import LONGEST_REASON, CandidateState
from models.rules.permissions import Right
from models.searches import name_of, open_search
from models.shortlists import Chosen, shortlists_of

DONE = {
    CandidateState.PICKED: "candidate picked",
    CandidateState.DROPPED: "candidate dropped",
    CandidateState.LISTED: "candidate put back on the list",
}
"""What the ledger calls each choice."""


@dataclass(frozen=True, kw_only=True)
class NewPick:
    """What the form says of a candidate that is picked."""

    candidate_id: str
    path: str = ""
    """The path of its file, "policy/path"; empty where none is opened yet."""
    owner_id: str | None = None
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Chose:
    """What came of a choice."""

    search: Prospect
    name: str
    """The candidate's, with its country."""
    act: ledger.Act
    file: Prospect | None = None
    """The prospect that it became, where that is open."""
    joined: bool = False
    """Whether that was open before."""


@dataclass(frozen=True, kw_only=True)
class Chooser:
    """Somebody who chooses, in one transaction."""

    session: Session
    asker: Asker
    commission: Commission
    now: datetime

    def pick(self, new: NewPick) -> Chose:
        """Pick a candidate, and open its file on one of the commission's own paths; one that is open is joined."""
        row, search = self._take(new.candidate_id)
        reason = checked_length(new.reason, LONGEST_REASON, "reason").strip()
        if row.state is CandidateState.PICKED and (row.became_id or not new.path):
            self._refuse_again(row)
        if not new.path:
            return self._choose(row, search, CandidateState.PICKED, reason)
        if path_named(self.session, new.path)[2].is_search:
            raise Refusal("Please choose a way to go on that is not a search.", field="path")
        inquiry = NewInquiry(
            city=row.candidate.name,
            country=row.candidate.country,
            path=new.path,
            received_on=self.commission.today(self.now),
            notes=f"Picked in the search “{search.title}”.",
            owner_id=new.owner_id,
        )
        opened = record_inquiry(self.session, inquiry, self.asker, self.commission, self.now)
        self._keep(row, CandidateState.PICKED, opened.act, reason, became_id=opened.prospect.id)
        changed(self.session, search, self.commission, self.now)
        return Chose(
            search=search, name=name_of(row), act=opened.act, file=opened.prospect, joined=opened.joined
        )

    def drop(self, candidate_id: str, reason: str) -> Chose:
        """Drop a candidate with the reason; the file of one that was picked stays as it is."""
        row, search = self._take(candidate_id)
        if not reason.strip(" ."):
            raise Refusal("Please give the reason; it is kept with the record.", field="reason")
        checked_length(reason, LONGEST_REASON, "reason")
        if row.state is CandidateState.DROPPED:
            self._refuse_again(row)
        return self._choose(row, search, CandidateState.DROPPED, reason.strip())

    def put_back(self, candidate_id: str) -> Chose:
        """Put a candidate that was dropped back on the list."""
        row, search = self._take(candidate_id)
        if row.state is not CandidateState.DROPPED:
            self._refuse_again(row)
        return self._choose(row, search, CandidateState.LISTED, "")

    def _take(self, candidate_id: str) -> tuple[Chosen, Prospect]:
        self.asker.must_be_allowed(Right.PICK)
        ledger.take_turn(self.session)
        candidate = candidate_by_id(self.session, candidate_id)
        search = open_search(self.session, candidate.search_id)
        rows = shortlists_of(self.session, [search.id])[search.id]
        return next(row for row in rows if row.candidate.id == candidate.id), search

    def _refuse_again(self, row: Chosen) -> NoReturn:
        stands = "on the list" if row.state is CandidateState.LISTED else str(row.state)
        raise Refusal(f"{name_of(row)} is {stands} already. I changed nothing.", offers=("candidates",))

    def _choose(self, row: Chosen, search: Prospect, state: CandidateState, reason: str) -> Chose:
        act = ledger.record(
            self.session,
            DONE[state],
            actor=self.asker.actor,
            now=self.now,
            prospect_id=search.id,
            reason=reason,
        )
        self._keep(row, state, act, reason)
        changed(self.session, search, self.commission, self.now)
        return Chose(search=search, name=name_of(row), act=act, file=self._open_file(row))

    def _keep(
        self, row: Chosen, state: CandidateState, act: ledger.Act, reason: str, became_id: str | None = None
    ) -> None:
        choice = Choice(
            candidate_id=row.candidate.id, state=state, reason=reason, became_id=became_id, act_id=act.id
        )
        self.session.add(choice)
        self.session.flush()

    def _open_file(self, row: Chosen) -> Prospect | None:
        wanted = select(Prospect).where(
            Prospect.id == (row.became_id or ""), ledger.standing(Prospect), ~is_closed()
        )
        return self.session.scalars(wanted).one_or_none()


def candidate_by_id(session: Session, candidate_id: str) -> Candidate:
    """Get a candidate that stands; NotFound for any other id, in the same words whatever it is."""
    wanted = select(Candidate).where(Candidate.id == candidate_id, ledger.standing(Candidate))
    row = session.scalars(wanted).one_or_none()
    if row is None:
        raise NotFound("candidate", offers=("candidates",))
    return row
