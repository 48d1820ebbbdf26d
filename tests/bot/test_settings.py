import pytest

from bot.settings import Outside, Settings, SettingsFault

TOKENS = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}


def test_an_app_token_means_socket_mode() -> None:
    settings = Settings.from_environ(TOKENS)
    assert (settings.over_socket, settings.port, settings.slack_api_url, settings.database_url) == (
        True,
        3000,
        "https://slack.com/api/",
        "sqlite:///data/clerk.db",
    )


def test_a_signing_secret_alone_means_http() -> None:
    settings = Settings.from_environ(
        {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s", "PORT": "8443"}
    )
    assert (settings.over_socket, settings.port) == (False, 8443)


def test_the_clock_alone_needs_no_way_in() -> None:
    settings = Settings.from_environ({"SLACK_BOT_TOKEN": "xoxb-1"}, answers=False)
    assert (settings.app_token, settings.signing_secret, settings.heartbeat) == (None, None, None)


def test_the_heartbeat_has_its_address_as_it_was_given_and_its_proxy() -> None:
    environ = {"CLERK_HEARTBEAT_URL": "https://beats.example/1", "HTTPS_PROXY": "http://proxy.example:3128"}
    assert Settings.from_environ(TOKENS | environ).heartbeat == Outside(
        address="https://beats.example/1", proxy="http://proxy.example:3128"
    )


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"SLACK_BOT_TOKEN": ""}, "SLACK_BOT_TOKEN"),
        ({"SLACK_BOT_TOKEN": "xapp-1"}, "SLACK_BOT_TOKEN"),
        ({"SLACK_APP_TOKEN": "xoxb-1"}, "SLACK_APP_TOKEN"),
        ({"SLACK_APP_TOKEN": ""}, "SLACK_APP_TOKEN"),
        ({"SLACK_BOT_TOKEN": "xoxb-wrapped\nwhen pasted"}, "SLACK_BOT_TOKEN holds a character"),
        ({"SLACK_APP_TOKEN": "xapp-wrapped\rwhen-pasted"}, "SLACK_APP_TOKEN holds a character"),
        ({"SLACK_BOT_TOKEN": "xoxb-cut…"}, "SLACK_BOT_TOKEN holds a character"),
        ({"SLACK_BOT_TOKEN": "xoxb-with a blank"}, "SLACK_BOT_TOKEN holds a character"),
        ({"PORT": "eighty"}, "PORT"),
        ({"PORT": "65536"}, "PORT"),
        ({"PORT": "²"}, "PORT"),
        ({"DATABASE_URL": "mysql://localhost/clerk"}, "DATABASE_URL"),
        ({"DATABASE_URL": "sqlite:///"}, "DATABASE_URL"),
        ({"DATABASE_URL": "postgresql://localhost"}, "DATABASE_URL"),
        ({"DATABASE_URL": "postgresql://clerk:pw@localhost:port/clerk"}, "DATABASE_URL"),
        ({"SLACK_API_URL": "slack.com"}, "SLACK_API_URL"),
        ({"CLERK_HEARTBEAT_URL": "beats.example/1"}, "CLERK_HEARTBEAT_URL"),
        ({"CLERK_HEARTBEAT_URL": "https://[x"}, "CLERK_HEARTBEAT_URL"),
        ({"SLACK_API_URL": "https://slack.com:port/api"}, "SLACK_API_URL"),
    ],
)
def test_a_missing_or_bad_variable_is_named(changed: dict[str, str], named: str) -> None:
    with pytest.raises(SettingsFault, match=named):
        Settings.from_environ(TOKENS | changed)


def test_no_secret_shows_in_the_settings_or_in_a_fault() -> None:
    settings = Settings.from_environ(
        TOKENS
        | {
            "SLACK_SIGNING_SECRET": "hush",
            "DATABASE_URL": "postgresql://clerk:pw@db/clerk",
            "CLERK_HEARTBEAT_URL": "https://beats.example/0b1c",
            "HTTPS_PROXY": "http://clerk:word@proxy.example:3128",
        }
    )
    shown = repr(settings) + repr(settings.heartbeat)
    assert [secret for secret in ("xoxb-1", "xapp-1", "hush", "pw", "0b1c", "word") if secret in shown] == []
    with pytest.raises(SettingsFault) as fault:
        Settings.from_environ({"SLACK_BOT_TOKEN": "wrong-secret"})
    assert "wrong-secret" not in str(fault.value)
