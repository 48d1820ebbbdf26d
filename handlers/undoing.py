"""Undo: the last entries of the asker, and taking one back."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from handlers.desk import Asked, Desk, Pressed
from handlers.views.history import own_acts, taken_back
from handlers.views.kit import Message
from handlers.views.settings import with_change, with_settings
from models.owning import OWNER_CHANGED
from models.prospects import Prospect
from models.recollection import told
from models.rules.history import Entry
from models.rules.permissions import Right
from models.settings_undo import hindrance, latest_change
from models.undoing import act_by_id, own_recent_acts, undo


def list_own(desk: Desk, _asked: Asked) -> Message:
    """Answer `undo`: the asker's last five entries, and the last change of the settings where it is theirs."""
    desk.asker.must_be_allowed(Right.UNDO_OWN)
    acts = own_recent_acts(desk.session, desk.asker)
    wanted = select(Prospect).where(Prospect.id.in_([act.prospect_id for act in acts]))
    titles = {prospect.id: prospect.title for prospect in desk.session.scalars(wanted)}
    entries = [
        replace(entry, at=entry.at.astimezone(desk.commission.zone)) for entry in told(desk.session, acts)
    ]
    found = own_acts(
        [(titles[act.prospect_id or ""], entry) for act, entry in zip(acts, entries, strict=True)], desk.today
    )
    changed = latest_change(desk.session)
    if not acts and desk.asker.may(Right.SETTINGS):
        found = with_settings(found)
    if changed is None or changed.actor != desk.asker.slack_id or hindrance(desk.session, changed):
        return found
    return with_change(found if acts else None, changed.id, "; ".join(changed.details["changes"]))


def take_back(desk: Desk, pressed: Pressed) -> Message:
    """Take an entry back, and say so; a second press says the same."""
    undone = undo(desk.session, pressed.value, desk.asker, desk.commission, desk.now)
    prospect = desk.session.scalars(select(Prospect).where(Prospect.id == undone.prospect_id)).one()
    (entry,) = told(desk.session, [act_by_id(desk.session, pressed.value)])
    if entry.number == prospect.act_id:
        return taken_back(prospect.title, entry, None)
    return taken_back(prospect.title, entry, prospect.id, now=_owner_now(desk, prospect, entry))


def _owner_now(desk: Desk, prospect: Prospect, entry: Entry) -> str:
    """Say who looks after a file whose owner was changed back; empty for any other entry."""
    if entry.what != OWNER_CHANGED:
        return ""
    return f"{desk.progress(prospect).owner or 'Nobody'} looks after it now."
