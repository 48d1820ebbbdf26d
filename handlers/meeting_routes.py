"""Which request of agendas, the calendar, sessions and votes goes to which handler: one line each."""

from __future__ import annotations

from collections.abc import Iterator

from handlers import (
    adjourning,
    agenda_items,
    agendas,
    ballots,
    calendar_changes,
    meetings,
    roll_afterwards,
    roll_calls,
    scheduling,
    sessions,
    votes,
)
from handlers.doors import acts, answers, goes_on, redraws, saves
from handlers.route import Route, action, form
from handlers.views import agenda_forms, meeting_forms, roll_forms, vote_forms
from handlers.views import agendas as agenda_views
from handlers.views import meetings as meeting_views
from handlers.views import sessions as session_views
from handlers.views import votes as vote_views
from models.rules.permissions import Right


def of_meetings() -> Iterator[Route]:
    """List every request about meetings; of several that fit, the first does."""
    yield from _of_agendas()
    yield from _of_the_calendar()
    yield from _of_sessions()
    yield from _of_votes()


def _of_agendas() -> Iterator[Route]:
    yield action(agenda_views.ADD_ITEM, Right.AGENDA, answers, agendas.add)
    yield action(agenda_views.WITHDRAW_ITEM, Right.AGENDA, acts, agendas.withdraw)
    yield action(agenda_views.LIST_SUGGESTION, Right.AGENDA_EDIT, acts, agendas.take_up)
    yield action(agenda_views.DECLINE_SUGGESTION, Right.AGENDA_EDIT, acts, agendas.decline)
    yield action(agenda_views.AGENDA_TEXT, Right.AGENDA, answers, agendas.as_text)
    yield action(agenda_views.POST_AGENDA, Right.AGENDA_EDIT, answers, agendas.ask_to_post)
    yield action(agenda_views.EDIT_AGENDA, Right.AGENDA_EDIT, answers, agenda_items.edit)
    yield action(agenda_views.OUTCOME, Right.PRESIDE, answers, agenda_items.outcome)
    yield form(agenda_forms.ADD_ITEM_FORM, Right.AGENDA, saves, agendas.submit_add)
    yield form(agenda_forms.POST_AGENDA_FORM, Right.AGENDA_EDIT, saves, agendas.submit_post)
    yield form(agenda_forms.CHOOSE_ITEM_FORM, Right.AGENDA_EDIT, goes_on, agenda_items.chosen)
    yield form(agenda_forms.EDIT_ITEM_FORM, Right.AGENDA_EDIT, saves, agenda_items.submit_edit)
    yield form(agenda_forms.OUTCOME_FORM, Right.PRESIDE, saves, agenda_items.submit_outcome)


def _of_the_calendar() -> Iterator[Route]:
    for button in scheduling.FORMS:
        yield action(button, Right.MEETING_EDIT, answers, scheduling.open_form)
    yield action(meeting_views.MORE_MEETING, Right.MEETING_EDIT, answers, meetings.choose_more)
    yield action(meeting_views.CAN_ATTEND, Right.ATTEND, acts, meetings.can_attend)
    yield action(meeting_views.CANT_ATTEND, Right.ATTEND, acts, meetings.cant_attend)
    yield action(meeting_forms.PICK_SLOT, Right.MEETING_EDIT, redraws, scheduling.slot_chosen)
    yield action(meeting_forms.PICK_STATUS, Right.MEETING_EDIT, redraws, scheduling.status_chosen)
    yield form(meeting_forms.SAVE_SCHEDULE, Right.MEETING_EDIT, saves, calendar_changes.save_schedule)
    yield form(meeting_forms.SAVE_MOVE, Right.MEETING_EDIT, saves, calendar_changes.save_move)
    yield form(meeting_forms.SAVE_CANCEL, Right.MEETING_EDIT, saves, calendar_changes.save_cancel)
    yield form(meeting_forms.SAVE_PAST, Right.MEETING_EDIT, saves, calendar_changes.save_past)
    yield form(meeting_forms.SAVE_POSTING, Right.MEETING_EDIT, saves, calendar_changes.save_posting)
    yield form(meeting_forms.CHOOSE_POSTING, Right.MEETING_EDIT, goes_on, scheduling.posting_chosen)
    yield form(
        meeting_forms.SAVE_POSTING_CORRECTION,
        Right.MEETING_EDIT,
        saves,
        calendar_changes.save_posting_correction,
    )
    yield form(meeting_forms.SAVE_PATTERN, Right.MEETING_EDIT, saves, calendar_changes.save_pattern)
    yield form(meeting_forms.SAVE_WHO_CANT, Right.MEETING_EDIT, saves, calendar_changes.save_who_cant)


def _of_sessions() -> Iterator[Route]:
    yield action(meeting_views.CALL_TO_ORDER, Right.PRESIDE, answers, sessions.ask_to_call)
    yield action(session_views.TAKE_ROLL, Right.PRESIDE, answers, roll_calls.ask_roll)
    yield action(session_views.EVERYONE, Right.PRESIDE, redraws, roll_calls.everyone_is_here)
    yield action(session_views.OPEN_ITEM, Right.PRESIDE, answers, sessions.ask_item)
    yield action(session_views.COMMENT_TAKEN, Right.PRESIDE, acts, sessions.comment_taken)
    yield action(session_views.RECESS, Right.PRESIDE, acts, sessions.put_in_recess)
    yield action(session_views.RESUME, Right.PRESIDE, acts, sessions.go_on)
    yield action(session_views.ADJOURN, Right.PRESIDE, answers, adjourning.ask_to_adjourn)
    yield action(session_views.MORE_SESSION, Right.PRESIDE, answers, roll_calls.choose_more)
    yield action(session_views.SEAT, Right.PRESIDE, answers, roll_calls.press_seats)
    yield action(session_views.RECUSE_AT_ITEM, Right.CAST, answers, roll_calls.ask_to_recuse)
    yield action(session_views.RETURNED, Right.CAST, acts, roll_calls.returned)
    yield action(meeting_views.CORRECT_ROLL, Right.MEETING_EDIT, answers, roll_afterwards.ask)
    yield form(roll_forms.AFTERWARDS_FORM, Right.MEETING_EDIT, saves, roll_afterwards.save)
    yield form(roll_forms.CALL_FORM, Right.PRESIDE, saves, sessions.called)
    yield form(roll_forms.ROLL_FORM, Right.PRESIDE, saves, roll_calls.roll_taken)
    yield form(roll_forms.SEAT_FORM, Right.PRESIDE, saves, roll_calls.seats_saved)
    yield form(roll_forms.REMOTE_FORM, Right.PRESIDE, saves, roll_calls.remote_saved)
    yield form(roll_forms.ITEM_FORM, Right.PRESIDE, saves, sessions.item_opened)
    yield form(roll_forms.HAND_OVER_FORM, Right.PRESIDE, saves, sessions.handed_over)
    yield form(roll_forms.CORRECT_TIME_FORM, Right.PRESIDE, saves, roll_calls.time_corrected)
    yield form(roll_forms.ADJOURN_FORM, Right.PRESIDE, saves, adjourning.adjourned)
    yield form(roll_forms.RECUSE_AT_ITEM_FORM, Right.CAST, saves, roll_calls.recused)


def _of_votes() -> Iterator[Route]:
    for option in vote_views.OPTION_OF:
        yield action(option, Right.CAST, acts, ballots.press)
    yield action(vote_views.RECUSE, Right.CAST, answers, ballots.ask_to_recuse)
    yield action(vote_views.MORE_VOTE, Right.CAST, answers, ballots.choose)
    yield action(vote_views.WHO_VOTES, Right.CAST, answers, ballots.choose)
    yield action(vote_views.CLOSE_VOTE, Right.VOTE, answers, ballots.choose)
    yield action(vote_views.END_VOTE, Right.VOTE, answers, ballots.choose)
    yield action(vote_views.SPOKEN, Right.VOTE, answers, ballots.choose)
    yield action(vote_views.ALL_AYE, Right.VOTE, answers, ballots.choose)
    yield action(vote_views.CORRECT_VOTE, Right.VOTE, answers, ballots.choose)
    yield action(vote_views.REOPEN_VOTE, Right.VOTE, acts, ballots.reopen)
    for button in votes.MODES:
        yield action(button, Right.VOTE, redraws, votes.ask_more)
    yield form(vote_forms.CALL_VOTE, Right.VOTE, saves, votes.submit)
    yield form(vote_forms.RECUSE_FORM, Right.CAST, saves, ballots.recused)
    yield form(vote_forms.SPOKEN_FORM, Right.VOTE, saves, ballots.spoken)
    yield form(vote_forms.ALL_AYE_FORM, Right.VOTE, saves, ballots.all_aye)
    yield form(vote_forms.CLOSE_FORM, Right.VOTE, saves, ballots.close)
    yield form(vote_forms.END_FORM, Right.VOTE, saves, ballots.end)
    yield form(vote_forms.CORRECT_FORM, Right.VOTE, saves, ballots.correct)
