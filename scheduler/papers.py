"""Fetching papers: a file attached in Slack is read with the app's own right, so that its bytes can be kept."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.request import HTTPRedirectHandler, Request, build_opener

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from models.papers import LARGEST

LOST = {
    "file_not_found": "Slack no longer has it",
    "file_deleted": "it was deleted from Slack",
    "missing_scope": "I was not given the right to read files",
}
NO_ACCESS = "Slack did not let me read it"
TOO_LARGE = f"it is larger than {LARGEST // 1024 // 1024} MB"


class PaperLost(Exception):
    """The file cannot be had, however often it is tried; the message says why, in a member's words."""


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """A file's bytes, and what Slack says of it."""

    name: str
    media_type: str
    content: bytes


class _NoRedirect(HTTPRedirectHandler):
    """Follows no redirect: the request carries the app's token."""

    def redirect_request(self, *_: object) -> None:
        """Follow nothing."""
        raise PaperLost(NO_ACCESS)


def fetch(client: WebClient, file_id: str) -> Fetched:
    """Fetch a file from Slack; PaperLost where that cannot be, another error where it may succeed later."""
    try:
        file = client.files_info(file=file_id)["file"]
    except SlackApiError as error:
        if reason := LOST.get(str(error.response.get("error"))):
            raise PaperLost(reason) from error
        raise
    if int(file.get("size") or 0) > LARGEST:
        raise PaperLost(TOO_LARGE)
    media_type = str(file.get("mimetype") or "application/octet-stream")
    return Fetched(
        name=str(file.get("name") or file_id),
        media_type=media_type,
        content=_download(client, file["url_private"], media_type),
    )


def _download(client: WebClient, address: str, media_type: str) -> bytes:
    request = Request(address, headers={"Authorization": f"Bearer {client.token}"})  # noqa: S310 - Slack named it
    with build_opener(_NoRedirect).open(request, timeout=client.timeout) as answer:
        if answer.headers.get_content_type() == "text/html" != media_type:  # its page for signing in
            raise PaperLost(NO_ACCESS)
        content: bytes = answer.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise PaperLost(TOO_LARGE)
    return content
