"""What Clerk is installed and run by, besides make: it pins what the tests ran with, and starts what there is to start."""

import re
import tomllib
from pathlib import Path

import pytest

from bot.cli import main

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "docs" / "deploy"


def pins(lock: Path) -> dict[str, str]:
    """Give the packages that a lock file names, each with its version and hashes."""
    text = lock.read_text(encoding="utf-8").replace("\\\n", "")
    return dict(re.match(r"([\w.-]+)(.*)", line).groups() for line in text.splitlines())  # type: ignore[union-attr,misc]


def test_what_runs_is_pinned_as_what_was_tested() -> None:
    tested, run = pins(ROOT / "requirements.lock"), pins(DEPLOY / "requirements.lock")

    assert {name: tested.get(name) for name in run} == run


def test_everything_that_clerk_depends_on_is_pinned_and_no_tool_of_its_developers() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {re.split(r"[\[<>=]", each)[0] for each in project["dependencies"]}
    run = pins(DEPLOY / "requirements.lock").keys()

    assert needed - run == set()
    assert {"pytest", "mypy", "ruff", "playwright"} & run == set()


@pytest.mark.parametrize(
    ("file", "started"),
    [
        ("Procfile", ["clerk run", "clerk clock"]),
        ("docs/deploy/clerk.service", ["clerk run"]),
        ("docs/deploy/Containerfile", ["clerk run"]),
    ],
)
def test_what_is_started_is_a_command_of_clerk(
    file: str, started: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    commands = re.findall(
        r'^(?:\w+: |ExecStart=/opt/clerk/bin/|CMD \[")(clerk)(?: |", ")(\w+)', text, re.MULTILINE
    )

    assert [" ".join(words) for words in commands] == started
    for _, verb in commands:
        with pytest.raises(SystemExit, match="0"):
            main([verb, "--help"])
        assert capsys.readouterr().out.startswith(f"usage: clerk {verb}")


def test_no_file_names_where_packages_come_from() -> None:
    texts = [file.read_text(encoding="utf-8") for file in [*DEPLOY.iterdir(), ROOT / "requirements.lock"]]

    assert [
        found for text in texts for found in re.findall(r"https?://\S+|\w*pypi\w*|--index\S*", text)
    ] == []
