"""The page for a new computer names what there is."""

import re
from pathlib import Path

from models.rules.kept_copies import latest_copy

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "new-computer.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_command_and_setting_of_the_page_is_in_the_readme() -> None:
    verbs = set(re.findall(r"bin/clerk ([a-z-]+)", PAGE))
    settings = set(re.findall(r"\b(?:SLACK|CLERK|DATABASE)_[A-Z_]+\b", PAGE))
    assert verbs == {"restore", "run"}
    assert [verb for verb in verbs if f"| `{verb}" not in README] == []
    assert [name for name in settings if f"| `{name}" not in README] == []


def test_every_file_of_the_page_is_there() -> None:
    named = re.findall(r"-r (\S+)|\]\(\.\./(\S+)\)", PAGE)
    paths = ["".join(each) for each in named]
    assert (len(paths), [path for path in paths if not (ROOT / path).exists()]) == (2, [])


def test_the_backup_of_the_page_is_named_as_clerk_names_it() -> None:
    assert latest_copy(re.findall(r"clerk-[\d-]+\.db", PAGE)) == "clerk-2026-11-25.db"


def test_the_page_points_to_a_paragraph_that_there_is() -> None:
    assert "**As a service on Linux**" in README
