"""What keeps a command from starting is told in one line: what it was, and what to do."""

import fcntl
from pathlib import Path

import pytest

from bot.cli import main
from bot.practice.driver import Practice

NO_SLACK = "Slack cannot be reached (Connection refused). Check this computer's way to the internet, then start again.\n"
NO_DATABASE = (
    "The database that DATABASE_URL names cannot be reached. "
    "Check that it is running, and its host, port, name, user and password.\n"
)


def taken(port: int) -> str:
    return f"Port {port} cannot be used: Address already in use. Set PORT to another number, or give the demo one with --port.\n"


def fails(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Run a command that fails, and give the line that it prints."""
    assert main(arguments) == 1
    return capsys.readouterr().err


@pytest.mark.usefixtures("slack")
def test_a_port_that_is_taken_is_named(
    taken_port: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PORT", str(taken_port))

    assert fails(capsys, "run") == taken(taken_port)


@pytest.mark.parametrize("said", [["--port={}"], []])
def test_the_demo_takes_no_other_port_than_it_was_given(
    said: list[str],
    taken_port: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("PORT", str(taken_port))
    option = [text.format(taken_port) for text in said]

    assert fails(capsys, "demo", "--folder", str(tmp_path), *option) == taken(taken_port)


@pytest.mark.parametrize("port", ["99999", "eighty", "-1"])
def test_the_demo_refuses_what_is_no_port(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert fails(capsys, "demo", f"--port={port}") == "--port must be a number from 0 to 65535.\n"


def test_two_demos_do_not_share_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (tmp_path / "running").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)

        assert fails(capsys, "demo", "--folder", str(tmp_path)) == (
            f"A practice workspace runs in {tmp_path} already. Stop that one, or name another place with --folder.\n"
        )


@pytest.mark.usefixtures("slack")
@pytest.mark.parametrize("command", [["run"], ["setup", "commission.toml"]])
def test_a_slack_that_does_not_answer_is_told(
    command: list[str], silent_port: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SLACK_API_URL", f"http://127.0.0.1:{silent_port}/api/")

    assert fails(capsys, *command) == NO_SLACK


@pytest.mark.usefixtures("slack")
@pytest.mark.parametrize(
    ("name", "token"), [("SLACK_BOT_TOKEN", "xoxb-stale"), ("SLACK_APP_TOKEN", "xapp-stale")]
)
def test_a_token_that_is_refused_is_named_and_not_shown(
    name: str, token: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(name, token)

    assert (
        fails(capsys, "run")
        == f"Slack did not accept {name}: invalid_auth. Copy it again from your Slack app's settings.\n"
    )


@pytest.mark.parametrize(
    ("method", "error", "line"),
    [
        (
            "auth.test",
            "ratelimited",
            "Slack refused auth.test, which SLACK_BOT_TOKEN was used for: ratelimited.\n",
        ),
        (
            "apps.connections.open",
            "missing_scope",
            "Slack refused apps.connections.open, which SLACK_APP_TOKEN was used for: missing_scope.\n",
        ),
    ],
)
def test_another_refusal_is_told_in_slack_s_word(
    method: str, error: str, line: str, slack: Practice, capsys: pytest.CaptureFixture[str]
) -> None:
    slack.faults.refuse(method, error=error)

    assert fails(capsys, "run") == line


def test_a_page_in_place_of_slack_s_answer_is_not_repeated(
    slack: Practice, capsys: pytest.CaptureFixture[str]
) -> None:
    slack.faults.fail("auth.test", status=503)

    assert fails(capsys, "run") == (
        "Slack did not answer as it should (status 503). "
        "Check this computer's way to the internet, or start again in a few minutes.\n"
    )


@pytest.mark.parametrize("command", ["run", "rebuild"])
@pytest.mark.usefixtures("slack")
def test_a_database_that_does_not_answer_is_told_without_its_address(
    command: str, silent_port: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"postgresql://clerk:hush@127.0.0.1:{silent_port}/clerk")

    assert fails(capsys, command) == NO_DATABASE


def test_a_file_that_cannot_be_written_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/clerk.db")
    nowhere = tmp_path / "nowhere" / "copy.db"

    assert (
        fails(capsys, "backup", str(nowhere))
        == f"{nowhere}.part cannot be used: No such file or directory.\n"
    )


def test_a_database_file_that_is_a_folder_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}")

    assert fails(capsys, "rebuild") == "The database file cannot be used: unable to open database file.\n"


@pytest.mark.usefixtures("slack")
@pytest.mark.parametrize("verb", ["run", "clock"])
def test_on_a_disk_that_is_thrown_away_clerk_does_not_start(
    verb: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DYNO", "web.1")
    monkeypatch.delenv("CLERK_THROWAWAY_DISK")

    assert fails(capsys, verb).startswith("This host throws its disk away at each restart, and everything")
    assert (tmp_path / "clerk.db").exists() is False


@pytest.mark.usefixtures("slack")
def test_an_unknown_form_of_the_log_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CLERK_LOG", "xml")

    assert fails(capsys, "run") == "CLERK_LOG must be plain or json.\n"
