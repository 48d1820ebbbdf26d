"""Links to papers that the city keeps: a web address, and none that leads into Slack."""

from __future__ import annotations

from urllib.parse import urlsplit

from models.changes import checked_length
from models.refusals import Refusal

LONGEST_LINK = 2000
SLACK = ("slack.com", "slack-files.com")
NO_EVIDENCE = "Slack hides and deletes files after a while, so a link into Slack is no evidence."
ATTACH = "Attach the file in this form."
KEEP = "Keep it in the city's folder, and link to that."


def checked_link(typed: str, field: str, *, can_attach: bool) -> str:
    """Give a typed link without the space around it, empty for none. Refusal beside the field for what is no evidence.

    `can_attach` tells whether the form takes the file itself, which is then the way out.
    """
    link = typed.strip()
    checked_length(link, LONGEST_LINK, field)
    if not link:
        return ""
    host = _host(link)
    if not host:
        raise Refusal("That is not a web address. It begins with https://.", field=field)
    if any(host == slack or host.endswith(f".{slack}") for slack in SLACK):
        raise Refusal(f"{NO_EVIDENCE} {ATTACH if can_attach else KEEP}", field=field)
    return link


def _host(link: str) -> str:
    try:
        parts = urlsplit(link)
    except ValueError:
        return ""
    return (parts.hostname or "").rstrip(".") if parts.scheme in {"http", "https"} else ""
