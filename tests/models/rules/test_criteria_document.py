"""The paper for the packet."""

from datetime import date
from typing import Any

from models.rules.criteria import Note, Reader, Sheet, Subject, sheet
from models.rules.criteria_document import UNPUBLISHED, criteria_document
from models.rules.documents import Document, Grid, Heading, Paragraph
from models.rules.policy import CriteriaGroup

TODAY = date(2026, 1, 22)
GROUPS = (
    CriteriaGroup(id="general", title="General", prompts=("Population", "Landscape")),
    CriteriaGroup(id="civic", title="Civic", prompts=("Museums",)),
)
HAKUSAN, CASCAIS = Subject(id="h"), Subject(id="c")
NAMES = {HAKUSAN: "Hakusan, Japan", CASCAIS: "Cascais, Portugal"}
HELD = Paragraph(text="Notes marked “not public yet” are for their authors and the staff.")


def note(number: int, **said: Any) -> Note:  # noqa: ANN401  fields of many types
    usual = {
        "group": "general",
        "prompt": "Population",
        "text": "About 110,000",
        "source": "their census",
        "author_id": "lee",
        "by": "Sam Lee",
        "on": TODAY,
        "is_public": True,
    }
    return Note(number=number, **{**usual, **said})


def seen(notes: dict[Subject, list[Note]], *subjects: Subject, is_staff: bool = False) -> Sheet:
    named = {subject: NAMES[subject] for subject in subjects}
    return sheet(GROUPS, named, notes, Reader(member_id="park", is_staff=is_staff))


def test_the_paper_on_one_city_has_a_row_for_each_note_with_its_source_and_author() -> None:
    notes = [
        note(1),
        note(2, author_id="park", by="Grace Park", text="112,000\nby now", source="a visit"),
        note(3, group="civic", prompt="Museums", text="Three"),
    ]

    assert criteria_document(seen({HAKUSAN: notes}, HAKUSAN), TODAY) == Document(
        title="Criteria: Hakusan, Japan",
        parts=(
            Paragraph(text="As of Jan 22, 2026. 2 of 3 prompts have notes here, 1 has none."),
            Heading(text="General"),
            Grid(
                head=("Prompt", "Note", "Source", "By"),
                rows=(
                    ("Population", "About 110,000", "their census", "Sam Lee, Jan 22"),
                    ("", "112,000\nby now", "a visit", "Grace Park, Jan 22"),
                ),
            ),
            Heading(text="Civic"),
            Grid(
                head=("Prompt", "Note", "Source", "By"),
                rows=(("Museums", "Three", "their census", "Sam Lee, Jan 22"),),
            ),
        ),
    )


def test_the_paper_on_several_cities_has_a_column_for_each_in_the_order_asked_for() -> None:
    held = note(2, author_id="park", by="Grace Park", text="Too many", source="hearsay", is_public=False)

    assert criteria_document(seen({HAKUSAN: [note(1), held]}, CASCAIS, HAKUSAN), TODAY) == Document(
        title="Side by side: Cascais, Portugal and Hakusan, Japan",
        marks=(UNPUBLISHED,),
        parts=(
            Paragraph(
                text="As of Jan 22, 2026. 1 of 3 prompts has notes here, 2 have none. The order is the one asked for: no city is scored or ranked."
            ),
            HELD,
            Heading(text="General"),
            Grid(
                head=("Prompt", "Cascais, Portugal", "Hakusan, Japan"),
                rows=(
                    (
                        "Population",
                        "",
                        (
                            "About 110,000. Source: their census. Sam Lee, Jan 22.\n"
                            "Too many. Source: hearsay. Grace Park, Jan 22; not public yet."
                        ),
                    ),
                ),
            ),
        ),
    )


def test_the_paper_holds_what_its_reader_may_read() -> None:
    notes = {HAKUSAN: [note(1, is_public=False)]}
    of_member, of_staff = (
        criteria_document(seen(notes, HAKUSAN, is_staff=is_staff), TODAY) for is_staff in (False, True)
    )

    assert of_member == Document(
        title="Criteria: Hakusan, Japan",
        parts=(Paragraph(text="As of Jan 22, 2026. None of 3 prompts has a note here yet."),),
    )
    assert (of_staff.marks, of_staff.parts[1]) == ((UNPUBLISHED,), HELD)
