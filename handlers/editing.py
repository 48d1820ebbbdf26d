"""Correcting what is known of a city."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from slack_sdk.models.blocks import Option
from slack_sdk.models.views import View
from sqlalchemy import select

from handlers.city_first import CityFirst
from handlers.desk import Desk
from handlers.filled import Filled
from handlers.views.editing import EDIT_CITY, REMOVE, TITLE, AsKnown, edit_form
from handlers.views.kit import option
from handlers.views.saved import saved
from models.editing import (
    MOST_INTERESTS,
    Edit,
    Shown,
    as_shown,
    edit_city,
    has_contacts,
    spellings_of,
)
from models.finding import prospect_by_id
from models.policy_shelf import policy_in
from models.progress import country_name
from models.prospects import Prospect
from models.rules.permissions import Right
from models.rules.progress import Progress
from models.workspaces import PolicyVersion


def _form(desk: Desk, prospect: Prospect) -> View:
    progress = desk.progress(prospect)
    desk.asker.must_be_allowed(Right.EDIT, owns_step=progress.owner_id == desk.asker.member_id)
    shown = as_shown(desk.session, prospect, progress)
    known = AsKnown(
        country=option(country_name(shown.country), shown.country) if shown.country else None,
        spellings=spellings_of(desk.session, prospect.city_id),
        interests=_interests(desk, prospect, progress),
        contact=shown.contact,
        has_contacts=has_contacts(desk.session, prospect),
    )
    carries = {"key": secrets.token_hex(8), "prospect": prospect.id, "shown": asdict(shown)}
    return edit_form(progress, known, carries)


BY_CITY = CityFirst(
    verb="edit",
    right=Right.EDIT,
    title=TITLE,
    chooses=EDIT_CITY,
    does="corrects what is known of a city",
    form=_form,
    for_owners=True,
)


def _interests(desk: Desk, prospect: Prospect, progress: Progress) -> list[Option]:
    """Offer the interests that the city has, and those of its policy."""
    version = select(PolicyVersion).where(PolicyVersion.id == prospect.policy_version_id)
    policy = policy_in(desk.session.scalars(version).one())
    every = dict.fromkeys([*progress.interests, *policy.interests])
    return [option(each[:1].upper() + each[1:], each) for each in list(every)[:MOST_INTERESTS]]


def submit(desk: Desk, view: Mapping[str, Any]) -> View:
    """Save what was corrected."""
    filled = Filled(view)
    prospect = prospect_by_id(desk.session, str(filled.carries.get("prospect")))
    shown = filled.carries["shown"]
    new = Edit(
        prospect_id=prospect.id,
        shown=Shown(**{**shown, "interests": tuple(shown["interests"])}),
        name=filled.text("name"),
        country=filled.chosen("country"),
        spellings=tuple(filter(None, map(str.strip, filled.text("spellings").splitlines()))),
        interests=filled.ticked("interests"),
        contact=filled.text("contact"),
        removes_contact=REMOVE in filled.ticked("privacy"),
        reason=filled.text("reason"),
    )
    edited = edit_city(desk.session, new, desk.asker, desk.commission, desk.now)
    progress = desk.progress(edited.prospect)
    lines = [f"{line[:1].upper()}{line[1:]}." for line in edited.said]
    return saved([f"{progress.full_name} is corrected.", *lines], progress, edited.act.id, explains=False)
