"""The roster: who is what to the commission, and how that changes."""

import pytest

from bot.practice.member import Member as PersonAtScreen
from bot.practice.refusal import ActRefused
from models.ledger import Act
from models.members import Member, Tenure
from models.prospects import Assignment
from tests.stories.conftest import Office, over_http, over_socket

ROSTER = (
    "Roster of Sierra Vista Sister Cities Commission. 3 of 7 voting seats are filled. 4 members make a quorum. "
    "Officers: Chair: Ngozi Okafor. Vice chair: nobody. "
    "Voting seats: Seat 1: Ngozi Okafor, chair. Seat 2: Sam Lee. Seat 3: Priya Singh, not on Slack. Seat 4: vacant."
)


def beside(office: Office, person: PersonAtScreen, button: str, line: str) -> None:
    """Have a person press the button beside a line of the roster that they asked for."""
    office.asks(person, "/sister roster")
    card = office.answer(person)
    labels = {
        (block.get("accessory") or {}).get("accessibility_label"): block["block_id"] for block in card.blocks
    }
    person.presses(labels[f"{button}: {line}"], card)


def said(office: Office, person: PersonAtScreen) -> str:
    """Give the form's last words, and close it."""
    shown = office.form(person).shown
    person.closes()
    return shown


def parts(office: Office) -> list[tuple[str, list[str], int | None, bool]]:
    return office.rows(Member, "name", "roles", "seat", "active")


def test_somebody_who_is_not_on_slack_fills_a_vacant_seat(office: Office) -> None:
    assert office.asks(office.dana, "/sister roster").startswith(ROSTER)
    beside(office, office.dana, "Fill", "Seat 4: vacant.")
    form = office.form(office.dana)
    assert (form.title, form.values["Seat or role"], form.values["Office"]) == (
        "Add a person",
        "Voting seat 4",
        "No office",
    )
    office.dana.submits({})
    assert office.form(office.dana).errors == {"Name": "Please give the name."}
    office.dana.submits(
        {"Name": "Pat Kim", "Term ends": "2027-06-30", "Email": "pat@example.com", "Office": "Vice chair"}
    )
    assert office.form(office.dana).shown.splitlines()[0] == (
        "Pat Kim is on the roster: voting seat 4 and vice chair."
    )
    office.dana.presses("See the roster")
    assert "Seat 4: Pat Kim, vice chair, not on Slack. Term ends Jun 30, 2027." in said(office, office.dana)
    acts = office.rows(Act, "what", "actor_name", "details")
    assert [name for what, name, _ in acts if what == "roster changed"] == ["Dana Ito"]
    assert [True for _, _, details in acts if "example.com" in str(details)] == []


def test_whoever_leaves_hands_two_files_on(office: Office) -> None:
    for city in ("Cascais, Portugal", "Tena, Ecuador"):
        office.records_inquiry(city)
    beside(office, office.okafor, "Edit", "Dana Ito")
    assert "Dana Ito owns 2 open files. Give them to" in office.form(office.okafor).labels
    office.okafor.submits({"Leaving": ["Leaves the commission"]})
    assert office.form(office.okafor).errors == {
        "Dana Ito owns 2 open files. Give them to": "Dana Ito owns 2 open files. Choose who gets them."
    }
    office.okafor.submits({"Dana Ito owns 2 open files. Give them to": "Priya Singh"})
    assert said(office, office.okafor).splitlines()[:2] == [
        "Dana Ito has left the commission.",
        "Priya Singh now looks after 2 files: Cascais, Portugal and Tena, Ecuador.",
    ]
    assert office.count(Assignment) == [4]
    assert ("Dana Ito", ["staff"], None, False) in parts(office)
    office.practice.wait_for(
        lambda: "Owner: Priya Singh" in office.card("New inquiry: Tena", office.lee).shown
    )
    assert office.asks(office.dana, "/sister roster").startswith(
        "Clerk keeps records for the Sierra Vista Sister Cities Commission."
    )


@over_http
def test_a_new_person_on_slack_brings_their_name(office: Office) -> None:
    office.asks(office.dana, "/sister people")
    office.dana.presses("Add a person", office.answer(office.dana))
    office.dana.submits({"Person on Slack": "U0SAMLEE", "Seat or role": "Voting seat 5"})
    assert office.form(office.dana).errors == {
        "Person on Slack": "That is Sam Lee, who is on the roster already. Use Edit there."
    }
    office.dana.submits({"Person on Slack": "U0STRANGER", "Seat or role": "Alternate, place 2"})
    assert said(office, office.dana).splitlines()[0] == "Kim Roe is on the roster: alternate 2."
    assert office.rows(Member, "name", "slack_id", "seat")[1] == ("Kim Roe", "U0STRANGER", 2)
    assert "Alternate 2: Kim Roe." in office.asks(office.stranger, "/sister roster")


@over_socket
def test_an_app_is_nobody_and_a_name_that_slack_does_not_know_is_typed(office: Office) -> None:
    office.asks(office.dana, "/sister roster")
    office.dana.presses("Add a person", office.answer(office.dana))
    office.dana.fills({"Staff": ["Belongs to staff"], "Seat or role": "None of these"})
    app = next(person.id for person in office.practice.workspace.people.values() if person.is_bot)
    office.dana.submits({"Person on Slack": app})
    assert office.form(office.dana).errors == {
        "Person on Slack": "That is an app, or somebody who has left Slack. Please choose a person."
    }
    office.dana.submits({"Person on Slack": "U0ELSEWHERE"})
    assert office.form(office.dana).errors == {"Name": "Slack did not tell me the name. Please type it."}
    office.dana.submits({"Name": "Ed Novak"})
    assert said(office, office.dana).splitlines()[0] == "Ed Novak is on the roster: staff."


@over_http
def test_of_two_who_edit_one_person_the_second_changes_nothing(office: Office) -> None:
    beside(office, office.dana, "Edit", "Sam Lee")
    beside(office, office.okafor, "Edit", "Sam Lee")
    office.dana.submits({"Office": "Vice chair"})
    office.okafor.submits({"Seat or role": "Voting seat 7"})
    told = office.form(office.okafor)
    assert told.shown.splitlines()[0] == (
        "Dana Ito changed the entry of Sam Lee a minute ago, so I changed nothing. Please open it again."
    )
    assert "See the roster" in told.buttons
    assert ("Sam Lee", ["member", "vice_chair"], 2, True) in parts(office)


@over_socket
def test_whoever_lost_the_right_meanwhile_is_told_who_has_it(office: Office) -> None:
    beside(office, office.okafor, "Edit", "Priya Singh")
    beside(office, office.dana, "Edit", "Sam Lee")
    assert (
        "Ngozi Okafor is the chair. Choosing an office here replaces them." in office.form(office.dana).shown
    )
    office.dana.submits({"Office": "Chair"})
    assert said(office, office.dana).splitlines()[:2] == [
        "Sam Lee is on the roster: voting seat 2 and chair.",
        "Ngozi Okafor is no longer chair.",
    ]
    office.okafor.submits({"Term ends": "2027-01-31"})
    assert office.form(office.okafor).shown.splitlines()[0] == (
        "Only the chair (Sam Lee) or staff (Dana Ito) can change the roster. I changed nothing."
    )


@over_socket
def test_a_member_and_a_stranger_get_no_buttons_that_change_it(office: Office) -> None:
    office.asks(office.okafor, "/sister roster")
    theirs = office.answer(office.okafor)
    assert {"Edit", "Fill", "Add a person"} <= set(theirs.buttons)
    assert office.asks(office.lee, "/sister members").startswith(ROSTER)
    assert office.answer(office.lee).buttons == ["Show the menu"]
    assert office.asks(office.stranger, "/sister roster").startswith(
        "Clerk keeps records for the Sierra Vista Sister Cities Commission."
    )
    with pytest.raises(ActRefused):
        office.stranger.presses("Add a person", theirs)


@over_http
def test_a_form_that_is_sent_twice_is_saved_once(office: Office) -> None:
    office.asks(office.dana, "/sister roster")
    office.dana.presses("Add a person", office.answer(office.dana))
    before = office.practice.workspace.view(office.form(office.dana).id)
    pat = {"Name": "Pat Kim", "Seat or role": "Voting seat 6"}
    office.dana.submits(pat)
    written = office.count(Act, Member, Tenure)
    office.practice.workspace.change_view(before)
    office.dana.submits(pat)
    assert said(office, office.dana).splitlines()[0] == (
        "That was saved already; nothing was recorded twice."
    )
    assert office.count(Act, Member, Tenure) == written


@over_socket
def test_a_typed_name_is_enough_while_slack_does_not_answer(office: Office) -> None:
    office.asks(office.dana, "/sister roster")
    office.dana.presses("Add a person", office.answer(office.dana))
    office.practice.faults.fail("users.info", status=500)
    office.dana.submits({"Person on Slack": "U0STRANGER", "Seat or role": "Liaison, without a vote"})
    assert office.form(office.dana).errors == {"Name": "Slack did not tell me the name. Please type it."}
    office.practice.faults.silence("users.info", committed=False)
    office.dana.submits({"Name": "Kim Roe"})
    assert said(office, office.dana).splitlines()[0] == "Kim Roe is on the roster: liaison."
