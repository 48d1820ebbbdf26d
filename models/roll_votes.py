"""Where the roll and the votes deny one another: a vote of somebody at a time at which the roll has them away."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from models.roll_calls import RollChange
from models.rules.counting import VoteOption
from models.rules.roll import Attendee
from models.rules.wording import listed
from models.vote_records import Vote, votes_of

_AWAY = (VoteOption.ABSENT, VoteOption.NOT_VOTING)


def denied_votes(session: Session, change: RollChange) -> list[str]:
    """Say of everybody whose entry has just changed on which motions they voted while the roll has them away."""
    changed = dict.fromkeys(entry.member_id for entry in change.entries if entry.member_id)
    people = [found for member_id in changed if (found := change.after.roll.of(member_id))]
    votes = [vote for vote in votes_of(session, change.after.meeting.id) if vote.ending and vote.ending.tally]
    said = [(each, [_named(vote) for vote in votes if _denies(vote, each)]) for each in people]
    return [
        f"The record has a vote of {each.name} on {listed(tuple(motions))}, when the roll now has them away. "
        "Correct the time, or the vote."
        for each, motions in said
        if motions
    ]


def _named(vote: Vote) -> str:
    return f"motion {vote.motion.number}"


def _denies(vote: Vote, each: Attendee) -> bool:
    """Tell whether somebody is counted as voting on a motion, and was not there when they cast their vote."""
    cast = vote.cast_of(each.member_id or "")
    counted = {told.member_id for told in vote.votes if told.option not in _AWAY}
    return cast is not None and each.member_id in counted and not _was_there(each, cast.at)


def _was_there(each: Attendee, at: datetime) -> bool:
    minute = at.replace(second=0, microsecond=0)
    return any(
        begun.replace(second=0, microsecond=0) <= minute
        for begun, until in each.stays
        if until is None or at <= until
    )
