"""A small Bolt app that uses every kind of request once."""

from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def button(text: str, action_id: str, **more: str) -> Json:
    return {"type": "button", "text": plain(text), "action_id": action_id, **more}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "block_id": "buttons", "elements": list(elements)}


def section(text: str) -> Json:
    return {"type": "section", "text": plain(text)}


def text_input(label: str, block_id: str, **more: object) -> Json:
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(label),
        "element": {"type": "plain_text_input", "action_id": "it", **more},
    }


def select_input(label: str, block_id: str, *texts: str) -> Json:
    options = [{"text": plain(text), "value": text.lower()} for text in texts]
    element = {"type": "static_select", "action_id": "it", "options": options}
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(label),
        "optional": True,
        "element": element,
    }


def modal(title: str, *blocks: Json, submit: str = "Save") -> Json:
    return {
        "type": "modal",
        "callback_id": "form",
        "title": plain(title),
        "submit": plain(submit),
        "blocks": list(blocks),
    }


CITY = text_input("City", "city")
KIND = select_input("Kind", "kind", "Letter", "Email")
FRIEND: Json = {
    "type": "input",
    "block_id": "friend",
    "label": plain("Sister"),
    "optional": True,
    "element": {"type": "external_select", "action_id": "find", "min_query_length": 0},
}


def answer_command(ack: Ack, command: Json, client: WebClient) -> None:
    match command["text"].split():
        case ["form"]:
            view = modal(
                "Record", CITY, KIND, FRIEND, actions(button("More", "more"), button("Above", "above"))
            )
            client.views_open(trigger_id=command["trigger_id"], view=view)
            ack()
        case ["buttons"]:
            ack(text="Choose", blocks=[section("Choose"), actions(button("Aye", "aye", value="m1"))])
        case ["bad"]:
            ack(text="Bad", blocks=[{"type": "header", "text": plain("h" * 151)}])
        case ["silent"]:
            return
        case _:
            ack(text=f"You said {command['text']}")


def answer_form(ack: Ack, view: Json, client: WebClient) -> None:
    city = view["state"]["values"]["city"]["it"]["value"]
    match city:
        case "Nowhere":
            ack(response_action="errors", errors={"city": "There is no such city."})
        case "Wrong":
            ack(response_action="errors", errors={"stranger": "Nobody sees this."})
        case "Again":
            ack(response_action="update", view=modal("Saved", section("Saved Again"), submit="Close"))
        case "Above":
            ack(response_action="push", view=modal("Look", section("Look here")))
        case "Redrawn":
            client.views_update(view_id=view["id"], view=modal("Wait", CITY))
            ack(response_action="errors", errors={"city": "Not yet."})
        case "Gone":
            client.views_update(view_id=view["id"], view=modal("Wait", CITY))
            ack()
        case "Clear":
            ack(response_action="clear")
        case _:
            ack()


def more_fields(ack: Ack, body: Json, client: WebClient) -> None:
    view = modal("Record more", CITY, text_input("Country", "country"))
    client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=view)
    ack()


def one_above(ack: Ack, body: Json, client: WebClient) -> None:
    client.views_push(
        trigger_id=body["trigger_id"], view=modal("Above", CITY, actions(button("Above", "above")))
    )
    ack()


def count_aye(ack: Ack, respond: Respond, action: Json) -> None:
    respond(text=f"Aye to {action['value']}", replace_original=True)
    ack()


def say_six_times(ack: Ack, respond: Respond) -> None:
    statuses = [respond(text=f"Time {n}").status_code for n in range(6)]
    respond_statuses.append(statuses)
    ack()


respond_statuses: list[list[int]] = []


def offer_options(ack: Ack, payload: Json) -> None:
    names = [name for name in ("Loreto", "Tena") if payload["value"].lower() in name.lower()]
    ack(options=[{"text": plain(name), "value": name} for name in names])


def echo_message(event: Json, client: WebClient) -> None:
    if event.get("subtype") == "message_changed":
        client.chat_postMessage(channel=event["channel"], text=f"Now: {event['message']['text']}")
    else:
        client.chat_postMessage(
            channel=event["channel"], text=f"Heard: {event['text']}", thread_ts=event.get("thread_ts")
        )


def draw_home(event: Json, client: WebClient) -> None:
    view = {
        "type": "home",
        "blocks": [section(f"Hello <@{event['user']}>"), actions(button("Refresh", "refresh"))],
    }
    client.views_publish(user_id=event["user"], view=view)


def refresh_home(ack: Ack, body: Json, client: WebClient) -> None:
    view = {
        "type": "home",
        "blocks": [section(f"Keys: {' '.join(sorted(body.keys() & {'channel', 'message', 'view'}))}")],
    }
    client.views_publish(user_id=body["user"]["id"], view=view, hash=body["view"]["hash"])
    ack()


def open_inquiry(ack: Ack, body: Json, client: WebClient) -> None:
    written = body.get("message", {}).get("text", "")
    client.views_open(
        trigger_id=body["trigger_id"],
        view=modal("Inquiry", text_input("City", "city", initial_value=written or "?")),
    )
    ack()


def add_routes(app: App) -> None:
    app.command("/sister")(answer_command)
    app.view("form")(answer_form)
    app.action("more")(more_fields)
    app.action("above")(one_above)
    app.action("aye")(count_aye)
    app.action("six")(say_six_times)
    app.action("refresh")(refresh_home)
    app.options("find")(offer_options)
    app.event("message")(echo_message)
    app.event("app_mention")(echo_message)
    app.event("app_home_opened")(draw_home)
    app.shortcut("record")(open_inquiry)
    app.shortcut("log")(open_inquiry)
