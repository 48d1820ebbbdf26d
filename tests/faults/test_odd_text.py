"""Text that no person would type, and too much of it."""

from __future__ import annotations

import http.client
import json

import pytest
from sqlalchemy import select

from bot.app import slack_client
from bot.practice.contents import Json
from bot.web import EVENTS_PATH
from handlers.usage import typed_answer
from models.outbox import Outbox
from models.prospects import Inquiry, Prospect
from tests.builders import NOW
from tests.faults.conftest import Wire, packed

CANNOT_BE_KEPT = "That text holds a character that cannot be kept. Please type it again."


def filled(form: Json, city: str) -> Json:
    """Put a city into the form of an inquiry."""
    values = form["view"]["state"]["values"]
    ((action_id, answer),) = values["city"].items()
    state = {"values": {**values, "city": {action_id: {**answer, "value": city}}}}
    return {**form, "view": {**form["view"], "state": state}}


@pytest.mark.parametrize("city", ["half \ud83d", "\udc00", "one\0two"])
def test_half_a_character_or_a_nul_in_a_form_is_refused_beside_its_field(wire: Wire, city: str) -> None:
    form = wire.form()
    status, said = wire.sends(filled(form, city))
    assert (status, json.loads(said)) == (
        200,
        {"response_action": "errors", "errors": {"city": CANNOT_BE_KEPT}},
    )
    assert wire.count(Prospect, Inquiry) == [0, 0]


@pytest.mark.parametrize("line", ["list \ud83d", "next \udc00", "log one\0two", "x" * 40_001, "\u202elist"])
def test_any_text_in_a_direct_message_is_answered(wire: Wire, line: str) -> None:
    assert wire.sends(wire.said(line)) == (200, "")
    with wire.office.workspace.reading() as session:
        owed = session.scalars(select(Outbox)).one()
        answer = typed_answer(session, owed.subject, NOW)
    sent = slack_client(wire.practice.bot_token, wire.practice.api_url).chat_postMessage(
        channel="D1", **answer.as_arguments()
    )
    assert sent["ok"] is True


@pytest.mark.parametrize(
    "wanted", ["%", "_", "L_reto", "%oreto", "Lor%", "Loret_", "\\", "'; DROP TABLE prospects; --"]
)
def test_signs_that_a_database_reads_as_anything_stand_for_themselves(wire: Wire, wanted: str) -> None:
    wire.office.inquiry("Loreto")
    found = [wire.sends(wire.command(f"show {typed}")) for typed in ("Loreto", wanted)]

    assert [status for status, _ in found] == [200, 200]
    assert ["Record of Loreto" in said or "No. 1" in said for _, said in found] == [True, False]
    assert wire.count(Prospect) == [1]


def test_a_body_of_ten_million_bytes_is_refused(wire: Wire) -> None:
    _, body = packed(wire.command("x" * 10_000_000))
    connection = http.client.HTTPConnection("127.0.0.1", wire.ports[0], timeout=8)
    connection.putrequest("POST", EVENTS_PATH)
    connection.putheader("Content-Length", str(len(body)))
    connection.endheaders()
    refused = connection.getresponse().status
    connection.close()
    assert (refused, wire.sends(wire.command("list"))[0]) == (413, 200)


def test_a_body_in_pieces_without_a_length_is_read_no_further_than_the_limit(wire: Wire) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", wire.ports[0], timeout=8)
    pieces = (b"x" * 100_000 for _ in range(5))
    connection.request(
        "POST", EVENTS_PATH, pieces, encode_chunked=True, headers={"Transfer-Encoding": "chunked"}
    )
    refused = connection.getresponse().status
    connection.close()
    assert (refused, wire.sends(wire.command("list"))[0]) == (401, 200)
