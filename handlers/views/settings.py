"""The settings: what is set, what was changed, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from slack_sdk.models.blocks import Block, ButtonElement
from slack_sdk.models.views import View

from handlers.views.digests import CHANGE_DIGEST
from handlers.views.kit import (
    Message,
    actions,
    button,
    clip,
    context,
    does,
    form,
    header,
    section,
    titled,
)
from handlers.views.sharing import in_channel
from models.rules.digests import DigestPlan
from models.rules.wording import plural

CHANGE_COMMISSION, CHANGE_CLOCKS, SEE_LISTS = "settings_commission", "settings_clocks", "settings_lists"
UNDO_SETTINGS = "undo_settings"
TITLE = "Settings"
MOST_SAID = 300
"""Characters of a change where it is only to be recognised."""


@dataclass(frozen=True, kw_only=True)
class Latest:
    """The last change of the settings."""

    act_id: int
    what: str
    hindrance: str
    """Why it cannot be taken back; empty where it can."""


@dataclass(frozen=True, kw_only=True)
class SettingsSeen:
    """What is set, in words."""

    name: str
    body_title: str
    is_public: bool
    zone: str
    """As people call it."""
    channel: str
    """Its Slack id; empty for none."""
    second_admin: str
    """A name; empty for nobody."""
    days_off: str
    silence: int
    digest: DigestPlan
    last_digest: str
    """When the last one was posted; empty before the first."""
    lists: tuple[str, ...]
    """The titles of the step lists."""
    latest: Latest | None
    """Nothing before the first change."""


def menu(seen: SettingsSeen) -> Message:
    """Say what is set, with a button for each group."""
    kind = "under open-meeting rules" if seen.is_public else "a nonprofit board"
    who = f" Second administrator: {seen.second_admin}." if seen.second_admin else ""
    where = "" if seen.channel else " No channel is chosen yet."
    groups = {
        "Commission": f"{seen.body_title}, {kind}. Days begin and end by {seen.zone}.{where}{who}",
        "Clocks": f"I ask about an answer {plural(seen.silence, 'day')} after a letter of ours. Days off: {seen.days_off}.",
        "Digest": f"The channel's digest is {seen.digest.in_words()}.{_last(seen)}",
        "Step lists": f"{'; '.join(seen.lists)}.",
        "People": "The roster says who holds which seat.",
    }
    taps = [
        button("Change commission", CHANGE_COMMISSION),
        button("Change clocks", CHANGE_CLOCKS),
        button("Change digest", CHANGE_DIGEST),
        button("See step lists", SEE_LISTS),
        button("See the roster", does("roster")),
    ]
    title = f"Settings of {seen.name}"
    blocks: list[Block] = [header(title)]
    for (name, words), tap in zip(groups.items(), taps, strict=True):
        blocks += [titled(name, words), actions(tap)]
    if seen.channel:
        blocks.insert(2, in_channel("I post in ", seen.channel, "."))
    said = [f"{name}: {words}" for name, words in groups.items()]
    if seen.latest:
        last = " ".join(
            filter(None, [f"Changed last: {clip(seen.latest.what, MOST_SAID)}.", seen.latest.hindrance])
        )
        blocks.append(section(last, None if seen.latest.hindrance else undo_button(seen.latest.act_id)))
        said.append(last)
    return Message(text=" ".join([f"{title}.", *said]), blocks=tuple(blocks), title=TITLE)


def _last(seen: SettingsSeen) -> str:
    return f" {seen.last_digest}" if seen.last_digest else ""


def undo_button(act_id: int) -> ButtonElement:
    """Make the button that takes a change of the settings back."""
    return button("Undo", UNDO_SETTINGS, str(act_id), about="the last change of the settings")


def settings_button() -> ButtonElement:
    """Make the button that shows the settings."""
    return button(TITLE, does("settings"))


def settings_saved(said: Sequence[str], act_id: int | None, *notes: str) -> View:
    """Say what was saved, with the way back."""
    row = [undo_button(act_id)] if act_id else []
    shown = section("\n".join(said))
    small = [context(note) for note in notes]
    return form(
        "Saved", "saved", [shown, *small, actions(*row, settings_button())], submit=None, close="Close"
    )


def with_settings(nothing: Message) -> Message:
    """Add the way to what was said at the set-up, for whoever has no entry to take back and may change it."""
    said = "What was said at the set-up is changed in the settings."
    return replace(
        nothing,
        text=f"{nothing.text} {said}",
        blocks=(*nothing.blocks, section(said), actions(settings_button())),
    )


def with_change(entries: Message | None, act_id: int, what: str) -> Message:
    """Add the last change of the settings to somebody's entries; alone where they have no other."""
    title = "Your last entries"
    said = f"Settings: {clip(what, MOST_SAID)}."
    before = entries or Message(text=f"{title}.", blocks=(header(title),))
    row = section(said, undo_button(act_id))
    return Message(text=f"{before.text} {said}", blocks=(*before.blocks, row))


def taken_back(said: Sequence[str]) -> Message:
    """Say which change of the settings was taken back, as often as it is asked."""
    lines = ["Taken back.", *said]
    text = " ".join([*lines, "The record keeps both."])
    return Message(
        text=text,
        blocks=(
            section("\n".join(lines)),
            context("The record keeps both: that it was changed, and that it was taken back."),
            actions(settings_button()),
        ),
        title=TITLE,
    )
