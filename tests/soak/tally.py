"""What came of a soak: what was owed, against what Slack saw."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import select

from bot.practice.contents import Message
from bot.practice.driver import Practice
from models.database import Database
from models.reminders import Reminder
from tests.soak.world import ZONE, Shape, channel_id, city_of, new_city


@dataclass(frozen=True, kw_only=True)
class Tally:
    """The result of one soak."""

    reminders: int
    """Reminders that were noted down as owed."""
    messages: int
    """Notes and cards that Slack had to see."""
    kills: int
    stops: int
    faults: Mapping[str, int]
    lost: tuple[str, ...]
    """What Slack never saw, or the records do not know as sent."""
    doubled: tuple[str, ...]
    """What Slack saw more than once, each further time."""
    taken_back: int
    """Messages that Clerk itself deleted again."""
    seconds: float

    @property
    def is_clean(self) -> bool:
        """Tell whether nothing was lost and nothing doubled."""
        return not self.lost and not self.doubled


def tally(
    database: Database,
    practice: Practice,
    shape: Shape,
    *,
    kills: int,
    stops: int,
    faults: Mapping[str, int],
    seconds: float,
) -> Tally:
    """Compare what was owed with what Slack saw; what was owed is worked out without the planner."""
    seen = Counter(filter(None, map(owed_by, practice.workspace.messages.values())))
    notes = [(f"D{person[1:]}", str(day), city_of(person)) for person in shape.people for day in shape.dates]
    cards = [
        (channel_id(number), str(day), new_city(number, day))
        for number in range(shape.commissions)
        for day in shape.dates
    ]
    owed = [*notes, *cards]
    same: defaultdict[str, list[str]] = defaultdict(list)
    for message in practice.workspace.messages.values():
        same[_identity(message)].append(_clock_time(message))
    twice = [f"{each} at {' and at '.join(times)}" for each, times in same.items() for _ in times[1:]]
    again = [f"{each}" for each in owed for _ in range(1, seen[each])]
    states = _states(database, shape)
    unsent = [each for each, state in states.items() if state != "sent"]
    return Tally(
        reminders=len(states),
        messages=len(owed),
        kills=kills,
        stops=stops,
        faults=faults,
        lost=(*(str(each) for each in owed if not seen[each]), *unsent),
        doubled=tuple(twice or again),
        taken_back=sum(call.method == "chat.delete" for call in practice.calls),
        seconds=seconds,
    )


def noted_on(practice: Practice, day: date) -> set[str]:
    """Give everyone who has a message about their own city on a day."""
    own = filter(None, map(owed_by, list(practice.workspace.messages.values())))
    return {f"U{channel[1:]}" for channel, on, _ in own if on == str(day)}


def owed_by(message: Message) -> tuple[str, str, str] | None:
    """Say which note or card a message is: its channel, its day and its city; None for any other."""
    day = _moment(message).date()
    said = f"{message.text} {json.dumps(message.blocks)}"
    number = message.channel[1:]
    city = city_of(f"U{number}") if message.channel.startswith("D") else new_city(int(number), day)
    return (message.channel, str(day), city) if city in said else None


def _moment(message: Message) -> datetime:
    return datetime.fromtimestamp(float(message.ts), UTC).astimezone(ZONE)


def _clock_time(message: Message) -> str:
    return f"{_moment(message):%b %d %H:%M:%S}"


def _identity(message: Message) -> str:
    """Say what two messages of one outbox row have in common: the mark that Clerk leaves on them."""
    return f"{message.channel} {json.dumps(message.metadata, sort_keys=True)}"


def _states(database: Database, shape: Shape) -> dict[str, str]:
    """Give the state of each reminder, by what tells it from the others."""
    states = {}
    for workspace_id in shape.workspace_ids:
        with database.workspace(workspace_id).reading() as session:
            for each in session.scalars(select(Reminder)):
                name = f"{workspace_id} {each.rule} {each.occurrence} {each.recipient} at {each.at}"
                states[f"{each.state}: {name}"] = each.state
    return states
