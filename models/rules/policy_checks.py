"""Checks what the tables of a policy file say of one another: every name leads somewhere, no step waits for itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from models.rules.policy import Before, EveryYearBy, Meetings, Order, Path, Phrase, Policy, Step
from models.rules.policy_faults import Fault
from models.rules.policy_format import RECORDED_DATES
from models.rules.policy_keys import near_miss
from models.rules.policy_kinds import Misreading

MOST_ASKED = 5
"""So many questions fit on a form beside notes on criteria."""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A policy as far as it could be read, and where its tables stand in the file."""

    policy: Policy
    places: Mapping[str, Sequence[str]]
    """By section; in the order of the policy's steps, paths and bodies."""


def check_draft(draft: Draft) -> Iterator[Fault]:
    """List every name that leads nowhere, every id given twice and every circle."""
    policy = draft.policy
    for body, place in zip(policy.bodies, draft.places["body"], strict=True):
        if body.quorum is not None and body.quorum > body.voting:
            problem = f"a quorum of {body.quorum} cannot be met."
            yield Fault(
                place=place,
                field="quorum",
                problem=problem,
                expected=f"at most {body.voting}, its voting seats",
            )
    for path, place in zip(policy.paths, draft.places["path"], strict=True):
        yield from (Fault.at(place, found) for found in _check_path(policy, path))
    for position, place in enumerate(draft.places["step"]):
        yield from (Fault.at(place, found) for found in _check_step(policy, position))


def _check_path(policy: Policy, path: Path) -> Iterator[Misreading]:
    steps = policy.steps_of(path.id)
    if policy.steps and not steps:
        yield Misreading(field="", problem="no step belongs to it.", expected="at least one")
    if circle := _circle(path, steps):
        names = " → ".join(f'"{name}"' for name in circle)
        yield Misreading(field="after", problem=f"steps wait for one another: {names}.", expected="no circle")


def _circle(path: Path, steps: Sequence[Step]) -> list[str]:
    """Give the ids of steps that wait for one another, the first again at the end; empty when none do."""
    if len({step.id for step in steps}) < len(steps):
        return []  # an id given twice is a fault of its own
    before = {step.id: _waits_for(path, steps, position) for position, step in enumerate(steps)}
    try:
        TopologicalSorter(before).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def _waits_for(path: Path, steps: Sequence[Step], position: int) -> Sequence[str]:
    after = steps[position].after
    if after is not None:
        return after
    return [steps[position - 1].id] if position and path.order is not Order.ANY else []


def _check_step(policy: Policy, position: int) -> Iterator[Misreading]:
    step = policy.steps[position]
    companions = _companions(policy, step)
    bodies = [body.id for body in policy.bodies]
    yield from _check_id(policy, position)
    yield from _unknown("path", "path", step.paths, [path.id for path in policy.paths])
    yield from _unknown("after", "step", step.after or (), companions)
    yield from _unknown(
        "else", "step", [branch.back_to for branch in step.branches if branch.back_to], companions
    )
    yield from _unknown("assume", "assumption", step.assume, policy.assumptions)
    yield from _unknown(
        "checklist", "criteria group", step.checklist, [group.id for group in policy.criteria]
    )
    if step.vote:
        yield from _unknown("vote.body", "body", [step.vote.body], bodies)
    for field, phrase in _phrases(step):
        if isinstance(phrase, Meetings):
            yield from _unknown(field, "body", [phrase.body], bodies)
        yield from _check_anchor(field, phrase, companions, _dates(policy, step))
    yield from _check_until(step, [*sorted(_dates(policy, step)), *companions])
    if len(step.ask) > MOST_ASKED:
        yield Misreading(
            field="ask", problem=f"it asks {len(step.ask)} things.", expected=f"{MOST_ASKED} at most"
        )
    if step.within and not step.sets:
        yield Misreading(field="within", problem="it bounds no date.", expected='"sets" beside it')


def _check_until(step: Step, known: list[str]) -> Iterator[Misreading]:
    if step.until is None:
        return
    yield from _unknown("until", "date or step", [step.until], known)
    if step.due or step.goal:
        problem = "it ends with a date, and has a last day too."
        yield Misreading(field="until", problem=problem, expected='no "due" and no "goal" beside it')


def _check_id(policy: Policy, position: int) -> Iterator[Misreading]:
    step = policy.steps[position]
    if step.id and any(
        earlier.id == step.id and _meet(policy, earlier, step) for earlier in policy.steps[:position]
    ):
        problem = f'a step above has the id "{step.id}" too.'
        yield Misreading(field="id", problem=problem, expected="an id used once in a path")
    if step.id in _dates(policy, step):
        problem = f'"{step.id}" is the name of a date.'
        yield Misreading(field="id", problem=problem, expected="a name that dates do not have")


def _paths(policy: Policy, step: Step) -> set[str]:
    return set(step.paths or [path.id for path in policy.paths])


def _meet(policy: Policy, one: Step, other: Step) -> bool:
    return bool(_paths(policy, one) & _paths(policy, other))


def _companions(policy: Policy, step: Step) -> list[str]:
    """Give the ids of the other steps on the step's paths."""
    return [
        other.id for other in policy.steps if other.id not in ("", step.id) and _meet(policy, step, other)
    ]


def _dates(policy: Policy, step: Step) -> set[str]:
    """Give the names of dates that the step may count from."""
    starts = {path.starts for path in policy.paths if path.id in _paths(policy, step)}
    return starts | {other.sets for other in policy.steps if other.sets} | RECORDED_DATES.keys()


def _phrases(step: Step) -> Iterator[tuple[str, Phrase]]:
    for field, phrase in (
        ("due", step.due),
        ("goal", step.goal),
        ("wait", step.wait),
        ("within", step.within),
    ):
        if phrase is not None:
            yield field, phrase


def _check_anchor(field: str, phrase: Phrase, steps: list[str], dates: set[str]) -> Iterator[Misreading]:
    match phrase:
        case EveryYearBy():
            return
        case Before(span=None, anchor=anchor):
            yield from _unknown(field, "step", [anchor], steps)
        case _:
            yield from _unknown(field, "date or step", [phrase.anchor], [*sorted(dates), *steps])


def _unknown(field: str, sort: str, names: Iterable[str], known: Iterable[str]) -> Iterator[Misreading]:
    there = list(known)
    for name in names:
        if name not in there:
            expected = f"one of: {', '.join(there)}" if there else f"a {sort} of this policy, and it has none"
            yield Misreading(
                field=field,
                problem=f'there is no {sort} "{name}".{near_miss(name, there)}',
                expected=expected,
            )
