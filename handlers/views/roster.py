"""The roster: who is what to the commission, a page at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from slack_sdk.models.blocks import Block, ButtonElement

from handlers.views.kit import Message, actions, button, context, does, header, pages, section, titled
from models.rules.permissions import Role
from models.rules.roster import OFFICES, Person, Roster
from models.rules.wording import date_in_words, plural

PAGE = 30
"""Lines on one page: with their headings they stay below the fifty blocks of a message."""
LISTED = (Role.MEMBER, Role.ALTERNATE, Role.LIAISON, Role.STAFF)
"""The roles whose holders have a line below the officers."""
EDIT_PERSON = "edit_person"
ADD_PERSON = "add_person"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the roster: a person, or a vacancy."""

    heading: str
    says: str
    person: Person | None = None
    place: str = ""
    """Of a vacant seat or place: what the form is to offer first."""


def roster_card(roster: Roster, today: date, *, may_edit: bool, offset: int = 0) -> Message:
    """Show the roster; whoever may change it gets a button beside each line."""
    lines = list(_lines(roster, today))
    page = lines[offset : offset + PAGE]
    left = len(lines) - offset - len(page)
    title, state = f"Roster of {roster.rules.title}", _state(roster)
    row = [
        *([button("Show more", pages("roster"), f":{offset + len(page)}")] if left > 0 else []),
        *([button("Add a person", ADD_PERSON)] if may_edit else []),
        button("Show the menu", does("menu")),
    ]
    blocks = (header(title), context(state), *_page_blocks(page, may_edit=may_edit), actions(*row))
    more = [f"{plural(left, 'line is', 'lines are')} not shown."] if left > 0 else []
    told = [f"{heading}: {' '.join(line.says for line in those)}" for heading, those in _by_heading(page)]
    return Message(text=" ".join([f"{title}.", state, *told, *more]), blocks=blocks, title="Roster")


def _state(roster: Roster) -> str:
    if not roster.rules.seats:
        return "The body has no voting seats and holds no votes."
    filled = f"{len(roster.seating.holders)} of {plural(roster.rules.seats, 'voting seat is', 'voting seats are')} filled."
    return f"{filled} {plural(roster.quorum, 'member makes', 'members make')} a quorum."


def _page_blocks(page: Sequence[Line], *, may_edit: bool) -> Iterator[Block]:
    for heading, lines in _by_heading(page):
        yield titled(heading)
        yield from (section(line.says, _beside(line) if may_edit else None) for line in lines)


def _by_heading(page: Sequence[Line]) -> list[tuple[str, list[Line]]]:
    return [(heading, list(lines)) for heading, lines in groupby(page, key=lambda line: line.heading)]


def _beside(line: Line) -> ButtonElement | None:
    if line.person:
        return button("Edit", EDIT_PERSON, line.person.member_id, about=line.person.name)
    return button("Fill", ADD_PERSON, line.place, about=line.says) if line.place else None


def _lines(roster: Roster, today: date) -> Iterator[Line]:
    for office, called in OFFICES.items():
        holder = roster.holder(office)
        says = f"{called.capitalize()}: {holder.name if holder else 'nobody'}."
        below = any(holder in roster.with_role(role) for role in LISTED)
        yield Line(heading="Officers", says=says, person=None if below else holder)
    yield from _numbered(roster, Role.MEMBER, "Voting seats", "Seat", today)
    yield from _numbered(roster, Role.ALTERNATE, "Alternates, in their order", "Alternate", today)
    for role, heading in ((Role.LIAISON, "Liaisons, without a vote"), (Role.STAFF, "Staff")):
        for person in roster.with_role(role):
            term = _term(person, today) if role is person.part else ""
            yield Line(heading=heading, says=f"{person.called}.{term}", person=person)


def _numbered(roster: Roster, role: Role, heading: str, called: str, today: date) -> Iterator[Line]:
    sitting = {person.seat: person for person in roster.with_role(role)}
    for number in sorted({*(seat for seat in sitting if seat), *roster.free(role)}):
        person = sitting.get(number)
        if person:
            says = f"{called} {number}: {person.called}.{_term(person, today)}"
            yield Line(heading=heading, says=says, person=person)
        else:
            yield Line(heading=heading, says=f"{called} {number}: vacant.", place=f"{role}:{number}")


def _term(person: Person, today: date) -> str:
    if person.term_ends is None:
        return ""
    ends = "Term ended" if person.term_ends < today else "Term ends"
    return f" {ends} {date_in_words(person.term_ends, today)}."
