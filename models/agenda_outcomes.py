"""What became of an agenda's items, and the clocks that it stops: what was discussed on a posted agenda is shown by it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import ledger
from models.agenda_matters import EXPECTED, counted_here
from models.agenda_rows import (
    agenda_of,
    became,
    deadline_of,
    entry_of,
    fix_agenda,
    postings_of,
    rows_of,
)
from models.agendas import ItemOutcome
from models.askers import Asker
from models.bodies import body_rules
from models.changes import changed, checked_length
from models.commission import Commission
from models.ledger import Act, Actor, standing
from models.meetings import Meeting
from models.progress import REOPENED, progress_of
from models.prospects import Prospect, StepEntry
from models.refusals import Refusal
from models.rules.agendas import (
    LONGEST_NOTE,
    STOPS_A_CLOCK,
    AgendaEntry,
    ItemResult,
)
from models.rules.calendars import MeetingStatus
from models.rules.permissions import Right
from models.rules.policy import Step
from models.rules.postings import is_on_posted_agenda
from models.rules.progress import Progress
from models.rules.sessions import State as SessionState
from models.rules.steps import Standing, State
from models.rules.wording import moment_in_words
from models.sessions import Sitting, check_own, sitting_of


@dataclass(frozen=True, kw_only=True)
class Noted:
    """What an outcome brought about."""

    entry: AgendaEntry
    stopped: str = ""
    """The step that it showed to be done."""
    step_number: int | None = None
    """Its number in the document, where it has one."""
    reopened: str = ""
    """The step that it no longer shows, and that is open again."""
    runs_on: str = ""
    """Why a clock has not stopped, and what to do."""


@dataclass(frozen=True, kw_only=True)
class _Clock:
    """A step whose date is counted in meetings, and what an item at a meeting does to it."""

    prospect: Prospect
    step: Step
    stops: bool = False
    reopens: bool = False
    runs_on: str = ""


def record_outcome(
    session: Session,
    meeting_id: str,
    item: str,
    result: ItemResult,
    note: str,
    until: date | None,
    asker: Asker,
    commission: Commission,
    now: datetime,
) -> Noted:
    """Record what became of an item; a later outcome replaces an earlier one, and both are kept."""
    ledger.take_turn(session)
    sitting = sitting_of(session, meeting_id)
    asker.must_be_allowed(Right.PRESIDE, presides=sitting.presides(asker))
    check_own(sitting)
    entry = entry_of(session, sitting.meeting, item, commission, now)
    _check(sitting, result, note, until, before=entry.result, today=commission.today(now))
    act = ledger.record(
        session,
        "outcome of an item recorded",
        actor=asker.actor,
        now=now,
        prospect_id=entry.prospect_id,
        meeting_id=meeting_id,
        details={"item": item},
    )
    fix_agenda(session, sitting.meeting, act, commission, now)
    return note_outcome(
        session, sitting.meeting, entry, result, act, commission, now, note=note.strip(), until=until
    )


def note_outcome(
    session: Session,
    meeting: Meeting,
    entry: AgendaEntry,
    result: ItemResult,
    act: Act,
    commission: Commission,
    now: datetime,
    *,
    note: str = "",
    until: date | None = None,
) -> Noted:
    """Note what became of an item within a larger act, and stop or start the clock that it bears on."""
    until = until if result is ItemResult.CONTINUED else None
    session.add(
        ItemOutcome(
            meeting_id=meeting.id, item=entry.item, outcome=result, note=note, until=until, act_id=act.id
        )
    )
    session.flush()
    noted = became(entry, result, note, until)
    clock = _clock(session, meeting, noted, commission, now)
    return _apply(session, meeting, noted, clock, act, commission)


def stop_clocks(
    session: Session, meeting: Meeting, act: Act, commission: Commission, now: datetime
) -> tuple[Noted, ...]:
    """Look anew at all outcomes of a meeting, after its posting was recorded or it was found not to have met.

    Each prospect whose clock it stops or starts gets an entry of its own in the record.
    """
    told = []
    for entry in agenda_of(session, meeting, commission, now):
        clock = _clock(session, meeting, entry, commission, now) if entry.result else None
        if clock is None or not (clock.stops or clock.reopens):
            continue
        own = ledger.record(
            session,
            act.what,
            actor=Actor(id=act.actor, name=act.actor_name),
            now=now,
            prospect_id=entry.prospect_id,
            meeting_id=meeting.id,
            details={"item": entry.item},
        )
        told.append(_apply(session, meeting, entry, clock, own, commission))
    return tuple(told)


def _check(
    sitting: Sitting,
    result: ItemResult,
    note: str,
    until: date | None,
    *,
    before: ItemResult | None,
    today: date,
) -> None:
    meeting = sitting.meeting
    if meeting.status == MeetingStatus.CANCELLED:
        raise Refusal("That meeting is cancelled, so nothing became of its items.", offers=("meeting",))
    ahead = sitting.session.state is SessionState.NOT_BEGUN and meeting.status in EXPECTED
    if ahead and meeting.on >= today and result is not ItemResult.PULLED:
        raise Refusal("The meeting has not been called to order. Do that first.", offers=("meeting",))
    if result is ItemResult.VOTED:
        raise Refusal("That an item was voted on comes from its vote. Call the vote.", field="result")
    if before is ItemResult.VOTED:
        raise Refusal("That item was voted on, and the record keeps it so. Correct the vote instead.")
    if before is not None and sitting.session.state is SessionState.OVER and not note.strip():
        raise Refusal("The meeting is over, so please say in the note why this changes.", field="note")
    if result is ItemResult.CONTINUED and (until is None or until <= meeting.on):
        raise Refusal("Please choose the later day that it was continued to.", field="until")
    checked_length(note, LONGEST_NOTE, "note")


def _clock(
    session: Session, meeting: Meeting, entry: AgendaEntry, commission: Commission, now: datetime
) -> _Clock | None:
    """Say what an item with its outcome does to the clock of its prospect; None where it bears on none."""
    wanted = select(Prospect).where(Prospect.id == (entry.prospect_id or ""), standing(Prospect))
    prospect = session.scalars(wanted).one_or_none()
    if prospect is None:
        return None
    today = commission.today(now)
    (progress,) = progress_of(session, [prospect], commission, today)
    shows = entry.result in STOPS_A_CLOCK and _has_met(meeting, today)
    shown = _shown_here(session, progress, meeting, entry)
    wanting = _wanting(session, meeting, entry, commission)
    if shown:
        return _Clock(prospect=prospect, step=shown.step, reopens=not shows or bool(wanting))
    runs = _running(progress, meeting, entry)
    if runs is None or not progress.is_open or entry.result not in STOPS_A_CLOCK:
        return None
    why = wanting if _has_met(meeting, today) else "the meeting is not held with a quorum"
    why = why or _asks_more(runs.step)
    if why:
        said = f"The clock of “{runs.step.title}” runs on: {why}."
        return _Clock(prospect=prospect, step=runs.step, runs_on=said)
    return _Clock(prospect=prospect, step=runs.step, stops=True)


def _has_met(meeting: Meeting, today: date) -> bool:
    """Tell whether a meeting met: in session, held, or gone by without a record, which counts as held."""
    went_by = meeting.status in EXPECTED and meeting.on < today
    return went_by or meeting.status in {MeetingStatus.IN_SESSION, MeetingStatus.HELD}


def _shown_here(
    session: Session, progress: Progress, meeting: Meeting, entry: AgendaEntry
) -> Standing | None:
    """Give the step that this very item has shown to be done."""
    wanted = select(StepEntry).where(StepEntry.prospect_id == progress.prospect_id, standing(StepEntry))
    rows = session.scalars(wanted.order_by(StepEntry.act_id, StepEntry.id))
    latest = {row.step_id: row for row in rows}
    here = {"kind": "meeting", "meeting": meeting.id, "item": entry.item}
    shown = (
        row.step_id
        for row in latest.values()
        if row.state == State.DONE and here.items() <= row.evidence.items()
    )
    return next((progress.standing(step_id) for step_id in shown), None)


def _running(progress: Progress, meeting: Meeting, entry: AgendaEntry) -> Standing | None:
    """Give the open step that an item discusses: its own, else the only one whose date is counted in these meetings."""
    clocks = counted_here(progress, meeting.body)
    own = next((each for each in clocks if each.step.id == entry.step_id), None)
    if own:
        return own if own.is_open else None
    running = [each for each in clocks if each.is_open]
    return running[0] if len(running) == 1 else None


def _asks_more(step: Step) -> str:
    if step.share or step.count or step.pick or step.within or step.branches or step.ask:
        return "the step asks for more than a discussion; complete it by its form"
    return ""


def _wanting(session: Session, meeting: Meeting, entry: AgendaEntry, commission: Commission) -> str:
    """Say what a public body's agenda wants for an item on it to be evidence; empty for nothing."""
    if not body_rules(session).is_public or entry.was_added_by_vote:
        return ""
    deadline = deadline_of(session, meeting, commission)
    postings = postings_of(session, meeting, commission)
    listed = rows_of(session, meeting.id).listed_by.get(entry.item)
    if listed is not None and is_on_posted_agenda(listed, postings, deadline):
        return ""
    by = moment_in_words(deadline, meeting.on)
    by_hand = "complete the step by hand, with the reason"
    if not postings:
        return f"nobody has recorded that the agenda was posted by {by}. Record the posting if it was in time; else {by_hand}"
    if postings[0].at > deadline:
        posted = moment_in_words(postings[0].at, meeting.on)
        return f"the agenda was posted {posted}, after its deadline, {by}. Take it up at a later meeting, or {by_hand}"
    return f"it was listed after the posting was recorded. If it was posted anew by {by}, record that; else {by_hand}"


def _apply(
    session: Session,
    meeting: Meeting,
    entry: AgendaEntry,
    clock: _Clock | None,
    act: Act,
    commission: Commission,
) -> Noted:
    if clock is None or not (clock.stops or clock.reopens):
        return Noted(entry=entry, runs_on=clock.runs_on if clock else "")
    evidence = {"kind": "meeting", "meeting": meeting.id, "item": entry.item, "number": entry.number}
    session.add(
        StepEntry(
            prospect_id=clock.prospect.id,
            step_id=clock.step.id,
            state=State.DONE if clock.stops else REOPENED,
            done_on=meeting.on,
            reason="",
            evidence=evidence if clock.stops else {},
            numbers={},
            act_id=act.id,
        )
    )
    session.flush()
    changed(session, clock.prospect, commission, act.at)
    if clock.stops:
        return Noted(entry=entry, stopped=clock.step.title, step_number=clock.step.number)
    return Noted(entry=entry, reopened=clock.step.title)
