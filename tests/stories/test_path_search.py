"""The two paths of Cities Seeking Cities: a member's search for a partner, and a foreign city's own."""

import pytest

from models.policy_shelf import put_on_shelf
from tests.builders import NOW, shipped_text
from tests.stories.conftest import Office, over_http, over_socket
from tests.stories.paths import begins, completes, kept, shown_by
from tests.stories.test_search_candidates import adds, chooses

SEARCH = "A partner on the coast"
OFFERED = shipped_text("cities-seeking-cities").replace(b"offered = false", b"offered = true")
"""As a foreign city's own commission would write it: there the path is its way in."""


def works_by(office: Office, policy: bytes) -> None:
    with office.records.transaction(NOW) as session:
        put_on_shelf(session, policy, name="cities-seeking-cities", now=NOW)


@pytest.fixture
def seeking(office: Office) -> Office:
    """A commission that searches."""
    works_by(office, shipped_text("cities-seeking-cities"))
    begins(office, "", "cities-seeking-cities/member", **{"Name of the search": SEARCH})
    return office


def narrowed_down(seeking: Office) -> None:
    """Go from the membership to the cities that were picked."""
    completes(seeking, SEARCH, "standing", ["Dana Ito"])
    completes(seeking, SEARCH, "request")
    completes(seeking, SEARCH, "preferences", ["Southern Europe", "Schools"])
    completes(seeking, SEARCH, "debriefing")
    completes(seeking, SEARCH, "list")
    for city in ("Cascais", "Setúbal", "Porto"):
        adds(seeking, seeking.dana, city, Why="By the sea")
        chooses(seeking, seeking.dana, "Pick", city, Reason="A port like ours")
    completes(seeking, SEARCH, "narrow")


@pytest.mark.slow
@over_socket
def test_a_search_is_taken_from_the_membership_to_the_chosen_city(seeking: Office) -> None:
    narrowed_down(seeking)
    completes(seeking, SEARCH, "outreach")
    completes(seeking, SEARCH, "conversation")
    completes(seeking, SEARCH, "agreement")
    seeking.wait(days=366)
    completes(seeking, SEARCH, "dues-waiver")

    every = {
        "standing",
        "request",
        "preferences",
        "debriefing",
        "list",
        "narrow",
        "outreach",
        "conversation",
        "agreement",
        "dues-waiver",
    }
    assert kept(seeking) == dict.fromkeys(every, "done")
    assert shown_by(seeking) == every
    record = seeking.asks(seeking.lee, f"/sister show {SEARCH}")
    for told in (
        "who administers our profile: Dana Ito",
        "regions wanted: Southern Europe; kinds of program wanted: Schools",
        "Candidates: 3 candidates, 3 picked. Picked: Cascais, Setúbal and Porto.",
        "3 picked",
    ):
        assert told in record, told
    came_out = seeking.asks(seeking.lee, "/sister show Cascais")
    assert f"Picked out of the search “{SEARCH}” by Dana Ito, because: A port like ours" in came_out


@over_http
def test_a_foreign_city_that_keeps_its_own_record_is_taken_from_its_form_to_a_match(office: Office) -> None:
    works_by(office, OFFERED)
    begins(office, "Cascais, Portugal", "cities-seeking-cities/foreign")
    for step in ("form", "listing", "match"):
        completes(office, "Cascais", step)

    every = {"form", "listing", "match"}
    assert kept(office) == dict.fromkeys(every, "done")
    assert shown_by(office) == every
    assert office.asks(office.lee, "/sister next Cascais").startswith("Cascais, Portugal")


@over_http
def test_the_foreign_path_is_not_offered_where_the_policy_is_taken_as_it_is(office: Office) -> None:
    works_by(office, shipped_text("cities-seeking-cities"))
    form = office.opens(office.lee, "/sister inquiry Cascais, Portugal")

    assert "A foreign city looks for a partner in the United States" not in form.shown
    office.lee.closes()
