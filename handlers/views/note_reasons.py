"""Why somebody gets a daily note."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.views.note_words import is_for_others
from models.rules.matters import Matter
from models.rules.notices import DEADLINES, Kind
from models.rules.permissions import Role

_OWNERS = DEADLINES | {Kind.GOAL, Kind.SILENCE, Kind.ESCALATED}
_CHAIRS = {Kind.ESCALATED, Kind.REVIEW}
_LOOKS_AFTER = "you look after this file"
_AS = {
    Role.CHAIR: "you chair the commission",
    Role.VICE_CHAIR: "you stand in for the chair",
    Role.STAFF: "you are on staff",
}
_REASONS = {
    Kind.MEETING: "you are on the roster",
    Kind.POSTING: "staff and the chair mind the agenda",
    Kind.DISCUSS: "staff and the chair mind the agenda",
    Kind.DISCUSSED: "staff keep the record",
    Kind.GAP: "staff mind the roster",
}


def reasons(matters: Sequence[Matter]) -> tuple[str, ...]:
    """Say why somebody is told of these matters, each reason once."""
    own = [matter for matter in matters if _is_owners(matter)]
    said = [f"you own {'this step' if len(own) == 1 else 'these steps'}"] if own else []
    others = [matter for matter in matters if not _is_owners(matter)]
    files = {matter.prospect_id for matter in others if _reason(matter) == _LOOKS_AFTER}
    many = {_LOOKS_AFTER: "you look after these files"} if len(files) > 1 else {}
    return tuple(dict.fromkeys([*said, *(many.get(why, why) for why in map(_reason, others))]))


def _is_owners(matter: Matter) -> bool:
    return matter.is_own and not matter.on_behalf and matter.kind in _OWNERS and not is_for_others(matter)


def _reason(matter: Matter) -> str:
    if matter.kind in _REASONS:
        return _REASONS[matter.kind]
    if matter.on_behalf:
        return "you stand in for others"
    if matter.is_own or matter.kind not in _CHAIRS:
        return _LOOKS_AFTER if matter.is_own else "this was yours to do"
    return next((why for role, why in _AS.items() if role in matter.roles), "you are on the roster")
