"""The agenda as a paper."""

from dataclasses import replace
from datetime import date

from models.rules.agenda_document import agenda_document, agenda_lines
from models.rules.documents import Listing, Paragraph
from tests.handlers.views.test_agendas import SHEET


def test_an_agenda_names_the_meeting_its_items_and_when_to_post_it() -> None:
    paper = agenda_document(SHEET)

    assert (paper.title, paper.marks) == ("Agenda: Milpitas Sister Cities Commission, Jan 20, 2026", ())
    assert paper.parts == (
        Paragraph(
            text="Regular meeting of Tue, Jan 20, 2026, 6:30 PM. City Hall. Join online: https://city.example/join."
        ),
        Listing(
            items=(
                "Call to order",
                "Roll call",
                "Public comment",
                "Letter from the mayor (Receive; Loreto, Mexico; presented by Sam Lee)",
                "Reports",
                "Adjournment",
            ),
            numbered=True,
        ),
        Paragraph(
            text="Must be posted publicly by Sat, Jan 17, 6:30 PM (Fri, Jan 16 is the last working day)."
        ),
    )


def test_a_cancelled_meeting_marks_its_paper_and_a_missing_place_is_said() -> None:
    sheet = replace(SHEET, place="", link="", is_cancelled=True, do_by=date(2026, 1, 17))
    paper = agenda_document(sheet)

    assert paper.marks == ("CANCELLED",)
    assert paper.parts[0] == Paragraph(
        text="Regular meeting of Tue, Jan 20, 2026, 6:30 PM. Place to be announced."
    )
    assert paper.parts[2] == Paragraph(text="Must be posted publicly by Sat, Jan 17, 6:30 PM.")


def test_an_agenda_is_written_as_plain_lines_to_copy() -> None:
    assert agenda_lines(SHEET)[:4] == [
        "Agenda: Milpitas Sister Cities Commission, Jan 20, 2026",
        "Regular meeting of Tue, Jan 20, 2026, 6:30 PM. City Hall. Join online: https://city.example/join.",
        "1. Call to order",
        "2. Roll call",
    ]
