"""A motion as it is handed in: who moves and seconds it, on which item, under which rule; and whether that can be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.changes import checked_length
from models.database import found
from models.meetings import Meeting
from models.minutes import are_adopted
from models.refusals import Refusal
from models.rules.agendas import MINUTES_OF
from models.rules.calendars import MeetingStatus
from models.rules.counting import Outcome, VoteOption
from models.rules.guard import Breach
from models.rules.motions import DECIDED, MotionKind
from models.rules.roll import Voter
from models.rules.wording import full_date
from models.sessions import Sitting
from models.vote_records import Vote, vote_of, votes_of

LONGEST_MOTION = 500
LONGEST_REASON = 1000


@dataclass(frozen=True, kw_only=True)
class NewMotion:
    """What is said when a vote is called."""

    text: str
    mover_id: str
    seconder_id: str | None = None
    item: str = ""
    adds: str = ""
    """The title of an item that the motion is to add to the agenda."""
    reconsiders: str | None = None
    """The earlier motion that it is to take up again."""
    prospect_id: str | None = None
    step_id: str | None = None
    rule: str = ""
    """What carries it, where that is not the step's or the body's rule: "two thirds of present"."""
    rule_reason: str = ""
    public_comment: bool = False
    """Whether public comment was taken, where the record does not say so yet."""
    no_second: bool = False
    findings: Mapping[str, str] = field(default_factory=dict)
    """Of a motion to add an item: "immediate" and "arose"."""

    @property
    def kind(self) -> MotionKind:
        """What sort of motion it is."""
        if self.adds:
            return MotionKind.ADD_ITEM
        if self.reconsiders:
            return MotionKind.RECONSIDER
        return MotionKind.ADOPT_MINUTES if self.item.startswith(MINUTES_OF) else MotionKind.MAIN

    @property
    def adopts(self) -> str | None:
        """The meeting whose minutes it adopts."""
        return self.item.removeprefix(MINUTES_OF) if self.kind is MotionKind.ADOPT_MINUTES else None


def refuse(breach: Breach | None) -> None:
    """Raise the refusal of a breach, where there is one."""
    if breach:
        raise Refusal(breach.message, field=breach.field, offers=breach.offers)


def movers_of(new: NewMotion, sitting: Sitting, there: tuple[Voter, ...]) -> tuple[Voter, Voter | None]:
    """Give the mover and the seconder; Refusal beside the field for somebody who can be neither."""
    mover = _one_of(there, new.mover_id, sitting, new.item, "mover")
    if new.no_second:
        return mover, None
    if not new.seconder_id:
        if sitting.rules.second_required:
            raise Refusal("Please say who seconded it, or that nobody did.", field="seconder")
        return mover, None
    if new.seconder_id == new.mover_id:
        raise Refusal("The mover and the second must be different people.", field="seconder")
    return mover, _one_of(there, new.seconder_id, sitting, new.item, "seconder")


def _one_of(there: tuple[Voter, ...], member_id: str, sitting: Sitting, item: str, field_name: str) -> Voter:
    found = next((voter for voter in there if voter.member_id == member_id), None)
    listed = sitting.roll.of(member_id)
    if found is None:
        raise Refusal("Only a voting member who is present can move or second a motion.", field=field_name)
    if listed and listed.is_recused_from(item or None):
        raise Refusal(
            f"{found.name} is recused from this item, and can neither move nor second.", field=field_name
        )
    return found


def check_words(session: Session, new: NewMotion, sitting: Sitting, mover: Voter) -> None:
    """Refuse, beside the field, what is not said or said wrongly."""
    if not new.text.strip():
        raise Refusal("Please write the motion.", field="motion")
    checked_length(new.text, LONGEST_MOTION, "motion")
    checked_length(new.adds, LONGEST_MOTION, "adds")
    checked_length(new.rule_reason, LONGEST_REASON, "rule_reason")
    if new.rule and not new.rule_reason.strip():
        raise Refusal("Please say why another rule applies; the record keeps it.", field="rule_reason")
    if new.reconsiders:
        _check_reconsidering(session, vote_of(session, new.reconsiders), sitting, mover)
    if new.adopts:
        _check_adopting(session, found(session, Meeting, new.adopts, "meeting"), sitting)
    if new.step_id and not new.prospect_id:
        raise Refusal("Please choose the city that the step belongs to.", field="city")
    if sitting.meeting.body != sitting.rules.body:
        raise Refusal("Only the commission's own meetings vote here.")


def _check_adopting(session: Session, of: Meeting, sitting: Sitting) -> None:
    """Let minutes be adopted once, and only of an earlier meeting that is over."""
    if are_adopted(session, of.id):
        raise Refusal(
            f"The minutes of {full_date(of.on)} are adopted already. I changed nothing.", field="item"
        )
    if of.starts_at >= sitting.meeting.starts_at or of.status == MeetingStatus.IN_SESSION:
        raise Refusal(
            "Minutes are adopted at a later meeting, once theirs is over. Choose another item.", field="item"
        )


def votes_to_reconsider(session: Session, meeting: Meeting) -> tuple[Vote, ...]:
    """List the votes that a meeting may take up again: its own, then those of the meeting before; no older ones."""
    before = select(Meeting.id).where(
        Meeting.body == meeting.body,
        Meeting.starts_at < meeting.starts_at,
        Meeting.status == MeetingStatus.HELD,
    )
    last = session.scalars(before.order_by(Meeting.starts_at.desc())).first()
    votes = [*votes_of(session, meeting.id), *(votes_of(session, last) if last else ())]
    return tuple(vote for vote in votes if vote.ending and vote.ending.outcome in DECIDED)


def _check_reconsidering(session: Session, earlier: Vote, sitting: Sitting, mover: Voter) -> None:
    """Let only somebody who voted with the side that prevailed move to take a vote up again, here or at the next meeting."""
    ending = earlier.ending
    if ending is None or ending.outcome not in DECIDED:
        raise Refusal(
            "Nothing was decided on that motion, so there is nothing to reconsider.", field="reconsiders"
        )
    if earlier.motion.id not in {vote.motion.id for vote in votes_to_reconsider(session, sitting.meeting)}:
        raise Refusal(
            "A vote can be reconsidered at its own meeting or the next one. Move the matter anew.",
            field="reconsiders",
        )
    prevailed = VoteOption.YES if ending.outcome is Outcome.CARRIED else VoteOption.NO
    sides = {vote.member_id: vote.option for vote in ending.votes}
    if sides.get(mover.member_id) is not prevailed:
        said = "Aye" if prevailed is VoteOption.YES else "No"
        raise Refusal(
            f"Only somebody who voted {said} on it, the side that prevailed, can move to reconsider it.",
            field="mover",
        )
