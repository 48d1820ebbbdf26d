"""A text to mail to whoever is to act of a step, ready to copy."""

from __future__ import annotations

from handlers.desk import Answer, Desk, Opens, Pressed
from handlers.views.kit import button, does
from handlers.views.mail_texts import mail_text
from models.finding import prospect_by_id
from models.refusals import Stale


def show(desk: Desk, pressed: Pressed) -> Answer:
    """Show the text about an open step of a file; the button's value names both."""
    prospect_id, _, step_id = pressed.value.partition(":")
    progress = desk.progress(prospect_by_id(desk.session, prospect_id))
    standing = progress.standing(step_id)
    if standing is None or not standing.is_open or not progress.is_open:
        raise Stale("This step has changed since it was shown here.", prospect_id=progress.prospect_id)
    view = mail_text(progress, standing, commission=desk.commission.body_title, today=desk.today)
    return Opens(view=view, door=button("Open", does("next"), prospect_id), says="Open the file first.")
