"""The roster as values: who is what to the commission, which seats are held, and how many make a quorum."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from models.rules.bodies import BodyRules, Seating
from models.rules.counting import Count
from models.rules.permissions import Role
from models.rules.roll import Roll, house_of
from models.rules.sums import work_out

OFFICES = {Role.CHAIR: "chair", Role.VICE_CHAIR: "vice chair"}
"""Each is held by one person at most."""


@dataclass(frozen=True, kw_only=True)
class Person:
    """Someone on the roster."""

    member_id: str
    name: str
    slack_id: str | None = None
    roles: frozenset[Role] = frozenset()
    seat: int | None = None
    """A voting member's seat, or an alternate's place in their order."""
    term_ends: date | None = None
    email: str = ""

    @property
    def part(self) -> Role | None:
        """Whether they are a voting member, an alternate or a liaison; None for neither."""
        parts = (Role.MEMBER, Role.ALTERNATE, Role.LIAISON)
        return next((role for role in parts if role in self.roles), None)

    @property
    def office(self) -> Role | None:
        """The office they hold."""
        return next((role for role in OFFICES if role in self.roles), None)

    @property
    def called(self) -> str:
        """Their name, with their office and whether Clerk can reach them: "Pat Kim, chair, not on Slack"."""
        office = [OFFICES[self.office]] if self.office else []
        return ", ".join([self.name, *office, *([] if self.slack_id else ["not on Slack"])])

    @property
    def mark(self) -> str:
        """A mark that changes with anything about them: a form that carries it knows whether it is still true."""
        roles = sorted(self.roles)
        told = (self.member_id, self.name, self.slack_id, roles, self.seat, self.term_ends, self.email)
        return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What the form says of one person."""

    name: str
    member_id: str | None = None
    """Nothing for somebody new."""
    seen: str = ""
    """The mark of the person as the form showed them."""
    slack_id: str | None = None
    part: Role | None = None
    seat: int | None = None
    """The lowest free one where none is said."""
    office: Role | None = None
    is_staff: bool = False
    term_ends: date | None = None
    email: str = ""
    is_back: bool = False
    """Whether it is somebody who was on the roster before; a Slack id tells it by itself."""
    leaves: bool = False
    heir_id: str | None = None
    """Who gets the open files of somebody who leaves."""

    @property
    def roles(self) -> tuple[Role, ...]:
        """What they are to be, in the order of the table of roles."""
        said = {self.part, self.office, Role.STAFF if self.is_staff else None}
        return tuple(role for role in Role if role in said)


@dataclass(frozen=True, kw_only=True)
class Roster:
    """Everybody with a part in the commission."""

    rules: BodyRules
    seating: Seating
    people: tuple[Person, ...]
    """In the order in which they were entered."""

    def person(self, member_id: str | None) -> Person | None:
        """Give someone by id; None for nobody on the roster."""
        return next((person for person in self.people if person.member_id == member_id), None)

    def with_role(self, role: Role) -> tuple[Person, ...]:
        """List those who have a role: by their numbers, where it comes with one."""
        those = (person for person in self.people if role in person.roles)
        return tuple(sorted(those, key=lambda person: person.seat or 0 if role is person.part else 0))

    def holder(self, office: Role) -> Person | None:
        """Give who holds an office; None where nobody does."""
        return next(iter(self.with_role(office)), None)

    def in_seat(self, part: Role, seat: int) -> Person | None:
        """Give who sits there; None for a vacancy."""
        return next((person for person in self.with_role(part) if person.seat == seat), None)

    def places(self, part: Role) -> int:
        """Say how many places there are: seats, or places for alternates."""
        return {Role.MEMBER: self.rules.seats, Role.ALTERNATE: self.rules.alternates}.get(part, 0)

    def free(self, part: Role) -> tuple[int, ...]:
        """List the numbers that nobody holds, lowest first."""
        taken = {person.seat for person in self.with_role(part)}
        return tuple(number for number in range(1, self.places(part) + 1) if number not in taken)

    @property
    def quorum(self) -> int:
        """How many members make a quorum as the seats are filled now."""
        house = house_of(Roll(), self.seating, self.rules)
        return work_out(Count(), house, self.rules.voting).quorum
