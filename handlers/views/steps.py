"""A step in words: who acts, by when and how that was counted, what it asks for, where it comes from."""

from __future__ import annotations

from datetime import date

from models.rules.due import due_in_words
from models.rules.policy import Step, Strength
from models.rules.progress import Progress
from models.rules.steps import Standing, State
from models.rules.wording import day_in_words, listed

THEIR_SIDE = frozenset({"prospective city", "inquiring city", "foreign city"})
OUR_SIDE = frozenset({"staff", "commission"})


def actor(step: Step, progress: Progress) -> str:
    """Say who acts: their city by its name, ours by its owner, else the policy's word."""
    if step.who.lower() in THEIR_SIDE:
        return progress.name
    if step.who.lower() in OUR_SIDE and progress.owner:
        return progress.owner
    return step.who[:1].upper() + step.who[1:]


def numbered(standing: Standing, progress: Progress) -> str:
    """Name the step with the document's own number, else with its place in the list."""
    place = [other.step.id for other in progress.standings].index(standing.step.id) + 1
    return f"Step {standing.step.number or place}. {standing.step.title}"


def when(standing: Standing, progress: Progress, today: date) -> str:
    """Say by when: the deadline, the goal, or why there is no date."""
    said = [
        due_in_words(due, today, progress.days_off)
        for due in (standing.due, standing.goal)
        if due is not None
    ]
    if standing.window and standing.entry is None:
        first, last = standing.window
        said.append(f"Choose a date from {day_in_words(first, today)} to {day_in_words(last, today)}")
    if standing.step.expect:
        said.append(f"Expect {standing.step.expect} (not computed)")
    return ". ".join(part[:1].upper() + part[1:] for part in said)


def now_sentence(standing: Standing, progress: Progress, today: date) -> str:
    """Say a step that is next in one go: its number and title, who acts, by when."""
    who = actor(standing.step, progress)
    return f"{numbered(standing, progress)}. {who}. {when(standing, progress, today) or 'No date set'}."


def how_counted(standing: Standing) -> list[str]:
    """Say how each date was counted, and on which reading of ours it rests."""
    lines = []
    for due in (standing.due, standing.goal):
        if due is not None:
            lines.append(due.how)
            if due.strict:
                lines.append(
                    f"Counting every scheduled meeting, whether held or not, it would be {day_in_words(due.strict, due.strict)}"
                )
            if due.assumption:
                lines.append(f"Our reading: {due.assumption}")
    return lines


def asked_for(step: Step) -> str:
    """Say what evidence closes the step; empty when none is asked for."""
    parts = []
    if step.need:
        parts.append(" and ".join(step.need))
    if step.any_of:
        parts.append(" or ".join(step.any_of))
    return "; ".join(parts)


def small_print(standing: Standing) -> str:
    """Say how the dates were counted, the strength, and the source, in one line of small print."""
    step = standing.step
    strength = {Strength.SHOULD: "The policy says should", Strength.MAY: "The policy says may"}
    lines = [*how_counted(standing), strength.get(step.strength, ""), f"Source: {step.source}"]
    return ". ".join(line.rstrip(".") for line in lines if line) + "."


def help_with(step: Step) -> str:
    """Say how to do it: where to send, which form, what the paper contains."""
    parts = [
        step.how or "",
        f"Form: {step.form}" if step.form else "",
        f"Send to: {step.send_to}" if step.send_to else "",
        f"It contains: {'; '.join(step.contains)}" if step.contains else "",
    ]
    return ". ".join(part.rstrip(".") for part in parts if part)


def state_in_words(standing: Standing, today: date) -> str:
    """Say where the step stands, in a few words."""
    entry = standing.entry
    if entry is not None:
        because = f", because: {entry.reason}" if entry.reason else ""
        return f"{entry.state} {day_in_words(entry.on, today)}{because}"
    if standing.state is State.READY:
        return "now"
    if standing.not_before and not standing.waits_for:
        return f"not before {day_in_words(standing.not_before, today)}"
    blockers = listed(
        tuple(f"step {step.number}" if step.number else f"“{step.title}”" for step in standing.waits_for)
    )
    reasons = [f"after {blockers}" if blockers else "", standing.held_back or ""]
    return ", ".join(["later", *filter(None, reasons)])
