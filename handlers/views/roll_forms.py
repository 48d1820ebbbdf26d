"""The forms of a meeting in session: who presides, the roll, alternates, items, recusals, adjourning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import AlertBlock, Block, InputBlock, Option, TimePickerElement
from slack_sdk.models.views import View

from handlers.views import fields
from handlers.views.kit import actions, bullets, button, context, field_input, form, option, plain, titled
from handlers.views.sessions import EVERYONE
from models.rules.agendas import PUBLIC_COMMENT, AgendaEntry
from models.rules.sessions import Session

CALL_FORM = "session_call_form"
ROLL_FORM = "session_roll_form"
SEAT_FORM = "session_seat_form"
REMOTE_FORM = "session_remote_form"
ITEM_FORM = "session_item_form"
RECUSE_AT_ITEM_FORM = "session_recuse_form"
HAND_OVER_FORM = "session_preside_form"
CORRECT_TIME_FORM = "session_correct_form"
AFTERWARDS_FORM = "session_afterwards_form"
ADJOURN_FORM = "session_adjourn_form"
OTHER_GROUND = "other"
IN_THE_ROOM = "in the room"
GROUNDS = {
    "traditional": "the agenda lists the place, open to the public (traditional)",
    "just cause": "just cause",
    "emergency": "emergency circumstances",
}
"""The legal grounds for taking part remotely, as the roll keeps them."""
MOST_SEATS = 8
MOST_GUEST_LINES = 3000
LONGEST_REASON = 300
LONGEST_ALERT = 200


@dataclass(frozen=True, kw_only=True)
class RollForm:
    """What the form of the roll shows."""

    title: str
    seats: Sequence[Option]
    alternates: Sequence[Option]
    others: Sequence[Option]
    """Liaisons, staff, and whoever else is on the roster."""
    ticked: Sequence[str] = ()
    guests: str = ""
    quorum: str = ""
    """How many make a quorum; of a roll that was taken, whether there is one."""
    is_update: bool = False
    everyone: bool = False
    """Whether the seats are shown as all ticked, by the button."""


def call_form(title: str, members: Sequence[Option], usual: str | None, carries: Mapping[str, str]) -> View:
    """Ask who presides."""
    blocks = [titled(title), fields.choice("presiding", "Who presides", members, initial=usual)]
    return form("Call to order", CALL_FORM, blocks, submit="Call to order", carries=carries)


def hand_over_form(members: Sequence[Option], carries: Mapping[str, str]) -> View:
    """Ask who presides from now on."""
    said = context("Until it is handed on. Whoever presides may do all that the chair may at this meeting.")
    blocks = [fields.choice("presiding", "Who presides from now on", members), said]
    return form("Hand over the chair", HAND_OVER_FORM, blocks, submit="Hand over", carries=carries)


def roll_form(shown: RollForm, carries: Mapping[str, object]) -> View:
    """Ask who is there. Nobody is ticked in advance but who is on the roll already, or all by the button."""
    seats = [each.value or "" for each in shown.seats]
    name = "everyone" if shown.everyone else "present"  # a field of another name is drawn with its new ticks
    blocks: list[Block] = [titled(shown.title, *([shown.quorum] if shown.quorum else []))]
    if shown.seats:
        initial = seats if shown.everyone else shown.ticked
        blocks.append(actions(button("Everyone is here", EVERYONE)))
        blocks.append(fields.ticks(name, "Present", shown.seats, initial=initial))
    if shown.alternates:
        blocks.append(
            fields.ticks("alternates", "Alternates present", shown.alternates, initial=shown.ticked)
        )
    if shown.others:
        blocks.append(
            fields.ticks("others", "Liaisons and staff present", shown.others, initial=shown.ticked)
        )
    blocks += [
        fields.paragraph(
            "guests",
            "Also present",
            most=MOST_GUEST_LINES,
            initial=shown.guests,
            optional=True,
            hint="One name on each line.",
        ),
        _clock(
            "at", "At", optional=True, hint="Empty means now. You can name a time since the call to order."
        ),
    ]
    title = "Update the roll" if shown.is_update else "Take the roll"
    return form(title, ROLL_FORM, blocks, submit="Save the roll", carries=carries)


def seat_form(
    open_seats: Sequence[tuple[int, str]],
    waiting: Sequence[Option],
    seated: Sequence[Option],
    carries: Mapping[str, str],
) -> View:
    """Ask which alternate sits for which seat, and who no longer does."""
    blocks: list[Block] = [context("Choose who sits for an absent member. Alternate 1 goes first.")]
    if waiting:
        blocks += [
            fields.choice(f"seat:{seat}", f"Seated for {whose}", waiting, optional=True)
            for seat, whose in open_seats[:MOST_SEATS]
        ]
    if seated:
        blocks.append(fields.ticks("unseated", "No longer seated", seated))
    return form("Seat an alternate", SEAT_FORM, blocks, submit="Save the seats", carries=carries)


def remote_form(members: Sequence[Option], carries: Mapping[str, str]) -> View:
    """Ask from where a remote member takes part, and on which ground."""
    grounds = [option(f"{text[:1].upper()}{text[1:]}", name) for name, text in GROUNDS.items()]
    blocks = [
        fields.choice("member", "Who", members),
        fields.line("place", "Place", most=200, optional=True, hint="As the minutes will name it."),
        fields.choice(
            "ground",
            "Legal ground",
            [
                *grounds,
                option("Another, named below", OTHER_GROUND),
                option("None: they are in the room after all", IN_THE_ROOM),
            ],
        ),
        fields.line("other_ground", "Another ground", most=200, optional=True),
    ]
    return form("Remote member", REMOTE_FORM, blocks, submit="Save the place", carries=carries)


def item_form(
    entries: Sequence[AgendaEntry],
    session: Session,
    out: Sequence[Option],
    carries: Mapping[str, str],
) -> View:
    """Ask which item of the agenda is taken up, the next one unless another is chosen, and who is back for it."""
    items = [option(f"{each.number}. {each.title}", each.item) for each in entries]
    blocks: list[Block] = [fields.choice("item", "Item", items, initial=_following(entries, session))]
    if out:
        blocks.append(fields.ticks("back", "Back in the room", out))
    return form("Open an item", ITEM_FORM, blocks, submit="Open the item", carries=carries)


def recuse_form(
    item: AgendaEntry, members: Sequence[Option], warning: str, carries: Mapping[str, str]
) -> View:
    """Ask for the reason of a recusal, and whose it is where it is not the asker's own."""
    blocks: list[Block] = [titled(f"Item {item.number}: {item.title}")]
    if warning:
        blocks.append(AlertBlock(text=plain(warning, LONGEST_ALERT), level="warning"))
    if members:
        blocks.append(fields.choice("member", "Who", members))
    hint = "Recorded in the minutes. Whoever is recused leaves the room for this item."
    blocks.append(fields.paragraph("reason", "Reason", most=LONGEST_REASON, hint=hint))
    title, submit = ("Record a recusal", "Record it") if members else ("Recuse yourself", "Recuse myself")
    return form(title, RECUSE_AT_ITEM_FORM, blocks, submit=submit, carries=carries)


def correct_form(moves: Sequence[Option], carries: Mapping[str, str]) -> View:
    """Ask which time on the roll is wrong, and the right one with the reason."""
    blocks = [
        fields.choice("member", "Who came or left", moves),
        _clock("at", "When it was"),
        fields.line("reason", "Reason", most=LONGEST_REASON, hint="The earlier entry stays in the record."),
    ]
    return form("Correct a time", CORRECT_TIME_FORM, blocks, submit="Correct it", carries=carries)


def afterwards_form(title: str, members: Sequence[Option], carries: Mapping[str, str]) -> View:
    """Ask what was wrong on the roll of a meeting that is over."""
    marks = [option("Was there from then on", "arrived"), option("Left then, or was never there", "left")]
    blocks = [
        titled(title),
        fields.choice("member", "Who", members),
        fields.radio("mark", "What is right", marks),
        _clock(
            "at",
            "At",
            hint="For somebody who was never there, give the time at which the roll says they came.",
        ),
        fields.line("reason", "Reason", most=LONGEST_REASON, hint="The earlier entry stays in the record."),
    ]
    return form("Correct the roll", AFTERWARDS_FORM, blocks, submit="Correct it", carries=carries)


def adjourn_form(votes: Sequence[str], items: Sequence[str], quorum: str, carries: Mapping[str, str]) -> View:
    """Ask to adjourn, with what would be left undone; and on which date the meeting goes on, if it does."""
    blocks: list[Block] = [titled(quorum)]
    if votes:
        blocks += [titled("These votes are open and would end without action:"), bullets(votes)]
    if items:
        said = "Nobody has recorded what became of these items. Cancel and record them, or adjourn as it is:"
        blocks += [titled(said), bullets(items)]
    blocks += [
        _clock("at", "Adjourned at", optional=True, hint="Empty means now."),
        fields.day(
            "day",
            "Continued on",
            initial=None,
            optional=True,
            hint="Only if the meeting goes on another day.",
        ),
        _clock("time", "Continued at", optional=True),
    ]
    return form("Adjourn the meeting", ADJOURN_FORM, blocks, submit="Adjourn", carries=carries)


def _following(entries: Sequence[AgendaEntry], session: Session) -> str | None:
    """Give the item that is likely next: the first after the one before the meeting of which nothing is recorded."""
    place = next((each.number for each in entries if each.item == session.item), 0)
    left = [each for each in entries if each.number > place and each.result is None]
    return next(
        (each.item for each in left if each.item != PUBLIC_COMMENT or not session.public_comment), None
    )


def _clock(name: str, label: str, *, optional: bool = False, hint: str | None = None) -> InputBlock:
    element = TimePickerElement(action_id=fields.FIELD)
    return field_input(name, label, element, optional=optional, hint=hint)
