"""`clerk import`: the register and past inquiries from a spreadsheet: shown, recorded when told to, and taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from models.commission import commission_of
from models.database import WorkspaceDatabase
from models.importing import (
    THE_COMMAND,
    Plan,
    Planned,
    known_for_import,
    plan_import,
    record_import,
    undo_import,
)
from models.rules.import_sheet import MOST_ROWS, read_sheet
from models.rules.imports import Read
from models.rules.policy_faults import FileFaults
from models.rules.wording import plural

NOT_YET = "Nothing was recorded."


def run_import(
    path: Path, *, workspace: WorkspaceDatabase, now: datetime, apply: bool, out: Callable[[str], None]
) -> int:
    """Show what a CSV file would record, and with `apply` record it, all in one piece; 1 for a file with a fault."""
    try:
        content = path.read_bytes()
    except OSError as error:
        out(f"{path} cannot be read: {error.strerror}.")
        return 1
    with workspace.reading() as session:
        today = commission_of(session).today(now)
        read = read_sheet(content, known_for_import(session, today))
        plan = plan_import(session, read.rows, today)
    if read.faults:
        out(
            "\n".join(
                [*_faults(path, read), *_shown(plan, "What can be read would be recorded so:"), NOT_YET]
            )
        )
        return 1
    if not apply or not plan.new:
        out("\n".join(_previewed(plan)))
        return 0
    with workspace.transaction(now) as session:
        lines = _recorded(session, read, now)
    out("\n".join(lines))
    return 0


def undo_recorded(
    entries: str, *, workspace: WorkspaceDatabase, now: datetime, out: Callable[[str], None]
) -> int:
    """Take back what an import recorded, as "4-9" names its entries; 1 for anything else."""
    first, _, last = entries.partition("-")
    if not all(part.isascii() and part.isdigit() and len(part) < 10 for part in (first, last)):  # noqa: PLR2004 - no ledger gets so long
        out(f'"{entries}" names no entries. Expected the first and the last of an import, such as 4-9.')
        return 1
    acts = range(int(first), min(int(last), int(first) + MOST_ROWS) + 1)
    with workspace.transaction(now) as session:
        taken = undo_import(session, acts, THE_COMMAND, commission_of(session), now)
    out(f"Taken back: {plural(taken, 'entry', 'entries')} of an import. The record keeps both.")
    return 0


def _faults(path: Path, read: Read) -> list[str]:
    return [str(FileFaults(path.name, *read.faults))]


def _previewed(plan: Plan) -> list[str]:
    if not plan.new:
        return [*_shown(plan, ""), f"There is nothing new in the file. {NOT_YET}"]
    how = f"{NOT_YET} Run it again with --apply to record {'it' if len(plan.new) == 1 else 'them all'}."
    return [*_shown(plan, "This would be recorded:"), how]


def _recorded(session: Session, read: Read, now: datetime) -> list[str]:
    imported = record_import(session, read.rows, THE_COMMAND, commission_of(session), now)
    sums = [f"Recorded {plural(len(imported.acts), 'entry', 'entries')}."]
    if imported.joined:
        sums.append(f"{imported.joined} of them joined a file that was open.")
    sums.append(f"To take it all back: clerk import --undo {imported.acts[0]}-{imported.acts[-1]}")
    return [*_shown(imported.plan, "Recorded:"), " ".join(sums)]


def _shown(plan: Plan, heading: str) -> list[str]:
    warnings = [restriction.in_words for restriction in plan.restricted.values()]
    return [
        *_listed(heading, plan.new),
        *_listed("Recorded already, and left as it is:", plan.known),
        *(["Warnings, which stop nothing and are kept with the record:"] if warnings else []),
        *(f"- {said}" for said in warnings),
    ]


def _listed(heading: str, planned: Sequence[Planned]) -> list[str]:
    return [heading, *(f"- line {each.row.line}: {each.says}" for each in planned)] if planned else []
