"""Who is told of what: the owner, whoever stands in while they are away, staff, the chair."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from models.rules.permissions import Role
from models.rules.wording import date_in_words


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody of the commission, as far as telling them goes."""

    member_id: str
    name: str
    slack_id: str | None
    """Nothing for a person who is not on Slack."""
    roles: frozenset[Role] = frozenset()
    active: bool = True
    account_closed: bool = False
    """Whether Slack has closed their account."""
    paused_until: date | None = None
    """The day on which they are back."""
    backup_id: str | None = None

    @property
    def is_reached(self) -> bool:
        """Whether they can be written to."""
        return self.active and self.slack_id is not None and not self.account_closed

    @property
    def is_there(self) -> bool:
        """Whether they can be written to and want to be."""
        return self.is_reached and self.paused_until is None


@dataclass(frozen=True, kw_only=True)
class Told:
    """Who is told of a matter."""

    person: Person
    on_behalf: str = ""
    """Why they get what is not theirs: "for Lee, back Dec 1"."""


NOBODYS = "nobody looks after this yet"
_FALLBACK = (Role.STAFF, Role.CHAIR, Role.VICE_CHAIR)


def told_for(people: Mapping[str, Person], owner_id: str | None, today: date) -> Told | None:
    """Choose who is told of an owner's matter: the owner, their backup, else staff, the chair or the vice chair.

    None while nobody of them can be written to: the matter then waits for whoever is back first.
    """
    owner = people.get(owner_id or "")
    if owner and owner.is_there:
        return Told(person=owner)
    backup = people.get(owner.backup_id or "") if owner and owner.is_reached else None
    stands_in = backup if backup and backup.is_there else _first_there(people.values(), _FALLBACK)
    return Told(person=stands_in, on_behalf=_on_behalf(owner, today)) if stands_in else None


def staff_told(people: Mapping[str, Person], today: date) -> Told | None:
    """Choose who is told of what is the staff's: the first of them who is there, else whoever stands in for the first."""
    staff = [each for each in people.values() if Role.STAFF in each.roles and each.active]
    there = next((each for each in staff if each.is_there), None)
    if there:
        return Told(person=there)
    return told_for(people, staff[0].member_id, today) if staff else told_for(people, None, today)


def chair_told(people: Mapping[str, Person], besides: Collection[str] = ()) -> Person | None:
    """Choose who hears of what is long overdue: the chair, or the vice chair where the chair is away or among `besides`.

    `besides` holds the ids of those it is about. None where neither is left.
    """
    others = [each for each in people.values() if each.member_id not in besides]
    return _first_there(others, (Role.CHAIR, Role.VICE_CHAIR))


def _first_there(people: Iterable[Person], roles: Iterable[Role]) -> Person | None:
    there = [each for each in people if each.is_there]
    return next((each for role in roles for each in there if role in each.roles), None)


def _on_behalf(owner: Person | None, today: date) -> str:
    if owner is None:
        return NOBODYS
    if not owner.active:
        return f"for {owner.name}, who has left the roster"
    if owner.slack_id is None:
        return f"for {owner.name}, who is not on Slack"
    if owner.account_closed:
        return f"for {owner.name}, whose Slack account is closed"
    back = f", back {date_in_words(owner.paused_until, today)}" if owner.paused_until else ""
    return f"for {owner.name}{back}"
