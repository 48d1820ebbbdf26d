"""What is shared with a channel: the answer as everybody may read it, its preview, and what is said of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    RichTextBlock,
    RichTextElementParts,
    RichTextSectionElement,
)
from slack_sdk.models.views import View

from handlers.views.history import dated_line
from handlers.views.kit import (
    Message,
    actions,
    bullets,
    button,
    clip,
    context,
    does,
    form,
    header,
    section,
    sentence,
    titled,
)
from handlers.views.lists import grouped
from handlers.views.prospects import DO_NOT_DISCUSS, is_complete, public_line, whose_turn
from handlers.views.steps import actor, numbered, public_state, when_on_card
from handlers.views.usage import verb_button
from models.rules.history import DatedStep
from models.rules.progress import Progress
from models.rules.steps import Standing, step_of
from models.rules.wording import day_in_words, plural

SHARE_FORM, SHARE_AGAIN, SHARE_UNDO = "share_form", "share_again", "share_undo"
MOST_NOW, MOST_AHEAD = 8, 3
LONGEST_LINE = 200
MOST_DATES = 20


def shared_next(progress: Progress, today: date) -> Message:
    """Draw what is next for one city as a channel may read it: steps, people and dates, nobody's own words."""
    if not progress.is_open:
        said = f"{progress.full_name} was closed on {day_in_words(progress.closed_on or today, today)}."
        return Message(text=said, blocks=(section(said), _see(progress)))
    now = [_now_line(each, progress, today) for each in progress.now[:MOST_NOW]] or ["Nothing is open now"]
    where, turn = step_of(progress.standings), sentence(whose_turn(progress, today))
    told = [f"What's next for {progress.full_name}: {where}.", *map(sentence, now), turn]
    return Message(
        text=" ".join(told),
        blocks=(
            header(f"{progress.full_name}: {where}"),
            titled("Now", *now),
            *_coming(progress, today),
            section(turn),
            _see(progress),
        ),
    )


def _coming(progress: Progress, today: date) -> list[Block]:
    """List the next few steps that are still ahead; a channel needs no longer list, and "What's next" has it."""
    ahead = [each for each in progress.standings if each.is_open and each not in progress.now]
    if not ahead:
        return []
    lines = [
        clip(f"{numbered(each, progress)} ({public_state(each, progress, today)})", LONGEST_LINE)
        for each in ahead[:MOST_AHEAD]
    ]
    left = len(ahead) - len(lines)
    return [titled("After that"), bullets([*lines, *([plural(left, "more step")] if left else [])])]


def _now_line(standing: Standing, progress: Progress, today: date) -> str:
    who, by_when = actor(standing.step, progress), when_on_card(standing, today)
    return f"{clip(numbered(standing, progress), LONGEST_LINE)}. {who[:1].upper()}{who[1:]}. {by_when}"


def _see(progress: Progress) -> ActionsBlock:
    return actions(button("What's next", does("next"), progress.prospect_id, about=progress.name))


def shared_list(title: str, groups: Mapping[str, Sequence[Progress]], today: date) -> Message:
    """Draw a page of cities as a channel may read it, one line each below its heading."""
    lines = {heading: [_city_line(each, today) for each in files] for heading, files in groups.items()}
    said = [sentence(f"{heading}: {line}") for heading, each in lines.items() for line in each]
    return Message(
        text=" ".join([f"{title}.", *said]),
        blocks=(
            header(title),
            *[titled(heading, *each) for heading, each in lines.items()],
            actions(verb_button("next")),
        ),
    )


def _city_line(progress: Progress, today: date) -> str:
    if not progress.is_open:
        return f"{progress.full_name}: closed {day_in_words(progress.closed_on or today, today)}"
    line = public_line(progress, today)
    return line if is_complete(progress) else f"{line}. {whose_turn(progress, today)}"


def groups_of(page: Sequence[Progress], today: date) -> dict[str, list[Progress]]:
    """Put a page of any cities under the headings of what is next; those that are closed come last."""
    closed = [progress for progress in page if not progress.is_open]
    still_open = grouped([progress for progress in page if progress.is_open], today)
    return {**still_open, **({"Closed": closed} if closed else {})}


def shared_dates(dates: Sequence[DatedStep], today: date, *, until: date) -> Message:
    """Draw the coming dates as a channel may read them."""
    title = f"Dates up to {day_in_words(until, today)}"
    lines = [dated_line(each, today) for each in dates[:MOST_DATES]]
    left = len(dates) - len(lines)
    more = [f"{left} more are not shown"] if left else []
    empty = [] if dates else ["Nothing has a date, and nothing is overdue"]
    told = [*lines, *more, *empty]
    return Message(
        text=" ".join([f"{title}.", *map(sentence, told)]),
        blocks=(header(title), bullets(told), actions(verb_button("due"))),
    )


def as_posted(message: Message, by: str, on: date, today: date, *, public_body: bool) -> Message:
    """Say below a shared answer who shared it and when, as of which day it was drawn, and where a public body discusses it."""
    as_of = f" As of {day_in_words(today, today)}." if today != on else ""
    shared = f"Shared by {by} on {day_in_words(on, today)}.{as_of}"
    asks = [context(DO_NOT_DISCUSS)] if public_body else []
    return replace(message, text=f"{message.text} {shared}", blocks=(*message.blocks, *asks, context(shared)))


def in_channel(before: str, channel: str, after: str) -> RichTextBlock:
    """Make a line that names a channel as Slack does."""
    named = RichTextElementParts.Channel(channel_id=channel)
    parts = [RichTextElementParts.Text(text=before), named, RichTextElementParts.Text(text=after)]
    return RichTextBlock(elements=[RichTextSectionElement(elements=parts)])


def share_form(preview: Message, channel: str, *, here: bool, carries: Mapping[str, Any]) -> View:
    """Show what would be posted, and where; `here` tells whether that is where it was asked."""
    why = "" if here else " You asked in private, so it goes to the commission's channel."
    blocks: list[Block] = [in_channel("Everyone in ", channel, f" will see this.{why}"), *preview.blocks]
    return form("Share this?", SHARE_FORM, blocks, submit="Share", carries=carries)


def being_shared(act_id: int, channel: str) -> View:
    """Say that it is on its way, with the way back."""
    said = in_channel(
        "I am posting it in ", channel, " now. If I may not post there yet, I will write to you."
    )
    row = actions(button("Take it back", SHARE_UNDO, str(act_id)), verb_button("next"))
    return form("Shared", "saved", [said, row], submit=None, close="Close")


def share_taken_back(by: str) -> Message:
    """Say in place of a shared answer that it was taken back."""
    said = f"{by} took back what was shared here."
    return Message(text=said, blocks=(section(said),))


def share_is_gone() -> Message:
    """Say in place of a shared answer that there is nothing to show any more."""
    said = "What was shared here is no longer in the record."
    return Message(text=said, blocks=(section(said),))


def share_is_taken_back() -> Message:
    """Say to whoever took it back what the channel reads now."""
    said = "Taken back. The message in the channel says so in place of the answer."
    return Message(text=said, blocks=(section(said), actions(verb_button("next"))))


def not_shared(channel: str, act_id: str, *, is_archived: bool) -> Message:
    """Say to the one who shared that Clerk may not post there, and what lets it in."""
    remedy = "It is archived; unarchive it" if is_archived else "Type /invite @Clerk there"
    begins, ends = "I can't post in ", f" yet. {remedy}, then press Try again."
    row = actions(button("Try again", SHARE_AGAIN, act_id), button("Take it back", SHARE_UNDO, act_id))
    return Message(
        text=f"{begins}the channel where you shared an answer{ends}",
        blocks=(in_channel(begins, channel, ends), row),
    )
