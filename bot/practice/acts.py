"""What people do at the screen; the page and the tests' driver come in by this door."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.practice import answers, payloads
from bot.practice.contents import APP_USER, Draft, Json, Person, View
from bot.practice.delivery import Delivery, Kind
from bot.practice.inputs import is_empty, merged, own_value, placed_elements, state_values
from bot.practice.quiet import QuietActs
from bot.practice.reach import Reach
from bot.practice.refusal import ActRefused, SlackRefusal
from bot.practice.slack import Slack
from bot.practice.speech import commanded, said, typed_blocks

_COPIED = {"slash_commands": "command", "interactive": "action", "events_api": "event"}


class Acts:
    """Performs acts, given as JSON with "as" (the person) and "do" (the act)."""

    def __init__(self, slack: Slack, delivery: Delivery) -> None:
        """Take the workspace to act in and the way to its app."""
        self._slack = slack
        self._workspace = slack.workspace
        self._delivery = delivery
        self._reach = Reach(slack.workspace)
        self._quiet = QuietActs(slack, self._reach)
        self._spoken: dict[str, Callable[[Person, Json], Awaitable[Json]]] = {
            "say": self._say,
            "edit": self._edit,
            "command": self._command,
            "press": self._press,
            "submit": self._submit,
            "close": self._close,
            "shortcut": self._shortcut,
            "message_shortcut": self._message_shortcut,
            "home": self._home,
            "options": self._options,
        }

    async def perform(self, act: Json) -> Json:
        """Do it, and say whether it could be done; an act that the app answers returns after the answer or its absence."""
        try:
            return {"ok": True, **await self._perform(self._reach.actor(act), act)}
        except ActRefused as refused:
            return {"ok": False, "error": refused.why}
        except SlackRefusal as refused:
            return {"ok": False, "error": str(refused)}
        except KeyError as missing:
            return {"ok": False, "error": f"The act lacks {missing}."}

    async def _perform(self, person: Person, act: Json) -> Json:
        if act["do"] in self._quiet.by_name:
            return self._quiet.by_name[act["do"]](person, act)
        if act["do"] not in self._spoken:
            raise ActRefused(why=f"There is no act {act['do']}.")
        if act["do"] != "options":
            self._workspace.notices.pop(person.id, None)
        return await self._spoken[act["do"]](person, act)

    # Words

    async def _say(self, person: Person, act: Json) -> Json:
        if act["text"].startswith("/"):
            command, _, text = act["text"].partition(" ")
            return await self._command(person, {**act, "command": command, "text": text})
        channel = self._reach.open_channel(person, act)
        text = said(self._workspace, act["text"])
        draft = Draft(
            channel=channel.id,
            user=person.id,
            text=text,
            blocks=typed_blocks(text),
            thread_ts=act.get("thread_ts"),
        )
        message = self._workspace.post(draft)
        if channel.is_im:
            await self._tell("message.im", payloads.said_event(self._slack, message, "message"))
        elif f"<@{APP_USER}>" in text and channel.has_app:
            await self._tell("app_mention", payloads.said_event(self._slack, message, "app_mention"))
        return {"ts": message.ts}

    async def _edit(self, person: Person, act: Json) -> Json:
        self._reach.open_channel(person, act)
        before = self._reach.message(person, act)
        if before.user != person.id:
            raise ActRefused(why="Only who wrote a message may edit it.")
        text = said(self._workspace, act["text"])
        after = self._workspace.edit(before, text=text, blocks=typed_blocks(text))
        if self._workspace.channel(after.channel).is_im:
            await self._tell("message.im", payloads.changed_event(self._slack, before, after))
        return {}

    async def _command(self, person: Person, act: Json) -> Json:
        channel = self._reach.open_channel(person, act)
        if act.get("thread_ts"):
            raise ActRefused(why=f"{act['command']} does not work in threads.")
        _refuse_strangers(person, act["command"])
        if self._quiet.invites(person, channel, f"{act['command']} {act['text']}"):
            return {}
        known = self._slack.manifest.command(act["command"])
        if known is None:
            raise ActRefused(why=f"{act['command']} is not a command here.")
        text = act["text"].strip()
        sent = commanded(self._workspace, text) if known.get("should_escape") else text
        payload = payloads.command_payload(self._slack, person, channel, act["command"], sent)
        body = await self._ask("slash_commands", person, payload, act["command"])
        if body is not None:
            self._show(person, lambda: answers.take_command_answer(self._slack, person, channel, body))
        return {}

    # Buttons and forms

    async def _press(self, person: Person, act: Json) -> Json:
        if "view_id" in act:
            view = self._reach.view(person, act)
            element = _element(view.blocks, act)
            action = self._action(element, act)
            typed = merged(view.values, act.get("state") or {}, own_value(action))
            view = self._workspace.change_view(replace(view, values=state_values(view.blocks, typed)))
            payload = payloads.view_action_payload(self._slack, person, view, action)
        else:
            message = self._reach.message(person, act)
            element = _element(message.blocks, act)
            action = self._action(element, act)
            values = state_values(message.blocks, merged(act.get("state") or {}, own_value(action)))
            payload = payloads.message_action_payload(self._slack, person, message, action, values)
        await self._ask("interactive", person, payload, self._slack.manifest.app_name)
        return {}

    def _action(self, element: Json, act: Json) -> Json:
        known = {
            key: element[key]
            for key in ("type", "block_id", "action_id", "text", "value", "style")
            if key in element
        }
        chosen = {} if element["type"] == "button" else act.get("value") or {}
        return {**known, **chosen, "action_ts": self._workspace.next_ts()}

    async def _submit(self, person: Person, act: Json) -> Json:
        view = self._reach.top_view(person, act)
        values = state_values(view.blocks, merged(view.values, act.get("values") or {}))
        view = self._workspace.change_view(replace(view, values=values, errors=_unfilled(view, values)))
        if view.errors:
            raise ActRefused(why=f"Not sent: {'; '.join(_labelled(view))}")
        payload = payloads.submission_payload(self._slack, person, view)
        body = await self._ask("interactive", person, payload, self._slack.manifest.app_name)
        if body is not None:
            self._show(person, lambda: answers.take_submission_answer(self._slack, view, body))
        return {}

    async def _close(self, person: Person, act: Json) -> Json:
        if not self._workspace.has_view(act["view_id"]):
            return {}  # it was pressed twice, or the app was faster
        view = self._reach.top_view(person, act)
        self._workspace.close_modal(view)
        if view.content.get("notify_on_close"):
            await self._ask(
                "interactive", person, payloads.closed_payload(person, view), self._slack.manifest.app_name
            )
        return {}

    async def _options(self, person: Person, act: Json) -> Json:
        if "view_id" in act:
            view = self._reach.view(person, act)
            element, place = _element(view.blocks, act), payloads.view_place(view)
        else:
            message = self._reach.message(person, act)
            element, place = _element(message.blocks, act), payloads.message_place(self._slack, message)
        payload = payloads.options_payload(person, place, element, act.get("value") or "")
        body = await self._ask("interactive", person, payload, self._slack.manifest.app_name)
        return answers.take_options_answer(body or {})

    async def _shortcut(self, person: Person, act: Json) -> Json:
        self._require_shortcut(person, act, "global")
        payload = payloads.shortcut_payload(self._slack, person, act["callback_id"])
        await self._ask("interactive", person, payload, self._slack.manifest.app_name)
        return {}

    async def _message_shortcut(self, person: Person, act: Json) -> Json:
        self._require_shortcut(person, act, "message")
        message = self._reach.message(person, act)
        if message.only_for is not None:
            raise ActRefused(why="Slack offers no shortcut on a message that only you see.")
        payload = payloads.shortcut_payload(self._slack, person, act["callback_id"], message)
        await self._ask("interactive", person, payload, self._slack.manifest.app_name)
        return {}

    def _require_shortcut(self, person: Person, act: Json, kind: str) -> None:
        _refuse_strangers(person, act["callback_id"])
        if self._slack.manifest.shortcut(act["callback_id"], kind) is None:
            raise ActRefused(why=f"There is no {kind} shortcut {act['callback_id']}.")

    async def _home(self, person: Person, _act: Json) -> Json:
        channel = self._workspace.channel(person.id)
        await self._tell("app_home_opened", payloads.home_event(self._slack, person, channel))
        return {}

    # To the app and back

    async def _tell(self, name: str, event: Json) -> None:
        if name not in self._slack.manifest.events:
            return
        author = self._workspace.people.get(event.get("user", ""))
        payload = payloads.event_payload(event, is_shared=author is not None and author.is_stranger)
        copies = self._slack.faults.take_copies("event")
        await asyncio.gather(*(self._delivery.tell(payload) for _ in range(copies)))

    async def _ask(self, kind: Kind, person: Person, payload: Json, what: str) -> Json | None:
        if not self._delivery.reaches_an_app:
            self._workspace.notice(person.id, f"{what} failed: no app is connected")
            return None
        copies = self._slack.faults.take_copies(_COPIED[kind])
        bodies = await asyncio.gather(*(self._delivery.hand_over(kind, payload) for _ in range(copies)))
        if bodies[0] is None:
            self._workspace.notice(person.id, f"{what} did not answer in time")
        return bodies[0]

    def _show(self, person: Person, take: Callable[[], None]) -> None:
        try:
            take()
        except SlackRefusal as refusal:
            self._workspace.notice(
                person.id, f"{self._slack.manifest.app_name}'s answer was refused: {refusal}"
            )


def _refuse_strangers(person: Person, what: str) -> None:
    """Keep commands and shortcuts to the app's own workspace, as in channels shared with another organisation."""
    if person.is_stranger:
        raise ActRefused(why=f"{person.name} is of another organisation and has no {what}.")


def _element(blocks: list[Json], act: Json) -> Json:
    for block, element in placed_elements(blocks):
        if (block["block_id"], element["action_id"]) == (act["block_id"], act["action_id"]):
            return {**element, "block_id": block["block_id"]}
    raise ActRefused(why=f"There is no {act['action_id']} here.")


def _unfilled(view: View, values: Json) -> dict[str, str]:
    inputs = [(block, element) for block, element in placed_elements(view.blocks) if block["type"] == "input"]
    return {
        block["block_id"]: "Please complete this required field."
        for block, element in inputs
        if not block.get("optional") and is_empty(values[block["block_id"]][element["action_id"]])
    }


def _labelled(view: View) -> list[str]:
    labels = {block["block_id"]: block["label"]["text"] for block in view.blocks if block["type"] == "input"}
    return [f"{labels[block_id]}: {error}" for block_id, error in view.errors.items()]
