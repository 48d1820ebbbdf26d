"""The roster: showing it, and one form for each person."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError
from slack_sdk.models.views import View

from handlers.desk import Asked, Desk, Opens, OpensDesk, Pressed
from handlers.filled import Filled
from handlers.views.kit import Message, button
from handlers.views.person_forms import person_form, saved_person
from handlers.views.roster import ADD_PERSON, EDIT_PERSON, roster_card
from models.handing_on import open_files_of
from models.refusals import Refusal
from models.roster import Saved, roster_now, save_person
from models.rules.permissions import Right, Role
from models.rules.roster import OFFICES, Entry, Person
from models.rules.wording import listed, plural

NUMBERED = {Role.MEMBER: "voting seat", Role.ALTERNATE: "alternate"}


def show(desk: Desk, asked: Asked) -> Message:
    """Answer `roster`: who is what to the commission."""
    desk.asker.must_be_allowed(Right.ROSTER)
    may_edit = desk.asker.may(Right.ROSTER_EDIT)
    return roster_card(roster_now(desk.session), desk.today, may_edit=may_edit, offset=asked.offset)


def add(desk: Desk, pressed: Pressed) -> Opens:
    """Open the form for somebody new; the button may say which vacancy they fill."""
    desk.asker.must_be_allowed(Right.ROSTER_EDIT)
    view = person_form(roster_now(desk.session), None, key=secrets.token_hex(8), place=pressed.value)
    return Opens(
        view=view, door=button("Add a person", ADD_PERSON), says="A form adds a person to the roster."
    )


def edit(desk: Desk, pressed: Pressed) -> Opens:
    """Open the form for somebody on the roster."""
    desk.asker.must_be_allowed(Right.ROSTER_EDIT)
    roster = roster_now(desk.session)
    person = roster.person(pressed.value)
    if person is None:
        raise Refusal("That person is no longer on the roster.", offers=("roster",))
    files = len(open_files_of(desk.session, person.member_id))
    view = person_form(roster, person, key=secrets.token_hex(8), files=files)
    door = button("Edit", EDIT_PERSON, person.member_id)
    return Opens(view=view, door=door, says=f"A form changes what {person.name} is to the commission.")


def save(ack: Ack, body: Mapping[str, Any], transaction: OpensDesk, client: WebClient) -> None:
    """Record what the form says of one person; Slack is asked who somebody new is before the work begins."""
    filled = Filled(body["view"])
    slack_id = filled.user("slack")
    is_new = slack_id is not None and slack_id != filled.carries.get("slack")
    on_slack = _name_on_slack(client, slack_id) if slack_id and is_new else ""
    name = filled.text("name") or on_slack
    if is_new and not name:
        raise Refusal("Slack did not tell me the name. Please type it.", field="name")
    with transaction() as desk:
        entry = _entry(filled, slack_id, name)
        saved = save_person(desk.session, entry, desk.asker, desk.commission, desk.now)
    ack(response_action="update", view=_said(saved))


def _name_on_slack(client: WebClient, slack_id: str) -> str:
    """Ask Slack for somebody's name; empty where it gives none. Refusal for an app, and for somebody who has left Slack."""
    try:
        user: Mapping[str, Any] = client.users_info(user=slack_id).get("user") or {}
    except (SlackClientError, OSError):
        return ""
    if user.get("is_bot") or user.get("deleted"):
        raise Refusal(
            "That is an app, or somebody who has left Slack. Please choose a person.", field="slack"
        )
    return str(user.get("real_name") or "").strip()


def _entry(filled: Filled, slack_id: str | None, name: str) -> Entry:
    part, _, number = filled.chosen("part").partition(":")
    office = filled.chosen("office")
    return Entry(
        name=name,
        member_id=filled.carries.get("member"),
        seen=str(filled.carries.get("seen")),
        slack_id=slack_id,
        part=Role(part) if part in (*NUMBERED, Role.LIAISON) else None,
        seat=int(number) if number.isascii() and number.isdigit() and len(number) < 5 else None,  # noqa: PLR2004 - no body is so large
        office=Role(office) if office in OFFICES else None,
        is_staff=bool(filled.ticked("staff")),
        term_ends=filled.day("term_ends"),
        email=filled.text("email"),
        is_back=bool(filled.ticked("back")),
        leaves=bool(filled.ticked("leaves")),
        heir_id=filled.chosen("heir") or None,
    )


def _said(saved: Saved) -> View:
    after = saved.after
    lines = _entered(saved, after) if after else _gone(saved)
    return saved_person(list(lines), after.member_id if after else None)


def _entered(saved: Saved, after: Person) -> Iterator[str]:
    if after == saved.before:
        yield f"Nothing is different, so I changed nothing about {after.name}."
        return
    yield f"{after.name} is on the roster: {_parts_in_words(after)}."
    if saved.gave_up_office and after.office:
        yield f"{saved.gave_up_office.name} is no longer {OFFICES[after.office]}."


def _parts_in_words(person: Person) -> str:
    part = f"{NUMBERED[person.part]} {person.seat}" if person.part in NUMBERED else person.part
    office = OFFICES[person.office] if person.office else None
    staff = "staff" if Role.STAFF in person.roles else None
    return listed(tuple(str(each) for each in (part, office, staff) if each))


def _gone(saved: Saved) -> Iterator[str]:
    person = saved.before
    if person is None:
        return
    vacant = (
        f" {NUMBERED[person.part].capitalize()} {person.seat} is vacant." if person.part in NUMBERED else ""
    )
    yield f"{person.name} has left the commission.{vacant}"
    if saved.heir:
        yield f"{saved.heir.name} now looks after {plural(len(saved.files), 'file')}: {listed(saved.files)}."
