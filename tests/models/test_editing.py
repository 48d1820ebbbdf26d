"""What is known of a city, corrected in the records."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from models.changes import INQUIRY_CARD
from models.cities import City, CityName
from models.commission import commission_of
from models.contacts import Contact
from models.correspondence import Letter
from models.editing import Edit, Shown, as_shown, edit_city, has_contacts, spellings_of
from models.edits import said_in_thread
from models.finding import matching, names, prospect_by_id
from models.ledger import Act
from models.outbox import Outbox
from models.recollection import contacts_of
from models.refusals import NotAllowed
from tests.builders import STRANGER, Office, refused


def shown(office: Office, prospect_id: str) -> Shown:
    """Give what the form shows of a city now."""
    progress = office.progress(prospect_id)
    with office.workspace.reading() as session:
        return as_shown(session, prospect_by_id(session, prospect_id), progress)


def edited(office: Office, prospect_id: str, *, by: str = "U1", **said: Any) -> tuple[str, ...]:  # noqa: ANN401  fields of many types
    """Correct a city, with `shown` from a form that was opened now unless one is given; gives what is said to have changed."""
    seen = said.get("shown") or shown(office, prospect_id)
    usual = {
        "shown": seen,
        "name": seen.name,
        "country": seen.country,
        "spellings": (),
        "interests": seen.interests,
        "contact": seen.contact,
        "removes_contact": False,
    }
    new = Edit(**{"prospect_id": prospect_id, **usual, **said})
    with office.writing(by) as (session, asker):
        return edit_city(session, new, asker, commission_of(session), office.now).said


def contacts(office: Office, prospect_id: str) -> list[str]:
    """List their people of a file."""
    with office.workspace.reading() as session:
        return contacts_of(session, prospect_by_id(session, prospect_id), "theirs")


def test_a_name_and_a_country_are_corrected_everywhere_and_put_back(milpitas: Office) -> None:
    loreto = milpitas.inquiry("Loretto", country="IT")
    assert edited(milpitas, loreto, name="Loreto", country="MX") == (
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
    edited(milpitas, loreto, name="Lorito")
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
    assert edited(milpitas, loreto, removes_contact=True) == ("contact details removed, as they asked",)
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


def two_files(office: Office, city: str = "Loretto") -> tuple[str, str]:
    """Record a city twice; the first file is closed."""
    first = office.inquiry(city, contact="Maria Lopez")
    office.turn(first, closed=True)
    return first, office.inquiry(city, contact="Maria Lopez")


def test_an_earlier_correction_from_another_file_of_the_city_is_taken_back_last(milpitas: Office) -> None:
    first, second = two_files(milpitas)
    edited(milpitas, first, name="Lareto")
    earlier = milpitas.last_act()
    edited(milpitas, second, name="Loreto")
    with refused("Later entries rest on that one. Take those back first; the newest is on top."):
        milpitas.undo(earlier)
    assert milpitas.progress(first).name == "Loreto"

    edited(milpitas, first, interests=("art",))
    edited(milpitas, second, interests=("art",))
    milpitas.undo(milpitas.last_act() - 1)  # interests are of one file
    assert (milpitas.progress(first).interests, milpitas.progress(second).interests) == ((), ("art",))


def test_a_name_that_another_city_has_by_now_does_not_come_back(milpitas: Office) -> None:
    loreto = milpitas.inquiry(country="IT")
    edited(milpitas, loreto, country="MX")
    correction = milpitas.last_act()
    milpitas.inquiry(country="IT")
    with refused("Another city has that name: Loreto, Italy. It has an open file, No. 2."):
        milpitas.undo(correction)
    assert milpitas.progress(loreto).full_name == "Loreto, Mexico"


def test_a_form_that_was_open_meanwhile_takes_back_nothing_that_others_corrected(milpitas: Office) -> None:
    loreto = milpitas.inquiry(country="IT", interests=("schools",), contact="Ana Reis")
    opened = shown(milpitas, loreto)
    edited(milpitas, loreto, name="Loreto Uno", country="MX", interests=("schools", "art"), contact="Bo Paz")
    assert edited(milpitas, loreto, shown=opened, interests=("ports",)) == ("interests: art, ports",)
    found = milpitas.progress(loreto)
    assert (found.full_name, contacts(milpitas, loreto)) == ("Loreto Uno, Mexico", ["Bo Paz"])


def test_a_corrected_contact_takes_the_place_of_the_one_that_was_shown(milpitas: Office) -> None:
    loreto = milpitas.inquiry(contact="Maria Lopes")
    assert edited(milpitas, loreto, contact="Maria Lopez") == ("contact changed",)
    first = milpitas.last_act()
    assert contacts(milpitas, loreto) == ["Maria Lopez"]
    edited(milpitas, loreto, contact="Juan Paz")
    assert contacts(milpitas, loreto) == ["Juan Paz"]
    with refused("Later entries rest on that one. Take those back first; the newest is on top."):
        milpitas.undo(first)
    milpitas.undo(milpitas.last_act())
    milpitas.undo(first)
    assert contacts(milpitas, loreto) == ["Maria Lopes"]


def test_an_emptied_contact_is_asked_about(milpitas: Office) -> None:
    loreto = milpitas.inquiry(contact="Maria Lopez")
    with refused("An empty box removes nothing. Leave it as it was, and tick below to remove it.", "contact"):
        edited(milpitas, loreto, contact=" ", name="Lareto")
    assert contacts(milpitas, loreto) == ["Maria Lopez"]


def test_contact_details_go_from_every_file_of_the_city(milpitas: Office) -> None:
    first, second = two_files(milpitas)
    edited(milpitas, second, removes_contact=True)
    assert (contacts(milpitas, first), contacts(milpitas, second)) == ([], [])
    with milpitas.workspace.reading() as session:
        assert not has_contacts(session, prospect_by_id(session, first))
        assert set(session.scalars(select(Letter.whom))) == {""}


def test_the_cards_of_all_files_of_a_city_follow_its_name(milpitas: Office) -> None:
    first, second = two_files(milpitas)
    later = replace(milpitas, now=milpitas.now + timedelta(minutes=5))

    def drawn_anew() -> set[str]:
        with milpitas.workspace.transaction(later.now) as session:
            cards = select(Outbox).where(Outbox.kind == INQUIRY_CARD, Outbox.next_at == later.now)
            rows = list(session.scalars(cards))
            for row in rows:
                row.next_at = None
            return {row.subject for row in rows}

    edited(later, second, interests=("art",))
    assert drawn_anew() == {second}
    edited(later, second, name="Loreto")
    assert drawn_anew() == {first, second}
    later.undo(later.last_act())
    assert drawn_anew() == {first, second}


def test_spellings_are_for_the_history_and_not_for_the_thread(milpitas: Office) -> None:
    loreto = milpitas.inquiry()
    edited(milpitas, loreto, name="Lareto", spellings=("I would vote no", "Lorito"))
    with milpitas.workspace.reading() as session:
        act = session.scalars(select(Act).where(Act.id == milpitas.last_act())).one()
        assert said_in_thread(act) == ["name: Lareto instead of Loreto", "other spellings added"]
