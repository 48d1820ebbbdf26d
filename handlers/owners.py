"""Giving a city to another owner."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from slack_sdk.models.views import View

from handlers.city_first import CityFirst
from handlers.desk import Desk
from handlers.filled import Filled
from handlers.views.kit import option
from handlers.views.owners import OWNER_CITY, TITLE, owner_form
from handlers.views.saved import saved
from models.members import Member
from models.owning import NewOwner, change_owner, must_be_open, people_to_own
from models.prospects import Prospect
from models.recipients import people_of
from models.refusals import Refusal
from models.rules.permissions import Right
from models.rules.progress import Progress
from models.rules.recipients import told_for


def _form(desk: Desk, prospect: Prospect) -> View:
    progress = desk.progress(prospect)
    desk.asker.must_be_allowed(Right.OWNER, owns_step=progress.owner_id == desk.asker.member_id)
    others = [each for each in people_to_own(desk.session) if each.id != progress.owner_id]
    must_be_open(progress)
    if not others:
        raise Refusal("Nobody else is on the roster. Add somebody there first.", offers=("roster",))
    people = [option(f"{each.name}{_unreached(each)}", each.id) for each in others]
    return owner_form(progress, people, key=secrets.token_hex(8))


BY_CITY = CityFirst(
    verb="owner",
    right=Right.OWNER,
    title=TITLE,
    chooses=OWNER_CITY,
    does="gives a city to another owner",
    form=_form,
    for_owners=True,
)


def _unreached(member: Member) -> str:
    """Say beside a name why reminders do not reach that person; empty where they do."""
    if member.slack_id is None:
        return " (not on Slack)"
    return " (Slack account closed)" if member.unreachable_since else ""


def _reminded(desk: Desk, progress: Progress) -> str:
    """Say who gets the reminders about a file from now on, and why where that is not its owner."""
    told = told_for(people_of(desk.session, desk.today), progress.owner_id, desk.today)
    if told is None:
        return "Nobody can get the reminders about it yet; they wait for whoever is back first."
    why = f", {told.on_behalf}" if told.on_behalf else ""
    return f"{told.person.name} gets the reminders about it from now on{why}."


def submit(desk: Desk, view: Mapping[str, Any]) -> View:
    """Give the city to the one who was chosen."""
    filled = Filled(view)
    new = NewOwner(
        prospect_id=str(filled.carries.get("prospect")),
        owner_id=filled.chosen("owner"),
        reason=filled.text("reason"),
    )
    handed = change_owner(desk.session, new, desk.asker, desk.commission, desk.now)
    progress = desk.progress(handed.prospect)
    before = f" instead of {handed.was}" if handed.was else ""
    said = [
        f"{progress.owner} looks after {progress.full_name} now{before}.",
        _reminded(desk, progress),
    ]
    return saved(said, progress, handed.act.id, explains=False)
