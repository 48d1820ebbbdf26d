"""The register of partners, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.views.kit import Message, actions, button, header, pages, section, sentence
from handlers.views.usage import verb_button
from models.rules.register import Registered

PAGE = 20
"""Partners on one page: each is a line."""


def partner_list(partners: Sequence[Registered], *, offset: int) -> Message:
    """List the partners of the register from `offset` on: what each is, since when, and its other names."""
    if not partners:
        said = "No partner is on the register."
        return Message(text=said, blocks=(section(said), actions(verb_button("list"))))
    page = partners[offset : offset + PAGE]
    lines = [sentence(_line(partner)) for partner in page]
    left = len(partners) - offset - len(page)
    more = [button("Show more", pages("list"), f"partners:{offset + len(page)}")] if left else []
    row = actions(*more, verb_button("list"))
    told = [*lines, f"{left} more are not shown."] if left else lines
    return Message(text=" ".join(told), blocks=(header("Partners"), section("\n".join(lines)), row))


def on_register(partner: Registered) -> str:
    """Say what the register says of a partner."""
    return f"{partner.full_name} is on your register: {partner.tier} since {partner.since}."


def _line(partner: Registered) -> str:
    also = f"; also {', '.join(partner.other_names)}" if partner.other_names else ""
    begun = partner.begun.in_words()
    dates = f"; {begun}" if begun else ""
    return f"{partner.full_name}: {partner.tier} since {partner.since}{also}{dates}"
