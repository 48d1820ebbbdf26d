"""What keeps Clerk from starting or a command from ending well, in one line that says what to do."""

from __future__ import annotations

import sqlite3
from http.client import HTTPException
from urllib.error import URLError

from slack_sdk.errors import SlackApiError
from sqlalchemy.exc import OperationalError

from bot.settings import SettingsFault
from models.refusals import Refusal


class GivenUp(Exception):
    """Clerk ends by itself, so that it can be started anew; the message says why."""


START_FAULTS = (
    GivenUp,
    SettingsFault,
    Refusal,
    SlackApiError,
    OperationalError,
    sqlite3.OperationalError,
    HTTPException,
    OSError,
)
"""What the command line answers with a line; anything else is a defect of Clerk's and shows where it arose."""

_TOKEN_IS_WRONG = frozenset(
    {
        "account_inactive",
        "invalid_auth",
        "not_allowed_token_type",
        "not_authed",
        "token_expired",
        "token_revoked",
    }
)
_NO_USE_IN_ASKING = _TOKEN_IS_WRONG | {
    "access_denied",
    "ekm_access_denied",
    "enterprise_is_restricted",
    "forbidden_team",
    "missing_scope",
    "no_permission",
    "org_login_required",
    "team_access_not_granted",
}


def in_words(error: Exception) -> str:
    """Say what went wrong and what to do; never with a token, nor with the database's address, which holds a password."""
    match error:
        case SlackApiError():
            return _refused_by_slack(error)
        case OperationalError() | sqlite3.OperationalError():
            return _database_unusable(error)
        case URLError() | TimeoutError() | ConnectionResetError() | HTTPException():
            return f"Slack cannot be reached{_because(error)}. Check this computer's way to the internet, then start again."
        case OSError(filename=str(name)):
            return f"{name} cannot be used: {error.strerror}."
        case Refusal():
            return error.message
    return str(error)


def is_for_good(error: SlackApiError) -> bool:
    """Tell whether Slack would answer the same however often it is asked, until somebody changes something."""
    return error.response.get("error") in _NO_USE_IN_ASKING


def _refused_by_slack(error: SlackApiError) -> str:
    method = error.response.api_url.rsplit("/", 1)[-1]
    token = "SLACK_APP_TOKEN" if method == "apps.connections.open" else "SLACK_BOT_TOKEN"
    word = str(error.response.get("error"))
    if word in _TOKEN_IS_WRONG:
        return f"Slack did not accept {token}: {word}. Copy it again from your Slack app's settings."
    if not word.isidentifier():  # a page came in place of Slack's answer
        return (
            f"Slack did not answer as it should (status {error.response.status_code}). "
            "Check this computer's way to the internet, or start again in a few minutes."
        )
    return f"Slack refused {method}, which {token} was used for: {word}."


def _database_unusable(error: OperationalError | sqlite3.OperationalError) -> str:
    cause = error.orig if isinstance(error, OperationalError) else error
    if isinstance(cause, sqlite3.Error):
        return f"The database file cannot be used: {cause}."
    return (
        "The database that DATABASE_URL names cannot be reached. "
        "Check that it is running, and its host, port, name, user and password."
    )


def _because(error: Exception) -> str:
    cause = error.reason if isinstance(error, URLError) else error
    return f" ({cause.strerror})" if isinstance(cause, OSError) and cause.strerror else ""
