"""The story of a city on one screen: what is known of it as it stands, then what was done, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from slack_sdk.models.blocks import ActionsBlock, Block

from handlers.views.criteria import sheet_button
from handlers.views.kit import (
    SECTION_LIMIT,
    TEXT_LIMIT,
    Message,
    actions,
    button,
    clip,
    does,
    header,
    pages,
    section,
    sentence,
    titled,
)
from handlers.views.prospects import began, is_complete, one_line, waiting
from handlers.views.share_buttons import share_button
from handlers.views.writing import in_sections
from models.rules.chapters import Chapter, Known
from models.rules.criteria import Subject
from models.rules.history import Entry, Page
from models.rules.progress import Progress
from models.rules.steps import step_of
from models.rules.wording import day_in_words

PAGE = 10
MOST_OF_ENTRY = 400
"""Characters of one entry; a longer one has a button that shows it whole."""
WHOLE_ENTRY = "whole_entry"
IN_A_ROW = 4
OLDER, NEWER = pages("show", 0), pages("show", 1)
"""The buttons of the entries before a page, and of those since; each carries the act beside which to go on."""


def story(progress: Progress, known: Known | None, page: Page, today: date) -> Message:
    """Tell a page of the record of one prospect; what is known of it, where that is given, stands above the newest."""
    title = f"{progress.full_name}, No. {progress.number}"
    sum_of_it = _sum(progress, known, today)
    chapters = known.chapters if known else ()
    lines = [_entry_line(entry, today) for entry in page.entries]
    return Message(
        text=_text([title, *sum_of_it], chapters, lines),
        blocks=(
            header(title),
            section(clip("\n".join(sum_of_it), SECTION_LIMIT)),
            *[_chapter(chapter) for chapter in chapters],
            titled("What was done, newest first" if known else "What was done before"),
            *[_entry_block(entry, line, progress) for entry, line in zip(page.entries, lines, strict=True)],
            *_buttons(progress, known, page),
        ),
    )


def _sum(progress: Progress, known: Known | None, today: date) -> list[str]:
    """Say how it stands in a few lines: what a phone shows first."""
    lines = [one_line(progress, today)]
    if progress.is_open and not is_complete(progress):
        lines.append(waiting(progress, today))
    elif not progress.is_open:
        lines.append(f"Closed because: {progress.closed_because}")
    if known:
        policy = f"{known.policy.title}, {known.policy.place}"
        lines += [
            f"{step_of(progress.standings).capitalize()} of the path “{progress.path_title}”: {policy}",
            f"Owner: {progress.owner or 'nobody yet'}. {began(progress, today)}, recorded by {progress.recorded_by}",
        ]
    return lines


def _chapter(chapter: Chapter) -> Block:
    return titled(chapter.title, *clip("\n".join(chapter.lines), SECTION_LIMIT).splitlines())


def _text(sum_of_it: Sequence[str], chapters: Sequence[Chapter], lines: Sequence[str]) -> str:
    """Write it all in sentences; where it is too much, the headings give way to what was done."""
    first, last = (" ".join(map(sentence, part)) for part in (sum_of_it, lines))
    told = " ".join(
        sentence(f"{chapter.title}: {line}" if place == 0 else line)
        for chapter in chapters
        for place, line in enumerate(chapter.lines)
    )
    room = TEXT_LIMIT - len(first) - len(last) - len("  ")
    return " ".join(filter(None, [first, clip(told, room) if room > 0 else "", last]))


def _buttons(progress: Progress, known: Known | None, page: Page) -> list[ActionsBlock]:
    row = [button("What's next", does("next"), progress.prospect_id, about=progress.name)]
    ends = {"Newer entries": (page.has_newer, NEWER, 0), "Older entries": (page.has_older, OLDER, -1)}
    row += [
        button(label, action, f"{progress.prospect_id}:{page.entries[end].number}", about=progress.name)
        for label, (has_more, action, end) in ends.items()
        if has_more and page.entries
    ]
    if known and known.policy.criteria:
        row.append(sheet_button(Subject(id=progress.prospect_id), about=progress.name, text="Criteria notes"))
    if known and progress.is_open:
        row.append(share_button("next", progress.prospect_id, name=progress.name))
    if known and known.papers:
        row.append(button("Papers", does("papers", 1), progress.prospect_id, about=progress.name))
    return [actions(*row[start : start + IN_A_ROW]) for start in range(0, len(row), IN_A_ROW)]


def _entry_block(entry: Entry, line: str, progress: Progress) -> Block:
    is_cut = line.endswith("…")
    whole = button(
        "Open", WHOLE_ENTRY, f"{progress.prospect_id}:{entry.number}", about=f"entry {entry.number}"
    )
    return section(line, whole if is_cut else None)


def whole_entry(progress: Progress, entry: Entry, today: date) -> Message:
    """Tell one entry of a city's record in full."""
    title, said = f"{progress.full_name}: one entry", _entry_said(entry, today)
    back = actions(button("History", does("show"), progress.prospect_id, about=progress.name))
    return Message(
        text=f"{title}. {sentence(said)}", blocks=(header(title), *map(section, in_sections(said)), back)
    )


def _entry_line(entry: Entry, today: date) -> str:
    return clip(_entry_said(entry, today), MOST_OF_ENTRY)


def _entry_said(entry: Entry, today: date) -> str:
    said = f"{day_in_words(entry.at.date(), today)}, {entry.by}: {what_was_done(entry)}"
    return f"Taken back: {said}" if entry.undone else said


def what_was_done(entry: Entry) -> str:
    """Say an entry in one line: what was done, what its facts tell, and why."""
    return "; ".join(part.removesuffix(".") for part in [entry.what, *entry.said, entry.why] if part)
