"""Date phrases: what is read, what is refused, and what is printed back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.phrases import FORMS, PhraseFault, phrase_in_words, read_phrase, read_span
from models.rules.policy import After, Before, Every, EveryYearBy, Meetings, On, Phrase, Span, Unit, Window

NAMES = st.from_regex(r"[a-z][a-z0-9-]{0,12}", fullmatch=True)
SPANS = st.builds(Span, count=st.integers(1, 1000), unit=st.sampled_from(Unit))
WINDOWS = st.builds(
    lambda unit, first, longer, anchor: Window(
        first=Span(count=first, unit=unit), last=Span(count=first + longer, unit=unit), anchor=anchor
    ),
    st.sampled_from(Unit),
    st.integers(1, 500),
    st.integers(0, 500),
    NAMES,
)
PHRASES = st.one_of(
    st.builds(After, span=SPANS, anchor=NAMES, strictly=st.booleans()),
    st.builds(Meetings, count=st.integers(1, 1000), body=NAMES, anchor=NAMES),
    WINDOWS,
    st.builds(On, anchor=NAMES),
    st.builds(Before, anchor=NAMES, span=st.none() | SPANS),
    st.builds(Every, span=SPANS, anchor=NAMES),
    st.builds(EveryYearBy, month=st.integers(1, 12), day=st.integers(1, 29)),
)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("120 days after applied", After(span=Span(count=120, unit=Unit.DAYS), anchor="applied")),
        (
            "10 working days after inquiry",
            After(span=Span(count=10, unit=Unit.WORKING_DAYS), anchor="inquiry"),
        ),
        (
            "more than 1 year after requested",
            After(span=Span(count=1, unit=Unit.YEARS), anchor="requested", strictly=True),
        ),
        ("3 commission meetings after inquiry", Meetings(count=3, body="commission", anchor="inquiry")),
        (
            "6 months to 2 years after signed",
            Window(
                first=Span(count=6, unit=Unit.MONTHS), last=Span(count=2, unit=Unit.YEARS), anchor="signed"
            ),
        ),
        ("on evaluation", On(anchor="evaluation")),
        ("30 days before term-end", Before(anchor="term-end", span=Span(count=30, unit=Unit.DAYS))),
        ("before packet", Before(anchor="packet")),
        (
            "every 3 years after review-start",
            Every(span=Span(count=3, unit=Unit.YEARS), anchor="review-start"),
        ),
        ("every year by 06-30", EveryYearBy(month=6, day=30)),
    ],
)
def test_each_form_is_read(text: str, phrase: Phrase) -> None:
    assert read_phrase(text) == phrase


def test_capitals_and_spaces_do_not_matter() -> None:
    assert read_phrase("  120  Days after\tapplied ") == read_phrase("120 days after applied")


@given(PHRASES)
def test_a_printed_phrase_reads_back_to_itself(phrase: Phrase) -> None:
    assert read_phrase(phrase_in_words(phrase)) == phrase


@pytest.mark.parametrize(
    "text", ["", "soon", "3 moons after signed", "days after signed", "-3 days after signed"]
)
def test_an_unreadable_phrase_is_refused_with_every_form(text: str) -> None:
    with pytest.raises(PhraseFault) as refused:
        read_phrase(text)

    assert [form for form in FORMS if f'"{form}"' not in str(refused.value)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0 days after signed", "a number from 1 to 1000"),
        ("1001 years after signed", "a number from 1 to 1000"),
        ("every year by 02-30", "a month and a day that exist, such as 06-30"),
        ("every year by 13-01", "a month and a day that exist, such as 06-30"),
        (
            "2 years to 6 months after signed",
            "the shorter time first: 6 months to 2 years after signed",
        ),
    ],
)
def test_a_phrase_out_of_bounds_is_refused_with_its_bounds(text: str, expected: str) -> None:
    with pytest.raises(PhraseFault) as refused:
        read_phrase(text)

    assert str(refused.value) == expected


def test_a_length_of_time_is_read() -> None:
    assert read_span("60 days") == Span(count=60, unit=Unit.DAYS)


def test_a_length_of_time_without_a_unit_is_refused() -> None:
    with pytest.raises(PhraseFault) as refused:
        read_span("60")

    assert str(refused.value) == "a number and one of: days, working days, weeks, months, years"
