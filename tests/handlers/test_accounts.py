"""What Slack says of people: page by page, one by one, and when it says nothing."""

import json
from collections.abc import Iterator
from importlib import resources

import pytest

from bot.app import slack_client
from bot.practice.driver import Practice
from bot.practice.seeds import ChannelSeed, PersonSeed
from handlers.accounts import (
    MOST_A_PAGE,
    MOST_ONE_BY_ONE,
    MOST_PAGES,
    SILENT,
    account_of,
    accounts_of,
    some_admins,
)
from tests.builders import refused

MANY = MOST_A_PAGE * MOST_PAGES + 20
ZONE = "America/Chicago"
PEOPLE = [
    PersonSeed(f"U{number:05}", f"Person {number}", "visitor", ZONE, is_admin=number in {300, 400, 500})
    for number in range(MANY)
]


@pytest.fixture(scope="module")
def large() -> Iterator[Practice]:
    """A workspace of more than a thousand people."""
    manifest = json.loads((resources.files("bot") / "manifest.json").read_text())
    with Practice(PEOPLE, [ChannelSeed("C0SISTER", "sister-cities")], manifest) as practice:
        yield practice


def asked(practice: Practice, method: str, since: int) -> int:
    """Count the calls of a method since then."""
    return sum(call.method == method for call in practice.calls[since:])


def test_somebody_is_known_by_name_zone_and_part_in_the_workspace(large: Practice) -> None:
    client = slack_client(large.bot_token, large.api_url)
    plain, admin, app = (account_of(client, each) for each in ("U00001", "U00300", "U0CLERK"))
    assert (plain.name, plain.zone, plain.is_admin, plain.is_person) == ("Person 1", ZONE, False, True)
    assert (admin.is_admin, app.is_person) == (True, False)


def test_people_are_looked_up_in_few_pages_and_those_further_down_one_by_one(large: Practice) -> None:
    client, since = slack_client(large.bot_token, large.api_url), len(large.calls)
    wanted = [f"U{number:05}" for number in (3, 5, 7, 8, 9, 250)]
    assert list(accounts_of(client, wanted)) == wanted
    assert (asked(large, "users.list", since), asked(large, "users.info", since)) == (2, 0)
    since = len(large.calls)
    assert list(accounts_of(client, [*wanted, "U01009"])) == [*wanted, "U01009"]
    assert (asked(large, "users.list", since), asked(large, "users.info", since)) == (MOST_PAGES, 1)


def test_a_few_people_are_looked_up_one_by_one_wherever_they_stand(large: Practice) -> None:
    client, since = slack_client(large.bot_token, large.api_url), len(large.calls)
    assert accounts_of(client, ["U01009"])["U01009"].name == "Person 1009"
    assert (asked(large, "users.list", since), asked(large, "users.info", since)) == (0, 1)


def test_of_many_who_stand_far_down_each_question_finds_some_more(large: Practice) -> None:
    client, missing = slack_client(large.bot_token, large.api_url), [f"U{n:05}" for n in range(1000, MANY)]
    found: list[int] = []
    while missing:
        told = accounts_of(client, missing)
        missing = [each for each in missing if each not in told]
        found.append(len(told))
    assert found == [MOST_ONE_BY_ONE, MANY - 1000 - MOST_ONE_BY_ONE]
    large.faults.refuse("users.info", error="ratelimited")
    assert list(accounts_of(client, [f"U{n:05}" for n in (1, 2, 3, 4, 5, 1001)])) == [
        f"U{n:05}" for n in (1, 2, 3, 4, 5)
    ]
    large.faults.clear()


def test_nobody_is_asked_about_where_nobody_is_wanted(large: Practice) -> None:
    client, since = slack_client(large.bot_token, large.api_url), len(large.calls)
    assert (accounts_of(client, []), len(large.calls) - since) == ({}, 0)


def test_one_or_two_administrators_are_named_and_none_where_slack_is_silent(large: Practice) -> None:
    client = slack_client(large.bot_token, large.api_url)
    assert some_admins(client) == ["Person 300", "Person 400"]
    large.faults.fail("users.list")
    assert some_admins(client) == []


@pytest.mark.parametrize("method", ["users.list", "users.info"])
def test_where_slack_is_silent_it_is_said_and_nothing_is_guessed(large: Practice, method: str) -> None:
    client = slack_client(large.bot_token, large.api_url)
    large.faults.refuse(method, error="ratelimited")
    with refused(SILENT):
        accounts_of(client, [f"U{n:05}" for n in range(1000, MANY)])
    large.faults.clear()
