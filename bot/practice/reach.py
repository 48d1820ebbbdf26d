"""What a person has before her, and may therefore act on."""

from bot.practice.contents import Channel, Json, Message, Person, View
from bot.practice.refusal import ActRefused
from bot.practice.workspace import Workspace


class Reach:
    """Finds what an act names; raises ActRefused for what is another person's, SlackRefusal for what is not there."""

    def __init__(self, workspace: Workspace) -> None:
        """Take the workspace to look in."""
        self._workspace = workspace

    def actor(self, act: Json) -> Person:
        """Find who acts; a closed account can do nothing."""
        person = self._workspace.person(act["as"])
        if person.deleted:
            raise ActRefused(why=f"{person.name}'s account is closed.")
        return person

    def channel(self, person: Person, act: Json) -> Channel:
        """Find a channel, or the person's own messages with the app."""
        channel = self._workspace.channel(act["channel"])
        if channel.person not in (None, person.id):
            raise ActRefused(why="These are another person's messages.")
        return channel

    def open_channel(self, person: Person, act: Json) -> Channel:
        """Find a channel that one can still write in."""
        channel = self.channel(person, act)
        if channel.archived:
            raise ActRefused(why=f"#{channel.name} is archived; nobody can write there.")
        return channel

    def message(self, person: Person, act: Json) -> Message:
        """Find a message that the person sees."""
        message = self._workspace.message(self.channel(person, act).id, act["message_ts"])
        if message.only_for not in (None, person.id):
            raise ActRefused(why="Only another person sees this message.")
        return message

    def view(self, person: Person, act: Json) -> View:
        """Find one of the person's forms, or her Home."""
        view = self._workspace.view(act["view_id"])
        if view.user != person.id:
            raise ActRefused(why="Another person has this view open.")
        return view

    def top_view(self, person: Person, act: Json) -> View:
        """Find the form on top."""
        view = self.view(person, act)
        if view not in self._workspace.modals.get(person.id, [])[-1:]:
            raise ActRefused(why="This form is not the one on top.")
        return view
