"""The desk of a meeting in session: where it stands, and what can be done now; seen by one person alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block, ButtonElement, InteractiveElement, OverflowMenuElement
from slack_sdk.models.views import View

from handlers.views.agendas import OUTCOME
from handlers.views.kit import Message, actions, button, does, form, option, section, sentence, titled
from models.rules.agendas import AgendaEntry

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
    may_recuse: bool = False
    may_seat: bool = False
    """Whether an alternate who is there could sit for a seat now."""
    own_id: str = ""
    """The person's own, where they are out of the room."""


def session_card(card: SessionCard, noted: Sequence[str] = ()) -> Message:
    """Show where a meeting stands, what was just done, and the buttons for what can be done now."""
    said = _said(card)
    blocks: list[Block] = [
        *([section(" ".join(noted))] if noted else []),
        titled(card.title, *said),
        *_out(card),
        *_buttons(card),
    ]
    text = " ".join([*noted, sentence(card.title), *said])
    return Message(text=text, blocks=tuple(blocks))


def done(noted: Sequence[str], card: Message) -> View:
    """Take a form's place: say what was recorded, and show the meeting as it stands now."""
    return form("Meeting", "session", [section(" ".join(noted)), *card.blocks], submit=None, close="Close")


def over(said: Sequence[str], meeting_id: str) -> View:
    """Take the form's place that adjourned a meeting: what was recorded, and which dates moved."""
    row = actions(
        button("Meeting", does("meeting"), meeting_id), button("Agenda", does("agenda"), meeting_id)
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
    out = [f"Out of the room: {sentence(', '.join(name for _, name in card.out))}"] if card.out else []
    return [*card.state, *item, *card.votes, *out]


def _out(card: SessionCard) -> Iterable[Block]:
    if card.presides:
        for member_id, name in card.out[:MOST_OUT]:
            value = f"{card.meeting_id}:{member_id}"
            yield section(f"{name} is out of the room.", button("Returned", RETURNED, value, about=name))


def _buttons(card: SessionCard) -> Iterable[Block]:
    own = _own(card)
    if not card.presides:
        yield actions(*own, _agenda(card))
        return
    roll = button("Update the roll" if card.roll_taken else "Take the roll", TAKE_ROLL, card.meeting_id)
    adjourn = button("Adjourn", ADJOURN, card.meeting_id)
    if card.in_recess:
        yield actions(button("Resume", RESUME, card.meeting_id), roll, adjourn, more(card))
    else:
        yield actions(roll, *_of_items(card))
        yield actions(*_of_the_meeting(card), adjourn, more(card))
    seat = [button("Seat an alternate", SEAT, card.meeting_id)] if card.may_seat else []
    if [*seat, *own]:
        yield actions(*seat, *own)


def _of_items(card: SessionCard) -> list[InteractiveElement]:
    opened = (
        [button("Record the outcome", OUTCOME, f"{card.meeting_id}:{card.item.item}")] if card.item else []
    )
    return [
        button("Open an item", OPEN_ITEM, card.meeting_id),
        *opened,
        *([button("Call a vote", does("vote"))] if card.roll_taken else []),
    ]


def _of_the_meeting(card: SessionCard) -> list[InteractiveElement]:
    value = f"{card.meeting_id}:{card.item.item}" if card.item else card.meeting_id
    comment = [] if card.comment_taken else [button("Public comment taken", COMMENT_TAKEN, value)]
    return [*comment, button("Recess", RECESS, card.meeting_id), _agenda(card)]


def _own(card: SessionCard) -> list[InteractiveElement]:
    if card.own_id:
        return [button("I'm back", RETURNED, f"{card.meeting_id}:{card.own_id}")]
    return [button("Recuse myself", RECUSE_AT_ITEM, card.meeting_id)] if card.may_recuse else []


def _agenda(card: SessionCard) -> ButtonElement:
    return button("Agenda", does("agenda"), card.meeting_id)
