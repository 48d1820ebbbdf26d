"""The form for one person of the roster, and what follows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import AlertBlock, Block, InputBlock, Option, UserSelectElement
from slack_sdk.models.blocks.block_elements import EmailInputElement
from slack_sdk.models.views import View

from handlers.views import fields
from handlers.views.kit import actions, button, does, field_input, form, option, plain, section
from handlers.views.roster import ADD_PERSON, EDIT_PERSON
from models.rules.permissions import Role
from models.rules.roster import OFFICES, Person, Roster
from models.rules.wording import plural

SAVE_PERSON = "save_person"
MOST_OPTIONS = 100
"""As many choices as Slack takes in one menu."""
LONGEST_ALERT = 200
NONE = "none"
PARTS = {Role.MEMBER: "Voting seat", Role.ALTERNATE: "Alternate, place"}


def person_form(roster: Roster, person: Person | None, *, key: str, files: int = 0, place: str = "") -> View:
    """Ask what somebody is to the commission; `place` is the vacancy that somebody new is to fill."""
    carries = {"key": key}
    if person:
        carries |= {"member": person.member_id, "seen": person.mark, "slack": person.slack_id or ""}
    blocks = [
        *_alert(roster, person),
        *_who(person),
        *_what(roster, person, place),
        fields.day("term_ends", "Term ends", initial=person.term_ends if person else None, optional=True),
        _email(person),
        *(_leaving(roster, person, files) if person else (_coming_back(),)),
    ]
    title, submit = ("Edit a person", "Save the person") if person else ("Add a person", "Add the person")
    return form(title, SAVE_PERSON, blocks, submit=submit, carries=carries)


def _alert(roster: Roster, person: Person | None) -> Iterator[AlertBlock]:
    holders = {called: roster.holder(office) for office, called in OFFICES.items()}
    others = [
        f"{holder.name} is the {called}" for called, holder in holders.items() if holder and holder != person
    ]
    if others:
        said = f"{' and '.join(others)}. Choosing an office here replaces them."
        yield AlertBlock(text=plain(said, LONGEST_ALERT), level="info")


def _who(person: Person | None) -> tuple[InputBlock, InputBlock]:
    on_slack = UserSelectElement(action_id=fields.FIELD, initial_user=person.slack_id if person else None)
    return (
        field_input(
            "slack",
            "Person on Slack",
            on_slack,
            optional=True,
            hint="Leave empty for somebody who is not on Slack; then fill in the name.",
        ),
        fields.line(
            "name",
            "Name",
            most=80,
            initial=person.name if person else "",
            optional=True,
            hint="As minutes should have it. Leave empty to take it from Slack.",
        ),
    )


def _what(roster: Roster, person: Person | None, place: str) -> tuple[InputBlock, InputBlock, InputBlock]:
    offices = [option(called.capitalize(), office) for office, called in OFFICES.items()]
    office = person.office if person else None
    is_staff = person is not None and Role.STAFF in person.roles
    parts = _parts(roster, person)
    return (
        fields.choice("part", "Seat or role", parts, initial=_part_of(person) if person else place or None),
        fields.radio("office", "Office", [*offices, option("No office", NONE)], initial=office or NONE),
        fields.ticks(
            "staff",
            "Staff",
            [option("Belongs to staff", Role.STAFF)],
            initial=[Role.STAFF] if is_staff else [],
        ),
    )


def _parts(roster: Roster, person: Person | None) -> list[Option]:
    own = _part_of(person) if person else ""
    places = [
        option(f"{called} {number}", f"{role}:{number}")
        for role, called in PARTS.items()
        for number in sorted({*roster.free(role), *_own_number(person, role)})
    ]
    usual = [option("Liaison, without a vote", Role.LIAISON), option("None of these", NONE)]
    fitting = places[: MOST_OPTIONS - len(usual)]
    if own and own not in {each.value for each in (*fitting, *usual)}:
        fitting[-1:] = [each for each in places if each.value == own]
    return [*fitting, *usual]


def _own_number(person: Person | None, role: Role) -> tuple[int, ...]:
    return (person.seat,) if person and person.part is role and person.seat else ()


def _part_of(person: Person) -> str:
    if person.part in PARTS:
        return f"{person.part}:{person.seat}"
    return person.part or NONE


def _email(person: Person | None) -> InputBlock:
    element = EmailInputElement(
        action_id=fields.FIELD, initial_value=person.email or None if person else None
    )
    return field_input("email", "Email", element, optional=True, hint="For staff to use. I send no email.")


def _coming_back() -> InputBlock:
    back = [option("Was on the roster before", "back")]
    return fields.ticks("back", "Coming back", back, hint="Their votes and files stay theirs.")


def _leaving(roster: Roster, person: Person, files: int) -> Iterator[Block]:
    leaves = [option("Leaves the commission", "leaves")]
    yield fields.ticks("leaves", "Leaving", leaves, hint="Kept in the record; they can come back.")
    heirs = [option(other.name, other.member_id) for other in roster.people if other != person]
    if files and heirs:
        owned = f"{person.name} owns {plural(files, 'open file')}. Give them to"
        yield fields.choice("heir", owned, heirs[:MOST_OPTIONS], optional=True)


def saved_person(said: Sequence[str], member_id: str | None) -> View:
    """Say what was saved, with the way back to the person and to the roster."""
    again = (
        [button("Edit again", EDIT_PERSON, member_id)] if member_id else [button("Add a person", ADD_PERSON)]
    )
    row = actions(button("See the roster", does("roster")), *again)
    return form("Saved", "saved", [section("\n".join(said)), row], submit=None, close="Close")
