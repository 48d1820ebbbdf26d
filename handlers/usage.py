"""What a typed line or a pressed button asks for, and the general answers: menu and help."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from handlers import (
    agendas,
    candidates,
    closing,
    comparing,
    criteria,
    drafts,
    editing,
    exports,
    extensions,
    importing,
    inquiries,
    kept_papers,
    letters,
    meetings,
    minutes,
    owners,
    parking,
    programs,
    prospects,
    reminders,
    roster,
    set_up,
    settings,
    signing,
    steps,
    undoing,
    votes,
    writing,
)
from handlers.desk import Answer, Asked, Desk, Pressed, WhichCity
from handlers.grammar import NotUnderstood, Understood, understand, verb_named
from handlers.verbs import VERBS
from handlers.views import usage as views
from handlers.views.kit import Message, actions, quoted, section, verb_of
from handlers.views.refusals import refusal, stale, which_city
from handlers.views.usage import COMMAND
from models.askers import asker_of, first_staff
from models.dated_steps import dates_up_to, goals_between
from models.finding import most_recent, names, page_by_due
from models.partners import active_partners
from models.refusals import Refusal, Stale
from models.rules.permissions import Right, Role
from models.rules.wording import day_in_words
from models.setup import is_set_up

SOON = timedelta(days=7)
OF_ONE_CITY = frozenset({"show", "papers", "candidates"})
"""The verbs whose pages are of one city."""
USUAL = ("next", "inquiry", "log", "agenda")
"""The verbs that everybody's menu begins with."""
EXAMPLE_CITY = "Hakusan"
"""Stands in the help while no city is tracked."""


def menu(desk: Desk, asked: Asked) -> Message:
    """Answer a bare command: one line of state, and the buttons for the asker's part; `more` gives all the others."""
    if not desk.asker.roles:
        return views.not_on_roster(desk.asker.serves(), is_outside=desk.asker.is_outside)
    if asked.rest.lower() in {"more", "all"}:
        return views.longer_menu([verb.name for verb in VERBS if desk.asker.may(verb.act)])
    return views.menu(_state(desk), _usual(desk))


def _state(desk: Desk) -> str:
    session, soon = desk.session, desk.today + SOON
    _, open_files = page_by_due(session, offset=0, size=1)
    return views.state_in_words(
        due=dates_up_to(session, soon),
        mine=dates_up_to(session, soon, desk.asker.member_id),
        overdue=dates_up_to(session, desk.today - timedelta(days=1)),
        goals=goals_between(session, desk.today, soon),
        files=open_files,
        until=day_in_words(soon, desk.today),
    )


def _usual(desk: Desk) -> list[str]:
    """Name the buttons of the menu that belong to the asker's part."""
    roles = desk.asker.roles
    of_chair = ["vote", "roll"] if roles & {Role.CHAIR, Role.VICE_CHAIR} else []
    of_staff = ["done"] if Role.STAFF in roles else []
    return [*USUAL, *of_chair, *of_staff, "more"]


def help_(desk: Desk, asked: Asked) -> Message:
    """Answer `help`: what is used most, one verb, or all of them."""
    if not asked.rest:
        staff = first_staff(desk.session)
        recent = most_recent(desk.session, 1) if desk.asker.roles else []
        return views.short_help(
            command=desk.command,
            city=recent[0].label.partition(",")[0] if recent else EXAMPLE_CITY,
            ask=staff.name if staff else "your staff",
            home=desk.home,
            offered=views.help_buttons(
                desk.asker.roles, is_outside=desk.asker.is_outside, is_set_up=is_set_up(desk.session)
            ),
        )
    if asked.rest.lower() in {"more", "all"}:
        return views.full_help(VERBS, desk.command)
    verb = verb_named(asked.rest)
    if verb is None:
        raise Refusal(
            f"I don't know {quoted(asked.rest)}, so I can't explain it. Here is how to see what I know.",
            offers=("help",),
        )
    return views.verb_help(verb, desk.command)


ANSWERS: Mapping[str, Callable[[Desk, Asked], Answer]] = {
    "next": prospects.whats_next,
    "inquiry": inquiries.record,
    "log": letters.log,
    "show": prospects.show,
    "list": prospects.list_cities,
    "due": prospects.due,
    "papers": kept_papers.papers,
    "done": steps.done,
    "candidates": candidates.show,
    "owner": owners.BY_CITY.ask,
    "edit": editing.BY_CITY.ask,
    "close": closing.close,
    "reopen": closing.reopen,
    "park": parking.ask,
    "extend": extensions.ask,
    "note": criteria.note,
    "compare": comparing.compare,
    "draft": drafts.BY_CITY.ask,
    "sign": signing.BY_CITY.ask,
    "program": programs.BY_CITY.ask,
    "write": writing.BY_CITY.ask,
    "vote": votes.call,
    "agenda": agendas.agenda,
    "minutes": minutes.minutes,
    "meeting": meetings.meeting,
    "roll": meetings.roll,
    "remind": reminders.remind,
    "roster": roster.show,
    "import": importing.ask,
    "export": exports.export,
    "settings": settings.show,
    "undo": undoing.list_own,
    "setup": set_up.done_already,
    "menu": menu,
    "help": help_,
}
"""What answers each verb of the grammar."""


def answer(desk: Desk, line: str) -> Answer:
    """Answer a typed line."""
    understood = understand(line, _city_names(desk) if desk.asker.roles else set())
    if isinstance(understood, NotUnderstood):
        return _not_understood(desk, understood)
    found = _run(desk, understood.verb.name, Asked(rest=understood.rest))
    if not isinstance(found, Message):
        return found
    return views.with_reading(found, understood.read_as, understood.verb)


@dataclass(frozen=True, kw_only=True)
class _AtOnce:
    """What a verb records at once when it is typed."""

    is_meant: Callable[[str], bool]
    """Whether the words after the verb say so."""
    write: Callable[[Desk, str], None]


WRITES: Mapping[str, _AtOnce] = {
    "agenda": _AtOnce(is_meant=agendas.is_to_be_added, write=agendas.add_typed),
    "remind": _AtOnce(is_meant=reminders.acts_at_once, write=reminders.write),
}


def writes(line: str) -> bool:
    """Tell whether a typed line records something at once; one that was only nearly understood never does."""
    return _at_once(line) is not None


def write(desk: Desk, line: str) -> None:
    """Record what such a line says; `answer` tells what came of it."""
    desk.must_be_set_up()
    if found := _at_once(line):
        act, rest = found
        act.write(desk, rest)


def _at_once(line: str) -> tuple[_AtOnce, str] | None:
    meant = understand(line, ())
    if not isinstance(meant, Understood) or meant.read_as is not None:
        return None
    act = WRITES.get(meant.verb.name)
    return (act, meant.rest) if act and act.is_meant(meant.rest) else None


def _city_names(desk: Desk) -> set[str]:
    """Give the names, folded, of every city that is tracked or on the register."""
    tracked = {named.folded for named in names(desk.session)}
    return tracked.union(*(partner.folded_names for partner in active_partners(desk.session, desk.today)))


def _run(desk: Desk, verb: str, asked: Asked) -> Answer:
    """Run a verb; before the commission is set up only help answers."""
    if verb != "help":
        desk.must_be_set_up()
    return ANSWERS[verb](desk, asked)


def _not_understood(desk: Desk, line: NotUnderstood) -> Message:
    desk.must_be_set_up()
    if not desk.asker.roles:
        desk.asker.must_be_allowed(Right.NEXT)
    near = [verb for verb in line.near if desk.asker.may(verb.act)]
    said = views.did_you_mean(line.typed, near)
    if near or not desk.is_direct:
        return said
    return views.menu(_state(desk), _usual(desk), opening=said.text)


def find(desk: Desk, pressed: Pressed) -> Answer:
    """Answer a city that was searched for where several were offered."""
    return run(desk, verb_of(pressed.name), pressed.value)


def press(desk: Desk, pressed: Pressed) -> Answer:
    """Answer a button that runs a verb."""
    return run(desk, verb_of(pressed.name), pressed.value)


def run(desk: Desk, verb: str, value: str = "") -> Answer:
    """Run a verb; `value` is an id, with a step's or without, or words as if typed."""
    prospect_id, _, step_id = value.partition(":")
    looks_like_id = len(prospect_id) == 32 and prospect_id.isalnum()  # noqa: PLR2004 - the length of an id
    asked = Asked(prospect_id=prospect_id, step_id=step_id) if looks_like_id else Asked(rest=value)
    return _run(desk, _known(verb), asked)


def _known(verb: str) -> str:
    if verb not in ANSWERS:
        raise Refusal("I don't know that button any more. Please start again.", offers=("menu",))
    return verb


def turn_page(desk: Desk, pressed: Pressed) -> Answer:
    """Answer a button that shows the next page of a list: its value is what is listed, and from where."""
    verb = verb_of(pressed.name)
    what, _, offset = pressed.value.rpartition(":")
    place = int(offset) if offset.isascii() and offset.isdigit() and len(offset) < 7 else 0  # noqa: PLR2004 - no list gets so long
    asked = Asked(prospect_id=what, offset=place) if verb in OF_ONE_CITY else Asked(rest=what, offset=place)
    return _run(desk, _known(verb), asked)


def subject_of(owed: Mapping[str, object]) -> str:
    """Write down a typed line that is still to be answered: who typed what, where."""
    return json.dumps(owed, sort_keys=True)


def typed_answer(session: Session, subject: str, now: datetime) -> Message:
    """Answer a line that was typed in a direct message or after a mention; a form is offered by its button."""
    owed = json.loads(subject)
    try:
        asker = replace(asker_of(session, owed["user"]), is_outside=bool(owed.get("is_outside")))
        desk = Desk(
            session=session,
            asker=asker,
            now=now,
            command=owed.get("command") or COMMAND,
            home=owed.get("home") or "",
            is_direct=owed["channel"].startswith("D"),
        )
        found = answer(desk, owed["line"])
    except Refusal as refused:
        return refusal_in_words(refused)
    if isinstance(found, Message):
        return found
    return Message(text=found.says, blocks=(section(found.says), actions(found.door)))


def refusal_in_words(refused: Refusal) -> Message:
    """Say no, with what would help: the cities to choose from, or the verbs on offer."""
    if isinstance(refused, WhichCity):
        choices = [(named.prospect_id, named.label) for named in refused.choices]
        return which_city(refused.message, refused.verb, choices, refused.record, has_more=refused.has_more)
    if isinstance(refused, Stale):
        return stale(refused.message, refused.prospect_id)
    return refusal(refused.message, refused.offers)
