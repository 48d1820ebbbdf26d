"""A text to mail to whoever is to act of a step, ready to copy."""

from __future__ import annotations

from handlers.desk import Answer, Desk, Opens, Pressed
from handlers.views.kit import button, does
from handlers.views.mail_texts import mail_text
from models.finding import prospect_by_id
from models.meanwhile import by_whom, closed_by, marked_by
from models.refusals import Stale
from models.rules.progress import Progress


def show(desk: Desk, pressed: Pressed) -> Answer:
    """Show the text about an open step of a file; the button's value names both."""
    prospect_id, _, step_id = pressed.value.partition(":")
    progress = desk.progress(prospect_by_id(desk.session, prospect_id))
    standing = progress.standing(step_id)
    if standing is None or not standing.is_open or not progress.is_open:
        raise Stale(_changed(desk, progress, step_id), prospect_id=progress.prospect_id)
    view = mail_text(progress, standing, commission=desk.commission.body_title, today=desk.today)
    return Opens(view=view, door=button("Open", does("next"), prospect_id), says="Open the file first.")


def _changed(desk: Desk, progress: Progress, step_id: str) -> str:
    """Say what became of the step since its button was drawn, by whom and when."""
    standing = progress.standing(step_id)
    if not progress.is_open:
        by = closed_by(desk.session, progress.prospect_id)
        return f"{by_whom(by, f'closed the file on {progress.full_name}', desk.now)}, so there is nothing to mail."
    if standing is None or standing.entry is None:
        return f"That step is not open on {progress.full_name} now, so there is nothing to mail."
    marked = marked_by(desk.session, progress.prospect_id, step_id, standing.entry.state, desk.now)
    return f"{marked}, so there is nothing to mail."
