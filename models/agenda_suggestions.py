"""What people suggest for an agenda: staff alone see it, and list it or leave it out."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import ledger
from models.agenda_closing import check_open, stays_on
from models.agenda_items import AGENDA_SUGGESTION, NewItem, act_on, add, change, follow_up, last_place
from models.agenda_rows import entry_of, rows_of
from models.agendas import AgendaItem
from models.askers import Asker
from models.changes import owe
from models.commission import Commission
from models.database import found
from models.ledger import Act
from models.meetings import Meeting
from models.members import Member
from models.nudges import staff_reached
from models.refusals import NotAllowed, NotFound, Refusal
from models.rules.agendas import AgendaEntry, ItemState
from models.rules.permissions import Right, Role


def suggest_item(session: Session, new: NewItem, asker: Asker, commission: Commission, now: datetime) -> str:
    """Suggest an item to staff, once however often it is asked for; nobody else ever sees it unless staff list it."""
    ledger.take_turn(session)
    asker.must_be_allowed(Right.AGENDA)
    row = add(session, new, ItemState.SUGGESTED, asker, commission, now)
    if row.state == ItemState.SUGGESTED:
        _tell_staff(session, new.meeting_id, now)
    return row.item


def list_suggestion(
    session: Session, meeting_id: str, item: str, asker: Asker, commission: Commission, now: datetime
) -> AgendaEntry:
    """List what was suggested; pressed again, it stands as it is."""
    row = _suggestion(session, meeting_id, item, asker)
    if row.state == ItemState.SUGGESTED:
        meeting = found(session, Meeting, meeting_id, "meeting")
        check_open(session, meeting, commission, now)
        act = act_on(session, "agenda item listed", asker, now, meeting_id, row.prospect_id, item)
        place = last_place(rows_of(session, meeting_id)) + 1
        change(session, row, act, now, state=ItemState.LISTED, place=place)
        follow_up(session, meeting_id, now)
    return entry_of(session, found(session, Meeting, meeting_id, "meeting"), item, commission, now)


def decline_suggestion(session: Session, meeting_id: str, item: str, asker: Asker, now: datetime) -> str:
    """Leave out what was suggested; gives its title."""
    row = _suggestion(session, meeting_id, item, asker)
    if row.state == ItemState.LISTED:
        raise Refusal("That suggestion is listed already. Take it off by editing.", offers=("agenda",))
    if row.state == ItemState.SUGGESTED:
        act = act_on(session, "agenda suggestion declined", asker, now, meeting_id, None, item)
        change(session, row, act, now, state=ItemState.REMOVED)
        follow_up(session, meeting_id, now)
    return row.title


def withdraw_item(
    session: Session, meeting_id: str, item: str, asker: Asker, commission: Commission, now: datetime
) -> str:
    """Take back what the asker listed or suggested, as long as nobody has done anything with it; gives its title."""
    ledger.take_turn(session)
    rows = rows_of(session, meeting_id)
    row = rows.latest.get(item)
    if row is None:
        raise NotFound("item of the agenda", offers=("agenda",))
    if row.state == ItemState.REMOVED:
        return row.title
    act = session.scalars(select(Act).where(Act.id == row.act_id)).one()
    if act.actor != asker.slack_id:
        if row.state == ItemState.SUGGESTED:
            raise NotFound("item of the agenda", offers=("agenda",))
        raise NotAllowed(
            f"{act.actor_name} has dealt with it since, so I changed nothing.", offers=("agenda",)
        )
    meeting = found(session, Meeting, meeting_id, "meeting")
    if row.state == ItemState.LISTED and stays_on(session, meeting, commission):
        raise Refusal(
            "The agenda is posted or the meeting has begun, so the item can only be pulled. Use Edit.",
            offers=("agenda",),
        )
    took = act_on(session, "agenda item withdrawn", asker, now, meeting_id, None, item)
    change(session, row, took, now, state=ItemState.REMOVED)
    follow_up(session, meeting_id, now)
    return row.title


def _suggestion(session: Session, meeting_id: str, item: str, asker: Asker) -> AgendaItem:
    ledger.take_turn(session)
    asker.must_be_allowed(Right.AGENDA_EDIT)
    if Role.STAFF not in asker.roles:
        raise NotAllowed("Only staff see and list suggestions. I changed nothing.", offers=("agenda",))
    row = rows_of(session, meeting_id).latest.get(item)
    if row is None:
        raise NotFound("suggestion", offers=("agenda",))
    return row


def _tell_staff(session: Session, meeting_id: str, now: datetime) -> None:
    """Tell the first of the staff; whoever is not on Slack sees it on the agenda."""
    active = session.scalars(select(Member).where(Member.active.is_(True)).order_by(Member.id))
    staff = staff_reached(active)
    if staff and staff.slack_id:
        owe(session, AGENDA_SUGGESTION, meeting_id, staff.slack_id, now)
