"""Which request goes to which handler, and the right that it takes: one line each.

The right says whose business it is. Whoever is not on the roster gets no further than the door; what each role may do is
checked where the thing is done, against the roster as it then is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from slack_bolt import App

from handlers import (
    candidates,
    channels,
    city_menus,
    closing,
    comparing,
    criteria,
    doors,
    drafts,
    editing,
    extensions,
    files,
    home_doors,
    importing,
    inquiries,
    joining,
    letters,
    mail_texts,
    owners,
    parking,
    programs,
    prospects,
    reminders,
    roster,
    sharing,
    signing,
    steps,
    undoing,
    usage,
    writing,
)
from handlers.doors import acts, answers, goes_on, redraws, saves
from handlers.first_run_routes import of_first_run
from handlers.meeting_routes import of_meetings
from handlers.route import Route, action, form
from handlers.settings_routes import of_settings
from handlers.switchboard import connect
from handlers.views import candidates as candidate_views
from handlers.views import criteria as criteria_views
from handlers.views import fields
from handlers.views.city_menus import MORE
from handlers.views.closings import TURN_FILE
from handlers.views.drafts import DRAFT_CITY, DRAFT_FORM
from handlers.views.editing import EDIT_CITY, EDIT_FORM
from handlers.views.extensions import EXTEND_CITY, EXTEND_FORM
from handlers.views.files import SEND_FILE
from handlers.views.home import REFRESH
from handlers.views.importing import IMPORT_FORM, UNDO_IMPORT
from handlers.views.inquiries import MORE_INQUIRY, PICK_PATH, RECORD_INQUIRY
from handlers.views.letters import LOG_LETTER, MORE_LETTER
from handlers.views.mail_texts import MAIL_TEXT
from handlers.views.my_reminders import FOR_OTHERS, MY_FORM, PERSON_FORM, RESUME, RESUME_IN_FORM
from handlers.views.owners import OWNER_CITY, OWNER_FORM
from handlers.views.parkings import PARK_FORM, TAKE_UP
from handlers.views.person_forms import SAVE_PERSON
from handlers.views.programs import CHOOSE_PROGRAM, PROGRAM_CITY, PROGRAM_FORM
from handlers.views.refusals import FIND, TRY_LINE
from handlers.views.reminders import LET_IN
from handlers.views.roster import ADD_PERSON, EDIT_PERSON
from handlers.views.saved import UNDO
from handlers.views.share_buttons import SHARE
from handlers.views.sharing import SHARE_AGAIN, SHARE_FORM, SHARE_UNDO
from handlers.views.signing import SIGN_CITY, SIGN_FORM
from handlers.views.snoozes import SHOW_AGAIN, SNOOZE, SNOOZE_FORM
from handlers.views.step_forms import CHOOSE_STEP, COMPLETE_STEP
from handlers.views.stories import WHOLE_ENTRY
from handlers.views.writing import LOG_WRITTEN, WRITE_CITY, WRITE_FORM
from models.rules.permissions import Right

ON_THE_SWITCHBOARD = ("action", "view")
"""The kinds of which there are many: Bolt is given one listener for each."""


def routes() -> Iterator[Route]:
    """List every request that Clerk answers; of several that fit, the first does."""
    yield from _from_outside()
    yield from _buttons()
    yield from _forms()
    yield from of_meetings()
    yield from of_settings()
    yield from _of_criteria()
    yield from _of_searches()
    yield from _of_agreements()
    yield from of_first_run()
    yield Route(kind="action", on=re.compile(r".*"), right=Right.MENU, door=doors.unknown_button)


def _from_outside() -> Iterator[Route]:
    yield Route(kind="command", on=re.compile(r"/.+"), right=Right.MENU, door=doors.command)
    yield Route(kind="event", on="message", right=Right.MENU, door=doors.direct_message)
    yield Route(kind="event", on="app_mention", right=Right.MENU, door=doors.mention)
    yield Route(kind="event", on="app_home_opened", right=Right.MENU, door=home_doors.opened)
    yield Route(kind="shortcut", on="record_inquiry", right=Right.INQUIRY, door=doors.record_inquiry)
    yield Route(kind="shortcut", on="see_next", right=Right.NEXT, door=doors.see_next)
    yield Route(kind="shortcut", on="log_message", right=Right.LOG, door=doors.log_message)
    yield Route(kind="shortcut", on="add_to_agenda", right=Right.AGENDA, door=doors.add_to_agenda)
    yield Route(kind="options", on=fields.PICK_CITY, right=Right.LIST, door=doors.city_options)
    yield Route(kind="options", on=re.compile(f"^{FIND}[a-z]+$"), right=Right.LIST, door=doors.city_options)
    yield Route(kind="options", on=fields.PICK_COUNTRY, right=Right.MENU, door=doors.country_options)


def _buttons() -> Iterator[Route]:
    yield Route(
        kind="action", on=re.compile(r"^do_join(:\d+)?$"), right=Right.MENU, door=joining.ask_to_be_added
    )
    yield action(re.compile(r"^do_[a-z]+(:\d+)?$"), Right.MENU, answers, usage.press)
    yield action(WHOLE_ENTRY, Right.SHOW, answers, prospects.whole_entry)
    yield action(re.compile(r"^page_show:\d$"), Right.MENU, answers, prospects.turn_page)
    yield action(re.compile(r"^page_[a-z]+$"), Right.MENU, answers, usage.turn_page)
    yield action(MORE, Right.MENU, answers, city_menus.choose)
    yield action(re.compile(f"^{FIND}[a-z]+$"), Right.MENU, answers, usage.find)
    yield Route(kind="action", on=LET_IN, right=Right.NEXT, door=channels.try_again)
    yield Route(kind="action", on=TRY_LINE, right=Right.MENU, door=doors.try_line)
    yield action(UNDO, Right.UNDO_OWN, acts, undoing.take_back)
    yield Route(kind="action", on=SHARE, right=Right.NEXT, door=sharing.ask)
    yield action(SHARE_UNDO, Right.NEXT, acts, sharing.take_back)
    yield Route(kind="action", on=SHARE_AGAIN, right=Right.NEXT, door=sharing.try_again)
    yield action(UNDO_IMPORT, Right.IMPORT, acts, importing.take_back)
    yield Route(kind="action", on=REFRESH, right=Right.MENU, door=home_doors.refresh)
    yield action(SEND_FILE, Right.MEETING, acts, files.send)
    yield Route(kind="action", on=SNOOZE, right=Right.NEXT, door=reminders.snooze)
    yield Route(kind="action", on=SHOW_AGAIN, right=Right.NEXT, door=reminders.show_again)
    yield action(MAIL_TEXT, Right.NEXT, answers, mail_texts.show)
    yield action(ADD_PERSON, Right.ROSTER_EDIT, answers, roster.add)
    yield action(EDIT_PERSON, Right.ROSTER_EDIT, answers, roster.edit)
    yield action(MORE_INQUIRY, Right.INQUIRY, redraws, inquiries.more_fields)
    yield action(PICK_PATH, Right.INQUIRY, redraws, inquiries.path_chosen)
    yield action(MORE_LETTER, Right.LOG, redraws, letters.more_fields)
    yield action(fields.PICK_CITY, Right.LIST, redraws, letters.city_chosen)
    yield action(RESUME, Right.REMIND, acts, reminders.resume)
    yield Route(kind="action", on=RESUME_IN_FORM, right=Right.REMIND, door=reminders.resume_in_form)
    yield action(FOR_OTHERS, Right.REMIND_OTHERS, answers, reminders.for_others)
    yield action(TAKE_UP, Right.PARK, acts, parking.take_up)
    yield action(LOG_WRITTEN, Right.LOG, answers, writing.log_written)


def _forms() -> Iterator[Route]:
    yield form(RECORD_INQUIRY, Right.INQUIRY, saves, inquiries.submit)
    yield form(SHARE_FORM, Right.NEXT, saves, sharing.submit)
    yield form(IMPORT_FORM, Right.IMPORT, saves, importing.submit)
    yield form(LOG_LETTER, Right.LOG, saves, letters.submit)
    yield form(CHOOSE_STEP, Right.DONE, goes_on, steps.chosen)
    yield form(COMPLETE_STEP, Right.DONE, saves, steps.submit)
    yield form(OWNER_CITY, Right.OWNER, goes_on, owners.BY_CITY.chosen)
    yield form(OWNER_FORM, Right.OWNER, saves, owners.submit)
    yield form(EDIT_CITY, Right.EDIT, goes_on, editing.BY_CITY.chosen)
    yield form(EDIT_FORM, Right.EDIT, saves, editing.submit)
    yield form(TURN_FILE, Right.CLOSE, saves, closing.submit)
    yield form(MY_FORM, Right.REMIND, saves, reminders.submit)
    yield form(PERSON_FORM, Right.REMIND_OTHERS, goes_on, reminders.person_chosen)
    yield form(SNOOZE_FORM, Right.NEXT, saves, reminders.snooze_picked)
    yield form(PARK_FORM, Right.PARK, saves, parking.submit)
    yield form(EXTEND_CITY, Right.EXTEND, goes_on, extensions.chosen)
    yield form(EXTEND_FORM, Right.EXTEND, saves, extensions.submit)
    yield form(WRITE_CITY, Right.WRITE, goes_on, writing.BY_CITY.chosen)
    yield form(WRITE_FORM, Right.WRITE, goes_on, writing.see)
    yield Route(kind="view", on=SAVE_PERSON, right=Right.ROSTER_EDIT, door=roster.save)


def _of_searches() -> Iterator[Route]:
    yield action(candidate_views.ADD_CANDIDATE, Right.SEARCH, answers, candidates.ask_to_add)
    yield action(candidate_views.PICK_CANDIDATE, Right.PICK, answers, candidates.ask_to_pick)
    yield action(candidate_views.DROP_CANDIDATE, Right.PICK, answers, candidates.ask_to_drop)
    yield action(candidate_views.PUT_BACK_CANDIDATE, Right.PICK, acts, candidates.put_back)
    yield form(candidate_views.ADD_CANDIDATE_FORM, Right.SEARCH, saves, candidates.submit_add)
    yield form(candidate_views.PICK_CANDIDATE_FORM, Right.PICK, saves, candidates.submit_pick)
    yield form(candidate_views.DROP_CANDIDATE_FORM, Right.PICK, saves, candidates.submit_drop)


def _of_agreements() -> Iterator[Route]:
    yield form(DRAFT_CITY, Right.DRAFT, goes_on, drafts.BY_CITY.chosen)
    yield form(DRAFT_FORM, Right.DRAFT, saves, drafts.submit)
    yield form(SIGN_CITY, Right.SIGN, goes_on, signing.BY_CITY.chosen)
    yield form(SIGN_FORM, Right.SIGN, saves, signing.submit)
    yield form(PROGRAM_CITY, Right.PROGRAM, goes_on, programs.BY_CITY.chosen)
    yield form(CHOOSE_PROGRAM, Right.PROGRAM, goes_on, programs.chosen)
    yield form(PROGRAM_FORM, Right.PROGRAM, saves, programs.submit)


def _of_criteria() -> Iterator[Route]:
    yield action(criteria_views.PICK_GROUP, Right.NOTE, redraws, criteria.group_chosen)
    yield action(criteria_views.SEE_SHEET, Right.SHOW, answers, criteria.see_sheet)
    yield action(criteria_views.MAKE_PACKET, Right.PACKET, answers, criteria.ask_packet)
    yield form(criteria_views.NOTE_CITY, Right.NOTE, goes_on, criteria.chosen)
    yield form(criteria_views.NOTE_FORM, Right.NOTE, saves, criteria.submit)
    yield form(criteria_views.PACKET_FORM, Right.PACKET, saves, criteria.packet_made)
    yield form(criteria_views.COMPARE_FORM, Right.SHOW, goes_on, comparing.chosen)


def add_routes(app: App) -> None:
    """Tell Bolt who answers what."""
    every = list(routes())
    for route in every:
        if route.kind not in ON_THE_SWITCHBOARD:
            getattr(app, route.kind)(route.on)(route.door)
    for kind in ON_THE_SWITCHBOARD:
        connect(app, kind, [route for route in every if route.kind == kind])
