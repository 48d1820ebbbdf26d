"""The roll of a meeting in session: taking it, alternates, remote members, recusals, corrected times."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from slack_sdk.models.blocks import Option
from slack_sdk.models.views import View

from handlers.desk import Answer, Desk, Opens, Pressed
from handlers.filled import Filled
from handlers.sessions import (
    ask_to_hand_over,
    card_for,
    carries,
    clock,
    done,
    meeting_of,
    opens,
    running,
    title_of,
)
from handlers.views import roll_forms as forms
from handlers.views import sessions as views
from handlers.views.kit import Message, option, sentence
from handlers.views.roll_words import changes_in_words
from models.agenda_rows import entry_of
from models.recusals import loses_quorum, may_recuse, recuse_at_item, return_to_room
from models.refusals import Refusal
from models.roll_calls import RollChange, RollSheet, last_entry, must_have_roll, people_of, take_roll
from models.roll_corrections import correct_time, last_moves, mark_in_room, mark_remote
from models.roll_votes import denied_votes
from models.rules.permissions import Right
from models.rules.roll import COMES, Capacity
from models.sessions import Sitting, sitting_of
from models.standing_in import alternates_present, may_seat, passed_over, seat_alternates, seats_open


def ask_roll(desk: Desk, pressed: Pressed) -> Opens:
    """Open the form of the roll."""
    sitting = running(desk, pressed.value)
    shown = [each for each in sitting.roll.attendees if each.is_present]
    view = _roll_form(
        desk,
        sitting,
        seen=last_entry(desk.session, sitting.meeting.id),
        ticked=[each.member_id for each in shown if each.member_id],
        guests="\n".join(each.name for each in shown if each.member_id is None),
    )
    return opens(view, "Take the roll", views.TAKE_ROLL, sitting)


def everyone_is_here(desk: Desk, pressed: Pressed) -> View:
    """Draw the form of the roll with all seats ticked: nothing is recorded until it is saved."""
    filled = Filled(pressed.view)
    sitting = running(desk, meeting_of(filled))
    ticked = [*filled.ticked("alternates"), *filled.ticked("others")]
    seen = int(filled.carries.get("seen") or 0)
    return _roll_form(desk, sitting, seen=seen, ticked=ticked, guests=filled.text("guests"), everyone=True)


def roll_taken(desk: Desk, view: Mapping[str, Any]) -> View:
    """Take the roll, or update it."""
    filled = Filled(view)
    fields = ("present", "everyone", "alternates", "others")
    sheet = RollSheet(
        present=frozenset(member_id for name in fields for member_id in filled.ticked(name)),
        guests=tuple(filled.text("guests").splitlines()),
        seen=int(filled.carries.get("seen") or 0),
        at=filled.time("at"),
    )
    change = take_roll(desk.session, meeting_of(filled), sheet, desk.asker, desk.commission, desk.now)
    return _told(desk, change, ["An alternate is there and may be seated."] if may_seat(change.after) else [])


def press_seats(desk: Desk, pressed: Pressed) -> Opens:
    """Open the form that seats alternates, from its button."""
    return ask_seats(desk, pressed.value)


def ask_seats(desk: Desk, meeting_id: str) -> Opens:
    """Open the form that seats alternates."""
    sitting = must_have_roll(running(desk, meeting_id))
    there = alternates_present(sitting)
    waiting = [each for each in there if each.for_seat is None]
    seated = [each for each in there if each.for_seat is not None]
    seats = [(seat, _whose(sitting, seat)) for seat in seats_open(sitting)]
    if not seated and not may_seat(sitting):
        raise Refusal(
            "No alternate who is there could sit for a seat now. Update the roll first.", offers=("meeting",)
        )
    waits = [option(f"Alternate {each.seat}: {each.name}", each.member_id or "") for each in waiting]
    sits = [
        option(f"{each.name}, for {_whose(sitting, each.for_seat or 0)}", each.member_id or "")
        for each in seated
    ]
    view = forms.seat_form(seats, waits, sits, carries(sitting))
    return opens(view, "Seat an alternate", views.MORE_SESSION, sitting)


def seats_saved(desk: Desk, view: Mapping[str, Any]) -> View:
    """Seat the alternates that were chosen."""
    filled = Filled(view)
    chosen = {
        int(name.partition(":")[2]): filled.chosen(name)
        for name in filled.names("seat:")
        if name.partition(":")[2].isdecimal() and filled.chosen(name)
    }
    change = seat_alternates(
        desk.session, meeting_of(filled), chosen, desk.asker, desk.now, unseated=filled.ticked("unseated")
    )
    waiting = [
        f"Alternate {each.seat}, {each.name}, is there and not seated." for each in passed_over(change.after)
    ]
    return _told(desk, change, waiting)


def ask_remote(desk: Desk, meeting_id: str) -> Opens:
    """Open the form of a remote member."""
    sitting = must_have_roll(running(desk, meeting_id))
    able = [
        option(each.name, each.member_id)
        for each in people_of(desk.session, sitting)
        if each.capacity in {Capacity.SEAT, Capacity.ALTERNATE}
    ]
    if not able:
        raise Refusal("Nobody on the roster holds a seat. Fill in the roster first.", offers=("roster",))
    return opens(forms.remote_form(able, carries(sitting)), "Remote member", views.MORE_SESSION, sitting)


def remote_saved(desk: Desk, view: Mapping[str, Any]) -> View:
    """Enter the place and the ground of a remote member."""
    filled = Filled(view)
    chosen, member_id = filled.chosen("ground"), filled.chosen("member")
    if chosen == forms.IN_THE_ROOM:
        back = mark_in_room(desk.session, meeting_of(filled), member_id, desk.asker, desk.now)
        return done(desk, back.after, ["They are in the room. The earlier entry stays in the record."])
    change = mark_remote(
        desk.session,
        meeting_of(filled),
        member_id,
        filled.text("place"),
        forms.GROUNDS.get(chosen, filled.text("other_ground")),
        desk.asker,
        desk.commission,
        now=desk.now,
    )
    return _told(desk, change)


def ask_to_recuse(desk: Desk, pressed: Pressed) -> Opens:
    """Open the form of a member's own recusal."""
    sitting = sitting_of(desk.session, pressed.value)
    desk.asker.must_be_allowed(Right.CAST)
    own = [voter.member_id for voter in may_recuse(sitting) if voter.member_id == desk.asker.member_id]
    if not own:
        raise Refusal(
            "You have no vote at an item that is before the meeting, so there is nothing to be recused from.",
            offers=("meeting",),
        )
    return _recuse_form(desk, sitting, own, [])


def ask_for_recusal(desk: Desk, meeting_id: str) -> Opens:
    """Open the form that records somebody's recusal for them."""
    sitting = must_have_roll(running(desk, meeting_id))
    able = may_recuse(sitting)
    if not able:
        raise Refusal("No item is before the meeting. Open the item first.", offers=("meeting",))
    members = [option(voter.name, voter.member_id) for voter in able]
    return _recuse_form(desk, sitting, [voter.member_id for voter in able], members)


def recused(desk: Desk, view: Mapping[str, Any]) -> View:
    """Record the recusal."""
    filled = Filled(view)
    member_id = filled.chosen("member") or str(desk.asker.member_id)
    reason = filled.text("reason")
    change = recuse_at_item(desk.session, meeting_of(filled), member_id, reason, desk.asker, desk.now)
    return _told(desk, change)


def returned(desk: Desk, pressed: Pressed) -> Message:
    """Record that somebody is back in the room."""
    meeting_id, _, member_id = pressed.value.partition(":")
    change = return_to_room(desk.session, meeting_id, member_id, desk.asker, desk.now)
    return card_for(desk, change.after, _said(desk, change))


def ask_correction(desk: Desk, meeting_id: str) -> Opens:
    """Open the form that corrects a time on the roll."""
    sitting = must_have_roll(running(desk, meeting_id))
    moves = [
        option(
            f"{each.name} {'came' if each.mark in COMES else 'left'} at {clock(desk, each.at)}",
            each.member_id or "",
        )
        for each in last_moves(sitting)
    ]
    if not moves:
        raise Refusal("Nobody has come yet, so there is no time to correct.", offers=("meeting",))
    return opens(forms.correct_form(moves, carries(sitting)), "Correct a time", views.MORE_SESSION, sitting)


def time_corrected(desk: Desk, view: Mapping[str, Any]) -> View:
    """Correct the time that was chosen."""
    filled = Filled(view)
    at = filled.time("at")
    if at is None:
        raise Refusal("Please choose the time.", field="at")
    change = correct_time(
        desk.session,
        meeting_of(filled),
        filled.chosen("member"),
        at,
        filled.text("reason"),
        desk.asker,
        desk.commission,
        now=desk.now,
    )
    return _told(desk, change, ["The time is corrected; the earlier entry stays in the record."])


_CHOICES: Mapping[str, Callable[[Desk, str], Answer]] = {
    views.HAND_OVER: ask_to_hand_over,
    views.REMOTE: ask_remote,
    views.SEAT: ask_seats,
    views.RECUSE_OTHER: ask_for_recusal,
    views.CORRECT: ask_correction,
}


def choose_more(desk: Desk, pressed: Pressed) -> Answer:
    """Open the form that was chosen in the overflow menu."""
    name, _, meeting_id = pressed.value.partition(":")
    if name not in _CHOICES:
        raise Refusal("I don't know that choice any more. Please start again.", offers=("meeting",))
    return _CHOICES[name](desk, meeting_id)


def _roll_form(
    desk: Desk, sitting: Sitting, *, seen: int, ticked: Sequence[str], guests: str, everyone: bool = False
) -> View:
    listed = people_of(desk.session, sitting)
    shown = forms.RollForm(
        title=title_of(desk, sitting),
        seats=[
            option(each.name, each.member_id, f"Seat {each.seat}")
            for each in listed
            if each.capacity is Capacity.SEAT
        ],
        alternates=_options(desk, sitting, [Capacity.ALTERNATE]),
        others=_options(desk, sitting, [Capacity.LIAISON, Capacity.STAFF, Capacity.GUEST]),
        ticked=ticked,
        guests=guests,
        quorum=sentence(sitting.quorum_in_words),
        is_update=bool(sitting.entries),
        everyone=everyone,
    )
    return forms.roll_form(shown, {**carries(sitting), "seen": seen})


def _options(desk: Desk, sitting: Sitting, capacities: Sequence[Capacity]) -> list[Option]:
    return [
        option(each.name, each.member_id, each.capacity.capitalize())
        for each in people_of(desk.session, sitting)
        if each.capacity in capacities
    ]


def _recuse_form(desk: Desk, sitting: Sitting, able: Sequence[str], members: Sequence[Option]) -> Opens:
    entry = entry_of(desk.session, sitting.meeting, str(sitting.session.item), desk.commission, desk.now)
    warning = next(filter(None, (loses_quorum(sitting, each) for each in able)), "")
    view = forms.recuse_form(entry, members, warning, carries(sitting))
    return opens(view, "Recuse myself", views.RECUSE_AT_ITEM, sitting)


def _told(desk: Desk, change: RollChange, more: Sequence[str] = ()) -> View:
    return done(desk, change.after, [*_said(desk, change), *more, *denied_votes(desk.session, change)])


def _said(desk: Desk, change: RollChange) -> list[str]:
    return changes_in_words(
        change.entries,
        lambda at: clock(desk, at),
        lambda seat: _whose(change.after, seat),
        is_first=not change.before.entries,
        had_quorum=change.before.quorum.is_there,
        has_quorum=change.after.quorum.is_there,
        now=desk.now,
    ) or ["Nothing has changed on the roll."]


def _whose(sitting: Sitting, seat: int) -> str:
    holder = sitting.seating.holder_of(seat)
    return holder.name if holder else f"the vacant seat {seat}"
