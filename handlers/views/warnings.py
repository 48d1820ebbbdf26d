"""The warning of a restricted country in a form: what the table says with its source, and a tick to go on."""

from __future__ import annotations

from collections.abc import Mapping

from slack_sdk.models.blocks import AlertBlock, Block

from handlers.views import fields
from handlers.views.kit import bullets, option, plain
from models.rules.restrictions import Restriction

ACCEPTS = "accepts"
LONGEST_ALERT = 200
HINT = "I stop nothing; the record keeps that you were warned. Your city's counsel decides."


def warning_blocks(restricted: Mapping[str, Restriction]) -> list[Block]:
    """Warn of restricted countries, by their two letters, and ask for the tick; nothing where there are none."""
    if not restricted:
        return []
    said = [each.in_words for each in restricted.values()]
    many = f"{len(said)} of these countries are on your list of restricted countries."
    alert = AlertBlock(text=plain(said[0] if len(said) == 1 else many, LONGEST_ALERT), level="warning")
    ticks = fields.ticks(
        ACCEPTS,
        "Before it is saved",
        [option("Go on, with this warning kept", ",".join(restricted))],
        optional=False,
        hint=HINT,
    )
    return [alert, *([bullets(said)] if len(said) > 1 else []), ticks]


def is_accepted(restricted: Mapping[str, Restriction], ticked: tuple[str, ...], accepted: str = "") -> bool:
    """Tell whether the tick was for just these countries, now or earlier in the same form."""
    return not restricted or ",".join(restricted) in {*ticked, accepted}
