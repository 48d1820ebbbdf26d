"""Whether a database file would be lost with the next restart: a dyno's disk is, and a container's own layer."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from sqlalchemy import make_url

from bot.settings import SettingsFault

ACCEPTED = "accept"
LOST_KINDS = frozenset({"aufs", "overlay", "ramfs", "tmpfs"})
"""Kinds of file systems that a container begins anew with."""
MARKS = (Path("/.dockerenv"), Path("/run/.containerenv"))
MOUNTS = Path("/proc/self/mountinfo")


def refuse_throwaway_disk(database_url: str, environ: Mapping[str, str]) -> None:
    """Refuse to keep records in a file that a restart would take away; SettingsFault says what to do."""
    url = make_url(database_url)
    if url.get_backend_name() != "sqlite" or environ.get("CLERK_THROWAWAY_DISK") == ACCEPTED:
        return
    folder = Path(str(url.database)).resolve().parent
    in_container = "KUBERNETES_SERVICE_HOST" in environ or any(mark.exists() for mark in MARKS)
    mounts = MOUNTS.read_text(encoding="utf-8", errors="replace") if in_container and MOUNTS.exists() else ""
    if why := why_lost(PurePosixPath(folder), is_dyno="DYNO" in environ, mounts=mounts):
        raise SettingsFault(
            f"{why}, and everything that the commission recorded would be lost with it. "
            f"Mount a volume at {folder}, or set DATABASE_URL to a PostgreSQL database. "
            f"To run Clerk here all the same, set CLERK_THROWAWAY_DISK={ACCEPTED}."
        )


def why_lost(folder: PurePosixPath, *, is_dyno: bool, mounts: str) -> str | None:
    """Say why a restart would take the folder away; `mounts` is mountinfo's text, empty outside a container."""
    if is_dyno:
        return "This host throws its disk away at each restart"
    kind = kind_of_disk(folder, mounts)
    return (
        f"The folder {folder} lies in the container itself, on {kind}: it goes when the container does"
        if kind in LOST_KINDS
        else None
    )


def kind_of_disk(folder: PurePosixPath, mounts: str) -> str | None:
    """Give the kind of file system that a folder lies on: the mount nearest to it, the last of those at one place."""
    nearest: tuple[int, str] | None = None
    for line in mounts.splitlines():
        mount, _, source = line.partition(" - ")
        fields, kind = mount.split(" "), source.split(" ")[0]
        at = PurePosixPath(_plain(fields[4])) if len(fields) > 4 else None  # noqa: PLR2004 - the fifth field
        if at and folder.is_relative_to(at) and (nearest is None or len(at.parts) >= nearest[0]):
            nearest = len(at.parts), kind
    return nearest[1] if nearest else None


def _plain(escaped: str) -> str:
    """Read a path of mountinfo, where a space is written as its octal number."""
    unescaped = re.sub(r"\\([0-7]{3})", lambda digits: chr(int(digits[1], 8)), escaped)
    return os.fsdecode(unescaped.encode("latin-1", errors="replace")) if "\\" in escaped else unescaped
