"""`clerk setup`: a commission's file, made true or shown against what is recorded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from importlib import resources
from pathlib import Path

from sqlalchemy.orm import Session

from models import policies
from models.database import Database
from models.ledger import Actor
from models.rules.commission_file import read_commission
from models.rules.commission_values import CommissionFile
from models.rules.policy_faults import FileFaults
from models.setup import apply as apply_file
from models.setup import country_code, is_set_up, left_alone, planned_changes

COMMAND_LINE = Actor(id="cli", name="clerk setup")


def commission_in(path: Path) -> CommissionFile:
    """Read a commission file and the policies it names; FileFaults, or OSError when it cannot be opened."""
    return read_commission(
        path.read_bytes(),
        name=path.name,
        country_code=country_code,
        load_policy=lambda name: _policy(path.parent, name),
    )


def run_setup(
    path: Path,
    *,
    database: Database,
    workspace_id: str,
    now: datetime,
    apply: bool,
    out: Callable[[str], None],
) -> int:
    """Set a commission up, or show how its file differs from what is recorded; 1 for a file that cannot be used.

    What is set up already changes only with `apply`. A Refusal undoes everything.
    """
    try:
        file = commission_in(path)
    except FileFaults as faults:
        out(str(faults))
        return 1
    except OSError as error:
        out(f"{path} cannot be read: {error.strerror}.")
        return 1
    with database.workspace(workspace_id).transaction(now) as session:
        lines = (
            _applied(session, file, now) if apply or not is_set_up(session) else _compared(session, file, now)
        )
    out("\n".join(lines))
    return 0


def _policy(folder: Path, name: str) -> bytes | None:
    """Give the text of a shipped policy, or of a file by its path from the commission file's folder."""
    if name in policies.SHIPPED:
        return (resources.files(policies) / f"{name}.toml").read_bytes()
    file = folder / name
    return file.read_bytes() if file.suffix == ".toml" and file.is_file() else None


def _applied(session: Session, file: CommissionFile, now: datetime) -> list[str]:
    applied = apply_file(session, file, COMMAND_LINE, now)
    if not applied.changes:
        return ["Nothing to change: what is recorded agrees with the file.", *_left(session, file, now)]
    return [
        *_listed("Done:", applied.changes),
        *_listed("Dates that moved:", applied.moved),
        *_left(session, file, now),
    ]


def _compared(session: Session, file: CommissionFile, now: datetime) -> list[str]:
    changes = planned_changes(session, file, now)
    if not changes:
        return ["Nothing to change: what is recorded agrees with the file.", *_left(session, file, now)]
    return [
        *_listed("The file differs from what is recorded:", [change.says for change in changes]),
        *_left(session, file, now),
        "Nothing was changed. Run it again with --apply to make these changes.",
    ]


def _left(session: Session, file: CommissionFile, now: datetime) -> list[str]:
    return _listed("Not in the file, and left as it is:", left_alone(session, file, now))


def _listed(heading: str, lines: Sequence[str]) -> list[str]:
    return [heading, *(f"- {line}" for line in lines)] if lines else []
