"""What the set-up in Slack asks: its answers as one value, the people who are not on Slack, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, Self

from models.rules.bodies import BodyKind
from models.rules.commission_values import Person
from models.rules.names import fold
from models.rules.permissions import Role

LONGEST_NAME = 80
MEETS_NEVER = 0
"""What stands for a body without regular meetings, in place of a week."""
ROLE_WORDS: Mapping[str, Role] = {
    "member": Role.MEMBER,
    "voting member": Role.MEMBER,
    "alternate": Role.ALTERNATE,
    "liaison": Role.LIAISON,
    "non-voting liaison": Role.LIAISON,
    "chair": Role.CHAIR,
    "chairperson": Role.CHAIR,
    "vice chair": Role.VICE_CHAIR,
    "vice-chair": Role.VICE_CHAIR,
    "staff": Role.STAFF,
}
"""What may be written after a name."""
_PARTS = {"members": "a voting member", "alternates": "an alternate", "liaisons": "a liaison"}
_PART_ROLES = {"members": Role.MEMBER, "alternates": Role.ALTERNATE, "liaisons": Role.LIAISON}
_OFFICES = {"chair": Role.CHAIR, "vice_chair": Role.VICE_CHAIR}
_APART = {Role.ALTERNATE, Role.LIAISON}

Fault = tuple[str, str]
"""A field of the form, and what is wrong there."""


def first_of_each(faults: Iterable[Fault]) -> dict[str, str]:
    """Keep the first fault of each field."""
    found: dict[str, str] = {}
    for field, said in faults:
        found.setdefault(field, said)
    return found


@dataclass(frozen=True, kw_only=True)
class Answers:
    """The answers of the set-up so far; people by their Slack ids."""

    name: str = ""
    body: str = ""
    kind: str = BodyKind.PUBLIC
    channel: str = ""
    zone: str = ""
    chair: str = ""
    vice_chair: str = ""
    members: tuple[str, ...] = ()
    alternates: tuple[str, ...] = ()
    liaisons: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()
    others: str = ""
    """The people who are not on Slack, as they were typed."""
    seats: int = 0
    """0 for as many as there are voting members."""
    policies: tuple[str, ...] = ()
    week: int = MEETS_NEVER
    weekday: int = 1
    at: str = "18:30"
    days_off: tuple[str, ...] = ("federal",)
    state: str = ""
    second: str = ""
    """The second administrator."""

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Self:
        """Read what a draft keeps; what it does not speak of has its default."""
        known = {field.name for field in fields(cls)}
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in kept.items()
            if name in known
        }
        return cls(**values)

    @property
    def as_kept(self) -> dict[str, Any]:
        """Give the answers as a draft keeps them."""
        return {
            name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()
        }

    @property
    def title(self) -> str:
        """The body's full name; made from the city's where none was given."""
        usual = "Association" if self.is_nonprofit else "Commission"
        return self.body or f"{self.name} Sister Cities {usual}"

    @property
    def is_nonprofit(self) -> bool:
        """Whether the body is the board of a nonprofit."""
        return self.kind == BodyKind.NONPROFIT

    @property
    def on_slack(self) -> tuple[str, ...]:
        """List everybody who was chosen, once each, staff first."""
        offices = [each for each in (self.chair, self.vice_chair) if each]
        everybody = [*self.staff, *offices, *self.members, *self.alternates, *self.liaisons, self.second]
        return tuple(dict.fromkeys(each for each in everybody if each))


class Unreadable(ValueError):
    """A line of people that cannot be read; the message says what to write."""


def read_others(text: str) -> tuple[Person, ...]:
    """Read the people who are not on Slack: "Name, role" on a line each; Unreadable for a line that is not so."""
    lines = enumerate(text.splitlines(), start=1)
    return tuple(_read_line(line.strip(), number) for number, line in lines if line.strip())


def _read_line(line: str, number: int) -> Person:
    parts = [part.strip() for part in line.split(",")]
    roles: list[Role] = []
    while len(parts) > 1 and fold(parts[-1]) in ROLE_WORDS:
        roles.append(ROLE_WORDS[fold(parts.pop())])
    name = ", ".join(parts)
    if not roles:
        raise Unreadable(
            f"Line {number}: please add what {name} is, with a comma: member, alternate, liaison, chair, vice chair or staff. "
            "For instance: Pat Kim, member."
        )
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise Unreadable(f"Line {number}: a name has from 1 to {LONGEST_NAME} characters, on one line.")
    return Person(name=name, roles=_with_seat(roles))


def _with_seat(roles: Sequence[Role]) -> tuple[Role, ...]:
    """Give roles in the order of the table; a chair or vice chair sits as a voting member unless they are said not to."""
    is_seated = set(roles) & set(_OFFICES.values()) and not set(roles) & _APART
    return tuple(role for role in Role if role in roles or (role is Role.MEMBER and is_seated))


def people_of(answers: Answers, names: Mapping[str, str]) -> tuple[Person, ...]:
    """Give everybody with a part, staff first; a second administrator is on staff too."""
    chosen = [
        Person(name=names[each], roles=_with_seat(_roles(answers, each)), slack=each)
        for each in answers.on_slack
    ]
    return (*chosen, *read_others(answers.others))


def _roles(answers: Answers, slack_id: str) -> list[Role]:
    offices = [role for field, role in _OFFICES.items() if getattr(answers, field) == slack_id]
    parts = [role for field, role in _PART_ROLES.items() if slack_id in getattr(answers, field)]
    is_staff = slack_id in answers.staff or slack_id == answers.second
    return [*offices, *parts, *([Role.STAFF] if is_staff else [])]


def voting_members(people: Sequence[Person]) -> tuple[Person, ...]:
    """List those who hold a voting seat."""
    return tuple(person for person in people if Role.MEMBER in person.roles)


def people_faults(answers: Answers, names: Mapping[str, str]) -> Iterator[Fault]:
    """List what is wrong with the people, each beside its field."""
    yield from _twice(answers, names)
    try:
        others = read_others(answers.others)
    except Unreadable as unreadable:
        yield "others", str(unreadable)
        return
    yield from _clashes(answers, names, others)
    if not answers.is_nonprofit:
        yield from _missing(answers, others)
    seated = len(voting_members(people_of(answers, names)))
    if answers.seats and seated > answers.seats:
        yield "seats", f"There are {seated} voting members. Please choose at least {seated} seats."


def _twice(answers: Answers, names: Mapping[str, str]) -> Iterator[Fault]:
    """List people with two parts that exclude one another, beside the later field."""
    if answers.chair and answers.chair == answers.vice_chair:
        yield "vice_chair", f"{names[answers.chair]} is the chair already. Please choose somebody else."
    seen: dict[str, str] = {}
    for field, called in _PARTS.items():
        for slack_id in getattr(answers, field):
            if slack_id in seen:
                yield field, f"{names[slack_id]} is both {seen[slack_id]} and {called}. Please choose one."
            seen.setdefault(slack_id, called)


def _clashes(answers: Answers, names: Mapping[str, str], others: Sequence[Person]) -> Iterator[Fault]:
    """List those not on Slack whose name or office stands somewhere else already."""
    known = {fold(names[each]): names[each] for each in answers.on_slack}
    holders = {role: names[held] for field, role in _OFFICES.items() if (held := getattr(answers, field))}
    for person in others:
        if fold(person.name) in known:
            yield "others", f"{person.name} stands in this form already. Please leave out this line."
        known.setdefault(fold(person.name), person.name)
        if {Role.MEMBER, Role.ALTERNATE} <= set(person.roles):
            yield "others", f"{person.name} is both a voting member and an alternate. Please keep one."
        for role in [role for role in _OFFICES.values() if role in person.roles]:
            if role in holders:
                yield "others", f"{holders[role]} is the {role.replace('_', ' ')} already."
            holders.setdefault(role, person.name)


def _missing(answers: Answers, others: Sequence[Person]) -> Iterator[Fault]:
    """List what a commission cannot be without."""
    roles = {role for person in others for role in person.roles}
    if not answers.chair and Role.CHAIR not in roles:
        yield "chair", "Please choose the chair. Not on Slack? Write “Name, chair” further down."
    if not answers.members and not any(
        Role.MEMBER in person.roles and not set(_OFFICES.values()) & set(person.roles) for person in others
    ):
        yield "members", "Please choose the voting members. Not on Slack? Write “Name, member” further down."
