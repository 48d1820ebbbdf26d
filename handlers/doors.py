"""The doors: one small function for each kind of request. It opens a desk, asks what to answer, and hands the answer back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient
from slack_sdk.models.views import View

from handlers import closing, home, inquiries, letters, steps, strangers, undoing, usage
from handlers.desk import Answer, Opens, OpensDesk
from handlers.replies import hand_over, show_form
from handlers.typed import after_mention, as_typed
from handlers.views.kit import carried, verb_of
from handlers.views.letters import LOG_LETTER
from models.changes import owe
from models.finding import each_once, matching, names, near
from models.outbox import TYPED_ANSWER
from models.refusals import Refusal

Body = Mapping[str, Any]
IN_WORDS = frozenset({None, "file_share", "thread_broadcast"})
"""The subtypes of messages that people write; any other is an edit, a deletion, or a note of Slack's own."""


def command(ack: Ack, body: Body, reading: OpensDesk, client: WebClient) -> None:
    """Answer a slash command in its acknowledgement; a form opens beside it."""
    with reading() as desk:
        answer = usage.answer(desk, as_typed(str(body.get("text") or "")))
    if isinstance(answer, Opens):
        show_form(client, body, answer.view)
        ack()
    else:
        ack(response_type="ephemeral", **answer.as_answer())


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
        owe_answer = {
            "user": event["user"],
            "line": as_typed(line),
            "channel": event["channel"],
            "thread": event.get("thread_ts"),
            "event": body["event_id"],
        }
        owe(desk.session, TYPED_ANSWER, usage.subject_of(owe_answer), event["channel"], desk.now)


def home_opened(body: Body, reading: OpensDesk, client: WebClient) -> None:
    """Draw the Home of whoever opened it."""
    event = body["event"]
    if event.get("tab") != "home":
        return
    with reading() as desk:
        view = home.home_for(desk)
    client.views_publish(user_id=event["user"], view=view)


def record_inquiry(ack: Ack, body: Body, reading: OpensDesk, client: WebClient) -> None:
    """Open the form of the global shortcut."""
    with reading() as desk:
        answer = usage.press(desk, "inquiry", "")
    hand_over(client, body, answer)
    ack()


def see_next(ack: Ack, body: Body, reading: OpensDesk, client: WebClient) -> None:
    """Show what is next in a small form: a global shortcut has no channel to answer in."""
    with reading() as desk:
        answer = usage.press(desk, "next", "")
    hand_over(client, body, answer)
    ack()


def log_message(ack: Ack, body: Body, reading: OpensDesk, client: WebClient) -> None:
    """Open the form that logs a message as correspondence."""
    with reading() as desk:
        desk.must_be_set_up()
        view = letters.log_message(desk, body["message"], _permalink(body))
    show_form(client, body, view)
    ack()


def _permalink(body: Body) -> str:
    """Name a message's address as Slack forms it; asking Slack would cost a second call."""
    stamp = str(body["message"]["ts"]).replace(".", "")
    return f"https://{body['team']['domain']}.slack.com/archives/{body['channel']['id']}/p{stamp}"


def press(ack: Ack, body: Body, reading: OpensDesk, client: WebClient) -> None:
    """Answer a button that runs a verb."""
    action = body["actions"][0]
    with reading() as desk:
        answer: Answer = usage.press(desk, verb_of(action["action_id"]), str(action.get("value") or ""))
    hand_over(client, body, answer)
    ack()


def ask_to_be_added(ack: Ack, body: Body, transaction: OpensDesk, client: WebClient) -> None:
    """Tell staff that someone would like to be on the roster."""
    with transaction() as desk:
        answer = strangers.ask_to_be_added(desk)
    hand_over(client, body, answer)
    ack()


def turn_page(ack: Ack, body: Body, reading: OpensDesk, client: WebClient) -> None:
    """Answer a button that shows the next page of a list."""
    action = body["actions"][0]
    with reading() as desk:
        answer = usage.turn_page(desk, verb_of(action["action_id"]), str(action.get("value") or ""))
    hand_over(client, body, answer)
    ack()


def choose_more(ack: Ack, body: Body, reading: OpensDesk, client: WebClient) -> None:
    """Answer a choice of the overflow menu of a card."""
    chosen = body["actions"][0].get("selected_option") or {}
    verb, _, prospect_id = str(chosen.get("value", "")).partition(":")
    with reading() as desk:
        answer = usage.press(desk, verb, prospect_id)
    hand_over(client, body, answer)
    ack()


def take_back(ack: Ack, body: Body, transaction: OpensDesk, client: WebClient) -> None:
    """Take an entry back."""
    with transaction() as desk:
        answer = undoing.take_back(desk, str(body["actions"][0].get("value") or ""))
    hand_over(client, body, answer)
    ack()


def more_inquiry_fields(ack: Ack, body: Body, reading: OpensDesk, client: WebClient) -> None:
    """Show the other fields of the inquiry form."""
    with reading() as desk:
        view = inquiries.more_fields(desk, body["view"])
    client.views_update(view_id=body["view"]["id"], view=view)
    ack()


def path_chosen(ack: Ack, body: Body, reading: OpensDesk, client: WebClient) -> None:
    """Draw the inquiry form again for the path that was chosen."""
    with reading() as desk:
        view = inquiries.path_chosen(desk, body["view"])
    client.views_update(view_id=body["view"]["id"], view=view)
    ack()


def more_letter_fields(ack: Ack, body: Body, reading: OpensDesk, client: WebClient) -> None:
    """Show the other fields of the form for correspondence."""
    with reading() as desk:
        view = letters.more_fields(desk, body["view"])
    client.views_update(view_id=body["view"]["id"], view=view)
    ack()


def city_chosen(ack: Ack, body: Body, reading: OpensDesk, client: WebClient) -> None:
    """Draw the form for correspondence again once its city is known."""
    if body["view"]["callback_id"] == LOG_LETTER:
        with reading() as desk:
            view = letters.city_chosen(desk, body["view"])
        client.views_update(view_id=body["view"]["id"], view=view)
    ack()


def city_options(ack: Ack, body: Body, reading: OpensDesk) -> None:
    """List the tracked cities that fit what was typed."""
    typed = str(body.get("value") or "")
    is_open = carried(body.get("view") or {}).get("closed") is not False  # only the form that reopens says so
    with reading() as desk:
        if not desk.asker.roles:
            raise Refusal("Not on the roster.")
        tracked = [named for named in names(desk.session) if named.is_open is is_open]
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


def submit_inquiry(ack: Ack, body: Body, transaction: OpensDesk) -> None:
    """Record an inquiry."""
    with transaction() as desk:
        view = inquiries.submit(desk, body["view"])
    _show_instead(ack, view)


def submit_letter(ack: Ack, body: Body, transaction: OpensDesk) -> None:
    """Log correspondence."""
    with transaction() as desk:
        view = letters.submit(desk, body["view"])
    _show_instead(ack, view)


def submit_choice_of_step(ack: Ack, body: Body, reading: OpensDesk) -> None:
    """Go on to the form of the step that was chosen."""
    with reading() as desk:
        view = steps.chosen(desk, body["view"])
    _show_instead(ack, view)


def submit_step(ack: Ack, body: Body, transaction: OpensDesk) -> None:
    """Record a step."""
    with transaction() as desk:
        view = steps.submit(desk, body["view"])
    _show_instead(ack, view)


def submit_turn(ack: Ack, body: Body, transaction: OpensDesk) -> None:
    """Close or reopen a file."""
    with transaction() as desk:
        view = closing.submit(desk, body["view"])
    _show_instead(ack, view)


def unknown_button(ack: Ack, body: Body) -> None:
    """Answer a button of an older version: a link button asks for nothing, any other is out of date."""
    if not body["actions"][0].get("url"):
        raise Refusal("That button is out of date. Please start again from the menu.", offers=("menu",))
    ack()


def _show_instead(ack: Ack, view: View) -> None:
    ack(response_action="update", view=view)
