"""The answer to "what's next?" for one prospect."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from slack_sdk.models.blocks import ActionsBlock, Block, DividerBlock

from handlers.views.city_menus import city_menu
from handlers.views.kit import (
    Message,
    actions,
    bullets,
    button,
    clip,
    context,
    does,
    header,
    section,
    sentence,
    titled,
)
from handlers.views.mail_texts import mail_text_button
from handlers.views.prospects import waiting
from handlers.views.share_buttons import share_button
from handlers.views.signing import sides_in_words
from handlers.views.steps import (
    asked_for,
    count_in_words,
    help_with,
    is_others,
    now_sentence,
    numbered,
    small_prints,
    state_in_words,
)
from handlers.views.writing import courtesy
from models.rules.agreed import Signatures
from models.rules.permissions import Right
from models.rules.policy import Step, Strength
from models.rules.progress import Progress, Side
from models.rules.steps import Standing, step_of
from models.rules.wording import day_in_words, plural

MOST_NOW = 8
"""Ready steps that one message tells all about; the list below them has every one."""
LONGEST_LINE = 300
MOST_BUTTONS = 3
"""Buttons beside the one that shares: four fit side by side."""
TITLE = "What's next"
NUDGE = "nudge"
"""What the button carries that opens the form of a letter of ours."""


def next_card(
    progress: Progress, today: date, *, may: Collection[Right], signed: Signatures | None = None
) -> Message:
    """Draw the ready steps with their dates and reasons, then every step; `may` is what the reader may do about it."""
    if not progress.is_open:
        return _closed_card(progress, today)
    where = step_of(progress.standings)
    told = [_spoken(standing, progress, today) for standing in progress.now[:MOST_NOW]]
    left = len(progress.now) - len(told)
    told += [f"{plural(left, 'more step')} can be worked on."] if left else []
    turn = waiting(progress, today)
    listed = [sentence(progress.shortlist)] if progress.shortlist else []
    listed += [sides_in_words(signed, today)] if signed and not signed.signed_on else []
    blocks: list[Block] = [
        header(f"{progress.full_name}: {where}"),
        titled(_now_heading(progress.now)),
        *_all_now(progress, today),
        DividerBlock(),
        bullets([_step_line(standing, progress, today) for standing in progress.standings]),
        *map(section, listed),
        context(f"{sentence(turn)} Path: {sentence(progress.path_title)}"),
        _next_buttons(progress, may),
    ]
    said = [f"{progress.full_name}: {where}.", *(told or ["Nothing is open now."]), *listed, sentence(turn)]
    return Message(text=" ".join(said), blocks=tuple(blocks), title=TITLE)


def _spoken(standing: Standing, progress: Progress, today: date) -> str:
    """Say a step that is next to whoever is read to: what is on the screen, but for the readings and the source."""
    lines = [now_sentence(standing, progress, today), _evidence(standing), count_in_words(standing)]
    return " ".join(filter(None, [*lines, _still_open(standing, progress)]))


def _closed_card(progress: Progress, today: date) -> Message:
    said = f"{progress.full_name} was closed on {day_in_words(progress.closed_on or today, today)}: {sentence(progress.closed_because)}"
    row = actions(
        button("History", does("show"), progress.prospect_id, about=progress.name),
        button("Reopen", does("reopen"), progress.prospect_id, about=progress.name),
        *courtesy(progress),
    )
    return Message(text=said, blocks=(section(said), row), title=TITLE)


def _now_heading(now: Sequence[Standing]) -> str:
    words = {0: "Nothing is open now.", 1: "Now: one thing"}
    numbers = {2: "two", 3: "three", 4: "four", 5: "five"}
    more = f"; the first {MOST_NOW} in full" if len(now) > MOST_NOW else ""
    return words.get(len(now)) or f"Now: {numbers.get(len(now), len(now))} things{more}"


def _all_now(progress: Progress, today: date) -> list[Block]:
    shown = progress.now[:MOST_NOW]
    return [
        block
        for standing, small in zip(shown, small_prints(shown), strict=True)
        for block in _now_blocks(standing, progress, today, small)
    ]


def _now_blocks(standing: Standing, progress: Progress, today: date, small: str) -> list[Block]:
    step = standing.step
    title = numbered(standing, progress)
    rest = now_sentence(standing, progress, today).removeprefix(f"{title}. ")
    shown = [f"{key} {value}" for key, value in step.not_computed.items()]
    lines = [
        rest,
        f"Does this apply? {standing.question}" if standing.question else "",
        _evidence(standing),
        sentence(help_with(step)) if help_with(step) else "",
        _told("Should have come first", _titles(standing.missing)),
        _still_open(standing, progress),
        _told("Shown, not computed", shown),
    ]
    theirs = is_others(step) and standing.handed_in is None
    mail = [actions(mail_text_button(progress.prospect_id, step, progress.name))] if theirs else []
    return [titled(title, *filter(None, lines)), context(small), *mail]


def _evidence(standing: Standing) -> str:
    asked = asked_for(standing.step)
    return _told("Evidence", [asked] if asked else [])


def _still_open(standing: Standing, progress: Progress) -> str:
    """Say at a vote which earlier steps are open although they do not block it; empty elsewhere."""
    if standing.step.vote is None:
        return ""
    place = [each.step.id for each in progress.standings].index(standing.step.id)
    earlier = [
        each.step for each in progress.standings[:place] if each.is_open and each.step not in standing.missing
    ]
    return _told("Still open", _titles([step for step in earlier if step.strength is not Strength.MAY]))


def _titles(steps: Sequence[Step]) -> list[str]:
    return [step.title for step in steps]


def _told(what: str, parts: Sequence[str]) -> str:
    return sentence(f"{what}: {'; '.join(parts)}") if parts else ""


def _step_line(standing: Standing, progress: Progress, today: date) -> str:
    return clip(f"{numbered(standing, progress)} ({state_in_words(standing, progress, today)})", LONGEST_LINE)


def _next_buttons(progress: Progress, may: Collection[Right]) -> ActionsBlock:
    """Offer at most four buttons: what moves the city on, then the way to share; the rest is in the menu."""
    labels = {
        "done": "Mark done" if Right.DONE in may and progress.now else "",
        "log": "Log correspondence",
        "agenda": "" if Right.DONE in may else "Suggest for agenda",
        "candidates": "Candidates" if progress.shortlist else "",
    }
    row = [
        button(label, does(verb), progress.prospect_id, about=progress.name)
        for verb, label in labels.items()
        if label
    ]
    if progress.waiting_on is Side.THEM and not progress.shortlist:
        nudge = f"{progress.prospect_id}:{NUDGE}"
        row.append(button("Log a nudge", does("log", 1), nudge, about=progress.name))
    share = share_button("next", progress.prospect_id, name=progress.name)
    return actions(*row[:MOST_BUTTONS], share, city_menu(progress, may))
