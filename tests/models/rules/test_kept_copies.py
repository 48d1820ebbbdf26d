from datetime import date, timedelta

from models.rules.kept_copies import copies_to_delete, latest_copy, name_of_copy


def nightly(first: str, nights: int) -> list[str]:
    """Name the copies of so many nights on end."""
    return [name_of_copy(date.fromisoformat(first) + timedelta(days=night)) for night in range(nights)]


def kept(names: list[str]) -> list[str]:
    gone = set(copies_to_delete(names))
    return sorted(name for name in names if name not in gone)


def test_fourteen_nights_are_kept() -> None:
    assert copies_to_delete(nightly("2026-11-01", 14)) == []


def test_older_nights_go_but_for_the_first_of_their_month() -> None:
    assert copies_to_delete(nightly("2026-10-31", 18)) == [
        "clerk-2026-11-02.db",
        "clerk-2026-11-03.db",
    ]


def test_a_month_that_began_without_a_copy_keeps_its_earliest() -> None:
    names = [*nightly("2026-09-12", 3), *nightly("2026-11-10", 14)]
    assert copies_to_delete(names) == ["clerk-2026-09-13.db", "clerk-2026-09-14.db"]


def test_two_years_leave_twelve_months_and_fourteen_nights() -> None:
    assert kept(nightly("2025-01-01", 730)) == [
        *(f"clerk-2026-{month:02}-01.db" for month in range(1, 13)),
        *nightly("2026-12-18", 14),
    ]


def test_copies_thinned_night_by_night_end_alike() -> None:
    standing: list[str] = []
    for name in nightly("2025-01-01", 730):
        standing = kept([*standing, name])
    assert standing == kept(nightly("2025-01-01", 730))


def test_copies_from_before_a_long_pause_stay_while_they_are_the_latest() -> None:
    assert copies_to_delete([*nightly("2025-03-02", 6), "clerk-2026-11-25.db"]) == []


def test_a_file_of_another_name_is_never_chosen() -> None:
    others = [
        "clerk.db",
        "clerk-2020-01-01.db.part",
        "clerk-2020-02-30.db",
        "clerk-before-upgrade-20200101-020000.db",
        "my clerk-2020-01-01.db",
        "clerk-٢٠٢٠-01-01.db",
    ]
    assert copies_to_delete([*others, *nightly("2026-11-01", 14)]) == []


def test_the_latest_copy_is_named() -> None:
    assert latest_copy([*nightly("2026-11-01", 3), "zebra.db"]) == "clerk-2026-11-03.db"
    assert latest_copy(["zebra.db"]) is None
