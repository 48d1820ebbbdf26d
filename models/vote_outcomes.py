"""What the outcome of a vote brings about, by what was moved: a step done, an item added, minutes adopted."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from models.agenda_items import add_by_vote
from models.agenda_outcomes import note_outcome
from models.agenda_rows import agenda_of
from models.commission import Commission
from models.ledger import Act
from models.minutes import are_adopted, freeze
from models.roll_rows import entry_for, write_roll
from models.rules.agendas import ItemResult
from models.rules.counting import Outcome
from models.rules.motions import DECIDED, MotionKind
from models.rules.roll import Mark
from models.rules.sessions import State
from models.vote_effects import move_step, take_back_step
from models.vote_records import Vote, vote_of


def led_to(session: Session, vote: Vote, act: Act, commission: Commission, now: datetime) -> list[str]:
    """Bring about, within the act that counted a vote, what its outcome means; say so in sentences."""
    ending = vote.ending
    if ending is None or ending.outcome not in DECIDED:
        return []
    carried = ending.outcome is Outcome.CARRIED
    match vote.kind:
        case MotionKind.ADD_ITEM:
            return [_add(session, vote, act, now)] if carried else []
        case MotionKind.RECONSIDER:
            return [_reconsidered(session, vote)] if carried else []
        case MotionKind.ADOPT_MINUTES:
            said = [_adopt(session, vote, act, commission)] if carried else []
        case MotionKind.MAIN:
            said = move_step(session, vote, ending, act, commission, now)
    return [*said, *_voted_on(session, vote, act, commission, now)]


def led_to_anew(session: Session, vote: Vote, act: Act, commission: Commission, now: datetime) -> list[str]:
    """Bring about, within the act that corrected a vote, what its outcome means now; say what stays as it was."""
    *earlier, ending = vote.endings
    if earlier[-1].outcome is ending.outcome:
        return []
    if not any(each.outcome in DECIDED for each in earlier):
        return led_to(session, vote, act, commission, now)
    if vote.kind is MotionKind.MAIN:
        for each in earlier:
            take_back_step(session, vote, each, act, commission, now)
        return move_step(session, vote, ending, act, commission, now)
    had_carried = any(each.outcome is Outcome.CARRIED for each in earlier)
    if ending.outcome is Outcome.CARRIED and not had_carried:
        return led_to(session, vote, act, commission, now)
    return [_stays(vote)] if had_carried else []


def _stays(vote: Vote) -> str:
    """Say what a correction leaves as the vote had brought it about."""
    match vote.kind:
        case MotionKind.ADD_ITEM:
            return f"“{_title(vote)}” stays on the agenda, with what was recorded of it."
        case MotionKind.ADOPT_MINUTES:
            return "The minutes stay adopted, word for word as they were."
        case _:
            return "What was voted on anew stays as it is; correct that vote too, where it is wrong."


def _title(vote: Vote) -> str:
    return str(vote.motion.findings["title"])


def _add(session: Session, vote: Vote, act: Act, now: datetime) -> str:
    """Put the item on the agenda; whoever left the room for the vote to add it stays out for the item too."""
    if vote.sitting.session.state is State.OVER:
        return f"“{_title(vote)}” was not taken up at the meeting. List it for a later one."
    about = vote.motion.prospect_id, vote.motion.step_id
    item = add_by_vote(session, vote.sitting.meeting, _title(vote), *about, act, now)
    out = [each for each in vote.sitting.roll.attendees if each.out_for == vote.motion.item]
    entries = [
        replace(entry_for(each, Mark.RECUSED, now), item=item, reason=dict(each.recused)[vote.motion.item])
        for each in out
    ]
    if entries:
        write_roll(session, vote.sitting, entries, act, now)
    stay = "".join(f" {each.name} is recused from it too." for each in out)
    return f"“{_title(vote)}” is on the agenda now.{stay}"


def _reconsidered(session: Session, vote: Vote) -> str:
    """Say that an earlier motion is open to a vote again, and that nothing it led to has changed by that."""
    earlier = vote_of(session, vote.motion.findings["reconsiders"])
    said = (
        f"{earlier.record[:1].upper()}{earlier.record[1:]} is before the meeting again; call the vote on it."
    )
    carried = earlier.ending is not None and earlier.ending.outcome is Outcome.CARRIED
    return f"{said} What it led to stays as it is." if carried else said


def _adopt(session: Session, vote: Vote, act: Act, commission: Commission) -> str:
    """Keep the minutes as they stand, dated by the vote, however late it was corrected."""
    meeting_id, ending = vote.motion.adopts, vote.ending
    if meeting_id is None or ending is None or are_adopted(session, meeting_id):
        return "The minutes were adopted already, and stay as they are."
    freeze(session, meeting_id, vote.motion.id, act, commission, ending.at)
    return "The minutes are adopted, and kept as they stand."


def _voted_on(session: Session, vote: Vote, act: Act, commission: Commission, now: datetime) -> list[str]:
    """Note on the agenda that the item was voted on, unless it was taken off while the vote was open."""
    meeting = vote.sitting.meeting
    entries = agenda_of(session, meeting, commission, now)
    entry = next((each for each in entries if each.item == vote.motion.item), None)
    if entry is None:
        return []
    noted = note_outcome(session, meeting, entry, ItemResult.VOTED, act, commission, now)
    shown = f"“{noted.stopped}” is recorded as done." if noted.stopped else noted.runs_on
    return [shown] if shown else []
