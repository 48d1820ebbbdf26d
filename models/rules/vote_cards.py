"""A vote as everybody may see it: the motion, the roll call so far or as it was counted, and how it ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo

from models.rules.counting import Outcome, Tally, VoteOption
from models.rules.motions import Quorum, SeatVote
from models.rules.tallies import result_line
from models.rules.wording import day_in_words

IN_WORDS = {
    VoteOption.YES: "Aye",
    VoteOption.NO: "No",
    VoteOption.ABSTAIN: "Abstain",
    VoteOption.RECUSED: "Recused",
    VoteOption.NOT_VOTING: "Not voting",
    VoteOption.ABSENT: "Absent",
}
"""What is said in the room."""


@dataclass(frozen=True, kw_only=True)
class Ending:
    """How a motion ended."""

    outcome: Outcome
    tally: Tally | None
    votes: tuple[SeatVote, ...]
    """The roll call as it was counted."""
    until: date | None
    referred_to: str
    reason: str
    at: datetime
    by: str
    act_id: int
    corrects: bool
    """Whether it corrects an earlier ending."""
    recorded_at: datetime
    """Of a correction: when it was made."""
    presiding_id: str | None
    """Who presided when it was counted."""

    def at_place(self, zone: tzinfo) -> Ending:
        """Give the same with its times in a zone."""
        return replace(self, at=self.at.astimezone(zone), recorded_at=self.recorded_at.astimezone(zone))

    def in_words(self, today: date) -> str:
        """Say how it ended in one line: "Carried 4\N{EN DASH}1", "Postponed to Thu, Mar 26"."""
        if self.tally:
            return result_line(self.tally)
        if self.outcome is Outcome.POSTPONED and self.until:
            return f"Postponed to {day_in_words(self.until, today)}"
        if self.outcome is Outcome.REFERRED:
            return f"Referred to {self.referred_to}"
        return {Outcome.NO_ACTION: "No action taken", Outcome.NO_SECOND: "Died for want of a second"}.get(
            self.outcome, self.outcome.capitalize()
        )


@dataclass(frozen=True, kw_only=True)
class VoteSeen:
    """A vote, with every time in the commission's zone."""

    motion_id: str
    record: str
    """How the record names it: "motion 2 of Jan 22, 2026"."""
    text: str
    mover: str
    seconder: str
    """Empty where there was none."""
    item: str
    """The agenda item with its number: "5. Letter from Loreto"."""
    meeting: str
    """"Regular meeting of Thu, Jan 22"."""
    rule: str
    rule_reason: str
    opened_by: str
    opened_at: datetime
    votes: tuple[SeatVote, ...]
    quorum: Quorum
    stopped: str
    """Why nothing can be cast for now; empty while it can."""
    shown_as_cast: bool
    may_abstain: bool
    endings: tuple[Ending, ...]
    may_reopen: bool
    today: date

    @property
    def ending(self) -> Ending | None:
        """How it ended; None while it is open."""
        return self.endings[-1] if self.endings else None


def names_of(votes: Sequence[SeatVote]) -> dict[SeatVote, str]:
    """Name each seat's voter; two of one name are told apart by their seats."""
    same = Counter(vote.name for vote in votes)
    return {vote: f"{vote.name} (seat {vote.seat})" if same[vote.name] > 1 else vote.name for vote in votes}


def corrected_in_words(before: Sequence[SeatVote], after: Sequence[SeatVote]) -> str:
    """Say whose vote a correction changed: "Bea Ortiz, Aye, not No"."""
    was = {vote.member_id: vote.option for vote in before}
    changed = [
        f"{name}, {IN_WORDS[vote.option]}, not {IN_WORDS[was[vote.member_id]]}"
        for vote, name in names_of(after).items()
        if was.get(vote.member_id, vote.option) is not vote.option
    ]
    return "; ".join(changed)


def in_full(votes: Sequence[SeatVote]) -> dict[SeatVote, str]:
    """Name each seat's voter, an alternate with whom they stand in for: "A. Tran (for B. Ortiz)"."""
    return {
        vote: f"{name} (for {vote.alternate_for})" if vote.alternate_for else name
        for vote, name in names_of(votes).items()
    }
