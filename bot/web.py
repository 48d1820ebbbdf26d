"""The web side: `/healthz` always, and Slack's signed requests where Clerk is reached over HTTP."""

from __future__ import annotations

import io
import json
import logging
import re
import socket
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from http import HTTPStatus
from threading import Thread
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from slack_bolt import App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk.signature import SignatureVerifier
from waitress.server import create_server
from waitress.wasyncore import close_all

log = logging.getLogger("clerk")

LARGEST_BODY = 1_000_000
"""In bytes; Slack's own requests stay far below."""
EVENTS_PATH = "/slack/events"
SIGNATURE = re.compile(r"v0=[0-9a-f]{64}", re.ASCII)
TIMESTAMP = re.compile(r"[0-9]{1,12}", re.ASCII)
THREADS = 8


class WebServer:
    """A small web server on a thread of its own."""

    def __init__(self, application: WSGIApplication, *, host: str, port: int) -> None:
        """Listen at once; port 0 takes a free one, and OSError tells that a port is taken."""
        listening = socket.create_server((host, port))
        self.port: int = listening.getsockname()[1]
        self._open: dict[int, Any] = {}
        self._server: Any = create_server(  # its stubs do not know the trigger
            application,
            map=self._open,
            sockets=[listening],
            threads=THREADS,
            max_request_body_size=LARGEST_BODY + 1,
            clear_untrusted_proxy_headers=True,
        )
        self._thread = Thread(target=self._server.run, name="web", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop listening and answer no more; on the server's own thread, which may be waiting on its sockets."""
        with suppress(OSError):  # woken by something else, the thread may have closed it already
            self._server.trigger.pull_trigger(lambda: close_all(self._open))
        self._thread.join(timeout=5)
        self._server.task_dispatcher.shutdown()


def web_application(
    faults: Callable[[], Sequence[str]], app: App | None, signing_secret: str | None
) -> WSGIApplication:
    """Answer `/healthz` with what is wrong, if anything; and hand Slack's requests to `app` once their signature is proved."""
    slack = SlackRequestHandler(app, path=EVENTS_PATH) if app else None

    def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["PATH_INFO"] == "/healthz":
            return _health(start_response, faults())
        if slack is None or environ["PATH_INFO"] != EVENTS_PATH:
            return _answer(start_response, HTTPStatus.NOT_FOUND)
        if environ["REQUEST_METHOD"] != "POST":
            return _answer(start_response, HTTPStatus.METHOD_NOT_ALLOWED)
        refused, body = _checked(environ, signing_secret or "")
        if refused:
            return _answer(start_response, refused)
        whole = {**environ, "wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body))}
        try:
            return list(slack(whole, start_response))
        except Exception as misshapen:  # noqa: BLE001 - whatever is missing in it; a traceback would quote it
            log.warning("a request could not be read: %s", type(misshapen).__name__)
            return _answer(start_response, HTTPStatus.BAD_REQUEST)

    return application


def _checked(environ: Mapping[str, Any], signing_secret: str) -> tuple[HTTPStatus | None, bytes]:
    """Refuse what Slack did not sign, and what Slack would not send; nothing of it is logged."""
    length = str(environ.get("CONTENT_LENGTH") or "0")
    if not TIMESTAMP.fullmatch(length) or int(length) > LARGEST_BODY:
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE, b""
    body = environ["wsgi.input"].read(int(length))
    signature, timestamp = (
        environ.get("HTTP_X_SLACK_SIGNATURE", ""),
        environ.get("HTTP_X_SLACK_REQUEST_TIMESTAMP", ""),
    )
    if not SIGNATURE.fullmatch(signature) or not TIMESTAMP.fullmatch(timestamp):
        return HTTPStatus.UNAUTHORIZED, b""
    if not _is_text(body):
        return HTTPStatus.BAD_REQUEST, b""
    if not SignatureVerifier(signing_secret).is_valid(body, timestamp, signature):
        return HTTPStatus.UNAUTHORIZED, b""
    return None, body


def _is_text(body: bytes) -> bool:
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


def _health(start_response: StartResponse, faults: Sequence[str]) -> list[bytes]:
    body = {"status": "trouble", "faults": list(faults)} if faults else {"status": "ok"}
    status = HTTPStatus.SERVICE_UNAVAILABLE if faults else HTTPStatus.OK
    return _send(start_response, status, "application/json", json.dumps(body))


def _answer(start_response: StartResponse, status: HTTPStatus) -> list[bytes]:
    return _send(start_response, status, "text/plain", f"{status.phrase.lower()}\n")


def _send(start_response: StartResponse, status: HTTPStatus, kind: str, text: str) -> list[bytes]:
    content = text.encode()
    headers = [("Content-Type", kind), ("Content-Length", str(len(content)))]
    start_response(f"{status.value} {status.phrase}", headers)
    return [content]
