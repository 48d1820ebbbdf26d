"""Slack itself, in miniature: the workspace and what stands around it, and the ways content enters it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from bot.practice.contents import APP_USER, Beginning, Draft, Json, Message, Surface, View
from bot.practice.doors import ResponseUrls, Triggers
from bot.practice.faults import Faults
from bot.practice.recording import Recording, Shown
from bot.practice.refusal import SlackRefusal
from bot.practice.seeds import Manifest
from bot.practice.strictness import check_message, check_view
from bot.practice.workspace import Workspace


@dataclass(kw_only=True)
class Slack:
    """The parts that every way in shares; `url` is known once the server is bound."""

    workspace: Workspace
    manifest: Manifest
    triggers: Triggers
    response_urls: ResponseUrls
    bot_token: str
    app_token: str
    signing_secret: str
    url: str = ""
    faults: Faults = field(default_factory=Faults)
    recording: Recording = field(default_factory=Recording)
    beginnings: tuple[Beginning, ...] = ()
    when_started_over: Callable[[str], None] = lambda _: None

    def response_url(self, *, user: str, channel: str, message_ts: str | None = None) -> str:
        """Make a new response address."""
        token = self.response_urls.issue(user=user, channel=channel, message_ts=message_ts)
        return f"{self.url}/response/{token}"

    def accept_message(self, content: Json, *, channel: str, only_for: str | None = None) -> Message:
        """Post what the app wrote; raises SlackRefusal where Slack would not take it."""
        text, blocks = content.get("text") or "", content.get("blocks") or []
        check_message(text, blocks, content.get("metadata"))
        self._record("message", content)
        draft = Draft(
            channel=channel,
            user=APP_USER,
            text=text,
            blocks=blocks,
            thread_ts=content.get("thread_ts"),
            metadata=content.get("metadata"),
            only_for=only_for,
        )
        return self.workspace.post(draft)

    def accept_edit(self, message: Message, content: Json) -> Message:
        """Let the app rewrite one of its messages; raises SlackRefusal as for a new one, or `cant_update_message`."""
        if message.user != APP_USER:
            raise SlackRefusal(error="cant_update_message")
        text = content.get("text") or ""
        blocks = content.get("blocks") or []
        metadata = content.get("metadata")
        check_message(text, blocks, metadata)
        self._record("message", content)
        return self.workspace.edit(message, text=text, blocks=blocks, metadata=metadata)

    def accept_modal(self, user: str, content: Json, *, opened_in: str | None = None) -> View:
        """Open a form; raises SlackRefusal where Slack would not take it."""
        self._check_view(content, "modal")
        return self.workspace.open_modal(user, content, opened_in=opened_in)

    def accept_modal_above(self, user: str, content: Json) -> View:
        """Open a form on top of the ones that stand open."""
        self._check_view(content, "modal")
        return self.workspace.push_modal(user, content)

    def accept_redraw(self, view: View, content: Json) -> View:
        """Show something else in an open view."""
        self._check_view(content, "home" if view.content["type"] == "home" else "modal")
        return self.workspace.redraw_view(view, content)

    def accept_home(self, user: str, content: Json) -> View:
        """Publish a Home tab."""
        self._check_view(content, "home")
        return self.workspace.publish_home(user, content)

    def accept_errors(self, view: View, errors: dict[str, str]) -> None:
        """Show errors beside a form's inputs; raises SlackRefusal for a block that holds no input."""
        inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
        if strangers := sorted(errors.keys() - inputs):
            raise SlackRefusal(
                error="invalid_arguments", messages=[f"[ERROR] no input block {one}" for one in strangers]
            )
        self.workspace.change_view(replace(view, errors=errors))

    def _check_view(self, content: Json, surface: Surface) -> None:
        check_view(content, surface)
        self._record(surface, content)

    def _record(self, surface: Surface, content: Json) -> None:
        self.recording.shown.append(Shown(surface=surface, content=content))
