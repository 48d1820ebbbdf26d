"""What is known of a city before its inquiry is recorded: other names, closed files, restricted countries."""

import pytest
from sqlalchemy import select

from models.contacts import Contact
from models.prospects import Prospect
from models.workspaces import Workspace
from tests.stories.conftest import BEGINNING, Office, over_http, over_socket

WARNED = "Portugal is on your list of restricted countries: Some agreements are barred to cities (Chapter 1)."
GO_ON = {"Before it is saved": ["Go on, with this warning kept"]}


@pytest.fixture
def restricted(office: Office) -> Office:
    """The administrator has put a country on the table."""
    said = {"why": "Some agreements are barred to cities.", "source": "Chapter 1"}
    with office.records.transaction(BEGINNING) as session:
        workspace = session.scalars(select(Workspace)).one()
        workspace.settings = {**workspace.settings, "restricted": {"PT": said}}
    return office


def test_a_restricted_country_is_warned_of_with_its_source_and_never_bars(restricted: Office) -> None:
    office = restricted
    office.opens(office.lee, "/sister inquiry Cascais, Portugal")
    office.lee.submits()
    assert office.form(office.lee).shown.splitlines()[0] == WARNED
    assert office.count(Prospect) == [0]

    office.lee.submits(GO_ON)
    assert office.form(office.lee).title == "Saved"
    office.lee.closes()
    told = f"recorded with the warning that {WARNED}"
    assert told.rstrip(".") in office.asks(office.lee, "/sister show Cascais")


@over_socket
def test_the_warning_comes_before_what_else_is_doubtful_and_is_asked_once(restricted: Office) -> None:
    office = restricted
    office.opens(office.lee, "/sister inquiry Cascais, Portugal")
    office.lee.submits()
    office.lee.submits(GO_ON)
    office.lee.closes()

    office.opens(office.lee, "/sister inquiry Cascaes, Portugal")
    office.lee.presses("More details")
    office.lee.submits({"Contact (name, title, email)": "Ms. Paz"})
    assert office.form(office.lee).shown.splitlines()[0] == WARNED
    office.lee.submits(GO_ON)
    assert office.form(office.lee).shown.splitlines()[0] == (
        "You already track a city of a similar name: Cascais, Portugal."
    )
    office.lee.submits({"Before it is saved": "It is Cascais, Portugal: add this to the city's file"})
    assert office.form(office.lee).shown.splitlines()[0] == "Added to the open file on Cascais, Portugal."
    assert [name for side, name in office.rows(Contact, "side", "name") if side == "theirs"] == ["Ms. Paz"]


@over_http
def test_a_closed_file_of_the_same_city_is_said_and_one_tap_away(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    office.opens(office.dana, "/sister close Cascais")
    office.dana.submits({"Reason": "They chose another city."})
    office.dana.closes()
    office.opens(office.lee, "/sister inquiry Cascais, Portugal")
    office.lee.submits()

    assert office.form(office.lee).shown.splitlines()[:2] == [
        "Recorded: Cascais, Portugal, No. 2.",
        "An earlier file of this city, No. 1, was closed Jan 22, 2026: They chose another city.",
    ]
    office.lee.presses("See that file")
    assert "They chose another city." in office.form(office.lee).shown


@over_socket
def test_a_partner_under_a_former_name_is_said_by_the_name_of_today(office: Office) -> None:
    office.opens(office.lee, "/sister inquiry Banciao, Taiwan")
    office.lee.submits()

    assert office.form(office.lee).shown.splitlines()[0] == (
        "Banciao is on your register already, under the name New Taipei City: sister city since 1986. "
        "Record it all the same?"
    )


@over_http
def test_a_name_like_a_partners_is_asked_about_and_recorded_as_that_city(office: Office) -> None:
    office.opens(office.lee, "/sister inquiry Loretto, Mexico")
    office.lee.submits()
    assert office.form(office.lee).shown.splitlines()[0] == (
        "A city of a similar name is on your register: Loreto, Mexico."
    )
    office.lee.submits({"Before it is saved": "It is Loreto, Mexico: record it so"})

    assert office.form(office.lee).shown.splitlines()[0] == "Recorded: Loreto, Mexico, No. 1."
