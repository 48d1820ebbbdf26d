"""The step lists: which are used, reading one, and handing in a new text, which is checked before it is used."""

from __future__ import annotations

import re
import secrets
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack
from slack_sdk.models.views import View
from sqlalchemy import select

from handlers.desk import AskFirst, Desk, Opens, OpensDesk, Pressed
from handlers.filled import Filled
from handlers.set_up_choices import POLICIES
from handlers.settings_saving import Wanted, must_stand, save
from handlers.views import settings_lists as views
from handlers.views.kit import button, clip_at_word
from models import ledger
from models.finding import is_closed
from models.ledger import standing
from models.policies import SHIPPED, shipped_text
from models.policy_shelf import (
    current_versions,
    lay_aside,
    policy_in,
    unused_versions,
    version_by_id,
)
from models.prospects import Prospect
from models.refusals import Refusal
from models.rules.commission_values import ChosenPolicy
from models.rules.permissions import Right
from models.rules.policy_changes import changed_lines, pages
from models.rules.policy_faults import PolicyFaults
from models.rules.policy_reader import read_policy
from models.settings import list_changes
from models.settings_kept import LISTS
from models.workspaces import PolicyVersion

Body = Mapping[str, Any]
Fetches = Callable[[str], bytes]
"""Reads a file that was attached in Slack, by its id; Refusal where it cannot be had."""
MOST_FAULTS = 10
LONGEST_FAULT = 250
"""Characters of a fault: ten of them fit into one message."""
ANOTHER_IN_USE = "Another text came into use since you handed this one in. It is compared with that one now."


def draw(desk: Desk, *_: object) -> View:
    """Draw the form of the step lists."""
    used, unused = current_versions(desk.session), unused_versions(desk.session)
    files = _under_way(desk)
    kept = [_seen(version, files, is_used=version in used) for version in (*used, *unused)]
    known = {version.policy_id for version in (*used, *unused)}
    shipped = [
        views.ListSeen(
            value=name, place=POLICIES[name][0], title=POLICIES[name][1], is_used=False, is_kept=False
        )
        for name in SHIPPED
        if name not in known
    ]
    return views.lists_form([*kept, *shipped], key=secrets.token_hex(8))


def _seen(version: PolicyVersion, files: Mapping[str, int], *, is_used: bool) -> views.ListSeen:
    policy = policy_in(version)
    return views.ListSeen(
        value=version.id,
        place=policy.place,
        title=policy.title,
        is_used=is_used,
        is_kept=True,
        under_way=files.get(version.id, 0),
    )


def _under_way(desk: Desk) -> Counter[str]:
    """Count the cities under way under each version."""
    wanted = select(Prospect.policy_version_id).where(standing(Prospect), ~is_closed())
    return Counter(desk.session.scalars(wanted))


def submit(desk: Desk, view: Mapping[str, Any]) -> View:
    """Save which step lists new files may begin under."""
    filled = Filled(view)
    must_stand(desk, filled, LISTS)
    ticked = set(filled.ticked("lists"))
    used = current_versions(desk.session)
    taken_up = [each for each in unused_versions(desk.session) if each.id in ticked]
    new = [name for name in SHIPPED if name in ticked]
    if not ticked or not (new or taken_up or any(each.id in ticked for each in used)):
        raise Refusal("Please keep at least one step list.", field="lists")
    chosen = [ChosenPolicy(content=shipped_text(name), policy=_checked(shipped_text(name))) for name in new]
    dropped = [each for each in used if each.id not in ticked]
    more = list_changes(desk.session, taken_up, dropped)
    return save(desk, filled, Wanted(said={"policies": tuple(chosen)}, more=more), draw)


def read(desk: Desk, pressed: Pressed) -> Opens:
    """Show a step list as a person reads it, a page at a time."""
    desk.asker.must_be_allowed(Right.SETTINGS)
    version_id, _, typed = pressed.value.partition(":")
    version = version_by_id(desk.session, version_id)
    parts = pages(policy_in(version), views.A_PART)
    last = (len(parts) - 1) // views.PARTS_A_PAGE
    page = min(int(typed), last) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 0  # noqa: PLR2004 - no list is so long
    view = views.list_page(policy_in(version).called, parts, version.id, page=page)
    return Opens(view=view, door=button("Read it", views.READ_LIST, version.id), says="It opens beside this.")


def ask(desk: Desk, _pressed: Pressed) -> Opens:
    """Open the form that takes a new text."""
    desk.asker.must_be_allowed(Right.SETTINGS)
    view = views.hand_in_form(key=secrets.token_hex(8), can_attach=desk.can_attach)
    return Opens(view=view, door=button("Hand in a new one", views.HAND_IN), says="A form takes the text.")


def hand_in(ack: Ack, body: Body, reading: OpensDesk, transaction: OpensDesk, fetches: Fetches) -> None:
    """Check a text that was handed in, keep it aside, and show how it differs from the one in use."""
    filled = Filled(body["view"])
    with reading() as desk:
        desk.asker.must_be_allowed(Right.SETTINGS)
    attached = filled.files("file")
    content = fetches(str(attached[0].get("id"))) if attached else filled.text("text").encode()
    if not content.strip():
        raise Refusal("Please paste the text of the step list, or attach it.", field="text")
    _checked(content)
    with transaction() as desk:
        desk.asker.must_be_allowed(Right.SETTINGS)
        view = _check_form(desk, lay_aside(desk.session, content, name="the step list", now=desk.now))
    ack(response_action="update", view=view)


def _checked(content: bytes) -> Any:  # noqa: ANN401 - a policy
    """Read a text; Refusal with everything that is wrong in it, each with its line."""
    try:
        return read_policy(content, name="The step list")
    except PolicyFaults as faults:
        left = len(faults.faults) - MOST_FAULTS
        told = [clip_at_word(f"- {fault}", LONGEST_FAULT) for fault in faults.faults[:MOST_FAULTS]]
        more = [f"And {left} more."] if left > 0 else []
        lines = [f"{faults.name}: {len(faults.faults)} to put right", *told, *more, "I changed nothing."]
        said = re.sub(r'"([^"\n]*)"', r"“\1”", "\n".join(lines))
        raise Refusal(said, offers=("settings",)) from None


def _in_use(desk: Desk, version: PolicyVersion) -> PolicyVersion | None:
    """Give the text in use of the same step list."""
    used = current_versions(desk.session)
    return next((each for each in used if each.policy_id == version.policy_id), None)


def _check_form(desk: Desk, version: PolicyVersion, note: str = "") -> View:
    before = _in_use(desk, version)
    if before is version:
        raise Refusal("That is word for word the step list in use, so I changed nothing.", field="text")
    lines = changed_lines(policy_in(before) if before else None, policy_in(version))
    return views.check_form(
        policy_in(version).called,
        [str(line) for line in lines],
        replaces=before is not None,
        under_way=_under_way(desk)[before.id] if before else 0,
        note=note,
        carries={
            "key": secrets.token_hex(8),
            "version": version.id,
            "against": before.id if before else "",
        },
    )


def use(desk: Desk, view: Mapping[str, Any]) -> View:
    """Let new files begin under the text that was checked."""
    filled = Filled(view)
    desk.asker.must_be_allowed(Right.SETTINGS)
    ledger.take_turn(desk.session)
    version = version_by_id(desk.session, str(filled.carries.get("version")))
    before = _in_use(desk, version)
    if before is not version and (before.id if before else "") != filled.carries.get("against"):
        raise AskFirst(_check_form(desk, version, ANOTHER_IN_USE))
    more = [] if before is version else list_changes(desk.session, [version], [])
    return save(desk, filled, Wanted(said={}, more=more), lambda again, *_: _check_form(again, version))
