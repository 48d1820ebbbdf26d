"""Who may do what: one table. Who may vote is not here; it follows from the seat and the roll."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Role(StrEnum):
    """What someone is to the commission. Whoever has no role is not on the roster."""

    MEMBER = "member"
    ALTERNATE = "alternate"
    LIAISON = "liaison"
    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    STAFF = "staff"
    ADMIN = "admin"
    """An administrator of the Slack workspace, on the roster or not."""


class Right(StrEnum):
    """What someone may ask of Clerk."""

    MENU = "menu"
    HELP = "help"
    SEE_PUBLIC_LIST = "see_public_list"
    ASK_TO_BE_ADDED = "ask_to_be_added"
    NEXT = "next"
    SHOW = "show"
    LIST = "list"
    DUE = "due"
    INQUIRY = "inquiry"
    LOG = "log"
    DONE = "done"
    EDIT = "edit"
    ASSIGN = "assign"
    CLOSE = "close"
    REOPEN = "reopen"
    CALL_VOTE = "call_vote"
    DECISION = "decision"
    """Record what the council decided."""
    SIGN = "sign"
    SEE_MEETING = "see_meeting"
    CHANGE_MEETING = "change_meeting"
    SEE_AGENDA = "see_agenda"
    SUGGEST_FOR_AGENDA = "suggest_for_agenda"
    EDIT_AGENDA = "edit_agenda"
    REMIND = "remind"
    SEE_ROSTER = "see_roster"
    EDIT_ROSTER = "edit_roster"
    EXPORT = "export"
    UNDO_OWN = "undo_own"
    UNDO_ANY = "undo_any"
    SETTINGS = "settings"
    SET_UP = "set_up"
    IMPORT = "import"


_OFFICERS = frozenset({Role.CHAIR, Role.VICE_CHAIR, Role.STAFF})
_ROSTER = _OFFICERS | {Role.MEMBER, Role.ALTERNATE, Role.LIAISON}
_ANYONE = None

ALLOWED: Mapping[Right, frozenset[Role] | None] = {
    Right.MENU: _ANYONE,
    Right.HELP: _ANYONE,
    Right.SEE_PUBLIC_LIST: _ANYONE,
    Right.ASK_TO_BE_ADDED: _ANYONE,
    Right.NEXT: _ROSTER,
    Right.SHOW: _ROSTER,
    Right.LIST: _ROSTER,
    Right.DUE: _ROSTER,
    Right.INQUIRY: _ROSTER,
    Right.LOG: _ROSTER,
    Right.DONE: _OFFICERS,
    Right.EDIT: _OFFICERS,
    Right.ASSIGN: _OFFICERS,
    Right.CLOSE: _OFFICERS,
    Right.REOPEN: _OFFICERS,
    Right.CALL_VOTE: _OFFICERS,
    Right.DECISION: _OFFICERS,
    Right.SIGN: _OFFICERS,
    Right.SEE_MEETING: _ROSTER,
    Right.CHANGE_MEETING: _OFFICERS,
    Right.SEE_AGENDA: _ROSTER,
    Right.SUGGEST_FOR_AGENDA: _ROSTER,
    Right.EDIT_AGENDA: _OFFICERS,
    Right.REMIND: _ROSTER,
    Right.SEE_ROSTER: _ROSTER,
    Right.EDIT_ROSTER: _OFFICERS,
    Right.EXPORT: _OFFICERS,
    Right.UNDO_OWN: _ROSTER,
    Right.UNDO_ANY: _OFFICERS,
    Right.SETTINGS: _OFFICERS,
    Right.SET_UP: _OFFICERS | {Role.ADMIN},
    Right.IMPORT: _OFFICERS,
}
"""The roles that may do each act; None for anyone, on the roster or not."""


def may(roles: frozenset[Role], act: Right, *, owns_step: bool = False) -> bool:
    """Tell whether someone may do an act; whoever owns a step may also complete it."""
    allowed = ALLOWED[act]
    return allowed is None or bool(roles & allowed) or (act is Right.DONE and owns_step)


def who_may(act: Right) -> str:
    """Say in words who may do an act: "the chair or staff"."""
    allowed = ALLOWED[act]
    if allowed is None:
        return "anyone"
    if Role.MEMBER in allowed:
        return "people on the commission's roster"
    return "the chair or staff" if Role.CHAIR in allowed else "an administrator"
