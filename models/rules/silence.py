"""Whose turn it is to write, how long they have been silent, and whether that silence is set aside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import takewhile


class Side(StrEnum):
    """Whose turn it is to write or act."""

    US = "us"
    THEM = "them"


@dataclass(frozen=True, kw_only=True)
class Written:
    """A letter, a call or a visit, as far as the turn to write goes."""

    act_id: int
    """The order in which letters were recorded."""
    on: date
    is_ours: bool
    turn: Side
    """Who owes the next word after it."""
    answer_by: date | None = None


@dataclass(frozen=True, kw_only=True)
class Parked:
    """Their silence was set aside."""

    act_id: int
    on: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class Turn:
    """Who owes the next word."""

    side: Side
    since: date
    answer_by: date | None = None
    """When an answer from their side is expected; nothing where none is, or their silence is set aside."""
    unanswered: int = 0
    """Letters of ours in a row since their last word; 0 while it is our turn."""
    parked: Parked | None = None


def whose_turn(letters: Iterable[Written], began_on: date, parked: Parked | None = None) -> Turn:
    """Say who owes the next word; a letter that is recorded after their silence was set aside ends that by itself."""
    in_order = sorted(letters, key=lambda letter: (letter.on, letter.act_id))
    if not in_order:
        return Turn(side=Side.US, since=began_on)
    last = in_order[-1]
    if last.turn is Side.US:
        return Turn(side=Side.US, since=last.on)
    holds = parked is not None and all(letter.act_id < parked.act_id for letter in in_order)
    return Turn(
        side=Side.THEM,
        since=last.on,
        answer_by=None if holds else last.answer_by,
        unanswered=sum(1 for _ in takewhile(lambda letter: letter.is_ours, reversed(in_order))),
        parked=parked if holds else None,
    )
