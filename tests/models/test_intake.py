"""The intake screen: what is known of a city already."""

import pytest
from sqlalchemy import select

from models.cities import City, CityName, Partner
from models.commission import commission_of
from models.finding import prospect_by_id
from models.inquiries import NewInquiry, record_inquiry
from models.intake import as_city, earlier_file, other_name_said
from models.ledger import Act
from models.recollection import story_of
from models.refusals import NotFound
from models.restrictions import restrictions, restrictions_on
from models.rules.names import fold
from models.workspaces import Workspace
from tests.builders import NOW, TODAY, Office

TABLE = {"restricted": {"MX": {"why": "A law.", "source": "Chapter 1"}}}


def called_also(milpitas: Office, name: str) -> None:
    with milpitas.workspace.transaction(NOW) as session:
        city = session.scalars(select(City)).one()
        session.add(CityName(city_id=city.id, name=name, folded=fold(name)))


def test_a_partner_is_known_under_its_former_name(milpitas: Office) -> None:
    with milpitas.workspace.transaction(NOW) as session:
        city = City(name="Izmir", folded="izmir", country="TR", kind="city", tier="sister city")
        session.add(city)
        session.flush()
        session.add(Partner(city_id=city.id, tier="sister city", since="1998", status="active"))
    called_also(milpitas, "Smyrna")

    doubt = milpitas.doubt("Smyrna", country="TR")
    assert doubt is not None
    assert doubt.says == (
        "Smyrna is on your register already, under the name Izmir: sister city since 1998. Record it all the same?"
    )


def doubts(milpitas: Office, city: str) -> tuple[str, str] | None:
    doubt = milpitas.doubt(city, country="PT")
    return (doubt.says, doubt.city[1] if doubt.city else "") if doubt else None


def test_a_name_like_that_of_a_closed_file_or_a_partner_is_asked_about(milpitas: Office) -> None:
    milpitas.turn(milpitas.inquiry("Cascais", country="PT"), closed=True)
    called_also(milpitas, "Cascaes Velha")
    with milpitas.workspace.transaction(NOW) as session:
        city = City(name="Loreto", folded="loreto", country="MX", kind="city", tier=None)
        session.add(city)
        session.flush()
        session.add(Partner(city_id=city.id, tier="sister city", since="1999", status="active"))

    closed = ("A city of a similar name had a file, which is closed: Cascais, Portugal.", "Cascais, Portugal")
    assert {city: doubts(milpitas, city) for city in ("Cascai", "Cascaes Velho", "Loretto", "Lorca")} == {
        "Cascai": closed,
        "Cascaes Velho": closed,
        "Loretto": ("A city of a similar name is on your register: Loreto, Mexico.", "Loreto, Mexico"),
        "Lorca": None,
    }


def test_of_several_similar_names_the_nearest_is_asked_about(milpitas: Office) -> None:
    milpitas.turn(milpitas.inquiry("Loreto"), closed=True)
    milpitas.inquiry("Porto", country="PT")

    assert [doubts(milpitas, city) for city in ("Loretto", "Portoo")] == [
        ("A city of a similar name had a file, which is closed: Loreto, Mexico.", "Loreto, Mexico"),
        ("You already track a city of a similar name: Porto, Portugal.", ""),
    ]


def test_an_inquiry_is_put_to_a_city_of_ones_own_workspace_only(milpitas: Office, cerritos: Office) -> None:
    cerritos.inquiry("Cascais", country="PT")
    with cerritos.workspace.reading() as session:
        theirs = session.scalars(select(City.id)).one()
    new = NewInquiry(city="Cascai", country="PT", path="milpitas/inquiry", received_on=TODAY)

    with milpitas.workspace.reading() as session, pytest.raises(NotFound):
        as_city(session, new, theirs)
    with cerritos.workspace.reading() as session:
        assert as_city(session, new, theirs).city == "Cascais"


def test_an_inquiry_that_was_taken_back_leaves_no_name_to_ask_about(milpitas: Office) -> None:
    milpitas.inquiry("Cascais", country="PT")
    milpitas.undo(milpitas.last_act())

    assert milpitas.doubt("Cascai", country="PT") is None


def test_an_inquiry_under_another_name_says_whose_it_is(milpitas: Office) -> None:
    milpitas.inquiry("Izmir", country="TR")
    called_also(milpitas, "Smyrna")

    said = []
    for city in ("Smyrna", "IZMIR"):
        new = NewInquiry(city=city, country="TR", path="milpitas/inquiry", received_on=TODAY)
        with milpitas.writing() as (session, asker):
            recorded = record_inquiry(session, new, asker, commission_of(session), NOW)
            said.append(other_name_said(session, new, recorded))
    assert said == ["Smyrna is another name of Izmir.", ""]


def test_a_closed_file_of_the_same_city_is_found(milpitas: Office) -> None:
    first = milpitas.inquiry()
    milpitas.turn(first, closed=True, reason="They withdrew")
    second = milpitas.inquiry()

    with milpitas.workspace.reading() as session:
        earlier = earlier_file(session, prospect_by_id(session, second))
        assert earlier is not None
        assert (earlier.prospect_id, earlier.number, earlier.closed_on, earlier.reason) == (
            first,
            1,
            TODAY,
            "They withdrew",
        )
        assert earlier_file(session, prospect_by_id(session, first)) is None


def test_the_table_of_restricted_countries_is_empty_by_default(one_engine: Office) -> None:
    with one_engine.workspace.reading() as session:
        assert restrictions(session) == {}


def test_the_warning_is_kept_with_the_act_and_told_in_the_record(milpitas: Office) -> None:
    with milpitas.workspace.transaction(NOW) as session:
        session.scalars(select(Workspace)).one().settings = TABLE
    loreto = milpitas.inquiry()
    milpitas.inquiry("Cascais", country="PT")

    with milpitas.workspace.reading() as session:
        kept = {"country": "Mexico", "why": "A law.", "source": "Chapter 1"}
        details = session.scalars(select(Act.details).order_by(Act.id)).all()
        assert details == [{"restricted": kept}, {}]
        assert list(restrictions_on(session, ["MX", "PT"])) == ["MX"]
        (entry,) = story_of(session, prospect_by_id(session, loreto), size=10).entries
        assert entry.said[-1] == (
            "recorded with the warning that Mexico is on your list of restricted countries: A law (Chapter 1)"
        )
