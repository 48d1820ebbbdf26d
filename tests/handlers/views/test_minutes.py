"""Minutes in Slack are cut between paragraphs, lines or words, and never short."""

from datetime import date

from handlers.views.kit import SECTION_LIMIT
from handlers.views.minutes import minutes_message
from models.rules.documents import Document, Listing, Paragraph


def sections(*parts: Paragraph | Listing) -> list[str]:
    document = Document(title="Minutes", marks=(), parts=parts)
    blocks = [block.to_dict() for block in minutes_message(document, "0" * 32, [date(2026, 1, 15)]).blocks]
    return [block["text"]["text"] for block in blocks if block["type"] == "section"]


def test_a_paragraph_that_is_too_long_for_a_section_goes_on_in_the_next() -> None:
    words = " ".join(f"word{place}" for place in range(1000))
    shown = sections(Paragraph(text=words), Paragraph(text="The end."))

    assert all(len(piece) <= SECTION_LIMIT for piece in shown)
    assert " ".join(shown).split() == ["Minutes", *words.split(), "The", "end."]


def test_a_long_list_is_cut_between_its_lines() -> None:
    guests = tuple(f"Guest number {place} of the society of friends" for place in range(120))
    shown = sections(Listing(items=guests, numbered=False))

    assert [line for piece in shown for line in piece.split("\n") if line][1:] == [
        f"- {guest}" for guest in guests
    ]


def test_a_word_without_an_end_is_cut_anywhere() -> None:
    assert "".join(sections(Paragraph(text="x" * 7000))).count("x") == 7000
