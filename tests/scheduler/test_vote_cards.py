"""The message of a vote: it catches up with the record whatever happens, and is edited at most once a second."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from slack_sdk import WebClient
from slack_sdk.web import SlackResponse
from sqlalchemy import select

from bot.practice.driver import Practice
from models.database import Database
from models.outbox import Outbox
from models.rules.roll import Mark
from models.workspaces import Workspace
from scheduler.outbox import Sender
from scheduler.timetable import Timetable
from tests.builders import office
from tests.models.votes_builders import ABSTAIN, AT_ONCE, AYE, EVENING, NO, SEATS, Room, room, set_rules
from tests.scheduler.conftest import Clock

CHANNEL = "C0SISTER"


class Killed(BaseException):
    """The process ends here."""


class Watched(WebClient):
    """A client beside which something happens before each edit."""

    def __init__(self, practice: Practice, before: Callable[[], object]) -> None:
        super().__init__(practice.bot_token, base_url=practice.api_url, timeout=1, retry_handlers=[])
        self.before = before

    def chat_update(self, **message: object) -> SlackResponse:
        self.before()
        return super().chat_update(**message)  # type: ignore[arg-type]


@pytest.fixture
def clock() -> Clock:
    return Clock(EVENING)


@pytest.fixture
def begun(database: Database) -> Room:
    """A meeting in session in the practice workspace."""
    working = office(database, "T0PRACTICE")
    with working.workspace.transaction(working.now) as session:
        session.scalars(select(Workspace)).one().channel = CHANNEL
    return room(working)


@pytest.fixture
def sender(database: Database, begun: Room, client: WebClient, clock: Clock) -> Sender:  # noqa: ARG001
    return Sender(database=database, client=client, now=clock, draw={})


@pytest.fixture
def motion(begun: Room, sender: Sender) -> str:
    """A vote whose message stands in the channel."""
    opened = begun.opens()
    sender.send_due(9)
    return opened


def sends_all(sender: Sender, clock: Clock) -> None:
    """Let a second pass, and send what is due then."""
    clock.passes(seconds=1)
    while sender.send_due(9):
        continue


def seen(practice: Practice) -> list[str]:
    return [message.text for message in practice.person("U0DANA").messages(CHANNEL)]


def edits(practice: Practice) -> int:
    return sum(call.method == "chat.update" for call in practice.calls)


def test_an_open_vote_names_who_voted_and_who_has_not(
    practice: Practice, begun: Room, sender: Sender, clock: Clock, motion: str
) -> None:
    begun.all_cast(motion, {"U11": AYE, "U12": AYE, "U15": NO})
    sends_all(sender, clock)
    assert seen(practice) == [
        "Vote: Answer the letter. Moved by Sam Lee, seconded by Priya Singh. Regular meeting of Thu, Jan 15, item "
        + begun.sees(motion).item
        + ". So far: 2 aye (Ngozi Okafor, Sam Lee (seat 2)), 1 no (Ana Cruz). Not yet: Priya Singh, Min Park, Sam Lee (seat 6), Bea Ortiz."
    ]


def test_a_body_may_show_votes_at_the_close_only(
    practice: Practice, begun: Room, sender: Sender, clock: Clock, motion: str
) -> None:
    set_rules(begun.office, votes_shown="at close")
    begun.all_cast(motion, {"U11": AYE, "U15": NO})
    sends_all(sender, clock)
    shown = practice.person("U0DANA").last_message(CHANNEL)
    assert "2 of 7 members present have voted. Votes are shown at the close." in shown.shown
    assert "Ana Cruz" not in f"{shown.text}{shown.shown}"


def test_a_closed_vote_shows_the_roll_call_the_sum_and_no_ballot(
    practice: Practice, begun: Room, sender: Sender, clock: Clock, motion: str
) -> None:
    begun.all_cast(motion, {"U11": AYE, "U12": AYE, "U13": AYE, "U15": NO, "U14": ABSTAIN})
    begun.marks(Mark.LEFT, "U17")
    begun.closes(motion)
    sends_all(sender, clock)
    shown = practice.person("U0DANA").last_message(CHANNEL)
    assert shown.text.startswith(
        "Carried 3\N{EN DASH}1, 1 abstaining, 1 not voting, 1 absent: Answer the letter. Moved by Sam Lee, seconded by Priya Singh. Aye: Ngozi Okafor, Sam Lee (seat 2), Priya Singh. No: Ana Cruz. Abstain: Min Park. Not voting: Sam Lee (seat 6). Absent: Bea Ortiz."
    )
    assert (
        "3 aye, 1 no, 1 abstaining, 1 not voting, 1 absent (majority of those voting; needed 3)."
        in shown.shown
    )
    assert shown.buttons == ["Reopen"]
    (table,) = [block for block in shown.blocks if block["type"] == "table"]
    assert [[cell["text"] for cell in row] for row in table["rows"]][:3] == [
        ["Member", "Vote", "How cast"],
        ["Ngozi Okafor", "Aye", "in Slack"],
        ["Sam Lee (seat 2)", "Aye", "in Slack"],
    ]


def test_a_message_whose_table_slack_does_not_know_is_shown_with_a_list(
    practice: Practice, begun: Room, sender: Sender, clock: Clock, motion: str
) -> None:
    begun.closes(motion)
    practice.faults.refuse("chat.update", error="invalid_blocks")
    sends_all(sender, clock)
    shown = practice.person("U0DANA").last_message(CHANNEL)
    assert [block["type"] for block in shown.blocks if block["type"] == "table"] == []
    assert "Min Park: Not voting (said nothing)" in shown.shown


def test_fifty_presses_in_one_second_make_one_edit(
    practice: Practice, begun: Room, sender: Sender, clock: Clock, motion: str
) -> None:
    people = list(SEATS)[:5]

    def press(place: int) -> None:
        option = NO if place >= 45 else (AYE if place % 2 else ABSTAIN)
        begun.casts(motion, people[place % 5], option, place / 1000)

    with ThreadPoolExecutor(max_workers=AT_ONCE) as listeners:
        list(listeners.map(press, range(50)))
    assert sender.send_due(9) == 0
    sends_all(sender, clock)
    assert (edits(practice), len(seen(practice))) == (1, 1)
    assert "So far: 5 no" in seen(practice)[0]


def test_no_two_edits_lie_within_a_second(
    practice: Practice, begun: Room, sender: Sender, clock: Clock, motion: str
) -> None:
    at: list[float] = []
    watched = replace(sender, client=Watched(practice, lambda: at.append(clock().timestamp())))
    for tenth in range(40):
        replace(begun, now=clock()).casts(motion, "U12", NO if tenth % 2 else AYE, 0)
        clock.passes(seconds=0.1)
        watched.send_due(9)
    assert min(later - earlier for earlier, later in pairwise(at)) >= 1


def test_a_press_while_an_edit_is_being_sent_is_shown_by_the_next(
    practice: Practice, begun: Room, sender: Sender, clock: Clock, motion: str
) -> None:
    late = iter([lambda: begun_now().casts(motion, "U13", NO)])

    def begun_now() -> Room:
        return replace(begun, now=clock())

    begun.casts(motion, "U12", AYE)
    watched = replace(sender, client=Watched(practice, lambda: next(late, lambda: AYE)() and None))
    clock.passes(seconds=1)
    watched.send_due(9)
    assert "So far: 1 aye (Sam Lee (seat 2)). Not yet" in seen(practice)[0]
    sends_all(sender, clock)
    assert "1 no (Priya Singh)" in seen(practice)[0]


@pytest.mark.parametrize("trouble", ["429", "500", "500 after the deed"])
def test_the_message_catches_up_when_slack_is_in_trouble(
    practice: Practice, begun: Room, sender: Sender, clock: Clock, motion: str, trouble: str
) -> None:
    if trouble == "429":
        practice.faults.rate_limit("chat.update", retry_after="30")
    else:
        practice.faults.fail("chat.update", status=500, committed=trouble != "500")
    begun.casts(motion, "U12", AYE)
    sends_all(sender, clock)
    replace(begun, now=clock()).casts(motion, "U13", NO)
    sends_all(sender, clock)
    if trouble == "429":
        assert "Nobody has voted yet." in seen(practice)[0]
        clock.passes(seconds=30)
        sends_all(sender, clock)
    assert "So far: 1 aye (Sam Lee (seat 2)), 1 no (Priya Singh)." in seen(practice)[0]
    assert len(seen(practice)) == 1


def test_a_process_killed_between_recording_and_redrawing_is_caught_up_by_the_next(
    practice: Practice, database: Database, begun: Room, clock: Clock, sender: Sender, motion: str
) -> None:
    def die() -> None:
        raise Killed

    begun.casts(motion, "U12", AYE)
    clock.passes(seconds=1)
    with pytest.raises(Killed):
        replace(sender, client=Watched(practice, die)).send_due(9)
    assert "Nobody has voted yet." in seen(practice)[0]

    clock.passes(minutes=3)
    another = Sender(database=database, client=sender.client, now=clock, draw={})
    assert another.send_due(9) == 1
    assert "So far: 1 aye" in seen(practice)[0]


def test_the_button_that_reopens_goes_when_its_ten_minutes_are_over(
    practice: Practice, begun: Room, sender: Sender, clock: Clock, motion: str
) -> None:
    begun.closes(motion)
    sends_all(sender, clock)
    assert sender.send_due(9) == 0
    clock.passes(minutes=10)
    assert sender.send_due(9) == 1
    assert practice.person("U0DANA").last_message(CHANNEL).buttons == ["Correct the record"]
    with begun.office.workspace.reading() as session:
        (row,) = session.scalars(select(Outbox).where(Outbox.kind == "vote"))
        assert row.next_at is None


def test_the_sender_wakes_by_itself_when_an_edit_falls_due(
    practice: Practice, database: Database, begun: Room, motion: str, sender: Sender, clock: Clock
) -> None:
    begun.casts(motion, "U12", AYE)
    assert sender.pause(5, clock()) == 1
    clock.passes(seconds=0.4)
    assert round(sender.pause(5, clock()), 3) == 0.6
    looked = clock()
    clock.passes(seconds=0.6)
    assert sender.pause(5, looked) == 0, "it has fallen due since"
    assert (sender.pause(5, clock()), Timetable(database, sender, clock).is_healthy()) == (5, False)
    assert len(seen(practice)) == 1


def test_nobody_gets_a_vote_of_somebody_else_in_a_direct_message(
    practice: Practice, begun: Room, sender: Sender, clock: Clock, motion: str
) -> None:
    begun.all_cast(motion, {"U11": AYE, "U12": NO})
    begun.closes(motion)
    sends_all(sender, clock)
    posted = {
        str(call.arguments.get("channel")) for call in practice.calls if call.method.startswith("chat.")
    }
    assert posted == {CHANNEL}


def test_a_message_says_since_when_it_is_corrected(
    practice: Practice, begun: Room, sender: Sender, clock: Clock, motion: str
) -> None:
    begun.all_cast(motion, {"U11": AYE, "U12": NO})
    begun.closes(motion)
    begun.later(days=1).corrects(motion, "U12", AYE, reason="The motion was misread")
    clock.passes(seconds=timedelta(days=1).total_seconds())
    sends_all(sender, clock)
    assert (
        "Corrected by Ana Ruiz on Fri, Jan 16: Sam Lee (seat 2), Aye, not No. Reason: The motion was misread."
        in practice.person("U0DANA").last_message(CHANNEL).shown
    )
