from typing import Any

import pytest
from sqlalchemy import select

from models.cities import City, CityName
from models.finding import (
    Named,
    likeliest,
    matching,
    most_recent,
    names,
    near,
    newer_open_file,
    page_by_due,
    page_by_state,
    prospect_by_id,
)
from models.rules.names import fold
from tests.builders import NOW, Office, refused


def tracked(milpitas: Office, *cities: tuple[str, str]) -> dict[str, str]:
    """Track some cities; gives the prospects by name."""
    return {name: milpitas.inquiry(name, country=country) for name, country in cities}


def found(milpitas: Office, typed: str) -> list[str]:
    with milpitas.workspace.reading() as session:
        return [named.label for named in matching(names(session), typed)]


def alike(milpitas: Office, typed: str) -> list[str]:
    with milpitas.workspace.reading() as session:
        return [named.label for named in near(names(session), typed)]


def page(
    milpitas: Office, *, offset: int = 0, size: int = 20, owner_id: str | None = None
) -> tuple[list[str], int]:
    with milpitas.workspace.reading() as session:
        prospects, total = page_by_due(
            session, offset=offset, size=size, owners=[owner_id] if owner_id else None
        )
        return [prospect.title for prospect in prospects], total


@pytest.mark.parametrize(
    ("typed", "labels"),
    [
        ("loreto", ["Loreto, Peru", "Loreto, Mexico"]),
        ("Loreto, Mexico", ["Loreto, Mexico"]),
        ("LORETO,  PERÚ", ["Loreto, Peru"]),
        ("ciudad", ["Ciudad de Loreto, Mexico"]),
        ("ci", []),
        ("hanoi", ["Hà Nội, Vietnam"]),
        ("Thang Long", ["Hà Nội, Vietnam"]),
        ("Thang Long, Vietnam", ["Hà Nội, Vietnam"]),
        ("thang", ["Hà Nội, Vietnam"]),
        ("%", []),
        ("lo_eto", []),
        ("lor%", []),
        ("", []),
    ],
)
def test_a_city_is_found_by_its_names_its_country_and_its_beginning(
    one_engine: Office, typed: str, labels: list[str]
) -> None:
    cities = (("Hà Nội", "VN"), ("Ciudad de Loreto", "MX"), ("Loreto", "MX"), ("Loreto", "PE"))
    tracked(one_engine, *cities)
    with one_engine.workspace.transaction(NOW) as session:
        hanoi = session.scalars(select(City.id).where(City.country == "VN")).one()
        for name in ("Hanoi", "Thăng Long"):
            session.add(CityName(city_id=hanoi, name=name, folded=fold(name)))

    assert found(one_engine, typed) == labels


def test_near_names_are_offered_best_first_and_each_city_once(one_engine: Office) -> None:
    tracked(one_engine, ("Dagupan", "PH"), ("Dargan", "IE"), ("Huizhou", "CN"))
    with one_engine.workspace.transaction(NOW) as session:
        city_id = session.scalars(select(City.id).where(City.name == "Dagupan")).one()
        session.add(CityName(city_id=city_id, name="Dagopan", folded="dagopan"))

    assert alike(one_engine, "Dagupann, Philippines") == ["Dagupan, Philippines", "Dargan, Ireland"]
    assert alike(one_engine, "Ulm") == []


def test_the_first_of_several_names_keeps_its_place() -> None:
    def named(prospect_id: str, label: str) -> Named:
        return Named(prospect_id=prospect_id, folded="a", in_full="a", label=label, number=1, is_open=True)

    assert matching([named("1", "A"), named("2", "B"), named("1", "C")], "a") == [
        named("1", "A"),
        named("2", "B"),
    ]


def test_closed_files_are_found_and_the_newest_comes_first(milpitas: Office) -> None:
    first = milpitas.inquiry()
    milpitas.turn(first, closed=True)
    second = milpitas.inquiry()

    with milpitas.workspace.reading() as session:
        assert [named.prospect_id for named in matching(names(session), "loreto")] == [second, first]
        assert [named.prospect_id for named in most_recent(session)] == [second]


def test_files_of_one_city_are_told_apart_and_the_open_one_is_preferred(milpitas: Office) -> None:
    first = milpitas.inquiry()
    milpitas.turn(first, closed=True)
    second = milpitas.inquiry()
    milpitas.inquiry("Hue", country="VN")

    assert found(milpitas, "loreto") == ["Loreto, Mexico, No. 2", "Loreto, Mexico, No. 1, closed"]
    assert found(milpitas, "hue") == ["Hue, Vietnam"]
    with milpitas.workspace.reading() as session:
        both = matching(names(session), "loreto")
    assert [named.prospect_id for named in likeliest(both)] == [second]
    assert [named.prospect_id for named in likeliest(both, is_open=False)] == [first]


def test_where_several_files_or_none_are_open_all_that_were_found_are_asked_about(milpitas: Office) -> None:
    tracked(milpitas, ("Loreto", "MX"), ("Loreto", "PE"))
    with milpitas.workspace.reading() as session:
        both = matching(names(session), "loreto")
    assert likeliest(both) == both
    assert likeliest(both, is_open=False) == both


def test_searches_are_no_files_of_one_city(milpitas: Office) -> None:
    path = "cities-seeking-cities/member"
    first = milpitas.inquiry("On the coast", path=path)
    milpitas.inquiry("In the hills", path=path)
    with milpitas.workspace.reading() as session:
        assert newer_open_file(session, prospect_by_id(session, first)) is None


def test_a_search_without_a_city_has_a_name_of_its_own(milpitas: Office) -> None:
    milpitas.inquiry("Hue", country="VN")
    search = milpitas.inquiry("Search of 2026", path="cities-seeking-cities/member")

    assert found(milpitas, "search OF") == ["Search of 2026"]
    assert milpitas.progress(search).full_name == "Search of 2026"
    with milpitas.workspace.reading() as session:
        assert [named.label for named in most_recent(session)] == ["Search of 2026", "Hue, Vietnam"]


def test_the_most_recent_are_as_many_as_asked_for(one_engine: Office) -> None:
    tracked(one_engine, ("Hue", "VN"), ("Loreto", "MX"), ("Ulm", "DE"))

    with one_engine.workspace.reading() as session:
        assert [named.label for named in most_recent(session, 2)] == ["Ulm, Germany", "Loreto, Mexico"]


def test_pages_go_by_deadline_overdue_first_and_undated_last(milpitas: Office) -> None:
    owner = milpitas.member_id("U4")
    begun = {"Hue": "2025-06-01", "Ulm": "2026-01-05", "Cork": "2025-12-01"}
    milpitas.inquiry("Loreto", received_on=milpitas.on("2020-01-01").today)
    for city, day in begun.items():
        at: dict[str, Any] = {
            "received_on": milpitas.on(day).today,
            "path": "cerritos/application",
            "country": "DE",
        }
        milpitas.inquiry(city, owner_id=owner if city != "Cork" else None, **at)
    closed = milpitas.inquiry("Nice", country="FR", path="cerritos/application")
    milpitas.turn(closed, closed=True)

    assert page(milpitas) == (["Hue, Germany", "Cork, Germany", "Ulm, Germany", "Loreto, Mexico"], 4)
    assert page(milpitas, offset=1, size=2) == (["Cork, Germany", "Ulm, Germany"], 4)
    assert page(milpitas, owner_id=owner) == (["Hue, Germany", "Ulm, Germany"], 2)


def test_lists_go_by_state_newest_first(milpitas: Office) -> None:
    cities = tracked(milpitas, ("Hue", "VN"), ("Loreto", "MX"), ("Ulm", "DE"))
    milpitas.turn(cities["Loreto"], closed=True)

    with milpitas.workspace.reading() as session:
        found_ = {
            which: ([each.number for each in rows], total)
            for which in ("open", "closed", "all")
            for rows, total in (page_by_state(session, which, offset=0, size=2),)
        }
    assert found_ == {"open": ([3, 1], 2), "closed": ([2], 1), "all": ([3, 2], 3)}


def test_those_wait_on_them_whose_latest_letter_is_ours(milpitas: Office) -> None:
    cities = tracked(milpitas, ("Hue", "VN"), ("Loreto", "MX"), ("Ulm", "DE"), ("Nice", "FR"))
    for city in ("Hue", "Loreto", "Nice"):
        milpitas.letter(cities[city])
    milpitas.undo(milpitas.last_act())
    milpitas.letter(cities["Loreto"], direction="in")
    with milpitas.workspace.reading() as session:
        rows, total = page_by_state(session, "waiting", offset=0, size=9)
        assert ([row.title for row in rows], total) == (["Hue, Vietnam"], 1)

    milpitas.turn(cities["Hue"], closed=True)
    with milpitas.workspace.reading() as session:
        assert page_by_state(session, "waiting", offset=0, size=9) == ([], 0)


def test_each_workspace_finds_its_own(milpitas: Office, cerritos: Office) -> None:
    elsewhere = cerritos.inquiry()

    assert found(milpitas, "Loreto") == []
    assert (page(milpitas), page(cerritos)) == (([], 0), (["Loreto, Mexico"], 1))
    for unknown in (elsewhere, "0" * 32, "", None):
        with refused("I couldn't find that city."), milpitas.workspace.reading() as session:
            prospect_by_id(session, unknown)
