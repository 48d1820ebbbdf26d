"""What people do that the app does not hear of: reading, putting a file down, inviting, the clock, starting over."""

from base64 import b64decode
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.practice import payloads
from bot.practice.contents import APP_USER, Channel, Draft, Json, Person
from bot.practice.file_methods import upload_by_person
from bot.practice.reach import Reach
from bot.practice.refusal import ActRefused
from bot.practice.slack import Slack
from bot.practice.speech import typed_blocks

_OWN = {"/invite": "invited", "/remove": "removed"}


class QuietActs:
    """Performs the acts that need no app; `by_name` finds them."""

    def __init__(self, slack: Slack, reach: Reach) -> None:
        """Take the workspace to act in."""
        self._slack = slack
        self._workspace = slack.workspace
        self._reach = reach
        self.by_name: dict[str, Callable[[Person, Json], Json]] = {
            "read": self._read,
            "upload": self._upload,
            "move_clock": self._move_clock,
            "reset": self._start_over,
        }

    def invites(self, person: Person, channel: Channel, text: str) -> bool:
        """Do what Slack's own `/invite @Clerk` and `/remove @Clerk` do; say whether it was one of them."""
        command, _, named = text.strip().partition(" ")
        if command not in _OWN or named.strip() != f"@{self._slack.manifest.app_name}" or channel.is_im:
            return False
        if person.is_restricted:
            raise ActRefused(why=f"{person.name} is a guest, and guests cannot add or remove apps.")
        act = self._workspace.join if command == "/invite" else self._workspace.remove_app
        act(channel.id)
        told = f"{_OWN[command]} <@{APP_USER}>"
        self._workspace.post(Draft(channel=channel.id, user=person.id, text=told, blocks=typed_blocks(told)))
        return True

    def _read(self, person: Person, act: Json) -> Json:
        self._workspace.mark_read(person.id, self._reach.channel(person, act).id)
        return {}

    def _upload(self, person: Person, act: Json) -> Json:
        file = upload_by_person(self._slack, person.id, act["name"], b64decode(act["content_base64"]))
        return {"file": payloads.file_json(self._slack, file)}

    def _move_clock(self, _person: Person, act: Json) -> Json:
        if "to" in act:
            self._workspace.clock.move_to(datetime.fromisoformat(act["to"]))
        else:
            self._workspace.clock.move(timedelta(seconds=act["seconds"]))
        return {}

    def _start_over(self, _person: Person, act: Json) -> Json:
        keys = [beginning.key for beginning in self._slack.beginnings]
        if not keys:
            self._workspace.reset()
        elif act.get("to") in keys:
            self._slack.when_started_over(act["to"])
        else:
            raise ActRefused(why=f"The workspace starts over as one of these: {', '.join(keys)}.")
        return {}
