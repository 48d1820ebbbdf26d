"""The server: one port on loopback for the app, the page and the tests' driver."""

import asyncio
import json
import socket
import struct
from base64 import b64decode
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, closing
from email.utils import format_datetime
from http.client import HTTPConnection
from pathlib import Path
from secrets import token_hex
from threading import Event, Thread
from typing import Any, TypeVar

import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocket

from bot.practice.acts import Acts
from bot.practice.answers import use_response_url
from bot.practice.delivery import Delivery
from bot.practice.file_methods import receive_upload
from bot.practice.refusal import SlackRefusal
from bot.practice.screen import screen_of
from bot.practice.slack import Slack
from bot.practice.web_api import WebApi

LOOPBACK = "127.0.0.1"
PAGE = Path(__file__).parent / "page"
AT_ONCE = struct.pack("ii", 1, 0)
"""Has a socket that is closed reset its connection, instead of ending it in good order."""
LONGEST_POLL = 20.0
LONGEST_ACT = 60.0
START_SECONDS = 10.0
LOOK_AGAIN = 0.05

T = TypeVar("T")


class DateByClock:
    """Gives every answer a Date header by the workspace's clock, as the app compares it with its own; a fault may bring another."""

    def __init__(self, app: ASGIApp, slack: Slack) -> None:
        """Wrap an application."""
        self._app = app
        self._slack = slack

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and date its answer."""

        async def send_dated(message: Message) -> None:
            if message["type"] == "http.response.start" and "date" not in Headers(raw=message["headers"]):
                date = format_datetime(self._slack.workspace.clock.now(), usegmt=True)
                message["headers"] = [*message["headers"], (b"date", date.encode())]
            await send(message)

        await self._app(scope, receive, send_dated)


class OwnPageOnly:
    """Refuses what the page of another site sends: a browser names that site; the app and the tests name none."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on unless it comes from elsewhere."""
        foreign = scope["type"] == "http" and _is_foreign(Headers(scope=scope))
        await (PlainTextResponse("forbidden", status_code=403) if foreign else self._app)(
            scope, receive, send
        )


def _is_foreign(headers: Headers) -> bool:
    return headers.get("origin") not in {None, f"http://{headers.get('host')}"}


class Server:
    """Serves a workspace from a thread of its own."""

    def __init__(self, slack: Slack, delivery: Delivery, *, port: int = 0) -> None:
        """Bind the port, 0 for any free one; raises OSError when it is taken."""
        self._slack = slack
        self._delivery = delivery
        self._socket = socket.create_server((LOOPBACK, port))
        self.url = f"http://{LOOPBACK}:{self._socket.getsockname()[1]}"
        slack.url = self.url
        delivery.connections_changed = slack.workspace.changed
        self._tickets: set[str] = set()
        self._api = WebApi(slack, new_socket_url=self._new_socket_url, reset=self._reset)
        self.acts = Acts(slack, delivery)
        self._started = Event()
        config = uvicorn.Config(
            self._application(),
            log_config=None,
            log_level="critical",
            access_log=False,
            date_header=False,
            ws="websockets-sansio",
            timeout_graceful_shutdown=1,
        )
        self._uvicorn = uvicorn.Server(config)
        self._thread = Thread(
            target=self._uvicorn.run, kwargs={"sockets": [self._socket]}, name="practice", daemon=True
        )

    def start(self) -> None:
        """Start serving; returns once requests are taken."""
        self._thread.start()
        if not self._started.wait(START_SECONDS):
            message = "the practice workspace did not start"
            raise RuntimeError(message)

    def stop(self) -> None:
        """Stop serving, and wait for the thread to end."""
        self._uvicorn.should_exit = True
        self._wake()
        self._thread.join()

    def wait_until_idle(self) -> None:
        """Wait until whatever has arrived is worked off and every connection is closed: a call of our own comes last."""
        own = HTTPConnection(LOOPBACK, self._socket.getsockname()[1], timeout=LONGEST_ACT)
        with closing(own):
            own.request("GET", "/")
            own.getresponse().read()
        while self.run(self._is_busy()):
            pass

    async def _is_busy(self) -> bool:
        """Say whether anything is being worked on, once what has arrived was looked at."""
        await asyncio.sleep(LOOK_AGAIN)
        return bool(self._uvicorn.server_state.connections or self._uvicorn.server_state.tasks)

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Run something on the server's own loop, from another thread."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(LONGEST_ACT)

    def _application(self) -> Starlette:
        routes = [
            Route("/api/{method}", self._api.answer, methods=["GET", "POST"]),
            WebSocketRoute("/socket/{ticket}", self._serve_socket),
            Route("/response/{token}", self._respond, methods=["POST"]),
            Route("/upload/{file_id}", self._receive_upload, methods=["POST"]),
            Route("/files/{file_id}", self._give_file),
            Route("/practice/state", self._state),
            Route("/practice/act", self._act, methods=["POST"]),
            Route("/", _page),
            Mount("/page", StaticFiles(directory=PAGE, check_dir=False)),
        ]
        middleware = [
            Middleware(TrustedHostMiddleware, allowed_hosts=[LOOPBACK, "localhost"]),
            Middleware(OwnPageOnly),
            Middleware(DateByClock, slack=self._slack),
        ]
        return Starlette(routes=routes, middleware=middleware, lifespan=self._lifespan)

    @asynccontextmanager
    async def _lifespan(self, _app: Starlette) -> AsyncIterator[None]:
        self._loop = asyncio.get_running_loop()
        self._change = asyncio.Event()
        self._slack.workspace.watchers.append(self._wake)
        self._started.set()
        yield
        self._slack.workspace.watchers.remove(self._wake)
        await self._delivery.stop()

    def _reset(self, request: Request) -> None:
        for connection in self._uvicorn.server_state.connections:
            transport = connection.transport
            if transport and transport.get_extra_info("peername") == request.client:
                transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
                transport.abort()

    def _wake(self) -> None:
        self._loop.call_soon_threadsafe(self._let_pollers_look)

    def _let_pollers_look(self) -> None:
        self._change.set()
        self._change = asyncio.Event()

    # Socket Mode

    def _new_socket_url(self) -> str:
        ticket = token_hex(16)
        self._tickets.add(ticket)
        return f"{self.url.replace('http', 'ws', 1)}/socket/{ticket}"

    async def _serve_socket(self, websocket: WebSocket) -> None:
        ticket = websocket.path_params["ticket"]
        if ticket not in self._tickets:
            await websocket.close()
            return
        self._tickets.remove(ticket)
        await self._delivery.serve_socket(websocket)

    # What the app sends besides the Web API

    async def _respond(self, request: Request) -> Response:
        try:
            use_response_url(self._slack, request.path_params["token"], json.loads(await request.body()))
        except SlackRefusal as refusal:
            expired = refusal.error in {"expired_url", "used_url"}
            refused = {
                "ok": False,
                "error": refusal.error,
                "response_metadata": {"messages": refusal.messages},
            }
            return JSONResponse(refused, status_code=404 if expired else 400)
        return PlainTextResponse("ok")

    async def _receive_upload(self, request: Request) -> Response:
        content = await request.body()
        receive_upload(self._slack, request.path_params["file_id"], content)
        return PlainTextResponse(f"OK - {len(content)}")

    async def _give_file(self, request: Request) -> Response:
        file = self._slack.workspace.files.get(request.path_params["file_id"])
        if file is None:
            return PlainTextResponse("not found", status_code=404)
        by_app = request.headers.get("authorization") == f"Bearer {self._slack.bot_token}"
        reads = by_app and "files:read" in self._slack.manifest.scopes
        if not reads and request.query_params.get("as") not in self._slack.workspace.people:
            return Response("<!DOCTYPE html><title>Sign in</title>", media_type="text/html")
        return Response(b64decode(file.content), media_type=file.mimetype)

    # The page

    async def _state(self, request: Request) -> Response:
        since = int(request.query_params.get("since", "-1"))
        person_id = request.query_params.get("as") or self._anyone()
        try:
            self._slack.workspace.person(person_id)
        except SlackRefusal as refusal:
            return JSONResponse({"ok": False, "error": refusal.error}, status_code=404)
        await self._wait_past(since)
        connected = self._delivery.reaches_an_app
        return JSONResponse(screen_of(self._slack, person_id, connected=connected))

    def _anyone(self) -> str:
        return next((person.id for person in self._slack.workspace.people.values() if not person.is_bot), "")

    async def _wait_past(self, version: int) -> None:
        try:
            async with asyncio.timeout(LONGEST_POLL):
                while self._slack.workspace.version <= version and not self._uvicorn.should_exit:
                    await self._change.wait()
        except TimeoutError:
            return

    async def _act(self, request: Request) -> Response:
        return JSONResponse(await self.acts.perform(json.loads(await request.body())))


async def _page(_request: Request) -> Response:
    return FileResponse(PAGE / "index.html")
