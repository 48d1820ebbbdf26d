"""Cards and lists of prospects."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from slack_sdk.models.blocks import ActionsBlock, Block, DividerBlock, OverflowMenuElement

from handlers.views.kit import (
    Message,
    actions,
    button,
    clip,
    context,
    does,
    escape,
    header,
    option,
    bullets,
    pages,
    section,
    sentence,
)
from handlers.views.steps import actor, asked_for, help_with, numbered, small_print, state_in_words, when
from models.rules.due import event_in_words, is_overdue
from models.rules.policy import BegunBy
from models.rules.progress import Progress, Side
from models.rules.steps import Standing, step_of
from models.rules.wording import day_in_words, plural

MORE = "more"

PAGE = 8
"""Prospects on one page of a list: what a phone shows without losing the thread."""
SOON = timedelta(days=14)
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


def next_card(progress: Progress, today: date, *, may_complete: bool) -> Message:
    """Answer "what's next?" for one prospect: the ready steps with their dates and reasons, then every step."""
    if not progress.is_open:
        return _closed_card(progress, today)
    title = f"{progress.full_name}: {progress.path_title}"
    said = [f"{progress.full_name}."] + [
        _now_sentence(standing, progress, today) for standing in progress.now
    ]
    blocks: list[Block] = [header(title), section(f"*{_now_heading(progress.now)}*")]
    for standing in progress.now:
        blocks += _now_blocks(standing, progress, today)
    blocks += [
        DividerBlock(),
        bullets([_step_line(standing, progress, today) for standing in progress.standings]),
    ]
    blocks += [context(escape(waiting(progress, today))), _next_buttons(progress, may_complete=may_complete)]
    return Message(text=" ".join([*said, waiting(progress, today) + "."]), blocks=tuple(blocks))


def _closed_card(progress: Progress, today: date) -> Message:
    said = f"{progress.full_name} was closed on {day_in_words(progress.closed_on or today, today)}: {sentence(progress.closed_because)}"
    row = actions(
        button("History", does("show"), progress.prospect_id, about=progress.name),
        button("Reopen", does("reopen"), progress.prospect_id, about=progress.name),
    )
    return Message(text=said, blocks=(section(escape(said)), row))


def _now_heading(now: Sequence[Standing]) -> str:
    words = {0: "Nothing is open now.", 1: "Now: one thing"}
    numbers = {2: "two", 3: "three", 4: "four", 5: "five"}
    return words.get(len(now)) or f"Now: {numbers.get(len(now), len(now))} things"


def _now_sentence(standing: Standing, progress: Progress, today: date) -> str:
    return f"{numbered(standing, progress)}. {actor(standing.step, progress)}. {when(standing, progress, today) or 'No date set'}."


def _now_blocks(standing: Standing, progress: Progress, today: date) -> list[Block]:
    step = standing.step
    lines = [
        f"*{escape(numbered(standing, progress))}*",
        escape(f"{actor(step, progress)}. {when(standing, progress, today) or 'No date set'}."),
    ]
    if standing.question:
        lines.append(escape(f"Does this apply? {standing.question}"))
    if asked_for(step):
        lines.append(escape(f"Evidence: {asked_for(step)}."))
    if help_with(step):
        lines.append(escape(help_with(step) + "."))
    if standing.missing:
        lines.append(
            escape(
                "Should have come first: " + "; ".join(missing.title for missing in standing.missing) + "."
            )
        )
    if step.not_computed:
        lines.append(
            escape(
                "Shown, not computed: "
                + "; ".join(f"{key} {value}" for key, value in step.not_computed.items())
                + "."
            )
        )
    return [section("\n".join(lines)), context(escape(small_print(standing)))]


def _step_line(standing: Standing, progress: Progress, today: date) -> str:
    return f"{numbered(standing, progress)} ({state_in_words(standing, today)})"


def _next_buttons(progress: Progress, *, may_complete: bool) -> ActionsBlock:
    row = [button("Log correspondence", does("log"), progress.prospect_id, about=progress.name)]
    if may_complete:
        row.insert(0, button("Mark done", does("done"), progress.prospect_id, about=progress.name))
    choices = [
        option("History", f"show:{progress.prospect_id}"),
        option("Close", f"close:{progress.prospect_id}"),
    ]
    return actions(*row, OverflowMenuElement(action_id=MORE, options=choices))


def next_list(page: Sequence[Progress], today: date, *, offset: int, total: int, whose: str) -> Message:
    """Answer "what's next?" for all prospects: one line each under the headings that are not empty."""
    if not total:
        return _nothing_next()
    groups = _grouped(page, today)
    said: list[str] = []
    blocks: list[Block] = [header("What's next" if whose == "all" else "What's next for you")]
    for heading, lines in groups.items():
        blocks.append(section(f"*{heading}*"))
        for progress, line in lines:
            said.append(f"{heading}: {line}.")
            blocks.append(
                section(escape(line), button("Open", does("next"), progress.prospect_id, about=progress.name))
            )
    if offset + len(page) < total:
        blocks.append(actions(button("Show more", pages("next"), f"{whose}:{offset + len(page)}")))
        said.append(f"{total - offset - len(page)} more are not shown.")
    return Message(text=" ".join(said), blocks=tuple(blocks))


def _nothing_next() -> Message:
    said = "Nothing is open: no city is being tracked."
    return Message(text=said, blocks=(section(said), actions(button("Record an inquiry", does("inquiry")))))


def _grouped(page: Sequence[Progress], today: date) -> dict[str, list[tuple[Progress, str]]]:
    headings = ("Overdue", "Due in 14 days", "Later", "Waiting on others", "No date set")
    groups: dict[str, list[tuple[Progress, str]]] = {heading: [] for heading in headings}
    for progress in page:
        groups[_group(progress, today)].append((progress, one_line(progress, today)))
    return {heading: lines for heading, lines in groups.items() if lines}


def _group(progress: Progress, today: date) -> str:
    due = progress.now[0].due if progress.now else None
    if due is not None and is_overdue(due, today):
        return "Overdue"
    if due is not None and due.on is not None and due.on <= today + SOON:
        return "Due in 14 days"
    if progress.waiting_on is Side.THEM:
        return "Waiting on others"
    return "Later" if due is not None and due.on is not None else "No date set"


def one_line(progress: Progress, today: date) -> str:
    """Say a prospect in one line: the city, the first thing to do, who, and by when."""
    if not progress.is_open:
        return f"{progress.full_name}: closed {day_in_words(progress.closed_on or today, today)}"
    if not progress.now:
        return f"{progress.full_name}: nothing open now"
    first = progress.now[0]
    more = f", and {plural(len(progress.now) - 1, 'more step')}" if len(progress.now) > 1 else ""
    return f"{progress.full_name}: {first.step.title}, {actor(first.step, progress)}, {when(first, progress, today) or 'no date set'}{more}"


def prospect_list(page: Sequence[Progress], today: date, *, which: str, offset: int, total: int) -> Message:
    """List prospects, one line each."""
    if not total:
        said = {"all": "No city is being tracked yet."}.get(which, f"No file is {which}.")
        return Message(
            text=said, blocks=(section(said), actions(button("Record an inquiry", does("inquiry"))))
        )
    lines = [f"No. {progress.number}. {one_line(progress, today)}" for progress in page]
    blocks: list[Block] = [header(f"Cities: {which}")]
    blocks += [
        section(escape(line), button("Open", does("next"), progress.prospect_id, about=progress.name))
        for progress, line in zip(page, lines, strict=True)
    ]
    if offset + len(page) < total:
        blocks.append(actions(button("Show more", pages("list"), f"{which}:{offset + len(page)}")))
        lines.append(f"{total - offset - len(page)} more are not shown")
    return Message(text=clip(". ".join(lines) + ".", 3000), blocks=tuple(blocks))
