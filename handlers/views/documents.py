"""Papers as text for Slack, and as .docx files that an office can edit."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as Paper
from docx.oxml.parser import OxmlElement
from docx.text.paragraph import Paragraph as PaperLine

from handlers.views.files import OF_RECORDS
from handlers.views.kit import SECTION_LIMIT, Message, actions, clip, section
from handlers.views.usage import verb_button
from models.rules.documents import Document, Grid, Heading, Listing, Paragraph, Part, as_lines, printable

TITLE_PROPERTY = 255
"""The longest title that a file's properties may hold."""
COMMANDS = {
    "calendar": "calendar",
    "minutes": "minutes",
    "list": "export",
    "records": "export",
    "handover": "handover",
}
"""The files that the command line writes too, each with its command."""


def as_text(document: Document) -> str:
    """Write a paper as plain text."""
    return printable("\n".join(as_lines(document)))


def as_docx(document: Document) -> bytes:
    """Write a paper as a .docx file with real headings, lists and tables; equal papers give equal files."""
    paper = docx.Document()
    _describe(paper, document)
    _put_on_each_page(paper, document)
    for mark in document.marks:
        paper.add_paragraph().add_run(printable(mark)).bold = True
    paper.add_heading(printable(document.title), level=0)
    for part in document.parts:
        _add(paper, part)
    written = BytesIO()
    paper.save(written)
    return _undated(written.getvalue())


def cannot_send(what: str, instead: str = "") -> Message:
    """Say that files cannot be sent, and two ways out; `instead` is what the file says, where that is short."""
    by_command = (
        f"Whoever runs Clerk can write it with the command: clerk {COMMANDS.get(what)}. Once they let me "
        "send files (files:write), ask again."
    )
    by_hand = "Copy its text, or ask again once whoever runs Clerk lets me send files (files:write)."
    said = f"I may not send files here. {by_command if what in COMMANDS else by_hand}"
    row = actions(verb_button("export" if what in OF_RECORDS else "next"))
    if not instead or len(instead) > SECTION_LIMIT:
        return Message(text=said, blocks=(section(said), row))
    blocks = (section(said), section("This is what it says:"), section(instead), row)
    return Message(text=f"{said} This is what it says:\n{instead}", blocks=blocks)


def _describe(paper: Paper, document: Document) -> None:
    """Put the title alone in the file's properties: the template names its own maker, and a day in 2013."""
    properties = paper.core_properties
    properties._element.clear()  # noqa: SLF001 - nothing else takes a date away
    properties.title = clip(printable(document.title), TITLE_PROPERTY)


def _put_on_each_page(paper: Paper, document: Document) -> None:
    """Repeat title and marks above every page, so that no loose sheet passes for something else."""
    line = paper.sections[0].header.paragraphs[0]
    line.text = printable(" · ".join([*document.marks, document.title]))


def _add(paper: Paper, part: Part) -> None:
    match part:
        case Heading(text=text):
            paper.add_heading(printable(text), level=1)
        case Paragraph(text=text):
            paper.add_paragraph(printable(text))
        case Listing():
            _add_listing(paper, part)
        case Grid():
            _add_grid(paper, part)


def _add_listing(paper: Paper, listing: Listing) -> None:
    style = "List Number" if listing.numbered else "List Bullet"
    lines = [paper.add_paragraph(printable(item), style=style) for item in listing.items]
    if listing.numbered and lines:
        _number_from_one(paper, lines)


def _number_from_one(paper: Paper, lines: list[PaperLine]) -> None:
    """Begin a list of its own: lines of one style would be numbered on through the whole paper."""
    numbering = paper.part.numbering_part.element
    style = paper.styles["List Number"].element.pPr.numPr.numId.val
    own = numbering.add_num(numbering.num_having_numId(style).abstractNumId.val)
    own.add_lvlOverride(ilvl=0).add_startOverride(1)
    for line in lines:
        number = line.paragraph_format.element.get_or_add_pPr().get_or_add_numPr()
        number.get_or_add_ilvl().val = 0
        number.get_or_add_numId().val = own.numId


def _add_grid(paper: Paper, grid: Grid) -> None:
    table = paper.add_table(rows=0, cols=len(grid.head), style="Table Grid")
    for row in (grid.head, *grid.rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = printable(text)
    for run in [run for cell in table.rows[0].cells for run in cell.paragraphs[0].runs]:
        run.bold = True
    head = table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001 - the library has no word for a row of names
    head.append(OxmlElement("w:tblHeader"))  # read out as such, and repeated on every page


def _undated(content: bytes) -> bytes:
    """Leave out at which second each part of a file was written."""
    written = BytesIO()
    with ZipFile(BytesIO(content)) as parts, ZipFile(written, "w") as undated:
        for name in parts.namelist():
            undated.writestr(ZipInfo(name), parts.read(name), ZIP_DEFLATED)
    return written.getvalue()
