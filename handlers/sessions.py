"""A meeting in session: its desk, the call to order, items, public comment and recess."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from slack_sdk.models.blocks import Option
from slack_sdk.models.views import View
from sqlalchemy import select

from handlers.desk import Desk, Opens, Pressed
from handlers.filled import Filled
from handlers.views import roll_forms as forms
from handlers.views import sessions as views
from handlers.views.kit import Message, button, clip, option, sentence
from handlers.views.meetings import CALL_TO_ORDER
from models.agenda_rows import agenda_of, entry_of, notice_wanting
from models.members import Member
from models.presiding import (
    call_to_order,
    check_goes_on,
    check_may_begin,
    may_preside,
    open_item,
    preside,
    public_comment,
    recess,
    resume,
    usual_presiding,
)
from models.recusals import may_recuse
from models.refusals import Refusal
from models.rules.agendas import AgendaEntry, ItemResult
from models.rules.calendars import MeetingKind, MeetingStatus
from models.rules.permissions import Right
from models.rules.sessions import State
from models.rules.wording import day_in_words, time_in_words
from models.sessions import Sitting, sitting_of
from models.standing_in import may_seat
from models.vote_records import open_motions

A_FORM = "A form asks for what is needed. Press the button to open it."
LONGEST_VOTE = 150


def card_for(desk: Desk, sitting: Sitting, noted: Sequence[str] = ()) -> Message:
    """Draw a meeting in session for the asker, with what was just done."""
    return views.session_card(_card(desk, sitting), noted)


def ask_to_call(desk: Desk, pressed: Pressed) -> Opens | Message:
    """Open the form that calls a meeting to order; one that is in session is shown."""
    desk.asker.must_be_allowed(Right.PRESIDE)
    sitting = sitting_of(desk.session, pressed.value)
    if sitting.meeting.status == MeetingStatus.IN_SESSION:
        return card_for(desk, sitting)
    check_may_begin(desk.session, sitting, desk.commission, desk.now)
    able = people(may_preside(desk.session, sitting))
    if not able:
        raise Refusal("Nobody on the roster holds a seat. Fill in the roster first.", offers=("roster",))
    usual = usual_presiding(desk.session, sitting, desk.asker)
    view = forms.call_form(title_of(desk, sitting), able, usual, carries(sitting))
    return opens(view, "Call to order", CALL_TO_ORDER, sitting)


def called(desk: Desk, view: Mapping[str, Any]) -> View:
    """Call the meeting to order."""
    filled = Filled(view)
    sitting = call_to_order(
        desk.session,
        meeting_of(filled),
        desk.asker,
        desk.commission,
        desk.now,
        filled.chosen("presiding") or None,
    )
    at = sitting.session.called_to_order_at or desk.now
    return done(desk, sitting, [f"The meeting was called to order at {clock(desk, at)}."])


def ask_to_hand_over(desk: Desk, meeting_id: str) -> Opens:
    """Open the form that hands over the chair."""
    sitting = running(desk, meeting_id)
    able = [each for each in may_preside(desk.session, sitting) if each.id != sitting.session.presiding_id]
    there = [each for each in able if sitting.roll.is_present(each.id) or not sitting.roll.is_taken]
    if not there:
        raise Refusal(
            "Nobody else who may preside is on the roll. Update the roll first.", offers=("meeting",)
        )
    return opens(
        forms.hand_over_form(people(there), carries(sitting)), "Hand over", views.MORE_SESSION, sitting
    )


def handed_over(desk: Desk, view: Mapping[str, Any]) -> View:
    """Hand over the chair."""
    filled = Filled(view)
    sitting = preside(desk.session, meeting_of(filled), filled.chosen("presiding"), desk.asker, desk.now)
    return done(desk, sitting, [f"{_presiding(desk, sitting)} presides from now on."])


def ask_item(desk: Desk, pressed: Pressed) -> Opens:
    """Open the form that takes up an item: the next one of which nothing is recorded, unless another is chosen."""
    sitting = running(desk, pressed.value)
    entries = agenda_of(desk.session, sitting.meeting, desk.commission, desk.now)
    out = [option(name, member_id) for member_id, name in out_of_room(sitting)]
    taken_up = [entry for entry in entries if entry.is_taken_up]
    view = forms.item_form(taken_up, sitting.session, out, carries(sitting))
    return opens(view, "Open an item", views.OPEN_ITEM, sitting)


def item_opened(desk: Desk, view: Mapping[str, Any]) -> View:
    """Open the item that was chosen."""
    filled = Filled(view)
    sitting = open_item(
        desk.session,
        meeting_of(filled),
        filled.chosen("item"),
        desk.asker,
        desk.commission,
        now=desk.now,
        back=filled.ticked("back"),
    )
    return done(desk, sitting, [f"Item {_number(desk, sitting)} is before the meeting."])


def comment_taken(desk: Desk, pressed: Pressed) -> Message:
    """Record that public comment was taken on the item before the meeting, or on the agenda."""
    meeting_id, _, item = pressed.value.partition(":")
    sitting = public_comment(desk.session, meeting_id, item or None, desk.asker, desk.commission, desk.now)
    return card_for(desk, sitting, ["Recorded: public comment was taken."])


def put_in_recess(desk: Desk, pressed: Pressed) -> Message:
    """Put the meeting in recess."""
    sitting = recess(desk.session, pressed.value, desk.asker, desk.now)
    return card_for(desk, sitting, ["The meeting is in recess: open votes wait until it resumes."])


def go_on(desk: Desk, pressed: Pressed) -> Message:
    """Resume the meeting after a recess."""
    sitting = resume(desk.session, pressed.value, desk.asker, desk.now)
    return card_for(desk, sitting, ["The meeting goes on."])


def running(desk: Desk, meeting_id: object) -> Sitting:
    """Give a meeting that goes on to somebody who may preside over it, to draw a form."""
    sitting = sitting_of(desk.session, str(meeting_id))
    desk.asker.must_be_allowed(Right.PRESIDE, presides=sitting.presides(desk.asker))
    check_goes_on(sitting)
    return sitting


def meeting_of(filled: Filled) -> str:
    """Give the meeting that a form is about."""
    return str(filled.carries.get("meeting"))


def carries(sitting: Sitting) -> dict[str, str]:
    """Give what every form of a meeting carries."""
    return {"key": secrets.token_hex(8), "meeting": sitting.meeting.id}


def opens(view: View, text: str, name: str, sitting: Sitting) -> Opens:
    """Answer with a form."""
    return Opens(view=view, door=button(text, name, sitting.meeting.id), says=A_FORM)


def people(members: Sequence[Member]) -> list[Option]:
    """Offer members to choose from."""
    return [option(each.name, each.id) for each in members]


def clock(desk: Desk, at: datetime) -> str:
    """Write a time of day in the commission's zone."""
    return time_in_words(at.astimezone(desk.commission.zone))


def title_of(desk: Desk, sitting: Sitting) -> str:
    """Name a meeting: "Regular meeting of Thu, Jan 22"."""
    kind = MeetingKind(sitting.meeting.kind).in_words.capitalize()
    return f"{kind} of {day_in_words(sitting.meeting.on, desk.today)}"


def out_of_room(sitting: Sitting) -> tuple[tuple[str, str], ...]:
    """List who has left the room over an item."""
    return tuple(
        (each.member_id, each.name)
        for each in sitting.roll.attendees
        if each.out_for is not None and each.member_id
    )


def done(desk: Desk, sitting: Sitting, noted: Sequence[str]) -> View:
    """Answer a form: what was recorded, and the meeting as it stands now."""
    return views.done(noted, card_for(desk, sitting))


def _card(desk: Desk, sitting: Sitting) -> views.SessionCard:
    asker, session = desk.asker, sitting.session
    entries = agenda_of(desk.session, sitting.meeting, desk.commission, desk.now)
    item = next((each for each in entries if each.item == session.item), None)
    out = out_of_room(sitting)
    own = {member_id for member_id, _ in out} & {asker.member_id}
    may_leave = {voter.member_id for voter in may_recuse(sitting)}
    return views.SessionCard(
        meeting_id=sitting.meeting.id,
        title=title_of(desk, sitting),
        state=tuple(_state(desk, sitting)),
        item=item,
        votes=tuple(
            f"Open vote: {sentence(clip(each.motion.text, LONGEST_VOTE))}"
            for each in open_motions(desk.session, sitting.meeting.id)
        ),
        out=out,
        presides=asker.may(Right.PRESIDE, presides=sitting.presides(asker)),
        in_recess=session.state is State.RECESS,
        roll_taken=bool(sitting.entries),
        comment_taken=bool({session.item, None} & session.public_comment),
        may_seat=may_seat(sitting),
        has_votes=sitting.seating.authorised > 0,
        may_recuse=_is_undecided(item) and asker.member_id in may_leave,
        own_id=next((each for each in own if each), ""),
    )


def _is_undecided(item: AgendaEntry | None) -> bool:
    """Tell whether an item is before the meeting and not voted on: whoever is recused leaves before that."""
    return item is not None and item.result is not ItemResult.VOTED


def _number(desk: Desk, sitting: Sitting) -> int:
    """Give the number of the item before the meeting."""
    item = str(sitting.session.item)
    return entry_of(desk.session, sitting.meeting, item, desk.commission, desk.now).number


def _state(desk: Desk, sitting: Sitting) -> Iterator[str]:
    session = sitting.session
    lost = sitting.quorum_lost_at
    if lost is not None:
        yield f"Quorum lost at {clock(desk, lost)}: open votes are suspended."
    since = session.called_to_order_at
    if session.state is State.RECESS:
        yield f"In recess since {clock(desk, session.recesses[-1][0])}."
    elif since is not None:
        yield f"In session since {clock(desk, since)}."
    yield f"{_presiding(desk, sitting)} presides."
    if wanting := notice_wanting(desk.session, sitting.meeting, desk.commission):
        yield wanting
    if not sitting.entries:
        yield "The roll is not taken yet."
        return
    if session.presiding_id and not sitting.roll.is_present(session.presiding_id):
        yield f"The roll does not show {_presiding(desk, sitting)} as present: hand over the chair, or update the roll."
    if sitting.seating.authorised:
        yield sentence(sitting.roll_in_words)


def _presiding(desk: Desk, sitting: Sitting) -> str:
    wanted = select(Member.name).where(Member.id == sitting.session.presiding_id)
    return desk.session.scalars(wanted).one_or_none() or "Nobody"
