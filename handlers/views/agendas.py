"""An agenda in Slack: the private preview, the card in the channel, what staff hear of suggestions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    RichTextBlock,
    RichTextElementParts,
    RichTextListElement,
    RichTextSectionElement,
)

from handlers.views.files import file_button
from handlers.views.kit import Message, actions, button, context, does, header, section, sentence
from handlers.views.meetings import RECORD_POSTING
from handlers.views.prospects import DO_NOT_DISCUSS
from models.rules.agenda_document import item_in_words, posting_in_words
from models.rules.agendas import AgendaSheet, Suggestion
from models.rules.wording import time_in_words

ADD_ITEM = "agenda_add"
EDIT_AGENDA = "agenda_edit"
AGENDA_TEXT = "agenda_text"
POST_AGENDA = "agenda_post"
LIST_SUGGESTION = "agenda_list"
DECLINE_SUGGESTION = "agenda_decline"
WITHDRAW_ITEM = "agenda_withdraw"
OUTCOME = "agenda_outcome"
"""Opens the form for what became of an item; its value is "meeting:item", or "meeting:" to choose the item there."""
NO_NOTICE = "A message in Slack is no legal notice."
MOST_SUGGESTIONS = 10
"""Suggestions in one message."""


@dataclass(frozen=True, kw_only=True)
class Reader:
    """What somebody may do with an agenda."""

    may_edit: bool = False
    may_change: bool = True
    """Whether what is listed can still be changed: the meeting is not over."""
    may_list: bool = False
    """Whether items can still be listed, and by this person; else they are suggested."""
    may_record: bool = False
    """Whether outcomes can be recorded: the meeting has begun or gone by."""
    suggestions: Sequence[Suggestion] = ()
    """For staff alone."""
    next_meeting: str | None = None
    """The meeting after this one."""


def preview(sheet: AgendaSheet, reader: Reader) -> Message:
    """Show an agenda to one person, with what they may do about it."""
    blocks = [
        *_body(sheet),
        context(posting_in_words(sheet)),
        *map(context, _unposted(sheet)),
        *_offered(sheet.meeting_id, reader.suggestions),
        *_buttons(sheet, reader),
    ]
    said = [
        *_sentences(sheet),
        posting_in_words(sheet),
        *_unposted(sheet),
        *map(_suggested, reader.suggestions),
    ]
    return Message(text=" ".join(said), blocks=tuple(blocks), title="Agenda")


def agenda_card(sheet: AgendaSheet) -> Message:
    """Show an agenda in the channel: facts, no views, and no legal notice."""
    asks = [DO_NOT_DISCUSS, NO_NOTICE] if sheet.is_public else [NO_NOTICE]
    row = actions(button("Suggest an item", ADD_ITEM, sheet.meeting_id))
    blocks = (*_body(sheet), context(" ".join(asks)), *(() if sheet.is_cancelled else (row,)))
    return Message(text=" ".join([*_sentences(sheet), *asks]), blocks=blocks)


def suggestions_card(sheet: AgendaSheet, suggestions: Sequence[Suggestion]) -> Message:
    """Tell staff what was suggested for an agenda and awaits their decision."""
    see = actions(see_agenda(sheet.meeting_id))
    if not suggestions:
        said = f"All that was suggested for the agenda of {sheet.day} has been dealt with."
        return Message(text=said, blocks=(section(said), see))
    opening = f"Suggested for the agenda of {sheet.day}. Only staff see this."
    said = " ".join([opening, *map(_suggested, suggestions)])
    return Message(text=said, blocks=(section(opening), *_offered(sheet.meeting_id, suggestions), see))


def see_agenda(meeting_id: str) -> ButtonElement:
    """Make the button that shows a meeting's agenda."""
    return button("See the agenda", does("agenda"), meeting_id)


def undo_item(meeting_id: str, item: str) -> ButtonElement:
    """Make the button that takes back what was just listed or suggested."""
    return button("Undo", WITHDRAW_ITEM, f"{meeting_id}:{item}")


def said_of_item(said: str, meeting_id: str, undo: str | None) -> Message:
    """Say where an item stands; `undo` is the item that may be taken back."""
    row = [*([undo_item(meeting_id, undo)] if undo else []), see_agenda(meeting_id)]
    return Message(text=said, blocks=(section(said), actions(*row)))


def numbered(lines: Sequence[str]) -> RichTextBlock:
    """Make a numbered list of plain lines; anything in them stays literal."""
    items = [RichTextSectionElement(elements=[RichTextElementParts.Text(text=line)]) for line in lines]
    return RichTextBlock(elements=[RichTextListElement(style="ordered", elements=items)])


def _title(sheet: AgendaSheet) -> str:
    return f"Agenda: {sheet.day}" + (", cancelled" if sheet.is_cancelled else "")


def _where(sheet: AgendaSheet) -> str:
    place = f" {sheet.place}." if sheet.place else ""
    link = f" Join online: {sheet.link}" if sheet.link else ""
    return f"{sheet.kind}, {time_in_words(sheet.starts_at)}.{place}{link}"


def _body(sheet: AgendaSheet) -> tuple[Block, ...]:
    lines = [item_in_words(entry, sheet) for entry in sheet.entries]
    return header(_title(sheet)), section(_where(sheet)), numbered(lines)


def _sentences(sheet: AgendaSheet) -> Iterator[str]:
    yield f"{_title(sheet)}. {_where(sheet).rstrip('.')}."
    for entry in sheet.entries:
        yield f"{entry.number}. {item_in_words(entry, sheet).rstrip('.')}."


def _unposted(sheet: AgendaSheet) -> Iterator[str]:
    """Name the items that the posting does not cover, and the way forward."""
    named = [f"{entry.number}. {entry.title}" for entry in sheet.entries if not entry.was_posted]
    if not named:
        return
    way = "Only a vote can add them." if sheet.is_late else "Post the agenda anew, and record it."
    yield f"Listed since the posting: {sentence('; '.join(named))} {way}"


def _suggested(suggestion: Suggestion) -> str:
    return f"{suggestion.by} suggests: {suggestion.title.rstrip('.')}."


def _offered(meeting_id: str, suggestions: Sequence[Suggestion]) -> Iterator[Block]:
    for each in suggestions[:MOST_SUGGESTIONS]:
        value = f"{meeting_id}:{each.item}"
        yield section(_suggested(each))
        yield actions(
            button("List it", LIST_SUGGESTION, value, about=each.title),
            button("Decline", DECLINE_SUGGESTION, value, about=each.title),
        )
    if suggestions[MOST_SUGGESTIONS:]:
        yield context(f"{len(suggestions) - MOST_SUGGESTIONS} more follow once these are dealt with.")


def _buttons(sheet: AgendaSheet, reader: Reader) -> Iterator[ActionsBlock]:
    meeting_id = sheet.meeting_id
    adds = button("Add an item" if reader.may_list else "Suggest an item", ADD_ITEM, meeting_id)
    later = [button("Next agenda", does("agenda", 1), reader.next_meeting)] if reader.next_meeting else []
    if not reader.may_edit:
        yield actions(adds, *later)
        return
    yield actions(
        *([adds] if reader.may_list else []),
        *([button("Edit", EDIT_AGENDA, meeting_id)] if reader.may_change else []),
        button("Post to channel", POST_AGENDA, meeting_id),
        button("Record legal posting", RECORD_POSTING, meeting_id),
    )
    records = [button("Record an outcome", OUTCOME, f"{meeting_id}:")] if reader.may_record else []
    text = button("Copy as text", AGENDA_TEXT, meeting_id)
    yield actions(*records, text, file_button("agenda", meeting_id), *later)
