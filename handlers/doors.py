"""The doors: one for each kind of request. It opens a desk, asks what to answer, and hands the answer back."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from slack_bolt import Ack, BoltResponse
from slack_sdk import WebClient
from slack_sdk.models.views import View

from handlers import agendas, inquiries, letters, usage
from handlers.desk import Answer, Desk, Opens, OpensDesk, Pressed
from handlers.lasting import Recollection
from handlers.replies import hand_over, show_form
from handlers.typed import after_mention, as_typed
from handlers.views.kit import Message, carried
from handlers.views.refusals import FIND
from models.changes import owe
from models.finding import each_once, matching, names, near
from models.homes import note_opened
from models.outbox import TYPED_ANSWER
from models.refusals import Refusal
from models.rules.permissions import Right

Body = Mapping[str, Any]
Recollects = Callable[[str], Recollection]
"""What was answered before to a line of the asker's."""
Listener = Callable[..., BoltResponse | None]
"""What Bolt calls with the arguments that its parameters name."""
IN_WORDS = frozenset({None, "file_share", "me_message", "thread_broadcast"})
"""The subtypes of messages that people write; any other is an edit, a deletion, or a note of Slack's own."""


def command(
    ack: Ack,
    body: Body,
    reading: OpensDesk,
    transaction: OpensDesk,
    recollects: Recollects,
    client: WebClient,
) -> BoltResponse:
    """Answer a slash command in its acknowledgement; a form opens beside it."""
    line = as_typed(str(body.get("text") or ""))
    recollection = recollects(line)
    if recollection.body:
        return _acknowledged(recollection.body)
    writes = usage.writes(line)
    with transaction() if writes else reading() as desk:
        if writes:
            usage.write(desk, line)
        answer = usage.answer(desk, line)
        said = "" if isinstance(answer, Opens) else _to_asker(answer)
        if recollection.name:
            recollection.keep(said, desk.commission.zone)
    if isinstance(answer, Opens):
        show_form(client, body, answer.view)
        return ack()
    return _acknowledged(said)


def _to_asker(message: Message) -> str:
    """Put a message into words that a command's acknowledgement takes: seen by the asker alone."""
    return json.dumps({"response_type": "ephemeral", **message.as_answer()})


def _acknowledged(said: str) -> BoltResponse:
    return BoltResponse(status=HTTPStatus.OK, body=said, headers={"content-type": ["application/json"]})


def try_line(ack: Ack, body: Body, reading: OpensDesk, transaction: OpensDesk, client: WebClient) -> None:
    """Answer a typed line once more, of which the first answer failed."""
    line = str(body["actions"][0].get("value") or "")
    writes = usage.writes(line)
    with transaction() if writes else reading() as desk:
        if writes:
            usage.write(desk, line)
        answer = usage.answer(desk, line)
    hand_over(client, body, answer)
    ack()


def direct_message(body: Body, transaction: OpensDesk) -> None:
    """Answer words typed to Clerk in a direct message."""
    event = body["event"]
    if event.get("channel_type") == "im" and event.get("subtype") in IN_WORDS:
        _answer_later(body, transaction, str(event.get("text") or ""))


def mention(body: Body, transaction: OpensDesk) -> None:
    """Answer words that follow a mention of Clerk, to the asker alone, where they were said."""
    _answer_later(body, transaction, after_mention(str(body["event"].get("text") or "")))


def _answer_later(body: Body, transaction: OpensDesk, line: str) -> None:
    event = body["event"]
    if event.get("bot_id"):
        return
    with transaction() as desk:
        desk.must_be_set_up()
        said = as_typed(line)
        if usage.writes(said):
            usage.write(desk, said)
        owe_answer = {
            "user": event["user"],
            "line": said,
            "channel": event["channel"],
            "thread": event.get("thread_ts"),
            "event": body["event_id"],
            "command": desk.command,
            "home": desk.home,
            "is_outside": desk.asker.is_outside,
        }
        owe(desk.session, TYPED_ANSWER, usage.subject_of(owe_answer), event["channel"], desk.now)


def record_inquiry(ack: Ack, body: Body, reading: OpensDesk, client: WebClient) -> None:
    """Open the form of the global shortcut."""
    with reading() as desk:
        answer = usage.run(desk, "inquiry")
    hand_over(client, body, answer)
    ack()


def see_next(ack: Ack, body: Body, reading: OpensDesk, client: WebClient) -> None:
    """Show what is next in a small form: a global shortcut has no channel to answer in."""
    with reading() as desk:
        answer = usage.run(desk, "next")
    hand_over(client, body, answer)
    ack()


def log_message(ack: Ack, body: Body, reading: OpensDesk, client: WebClient) -> None:
    """Open the form that logs a message as correspondence."""
    with reading() as desk:
        desk.must_be_set_up()
        view = letters.log_message(desk, body["message"], _permalink(body))
    show_form(client, body, view)
    ack()


def add_to_agenda(ack: Ack, body: Body, reading: OpensDesk, client: WebClient) -> None:
    """Open the form that lists or suggests what a message says."""
    with reading() as desk:
        desk.must_be_set_up()
        view = agendas.add_message(desk, body["message"])
    show_form(client, body, view)
    ack()


def _permalink(body: Body) -> str:
    """Name a message's address as Slack forms it; asking Slack would cost a second call."""
    stamp = str(body["message"]["ts"]).replace(".", "")
    return f"https://{body['team']['domain']}.slack.com/archives/{body['channel']['id']}/p{stamp}"


def answers(answer: Callable[[Desk, Pressed], Answer], right: Right) -> Listener:
    """Make the door of a button that asks something: the answer goes where the asker is."""

    def door(ack: Ack, body: Body, reading: OpensDesk, client: WebClient) -> None:
        with reading() as desk:
            _let_in(desk, right)
            found = answer(desk, _pressed(body, desk.now))
        hand_over(client, body, found)
        ack()

    return door


def acts(act: Callable[[Desk, Pressed], Answer], right: Right) -> Listener:
    """Make the door of a button that does something, once: what came of it goes where the asker is."""

    def door(ack: Ack, body: Body, transaction: OpensDesk, client: WebClient) -> None:
        with transaction() as desk:
            _let_in(desk, right)
            found = act(desk, _pressed(body, desk.now))
            if (body.get("view") or {}).get("type") == "home":
                note_opened(desk.session, desk.asker.slack_id, "", desk.now)  # which shows what came of it
        hand_over(client, body, found)
        ack()

    return door


def redraws(draw: Callable[[Desk, Pressed], View | None], right: Right) -> Listener:
    """Make the door of a choice inside a form that draws the form anew; None leaves it as it is."""

    def door(ack: Ack, body: Body, reading: OpensDesk, client: WebClient) -> None:
        with reading() as desk:
            _let_in(desk, right)
            view = draw(desk, _pressed(body, desk.now))
        if view is not None:
            client.views_update(view_id=body["view"]["id"], view=view)
        ack()

    return door


def saves(save: Callable[[Desk, Mapping[str, Any]], View], right: Right) -> Listener:
    """Make the door of a form that is sent off to be recorded: what `save` says takes its place."""

    def door(ack: Ack, body: Body, transaction: OpensDesk) -> None:
        with transaction() as desk:
            _let_in(desk, right)
            view = save(desk, body["view"])
        ack(response_action="update", view=view)

    return door


def goes_on(draw: Callable[[Desk, Mapping[str, Any]], View], right: Right) -> Listener:
    """Make the door of a form that leads to the next one and records nothing."""

    def door(ack: Ack, body: Body, reading: OpensDesk) -> None:
        with reading() as desk:
            _let_in(desk, right)
            view = draw(desk, body["view"])
        ack(response_action="update", view=view)

    return door


def _let_in(desk: Desk, right: Right) -> None:
    """Refuse somebody who is not on the roster what is not everybody's business, before anything is looked up.

    Who may cast a vote follows from the seats that it opened with, whoever has left the roster since.
    """
    if not desk.asker.roles and right is not Right.CAST:
        desk.asker.must_be_allowed(right)


def _pressed(body: Body, now: datetime) -> Pressed:
    action = body["actions"][0]
    chosen = action.get("selected_option") or {}
    return Pressed(
        name=str(action["action_id"]),
        value=str(chosen.get("value") or action.get("value") or ""),
        at=_moment(action.get("action_ts"), now),
        view=body.get("view") or {},
    )


def _moment(stamp: object, now: datetime) -> datetime:
    """Read Slack's time of a press; `now` where it says none, or one that cannot be."""
    try:
        return datetime.fromtimestamp(float(str(stamp)), UTC)
    except (ValueError, OverflowError, OSError):
        return now


def city_options(ack: Ack, body: Body, reading: OpensDesk) -> None:
    """List the tracked cities that fit what was typed."""
    typed = str(body.get("value") or "")
    is_open = carried(body.get("view") or {}).get("closed") is not False  # only the form that reopens says so
    any_state = str(body.get("action_id") or "").startswith(FIND)
    with reading() as desk:
        if not desk.asker.roles:
            raise Refusal("Not on the roster.")
        tracked = [named for named in names(desk.session) if any_state or named.is_open is is_open]
        found = matching(tracked, typed) or near(tracked, typed) if typed else each_once(tracked)
    ack(
        options=[
            {"text": {"type": "plain_text", "text": named.label[:75]}, "value": named.prospect_id}
            for named in found[:100]
        ]
    )


def country_options(ack: Ack, body: Body) -> None:
    """List the countries that fit what was typed."""
    ack(options=[option.to_dict() for option in inquiries.country_options(str(body.get("value") or ""))])


def unknown_button(ack: Ack, body: Body) -> None:
    """Answer a button of an older version: a link button asks for nothing, any other is out of date."""
    if not body["actions"][0].get("url"):
        raise Refusal("That button is out of date. Please start again from the menu.", offers=("menu",))
    ack()
