"""The desk of a meeting in session: where it stands, and what can be done now; seen by one person alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block, ButtonElement, OverflowMenuElement
from slack_sdk.models.views import View

from handlers.views.agendas import OUTCOME
from handlers.views.kit import Message, actions, button, does, form, option, section, sentence, titled
from models.rules.agendas import AgendaEntry, ItemResult

TAKE_ROLL = "session_roll"
EVERYONE = "session_everyone"
OPEN_ITEM = "session_item"
COMMENT_TAKEN = "session_comment"
RECESS = "session_recess"
RESUME = "session_resume"
ADJOURN = "session_adjourn"
RECUSE_AT_ITEM = "session_recuse"
RETURNED = "session_returned"
MORE_SESSION = "session_more"
HAND_OVER = "session_preside"
REMOTE = "session_remote"
SEAT = "session_seat"
RECUSE_OTHER = "session_recuse_other"
CORRECT = "session_correct"
_MORE = {
    HAND_OVER: "Hand over the chair",
    REMOTE: "Remote member",
    SEAT: "Seat an alternate",
    RECUSE_OTHER: "Record a recusal",
    CORRECT: "Correct a time",
}
"""What the overflow menu offers."""
MOST_SAID = 40
"""Lines that a form has room for."""
MOST_OUT = 5
"""So many who are out of the room have a button of their own."""
MOST_ON_BUTTON = 20
"""Characters that a button shows on a phone."""


@dataclass(frozen=True, kw_only=True)
class SessionCard:
    """A meeting in session, as one person sees it."""

    meeting_id: str
    title: str
    state: tuple[str, ...]
    """What comes first: a lost quorum, since when it is in session, who presides, who is there."""
    item: AgendaEntry | None = None
    votes: tuple[str, ...] = ()
    """The open votes."""
    out: tuple[tuple[str, str], ...] = ()
    """Who has left the room over an item: ids and names."""
    presides: bool = False
    """Whether the person may do what whoever presides may."""
    in_recess: bool = False
    roll_taken: bool = False
    comment_taken: bool = False
    """On the item before the meeting, or on the whole agenda."""
    has_votes: bool = True
    """Whether the body has seats, and so votes."""
    may_recuse: bool = False
    may_seat: bool = False
    """Whether an alternate who is there could sit for a seat now."""
    own_id: str = ""
    """The person's own, where they are out of the room."""


def session_card(card: SessionCard, noted: Sequence[str] = ()) -> Message:
    """Show where a meeting stands, what was just done, and the buttons for what can be done now."""
    said, out = _said(card), _who_is_out(card)
    blocks: list[Block] = [
        *([section(" ".join(noted))] if noted else []),
        titled(card.title, *said, *([] if card.presides else out)),
        *(_out(card) if card.presides else []),
        *_buttons(card),
    ]
    text = " ".join([*noted, sentence(card.title), *said, *out])
    return Message(text=text, blocks=tuple(blocks), title="Meeting")


def done(noted: Sequence[str], card: Message) -> View:
    """Take a form's place: say what was recorded, and show the meeting as it stands now."""
    return form("Meeting", "session", [section(" ".join(noted)), *card.blocks], submit=None, close="Close")


def over(said: Sequence[str], meeting_id: str) -> View:
    """Take the form's place that adjourned a meeting: what was recorded, and which dates moved."""
    row = actions(
        button("Minutes", does("minutes"), meeting_id),
        button("Meeting", does("meeting"), meeting_id),
        button("Agenda", does("agenda"), meeting_id),
    )
    blocks = [section(line) for line in said[:MOST_SAID]]
    return form("Adjourned", "session", [*blocks, row], submit=None, close="Close")


def more(card: SessionCard) -> OverflowMenuElement:
    """Make the menu of what is needed less often."""
    return OverflowMenuElement(
        action_id=MORE_SESSION,
        options=[option(text, f"{name}:{card.meeting_id}") for name, text in _MORE.items()],
    )


def _said(card: SessionCard) -> list[str]:
    item = [f"Item {card.item.number}: {sentence(card.item.title)}"] if card.item else []
    return [*card.state, *item, *card.votes]


def _who_is_out(card: SessionCard) -> list[str]:
    return [f"Out of the room: {sentence(', '.join(name for _, name in card.out))}"] if card.out else []


def _out(card: SessionCard) -> Iterable[Block]:
    """Give each who is out of the room a button to whoever presides."""
    for member_id, name in card.out[:MOST_OUT]:
        value = f"{card.meeting_id}:{member_id}"
        yield section(f"{name} is out of the room.", button(_is_back(name), RETURNED, value, about=name))


def _is_back(name: str) -> str:
    """Say that somebody is back, by their name where a button has room for it."""
    said = (f"{each} is back" for each in (name, name.split(maxsplit=1)[0]))
    return next((each for each in said if len(each) <= MOST_ON_BUTTON), "Is back")


def _buttons(card: SessionCard) -> Iterable[Block]:
    own = _own(card)
    if not card.presides:
        yield actions(*own, _agenda(card))
        return
    first, *rest = _next(card)
    first.style = "primary"
    yield actions(first, *rest, *([more(card)] if card.in_recess else []))
    if not card.in_recess:
        yield actions(*_of_the_meeting(card), more(card))
        yield actions(*own, _agenda(card))
    elif own:
        yield actions(*own)


def _next(card: SessionCard) -> list[ButtonElement]:
    """Offer what comes next, the likeliest first."""
    if card.in_recess:
        return [button("Resume", RESUME, card.meeting_id), _roll(card), _adjourn(card)]
    seat = [button("Seat an alternate", SEAT, card.meeting_id)] if card.may_seat else []
    vote = [button("Call a vote", does("vote"))] if card.roll_taken and card.has_votes else []
    following = button("Next item" if card.item else "Open an item", OPEN_ITEM, card.meeting_id)
    if not card.roll_taken:
        return [_roll(card), following]
    if card.item is None or card.item.result is ItemResult.VOTED:
        return [*seat, following, *vote]
    return [*seat, *_outcome(card, card.item, [*vote, following])]


def _outcome(card: SessionCard, item: AgendaEntry, others: list[ButtonElement]) -> list[ButtonElement]:
    value = f"{card.meeting_id}:{item.item}"
    if item.result is None:
        return [button("Record the outcome", OUTCOME, value), *others]
    return [*others[::-1], button("Change the outcome", OUTCOME, value)]


def _of_the_meeting(card: SessionCard) -> list[ButtonElement]:
    value = f"{card.meeting_id}:{card.item.item}" if card.item else card.meeting_id
    comment = [] if card.comment_taken else [button("Public comment taken", COMMENT_TAKEN, value)]
    roll = [_roll(card)] if card.roll_taken else []
    return [*comment, *roll, button("Recess", RECESS, card.meeting_id), _adjourn(card)]


def _roll(card: SessionCard) -> ButtonElement:
    return button("Update the roll" if card.roll_taken else "Take the roll", TAKE_ROLL, card.meeting_id)


def _adjourn(card: SessionCard) -> ButtonElement:
    return button("Adjourn", ADJOURN, card.meeting_id)


def _own(card: SessionCard) -> list[ButtonElement]:
    if card.own_id:
        return [button("I'm back", RETURNED, f"{card.meeting_id}:{card.own_id}")]
    return [button("Recuse myself", RECUSE_AT_ITEM, card.meeting_id)] if card.may_recuse else []


def _agenda(card: SessionCard) -> ButtonElement:
    return button("Agenda", does("agenda"), card.meeting_id)
