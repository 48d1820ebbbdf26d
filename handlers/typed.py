"""What people type, as they typed it: Slack escapes three characters, and writes people, channels and links its own way."""

from __future__ import annotations

import html
import re

_HALF = re.compile("[\ud800-\udfff]")
"""Half of a character, which no message can hold; text that echoed it could not be sent."""
_REFERENCE = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")


def as_typed(text: str) -> str:
    """Give back the plain words: a link with its address, a person or channel by name where Slack says it."""
    whole = _HALF.sub("\N{REPLACEMENT CHARACTER}", text)
    return html.unescape(_REFERENCE.sub(_in_words, whole))


def after_mention(text: str) -> str:
    """Give what follows the first mention in a message; the whole text where nobody is mentioned."""
    before, mentioned, rest = text.partition("<@")
    return rest.partition(">")[2] if mentioned else before


def _in_words(found: re.Match[str]) -> str:
    sign, target, label = found.groups()
    if not sign:
        return f"{label} ({target})" if label and label not in target else target
    nameless = {"@": "someone", "#": "channel", "!": target}[sign]
    return ("#" if sign == "#" else "@") + (label or nameless).lstrip("@#")
