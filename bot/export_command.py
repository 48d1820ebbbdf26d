"""`clerk export` and `clerk handover`: the lists of the record, and the handover sheet, written to this computer."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.orm import Session

from bot.settings import SettingsFault, backup_folder, database_url
from handlers.views.csv_files import as_csv, file_name
from handlers.views.documents import as_docx, as_text
from models.askers import Asker
from models.backups import FOLDER, file_at
from models.commission import commission_of
from models.database import WorkspaceDatabase
from models.exports import lists_offered, records_paper, scope_title, table_of
from models.finding import matching, names
from models.handover import handover_of
from models.rules.documents import Document
from models.rules.exports import LISTS, Scope, year_typed
from models.rules.handover import Machine, handover_sheet
from models.rules.permissions import Role
from models.rules.wording import listed

OPERATOR = Asker(slack_id="cli", name="the command line", member_id=None, roles=frozenset({Role.STAFF}))
"""Whoever has the database has all that is in it."""
OURS = ("CLERK_", "SLACK_", "DATABASE_URL", "PORT", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY")
"""What the names of Clerk's settings begin with."""
Out = Callable[[str], None]


def run_export(
    place: Path, workspace: WorkspaceDatabase, now: datetime, out: Out, *, of: str = "", one: str = ""
) -> int:
    """Write one list to a .csv file, all of them as one paper to a .docx or .txt file, or each to a folder."""
    with workspace.reading() as session:
        for path, content in list(_written(session, place, _scope(session, of), one, now)):
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(path, content)
            out(f"Wrote {path}.")
    return 0


def run_handover(
    path: Path, workspace: WorkspaceDatabase, now: datetime, out: Out, environ: Mapping[str, str]
) -> int:
    """Write the handover sheet with what this computer knows, as a .docx file, else as text."""
    with workspace.reading() as session:
        known, today = handover_of(session), commission_of(session).today(now)
    _write(path, _paper(path, handover_sheet(known, today, machine_of(environ))))
    out(f"Wrote the handover sheet to {path}. Print it, and keep it where the next person finds it.")
    return 0


def machine_of(environ: Mapping[str, str]) -> Machine:
    """Say where this computer keeps what Clerk needs, and which settings are set, without what they are set to."""
    url = database_url(environ)
    file = file_at(url)
    named = make_url(url)
    server = f"{named.database}, a PostgreSQL database on {named.host or 'this computer'}"
    copies = backup_folder(environ) or (file.absolute().parent / FOLDER if file else None)
    return Machine(
        computer=platform.node() or "unnamed",
        folder=os.getcwd(),  # noqa: PTH109 - a path in words
        program=shutil.which("clerk") or f"{sys.executable} -m bot",
        database=f"the file {file.absolute()}" if file else server,
        backups=f"the folder {copies}" if copies else "whoever runs the database server makes them",
        settings=tuple(sorted(name for name in environ if name.startswith(OURS) and environ[name])),
    )


def _written(
    session: Session, place: Path, scope: Scope, one: str, now: datetime
) -> Iterator[tuple[Path, bytes]]:
    """Give what is to be written where."""
    commission = commission_of(session)
    if place.suffix.lower() in {".docx", ".txt"}:
        yield place, _paper(place, records_paper(session, scope.written, OPERATOR, now))
        return
    if place.suffix.lower() == ".csv" and not one:
        known = listed(tuple(kind.id for kind in LISTS))
        raise SettingsFault(
            f"Say which list goes into {place} with --list: {known}. Or name a folder for all."
        )
    of_what = scope_title(session, scope, commission)
    for name in [one] if one else [kind.id for kind in lists_offered(scope, OPERATOR)]:
        table = table_of(session, f"{name}:{scope.written}", OPERATOR, commission, now)
        path = place / file_name(table, of_what, commission.today(now))
        yield place if place.suffix.lower() == ".csv" else path, as_csv(table)


def _scope(session: Session, of: str) -> Scope:
    """Read what follows --of: a year, or a city; SettingsFault where it fits no city, or several."""
    if not of or year_typed(of):
        return Scope(year=year_typed(of))
    found = matching(names(session), of)
    if len(found) != 1:
        fits = "; ".join(each.label for each in found) or "none"
        raise SettingsFault(f"--of takes a year, or one city; “{of}” fits {fits}.")
    return Scope(prospect_id=found[0].prospect_id)


def _paper(path: Path, document: Document) -> bytes:
    return as_docx(document) if path.suffix.lower() == ".docx" else f"{as_text(document)}\n".encode()


def _write(path: Path, content: bytes) -> None:
    """Write a file that nobody else on this computer may read, in the place of one that is there."""
    path.touch(mode=0o600)
    path.chmod(0o600)
    path.write_bytes(content)
