"""Carries what people do to the app, over Socket Mode or signed HTTP, and waits for its acknowledgement."""

import asyncio
import hashlib
import hmac
import json
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from secrets import token_hex
from typing import Literal
from urllib.parse import urlencode, urlsplit

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.practice.clock import machine_now
from bot.practice.contents import APP_ID, Json

Kind = Literal["events_api", "slash_commands", "interactive"]


@dataclass(frozen=True, kw_only=True)
class Retry:
    """That an event comes again: which time, and why."""

    attempt: int
    reason: str


@dataclass(kw_only=True)
class Connection:
    """One Socket Mode connection of the app, and the envelopes it has not acknowledged."""

    socket: WebSocket
    waiting: dict[str, asyncio.Future[Json | None]] = field(default_factory=dict)

    async def send(self, envelope: Json) -> Json | None:
        """Send an envelope and give the payload of its acknowledgement, or None when the connection goes first."""
        acknowledged: asyncio.Future[Json | None] = asyncio.get_running_loop().create_future()
        self.waiting[envelope["envelope_id"]] = acknowledged
        try:
            await self.socket.send_json(envelope)
            return await acknowledged
        except (WebSocketDisconnect, RuntimeError):  # it closed while we sent
            return None
        finally:
            del self.waiting[envelope["envelope_id"]]

    async def listen(self) -> None:
        """Take acknowledgements until the connection closes."""
        try:
            while True:
                ack = await self.socket.receive_json()
                acknowledged = self.waiting.get(ack.get("envelope_id", ""))
                if acknowledged is not None and not acknowledged.done():
                    acknowledged.set_result(ack.get("payload") or {})
        except WebSocketDisconnect:
            for lost in self.waiting.values():
                if not lost.done():
                    lost.set_result(None)


class Delivery:
    """The way to the app. Over HTTP once `request_url` is set, else to one of the open sockets in turn."""

    def __init__(self, *, signing_secret: str, ack_seconds: float, redelivery_waits: Sequence[float]) -> None:
        """Take how long an acknowledgement may take and the pauses before events come again, in real seconds."""
        self.request_url: str | None = None
        self.connections: list[Connection] = []
        self.connections_changed: Callable[[], None] = lambda: None
        self._signing_secret = signing_secret
        self._ack_seconds = ack_seconds
        self._redelivery_waits = redelivery_waits
        self._background: set[asyncio.Task[None]] = set()

    @property
    def reaches_an_app(self) -> bool:
        """Tell whether there is an app to deliver to."""
        return self.request_url is not None or bool(self.connections)

    async def hand_over(self, kind: Kind, payload: Json, retry: Retry | None = None) -> Json | None:
        """Deliver once; give the acknowledgement's body, or None when it did not come in time."""
        if self.request_url is not None:
            return await asyncio.to_thread(self._post, kind, payload, retry)
        if not self.connections:
            return None
        self.connections.append(self.connections.pop(0))
        try:
            async with asyncio.timeout(self._ack_seconds):
                return await self.connections[-1].send(_envelope(kind, payload, retry))
        except TimeoutError:
            return None

    async def tell(self, payload: Json) -> None:
        """Deliver an event; an unacknowledged one comes again in the background, while this returns."""
        if await self.hand_over("events_api", payload) is None:
            self._in_background(self._redeliver(payload))

    async def _redeliver(self, payload: Json) -> None:
        for attempt, wait in enumerate(self._redelivery_waits, start=1):
            await asyncio.sleep(wait)
            if (
                await self.hand_over("events_api", payload, Retry(attempt=attempt, reason="timeout"))
                is not None
            ):
                return

    def _in_background(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._background.add(task)
        task.add_done_callback(self._background.discard)

    async def serve_socket(self, socket: WebSocket) -> None:
        """Keep one Socket Mode connection from its greeting to its end."""
        await socket.accept()
        connection = Connection(socket=socket)
        host = {"host": "practice", "build_number": 1, "approximate_connection_time": 18060}
        hello = {"type": "hello", "num_connections": len(self.connections) + 1, "debug_info": host}
        await socket.send_json({**hello, "connection_info": {"app_id": APP_ID}})
        self.connections.append(connection)
        self.connections_changed()
        try:
            await connection.listen()
        finally:
            self.connections.remove(connection)
            self.connections_changed()

    async def disconnect(self, reason: str | None) -> None:
        """Close every connection, with a word before it unless the reason is None."""
        warning = {"type": "disconnect", "reason": reason, "debug_info": {"host": "practice"}}
        for connection in list(self.connections):
            if reason is not None:
                await connection.socket.send_json(warning)
            await connection.socket.close()

    async def stop(self) -> None:
        """Give up redelivering."""
        for task in self._background:
            task.cancel()
        await asyncio.gather(*self._background, return_exceptions=True)

    def _post(self, kind: Kind, payload: Json, retry: Retry | None) -> Json | None:
        address = urlsplit(self.request_url or "")
        body, content_type = _http_body(kind, payload)
        headers = {"Content-Type": content_type, **self._signature(body), **_retry_headers(retry)}
        connection = HTTPConnection(address.netloc, timeout=self._ack_seconds)
        try:
            connection.request("POST", address.path, body=body, headers=headers)
            answer = connection.getresponse()
            content = answer.read().decode()
        except (OSError, HTTPException):
            return None
        finally:
            connection.close()
        if answer.status != 200:  # noqa: PLR2004  # the one status that acknowledges
            return None
        return _ack_body(content, answer.headers.get_content_type())

    def _signature(self, body: str) -> dict[str, str]:
        timestamp = str(int(machine_now().timestamp()))
        signed = hmac.new(self._signing_secret.encode(), f"v0:{timestamp}:{body}".encode(), hashlib.sha256)
        return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={signed.hexdigest()}"}


def _envelope(kind: Kind, payload: Json, retry: Retry | None) -> Json:
    envelope: Json = {"envelope_id": token_hex(16), "type": kind, "payload": payload}
    envelope["accepts_response_payload"] = kind != "events_api"
    if kind == "events_api":
        envelope["retry_attempt"] = retry.attempt if retry else 0
        envelope["retry_reason"] = retry.reason if retry else ""
    return envelope


def _http_body(kind: Kind, payload: Json) -> tuple[str, str]:
    form = "application/x-www-form-urlencoded"
    match kind:
        case "slash_commands":
            return urlencode(payload), form
        case "interactive":
            return urlencode({"payload": json.dumps(payload)}), form
        case "events_api":
            return json.dumps(payload), "application/json"


def _retry_headers(retry: Retry | None) -> dict[str, str]:
    if retry is None:
        return {}
    return {"X-Slack-Retry-Num": str(retry.attempt), "X-Slack-Retry-Reason": f"http_{retry.reason}"}


def _ack_body(content: str, content_type: str) -> Json:
    if not content:
        return {}
    if content_type != "application/json":
        return {"text": content}
    body: Json = json.loads(content)
    return body
