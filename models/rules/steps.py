"""The step engine: where each step of a prospect stands, and what is next.

The rules of reading are numbered as in docs/policies.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from models.rules.due import Due, due_by, put_off, window
from models.rules.facts import Entry, Facts, State
from models.rules.policy import Order, Phrase, Policy, Step, Strength

__all__ = [
    "Due",
    "DueRow",
    "Entry",
    "Facts",
    "Standing",
    "State",
    "dates_known",
    "due_rows",
    "standings",
    "step_of",
    "whats_next",
]

_CLOSED = frozenset({State.DONE, State.WAIVED, State.NOT_APPLICABLE})


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where one step of a prospect stands today."""

    step: Step
    state: State
    entry: Entry | None = None
    handed_in: Entry | None = None
    """Of an open step: that it was handed in, and waits for another's word."""
    due: Due | None = None
    goal: Due | None = None
    window: tuple[date, date] | None = None
    """First and last day for the date that the step sets."""
    waits_for: tuple[Step, ...] = ()
    not_before: date | None = None
    held_back: str | None = None
    """How the day before which it may not be done is counted, while that day is ahead or unknown."""
    missing: tuple[Step, ...] = ()
    """Steps that *should* have come first and have not: listed, never blocking."""
    question: str | None = None
    """A `when` that nobody has answered yet."""
    ended_on: date | None = None
    """Of a step that applied until a date: that date, once it has come."""
    readings: tuple[str, ...] = ()
    """The readings of ours that an open step rests on, as sentences."""

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done: neither done, waived nor not applicable."""
        return self.state not in _CLOSED

    @property
    def is_denied(self) -> bool:
        """Whether it is over, and came out as a denial."""
        return self.entry is not None and not self.entry.sets_date

    @property
    def date_set(self) -> date | None:
        """The day on which it was done; nothing while it is not, or where it came out as a denial."""
        is_done = self.entry is not None and self.entry.state is State.DONE and not self.is_denied
        return self.entry.on if self.entry and is_done else None

    @property
    def is_tested_again(self) -> bool:
        """Whether it is done, and tested anew whenever there are new numbers: a share that must stay true."""
        return self.state is State.DONE and self.step.keep and self.step.share is not None


@dataclass(frozen=True, kw_only=True)
class DueRow:
    """A date of an open step, as it is kept for lists and reminders. The same on any day, given the same facts."""

    step_id: str
    on: date
    is_goal: bool
    basis: str


def standings(policy: Policy, path_id: str, facts: Facts, today: date) -> tuple[Standing, ...]:
    """Say where each step of a path stands, in file order; KeyError when there is no such path."""
    order, steps = policy.path(path_id).order, policy.steps_of(path_id)
    known = _with_dates_set(steps, facts)
    closed = {step.id: state for step in steps if (state := _closed_state(step, known, today))}
    return tuple(
        _closed_standing(step, closed[step.id], known, today)
        if step.id in closed
        else _open_standing(step, _predecessors(step, steps, order, closed), policy, known, today)
        for step in steps
    )


def whats_next(all_standings: Sequence[Standing]) -> tuple[Standing, ...]:
    """List the steps that may be worked on: overdue, then earliest due, then file order (rule 2)."""
    ready = [standing for standing in all_standings if standing.state is State.READY]
    return tuple(sorted(ready, key=_due_day))


def step_of(all_standings: Sequence[Standing]) -> str:
    """Say how far it has come, "step 2 of 7": by the document's numbers where it has them, else by place.

    Steps without a number in a numbered list come after it, and count when nothing else is open.
    """
    if not any(standing.is_open for standing in all_standings):
        return "all steps done"
    listed = [standing for standing in all_standings if standing.step.number]
    numbered = [(standing.step.number or 0, standing) for standing in listed] or list(
        enumerate(all_standings, 1)
    )
    last = max(number for number, _ in numbered)
    ready = [number for number, standing in numbered if standing.state is State.READY]
    still_open = [number for number, standing in numbered if standing.is_open]
    if not still_open:
        return f"after step {last}"
    return f"step {(ready or still_open)[0]} of {last}"


def due_rows(all_standings: Sequence[Standing]) -> tuple[DueRow, ...]:
    """List the dates to keep of the open steps, deadlines and goals, in file order."""
    return tuple(
        DueRow(step_id=standing.step.id, on=due.on, is_goal=due.is_goal, basis=due.basis)
        for standing in all_standings
        for due in (standing.due, standing.goal)
        if due is not None and due.on is not None
    )


def _due_day(standing: Standing) -> date:
    return standing.due.on if standing.due and standing.due.on else date.max


def _with_dates_set(steps: Sequence[Step], facts: Facts) -> Facts:
    """Add the dates that done steps set by having been done; a date recorded under the name wins."""
    set_by_doing = {
        step.sets: facts.entries[step.id].on
        for step in steps
        if step.sets and not step.within and _is_done(step, facts) and facts.entries[step.id].sets_date
    }
    return replace(facts, dates={**set_by_doing, **facts.dates})


def _is_done(step: Step, facts: Facts) -> bool:
    entry = facts.entries.get(step.id)
    return entry is not None and entry.state is State.DONE


def dates_known(policy: Policy, path_id: str, facts: Facts) -> Mapping[str, date]:
    """Give every date of a prospect by its name: what was recorded, and what its steps set by having been done."""
    return _with_dates_set(policy.steps_of(path_id), facts).dates


def _closed_state(step: Step, facts: Facts, today: date) -> State | None:
    """Give the state of a step that is not open any more (rule 1)."""
    if step.id in facts.entries:
        return facts.entries[step.id].state
    if (step.when and facts.answers.get(step.when) is False) or _ended(step, facts, today):
        return State.NOT_APPLICABLE
    return State.DONE if step.within and step.sets in facts.dates else None


def _ended(step: Step, facts: Facts, today: date) -> date | None:
    """Give the day from which a step applies no more; None while it does."""
    on = facts.date_of(step.until) if step.until else None
    return on if on and on <= today else None


def _closed_standing(step: Step, state: State, facts: Facts, today: date) -> Standing:
    entry = facts.entries.get(step.id)
    return Standing(
        step=step, state=state, entry=entry, ended_on=None if entry else _ended(step, facts, today)
    )


def _open_standing(
    step: Step, predecessors: tuple[Step, ...], policy: Policy, facts: Facts, today: date
) -> Standing:
    waits_for = tuple(each for each in predecessors if each.strength is Strength.MUST)
    wait = _due(step.wait, step, policy, facts, today)
    held_back = wait is not None and (wait.on is None or today < wait.on)
    goal = _due(step.goal, step, policy, facts, today)
    return Standing(
        step=step,
        state=State.WAITING if waits_for or held_back else State.READY,
        handed_in=facts.handed_in.get(step.id),
        due=_deadline(step, policy, facts, today),
        goal=replace(goal, is_goal=True) if goal else None,
        window=window(step.within, facts) if step.within else None,
        waits_for=waits_for,
        not_before=wait.on if wait else None,
        held_back=wait.how if wait and held_back else None,
        missing=tuple(each for each in predecessors if each.strength is Strength.SHOULD),
        question=step.when if step.when and step.when not in facts.answers else None,
        readings=tuple(policy.assumptions[name] for name in step.assume),
    )


def _deadline(step: Step, policy: Policy, facts: Facts, today: date) -> Due | None:
    due, extended = _due(step.due, step, policy, facts, today), facts.extensions.get(step.id)
    return put_off(due, extended) if due and extended else due


def _due(phrase: Phrase | None, step: Step, policy: Policy, facts: Facts, today: date) -> Due | None:
    assumption = " ".join(policy.assumptions[name] for name in step.assume) or None
    return due_by(phrase, facts, today, assumption=assumption) if phrase else None


def _predecessors(
    step: Step, steps: Sequence[Step], order: Order, closed: dict[str, State]
) -> tuple[Step, ...]:
    """List the open steps that come before one: those it names, else those that the path's order puts there."""
    if step.after is not None:
        return tuple(each for each in steps if each.id in step.after and each.id not in closed)
    return () if order is Order.ANY else _in_front_of(step, steps, closed)


def _in_front_of(step: Step, steps: Sequence[Step], closed: dict[str, State]) -> tuple[Step, ...]:
    """Walk back to the nearest step that blocks or is behind us, past those that do not apply or never block."""
    found: list[Step] = []
    for each in reversed(steps[: steps.index(step)]):
        if closed.get(each.id) is State.NOT_APPLICABLE:
            continue
        if each.id in closed:
            break
        found.append(each)
        if each.strength is Strength.MUST:
            break
    return tuple(reversed(found))
