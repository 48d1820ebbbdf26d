"""The forms of programs and exchanges."""

from __future__ import annotations

from collections.abc import Sequence

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from handlers.views import fields
from handlers.views.kit import OPTION_LIMIT, clip, form, option, titled
from models.rules.agreed import ProgramSeen
from models.rules.progress import Progress

PROGRAM_CITY, CHOOSE_PROGRAM, PROGRAM_FORM = "program_city", "choose_program", "program_form"
TITLE = "Record a program"
NEW = "new"
TEST, UNDER = "test", "under"
KINDS = ((TEST, "To test the waters"), (UNDER, "Under the agreement"))


def choose_program_form(progress: Progress, programs: Sequence[ProgramSeen], *, key: str) -> View:
    """Ask whether it is a new program or one that is recorded already."""
    known = [
        option(clip(f"{each.number}. {each.title}", OPTION_LIMIT), str(each.number)) for each in programs
    ]
    choices = [option("A new program", NEW), *reversed(known)]
    blocks: list[Block] = [
        titled(progress.full_name),
        fields.choice("program", "Program", choices, initial=NEW),
    ]
    carries = {"key": key, "prospect": progress.prospect_id}
    return form(TITLE, CHOOSE_PROGRAM, blocks, submit="Choose this program", carries=carries)


def program_form(progress: Progress, known: ProgramSeen | None, *, is_signed: bool, key: str) -> View:
    """Ask what a program is, or, of one that is known, what has changed."""
    is_test = known.is_test if known else not is_signed
    kinds = [option(label, value) for value, label in KINDS]
    came = "It can be added later, in this same form."
    blocks: list[Block] = [
        titled(progress.full_name, *([f"Program {known.number}"] if known else [])),
        fields.line("title", "Title", most=120, initial=known.title if known else ""),
        fields.radio("kind", "Kind", kinds, initial=TEST if is_test else UNDER),
        fields.day("begins_on", "From", initial=known.begins_on if known else None),
        fields.day("ends_on", "To", initial=known.ends_on if known else None, optional=True),
        fields.paragraph(
            "outcome",
            "What came of it",
            most=1000,
            initial=known.outcome if known else "",
            optional=True,
            hint=None if known else came,
        ),
    ]
    carries = {"key": key, "prospect": progress.prospect_id, "number": known.number if known else None}
    return form(TITLE, PROGRAM_FORM, blocks, submit="Record it", carries=carries)
