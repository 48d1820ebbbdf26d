"""What Clerk says unasked, the daily note apart: word of what was taken back and of what could not be done."""

from __future__ import annotations

from handlers.views.kit import Message, actions, button, does, section
from handlers.views.sharing import in_channel
from models.rules.wording import plural

LET_IN = "let_in"


def card_taken_back(title: str, by: str) -> Message:
    """Say in place of a card that its entry was taken back."""
    said = f"{title}: the entry was taken back by {by}."
    return Message(text=said, blocks=(section(said),))


def note_overtaken() -> Message:
    """Say in place of a daily note that nothing is left of what it told."""
    said = "This has changed; nothing is to be done here any more."
    return Message(text=said, blocks=(section(said),))


def paper_lost(why: str, prospect_id: str) -> Message:
    """Say that an attached file could not be kept."""
    said = f"I couldn't keep the file you attached: {why}. The entry itself is saved. Please attach the file again, or log where it is kept."
    row = actions(
        button("Log correspondence", does("log"), prospect_id), button("Open", does("next"), prospect_id)
    )
    return Message(text=said, blocks=(section(said), row))


def cannot_post(channel: str, *, is_archived: bool) -> Message:
    """Say that cards cannot be posted in a channel, and what lets them in."""
    remedy = "It is archived; unarchive it" if is_archived else "Type /invite @Clerk there"
    ends = f" yet. {remedy}, then press Try again."
    row = actions(button("Try again", LET_IN, channel), button("See what's next", does("next")))
    begins = "I can't post in "
    return Message(
        text=f"{begins}the commission's channel{ends}", blocks=(in_channel(begins, channel, ends), row)
    )


def trying_again(channel: str, waiting: int) -> Message:
    """Say that what waits for a channel is tried again."""
    begins, ends = "I am trying again to post in ", f": {plural(waiting, 'message')}."
    if not waiting:
        begins, ends = "Nothing waits any more to be posted in ", "."
    row = actions(button("See what's next", does("next")))
    return Message(text=f"{begins}the channel{ends}", blocks=(in_channel(begins, channel, ends), row))
