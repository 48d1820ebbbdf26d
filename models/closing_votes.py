"""Closing a vote: counting it, ending it without a count, and reopening it within ten minutes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import ledger
from models.askers import Asker
from models.changes import changed, checked_length, owe_edit
from models.commission import Commission
from models.finding import prospect_by_id
from models.motions import MotionEnding
from models.new_motions import LONGEST_REASON, refuse
from models.prospects import StepEntry
from models.refusals import Refusal
from models.rules.counting import Outcome, Tally, VoteOption
from models.rules.guard import breach_of_closing
from models.rules.kept_votes import keep
from models.rules.motions import SeatVote, count_in, house_in, quorum_in, without_quorum
from models.rules.permissions import Right
from models.rules.tallies import tally
from models.undoing import act_by_id
from models.vote_outcomes import led_to
from models.vote_records import Vote, ended_in_words, vote_of
from models.vote_reliance import check_nothing_rests_on
from models.voting import VOTE

LONGEST_REFERRAL = 200
WITHOUT_COUNT = (Outcome.WITHDRAWN, Outcome.POSTPONED, Outcome.REFERRED)


@dataclass(frozen=True, kw_only=True)
class Closed:
    """A vote that was closed."""

    vote: Vote
    said: tuple[str, ...]
    """What it led to, in sentences."""


def close_vote(
    session: Session, motion_id: str, asker: Asker, commission: Commission, now: datetime
) -> Closed:
    """Count a vote and close it: who is there now, by the seats and the rule that it opened with."""
    vote = _to_be_ended(session, motion_id, asker, commission, now)
    refuse(breach_of_closing(vote.sitting.rules, vote.sitting.session.state))
    presiding_id = vote.sitting.session.presiding_id
    counted = counted_again(vote, vote.votes, presiding_id)
    act = ledger.record(
        session,
        f"vote closed: {counted.outcome}",
        actor=asker.actor,
        now=now,
        prospect_id=vote.motion.prospect_id,
        meeting_id=vote.motion.meeting_id,
        details={"motion": vote.motion.id, "presiding": presiding_id},
    )
    ending = ending_row(vote, counted.outcome, act, ended_at=now)
    ending.tally, ending.votes = keep(counted), [keep(each) for each in vote.votes]
    session.add(ending)
    session.flush()
    closed = vote_of(session, motion_id)
    said = led_to(session, closed, act, commission, now)
    owe_edit(session, VOTE, motion_id, now)
    return Closed(vote=closed, said=tuple(said))


def end_without_count(
    session: Session,
    motion_id: str,
    outcome: Outcome,
    asker: Asker,
    commission: Commission,
    *,
    now: datetime,
    reason: str = "",
    until: date | None = None,
    referred_to: str = "",
) -> Vote:
    """End a motion without a count: withdrawn, postponed to a day, or referred to somebody; with the reason."""
    withdraws = outcome is Outcome.WITHDRAWN
    vote = _to_be_ended(session, motion_id, asker, commission, now, withdraws=withdraws)
    _check_end(vote, outcome, reason, until, referred_to, today=commission.today(now))
    act = ledger.record(
        session,
        f"motion {outcome}",
        actor=asker.actor,
        now=now,
        prospect_id=vote.motion.prospect_id,
        meeting_id=vote.motion.meeting_id,
        reason=reason.strip(),
        details={"motion": vote.motion.id},
    )
    ending = ending_row(vote, outcome, act, ended_at=now)
    ending.votes = [keep(each) for each in vote.votes] if vote.casts else []
    ending.reason, ending.until, ending.referred_to = reason.strip(), until, referred_to.strip()
    session.add(ending)
    owe_edit(session, VOTE, motion_id, now)
    session.flush()
    return vote_of(session, motion_id)


def reopen_vote(
    session: Session, motion_id: str, asker: Asker, commission: Commission, now: datetime
) -> Vote:
    """Open a vote again within ten minutes of its end: what its end led to stands no longer, both stay in the record."""
    ledger.take_turn(session)
    vote = vote_of(session, motion_id)
    asker.must_be_allowed(Right.VOTE, presides=vote.sitting.presides(asker))
    if vote.ending is None:
        return vote
    if not vote.may_reopen(now):
        raise Refusal(
            "A vote can be reopened for ten minutes, while the meeting lasts. Correct the record instead, with the reason.",
            offers=("meeting",),
        )
    check_nothing_rests_on(session, vote)
    act = act_by_id(session, str(vote.ending.act_id))
    ledger.reverse(session, act, actor=asker.actor, now=now)
    moved = select(StepEntry.prospect_id).where(StepEntry.act_id == act.id).distinct()
    for prospect_id in session.scalars(moved).all():
        changed(session, prospect_by_id(session, prospect_id), commission, now)
    owe_edit(session, VOTE, motion_id, now)
    session.flush()
    return vote_of(session, motion_id)


def counted_again(vote: Vote, votes: tuple[SeatVote, ...], presiding_id: str | None) -> Tally:
    """Count a roll call; the presiding member's own vote is told apart, for a body whose chair only breaks ties."""
    options = {each.member_id: each.option for each in votes if each.option is not VoteOption.ABSENT}
    chair = options.get(presiding_id or "")
    counted = tally(count_in(votes), house_in(votes, vote.seating), vote.rule, chair=chair)
    in_one_place = vote.sitting.rules.quorum_in_one_place
    quorum = quorum_in(votes, vote.seating, vote.rule, in_one_place=in_one_place)
    return counted if quorum.is_there else without_quorum(counted, quorum)


def ending_row(vote: Vote, outcome: Outcome, act: ledger.Act, *, ended_at: datetime) -> MotionEnding:
    """Begin the row of an ending: no count, no reason."""
    return MotionEnding(
        motion_id=vote.motion.id,
        outcome=outcome,
        tally={},
        votes=[],
        until=None,
        referred_to="",
        reason="",
        ended_at=ended_at,
        corrects=False,
        act_id=act.id,
    )


def _to_be_ended(
    session: Session,
    motion_id: str,
    asker: Asker,
    commission: Commission,
    now: datetime,
    *,
    withdraws: bool = False,
) -> Vote:
    """Take the turn, and give a vote that somebody may end; its mover may withdraw it until the first vote is cast."""
    ledger.take_turn(session)
    vote = vote_of(session, motion_id)
    is_movers = withdraws and not vote.casts and asker.member_id == vote.motion.mover_id
    asker.must_be_allowed(Right.VOTE, presides=is_movers or vote.sitting.presides(asker))
    if vote.ending:
        ended = ended_in_words(vote, commission.zone, now)
        raise Refusal(f"{vote.ending.by} closed this vote {ended}.", offers=("meeting",))
    return vote


def _check_end(
    vote: Vote, outcome: Outcome, reason: str, until: date | None, referred_to: str, *, today: date
) -> None:
    checked_length(reason, LONGEST_REASON, "reason")
    checked_length(referred_to, LONGEST_REFERRAL, "referred_to")
    if outcome not in WITHOUT_COUNT:
        raise Refusal("Please choose how it ends.", field="outcome")
    if outcome is Outcome.POSTPONED and (until is None or until <= today):
        raise Refusal("Please choose a later day to which it is postponed.", field="until")
    if outcome is Outcome.REFERRED and not referred_to.strip():
        raise Refusal("Please say to whom it is referred.", field="referred_to")
    if vote.casts and not reason.strip():
        raise Refusal("Votes were cast already, so please give the reason.", field="reason")
