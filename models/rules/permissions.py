"""Who may do what: one table. Whose vote counts is not here; it follows from the seat and the roll."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from models.rules.wording import listed

MOST_NAMED = 3
"""People of one office that a refusal names."""


class Role(StrEnum):
    """What someone is to the commission. Whoever has no role is not on the roster."""

    MEMBER = "member"
    ALTERNATE = "alternate"
    LIAISON = "liaison"
    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    STAFF = "staff"


class Right(StrEnum):
    """What someone may ask of Clerk."""

    MENU = "menu"
    HELP = "help"
    NEXT = "next"
    SHOW = "show"
    LIST = "list"
    DUE = "due"
    INQUIRY = "inquiry"
    LOG = "log"
    DONE = "done"
    OWNER = "owner"
    """To give a file to another owner."""
    EDIT = "edit"
    """To correct what is known of a city."""
    CLOSE = "close"
    REOPEN = "reopen"
    UNDO_OWN = "undo_own"
    UNDO_ANY = "undo_any"
    ROSTER = "roster"
    ROSTER_EDIT = "roster_edit"
    MEETING = "meeting"
    MEETING_EDIT = "meeting_edit"
    ATTEND = "attend"
    AGENDA = "agenda"
    AGENDA_EDIT = "agenda_edit"
    PRESIDE = "preside"
    VOTE = "vote"
    CAST = "cast"
    MINUTES = "minutes"
    REMIND = "remind"
    REMIND_OTHERS = "remind_others"
    PARK = "park"
    EXTEND = "extend"
    NOTE = "note"
    """To put a note on the criteria sheet."""
    PACKET = "packet"
    """To make a packet of the notes, from when on everybody may read them."""
    SEARCH = "search"
    """To add a candidate to a search."""
    PICK = "pick"
    """To pick or drop a candidate."""
    SIGN = "sign"
    DRAFT = "draft"
    PROGRAM = "program"
    WRITE = "write"
    IMPORT = "import"
    SETTINGS = "settings"
    EXPORT = "export"


_OFFICERS = frozenset({Role.CHAIR, Role.VICE_CHAIR, Role.STAFF})
_ROSTER = _OFFICERS | {Role.MEMBER, Role.ALTERNATE, Role.LIAISON}
_ANYONE = None

ALLOWED: Mapping[Right, frozenset[Role] | None] = {
    Right.MENU: _ANYONE,
    Right.HELP: _ANYONE,
    Right.NEXT: _ROSTER,
    Right.SHOW: _ROSTER,
    Right.LIST: _ROSTER,
    Right.DUE: _ROSTER,
    Right.INQUIRY: _ROSTER,
    Right.LOG: _ROSTER,
    Right.DONE: _OFFICERS,
    Right.OWNER: _OFFICERS,
    Right.EDIT: _OFFICERS,
    Right.CLOSE: _OFFICERS,
    Right.REOPEN: _OFFICERS,
    Right.UNDO_OWN: _ROSTER,
    Right.UNDO_ANY: _OFFICERS,
    Right.ROSTER: _ROSTER,
    Right.ROSTER_EDIT: _OFFICERS,
    Right.MEETING: _ROSTER,
    Right.MEETING_EDIT: _OFFICERS,
    Right.ATTEND: _ROSTER,
    Right.AGENDA: _ROSTER,
    Right.AGENDA_EDIT: _OFFICERS,
    Right.PRESIDE: _OFFICERS,
    Right.VOTE: _OFFICERS,
    Right.CAST: _ROSTER,
    Right.MINUTES: _ROSTER,
    Right.REMIND: _ROSTER,
    Right.REMIND_OTHERS: _OFFICERS,
    Right.PARK: _OFFICERS,
    Right.EXTEND: _OFFICERS,
    Right.NOTE: _ROSTER,
    Right.PACKET: _OFFICERS,
    Right.SEARCH: _ROSTER,
    Right.PICK: _OFFICERS,
    Right.SIGN: _OFFICERS,
    Right.DRAFT: _OFFICERS,
    Right.PROGRAM: _OFFICERS,
    Right.WRITE: _ROSTER,
    Right.IMPORT: _OFFICERS,
    Right.SETTINGS: _OFFICERS,
    Right.EXPORT: _OFFICERS,
}
"""The roles that may do each act; None for anyone, on the roster or not."""
WHOEVER_PRESIDES = frozenset({Right.PRESIDE, Right.VOTE, Right.AGENDA_EDIT})
"""What the member who presides for the day may do at that meeting, whatever their roles."""
WHOEVER_OWNS = frozenset({Right.DONE, Right.PARK, Right.OWNER, Right.EDIT})
"""What the owner of a file may do about it, whatever their roles."""


def may(roles: frozenset[Role], act: Right, *, owns_step: bool = False, presides: bool = False) -> bool:
    """Tell whether someone may do an act: by a role, by owning the file, or by presiding over the meeting."""
    allowed = ALLOWED[act]
    by_role = allowed is None or bool(roles & allowed)
    return by_role or (act in WHOEVER_OWNS and owns_step) or (act in WHOEVER_PRESIDES and presides)


IN_WORDS: Mapping[Right, str] = {
    Right.DONE: "record a step",
    Right.OWNER: "change who looks after a city",
    Right.EDIT: "correct what is known of a city",
    Right.CLOSE: "close a file",
    Right.REOPEN: "open a file again",
    Right.UNDO_ANY: "take back what others recorded",
    Right.ROSTER_EDIT: "change the roster",
    Right.MEETING_EDIT: "keep the calendar of meetings",
    Right.AGENDA_EDIT: "change an agenda",
    Right.PRESIDE: "run a meeting",
    Right.VOTE: "call or close a vote",
    Right.REMIND_OTHERS: "change somebody else's reminders",
    Right.PARK: "stop asking about an answer",
    Right.EXTEND: "extend a deadline",
    Right.PACKET: "make a packet of the notes",
    Right.PICK: "pick or drop a candidate",
    Right.SIGN: "record signatures",
    Right.DRAFT: "record a draft of the memorandum",
    Right.PROGRAM: "record a program",
    Right.IMPORT: "import what is past",
    Right.SETTINGS: "change the settings",
    Right.EXPORT: "export the record",
}
"""What each act is called that somebody on the roster may be refused."""
FOR_THE_AGENDA = frozenset(
    {
        Right.DONE,
        Right.CLOSE,
        Right.REOPEN,
        Right.VOTE,
        Right.PARK,
        Right.EXTEND,
        Right.PICK,
        Right.SIGN,
        Right.PROGRAM,
    }
)
"""What somebody who may not do it can suggest for a meeting."""
_NAMES: Mapping[Role, Sequence[str]] = {}


def who_may(act: Right, names: Mapping[Role, Sequence[str]] = _NAMES) -> str:
    """Say in words who may do an act, with the names that are given by office: "the chair (Bo Lee) or staff"."""
    allowed = ALLOWED[act]
    if allowed is None:
        return "anyone"
    if Role.MEMBER in allowed:
        return "people on the commission's roster"
    chair, staff = _named("the chair", names.get(Role.CHAIR)), _named("staff", names.get(Role.STAFF))
    if act in WHOEVER_PRESIDES:
        return f"{chair}, whoever presides, or {staff}"
    return f"{chair}, {staff} or the file's owner" if act in WHOEVER_OWNS else f"{chair} or {staff}"


def refused_in_words(act: Right, names: Mapping[Role, Sequence[str]]) -> str:
    """Refuse an act in a sentence that names it and whoever may do it."""
    way = "I can put it on the next agenda for you." if act in FOR_THE_AGENDA else "I changed nothing."
    return f"Only {who_may(act, names)} can {IN_WORDS.get(act, 'do that')}. {way}"


def _named(office: str, names: Sequence[str] | None) -> str:
    return f"{office} ({listed(tuple(names[:MOST_NAMED]))})" if names else office
