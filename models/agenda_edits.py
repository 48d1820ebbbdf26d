"""Changing the items of an agenda: what one says, where it stands, and whether it stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import ledger
from models.agenda_closing import closed, is_closed, is_over, stays_on
from models.agenda_items import (
    act_on,
    checked_title,
    follow_up,
)
from models.agenda_outcomes import note_outcome
from models.agenda_rows import Rows, agenda_of, entry_of, rows_of, written
from models.agendas import AgendaItem
from models.askers import Asker
from models.changes import checked_length
from models.commission import Commission
from models.database import found
from models.finding import prospect_by_id
from models.ledger import Act
from models.meetings import Meeting
from models.refusals import Refusal
from models.rules.agendas import (
    FIRST,
    LONGEST_PRESENTER,
    LONGEST_REASON,
    AgendaEntry,
    ItemKind,
    ItemResult,
    ItemState,
)
from models.rules.permissions import Right
from models.sessions import Sitting, check_own, sitting_of
from models.vote_records import votes_of


@dataclass(frozen=True, kw_only=True)
class Edit:
    """How an item is to stand on an agenda."""

    meeting_id: str
    item: str
    title: str
    kind: ItemKind
    presenter: str
    prospect_id: str | None
    after: str = ""
    """The item behind which it is to stand, or FIRST; empty for where it is."""
    off: bool = False
    """Whether to take it off."""
    reason: str = ""
    seen: int = 0
    """The act that last changed it when the form was drawn; 0 for an item that came by itself."""


@dataclass(frozen=True, kw_only=True)
class Edited:
    """What came of editing an item."""

    title: str
    pulled: bool = False
    """Whether it was taken off and stays as pulled, because the agenda is posted."""


def edit_item(session: Session, edit: Edit, asker: Asker, commission: Commission, now: datetime) -> Edited:
    """Change an item, move it or take it off. Refusal when somebody changed it meanwhile."""
    ledger.take_turn(session)
    meeting = found(session, Meeting, edit.meeting_id, "meeting")
    sitting = sitting_of(session, meeting.id)
    asker.must_be_allowed(Right.AGENDA_EDIT, presides=sitting.presides(asker))
    entry = entry_of(session, meeting, edit.item, commission, now)
    _check_course(session, sitting, entry, edit, commission.today(now))
    rows = rows_of(session, meeting.id)
    _check_unchanged(session, rows.latest.get(edit.item), edit.seen)
    wanted = _edited(session, entry, edit)
    if _is_another(entry, wanted) and is_closed(session, meeting, commission, now):
        raise closed(meeting, commission.today(now))
    if edit.off:
        return _take_off(session, meeting, entry, edit.reason, asker, commission, now)
    act = act_on(session, "agenda item changed", asker, now, meeting.id, wanted.prospect_id, edit.item)
    order = _moved(agenda_of(session, meeting, commission, now), wanted, edit.after)
    _write(session, meeting, order, wanted, rows, act=act, now=now)
    follow_up(session, meeting.id, now)
    return Edited(title=wanted.title)


def _check_course(session: Session, sitting: Sitting, entry: AgendaEntry, edit: Edit, today: date) -> None:
    """Refuse what the course of a meeting rules out: its minutes name the items, and number them, as they were."""
    check_own(sitting)
    if is_over(sitting.meeting, today):
        raise Refusal(
            "The meeting is over, so its agenda stays as it is. Record an outcome with a note, or correct the vote.",
            offers=("agenda", "minutes"),
        )
    if any(vote.item == entry.item for vote in votes_of(session, sitting.meeting.id)):
        raise Refusal(
            "A vote was called on that item, so it stays as it is. Correct the vote, or call another.",
            offers=("agenda", "vote"),
        )
    if edit.after and sitting.session.called_to_order_at is not None:
        raise Refusal(
            "The meeting has begun, so its items keep their numbers. Open them in another order instead.",
            field="after",
        )


def _check_unchanged(session: Session, row: AgendaItem | None, seen: int) -> None:
    if row is None or row.act_id == seen:
        return
    act = session.scalars(select(Act).where(Act.id == row.act_id)).one()
    raise Refusal(
        f"{act.actor_name} changed this item meanwhile, so I changed nothing. Look at it again.",
        offers=("agenda",),
    )


def _edited(session: Session, entry: AgendaEntry, edit: Edit) -> AgendaEntry:
    if not entry.is_business:
        raise Refusal("That item is part of every agenda and stays as it is.", offers=("agenda",))
    if edit.prospect_id:
        prospect_by_id(session, edit.prospect_id)
    return replace(
        entry,
        title=checked_title(edit.title),
        kind=edit.kind,
        presenter=checked_length(edit.presenter.strip(), LONGEST_PRESENTER, "presenter"),
        prospect_id=edit.prospect_id,
        step_id=entry.step_id if edit.prospect_id == entry.prospect_id else None,
    )


def _is_another(entry: AgendaEntry, wanted: AgendaEntry) -> bool:
    """Tell whether it would no longer be the item that the notice named."""
    said = (entry.title, entry.kind, entry.prospect_id)
    return (wanted.title, wanted.kind, wanted.prospect_id) != said


def _take_off(
    session: Session,
    meeting: Meeting,
    entry: AgendaEntry,
    reason: str,
    asker: Asker,
    commission: Commission,
    now: datetime,
) -> Edited:
    """Take an item off; once the agenda is posted it stays there as pulled, with the reason."""
    pulled = stays_on(session, meeting, commission)
    if pulled and not reason.strip():
        raise Refusal("The agenda is posted. Please give the reason; the minutes say it.", field="reason")
    checked_length(reason, LONGEST_REASON, "reason")
    what = "agenda item pulled" if pulled else "agenda item taken off"
    act = act_on(session, what, asker, now, meeting.id, entry.prospect_id, entry.item)
    if pulled:
        note_outcome(session, meeting, entry, ItemResult.PULLED, act, commission, now, note=reason.strip())
    else:
        place = _places(rows_of(session, meeting.id)).get(entry.item, 0)
        session.add(written(replace(entry, state=ItemState.REMOVED), meeting, act, now, place=place))
    follow_up(session, meeting.id, now)
    return Edited(title=entry.title, pulled=pulled)


def _places(rows: Rows) -> Mapping[str, int]:
    return {item: row.place for item, row in rows.latest.items()}


def _moved(entries: Sequence[AgendaEntry], wanted: AgendaEntry, after: str) -> list[AgendaEntry]:
    """Give the business in its new order."""
    business = [entry for entry in entries if entry.is_business]
    if not after:
        return [wanted if entry.item == wanted.item else entry for entry in business]
    rest = [entry for entry in business if entry.item != wanted.item]
    items = [entry.item for entry in rest]
    if after != FIRST and after not in items:
        raise Refusal("That item is no longer on the agenda. Choose another place.", field="after")
    place = 0 if after == FIRST else items.index(after) + 1
    return [*rest[:place], wanted, *rest[place:]]


def _write(
    session: Session,
    meeting: Meeting,
    order: Sequence[AgendaEntry],
    wanted: AgendaEntry,
    rows: Rows,
    *,
    act: Act,
    now: datetime,
) -> None:
    """Write the item, and each other one that gets another place; what comes first by itself needs none."""
    places = _places(rows)
    place = 0
    for entry in order:
        is_wanted = entry.item == wanted.item
        if not (is_wanted or place or entry.item in places):
            continue
        place += 1
        if is_wanted or places.get(entry.item) != place:
            session.add(written(entry, meeting, act, now, place, place=place))
    session.flush()
