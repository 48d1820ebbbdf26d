"""An agenda as it stands: what was listed, what came by itself, and what became of each item."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import ledger
from models.agenda_matters import due_matters, unapproved
from models.agendas import AgendaItem, ItemOutcome
from models.bodies import body_rules
from models.commission import Commission
from models.ledger import Act, standing
from models.meetings import Meeting, Posting
from models.prospects import Prospect
from models.refusals import NotFound
from models.row_ids import new_id
from models.rules.agendas import (
    ADDED_BY_VOTE,
    CALL_TO_ORDER,
    AgendaEntry,
    AgendaSheet,
    DueMatter,
    ItemKind,
    ItemResult,
    ItemState,
    Posted,
    Suggestion,
    Unapproved,
    agenda,
)
from models.rules.calendars import MeetingKind, MeetingStatus, agenda_deadline, last_working_day
from models.rules.names import fold
from models.rules.postings import lacks_notice, posted_up_to


@dataclass(frozen=True, kw_only=True)
class Rows:
    """The rows of an agenda, by item."""

    latest: Mapping[str, AgendaItem]
    listed_by: Mapping[str, int]
    """The number of the act that first listed each item as what it is called now."""

    @property
    def is_fixed(self) -> bool:
        """Whether the agenda no longer changes by itself."""
        return CALL_TO_ORDER in self.latest

    def of_state(self, state: ItemState) -> list[AgendaItem]:
        """List the items of a state, by their place."""
        rows = [row for row in self.latest.values() if row.state == state]
        return sorted(rows, key=lambda row: row.place)


def rows_of(session: Session, meeting_id: str) -> Rows:
    """Read the rows of a meeting's agenda."""
    wanted = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id, standing(AgendaItem))
    latest: dict[str, AgendaItem] = {}
    listed_by: dict[str, int] = {}
    for row in session.scalars(wanted.order_by(AgendaItem.act_id, AgendaItem.id)):
        before = latest.get(row.item)
        latest[row.item] = row
        if row.state == ItemState.LISTED and not (before and _is_same(before, row)):
            listed_by[row.item] = row.act_id
    return Rows(latest=latest, listed_by=listed_by)


def _is_same(before: AgendaItem, row: AgendaItem) -> bool:
    """Tell whether an item is still the one that a notice named before."""
    said = (before.state, before.kind, before.prospect_id, fold(before.title))
    return said == (row.state, row.kind, row.prospect_id, fold(row.title))


def agenda_of(
    session: Session, meeting: Meeting, commission: Commission, now: datetime
) -> tuple[AgendaEntry, ...]:
    """Give a meeting's agenda as it stands, in order and numbered."""
    session.flush()
    rows = rows_of(session, meeting.id)
    outcomes = _outcomes(session, meeting.id)
    listed = [_entry(row) for row in rows.of_state(ItemState.LISTED)]
    due: list[DueMatter] = []
    minutes: list[Unapproved] = []
    if not rows.is_fixed:
        due = [
            matter
            for matter in due_matters(session, meeting, commission, commission.today(now))
            if matter.item not in rows.latest or rows.latest[matter.item].state == ItemState.LISTED
        ]
        minutes = unapproved(session, meeting)
    unposted = _unposted(session, meeting, rows, commission)
    return tuple(
        _with_outcome(replace(entry, was_posted=entry.item not in unposted), outcomes)
        for entry in agenda(listed, due, minutes)
    )


def _unposted(session: Session, meeting: Meeting, rows: Rows, commission: Commission) -> set[str]:
    """List the items of a public body that were listed after the posting that counts."""
    if not body_rules(session).is_public:
        return set()
    posted = posted_up_to(
        postings_of(session, meeting, commission), deadline_of(session, meeting, commission)
    )
    return {
        item
        for item, listed in rows.listed_by.items()
        if posted is not None and listed > posted and not item.startswith(ADDED_BY_VOTE)
    }


def entry_of(
    session: Session, meeting: Meeting, item: str, commission: Commission, now: datetime
) -> AgendaEntry:
    """Give an item of a meeting's agenda; NotFound for one that is not on it."""
    entries = agenda_of(session, meeting, commission, now)
    found = next((entry for entry in entries if entry.item == item), None)
    if found is None:
        raise NotFound("item of the agenda", offers=("agenda",))
    return found


def fix_agenda(
    session: Session, meeting: Meeting, act: ledger.Act, commission: Commission, now: datetime
) -> None:
    """Keep an agenda as it is at its posting or the call to order: from then on it no longer changes by itself."""
    entries = agenda_of(session, meeting, commission, now)
    rows = rows_of(session, meeting.id)
    if rows.is_fixed:
        return
    for order, entry in enumerate(entries):
        row = rows.latest.get(entry.item)
        if row is None or (row.step_id, row.why) != (entry.step_id, entry.why):
            session.add(written(entry, meeting, act, now, order, place=row.place if row else 0))
    session.flush()


def written(
    entry: AgendaEntry, meeting: Meeting, act: ledger.Act, now: datetime, order: int = 0, *, place: int
) -> AgendaItem:
    """Make the row of an item as it stands now; `order` tells several of one act apart."""
    return AgendaItem(
        id=new_id(now + timedelta(milliseconds=order)),
        item=entry.item,
        meeting_id=meeting.id,
        place=place,
        title=entry.title,
        kind=entry.kind,
        prospect_id=entry.prospect_id,
        step_id=entry.step_id,
        presenter=entry.presenter,
        why=entry.why,
        state=entry.state,
        act_id=act.id,
    )


def postings_of(session: Session, meeting: Meeting, commission: Commission) -> list[Posted]:
    """List the legal postings of a meeting's agenda, the earliest first."""
    wanted = select(Posting).where(Posting.meeting_id == meeting.id, standing(Posting))
    rows = session.scalars(wanted.order_by(Posting.posted_at, Posting.id)).all()
    orders = _orders(session, {row.act_id for row in rows})
    return [
        Posted(at=row.posted_at.astimezone(commission.zone), order=orders[row.act_id], place=row.place)
        for row in rows
    ]


def _orders(session: Session, act_ids: set[int]) -> dict[int, int]:
    """Give the place of postings in the order of recording: a corrected one keeps that of the one it corrects."""
    acts = session.scalars(select(Act).where(Act.id.in_(act_ids)))
    return {act.id: int(act.details.get("order", act.id)) for act in acts}


def notice_wanting(session: Session, meeting: Meeting, commission: Commission) -> str:
    """Say what the legal posting of a public body's agenda lacks; empty for nothing."""
    if not body_rules(session).is_public:
        return ""
    return lacks_notice(postings_of(session, meeting, commission), deadline_of(session, meeting, commission))


def deadline_of(session: Session, meeting: Meeting, commission: Commission) -> datetime:
    """Give the last moment to post a meeting's agenda, in the body's zone."""
    hours = body_rules(session).lead_hours(MeetingKind(meeting.kind))
    return agenda_deadline(meeting.starts_at.astimezone(commission.zone), hours)


def suggestions_of(session: Session, meeting_id: str) -> list[Suggestion]:
    """List what was suggested for an agenda and nobody has dealt with yet: for staff alone."""
    rows = rows_of(session, meeting_id).of_state(ItemState.SUGGESTED)
    wanted = select(Act).where(Act.id.in_([row.act_id for row in rows]))
    by = {act.id: act.actor_name for act in session.scalars(wanted)}
    return [Suggestion(item=row.item, title=row.title, by=by[row.act_id]) for row in rows]


def sheet_of(session: Session, meeting: Meeting, commission: Commission, now: datetime) -> AgendaSheet:
    """Give a meeting's agenda with all that is said around it."""
    entries = agenda_of(session, meeting, commission, now)
    deadline = deadline_of(session, meeting, commission)
    prospects = session.scalars(
        select(Prospect).where(Prospect.id.in_({entry.prospect_id for entry in entries if entry.prospect_id}))
    )
    return AgendaSheet(
        meeting_id=meeting.id,
        body=commission.body_title,
        kind=MeetingKind(meeting.kind).in_words.capitalize(),
        starts_at=meeting.starts_at.astimezone(commission.zone),
        place=meeting.place,
        link=meeting.link or "",
        entries=entries,
        deadline=deadline,
        do_by=last_working_day(deadline.date(), commission.days_off(deadline.date())),
        posted=next(iter(postings_of(session, meeting, commission)), None),
        is_public=body_rules(session).is_public,
        is_late=now > deadline,
        is_cancelled=meeting.status == MeetingStatus.CANCELLED,
        cities={prospect.id: prospect.title for prospect in prospects},
    )


def _entry(row: AgendaItem) -> AgendaEntry:
    return AgendaEntry(
        item=row.item,
        number=0,
        title=row.title,
        kind=ItemKind(row.kind),
        prospect_id=row.prospect_id,
        step_id=row.step_id,
        presenter=row.presenter,
        why=row.why,
        state=ItemState(row.state),
    )


def _outcomes(session: Session, meeting_id: str) -> dict[str, ItemOutcome]:
    wanted = select(ItemOutcome).where(ItemOutcome.meeting_id == meeting_id, standing(ItemOutcome))
    return {row.item: row for row in session.scalars(wanted.order_by(ItemOutcome.act_id, ItemOutcome.id))}


def has_outcome(session: Session, row: AgendaItem) -> bool:
    """Tell whether anything became of an item."""
    return row.item in _outcomes(session, row.meeting_id)


def _with_outcome(entry: AgendaEntry, outcomes: Mapping[str, ItemOutcome]) -> AgendaEntry:
    row = outcomes.get(entry.item)
    return became(entry, ItemResult(row.outcome), row.note, row.until) if row else entry


def became(entry: AgendaEntry, result: ItemResult, note: str, until: date | None) -> AgendaEntry:
    """Give an item with what became of it."""
    return replace(entry, result=result, note=note, until=until)
