"""How far a meeting has come, read from what was recorded of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo


class What(StrEnum):
    """What can be recorded of a meeting."""

    CALLED_TO_ORDER = "called to order"
    PRESIDES = "presides"
    """A member presides from now on; so does whoever calls the meeting to order."""
    PUBLIC_COMMENT = "public comment taken"
    ITEM_OPENED = "item opened"
    RECESSED = "recessed"
    RESUMED = "resumed"
    ADJOURNED = "adjourned"


class State(StrEnum):
    """Where a session stands."""

    NOT_BEGUN = "not begun"
    IN_SESSION = "in session"
    RECESS = "in recess"
    OVER = "adjourned"


@dataclass(frozen=True, kw_only=True)
class Happening:
    """One thing recorded of a meeting."""

    what: What
    at: datetime
    member_id: str | None = None
    """Who presides."""
    item: str | None = None
    """The agenda item that was opened."""


@dataclass(frozen=True, kw_only=True)
class Session:
    """Where a meeting stands."""

    state: State = State.NOT_BEGUN
    called_to_order_at: datetime | None = None
    adjourned_at: datetime | None = None
    presiding_id: str | None = None
    public_comment: frozenset[str | None] = frozenset()
    """The items that public comment was taken on; None for comment on the agenda as a whole."""
    item: str | None = None
    """The agenda item before the meeting."""
    recesses: tuple[tuple[datetime, datetime | None], ...] = ()


def session_of(happenings: Iterable[Happening]) -> Session:
    """Read where a meeting stands from what was recorded of it, in the order of recording."""
    session = Session()
    for each in happenings:
        session = _after(session, each)
    return session


def _after(session: Session, each: Happening) -> Session:
    return replace(session, **_changes(session, each))


def _changes(session: Session, each: Happening) -> dict[str, Any]:
    changes: dict[What, dict[str, Any]] = {
        What.CALLED_TO_ORDER: {
            "state": State.IN_SESSION,
            "called_to_order_at": session.called_to_order_at or each.at,
            "presiding_id": each.member_id or session.presiding_id,
        },
        What.PRESIDES: {"presiding_id": each.member_id},
        What.PUBLIC_COMMENT: {"public_comment": session.public_comment | {each.item}},
        What.ITEM_OPENED: {"item": each.item},
        What.RECESSED: {"state": State.RECESS, "recesses": (*session.recesses, (each.at, None))},
        What.RESUMED: {"state": State.IN_SESSION, "recesses": _resumed(session, each.at)},
        What.ADJOURNED: {"state": State.OVER, "adjourned_at": each.at, "item": None},
    }
    return changes[each.what]


def _resumed(session: Session, at: datetime) -> tuple[tuple[datetime, datetime | None], ...]:
    return (*session.recesses[:-1], *((begun, at) for begun, _ in session.recesses[-1:]))


def moment_since(begun: datetime, clock: time, zone: ZoneInfo) -> datetime:
    """Give the first moment, not before the minute in which a meeting began, at which a clock in the zone showed that time."""
    local = begun.astimezone(zone).replace(second=0, microsecond=0)
    day = local.date() if clock >= local.time() else local.date() + timedelta(days=1)
    return max(datetime.combine(day, clock, zone).astimezone(UTC), begun)


def moment_of(clock: time, zone: ZoneInfo, now: datetime) -> datetime | None:
    """Give the latest moment up to `now` at which a clock in the zone showed that time, within a day.

    None for a time that the clock skipped. Of an hour that came twice it is the second, once that has begun.
    """
    today = now.astimezone(zone).date()
    shown = [
        datetime.combine(day, clock, zone).replace(fold=fold).astimezone(UTC)
        for day in (today, today - timedelta(days=1))
        for fold in (1, 0)
    ]
    passed = [
        each
        for each in shown
        if each <= now and each.astimezone(zone).time() == clock and now - each < timedelta(days=1)
    ]
    return max(passed, default=None)
