from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk import WebClient

from bot.practice.clock import MovableClock
from bot.practice.contents import Draft
from bot.practice.driver import Practice
from bot.practice.refusal import ActRefused, SlackRefusal
from bot.practice.seeds import Manifest
from bot.practice.workspace import Workspace
from tests.bot.practice.conftest import CHANNELS, MANIFEST, PEOPLE
from tests.bot.practice.sample_app import CITY, modal, section

MORNING = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


class Machine:
    """A machine's clock that a test sets."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def test_the_clock_moves_forward_only() -> None:
    clock = MovableClock(starts_at=MORNING, machine=Machine(MORNING))
    clock.move(timedelta(days=1))

    assert clock.now() == MORNING + timedelta(days=1)
    with pytest.raises(ActRefused, match="forward only"):
        clock.move(timedelta(seconds=-1))


@given(st.lists(st.timedeltas(min_value=timedelta(days=-30), max_value=timedelta(days=30)), max_size=10))
def test_time_never_runs_backwards_whatever_the_machine_does(steps: list[timedelta]) -> None:
    machine = Machine(MORNING)
    clock = MovableClock(machine=machine)
    read = [clock.now()]
    for step in steps:
        machine.now += step
        read.append(clock.now())

    assert read == sorted(read)


def workspace(file: Path | None = None, machine: datetime = MORNING) -> Workspace:
    state = Workspace(clock=MovableClock(machine=Machine(machine)), file=file)
    state.seed(PEOPLE, CHANNELS, "Clerk")
    return state


def test_a_restart_loses_nothing_and_time_goes_on(tmp_path: Path) -> None:
    file = tmp_path / "practice.json"
    before = workspace(file)
    before.clock.move(timedelta(days=30))
    letter = before.post(Draft(channel="C0SISTER", user="U0DANA", text="A letter came"))
    before.post(Draft(channel="C0SISTER", user="U0CLERK", text="Who may see it?", only_for="U0DANA"))
    before.open_modal("U0DANA", modal("Record", CITY))
    before.publish_home("U0RUTH", {"type": "home", "blocks": [section("Hello")]})
    before.mark_read("U0RUTH", "C0SISTER")
    before.deactivate("U0RUTH")

    after = workspace(file, machine=MORNING + timedelta(hours=1))

    assert list(after.messages.values()) == [
        letter
    ]  # what one person saw is gone, as in Slack after a reload
    assert after.modals == before.modals
    assert after.homes == before.homes
    assert after.people == before.people
    assert after.read_marks == before.read_marks
    assert after.clock.now() == MORNING + timedelta(days=30, hours=1)


def test_time_goes_on_even_where_the_machine_was_set_back(tmp_path: Path) -> None:
    file = tmp_path / "practice.json"
    workspace(file).clock.move(timedelta(days=1))

    assert workspace(file, machine=MORNING - timedelta(days=9)).clock.now() == MORNING + timedelta(days=1)


def test_no_two_messages_share_a_time() -> None:
    state = workspace()
    stamps = [state.next_ts() for _ in range(3)]

    assert stamps == ["1793610000.000000", "1793610000.000001", "1793610000.000002"]


def test_a_served_workspace_is_remembered_in_its_file(tmp_path: Path) -> None:
    file = tmp_path / "practice.json"
    for text in ("One", "Two"):
        with Practice(PEOPLE, CHANNELS, MANIFEST, file=file, starts_at=MORNING) as practice:
            client = WebClient(practice.bot_token, base_url=practice.api_url)
            client.chat_postMessage(channel="C0SISTER", text=text)

    assert [message.text for message in practice.person("U0DANA").messages("C0SISTER")] == ["One", "Two"]


def test_the_state_of_people_and_channels_shows_in_the_refusals(
    practice: Practice, client: WebClient
) -> None:
    archived, deactivated = workspace(), workspace()
    archived.archive("C0SISTER")
    deactivated.deactivate("U0DANA")

    assert archived.channel("C0SISTER").archived is True
    assert deactivated.person("U0DANA").deleted is True
    with pytest.raises(SlackRefusal, match="channel_not_found"):
        practice.workspace.channel("C0ELSEWHERE")
    assert client.conversations_join(channel="C0OTHER")["channel"]["is_member"] is True
    practice.workspace.remove_app("C0OTHER")


def test_unread_messages_are_counted_until_she_reads(practice: Practice, client: WebClient) -> None:
    dana = practice.person("U0DANA")
    client.chat_postMessage(channel="U0DANA", text="Good morning")

    assert dana.screen().unread == {"C0SISTER": 0, "C0OTHER": 0, "D0DANA": 1}
    assert dana.reads("D0DANA").unread == {"C0SISTER": 0, "C0OTHER": 0, "D0DANA": 0}


def test_a_manifest_must_ask_for_the_scopes_of_its_events() -> None:
    scopes = {"scopes": {"bot": ["commands", "chat:write"]}}

    with pytest.raises(ValueError, match="the manifest lacks the scopes app_mentions:read, im:history"):
        Manifest({**MANIFEST, "oauth_config": scopes})
