"""Signed requests of a shape or a sender that Clerk does not expect: nothing is saved, and there is an answer."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from copy import deepcopy

import pytest

from bot.practice.contents import APP_USER, Json
from bot.practice.payloads import event_payload
from tests.builders import STRANGER
from tests.faults.conftest import TEAM_ID, WRITTEN, Wire

KINDS = ["command", "event", "mention", "home", "press", "shortcut", "form"]
Path = tuple[str | int, ...]


def made(wire: Wire, kind: str, by: str = "U1") -> Json:
    """Make a request of a kind, as Slack sends it."""
    event: Json = {"user": by, "channel": "C1", "ts": "1.1"}
    if kind == "press":
        return wire.pressed("do_undo", "", wire.message(), by)
    if kind == "mention":
        return event_payload({**event, "type": "app_mention", "text": "<@U0> list"})
    if kind == "home":
        return event_payload({**event, "type": "app_home_opened", "tab": "home"})
    if kind == "form":
        return wire.form(by)
    one = {"command": wire.command, "event": wire.said, "shortcut": wire.shortcut}[kind]
    return one("see_next" if kind == "shortcut" else "list", by)


def paths(within: object, before: Path = ()) -> Iterator[Path]:
    """Name every field of a request, three levels deep."""
    found: list[tuple[str | int, object]] = []
    if isinstance(within, dict):
        found = list(within.items())
    if isinstance(within, list):
        found = list(enumerate(within))
    for name, value in found:
        yield (*before, name)
        if len(before) < 2:
            yield from paths(value, (*before, name))


def changed(payload: Json, path: Path, value: object = None, *, left_out: bool = False) -> Json:
    """Put something else at a place of a request, or leave the place out."""
    copy = deepcopy(payload)
    place: dict[str | int, object] = copy  # type: ignore[assignment]  # or a list, further down
    for name in path[:-1]:
        place = place[name]  # type: ignore[assignment]  # a path leads through objects and lists
    if left_out:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return copy


@pytest.mark.parametrize("kind", KINDS)
def test_a_request_without_any_one_of_its_fields_is_answered_and_breaks_nothing(
    wire: Wire, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    answers = [
        wire.sends(changed(made(wire, kind), path, left_out=True))[0]
        for path in list(paths(made(wire, kind)))
        if kind != "form" or path[:2] in {("view", "state"), ("view", "type"), ("type",), ("user", "id")}
    ]
    assert set(answers) <= {200, 400, 500}
    assert [one.getMessage() for one in caplog.records if one.name == "waitress"] == []
    assert wire.sends(made(wire, "command"))[0] == 200


@pytest.mark.parametrize("kind", KINDS)
def test_fields_that_nobody_knows_change_nothing(wire: Wire, kind: str) -> None:
    payload = made(wire, kind)
    assert wire.sends({**payload, "new": "x", "newer": "y"})[0] == 200
    if "event" in payload:
        assert wire.sends({**made(wire, kind), "event": {**payload["event"], "new": {"er": []}}})[0] == 200


@pytest.mark.parametrize("kind", KINDS)
def test_a_request_of_a_workspace_that_clerk_does_not_serve_is_told_so_and_does_nothing(
    wire: Wire, kind: str
) -> None:
    payload = made(wire, kind)
    before = wire.count(*WRITTEN)
    elsewhere: Json = json.loads(json.dumps(payload).replace(TEAM_ID, "T0ELSEWHERE"))
    status, said = wire.sends(elsewhere)

    assert (status, said) in [
        (200, ""),
        (200, "Clerk does not work for this workspace. Nothing was changed."),
    ]
    assert wire.count(*WRITTEN) == before


def test_an_event_of_a_sort_that_clerk_does_not_know_is_acknowledged_and_does_nothing(wire: Wire) -> None:
    before = wire.count(*WRITTEN)
    unknown = event_payload({"type": "reaction_added", "user": "U1", "reaction": "wave"})
    assert (wire.sends(unknown), wire.count(*WRITTEN)) == ((200, ""), before)


def test_a_request_of_a_kind_that_clerk_does_not_know_is_acknowledged_and_does_nothing(wire: Wire) -> None:
    before = wire.count(*WRITTEN)
    unknown = {**made(wire, "shortcut"), "type": "telepathy"}
    assert (wire.sends(unknown), wire.count(*WRITTEN)) == ((200, ""), before)


def test_a_form_and_a_shortcut_of_another_release_are_said_to_be_out_of_date(wire: Wire) -> None:
    form = made(wire, "form")
    before = wire.count(*WRITTEN)
    status, said = wire.sends(changed(form, ("view", "callback_id"), "of_long_ago"))
    assert (status, "That is out of date. Please start again from the menu." in said) == (200, True)
    assert json.loads(said)["response_action"] == "push"

    assert wire.sends({**made(wire, "shortcut"), "callback_id": "of_long_ago"}) == (200, "")
    modal = wire.practice.person("U1").modal
    assert modal is not None
    assert modal.shown.startswith("That is out of date. Please start again from the menu.")
    assert wire.count(*WRITTEN) == before


def test_a_button_of_another_release_is_said_to_be_out_of_date(wire: Wire) -> None:
    before = wire.count(*WRITTEN)
    assert wire.sends(wire.pressed("of_long_ago", "1", wire.message())) == (200, "")
    said = wire.practice.person("U1").last_message("C1").text
    assert said == "That button is out of date. Please start again from the menu."
    assert wire.count(*WRITTEN) == before


@pytest.mark.parametrize(
    "more",
    [
        {"bot_id": "B0OTHER", "user": "U0OTHERBOT"},
        {"bot_id": "B0OTHER", "subtype": "bot_message"},
        {"user": APP_USER},
        {"subtype": "message_changed"},
        {"subtype": "message_deleted"},
        {"subtype": "channel_join"},
        {"channel_type": "channel"},
    ],
    ids=["bot", "integration", "own", "edit", "deletion", "note of Slack's", "overheard"],
)
def test_what_no_person_said_to_clerk_is_not_answered(wire: Wire, more: Json) -> None:
    before = wire.count(*WRITTEN)
    assert (wire.sends(wire.said("list", **more)), wire.count(*WRITTEN)) == ((200, ""), before)


def test_a_guest_of_the_workspace_is_treated_like_anybody_who_is_not_on_the_roster(wire: Wire) -> None:
    wire.office.inquiry("Loreto")
    before = wire.count(*WRITTEN)
    guest = {"user_name": "guest", "is_restricted": "true", "is_ultra_restricted": "true"}
    status, said = wire.sends({**wire.command("show Loreto", STRANGER), **guest})

    assert (status, "You're not on its roster" in said) == (200, True)
    assert wire.count(*WRITTEN) == before


def test_nothing_of_a_strange_request_is_logged(wire: Wire, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    secret = "the text of a letter"
    strange = [
        event_payload({"type": "reaction_added", "item": secret}),
        {**made(wire, "press"), "actions": [], "note": secret},
        changed(made(wire, "form"), ("view", "callback_id"), secret),
        {**changed(made(wire, "shortcut"), ("trigger_id",), left_out=True), "note": secret},
    ]
    for one in strange:
        wire.sends(one)
    assert [line for line in caplog.text.splitlines() if secret in line] == []
