"""Answers in threads after a lost answer, and messages that Slack lets nobody edit any more."""

import json
from dataclasses import replace

import pytest
from slack_sdk import WebClient

from bot.practice.driver import Practice
from models.database import WorkspaceDatabase
from models.outbox import TYPED_ANSWER
from scheduler import posting
from scheduler.claims import LEASE
from scheduler.outbox import Sender
from tests.scheduler.conftest import DRAWS, Clock
from tests.scheduler.outbox_builders import owed, row, seen

GREETING = ["Good morning."]


@pytest.mark.parametrize("before", [0, 3])
@pytest.mark.parametrize("size", [200, 2])
def test_after_a_lost_answer_what_was_posted_in_a_thread_is_found_there(
    practice: Practice,
    client: WebClient,
    workspace: WorkspaceDatabase,
    sender: Sender,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    before: int,
    size: int,
) -> None:
    monkeypatch.setattr(posting, "READ_BACK", size)
    thread = str(client.chat_postMessage(channel="D0DANA", text="Ask me here")["ts"])
    for _ in range(before):
        client.chat_postMessage(channel="D0DANA", text="Earlier", thread_ts=thread)
    practice.faults.fail("chat.postMessage", committed=True)
    asked = {"user": "U0DANA", "line": "list", "channel": "D0DANA", "thread": thread, "event": "E1"}
    owed(workspace, TYPED_ANSWER, "D0DANA", clock, json.dumps(asked))
    answering = replace(sender, draw={TYPED_ANSWER: DRAWS["greeting"]})
    for _ in range(3):
        answering.send_due()
        clock.passes(seconds=LEASE.total_seconds())

    assert seen(practice, "D0DANA") == ["Ask me here", *["Earlier"] * before, *GREETING]
    assert row(workspace, TYPED_ANSWER).sent_ts == practice.person("U0DANA").messages("D0DANA")[-1].ts


def test_an_answer_in_a_thread_that_is_gone_is_not_repeated(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    practice.faults.fail("chat.postMessage", committed=False)
    asked = {"user": "U0DANA", "line": "list", "channel": "D0DANA", "thread": "1700000000.000100"}
    owed(workspace, TYPED_ANSWER, "D0DANA", clock, json.dumps(asked))
    answering = replace(sender, draw={TYPED_ANSWER: DRAWS["greeting"]})
    for _ in range(3):
        answering.send_due()
        clock.passes(seconds=LEASE.total_seconds())

    assert (seen(practice, "D0DANA"), row(workspace, TYPED_ANSWER).next_at) == ([], None)


@pytest.mark.parametrize("gone", sorted(posting.GONE))
@pytest.mark.parametrize(("destination", "posts"), [("U0DANA", 1), ("C0SISTER", 2)])
def test_what_cannot_be_edited_any_more_is_posted_afresh_to_a_channel_and_never_to_a_person(
    practice: Practice,
    workspace: WorkspaceDatabase,
    sender: Sender,
    clock: Clock,
    gone: str,
    destination: str,
    posts: int,
) -> None:
    owed(workspace, "greeting", destination, clock)
    sender.send_due()
    clock.passes(minutes=1)
    practice.faults.refuse("chat.update", error=gone)
    owed(workspace, "greeting", destination, clock)
    sender.send_due()

    over = row(workspace, "greeting")
    assert (len(seen(practice, str(over.sent_channel))), over.next_at, over.failures) == (posts, None, 0)
