"""The candidates of a search: added, picked, dropped and put back, until three to five are left."""

import pytest
from sqlalchemy import select

from bot.practice.member import Member
from models.candidates import Candidate, Choice
from models.policy_shelf import put_on_shelf
from models.prospects import Prospect
from models.workspaces import Workspace
from tests.builders import NOW, shipped_text
from tests.stories.conftest import Office, over_http, over_socket

SEARCH = "A partner on the coast"
LIST = "Sister Cities International's list"


@pytest.fixture
def seeking(office: Office) -> Office:
    """A commission that searches for a partner on the coast."""
    with office.records.transaction(NOW) as session:
        put_on_shelf(session, shipped_text("cities-seeking-cities"), name="cities-seeking-cities", now=NOW)
    office.opens(office.lee, "/sister inquiry")
    office.lee.fills({"Who started it?": "We are searching"})
    office.lee.submits({"Name of the search": SEARCH})
    office.lee.closes()
    return office


def adds(office: Office, person: Member, city: str, **filled: object) -> str:
    """Have a person add a city of Portugal; gives the form's last words."""
    office.asks(person, "/sister candidates")
    person.presses("Add a candidate", in_=office.answer(person))
    person.submits({"City or region": city, "Country": "Portugal", "Who named it": LIST, **filled})
    said = office.form(person).shown
    person.closes()
    return said


def chooses(office: Office, person: Member, button: str, city: str = "Cascais", **filled: object) -> str:
    """Have a person press a candidate's button in the list, and fill in its form; gives the form's last words."""
    office.asks(person, "/sister candidates")
    person.presses(f"{button}: {city}, Portugal", in_=office.answer(person))
    person.submits(filled)
    said = office.form(person).shown
    person.closes()
    return said


@pytest.mark.slow
@over_socket
def test_a_search_is_narrowed_down_and_the_picked_cities_become_prospects(seeking: Office) -> None:
    assert seeking.asks(seeking.lee, "/sister candidates") == (
        "A partner on the coast: candidates. No candidates yet."
    )
    assert adds(seeking, seeking.lee, "Cascais", Why="It is by the sea.").splitlines()[:2] == [
        "Added to A partner on the coast: Cascais, Portugal.",
        "A partner on the coast: 1 candidate, none picked: pick 3 to 5 more.",
    ]
    for city in ("Setúbal", "Porto"):
        adds(seeking, seeking.dana, city)

    said = chooses(seeking, seeking.dana, "Pick", Reason="A port like ours")
    assert said.splitlines()[:2] == [
        "Picked: Cascais, Portugal. Its file is open: No. 2.",
        "A partner on the coast: 3 candidates, 1 picked: pick 2 to 4 more.",
    ]
    assert seeking.card("New outreach: Cascais, Portugal.")
    assert "Porto" not in seeking.rows(Prospect, "title")
    listed = seeking.asks(seeking.lee, "/sister candidates")
    assert listed.startswith(
        "A partner on the coast: candidates. 3 candidates, 1 picked: pick 2 to 4 more. Cascais, Portugal: picked. "
        "Named by Sister Cities International's list: It is by the sea. "
        "Picked on Thu, Jan 22: A port like ours. Its file is No. 2. "
    )
    shown = seeking.asks(seeking.lee, "/sister show Cascais")
    assert "picked in the search “A partner on the coast”, because: A port like ours" in shown


@over_http
def test_the_number_of_the_step_is_preset_from_the_list_which_wins_over_what_is_typed(
    seeking: Office,
) -> None:
    for city in ("Cascais", "Setúbal", "Porto"):
        adds(seeking, seeking.dana, city)
    for city in ("Cascais", "Porto"):
        chooses(
            seeking,
            seeking.dana,
            "Pick",
            city,
            **{"Next list of steps": "No file yet: only mark it as picked"},
        )
    seeking.opens(seeking.dana, "/sister done a partner on the coast")
    seeking.dana.submits({"Step": "Step 6. Narrow the list down"})
    assert seeking.form(seeking.dana).values["How many (3 to 5)"] == "2"
    early = {
        "What is there": ["cities picked"],
        "Order": ["It was done out of order"],
        "Evidence": "Discussed at a meeting",
        "Note or reason": "The staff sent the list early.",
    }
    seeking.dana.submits(early)
    assert seeking.form(seeking.dana).errors == {
        "How many (3 to 5)": "Pick 1 to 3 more: the policy asks for 3 to 5."
    }
    seeking.dana.submits({"How many (3 to 5)": "4"})
    assert seeking.form(seeking.dana).errors == {
        "How many (3 to 5)": (
            "2 candidates are picked in this search, not 4. "
            "What is recorded there counts: pick or drop there first."
        )
    }
    seeking.dana.closes()
    said = seeking.asks(seeking.lee, "/sister next a partner on the coast")
    assert "3 candidates, 2 picked: pick 1 to 3 more." in said


@over_socket
def test_a_dropped_candidate_keeps_its_reason_and_is_put_back(seeking: Office) -> None:
    adds(seeking, seeking.dana, "Cascais")
    said = chooses(seeking, seeking.dana, "Drop", Reason="Too far")
    assert said.splitlines()[0] == "Dropped: Cascais, Portugal. Reason: Too far."
    assert "Dropped on Thu, Jan 22: Too far." in seeking.asks(seeking.lee, "/sister candidates")

    seeking.asks(seeking.dana, "/sister candidates")
    seeking.dana.presses("Put back", in_=seeking.answer(seeking.dana))
    assert seeking.answer(seeking.dana).text == (
        "Cascais, Portugal is on the list again. A partner on the coast: 1 candidate, none picked: pick 3 to 5 more."
    )
    seeking.dana.presses("Undo", in_=seeking.answer(seeking.dana))
    assert seeking.asks(seeking.lee, "/sister candidates").count("dropped") == 1


@over_http
def test_undoing_a_pick_takes_the_file_back_and_dropping_a_picked_one_leaves_it_open(seeking: Office) -> None:
    adds(seeking, seeking.dana, "Cascais")
    seeking.asks(seeking.dana, "/sister candidates")
    seeking.dana.presses("Pick", in_=seeking.answer(seeking.dana))
    seeking.dana.submits()
    seeking.dana.presses("Undo")
    seeking.dana.closes()
    assert "none picked" in seeking.asks(seeking.lee, "/sister candidates")
    assert "Cascais" not in seeking.asks(seeking.lee, "/sister list")

    chooses(seeking, seeking.dana, "Pick")
    said = chooses(seeking, seeking.dana, "Drop", Reason="They found another partner")
    assert said.splitlines()[1] == "Its file, No. 3, stays open: dropping it here closes nothing."
    assert "Cascais, Portugal" in seeking.asks(seeking.lee, "/sister list open")


@over_socket
def test_a_member_adds_and_notes_but_does_not_choose(seeking: Office) -> None:
    adds(seeking, seeking.lee, "Cascais", Why="My cousin lives there.")
    answer = seeking.answer(seeking.lee)
    assert ("Pick" in answer.shown, "Add a candidate" in answer.shown) == (False, True)
    assert "My cousin" in seeking.asks(seeking.lee, "/sister candidates")
    assert "My cousin" in seeking.asks(seeking.dana, "/sister candidates")
    assert "My cousin" not in seeking.asks(seeking.okafor, "/sister candidates")
    seeking.okafor.presses("Make the packet", in_=seeking.answer(seeking.okafor))
    assert seeking.form(seeking.okafor).shown.splitlines()[:3] == [
        "Cascais, Portugal",
        "1 note becomes readable for everybody on the roster:",
        "Why it is on the list, Cascais: a note of Sam Lee, Jan 22",
    ]
    seeking.okafor.submits()
    seeking.okafor.closes()
    assert "My cousin" in seeking.asks(seeking.okafor, "/sister candidates")
    assert "[Make the packet]" not in seeking.answer(seeking.okafor).shown

    seeking.asks(seeking.lee, "/sister candidates")
    seeking.lee.presses("Add a candidate", in_=seeking.answer(seeking.lee))
    seeking.lee.submits({"City or region": "cascais", "Country": "Portugal", "Who named it": LIST})
    assert seeking.form(seeking.lee).errors == {
        "City or region": (
            "Cascais, Portugal is a candidate of this search already: on the list since Thu, Jan 22."
        )
    }
    seeking.lee.closes()
    assert seeking.count(Candidate, Choice) == [1, 0]


@over_http
def test_candidates_are_noted_on_and_compared(seeking: Office) -> None:
    for city in ("Cascais", "Setúbal"):
        adds(seeking, seeking.dana, city)
    seeking.asks(seeking.dana, "/sister candidates")
    seeking.dana.presses("Note: Setúbal, Portugal", in_=seeking.answer(seeking.dana))
    assert "Setúbal, Portugal" in seeking.form(seeking.dana).shown
    seeking.dana.closes()
    seeking.asks(seeking.dana, "/sister candidates")
    seeking.dana.presses("Compare", in_=seeking.answer(seeking.dana))
    assert "Setúbal" in seeking.answer(seeking.dana).text


@over_socket
def test_a_restricted_country_is_warned_of_once_and_the_warning_is_kept(seeking: Office) -> None:
    with seeking.records.transaction(NOW) as session:
        workspace = session.scalars(select(Workspace)).one()
        table = {"PT": {"why": "Agreements need the approval of the State.", "source": "Example Code 1.2"}}
        workspace.settings = {**workspace.settings, "restricted": table}
    seeking.asks(seeking.dana, "/sister candidates")
    seeking.dana.presses("Add a candidate", in_=seeking.answer(seeking.dana))
    seeking.dana.submits({"City or region": "Cascais", "Country": "Portugal", "Who named it": LIST})
    warned = seeking.form(seeking.dana)
    assert warned.shown.splitlines()[0] == (
        "Portugal is on your list of restricted countries: Agreements need the approval of the State (Example Code 1.2)."
    )
    assert (warned.values["City or region"], warned.values["Who named it"]) == ("Cascais", LIST)

    seeking.dana.submits({"Before it is saved": ["Go on, with this warning kept"]})
    assert seeking.form(seeking.dana).shown.startswith("Added to A partner on the coast: Cascais, Portugal.")
    seeking.dana.closes()
    assert "recorded with the warning that Portugal" in seeking.asks(seeking.lee, "/sister show a partner")


@over_http
def test_which_search_is_asked_where_there_are_several_and_none_is_said_where_there_is_none(
    office: Office,
) -> None:
    office.records_inquiry("Cascais, Portugal")
    assert office.asks(office.lee, "/sister candidates") == (
        "No search is recorded. A search begins as an inquiry that says so where it asks who started it."
    )
    with office.records.transaction(NOW) as session:
        put_on_shelf(session, shipped_text("cities-seeking-cities"), name="cities-seeking-cities", now=NOW)
    for name in (SEARCH, "A university town"):
        office.opens(office.lee, "/sister inquiry")
        office.lee.fills({"Who started it?": "We are searching"})
        office.lee.submits({"Name of the search": name})
        office.lee.closes()

    assert office.asks(office.lee, "/sister candidates") == (
        "Which search? A university town; A partner on the coast."
    )
    office.lee.presses("A university town", in_=office.answer(office.lee))
    assert office.answer(office.lee).text == "A university town: candidates. No candidates yet."
    assert office.asks(office.lee, "/sister search a partner") == (
        "A partner on the coast: candidates. No candidates yet."
    )
    assert office.asks(office.lee, "/sister candidates Cascais") == (
        "I don't know a search called “Cascais”. A university town; A partner on the coast."
    )
