"""What a step asks further, once the rest of its form is in order: words to keep, the day of a continued matter, the next date."""

from __future__ import annotations

from dataclasses import dataclass

from models.rules.outcomes import CONTINUED, goes_on
from models.rules.policy import On, Step
from models.rules.steps import State

LONGEST_ANSWER = 1000


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is to be asked further of a step that came out in one way."""

    ask: tuple[str, ...] = ()
    needs_answers: bool = True
    """Whether each of `ask` must be answered: of a matter that does not go on, it may be."""
    continues: bool = False
    """Whether the day is asked to which the matter was continued."""
    again: str = ""
    """The name of the date that may be set anew: "evaluation"."""
    checklist: tuple[str, ...] = ()
    """The groups of criteria that may be noted on."""

    @property
    def is_nothing(self) -> bool:
        """Tell whether there is nothing further to ask."""
        return not (self.ask or self.continues or self.again or self.checklist)


def wanted(step: Step, state: State, outcome: str) -> Wanted:
    """Say what is to be asked further of a step that came out in one way."""
    if state is not State.DONE:
        return Wanted()
    if not goes_on(outcome):
        return Wanted(ask=step.ask, needs_answers=False, continues=outcome == CONTINUED)
    again = step.due.anchor if isinstance(step.due, On) else ""
    return Wanted(ask=step.ask, again=again, checklist=step.checklist)
