"""Guests, strangers, closed accounts, archived channels, and a workspace that is started over."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.practice.contents import Beginning
from bot.practice.driver import Practice
from bot.practice.refusal import ActRefused
from bot.practice.seeds import PersonSeed
from tests.bot.practice.conftest import CHANNELS, MANIFEST, PEOPLE
from tests.bot.practice.sample_app import modal, plain
from tests.bot.practice.test_page_door import act, state

GUEST = PersonSeed("U0GUEST", "Pat Gray", "", "America/Los_Angeles", is_restricted=True)
STRANGER = PersonSeed("U0AFAR", "Rui Costa", "", "Europe/Lisbon", team="T0EVORA")


def another_practice(file: Path | None = None) -> Practice:
    ways = [Beginning(key="sample", title="The sample"), Beginning(key="empty", title="Nothing")]
    starts_at = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)
    return Practice(PEOPLE, CHANNELS, MANIFEST, file=file, starts_at=starts_at, beginnings=ways)


def test_a_guest_and_a_person_of_another_organisation_are_told_by_users_info() -> None:
    with another_practice() as practice:
        practice.workspace.admit(GUEST)
        practice.workspace.admit(STRANGER)
        client = WebClient(practice.bot_token, base_url=practice.api_url)
        guest, stranger = (client.users_info(user=seed.id)["user"] for seed in (GUEST, STRANGER))

    assert (guest["is_restricted"], guest["team_id"], guest.get("is_stranger")) == (True, "T0PRACTICE", None)
    assert (stranger["team_id"], stranger["is_stranger"]) == ("T0EVORA", True)


def test_a_person_of_another_organisation_has_no_command() -> None:
    with another_practice() as practice:
        practice.workspace.admit(STRANGER)
        with pytest.raises(ActRefused, match="Rui Costa is of another organisation and has no /sister"):
            practice.person("U0AFAR").types("/sister", "C0SISTER")


def test_a_person_of_another_organisation_invites_and_removes_no_app_and_a_guest_neither() -> None:
    with another_practice() as practice:
        practice.workspace.admit(STRANGER)
        practice.workspace.admit(GUEST)
        with pytest.raises(ActRefused, match="Rui Costa is of another organisation and has no /remove"):
            practice.person("U0AFAR").says("/remove @Clerk", "C0SISTER")
        with pytest.raises(ActRefused, match="Pat Gray is a guest, and guests cannot add or remove apps"):
            practice.person("U0GUEST").says("/invite @Clerk", "C0OTHER")
        assert [room.has_app for room in practice.workspace.channels.values() if not room.is_im] == [
            True,
            False,
        ]


def test_a_command_in_a_thread_is_refused_and_posted_nowhere(practice: Practice) -> None:
    ruth = practice.person("U0RUTH")
    ruth.says("Good morning", "C0SISTER")
    morning = ruth.messages("C0SISTER")[-1]
    with pytest.raises(ActRefused, match="/sister does not work in threads"):
        ruth.says("/sister next", "C0SISTER", thread=morning)
    assert [message.text for message in ruth.messages("C0SISTER")] == ["Good morning"]


def test_a_message_that_only_one_person_sees_has_no_shortcut(practice: Practice, client: WebClient) -> None:
    client.chat_postEphemeral(channel="C0SISTER", user="U0DANA", text="For Dana alone")
    dana = practice.person("U0DANA")
    with pytest.raises(ActRefused, match="Slack offers no shortcut on a message that only you see"):
        dana.uses_shortcut("Log this message", on=dana.messages("C0SISTER")[-1])


def test_a_closed_account_does_nothing_more() -> None:
    with another_practice() as practice:
        practice.workspace.deactivate("U0RUTH")
        with pytest.raises(ActRefused, match="Ruth Meyer's account is closed"):
            practice.person("U0RUTH").says("Hello", "C0SISTER")


def test_nobody_writes_in_an_archived_channel() -> None:
    with another_practice() as practice:
        ruth = practice.person("U0RUTH")
        ruth.says("Good morning", "C0SISTER")
        practice.workspace.archive("C0SISTER")
        with pytest.raises(ActRefused, match="#sister-cities is archived; nobody can write there"):
            ruth.edits(ruth.messages("C0SISTER")[-1], "Good evening")
        for line in ("Hello", "/sister"):
            with pytest.raises(ActRefused, match="#sister-cities is archived; nobody can write there"):
                ruth.says(line, "C0SISTER")


def test_the_app_is_invited_and_removed_by_slacks_own_commands(practice: Practice, client: WebClient) -> None:
    assert act(practice, do="say", channel="C0OTHER", text="/invite @Clerk") == {"ok": True}
    assert client.chat_postMessage(channel="C0OTHER", text="Here I am")["ok"] is True
    assert act(practice, do="say", channel="C0OTHER", text="/remove @Clerk") == {"ok": True}
    with pytest.raises(SlackApiError, match="not_in_channel"):
        client.chat_postMessage(channel="C0OTHER", text="Am I here?")


def test_people_are_listed_page_by_page(client: WebClient) -> None:
    first = client.users_list(limit=2)
    rest = client.users_list(limit=2, cursor=first["response_metadata"]["next_cursor"])

    assert [one["id"] for one in (*first["members"], *rest["members"])] == ["U0CLERK", "U0DANA", "U0RUTH"]
    assert rest["response_metadata"]["next_cursor"] == ""
    with pytest.raises(SlackApiError, match="invalid_cursor"):
        client.users_list(cursor="U0NOBODY")
    with pytest.raises(SlackApiError, match="invalid_arguments"):
        client.api_call("users.list", params={"limit": "many"})


def test_a_form_knows_the_conversation_that_it_was_opened_in(practice: Practice, client: WebClient) -> None:
    element = {
        "type": "conversations_select",
        "action_id": "where",
        "default_to_current_conversation": True,
        "filter": {"include": ["public"]},
    }
    block = {"type": "input", "block_id": "channel", "label": plain("Channel"), "element": element}
    trigger = practice.trigger("U0DANA", "C0OTHER")
    client.views_open(trigger_id=trigger, view=modal("Set up", block, submit="Save"))

    values = state(practice)["modals"][0]["state"]["values"]
    assert values == {
        "channel": {"where": {"type": "conversations_select", "selected_conversation": "C0OTHER"}}
    }


def test_starting_over_tells_whoever_listens_which_beginning_was_chosen() -> None:
    with another_practice() as practice:
        told: list[str] = []
        practice.when_started_over(told.append)

        assert act(practice, do="reset", to="empty") == {"ok": True}
        refused = act(practice, do="reset", to="elsewhere")

    assert told == ["empty"]
    assert refused == {"ok": False, "error": "The workspace starts over as one of these: sample, empty."}


def test_what_is_started_over_forgets_all_and_goes_back_in_time(tmp_path: Path) -> None:
    with another_practice(tmp_path / "practice.json") as practice:
        practice.workspace.admit(GUEST)
        practice.workspace.archive("C0SISTER")
        practice.person("U0DANA").says("Hello", "C0OTHER")
        act(practice, do="move_clock", seconds=86_400)
        before = state(practice)["began"]
        practice.start_over("empty")
        began = state(practice)["began"]

    with another_practice(tmp_path / "practice.json") as again:
        seen = state(again)
    assert [room["messages"] for room in seen["channels"]] == [[], [], []]
    assert [room["archived"] for room in seen["channels"]] == [False, False, False]
    assert [person["id"] for person in seen["people"]] == ["U0CLERK", "U0DANA", "U0RUTH"]
    assert seen["now"][:10] == "2026-11-23"
    assert (seen["beginning"], seen["began"], began == before) == ("empty", began, False)
