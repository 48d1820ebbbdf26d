"""What Home says of the commission's meetings: the next one, open votes, and what is there to decide about them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from slack_sdk.models.blocks import Block

from handlers.desk import Desk
from handlers.views import home_decisions as views
from handlers.views.home_decisions import ToDecide
from handlers.views.kit import actions, section
from handlers.views.meetings import next_on_home
from handlers.views.usage import verb_button
from models.agenda_rows import suggestions_of
from models.bodies import body_rules
from models.outlook import glimpse_of, unrecorded
from models.row_ids import made_at
from models.rules.calendars import MeetingStatus
from models.rules.meetings import MeetingCard
from models.rules.permissions import Right
from models.sessions import STILL_NEXT, next_meeting
from models.vote_records import Vote, open_motions

POSTED_SOON = timedelta(days=14)
"""So long before it has to be posted an agenda is spoken of."""


@dataclass(frozen=True, kw_only=True)
class Gathering:
    """What is said of meetings."""

    blocks: list[Block]
    """The next meeting, or the one in session."""
    votes: list[Block] = field(default_factory=list)
    """Open votes that the asker has not cast; who decides finds all open ones in `at_once`."""
    at_once: list[ToDecide] = field(default_factory=list)
    """What is to be decided while a meeting lasts."""
    later: list[ToDecide] = field(default_factory=list)


def gathering_of(desk: Desk) -> Gathering:
    """Read what is to be said to the asker of meetings."""
    decides = desk.asker.may(Right.PRESIDE)
    row = next_meeting(desk.session, desk.now)
    if row is None:
        return _without_meeting(desk, decides=decides)
    card = glimpse_of(desk.session, row, desk.asker, desk.commission, desk.now)
    past = [views.not_recorded(each, desk.today) for each in card.unrecorded]
    blocks = next_on_home(card, desk.now, desk.today, officer=decides)
    if card.meeting.status is not MeetingStatus.IN_SESSION:
        later = [*_of_agenda(desk, card), *past] if decides else []
        return Gathering(blocks=blocks, later=later)
    votes = open_motions(desk.session, row.id)
    not_cast = [] if decides else [vote.motion.text for vote in votes if _is_asked(desk, vote)]
    return Gathering(
        blocks=[*blocks, *([actions(verb_button("roll"), verb_button("vote"))] if decides else [])],
        votes=views.your_votes(not_cast, card.meeting, desk.today),
        at_once=list(_in_session(desk, card, votes)) if decides else [],
        later=past,
    )


def _without_meeting(desk: Desk, *, decides: bool) -> Gathering:
    schedule = verb_button("schedule") if decides else None
    past = unrecorded(desk.session, desk.commission, desk.now) if decides else ()
    return Gathering(
        blocks=[section("No meeting is on the calendar.", schedule)],
        later=[views.not_recorded(each, desk.today) for each in past],
    )


def _in_session(desk: Desk, card: MeetingCard, votes: tuple[Vote, ...]) -> Iterator[ToDecide]:
    for vote in votes:
        yield views.open_vote(vote.motion.text, card.meeting, desk.today)
    if desk.now - card.meeting.starts_at > STILL_NEXT:
        yield views.left_open(card.meeting, desk.today)


def _of_agenda(desk: Desk, card: MeetingCard) -> Iterator[ToDecide]:
    waiting = suggestions_of(desk.session, card.meeting.id)
    if waiting:
        yield views.suggested(len(waiting), card.meeting, desk.today)
    deadline = card.deadline.at
    is_known = made_at(card.meeting.id) <= deadline  # one entered later was never to be posted in time
    is_near = deadline - desk.now < POSTED_SOON
    if body_rules(desk.session).is_public and card.posting is None and is_near and is_known:
        yield views.to_post(card.meeting, card.deadline, desk.today)


def _is_asked(desk: Desk, vote: Vote) -> bool:
    """Tell whether the asker is among those whose vote is asked for, and has cast none."""
    member_id = desk.asker.member_id
    asked = {each.member_id for each in vote.votes if each.how is None}
    return member_id in asked and not vote.is_suspended
