"""Recording programs and exchanges, and what came of them."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from slack_sdk.models.views import View

from handlers.city_first import CityFirst
from handlers.desk import Desk
from handlers.filled import Filled
from handlers.views.agreed import newest_first
from handlers.views.programs import (
    PROGRAM_CITY,
    TEST,
    TITLE,
    choose_program_form,
    program_form,
)
from handlers.views.saved import saved
from models.agreements_known import agreements_known
from models.agreements_seen import program_seen, signatures_seen
from models.finding import prospect_by_id
from models.programs import NewProgram, must_be_open, programs_of, record_program
from models.prospects import Prospect
from models.rules.agreed import ProgramSeen
from models.rules.permissions import Right


def _form(desk: Desk, prospect: Prospect) -> View:
    progress = desk.progress(prospect)
    must_be_open(progress)
    programs = _programs(desk, prospect)
    if programs:
        return choose_program_form(progress, programs, key=secrets.token_hex(8))
    return _form_of(desk, prospect, None)


BY_CITY = CityFirst(
    verb="program",
    right=Right.PROGRAM,
    title=TITLE,
    chooses=PROGRAM_CITY,
    does="records a program or an exchange",
    form=_form,
)


def chosen(desk: Desk, view: Mapping[str, Any]) -> View:
    """Go on from the choice of a program."""
    desk.asker.must_be_allowed(Right.PROGRAM)
    filled = Filled(view)
    prospect = prospect_by_id(desk.session, str(filled.carries.get("prospect")))
    number = filled.chosen("program")
    known = next((each for each in _programs(desk, prospect) if str(each.number) == number), None)
    return _form_of(desk, prospect, known)


def submit(desk: Desk, view: Mapping[str, Any]) -> View:
    """Record the program, and list them all."""
    filled = Filled(view)
    number = filled.carries.get("number")
    new = NewProgram(
        prospect_id=str(filled.carries.get("prospect")),
        number=number if isinstance(number, int) else None,
        title=filled.text("title"),
        is_test=filled.chosen("kind") == TEST,
        begins_on=filled.day("begins_on"),
        ends_on=filled.day("ends_on"),
        outcome=filled.text("outcome"),
    )
    recorded = record_program(desk.session, new, desk.asker, desk.commission, desk.now)
    progress = desk.progress(recorded.prospect)
    said = [f"{progress.full_name}: program {recorded.program.number} is recorded."]
    return saved([*said, *newest_first(_programs(desk, recorded.prospect))], progress, recorded.act.id)


def _form_of(desk: Desk, prospect: Prospect, known: ProgramSeen | None) -> View:
    agreement = agreements_known(desk.session, [prospect.id]).get(prospect.id)
    is_signed = agreement is not None and signatures_seen(agreement).signed_on is not None
    return program_form(desk.progress(prospect), known, is_signed=is_signed, key=secrets.token_hex(8))


def _programs(desk: Desk, prospect: Prospect) -> list[ProgramSeen]:
    return [program_seen(row) for row in programs_of(desk.session, prospect)]
