"""Writes the screens of each part down anew: `python -m tests.snapshots`."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from models.database import open_database
from models.schema import migrate
from tests.snapshots.screens import FOLDER, before_set_up, every_screen


def main() -> None:
    """Draw every screen and keep its words."""
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("set-up.db", "before.db")]
        for file in files:
            with closing(open_database(f"sqlite:///{file}")) as database:
                migrate(database)
        for name, text in (every_screen(files[0]) | before_set_up(files[1])).items():
            (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
