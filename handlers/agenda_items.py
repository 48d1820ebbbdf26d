"""One item of an agenda: changing it, moving it, taking it off, and what became of it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from slack_sdk.models.views import View

from handlers.desk import Answer, Desk, Opens, Pressed
from handlers.filled import Filled
from handlers.views.agenda_forms import OFF, STAYS, choose_form, done, edit_form, outcome_form
from handlers.views.agendas import EDIT_AGENDA, OUTCOME, said_of_item
from handlers.views.kit import button, does, option, quoted
from models.agenda_edits import Edit, edit_item
from models.agenda_items import entry_of, record_outcome, seen_in
from models.agenda_outcomes import Noted
from models.agenda_rows import sheet_of
from models.database import found
from models.finding import prospect_by_id
from models.meetings import Meeting
from models.refusals import Refusal
from models.rules.agendas import ItemResult, kind_named, result_in_words
from models.rules.permissions import Right
from models.sessions import sitting_of


def edit(desk: Desk, pressed: Pressed) -> Answer:
    """Open the form that asks which item is to be changed."""
    meeting = _meeting(desk, pressed.value, Right.AGENDA_EDIT)
    sheet = sheet_of(desk.session, meeting, desk.commission, desk.now)
    if not sheet.business:
        return said_of_item("Nothing is listed yet that could be changed.", meeting.id, None)
    door = button("Edit", EDIT_AGENDA, meeting.id)
    return Opens(
        view=choose_form(sheet), door=door, says="A form changes an item. Press the button to open it."
    )


def chosen(desk: Desk, view: Mapping[str, Any]) -> View:
    """Draw the form of the item that was chosen."""
    filled = Filled(view)
    meeting = _meeting(desk, filled.carries.get("meeting"), Right.AGENDA_EDIT)
    entry = entry_of(desk.session, meeting, filled.chosen("item"), desk.commission, desk.now)
    city = prospect_by_id(desk.session, entry.prospect_id) if entry.prospect_id else None
    return edit_form(
        sheet_of(desk.session, meeting, desk.commission, desk.now),
        entry,
        seen=seen_in(desk.session, meeting.id, entry.item),
        key=secrets.token_hex(8),
        city=option(city.title, city.id) if city else None,
    )


def submit_edit(desk: Desk, view: Mapping[str, Any]) -> View:
    """Change the item as filled in."""
    filled = Filled(view)
    after = filled.chosen("after")
    wanted = Edit(
        meeting_id=str(filled.carries.get("meeting")),
        item=str(filled.carries.get("item")),
        title=filled.text("title"),
        kind=kind_named(filled.chosen("kind")),
        presenter=filled.text("presenter"),
        prospect_id=filled.chosen("city") or None,
        after="" if after == STAYS else after,
        off=OFF in filled.ticked("off"),
        reason=filled.text("reason"),
        seen=int(filled.carries.get("seen") or 0),
    )
    edited = edit_item(desk.session, wanted, desk.asker, desk.commission, desk.now)
    became = "stays on the agenda as pulled" if edited.pulled else "is off the agenda"
    if not wanted.off:
        became = "is saved"
    return done([f"{quoted(edited.title)} {became}."], wanted.meeting_id)


def outcome(desk: Desk, pressed: Pressed) -> Opens:
    """Open the form that asks what became of an item."""
    meeting_id, _, item = pressed.value.partition(":")
    meeting = _meeting(desk, meeting_id, Right.PRESIDE)
    sheet = sheet_of(desk.session, meeting, desk.commission, desk.now)
    entry = entry_of(desk.session, meeting, item, desk.commission, desk.now) if item else None
    view = outcome_form(sheet, entry, key=secrets.token_hex(8))
    door = button("Record the outcome", OUTCOME, pressed.value)
    return Opens(view=view, door=door, says="A form records what became of the item. Press the button.")


def submit_outcome(desk: Desk, view: Mapping[str, Any]) -> View:
    """Record what became of the item, and say which clock it stopped, or why not."""
    filled = Filled(view)
    result = next((each for each in ItemResult if each == filled.chosen("result")), None)
    if result is None:
        raise Refusal("Please choose what became of it.", field="result")
    meeting_id = str(filled.carries.get("meeting"))
    noted = record_outcome(
        desk.session,
        meeting_id,
        str(filled.carries.get("item") or filled.chosen("item")),
        result,
        filled.text("note"),
        filled.day("until"),
        desk.asker,
        desk.commission,
        desk.now,
    )
    return done(_told(desk, noted), meeting_id, button("Back to the meeting", does("meeting")))


def _told(desk: Desk, noted: Noted) -> list[str]:
    entry = noted.entry
    city = prospect_by_id(desk.session, entry.prospect_id).title if entry.prospect_id else ""
    about = f" ({city})" if city else f", {quoted(entry.title)}"
    said = [f"Item {entry.number}{about}: {result_in_words(entry)}."]
    if noted.stopped:
        step = f"its step {noted.step_number}" if noted.step_number else f"“{noted.stopped}”"
        said.append(f"That completes {step}.")
    if noted.reopened:
        said.append(f"“{noted.reopened}” is open again.")
    return [*said, noted.runs_on] if noted.runs_on else said


def _meeting(desk: Desk, meeting_id: object, right: Right) -> Meeting:
    meeting = found(desk.session, Meeting, meeting_id, "meeting")
    desk.asker.must_be_allowed(right, presides=sitting_of(desk.session, meeting.id).presides(desk.asker))
    return meeting
