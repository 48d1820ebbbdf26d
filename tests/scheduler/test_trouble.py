"""Trouble with sending is told to staff, at once and once a day."""

from dataclasses import replace
from datetime import timedelta

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse
from sqlalchemy import select

from bot.practice.driver import Practice
from models.database import WorkspaceDatabase
from models.outbox import Outbox
from scheduler.claims import next_due
from scheduler.outbox import Sender
from scheduler.trouble import NOT_SENT
from tests.scheduler.conftest import Clock
from tests.scheduler.outbox_builders import owed, seen, staffed


class Blind(WebClient):
    """A client that may read no history."""

    def conversations_history(self, **_: object) -> SlackResponse:
        raise SlackApiError("it may not look", {"error": "missing_scope"})  # type: ignore[no-untyped-call]  # it has none


@pytest.fixture
def blind(sender: Sender, practice: Practice) -> Sender:
    client = Blind(practice.bot_token, base_url=practice.api_url, timeout=2, retry_handlers=[])
    return replace(sender, client=client)


def works_on(sender: Sender, clock: Clock, *, minutes: int) -> None:
    """Send what falls due within a while, each at its time."""
    end = clock() + timedelta(minutes=minutes)
    while clock() < end:
        while sender.send_due():
            pass
        soon, later = clock() + timedelta(minutes=1), clock() + timedelta(minutes=10)
        clock.moment = min(end, later, next_due(sender.database, clock()) or soon)


def test_a_message_given_up_is_told_to_staff_in_words(
    practice: Practice, workspace: WorkspaceDatabase, blind: Sender, clock: Clock
) -> None:
    staffed(workspace, clock)
    practice.faults.fail("chat.postMessage", committed=True)
    owed(workspace, "greeting", "U0RUTH", clock)
    works_on(blind, clock, minutes=5)

    assert seen(practice, "D0DANA") == [
        "I couldn't send a message. A message (greeting) to Ruth Meyer: it may have arrived, so I do not send it again."
    ]


def test_all_that_fails_on_a_day_is_told_in_one_message_and_what_is_sent_since_is_left_out(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    staffed(workspace, clock)
    owed(workspace, "unheard of", "C0SISTER", clock)
    clock.passes(seconds=1)
    owed(workspace, "unknown", "C0SISTER", clock)
    works_on(sender, clock, minutes=12)
    (told,) = seen(practice, "D0DANA")
    assert told.split("A message ") == [
        "I couldn't send these messages. ",
        "(unheard of) in the channel: it failed on the way. I keep trying. ",
        "(unknown) in the channel: it failed on the way. I keep trying.",
    ]

    mended = replace(sender, draw={**sender.draw, "unknown": sender.draw["greeting"]})
    works_on(mended, clock, minutes=60)
    assert seen(practice) == ["Good morning."]
    assert [said.count("unknown") for said in seen(practice, "D0DANA")] == [0]


def test_trouble_with_the_word_of_trouble_makes_no_more_of_it(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    staffed(workspace, clock)
    practice.faults.refuse("chat.postMessage", error="restricted_action", times=100)
    owed(workspace, "greeting", "U0RUTH", clock)
    works_on(sender, clock, minutes=200)

    with workspace.reading() as session:
        owed_still = set(session.execute(select(Outbox.kind, Outbox.destination, Outbox.sent_ts)))
    assert owed_still == {("greeting", "U0RUTH", None), (NOT_SENT, "U0DANA", None)}


def test_without_anybody_to_tell_the_message_is_tried_all_the_same(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    practice.faults.refuse("chat.postMessage", error="restricted_action", times=4)
    owed(workspace, "greeting", "C0SISTER", clock)
    works_on(sender, clock, minutes=20)

    assert seen(practice) == ["Good morning."]
