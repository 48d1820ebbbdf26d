"""Opening a vote on a motion at a meeting, and what becomes of open votes when the meeting changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import ledger
from models.agenda_rows import agenda_of
from models.askers import Asker
from models.bodies import body_rules
from models.changes import owe, owe_edit
from models.commission import Commission
from models.finding import prospect_by_id
from models.meetings import Happening
from models.motions import Motion, MotionEnding
from models.new_motions import NewMotion, check_words, movers_of, refuse
from models.policy_shelf import policy_in
from models.refusals import Refusal
from models.row_ids import new_id
from models.rules.agendas import AgendaEntry
from models.rules.calendars import MeetingKind
from models.rules.counting import Outcome, Threshold, VotingRule
from models.rules.guard import Opening, breach_of_beginning, breach_of_opening, breach_of_quorum
from models.rules.kept_votes import keep
from models.rules.motions import TO_ADD, MotionKind, Quorum, quorum_in, roll_call
from models.rules.permissions import Right
from models.rules.postings import not_to_be_taken_up
from models.rules.quorums import quorum_of
from models.rules.roll import Voter, voters
from models.rules.sessions import What
from models.rules.tallies import voting_rule
from models.sessions import Sitting, sitting_now
from models.vote_records import Vote, open_motions, vote_of, votes_of
from models.workspaces import PolicyVersion

__all__ = ["VOTE", "NewMotion", "end_open_votes", "open_motions", "open_vote", "redraw_open_votes"]

VOTE = "vote"
"""The kind of message that shows a vote."""


def sitting_to_vote(session: Session, asker: Asker) -> Sitting:
    """Give the meeting at which somebody may call a vote now; Refusal with the way forward where there is none."""
    sitting = sitting_now(session)
    asker.must_be_allowed(Right.VOTE, presides=sitting is not None and sitting.presides(asker))
    refuse(breach_of_beginning(body_rules(session), sitting.session.state if sitting else None))
    if sitting is None:
        raise Refusal("A vote needs a meeting in session; none is.", offers=("roll", "schedule", "suggest"))
    refuse(breach_of_quorum(sitting.rules, _likely_quorum(sitting)))
    return sitting


def open_vote(session: Session, new: NewMotion, asker: Asker, commission: Commission, now: datetime) -> Vote:
    """Open the vote on a motion, and have it shown in the channel; Refusal with the rule that is in its way."""
    ledger.take_turn(session)
    sitting = sitting_to_vote(session, asker)
    if not commission.channel:
        raise Refusal(
            "A vote is shown in the commission's channel, and none is chosen. Choose one under Settings.",
            offers=("settings",),
        )
    entry = _entry(session, new, sitting, commission, now)
    refuse(breach_of_opening(_opening(new, sitting, entry)))
    _check_alone(session, new, sitting)
    there = voters(sitting.roll, sitting.seating, sitting.rules, new.item or None)
    mover, seconder = movers_of(new, sitting, there)
    check_words(session, new, sitting, mover)
    motion_id = new_id(now)
    item = f"{TO_ADD}{motion_id}" if new.adds else new.item
    act = ledger.record(
        session,
        "vote opened",
        actor=asker.actor,
        now=now,
        prospect_id=new.prospect_id,
        meeting_id=sitting.meeting.id,
        details={"item": new.item},
    )
    if entry and entry.item != sitting.session.item:
        session.add(_happening(What.ITEM_OPENED, item, sitting, act, now))
    if not _comment_taken(new, sitting):
        session.add(_happening(What.PUBLIC_COMMENT, item, sitting, act, now))
    about = {"id": motion_id, "item": item, "act_id": act.id}
    session.add(_motion(session, new, sitting, entry, mover=mover, seconder=seconder, about=about))
    session.flush()
    if new.no_second:
        session.add(_ended(motion_id, Outcome.NO_SECOND, act, now))
    owe(session, VOTE, motion_id, commission.channel, now)
    session.flush()
    return vote_of(session, motion_id)


def end_open_votes(session: Session, meeting_id: str, act: ledger.Act, reason: str, now: datetime) -> None:
    """End every open vote of a meeting without action: what was cast stays in the record and counts for nothing.

    One that could still be reopened is drawn again, since the meeting that ends takes that button with it.
    """
    for vote in votes_of(session, meeting_id):
        if vote.ending is None:
            ending = _ended(vote.motion.id, Outcome.NO_ACTION, act, now, reason=reason)
            ending.votes = [keep(each) for each in vote.votes]
            session.add(ending)
        if vote.ending is None or vote.may_reopen(now):
            owe_edit(session, VOTE, vote.motion.id, now)


def redraw_open_votes(session: Session, meeting_id: str, now: datetime) -> None:
    """Have the open votes of a meeting drawn again: the roll, a recess or whoever presides has changed."""
    for vote in open_motions(session, meeting_id):
        owe_edit(session, VOTE, vote.motion.id, now)


def _entry(
    session: Session, new: NewMotion, sitting: Sitting, commission: Commission, now: datetime
) -> AgendaEntry | None:
    if new.adds:
        return None
    if not new.item:
        raise Refusal("Please choose the item of the agenda.", field="item")
    listed = agenda_of(session, sitting.meeting, commission, now)
    entry = next((entry for entry in listed if entry.item == new.item), None)
    is_special = sitting.meeting.kind == MeetingKind.SPECIAL
    if entry and (why := not_to_be_taken_up(entry, is_special=is_special)):
        raise Refusal(why, field="item", offers=("agenda",))
    if entry and not entry.wants_result:
        raise Refusal("Nothing is voted on at that item. Choose another.", field="item", offers=("agenda",))
    return entry


def _check_alone(session: Session, new: NewMotion, sitting: Sitting) -> None:
    """Refuse a second open vote on one item: each is closed before the next is called."""
    votes = open_motions(session, sitting.meeting.id) if new.item and not new.adds else ()
    for vote in votes:
        if vote.motion.item == new.item:
            named = f"{vote.record}, “{vote.motion.text}”"
            raise Refusal(f"The vote on {named} is still open on this item. Close it first.", field="item")


def _opening(new: NewMotion, sitting: Sitting, entry: AgendaEntry | None) -> Opening:
    return Opening(
        rules=sitting.rules,
        state=sitting.session.state,
        meeting_kind=MeetingKind(sitting.meeting.kind),
        quorum=_quorum(new, sitting),
        is_listed=entry is not None,
        comment_taken=_comment_taken(new, sitting) or new.public_comment,
        adds_item=bool(new.adds),
        findings=(new.findings.get("immediate", ""), new.findings.get("arose", "")),
    )


def _likely_quorum(sitting: Sitting) -> Quorum:
    """Test the quorum before an item is named: as the item before the meeting has it, or as others would."""
    items = (sitting.session.item, None)
    found = [quorum_of(sitting.roll, sitting.seating, sitting.rules, item) for item in items]
    return max(found, key=lambda quorum: quorum.counted - quorum.needed)


def _quorum(new: NewMotion, sitting: Sitting) -> Quorum:
    votes = roll_call((), sitting.roll, sitting.seating, sitting.rules, new.item or None)
    in_one_place = sitting.rules.quorum_in_one_place
    return quorum_in(votes, sitting.seating, sitting.rules.voting, in_one_place=in_one_place)


def _comment_taken(new: NewMotion, sitting: Sitting) -> bool:
    """Tell whether public comment is on record: on the item, or on the agenda as a whole."""
    return bool({new.item or None, None} & sitting.session.public_comment)


def _happening(what: What, item: str, sitting: Sitting, act: ledger.Act, now: datetime) -> Happening:
    return Happening(
        meeting_id=sitting.meeting.id,
        what=what,
        at=now,
        item=item,
        act_id=act.id,
    )


def _motion(
    session: Session,
    new: NewMotion,
    sitting: Sitting,
    entry: AgendaEntry | None,
    *,
    mover: Voter,
    seconder: Voter | None,
    about: Mapping[str, object],
) -> Motion:
    last = session.scalar(select(func.max(Motion.number)).where(Motion.meeting_id == sitting.meeting.id))
    prospect_id = new.prospect_id or (entry.prospect_id if entry else None)
    step_id = new.step_id or (entry.step_id if entry and entry.prospect_id == prospect_id else None)
    return Motion(
        **about,
        meeting_id=sitting.meeting.id,
        number=(last or 0) + 1,
        kind=new.kind,
        text=new.text.strip(),
        mover_id=mover.member_id,
        mover=mover.name,
        seconder_id=seconder.member_id if seconder else None,
        seconder=seconder.name if seconder else "",
        prospect_id=prospect_id,
        step_id=step_id,
        rule=keep(_rule(session, new, prospect_id, step_id)),
        rule_reason=new.rule_reason.strip(),
        seating=keep(sitting.seating),
        findings=_findings(new),
        adopts=new.adopts,
    )


def _rule(session: Session, new: NewMotion, prospect_id: str | None, step_id: str | None) -> VotingRule:
    """Give what carries a motion: to take a vote up again it is a majority, whatever that vote needed."""
    if new.kind is MotionKind.RECONSIDER:
        own = replace(body_rules(session).voting, threshold=Threshold.MAJORITY, votes_needed=None)
    else:
        own = _rule_of_step(session, prospect_id, step_id)
    if new.adds:
        return replace(own, threshold=Threshold.ADD_ITEM)
    return _chosen_rule(new.rule, own) if new.rule else own


def _chosen_rule(chosen: str, own: VotingRule) -> VotingRule:
    try:
        return voting_rule(chosen, own)
    except ValueError:
        raise Refusal("I don't know that rule. Please choose one of the list.", field="rule") from None


def _rule_of_step(session: Session, prospect_id: str | None, step_id: str | None) -> VotingRule:
    """Give the rule by which the body votes on a step: the step's where its policy names this body, else the body's."""
    rules = body_rules(session)
    if not prospect_id or not step_id:
        return rules.voting
    prospect = prospect_by_id(session, prospect_id)
    version = session.scalars(
        select(PolicyVersion).where(PolicyVersion.id == prospect.policy_version_id)
    ).one()
    step = next((each for each in policy_in(version).steps if each.id == step_id), None)
    if step is None or step.vote is None or step.vote.body != rules.body:
        return rules.voting
    return voting_rule(step.vote.passes, rules.voting)


def _findings(new: NewMotion) -> dict[str, str]:
    if new.adds:
        return {"title": new.adds.strip(), **{name: said.strip() for name, said in new.findings.items()}}
    return {"reconsiders": new.reconsiders} if new.reconsiders else {}


def _ended(
    motion_id: str, outcome: Outcome, act: ledger.Act, now: datetime, *, reason: str = ""
) -> MotionEnding:
    return MotionEnding(
        motion_id=motion_id,
        outcome=outcome,
        tally={},
        votes=[],
        until=None,
        referred_to="",
        reason=reason,
        ended_at=now,
        corrects=False,
        act_id=act.id,
    )
