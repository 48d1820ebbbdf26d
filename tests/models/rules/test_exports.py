"""Which lists there are, and how they are written on paper."""

from datetime import date, datetime

import pytest

from models.rules.documents import Heading, Listing, Paragraph
from models.rules.exports import LISTS, ListKind, Scope, Table, as_document, lists_for, scope_read, year_typed
from tests.builders import LOS_ANGELES

KIND = ListKind(id="odd", title="Odd", holds="Odd things.", head=("City", "On", "At", "Note"))


def names(scope: Scope, *, is_staff: bool = True) -> list[str]:
    return [kind.id for kind in lists_for(scope, is_staff=is_staff)]


def test_addresses_go_to_staff_alone() -> None:
    assert set(names(Scope())) - set(names(Scope(), is_staff=False)) == {"contacts"}
    assert len(names(Scope())) == len(LISTS)


def test_of_a_city_or_a_year_there_are_the_lists_that_make_sense() -> None:
    assert names(Scope(prospect_id="1" * 32)) == [
        *("cities", "steps", "correspondence", "decisions"),
        *("agreements", "contacts"),
    ]
    assert names(Scope(year=2026)) == [
        *("cities", "steps", "correspondence", "decisions"),
        *("agreements", "meetings"),
    ]


@pytest.mark.parametrize("scope", [Scope(), Scope(year=2026), Scope(prospect_id="1" * 32)])
def test_a_button_carries_what_it_is_of(scope: Scope) -> None:
    assert scope_read(scope.written) == scope


@pytest.mark.parametrize(
    ("typed", "year"),
    [("2026", 2026), ("1899", None), ("2200", None), ("202", None), ("２０２６", None), ("Lima", None)],
)
def test_a_year_is_four_digits(typed: str, year: int | None) -> None:
    assert year_typed(typed) == year


def test_a_year_holds_what_has_a_day_in_it() -> None:
    assert [Scope(year=2026).has(date(2025, 1, 1), None, date(2026, 1, 1)), Scope(year=2026).has(None)] == [
        True,
        False,
    ]
    assert Scope().has() is True


def test_on_paper_what_is_of_cities_stands_under_the_name_of_each() -> None:
    kind = ListKind(id="odd", title="Odd", holds="Odd things.", head=("No.", "City", "Country", "Note"))
    rows = ((10, "Lima", "Peru", "a"), (2, "A search", "", "b"), (10, "Lima", "Peru", "c"))

    assert as_document("The record", [Table(kind=kind, rows=rows)]).parts[2:] == (
        Paragraph(text="No. 2, A search"),
        Listing(items=("Note: b.",)),
        Paragraph(text="No. 10, Lima, Peru"),
        Listing(items=("Note: a.", "Note: c.")),
    )


def test_on_paper_each_row_is_a_line_that_can_be_read_aloud() -> None:
    at = datetime(2026, 1, 22, 18, 30, tzinfo=LOS_ANGELES)
    table = Table(kind=KIND, rows=(("Loreto", date(2026, 1, 15), at, None), ("Lima", None, None, 3)))

    assert as_document("The record", [table, Table(kind=KIND, rows=())]).parts == (
        Heading(text="Odd"),
        Paragraph(text="Odd things."),
        Listing(
            items=(
                "City: Loreto; On: Jan 15, 2026; At: Thu, Jan 22, 2026, 6:30 PM.",
                "City: Lima; Note: 3.",
            )
        ),
        Heading(text="Odd"),
        Paragraph(text="Odd things."),
        Paragraph(text="Nothing is recorded."),
    )
