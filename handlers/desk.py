"""What every handler works with: a unit of work in the asker's workspace, and who asks, for which commission, when."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from slack_sdk.models.blocks import ButtonElement
from slack_sdk.models.views import View
from sqlalchemy.orm import Session

from handlers.views.cities import state_in_words
from handlers.views.kit import Message, quoted
from handlers.views.partners import on_register
from handlers.views.usage import COMMAND
from models.askers import Asker
from models.commission import Commission, commission_of
from models.finding import Named, each_once, likeliest, matching, names, near, prospect_by_id
from models.memory import remembered
from models.partners import partner_named
from models.progress import progress_of
from models.prospects import Prospect
from models.refusals import Refusal
from models.rules.progress import Progress

NUMBERS = {2: "Two", 3: "Three", 4: "Four", 5: "Five"}
MOST_OFFERED = 5
"""Cities that are offered to choose from."""


@dataclass(frozen=True, kw_only=True)
class Desk:
    """One request at work: its session, its asker, the commission, the moment."""

    session: Session
    asker: Asker
    now: datetime
    can_attach: bool = False
    """Whether Clerk was given the right to read files."""
    command: str = COMMAND
    """What people type before a verb: the manifest may have renamed it."""
    home: str = ""
    """The address of Clerk's Home, which Slack opens; empty where it is not known."""
    is_direct: bool = False
    """Whether they asked in their direct messages with Clerk."""

    @cached_property
    def commission(self) -> Commission:
        """The commission; NotSetUp where there is none yet."""
        return remembered(self.session, "commission", lambda: commission_of(self.session))

    def must_be_set_up(self) -> None:
        """Raise NotSetUp where there is no commission yet."""
        _ = self.commission

    @property
    def today(self) -> date:
        """The calendar date in the commission's zone."""
        return self.commission.today(self.now)

    def progress(self, prospect: Prospect) -> Progress:
        """Say how far one prospect has come."""
        return progress_of(self.session, [prospect], self.commission, self.today)[0]


OpensDesk = Callable[[], AbstractContextManager[Desk]]
"""`with reading() as desk:` or `with transaction() as desk:`."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What comes with a verb: words that were typed, or what a button carries."""

    rest: str = ""
    prospect_id: str | None = None
    """From a button: a claim, looked up within the workspace."""
    step_id: str = ""
    """A step of that prospect, where the button is about one."""
    offset: int = 0
    """Where a page of a list begins."""


@dataclass(frozen=True, kw_only=True)
class Pressed:
    """A button that was pressed, or a choice that was made. Every value is a claim, to be looked up and checked."""

    name: str
    """The button's action_id."""
    value: str
    """What the button, or the option chosen, carries."""
    at: datetime
    """When it was pressed, by Slack's clock."""
    view: Mapping[str, Any] = field(default_factory=dict)
    """The form or Home it stands in, as Slack sends it; empty for a message."""


@dataclass(frozen=True, kw_only=True)
class Opens:
    """An answer that is a form; where no form can open, `door` is the button that opens it and `says` goes with it."""

    view: View
    door: ButtonElement
    says: str


Answer = Message | Opens


class AskFirst(Refusal):
    """A form asks something before it can be saved: what was begun is undone, and `view` takes its place."""

    def __init__(self, view: View) -> None:
        """Ask what `view` asks."""
        super().__init__("There is one more thing to fill in.")
        self.view = view


class WhichCity(Refusal):
    """A city must be chosen first; `choices` are those it may be."""

    def __init__(
        self, message: str, *, verb: str, choices: list[Named], record: str = "", has_more: bool = False
    ) -> None:
        """Ask which; `verb` goes on with the choice, `record` offers to record that name, `has_more` to search all others."""
        super().__init__(message, offers=("list", "inquiry"))
        self.has_more = has_more
        self.verb = verb
        self.choices: list[Named] = choices
        self.record = record


@dataclass(frozen=True, kw_only=True)
class Guess:
    """A city taken from what was typed, for a form that asks the person to check it."""

    prospect: Prospect | None = None
    """Known for certain."""
    nearest: Named | None = None
    hint: str | None = field(default=None)
    """What to say of the nearest name."""


def prospect_for(desk: Desk, asked: Asked, verb: str) -> Prospect:
    """Find the one prospect that is asked about; WhichCity where there is none, or more than one."""
    if asked.prospect_id:
        return prospect_by_id(desk.session, asked.prospect_id)
    tracked = names(desk.session)
    if not asked.rest:
        raise _which("Which city?", verb, each_once(tracked))
    found = matching(tracked, asked.rest)
    if verb != "show":
        found = likeliest(found)
    if len(found) == 1:
        return prospect_by_id(desk.session, found[0].prospect_id)
    if found:
        many = NUMBERS.get(len(found), str(len(found)))
        raise _which(f"{many} match {quoted(asked.rest)}. Which one?", verb, _with_states(desk, found))
    partner = partner_named(desk.session, asked.rest, desk.today)
    if partner:
        raise WhichCity(
            f"{on_register(partner)} It has no open file.", verb=verb, choices=[], record=partner.full_name
        )
    close = near(tracked, asked.rest)
    meant = close[0].label if len(close) == 1 else "one of these"
    then = f"Did you mean {meant}?" if close else "Record it as new, or choose from all cities."
    raise WhichCity(
        f"I'm not tracking {quoted(asked.rest)}. {then}", verb=verb, choices=close, record=asked.rest
    )


def _which(said: str, verb: str, found: list[Named]) -> WhichCity:
    return WhichCity(said, verb=verb, choices=found[:MOST_OFFERED], has_more=len(found) > MOST_OFFERED)


def _with_states(desk: Desk, found: list[Named]) -> list[Named]:
    """Tell those that are offered apart by how far each has come."""
    rows = [prospect_by_id(desk.session, each.prospect_id) for each in found[:MOST_OFFERED]]
    known = progress_of(desk.session, rows, desk.commission, desk.today)
    states = {each.prospect_id: state_in_words(each) for each in known}
    offered = [
        replace(each, label=f"{each.label}, {states[each.prospect_id]}") for each in found[:MOST_OFFERED]
    ]
    return [*offered, *found[MOST_OFFERED:]]


def guess_city(desk: Desk, asked: Asked, *, is_open: bool = True) -> Guess:
    """Find the city for a form: certain where the name fits one file that is open (or closed), else the nearest."""
    if asked.prospect_id:
        return Guess(prospect=prospect_by_id(desk.session, asked.prospect_id))
    if not asked.rest:
        return Guess()
    tracked = names(desk.session)
    found = likeliest(matching(tracked, asked.rest), is_open=is_open)
    if len(found) == 1:
        return Guess(prospect=prospect_by_id(desk.session, found[0].prospect_id))
    fits = [named for named in tracked if named.is_open is is_open]
    nearest = next(iter(found or near(fits, asked.rest)), None)
    said = f"You typed {quoted(asked.rest)}. " + (
        "Please check that this is the city." if nearest else "I'm not tracking that city; please choose one."
    )
    return Guess(nearest=nearest, hint=said)


def about(guess: Guess) -> str:
    """Say which city a form is about, where that is certain: " about Loreto, Mexico"."""
    return f" about {guess.prospect.title}" if guess.prospect else ""
