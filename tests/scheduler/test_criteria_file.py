"""The paper on criteria is made with the rights that its asker has when it is sent."""

import pytest

from models.database import Database
from models.members import Member
from models.refusals import NotAllowed
from models.rules.criteria import Subject
from scheduler.files import FileToSend, make
from tests.builders import Office, office
from tests.models.criteria_builders import CY, DI, noted, packed


@pytest.fixture
def at_work(sqlite_database: Database) -> Office:
    """A commission at work."""
    return office(sqlite_database)


def made(at_work: Office, by: str, *subjects: Subject) -> FileToSend:
    asked = {"what": "criteria", "for": by, "of": ",".join(subject.key for subject in subjects)}
    with at_work.workspace.reading() as session:
        return make(session, asked, at_work.now)


def test_it_says_beside_the_file_whether_all_of_it_is_public(at_work: Office) -> None:
    hakusan = Subject(id=at_work.inquiry("Hakusan", country="JP"))
    cascais = Subject(id=at_work.inquiry("Cascais", country="PT"))
    noted(at_work, hakusan, CY)
    said = "Side by side: Hakusan, Japan and Cascais, Portugal, as of Jan 15, 2026."
    held = f"{said} It holds notes that are not public yet, marked as such."

    def comments() -> list[str]:
        return [made(at_work, who, hakusan, cascais).comment for who in ("U1", CY, DI)]

    assert comments() == [held, held, said]
    packed(at_work, hakusan)
    assert comments() == [said, said, said]
    assert made(at_work, DI, hakusan).name == "criteria-2026-01-15.docx"


def test_whoever_has_left_the_roster_since_gets_none(at_work: Office) -> None:
    hakusan = Subject(id=at_work.inquiry("Hakusan", country="JP"))
    noted(at_work, hakusan, CY)
    with at_work.workspace.transaction(at_work.now) as session:
        session.query(Member).filter_by(slack_id=CY).one().active = False

    with pytest.raises(NotAllowed):
        made(at_work, CY, hakusan)
