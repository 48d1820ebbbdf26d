"""Looking for a city: a file that begins without one."""

import pytest

from models.cities import City
from models.policy_shelf import put_on_shelf
from models.prospects import Prospect
from tests.builders import NOW, shipped_text
from tests.stories.conftest import Office, over_http, over_socket

SEARCHING = "We are searching"
STARTED = "Who started it?"


@pytest.fixture
def seeking(office: Office) -> Office:
    """A commission that also works by the policy of a search."""
    with office.records.transaction(NOW) as session:
        put_on_shelf(session, shipped_text("cities-seeking-cities"), name="cities-seeking-cities", now=NOW)
    return office


@over_socket
def test_choosing_to_search_asks_for_a_name_instead_of_a_city(seeking: Office) -> None:
    form = seeking.opens(seeking.lee, "/sister inquiry Cascais, Portugal")
    assert form.labels[:4] == ["City or region", "Country", STARTED, "Date received"]
    seeking.lee.fills({"Notes": "By the sea", STARTED: SEARCHING})
    form = seeking.form(seeking.lee)
    assert form.labels == ["Name of the search", STARTED, "Date it began", "Notes"]
    assert (form.values[STARTED], form.values["Notes"]) == (SEARCHING, "By the sea")
    assert 'For instance "A partner on the coast".' in form.shown

    seeking.lee.submits({"Name of the search": "A partner on the coast"})
    assert seeking.form(seeking.lee).shown.splitlines()[0] == "Recorded: A partner on the coast, No. 1."
    seeking.lee.closes()
    assert seeking.rows(Prospect, "title", "city_id") == [("A partner on the coast", None)]
    assert seeking.card("New outreach: A partner on the coast.")
    assert seeking.asks(seeking.lee, "/sister a partner on the coast").startswith(
        "A partner on the coast: step 1 of 10. Step 1."
    )
    assert seeking.asks(seeking.lee, "/sister show a partner").startswith("A partner on the coast, No. 1.")


@over_socket
def test_how_many_cities_were_picked_must_be_in_the_policys_range(seeking: Office) -> None:
    seeking.opens(seeking.lee, "/sister inquiry")
    seeking.lee.fills({STARTED: SEARCHING})
    seeking.lee.submits({"Name of the search": "A partner on the coast"})
    seeking.lee.closes()
    seeking.opens(seeking.dana, "/sister done a partner on the coast")
    seeking.dana.submits({"Step": "Step 6. Narrow the list down"})
    early = {
        "What is there": ["cities picked"],
        "Order": ["It was done out of order"],
        "Evidence": "Discussed at a meeting",
        "Note or reason": "The staff sent the list early.",
    }
    seeking.dana.fills(early)
    for count, wrong in (("2", "Pick 1 to 3 more"), ("6", "Drop at least 1")):
        seeking.dana.submits({"How many (3 to 5)": count})
        assert seeking.form(seeking.dana).errors == {
            "How many (3 to 5)": f"{wrong}: the policy asks for 3 to 5."
        }
    seeking.dana.submits({"How many (3 to 5)": "4"})
    seeking.dana.closes()
    assert "4 picked" in seeking.asks(seeking.lee, "/sister show a partner on the coast")


@over_http
def test_a_search_with_a_country_is_taken_and_a_city_without_one_is_not(seeking: Office) -> None:
    search = {"selected_option": {"value": "cities-seeking-cities/member"}}
    seeking.opens(seeking.lee, "/sister inquiry Cascais, Portugal")
    seeking.tampers_with_form(seeking.lee, {"path": search})
    seeking.lee.submits()
    assert seeking.form(seeking.lee).shown.splitlines()[0] == "Recorded: Cascais, No. 1."
    seeking.lee.closes()

    seeking.opens(seeking.lee, "/sister inquiry")
    seeking.lee.fills({STARTED: SEARCHING})
    seeking.lee.fills({"Name of the search": "Cascais"})
    seeking.tampers_with_form(seeking.lee, {"path": {"selected_option": {"value": "milpitas/inquiry"}}})
    seeking.lee.submits()
    assert seeking.form(seeking.lee).shown.splitlines()[0] == "Please choose the country from the list."
    assert (seeking.count(Prospect), seeking.count(City)) == ([1], [2])
