"""Listing, suggesting, changing and taking off the items of an agenda."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import ledger
from models.agenda_closing import check_open
from models.agenda_matters import EXPECTED
from models.agenda_outcomes import note_outcome, record_outcome, stop_clocks
from models.agenda_rows import (
    Rows,
    agenda_of,
    entry_of,
    fix_agenda,
    has_outcome,
    rows_of,
    written,
)
from models.agendas import AgendaItem
from models.askers import Asker
from models.changes import checked_length, owe
from models.commission import Commission
from models.database import found
from models.finding import prospect_by_id
from models.ledger import Act
from models.meetings import Meeting
from models.outbox import Outbox
from models.refusals import Refusal
from models.row_ids import new_id
from models.rules.agendas import (
    ADDED_BY_VOTE,
    LONGEST_PRESENTER,
    LONGEST_TITLE,
    AgendaEntry,
    ItemKind,
    ItemState,
)
from models.rules.names import fold
from models.rules.permissions import Right
from models.sessions import check_own, sitting_of

__all__ = [
    "add_by_vote",
    "agenda_of",
    "entry_of",
    "fix_agenda",
    "note_outcome",
    "record_outcome",
    "stop_clocks",
]

AGENDA = "agenda"
"""The kind of message that shows an agenda in the channel."""
AGENDA_SUGGESTION = "agenda suggestion"
"""The kind of message that tells staff what was suggested for an agenda."""
KEPT = (
    *("item", "meeting_id", "place", "title", "kind", "prospect_id", "step_id"),
    *("presenter", "why", "state"),
)
"""What a new version of an item has in common with the last."""


@dataclass(frozen=True, kw_only=True)
class NewItem:
    """What somebody wants on an agenda."""

    meeting_id: str
    title: str
    kind: ItemKind = ItemKind.DISCUSS
    presenter: str = ""
    prospect_id: str | None = None


def list_item(session: Session, new: NewItem, asker: Asker, commission: Commission, now: datetime) -> str:
    """List an item, once however often it is asked for; gives the item. Refusal where only a vote can add it."""
    ledger.take_turn(session)
    meeting = found(session, Meeting, new.meeting_id, "meeting")
    sitting = sitting_of(session, meeting.id)
    asker.must_be_allowed(Right.AGENDA_EDIT, presides=sitting.presides(asker))
    check_own(sitting)
    return add(session, new, ItemState.LISTED, asker, commission, now).item


def add_by_vote(
    session: Session,
    meeting: Meeting,
    title: str,
    prospect_id: str | None,
    step_id: str | None,
    act: Act,
    now: datetime,
) -> str:
    """Add an item that a vote put on the agenda, within the act that closed the vote; gives the item.

    One of the same title that was listed too late, and of which nothing became, gives way to it.
    """
    late = same_item(session, meeting.id, title, ItemState.LISTED)
    if late and not has_outcome(session, late):
        change(session, late, act, now, state=ItemState.REMOVED)
    entry = AgendaEntry(
        item=ADDED_BY_VOTE + new_id(now),
        number=0,
        title=title,
        kind=ItemKind.ACT,
        prospect_id=prospect_id,
        step_id=step_id,
        why="Added by a vote at the meeting",
    )
    place = last_place(rows_of(session, meeting.id)) + 1
    session.add(written(entry, meeting, act, now, place=place))
    follow_up(session, meeting.id, now)
    return entry.item


def post_to_channel(
    session: Session, meeting_id: str, asker: Asker, commission: Commission, now: datetime
) -> None:
    """Show an agenda in the commission's channel: one message, edited in place from then on. It is no legal notice."""
    ledger.take_turn(session)
    meeting = found(session, Meeting, meeting_id, "meeting")
    asker.must_be_allowed(Right.AGENDA_EDIT, presides=sitting_of(session, meeting_id).presides(asker))
    if commission.channel is None:
        raise Refusal(
            "No channel is chosen for the commission. Choose one under Settings.", offers=("settings",)
        )
    ledger.record(session, "agenda shown in the channel", actor=asker.actor, now=now, meeting_id=meeting.id)
    owe(session, AGENDA, meeting.id, commission.channel, now)


def seen_in(session: Session, meeting_id: str, item: str) -> int:
    """Give the number of the act that last changed an item; 0 for one that came by itself."""
    row = rows_of(session, meeting_id).latest.get(item)
    return row.act_id if row else 0


def same_item(
    session: Session, meeting_id: str, title: str, state: ItemState, *, by: str | None = None
) -> AgendaItem | None:
    """Give the item of a state that has the same title, however it is spelled; `by` asks for one's own alone."""
    same = [row for row in rows_of(session, meeting_id).of_state(state) if fold(row.title) == fold(title)]
    if by is not None:
        wanted = select(Act.id).where(Act.id.in_([row.act_id for row in same]), Act.actor == by)
        own = set(session.scalars(wanted))
        same = [row for row in same if row.act_id in own]
    return same[0] if same else None


def act_on(
    session: Session,
    what: str,
    asker: Asker,
    now: datetime,
    meeting_id: str,
    prospect_id: str | None,
    item: str,
) -> Act:
    """Record an act on an item of an agenda."""
    return ledger.record(
        session,
        what,
        actor=asker.actor,
        now=now,
        prospect_id=prospect_id,
        meeting_id=meeting_id,
        details={"item": item},
    )


def change(session: Session, row: AgendaItem, act: Act, now: datetime, **changes: object) -> None:
    """Write an item anew with some of it changed."""
    kept = {name: getattr(row, name) for name in KEPT}
    session.add(AgendaItem(**{**kept, **changes}, id=new_id(now), act_id=act.id))
    session.flush()


def follow_up(session: Session, meeting_id: str, now: datetime) -> None:
    """Have what shows an agenda drawn again, where it was shown: in the channel, and to staff."""
    for kind in (AGENDA, AGENDA_SUGGESTION):
        shown = select(Outbox).where(Outbox.key == f"{kind}:{meeting_id}")
        for row in session.scalars(shown):
            owe(session, kind, meeting_id, row.destination, now)


def last_place(rows: Rows) -> int:
    """Give the place of the last item."""
    return max((row.place for row in rows.latest.values()), default=0)


def add(
    session: Session, new: NewItem, state: ItemState, asker: Asker, commission: Commission, now: datetime
) -> AgendaItem:
    """Add an item, listed or suggested, unless it is there already; gives its row."""
    title = checked_title(new.title)
    checked_length(new.presenter, LONGEST_PRESENTER, "presenter")
    there = same_item(session, new.meeting_id, title, ItemState.LISTED)
    if state is ItemState.SUGGESTED:
        there = there or same_item(session, new.meeting_id, title, state, by=asker.slack_id)
    if there:
        return there
    meeting = found(session, Meeting, new.meeting_id, "meeting")
    if not _goes_on(session, meeting, title):
        check_open(session, meeting, commission, now)
    if new.prospect_id:
        prospect_by_id(session, new.prospect_id)
    item = new_id(now)
    is_listed = state is ItemState.LISTED
    act = act_on(
        session, f"agenda item {state}", asker, now, meeting.id, new.prospect_id if is_listed else None, item
    )
    entry = AgendaEntry(
        item=item,
        number=0,
        title=title,
        kind=new.kind,
        prospect_id=new.prospect_id,
        presenter=new.presenter.strip(),
        state=state,
    )
    row = written(entry, meeting, act, now, place=last_place(rows_of(session, meeting.id)) + 1)
    session.add(row)
    session.flush()
    follow_up(session, meeting.id, now)
    return row


def _goes_on(session: Session, meeting: Meeting, title: str) -> bool:
    """Tell whether a meeting still to come continues one whose agenda had the item: it needs no posting of its own."""
    if meeting.continues is None or meeting.status not in EXPECTED:
        return False
    return same_item(session, meeting.continues, title, ItemState.LISTED) is not None


def checked_title(title: str) -> str:
    """Give back what an item is called, on one line; Refusal beside its field for none, or too long a one."""
    said = " ".join(title.split())
    if not said:
        raise Refusal("Please say what it is about.", field="title")
    return checked_length(said, LONGEST_TITLE, "title")
