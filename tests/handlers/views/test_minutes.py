"""Minutes in Slack have one heading, bold titles and lists, are cut between lines or words, and never short."""

from datetime import date

from slack_sdk.models.blocks import Block

from bot.practice.blocks import BLOCK_CHECKS
from handlers.views.kit import SECTION_LIMIT
from handlers.views.minutes import minutes_message
from models.rules.documents import Document, Heading, Listing, Paragraph

EARLIER = [date(2026, 1, 15), date(2025, 12, 18)]


def blocks(*parts: Heading | Paragraph | Listing, marks: tuple[str, ...] = ()) -> list[Block]:
    document = Document(title="Minutes", marks=marks, parts=parts)
    return list(minutes_message(document, "0" * 32, date(2026, 1, 22), EARLIER).blocks)


def sections(*parts: Heading | Paragraph | Listing) -> list[str]:
    drawn = [block.to_dict() for block in blocks(*parts)]
    return [block["text"]["text"] for block in drawn if block["type"] == "section"]


def lists(*parts: Listing) -> list[list[str]]:
    drawn = [block.to_dict() for block in blocks(*parts)]
    found = [block["elements"][0]["elements"] for block in drawn if block["type"] == "rich_text"]
    return [[entry["elements"][0]["text"] for entry in each] for each in found]


def test_minutes_have_one_heading_bold_titles_and_lists() -> None:
    shown = blocks(
        Paragraph(text="Called to order at 7:00 PM."),
        Heading(text="Attendance"),
        Paragraph(text="Present:"),
        Listing(items=("Sam Lee", "Priya Singh")),
        Heading(text="Proceedings"),
        Paragraph(text="1. Call to order."),
        Paragraph(text="2. Roll call."),
        marks=("UNAPPROVED DRAFT",),
    )
    assert [block.type for block in shown] == [
        *["header", "rich_text", "section", "rich_text", "section"],
        *["rich_text", "rich_text", "section", "actions"],
    ]
    heading, mark, _, _, _, people, _, items, row = (block.to_dict() for block in shown)
    assert (heading["text"]["text"], items["text"]["text"]) == (
        "Minutes of Jan 22, 2026",
        "1. Call to order.\n2. Roll call.",
    )
    bold = mark["elements"][0]["elements"][0]
    assert (bold["text"], bold["style"]) == ("UNAPPROVED DRAFT", {"bold": True})
    assert [each["elements"][0]["text"] for each in people["elements"][0]["elements"]] == [
        "Sam Lee",
        "Priya Singh",
    ]
    assert [each["text"]["text"] for each in row["elements"]] == [
        "Get the document",
        "Minutes of Jan 15",
        "Minutes of Dec 18",
        "See the meeting",
    ]
    faults = [fault for block in shown for fault in BLOCK_CHECKS[str(block.type)](block.to_dict(), "")]
    assert faults == []


def test_a_paragraph_that_is_too_long_for_a_section_goes_on_in_the_next() -> None:
    words = " ".join(f"word{place}" for place in range(1000))
    shown = sections(Paragraph(text=words), Paragraph(text="The end."))

    assert all(len(piece) <= SECTION_LIMIT for piece in shown)
    assert " ".join(shown).split() == [*words.split(), "The", "end."]


def test_a_long_list_is_cut_between_its_lines() -> None:
    guests = tuple(f"Guest number {place} of the society of friends" for place in range(120))
    shown = lists(Listing(items=guests, numbered=False))

    assert [guest for piece in shown for guest in piece] == list(guests)
    assert all(sum(map(len, piece)) <= SECTION_LIMIT for piece in shown)


def test_a_word_without_an_end_is_cut_anywhere() -> None:
    assert "".join(sections(Paragraph(text="x" * 7000))).count("x") == 7000
