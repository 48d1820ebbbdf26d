"""The settings: what is set, and a small form for each group."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from slack_sdk.models.blocks import Block, ButtonElement, Option
from slack_sdk.models.views import View

from handlers.views import fields, slack_fields
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
    option,
    section,
    titled,
)
from models.rules.digests import HOURS, WORKDAYS, DigestPlan, When, hour_in_words
from models.rules.wording import full_date, plural

CHANGE_COMMISSION, CHANGE_CLOCKS, SEE_LISTS = "settings_commission", "settings_clocks", "settings_lists"
COMMISSION_FORM, CLOCKS_FORM, DIGEST_FORM = "settings_commission", "settings_clocks", "settings_digest"
UNDO_SETTINGS = "undo_settings"
TITLE = "Settings"
KINDS = (
    option("City commission", "public", "Under open-meeting rules. Not sure? Keep this one."),
    option("Nonprofit board", "nonprofit", "A private association, without open-meeting rules."),
)
NO_STATE = "none"
FEDERAL = "federal"
MOST_DAYS = 2_000
MOST_SAID = 300
"""Characters of a change where it is only to be recognised."""
MOST_TOLD = 5
"""Lines of dates that a form shows before it is saved."""
WHENS = (
    option("Off", When.OFF),
    option("Each week", When.WEEKLY),
    option("The day before each meeting", When.MEETINGS),
)


@dataclass(frozen=True, kw_only=True)
class SettingsSeen:
    """What is set, in words."""

    name: str
    body_title: str
    is_public: bool
    zone: str
    """As people call it."""
    has_channel: bool
    second_admin: str
    """A name; empty for nobody."""
    days_off: str
    silence: int
    digest: DigestPlan
    last_digest: str
    """When the last one was posted; empty before the first."""
    lists: tuple[str, ...]
    """The titles of the step lists."""
    latest: tuple[int, str] | None
    """The last change that can be taken back: its number, and what it was."""


@dataclass(frozen=True, kw_only=True)
class CommissionSeen:
    """The commission itself, as its form shows it."""

    name: str
    body_title: str
    kind: str
    """"public" or "nonprofit"."""
    zone: str
    """An IANA name."""
    channel: str
    second_admin: str
    """A Slack id; empty for nobody."""


def menu(seen: SettingsSeen) -> Message:
    """Say what is set, with a button for each group."""
    kind = "under open-meeting rules" if seen.is_public else "a nonprofit board"
    who = f" Second administrator: {seen.second_admin}." if seen.second_admin else ""
    where = "" if seen.has_channel else " No channel is chosen yet."
    groups = {
        "Commission": f"{seen.body_title}, {kind}. Days begin and end by {seen.zone}.{where}{who}",
        "Clocks": f"I ask about an answer {plural(seen.silence, 'day')} after a letter of ours. Days off: {seen.days_off}.",
        "Digest": f"The channel's digest is {seen.digest.in_words()}.{_last(seen)}",
        "Step lists": f"{'; '.join(seen.lists)}.",
        "People": "Who holds which seat and office stands on the roster.",
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
    if seen.latest:
        number, what = seen.latest
        blocks.append(section(f"Changed last: {clip(what, MOST_SAID)}.", undo_button(number)))
    return Message(
        text=" ".join([f"{title}.", *[f"{name}: {words}" for name, words in groups.items()]]),
        blocks=tuple(blocks),
        title=TITLE,
    )


def _last(seen: SettingsSeen) -> str:
    return f" {seen.last_digest}" if seen.last_digest else ""


def undo_button(act_id: int) -> ButtonElement:
    """Make the button that takes a change of the settings back."""
    return button("Undo", UNDO_SETTINGS, str(act_id), about="the last change of the settings")


def settings_button() -> ButtonElement:
    """Make the button that shows the settings."""
    return button(TITLE, does("settings"))


def commission_form(
    seen: CommissionSeen, zones: Sequence[Option], *, key: str, preview: Sequence[str], mark: str
) -> View:
    """Ask what the commission is called, where it is and what sort of body it is."""
    blocks = [
        fields.line("name", "City or county", most=80, initial=seen.name),
        fields.line(
            "body_title",
            "Full name of the body",
            most=80,
            initial=seen.body_title,
            hint="As minutes have it.",
        ),
        slack_fields.channel(
            "channel",
            "Channel",
            initial=seen.channel,
            hint="Invite me there: type /invite @Clerk. Cards that stand elsewhere stay. Not #general.",
        ),
        fields.choice("zone", "Time zone", zones, initial=seen.zone),
        slack_fields.person(
            "second",
            "Second administrator",
            initial=seen.second_admin,
            optional=True,
            hint="Somebody who can step in when whoever set me up is away.",
        ),
        fields.radio("kind", "Kind of body", KINDS, initial=seen.kind),
        fields.line(
            "kind_approved_by", "Approved by", most=80, optional=True, hint="Only where the kind changes."
        ),
        fields.line("kind_reason", "Reason", most=80, optional=True, hint="Only where the kind changes."),
    ]
    return _form("Commission", COMMISSION_FORM, blocks, key=key, preview=preview, mark=mark)


def clocks_form(
    silence: str,
    *,
    federal: bool,
    state: str | None,
    states: Sequence[Option],
    extra: str,
    goals: Sequence[str],
    key: str,
    preview: Sequence[str],
    mark: str,
) -> View:
    """Ask how long an answer is waited for, and which days nobody works on; `goals` stand in the step lists."""
    usual = [option("US federal holidays", FEDERAL)]
    blocks: list[Block] = [
        fields.line(
            "silence", "Days until I ask about an answer", most=4, initial=silence, hint="45 is usual."
        ),
        fields.ticks("federal", "Days off", usual, initial=[FEDERAL] if federal else []),
        fields.choice(
            "state", "State", [option("No state's holidays", NO_STATE), *states], initial=state or NO_STATE
        ),
        fields.paragraph(
            "extra",
            "Other days off",
            most=MOST_DAYS,
            initial=extra,
            optional=True,
            hint="One a line, such as Dec 24, 2026.",
        ),
        context(" ".join([*goals, "Goals and deadlines themselves stand in the step lists."])),
    ]
    return _form("Clocks", CLOCKS_FORM, blocks, key=key, preview=preview, mark=mark)


def digest_form(plan: DigestPlan, *, key: str, has_channel: bool) -> View:
    """Ask when the channel gets its digest."""
    hours = [option(hour_in_words(hour), str(hour)) for hour in HOURS]
    blocks: list[Block] = [
        section("A digest says in the channel what is due, who is waited for and what was decided."),
        fields.radio("when", "Digest", WHENS, initial=plan.when),
        fields.choice(
            "weekday",
            "Day of a weekly one",
            [option(day, day) for day in WORKDAYS],
            initial=WORKDAYS[plan.weekday],
        ),
        fields.choice("hour", "Hour", hours, initial=str(plan.hour)),
        context(
            "On a day off it goes out on the working day before. "
            "There is none when nothing is due within 14 days and nothing changed."
        ),
        context(
            "Each person sets their own notes under My reminders: between 9 AM and 5 PM, on working days. "
            "What is long overdue goes to the chair, or to the vice chair while the chair is away."
        ),
        actions(button("My reminders", does("remind"))),
    ]
    if not has_channel:
        blocks.insert(0, section("No channel is chosen yet. Choose one under Commission first."))
    return form("Digest", DIGEST_FORM, blocks, submit="Save digest", carries={"key": key})


def _form(
    title: str, callback_id: str, blocks: Sequence[Block], *, key: str, preview: Sequence[str], mark: str
) -> View:
    """Make a form; with a preview it is sent off once more, as it stands."""
    shown = [titled(preview[0], *preview[1:])] if preview else []
    submit = "Save and move them" if preview else f"Save {title.lower()}"
    return form(title, callback_id, [*shown, *blocks], submit=submit, carries={"key": key, "seen": mark})


def preview_lines(moved: Sequence[str]) -> list[str]:
    """Say before they move which dates would."""
    return [f"{plural(len(moved), 'date moves', 'dates move')} if you save this.", *shortened(moved)]


def shortened(lines: Sequence[str]) -> list[str]:
    """Give the first of some lines, and how many more there are."""
    left = len(lines) - MOST_TOLD
    return [*lines[:MOST_TOLD], *([f"And {left} more."] if left > 0 else [])]


def settings_saved(said: Sequence[str], act_id: int | None, *notes: str) -> View:
    """Say what was saved, with the way back."""
    row = [undo_button(act_id)] if act_id else []
    shown = section("\n".join(said))
    small = [context(note) for note in notes]
    return form(
        "Saved", "saved", [shown, *small, actions(*row, settings_button())], submit=None, close="Close"
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


def days_in_lines(days: Iterable[date]) -> str:
    """Write days off one a line, as the field shows them."""
    return "\n".join(map(full_date, sorted(days)))
