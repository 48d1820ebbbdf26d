"""Putting a note on the criteria sheet, and making a packet of the notes that were held back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import ledger
from models.askers import Asker
from models.changes import changed, checked_length
from models.commission import Commission
from models.criteria import (
    Noticed,
    groups_of,
    is_held_back,
    noticed,
    own_notes,
    sources_of,
    unpublished,
)
from models.criteria_notes import CriteriaNote, Packet
from models.finding import is_closed
from models.prospects import Prospect
from models.refusals import Refusal
from models.rules.criteria import LONGEST_NOTE, LONGEST_SOURCE, Note, Subject
from models.rules.permissions import Right
from models.rules.policy import CriteriaGroup

NOTED = "criteria noted"
PACKED = "packet made"


@dataclass(frozen=True, kw_only=True)
class NewNote:
    """What the form says of a note."""

    subject: Subject
    group: str
    prompt: str
    note: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Noted:
    """What came of a note."""

    on: Noticed
    act: ledger.Act
    group: CriteriaGroup
    is_held: bool
    replaces: Note | None
    """The author's own earlier note on the same prompt."""


@dataclass(frozen=True, kw_only=True)
class Packed:
    """What came of making a packet."""

    on: Noticed
    act: ledger.Act
    notes: Sequence[Note]
    """Those that everybody may read from now on."""


def put_note(session: Session, new: NewNote, asker: Asker, commission: Commission, now: datetime) -> Noted:
    """Note something on one prompt, with where it comes from; it takes the place of the author's own earlier note."""
    asker.must_be_allowed(Right.NOTE)
    ledger.take_turn(session)
    on = noticed(session, new.subject)
    check_takes_notes(session, on)
    group = _check(new, groups_of(session, on.prospect))
    mine = own_notes(session, new.subject, asker, commission)
    earlier = [each for each in mine if (each.group, each.prompt) == (group.id, new.prompt)]
    act = ledger.record(session, NOTED, actor=asker.actor, now=now, prospect_id=on.prospect.id)
    is_held = is_held_back(asker, commission)
    note = CriteriaNote(
        **_about(new.subject),
        group=group.id,
        prompt=new.prompt,
        note=new.note.strip(),
        source=new.source.strip(),
        author_id=asker.member_id,
        is_held=is_held,
        act_id=act.id,
    )
    session.add(note)
    changed(session, on.prospect, commission, now)
    replaces = next(iter(earlier[-1:]), None)
    return Noted(on=on, act=act, group=group, is_held=is_held, replaces=replaces)


def make_packet(
    session: Session, subject: Subject, *, shown: int, asker: Asker, commission: Commission, now: datetime
) -> Packed:
    """Make everything readable that was held back of a subject; `shown` is the newest note that the preview held."""
    asker.must_be_allowed(Right.PACKET)
    ledger.take_turn(session)
    on = noticed(session, subject)
    notes = unpublished(session, subject, commission)
    if not notes:
        raise Refusal(f"Everybody can read all notes on {on.title} already. I changed nothing.")
    if notes[-1].number > shown:
        raise Refusal(
            f"{notes[-1].by} wrote another note meanwhile, so I made no packet. Please close this and look at the notes again."
        )
    act = ledger.record(session, PACKED, actor=asker.actor, now=now, prospect_id=on.prospect.id)
    for source in sources_of(session, [subject])[subject]:
        session.add(Packet(**_about(source), act_id=act.id))
    changed(session, on.prospect, commission, now)
    return Packed(on=on, act=act, notes=notes)


def check_takes_notes(session: Session, on: Noticed) -> None:
    """Refuse notes on a file that is closed, and on a search itself: its candidates have them."""
    if not on.subject.is_candidate and on.prospect.city_id is None:
        raise Refusal(
            f"{on.title} is a search. Put the note on one of its candidates.", offers=("candidates",)
        )
    if session.scalars(select(Prospect.id).where(Prospect.id == on.prospect.id, is_closed())).first():
        raise Refusal(
            f"The file on {on.prospect.title} is closed. The chair or staff can reopen it.",
            offers=("reopen",),
        )


def check_is_open(notes: Mapping[str, str], asker: Asker, commission: Commission) -> None:
    """Refuse notes by criteria group, which a step's record shows everybody at once, of whoever's notes are held back."""
    if notes and is_held_back(asker, commission):
        raise Refusal(
            "What you note on criteria goes to the staff and to you alone until the packet is made. "
            "Please put it on the criteria sheet with Add a note. I changed nothing.",
            field=f"criteria:{min(notes)}",
        )


def _about(subject: Subject) -> dict[str, str]:
    return {"candidate_id" if subject.is_candidate else "prospect_id": subject.id}


def _check(new: NewNote, groups: Sequence[CriteriaGroup]) -> CriteriaGroup:
    """Give the group of a note that is in order; Refusal beside the field that is wrong."""
    group = next((group for group in groups if group.id == new.group), None)
    if group is None or new.prompt not in group.prompts:
        raise Refusal("Please choose what the note is on.", field=f"prompt:{new.group}")
    for name, said, asks, most in (
        ("note", new.note, "Please write the note.", LONGEST_NOTE),
        (
            "source",
            new.source,
            "Please say where it comes from: a web address, a person, a visit.",
            LONGEST_SOURCE,
        ),
    ):
        if not said.strip(" ."):
            raise Refusal(asks, field=name)
        checked_length(said, most, name)
    return group
