"""The Home tab."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from slack_sdk.models.blocks import Block, DividerBlock
from slack_sdk.models.views import View

from handlers.views.kit import actions, button, does, header, section, titled
from handlers.views.prospects import line_with_count, one_line
from handlers.views.usage import verb_button, verb_rows
from models.rules.calendars import working_days_until
from models.rules.progress import Progress
from models.rules.steps import Standing
from models.rules.wording import plural


def home(
    name: str,
    mine: Sequence[Progress],
    cities: Sequence[Progress],
    today: date,
    *,
    total: int,
    verbs: Sequence[str],
    deciding: Sequence[Block] = (),
    meeting: Sequence[Block] = (),
    health: Sequence[Block] = (),
) -> View:
    """Show first what is for the person to decide, what needs them, then the next meeting, the usual buttons, the cities, and how Clerk is doing."""
    blocks: list[Block] = [header(f"Hello, {name}"), *deciding]
    if mine or not deciding:
        blocks.append(titled("Needs you") if mine else section("Nothing needs you today."))
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


def to_decide(
    deadlines: Sequence[tuple[Progress, Standing, date]], today: date, *, total: int
) -> list[Block]:
    """Show the deadlines long past that somebody was told of: the file, the step and its day; nothing where there are none."""
    if not deadlines:
        return []
    left = total - len(deadlines)
    heading = titled("For you to decide", *([f"The oldest; {left} more are open."] if left else []))
    return [heading, *(_line(each[0], _long_past(*each, today)) for each in deadlines)]


def _long_past(progress: Progress, standing: Standing, on: date, today: date) -> str:
    late = plural(working_days_until(today, on, progress.days_off), "working day")
    owner = f"{progress.owner} looks after it" if progress.owner else "nobody looks after it"
    return f"{progress.name}: “{standing.step.title}”, {late} late; {owner}"


def stranger_home(commission: str) -> View:
    """Say what Clerk is to someone who is not on the roster."""
    said = (
        f"Clerk keeps the records of {commission}. You're not on its roster, so you see its public list only."
    )
    row = actions(verb_button("list"), verb_button("join"), verb_button("help"))
    return View(type="home", blocks=[header("Clerk"), section(said), row])


def _line(progress: Progress, said: str) -> Block:
    return section(said, button("Open", does("next"), progress.prospect_id, about=progress.name))
