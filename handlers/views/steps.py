"""A step in words: who acts, by when and how that was counted, what it asks for, where it comes from."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from handlers.views.kit import sentence
from models.rules.due import MEETING_COUNT_DEFINITION, Due, due_in_words, event_in_words
from models.rules.phrases import phrase_in_words
from models.rules.policy import Step, Strength
from models.rules.progress import Progress
from models.rules.steps import Standing, State
from models.rules.wording import day_in_words, listed

THEIR_SIDE = frozenset({"prospective city", "inquiring city", "foreign city"})
OUR_SIDE = frozenset({"staff", "commission"})
_OURS = OUR_SIDE | {"us", "chair", "vice chair", "owner", "secretary"}
_BODIES = {"Board", "Clerk", "Commission", "Committee", "Council"}


def actor(step: Step, progress: Progress) -> str:
    """Say in a line who acts: our owner by name, anybody else as "by the organization", "by Loreto"."""
    if step.who.lower() in OUR_SIDE and progress.owner:
        return progress.owner
    return f"by {party(step.who, progress.name)}"


def party(who: str, city: str) -> str:
    """Name whoever is to act, inside a sentence: "the organization", "the City Council", their city by its name."""
    first, _, rest = who.partition(" ")
    if who.lower() in THEIR_SIDE:
        return city
    if rest[:1].isupper() and who.rpartition(" ")[2] not in _BODIES:
        return who
    lower = who if rest[:1].isupper() else f"{who[:1].lower()}{who[1:]}"
    return lower if first.lower() in {"staff", "us", "our", "both"} else f"the {lower}"


def is_others(step: Step) -> bool:
    """Tell whether a step is for somebody to do who is neither of the commission nor of its staff."""
    who = step.who.lower()
    return bool(who) and who not in _OURS and not who.startswith(("our ", "both "))


def is_third_party(step: Step) -> bool:
    """Tell whether a step is for somebody to do who is of neither city's side in the letters."""
    return is_others(step) and step.who.lower() not in THEIR_SIDE


def numbered(standing: Standing, progress: Progress) -> str:
    """Name the step with the document's own number; where its list has none at all, with its place."""
    if standing.step.number:
        return f"Step {standing.step.number}. {standing.step.title}"
    if any(other.step.number for other in progress.standings):
        return standing.step.title
    place = [other.step.id for other in progress.standings].index(standing.step.id) + 1
    return f"Step {place}. {standing.step.title}"


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


def when_on_card(standing: Standing, today: date) -> str:
    """Say by when in words that stay true for days: without what is left until then."""
    said = [due_in_words(due, today) for due in (standing.due, standing.goal) if due is not None]
    return ". ".join(part[:1].upper() + part[1:] for part in said) or "No date set"


def titled_when(standing: Standing, by_when: str, today: date) -> str:
    """Say a step and by when: "Our goal: reply in writing by Wed, Dec 2", or its title and what the deadline is."""
    title, goal = standing.step.title, standing.goal
    if standing.due is not None or goal is None or goal.on is None or standing.window:
        return f"{title}: {by_when}"
    day = day_in_words(goal.on, today)
    if goal.on < today:
        return f"{title}: our goal was {day}"
    return f"Our goal: {title[:1].lower()}{title[1:]} by {day}"


def now_sentence(standing: Standing, progress: Progress, today: date) -> str:
    """Say a step that is next in one go: its number and title, who acts, by when."""
    who = actor(standing.step, progress)
    said = f"{numbered(standing, progress)}. {who[:1].upper()}{who[1:]}. {when(standing, progress, today) or 'No date set'}."
    waits = waits_for_word(standing, today)
    return f"{said} {sentence(waits[:1].upper() + waits[1:])}" if waits else said


def how_counted(standing: Standing, told: Collection[str] = ()) -> list[str]:
    """Say how each date was counted, and on which readings of ours it rests, but for those that were `told` before."""
    lines = [line for due in (standing.due, standing.goal) if due for line in _count_of(due)]
    if standing.window and standing.step.within:
        lines.append(f"the window is {phrase_in_words(standing.step.within)}")
    if standing.not_before and standing.step.wait:
        lines.append(f"to wait is {phrase_in_words(standing.step.wait)}")
    readings = [each for each in standing.readings if each not in told]
    if lines and readings:
        lines.append(f"our reading: {' '.join(readings)}")
    return lines


def _count_of(due: Due) -> list[str]:
    lines = [due.how]
    if due.strict:
        strict = day_in_words(due.strict, due.strict)
        lines.append(f"counting every scheduled meeting, whether held or not, it would be {strict}")
    if due.of is not None:
        lines.append(MEETING_COUNT_DEFINITION)
    return lines


def count_in_words(standing: Standing) -> str:
    """Say from what and how far the dates of a step were counted; empty where it has none."""
    dated = [due.how for due in (standing.due, standing.goal) if due and due.on]
    return " ".join(sentence(how[:1].upper() + how[1:]) for how in dated)


def is_dated(standing: Standing) -> bool:
    """Tell whether a date is shown with the step."""
    return any(due is not None and due.on is not None for due in (standing.due, standing.goal)) or bool(
        standing.window
    )


def asked_for(step: Step) -> str:
    """Say what evidence closes the step; empty when none is asked for."""
    parts = []
    if step.need:
        parts.append(" and ".join(step.need))
    if step.any_of:
        parts.append(" or ".join(step.any_of))
    return "; ".join(parts)


def small_print(standing: Standing, told: Collection[str] = ()) -> str:
    """Say how the dates were counted, the strength, and the source, in one line of small print; no reading `told` before."""
    step = standing.step
    strength = {Strength.SHOULD: "The policy says should", Strength.MAY: "The policy says may"}
    lines = [*how_counted(standing, told), strength.get(step.strength, ""), f"Source: {step.source}"]
    return " ".join(sentence(line[:1].upper() + line[1:]) for line in lines if line)


def small_prints(standings: Sequence[Standing]) -> list[str]:
    """Give the small print of several steps of one screen; a reading that they share is told at the first."""
    earlier = [
        {reading for before in standings[:place] if how_counted(before) for reading in before.readings}
        for place in range(len(standings))
    ]
    return [small_print(standing, told) for standing, told in zip(standings, earlier, strict=True)]


def help_with(step: Step) -> str:
    """Say how to do it: where to send, which form, what the paper contains."""
    parts = [
        step.how or "",
        f"Form: {step.form}" if step.form else "",
        f"Send to: {step.send_to}" if step.send_to else "",
        f"It contains: {'; '.join(step.contains)}" if step.contains else "",
    ]
    return ". ".join(part.rstrip(".") for part in parts if part)


def state_in_words(standing: Standing, progress: Progress, today: date) -> str:
    """Say where the step stands, in a few words."""
    if not standing.is_open:
        said = standing.entry.reason if standing.entry else ""
        return _end_in_words(standing, today, said)
    return _open_in_words(standing, progress, today)


def public_state(standing: Standing, progress: Progress, today: date) -> str:
    """Say where the step stands in words for everybody: without what somebody wrote about it."""
    if not standing.is_open:
        return _end_in_words(standing, today, "")
    return _open_in_words(standing, progress, today)


def _open_in_words(standing: Standing, progress: Progress, today: date) -> str:
    if standing.handed_in:
        return waits_for_word(standing, today)
    if standing.state is State.READY:
        return "now"
    if standing.not_before and not standing.waits_for:
        return f"not before {day_in_words(standing.not_before, today)}"
    blockers = listed(tuple(dict.fromkeys(_blocker(step, progress) for step in standing.waits_for)))
    reasons = [f"after {blockers}" if blockers else "", standing.held_back or ""]
    return ", ".join(["later", *filter(None, reasons)])


def _blocker(step: Step, progress: Progress) -> str:
    """Name a step that has to come first: by its number, or by its title where other steps have the same number."""
    numbers = [each.step.number for each in progress.standings]
    return f"step {step.number}" if step.number and numbers.count(step.number) == 1 else f"“{step.title}”"


def waits_for_word(standing: Standing, today: date) -> str:
    """Say of a step that was handed in when that was, and whose word it waits for; empty for any other."""
    if standing.handed_in is None:
        return ""
    return f"handed in {day_in_words(standing.handed_in.on, today)}, waiting for {standing.step.decided_by}"


def _end_in_words(standing: Standing, today: date, reason: str) -> str:
    entry = standing.entry
    if standing.ended_on:
        event = event_in_words(standing.step.until or "")
        return f"{standing.state} since the {event} of {day_in_words(standing.ended_on, today)}"
    if entry is None and standing.state is State.NOT_APPLICABLE:
        return "does not apply here"
    if entry is None:
        return f"{standing.state} by what is recorded"
    word = "note" if entry.state is State.DONE else "because"
    said = f", {word}: {reason}" if reason else ""
    kept = ", must stay true" if standing.step.keep and entry.state is State.DONE else ""
    return f"{entry.state} {day_in_words(entry.on, today)}{said}{kept}"
