"""The candidates of a search: their list with its buttons, and the forms that add, pick and drop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from slack_sdk.models.blocks import Block, ButtonElement, Option
from slack_sdk.models.views import View

from handlers.views import fields
from handlers.views.criteria import packet_button
from handlers.views.kit import (
    Message,
    actions,
    button,
    clip,
    context,
    does,
    form,
    header,
    option,
    pages,
    section,
    sentence,
    titled,
)
from handlers.views.saved import undo_button
from handlers.views.warnings import warning_blocks
from models.rules.candidates import (
    LONGEST_FOUND_THROUGH,
    LONGEST_REASON,
    LONGEST_WHY,
    CandidateState,
    Listed,
)
from models.rules.criteria import LEAST, MOST, OF_CANDIDATE, Subject
from models.rules.restrictions import Restriction
from models.rules.wording import day_in_words

ADD_CANDIDATE, ADD_CANDIDATE_FORM = "add_candidate", "add_candidate_form"
PICK_CANDIDATE, PICK_CANDIDATE_FORM = "pick_candidate", "pick_candidate_form"
DROP_CANDIDATE, DROP_CANDIDATE_FORM = "drop_candidate", "drop_candidate_form"
PUT_BACK_CANDIDATE = "put_back_candidate"
PAGE = 8
"""Candidates on one page."""
NO_FILE = "none"
"""The choice of a pick that opens no file."""
LONGEST_NAME = 80


@dataclass(frozen=True, kw_only=True)
class Shortlist:
    """The candidates of a search, as one person may see and change them."""

    search_id: str
    title: str
    said: str
    """How many there are and how many are picked."""
    candidates: Sequence[Listed]
    """In the order in which they are shown."""
    may_note: bool
    may_add: bool
    may_pick: bool
    may_pack: bool


def shortlist_message(shortlist: Shortlist, today: date, *, offset: int) -> Message:
    """List the candidates of a search, each with what can be done about it."""
    page = shortlist.candidates[offset : offset + PAGE]
    title = f"{shortlist.title}: candidates"
    said = [sentence(title), sentence(shortlist.said)]
    blocks: list[Block] = [header(title), section(sentence(shortlist.said))]
    for listed in page:
        lines = _lines(listed, today)
        said += [sentence(line) for line in lines]
        blocks += [titled(lines[0], *map(sentence, lines[1:])), *_row(listed, shortlist)]
    left = len(shortlist.candidates) - offset - len(page)
    if left > 0:
        said.append(f"{left} more are not shown.")
    blocks.append(actions(*_buttons(shortlist, shown=offset + len(page) if left > 0 else None)))
    return Message(text=" ".join(said), blocks=tuple(blocks), title="Candidates")


def candidates_button(search_id: str, *, about: str = "") -> ButtonElement:
    """Make the button that shows the candidates of a search."""
    return button("Candidates", does("candidates"), search_id, about=about)


def put_back_message(said: str, search_id: str, act_id: int, *, about: str) -> Message:
    """Say that a candidate is on the list again."""
    row = actions(undo_button(act_id, about=about), candidates_button(search_id))
    return Message(text=said, blocks=(section(said), row))


def add_form(
    search_id: str,
    title: str,
    *,
    for_staff: bool,
    key: str,
    typed: Mapping[str, str] | None = None,
    country: Option | None = None,
    warned: Mapping[str, Restriction] | None = None,
) -> View:
    """Ask which city is added, who named it and why; `for_staff` where the reason is held back.

    `typed` and `country` are what the form begins with, `warned` the restricted country that was named.
    """
    given = typed or {}
    goes_to = (
        "It goes to the staff and to you alone until the packet is made."
        if for_staff
        else "A sentence or two, for all who look at the search."
    )
    blocks: list[Block] = [
        *warning_blocks(warned or {}),
        titled(title),
        fields.line("city", "City or region", most=LONGEST_NAME, initial=given.get("city", "")),
        fields.country("country", "Country", initial=country),
        fields.line(
            "found_through",
            "Who named it",
            most=LONGEST_FOUND_THROUGH,
            initial=given.get("found_through", ""),
            hint="For instance Sister Cities International's list, an embassy, or a person.",
        ),
        fields.paragraph(
            "why", "Why", most=LONGEST_WHY, initial=given.get("why", ""), optional=True, hint=goes_to
        ),
    ]
    carries = {"key": key, "search": search_id}
    return form("Add a candidate", ADD_CANDIDATE_FORM, blocks, submit="Add it", carries=carries)


def pick_form(
    listed: Listed,
    said: str,
    *,
    paths: Sequence[Option],
    owners: Sequence[Option],
    owner: str | None,
    key: str,
) -> View:
    """Ask on which of the commission's own paths a picked city goes on, and who owns its file."""
    later = option("No file yet: only mark it as picked", NO_FILE)
    choices = [*paths, *([] if listed.state is CandidateState.PICKED else [later])]
    blocks: list[Block] = [
        titled(listed.name, sentence(said)),
        fields.radio("path", "Next list of steps", choices, initial=choices[0].value),
    ]
    if owners:
        blocks.append(fields.choice("owner", "Owner of its file", owners, initial=owner, optional=True))
    reason = "Kept with the record, for all to read."
    blocks.append(fields.paragraph("reason", "Reason", most=LONGEST_REASON, optional=True, hint=reason))
    carries = {"key": key, "candidate": listed.candidate_id}
    return form("Pick a candidate", PICK_CANDIDATE_FORM, blocks, submit="Pick it", carries=carries)


def drop_form(listed: Listed, *, key: str) -> View:
    """Ask why a candidate is dropped."""
    stays = [context(f"Its file, {listed.file[1]}, stays as it is.")] if listed.file else []
    blocks: list[Block] = [
        titled(listed.name),
        *stays,
        fields.paragraph(
            "reason", "Reason", most=LONGEST_REASON, hint="Kept with the record, for all to read."
        ),
    ]
    carries = {"key": key, "candidate": listed.candidate_id}
    return form("Drop a candidate", DROP_CANDIDATE_FORM, blocks, submit="Drop it", carries=carries)


def _lines(listed: Listed, today: date) -> list[str]:
    """Say a candidate: its name and state, who named it and why, and what became of it."""
    state = "on the list" if listed.state is CandidateState.LISTED else str(listed.state)
    named = f"Named by {listed.found_through}"
    because = f": {listed.reason}" if listed.reason else ""
    chosen = f"{state[:1].upper()}{state[1:]} on {day_in_words(listed.on, today)}{because}"
    return [
        f"{listed.name}: {state}",
        clip(f"{named}: {listed.why}" if listed.why else named, LONGEST_FOUND_THROUGH + LONGEST_WHY),
        *([chosen] if listed.state is not CandidateState.LISTED else []),
        *([f"Its file is {listed.file[1]}"] if listed.file else []),
    ]


def _row(listed: Listed, shortlist: Shortlist) -> list[Block]:
    note = [button("Note", does("note"), f"{OF_CANDIDATE}{listed.candidate_id}", about=listed.name)]
    see = [button("See its file", does("next"), listed.file[0], about=listed.name)] if listed.file else []
    choices = _choices(listed) if shortlist.may_pick else []
    subject = Subject(id=listed.candidate_id, is_candidate=True)
    packet = [packet_button(subject, about=listed.name)] if listed.is_held and shortlist.may_pack else []
    row = [*(note if shortlist.may_note else []), *choices, *packet, *see]
    return [actions(*row)] if row else []


def _choices(listed: Listed) -> list[ButtonElement]:
    if listed.state is CandidateState.DROPPED:
        return [_about(listed, "Put back", PUT_BACK_CANDIDATE)]
    drop = _about(listed, "Drop", DROP_CANDIDATE)
    if listed.state is CandidateState.LISTED:
        return [_about(listed, "Pick", PICK_CANDIDATE), drop]
    return [drop] if listed.file else [_about(listed, "Open its file", PICK_CANDIDATE), drop]


def _about(listed: Listed, text: str, action_id: str) -> ButtonElement:
    return button(text, action_id, listed.candidate_id, about=listed.name)


def _buttons(shortlist: Shortlist, *, shown: int | None) -> list[ButtonElement]:
    """Offer a candidate more, those not dropped side by side, the next page after so many shown, and the search itself."""
    row = [button("Add a candidate", ADD_CANDIDATE, shortlist.search_id)] if shortlist.may_add else []
    kept = [each for each in shortlist.candidates if each.state is not CandidateState.DROPPED][:MOST]
    if len(kept) >= LEAST:
        keys = ",".join(f"{OF_CANDIDATE}{each.candidate_id}" for each in kept)
        row.append(button("Compare", does("compare"), keys, about=shortlist.title))
    if shown is not None:
        row.append(button("Show more", pages("candidates"), f"{shortlist.search_id}:{shown}"))
    return [*row, button("What's next", does("next"), shortlist.search_id, about=shortlist.title)]
