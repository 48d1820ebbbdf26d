"""The Web API methods for modals and the Home tab."""

from typing import Any

from bot.practice.contents import Json, View
from bot.practice.payloads import view_json
from bot.practice.refusal import SlackRefusal
from bot.practice.slack import Slack
from bot.practice.strictness import check_view


def open_view(slack: Slack, asked: Json) -> Json:
    """Answer views.open; the trigger is spent only on a view that could be shown."""
    content = _checked(asked)
    trigger = slack.triggers.spend(str(asked.get("trigger_id", "")))
    return {"view": view_json(slack.accept_modal(trigger.user, content, opened_in=trigger.channel))}


def push_view(slack: Slack, asked: Json) -> Json:
    """Answer views.push."""
    content = _checked(asked)
    trigger = slack.triggers.spend(str(asked.get("trigger_id", "")))
    return {"view": view_json(slack.accept_modal_above(trigger.user, content))}


def update_view(slack: Slack, asked: Json) -> Json:
    """Answer views.update, by `view_id` or `external_id`; raises `hash_conflict` when the view has changed since."""
    view = _asked_view(slack, asked)
    _refuse_stale(view, asked)
    return {"view": view_json(slack.accept_redraw(view, asked.get("view") or {}))}


def publish_view(slack: Slack, asked: Json) -> Json:
    """Answer views.publish."""
    user = slack.workspace.person(str(asked.get("user_id", "")))
    shown = slack.workspace.homes.get(user.id)
    if shown is not None:
        _refuse_stale(shown, asked)
    return {"view": view_json(slack.accept_home(user.id, asked.get("view") or {}))}


def _checked(asked: Json) -> Any:  # noqa: ANN401  # a view, once it is checked
    check_view(asked.get("view"), "modal")
    return asked["view"]


def _asked_view(slack: Slack, asked: Json) -> View:
    if asked.get("view_id"):
        return slack.workspace.view(asked["view_id"])
    stacks = slack.workspace.modals.values()
    named = (view for stack in stacks for view in stack if view.content.get("external_id"))
    found = next((view for view in named if view.content["external_id"] == asked.get("external_id")), None)
    if found is None:
        raise SlackRefusal(error="not_found")
    return found


def _refuse_stale(view: View, asked: Json) -> None:
    if asked.get("hash") and asked["hash"] != view.hash:
        raise SlackRefusal(error="hash_conflict")
