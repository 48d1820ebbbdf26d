"""Slack's faults, and the sender's own: each has its decided answer."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.web import SlackResponse
from sqlalchemy import text, update
from sqlalchemy.exc import SQLAlchemyError

from bot.practice.driver import Practice
from handlers.views.kit import Message, section
from models.changes import owe
from models.database import Database, WorkspaceDatabase
from models.outbox import RATE_LIMITED, Outbox
from models.workspaces import Workspace
from scheduler.claims import LEASE
from scheduler.outbox import Sender
from tests.builders import NOW
from tests.scheduler.conftest import DRAWS, Clock, Interrupted
from tests.scheduler.outbox_builders import Killed, die, owed, row, seen, staffed

GREETING = ["Good morning."]
DELETED = "channel_not_found"


def deletes(practice: Practice) -> None:
    del practice.workspace.channels["C0SISTER"]


def turns_private(practice: Practice) -> None:
    practice.faults.refuse("chat.postMessage", error=DELETED)


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (deletes, DELETED),
        (lambda practice: practice.workspace.archive("C0SISTER"), "is_archived"),
        (turns_private, DELETED),
        (lambda practice: practice.workspace.remove_app("C0SISTER"), "not_in_channel"),
    ],
    ids=["deleted", "archived", "private", "bot removed"],
)
def test_a_channel_that_is_shut_is_told_to_staff_once_a_day_and_the_message_waits(
    practice: Practice,
    workspace: WorkspaceDatabase,
    sender: Sender,
    clock: Clock,
    spoil: Callable[[Practice], None],
    error: str,
) -> None:
    staffed(workspace, clock)
    owed(workspace, "greeting", "C0SISTER", clock)
    spoil(practice)
    while sender.send_due():
        pass

    waits = row(workspace, "greeting")
    assert (waits.last_error, waits.next_at) == (error, NOW + timedelta(minutes=1))
    told = seen(practice, "D0DANA")
    assert [said.partition(" yet.")[0] for said in told] == ["I can't post in the commission's channel"]
    clock.passes(minutes=1)
    sender.send_due()
    assert seen(practice, "D0DANA") == told


def test_a_connection_that_is_refused_is_tried_again_and_posts_once(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    nobody = WebClient(practice.bot_token, base_url="http://127.0.0.1:9/api/", timeout=1, retry_handlers=[])
    owed(workspace, "greeting", "U0DANA", clock)
    replace(sender, client=nobody).send_due()
    assert row(workspace, "greeting").last_error == "URLError"

    clock.passes(seconds=LEASE.total_seconds())
    assert (sender.send_due(), sender.send_due()) == (1, 0)
    assert seen(practice, "D0DANA") == GREETING


class Dying(WebClient):
    """A client whose process ends at a call."""

    def __init__(self, practice: Practice, method: str) -> None:
        super().__init__(practice.bot_token, base_url=practice.api_url, timeout=1, retry_handlers=[])
        self.method = method

    def api_call(self, api_method: str, **arguments: Any) -> SlackResponse:  # noqa: ANN401  as the SDK has it
        if api_method == self.method:
            raise Killed
        return super().api_call(api_method, **arguments)


def drawn_dead(*_: object) -> Message:
    raise Killed


def killed(sender: Sender, **changed: object) -> None:
    with pytest.raises(Killed):
        replace(sender, **changed).send_due()  # type: ignore[arg-type]  # client or draw


STEPS: dict[str, Callable[[Sender, Practice], object]] = {
    "after the claim": lambda sender, practice: killed(sender, client=Dying(practice, "users.info")),
    "after the look at the account": lambda sender, _: killed(sender, draw={**DRAWS, "greeting": drawn_dead}),
    "after the intent": lambda sender, practice: killed(
        sender, client=Interrupted(practice, before=die, after=None)
    ),
    "after the post": lambda sender, practice: killed(
        sender, client=Interrupted(practice, before=None, after=die)
    ),
    "after the mark": lambda sender, _: sender.send_due(),
}


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
@pytest.mark.parametrize("again", ["conversations.open", "conversations.history", None])
def test_a_kill_between_any_two_steps_loses_and_doubles_nothing(
    practice: Practice,
    workspace: WorkspaceDatabase,
    sender: Sender,
    clock: Clock,
    step: Callable[[Sender, Practice], object],
    again: str | None,
) -> None:
    owed(workspace, "greeting", "U0DANA", clock)
    step(sender, practice)
    for client in (Dying(practice, again) if again else sender.client, sender.client, sender.client):
        clock.passes(seconds=LEASE.total_seconds())
        with suppress(Killed):
            replace(sender, client=client).send_due()

    assert seen(practice, "D0DANA") == GREETING
    assert (row(workspace, "greeting").next_at, sender.send_due()) == (None, 0)


def test_a_database_that_fails_between_intent_and_mark_doubles_nothing(
    practice: Practice, database: Database, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    def rename(before: str, after: str) -> None:
        with database.engine.begin() as connection:
            connection.execute(text(f"ALTER TABLE {before} RENAME TO {after}"))

    owed(workspace, "greeting", "U0DANA", clock)
    failing = Interrupted(practice, before=None, after=lambda: rename("outbox", "away"))
    with pytest.raises(SQLAlchemyError):
        replace(sender, client=failing).send_due()
    rename("away", "outbox")

    assert sender.send_due() == 0
    clock.passes(seconds=LEASE.total_seconds())
    assert (sender.send_due(), sender.send_due()) == (1, 0)
    assert seen(practice, "D0DANA") == GREETING


REFUSED = ["not_in_channel", "invalid_blocks", "restricted_action"]


@pytest.mark.parametrize("error", REFUSED)
def test_a_refused_message_in_direct_messages_waits_ever_longer_and_is_told_the_third_time(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock, error: str
) -> None:
    staffed(workspace, clock)
    practice.faults.refuse("chat.postMessage", error=error, times=3)
    owed(workspace, "greeting", "U0RUTH", clock)
    for minutes in (0, 1, 2):
        clock.passes(minutes=minutes)
        sender.send_due()
    assert seen(practice, "D0DANA") == []

    sender.send_due()
    reason = "Slack does not take its form" if error == "invalid_blocks" else f"Slack says “{error}”"
    assert seen(practice, "D0DANA") == [
        f"I couldn't send a message. A message (greeting) to Ruth Meyer: {reason}. I keep trying."
    ]
    assert row(workspace, "greeting").next_at == clock() + timedelta(minutes=4)


def long(*_: object) -> Message:
    return Message(text="x" * 40_001)


def tall(*_: object) -> Message:
    return Message(text="Much.", blocks=tuple(section("Much.") for _ in range(51)))


def test_a_message_of_too_many_characters_is_cut_and_sent(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    owed(workspace, "greeting", "C0SISTER", clock)
    replace(sender, draw={"greeting": long}).send_due()

    assert [len(said) for said in seen(practice)] == [8000]


def test_a_message_of_too_many_blocks_is_tried_at_most_once_an_hour(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    tries = 0
    owed(workspace, "greeting", "C0SISTER", clock)
    while clock() < NOW + timedelta(days=1):
        tries += replace(sender, draw={"greeting": tall}).send_due()
        clock.moment = row(workspace, "greeting").next_at or NOW

    assert (tries, seen(practice)) == (29, [])
    assert row(workspace, "greeting").last_error == "invalid_blocks"


def test_a_rate_limit_holds_what_goes_to_the_same_place_also_what_is_owed_later(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    practice.faults.rate_limit("chat.postMessage", retry_after="30")
    for subject in ("1", "2"):
        owed(workspace, "greeting", "C0SISTER", clock, subject)
    owed(workspace, "name", "U0DANA", clock)
    sender.send_due(10)
    for subject in ("1", "3"):
        owed(workspace, "greeting", "C0SISTER", clock, subject)
    while sender.send_due(10):
        pass
    posts = [call.method for call in practice.calls if call.method == "chat.postMessage"]
    assert (len(posts), seen(practice), seen(practice, "D0DANA")) == (2, [], ["Milpitas"])

    clock.passes(seconds=29)
    assert sender.send_due(10) == 0
    for _ in range(3):
        clock.passes(seconds=1)
        sender.send_due(10)
    assert seen(practice) == GREETING * 3


def test_a_limit_on_looking_people_up_is_obeyed_and_any_other_trouble_there_holds_nothing_up(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    practice.faults.rate_limit("users.info", retry_after="20")
    owed(workspace, "greeting", "U0DANA", clock)
    sender.send_due()
    limited = row(workspace, "greeting")
    assert (limited.last_error, limited.next_at) == (RATE_LIMITED, NOW + timedelta(seconds=20))

    practice.faults.fail("users.info")
    clock.passes(seconds=20)
    sender.send_due()
    assert seen(practice, "D0DANA") == GREETING


def restored(workspace: WorkspaceDatabase, clock: Clock) -> None:
    with workspace.transaction(clock()) as session:
        session.execute(update(Workspace).values(restored_at=clock()))


@pytest.mark.parametrize("days", [0, 6])
def test_a_message_to_a_person_sent_after_the_backup_is_found_by_its_name_after_the_restore(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock, days: int
) -> None:
    owed(workspace, "greeting", "U0DANA", clock)
    sender.send_due()
    first = row(workspace, "greeting")
    with workspace.transaction(clock()) as session:
        session.execute(update(Outbox).values(sent_ts=None, sent_channel=None, sent_at=None, key="lost"))
    clock.passes(days=1)
    restored(workspace, clock)
    clock.passes(days=days)
    with workspace.transaction(clock()) as session:
        session.execute(update(Outbox).values(next_at=None))
        owe(session, "name", "1", "U0DANA", clock())
        session.execute(update(Outbox).where(Outbox.kind == "name").values(key=first.key))
    practice.calls.clear()
    sender.send_due()

    assert seen(practice, "D0DANA") == ["Milpitas"]
    assert row(workspace, "name").sent_ts == first.sent_ts


def test_a_week_after_a_restore_messages_go_without_a_look_back(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    restored(workspace, clock)
    for day in (0, 7):
        clock.passes(days=day)
        owed(workspace, "greeting", "U0DANA", clock, str(day))
        sender.send_due()

    looks = [call.method for call in practice.calls if call.method == "conversations.history"]
    assert (seen(practice, "D0DANA"), len(looks)) == (GREETING * 2, 1)


def test_a_post_is_found_behind_hundreds_of_later_messages(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, client: WebClient, clock: Clock
) -> None:
    def answer_is_lost() -> None:
        for _ in range(205):
            client.chat_postMessage(channel="D0DANA", text="Hello.")
        raise TimeoutError

    owed(workspace, "greeting", "U0DANA", clock)
    replace(sender, client=Interrupted(practice, before=None, after=answer_is_lost)).send_due()
    clock.passes(seconds=LEASE.total_seconds())
    sender.send_due()

    assert seen(practice, "D0DANA").count("Good morning.") == 1
    assert row(workspace, "greeting").next_at is None


def test_the_moment_of_the_first_post_is_kept_and_edits_leave_it(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    owed(workspace, "greeting", "C0SISTER", clock)
    sender.send_due()
    clock.passes(hours=1)
    owed(workspace, "greeting", "C0SISTER", clock)
    sender.send_due()

    assert (row(workspace, "greeting").sent_at, len(practice.calls)) == (NOW, 2)
