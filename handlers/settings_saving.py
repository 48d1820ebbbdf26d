"""Saving what a form of the settings says; where dates would move, they are shown first."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from slack_sdk.models.views import View

from handlers.desk import AskFirst, Desk
from handlers.filled import Filled
from handlers.views import settings_forms as forms
from handlers.views.settings import settings_saved
from models import settings
from models.differences import Change
from models.refusals import Refusal
from models.rules.policy_kinds import Kind, MisreadError
from models.settings import Saved, change_settings


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a form says of the settings."""

    said: Mapping[str, Any]
    """As a commission file would say it."""
    more: Sequence[Change] = ()
    reason: str = ""


def save(
    desk: Desk,
    filled: Filled,
    wanted: Wanted,
    draw: Callable[[Desk, Sequence[str], str], View],
    *notes: str,
) -> View:
    """Save what a form says; where dates would move, show which first, and save what is sent off once more."""
    saved = change_settings(
        desk.session, wanted.said, desk.asker, desk.now, more=wanted.more, reason=wanted.reason
    )
    mark = _mark(saved)
    if saved.moved and filled.carries.get("seen") != mark:
        as_saved = Desk(session=desk.session, asker=desk.asker, now=desk.now)
        again = draw(as_saved, forms.preview_lines(saved.would_move), mark)
        raise AskFirst(forms.drawn_from(again, str(filled.carries.get("stood") or "")))
    return settings_saved(said(saved), saved.act_id, *notes)


def must_stand(desk: Desk, filled: Filled, parts: tuple[str, ...]) -> None:
    """Refuse where somebody changed meanwhile what the form was drawn from."""
    settings.must_stand(desk.session, parts, filled.carries.get("stood"))


def said(saved: Saved) -> list[str]:
    """Say what was changed, and which dates moved."""
    if saved.act_id is None:
        return ["Nothing is different, so I changed nothing."]
    return ["The settings are changed.", *map(as_sentence, saved.changes), *forms.shortened(saved.moved)]


def as_sentence(change: str) -> str:
    """Make a sentence of a change."""
    return f"{change[:1].upper()}{change[1:]}."


def read(kind: Kind, value: object, field: str, asks: str) -> Any:  # noqa: ANN401 - whatever the kind reads
    """Read a value as the commission file would; Refusal beside the field for one that cannot be."""
    try:
        return kind.read(value)
    except MisreadError:
        raise Refusal(asks, field=field) from None


def _mark(saved: Saved) -> str:
    """Name what would change and move, so that only what was shown before is saved."""
    return hashlib.sha256(json.dumps([saved.changes, saved.moved]).encode()).hexdigest()[:16]
