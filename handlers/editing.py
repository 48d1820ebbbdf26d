"""Correcting what is known of a city."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
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
from models.cities import City
from models.database import found
from models.editing import Edit, edit_city, spellings_of
from models.finding import prospect_by_id
from models.policy_shelf import policy_in
from models.progress import country_name
from models.prospects import Prospect
from models.recollection import contacts_of
from models.rules.permissions import Right
from models.rules.progress import Progress
from models.workspaces import PolicyVersion

MOST_INTERESTS = 10


def _form(desk: Desk, prospect: Prospect) -> View:
    progress = desk.progress(prospect)
    desk.asker.must_be_allowed(Right.EDIT, owns_step=progress.owner_id == desk.asker.member_id)
    city = found(desk.session, City, prospect.city_id, "city") if prospect.city_id else None
    contacts = contacts_of(desk.session, prospect, "theirs")
    known = AsKnown(
        country=option(country_name(city.country), city.country) if city else None,
        spellings=spellings_of(desk.session, prospect.city_id),
        interests=_interests(desk, prospect, progress),
        contact=contacts[0][:200] if contacts else "",
    )
    return edit_form(progress, known, key=secrets.token_hex(8))


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
    progress = desk.progress(prospect)
    offered = {str(each.value) for each in _interests(desk, prospect, progress)}
    kept = tuple(each for each in progress.interests if each not in offered)
    new = Edit(
        prospect_id=prospect.id,
        name=filled.text("name"),
        country=filled.chosen("country"),
        spellings=tuple(filter(None, map(str.strip, filled.text("spellings").splitlines()))),
        interests=(*filled.ticked("interests"), *kept),
        contact=filled.text("contact"),
        removes_contact=REMOVE in filled.ticked("privacy"),
        reason=filled.text("reason"),
    )
    edited = edit_city(desk.session, new, desk.asker, desk.commission, desk.now)
    progress = desk.progress(edited.prospect)
    lines = [f"{line[:1].upper()}{line[1:]}." for line in edited.said]
    return saved([f"{progress.full_name} is corrected.", *lines], progress, edited.act.id, explains=False)
