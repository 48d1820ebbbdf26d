"""Minutes: what a meeting did, as its record says it. Unapproved until a vote adopts them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from models.rules.agendas import ItemKind, ItemResult
from models.rules.counting import VoteOption
from models.rules.documents import Document, Heading, Listing, Paragraph, Part
from models.rules.wording import WEEKDAYS, full_date, listed, time_in_words

UNAPPROVED = "UNAPPROVED DRAFT"

_GROUPS = (
    ("AYES", VoteOption.YES),
    ("NOES", VoteOption.NO),
    ("ABSTAIN", VoteOption.ABSTAIN),
    ("NOT VOTING", VoteOption.NOT_VOTING),
    ("ABSENT", VoteOption.ABSENT),
    ("RECUSED", VoteOption.RECUSED),
)
"""In the order in which minutes name them."""
_ALWAYS = frozenset({"AYES", "NOES", "ABSTAIN", "ABSENT", "RECUSED"})


@dataclass(frozen=True, kw_only=True)
class Attendance:
    """Somebody on the roll, as the minutes name them."""

    name: str
    part: str
    """"Chair, seat 1", "alternate 2", "liaison", "staff"; empty for a guest."""
    votes: bool
    """Whether they hold a voting seat, or filled one as an alternate."""
    stays: tuple[tuple[datetime, datetime | None], ...] = ()
    """From when to when they attended, in the body's zone."""
    arrived_late: bool = False
    """Whether they were entered only after the roll was first taken."""
    is_excused: bool = False
    seated_for: str = ""
    remote: str = ""
    """Where a remote member took part, and on which ground."""


@dataclass(frozen=True, kw_only=True)
class VoteOfOne:
    """How one seat voted."""

    name: str
    option: VoteOption
    alternate_for: str = ""
    reason: str = ""
    """Of a recusal."""


@dataclass(frozen=True, kw_only=True)
class MotionLine:
    """A motion with its vote."""

    text: str
    mover: str
    seconder: str
    """Empty where there was none."""
    outcome: str
    """"CARRIED 4–1–1", "WITHDRAWN"."""
    rule: str
    """The rule, and what was needed; empty where no vote was counted."""
    reading: str = ""
    """The whole sum, in place of the rule, for a body that reads abstentions, silence or the chair's vote its own way."""
    votes: tuple[VoteOfOne, ...] = ()
    remarks: tuple[str, ...] = ()
    """A correction, the rule's reason, findings, why it ended without a count."""


@dataclass(frozen=True, kw_only=True)
class Recusal:
    """Somebody who left the room for an item."""

    name: str
    reason: str
    left_at: datetime
    returned_at: datetime | None = None
    """None for somebody whose return to the room is not on the roll."""


@dataclass(frozen=True, kw_only=True)
class ItemLine:
    """An agenda item and what became of it."""

    number: int
    title: str
    kind: ItemKind
    result: ItemResult | None = None
    note: str = ""
    until: str = ""
    recused: tuple[Recusal, ...] = ()
    comment_at: datetime | None = None
    """When public comment was taken on it."""
    motions: tuple[MotionLine, ...] = ()
    wants_outcome: bool = False
    """Whether something is to be recorded of it."""


@dataclass(frozen=True, kw_only=True)
class Proceedings:
    """A meeting as its minutes tell it; every time is in the body's zone."""

    body: str
    kind: str
    """"Regular meeting"."""
    starts_at: datetime
    place: str
    posting: str
    """How the agenda was posted; empty where nobody recorded it."""
    called_to_order_at: datetime | None
    adjourned_at: datetime | None
    presiding: tuple[str, ...]
    """Whoever presided, in turn."""
    recesses: tuple[tuple[datetime, datetime | None], ...]
    roll: tuple[Attendance, ...]
    quorum: str
    """"5 of 7 voting seats when the roll was taken"."""
    quorum_changes: tuple[tuple[datetime, bool], ...] = ()
    """After the roll was taken: when the quorum was lost and when it was there, in turn."""
    items: tuple[ItemLine, ...]
    motions: tuple[tuple[str, MotionLine], ...] = ()
    """Motions on no item of the agenda, each with what it belongs to: "to add an item"."""
    next_meeting: str = ""


def minutes(told: Proceedings, *, adopted: str = "") -> Document:
    """Write a meeting's minutes; `adopted` says when and how they were, else they are marked as unapproved."""
    return Document(
        title=f"Minutes: {told.body}, {full_date(told.starts_at.date())}",
        marks=(adopted or UNAPPROVED,),
        parts=(*_opening(told), *(_course(told, is_draft=not adopted) if told.called_to_order_at else ())),
    )


def motion_in_one_line(item: str, motion: MotionLine) -> str:
    """Write a motion as one line of minutes, names and sum included; `item` says what it belongs to: "item 5"."""
    second = f"second {motion.seconder}" if motion.seconder else "no second"
    groups = [
        _group(label, [vote for vote in motion.votes if vote.option is option])
        for label, option in _GROUPS
        if label in _ALWAYS or any(vote.option is option for vote in motion.votes)
    ]
    seated = [
        f"Alternate {vote.name} seated for {vote.alternate_for}."
        for vote in motion.votes
        if vote.alternate_for
    ]
    counted = f"Sum: {motion.reading}." if motion.reading else f"Rule: {motion.rule}."
    parts = [
        f"MOTION ({item}): {motion.text.rstrip('.')}.",
        f"Moved {motion.mover}, {second}.",
        *(groups if motion.votes else []),
        *seated,
        *([counted] if motion.rule else []),
        f"{motion.outcome}.",
        *motion.remarks,
    ]
    return " ".join(parts)


def _group(label: str, votes: list[VoteOfOne]) -> str:
    named = [f"{vote.name}: {vote.reason}" if vote.reason else vote.name for vote in votes]
    return f"{label}: {len(votes)}" + (f" ({', '.join(named)})." if named else ".")


def _opening(told: Proceedings) -> Iterator[Part]:
    day = f"{WEEKDAYS[told.starts_at.weekday()]}, {full_date(told.starts_at.date())}"
    yield Paragraph(
        text=f"{told.kind} of {day}, {time_in_words(told.starts_at)}. {told.place or 'No place recorded'}."
    )
    if told.posting:
        yield Paragraph(text=told.posting)
    if told.called_to_order_at is None:
        yield Paragraph(text="Clerk holds no record of its course; its minutes are kept on paper.")
        return
    who = f" by {told.presiding[0]}, presiding" if told.presiding else ""
    yield Paragraph(text=f"Called to order at {time_in_words(told.called_to_order_at)}{who}.")
    if told.presiding[1:]:
        yield Paragraph(text=f"Presiding later: {listed(told.presiding[1:])}.")


def _course(told: Proceedings, *, is_draft: bool) -> Iterator[Part]:
    yield from _attendance(told)
    yield from _proceedings(told, is_draft=is_draft)
    yield from _on_no_item(told)
    yield from _closing(told)


def _attendance(told: Proceedings) -> Iterator[Part]:
    yield Heading(text="Attendance")
    present = [each for each in told.roll if each.votes and each.stays]
    absent = [each for each in told.roll if each.votes and not each.stays]
    others = [each for each in told.roll if not each.votes and each.stays]
    yield from _named("Present", [_present(each, told) for each in present])
    yield from _named("Absent", [_absent(each) for each in absent])
    yield from _named("Also present", [_present(each, told) for each in others])
    if told.quorum:
        yield Paragraph(text=f"Quorum: {told.quorum}.")
    changes = [
        f"{'there' if is_there else 'lost'} at {time_in_words(at)}" for at, is_there in told.quorum_changes
    ]
    if changes:
        yield Paragraph(text=f"The quorum was {', '.join(changes)}.")


def _named(label: str, people: list[str]) -> Iterator[Part]:
    yield Paragraph(text=f"{label}:" if people else f"{label}: nobody.")
    if people:
        yield Listing(items=tuple(people), numbered=False)


def _present(each: Attendance, told: Proceedings) -> str:
    said = [
        f"{each.name}, {each.part}" if each.part else each.name,
        *([f"seated for {each.seated_for}"] if each.seated_for else []),
        *([f"taking part from {each.remote}"] if each.remote else []),
        *_comings_and_goings(each, told),
    ]
    return "; ".join(said)


def _comings_and_goings(each: Attendance, told: Proceedings) -> Iterator[str]:
    """Say when somebody came late, left, and came back."""
    for place, (since, until) in enumerate(each.stays):
        if place:
            yield f"returned at {time_in_words(since)}"
        elif each.arrived_late:
            yield f"arrived at {time_in_words(since)}"
        if until and until != told.adjourned_at:
            yield f"left at {time_in_words(until)}"


def _absent(each: Attendance) -> str:
    return f"{each.name}, {each.part}" + ("; excused" if each.is_excused else "")


def _proceedings(told: Proceedings, *, is_draft: bool) -> Iterator[Part]:
    yield Heading(text="Proceedings")
    for begun, ended in told.recesses:
        yield Paragraph(
            text=f"Recess at {time_in_words(begun)}"
            + (f", resumed at {time_in_words(ended)}." if ended else ".")
        )
    is_over = told.adjourned_at is not None
    for item in told.items:
        yield from _item(item)
        if is_draft and is_over and item.wants_outcome and not (item.result or item.motions):
            yield Paragraph(text="No outcome recorded.")


def _on_no_item(told: Proceedings) -> Iterator[Part]:
    if told.motions:
        yield Heading(text="Motions on no item of the agenda")
    for belongs_to, motion in told.motions:
        yield Paragraph(text=motion_in_one_line(belongs_to, motion))


def _item(item: ItemLine) -> Iterator[Part]:
    until = f" to {item.until}" if item.until else ""
    became = f" {item.result[:1].upper()}{item.result[1:]}{until}." if item.result else ""
    note = f" {item.note.rstrip('.')}." if item.note else ""
    yield Paragraph(text=f"{item.number}. {item.title.rstrip('.')}.{became}{note}")
    if item.comment_at:
        on_item = item.kind is not ItemKind.STANDING
        yield Paragraph(text=comment_in_words(item.comment_at, on_item=on_item))
    for recused in item.recused:
        yield Paragraph(text=recusal_in_words(recused))
    for motion in item.motions:
        yield Paragraph(text=motion_in_one_line(f"item {item.number}", motion))


def recusal_in_words(recused: Recusal) -> str:
    """Say who was recused and why, when they left the room, and when they returned to it."""
    returned = f", returned at {time_in_words(recused.returned_at)}" if recused.returned_at else ""
    return f"Recused: {recused.name} ({recused.reason}); left the room at {time_in_words(recused.left_at)}{returned}."


def comment_in_words(at: datetime, *, on_item: bool = True) -> str:
    """Say when public comment was taken: on an item, or in general."""
    return f"Public comment was taken {'on it ' if on_item else ''}at {time_in_words(at)}."


def _closing(told: Proceedings) -> Iterator[Part]:
    if told.adjourned_at:
        day = told.adjourned_at.date()
        on = f" on {full_date(day)}" if day != told.starts_at.date() else ""
        yield Paragraph(text=f"Adjourned{on} at {time_in_words(told.adjourned_at)}.")
    if told.next_meeting:
        yield Paragraph(text=f"Next meeting: {told.next_meeting}.")
