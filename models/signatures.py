"""What a form says of the signatures under an agreement, and whether it can be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from models.changes import checked_day, checked_length
from models.links import checked_link
from models.refusals import Refusal
from models.rules.beginnings import APPROVED, unapproved_step
from models.rules.evaluations import EvaluationWindow, evaluation_window
from models.rules.progress import Progress
from models.rules.wording import day_in_words

TIERS = ("sister", "friendship")
LONGEST_SIGNER = 120
LONGEST_REASON = 1000


@dataclass(frozen=True, kw_only=True)
class NewSignature:
    """What the form says of the signatures."""

    prospect_id: str
    tier: str
    """One of TIERS."""
    ours_on: date | None = None
    theirs_on: date | None = None
    our_signer: str = ""
    their_signer: str = ""
    link: str = ""
    has_file: bool = False
    can_attach: bool = False
    """Whether the form took files."""
    evaluate_on: date | None = None
    """Nothing: on the usual day."""
    ends_on: date | None = None
    reason: str = ""
    """Why it is recorded although something speaks against it."""
    is_news: bool = False
    """Whether the channel is told."""

    @property
    def signed_on(self) -> date | None:
        """The later signature; nothing while one is missing."""
        return max(self.ours_on, self.theirs_on) if self.ours_on and self.theirs_on else None


class Doubtful(Refusal):
    """What speaks against signatures that may be recorded all the same, with a reason."""

    def __init__(self, *, unapproved: str, evaluation: str) -> None:
        """Say each doubt, empty where there is none."""
        self.doubts = tuple(filter(None, (unapproved, evaluation)))
        super().__init__(f"{' '.join(self.doubts)} Please give the reason to save it anyway.", field="reason")


def checked(new: NewSignature, progress: Progress, today: date) -> NewSignature:
    """Give back what can be recorded, with the day of the evaluation. Refusal beside a field; Doubtful without a reason."""
    _check_words(new)
    _check_days(new, progress, today)
    evaluation = evaluation_window(progress, new.signed_on)
    whole = replace(new, evaluate_on=_evaluate_on(new, evaluation))
    if not new.reason.strip():
        _check_doubts(whole, progress, evaluation, today)
    return whole


def _check_words(new: NewSignature) -> None:
    if new.tier not in TIERS:
        raise Refusal("Please choose the kind: sister city or friendship city.", field="tier")
    for field, signer, on in (
        ("our_signer", new.our_signer, new.ours_on),
        ("their_signer", new.their_signer, new.theirs_on),
    ):
        checked_length(signer, LONGEST_SIGNER, field)
        if on is not None and not signer.strip():
            raise Refusal("Please say who signed.", field=field)
    checked_link(new.link, "paper", can_attach=new.can_attach)
    checked_length(new.reason, LONGEST_REASON, "reason")


def _check_days(new: NewSignature, progress: Progress, today: date) -> None:
    days = {name: on for name, on in (("ours_on", new.ours_on), ("theirs_on", new.theirs_on)) if on}
    if not days:
        raise Refusal("Please choose the day on which at least one side signed.", field="ours_on")
    for name, on in days.items():
        if checked_day(on, today, name) < progress.began_on:
            began = day_in_words(progress.began_on, today)
            raise Refusal(
                f"That is before the {progress.starts} ({began}). Please check the date.", field=name
            )
    if new.ends_on is not None and new.ends_on <= max(days.values()):
        raise Refusal("An agreement ends after it was signed. Please check the date.", field="ends_on")


def _evaluate_on(new: NewSignature, evaluation: EvaluationWindow | None) -> date | None:
    """Give the day of the evaluation; Refusal for one that cannot be, or that counts from nothing yet."""
    if new.signed_on is None and new.evaluate_on is not None:
        raise Refusal(
            "Its window counts from the later signature. Leave this empty until both sides have signed.",
            field="evaluate_on",
        )
    if new.evaluate_on and new.signed_on and new.evaluate_on <= new.signed_on:
        raise Refusal("The evaluation comes after the signatures. Please check it.", field="evaluate_on")
    return (new.evaluate_on or evaluation.usual) if evaluation else None


def _check_doubts(
    new: NewSignature, progress: Progress, evaluation: EvaluationWindow | None, today: date
) -> None:
    unapproved = _doubt_of_approval(new, progress, today)
    outside = evaluation.doubt(new.evaluate_on, today) if evaluation and new.evaluate_on else ""
    if unapproved or outside:
        raise Doubtful(unapproved=unapproved, evaluation=outside)


def _doubt_of_approval(new: NewSignature, progress: Progress, today: date) -> str:
    """Say which approval is missing, or came after a signature; empty where each signature follows it."""
    missing = unapproved_step(progress)
    if missing:
        return f"“{missing.step.title}” is still open; until then a signature binds nobody."
    first = min(filter(None, (new.ours_on, new.theirs_on)))
    approvals = ((each.step, each.date_set) for each in progress.standings if each.step.sets == APPROVED)
    return next(
        (
            f"The first signature is of {day_in_words(first, today)}, but “{step.title}” was done on "
            f"{day_in_words(on, today)}; before that a signature bound nobody."
            for step, on in approvals
            if on and first < on
        ),
        "",
    )
