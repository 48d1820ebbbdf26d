"""What the app's answers do: the body of an acknowledgement, and what is sent to a response address."""

from bot.practice.contents import APP_USER, Channel, Json, Message, Person, View
from bot.practice.elements import option_list_faults
from bot.practice.refusal import SlackRefusal
from bot.practice.slack import Slack


def take_command_answer(slack: Slack, person: Person, channel: Channel, body: Json) -> None:
    """Show the answer to a command; only the person sees it unless it says `in_channel`."""
    if body.get("text") or body.get("blocks"):
        only_for = None if body.get("response_type") == "in_channel" else person.id
        slack.accept_message(body, channel=channel.id, only_for=only_for)


def take_submission_answer(slack: Slack, view: View, body: Json) -> None:
    """Do with a form what the app answered: close, clear, show errors, another view, or one on top."""
    match body.get("response_action"):
        case None if body.keys() <= {"text"} and not body.get("text"):
            slack.workspace.close_modal(view)
        case "clear":
            slack.workspace.clear_modals(view.user)
        case "errors" if body.get("errors"):
            slack.accept_errors(slack.workspace.view(view.id), body["errors"])
        case "update":
            slack.accept_redraw(slack.workspace.view(view.id), body.get("view") or {})
        case "push":
            slack.accept_modal_above(view.user, body.get("view") or {})
        case other:
            raise SlackRefusal(
                error="invalid_arguments", messages=[f"[ERROR] response_action {other} in {sorted(body)}"]
            )


def take_options_answer(body: Json) -> Json:
    """Check the options that an external select was answered with."""
    groups = body.get("option_groups") or []
    options = body.get("options") or [option for group in groups for option in group["options"]]
    faults = list(option_list_faults(options, "/options", kind="external_select")) if options else []
    if faults:
        raise SlackRefusal(error="invalid_arguments", messages=faults)
    return {"options": body.get("options") or [], "option_groups": groups}


def use_response_url(slack: Slack, token: str, body: Json) -> None:
    """Do what the app sent to a response address: post, replace the original, or delete it."""
    reply = slack.response_urls.spend(token)
    original = slack.workspace.messages.get((reply.channel, reply.message_ts or ""))
    if body.get("delete_original"):
        slack.workspace.delete(_own(original))
    elif original is not None and original.user == APP_USER and body.get("replace_original"):
        slack.accept_edit(original, body)
    else:
        only_for = None if body.get("response_type") == "in_channel" else reply.user
        slack.accept_message(body, channel=reply.channel, only_for=only_for)


def _own(original: Message | None) -> Message:
    if original is None or original.user != APP_USER:
        raise SlackRefusal(error="message_not_found")
    return original
