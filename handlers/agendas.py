"""The agenda: showing it, listing and suggesting items, dealing with suggestions, posting it."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from slack_sdk.models.blocks import Option
from slack_sdk.models.views import View
from sqlalchemy import select

from handlers.desk import Answer, Asked, Desk, Opens, Pressed
from handlers.filled import Filled
from handlers.typed import as_typed
from handlers.views.agenda_forms import add_form, done, post_form, text_form
from handlers.views.agendas import (
    ADD_ITEM,
    AGENDA_TEXT,
    POST_AGENDA,
    Reader,
    preview,
    said_of_item,
    undo_item,
)
from handlers.views.kit import Message, button, clip, option, quoted
from models.agenda_closing import closed, is_closed, is_over, meetings_ahead, open_meeting
from models.agenda_items import NewItem, entry_of, list_item, post_to_channel, same_item
from models.agenda_matters import EXPECTED
from models.agenda_rows import sheet_of, suggestions_of
from models.agenda_suggestions import decline_suggestion, list_suggestion, suggest_item, withdraw_item
from models.database import found
from models.finding import each_once, likeliest, names, prospect_by_id
from models.meetings import Meeting
from models.refusals import Refusal
from models.rules.agendas import LONGEST_TITLE, AgendaSheet, ItemState, kind_named
from models.rules.names import APOSTROPHES, DASHES, QUOTATION_MARKS, fold
from models.rules.permissions import Right, Role
from models.rules.wording import day_in_words
from models.sessions import sitting_of

LISTING = frozenset({"add", "list"})
SUGGESTING = frozenset({"suggest", "propose"})
AROUND = f" \"':-{APOSTROPHES}{QUOTATION_MARKS}{DASHES}"
"""What phones and habit put around a title."""
NO_MEETING = "No meeting is on the calendar, so there is no agenda. Schedule a meeting first."


def agenda(desk: Desk, asked: Asked) -> Answer:
    """Answer `agenda`: the next one, that of a meeting, or what became of what was typed after `add`."""
    desk.asker.must_be_allowed(Right.AGENDA)
    word, title = _typed(asked.rest)
    if title:
        return _where_it_stands(desk, title)
    if word:
        return _add_form(desk, _meeting_for(desk, word))
    meeting = _meeting_or_none(desk, asked.prospect_id)
    if asked.prospect_id and meeting is None:
        city = prospect_by_id(desk.session, asked.prospect_id)
        return _add_form(desk, _meeting_for(desk, "add"), city=option(city.title, city.id))
    return show(desk, meeting or _meeting_for(desk, "list"))


def show(desk: Desk, meeting: Meeting) -> Message:
    """Show a meeting's agenda as it stands."""
    sheet = sheet_of(desk.session, meeting, desk.commission, desk.now)
    is_staff = Role.STAFF in desk.asker.roles
    later = [each.id for each in meetings_ahead(desk.session, desk.now) if each.starts_at > meeting.starts_at]
    reader = Reader(
        may_edit=_may_edit(desk, meeting),
        may_change=not is_over(meeting, desk.today),
        may_list=_may_edit(desk, meeting) and not is_closed(desk.session, meeting, desk.commission, desk.now),
        may_record=meeting.status not in EXPECTED or meeting.on < desk.today,
        suggestions=suggestions_of(desk.session, meeting.id) if is_staff else (),
        next_meeting=next(iter(later), None),
    )
    return preview(sheet, reader)


def is_to_be_added(rest: str) -> bool:
    """Tell whether what was typed after the verb lists or suggests something at once."""
    return bool(_typed(rest)[1])


def add_typed(desk: Desk, rest: str) -> None:
    """List or suggest what was typed, once however often it is sent; what came of it is told by `agenda`."""
    desk.asker.must_be_allowed(Right.AGENDA)
    word, title = _typed(rest)
    meeting = _meeting_for(desk, word)
    _add(desk, meeting, NewItem(meeting_id=meeting.id, title=title), suggests=word in SUGGESTING)


def add(desk: Desk, pressed: Pressed) -> Answer:
    """Open the form of a new item."""
    desk.asker.must_be_allowed(Right.AGENDA)
    meeting = found(desk.session, Meeting, pressed.value, "meeting")
    if not _may_edit(desk, meeting):
        meeting = open_meeting(desk.session, desk.commission, desk.now) or meeting
    return _add_form(desk, meeting)


def add_message(desk: Desk, message: Mapping[str, Any]) -> View:
    """Draw the form for a message in Slack: its text is the title, for the person to edit."""
    desk.asker.must_be_allowed(Right.AGENDA)
    title = " ".join(as_typed(str(message.get("text") or "")).split())
    opened = _add_form(desk, _meeting_for(desk, "add"), title=clip(title, LONGEST_TITLE))
    return opened.view


def submit_add(desk: Desk, view: Mapping[str, Any]) -> View:
    """List or suggest what was filled in."""
    filled = Filled(view)
    meeting = found(desk.session, Meeting, filled.carries.get("meeting"), "meeting")
    new = NewItem(
        meeting_id=meeting.id,
        title=filled.text("title"),
        kind=kind_named(filled.chosen("kind")),
        presenter=filled.text("presenter"),
        prospect_id=filled.chosen("city") or None,
    )
    _add(desk, meeting, new, suggests=False)
    said, own = _standing_of(desk, meeting, new.title)
    return done([said], meeting.id, *([undo_item(meeting.id, own)] if own else []))


def withdraw(desk: Desk, pressed: Pressed) -> Message:
    """Take back what the asker just listed or suggested."""
    meeting_id, _, item = pressed.value.partition(":")
    title = withdraw_item(desk.session, meeting_id, item, desk.asker, desk.commission, desk.now)
    return said_of_item(f"{quoted(title)} is taken back.", meeting_id, None)


def take_up(desk: Desk, pressed: Pressed) -> Message:
    """List what was suggested."""
    meeting_id, _, item = pressed.value.partition(":")
    entry = list_suggestion(desk.session, meeting_id, item, desk.asker, desk.commission, desk.now)
    said = f"{quoted(entry.title)} is listed as item {entry.number}."
    return said_of_item(said, meeting_id, None)


def decline(desk: Desk, pressed: Pressed) -> Message:
    """Leave out what was suggested."""
    meeting_id, _, item = pressed.value.partition(":")
    title = decline_suggestion(desk.session, meeting_id, item, desk.asker, desk.now)
    return said_of_item(f"{quoted(title)} is not listed. Nobody was told.", meeting_id, None)


def as_text(desk: Desk, pressed: Pressed) -> Opens:
    """Show an agenda as plain text, to copy."""
    meeting = found(desk.session, Meeting, pressed.value, "meeting")
    door = button("Copy as text", AGENDA_TEXT, meeting.id)
    says = "A form shows the agenda as text to copy. Press the button."
    return Opens(view=text_form(_sheet(desk, meeting)), door=door, says=says)


def ask_to_post(desk: Desk, pressed: Pressed) -> Opens:
    """Open the form that shows what the channel will see."""
    meeting = found(desk.session, Meeting, pressed.value, "meeting")
    desk.asker.must_be_allowed(
        Right.AGENDA_EDIT, presides=sitting_of(desk.session, meeting.id).presides(desk.asker)
    )
    view = post_form(_sheet(desk, meeting), key=secrets.token_hex(8))
    door = button("Post to channel", POST_AGENDA, meeting.id)
    return Opens(view=view, door=door, says="A form shows what the channel will see. Press the button.")


def submit_post(desk: Desk, view: Mapping[str, Any]) -> View:
    """Post the agenda to the channel."""
    meeting_id = str(Filled(view).carries.get("meeting"))
    post_to_channel(desk.session, meeting_id, desk.asker, desk.commission, desk.now)
    said = "The agenda is on its way to the channel. That is no legal notice: record the posting apart."
    return done([said], meeting_id)


def _typed(rest: str) -> tuple[str, str]:
    """Read "add Letter from Loreto": what is to be done, and with what; two empty texts for anything else."""
    first, title = (*rest.split(maxsplit=1), "", "")[:2]
    word = fold(first).strip(":-")
    if word not in LISTING | SUGGESTING:
        return "", ""
    return word, " ".join(title.split()).strip(AROUND).rstrip(".").strip(AROUND)


def _meeting_or_none(desk: Desk, meeting_id: str | None) -> Meeting | None:
    return desk.session.scalars(select(Meeting).where(Meeting.id == (meeting_id or ""))).one_or_none()


def _meeting_for(desk: Desk, word: str) -> Meeting:
    """Give the next meeting; what is only suggested goes to the first whose agenda still takes items."""
    ahead = meetings_ahead(desk.session, desk.now)
    if not ahead:
        raise Refusal(NO_MEETING, offers=("meeting",))
    if word in SUGGESTING or not _may_edit(desk, ahead[0]):
        return open_meeting(desk.session, desk.commission, desk.now) or ahead[0]
    return ahead[0]


def _may_edit(desk: Desk, meeting: Meeting) -> bool:
    presides = sitting_of(desk.session, meeting.id).presides(desk.asker)
    return desk.asker.may(Right.AGENDA_EDIT, presides=presides)


def _sheet(desk: Desk, meeting: Meeting) -> AgendaSheet:
    return sheet_of(desk.session, meeting, desk.commission, desk.now)


def _add_form(desk: Desk, meeting: Meeting, *, title: str = "", city: Option | None = None) -> Opens:
    lists = _may_edit(desk, meeting)
    if lists and is_closed(desk.session, meeting, desk.commission, desk.now):
        raise closed(meeting, desk.today)
    day = day_in_words(meeting.on, desk.today)
    view = add_form(meeting.id, day, lists=lists, key=secrets.token_hex(8), title=title, city=city)
    verb = "lists" if lists else "suggests"
    door = button("Add an item" if lists else "Suggest an item", ADD_ITEM, meeting.id)
    return Opens(view=view, door=door, says=f"A form {verb} an item for {day}. Press the button to open it.")


def _add(desk: Desk, meeting: Meeting, new: NewItem, *, suggests: bool) -> None:
    """List an item, or suggest it where that is all the asker may do, with the city that its title names."""
    wanted = replace(new, prospect_id=new.prospect_id or _city_in(desk, new.title))
    adds = list_item if _may_edit(desk, meeting) and not suggests else suggest_item
    adds(desk.session, wanted, desk.asker, desk.commission, desk.now)


def _city_in(desk: Desk, title: str) -> str | None:
    """Find the one tracked city that a title names."""
    words = " ".join(re.findall(r"\w+", fold(title)))
    named = [each for each in names(desk.session) if f" {each.folded} " in f" {words} "]
    certain = likeliest(each_once(named))
    return certain[0].prospect_id if len(certain) == 1 else None


def _where_it_stands(desk: Desk, title: str) -> Message:
    """Say on which agenda ahead something is, or for which the asker has suggested it."""
    for meeting in meetings_ahead(desk.session, desk.now):
        said, own = _standing_of(desk, meeting, title)
        if said:
            return said_of_item(said, meeting.id, own)
    meeting = _meeting_for(desk, "list")
    return said_of_item(f"{quoted(title)} is on no agenda ahead. I changed nothing.", meeting.id, None)


def _standing_of(desk: Desk, meeting: Meeting, typed: str) -> tuple[str, str | None]:
    """Say where something stands on an agenda, and name the item where it is the asker's own; empty for nowhere."""
    title, own = " ".join(typed.split()), desk.asker.slack_id
    day = day_in_words(meeting.on, desk.today)
    if listed := same_item(desk.session, meeting.id, title, ItemState.LISTED):
        number = entry_of(desk.session, meeting, listed.item, desk.commission, desk.now).number
        mine = same_item(desk.session, meeting.id, title, ItemState.LISTED, by=own)
        said = f"{quoted(listed.title)} is on the agenda of {day} as item {number}."
        return said, mine.item if mine else None
    if suggested := same_item(desk.session, meeting.id, title, ItemState.SUGGESTED, by=own):
        said = f"{quoted(suggested.title)} is suggested for the agenda of {day}. Only staff see it."
        return said, suggested.item
    return "", None
