"""The file of a letter is written from the record as it is when it is sent."""

from io import BytesIO

import docx
import pytest

from models.database import Database
from models.members import Member
from models.refusals import NotAllowed, NotFound
from models.rules.letter_choice import Wish
from models.rules.letter_texts import REPLY
from scheduler.files import FileToSend, make
from tests.builders import Office, office


@pytest.fixture
def at_work(sqlite_database: Database) -> Office:
    """A commission at work."""
    return office(sqlite_database)


def made(at_work: Office, of: str, by: str = "U3") -> FileToSend:
    with at_work.workspace.reading() as session:
        return make(session, {"what": "letter", "for": by, "of": of}, at_work.now)


def wish(prospect_id: str) -> str:
    return Wish(prospect_id=prospect_id, text=REPLY, signer=REPLY.signer, reader=REPLY.reader).key


def test_it_has_a_place_for_letterhead_date_and_signature_and_knows_what_was_recorded_since(
    at_work: Office,
) -> None:
    loreto = at_work.inquiry()
    before = made(at_work, wish(loreto))
    at_work.meet("2026-01-22")
    at_work.inquiry(contact="Ana Lopes", interests=("cultural",))
    after = made(at_work, wish(loreto))
    lines = [line.text for line in docx.Document(BytesIO(after.content)).paragraphs]

    beginning = "Written reply to an inquiry, to Loreto, Mexico: a draft to check, sign and send."
    assert [before.comment, after.comment] == [
        f"{beginning} Still to be filled in: name and title of their contact; date of our meeting; fields of interest.",
        f"{beginning} Every field is filled in from the record.",
    ]
    assert (after.name, lines[0], lines[2], lines[-1]) == (
        "letter-reply-2026-01-15.docx",
        "[letterhead: Milpitas]",
        "[date]",
        "[signature]\nBo Lee\nChair, Milpitas",
    )


def test_whoever_has_left_the_roster_since_gets_none(at_work: Office) -> None:
    loreto = at_work.inquiry()
    with at_work.workspace.transaction(at_work.now) as session:
        session.query(Member).filter_by(slack_id="U3").one().active = False

    with pytest.raises(NotAllowed):
        made(at_work, wish(loreto))


def test_what_names_no_letter_makes_none(at_work: Office) -> None:
    with pytest.raises(NotFound):
        made(at_work, "ode")
