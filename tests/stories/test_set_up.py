"""The first ten minutes: the set-up in Slack, from the offer to the introduction."""

from dataclasses import replace

import pytest

from bot.practice.member import Member
from models.ledger import Act
from models.members import Member as Row
from models.setup_drafts import SetupDraft
from models.workspaces import Workspace
from tests.stories.conftest import CHANNEL, HTTP, SOCKET, Office

over_socket = pytest.mark.parametrize("bare_office", [SOCKET], indirect=True)
over_http = pytest.mark.parametrize("bare_office", [HTTP], indirect=True)
OFFER = "Clerk isn't set up yet. It takes about five minutes."
ASK = "Clerk isn't set up yet. Ask a workspace admin, for example Dana Ito. It takes them about five minutes."
EVERYBODYS = "Everyone in the workspace is in #general. Please choose your commission's own channel."
CITY = {"City or county": "Sierra Vista", "Channel": CHANNEL}
PEOPLE = {
    "Chair": "U0OKAFOR",
    "Voting members": ["U0SAMLEE"],
    "People not on Slack": "Walter Lindqvist, member\nRosa Delgado, alternate",
}
READ_BACK = (
    "Sierra Vista Sister Cities Commission is a city commission under open-meeting rules. "
    "I post in <#C0SISTER>, and write to people one by one. Days and hours are those of Pacific time (Los Angeles). "
    "Ngozi Okafor is the chair. There are 3 voting seats, held by Ngozi Okafor, Sam Lee and Walter Lindqvist. "
    "Rosa Delgado is the alternate. Dana Ito is on staff. "
    "Walter Lindqvist and Rosa Delgado are not on Slack: what I have for them goes to staff. "
    "I follow the steps of Milpitas, California. No regular meetings are planned yet. Its days off are the federal holidays."
)


INTRODUCTION = (
    "Hello. I'm Clerk. I keep a sister-city commission's inquiries, dates and votes in order. "
    "I work for Sierra Vista Sister Cities Commission. "
    "Here I post new inquiries, votes, agendas and signed agreements, and little else. "
    "Type /sister in any channel, and only you see the answer. Or open my Home, under Apps. "
    "Set up by Dana Ito."
)


def opens_set_up(office: Office, person: Member) -> None:
    """Have somebody press the button on Home."""
    person.opens_home()
    office.practice.wait_for(lambda: person.home)
    button = "Resume set-up" if "Resume set-up" in person.screen().home.shown else "Set up Clerk"  # type: ignore[union-attr]
    person.presses(button, person.home)


def reads_back(office: Office, **said: str) -> None:
    """Have Dana answer what must be answered, and read it back."""
    opens_set_up(office, office.dana)
    office.dana.submits({**CITY, **said})
    office.dana.submits(PEOPLE)
    office.dana.submits()


def sets_up(office: Office) -> None:
    """Have Dana set the commission up."""
    reads_back(office)
    office.dana.submits()


def home_says(office: Office, person: Member, text: str) -> None:
    """Wait until somebody's Home says something."""
    office.practice.wait_for(lambda: person.home and text in person.home.shown)


def test_an_administrator_sets_the_commission_up_and_it_works(bare_office: Office) -> None:
    office, dana = bare_office, bare_office.dana
    opens_set_up(office, dana)
    assert office.form(dana).title == "Set up: step 1 of 3"
    dana.submits(CITY)
    assert office.form(dana).title == "Set up: step 2 of 3"
    dana.submits(PEOPLE)
    assert office.form(dana).title == "Set up: step 3 of 3"
    dana.submits()
    assert (office.form(dana).title, office.form(dana).shown.splitlines()[0]) == (
        "Set up: is this right?",
        READ_BACK,
    )
    dana.submits()
    assert office.form(dana).shown.splitlines()[0] == (
        "Sierra Vista Sister Cities Commission is set up. I introduce myself in the channel now."
    )
    assert office.rows(Workspace, "name", "body_title", "set_up_by", "channel") == [
        ("Sierra Vista", "Sierra Vista Sister Cities Commission", "U0DANA", CHANNEL)
    ]
    assert office.rows(Act, "what", "actor_name") == [("commission set up", "Dana Ito")]
    assert office.count(SetupDraft) == [0]
    assert office.rows(Row, "name", "roles") == [
        ("Dana Ito", ["staff"]),
        ("Ngozi Okafor", ["member", "chair"]),
        ("Rosa Delgado", ["alternate"]),
        ("Sam Lee", ["member"]),
        ("Walter Lindqvist", ["member"]),
    ]


def test_before_the_set_up_every_door_says_whom_to_ask_or_offers_it(bare_office: Office) -> None:
    office, dana, lee = bare_office, bare_office.dana, bare_office.lee
    for line in ("", "next", "inquiry Tena", "setup", "roster"):
        assert (office.asks(dana, f"/sister {line}"), office.asks(lee, f"/sister {line}")) == (OFFER, ASK)
    lee.says("next")
    assert office.note(lee).text == ASK
    lee.uses_shortcut("Record an inquiry")
    assert office.form(lee).shown.splitlines()[0] == ASK
    lee.closes()
    lee.opens_home()
    office.practice.wait_for(lambda: lee.home)
    assert (ASK in lee.screen().home.shown, "Set up Clerk" in lee.screen().home.shown) == (True, False)  # type: ignore[union-attr]


@over_socket
def test_a_button_that_somebody_else_got_opens_nothing_for_them(bare_office: Office) -> None:
    office, lee = bare_office, bare_office.lee
    office.practice.faults.fail("users.info")
    assert office.asks(lee, "/sister") == OFFER
    lee.presses("Set up Clerk", office.answer(lee))
    assert (lee.modal, office.answer(lee).text) == (None, ASK)
    office.practice.faults.fail("users.list")
    assert office.asks(lee, "/sister") == ASK.replace(", for example Dana Ito", "")


@over_http
def test_the_channel_that_it_is_asked_in_is_proposed_unless_it_is_everybodys(bare_office: Office) -> None:
    office, dana = bare_office, bare_office.dana
    office.asks(dana, "/sister")
    dana.presses("Set up Clerk", office.answer(dana))
    assert (office.form(dana).values["Channel"], office.form(dana).values["Time zone"]) == (
        CHANNEL,
        "Pacific time (Los Angeles)",
    )
    dana.closes()
    dana.types("/sister", channel="C0GENERAL")
    dana.presses("Set up Clerk", dana.messages("C0GENERAL")[-1])
    assert office.form(dana).values["Channel"] is None
    dana.submits({**CITY, "Channel": "C0GENERAL"})
    assert office.form(dana).errors == {"Channel": EVERYBODYS}
    dana.submits({"Channel": CHANNEL})
    assert office.form(dana).title == "Set up: step 2 of 3"


@over_socket
def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(bare_office: Office) -> None:
    office, dana = bare_office, bare_office.dana
    opens_set_up(office, dana)
    dana.submits(CITY)
    dana.submits({**PEOPLE, "Chair": None, "Alternates": ["U0SAMLEE"], "People not on Slack": "Walter Roe"})
    assert office.form(dana).errors == {
        "Alternates": "Sam Lee is both a voting member and an alternate. Please choose one.",
        "People not on Slack": (
            "Line 1: please add what Walter Roe is, with a comma: member, alternate, liaison, chair, vice chair or staff. "
            "For instance: Pat Kim, member."
        ),
    }
    (kept,) = office.rows(SetupDraft, "answers")
    assert sorted(kept["names"]) == ["U0DANA", "U0SAMLEE"]
    dana.submits({"Alternates": ["U0CLERK"], "People not on Slack": "Walter Roe, chair"})
    assert office.form(dana).errors == {"Alternates": "Clerk is an app. Please choose people only."}
    office.practice.workspace.deactivate("U0STRANGER")
    dana.submits({"Alternates": ["U0STRANGER"]})
    assert office.form(dana).errors == {
        "Alternates": "Kim Roe's Slack account is closed. Please write their name under People not on Slack."
    }
    office.practice.faults.fail("users.info", times=2)
    dana.submits({"Alternates": ["U0OKAFOR"]})
    assert office.form(dana).shown.splitlines()[0] == (
        "Slack did not tell me who that is. Nothing is lost: please try again in a minute."
    )
    dana.closes()
    office.practice.faults.clear()
    dana.submits()
    assert office.form(dana).title == "Set up: step 3 of 3"


@over_http
def test_closing_halfway_loses_nothing_and_back_shows_what_was_answered(bare_office: Office) -> None:
    office, dana = bare_office, bare_office.dana
    opens_set_up(office, dana)
    dana.submits({**CITY, "Kind of body": "Nonprofit board"})
    dana.closes()
    assert office.asks(dana, "/sister") == f"{OFFER} What was answered is saved: step 2 of 3 is next."
    dana.presses("Resume set-up", office.answer(dana))
    assert office.form(dana).title == "Set up: step 2 of 3"
    dana.fills({"Non-voting liaisons": ["U0SAMLEE"], "Voting seats": "5"})
    dana.presses("Back")
    form = office.form(dana)
    assert (
        form.title,
        form.values["City or county"],
        form.values["Channel"],
        form.values["Kind of body"],
    ) == (
        "Set up: step 1 of 3",
        "Sierra Vista",
        CHANNEL,
        "Nonprofit board",
    )
    dana.submits()
    form = office.form(dana)
    assert (form.values["Non-voting liaisons"], form.values["Voting seats"]) == (["U0SAMLEE"], "5")
    dana.submits()
    dana.submits({"Regular meetings": "Third of each month", "Holidays of your state": "California"})
    dana.presses("Back")
    form = office.form(dana)
    assert (form.title, form.values["Regular meetings"], form.values["Holidays of your state"]) == (
        "Set up: step 3 of 3",
        "Third of each month",
        "California",
    )


@over_socket
def test_two_administrators_share_the_answers_and_the_commission_is_made_once(bare_office: Office) -> None:
    office, dana, okafor = bare_office, bare_office.dana, bare_office.okafor
    workspace = office.practice.workspace
    workspace.people["U0OKAFOR"] = replace(workspace.people["U0OKAFOR"], is_admin=True)
    opens_set_up(office, dana)
    dana.submits(CITY)
    opens_set_up(office, okafor)
    form = office.form(okafor)
    note = "Dana Ito has answered part of this. What is saved stands here; change what you like."
    assert (form.title, form.shown.splitlines()[0]) == ("Set up: step 2 of 3", note)
    okafor.submits(PEOPLE)
    okafor.submits()
    dana.submits(PEOPLE)
    assert office.form(dana).shown.splitlines()[0] == note.replace("Dana Ito", "Ngozi Okafor")
    dana.submits()
    dana.submits()
    okafor.submits()
    assert office.form(okafor).shown.splitlines()[0] == (
        "Clerk is set up already. Dana Ito did that on Jan 22, 2026."
    )
    assert office.count(Workspace, Act) == [1, 1]
    assert (
        office.asks(okafor, "/sister setup") == "Clerk is set up already. Dana Ito did that on Jan 22, 2026."
    )


@over_socket
def test_answers_that_were_changed_since_they_were_read_set_nothing_up(bare_office: Office) -> None:
    office, dana, okafor = bare_office, bare_office.dana, bare_office.okafor
    workspace = office.practice.workspace
    workspace.people["U0OKAFOR"] = replace(workspace.people["U0OKAFOR"], is_admin=True)
    reads_back(office)
    opens_set_up(office, okafor)
    okafor.presses("Back")
    dana.submits()
    assert office.form(dana).shown.splitlines()[0] == (
        "Ngozi Okafor is changing an answer. Nothing is set up yet. Please read it again."
    )
    okafor.submits({"Holidays of your state": "Ohio"})
    dana.presses("Resume set-up")
    assert office.form(dana).title == "Set up: is this right?"
    okafor.presses("Back")
    okafor.submits({"Holidays of your state": "Texas"})
    dana.submits()
    shown = office.form(dana).shown.splitlines()
    assert (shown[0], "Its days off are the federal holidays and those of Texas." in shown[1]) == (
        "Ngozi Okafor changed an answer meanwhile. Please read it again.",
        True,
    )
    assert office.count(Workspace, SetupDraft) == [0, 1]
    dana.submits()
    assert (office.form(dana).title, office.count(Workspace)) == ("Set up", [1])


@over_http
def test_everybodys_channel_is_refused_wherever_the_set_up_was_begun(bare_office: Office) -> None:
    office, dana = bare_office, bare_office.dana
    reads_back(office, Channel="C0GENERAL")
    dana.submits()
    form = office.form(dana)
    assert (form.title, form.shown.splitlines()[0], form.values["Channel"]) == (
        "Set up: step 1 of 3",
        EVERYBODYS,
        None,
    )
    dana.submits({"Channel": "C0GENERAL"})
    assert (office.form(dana).errors, office.count(Workspace)) == ({"Channel": EVERYBODYS}, [0])
    dana.submits({"Channel": CHANNEL})
    for _ in range(3):
        dana.submits()
    assert office.rows(Workspace, "channel") == [CHANNEL]


@over_http
def test_home_says_at_once_what_is_left_when_the_form_is_closed(bare_office: Office) -> None:
    office, dana = bare_office, bare_office.dana
    opens_set_up(office, dana)
    for values, left in (
        (CITY, "What was answered is saved: step 2 of 3 is next."),
        (PEOPLE, "What was answered is saved: step 3 of 3 is next."),
        ({}, "Everything is answered and saved: only reading it back is left."),
    ):
        dana.submits(values)
        home_says(office, dana, f"{OFFER} {left}")
    dana.presses("Back")
    home_says(office, dana, "step 3 of 3 is next.")
    dana.presses("Back")
    dana.presses("Back")
    home_says(office, dana, "step 1 of 3 is next.")
    dana.closes()
    dana.presses("Resume set-up", dana.home)
    assert office.form(dana).title == "Set up: step 1 of 3"


@over_socket
def test_nobody_is_their_own_second_administrator(bare_office: Office) -> None:
    office, dana = bare_office, bare_office.dana
    opens_set_up(office, dana)
    dana.submits(CITY)
    dana.submits(PEOPLE)
    dana.submits({"Second administrator": "U0DANA"})
    assert office.form(dana).errors == {
        "Second administrator": "Please choose somebody other than yourself, or leave it empty."
    }


@over_http
def test_a_form_that_is_sent_twice_at_once_makes_one_commission(bare_office: Office) -> None:
    office, dana = bare_office, bare_office.dana
    opens_set_up(office, dana)
    for values in (CITY, PEOPLE, {}, {}):
        office.practice.faults.duplicate_next("action")
        dana.submits(values)
    assert office.form(dana).title == "Set up"
    assert office.count(Workspace, Act, SetupDraft) == [1, 1, 0]


@over_socket
def test_who_is_no_administrator_any_more_sets_nothing_up(bare_office: Office) -> None:
    office, dana = bare_office, bare_office.dana
    opens_set_up(office, dana)
    for values in (CITY, PEOPLE, {}):
        dana.submits(values)
    workspace = office.practice.workspace
    workspace.people["U0DANA"] = replace(workspace.people["U0DANA"], is_admin=False)
    dana.submits()
    assert office.form(dana).shown.splitlines()[0] == ASK.replace(", for example Dana Ito", "")
    assert office.count(Workspace, SetupDraft) == [0, 1]


@over_http
def test_the_introduction_waits_until_clerk_is_let_in_and_comes_once(bare_office: Office) -> None:
    office, dana = bare_office, bare_office.dana
    office.practice.faults.refuse("conversations.join", error="missing_scope", times=2)
    sets_up(office)
    dana.presses("Try again")
    dana.closes()
    assert office.note(dana).text == (
        "I can't post in the commission's channel yet. Type /invite @Clerk there, then press Try again."
    )
    office.practice.workspace.join(CHANNEL)
    dana.opens_home()
    office.practice.wait_for(lambda: dana.home and "type /invite @Clerk there" in dana.home.shown)
    dana.presses("Try again", dana.home)
    assert office.card("Hello. I'm Clerk.").text == INTRODUCTION
    office.practice.wait_for(
        lambda: dana.home and "introduced in your channel" in dana.home.shown, seconds=15
    )
    assert len([one for one in dana.messages(CHANNEL) if not one.ephemeral]) == 1


@over_socket
def test_clerk_joins_the_channel_by_itself_where_it_was_given_the_right(bare_office: Office) -> None:
    office, dana = bare_office, bare_office.dana
    sets_up(office)
    assert office.card("Hello. I'm Clerk.").text == INTRODUCTION
    assert office.notes(dana) == []
