"""A spreadsheet of cities, and pasted lines: what is read, and what is wrong with the rest."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.import_lines import SameForAll, read_lines
from models.rules.import_sheet import COLUMNS, read_sheet
from models.rules.imports import Known, Read, Row, Status
from models.rules.names import fold
from models.rules.register import Begun

KNOWN = Known(
    today=date(2026, 1, 15),
    countries={"Mexico": "MX", "Portugal": "PT", "Türkiye": "TR", "Taiwan": "TW"},
    paths=["milpitas/inquiry", "milpitas/initiated"],
    owners=["Ana Ruiz", "Bo Lee"],
)
CLOSED = SameForAll(path="milpitas/inquiry", status=Status.CLOSED)


def sheet(text: str) -> Read:
    return read_sheet(text.encode(), KNOWN)


def lines(text: str) -> Read:
    return read_lines(text, CLOSED, KNOWN)


def said(read: Read) -> list[str]:
    return [str(fault) for fault in read.faults]


def places(read: Read) -> list[tuple[int, str, str]]:
    return [(row.line, row.city, row.country) for row in read.rows]


def test_a_sheet_with_every_column_is_read_whatever_their_order_and_spelling() -> None:
    read = sheet(
        "Notes,CITY,Country,Date,Path,Status,Former_Names,Owner\n"
        '"Wrote twice,\nthen went quiet",Izmir,türkiye,"Mar 20, 2019",milpitas/initiated,Closed,Smyrna; Smirne,bo lee\n'
    )

    assert (said(read), list(read.rows)) == (
        [],
        [
            Row(
                line=2,
                city="Izmir",
                country="TR",
                on=date(2019, 3, 20),
                path="milpitas/initiated",
                status=Status.CLOSED,
                former_names=("Smyrna", "Smirne"),
                owner="Bo Lee",
                notes="Wrote twice,\nthen went quiet",
            )
        ],
    )


def test_what_is_left_empty_is_an_open_file_on_the_first_path() -> None:
    (row,) = sheet("city,country,date\nLoreto,mx,2025-01-02\n").rows

    assert (row.status, row.path, row.owner, row.notes) == (Status.OPEN, "milpitas/inquiry", "", "")


def test_a_partner_has_a_tier_and_since_when_or_a_date() -> None:
    read = sheet(
        "city,country,status,since,tier,date\n"
        "Loreto,MX,partner,about 1990,friendship city,\n"
        "Cascais,PT,partner,,,1999-05-01\n"
    )

    assert (said(read), [(row.since, row.tier) for row in read.rows]) == (
        [],
        [("about 1990", "friendship city"), ("1999", "sister city")],
    )


def test_a_partner_has_the_dates_that_are_known() -> None:
    (row,) = sheet(
        "city,country,status,since,approved,signed,recognized\nLoreto,MX,partner,1999,,1999-05-01,Mar 2 2000\n"
    ).rows

    assert (row.begun, row.in_words("Mexico", "")) == (
        Begun(signed_on=date(1999, 5, 1), recognized_on=date(2000, 3, 2)),
        (
            "Loreto, Mexico: partner, sister city since 1999; signed May 1, 1999, "
            "recognized by Sister Cities International Mar 2, 2000"
        ),
    )


def test_the_dates_of_a_partner_are_of_the_past_and_of_partners_only() -> None:
    read = sheet(
        "city,country,status,since,date,signed\n"
        "Loreto,MX,partner,1999,,2199-01-01\n"
        "Cascais,PT,closed,,2019-03-20,2020-01-01\n"
    )

    assert said(read) == [
        "line 2, signed: Jan 1, 2199 is in the future. Expected the day it happened.",
        'line 3, signed: only a partner has it. Expected an empty cell, or the status "partner".',
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("begins", [b"", b"\xef\xbb\xbf"])
def test_what_spreadsheets_of_all_countries_write_is_read(delimiter: str, end: str, begins: bytes) -> None:
    rows = [["city", "country", "date"], ["Loreto", "Mexico", "2025-01-02"]]
    text = end.join(delimiter.join(row) for row in rows) + end

    read = read_sheet(begins + text.encode(), KNOWN)
    assert (said(read), places(read)) == ([], [(2, "Loreto", "MX")])


def test_the_line_is_where_a_row_begins_and_empty_rows_count() -> None:
    read = sheet('city,country,date,notes\n\nLoreto,MX,2025-01-02,"a\nb\nc"\n,,,\nCascais,PT,2025-01-03,\n')

    assert places(read) == [(3, "Loreto", "MX"), (7, "Cascais", "PT")]


def test_cells_that_look_like_formulas_are_plain_text() -> None:
    (row,) = sheet('city,country,date,notes\n=Loreto,MX,2025-01-02,"=HYPERLINK(""http://x"")"\n').rows

    assert (row.city, row.notes) == ("=Loreto", '=HYPERLINK("http://x")')


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("", ["line 1: it is empty. Expected a line of column names."]),
        (
            "citty,country,date\nLoreto,MX,2025-01-02\n",
            [
                f'line 1, citty: unknown column. Did you mean "city"? Expected one of: {", ".join(COLUMNS)}.',
                "line 1, city: the column is missing. Expected a column headed city.",
            ],
        ),
        (
            "city,country,city\n",
            ["line 1, city: the column is there twice. Expected each column once."],
        ),
        (
            "city,country,date\nLoreto,Mexco,2025-01-02\n",
            [
                (
                    'line 2, country: "Mexco" is no country that is known. Did you mean "Mexico"? '
                    'Expected two letters such as "MX", or the English name such as "Mexico".'
                )
            ],
        ),
        (
            "city,country,date\n,MX,31/12/2024\n",
            [
                "line 2, city: missing. Expected text of one line, at most 80 characters.",
                (
                    'line 2, date: "31/12/2024" does not fit. '
                    'Expected a day with its year, such as 2019-03-20 or "Mar 20, 2019".'
                ),
            ],
        ),
        (
            "city,country,date\nLoreto,MX,Mar 20\nTijuana,MX,2026-01-16\n",
            [
                'line 2, date: "Mar 20" does not fit. Expected a day with its year, such as 2019-03-20 or "Mar 20, 2019".',
                "line 3, date: Jan 16, 2026 is in the future. Expected the day it happened.",
            ],
        ),
        (
            "city,country,date,status,path,owner\nLoreto,MX,2025-01-02,opn,milpitas/inqiry,Ana Ruis\n",
            [
                'line 2, status: there is no status "opn". Did you mean "open"? Expected one of: open, closed, partner.'
            ],
        ),
        (
            "city,country,date,path,owner\nLoreto,MX,2025-01-02,milpitas/inqiry,Ana Ruis\n",
            [
                (
                    'line 2, path: there is no way in "milpitas/inqiry". Did you mean "milpitas/inquiry"? '
                    "Expected one of: milpitas/inquiry, milpitas/initiated."
                ),
                (
                    'line 2, owner: there is no person on the roster "Ana Ruis". Did you mean "Ana Ruiz"? '
                    "Expected one of: Ana Ruiz, Bo Lee."
                ),
            ],
        ),
        (
            "city,country,status,since,notes\nLoreto,MX,partner,,old friends\n",
            [
                "line 2, notes: a partner has none here. Expected an empty cell, or another status.",
                'line 2, since: missing. Expected a year, or words such as "about 1990", where there is no date.',
            ],
        ),
        (
            "city,country,date,since\nLoreto,MX,2025-01-02,1999\n",
            ['line 2, since: only a partner has it. Expected an empty cell, or the status "partner".'],
        ),
        (
            "city,country,date\nLoreto,MX,2025-01-02\nTijuana,MX,2025-01-02\nLORETO,Mexico,2025-01-02\n",
            ["line 4, city: line 2 has the same city, date and path. Expected each of them once."],
        ),
        (
            "city,country,date\nLoreto,MX,2025-01-02,and more\n",
            ["line 2: there are 4 cells. Expected 3, as there are columns."],
        ),
        (
            'city,country,date\n"Loreto,MX,2025-01-02\nTijuana,MX,2025-01-02\n',
            [
                (
                    "line 2: it cannot be read from here on: unexpected end of data. "
                    "Expected cells in which each quotation mark is doubled, and each quoted cell ends."
                )
            ],
        ),
    ],
)
def test_every_fault_is_named_with_its_line_its_column_and_what_is_expected(
    text: str, faults: list[str]
) -> None:
    assert said(sheet(text)) == faults


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (
            "city,country\nLor\xe9to,MX".encode("latin-1"),
            'byte 17 of the file is not UTF-8. Expected a file saved as "CSV UTF-8".',
        ),
        ("city".encode("utf-16"), 'byte 1 of the file is not UTF-8. Expected a file saved as "CSV UTF-8".'),
        (b"city,country\n\0,MX", 'the file holds a NUL. Expected a file saved as "CSV UTF-8".'),
        (b"x" * 2_000_001, "the file has 2,000,001 bytes. Expected 2,000,000 at most."),
    ],
)
def test_a_file_that_is_no_text_is_refused_whole(content: bytes, fault: str) -> None:
    read = read_sheet(content, KNOWN)

    assert (said(read), read.rows) == ([f"line 1: {fault}"], ())


def test_a_row_with_a_fault_does_not_keep_the_others_from_being_read() -> None:
    read = sheet("city,country,date\nLoreto,XX,2025-01-02\nCascais,PT,2025-01-02\n")

    assert (len(read.faults), places(read)) == (1, [(3, "Cascais", "PT")])


def test_more_rows_than_a_file_may_have_are_refused() -> None:
    read = sheet("city,country,date\n" + "Loreto,MX,2025-01-02\n" * 5_002)

    assert [fault for fault in said(read) if "beyond" in fault] == [
        "line 5002: it is beyond row 5,000. Expected several smaller files."
    ]


def test_pasted_lines_are_read_with_the_path_and_the_status_of_all() -> None:
    read = lines(
        "Cascais, Portugal, 2019-03-20\n\n  Loreto,  MX , Mar 20, 2019 \nSan José, Baja, Mexico, 3/20/2018"
    )

    assert (said(read), places(read)) == (
        [],
        [(1, "Cascais", "PT"), (3, "Loreto", "MX"), (4, "San José, Baja", "MX")],
    )
    assert {(row.path, row.status, row.on and row.on.month) for row in read.rows} == {
        ("milpitas/inquiry", Status.CLOSED, 3)
    }


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (
            "Cascais Portugal 2019",
            [
                (
                    'line 1: "Cascais Portugal 2019" does not fit. '
                    'Expected "City, Country, date", such as: Cascais, Portugal, 2019-03-20.'
                )
            ],
        ),
        (
            "Cascais, Portugl, 2019-03-20\nLoreto, Mexico, yesterday",
            [
                (
                    'line 1, country: "Portugl" is no country that is known. Did you mean "Portugal"? '
                    'Expected two letters such as "MX", or the English name such as "Mexico".'
                ),
                (
                    'line 2, date: "yesterday" does not fit. '
                    'Expected a day with its year, such as 2019-03-20 or "Mar 20, 2019".'
                ),
            ],
        ),
        (
            "Loreto, Mexico, 2019-03-20\nloreto, MX, Mar 20, 2019",
            ["line 2, city: line 1 has the same city, date and path. Expected each of them once."],
        ),
        (
            "Loreto, Mexico, 2019-03-20\n" * 51,
            [
                "line 51: it is line 51 of what is filled. Expected 50 at most; the command clerk import takes a whole file."
            ],
        ),
    ],
)
def test_pasted_lines_that_do_not_fit_are_named(text: str, faults: list[str]) -> None:
    assert [fault for fault in said(lines(text)) if "has the same" not in fault or len(faults) == 1][
        : len(faults)
    ] == faults


CELL = st.text(max_size=12) | st.sampled_from(
    ["Loreto", "MX", "Mexico", "2025-01-02", '"', ";", "\n", "=1", "partner"]
)


@given(st.lists(st.lists(CELL, max_size=12), max_size=6), st.sampled_from([",", ";", "\t"]))
def test_any_sheet_gives_rows_that_can_be_recorded_and_faults_that_name_a_line(
    cells: list[list[str]], delimiter: str
) -> None:
    body = "\n".join(delimiter.join(row) for row in cells)
    check(read_sheet(f"{delimiter.join(COLUMNS)}\n{body}".encode(errors="replace"), KNOWN))


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    check(read_sheet(content, KNOWN))


@given(st.lists(st.lists(CELL, max_size=5), max_size=8))
def test_any_pasted_lines_give_rows_that_can_be_recorded_and_faults_that_name_a_line(
    cells: list[list[str]],
) -> None:
    check(lines("\n".join(", ".join(row) for row in cells)))


@given(st.lists(st.text('abcd,;"\n ', min_size=1, max_size=8), min_size=1, max_size=5))
def test_a_quoted_note_comes_back_as_it_was(notes: list[str]) -> None:
    body = "".join(
        f'City {place},MX,2025-01-02,"{note.replace(chr(34), chr(34) * 2)}"\n'
        for place, note in enumerate(notes)
    )
    read = sheet(f"city,country,date,notes\n{body}")

    assert (said(read), [row.notes for row in read.rows]) == ([], [note.strip() for note in notes])


def check(read: Read) -> None:
    """Hold what was read to what can be recorded."""
    assert [fault for fault in read.faults if not fault.place.startswith("line ")] == []
    for row in read.rows:
        assert (bool(fold(row.city)), len(row.city) <= 80, row.city.isprintable()) == (True, True, True)
        assert (row.country in KNOWN.countries.values(), row.on is None or row.on <= KNOWN.today) == (
            True,
            True,
        )
        if row.status is Status.PARTNER:
            assert (bool(row.since), bool(row.tier), row.path) == (True, True, "")
        else:
            assert (row.path in KNOWN.paths, row.on is None, row.owner in {"", *KNOWN.owners}) == (
                True,
                False,
                True,
            )
