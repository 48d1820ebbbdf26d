"""One's own reminders: how often, a pause, somebody else's; putting one off."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date
from typing import Any

from slack_bolt import Ack
from slack_sdk.models.views import View

from handlers.desk import Answer, Asked, Desk, Opens, OpensDesk, Pressed
from handlers.filled import Filled
from handlers.views.kit import Message
from handlers.views.my_reminders import (
    NOBODY,
    my_button,
    person_form,
    reminders_form,
    reminders_said,
    reminders_saved,
)
from models import nudges, pauses
from models.my_reminders import my_reminders
from models.recipients import people_of
from models.refusals import Refusal
from models.rules.my_reminders import MyReminders, UnsureDay, day_back, read_words
from models.rules.permissions import Right
from models.rules.typed_dates import UnreadableDay


def remind(desk: Desk, asked: Asked) -> Answer:
    """Answer `remind`: the form, or what became of a pause that was typed."""
    desk.asker.must_be_allowed(Right.REMIND)
    typed = read_words(asked.rest)
    mine = _of(desk, desk.asker.member_id)
    until = _day(typed.day, desk.today) if typed.pauses else None
    if typed.resumes or (until and mine.person.paused_until == until):
        return reminders_said(mine, desk.today, is_own=True)
    view = _form(desk, mine, until=until)
    return Opens(
        view=view,
        door=my_button(),
        says="A form shows and changes your reminders. Press the button to open it.",
    )


def acts_at_once(rest: str) -> bool:
    """Tell whether what was typed after the verb pauses or resumes at once."""
    typed = read_words(rest)
    return typed.pauses or typed.resumes


def write(desk: Desk, rest: str) -> None:
    """Pause or resume as typed, once however often it is sent; what came of it is told by `remind`."""
    typed = read_words(rest)
    if typed.resumes:
        pauses.resume(desk.session, desk.asker.member_id, desk.asker, desk.commission, desk.now)
    else:
        desk.asker.must_be_allowed(Right.REMIND)
        until = _day(typed.day, desk.today)
        pauses.pause_until(desk.session, until, desk.asker, desk.commission, desk.now)


def resume(desk: Desk, pressed: Pressed) -> Message:
    """End a pause."""
    person = pauses.resume(desk.session, pressed.value, desk.asker, desk.commission, desk.now)
    mine = _of(desk, person.member_id)
    return reminders_said(mine, desk.today, is_own=person.member_id == desk.asker.member_id)


def for_others(desk: Desk, _pressed: Pressed) -> Opens:
    """Open the form that asks whose reminders are to be changed."""
    desk.asker.must_be_allowed(Right.REMIND_OTHERS)
    people = people_of(desk.session, desk.today).values()
    others = [each for each in people if each.is_reached and each.member_id != desk.asker.member_id]
    if not others:
        raise Refusal("Nobody else on the roster can be reached on Slack.", offers=("roster",))
    view = person_form(others, key=secrets.token_hex(8))
    return Opens(view=view, door=my_button(), says="A form changes somebody's reminders.")


def person_chosen(desk: Desk, view: Mapping[str, Any]) -> View:
    """Go on from the choice of a person."""
    desk.asker.must_be_allowed(Right.REMIND_OTHERS)
    return _form(desk, _of(desk, Filled(view).chosen("person")))


def submit(desk: Desk, view: Mapping[str, Any]) -> View:
    """Save how somebody is reminded."""
    filled = Filled(view)
    member_id = str(filled.carries.get("member"))
    hour, backup = filled.chosen("hour"), filled.chosen("backup")
    is_back = bool(filled.ticked("back"))
    new = pauses.NewReminders(
        member_id=member_id,
        rhythm=filled.chosen("rhythm"),
        hour=int(hour) if hour.isascii() and hour.isdigit() and len(hour) < 3 else 0,  # noqa: PLR2004 - the digits of an hour
        until=None if is_back else filled.day("until"),
        backup_id=None if is_back or backup == NOBODY else backup or None,
    )
    is_new = pauses.change_reminders(desk.session, new, desk.asker, desk.commission, desk.now)
    return reminders_saved(
        _of(desk, member_id), desk.today, is_own=member_id == desk.asker.member_id, is_new=is_new
    )


def _of(desk: Desk, member_id: str | None) -> MyReminders:
    return my_reminders(desk.session, member_id or "", desk.commission, desk.now)


def _form(desk: Desk, mine: MyReminders, *, until: date | None = None) -> View:
    is_own = mine.person.member_id == desk.asker.member_id
    return reminders_form(
        mine,
        desk.today,
        key=secrets.token_hex(8),
        is_own=is_own,
        for_others=is_own and desk.asker.may(Right.REMIND_OTHERS),
        until=until,
    )


def _day(typed: str, today: date) -> date:
    """Read the day of a return; Refusal for what is none."""
    try:
        return day_back(typed, today)
    except (UnreadableDay, UnsureDay) as unclear:
        raise Refusal(str(unclear), offers=("remind",)) from None


def snooze(ack: Ack, body: Mapping[str, Any], transaction: OpensDesk) -> None:
    """Put one matter of a daily note off; the note is then drawn again."""
    chosen = body["actions"][0].get("selected_option") or {}
    choice, _, reminder_id = str(chosen.get("value", "")).partition(":")
    with transaction() as desk:
        nudges.snooze(desk.session, reminder_id, choice, desk.asker, desk.now)
    ack()
