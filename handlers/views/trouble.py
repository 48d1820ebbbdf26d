"""What Clerk says of its own trouble: messages that do not arrive, and accounts that are closed."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.views.kit import Message, actions, bullets, button, does, section

MOST_NAMED = 10


def account_closed(name: str, *, goes_to: str | None) -> Message:
    """Say that Slack has closed somebody's account, and who gets what would go to them."""
    first = name.partition(" ")[0]
    handed = (
        f"What I would send to {first} goes to {goes_to} from now on."
        if goes_to
        else f"What I would send to {first} waits: nobody on the roster can take it."
    )
    said = (
        f"{name}'s Slack account is closed. {handed} Change the roster, or give {first}'s files to someone."
    )
    row = actions(button("Roster", does("roster")), button("See what's next", does("next")))
    return Message(text=said, blocks=(section(said), row))


def not_sent(troubles: Sequence[str]) -> Message:
    """Say what could not be sent, each with its reason."""
    shown, left = list(troubles[:MOST_NAMED]), len(troubles[MOST_NAMED:])
    if left:
        shown.append(f"And {left} more.")
    begin = "I couldn't send these messages." if len(troubles) > 1 else "I couldn't send a message."
    row = actions(button("See what's next", does("next")))
    return Message(text=" ".join([begin, *shown]), blocks=(section(begin), bullets(shown), row))
