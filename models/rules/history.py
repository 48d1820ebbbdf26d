"""Values of looking back and ahead: an entry of the record, a step with its date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from models.rules.facts import State
from models.rules.policy import CriteriaGroup, Step
from models.rules.progress import Progress
from models.rules.wording import WEEKDAYS, full_date, listed

TICKED = ("need", "any_of", "contains")
SHOWN_AT = {"meeting": "discussed at a meeting", "vote": "by a recorded vote"}
"""What else can show a step than a paper."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of a prospect's record."""

    number: int
    """The act's own, in its workspace."""
    at: datetime
    by: str
    what: str
    """As the ledger calls it: "correspondence logged"."""
    said: tuple[str, ...]
    """What the facts tell that it added: letters, steps with their evidence, papers."""
    reason: str
    undone: bool

    @property
    def why(self) -> str:
        """The reason in words: of a step that is done it is a note."""
        word = "note" if self.what == f"step {State.DONE}" else "reason"
        return f"{word}: {self.reason}" if self.reason else ""


@dataclass(frozen=True, kw_only=True)
class Page:
    """Some entries of a record, newest first, and whether there are others before and after them."""

    entries: tuple[Entry, ...]
    has_newer: bool
    has_older: bool


@dataclass(frozen=True, kw_only=True)
class DatedStep:
    """A step with its date, for lists of dates."""

    progress: Progress
    step_id: str
    title: str
    on: date
    is_goal: bool
    """A goal of the commission's own: never due, never overdue."""
    basis: str
    """How the date was counted."""


def shown_for(
    step: Step,
    evidence: Mapping[str, object],
    numbers: Mapping[str, object],
    criteria: Sequence[CriteriaGroup],
) -> list[str]:
    """Say what was recorded as evidence of a step, as `models.evidence` keeps it; its letter and files apart."""
    said = []
    if step.share and "part" in numbers:
        said.append(f"{step.share.part}: {numbers['part']} of {numbers['whole']} {step.share.whole}")
    if "count" in numbers:
        said.append(f"{numbers['count']} picked")
    said += [f"with {_joined(evidence[name])}" for name in TICKED if name in evidence]
    if "lacks" in evidence:
        said.append(f"not in it: {_joined(evidence['lacks'])}")
    picked = [*_entries(evidence.get("pick")), *_entries(evidence.get("other"))]
    if picked:
        said.append(f"chosen: {listed(tuple(picked))}")
    if evidence.get("kind") in SHOWN_AT and not is_of_meeting(evidence):
        said.append(SHOWN_AT[str(evidence["kind"])])
    if "link" in evidence:
        said.append(f"see {evidence['link']}")
    return [*said, *_further(step, evidence), *_notes(evidence.get("criteria"), criteria)]


def is_of_meeting(evidence: Mapping[str, object]) -> bool:
    """Tell whether a step is shown by an item of one meeting, which is then named."""
    return evidence.get("kind") == "meeting" and "meeting" in evidence


def discussed_at(evidence: Mapping[str, object], on: date) -> str:
    """Say at which meeting a step was discussed, and as which item."""
    return f"discussed at the meeting of {full_date(on)}, item {evidence['number']}"


def date_set(name: str, on: date) -> str:
    """Say a date that a step set: "evaluation on Mon, Aug 30, 2027"."""
    return f"{name} on {WEEKDAYS[on.weekday()]}, {full_date(on)}"


def _joined(kept: object) -> str:
    return listed(tuple(_entries(kept)))


def _entries(kept: object) -> list[str]:
    """Give what the record keeps under one name, as a list or alone, as texts."""
    return [str(entry) for entry in (kept if isinstance(kept, list) else [kept]) if entry]


def _further(step: Step, evidence: Mapping[str, object]) -> list[str]:
    """Say what was answered, in the order in which the step asks; what it asked once, it may ask no more."""
    answers = evidence.get("asked")
    asked = answers if isinstance(answers, dict) else {}
    in_order = dict.fromkeys((*[what for what in step.ask if what in asked], *asked))
    said = [f"{what}: {asked[what]}" for what in in_order]
    to = evidence.get("continued_to")
    return [*said, *([f"to {full_date(date.fromisoformat(str(to)))}"] if to else [])]


def _notes(kept: object, criteria: Sequence[CriteriaGroup]) -> list[str]:
    notes = kept if isinstance(kept, dict) else {}
    return [f"{group.title}: {notes[group.id]}" for group in criteria if group.id in notes]
