"""The card of a prospect, and a prospect in one line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from slack_sdk.models.blocks import ActionsBlock, Block, Option, OverflowMenuElement

from handlers.views.kit import (
    Message,
    actions,
    button,
    clip,
    context,
    does,
    option,
    section,
    sentence,
    titled,
)
from handlers.views.steps import actor, count_in_words, is_dated, small_print, when, when_on_card
from models.rules.due import event_in_words
from models.rules.policy import BegunBy
from models.rules.progress import Progress, Side
from models.rules.steps import Standing, step_of
from models.rules.wording import date_in_words, day_in_words, plural

MORE = "more"
MOST_ON_CARD = 3
"""Ready steps that a card names."""
LONGEST_REASON = 100
"""Characters of a reason that stands in a line of many."""
DO_NOT_DISCUSS = "Please don't discuss here; suggest it for the agenda."
BEGUN = {
    BegunBy.THEM: "New inquiry",
    BegunBy.US: "New outreach",
    BegunBy.GROUP: "New application",
}


def inquiry_card(progress: Progress, today: date, *, public_body: bool) -> Message:
    """Draw the card of a prospect that stands in the channel and is edited in place."""
    told = _card_sentences(progress, today)
    blocks: list[Block] = [
        titled(progress.full_name, *([", ".join(progress.interests)] if progress.interests else [])),
        section(step_of(progress.standings).capitalize(), fields=_card_fields(progress, today)),
        *_counted_on_card(progress),
    ]
    if public_body:
        blocks.append(context(DO_NOT_DISCUSS))
    blocks.append(_card_buttons(progress))
    blocks.append(
        context(f"No. {progress.number}. Recorded by {progress.recorded_by}. {began(progress, today)}.")
    )
    return Message(text=" ".join(told), blocks=tuple(blocks))


def _card_sentences(progress: Progress, today: date) -> list[str]:
    told = [f"{BEGUN[progress.begun_by]}: {progress.full_name}."]
    if not progress.is_open:
        return [
            f"{progress.full_name}: closed {day_in_words(progress.closed_on or today, today)}. {sentence(progress.closed_because)}"
        ]
    told += [
        sentence(f"{standing.step.title}: {when_on_card(standing, today)}")
        for standing in progress.now[:MOST_ON_CARD]
    ]
    if progress.owner:
        told.append(f"Owner: {progress.owner}.")
    return [
        *told,
        sentence(whose_turn(progress, today)),
        f"{began(progress, today)}.",
        f"Recorded by {progress.recorded_by}.",
    ]


def _card_fields(progress: Progress, today: date) -> list[str]:
    if not progress.is_open:
        return [
            f"Closed: {day_in_words(progress.closed_on or today, today)}",
            f"Reason: {progress.closed_because}",
        ]
    dated = [
        f"{standing.step.title}: {when_on_card(standing, today)}" for standing in progress.now[:MOST_ON_CARD]
    ]
    return [*dated, f"Owner: {progress.owner or 'nobody yet'}", whose_turn(progress, today)]


def silence_choices(progress: Progress) -> list[Option]:
    """Offer to set their silence aside, or to take it up again, while the next word is theirs."""
    if not progress.is_open or progress.waiting_on is Side.US:
        return []
    return [option("Take up again" if progress.parked else "Park", f"park:{progress.prospect_id}")]


def _counted_on_card(progress: Progress) -> list[Block]:
    counted = [count_in_words(standing) for standing in progress.now[:MOST_ON_CARD] if is_dated(standing)]
    if not counted or not progress.is_open:
        return []
    return [
        context(
            " ".join(
                ["Counted:", *dict.fromkeys(counted), "“What's next” gives our readings and the sources."]
            )
        )
    ]


def explanations(standings: Sequence[Standing]) -> list[Block]:
    """Say in small print how the dates of some steps were counted."""
    return [
        context(f"{standing.step.title}: {small_print(standing)}")
        for standing in standings
        if is_dated(standing)
    ]


def began(progress: Progress, today: date) -> str:
    """Say what it began with, and when."""
    event = event_in_words(progress.starts)
    return f"{event[:1].upper()}{event[1:]} of {day_in_words(progress.began_on, today)}"


def _card_buttons(progress: Progress) -> ActionsBlock:
    choices = [option("History", f"show:{progress.prospect_id}")]
    if progress.is_open:
        choices.append(option("Add to agenda", f"agenda:{progress.prospect_id}"))
    choices += silence_choices(progress)
    choices.append(
        option("Close", f"close:{progress.prospect_id}")
        if progress.is_open
        else option("Reopen", f"reopen:{progress.prospect_id}")
    )
    return actions(
        button("What's next", does("next"), progress.prospect_id, about=progress.name),
        button("Log correspondence", does("log"), progress.prospect_id, about=progress.name),
        OverflowMenuElement(action_id=MORE, options=choices),
    )


def waiting(progress: Progress, today: date) -> str:
    """Say whose turn it is, since when and for how long; or since when their silence is set aside, and why."""
    days = (today - progress.waiting_since).days
    lasting = f"({plural(days, 'day') if days else 'today'})"
    if not progress.parked:
        return f"{whose_turn(progress, today)} {lasting}"
    silent = f"No answer since {day_in_words(progress.waiting_since, today)} {lasting}"
    return f"{parked_in_words(progress, today)} {silent}"


def whose_turn(progress: Progress, today: date) -> str:
    """Say in the channel whose turn it is, since when; or since when their silence is set aside, without the reason."""
    if progress.parked:
        since = day_in_words(progress.waiting_since, today)
        return f"Parked since {day_in_words(progress.parked.on, today)}: no answer since {since}"
    who = progress.name if progress.waiting_on is Side.THEM else "us"
    return f"Waiting on {who} since {day_in_words(progress.waiting_since, today)}"


def parked_in_words(progress: Progress, today: date) -> str:
    """Say in one line since when their silence is set aside, and why; empty where it is not."""
    if not progress.parked:
        return ""
    reason = clip(sentence(" ".join(progress.parked.reason.split())), LONGEST_REASON)
    return f"Parked since {date_in_words(progress.parked.on, today)}: {reason}"


def one_line(progress: Progress, today: date) -> str:
    """Say a prospect in one line: the city, the first thing to do, who, and by when."""
    if not progress.is_open:
        return f"{progress.full_name}: closed {day_in_words(progress.closed_on or today, today)}"
    if not progress.now:
        return f"{progress.full_name}: nothing open now"
    first = progress.now[0]
    more = f", and {plural(len(progress.now) - 1, 'more step')}" if len(progress.now) > 1 else ""
    by_when = when(first, progress, today) or "no date set"
    said = f"{first.step.title}, {actor(first.step, progress)}, {by_when[:1].lower()}{by_when[1:]}"
    return f"{progress.full_name}: {said}{more}"


def counted_line(progress: Progress) -> str:
    """Say how the date was counted that a prospect's one line names; empty where it names none."""
    return count_in_words(progress.now[0]) if progress.is_open and progress.now else ""


def in_full(progress: Progress, line: str, today: date) -> str:
    """Put below a prospect's one line whose turn it is, and how its date was counted."""
    turn = waiting(progress, today) if progress.is_open else ""
    return "\n".join(filter(None, [line, turn, counted_line(progress)]))


def line_with_count(progress: Progress, line: str) -> str:
    """Put below a prospect's one line how its date was counted."""
    return "\n".join(filter(None, [line, counted_line(progress)]))
