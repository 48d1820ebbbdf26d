"""The forms that record signatures, what follows them, and the news of them in the channel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from handlers.views import fields
from handlers.views.kit import Message, actions, button, context, does, form, option, section, titled
from models.rules.agreed import Signatures
from models.rules.progress import Progress
from models.rules.steps import Standing
from models.rules.wording import day_in_words

SIGN_CITY, SIGN_FORM = "sign_city", "sign_form"
TITLE = "Sign the agreement"
TIERS = (("sister", "Sister city"), ("friendship", "Friendship city"))
NEWS = "news"
USUAL = "Left empty: 12 months after the later signature. Good practice is six months to two years after it."


def sign_form(
    progress: Progress,
    known: Signatures | None,
    *,
    key: str,
    sets_evaluation: bool,
    can_attach: bool,
    is_told: bool,
) -> View:
    """Ask who signed when; what is known of it already stands there. News that was posted is not offered again."""
    tiers = [option(label, value) for value, label in TIERS]
    told = "Each side may sign on its own day. Leave the day empty for a side that has not signed."
    blocks: list[Block] = [
        titled(progress.full_name, told),
        fields.day("ours_on", "We signed on", initial=known.ours_on if known else None, optional=True),
        _signer("our_signer", "Our signer", known.our_signer if known else ""),
        fields.day("theirs_on", "They signed on", initial=known.theirs_on if known else None, optional=True),
        _signer("their_signer", "Their signer", known.their_signer if known else ""),
        fields.radio("tier", "Kind", tiers, initial=known.tier if known else TIERS[0][0]),
        *([fields.file("file", "File")] if can_attach else []),
        fields.link("paper", "Link", initial=known.link if known else ""),
        *([_evaluation(None)] if sets_evaluation else []),
        fields.day("ends_on", "It ends on", initial=known.ends_on if known else None, optional=True),
        *([] if is_told else [fields.ticks("news", "News", [option("Post the news in the channel", NEWS)])]),
    ]
    carries = {"key": key, "prospect": progress.prospect_id}
    return form(TITLE, SIGN_FORM, blocks, submit="Record it", carries=carries)


def doubt_form(
    title: str,
    doubts: Sequence[str],
    *,
    evaluate_on: date | None,
    link: str,
    carries: Mapping[str, Any],
) -> View:
    """Say what speaks against it, and ask for the reason to save it anyway; what was chosen can be changed here."""
    blocks: list[Block] = [
        titled(title),
        *map(section, doubts),
        *([_evaluation(evaluate_on)] if evaluate_on else []),
        *([fields.link("paper", "Link", initial=link)] if link else []),
        fields.paragraph("reason", "Reason", most=1000, hint="Kept with the record."),
    ]
    return form("Save it anyway?", SIGN_FORM, blocks, submit="Save anyway", carries=carries)


def _signer(block_id: str, label: str, initial: str) -> Block:
    hint = "Name and office; usually the mayor."
    return fields.line(block_id, label, most=120, initial=initial, optional=True, hint=hint)


def _evaluation(initial: date | None) -> Block:
    return fields.day("evaluate_on", "Evaluate on", initial=initial, optional=True, hint=USUAL)


def signed_in_words(
    name: str, signed: Signatures, today: date, *, evaluate_on: date | None, unapproved: Standing | None
) -> list[str]:
    """Say who signed, what begins with it, and what it does not do yet."""
    said = [f"{name}, {signed.tier} city agreement: {sides_in_words(signed, today)}"]
    if unapproved:
        said.append(_binds_nobody(unapproved))
    elif signed.signed_on:
        said.append("Both sides have signed: the relationship counts from the later signature.")
    if evaluate_on:
        said.append(f"The evaluation is set for {day_in_words(evaluate_on, today)}.")
    return said


def agreement_news(
    name: str,
    prospect_id: str,
    signed: Signatures,
    today: date,
    *,
    unapproved: Standing | None,
    by: str,
    commission: str,
) -> Message:
    """Tell the channel who signed an agreement, and that it does not bind while its approval is missing."""
    what = f"{signed.tier} city"
    if signed.signed_on and unapproved:
        news = f"Both sides have signed the {what} agreement with {name}."
    elif signed.signed_on:
        news = f"{name} is a {what} of {commission}: both sides have signed, the later on {day_in_words(signed.signed_on, today)}."
    else:
        news = f"The {what} agreement with {name} has its first signature."
    said = " ".join(
        [news, sides_in_words(signed, today), *([_binds_nobody(unapproved)] if unapproved else [])]
    )
    recorded = f"Recorded by {by}."
    row = actions(button("What's next", does("next"), prospect_id, about=name))
    return Message(text=f"{said} {recorded}", blocks=(section(said), context(recorded), row))


def agreement_taken_back(name: str) -> Message:
    """Say that the signatures which the channel was told of were taken back."""
    said = f"The signatures with {name} were taken back in the record."
    return Message(text=said, blocks=(section(said),))


def _binds_nobody(unapproved: Standing) -> str:
    title = unapproved.step.title
    if unapproved.is_denied:
        return f"It binds nobody: “{title}” ended in a denial."
    return f"It binds nobody until “{title}” is done."


def sides_in_words(signed: Signatures, today: date) -> str:
    """Say of each side when it signed, and by whom, or that it has not yet."""
    sides = (("We", signed.ours_on, signed.our_signer), ("They", signed.theirs_on, signed.their_signer))
    return " ".join(
        f"{side} signed {day_in_words(on, today)} ({signer})." if on else f"{side} have not signed yet."
        for side, on, signer in sides
    )
