"""People who are not on the roster: who they are, and what they may see."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handlers.desk import Desk
from handlers.views import strangers as views
from handlers.views.kit import Message
from models.finding import each_once, names
from models.rules.names import fold
from models.rules.permissions import Right
from models.samples import sample_files

MOST_LISTED = 50


def is_outside(body: Mapping[str, Any], team_id: str) -> bool:
    """Tell whether a request comes from somebody of another organization, or from a channel that is shared with one."""
    user, event = body.get("user"), body.get("event") or {}
    of_user = user.get("team_id") if isinstance(user, Mapping) else None
    theirs = of_user or event.get("user_team") or event.get("team") or team_id
    return bool(body.get("is_ext_shared_channel")) or theirs != team_id


def public_list(desk: Desk) -> Message:
    """List the names of the open cities, the sample's apart: all that those of the workspace see who are not on the roster."""
    if desk.asker.is_outside:
        desk.asker.must_be_allowed(Right.LIST)
    invented = {each.id for each in sample_files(desk.session)}
    everything = [named for named in each_once(names(desk.session)) if named.prospect_id not in invented]
    open_files = [named for named in everything if named.is_open]
    cities = sorted((named.label for named in open_files[:MOST_LISTED]), key=fold)
    return views.public_list(desk.commission.name, cities, left=len(open_files) - len(cities))
