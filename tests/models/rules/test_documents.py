import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.documents import (
    Document,
    Grid,
    Heading,
    Listing,
    Paragraph,
    Part,
    as_lines,
    from_json,
    printable,
    to_json,
)

MINUTES = Document(
    title="Minutes of Jan 22, 2026",
    marks=("UNAPPROVED",),
    parts=(
        Heading(text="Roll"),
        Grid(
            head=("Member", "Seat", "Vote"),
            rows=(("Lee, Jan", "1", "Aye"), ("Cruz", "", "Recused: employer")),
        ),
        Heading(text="Items"),
        Listing(items=("Call to order", "Public comment"), numbered=True),
        Paragraph(text="Nobody spoke."),
        Listing(items=("Letter from Loreto",)),
    ),
)


def test_a_paper_is_written_in_lines_that_can_be_read_aloud() -> None:
    assert as_lines(MINUTES) == [
        "UNAPPROVED",
        "",
        "Minutes of Jan 22, 2026",
        "",
        "Roll",
        "",
        "Member: Lee, Jan; Seat: 1; Vote: Aye",
        "Member: Cruz; Vote: Recused: employer",
        "",
        "Items",
        "",
        "1. Call to order",
        "2. Public comment",
        "",
        "Nobody spoke.",
        "",
        "- Letter from Loreto",
    ]


def test_a_paper_without_marks_begins_with_its_title() -> None:
    assert as_lines(Document(title="Agenda")) == ["Agenda"]


def test_an_empty_list_or_table_leaves_no_gap() -> None:
    parts = (Listing(items=()), Grid(head=("Member",), rows=()), Paragraph(text="Adjourned."))
    assert as_lines(Document(title="Minutes", parts=parts)) == ["Minutes", "", "Adjourned."]


def test_the_first_column_may_go_without_a_name() -> None:
    votes = Grid(head=("", "Vote"), rows=(("Lee", "Aye"),))
    assert as_lines(Document(title="Vote", parts=(votes,)))[-1] == "Lee; Vote: Aye"


@pytest.mark.parametrize(("head", "rows"), [((), ()), (("Member",), (("Lee", "Aye"),)), (("Member",), ((),))])
def test_a_table_has_a_cell_for_each_column(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> None:
    with pytest.raises(ValueError, match="as many cells as its head"):
        Grid(head=head, rows=rows)


TEXTS = st.text(max_size=20)
ITEMS = st.lists(TEXTS, max_size=4).map(tuple)


def rows_of(width: int) -> st.SearchStrategy[tuple[str, ...]]:
    return st.tuples(*[TEXTS] * width)


GRIDS = st.integers(1, 4).flatmap(
    lambda width: st.builds(Grid, head=rows_of(width), rows=st.lists(rows_of(width), max_size=3).map(tuple))
)
PARTS: st.SearchStrategy[Part] = st.one_of(
    st.builds(Heading, text=TEXTS),
    st.builds(Paragraph, text=TEXTS),
    st.builds(Listing, items=ITEMS, numbered=st.booleans()),
    GRIDS,
)
DOCUMENTS = st.builds(Document, title=TEXTS, marks=ITEMS, parts=st.lists(PARTS, max_size=5).map(tuple))


@given(DOCUMENTS)
def test_what_was_kept_as_json_is_read_back_equal(document: Document) -> None:
    assert from_json(json.loads(json.dumps(to_json(document)))) == document


@pytest.mark.parametrize("part", [{}, {"picture": "seal.png"}, {"items": ["One"]}])
def test_an_unknown_part_is_refused(part: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="no part of a paper"):
        from_json({"title": "Agenda", "marks": [], "parts": [part]})


@pytest.mark.parametrize(
    "text",
    [
        "Löwe\tund Bär\nzwei",
        "\u05e9\u05dc\u05d5\u05dd",
        "\u0645\u0631\u062d\u0628\u0627",
        "\u7b39",
        "\U0001f600",
        "\u200fa",
    ],
)
def test_ordinary_text_of_any_script_is_printable(text: str) -> None:
    assert printable(text) == text


@given(st.text(alphabet=st.sampled_from("\x00\x01\x08\x0b\x0c\x1b\x7f\x9f\ud800\udfff\ufdd0\ufffe\uffff")))
def test_characters_that_no_paper_holds_are_left_out(unprintable: str) -> None:
    assert printable(f"a{unprintable}b") == "ab"
