"""The matters of a person's daily note, as they stand when it is drawn, and the order in which it tells them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from models.rules.meetings import MeetingSeen
from models.rules.notices import DEADLINES, Kind
from models.rules.permissions import Role
from models.rules.snoozing import Snooze
from models.rules.steps import Standing

ENOUGH_LETTERS = 3
"""After so many letters of ours in a row without an answer it is asked whether to go on."""
MOST_MATTERS = 5
"""So many matters a note shows, and as many lines of what is coming up."""


@dataclass(frozen=True, kw_only=True)
class Ended:
    """How a matter ended that a note has told of."""

    how: str
    """"done", "waived", "not applicable", "snoozed", what became of it in words, or "over" where nothing is known."""
    by: str = ""
    at: datetime | None = None
    """In the reader's zone; of a snooze, when the matter comes back."""
    act_id: int | None = None
    """The act that ended it, where one can be taken back."""


OVER = Ended(how="over")
"""Nothing more is known of how it ended."""


@dataclass(frozen=True, kw_only=True)
class Escalation:
    """Who hears of a deadline that has passed, besides its owner, and when."""

    name: str
    office: str
    """"the chair"."""
    on: date


@dataclass(frozen=True, kw_only=True)
class MeetingTold:
    """A meeting that a matter is about."""

    meeting: MeetingSeen
    body: str
    """What the commission is called."""
    deadline: datetime
    """Until when its agenda is posted, in the body's zone."""
    is_posted: bool = False
    """Whether a legal posting of it is recorded."""
    attends: bool = True
    """Whether the reader has not said that they can't."""


@dataclass(frozen=True, kw_only=True)
class Matter:
    """One matter of a person's daily note."""

    reminder_id: str
    kind: Kind
    on: date
    prospect_id: str = ""
    city: str = ""
    title: str = ""
    """The step's; empty where it is about none."""
    since: date = date.min
    """Since when the ball lies where it lies."""
    standing: Standing | None = None
    """Where the step stands; None where it is about none."""
    is_own: bool = True
    """Whether it is the reader's to do, for themselves or for somebody who is away."""
    on_behalf: str = ""
    """Why the reader gets what is not theirs: "for Lee, who is not on Slack"."""
    owner: str = ""
    """Who looks after the file."""
    is_quiet: bool = False
    """Whether it is a line of what is coming up."""
    unanswered: int = 0
    """How many letters of ours in a row have had no answer."""
    escalation: Escalation | None = None
    """Who is told of it, or has been."""
    is_repeat: bool = False
    """Whether the reader hears of it as they did in a week before: a deadline that is overdue still."""
    roles: frozenset[Role] = frozenset()
    """What the reader is to the commission."""
    given_by: str = ""
    """Of a new file: who gave it to its owner."""
    is_recorded: bool = True
    """Of a new file: whether whoever gave it opened it too."""
    is_from_file: bool = False
    """Of a new file: whether it was entered when Clerk was set up."""
    meeting: MeetingTold | None = None
    on_agenda: bool = False
    """Whether it stands on that meeting's agenda."""
    names: tuple[str, ...] = ()
    """Of a gap: the files that nobody looks after."""
    ended: Ended | None = None
    choices: Mapping[Snooze, date] = field(default_factory=dict)
    last_pick: date | None = None
    """The last day that can be picked to put it off to; None where none can."""


_ORDER = (
    {Kind.ESCALATED},
    DEADLINES,
    {Kind.DISCUSS, Kind.DISCUSSED, Kind.POSTING, Kind.MEETING},
    {Kind.SILENCE},
    {Kind.GOAL},
    {Kind.NEW},
    {Kind.GAP},
)


def in_order(matters: Sequence[Matter], today: date) -> list[Matter]:
    """Sort matters: overdue, due, meetings, silences, goals, what is new, what was said before, what is coming up, what ended."""
    return sorted(matters, key=lambda matter: (matter.ended is not None, _rank(matter, today), matter.on))


def _rank(matter: Matter, today: date) -> int:
    if matter.is_quiet:
        return len(_ORDER) + 1
    if matter.is_repeat:
        return len(_ORDER)
    if matter.kind in DEADLINES and matter.on < today:
        return 0
    return next(place for place, kinds in enumerate(_ORDER) if matter.kind in kinds)


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What a note shows of its matters."""

    groups: tuple[tuple[Matter, ...], ...]
    """Each told in one go: one matter by itself, or several that are told together."""
    quiet: tuple[Matter, ...]
    """What is coming up, a line each."""
    left: tuple[Matter, ...]
    """What there was no room for."""


def shown(matters: Sequence[Matter]) -> Shown:
    """Say what a note shows of matters in their order; several that are told together take the place of one."""
    together: dict[str, list[Matter]] = {}
    for place, matter in enumerate(matters):
        if not matter.is_quiet:
            together.setdefault(_together_with(matter) or str(place), []).append(matter)
    groups = [tuple(group) for group in together.values()]
    quiet = tuple(matter for matter in matters if matter.is_quiet and not matter.ended)
    return Shown(
        groups=tuple(groups[:MOST_MATTERS]),
        quiet=quiet[:MOST_MATTERS],
        left=tuple(matter for group in groups[MOST_MATTERS:] for matter in group),
    )


def _together_with(matter: Matter) -> str:
    """Name what a matter is told together with; empty for one that is told by itself."""
    if matter.ended is None and matter.is_repeat:
        return "repeats"
    return f"from the file {matter.on_behalf}" if matter.ended is None and matter.is_from_file else ""
