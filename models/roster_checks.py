"""What keeps somebody from being entered on the roster as a form has it."""

from __future__ import annotations

import re
from collections.abc import Callable

from models.changes import checked_length
from models.refusals import Refusal
from models.rules.names import fold
from models.rules.permissions import Right, Role, may
from models.rules.roster import Entry, Person, Roster

LONGEST_NAME = 80
LONGEST_EMAIL = 200
PLACES = {Role.MEMBER: "voting seat", Role.ALTERNATE: "place for an alternate"}


def check_person(roster: Roster, entry: Entry, before: Person | None) -> None:
    """Refuse, beside the field, a person without a name or a part, or one who is on the roster already."""
    if not fold(entry.name):
        raise Refusal("Please give the name.", field="name")
    checked_length(entry.name, LONGEST_NAME, "name")
    if same := _other(roster, before, lambda person: person.slack_id == entry.slack_id is not None):
        raise Refusal(f"That is {same.name}, who is on the roster already. Use Edit there.", field="slack")
    if same := _other(roster, before, lambda person: fold(person.name) == fold(entry.name)):
        said = f"{same.name} is on the roster already. Write the name so that minutes can tell the two apart."
        raise Refusal(said, field="name")
    if not entry.roles:
        raise Refusal("Choose a seat or part here, or an office, or tick staff.", field="part")
    checked_length(entry.email, LONGEST_EMAIL, "email")
    if entry.email and not re.fullmatch(r"[^@\s]+@[^@\s]+", entry.email):
        raise Refusal("I couldn't read that as an email address. Please check it.", field="email")


def seat_for(roster: Roster, entry: Entry, before: Person | None) -> int | None:
    """Give the number that somebody gets: the one that is said, their own, or the lowest free; Refusal for none."""
    if entry.part not in PLACES:
        return None
    own = before.seat if before and before.part is entry.part else None
    free = roster.free(entry.part)
    seat = entry.seat or own or next(iter(free), None)
    called = PLACES[entry.part]
    if seat is None:
        raise Refusal(f"No {called} is vacant. Somebody has to leave one first.", field="part")
    if seat != own and seat not in free:
        sits = roster.in_seat(entry.part, seat)
        said = f"{sits.name} has that {called}." if sits else f"There is no such {called}."
        raise Refusal(f"{said} Please choose a vacant one.", field="part")
    return seat


def check_keepers(roster: Roster) -> None:
    """Refuse a roster that nobody on Slack could change any more."""
    if not any(person.slack_id and may(person.roles, Right.ROSTER_EDIT) for person in roster.people):
        raise Refusal(
            "Then nobody on Slack could change the roster: there would be no chair and no staff there. "
            "Name somebody else first.",
            offers=("roster",),
        )


def _other(roster: Roster, before: Person | None, is_same: Callable[[Person], bool]) -> Person | None:
    return next((person for person in roster.people if person != before and is_same(person)), None)
