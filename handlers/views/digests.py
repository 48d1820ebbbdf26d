"""The channel's digest."""

from __future__ import annotations

from datetime import date

from slack_sdk.models.blocks import Block

from handlers.views.kit import Message, actions, bullets, button, context, header, sentence, titled
from handlers.views.usage import BUTTONS, verb_button
from models.rules.digests import Digest
from models.rules.wording import plural

CHANGE_DIGEST = "settings_digest"
DUE = "due"


def digest_message(digest: Digest, today: date) -> Message:
    """Sum up for the channel what is due, who is waited for and what was decided: a line each, and no names of members."""
    blocks: list[Block] = [header(digest.title(today))]
    said = [sentence(digest.title(today))]
    for group in digest.groups:
        blocks += [titled(group.heading), bullets(group.lines)]
        said += [sentence(f"{group.heading}: {line}") for line in group.lines]
    if digest.more:
        more = f"And {plural(digest.more, 'more line')}: press “{BUTTONS[DUE]}”."
        blocks.append(context(more))
        said.append(more)
    who = f"Set up by {digest.by}." if digest.by else "Set up in the commission's file."
    dates = [verb_button(DUE)] if digest.more else []
    blocks += [context(who), actions(*dates, button("Change or stop", CHANGE_DIGEST))]
    return Message(text=" ".join([*said, who]), blocks=tuple(blocks))
