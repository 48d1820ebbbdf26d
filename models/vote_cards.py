"""A vote as everybody may see it, put together from the record."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from models.agenda_rows import agenda_of
from models.commission import Commission
from models.rules.agendas import AgendaEntry
from models.rules.bodies import VotesShown
from models.rules.calendars import MeetingKind
from models.rules.counting import Abstention
from models.rules.motions import MotionKind
from models.rules.sessions import State
from models.rules.tallies import rule_in_words
from models.rules.vote_cards import VoteSeen
from models.rules.wording import day_in_words
from models.vote_records import REOPEN_WITHIN, Vote, vote_of


def vote_seen(session: Session, motion_id: str, commission: Commission, now: datetime) -> VoteSeen:
    """Give a vote as it stands now; NotFound for one of another workspace."""
    return seen(session, vote_of(session, motion_id), commission, now)


def seen(session: Session, vote: Vote, commission: Commission, now: datetime) -> VoteSeen:
    """Give a vote as everybody may see it."""
    motion, meeting, today = vote.motion, vote.sitting.meeting, commission.today(now)
    rules = vote.sitting.rules
    return VoteSeen(
        motion_id=motion.id,
        record=vote.record,
        text=motion.text,
        mover=motion.mover,
        seconder=motion.seconder,
        item=_item(session, vote, commission, now),
        meeting=f"{MeetingKind(meeting.kind).in_words.capitalize()} of {day_in_words(meeting.on, today)}",
        rule=rule_in_words(vote.rule),
        rule_reason=motion.rule_reason,
        opened_by=vote.opened_by,
        opened_at=vote.opened_at.astimezone(commission.zone),
        votes=vote.votes,
        quorum=vote.quorum,
        stopped=_stopped(vote),
        shown_as_cast=rules.votes_shown is VotesShown.AS_CAST,
        may_abstain=vote.rule.abstention is not Abstention.BARRED,
        endings=tuple(ending.at_place(commission.zone) for ending in vote.endings),
        may_reopen=vote.may_reopen(now),
        today=today,
    )


def looks_different_at(session: Session, motion_id: str, now: datetime) -> datetime | None:
    """Say when a vote's message changes by itself: ten minutes after its end it can no longer be reopened."""
    vote = vote_of(session, motion_id)
    return vote.ending.at + REOPEN_WITHIN if vote.ending and vote.may_reopen(now) else None


def _item(session: Session, vote: Vote, commission: Commission, now: datetime) -> str:
    if vote.kind is MotionKind.ADD_ITEM:
        return f"To add to the agenda: {vote.motion.findings['title']}"
    entry = _entry(session, vote, commission, now)
    return f"{entry.number}. {entry.title}" if entry else "An item that was taken off the agenda"


def _entry(session: Session, vote: Vote, commission: Commission, now: datetime) -> AgendaEntry | None:
    listed = agenda_of(session, vote.sitting.meeting, commission, now)
    return next((entry for entry in listed if entry.item == vote.motion.item), None)


def _stopped(vote: Vote) -> str:
    if not vote.is_suspended:
        return ""
    if vote.sitting.session.state is State.RECESS:
        return "Suspended: the meeting is in recess."
    if not vote.sitting.is_in_session:
        return "Suspended: the meeting is not in session."
    return f"Suspended: {vote.quorum.in_words}."
