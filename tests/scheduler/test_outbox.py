import json
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse
from sqlalchemy import select

from bot.practice.driver import Practice
from handlers.views.kit import Message
from models.changes import owe
from models.correspondence import Paper
from models.database import Database, WorkspaceDatabase
from models.ledger import record
from models.outbox import TYPED_ANSWER
from models.papers import FETCH_PAPER
from scheduler.claims import LEASE, claim
from scheduler.outbox import Sender
from tests.builders import NOW, STAFF, commission, prospect
from tests.scheduler.conftest import DRAWS, Clock, Interrupted
from tests.scheduler.outbox_builders import Killed, die, owed, rename, row, seen


def test_what_is_owed_is_posted_once(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    owed(workspace, "greeting", "C0SISTER", clock)

    assert (sender.send_due(), sender.send_due()) == (1, 0)
    assert seen(practice) == ["Good morning."]
    sent = row(workspace, "greeting")
    assert (sent.next_at, sent.intent_at, sent.sent_channel) == (None, None, "C0SISTER")


def test_a_message_to_a_person_lands_in_their_direct_messages(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    owed(workspace, "greeting", "U0DANA", clock)
    sender.send_due()

    assert [message.text for message in practice.person("U0DANA").dm] == ["Good morning."]
    assert row(workspace, "greeting").sent_channel == "D0DANA"


def test_rows_of_every_workspace_are_sent(
    practice: Practice, database: Database, sender: Sender, clock: Clock
) -> None:
    owed(commission(database, "T0OTHER"), "name", "C0SISTER", clock)
    owed(database.workspace("T0PRACTICE"), "greeting", "C0SISTER", clock)

    assert sender.send_due(10) == 2
    assert sorted(seen(practice)) == ["Good morning.", "Milpitas"]


def test_what_is_not_due_yet_waits(workspace: WorkspaceDatabase, sender: Sender, clock: Clock) -> None:
    owed(workspace, "greeting", "C0SISTER", Clock(NOW + timedelta(hours=1)))
    assert sender.send_due() == 0

    clock.passes(hours=1)
    assert sender.send_due() == 1


def test_several_senders_send_each_row_once(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    for channel in ("C0SISTER", "U0DANA", "U0RUTH"):
        for number in range(4):
            owed(workspace, "greeting", channel, clock, f"{channel} {number}")

    def send_all() -> None:
        while sender.send_due(2):
            pass

    for _ in range(4):
        threads = [threading.Thread(target=send_all) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        clock.passes(seconds=1)
    counts = (
        len(seen(practice)),
        len(seen(practice, "D0DANA")),
        len(seen(practice, "D0RUTH", person="U0RUTH")),
    )
    assert counts == (4, 4, 4)


def test_changes_before_a_send_make_one_message_and_later_ones_edit_it(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    rename(workspace, "Fremont", clock)
    rename(workspace, "Newark", clock)
    sender.send_due()
    assert seen(practice) == ["Newark"]

    rename(workspace, "Union City", clock)
    rename(workspace, "Hayward", clock)
    assert sender.send_due() == 1
    assert seen(practice) == ["Hayward"]
    assert [call.method for call in practice.calls] == ["chat.postMessage", "chat.update"]


def test_a_change_while_a_message_is_being_posted_is_not_lost(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    owed(workspace, "name", "C0SISTER", clock)
    interrupted = Interrupted(practice, before=lambda: rename(workspace, "Fremont", clock), after=None)
    replace(sender, client=interrupted).send_due()
    assert seen(practice) == ["Milpitas"]

    assert sender.send_due() == 1
    assert seen(practice) == ["Fremont"]


def test_nobody_else_sends_a_row_that_is_being_posted_and_was_owed_again(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    taken: list[int] = []

    def change_and_send() -> None:
        rename(workspace, "Fremont", clock)
        taken.append(sender.send_due())

    owed(workspace, "name", "C0SISTER", clock)
    replace(sender, client=Interrupted(practice, before=change_and_send, after=None)).send_due()

    assert taken == [0]
    assert seen(practice) == ["Milpitas"]


def test_a_message_that_was_deleted_is_posted_afresh(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, client: WebClient, clock: Clock
) -> None:
    owed(workspace, "greeting", "C0SISTER", clock)
    sender.send_due()
    client.chat_delete(channel="C0SISTER", ts=str(row(workspace, "greeting").sent_ts))

    owed(workspace, "greeting", "C0SISTER", clock)
    sender.send_due()
    assert seen(practice) == ["Good morning."]
    assert row(workspace, "greeting").next_at is None


def test_a_sender_paused_before_posting_posts_nothing_past_its_lease(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    def paused(*_: object) -> Message:
        clock.passes(seconds=LEASE.total_seconds())
        assert sender.send_due() == 1
        return Message(text="Too late.")

    owed(workspace, "greeting", "C0SISTER", clock)
    replace(sender, draw={**DRAWS, "greeting": paused}).send_due()

    assert seen(practice) == ["Good morning."]
    assert row(workspace, "greeting").attempt == 2


def test_a_sender_paused_after_posting_marks_nothing_past_its_lease(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    def paused() -> None:
        clock.passes(seconds=LEASE.total_seconds())
        assert sender.send_due() == 1
        rename(workspace, "Fremont", clock)

    owed(workspace, "name", "U0DANA", clock)
    replace(sender, client=Interrupted(practice, before=None, after=paused)).send_due()

    assert seen(practice, "D0DANA") == ["Milpitas"]
    assert row(workspace, "name").next_at == clock()


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("1", 1), ("30", 30), ("", 30), ("nonsense", 30), ("0", 1), ("9999", 3600), ("9" * 400, 30)],
)
def test_a_rate_limit_is_obeyed(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock, said: str, seconds: int
) -> None:
    practice.faults.rate_limit("chat.postMessage", retry_after=said)
    owed(workspace, "greeting", "C0SISTER", clock)
    sender.send_due()

    limited = row(workspace, "greeting")
    assert (limited.next_at, limited.intent_at) == (NOW + timedelta(seconds=seconds), None)
    clock.passes(seconds=seconds)
    sender.send_due()
    assert seen(practice) == ["Good morning."]


def test_a_refusal_is_tried_again_with_growing_gaps(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    gaps = []
    owed(workspace, "greeting", "C0OTHER", clock)
    for _ in range(8):
        assert sender.send_due() == 1
        refused = row(workspace, "greeting")
        assert (refused.last_error, refused.intent_at, sender.send_due()) == ("not_in_channel", None, 0)
        gaps.append((refused.next_at or NOW) - clock())
        clock.moment = refused.next_at or NOW
    assert [gap.total_seconds() / 60 for gap in gaps] == [1, 2, 4, 8, 16, 32, 60, 60]

    owed(workspace, "name", "C0SISTER", clock)
    assert sender.send_due(10) == 2
    assert seen(practice) == ["Milpitas"]


def test_a_row_that_cannot_be_drawn_holds_up_no_other(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    owed(workspace, "unheard of", "C0SISTER", clock)
    owed(workspace, "greeting", "C0SISTER", clock)

    assert (sender.send_due(10), sender.send_due(10)) == (2, 0)
    assert seen(practice) == ["Good morning."]
    assert row(workspace, "unheard of").last_error == "KeyError"


def test_nothing_to_say_is_over_without_a_message(
    workspace: WorkspaceDatabase, sender: Sender, practice: Practice, clock: Clock
) -> None:
    owed(workspace, "nothing", "C0SISTER", clock)

    assert (sender.send_due(), sender.send_due(), practice.calls) == (1, 0, [])


Trouble = Callable[[Practice, bool], None]
TROUBLES: dict[str, Trouble] = {
    "500": lambda practice, done: practice.faults.fail("chat.postMessage", status=500, committed=done),
    "502": lambda practice, done: practice.faults.fail("chat.postMessage", status=502, committed=done),
    "503": lambda practice, done: practice.faults.fail("chat.postMessage", status=503, committed=done),
    "504": lambda practice, done: practice.faults.fail("chat.postMessage", status=504, committed=done),
    "a page instead of an answer": lambda practice, done: practice.faults.garble(
        "chat.postMessage", body="html", committed=done
    ),
    "half an answer": lambda practice, done: practice.faults.garble(
        "chat.postMessage", body="cut", committed=done
    ),
    "no answer": lambda practice, done: practice.faults.garble(
        "chat.postMessage", body="empty", committed=done
    ),
}


@pytest.mark.parametrize("trouble", TROUBLES.values(), ids=TROUBLES)
@pytest.mark.parametrize("done", [True, False], ids=["posted", "not posted"])
def test_after_an_unclear_answer_the_message_is_looked_for_and_stands_once(
    practice: Practice,
    workspace: WorkspaceDatabase,
    sender: Sender,
    clock: Clock,
    trouble: Trouble,
    *,
    done: bool,
) -> None:
    trouble(practice, done)
    owed(workspace, "greeting", "U0DANA", clock)
    sender.send_due()
    assert (len(seen(practice, "D0DANA")), sender.send_due()) == (int(done), 0)

    clock.passes(seconds=LEASE.total_seconds())
    assert (sender.send_due(), sender.send_due()) == (1, 0)
    assert seen(practice, "D0DANA") == ["Good morning."]


def test_silence_is_an_unclear_answer(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    practice.faults.silence("chat.postMessage", committed=True)
    owed(workspace, "greeting", "U0DANA", clock)
    sender.send_due()
    clock.passes(seconds=LEASE.total_seconds())
    sender.send_due()

    assert seen(practice, "D0DANA") == ["Good morning."]


def test_a_look_back_that_fails_leaves_the_question_open(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    practice.faults.fail("chat.postMessage", committed=True)
    practice.faults.rate_limit("conversations.history", times=1)
    owed(workspace, "greeting", "U0DANA", clock)
    for _ in range(3):
        sender.send_due()
        clock.passes(minutes=5)

    assert seen(practice, "D0DANA") == ["Good morning."]
    assert row(workspace, "greeting").next_at is None


@pytest.mark.parametrize("trouble", ["rate limit", "server error"])
def test_a_message_that_was_found_stands_once_although_its_edit_is_refused(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock, trouble: str
) -> None:
    practice.faults.fail("chat.postMessage", committed=True)
    if trouble == "rate limit":
        practice.faults.rate_limit("chat.update")
    else:
        practice.faults.fail("chat.update")
    owed(workspace, "greeting", "U0DANA", clock)
    for _ in range(3):
        sender.send_due()
        clock.passes(minutes=5)

    assert seen(practice, "D0DANA") == ["Good morning."]
    assert row(workspace, "greeting").next_at is None


class Blind(WebClient):
    """A client that may read no history."""

    def conversations_history(self, **_: object) -> SlackResponse:
        raise SlackApiError("it may not look", {"error": "missing_scope"})  # type: ignore[no-untyped-call]  # it has none


@pytest.fixture
def blind(sender: Sender, practice: Practice) -> Sender:
    client = Blind(practice.bot_token, base_url=practice.api_url, timeout=2, retry_handlers=[])
    return replace(sender, client=client)


def test_what_cannot_be_read_back_is_posted_once_more_after_a_quarter_of_an_hour_and_then_given_up(
    practice: Practice, workspace: WorkspaceDatabase, blind: Sender, clock: Clock
) -> None:
    practice.faults.fail("chat.postMessage", committed=True, times=2)
    owed(workspace, "greeting", "C0SISTER", clock)
    counts = []
    for minutes in (0, 14, 1, 60, 60):
        clock.passes(minutes=minutes)
        blind.send_due()
        counts.append((len(seen(practice)), row(workspace, "greeting").failures))
    assert counts == [(1, 1), (1, 1), (2, 2), (2, 2), (2, 2)]

    rename(workspace, "Fremont", clock)
    owed(workspace, "greeting", "C0SISTER", clock)
    blind.send_due(10)
    given_up = row(workspace, "greeting")
    assert (given_up.next_at, given_up.last_error) == (None, "posted twice, unseen")
    assert seen(practice).count("Good morning.") == 2


def test_what_is_posted_well_the_second_time_is_edited_from_then_on(
    practice: Practice, workspace: WorkspaceDatabase, blind: Sender, clock: Clock
) -> None:
    practice.faults.fail("chat.postMessage", committed=False)
    rename(workspace, "Fremont", clock)
    for minutes in (0, 5, 15):
        clock.passes(minutes=minutes)
        blind.send_due()
    rename(workspace, "Newark", clock)
    blind.send_due()

    assert (seen(practice), row(workspace, "name").last_error) == (["Newark"], None)


def test_a_refused_repeat_may_be_tried_again(
    practice: Practice, workspace: WorkspaceDatabase, blind: Sender, clock: Clock
) -> None:
    practice.faults.fail("chat.postMessage", committed=False)
    practice.faults.rate_limit("chat.postMessage", retry_after="30")
    owed(workspace, "greeting", "C0SISTER", clock)
    for minutes in (0, 15, 3):
        clock.passes(minutes=minutes)
        blind.send_due()

    assert (seen(practice), row(workspace, "greeting").next_at) == (["Good morning."], None)


def test_a_person_is_never_written_to_twice(
    practice: Practice, workspace: WorkspaceDatabase, blind: Sender, clock: Clock
) -> None:
    practice.faults.fail("chat.postMessage", committed=True)
    owed(workspace, "greeting", "U0DANA", clock)
    for _ in range(3):
        blind.send_due()
        clock.passes(minutes=20)

    given_up = row(workspace, "greeting")
    assert (seen(practice, "D0DANA"), given_up.next_at) == (["Good morning."], None)
    assert given_up.last_error == "SlackApiError"


@pytest.mark.parametrize("posted", [True, False], ids=["after the post", "before the post"])
def test_a_crash_between_intent_and_mark_doubles_and_loses_nothing(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock, *, posted: bool
) -> None:
    dying = Interrupted(practice, before=None if posted else die, after=die if posted else None)
    owed(workspace, "name", "U0DANA", clock)
    with pytest.raises(Killed):
        replace(sender, client=dying).send_due()
    rename(workspace, "Fremont", clock)

    clock.passes(seconds=LEASE.total_seconds())
    sender.send_due()
    assert seen(practice, "D0DANA") == ["Fremont"]


def typed(workspace: WorkspaceDatabase, channel: str, clock: Clock) -> None:
    subject = json.dumps(
        {"user": "U0DANA", "line": "next", "channel": channel, "thread": None, "event": "Ev1"}
    )
    with workspace.transaction(clock()) as session:
        owe(session, TYPED_ANSWER, subject, channel, clock())


def test_a_line_typed_in_a_channel_is_answered_to_its_writer_alone(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    typed(workspace, "C0SISTER", clock)
    answering = replace(sender, draw={TYPED_ANSWER: DRAWS["greeting"]})
    answering.send_due()
    typed(workspace, "C0SISTER", clock)
    answering.send_due()

    assert (seen(practice), seen(practice, person="U0RUTH")) == (["Good morning."], [])


def test_a_line_typed_in_direct_messages_is_answered_there(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    typed(workspace, "D0DANA", clock)
    replace(sender, draw={TYPED_ANSWER: DRAWS["greeting"]}).send_due()

    assert seen(practice, "D0DANA") == ["Good morning."]
    assert row(workspace, TYPED_ANSWER).sent_ts == practice.person("U0DANA").dm[-1].ts


def paper_wanted(workspace: WorkspaceDatabase, file_id: str, clock: Clock) -> None:
    with workspace.transaction(clock()) as session:
        opened = prospect(session)
        act = record(session, "correspondence logged", actor=STAFF, now=clock(), prospect_id=opened.id)
        wanted = {"file": file_id, "prospect": opened.id, "letter": None, "step": None, "act": act.id}
        owe(session, FETCH_PAPER, json.dumps(wanted), "U0DANA", clock())


def papers(workspace: WorkspaceDatabase) -> list[tuple[str, str, bytes]]:
    with workspace.reading() as session:
        return [(paper.name, paper.media_type, paper.content) for paper in session.scalars(select(Paper))]


def test_a_paper_that_slack_no_longer_has_is_told_to_whoever_attached_it(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    practice.faults.refuse("files.info", error="file_not_found")
    paper_wanted(workspace, "F0GONE", clock)

    assert (sender.send_due(), sender.send_due(), sender.send_due()) == (1, 1, 0)
    assert [text.partition(". ")[0] for text in seen(practice, "D0DANA")] == [
        "I couldn't keep the file you attached: Slack no longer has it"
    ]
    assert papers(workspace) == []


class KnowsFiles(WebClient):
    """A client to whom Slack describes any file of the practice workspace."""

    def files_info(self, *, file: str) -> dict[str, Any]:  # type: ignore[override]  # a plain answer will do
        address = self.base_url.replace("/api/", f"/files/{file}")
        return {
            "file": {"name": "form.pdf", "mimetype": "application/pdf", "size": 8, "url_private": address}
        }


@pytest.mark.parametrize("token_is_good", [True, False], ids=["may read", "may not read"])
def test_a_paper_is_kept_once_where_clerk_may_read_it(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock, *, token_is_good: bool
) -> None:
    file_id = practice.person("U0DANA").uploads("form.pdf", b"%PDF-1.7")["id"]
    paper_wanted(workspace, file_id, clock)
    token = practice.bot_token if token_is_good else "xoxb-forged"
    knowing = KnowsFiles(token, base_url=practice.api_url, timeout=1, retry_handlers=[])
    replace(sender, client=knowing).send_due()

    assert papers(workspace) == ([("form.pdf", "application/pdf", b"%PDF-1.7")] if token_is_good else [])
    assert sender.send_due() == int(not token_is_good)


def test_a_claim_takes_no_more_than_its_limit(database: Database, workspace: WorkspaceDatabase) -> None:
    with workspace.transaction(NOW) as session:
        for number in range(40):
            owe(session, "greeting", str(number), "C0SISTER", NOW)
    with database.engine.begin() as connection:
        connection.exec_driver_sql("ANALYZE")

    assert [len(claim(database, NOW, limit)) for limit in (1, 3, 100)] == [1, 3, 36]


def test_where_a_message_stands_is_kept_when_nothing_is_left_to_draw_once_it_is_found(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    practice.faults.fail("chat.postMessage", committed=True)
    owed(workspace, "greeting", "U0DANA", clock)
    sender.send_due()
    clock.passes(seconds=LEASE.total_seconds())
    replace(sender, draw={"greeting": DRAWS["nothing"]}).send_due()

    stands = row(workspace, "greeting")
    assert (stands.sent_ts, stands.next_at) == (practice.person("U0DANA").dm[-1].ts, None)
