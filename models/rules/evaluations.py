"""The first evaluation of a partnership: its usual day, its window, and how far it is from the signatures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.rules.beginnings import SIGNED
from models.rules.calendars import span_after
from models.rules.due import window
from models.rules.policy import Span, Unit
from models.rules.progress import Progress
from models.rules.steps import Facts, Standing
from models.rules.wording import day_in_words, plural

USUAL = Span(count=12, unit=Unit.MONTHS)
"""How long after the later signature, unless another day is chosen."""


@dataclass(frozen=True, kw_only=True)
class EvaluationWindow:
    """When the policy has a partnership evaluated that was signed on a day."""

    signed: date
    first: date
    last: date

    @property
    def usual(self) -> date:
        """The day that is taken unless another is chosen: a year on, where the window has that."""
        return min(max(span_after(self.signed, USUAL), self.first), self.last)

    def doubt(self, on: date, today: date) -> str:
        """Say how far a day outside the window is, and what the window is; empty for a day inside."""
        if self.first <= on <= self.last:
            return ""
        months = months_between(self.signed, on)
        away = plural(months, "month") if months else "less than a month"
        first, last = day_in_words(self.first, today), day_in_words(self.last, today)
        return f"That is {away} away. The window for the evaluation is {first} to {last}."


def months_between(start: date, end: date) -> int:
    """Count the whole months from one day to a later one; a month that is too short ends on its last day."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months if span_after(start, Span(count=months, unit=Unit.MONTHS)) <= end else months - 1


def evaluation_step(progress: Progress) -> Standing | None:
    """Give the step that sets the evaluation, counted from the signatures, while it is open."""
    counted = (each for each in progress.standings if each.step.within and each.is_open)
    return next((each for each in counted if each.step.within and each.step.within.anchor == SIGNED), None)


def evaluation_window(progress: Progress, signed_on: date | None) -> EvaluationWindow | None:
    """Give the window of the evaluation that signing sets; nothing where the path has none, or it is set."""
    standing = evaluation_step(progress)
    if standing is None or signed_on is None or standing.step.within is None:
        return None
    days = window(standing.step.within, Facts(dates={SIGNED: signed_on}))
    return EvaluationWindow(signed=signed_on, first=days[0], last=days[1]) if days else None
