"""The card of a prospect, and a prospect in one line."""

from __future__ import annotations

from datetime import date

from slack_sdk.models.blocks import ActionsBlock, Block, OverflowMenuElement

from handlers.views.kit import Message, actions, button, context, does, escape, option, section, sentence
from handlers.views.steps import actor, when
from models.rules.due import event_in_words
from models.rules.policy import BegunBy
from models.rules.progress import Progress, Side
from models.rules.steps import step_of
from models.rules.wording import day_in_words, plural

MORE = "more"
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
        section(
            f"*{escape(progress.full_name)}*"
            + (f"\n{escape(', '.join(progress.interests))}" if progress.interests else "")
        ),
        section(
            f"*{step_of(progress.standings).capitalize()}*",
            fields=[escape(line) for line in _card_fields(progress, today)],
        ),
    ]
    if public_body:
        blocks.append(context(DO_NOT_DISCUSS))
    blocks.append(_card_buttons(progress))
    blocks.append(
        context(
            escape(f"No. {progress.number}. Recorded by {progress.recorded_by}. {_began(progress, today)}.")
        )
    )
    return Message(text=" ".join(told), blocks=tuple(blocks))


def _card_sentences(progress: Progress, today: date) -> list[str]:
    told = [f"{BEGUN[progress.begun_by]}: {progress.full_name}."]
    if not progress.is_open:
        return [
            f"{progress.full_name}: closed {day_in_words(progress.closed_on or today, today)}. {sentence(progress.closed_because)}"
        ]
    told += [
        f"{standing.step.title}: {when(standing, progress, today) or 'no date set'}."
        for standing in progress.now[:2]
    ]
    if progress.owner:
        told.append(f"Owner: {progress.owner}.")
    return [*told, f"Recorded by {progress.recorded_by}, {day_in_words(progress.began_on, today)}."]


def _card_fields(progress: Progress, today: date) -> list[str]:
    if not progress.is_open:
        return [
            f"Closed: {day_in_words(progress.closed_on or today, today)}",
            f"Reason: {progress.closed_because}",
        ]
    dated = [
        f"{standing.step.title}: {when(standing, progress, today) or 'no date set'}"
        for standing in progress.now[:3]
    ]
    return [*dated, f"Owner: {progress.owner or 'nobody yet'}", waiting(progress, today)]


def _began(progress: Progress, today: date) -> str:
    event = event_in_words(progress.starts)
    return f"{event[:1].upper()}{event[1:]} of {day_in_words(progress.began_on, today)}"


def _card_buttons(progress: Progress) -> ActionsBlock:
    choices = [option("History", f"show:{progress.prospect_id}")]
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
    """Say whose turn it is, since when."""
    who = progress.name if progress.waiting_on is Side.THEM else "us"
    days = (today - progress.waiting_since).days
    return f"Waiting on {who} since {day_in_words(progress.waiting_since, today)} ({plural(days, 'day')})"


def one_line(progress: Progress, today: date) -> str:
    """Say a prospect in one line: the city, the first thing to do, who, and by when."""
    if not progress.is_open:
        return f"{progress.full_name}: closed {day_in_words(progress.closed_on or today, today)}"
    if not progress.now:
        return f"{progress.full_name}: nothing open now"
    first = progress.now[0]
    more = f", and {plural(len(progress.now) - 1, 'more step')}" if len(progress.now) > 1 else ""
    return f"{progress.full_name}: {first.step.title}, {actor(first.step, progress)}, {when(first, progress, today) or 'no date set'}{more}"
