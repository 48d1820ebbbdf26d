"""The lists of meetings, and of what was decided at them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy import select

from models.export_source import Source
from models.ledger import standing
from models.meetings import Meeting, Posting
from models.meetings_seen import seen_as
from models.motions import Motion
from models.rules.counting import VoteOption
from models.rules.exports import Row
from models.rules.meetings import STATUS_IN_WORDS
from models.rules.tallies import rule_in_words
from models.rules.vote_cards import Ending, in_full
from models.vote_records import Vote, vote_of

COLUMNS = (
    VoteOption.YES,
    VoteOption.NO,
    VoteOption.ABSTAIN,
    VoteOption.RECUSED,
    VoteOption.NOT_VOTING,
    VoteOption.ABSENT,
)
"""The columns of a decision that list who voted so, in their order."""


def decisions(source: Source) -> Iterator[Row]:
    """Give a row for each motion that has ended, as the record has it now; one that is open is nobody's to take out."""
    wanted = (
        select(Motion.id, Motion.prospect_id, Meeting.on)
        .join(Meeting, Meeting.id == Motion.meeting_id)
        .where(Meeting.workspace_id == Motion.workspace_id, standing(Motion))
        .order_by(Meeting.starts_at, Motion.number)
    )
    city = source.scope.prospect_id
    for motion_id, prospect_id, on in source.session.execute(wanted).all():
        if source.scope.has(on) and city in {"", prospect_id} and prospect_id not in source.samples:
            yield from _decision(source, vote_of(source.session, motion_id), on)


def meetings(source: Source) -> Iterator[Row]:
    """Give a row for each meeting, by its day."""
    postings = _postings(source)
    for meeting in source.session.scalars(select(Meeting).order_by(Meeting.starts_at, Meeting.id)):
        if source.scope.has(meeting.on):
            seen, posting = seen_as(meeting, source.commission), postings.get(meeting.id)
            yield (
                *(meeting.body, meeting.on, _local(source, meeting.starts_at)),
                *(seen.kind.in_words, STATUS_IN_WORDS[seen.status], meeting.reason, meeting.place),
                *(_posted(source, posting) if posting else (None, "", "")),
            )


def _decision(source: Source, vote: Vote, on: date) -> Iterator[Row]:
    if (ending := vote.ending) is None:
        return
    counted = ending.tally is not None
    yield (
        *(on, vote.motion.number, vote.motion.text),
        *source.city(vote.motion.prospect_id)[1:],
        *(vote.motion.mover, vote.motion.seconder, ending.outcome, ending.in_words(date.min)),
        rule_in_words(vote.rule) if counted else "",
        *_by_name(ending),
        *(_local(source, ending.at), ending.by),
        source.day_of(ending.recorded_at) if ending.corrects else None,
        ending.reason,
    )


def _by_name(ending: Ending) -> list[str]:
    """List who voted how, in the order of seats."""
    names = in_full(ending.votes)
    return ["; ".join(names[vote] for vote in ending.votes if vote.option is option) for option in COLUMNS]


def _postings(source: Source) -> dict[str, Posting]:
    """Give the earliest legal posting of each meeting's agenda."""
    rows = source.session.scalars(select(Posting).where(standing(Posting)).order_by(Posting.posted_at.desc()))
    return {row.meeting_id: row for row in rows}


def _posted(source: Source, posting: Posting) -> Row:
    return _local(source, posting.posted_at), posting.place, posting.posted_by


def _local(source: Source, at: datetime) -> datetime:
    return at.astimezone(source.zone)
