"""The first ten minutes: the set-up in Slack, from the offer to the introduction."""

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
CITY = {"City or county": "Sierra Vista", "Channel": CHANNEL}
PEOPLE = {
    "Chair": "U0OKAFOR",
    "Voting members": ["U0SAMLEE"],
    "People not on Slack": "Walter Lindqvist, member\nRosa Delgado, alternate",
}
READ_BACK = (
    "Sierra Vista Sister Cities Commission is a city commission under open-meeting rules. "
    "I post in <#C0SISTER> and nowhere else. Days and hours are those of Pacific time (Los Angeles). "
    "Ngozi Okafor is the chair. There are 3 voting seats, held by Ngozi Okafor, Sam Lee and Walter Lindqvist. "
    "Rosa Delgado is the alternate. Dana Ito is on staff. "
    "Walter Lindqvist and Rosa Delgado are not on Slack: what I have for them goes to staff. "
    "I follow Milpitas, California. No regular meetings are planned yet. Its days off are the federal holidays."
)


def opens_set_up(office: Office, person: Member) -> None:
    """Have somebody press the button on Home."""
    person.opens_home()
    office.practice.wait_for(lambda: person.home)
    button = "Resume set-up" if "is next" in person.screen().home.shown else "Set up Clerk"  # type: ignore[union-attr]
    person.presses(button, person.home)


def sets_up(office: Office) -> None:
    """Have Dana answer what must be answered."""
    opens_set_up(office, office.dana)
    office.dana.submits(CITY)
    office.dana.submits(PEOPLE)
    office.dana.submits()
    office.dana.submits()


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
        "Sierra Vista Sister Cities Commission is set up. I introduce myself in the channel now. "
        "Does nothing appear there? Type /invite @Clerk in the channel, and press Try again."
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
