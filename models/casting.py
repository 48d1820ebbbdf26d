"""Casting: a press, a recusal, votes that were spoken. All are kept; the latest of each member counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import ledger
from models.askers import Asker
from models.changes import checked_length, owe_edit
from models.commission import Commission
from models.meetings import Attendance
from models.members import Member
from models.motions import Ballot
from models.new_motions import LONGEST_REASON, refuse
from models.refusals import NotFound, Refusal
from models.rules.counting import VoteOption
from models.rules.guard import Casting, breach_of_casting
from models.rules.motions import How, SeatVote
from models.rules.permissions import Right
from models.rules.roll import Capacity, Mark, Voter, voters
from models.vote_records import REPEATED, Vote, ended_in_words, vote_of
from models.voting import VOTE

SPEAKABLE = (VoteOption.YES, VoteOption.NO, VoteOption.ABSTAIN)
"""What can be said in the room for the record; a recusal has its reason and a form of its own."""


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """A vote that was cast, and what counts of that member now."""

    vote: Vote
    """As it stood before."""
    option: VoteOption


def cast(
    session: Session,
    motion_id: str,
    option: VoteOption,
    asker: Asker,
    commission: Commission,
    *,
    at: datetime,
    now: datetime,
) -> Recorded:
    """Record what a member pressed, at Slack's time of the press; Refusal with the reason where it cannot count."""
    ledger.take_turn(session)
    vote = vote_of(session, motion_id)
    member_id = may_cast(session, vote, option, asker, commission, now)
    before = vote.cast_of(member_id)
    actor = _named(vote, member_id, asker)
    if before is None or before.option is not option:
        act = _act(session, vote, "vote cast", actor, now, option=option)
        _add(session, vote, member_id, option, How.PRESSED, act, at)
    elif at > before.at:
        _act(session, vote, REPEATED, actor, now, member=member_id, option=option, at=at.isoformat())
    owe_edit(session, VOTE, vote.motion.id, now)
    counts = option if before is None or at >= before.at else before.option
    return Recorded(vote=vote, option=counts)


def may_cast(
    session: Session, vote: Vote, option: VoteOption, asker: Asker, commission: Commission, now: datetime
) -> str:
    """Give the member that somebody casts for, themselves; Refusal where their vote cannot count now."""
    if vote.ending:
        raise Refusal(f"Closed {ended_in_words(vote, commission.zone, now)}.", offers=("meeting",))
    member_id = _member_of(session, asker)
    if member_id is None or vote.sitting.roll.of(member_id) is None:
        asker.must_be_allowed(Right.CAST)
    refuse(breach_of_casting(_casting(vote, member_id, option)))
    return member_id or ""


def recuse(
    session: Session,
    motion_id: str,
    reason: str,
    asker: Asker,
    commission: Commission,
    *,
    at: datetime,
    now: datetime,
) -> Vote:
    """Record a member's recusal from the item, with its reason: the vote, and that they leave the room."""
    ledger.take_turn(session)
    vote = vote_of(session, motion_id)
    member_id = may_cast(session, vote, VoteOption.RECUSED, asker, commission, now)
    if not reason.strip():
        raise Refusal("Please give the reason; a recusal is recorded with it.", field="reason")
    checked_length(reason, LONGEST_REASON, "reason")
    act = _act(session, vote, "recused", _named(vote, member_id, asker), now, option=VoteOption.RECUSED)
    ballot = _add(session, vote, member_id, VoteOption.RECUSED, How.PRESSED, act, at)
    ballot.reason = reason.strip()
    session.add(_leaves_the_room(vote, member_id, reason.strip(), act, now))
    owe_edit(session, VOTE, vote.motion.id, now)
    session.flush()
    return vote_of(session, motion_id)


def record_spoken(
    session: Session,
    motion_id: str,
    said: Mapping[str, VoteOption],
    asker: Asker,
    commission: Commission,
    now: datetime,
) -> Vote:
    """Record what members said in the room, marked with who entered it; what is recorded already is left as it is."""
    ledger.take_turn(session)
    vote = vote_of(session, motion_id)
    asker.must_be_allowed(Right.VOTE, presides=vote.sitting.presides(asker))
    if vote.ending:
        raise Refusal(f"Closed {ended_in_words(vote, commission.zone, now)}.", offers=("meeting",))
    changes = {member_id: option for member_id, option in said.items() if _differs(vote, member_id, option)}
    for member_id, option in changes.items():
        _check_spoken(vote, member_id, option)
    if changes:
        act = _act(session, vote, "votes spoken", asker.actor, now, members=sorted(changes))
        for member_id, option in changes.items():
            _add(session, vote, member_id, option, How.SPOKEN, act, _after_the_last(vote, member_id, now))
        owe_edit(session, VOTE, vote.motion.id, now)
        session.flush()
    return vote_of(session, motion_id)


def _after_the_last(vote: Vote, member_id: str, now: datetime) -> datetime:
    """Give a moment that counts after what was pressed before, though Slack's clock may run ahead of this one."""
    before = vote.cast_of(member_id)
    return max(now, before.at + timedelta(microseconds=1)) if before else now


def may_speak(vote: Vote) -> tuple[SeatVote, ...]:
    """List the voters who are there and not recused: whose votes can be entered as they say them."""
    left_out = {VoteOption.ABSENT, VoteOption.RECUSED}
    return tuple(each for each in vote.votes if each.option not in left_out)


def silent(vote: Vote) -> tuple[SeatVote, ...]:
    """List the voters who are there and have cast nothing: whom “all aye” speaks for. It overrules nobody's own vote."""
    found = tuple(each for each in may_speak(vote) if each.how is None)
    if not found:
        raise Refusal(
            "Everybody present has voted. To enter what somebody says instead, use “Record spoken votes”.",
            offers=("meeting",),
        )
    return found


def _member_of(session: Session, asker: Asker) -> str | None:
    """Give who somebody is, on the roster or taken off it since: a vote keeps the seats that it opened with."""
    return session.scalars(select(Member.id).where(Member.slack_id == asker.slack_id)).one_or_none()


def _voters(vote: Vote) -> tuple[Voter, ...]:
    return voters(vote.sitting.roll, vote.seating, vote.sitting.rules, vote.item)


def _casting(vote: Vote, member_id: str | None, option: VoteOption) -> Casting:
    found = vote.sitting.roll.of(member_id)
    reasons = [reason for item, reason in found.recused if item == vote.motion.item] if found else []
    before = vote.cast_of(member_id) if member_id else None
    return Casting(
        rules=vote.sitting.rules,
        rule=vote.rule,
        state=vote.sitting.session.state,
        quorum=vote.quorum,
        roll=vote.sitting.roll,
        voters=_voters(vote),
        member_id=member_id,
        option=option,
        recused_because=reasons[-1] if reasons else None,
        cast_before=before.option if before else None,
    )


def _differs(vote: Vote, member_id: str, option: VoteOption) -> bool:
    before = vote.cast_of(member_id)
    return before is None or before.option is not option


def _check_spoken(vote: Vote, member_id: str, option: VoteOption) -> None:
    named = {voter.member_id: voter.name for voter in _voters(vote)}
    if member_id not in named or option not in SPEAKABLE:
        raise NotFound("member")
    breach = breach_of_casting(_casting(vote, member_id, option))
    if breach:
        raise Refusal(f"{named[member_id]}'s vote was not entered. {breach.message}", offers=breach.offers)


def _leaves_the_room(vote: Vote, member_id: str, reason: str, act: ledger.Act, now: datetime) -> Attendance:
    found = vote.sitting.roll.of(member_id)
    if found is None:
        raise NotFound("member")
    return Attendance(
        meeting_id=vote.motion.meeting_id,
        member_id=member_id,
        name=found.name,
        capacity=Capacity(found.capacity),
        seat=found.seat,
        mark=Mark.RECUSED,
        at=now,
        for_seat=None,
        place="",
        ground="",
        item=vote.motion.item,
        reason=reason,
        act_id=act.id,
    )


def _named(vote: Vote, member_id: str, asker: Asker) -> ledger.Actor:
    """Name a member as the roll does: one taken off the roster since has no other name."""
    found = vote.sitting.roll.of(member_id)
    return ledger.Actor(id=asker.slack_id, name=found.name if found else asker.name)


def _act(
    session: Session, vote: Vote, what: str, actor: ledger.Actor, now: datetime, **details: object
) -> ledger.Act:
    return ledger.record(
        session,
        what,
        actor=actor,
        now=now,
        meeting_id=vote.motion.meeting_id,
        details={"motion": vote.motion.id, **details},
    )


def _add(
    session: Session,
    vote: Vote,
    member_id: str,
    option: VoteOption,
    how: How,
    act: ledger.Act,
    at: datetime,
) -> Ballot:
    ballot = Ballot(
        motion_id=vote.motion.id,
        member_id=member_id,
        option=option,
        at=at,
        how=how,
        reason="",
        act_id=act.id,
    )
    session.add(ballot)
    return ballot
