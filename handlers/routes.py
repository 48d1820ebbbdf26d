"""Which request goes to which handler: one line each."""

from __future__ import annotations

import re

from slack_bolt import App

from handlers import doors, reminders
from handlers.views import fields
from handlers.views.closings import TURN_FILE
from handlers.views.inquiries import MORE_INQUIRY, PICK_PATH, RECORD_INQUIRY
from handlers.views.letters import LOG_LETTER, MORE_LETTER
from handlers.views.prospects import MORE
from handlers.views.reminders import SNOOZE
from handlers.views.saved import UNDO
from handlers.views.step_forms import CHOOSE_STEP, COMPLETE_STEP


def add_routes(app: App) -> None:
    """Tell Bolt who answers what."""
    app.command(re.compile(r"/.+"))(doors.command)
    app.event("message")(doors.direct_message)
    app.event("app_mention")(doors.mention)
    app.event("app_home_opened")(doors.home_opened)
    app.shortcut("record_inquiry")(doors.record_inquiry)
    app.shortcut("see_next")(doors.see_next)
    app.shortcut("log_message")(doors.log_message)
    app.action(re.compile(r"^do_join(:\d+)?$"))(doors.ask_to_be_added)
    app.action(re.compile(r"^do_[a-z]+(:\d+)?$"))(doors.press)
    app.action(re.compile(r"^page_[a-z]+$"))(doors.turn_page)
    app.action(MORE)(doors.choose_more)
    app.action(UNDO)(doors.take_back)
    app.action(SNOOZE)(reminders.snooze)
    app.action(MORE_INQUIRY)(doors.more_inquiry_fields)
    app.action(PICK_PATH)(doors.path_chosen)
    app.action(MORE_LETTER)(doors.more_letter_fields)
    app.action(fields.PICK_CITY)(doors.city_chosen)
    app.options(fields.PICK_CITY)(doors.city_options)
    app.options(fields.PICK_COUNTRY)(doors.country_options)
    app.view(RECORD_INQUIRY)(doors.submit_inquiry)
    app.view(LOG_LETTER)(doors.submit_letter)
    app.view(CHOOSE_STEP)(doors.submit_choice_of_step)
    app.view(COMPLETE_STEP)(doors.submit_step)
    app.view(TURN_FILE)(doors.submit_turn)
    app.action(re.compile(r".*"))(doors.unknown_button)
