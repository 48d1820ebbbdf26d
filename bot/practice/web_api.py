"""The door for Slack's Web API: reads the arguments, checks token and scope, spoils what should be spoilt, records."""

import asyncio
import json
from collections.abc import Callable
from secrets import token_hex

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.practice.contents import Json
from bot.practice.faults import Fault
from bot.practice.methods import METHODS
from bot.practice.recording import Call
from bot.practice.refusal import SlackRefusal
from bot.practice.slack import Slack

JSON_ARGUMENTS = {"blocks", "view", "metadata", "files", "attachments"}
SOCKET_METHOD = "apps.connections.open"
NO_ANSWER = 0


class WebApi:
    """Answers `/api/<method>`."""

    def __init__(
        self, slack: Slack, *, new_socket_url: Callable[[], str], reset: Callable[[Request], None]
    ) -> None:
        """Take what makes a fresh Socket Mode address, and what resets the connection of a request."""
        self._slack = slack
        self._new_socket_url = new_socket_url
        self._reset = reset

    async def answer(self, request: Request) -> Response:
        """Answer one call, well or spoilt."""
        method = request.path_params["method"]
        arguments = await _arguments(request)
        bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
        token = arguments.pop("token", None) or bearer
        fault = self._slack.faults.take(method) or Fault(committed=True)
        await asyncio.sleep(fault.delay)
        answer: Json = {"ok": False, "error": fault.error}
        if fault.committed:
            answer = self._call(method, arguments, token)
        self._record(method, arguments, fault, answer)
        if fault.resets:
            self._reset(request)
        if not fault.answers:
            await _hang_until_gone(request)
        return self._response(answer, fault)

    def _record(self, method: str, arguments: Json, fault: Fault, answer: Json) -> None:
        status = fault.status if fault.answers else NO_ANSWER
        call = Call(method=method, arguments=arguments, status=status, error=answer.get("error"))
        self._slack.recording.calls.append(call)

    def _call(self, method: str, arguments: Json, token: str) -> Json:
        try:
            return {"ok": True, **self._run(method, arguments, token)}
        except SlackRefusal as refusal:
            refused: Json = {"ok": False, "error": refusal.error}
            return (
                {**refused, "response_metadata": {"messages": refusal.messages}}
                if refusal.messages
                else refused
            )

    def _run(self, method: str, arguments: Json, token: str) -> Json:
        self._check_token(token, "app" if method == SOCKET_METHOD else "bot")
        if method == SOCKET_METHOD:
            return {"url": self._slack.faults.take_address() or self._new_socket_url()}
        if method not in METHODS:
            raise SlackRefusal(error="unknown_method")
        run, scope = METHODS[method]
        if scope is not None and scope not in self._slack.manifest.scopes:
            raise SlackRefusal(error="missing_scope", messages=[f"[ERROR] needed: {scope}"])
        _parse_json_arguments(arguments)
        return run(self._slack, arguments)

    def _check_token(self, token: str, kind: str) -> None:
        tokens = {"bot": self._slack.bot_token, "app": self._slack.app_token}
        if not token:
            raise SlackRefusal(error="not_authed")
        if token not in tokens.values():
            raise SlackRefusal(error="invalid_auth")
        if token != tokens[kind]:
            raise SlackRefusal(error="not_allowed_token_type")

    def _response(self, answer: Json, fault: Fault) -> Response:
        scopes = {
            "X-OAuth-Scopes": ",".join(sorted(self._slack.manifest.scopes)),
            "X-Slack-Req-Id": token_hex(8),
        }
        headers = {**scopes, **fault.headers}
        whole = json.dumps(answer)
        match fault.body:
            case "whole":
                return JSONResponse(answer, status_code=fault.status, headers=headers)
            case "cut":
                content, kind = whole[: len(whole) // 2], "application/json"
            case "html":
                content, kind = "<!DOCTYPE html><title>Server Error</title>", "text/html"
            case "empty":
                content, kind = "", "application/json"
        return Response(content, status_code=fault.status, headers=headers, media_type=kind)


async def _arguments(request: Request) -> Json:
    """Read query, form, multipart or JSON; a JSON content type with an empty body is well."""
    arguments: Json = dict(request.query_params)
    if "json" in request.headers.get("content-type", ""):
        return {**arguments, **json.loads(await request.body() or b"{}")}
    return {**arguments, **await request.form()}


def _parse_json_arguments(arguments: Json) -> None:
    """Turn the arguments that come as JSON strings in forms into what they say; raises SlackRefusal."""
    for name in JSON_ARGUMENTS & arguments.keys():
        if isinstance(arguments[name], str):
            try:
                arguments[name] = json.loads(arguments[name])
            except ValueError:
                error = "invalid_blocks_format" if name == "blocks" else "invalid_arguments"
                raise SlackRefusal(error=error) from None


async def _hang_until_gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
