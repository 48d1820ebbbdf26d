"""The forms of the settings: of the commission itself, of what is waited for, and of the digest."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from slack_sdk.models.blocks import Block, Option
from slack_sdk.models.views import View

from handlers.views import fields, slack_fields
from handlers.views.kit import actions, button, carried, context, does, form, option, section, titled
from models.rules.digests import HOURS, WORKDAYS, DigestPlan, When, hour_in_words
from models.rules.wording import full_date, plural

COMMISSION_FORM, CLOCKS_FORM, DIGEST_FORM = "settings_commission", "settings_clocks", "settings_digest"
KINDS = (
    option("City commission", "public", "Under open-meeting rules. Not sure? Keep this one."),
    option("Nonprofit board", "nonprofit", "A private association, without open-meeting rules."),
)
NO_STATE = "none"
FEDERAL = "federal"
MOST_DAYS = 3_000
"""Characters that Slack takes in one field."""
MOST_TOLD = 5
"""Lines of dates that a form shows before it is saved."""
WHENS = (
    option("Off", When.OFF),
    option("Each week", When.WEEKLY),
    option("The day before each meeting", When.MEETINGS),
)


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


@dataclass(frozen=True, kw_only=True)
class ClocksSeen:
    """What is waited for and the days off, as their form shows them."""

    silence: int
    federal: bool
    state: str | None
    extra: Sequence[date]
    """Other days off, those that the field shows."""
    left_out: int
    """How many there are besides."""
    goals: Sequence[str]
    """What stands in the step lists."""


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
            optional=not seen.channel,
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
    seen: ClocksSeen, states: Sequence[Option], *, key: str, preview: Sequence[str], mark: str
) -> View:
    """Ask how long an answer is waited for, and which days nobody works on."""
    usual = [option("US federal holidays", FEDERAL)]
    blocks: list[Block] = [
        fields.line(
            "silence",
            "Days until I ask about an answer",
            most=4,
            initial=str(seen.silence),
            hint="45 is usual.",
        ),
        fields.ticks("federal", "Days off", usual, initial=[FEDERAL] if seen.federal else []),
        fields.choice(
            "state",
            "State",
            [option("No state's holidays", NO_STATE), *states],
            initial=seen.state or NO_STATE,
        ),
        fields.paragraph(
            "extra",
            "Other days off",
            most=MOST_DAYS,
            initial=_in_lines(seen.extra),
            optional=True,
            hint=f"One a line, such as Dec 24, 2026.{_kept_days(seen.left_out)}",
        ),
        context(" ".join([*seen.goals, "Goals and deadlines themselves stand in the step lists."])),
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


def days_shown(days: Iterable[date], today: date) -> list[date]:
    """Give the days off that the field shows: from today on, as many as it holds."""
    shown = [day for day in sorted(days) if day >= today]
    while len(_in_lines(shown)) > MOST_DAYS:
        shown.pop()
    return shown


def _in_lines(days: Iterable[date]) -> str:
    return "\n".join(map(full_date, days))


def _kept_days(left_out: int) -> str:
    return (
        f" {plural(left_out, 'other day is', 'other days are')} kept, past or far ahead." if left_out else ""
    )


def drawn_from(view: View, stood: str) -> View:
    """Have a form carry how the settings stood that it was drawn from."""
    view.private_metadata = json.dumps({**carried(view.to_dict()), "stood": stood})
    return view
