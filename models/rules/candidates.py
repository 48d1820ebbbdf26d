"""Candidates of a search as values: where each stands, how many are picked, and whether that is what the policy wants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from models.rules.amounts import count_in_words
from models.rules.facts import Facts
from models.rules.policy import Count, Step
from models.rules.wording import plural

LONGEST_FOUND_THROUGH, LONGEST_WHY, LONGEST_REASON = 120, 500, 300
"""Characters of who named a candidate, of why, and of why it was picked or dropped."""


class CandidateState(StrEnum):
    """Where a candidate stands, in the order in which they are listed."""

    PICKED = "picked"
    LISTED = "listed"
    DROPPED = "dropped"


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A candidate as somebody may see it."""

    candidate_id: str
    name: str
    """The city with its country."""
    state: CandidateState
    found_through: str
    why: str
    """Empty where nothing was said, or what was said is not for the reader."""
    is_held: bool = False
    """Whether a packet is yet to make readable for everybody why it is on the list."""
    reason: str = ""
    """Why it was picked or dropped."""
    on: date
    """The day on which it came to stand so."""
    file: tuple[str, str] | None = None
    """The prospect that it became, as id and what its file is called: "No. 3"."""


def in_order(candidates: Sequence[Listed]) -> list[Listed]:
    """List those picked first, then those on the list, then those dropped; each as they were added."""
    return [each for state in CandidateState for each in candidates if each.state is state]


def tally(states: Sequence[CandidateState], count: Count | None) -> str:
    """Say how many are picked, and what is wrong with that number: "2 picked: pick 1 to 3 more"."""
    picked = states.count(CandidateState.PICKED)
    said = f"{picked or 'none'} picked"
    wrong = count_in_words(count, picked) if count else None
    return f"{said}: {wrong}" if wrong else said


def shortlist_in_words(states: Sequence[CandidateState], count: Count | None, *, narrowed: str = "") -> str:
    """Say of a search how its candidates stand; `narrowed` is the step that said their number, once it is done."""
    if not states:
        return "No candidates yet"
    said = f"{plural(len(states), 'candidate')}, {tally(states, count)}"
    wrong = count_in_words(count, states.count(CandidateState.PICKED)) if count else None
    return f"{said} (although “{narrowed}” is done)" if wrong and narrowed else said


def with_dates_found(
    facts: Facts, steps: Sequence[Step], starts: str, found: Sequence[Mapping[str, date]]
) -> Facts:
    """Add to what is recorded of a search the dates that end its steps, where a city that came out of it has them.

    What happened before the search began was not found by it; of several cities the first counts.
    """
    began = facts.dates[starts]
    ends = {
        name: min(days)
        for name in {step.until for step in steps if step.until}
        if (days := [dates[name] for dates in found if name in dates and dates[name] >= began])
    }
    return replace(facts, dates={**ends, **facts.dates})


def count_recorded_wrong(typed: int, picked: int | None) -> str | None:
    """Say that a number typed is not that of the candidates picked, which counts; None where nobody listed any."""
    if picked is None or typed == picked:
        return None
    those = plural(picked, "candidate is", "candidates are")
    return f"{those} picked in this search, not {typed}. What is recorded there counts: pick or drop there first."


def where_it_stands(candidate: Listed, on: str) -> str:
    """Say of a city that is on the list already how it stands: "dropped on Mon, Mar 2, because: Too far"."""
    because = f", because: {candidate.reason.rstrip('. ')}" if candidate.reason else ""
    verb = "on the list since" if candidate.state is CandidateState.LISTED else f"{candidate.state} on"
    return f"{verb} {on}{because}"
