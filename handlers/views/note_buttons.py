"""The buttons of a daily note: each matter has one that ends it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from slack_sdk.models.blocks import ButtonElement, InteractiveElement

from handlers.views.kit import button, does
from handlers.views.mail_texts import mail_text_button
from handlers.views.meetings import agenda_button, attend_button, posting_button
from handlers.views.next_cards import NUDGE
from handlers.views.note_words import is_for_others
from handlers.views.saved import undo_button
from handlers.views.snoozes import show_again_button, snooze_menu
from models.rules.matters import ENOUGH_LETTERS, Matter
from models.rules.notices import Kind


def one_button(matter: Matter) -> ButtonElement | None:
    """Give the only button of a matter that is told in one line; None for one that has a row of them."""
    if matter.kind is Kind.GAP:
        return button("Open", does("next"), about="what has no owner") if matter.names else _roster_button()
    is_asked = matter.is_own or matter.meeting or (matter.kind is Kind.ESCALATED and not matter.is_repeat)
    return None if is_asked and matter.kind is not Kind.NEW else _open_button(matter)


def end_button(matter: Matter) -> ButtonElement | None:
    """Give the button that takes back what ended a matter, where one can."""
    if matter.ended and matter.ended.how == "snoozed":
        return show_again_button(matter)
    act_id = matter.ended.act_id if matter.ended else None
    return undo_button(act_id, about=matter.city) if act_id and matter.is_own else None


def see_all(matters: Iterable[Matter]) -> ButtonElement:
    """Give the button to the list in which matters stand that are not told one by one."""
    is_mine = all(matter.is_own and not matter.on_behalf for matter in matters)
    return button("See all", does("next"), "mine" if is_mine else "")


def buttons_of(matter: Matter, today: date) -> list[InteractiveElement]:
    """Make the row of buttons of an open matter."""
    if matter.meeting:
        return _of_meeting(matter, today)
    if matter.kind is Kind.SILENCE:
        return _of_silence(matter, today)
    if not matter.is_own:
        return [_open_button(matter), _extend_button(matter)]
    usual = [_done_button(matter), *snooze_menu(matter, today), _open_button(matter)]
    return [*_mail_text(matter), *usual] if is_for_others(matter) else [*usual, *_mail_text(matter)]


def _of_meeting(matter: Matter, today: date) -> list[InteractiveElement]:
    told = matter.meeting
    if told is None:
        return []
    agenda = agenda_button(told.meeting, today)
    if matter.kind is Kind.DISCUSSED:
        return [_done_button(matter), _open_button(matter)]
    if matter.kind is Kind.MEETING:
        return [agenda, attend_button(told.meeting, today, attends=told.attends)]
    if matter.kind is Kind.POSTING:
        return [posting_button(told.meeting, today), agenda]
    return [agenda, _open_button(matter)]


def _of_silence(matter: Matter, today: date) -> list[InteractiveElement]:
    nudge = button("Log a nudge", does("log"), f"{matter.prospect_id}:{NUDGE}", about=matter.city)
    if matter.unanswered < ENOUGH_LETTERS:
        return [nudge, *snooze_menu(matter, today), _open_button(matter)]
    park = button("Stop asking for now", does("park"), matter.prospect_id, about=matter.city)
    close = button("Close", does("close"), matter.prospect_id, about=matter.city)
    return [nudge, park, close, *snooze_menu(matter, today)]


def _done_button(matter: Matter) -> ButtonElement:
    return button("Done", does("done"), _step_of(matter), about=f"{matter.city}, {matter.title}")


def _open_button(matter: Matter) -> ButtonElement:
    return button("Open", does("next"), matter.prospect_id, about=matter.city)


def _extend_button(matter: Matter) -> ButtonElement:
    return button("Extend deadline", does("extend"), _step_of(matter), about=f"{matter.city}, {matter.title}")


def _roster_button() -> ButtonElement:
    return button("Roster", does("roster"))


def _mail_text(matter: Matter) -> list[InteractiveElement]:
    """Offer a text to mail where the policy asks to remind whoever is to act of the step."""
    if matter.standing is None or not matter.standing.step.remind:
        return []
    return [mail_text_button(matter.prospect_id, matter.standing.step, matter.city)]


def _step_of(matter: Matter) -> str:
    return f"{matter.prospect_id}:{matter.standing.step.id}" if matter.standing else matter.prospect_id
