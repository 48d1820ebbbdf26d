"""The criteria sheet: who may read a note, the sheet of one city, and several side by side. Nobody is scored or ranked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from itertools import groupby

from models.rules.policy import CriteriaGroup
from models.rules.wording import date_in_words, plural

LEAST, MOST = 2, 8
"""How many cities stand side by side."""
LONGEST_NOTE = 500
LONGEST_SOURCE = 200
OF_CANDIDATE = "candidate:"


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What notes are about: a prospect, or a candidate of a search."""

    id: str
    is_candidate: bool = False

    @property
    def key(self) -> str:
        """Write it as buttons carry it: the id of a prospect, or "candidate:" and the id of a candidate."""
        return f"{OF_CANDIDATE}{self.id}" if self.is_candidate else self.id


def subject_named(key: str) -> Subject:
    """Read what a button carries."""
    key = key.strip()
    return Subject(id=key.removeprefix(OF_CANDIDATE), is_candidate=key.startswith(OF_CANDIDATE))


@dataclass(frozen=True, kw_only=True)
class Note:
    """A note on one prompt that stands, as the rules see it."""

    number: int
    """Of the act that wrote it: later notes have greater ones."""
    group: str
    prompt: str
    text: str
    source: str
    author_id: str
    by: str
    on: date
    is_public: bool
    """Never held back, or part of a packet since."""


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Somebody who reads a sheet."""

    member_id: str | None
    is_staff: bool = False


def is_public(number: int, *, is_held: bool, packets: Collection[int]) -> bool:
    """Tell whether everybody may read a note: it was never held back, or a later packet of the same city holds it."""
    return not is_held or any(packet > number for packet in packets)


def may_read(note: Note, reader: Reader) -> bool:
    """Tell whether somebody may read a note: everybody, its author, or the staff."""
    return note.is_public or reader.is_staff or note.author_id == reader.member_id


def readable(notes: Iterable[Note], reader: Reader) -> list[Note]:
    """Give of each person's notes on a prompt the latest that somebody may read, oldest first."""
    seen = sorted((note for note in notes if may_read(note, reader)), key=lambda note: note.number)
    latest = {(note.author_id, note.group, note.prompt): note for note in seen}
    return sorted(latest.values(), key=lambda note: note.number)


def to_be_packed(notes: Iterable[Note]) -> list[Note]:
    """List what the next packet makes readable, in the order in which it was written."""
    return sorted((note for note in notes if not note.is_public), key=lambda note: note.number)


@dataclass(frozen=True, kw_only=True)
class Line:
    """One prompt, with what was noted on it of each city, in the order of the cities."""

    prompt: str
    cells: tuple[tuple[Note, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Part:
    """The prompts of one group that have notes."""

    id: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """The notes on one city, or on several side by side, as one person may read them."""

    subjects: tuple[Subject, ...]
    names: tuple[str, ...]
    """Of the cities, in the order in which they were asked for."""
    parts: tuple[Part, ...]
    prompts: int
    """How many there are, with and without notes."""

    @property
    def noted(self) -> int:
        """Count the prompts that have notes."""
        return sum(len(part.lines) for part in self.parts)

    @property
    def has_unpublished(self) -> bool:
        """Tell whether it holds a note that not everybody may read."""
        return any(
            not note.is_public
            for part in self.parts
            for line in part.lines
            for cell in line.cells
            for note in cell
        )


def sheet(
    groups: Sequence[CriteriaGroup],
    named: Mapping[Subject, str],
    notes: Mapping[Subject, Sequence[Note]],
    reader: Reader,
) -> Sheet:
    """Put what somebody may read of some cities side by side, prompt by prompt; a prompt without notes is only counted."""
    seen = {subject: readable(notes.get(subject, ()), reader) for subject in named}
    every = with_noted(groups, [note for each in seen.values() for note in each])
    parts = [_part(group, list(seen.values())) for group in every]
    return Sheet(
        subjects=tuple(named),
        names=tuple(named.values()),
        parts=tuple(part for part in parts if part.lines),
        prompts=sum(len(group.prompts) for group in every),
    )


def _part(group: CriteriaGroup, columns: Sequence[Sequence[Note]]) -> Part:
    lines = [
        Line(
            prompt=prompt,
            cells=tuple(
                tuple(note for note in column if (note.group, note.prompt) == (group.id, prompt))
                for column in columns
            ),
        )
        for prompt in group.prompts
    ]
    return Part(id=group.id, title=group.title, lines=tuple(line for line in lines if any(line.cells)))


def with_noted(groups: Sequence[CriteriaGroup], notes: Iterable[Note]) -> list[CriteriaGroup]:
    """Add the prompts that were noted on under another policy, or another version of one: no note is lost."""
    every = {group.id: group for group in groups}
    for note in notes:
        group = every.get(note.group) or CriteriaGroup(
            id=note.group, title=note.group.capitalize(), prompts=()
        )
        if note.prompt not in group.prompts:
            group = replace(group, prompts=(*group.prompts, note.prompt))
        every[note.group] = group
    return list(every.values())


def joined(policies: Iterable[Sequence[CriteriaGroup]]) -> list[CriteriaGroup]:
    """Put the groups of several policies one after the other; one that several have is there once, with all its prompts."""
    every: dict[str, CriteriaGroup] = {}
    for group in (group for groups in policies for group in groups):
        known = every.setdefault(group.id, group)
        prompts = tuple(dict.fromkeys((*known.prompts, *group.prompts)))
        every[group.id] = replace(known, prompts=prompts)
    return list(every.values())


def next_open(
    groups: Sequence[CriteriaGroup], mine: Iterable[Note], group_id: str = ""
) -> tuple[CriteriaGroup, str]:
    """Give the group and prompt to note on next: the first without a note of one's own, of that group if there is one."""
    noted = {(note.group, note.prompt) for note in mine}
    in_turn = sorted(groups, key=lambda group: group.id != group_id)
    open_ones = (
        (group, prompt) for group in in_turn for prompt in group.prompts if (group.id, prompt) not in noted
    )
    return next(open_ones, (in_turn[0], in_turn[0].prompts[0]))


def prompt_key(prompt: str) -> str:
    """Name a prompt shortly, whatever its place in the policy."""
    return sha256(prompt.encode()).hexdigest()[:16]


def how_many(seen: Sheet) -> str:
    """Say how many prompts have notes that are shown: "3 of 48 prompts have notes here, 45 have none."."""
    every = plural(seen.prompts, "prompt")
    if not seen.noted:
        return f"None of {every} has a note here yet."
    have = "has" if seen.noted == 1 else "have"
    without = seen.prompts - seen.noted
    rest = f", {plural(without, 'has', 'have')} none" if without else ""
    return f"{seen.noted} of {every} {have} notes here{rest}."


def note_in_words(note: Note, today: date) -> str:
    """Say a note with where it comes from, whose it is and since when, and that it is not public yet where it is not."""
    return " ".join([ended(note.text), f"Source: {ended(note.source)}", f"{signed(note, today)}."])


def signed(note: Note, today: date) -> str:
    """Say whose note it is, and since when: "Sam Lee, Jan 22; not public yet"."""
    said = f"{note.by}, {date_in_words(note.on, today)}"
    return said if note.is_public else f"{said}; not public yet"


def ended(text: str) -> str:
    """End a text with one period, unless it ends by itself."""
    return text if text.endswith(("!", "?", "…")) else f"{text.rstrip('. ')}."


def where_noted(note: Note, groups: Sequence[CriteriaGroup]) -> str:
    """Name the group and the prompt of a note: "General, Population"."""
    return f"{title_of(note.group, groups)}, {note.prompt}"


def title_of(group_id: str, groups: Sequence[CriteriaGroup]) -> str:
    """Give a group's title; of one that no policy has any more, its name."""
    return next((group.title for group in groups if group.id == group_id), group_id.capitalize())


def pages(
    parts: Sequence[Part], sizes: Mapping[Line, int], *, room: int, most: int
) -> list[tuple[Part, ...]]:
    """Divide what is too much for one message: a page for each group, and several for a group that is too much by itself.

    `sizes` says how much of `room` each line takes; a page has `most` lines.
    """
    lines = [line for part in parts for line in part.lines]
    if len(lines) <= most and sum(sizes[line] for line in lines) <= room:
        return [tuple(parts)]
    return [(piece,) for part in parts for piece in _pieces(part, sizes, room=room, most=most)]


def _pieces(part: Part, sizes: Mapping[Line, int], *, room: int, most: int) -> list[Part]:
    numbers: list[int] = []
    number = taken = count = 0
    for line in part.lines:
        if count and (count == most or taken + sizes[line] > room):
            number, taken, count = number + 1, 0, 0
        taken, count = taken + sizes[line], count + 1
        numbers.append(number)
    numbered = zip(numbers, part.lines, strict=True)
    return [
        replace(part, lines=tuple(line for _, line in piece))
        for _, piece in groupby(numbered, key=lambda pair: pair[0])
    ]
