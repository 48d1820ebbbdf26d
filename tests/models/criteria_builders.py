"""Notes on criteria, written and read by people of a commission at work."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from models.askers import asker_of
from models.candidates import Candidate, Choice
from models.commission import Commission, commission_of
from models.criteria import sheet_of, unpublished
from models.ledger import record
from models.noting import NewNote, make_packet, put_note
from models.rules.criteria import Sheet, Subject
from tests.builders import STAFF, Office

ANA, BO, CY, DI = "U1", "U2", "U3", "U4"
"""Staff, the chair, and two members."""


def noted(office: Office, subject: Subject, by: str = CY, **said: Any) -> int:  # noqa: ANN401  fields of many types
    """Note something on the population; gives the act."""
    usual = {"group": "general", "prompt": "Population", "note": "About 110,000", "source": "Their census"}
    with office.writing(by) as (session, asker):
        new = NewNote(subject=subject, **{**usual, **said})
        return put_note(session, new, asker, commission_of(session), office.now).act.id


def packed(office: Office, subject: Subject, by: str = BO, shown: int | None = None) -> int:
    """Make the packet of what is held back now; gives the act."""
    with office.writing(by) as (session, asker):
        commission = commission_of(session)
        newest = max((note.number for note in unpublished(session, subject, commission)), default=0)
        return make_packet(
            session,
            subject,
            shown=newest if shown is None else shown,
            asker=asker,
            commission=commission,
            now=office.now,
        ).act.id


def read(office: Office, *subjects: Subject, by: str = CY) -> Sheet:
    """Give the sheet as somebody may read it."""
    with office.workspace.reading() as session:
        return sheet_of(session, subjects, asker_of(session, by), commission_of(session))


def texts(office: Office, *subjects: Subject, by: str = CY) -> list[list[str]]:
    """Give the notes that somebody reads, by prompt, those of all cities together."""
    seen = read(office, *subjects, by=by)
    return [[note.text for cell in line.cells for note in cell] for part in seen.parts for line in part.lines]


def asked(office: Office, question: Callable[[Session, Any, Commission], Any], by: str = CY) -> Any:  # noqa: ANN401
    """Ask the records something on somebody's behalf."""
    with office.workspace.reading() as session:
        return question(session, asker_of(session, by), commission_of(session))


def candidate(office: Office, search_id: str, name: str = "Cascais", country: str = "PT") -> Subject:
    """Put a city on the list of a search."""
    with office.workspace.transaction(office.now) as session:
        act = record(session, "candidate added", actor=STAFF, now=office.now, prospect_id=search_id)
        row = Candidate(
            search_id=search_id, name=name, country=country, found_through="", why="", act_id=act.id
        )
        session.add(row)
        session.flush()
        return Subject(id=row.id, is_candidate=True)


def became(office: Office, city: Subject, prospect_id: str) -> int:
    """Have a candidate become a prospect; gives the act."""
    with office.workspace.transaction(office.now) as session:
        act = record(session, "candidate picked", actor=STAFF, now=office.now, prospect_id=prospect_id)
        session.add(
            Choice(candidate_id=city.id, state="picked", reason="", became_id=prospect_id, act_id=act.id)
        )
        return act.id
