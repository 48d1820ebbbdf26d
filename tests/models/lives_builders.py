"""A city that everything has happened to, so that its record holds entries of every kind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from models import ledger
from models.commission import commission_of
from models.drafting import NewDraft, record_draft
from models.further import Further
from models.noting import NewNote, make_packet, put_note
from models.papers import keep_paper
from models.programs import NewProgram, record_program
from models.prospects import Assignment
from models.rules.criteria import Subject
from models.rules.steps import State
from models.signatures import NewSignature
from models.signing import sign
from tests.builders import Office
from tests.models.calendar_builders import cancelled, scheduled
from tests.models.test_extensions import MEETINGS, extended
from tests.models.test_parking import parked
from tests.models.votes_builders import room


def does(office: Office, writer: Callable[..., Any], *what: object, by: str = "U1") -> None:
    with office.writing(by) as (session, asker):
        writer(session, *what, asker, commission_of(session), office.now)


def begun(office: Office) -> str:
    """Record an inquiry, and what may happen to a file before its steps are done."""
    for day in MEETINGS:
        scheduled(office.on("2026-01-02"), day)
    loreto = office.inquiry(
        medium="Email", interests=("cultural", "educational"), contact="Ms. Paz", notes="Hola"
    )
    cancelled(office, "2026-02-26")
    extended(office, loreto)
    office.letter(loreto, summary="Welcome")
    parked(office, loreto)
    parked(office, loreto, parked=False)
    office.undo(office.last_act())
    office.turn(loreto, closed=True)
    office.turn(loreto, closed=False, reason="They wrote again")
    does(office, put_note, note_on(loreto, "Population", "40,000"))
    does(office, put_note, note_on(loreto, "Main industries compared", "Salt and fish"), by="U3")
    pack(office, loreto)
    return loreto


def pack(office: Office, prospect_id: str) -> None:
    """Make a packet of what a seat holder noted."""
    with office.writing() as (session, asker):
        commission = commission_of(session)
        subject = Subject(id=prospect_id)
        make_packet(
            session, subject, shown=office.last_act(), asker=asker, commission=commission, now=office.now
        )


def note_on(prospect_id: str, prompt: str, said: str) -> NewNote:
    return NewNote(
        subject=Subject(id=prospect_id), group="general", prompt=prompt, note=said, source="its website"
    )


def through_the_steps(office: Office, loreto: str) -> None:
    """Go from the reply to the evaluation, by way of a return, a continuance and an approval with changes."""
    answers = Further(asked=("The mayor's office", "By mail"))
    office.complete(loreto, "reply", ticked={"need": (0,)})
    office.complete(loreto, "formal-letters", state=State.NOT_APPLICABLE, reason="They wrote on paper")
    for step in ("form", "discuss", "contact", "research"):
        office.complete(loreto, step, further=answers)
    office.complete(
        loreto, "agree", ticked={"need": (0,), "contains": (0, 1), "pick": (0, 1)}, further=answers
    )
    for outcome in ("returned", "continued", "approved with changes"):
        if outcome != "continued":
            does(office, record_draft, draft_of(loreto, office.today))
            office.complete(loreto, "mou")
        further = Further(asked=("Resolution 26-014",), continued_to=office.today + timedelta(days=7))
        office.complete(loreto, "council", outcome=outcome, reason="For two years only", further=further)
    office.complete(loreto, "register", state=State.WAIVED, reason="Next year")
    signature = NewSignature(
        prospect_id=loreto,
        tier="sister",
        ours_on=office.today,
        theirs_on=office.today,
        our_signer="Mayor Ortiz",
        their_signer="Alcalde Ruiz",
        link="https://milpitas.gov/agreement",
    )
    does(office, sign, signature)
    office.complete(loreto, "work-plan", further=Further(asked=("Pen pals", "A visit each year")))
    does(office, record_program, program_of(loreto, office.today))


def draft_of(prospect_id: str, on: date) -> NewDraft:
    link = "https://milpitas.gov/mou"
    return NewDraft(
        prospect_id=prospect_id, dated_on=on, by_whom="Bo Lee", changes="Fees left out", link=link
    )


def program_of(prospect_id: str, on: date) -> NewProgram:
    return NewProgram(
        prospect_id=prospect_id, title="Pen pals", is_test=False, begins_on=on, outcome="Twenty pupils wrote"
    )


def handed_on(office: Office, prospect_id: str) -> None:
    """Give the file another owner, as a change of the roster does."""
    with office.writing() as (session, asker):
        act = ledger.record(session, "roster changed", actor=asker.actor, now=office.now)
        heir = office.member_id("U2")
        session.add(Assignment(prospect_id=prospect_id, owner_id=heir, step_id=None, act_id=act.id))


def voted(office: Office, prospect_id: str) -> None:
    """Open a vote about it, and close it without one having been cast."""
    begun_meeting = room(office)
    begun_meeting.closes(begun_meeting.opens(prospect_id=prospect_id))


def with_paper(office: Office, prospect_id: str) -> None:
    with office.workspace.transaction(office.now) as session:
        wanted = {"prospect": prospect_id, "letter": None, "step": None, "act": office.last_act()}
        keep_paper(session, wanted, name="mou.pdf", media_type="application/pdf", content=b"abc")


def lived(office: Office) -> str:
    """Record a city that everything happens to."""
    loreto = begun(office)
    through_the_steps(office, loreto)
    with_paper(office, loreto)
    handed_on(office, loreto)
    voted(office, loreto)
    return loreto
