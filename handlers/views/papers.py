"""The papers that are kept of a city, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from slack_sdk.models.blocks import Block

from handlers.views.files import file_button
from handlers.views.kit import Message, actions, button, does, header, pages, section, sentence
from models.rules.papers import KeptPaper
from models.rules.progress import Progress
from models.rules.wording import day_in_words

PAGE = 10
KILOBYTE = 1024


def paper_list(
    progress: Progress, papers: Sequence[KeptPaper], today: date, *, offset: int, more: bool
) -> Message:
    """List papers, each with the button that sends it."""
    row = [button("See the record", does("show"), progress.prospect_id, about=progress.name)]
    if not papers:
        said = f"No paper is kept of {progress.full_name}. Attach one when you log a letter or record a step."
        return Message(text=said, blocks=(section(said), actions(*row)))
    lines = [_line(paper, today) for paper in papers]
    blocks: list[Block] = [header(f"{progress.full_name}: papers")]
    blocks += [
        section(line, file_button("paper", paper.paper_id, text="Send me"))
        for paper, line in zip(papers, lines, strict=True)
    ]
    if more:
        row.append(button("Older papers", pages("papers"), f"{progress.prospect_id}:{offset + len(papers)}"))
    said = " ".join([f"Papers kept of {progress.full_name}.", *map(sentence, lines)])
    return Message(text=said, blocks=(*blocks, actions(*row)))


def _line(paper: KeptPaper, today: date) -> str:
    about = f", {paper.about}" if paper.about else ""
    return f"{paper.name} ({_size(paper.size)}){about}. {paper.by}, {day_in_words(paper.on, today)}"


def _size(size: int) -> str:
    return f"{size} bytes" if size < KILOBYTE else f"{round(size / KILOBYTE):,} kB"
