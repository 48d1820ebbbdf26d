"""The Home tab."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from slack_sdk.models.blocks import Block, DividerBlock
from slack_sdk.models.views import View

from handlers.views.kit import actions, button, does, header, section, titled
from handlers.views.prospects import line_with_count, one_line
from handlers.views.usage import verb_button, verb_rows
from models.rules.progress import Progress


def home(
    name: str,
    mine: Sequence[Progress],
    cities: Sequence[Progress],
    today: date,
    *,
    total: int,
    verbs: Sequence[str],
    meeting: Sequence[Block] = (),
    health: Sequence[Block] = (),
) -> View:
    """Show first what needs the person, then the next meeting, the usual buttons, the cities, and how Clerk is doing."""
    blocks: list[Block] = [
        header(f"Hello, {name}"),
        titled("Needs you") if mine else section("Nothing needs you today."),
    ]
    blocks += [_line(progress, line_with_count(progress, one_line(progress, today))) for progress in mine]
    blocks += [
        *meeting,
        *verb_rows(verbs),
        DividerBlock(),
        titled(f"Cities ({total} open)"),
    ]
    blocks += [_line(progress, one_line(progress, today)) for progress in cities]
    more = actions(verb_button("list"), verb_button("due"), verb_button("remind"), verb_button("help"))
    return View(type="home", blocks=[*blocks, more, *health])


def stranger_home(commission: str) -> View:
    """Say what Clerk is to someone who is not on the roster."""
    said = (
        f"Clerk keeps the records of {commission}. You're not on its roster, so you see its public list only."
    )
    row = actions(verb_button("list"), verb_button("join"), verb_button("help"))
    return View(type="home", blocks=[header("Clerk"), section(said), row])


def _line(progress: Progress, said: str) -> Block:
    return section(said, button("Open", does("next"), progress.prospect_id, about=progress.name))
