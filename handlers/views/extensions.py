"""The forms that put a deadline off by agreement."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from slack_sdk.models.views import View

from handlers.views import fields
from handlers.views.kit import OPTION_LIMIT, clip, form, option, sentence, titled
from models.rules.progress import Progress
from models.rules.steps import Standing
from models.rules.wording import date_in_words, day_in_words

EXTEND_CITY = "extend_city"
EXTEND_FORM = "extend_form"
TITLE = "Extend a deadline"


def extend_form(progress: Progress, steps: Sequence[Standing], today: date, *, key: str, chosen: str) -> View:
    """Ask which deadline is put off, to when, who agreed to it and why; `chosen` is the step it is most likely about."""
    choices = [option(_with_date(standing, today), standing.step.id) for standing in steps]
    blocks = [
        titled(progress.full_name, "The old date stays in the record, beside the new one."),
        fields.choice("step", "Step", choices, initial=chosen),
        fields.day("on", "New date", initial=None),
        fields.line("agreed_by", "Agreed by", most=120, hint="Such as “the City Council”, or a name."),
        fields.paragraph("reason", "Reason", most=300, hint="Kept with the record, and said with the date."),
    ]
    return form(
        TITLE, EXTEND_FORM, blocks, submit="Extend it", carries={"key": key, "prospect": progress.prospect_id}
    )


def _with_date(standing: Standing, today: date) -> str:
    """Name a step with its deadline, which is what must not be cut off."""
    due = f"Due {date_in_words(standing.due.on, today)}: " if standing.due and standing.due.on else ""
    return f"{due}{clip(standing.step.title, OPTION_LIMIT - len(due))}"


def extended_in_words(
    step: str, was: date, on: date, today: date, *, agreed_by: str, reason: str, day_off: str = ""
) -> list[str]:
    """Say until when a deadline was put off, who agreed and why, and what follows where that is a day off."""
    return [
        f"{step} is now due {day_in_words(on, today)} instead of {day_in_words(was, today)}.",
        f"{sentence(f'Agreed by {agreed_by.strip()}')} {sentence(f'Reason: {reason.strip()}')}",
        *([day_off] if day_off else []),
    ]
