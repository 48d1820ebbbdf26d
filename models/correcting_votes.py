"""Correcting the record of a vote: one more entry that says who, when and why; what it corrects stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from models import ledger
from models.askers import Asker
from models.changes import checked_length, owe_edit
from models.closing_votes import counted_again, ending_row
from models.commission import Commission
from models.motions import Ballot, MotionEnding
from models.new_motions import LONGEST_REASON
from models.refusals import NotFound, Refusal
from models.rules.counting import VoteOption
from models.rules.kept_votes import keep
from models.rules.motions import How, SeatVote
from models.rules.permissions import Right
from models.rules.vote_cards import Ending
from models.vote_outcomes import led_to_anew
from models.vote_records import Vote, vote_of
from models.voting import VOTE


def correct_vote(
    session: Session,
    motion_id: str,
    member_id: str,
    option: VoteOption,
    reason: str,
    asker: Asker,
    commission: Commission,
    *,
    now: datetime,
) -> tuple[Vote, list[str]]:
    """Correct how one seat voted, with the reason, and count anew; a changed outcome moves the step in the same act."""
    ledger.take_turn(session)
    vote = vote_of(session, motion_id)
    asker.must_be_allowed(Right.VOTE, presides=vote.sitting.presides(asker))
    before = _counted(vote)
    told = _told_of(before, member_id)
    _check(vote, before, told, option, reason)
    act = ledger.record(
        session,
        "vote corrected",
        actor=asker.actor,
        now=now,
        prospect_id=vote.motion.prospect_id,
        meeting_id=vote.motion.meeting_id,
        reason=reason.strip(),
        details={
            "motion": motion_id,
            "member": member_id,
            "was": told.option,
            "is": option,
            "presiding": before.presiding_id,
        },
    )
    corrected = replace(told, option=option, how=How.CORRECTED, by=asker.name, reason=reason.strip())
    session.add(_ballot(motion_id, corrected, act, now))
    session.add(
        _ending(vote, before, tuple(corrected if each == told else each for each in before.votes), act)
    )
    owe_edit(session, VOTE, motion_id, now)
    session.flush()
    after = vote_of(session, motion_id)
    return after, led_to_anew(session, after, act, commission, now)


def _ballot(motion_id: str, corrected: SeatVote, act: ledger.Act, now: datetime) -> Ballot:
    return Ballot(
        motion_id=motion_id,
        member_id=corrected.member_id,
        option=corrected.option,
        at=now,
        how=How.CORRECTED,
        reason=corrected.reason,
        act_id=act.id,
    )


def _ending(vote: Vote, before: Ending, votes: tuple[SeatVote, ...], act: ledger.Act) -> MotionEnding:
    """Count the corrected roll call anew; it stays the count of the moment at which the vote was closed."""
    counted = counted_again(vote, votes, before.presiding_id)
    ending = ending_row(vote, counted.outcome, act, ended_at=before.at)
    ending.tally, ending.votes = keep(counted), [keep(each) for each in votes]
    ending.reason, ending.corrects = act.reason, True
    return ending


def _counted(vote: Vote) -> Ending:
    ending = vote.ending
    if ending is None or ending.tally is None:
        raise Refusal(
            "Nothing was counted on that motion, so there is nothing to correct.", offers=("meeting",)
        )
    return ending


def _told_of(ending: Ending, member_id: str) -> SeatVote:
    told = next((each for each in ending.votes if each.member_id == member_id), None)
    if told is None:
        raise NotFound("member", field="member")
    return told


def _check(vote: Vote, ending: Ending, told: SeatVote, option: VoteOption, reason: str) -> None:
    stand_in = next((each for each in ending.votes if each.seat == told.seat and each.alternate_for), told)
    if stand_in != told:
        raise Refusal(
            f"{stand_in.name} sat for {told.name}, and a seat has one vote. Correct the vote of {stand_in.name}.",
            field="member",
        )
    was_away = told.option is VoteOption.ABSENT and not _was_there(vote, told, ending.at)
    if was_away or option is VoteOption.ABSENT:
        raise Refusal(
            f"Whether {told.name} was there is corrected on the roll. Do that first, then correct the vote.",
            field="member",
            offers=("meeting",),
        )
    if told.option is option:
        raise Refusal("The record says so already.", field="option")
    if not reason.strip():
        raise Refusal("Please give the reason; it is kept with the record.", field="reason")
    checked_length(reason, LONGEST_REASON, "reason")


def _was_there(vote: Vote, told: SeatVote, at: datetime) -> bool:
    """Tell whether the roll, as it is by now, has somebody present when the vote was closed."""
    found = vote.sitting.roll.of(told.member_id)
    stays = found.stays if found else ()
    return any(since <= at and (until is None or at < until) for since, until in stays)
