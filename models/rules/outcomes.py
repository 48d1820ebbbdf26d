"""What an entry leads to: a notice when it is out of order, a branch when its outcome has one."""

from __future__ import annotations

from dataclasses import dataclass

from models.rules.policy import Branch, Order, Policy, Step
from models.rules.steps import Standing
from models.rules.wording import full_date, listed

APPROVED, WITH_CHANGES = "approved", "approved with changes"
"""The outcomes after which a path simply goes on."""
RETURNED, CONTINUED, DENIED = "returned", "continued", "denied"
DECISIONS = (APPROVED, WITH_CHANGES, RETURNED, CONTINUED, DENIED)
"""What a body may decide of what it votes on, whether or not the policy says what follows."""


@dataclass(frozen=True, kw_only=True)
class EntryNotice:
    """What is said when a step is entered before its turn (rule 6)."""

    text: str
    needs_reason: bool
    """Whether it is accepted only with a reason."""


def entry_notice(standing: Standing, order: Order) -> EntryNotice | None:
    """Say what a step is entered ahead of; None when it is in order. Never refuses."""
    said = [_not_done(standing.waits_for)] if standing.waits_for else []
    if standing.held_back:
        said.append(_too_early(standing))
    return EntryNotice(text=" ".join(said), needs_reason=order is not Order.ADVISORY) if said else None


def outcomes_of(step: Step) -> tuple[str, ...]:
    """List the ways in which a step may come out; nothing where it is simply done."""
    branches = tuple(branch.outcome for branch in step.branches)
    if step.vote is not None:
        return tuple(dict.fromkeys((*DECISIONS, *branches)))
    return (APPROVED, *branches) if branches else ()


def goes_on(outcome: str) -> bool:
    """Tell whether a path simply goes on after an outcome."""
    return outcome in {APPROVED, WITH_CHANGES}


def branch_for(step: Step, outcome: str) -> Branch | None:
    """Give the branch that an outcome takes; None when the path simply goes on."""
    return next((branch for branch in step.branches if branch.outcome == outcome), None)


def reopened_by_going_back(policy: Policy, path_id: str, step_id: str) -> tuple[str, ...]:
    """List, in file order, the step gone back to and all that follow from it: their entries no longer stand."""
    steps, order = policy.steps_of(path_id), policy.path(path_id).order
    before = {step.id: set(_named_before(step, steps, order)) for step in steps}
    reopened = {step_id}
    while grown := {each for each, named in before.items() if named & reopened} - reopened:
        reopened |= grown
    return tuple(step.id for step in steps if step.id in reopened)


def _named_before(step: Step, steps: tuple[Step, ...], order: Order) -> tuple[str, ...]:
    if step.after is not None:
        return step.after
    place = steps.index(step)
    return () if order is Order.ANY or place == 0 else (steps[place - 1].id,)


def _not_done(steps: tuple[Step, ...]) -> str:
    names = listed(tuple(_named(step) for step in steps))
    return f"{names[:1].upper()}{names[1:]} {'is' if len(steps) == 1 else 'are'} not done."


def _named(step: Step) -> str:
    return f'step {step.number}, "{step.title}",' if step.number else f'"{step.title}"'


def _too_early(standing: Standing) -> str:
    if standing.not_before is None:
        return f"It has to wait: {standing.held_back}."
    return f"It has to wait until {full_date(standing.not_before)}: {standing.held_back}."
