"""One's own reminders: how often, a pause, somebody else's; putting one off."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient
from slack_sdk.models.views import View

from handlers.desk import Answer, Asked, AskFirst, Desk, Opens, OpensDesk, Pressed
from handlers.filled import Filled
from handlers.replies import show_form
from handlers.views.kit import Message, notice
from handlers.views.my_reminders import (
    NOBODY,
    Shown,
    as_set,
    my_button,
    person_form,
    reminders_form,
    reminders_said,
    reminders_saved,
    sure_field,
)
from handlers.views.snoozes import PICK, shown_again, snooze_form, snoozed
from models import nudges, pauses
from models.my_reminders import my_reminders
from models.recipients import people_of
from models.refusals import Refusal
from models.rules.my_reminders import MyReminders, UnsureDay, day_back, is_long, read_words
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
    shown = as_set(mine)
    shown = replace(shown, until=until or shown.until, rhythm=typed.rhythm or shown.rhythm)
    return Opens(
        view=_form(desk, mine, shown, key=secrets.token_hex(8)),
        door=my_button(typed.rhythm),
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
    return _resume(desk, pressed.value)


def resume_in_form(ack: Ack, body: Mapping[str, Any], transaction: OpensDesk, client: WebClient) -> None:
    """End a pause from the form that shows it; what came of it takes the form's place."""
    action = body["actions"][0]
    with transaction() as desk:
        said = _resume(desk, str(action.get("value") or ""))
    client.views_update(view_id=body["view"]["id"], view=notice(said))
    ack()


def _resume(desk: Desk, member_id: str) -> Message:
    person = pauses.resume(desk.session, member_id, desk.asker, desk.commission, desk.now)
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
    mine = _of(desk, Filled(view).chosen("person"))
    return _form(desk, mine, as_set(mine), key=secrets.token_hex(8))


def submit(desk: Desk, view: Mapping[str, Any]) -> View:
    """Save how somebody is reminded; AskFirst where a pause is so long that it may be a slip."""
    filled = Filled(view)
    new = _read(filled)
    before = _of(desk, new.member_id)
    is_new = pauses.change_reminders(desk.session, new, desk.asker, desk.commission, desk.now)
    is_meant = (
        new.until is None or new.until == before.person.paused_until or filled.ticked(sure_field(new.until))
    )
    if new.until and is_long(new.until, desk.today) and not is_meant:
        shown = Shown(rhythm=new.rhythm, hour=str(new.hour), until=new.until, backup_id=new.backup_id)
        raise AskFirst(_form(desk, before, shown, key=str(filled.carries.get("key")), is_doubtful=True))
    is_own = new.member_id == desk.asker.member_id
    return reminders_saved(_of(desk, new.member_id), desk.today, is_own=is_own, is_new=is_new)


def _read(filled: Filled) -> pauses.NewReminders:
    hour, backup = filled.chosen("hour"), filled.chosen("backup")
    return pauses.NewReminders(
        member_id=str(filled.carries.get("member")),
        rhythm=filled.chosen("rhythm"),
        hour=int(hour) if hour.isascii() and hour.isdigit() and len(hour) < 3 else 0,  # noqa: PLR2004 - the digits of an hour
        until=filled.day("until"),
        backup_id=None if backup == NOBODY else backup or None,
    )


def _of(desk: Desk, member_id: str | None) -> MyReminders:
    return my_reminders(desk.session, member_id or "", desk.commission, desk.now)


def _form(desk: Desk, mine: MyReminders, shown: Shown, *, key: str, is_doubtful: bool = False) -> View:
    is_own = mine.person.member_id == desk.asker.member_id
    return reminders_form(
        mine,
        shown,
        desk.today,
        key=key,
        is_own=is_own,
        for_others=is_own and desk.asker.may(Right.REMIND_OTHERS),
        is_doubtful=is_doubtful,
    )


def _day(typed: str, today: date) -> date:
    """Read the day of a return; Refusal for what is none."""
    try:
        return day_back(typed, today)
    except (UnreadableDay, UnsureDay) as unclear:
        raise Refusal(str(unclear), offers=("remind",)) from None


def show_again(ack: Ack, body: Mapping[str, Any], transaction: OpensDesk, client: WebClient) -> None:
    """Take a snooze back; the note is then drawn again."""
    with transaction() as desk:
        desk.asker.must_be_allowed(Right.NEXT)
        nudges.show_again(desk.session, str(body["actions"][0].get("value", "")), desk.asker, desk.now)
    if body.get("view"):
        show_form(client, body, notice(shown_again()))
    ack()


def snooze(
    ack: Ack, body: Mapping[str, Any], reading: OpensDesk, transaction: OpensDesk, client: WebClient
) -> None:
    """Put one matter of a daily note off, or ask until which day; the note is then drawn again."""
    chosen = body["actions"][0].get("selected_option") or {}
    choice, _, reminder_id = str(chosen.get("value", "")).partition(":")
    if choice == PICK:
        with reading() as desk:
            matter = nudges.can_be_picked(desk.session, reminder_id, desk.asker, desk.now)
            view = snooze_form(matter, desk.today)
        show_form(client, body, view)
        ack()
        return
    with transaction() as desk:
        nudges.snooze(desk.session, reminder_id, choice, desk.asker, desk.now)
    ack()


def snooze_picked(desk: Desk, view: Mapping[str, Any]) -> View:
    """Put a matter off until the day that was picked."""
    filled = Filled(view)
    day = filled.day("on")
    if day is None:
        raise Refusal("Please choose the day.", field="on")
    reminder_id = str(filled.carries.get("reminder"))
    back = nudges.snooze_until(desk.session, reminder_id, day, desk.asker, desk.now)
    return snoozed(reminder_id, back, desk.today)
