"""The words: whole sentences in `text`, which alone is read aloud and pushed to phones; months spelled; short stretches."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from bot.practice.contents import Json
from bot.practice.reading import lines_of
from bot.practice.recording import Shown

RAW_ID = re.compile(r"\b[0-9a-f]{32}\b|\b[UCWT]0[A-Z0-9]{3,}\b")
NUMBERED_DATE = re.compile(
    r"(?<![\d/.-])\d{1,2}/\d{1,2}(?:/\d{2,4})?(?![\d/-])|\b\d{4}-\d{2}-\d{2}\b(?!\.\w|[\w-])"
)
"""A date whose month is a number: read one way here and another abroad."""
EXPLAINS_DATES = re.compile(r"“[^”]*”|https?://\S+|For (?:instance|example): .*")
"""Words that are quoted or explained hold dates as people type them."""
MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
DATE = re.compile(rf"\b(?:{MONTHS}) \d{{1,2}}\b")
LABEL = re.compile(r"\w[\w’'. -]*, [A-Z]\w+(?: [A-Z]\w+)*")
"""A city with its country, alone on its line as cards name it."""
STOPS = re.compile(r"[.;:?!…,](?:\s|$)|\n|\(|\)")
QUOTED = re.compile("“[^”]*”")
MOST_WORDS = 28
"""The longest stretch between two stops; what is quoted counts as one word."""


def word_faults(one: Shown) -> Iterator[str]:
    """List what is wrong with the words of a message or view."""
    lines = [line for line in lines_of(one.content.get("blocks") or []) if not line.startswith("[")]
    if one.surface == "message":
        written = str(one.content.get("text") or "")
        text = unescape(written)
        if "<" in written:
            yield f"a token, which a push notice shows as it is, or a summons: {written!r}"
        yield from _text_faults(text)
        yield from _untold(text, one.content)
        lines.append(text)
    yield from (f"a month as a number: {line!r}" for line in lines if _has_numbered_date(line))
    yield from (f"a breathless stretch: {far!r}" for line in lines for far in _breathless(line))


def _text_faults(text: str) -> Iterator[str]:
    if not text.rstrip().endswith((".", "?", "!", "…")):
        yield f"no whole sentence: {text!r}"
    if ".." in text:
        yield f"two periods: {text!r}"
    if RAW_ID.search(text):
        yield f"a raw id: {text!r}"


def _untold(text: str, content: Mapping[str, Any]) -> Iterator[str]:
    """Find the cities and dates that a message's titles name and its text does not; a card's text has to name a date, too."""
    titles = list(_titles(content.get("blocks") or []))
    for title in titles:
        yield from (f"{date} is not told in {text!r}" for date in DATE.findall(title) if date not in text)
    cities = [title for title in titles if LABEL.fullmatch(title)]
    yield from (f"{city} is not told in {text!r}" for city in cities if city not in text)
    if cities and _is_post(content) and not DATE.search(text):
        yield f"a card without a date: {text!r}"


def _titles(blocks: list[Json]) -> Iterator[str]:
    """Give the headers, and the bold first line of each block."""
    for block in blocks:
        if block["type"] == "header":
            yield block["text"]["text"]
        if block["type"] == "rich_text":
            first = block["elements"][0]["elements"][:1]
            yield from (leaf["text"] for leaf in first if leaf.get("style", {}).get("bold"))


def _is_post(content: Mapping[str, Any]) -> bool:
    return str(content.get("channel") or "").startswith("C") and "user" not in content


def _has_numbered_date(line: str) -> bool:
    return NUMBERED_DATE.search(EXPLAINS_DATES.sub("", line)) is not None


def _breathless(line: str) -> Iterator[str]:
    for stretch in STOPS.split(QUOTED.sub("so", line)):
        if len(stretch.split()) > MOST_WORDS:
            yield stretch
