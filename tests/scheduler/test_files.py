import json
import logging
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace
from importlib import resources
from typing import Any

import pytest
from icalendar import Calendar
from slack_sdk import WebClient
from slack_sdk.web import SlackResponse
from sqlalchemy import select

from bot.practice.driver import Practice
from bot.practice.seen import MessageSeen
from models.changes import FILE, owe_file
from models.database import WorkspaceDatabase
from models.outbox import Outbox
from scheduler.claims import LEASE
from scheduler.files import FileToSend, share, upload
from scheduler.outbox import Sender
from tests.scheduler.conftest import CHANNELS, PEOPLE, Clock
from tests.scheduler.outbox_builders import Killed

GET, COMPLETE = "files.getUploadURLExternal", "files.completeUploadExternal"


def asked(
    workspace: WorkspaceDatabase, clock: Clock, person: str = "U0DANA", what: str = "calendar", **of: str
) -> None:
    with workspace.transaction(clock()) as session:
        owe_file(session, {"what": what, **of}, person, clock())


def sent(practice: Practice, person: str = "U0DANA") -> list[MessageSeen]:
    return practice.person(person).dm


def names(practice: Practice, person: str = "U0DANA") -> list[list[str]]:
    return [[file["name"] for file in message.files] for message in sent(practice, person)]


def rows(workspace: WorkspaceDatabase) -> list[tuple[bool, str | None]]:
    """Say of each file asked for whether it is still to be sent, and what went wrong with it."""
    with workspace.reading() as session:
        found = session.scalars(select(Outbox).where(Outbox.kind == FILE).order_by(Outbox.created_at))
        return [(row.next_at is not None, row.last_error) for row in found]


def send_for_an_hour(sender: Sender, clock: Clock) -> None:
    for _ in range(6):
        sender.send_due(10)
        clock.passes(minutes=10)


class Dying(WebClient):
    """A client whose process ends just before or just after a file is posted."""

    def __init__(self, practice: Practice, *, posts: bool) -> None:
        super().__init__(practice.bot_token, base_url=practice.api_url, timeout=2, retry_handlers=[])
        self.posts = posts

    def files_completeUploadExternal(self, **asked: Any) -> SlackResponse:  # noqa: ANN401, N802 - as the SDK has it
        if self.posts:
            super().files_completeUploadExternal(**asked)
        raise Killed


@pytest.fixture
def ungranted(workspace: WorkspaceDatabase) -> Iterator[Practice]:  # noqa: ARG001
    """A workspace whose administrator left the optional scopes out."""
    manifest = json.loads((resources.files("bot") / "manifest.json").read_text())
    manifest["oauth_config"]["scopes"]["bot_optional"] = []
    with Practice(PEOPLE, CHANNELS, manifest) as practice:
        yield practice


def test_a_file_that_was_asked_for_lands_once_in_direct_messages(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    asked(workspace, clock)

    assert (sender.send_due(), sender.send_due()) == (1, 0)
    assert names(practice) == [["calendar-2026-01-15.ics"]]
    (message,) = sent(practice)
    assert (message.channel, message.text) == (
        "D0DANA",
        "Meetings and deadlines as of Jan 15, 2026. Open the file to add them to your calendar.",
    )
    (kept,) = practice.workspace.files.values()
    calendar = Calendar.from_ical(b64decode(kept.content))
    assert (kept.mimetype, calendar.calendar_name) == ("text/calendar", "Milpitas: meetings and deadlines")
    assert rows(workspace) == [(False, None)]


def test_everybody_who_asks_gets_a_file(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    for person in ("U0DANA", "U0RUTH"):
        asked(workspace, clock, person)
    sender.send_due(10)

    assert [len(sent(practice, person)) for person in ("U0DANA", "U0RUTH")] == [1, 1]


def test_asking_again_within_the_minute_brings_one_file_and_later_another(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    counts = []
    for seconds in (0, 1, 1, 90):
        clock.passes(seconds=seconds)
        asked(workspace, clock)
        sender.send_due(10)
        counts.append(len(sent(practice)))

    assert counts == [1, 1, 1, 2]


def test_without_the_scope_the_person_is_told_who_can_write_the_file(
    ungranted: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    client = WebClient(ungranted.bot_token, base_url=ungranted.api_url, timeout=2, retry_handlers=[])
    asked(workspace, clock)
    send_for_an_hour(replace(sender, client=client), clock)

    assert [(message.text.partition(". ")[0], message.files) for message in sent(ungranted)] == [
        ("I may not send files here", [])
    ]
    assert "clerk calendar" in sent(ungranted)[0].shown
    assert rows(workspace) == [(False, None)]


def test_a_file_that_can_no_longer_be_made_is_given_up_and_its_asker_told_why(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    asked(workspace, clock, what="paper", of="taken-back")
    send_for_an_hour(sender, clock)

    assert [message.text for message in sent(practice)] == [
        "I couldn't make the paper that you asked for. I couldn't find that paper."
    ]
    assert sent(practice)[0].buttons != []
    assert rows(workspace) == [(False, None)]


@pytest.mark.parametrize("posted", [True, False], ids=["after the post", "before the post"])
def test_after_a_crash_past_the_intent_the_file_is_given_up_and_the_log_says_so(
    practice: Practice,
    workspace: WorkspaceDatabase,
    sender: Sender,
    clock: Clock,
    caplog: pytest.LogCaptureFixture,
    *,
    posted: bool,
) -> None:
    asked(workspace, clock)
    with pytest.raises(Killed):
        replace(sender, client=Dying(practice, posts=posted)).send_due()

    clock.passes(seconds=LEASE.total_seconds())
    with caplog.at_level(logging.WARNING, logger="scheduler.outbox"):
        send_for_an_hour(sender, clock)
    assert (len(sent(practice)), rows(workspace)) == (int(posted), [(False, "posted once, unseen")])
    assert [message.rpartition(" is ")[2] for message in caplog.messages] == [
        "given up: it may stand in Slack or not"
    ]


@pytest.mark.parametrize("committed", [True, False], ids=["posted", "not posted"])
def test_a_post_that_may_have_failed_is_not_repeated(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock, *, committed: bool
) -> None:
    practice.faults.fail(COMPLETE, committed=committed)
    asked(workspace, clock)
    send_for_an_hour(sender, clock)

    assert (len(sent(practice)), rows(workspace)) == (int(committed), [(False, "SlackApiError")])


@pytest.mark.parametrize("method", ["conversations.open", GET])
def test_what_fails_before_the_post_is_repeated_until_the_file_stands_once(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock, method: str
) -> None:
    practice.faults.fail(method, committed=True)
    practice.faults.garble(method, body="cut")
    practice.faults.rate_limit(method, retry_after="30")
    asked(workspace, clock)
    send_for_an_hour(sender, clock)

    assert (len(sent(practice)), rows(workspace)) == (1, [(False, None)])


@pytest.mark.parametrize("error", ["ratelimited", "posting_to_channel_denied"])
def test_a_refused_post_is_tried_again(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock, error: str
) -> None:
    practice.faults.refuse(COMPLETE, error=error)
    asked(workspace, clock)
    send_for_an_hour(sender, clock)

    assert (len(sent(practice)), rows(workspace)) == (1, [(False, None)])


def test_a_sender_that_lost_its_row_while_uploading_posts_nothing(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    class Paused(WebClient):
        def files_getUploadURLExternal(self, **asked: Any) -> SlackResponse:  # noqa: ANN401, N802 - as the SDK has it
            clock.passes(seconds=LEASE.total_seconds())
            assert sender.send_due() == 1
            return super().files_getUploadURLExternal(**asked)

    asked(workspace, clock)
    paused = Paused(practice.bot_token, base_url=practice.api_url, timeout=2, retry_handlers=[])
    replace(sender, client=paused).send_due()

    assert len(sent(practice)) == 1


def test_a_name_in_what_is_said_mentions_nobody(practice: Practice, client: WebClient) -> None:
    file = FileToSend(name="a.ics", title="A & B", content=b"-", comment="<!channel> & Co")
    share(client, upload(client, "U0DANA", file))

    (posted,) = [call.arguments for call in practice.calls if call.method == COMPLETE]
    assert posted["initial_comment"] == "&lt;!channel&gt; &amp; Co"


def test_an_unknown_sort_of_file_holds_up_no_other(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    asked(workspace, clock, what="unheard of")
    clock.passes(seconds=1)
    asked(workspace, clock)
    sender.send_due(10)

    assert (len(sent(practice)), rows(workspace)) == (1, [(True, "KeyError"), (False, None)])
