"""Lists, the record on paper and the handover sheet, as they are made when they are sent."""

from __future__ import annotations

import csv
import io

import docx
import pytest

from models.database import Database
from models.members import Member
from models.refusals import NotAllowed
from scheduler.files import FileToSend, list_in_words, make
from tests.builders import Office, office, refused

FOR_YOU = "Only you can see it here; public records law may apply to what you pass on."


@pytest.fixture
def at_work(sqlite_database: Database) -> Office:
    """A commission at work, with one city."""
    begun = office(sqlite_database)
    begun.inquiry("Loreto")
    return begun


def made(at_work: Office, what: str, by: str = "U1", **of: str) -> FileToSend:
    with at_work.workspace.reading() as session:
        return make(session, {"what": what, "for": by, **of}, at_work.now)


def paragraphs(file: FileToSend) -> list[str]:
    return [line.text for line in docx.Document(io.BytesIO(file.content)).paragraphs]


def test_a_list_says_beside_it_what_it_holds_and_who_sees_it(at_work: Office) -> None:
    file = made(at_work, "list", of="cities:2026")

    assert (file.name, file.title) == ("cities-milpitas-2026-2026-01-15.csv", "Cities: Milpitas, 2026")
    assert file.comment == f"Cities of Milpitas, 2026, as of Jan 15, 2026: 1 line. {FOR_YOU}"
    rows = csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"), newline=""))
    assert [row["City"] for row in rows] == ["Loreto"]


def test_the_whole_record_is_one_document(at_work: Office) -> None:
    file = made(at_work, "records", "U2")

    assert (file.name, file.comment) == (
        "records-2026-01-15.docx",
        f"The record of Milpitas, as of Jan 15, 2026. {FOR_YOU}",
    )
    said = paragraphs(file)
    titles = [
        "Cities",
        "Correspondence",
        "Decisions",
        "Register of partners",
        "Meetings",
        "Roster",
        "Contacts",
    ]
    assert [title for title in titles if title not in said] == ["Contacts"]


def test_the_handover_sheet_names_the_people_and_leaves_the_computer_open(at_work: Office) -> None:
    file = made(at_work, "handover")

    assert file.name == "handover-2026-01-15.docx"
    assert [line for line in paragraphs(file) if line.startswith(("Chair", "Staff", "Computer"))] == [
        "Chair: Bo Lee.",
        "Staff: Ana Ruiz.",
        "Computer or host on which Clerk runs: (please write it here).",
    ]


@pytest.mark.parametrize("what", ["list", "records", "handover"])
def test_whoever_has_left_the_roster_since_gets_none(at_work: Office, what: str) -> None:
    with at_work.workspace.transaction(at_work.now) as session:
        session.query(Member).filter_by(slack_id="U2").one().active = False

    with pytest.raises(NotAllowed):
        made(at_work, what, "U2", of="cities:")


def test_the_handover_sheet_goes_to_staff_alone(at_work: Office) -> None:
    with refused("Only staff can get the handover sheet."):
        made(at_work, "handover", "U2")


def test_a_list_is_told_in_words_where_no_file_can_be_sent(at_work: Office) -> None:
    with at_work.workspace.reading() as session:
        said = list_in_words(session, {"what": "list", "of": "cities:", "for": "U1"}, at_work.now)

    assert said.splitlines()[0] == "Cities"
    assert said.splitlines()[-1].startswith("- Path: They wrote to us; State: open; ")
