"""Links to papers that the city keeps: a web address, and none that leads into Slack."""

from __future__ import annotations

from urllib.parse import urlsplit

from models.changes import checked_length
from models.refusals import Refusal

LONGEST_LINK = 2000
SLACK = ("slack.com", "slack-files.com")


def checked_link(typed: str, field: str) -> str:
    """Give a typed link without the space around it, empty for none. Refusal beside the field for what is no evidence."""
    link = typed.strip()
    checked_length(link, LONGEST_LINK, field)
    if not link:
        return ""
    host = _host(link)
    if not host:
        raise Refusal("That is not a web address. It begins with https://.", field=field)
    if any(host == slack or host.endswith(f".{slack}") for slack in SLACK):
        raise Refusal(
            "Slack hides and deletes files after a while, so a link into Slack is no evidence. Attach the file, or link to where the city keeps it.",
            field=field,
        )
    return link


def _host(link: str) -> str:
    try:
        parts = urlsplit(link)
    except ValueError:
        return ""
    return (parts.hostname or "").rstrip(".") if parts.scheme in {"http", "https"} else ""
