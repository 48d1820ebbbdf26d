"""Answers to pressed buttons, sent to the address that Slack gives for them."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackRequestError
from slack_sdk.models.blocks import RawTextObject, TableBlock

from bot.practice.contents import Json
from handlers.replies import hand_over
from handlers.views.kit import Message, section

TABLE = TableBlock(rows=[[RawTextObject(text="Population"), RawTextObject(text="About 110,000")]])
LISTED = section("Population: About 110,000")
ANSWER = Message(text="Population: About 110,000.", blocks=(TABLE,), plain=(LISTED,))


@contextmanager
def address(*refused: str) -> Iterator[tuple[str, list[list[str]]]]:
    """Serve an address that refuses some kinds of blocks, and note which kinds were sent, try by try."""
    tries: list[list[str]] = []

    class Address(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent: Json = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            tries.append([block["type"] for block in sent["blocks"]])
            is_refused = bool(set(refused) & set(tries[-1]))
            self.send_response(HTTPStatus.BAD_REQUEST if is_refused else HTTPStatus.OK)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing on the screen."""

    with HTTPServer(("127.0.0.1", 0), Address) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/", tries
        server.shutdown()
        thread.join()


def handed_over(url: str, answer: Message) -> None:
    hand_over(WebClient(), {"response_url": url}, answer)


def test_an_answer_with_a_table_is_sent_once_where_slack_takes_it() -> None:
    with address() as (url, tries):
        handed_over(url, ANSWER)

    assert tries == [["table"]]


def test_where_slack_refuses_the_table_its_list_is_sent() -> None:
    with address("table") as (url, tries):
        handed_over(url, ANSWER)

    assert tries == [["table"], ["section"]]


@pytest.mark.parametrize("answer", [ANSWER, Message(text=ANSWER.text, blocks=ANSWER.plain)])
def test_what_slack_refuses_either_way_is_an_error(answer: Message) -> None:
    with address("table", "section") as (url, tries), pytest.raises(SlackRequestError):
        handed_over(url, answer)

    assert tries[-1] == ["section"]
