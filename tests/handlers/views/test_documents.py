from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as Paper
from hypothesis import given, settings

from handlers.views.documents import as_docx, as_text, cannot_send
from models.rules.documents import Document, Grid, Heading, Listing, Paragraph, printable
from tests.models.rules.test_documents import DOCUMENTS, MINUTES

HEBREW, ARABIC, CJK, EMOJI = (
    "\u05e9\u05dc\u05d5\u05dd \u05e8\u05d1",
    "\u0645\u0631\u062d\u0628\u0627",
    "\U00020bb7\u91ce\u5bb6",
    "\U0001f91d",
)


def opened(document: Document) -> Paper:
    return docx.Document(BytesIO(as_docx(document)))


def styled(paper: Paper) -> list[tuple[str | None, str]]:
    return [(line.style.name if line.style else None, line.text) for line in paper.paragraphs]


def table(paper: Paper) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in paper.tables[0].rows]


def test_a_paper_has_real_headings_and_lists() -> None:
    assert styled(opened(MINUTES)) == [
        ("Normal", "UNAPPROVED"),
        ("Title", "Minutes of Jan 22, 2026"),
        ("Heading 1", "Roll"),
        ("Heading 1", "Items"),
        ("List Number", "Call to order"),
        ("List Number", "Public comment"),
        ("Normal", "Nobody spoke."),
        ("List Bullet", "Letter from Loreto"),
    ]


def test_a_paper_has_real_tables_whose_head_is_repeated_on_every_page() -> None:
    paper = opened(MINUTES)
    rows = [row._tr for row in paper.tables[0].rows]  # noqa: SLF001 - as the file has it

    assert table(paper) == [
        ["Member", "Seat", "Vote"],
        ["Lee, Jan", "1", "Aye"],
        ["Cruz", "", "Recused: employer"],
    ]
    assert [len(row.xpath("./w:trPr/w:tblHeader")) for row in rows] == [1, 0, 0]
    assert [run.bold for cell in paper.tables[0].rows[0].cells for run in cell.paragraphs[0].runs] == [
        True
    ] * 3


def test_every_page_carries_marks_and_title() -> None:
    marked = replace(MINUTES, marks=("UNAPPROVED", "CORRECTED"))
    assert opened(marked).sections[0].header.paragraphs[0].text == (
        "UNAPPROVED · CORRECTED · Minutes of Jan 22, 2026"
    )


def test_the_properties_name_the_title_and_nobody() -> None:
    said = opened(MINUTES).core_properties
    assert (said.title, said.author, said.last_modified_by, said.comments) == (MINUTES.title, "", "", "")
    assert (said.created, said.modified) == (None, None)


def test_a_title_longer_than_the_properties_take_is_shortened_there_alone() -> None:
    paper = opened(Document(title="a" * 300))
    assert (paper.paragraphs[0].text, len(paper.core_properties.title)) == ("a" * 300, 255)


def test_each_numbered_list_begins_at_one() -> None:
    lists = [Listing(items=("One", "Two"), numbered=True), Listing(items=("One again",), numbered=True)]
    paper = opened(Document(title="Agenda", parts=(lists[0], Heading(text="Then"), lists[1])))
    numbering = paper.part.numbering_part.element
    used = [int(number) for number in paper.element.xpath("//w:body//w:numId/@w:val")]

    assert (used[0], used[0] == used[1], used[1] == used[2]) == (used[0], True, False)
    assert [
        numbering.xpath(f"./w:num[@w:numId='{number}']/w:lvlOverride/w:startOverride/@w:val")
        for number in used
    ] == [["1"]] * 3


def test_equal_papers_are_equal_files() -> None:
    first, second = as_docx(MINUTES), as_docx(replace(MINUTES))
    assert (first == second, {part.date_time for part in ZipFile(BytesIO(first)).infolist()}) == (
        True,
        {(1980, 1, 1, 0, 0, 0)},
    )


@pytest.mark.parametrize("text", [HEBREW, ARABIC, CJK, EMOJI, "A & B <b>not bold</b>", "]]>", "100% “sure”"])
def test_text_of_any_script_survives(text: str) -> None:
    grid = Grid(head=(text,), rows=((text,),))
    paper = opened(Document(title=text, marks=(text,), parts=(Paragraph(text=text), grid)))

    assert [line.text for line in paper.paragraphs] == [text, text, text]
    assert (table(paper), paper.core_properties.title) == ([[text], [text]], text)


@pytest.mark.parametrize("unsafe", ["\x00", "\x0b", "\x1b[31m", "\ud83d", "\ufffe", "\x7f"])
def test_characters_that_no_file_holds_are_left_out_everywhere(unsafe: str) -> None:
    text = f"Lee{unsafe}"
    listings = (Listing(items=(text,)), Listing(items=(text,), numbered=True))
    grid = Grid(head=(text,), rows=((text,),))
    document = Document(
        title=text, marks=(text,), parts=(Heading(text=text), Paragraph(text=text), *listings, grid)
    )
    kept, paper = printable(text), opened(document)

    assert [line.text for line in paper.paragraphs] == [kept] * 6
    assert (table(paper), as_text(document).count(kept)) == ([[kept], [kept]], 8)


def test_lines_within_a_text_stay_lines() -> None:
    assert opened(Document(title="Letter", parts=(Paragraph(text="One\nTwo\tthree"),))).paragraphs[
        1
    ].text == ("One\nTwo\tthree")


@settings(max_examples=20, deadline=None)
@given(DOCUMENTS)
def test_any_paper_can_be_written_and_opened(document: Document) -> None:
    assert len(opened(document).tables) == sum(isinstance(part, Grid) for part in document.parts)


def test_a_paper_as_text_begins_with_its_marks() -> None:
    assert as_text(MINUTES).splitlines()[:3] == ["UNAPPROVED", "", "Minutes of Jan 22, 2026"]


def test_a_short_list_is_told_where_it_cannot_be_sent_and_a_long_one_is_not() -> None:
    by_command = (
        "I may not send files here. Whoever runs Clerk can write it with the command: clerk export. "
        "Once they let me send files (files:write), ask again."
    )

    assert cannot_send("list", "No.: 1; City: Lima.").text == (
        f"{by_command} This is what it says:\nNo.: 1; City: Lima."
    )
    assert cannot_send("list", "x" * 3001).text == by_command


def test_whoever_may_not_be_sent_a_file_is_told_of_two_ways_out() -> None:
    assert cannot_send("calendar").text == (
        "I may not send files here. Whoever runs Clerk can write it with the command: clerk calendar. "
        "Once they let me send files (files:write), ask again."
    )
