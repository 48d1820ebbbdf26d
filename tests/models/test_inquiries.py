from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from models.cities import City, CityName, Partner
from models.contacts import Contact
from models.correspondence import Letter
from models.outbox import Outbox
from models.prospects import Assignment, Inquiry, Prospect
from models.refusals import BadText, NotAllowed
from models.rules.names import fold
from models.workspaces import Workspace
from tests.builders import NOW, STRANGER, TODAY, Office, refused

SEARCH = "cities-seeking-cities/member"


def number_and_follows(milpitas: Office, prospect_id: str) -> tuple[int, str | None]:
    with milpitas.workspace.reading() as session:
        prospect = session.scalars(select(Prospect).where(Prospect.id == prospect_id)).one()
        return prospect.number, prospect.follows


def name_also(milpitas: Office, name: str) -> None:
    with milpitas.workspace.transaction(NOW) as session:
        city = session.scalars(select(City)).one()
        session.add(CityName(city_id=city.id, name=name, folded=fold(name)))


def owed(milpitas: Office) -> list[tuple[str, str, str, object]]:
    with milpitas.workspace.reading() as session:
        rows = session.scalars(select(Outbox).order_by(Outbox.id))
        return [(row.destination, row.kind, row.subject, row.next_at) for row in rows]


def test_a_first_inquiry_opens_a_case_with_an_owner_and_waits_for_our_answer(milpitas: Office) -> None:
    loreto = milpitas.inquiry(received_on=date(2026, 1, 12), interests=("cultural",), notes="Hola")

    progress = milpitas.progress(loreto)
    assert (progress.full_name, progress.number, progress.began_on, progress.owner, progress.interests) == (
        "Loreto, Mexico",
        1,
        date(2026, 1, 12),
        "Ana Ruiz",
        ("cultural",),
    )
    assert (progress.waiting_on, progress.waiting_since, progress.answer_by) == (
        "us",
        date(2026, 1, 12),
        None,
    )
    assert (progress.recorded_by, progress.is_open) == ("Ana Ruiz", True)


def test_an_inquiry_is_kept_with_its_letter_its_owner_and_the_people_to_write_to(milpitas: Office) -> None:
    owner = milpitas.member_id("U4")
    milpitas.inquiry(owner_id=owner, contact=" Ms. Paz, mayor's office ", notes="Hola", by="U3")

    with milpitas.workspace.reading() as session:
        letter = session.scalars(select(Letter)).one()
        people = session.execute(select(Contact.side, Contact.name).order_by(Contact.side)).all()
        assert (letter.direction, letter.what, letter.summary, letter.whom, letter.logged_at) == (
            "in",
            "Inquiry",
            "Hola",
            "Ms. Paz, mayor's office",
            NOW,
        )
        assert [tuple(row) for row in people] == [
            ("ours", "Di Okafor"),
            ("theirs", "Ms. Paz, mayor's office"),
        ]
        assert session.scalars(select(Assignment.owner_id)).all() == [owner]


def test_a_case_that_we_begin_has_no_letter_of_theirs(one_engine: Office) -> None:
    loreto = one_engine.inquiry(path="milpitas/initiated")

    with one_engine.workspace.reading() as session:
        assert session.scalars(select(Letter)).all() == []
    assert (one_engine.progress(loreto).waiting_on, one_engine.progress(loreto).waiting_since) == (
        "us",
        TODAY,
    )


@pytest.mark.parametrize("spelling", ["Bogotá", "BOGOTA", " bogota ", "Bogota\u0301"])
def test_an_inquiry_from_a_city_with_an_open_file_joins_it(one_engine: Office, spelling: str) -> None:
    bogota = one_engine.inquiry("Bogotá", country="CO")

    assert one_engine.inquiry(spelling, country="CO") == bogota


def test_an_inquiry_under_another_name_of_the_city_joins_its_file(milpitas: Office) -> None:
    istanbul = milpitas.inquiry("İstanbul", country="TR")
    name_also(milpitas, "Constantinople")

    assert milpitas.inquiry("constantinople", country="TR") == istanbul


@pytest.mark.parametrize("days", [("2026-01-12", "2026-01-05"), ("2026-01-05", "2026-01-12")])
def test_the_earliest_of_several_inquiries_counts_whatever_their_order(
    one_engine: Office, days: tuple[str, str]
) -> None:
    for day in days:
        loreto = one_engine.inquiry(received_on=date.fromisoformat(day), interests=("social",))

    progress = one_engine.progress(loreto)
    assert (progress.began_on, progress.interests) == (date(2026, 1, 5), ("social",))
    assert one_engine.due_rows(loreto) == {("reply", "goal"): date(2026, 1, 20)}


def test_a_name_in_another_country_is_another_city(one_engine: Office) -> None:
    mexico, peru = one_engine.inquiry(), one_engine.inquiry(country="PE")

    assert [number_and_follows(one_engine, each) for each in (mexico, peru)] == [(1, None), (2, None)]
    assert one_engine.doubt("Loreto", country="EC") is None


def test_an_inquiry_after_a_file_was_closed_opens_a_new_one_that_follows_it(milpitas: Office) -> None:
    first = milpitas.inquiry()
    milpitas.turn(first, closed=True)
    second = milpitas.inquiry("LORETO")

    assert number_and_follows(milpitas, second) == (2, first)
    assert milpitas.progress(second).full_name == "Loreto, Mexico"
    assert milpitas.inquiry() == second


def test_a_partner_on_the_register_is_asked_about_first(milpitas: Office) -> None:
    with milpitas.workspace.transaction(NOW) as session:
        city = City(name="Dagupan", folded="dagupan", country="PH", kind="city", tier="sister")
        session.add(city)
        session.flush()
        session.add(Partner(city_id=city.id, tier="sister", since="1993", status="active"))

    doubt = milpitas.doubt("dagupan", country="PH")
    assert doubt is not None
    assert (doubt.says, doubt.similar) == (
        "dagupan is on your register already: sister since 1993. Record it all the same?",
        (),
    )


def test_a_similar_name_is_asked_about_and_may_be_said_to_be_the_same_place(one_engine: Office) -> None:
    loreto = one_engine.inquiry()

    doubt = one_engine.doubt("Lorreto")
    assert doubt is not None
    assert (doubt.says, doubt.similar) == (
        "You already track a city of a similar name: Loreto, Mexico.",
        ((loreto, "Loreto, Mexico"),),
    )
    assert one_engine.inquiry("Lorreto", joins=loreto) == loreto


def test_a_city_that_is_known_by_its_name_raises_no_doubt(one_engine: Office) -> None:
    loreto = one_engine.inquiry()
    assert one_engine.doubt("loreto") is None

    one_engine.turn(loreto, closed=True)
    assert one_engine.doubt("loreto") is None


def test_nothing_joins_a_file_that_was_closed_meanwhile(one_engine: Office) -> None:
    loreto = one_engine.inquiry()
    one_engine.turn(loreto, closed=True)

    with refused("Ana Ruiz closed the file on Loreto, Mexico a minute ago, so I added nothing to it."):
        one_engine.inquiry("Lorreto", joins=loreto)


@pytest.mark.parametrize(
    ("said", "message", "field"),
    [
        ({"city": "  "}, "Please enter the city or region.", "city"),
        ({"city": "x" * 81}, "That is too long: at most 80 characters, please.", "city"),
        ({"notes": "x" * 3001}, "That is too long: at most 3,000 characters, please.", "notes"),
        ({"notes": "x" * 40_001}, "That is too long: at most 3,000 characters, please.", "notes"),
        ({"contact": "x" * 201}, "That is too long: at most 200 characters, please.", "contact"),
        ({"country": "QQ"}, "Please choose the country from the list.", "country"),
        ({"country": "ZZ"}, "Please choose the country from the list.", "country"),
        ({"country": "001"}, "Please choose the country from the list.", "country"),
        (
            {"received_on": date(2026, 1, 16)},
            "That date is in the future. Use the day it happened.",
            "received_on",
        ),
        (
            {"received_on": date(1899, 12, 31)},
            "That date is more than a lifetime ago. Please check the year.",
            "received_on",
        ),
        ({"path": "milpitas/none"}, "That list of steps is no longer there. Please choose again.", "path"),
        (
            {"path": "cities-seeking-cities/foreign"},
            "That list of steps is no longer there. Please choose again.",
            "path",
        ),
        ({"owner_id": "0" * 32}, "That owner is no longer there. Please choose again.", "owner"),
        ({"joins": "0" * 32}, "I couldn't find that city.", None),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field_and_leaves_no_trace(
    one_engine: Office, said: dict[str, Any], message: str, field: str | None
) -> None:
    with refused(message, field):
        one_engine.inquiry(**{"city": "Loreto", **said})

    assert (one_engine.last_act(), owed(one_engine)) == (0, [])


def test_the_longest_texts_and_the_earliest_day_are_accepted(one_engine: Office) -> None:
    loreto = one_engine.inquiry("x" * 80, notes="x" * 3000, contact="x" * 200, received_on=date(1900, 1, 1))

    assert one_engine.progress(loreto).began_on == date(1900, 1, 1)


@pytest.mark.parametrize("field", ["city", "notes", "contact"])
def test_a_nul_is_refused(milpitas: Office, field: str) -> None:
    with pytest.raises(BadText):
        milpitas.inquiry(**{"city": "Loreto", field: "Lor\0eto"})


@pytest.mark.parametrize(
    "text",
    [
        "\u05d9\u05e8\u05d5\u05e9\u05dc\u05d9\u05dd",
        "\U0001f1f2\U0001f1fd Loreto \U0001f98b",
        "'; DROP TABLE prospects; --",
        "<!channel> & <https://a.example|b>",
        "100 %_\\",
    ],
)
def test_what_was_typed_is_kept_byte_for_byte(milpitas: Office, text: str) -> None:
    loreto = milpitas.inquiry(text, notes=text, interests=(text,))

    with milpitas.workspace.reading() as session:
        assert session.scalars(select(Inquiry.notes)).all() == [text]
    progress = milpitas.progress(loreto)
    assert (progress.name, progress.interests) == (text, (text,))
    assert milpitas.inquiry(text) == loreto


def test_a_search_begins_without_a_city_and_has_the_name_that_was_typed(milpitas: Office) -> None:
    milpitas.inquiry("Loreto")
    for country in ("", "MX", "ZZ"):
        search = milpitas.inquiry(" Loreto ", country=country, path=SEARCH)
        progress = milpitas.progress(search)
        assert (progress.full_name, progress.country, progress.is_open) == ("Loreto", "", True)
        assert number_and_follows(milpitas, search)[1] is None
    with milpitas.workspace.reading() as session:
        assert [city.country for city in session.scalars(select(City))] == ["MX"]
        assert session.scalars(select(Prospect.city_id).where(Prospect.id == search)).one() is None


def test_a_search_joins_nothing_and_raises_no_doubt(one_engine: Office) -> None:
    loreto = one_engine.inquiry()
    search = one_engine.inquiry("Loreto", path=SEARCH, joins=loreto)

    assert one_engine.inquiry("Loreto", path=SEARCH) not in {loreto, search}
    assert one_engine.doubt("Lorreto", path=SEARCH) is None


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (" ", "Please give the search a name."),
        ("x" * 81, "That is too long: at most 80 characters, please."),
    ],
)
def test_a_search_needs_a_name_of_its_own(one_engine: Office, name: str, message: str) -> None:
    with refused(message, "title"):
        one_engine.inquiry(name, path=SEARCH)


def test_a_search_that_is_taken_back_leaves_its_name_free(one_engine: Office) -> None:
    one_engine.inquiry("On the coast", path=SEARCH)
    one_engine.undo(one_engine.last_act())

    assert one_engine.progress(one_engine.inquiry("On the coast", path=SEARCH)).number == 2


def test_someone_who_is_not_on_the_roster_records_nothing(one_engine: Office) -> None:
    with pytest.raises(NotAllowed):
        one_engine.inquiry(by=STRANGER)


def test_the_owner_is_someone_of_this_workspace_who_has_not_left(milpitas: Office, cerritos: Office) -> None:
    elsewhere = cerritos.member_id("U1")
    with refused("That owner is no longer there. Please choose again.", "owner"):
        milpitas.inquiry(owner_id=elsewhere)


def test_cases_are_numbered_without_gaps_in_each_workspace(milpitas: Office, cerritos: Office) -> None:
    with refused("Please enter the city or region.", "city"):
        milpitas.inquiry("")
    numbers = [
        number_and_follows(each, each.inquiry(city))[0]
        for each, city in ((milpitas, "Loreto"), (cerritos, "Loreto"), (milpitas, "Hue"))
    ]

    assert numbers == [1, 1, 2]


def test_the_card_is_owed_once_and_again_at_each_change(milpitas: Office) -> None:
    loreto = milpitas.inquiry()
    assert owed(milpitas) == [("C1", "inquiry card", loreto, NOW)]
    with milpitas.workspace.transaction(NOW) as session:
        session.scalars(select(Outbox)).one().next_at = None

    later = milpitas.on("2026-01-16")
    later.letter(loreto)
    assert owed(milpitas) == [("C1", "inquiry card", loreto, later.now)]


def test_without_a_channel_no_card_is_owed(one_engine: Office) -> None:
    with one_engine.workspace.transaction(NOW) as session:
        session.scalars(select(Workspace)).one().channel = None
    one_engine.inquiry()

    assert owed(one_engine) == []


def test_marks_that_turn_the_order_of_words_are_left_out(milpitas: Office) -> None:
    loreto = milpitas.inquiry("\u202eotero\u202cL", notes="\u2067Hello\u2069")

    with milpitas.workspace.reading() as session:
        assert session.scalars(select(Inquiry.notes)).all() == ["Hello"]
    assert milpitas.progress(loreto).name == "oteroL"
