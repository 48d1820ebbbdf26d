"""README and manifest say what the code does."""

from __future__ import annotations

import json
import re
from importlib import resources
from pathlib import Path

from slack_bolt import App

from bot.practice.seeds import Manifest
from bot.proxies import NAMES
from handlers.routes import add_routes
from handlers.usage import ANSWERS
from handlers.verbs import VERBS
from handlers.views.usage import BUTTONS, COMMAND, full_help

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
MANIFEST = json.loads((resources.files("bot") / "manifest.json").read_text())


def table_under(heading: str) -> list[str]:
    """Give the first cells of the table that follows a heading's words."""
    rows = README.split(heading, maxsplit=1)[1].split("\n\n", maxsplit=2)[1].splitlines()
    return [row.strip("|").split("|")[0].strip() for row in rows[2:]]


def code(cells: list[str]) -> list[str]:
    return re.findall("`([^`]+)`", " ".join(cells))


def test_every_verb_is_in_the_readme_in_help_and_has_its_answer_and_its_button() -> None:
    typed = [line.removeprefix(COMMAND).split() for line in code(table_under("**What you can type.**"))]
    names = [verb.name for verb in VERBS]

    assert {words[0] for words in typed if words} - {"Hakusan"} == set(names)
    assert [line.split()[1].rstrip(":") for line in full_help(VERBS).text.splitlines()] == names
    assert set(ANSWERS) == set(names)
    assert set(BUTTONS) - {"join"} == set(names)


def test_every_setting_is_in_the_readme() -> None:
    files = [
        file for file in (ROOT / "bot").glob("*.py") if file.name != "web.py"
    ]  # its environ is a request's
    sources = "".join(file.read_text(encoding="utf-8") for file in files)
    read = set(re.findall(r'environ(?:\.get\(|\[|, )"([A-Z_]+)"', sources))
    proxies = {name.upper() for name in (*NAMES, "no_proxy")}
    assert set(code(table_under("**Settings**"))) == read | proxies


def test_every_command_is_in_the_readme() -> None:
    parsed = set(re.findall(r'_verb\((?:verbs|policy), "([a-z-]+)"', (ROOT / "bot" / "cli.py").read_text()))
    listed = code(table_under("**Commands**"))
    words = {line.split()[1] if line.startswith("policy ") else line.split()[0] for line in listed}
    assert {word for word in words if not word.startswith("--")} == parsed


def test_every_scope_is_explained_and_none_is_missing() -> None:
    scopes = MANIFEST["oauth_config"]["scopes"]
    assert code(table_under("**What Clerk asks of Slack, and why**"))[: len(scopes["bot"])] != []
    explained = [cell.split("`")[1] for cell in table_under("**What Clerk asks of Slack, and why**")]
    assert explained == [*scopes["bot"], *scopes["bot_optional"]]
    assert Manifest(MANIFEST).scopes == set(explained)


def test_the_manifest_names_what_the_code_listens_to() -> None:
    heard = _Listening()
    add_routes(heard)  # type: ignore[arg-type]  # it listens as an App does
    settings, features = MANIFEST["settings"], MANIFEST["features"]

    events = {event.partition(".")[0] for event in settings["event_subscriptions"]["bot_events"]}
    assert heard.named["event"] == events
    assert heard.named["shortcut"] == {shortcut["callback_id"] for shortcut in features["shortcuts"]}
    assert [command["command"] for command in features["slash_commands"]] == [COMMAND]


def test_every_test_that_the_page_of_faults_names_exists_and_no_test_of_a_fault_is_left_out() -> None:
    named: set[tuple[str, str]] = set()
    for row in (ROOT / "docs" / "faults.md").read_text(encoding="utf-8").splitlines():
        path = ""
        for file, test in re.findall(r"`([\w/.]*)::(test_\w+)`", row):
            path = file or path
            named.add((path, test))
    files = {path for path, _ in named} | {
        str(file.relative_to(ROOT)) for file in (ROOT / "tests" / "faults").glob("test_*.py")
    }
    there = {
        (file, test)
        for file in files
        for test in re.findall(r"^def (test_\w+)\(", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert named - there == set()
    assert {(file, test) for file, test in there - named if file.startswith("tests/faults/")} == set()


class _Listening:
    """Stands where the App stands, and notes what is listened to."""

    def __init__(self) -> None:
        self.named: dict[str, set[object]] = {}

    def __getattr__(self, kind: str):  # type: ignore[no-untyped-def]  # noqa: ANN204
        if not hasattr(App, kind):
            raise AttributeError(kind)

        def listen(name: object):  # type: ignore[no-untyped-def]  # noqa: ANN202
            self.named.setdefault(kind, set()).add(name)
            return lambda handler: handler

        return listen
