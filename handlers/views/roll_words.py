"""What an entry of the roll is in words: who came and went, who sits for whom, and what it does to the quorum."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from models.rules.roll import COMES, GOES, Mark, RollEvent
from models.rules.wording import listed


def changes_in_words(
    entries: Sequence[RollEvent],
    clock: Callable[[datetime], str],
    whose: Callable[[int], str],
    *,
    is_first: bool,
    had_quorum: bool,
    has_quorum: bool,
    now: datetime,
) -> list[str]:
    """Say what was entered: first of all that the quorum is lost, or there again."""
    at = clock(max((each.at for each in entries), default=now))
    said = [f"Quorum lost at {at}: open votes are suspended."] if had_quorum and not has_quorum else []
    if is_first and entries:
        said.append("The roll is taken.")
    elif has_quorum and not had_quorum:
        said.append(f"There is a quorum since {at}.")
    coming = [each for each in entries if each.mark in COMES and not is_first and not each.place]
    going = [each for each in entries if each.mark in GOES and not is_first]
    said += _moves("came", coming, clock) + _moves("left", going, clock)
    return said + [line for each in entries for line in _of_one(each, whose)]


def _moves(verb: str, moves: Sequence[RollEvent], clock: Callable[[datetime], str]) -> list[str]:
    times = dict.fromkeys(each.at for each in moves)
    return [
        f"{listed(tuple(each.name for each in moves if each.at == at))} {verb} at {clock(at)}."
        for at in times
    ]


def _of_one(each: RollEvent, whose: Callable[[int], str]) -> list[str]:
    place = [f"{each.name} takes part from {each.place} ({each.ground})."] if each.place else []
    match each.mark:
        case Mark.SEATED:
            return [f"{each.name} sits for {whose(each.for_seat or 0)}."]
        case Mark.UNSEATED:
            return [f"{each.name} no longer sits for {whose(each.for_seat or 0)}."]
        case Mark.RECUSED:
            return [f"{each.name} is recused from the item and leaves the room."]
        case Mark.RETURNED:
            return [f"{each.name} is back in the room."]
        case _:
            return place
