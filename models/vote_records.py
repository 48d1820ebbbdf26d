"""Votes as they are recorded: a motion with what was cast on it, how it ended, and what the record says of it now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.database import found
from models.ledger import Act, standing
from models.motions import Ballot, Motion, MotionEnding
from models.rules.bodies import Seating
from models.rules.counting import Outcome, VoteOption, VotingRule
from models.rules.kept_votes import kept_rule, kept_seating, kept_tally, kept_vote
from models.rules.motions import Cast, How, MotionKind, Quorum, SeatVote, latest, quorum_in, roll_call
from models.rules.vote_cards import Ending
from models.rules.wording import day_in_words, full_date, time_in_words
from models.sessions import Sitting, sitting_of

REOPEN_WITHIN = timedelta(minutes=10)
REPEATED = "vote repeated"
"""An act that adds no vote but says when the same one was pressed again: an older press may arrive later still."""


@dataclass(frozen=True, kw_only=True)
class Vote:
    """A motion and the vote on it, as the record has them."""

    motion: Motion
    kind: MotionKind
    rule: VotingRule
    seating: Seating
    """Who held which seat when the vote opened."""
    opened_by: str
    opened_at: datetime
    casts: tuple[Cast, ...]
    """All that were cast and stand, and the same ones pressed again."""
    endings: tuple[Ending, ...]
    """In the order of recording; each after the first corrects the one before."""
    sitting: Sitting
    """The meeting as it stands now."""

    @property
    def ending(self) -> Ending | None:
        """How it ended; None while it is open."""
        return self.endings[-1] if self.endings else None

    @property
    def item(self) -> str | None:
        """The agenda item whose recusals count."""
        return self.motion.item or None

    @property
    def record(self) -> str:
        """How the record names it: "motion 2 of Jan 22, 2026"."""
        return f"motion {self.motion.number} of {full_date(self.sitting.meeting.on)}"

    def cast_of(self, member_id: str) -> Cast | None:
        """Give the vote of a member that counts; None where nothing was cast."""
        return latest(self.casts).get(member_id)

    @property
    def votes(self) -> tuple[SeatVote, ...]:
        """The roll call: as it was counted, or as it would be now."""
        if self.ending and self.ending.votes:
            return self.ending.votes
        return roll_call(self.casts, self.sitting.roll, self.seating, self.sitting.rules, self.item)

    @property
    def quorum(self) -> Quorum:
        """How many count as present, and how many must."""
        in_one_place = self.sitting.rules.quorum_in_one_place
        return quorum_in(self.votes, self.seating, self.rule, in_one_place=in_one_place)

    @property
    def is_suspended(self) -> bool:
        """Whether nothing can be cast for now: the meeting is in recess, or has lost its quorum."""
        return self.ending is None and not (self.sitting.is_in_session and self.quorum.is_there)

    def may_reopen(self, now: datetime) -> bool:
        """Tell whether it can still be reopened: within ten minutes of its end, while the meeting lasts.

        A motion that nobody seconded ended as it was recorded, so there is nothing to open again.
        """
        ending = self.ending
        is_fresh = ending is not None and now < ending.at + REOPEN_WITHIN
        opened = ending is not None and ending.act_id != self.motion.act_id
        return is_fresh and opened and len(self.endings) == 1 and self.sitting.session.adjourned_at is None


def ended_in_words(vote: Vote, zone: ZoneInfo, now: datetime) -> str:
    """Say of a vote that has ended when it did and how: "at 7:12 PM: carried 4\N{EN DASH}1"."""
    ending = vote.ending
    if ending is None:
        return "not yet"
    at, today = ending.at.astimezone(zone), now.astimezone(zone).date()
    day = "" if at.date() == today else f"on {day_in_words(at.date(), today)} "
    line = ending.in_words(today)
    return f"{day}at {time_in_words(at)}: {line[:1].lower()}{line[1:]}"


def vote_of(session: Session, motion_id: object) -> Vote:
    """Get a motion with its vote; NotFound for one of another workspace, or none at all."""
    motion = found(session, Motion, str(motion_id), "vote")
    opened = session.scalars(select(Act).where(Act.id == motion.act_id)).one()
    return Vote(
        motion=motion,
        kind=MotionKind(motion.kind),
        rule=kept_rule(motion.rule),
        seating=kept_seating(motion.seating),
        opened_by=opened.actor_name,
        opened_at=opened.at,
        casts=(*_casts(session, motion.id), *_repeats(session, motion)),
        endings=tuple(_endings(session, motion.id)),
        sitting=sitting_of(session, motion.meeting_id),
    )


def votes_of(session: Session, meeting_id: str) -> tuple[Vote, ...]:
    """List the votes of a meeting, by their numbers."""
    wanted = select(Motion.id).where(Motion.meeting_id == meeting_id, standing(Motion))
    return tuple(vote_of(session, motion_id) for motion_id in session.scalars(wanted.order_by(Motion.number)))


def open_motions(session: Session, meeting_id: str) -> tuple[Vote, ...]:
    """List the votes of a meeting that have not ended, by their numbers."""
    return tuple(vote for vote in votes_of(session, meeting_id) if vote.ending is None)


def _casts(session: Session, motion_id: str) -> Iterable[Cast]:
    wanted = (
        select(Ballot, Act.actor_name)
        .join(Act, Act.id == Ballot.act_id)
        .where(Ballot.motion_id == motion_id, standing(Ballot))
    )
    for ballot, by in session.execute(wanted.order_by(Ballot.act_id, Ballot.id)):
        yield Cast(
            member_id=ballot.member_id,
            option=VoteOption(ballot.option),
            at=ballot.at,
            how=How(ballot.how),
            by=by,
            reason=ballot.reason,
        )


def _repeats(session: Session, motion: Motion) -> Iterable[Cast]:
    wanted = select(Act).where(Act.meeting_id == motion.meeting_id, Act.what == REPEATED)
    for act in session.scalars(wanted.order_by(Act.id)):
        if act.details["motion"] == motion.id:
            at = datetime.fromisoformat(act.details["at"])
            option = VoteOption(act.details["option"])
            yield Cast(member_id=act.details["member"], option=option, at=at, by=act.actor_name)


def _endings(session: Session, motion_id: str) -> Iterable[Ending]:
    wanted = (
        select(MotionEnding, Act)
        .join(Act, Act.id == MotionEnding.act_id)
        .where(MotionEnding.motion_id == motion_id, standing(MotionEnding))
    )
    for ending, act in session.execute(wanted.order_by(MotionEnding.act_id, MotionEnding.id)):
        yield Ending(
            outcome=Outcome(ending.outcome),
            tally=kept_tally(ending.tally),
            votes=tuple(kept_vote(vote) for vote in ending.votes),
            until=ending.until,
            referred_to=ending.referred_to,
            reason=ending.reason,
            at=ending.ended_at,
            by=act.actor_name,
            act_id=act.id,
            corrects=ending.corrects,
            recorded_at=act.at,
            presiding_id=act.details.get("presiding"),
        )
