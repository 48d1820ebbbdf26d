"""The fields that forms are made of: a block's id is the field's name, its element's id is always `FIELD`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from slack_sdk.models.blocks import (
    CheckboxesElement,
    DatePickerElement,
    ExternalDataSelectElement,
    InputBlock,
    InputInteractiveElement,
    Option,
    PlainTextInputElement,
    RadioButtonsElement,
    StaticMultiSelectElement,
    StaticSelectElement,
)
from slack_sdk.models.blocks.block_elements import FileInputElement, UrlInputElement

from handlers.views.kit import field_input, plain

FIELD = "field"
PICK_CITY = "pick_city"
PICK_COUNTRY = "pick_country"
MEGABYTES = 10
MOST_IN_SIGHT = 10
"""Choices that Slack shows one under the other; more of them need a menu."""
MOST_OPTIONS = 100
"""Choices that Slack takes in one menu."""
MEDIA = ("Email", "Letter", "Phone", "In person", "Web form", "Not known")


def line(
    block_id: str,
    label: str,
    *,
    most: int,
    initial: str = "",
    optional: bool = False,
    hint: str | None = None,
) -> InputBlock:
    """Ask for one line of text of at most `most` characters."""
    element = PlainTextInputElement(action_id=FIELD, max_length=most, initial_value=initial or None)
    return field_input(block_id, label, element, optional=optional, hint=hint)


def paragraph(
    block_id: str,
    label: str,
    *,
    most: int,
    initial: str = "",
    optional: bool = False,
    hint: str | None = None,
) -> InputBlock:
    """Ask for several lines of text of at most `most` characters."""
    element = PlainTextInputElement(
        action_id=FIELD, multiline=True, max_length=most, initial_value=initial or None
    )
    return field_input(block_id, label, element, optional=optional, hint=hint)


def day(
    block_id: str, label: str, *, initial: date | None, optional: bool = False, hint: str | None = None
) -> InputBlock:
    """Ask for a calendar date."""
    element = DatePickerElement(action_id=FIELD, initial_date=initial.isoformat() if initial else None)
    return field_input(block_id, label, element, optional=optional, hint=hint)


def choice(
    block_id: str,
    label: str,
    options: Sequence[Option],
    *,
    initial: str | None = None,
    optional: bool = False,
    hint: str | None = None,
) -> InputBlock:
    """Ask for one of a list, in a menu."""
    shown, cut = _fitting(options, [initial])
    element = StaticSelectElement(action_id=FIELD, options=shown, initial_option=_with_value(shown, initial))
    said = " ".join(filter(None, [hint, cut])) or None
    return field_input(block_id, label, element, optional=optional, hint=said)


def radio(
    block_id: str,
    label: str,
    options: Sequence[Option],
    *,
    initial: str | None = None,
    optional: bool = False,
    redraws: str | None = None,
) -> InputBlock:
    """Ask for one of a few, all in sight; in a menu where they are many. A choice asks `redraws`, if given, for a new form."""
    kind = RadioButtonsElement if len(options) <= MOST_IN_SIGHT else StaticSelectElement
    element: InputInteractiveElement = kind(
        action_id=redraws or FIELD, options=list(options), initial_option=_with_value(options, initial)
    )
    block = field_input(block_id, label, element, optional=optional)
    block.dispatch_action = True if redraws else None
    return block


def ticks(
    block_id: str,
    label: str,
    options: Sequence[Option],
    *,
    initial: Sequence[str] = (),
    optional: bool = True,
    hint: str | None = None,
) -> InputBlock:
    """Ask for any of a few, all in sight; in a menu where they are many."""
    shown, cut = _fitting(options, initial)
    ticked = [option for option in shown if option.value in initial]
    kind = CheckboxesElement if len(options) <= MOST_IN_SIGHT else StaticMultiSelectElement
    element: InputInteractiveElement = kind(action_id=FIELD, options=shown, initial_options=ticked or None)
    said = " ".join(filter(None, [hint, cut])) or None
    return field_input(block_id, label, element, optional=optional, hint=said)


def city(block_id: str, label: str, *, initial: Option | None, hint: str | None = None) -> InputBlock:
    """Ask for one of the tracked cities; its list comes as the person types. Choosing one redraws the form."""
    element = ExternalDataSelectElement(
        action_id=PICK_CITY,
        min_query_length=0,
        initial_option=initial,
        placeholder=plain("Type the first letters"),
    )
    block = field_input(block_id, label, element, hint=hint)
    block.dispatch_action = True
    return block


def country(block_id: str, label: str, *, initial: Option | None) -> InputBlock:
    """Ask for a country; the list comes as the person types."""
    element = ExternalDataSelectElement(
        action_id=PICK_COUNTRY,
        min_query_length=1,
        initial_option=initial,
        placeholder=plain("Type the first letters"),
    )
    return field_input(block_id, label, element)


def file(block_id: str, label: str) -> InputBlock:
    """Ask for the paper itself, as a file."""
    element = FileInputElement(action_id=FIELD, max_files=1)
    return field_input(
        block_id, label, element, optional=True, hint=f"{MEGABYTES} MB at most. Kept with the record."
    )


def link(block_id: str, label: str, *, initial: str = "") -> InputBlock:
    """Ask for a link to a paper."""
    element = UrlInputElement(action_id=FIELD, initial_value=initial or None)
    return field_input(
        block_id,
        label,
        element,
        optional=True,
        hint="A link outside Slack: Slack forgets files after a while.",
    )


def _fitting(options: Sequence[Option], wanted: Sequence[str | None]) -> tuple[list[Option], str | None]:
    """Cut a list to what a menu takes, what is chosen already first of all; and say so."""
    if len(options) <= MOST_OPTIONS:
        return list(options), None
    chosen = sum(option.value in wanted for option in options)
    left = max(MOST_OPTIONS - chosen, 0)
    shown = []
    for option in options:
        is_chosen = option.value in wanted
        if is_chosen or left:
            shown.append(option)
            left -= not is_chosen
    return shown[:MOST_OPTIONS], f"Only {MOST_OPTIONS} of {len(options)} fit into this menu."


def _with_value(options: Sequence[Option], value: str | None) -> Option | None:
    return next((option for option in options if option.value == value), None)
