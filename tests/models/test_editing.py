"""What is known of a city, corrected in the records."""

from typing import Any

import pytest
from sqlalchemy import select

from models.cities import City, CityName
from models.commission import commission_of
from models.contacts import Contact
from models.correspondence import Letter
from models.editing import Edit, edit_city, spellings_of
from models.finding import matching, names, prospect_by_id
from models.refusals import NotAllowed
from tests.builders import STRANGER, Office, refused


def edited(office: Office, prospect_id: str, *, by: str = "U1", **said: Any) -> tuple[str, ...]:  # noqa: ANN401  fields of many types
    """Correct a city; gives what is said to have changed."""
    usual = {
        "name": "Loreto",
        "country": "MX",
        "spellings": (),
        "interests": (),
        "contact": "",
        "removes_contact": False,
    }
    new = Edit(**{"prospect_id": prospect_id, **usual, **said})
    with office.writing(by) as (session, asker):
        return edit_city(session, new, asker, commission_of(session), office.now).said


def test_a_name_and_a_country_are_corrected_everywhere_and_put_back(milpitas: Office) -> None:
    loreto = milpitas.inquiry("Loretto", country="IT")
    assert edited(milpitas, loreto) == (
        "name: Loreto instead of Loretto",
        "country: Mexico instead of Italy",
    )
    assert milpitas.progress(loreto).full_name == "Loreto, Mexico"
    with milpitas.workspace.reading() as session:
        assert prospect_by_id(session, loreto).title == "Loreto, Mexico"
        assert [named.label for named in matching(names(session), "loretto")] == ["Loreto, Mexico"]

    milpitas.undo(milpitas.last_act())
    assert milpitas.progress(loreto).full_name == "Loretto, Italy"
    with milpitas.workspace.reading() as session:
        assert prospect_by_id(session, loreto).title == "Loretto, Italy"
        assert session.scalars(select(City.folded)).all().count("loretto") == 1


def test_interests_are_replaced_and_come_back_as_the_inquiries_say(milpitas: Office) -> None:
    loreto = milpitas.inquiry(interests=("schools",))
    assert edited(milpitas, loreto, interests=("ports", "art")) == ("interests: ports, art",)
    assert milpitas.progress(loreto).interests == ("ports", "art")
    milpitas.undo(milpitas.last_act())
    assert milpitas.progress(loreto).interests == ("schools",)


def test_other_spellings_are_added_once_and_go_when_it_is_taken_back(milpitas: Office) -> None:
    loreto = milpitas.inquiry()
    assert edited(milpitas, loreto, spellings=("Loreto de BCS", "LORETO", "loreto de bcs ")) == (
        "also called loreto de bcs",
    )
    with refused("Nothing was changed, so I recorded nothing.", "name"):
        edited(milpitas, loreto, spellings=("Loreto de BCS",))
    milpitas.undo(milpitas.last_act())
    with milpitas.workspace.reading() as session:
        assert spellings_of(session, session.scalars(select(CityName.city_id)).first()) == []


def test_an_earlier_correction_of_the_same_is_taken_back_last(milpitas: Office) -> None:
    loreto = milpitas.inquiry()
    edited(milpitas, loreto, name="Lareto")
    first = milpitas.last_act()
    edited(milpitas, loreto, name="Loreto")
    with refused("Later entries rest on that one. Take those back first; the newest is on top."):
        milpitas.undo(first)
    milpitas.undo(milpitas.last_act())
    milpitas.undo(first)
    assert milpitas.progress(loreto).name == "Loreto"


def test_a_name_that_another_city_has_is_refused(milpitas: Office) -> None:
    milpitas.inquiry("Cascais", country="PT")
    loreto = milpitas.inquiry()
    with refused("Another city has that name: Cascais, Portugal. It has an open file, No. 1.", "name"):
        edited(milpitas, loreto, name="Cascais", country="PT")
    with refused("Please enter the name.", "name"):
        edited(milpitas, loreto, name="  ")
    with refused("Please choose the country from the list.", "country"):
        edited(milpitas, loreto, country="XX")


def test_contact_details_go_for_good_where_they_asked_for_it(milpitas: Office) -> None:
    loreto = milpitas.inquiry(contact="Ana Reis")
    assert edited(milpitas, loreto, contact="Ana Reis", removes_contact=True) == (
        "contact details removed, as they asked",
    )
    with milpitas.workspace.reading() as session:
        kept = session.execute(select(Contact.name, Contact.blanked_at).where(Contact.side == "theirs")).all()
        assert [tuple(row) for row in kept] == [("", milpitas.now)]
        assert session.scalars(select(Letter.whom)).all() == [""]
    with refused(
        "Contact details that were removed on request are gone for good, so that cannot be taken back."
    ):
        milpitas.undo(milpitas.last_act())


def test_only_the_owner_the_chair_and_staff_correct_a_city(milpitas: Office) -> None:
    loreto = milpitas.inquiry()
    with pytest.raises(NotAllowed):
        edited(milpitas, loreto, by=STRANGER, name="Lareto")
