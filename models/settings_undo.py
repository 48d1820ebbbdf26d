"""Taking a change of the settings back, as long as what it left still stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import ledger
from models.askers import Asker
from models.commission import commission_of
from models.ledger import Act, is_undone
from models.refusals import NotFound, Refusal
from models.rules.permissions import Right
from models.settings import SETTINGS_CHANGED, Saved
from models.settings_kept import KIND, kept, restore
from models.setup import follow_up
from models.undoing import act_by_id

TAKEN_BACK = "a change of the settings was taken back"


@dataclass(frozen=True, kw_only=True)
class Hindrance:
    """Why a change cannot be taken back, without a period, and what to do instead."""

    why: str
    way: str


OF_THE_KIND = Hindrance(
    why="Another kind of body needs a reason and who approved it", way="Change it back under Commission."
)
CHANGED_AGAIN = Hindrance(
    why="Those settings were changed again since", way="Take the later change back first."
)
BY_THE_FILE = Hindrance(
    why="The commission's file changed those settings since", way="Change them under Settings."
)


def latest_change(session: Session) -> Act | None:
    """Give the last change of the settings that stands."""
    wanted = select(Act).where(Act.what == SETTINGS_CHANGED, ~is_undone())
    return session.scalars(wanted.order_by(Act.id.desc()).limit(1)).first()


def hindrance(session: Session, act: Act) -> Hindrance | None:
    """Say why a change of the settings that stands cannot be taken back; None where it can."""
    left = act.details["after"]
    if KIND in left:
        return OF_THE_KIND
    later = select(Act).where(Act.what == SETTINGS_CHANGED, Act.id > act.id, ~is_undone())
    if any(left.keys() & each.details["after"].keys() for each in session.scalars(later)):
        return CHANGED_AGAIN
    now = kept(session)
    return BY_THE_FILE if any(now.get(name) != value for name, value in left.items()) else None


def take_back_settings(session: Session, act_id: str, asker: Asker, now: datetime) -> Saved:
    """Give the settings of an act the values that they had before it, once; Refusal where they cannot have them."""
    asker.must_be_allowed(Right.SETTINGS)
    act = act_by_id(session, act_id)
    if act.what != SETTINGS_CHANGED:
        raise NotFound("change", offers=("settings",))
    ledger.take_turn(session)
    says = tuple(act.details["changes"])
    if session.scalars(select(Act.id).where(Act.reverses == act.id)).first():
        return Saved(act_id=act.id, changes=says)
    if found := hindrance(session, act):
        raise Refusal(f"{found.why}, so I changed nothing. {found.way}", offers=("settings",))
    silence = commission_of(session).their_silence_days
    restore(session, act.details["before"])
    undo = ledger.reverse(session, act, actor=asker.actor, now=now)
    followed = follow_up(session, undo, TAKEN_BACK, silence, now)
    return Saved(act_id=act.id, changes=says, moved=followed.moved, would_move=followed.would_move)
