"""The settings of the commission itself: its name, its channel, where it is, and what sort of body."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from slack_sdk.models.views import View
from sqlalchemy import select

from handlers.desk import Desk
from handlers.filled import Filled
from handlers.set_up_choices import zones
from handlers.settings_saving import Wanted, must_stand, read, save
from handlers.views import settings_forms as forms
from models.refusals import Refusal
from models.rules.commission_kinds import CHANNEL, LINE, ZONE
from models.settings import second_admin_changes
from models.settings_kept import COMMISSION
from models.workspaces import Workspace

INVITE = (
    "Type /invite @Clerk in the new channel, so that I can post there. Cards that stand in the old one stay."
)
ON_ONE_LINE = "Please write the name on one line."


def submit(desk: Desk, view: Mapping[str, Any]) -> View:
    """Save what the commission is called, where it is, and of what kind."""
    filled = Filled(view)
    must_stand(desk, filled, COMMISSION)
    was, channel = desk.commission, _channel(desk, filled)
    body = read(LINE, filled.text("body_title"), "body_title", ON_ONE_LINE)
    wanted = Wanted(
        said={
            "name": read(LINE, filled.text("name"), "name", ON_ONE_LINE),
            "body": None if body == was.body_title else body,
            "zone": read(ZONE, filled.chosen("zone"), "zone", "Please choose the time zone."),
            "channel": channel,
            **_kind_said(desk, filled),
        },
        more=second_admin_changes(desk.session, filled.user("second")),
        reason=filled.text("kind_reason"),
    )
    return save(desk, filled, wanted, draw, *([INVITE] if channel != was.channel else []))


def _channel(desk: Desk, filled: Filled) -> str | None:
    """Give the channel that was chosen; none only where there was none before."""
    chosen = filled.channel("channel")
    if not chosen and desk.commission.channel is None:
        return None
    return str(read(CHANNEL, chosen, "channel", "Please choose a channel of the commission's own."))


def _kind_said(desk: Desk, filled: Filled) -> dict[str, Any]:
    """Give the kind of body where it changes, with the reason and who approved it."""
    kind = filled.chosen("kind")
    if kind == kind_now(desk):
        return {}
    if kind not in {option.value for option in forms.KINDS}:
        raise Refusal("Please choose the kind of body.", field="kind")
    rules = {name: filled.text(name) for name in ("kind_approved_by", "kind_reason")}
    for name, asks in (
        ("kind_approved_by", "Please say who approved that the kind of body changes."),
        ("kind_reason", "Please say why the kind of body changes. It is kept with the change."),
    ):
        if not rules[name]:
            raise Refusal(asks, field=name)
    return {"kind": kind, "rules": rules}


def kind_now(desk: Desk) -> str:
    """Give the kind of body: "public" or "nonprofit"."""
    return desk.session.scalars(select(Workspace.body_kind)).one()


def draw(desk: Desk, preview: Sequence[str] = (), mark: str = "") -> View:
    """Draw the form; with a preview where dates would move."""
    commission = desk.commission
    return forms.commission_form(
        forms.CommissionSeen(
            name=commission.name,
            body_title=commission.body_title,
            kind=kind_now(desk),
            zone=commission.zone.key,
            channel=commission.channel or "",
            second_admin=commission.second_admin or "",
        ),
        zones(commission.zone.key),
        key=secrets.token_hex(8),
        preview=preview,
        mark=mark,
    )
