"""What can be taken out of the record: each list with its button, and the whole of it on paper."""

from __future__ import annotations

from collections.abc import Sequence

from slack_sdk.models.blocks import ButtonElement

from handlers.views.files import file_button
from handlers.views.kit import Message, actions, button, context, does, header, section, sentence
from handlers.views.usage import verb_button
from models.rules.exports import ListKind, Scope

ONE_CITY = "one city"
"""What the button carries that asks which city."""
TITLE = "Export the record"
ON_PAPER = "All to print. These lists as one document, without addresses."
SHEET = "Handover sheet. What somebody who takes over Clerk has to know."
KEPT_BACK = (
    "Notes on the criteria, suggestions and open votes are in no list. Addresses are in the contacts alone."
)


def export_card(
    kinds: Sequence[ListKind], scope: Scope, of_what: str, *, year: int, may_hand_over: bool
) -> Message:
    """Offer the lists that there are, each as a file by direct message, and all of them on paper."""
    said = f"These are the lists of {sentence(of_what)} I send each one to you alone, as a file (CSV) for a spreadsheet."
    lines = [f"{kind.title}. {kind.holds}" for kind in kinds]
    rows = [section(line, _get(kind, scope)) for kind, line in zip(kinds, lines, strict=True)]
    rows.append(section(ON_PAPER, file_button("records", scope.written, text="Get the paper")))
    if may_hand_over:
        rows.append(section(SHEET, file_button("handover", text="Get the sheet")))
    papers = [ON_PAPER, *([SHEET] if may_hand_over else [])]
    return Message(
        text=" ".join([f"{TITLE}.", said, *lines, *papers, KEPT_BACK]),
        blocks=(
            *(header(TITLE), section(said), *rows, context(KEPT_BACK)),
            *(actions(*_narrower(scope, year)), actions(verb_button("menu"))),
        ),
        title=TITLE,
    )


def _get(kind: ListKind, scope: Scope) -> ButtonElement:
    return file_button("list", f"{kind.id}:{scope.written}", text="Get the list", about=kind.title)


def _narrower(scope: Scope, year: int) -> list[ButtonElement]:
    """Offer the same of everything, of this year or the last, or of one city."""
    of_all = [button("Of everything", does("export", 0), "all")] if scope.written else []
    of_years = [
        button(f"Only {each}", does("export", place), str(each))
        for place, each in enumerate((year, year - 1), start=1)
        if each != scope.year
    ]
    return [*of_all, *of_years, button("Only one city", does("export", 3), ONE_CITY)]
