"""What follows from how a step came out: by the policy, and which letter is owed."""

from __future__ import annotations

from datetime import date

from slack_sdk.models.blocks import ButtonElement

from handlers.views.kit import button, does
from models.rules.outcomes import CONTINUED, DENIED, branch_for, goes_on, outcomes_of
from models.rules.policy import Step
from models.rules.progress import Progress
from models.rules.wording import day_in_words


def what_follows(
    step: Step, outcome: str, progress: Progress, today: date, *, continued_to: date | None = None
) -> list[str]:
    """Say what follows from an outcome after which the path does not simply go on; nothing for any other."""
    if goes_on(outcome) or outcome not in outcomes_of(step):
        return []
    letter = ["A courtesy letter to them is owed."] if outcome == DENIED else []
    return [*_by_policy(step, outcome, progress, today, continued_to), *letter]


def letter_owed(step: Step, outcome: str, progress: Progress) -> list[ButtonElement]:
    """Offer to write the letter that an outcome leaves owed; nothing where it leaves none."""
    if outcome != DENIED or outcome not in outcomes_of(step):
        return []
    return [button("Write it", does("write"), progress.prospect_id, about=f"letter to {progress.name}")]


def _by_policy(
    step: Step, outcome: str, progress: Progress, today: date, continued_to: date | None
) -> list[str]:
    branch = branch_for(step, outcome)
    came = outcome[:1].upper() + outcome[1:]
    if branch and branch.close_as:
        return []  # that the file is closed is said with the reason
    if branch and branch.back_to:
        back = progress.standing(branch.back_to)
        return [f"{came}: back to “{back.step.title if back else branch.back_to}”."]
    if outcome == CONTINUED and continued_to:
        return [f"{came} to {day_in_words(continued_to, today)}; the step stays open."]
    return [f"{came}. The policy does not say what follows; the step stays open."]
