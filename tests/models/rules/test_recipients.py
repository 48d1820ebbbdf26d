from datetime import date
from typing import Any

import pytest

from models.rules.permissions import Role
from models.rules.recipients import Person, Told, chair_told, staff_told, told_for

TODAY = date(2025, 11, 20)
BACK = date(2025, 12, 1)


def person(name: str, *roles: Role, **said: Any) -> Person:  # noqa: ANN401  fields of many types
    usual = {"member_id": name.lower(), "name": name, "slack_id": f"U{name}", "roles": frozenset(roles)}
    return Person(**{**usual, **said})


def people(*those: Person) -> dict[str, Person]:
    return {each.member_id: each for each in those}


LEE = person("Lee", Role.MEMBER)
DANA = person("Dana", Role.STAFF)
OKAFOR = person("Okafor", Role.CHAIR)
VICE = person("Vice", Role.VICE_CHAIR)
AWAY = person("Lee", Role.MEMBER, paused_until=BACK, backup_id="vice")


def test_the_owner_is_told_of_their_own() -> None:
    assert told_for(people(LEE, DANA), "lee", TODAY) == Told(person=LEE)


def test_the_backup_is_told_while_the_owner_is_away() -> None:
    assert told_for(people(AWAY, VICE, DANA), "lee", TODAY) == Told(
        person=VICE, on_behalf="for Lee, back Dec 1"
    )


@pytest.mark.parametrize(
    ("owner", "why"),
    [
        (person("Lee", slack_id=None), "for Lee, who is not on Slack"),
        (person("Lee", active=False), "for Lee, who has left the roster"),
        (person("Lee", account_closed=True), "for Lee, whose Slack account is closed"),
        (person("Lee", paused_until=BACK), "for Lee, back Dec 1"),
        (person("Other"), "nobody looks after this yet"),
    ],
)
def test_staff_are_told_for_whoever_cannot_be_written_to(owner: Person, why: str) -> None:
    assert told_for(people(owner, OKAFOR, DANA), "lee", TODAY) == Told(person=DANA, on_behalf=why)


def test_a_backup_who_is_away_too_is_passed_over() -> None:
    away = person("Vice", Role.VICE_CHAIR, paused_until=BACK)

    assert told_for(people(AWAY, away, DANA), "lee", TODAY) == Told(
        person=DANA, on_behalf="for Lee, back Dec 1"
    )


def test_where_no_staff_are_there_the_chair_is_told_then_the_vice_chair() -> None:
    asleep = person("Dana", Role.STAFF, slack_id=None)
    gone = person("Okafor", Role.CHAIR, paused_until=BACK)

    assert staff_told(people(asleep, VICE, OKAFOR), TODAY) == Told(
        person=OKAFOR, on_behalf="for Dana, who is not on Slack"
    )
    assert staff_told(people(asleep, VICE, gone), TODAY) == Told(
        person=VICE, on_behalf="for Dana, who is not on Slack"
    )


def test_where_nobody_is_there_nobody_is_told() -> None:
    assert (told_for(people(AWAY), "lee", TODAY), staff_told({}, TODAY), chair_told({})) == (None, None, None)


@pytest.mark.parametrize(
    ("those", "besides", "told"),
    [
        ((OKAFOR, VICE), (), OKAFOR),
        ((OKAFOR, VICE), ("okafor",), VICE),
        ((person("Okafor", Role.CHAIR, paused_until=BACK), VICE), (), VICE),
        ((OKAFOR,), ("okafor",), None),
        ((OKAFOR, VICE), ("okafor", "vice"), None),
    ],
    ids=["the chair", "the chair is the owner", "the chair is away", "no vice chair", "both are concerned"],
)
def test_what_is_long_overdue_goes_to_the_chair_or_the_vice_chair(
    those: tuple[Person, ...], besides: tuple[str, ...], told: Person | None
) -> None:
    assert chair_told(people(*those), besides) == told
