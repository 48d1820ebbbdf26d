"""What the second form of a step says, checked and kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.changes import checked_length
from models.refusals import Refusal
from models.rules.further import LONGEST_ANSWER, Wanted
from models.rules.wording import day_in_words


@dataclass(frozen=True, kw_only=True)
class Further:
    """What the second form of a step says."""

    asked: tuple[str, ...] = ()
    """By place, what the policy's `ask` was answered with."""
    continued_to: date | None = None
    next_on: date | None = None
    """The next time that a duty with a date falls due."""


def check_further(further: Further, asks: Wanted, done_on: date, today: date) -> None:
    """Refuse, beside the field, what is missing or cannot be."""
    for place, what in enumerate(asks.ask):
        said = further.asked[place].strip() if place < len(further.asked) else ""
        if not said and asks.needs_answers:
            raise Refusal(f"Please say: {what}.", field=f"ask:{place}")
        checked_length(said, LONGEST_ANSWER, f"ask:{place}")
    if asks.continues:
        _check_later(further.continued_to, done_on, today, "continued_to")
    if asks.again and further.next_on is not None:
        _check_later(further.next_on, done_on, today, "next_on")


def further_kept(further: Further | None, asks: Wanted) -> dict[str, object]:
    """Give what was asked further as the record keeps it."""
    if further is None:
        return {}
    answers = zip(asks.ask, (text.strip() for text in further.asked), strict=False)
    said = {what: answer for what, answer in answers if answer}
    to = further.continued_to.isoformat() if asks.continues and further.continued_to else None
    return {name: value for name, value in {"asked": said, "continued_to": to}.items() if value}


def _check_later(on: date | None, done_on: date, today: date, field_name: str) -> None:
    if on is None:
        raise Refusal("Please choose the date.", field=field_name)
    if on <= done_on:
        after = day_in_words(done_on, today)
        raise Refusal(f"Please choose a day after {after}.", field=field_name)
