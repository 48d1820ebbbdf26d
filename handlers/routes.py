"""Which request goes to which handler, and the right that it takes: one line each.

The right says whose business it is. Whoever is not on the roster gets no further than the door; what each role may do is
checked where the thing is done, against the roster as it then is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from slack_bolt import App

from handlers import (
    adjourning,
    agenda_items,
    agendas,
    ballots,
    calendar_changes,
    candidates,
    closing,
    comparing,
    criteria,
    doors,
    drafts,
    extensions,
    files,
    importing,
    inquiries,
    letters,
    mail_texts,
    meetings,
    parking,
    programs,
    prospects,
    reminders,
    roll_afterwards,
    roll_calls,
    roster,
    scheduling,
    sessions,
    signing,
    steps,
    strangers,
    undoing,
    usage,
    votes,
    writing,
)
from handlers.doors import Listener, acts, answers, goes_on, redraws, saves
from handlers.switchboard import connect
from handlers.views import agenda_forms, fields, meeting_forms, roll_forms, vote_forms
from handlers.views import agendas as agenda_views
from handlers.views import candidates as candidate_views
from handlers.views import criteria as criteria_views
from handlers.views import meetings as meeting_views
from handlers.views import sessions as session_views
from handlers.views import votes as vote_views
from handlers.views.closings import TURN_FILE
from handlers.views.drafts import DRAFT_CITY, DRAFT_FORM
from handlers.views.extensions import EXTEND_CITY, EXTEND_FORM
from handlers.views.files import SEND_FILE
from handlers.views.importing import IMPORT_FORM, UNDO_IMPORT
from handlers.views.inquiries import MORE_INQUIRY, PICK_PATH, RECORD_INQUIRY
from handlers.views.letters import LOG_LETTER, MORE_LETTER
from handlers.views.mail_texts import MAIL_TEXT
from handlers.views.my_reminders import FOR_OTHERS, MY_FORM, PERSON_FORM, RESUME, RESUME_IN_FORM
from handlers.views.parkings import PARK_FORM, TAKE_UP
from handlers.views.person_forms import SAVE_PERSON
from handlers.views.programs import CHOOSE_PROGRAM, PROGRAM_CITY, PROGRAM_FORM
from handlers.views.prospects import MORE
from handlers.views.roster import ADD_PERSON, EDIT_PERSON
from handlers.views.saved import UNDO
from handlers.views.signing import SIGN_CITY, SIGN_FORM
from handlers.views.snoozes import SHOW_AGAIN, SNOOZE
from handlers.views.step_forms import CHOOSE_STEP, COMPLETE_STEP
from handlers.views.writing import LOG_WRITTEN, WRITE_CITY, WRITE_FORM
from models.rules.permissions import Right

ON_THE_SWITCHBOARD = ("action", "view")
"""The kinds of which there are many: Bolt is given one listener for each."""
Make = Callable[[Callable[..., Any], Right], Listener]
"""A maker of doors: what is asked or done behind it, and the right that it takes."""


@dataclass(frozen=True, kw_only=True)
class Route:
    """One kind of request."""

    kind: str
    """What it is to Bolt: "command", "event", "shortcut", "action", "options", "view"."""
    on: str | re.Pattern[str]
    right: Right
    """MENU where it is anybody's, or where the verb that it runs has a right of its own."""
    door: Listener


def routes() -> Iterator[Route]:
    """List every request that Clerk answers; of several that fit, the first does."""
    yield from _from_outside()
    yield from _buttons()
    yield from _forms()
    yield from _of_agendas()
    yield from _of_the_calendar()
    yield from _of_sessions()
    yield from _of_votes()
    yield from _of_criteria()
    yield from _of_searches()
    yield from _of_agreements()
    yield Route(kind="action", on=re.compile(r".*"), right=Right.MENU, door=doors.unknown_button)


def _from_outside() -> Iterator[Route]:
    yield Route(kind="command", on=re.compile(r"/.+"), right=Right.MENU, door=doors.command)
    yield Route(kind="event", on="message", right=Right.MENU, door=doors.direct_message)
    yield Route(kind="event", on="app_mention", right=Right.MENU, door=doors.mention)
    yield Route(kind="event", on="app_home_opened", right=Right.MENU, door=doors.home_opened)
    yield Route(kind="shortcut", on="record_inquiry", right=Right.INQUIRY, door=doors.record_inquiry)
    yield Route(kind="shortcut", on="see_next", right=Right.NEXT, door=doors.see_next)
    yield Route(kind="shortcut", on="log_message", right=Right.LOG, door=doors.log_message)
    yield Route(kind="shortcut", on="add_to_agenda", right=Right.AGENDA, door=doors.add_to_agenda)
    yield Route(kind="options", on=fields.PICK_CITY, right=Right.LIST, door=doors.city_options)
    yield Route(kind="options", on=fields.PICK_COUNTRY, right=Right.MENU, door=doors.country_options)


def _buttons() -> Iterator[Route]:
    yield _action(re.compile(r"^do_join(:\d+)?$"), Right.MENU, acts, strangers.ask_to_be_added)
    yield _action(re.compile(r"^do_[a-z]+(:\d+)?$"), Right.MENU, answers, usage.press)
    yield _action(re.compile(r"^page_show:\d$"), Right.MENU, answers, prospects.turn_page)
    yield _action(re.compile(r"^page_[a-z]+$"), Right.MENU, answers, usage.turn_page)
    yield _action(MORE, Right.MENU, answers, usage.choose_more)
    yield _action(UNDO, Right.UNDO_OWN, acts, undoing.take_back)
    yield _action(UNDO_IMPORT, Right.IMPORT, acts, importing.take_back)
    yield _action(SEND_FILE, Right.MEETING, acts, files.send)
    yield Route(kind="action", on=SNOOZE, right=Right.NEXT, door=reminders.snooze)
    yield Route(kind="action", on=SHOW_AGAIN, right=Right.NEXT, door=reminders.show_again)
    yield _action(MAIL_TEXT, Right.NEXT, answers, mail_texts.show)
    yield _action(ADD_PERSON, Right.ROSTER_EDIT, answers, roster.add)
    yield _action(EDIT_PERSON, Right.ROSTER_EDIT, answers, roster.edit)
    yield _action(MORE_INQUIRY, Right.INQUIRY, redraws, inquiries.more_fields)
    yield _action(PICK_PATH, Right.INQUIRY, redraws, inquiries.path_chosen)
    yield _action(MORE_LETTER, Right.LOG, redraws, letters.more_fields)
    yield _action(fields.PICK_CITY, Right.LIST, redraws, letters.city_chosen)
    yield _action(RESUME, Right.REMIND, acts, reminders.resume)
    yield Route(kind="action", on=RESUME_IN_FORM, right=Right.REMIND, door=reminders.resume_in_form)
    yield _action(FOR_OTHERS, Right.REMIND_OTHERS, answers, reminders.for_others)
    yield _action(TAKE_UP, Right.PARK, acts, parking.take_up)
    yield _action(LOG_WRITTEN, Right.LOG, answers, writing.log_written)


def _forms() -> Iterator[Route]:
    yield _form(RECORD_INQUIRY, Right.INQUIRY, saves, inquiries.submit)
    yield _form(IMPORT_FORM, Right.IMPORT, saves, importing.submit)
    yield _form(LOG_LETTER, Right.LOG, saves, letters.submit)
    yield _form(CHOOSE_STEP, Right.DONE, goes_on, steps.chosen)
    yield _form(COMPLETE_STEP, Right.DONE, saves, steps.submit)
    yield _form(TURN_FILE, Right.CLOSE, saves, closing.submit)
    yield _form(MY_FORM, Right.REMIND, saves, reminders.submit)
    yield _form(PERSON_FORM, Right.REMIND_OTHERS, goes_on, reminders.person_chosen)
    yield _form(PARK_FORM, Right.PARK, saves, parking.submit)
    yield _form(EXTEND_CITY, Right.EXTEND, goes_on, extensions.chosen)
    yield _form(EXTEND_FORM, Right.EXTEND, saves, extensions.submit)
    yield _form(WRITE_CITY, Right.WRITE, goes_on, writing.BY_CITY.chosen)
    yield _form(WRITE_FORM, Right.WRITE, goes_on, writing.see)
    yield Route(kind="view", on=SAVE_PERSON, right=Right.ROSTER_EDIT, door=roster.save)


def _of_agendas() -> Iterator[Route]:
    yield _action(agenda_views.ADD_ITEM, Right.AGENDA, answers, agendas.add)
    yield _action(agenda_views.WITHDRAW_ITEM, Right.AGENDA, acts, agendas.withdraw)
    yield _action(agenda_views.LIST_SUGGESTION, Right.AGENDA_EDIT, acts, agendas.take_up)
    yield _action(agenda_views.DECLINE_SUGGESTION, Right.AGENDA_EDIT, acts, agendas.decline)
    yield _action(agenda_views.POST_AGENDA, Right.AGENDA_EDIT, answers, agendas.ask_to_post)
    yield _action(agenda_views.EDIT_AGENDA, Right.AGENDA_EDIT, answers, agenda_items.edit)
    yield _action(agenda_views.OUTCOME, Right.PRESIDE, answers, agenda_items.outcome)
    yield _form(agenda_forms.ADD_ITEM_FORM, Right.AGENDA, saves, agendas.submit_add)
    yield _form(agenda_forms.POST_AGENDA_FORM, Right.AGENDA_EDIT, saves, agendas.submit_post)
    yield _form(agenda_forms.CHOOSE_ITEM_FORM, Right.AGENDA_EDIT, goes_on, agenda_items.chosen)
    yield _form(agenda_forms.EDIT_ITEM_FORM, Right.AGENDA_EDIT, saves, agenda_items.submit_edit)
    yield _form(agenda_forms.OUTCOME_FORM, Right.PRESIDE, saves, agenda_items.submit_outcome)


def _of_the_calendar() -> Iterator[Route]:
    for button in scheduling.FORMS:
        yield _action(button, Right.MEETING_EDIT, answers, scheduling.open_form)
    yield _action(meeting_views.MORE_MEETING, Right.MEETING_EDIT, answers, meetings.choose_more)
    yield _action(meeting_views.CAN_ATTEND, Right.ATTEND, acts, meetings.can_attend)
    yield _action(meeting_views.CANT_ATTEND, Right.ATTEND, acts, meetings.cant_attend)
    yield _action(meeting_forms.PICK_SLOT, Right.MEETING_EDIT, redraws, scheduling.slot_chosen)
    yield _action(meeting_forms.PICK_STATUS, Right.MEETING_EDIT, redraws, scheduling.status_chosen)
    yield _form(meeting_forms.SAVE_SCHEDULE, Right.MEETING_EDIT, saves, calendar_changes.save_schedule)
    yield _form(meeting_forms.SAVE_MOVE, Right.MEETING_EDIT, saves, calendar_changes.save_move)
    yield _form(meeting_forms.SAVE_CANCEL, Right.MEETING_EDIT, saves, calendar_changes.save_cancel)
    yield _form(meeting_forms.SAVE_PAST, Right.MEETING_EDIT, saves, calendar_changes.save_past)
    yield _form(meeting_forms.SAVE_POSTING, Right.MEETING_EDIT, saves, calendar_changes.save_posting)
    yield _form(meeting_forms.CHOOSE_POSTING, Right.MEETING_EDIT, goes_on, scheduling.posting_chosen)
    yield _form(
        meeting_forms.SAVE_POSTING_CORRECTION,
        Right.MEETING_EDIT,
        saves,
        calendar_changes.save_posting_correction,
    )
    yield _form(meeting_forms.SAVE_PATTERN, Right.MEETING_EDIT, saves, calendar_changes.save_pattern)
    yield _form(meeting_forms.SAVE_WHO_CANT, Right.MEETING_EDIT, saves, calendar_changes.save_who_cant)


def _of_votes() -> Iterator[Route]:
    for option in vote_views.OPTION_OF:
        yield _action(option, Right.CAST, acts, ballots.press)
    yield _action(vote_views.RECUSE, Right.CAST, answers, ballots.ask_to_recuse)
    yield _action(vote_views.MORE_VOTE, Right.CAST, answers, ballots.choose)
    yield _action(vote_views.WHO_VOTES, Right.CAST, answers, ballots.choose)
    yield _action(vote_views.CLOSE_VOTE, Right.VOTE, answers, ballots.choose)
    yield _action(vote_views.END_VOTE, Right.VOTE, answers, ballots.choose)
    yield _action(vote_views.SPOKEN, Right.VOTE, answers, ballots.choose)
    yield _action(vote_views.ALL_AYE, Right.VOTE, answers, ballots.choose)
    yield _action(vote_views.CORRECT_VOTE, Right.VOTE, answers, ballots.choose)
    yield _action(vote_views.REOPEN_VOTE, Right.VOTE, acts, ballots.reopen)
    for button in votes.MODES:
        yield _action(button, Right.VOTE, redraws, votes.ask_more)
    yield _form(vote_forms.CALL_VOTE, Right.VOTE, saves, votes.submit)
    yield _form(vote_forms.RECUSE_FORM, Right.CAST, saves, ballots.recused)
    yield _form(vote_forms.SPOKEN_FORM, Right.VOTE, saves, ballots.spoken)
    yield _form(vote_forms.ALL_AYE_FORM, Right.VOTE, saves, ballots.all_aye)
    yield _form(vote_forms.CLOSE_FORM, Right.VOTE, saves, ballots.close)
    yield _form(vote_forms.END_FORM, Right.VOTE, saves, ballots.end)
    yield _form(vote_forms.CORRECT_FORM, Right.VOTE, saves, ballots.correct)


def _of_sessions() -> Iterator[Route]:
    yield _action(meeting_views.CALL_TO_ORDER, Right.PRESIDE, answers, sessions.ask_to_call)
    yield _action(session_views.TAKE_ROLL, Right.PRESIDE, answers, roll_calls.ask_roll)
    yield _action(session_views.EVERYONE, Right.PRESIDE, redraws, roll_calls.everyone_is_here)
    yield _action(session_views.OPEN_ITEM, Right.PRESIDE, answers, sessions.ask_item)
    yield _action(session_views.COMMENT_TAKEN, Right.PRESIDE, acts, sessions.comment_taken)
    yield _action(session_views.RECESS, Right.PRESIDE, acts, sessions.put_in_recess)
    yield _action(session_views.RESUME, Right.PRESIDE, acts, sessions.go_on)
    yield _action(session_views.ADJOURN, Right.PRESIDE, answers, adjourning.ask_to_adjourn)
    yield _action(session_views.MORE_SESSION, Right.PRESIDE, answers, roll_calls.choose_more)
    yield _action(session_views.SEAT, Right.PRESIDE, answers, roll_calls.press_seats)
    yield _action(session_views.RECUSE_AT_ITEM, Right.CAST, answers, roll_calls.ask_to_recuse)
    yield _action(session_views.RETURNED, Right.CAST, acts, roll_calls.returned)
    yield _action(meeting_views.CORRECT_ROLL, Right.MEETING_EDIT, answers, roll_afterwards.ask)
    yield _form(roll_forms.AFTERWARDS_FORM, Right.MEETING_EDIT, saves, roll_afterwards.save)
    yield _form(roll_forms.CALL_FORM, Right.PRESIDE, saves, sessions.called)
    yield _form(roll_forms.ROLL_FORM, Right.PRESIDE, saves, roll_calls.roll_taken)
    yield _form(roll_forms.SEAT_FORM, Right.PRESIDE, saves, roll_calls.seats_saved)
    yield _form(roll_forms.REMOTE_FORM, Right.PRESIDE, saves, roll_calls.remote_saved)
    yield _form(roll_forms.ITEM_FORM, Right.PRESIDE, saves, sessions.item_opened)
    yield _form(roll_forms.HAND_OVER_FORM, Right.PRESIDE, saves, sessions.handed_over)
    yield _form(roll_forms.CORRECT_TIME_FORM, Right.PRESIDE, saves, roll_calls.time_corrected)
    yield _form(roll_forms.ADJOURN_FORM, Right.PRESIDE, saves, adjourning.adjourned)
    yield _form(roll_forms.RECUSE_AT_ITEM_FORM, Right.CAST, saves, roll_calls.recused)


def _of_searches() -> Iterator[Route]:
    yield _action(candidate_views.ADD_CANDIDATE, Right.SEARCH, answers, candidates.ask_to_add)
    yield _action(candidate_views.PICK_CANDIDATE, Right.PICK, answers, candidates.ask_to_pick)
    yield _action(candidate_views.DROP_CANDIDATE, Right.PICK, answers, candidates.ask_to_drop)
    yield _action(candidate_views.PUT_BACK_CANDIDATE, Right.PICK, acts, candidates.put_back)
    yield _form(candidate_views.ADD_CANDIDATE_FORM, Right.SEARCH, saves, candidates.submit_add)
    yield _form(candidate_views.PICK_CANDIDATE_FORM, Right.PICK, saves, candidates.submit_pick)
    yield _form(candidate_views.DROP_CANDIDATE_FORM, Right.PICK, saves, candidates.submit_drop)


def _of_agreements() -> Iterator[Route]:
    yield _form(DRAFT_CITY, Right.DRAFT, goes_on, drafts.BY_CITY.chosen)
    yield _form(DRAFT_FORM, Right.DRAFT, saves, drafts.submit)
    yield _form(SIGN_CITY, Right.SIGN, goes_on, signing.BY_CITY.chosen)
    yield _form(SIGN_FORM, Right.SIGN, saves, signing.submit)
    yield _form(PROGRAM_CITY, Right.PROGRAM, goes_on, programs.BY_CITY.chosen)
    yield _form(CHOOSE_PROGRAM, Right.PROGRAM, goes_on, programs.chosen)
    yield _form(PROGRAM_FORM, Right.PROGRAM, saves, programs.submit)


def _of_criteria() -> Iterator[Route]:
    yield _action(criteria_views.PICK_GROUP, Right.NOTE, redraws, criteria.group_chosen)
    yield _action(criteria_views.SEE_SHEET, Right.SHOW, answers, criteria.see_sheet)
    yield _action(criteria_views.MAKE_PACKET, Right.PACKET, answers, criteria.ask_packet)
    yield _form(criteria_views.NOTE_CITY, Right.NOTE, goes_on, criteria.chosen)
    yield _form(criteria_views.NOTE_FORM, Right.NOTE, saves, criteria.submit)
    yield _form(criteria_views.PACKET_FORM, Right.PACKET, saves, criteria.packet_made)
    yield _form(criteria_views.COMPARE_FORM, Right.SHOW, goes_on, comparing.chosen)


def _action(on: str | re.Pattern[str], right: Right, make: Make, what: Callable[..., Any]) -> Route:
    return Route(kind="action", on=on, right=right, door=make(what, right))


def _form(on: str, right: Right, make: Make, what: Callable[..., Any]) -> Route:
    return Route(kind="view", on=on, right=right, door=make(what, right))


def add_routes(app: App) -> None:
    """Tell Bolt who answers what."""
    every = list(routes())
    for route in every:
        if route.kind not in ON_THE_SWITCHBOARD:
            getattr(app, route.kind)(route.on)(route.door)
    for kind in ON_THE_SWITCHBOARD:
        connect(app, kind, [route for route in every if route.kind == kind])
