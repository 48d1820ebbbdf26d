"""Notes on the criteria sheet: writing one, reading the sheet of one city, and making the packet."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from slack_sdk.models.views import View

from handlers.city_first import city_chosen
from handlers.desk import Asked, Desk, Opens, Pressed, about, guess_city
from handlers.filled import Filled
from handlers.views import comparisons
from handlers.views import criteria as views
from handlers.views.cities import city_form
from handlers.views.kit import Message, button, does, option
from models.criteria import (
    Noticed,
    groups_of,
    is_held_back,
    noticed,
    own_notes,
    reader_of,
    sheet_of,
    unpublished,
)
from models.noting import NewNote, check_takes_notes, make_packet, put_note
from models.refusals import Refusal
from models.rules.criteria import (
    OF_CANDIDATE,
    Subject,
    may_read,
    next_open,
    prompt_key,
    subject_named,
)
from models.rules.permissions import Right
from models.rules.policy import CriteriaGroup


def note(desk: Desk, asked: Asked) -> Opens:
    """Answer `note`: the form, or first about which city."""
    desk.asker.must_be_allowed(Right.NOTE)
    if asked.rest.startswith(OF_CANDIDATE):
        candidate, _, group = asked.rest.removeprefix(OF_CANDIDATE).partition(":")
        return _opens(desk, Subject(id=candidate, is_candidate=True), group)
    guess = guess_city(desk, asked)
    if guess.prospect:
        return _opens(desk, Subject(id=guess.prospect.id), asked.step_id)
    suggested = option(guess.nearest.label, guess.nearest.prospect_id) if guess.nearest else None
    view = city_form(
        views.TITLE, views.NOTE_CITY, key=secrets.token_hex(8), suggested=suggested, hint=guess.hint
    )
    door = button("Add a note", does("note"), asked.rest[:1000])
    return Opens(view=view, door=door, says=_form_says(about(guess)))


def _opens(desk: Desk, subject: Subject, group_id: str) -> Opens:
    on = noticed(desk.session, subject)
    door = button("Add a note", does("note"), f"{subject.key}:{group_id}" if group_id else subject.key)
    return Opens(view=_first_form(desk, on, group_id), door=door, says=_form_says(f" about {on.title}"))


def _form_says(about_whom: str) -> str:
    return f"A form takes a note on the criteria{about_whom}. Press the button to open it."


def chosen(desk: Desk, view: Mapping[str, Any]) -> View:
    """Go on from the choice of a city."""
    desk.asker.must_be_allowed(Right.NOTE)
    prospect = city_chosen(desk, view)
    return _first_form(desk, noticed(desk.session, Subject(id=prospect.id)), "")


def group_chosen(desk: Desk, pressed: Pressed) -> View | None:
    """Draw the form again with the prompts of the group that was chosen; what was typed stays."""
    desk.asker.must_be_allowed(Right.NOTE)
    filled = Filled(pressed.view)
    on = noticed(desk.session, subject_named(str(filled.carries.get("subject"))))
    groups = _groups(desk, on)
    mine = own_notes(desk.session, on.subject, desk.asker, desk.commission)
    group, prompt = next_open([each for each in groups if each.id == pressed.value] or groups, mine)
    draft = views.Draft(group=group, prompt=prompt, note=filled.text("note"), source=filled.text("source"))
    return _form(desk, on, groups, draft, key=str(filled.carries.get("key")))


def submit(desk: Desk, view: Mapping[str, Any]) -> View:
    """Put the note on the sheet."""
    desk.asker.must_be_allowed(Right.NOTE)
    filled = Filled(view)
    subject = subject_named(str(filled.carries.get("subject")))
    group_id, prompt = _prompt(_groups(desk, noticed(desk.session, subject)), filled)
    new = NewNote(
        subject=subject,
        group=group_id,
        prompt=prompt,
        note=filled.text("note"),
        source=filled.text("source"),
    )
    noted = put_note(desk.session, new, desk.asker, desk.commission, desk.now)
    said = views.noted_in_words(
        f"{noted.on.title}, {noted.group.title}: {prompt}",
        new.note,
        new.source,
        is_held=noted.is_held,
        replaces=noted.replaces,
        today=desk.today,
    )
    return views.noted(said, subject, noted.act.id, group_id, about=noted.on.title)


def see_sheet(desk: Desk, pressed: Pressed) -> Message:
    """Show the notes on one city, a page of them where they are many."""
    desk.asker.must_be_allowed(Right.SHOW)
    key, _, place = pressed.value.partition("#")
    page = int(place) if place.isascii() and place.isdigit() and len(place) < 7 else 0  # noqa: PLR2004 - no sheet gets so long
    return sheet_message(desk, subject_named(key), page)


def sheet_message(desk: Desk, subject: Subject, page: int) -> Message:
    """Give a page of the notes on one city."""
    seen = sheet_of(desk.session, [subject], desk.asker, desk.commission)
    may_pack = desk.asker.may(Right.PACKET) and bool(unpublished(desk.session, subject, desk.commission))
    return comparisons.sheet(seen, desk.today, page=page, may_pack=may_pack)


def ask_packet(desk: Desk, pressed: Pressed) -> Opens:
    """Show what a packet would make readable, and ask whether to make it."""
    desk.asker.must_be_allowed(Right.PACKET)
    on = noticed(desk.session, subject_named(pressed.value))
    notes = unpublished(desk.session, on.subject, desk.commission)
    if not notes:
        raise Refusal(f"Everybody can read all notes on {on.title} already.", offers=("compare",))
    reader = reader_of(desk.asker)
    view = views.packet_form(
        on.title,
        on.subject,
        notes,
        groups_of(desk.session, on.prospect),
        desk.today,
        reads={each.number for each in notes if may_read(each, reader)},
        key=secrets.token_hex(8),
    )
    says = f"A form shows what the packet on {on.title} makes readable. Press the button to open it."
    return Opens(view=view, door=views.packet_button(on.subject, about=on.title), says=says)


def packet_made(desk: Desk, view: Mapping[str, Any]) -> View:
    """Make the packet that was shown."""
    desk.asker.must_be_allowed(Right.PACKET)
    filled = Filled(view)
    shown = filled.carries.get("shown")
    packed = make_packet(
        desk.session,
        subject_named(str(filled.carries.get("subject"))),
        shown=shown if isinstance(shown, int) else 0,
        asker=desk.asker,
        commission=desk.commission,
        now=desk.now,
    )
    return views.packed(packed.on.title, packed.on.subject, len(packed.notes), packed.act.id)


def _first_form(desk: Desk, on: Noticed, group_id: str) -> View:
    check_takes_notes(desk.session, on)
    groups = _groups(desk, on)
    mine = own_notes(desk.session, on.subject, desk.asker, desk.commission)
    group, prompt = next_open(groups, mine, group_id)
    return _form(desk, on, groups, views.Draft(group=group, prompt=prompt), key=secrets.token_hex(8))


def _form(desk: Desk, on: Noticed, groups: list[CriteriaGroup], draft: views.Draft, *, key: str) -> View:
    mine = own_notes(desk.session, on.subject, desk.asker, desk.commission)
    return views.note_form(
        on.title,
        on.subject,
        groups,
        draft,
        is_held=is_held_back(desk.asker, desk.commission),
        mine={(each.group, each.prompt) for each in mine},
        key=key,
    )


def _groups(desk: Desk, on: Noticed) -> list[CriteriaGroup]:
    groups = groups_of(desk.session, on.prospect)
    if not groups:
        raise Refusal(
            "No policy in use lists criteria, so there is nothing to note on. Please ask your staff to load one that does.",
            offers=("help",),
        )
    return groups


def _prompt(groups: list[CriteriaGroup], filled: Filled) -> tuple[str, str]:
    """Read which prompt of which group was chosen; the prompt is empty where there is no such."""
    field = next(iter(filled.names("prompt:")), "prompt:")
    group_id, chosen = field.partition(":")[2], filled.chosen(field)
    group = next((each for each in groups if each.id == group_id), None)
    prompts = group.prompts if group else ()
    return group_id, next((prompt for prompt in prompts if prompt_key(prompt) == chosen), "")
