"""The screens of each part are as they were written down; `make snapshots` writes them anew, and the change is read before it is kept."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.snapshots.screens import FOLDER, before_set_up, every_screen


@pytest.mark.slow
def test_each_part_sees_what_was_written_down(sqlite_template: Path, tmp_path: Path) -> None:
    shutil.copy(sqlite_template, tmp_path / "set-up.db")
    shutil.copy(sqlite_template, tmp_path / "before.db")
    seen = every_screen(tmp_path / "set-up.db") | before_set_up(tmp_path / "before.db")
    kept = {file.name: file.read_text(encoding="utf-8") for file in FOLDER.glob("*.txt")}

    assert sorted(seen) == sorted(kept)
    for name, text in seen.items():
        assert text.splitlines() == kept[name].splitlines(), f"{name}: see make snapshots"
