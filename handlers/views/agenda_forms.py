"""The forms of an agenda: an item, a change of one, showing it in the channel, what became of an item."""

from __future__ import annotations

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, ButtonElement, InputBlock, Option
from slack_sdk.models.views import View

from handlers.views import fields
from handlers.views.agendas import NO_NOTICE, numbered, see_agenda
from handlers.views.kit import SECTION_LIMIT, actions, clip, context, form, option, section, titled
from models.rules.agenda_document import agenda_lines, item_in_words
from models.rules.agendas import (
    BUSINESS,
    FIRST,
    LONGEST_NOTE,
    LONGEST_PRESENTER,
    LONGEST_REASON,
    LONGEST_TITLE,
    AgendaEntry,
    AgendaSheet,
    ItemKind,
    ItemResult,
)

ADD_ITEM_FORM = "agenda_add_form"
CHOOSE_ITEM_FORM = "agenda_choose_form"
EDIT_ITEM_FORM = "agenda_edit_form"
POST_AGENDA_FORM = "agenda_post_form"
OUTCOME_FORM = "agenda_outcome_form"
STAYS = "stays"
OFF = "off"
_KINDS = [option(kind.capitalize(), kind) for kind in BUSINESS]
_RESULTS = [
    option("Discussed", ItemResult.DISCUSSED),
    option("Continued to a date", ItemResult.CONTINUED),
    option("Direction to staff", ItemResult.DIRECTION),
    option("Not reached", ItemResult.NOT_REACHED),
    option("Taken off the agenda", ItemResult.PULLED),
]


def add_form(
    meeting_id: str, day: str, *, lists: bool, key: str, title: str = "", city: Option | None = None
) -> View:
    """Ask what is to be listed; of whoever may only suggest it, less is asked."""
    asks: list[Block] = [
        titled(f"Agenda of {day}"),
        fields.line("title", "What it is about", most=LONGEST_TITLE, initial=title),
        _city(city),
    ]
    if lists:
        asks += [_kind(ItemKind.DISCUSS), _presenter("")]
    else:
        asks.append(context("Staff read this, and decide whether to list it. No other member sees it."))
    carries = {"key": key, "meeting": meeting_id}
    name, submit = ("Add an item", "List it") if lists else ("Suggest an item", "Suggest it")
    return form(name, ADD_ITEM_FORM, asks, submit=submit, carries=carries)


def text_form(sheet: AgendaSheet) -> View:
    """Show an agenda as plain lines to copy, in as many sections as it needs."""
    pieces = [""]
    for line in agenda_lines(sheet):
        longer = f"{pieces[-1]}\n{line}".lstrip()
        pieces = [*pieces[:-1], longer] if len(longer) <= SECTION_LIMIT else [*pieces, line]
    hint = context(f"Copy it into an email or onto your city's page. {NO_NOTICE}")
    blocks = [*map(section, pieces), hint, actions(see_agenda(sheet.meeting_id))]
    return form("Agenda as text", "notice", blocks, submit=None, close="Close")


def choose_form(sheet: AgendaSheet) -> View:
    """Ask which item is to be changed."""
    options = [option(f"{entry.number}. {entry.title}", entry.item) for entry in sheet.business]
    asks = [titled(f"Agenda of {sheet.day}"), fields.choice("item", "Item", options)]
    return form(
        "Edit the agenda",
        CHOOSE_ITEM_FORM,
        asks,
        submit="Choose this item",
        carries={"meeting": sheet.meeting_id},
    )


def edit_form(sheet: AgendaSheet, entry: AgendaEntry, *, seen: int, key: str, city: Option | None) -> View:
    """Ask how an item is to stand, and whether it stays; `seen` is the act that last changed it."""
    others = [each for each in sheet.business if each.item != entry.item]
    places = [
        option("Where it is", STAYS),
        option("First", FIRST),
        *(option(f"After {each.number}. {each.title}", each.item) for each in others),
    ]
    asks: list[Block] = [
        fields.line(
            "title", "What it is about", most=LONGEST_TITLE, initial=clip(entry.title, LONGEST_TITLE)
        ),
        _city(city),
        _kind(entry.kind),
        _presenter(entry.presenter),
        fields.choice("after", "Place", places, initial=STAYS),
        fields.ticks("off", "Take off", [option("Take it off the agenda", OFF)]),
        fields.paragraph(
            "reason",
            "Reason",
            most=LONGEST_REASON,
            optional=True,
            hint="Needed once the agenda is posted: the item then stays there as pulled.",
        ),
    ]
    carries = {"key": key, "meeting": sheet.meeting_id, "item": entry.item, "seen": seen}
    return form("Edit an item", EDIT_ITEM_FORM, asks, submit="Save the item", carries=carries)


def post_form(sheet: AgendaSheet, *, key: str) -> View:
    """Show what the channel will see, before it does."""
    lines = [item_in_words(entry, sheet) for entry in sheet.entries]
    blocks = [
        section("Everyone in the commission's channel will see this."),
        titled(f"Agenda: {sheet.day}"),
        numbered(lines),
        context(f"{NO_NOTICE} It is edited in place when the agenda changes."),
        actions(see_agenda(sheet.meeting_id)),
    ]
    carries = {"key": key, "meeting": sheet.meeting_id}
    return form("Post the agenda", POST_AGENDA_FORM, blocks, submit="Post the agenda", carries=carries)


def outcome_form(sheet: AgendaSheet, entry: AgendaEntry | None, *, key: str) -> View:
    """Ask what became of an item at its meeting; and of which one, where that is not known."""
    still = next((each for each in sheet.business if each.result is None), None)
    options = [option(f"{each.number}. {each.title}", each.item) for each in sheet.entries]
    asks: list[Block] = [
        titled(f"{entry.number}. {entry.title}")
        if entry
        else fields.choice("item", "Item", options, initial=still.item if still else None),
        fields.radio("result", "Outcome", _RESULTS, initial=entry.result if entry else None),
        fields.day(
            "until",
            "Continued to",
            initial=entry.until if entry else None,
            optional=True,
            hint="Only if it was continued to a date.",
        ),
        fields.paragraph(
            "note",
            "Note",
            most=LONGEST_NOTE,
            initial=entry.note if entry else "",
            optional=True,
            hint="Goes into the minutes as you write it. Votes are added by themselves.",
        ),
    ]
    carries = {"key": key, "meeting": sheet.meeting_id, "item": entry.item if entry else None}
    return form("Record the outcome", OUTCOME_FORM, asks, submit="Record outcome", carries=carries)


def done(said: Sequence[str], meeting_id: str, *buttons: ButtonElement) -> View:
    """Say what was saved, with the next taps."""
    row = actions(*buttons, see_agenda(meeting_id))
    return form("Saved", "agenda_saved", [section("\n".join(said)), row], submit=None, close="Close")


def _city(initial: Option | None) -> InputBlock:
    block = fields.city("city", "City", initial=initial)
    block.optional = True
    return block


def _kind(initial: ItemKind) -> InputBlock:
    return fields.radio("kind", "What the meeting does", _KINDS, initial=initial)


def _presenter(initial: str) -> InputBlock:
    return fields.line("presenter", "Presenter", most=LONGEST_PRESENTER, initial=initial, optional=True)
