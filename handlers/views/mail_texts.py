"""A text to mail about a step that somebody outside has to do: Clerk itself writes to nobody."""

from __future__ import annotations

from datetime import date

from slack_sdk.models.blocks import ButtonElement
from slack_sdk.models.views import View

from handlers.views.kit import actions, button, context, does, form, section, sentence
from handlers.views.steps import asked_for, count_in_words
from models.rules.policy import Step
from models.rules.progress import Progress
from models.rules.steps import Standing
from models.rules.wording import full_date, plural

MAIL_TEXT = "mail_text"


def mail_text_button(prospect_id: str, step: Step, city: str) -> ButtonElement:
    """Make the button that shows the text about a step of a city's file."""
    return button("Text to mail", MAIL_TEXT, f"{prospect_id}:{step.id}", about=f"{city}, {step.title}")


def mail_text(progress: Progress, standing: Standing, *, commission: str, today: date) -> View:
    """Show the text, plain, to copy into a letter or an e-mail."""
    hint = context(
        f"Copy it and send it yourself: {standing.step.who} is to act. I write to nobody outside Slack."
    )
    text = "\n\n".join(paragraphs(progress, standing, commission=commission, today=today))
    row = actions(
        button("Log correspondence", does("log"), progress.prospect_id, about=progress.name),
        button("Open", does("next"), progress.prospect_id, about=progress.name),
    )
    return form("Text to mail", "notice", [section(text), hint, row], submit=None, close="Close")


def paragraphs(progress: Progress, standing: Standing, *, commission: str, today: date) -> list[str]:
    """Write the text: which step, by when and how that was counted, what is needed and where it goes."""
    step = standing.step
    wanted = asked_for(step)
    send_to = step.send_to or f"the {commission}"
    return [
        f"About: {progress.full_name}, {step.title}",
        f"Our record shows one step of yours as open: {sentence(step.title)}",
        *_dates(standing, today),
        *([f"What we need from you: {sentence(wanted)}"] if wanted else []),
        f"Please send it to {sentence(send_to)} If it is on its way already, a short word to us is enough.",
        f"This is asked by: {sentence(step.source)}",
        f"{commission}",
    ]


def _dates(standing: Standing, today: date) -> list[str]:
    due = standing.due.on if standing.due else None
    if due is None:
        return []
    days = (due - today).days
    left = f", {plural(days, 'day')} from now" if days > 0 else ""
    return [f"It is due by {full_date(due)}{left}. How that day was counted: {count_in_words(standing)}"]
