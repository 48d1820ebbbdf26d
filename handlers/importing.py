"""Importing past inquiries from lines that somebody pastes: read, shown, and recorded when they are as meant."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from typing import Any

from slack_sdk.models.blocks import Option
from slack_sdk.models.views import View

from handlers.desk import Asked, AskFirst, Desk, Opens, Pressed
from handlers.filled import Filled
from handlers.views.importing import (
    MOST_TYPED,
    Preview,
    Typed,
    import_form,
    import_saved,
    import_taken_back,
)
from handlers.views.kit import Message, button, does, option
from handlers.views.warnings import ACCEPTS, is_accepted
from models.changes import checked_length
from models.importing import known_for_import, plan_import, record_import, undo_import
from models.policy_shelf import offered_paths
from models.progress import country_name
from models.refusals import NotFound, Refusal
from models.rules.import_lines import MOST_LINES, SameForAll, read_lines
from models.rules.imports import Read, Status
from models.rules.permissions import Right


def ask(desk: Desk, _asked: Asked) -> Opens:
    """Answer `import`: the form for the lines."""
    desk.asker.must_be_allowed(Right.IMPORT)
    usual = known_for_import(desk.session, desk.today).paths[0]
    return Opens(
        view=import_form(Typed(path=usual), _paths(desk), key=secrets.token_hex(8)),
        door=button("Import inquiries", does("import")),
        says="A form records past inquiries from lines that you paste. Press the button to open it.",
    )


def submit(desk: Desk, view: Mapping[str, Any]) -> View:
    """Show what would come of the lines; record them once just that was seen, nothing in it is wrong, and warnings are taken."""
    desk.asker.must_be_allowed(Right.IMPORT)
    filled = Filled(view)
    typed = _typed(filled)
    read = _read(desk, typed)
    preview = _preview(desk, typed, read)
    is_seen = filled.carries.get("seen") == preview.mark
    is_taken = is_accepted(preview.restricted, filled.ticked(ACCEPTS))
    if read.faults or not preview.new or not is_seen or not is_taken:
        key = str(filled.carries.get("key"))  # the same: sent twice, it is still one import
        raise AskFirst(import_form(typed, _paths(desk), key=key, preview=preview))
    imported = record_import(desk.session, read.rows, desk.asker, desk.commission, desk.now)
    return import_saved(
        [f"{each.row.city}, {country_name(each.row.country)}" for each in imported.plan.new],
        imported.acts,
        joined=imported.joined,
        known=len(imported.plan.known),
        cards=typed.status is Status.OPEN and bool(desk.commission.channel),
    )


def take_back(desk: Desk, pressed: Pressed) -> Message:
    """Take a whole import back, and say so; a second press says the same."""
    desk.asker.must_be_allowed(Right.IMPORT)
    first, _, last = pressed.value.partition("-")
    if not all(part.isascii() and part.isdigit() and len(part) < 10 for part in (first, last)):  # noqa: PLR2004 - no ledger gets so long
        raise NotFound("import", offers=("undo",))
    acts = range(int(first), min(int(last), int(first) + MOST_LINES) + 1)
    return import_taken_back(undo_import(desk.session, acts, desk.asker, desk.commission, desk.now))


def _typed(filled: Filled) -> Typed:
    lines = checked_length(filled.text("lines"), MOST_TYPED, "lines")
    if not lines:
        raise Refusal("Please paste at least one line: City, Country, date.", field="lines")
    status = Status.OPEN if filled.chosen("status") == Status.OPEN else Status.CLOSED
    return Typed(lines=lines, path=filled.chosen("path"), status=status)


def _read(desk: Desk, typed: Typed) -> Read:
    known = known_for_import(desk.session, desk.today)
    if typed.path not in known.paths:
        raise NotFound("list of steps", field="path")
    return read_lines(typed.lines, SameForAll(path=typed.path, status=typed.status), known)


def _preview(desk: Desk, typed: Typed, read: Read) -> Preview:
    plan = plan_import(desk.session, read.rows, desk.today)
    new = [f"Line {each.row.line}: {each.says}" for each in plan.new]
    known = [f"Line {each.row.line}: {each.says}" for each in plan.known]
    faults = [str(fault)[:1].upper() + str(fault)[1:] for fault in read.faults]
    seen = json.dumps([typed.lines, typed.path, typed.status, faults, new, known, sorted(plan.restricted)])
    mark = hashlib.sha256(seen.encode()).hexdigest()
    return Preview(faults=faults, new=new, known=known, restricted=plan.restricted, mark=mark)


def _paths(desk: Desk) -> list[Option]:
    return [
        option(path.title, f"{policy.id}/{path.id}", policy.place)
        for _, policy, path in offered_paths(desk.session)
        if not path.is_search
    ]
