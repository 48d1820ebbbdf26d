"""What is known of a city as it stands, under headings: the first half of its story."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from models.rules.facts import State
from models.rules.history import shown_for
from models.rules.outcomes import WITH_CHANGES, goes_on
from models.rules.policy import On, Policy, Step
from models.rules.wording import full_date

LONGEST_LINE = 300
"""Characters of one line; the entry that it sums up has the rest."""
MOST_LINES = 20
"""Lines under one heading."""
REOPENED = "reopened"


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """A heading with its lines; one without lines is left out."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Known:
    """What a city's record says today."""

    policy: Policy
    chapters: tuple[Chapter, ...]
    papers: int
    """How many are kept."""


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What the record keeps of one step."""

    step: Step
    state: str
    on: date
    reason: str
    evidence: Mapping[str, object]
    numbers: Mapping[str, object]
    is_latest: bool = True
    """Whether nothing was recorded of the step since."""

    @property
    def is_reached(self) -> bool:
        """Whether it stands as done, and in a way that goes on: a denial ends a step and approves nothing."""
        return self.is_latest and self.state == State.DONE and (not self.outcome or goes_on(self.outcome))

    @property
    def outcome(self) -> str:
        """How it came out, where there are several ways."""
        return str(self.evidence.get("outcome") or "")

    @property
    def is_decision(self) -> bool:
        """Whether a body decided it."""
        return self.step.vote is not None and bool(self.outcome)

    @property
    def is_evaluation(self) -> bool:
        """Whether it looked back on what was reached."""
        return isinstance(self.step.due, On)

    @property
    def is_plan(self) -> bool:
        """Whether it set out what to do together."""
        return any("goals" in what for what in self.step.ask)

    @property
    def tells(self) -> bool:
        """Whether it says more than that it was done: an answer, a choice, a number, or that it was handed in or left out."""
        said = {"asked", "pick", "other"} & self.evidence.keys()
        return bool(
            said or self.numbers or self.step.optional or (self.state != State.DONE and self.outcome)
        ) or self.state in {State.HANDED_IN, State.WAIVED, State.NOT_APPLICABLE}


def told(kept: Kept) -> str:
    """Say in one line what a step asked and what was answered, and by when."""
    evidence = {name: said for name, said in kept.evidence.items() if name in {"asked", "pick", "other"}}
    answers = "; ".join(shown_for(kept.step, evidence, kept.numbers, ()))
    left_out = kept.state in {State.WAIVED, State.NOT_APPLICABLE}
    because = f"because: {kept.reason}" if left_out and kept.reason else ""
    said = "; ".join(part for part in (answers, because) if part)
    return clipped(": ".join(filter(None, [f"{kept.step.title}, {_ended(kept)}", said])))


def decided(kept: Kept) -> str:
    """Say in one line what a body decided, with the number and the conditions."""
    asked = {name: said for name, said in kept.evidence.items() if name in {"asked", "continued_to"}}
    answers = shown_for(kept.step, asked, {}, ())
    word = "conditions" if kept.outcome == WITH_CHANGES else "note"
    reason = [f"{word}: {kept.reason}"] if kept.reason else []
    said = "; ".join([*answers, *reason])
    return clipped(": ".join(filter(None, [f"{kept.step.who}, {full_date(kept.on)}, {kept.outcome}", said])))


def clipped(line: str) -> str:
    """Shorten a line to what one heading has room for."""
    return line if len(line) <= LONGEST_LINE else f"{line[: LONGEST_LINE - 1]}…"


def _ended(kept: Kept) -> str:
    day = full_date(kept.on)
    if kept.state == State.HANDED_IN:
        return f"handed in {day}, waiting for {kept.step.decided_by}"
    word = kept.outcome if kept.state == REOPENED else kept.state
    return f"{word} {day}"
