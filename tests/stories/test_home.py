"""Home: for each part, after a change, and when something fails."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import text

from bot.practice.member import Member
from bot.practice.seeds import PersonSeed
from models.workspaces import Workspace
from scheduler.homes import LOOK_SECONDS
from tests.stories.conftest import Office, over_http, over_socket
from tests.stories.test_votes import MOTION, calls, in_session

LOOKS_EVERY = 2 * LOOK_SECONDS
"""So long, in real seconds, it takes at most until an open Home shows what others did."""
DISCUSS = "Discuss the possible relationship at a commission meeting"


def seen(person: Member) -> list[str]:
    """List the lines that somebody's Home shows, as it stands."""
    return [line for line in person.home.shown.splitlines() if line] if person.home else []


def home_of(office: Office, person: Member, holds: str = "As of") -> list[str]:
    """Have somebody open their Home until it holds some words; gives the lines it shows."""

    def opened() -> list[str]:
        person.opens_home()
        return [*seen(person)] if holds in " ".join(seen(person)) else []

    return office.practice.wait_for(opened)


def shows(office: Office, person: Member, holds: str) -> list[str]:
    """Wait until somebody's Home holds some words, without their opening it; gives the lines it shows."""
    return office.practice.wait_for(
        lambda: [*seen(person)] if holds in " ".join(seen(person)) else [], LOOKS_EVERY
    )


@contextmanager
def unreadable(office: Office) -> Iterator[None]:
    """Have the record lack a part while the block runs."""
    with office.records.engine.begin() as connection:
        connection.execute(text("ALTER TABLE due_dates RENAME TO away"))
    try:
        yield
    finally:
        with office.records.engine.begin() as connection:
            connection.execute(text("ALTER TABLE away RENAME TO due_dates"))


@over_http
def test_the_chair_sees_what_was_brought_before_them_until_it_is_settled(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    office.wait(days=95)
    office.practice.wait_for(
        lambda: any("I'll tell Ngozi Okafor" in one.text for one in office.notes(office.dana))
    )
    assert "late" not in " ".join(home_of(office, office.okafor))
    office.wait(days=3)
    office.practice.wait_for(
        lambda: any("looks after it. Please ask" in one.text for one in office.notes(office.okafor))
    )

    home = home_of(office, office.okafor, "5 working days late")

    assert home[:4] == [
        "Hello, Ngozi Okafor",
        "For you to decide",
        f"Cascais: “{DISCUSS}”, 5 working days late; Dana Ito looks after it",
        "[Open]",
    ]
    for person in (office.dana, office.lee):
        assert "late" not in " ".join(home_of(office, person, "Cascais"))


@over_socket
def test_a_member_finds_the_meeting_the_usual_buttons_and_whom_to_ask(office: Office) -> None:
    assert home_of(office, office.lee) == [
        "Hello, Sam Lee",
        "Nothing needs you today.",
        "Next meeting: Thu, Jan 22, 6:00 PM",
        "[Agenda]",
        "[I can't attend]",
        "[Record an inquiry]",
        "[Log correspondence]",
        "[See what's next]",
        "Cities",
        "No city is tracked yet. Record your first inquiry.",
        "[My reminders]",
        "[Show the menu]",
        "[Show help]",
        "Questions? Ask Dana Ito.",
        "As of Thu, Jan 22, 10:00 AM.",
        "[Refresh]",
    ]


@over_http
def test_staff_see_the_dates_what_lacks_an_owner_and_what_they_keep(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    home = home_of(office, office.dana, "Dates to watch")
    dates = home.index("Dates to watch")

    assert home[1] == "Needs you"
    assert home[dates : dates + 5] == [
        "Dates to watch",
        "Our goal is Thu, Feb 5: Cascais, Portugal. Reply to the inquiry in writing. 10 working days after the inquiry of Jan 22, 2026.",
        f"Due Thu, Apr 23: Cascais, Portugal. {DISCUSS}. Third commission meeting after the inquiry of Jan 22, 2026.",
        "[See the roster]",
        "[Settings]",
    ]


@pytest.mark.slow
@over_socket
def test_an_open_home_shows_what_others_record_without_being_opened_again(office: Office) -> None:
    assert "No city is tracked yet. Record your first inquiry." in home_of(office, office.okafor)
    home_of(office, office.lee)
    office.records_inquiry("Cascais, Portugal")

    assert "Cities (1 open)" in shows(office, office.lee, "Cascais, Portugal")
    office.wait(seconds=10)
    assert "Cities (1 open)" in shows(office, office.okafor, "Cascais, Portugal")


@over_http
def test_what_one_presses_on_home_shows_there_at_once(office: Office) -> None:
    home_of(office, office.lee)
    office.lee.presses("I can't attend", office.lee.home)
    office.lee.closes()
    shows(office, office.lee, "[I can attend]")
    office.lee.presses("I can attend", office.lee.home)
    office.lee.closes()

    assert "[I can't attend]" in shows(office, office.lee, "[I can't attend]")


@pytest.mark.slow
@over_socket
def test_a_member_who_has_not_voted_is_told_so_until_they_have(office: Office) -> None:
    in_session(office)
    home_of(office, office.lee)
    message = calls(office)
    office.wait(seconds=10)
    unvoted = f"You have not voted yet: “{MOTION}”"

    assert unvoted in shows(office, office.lee, unvoted)
    chair = home_of(office, office.okafor, "A vote is open")
    assert [line for line in chair if MOTION in line] == [f"A vote is open: “{MOTION}”"]
    office.lee.presses("Aye", message)
    assert unvoted not in shows(office, office.lee, "Nothing needs you today.")


@over_socket
def test_refresh_draws_the_home_as_of_now(office: Office) -> None:
    assert "As of Thu, Jan 22, 10:00 AM." in home_of(office, office.lee)
    office.wait(hours=1)
    office.lee.presses("Refresh", office.lee.home)

    assert "As of Thu, Jan 22, 11:00 AM." in shows(office, office.lee, "11:00 AM")


@over_http
def test_where_the_record_cannot_be_read_the_last_home_stays_and_a_first_one_says_so(office: Office) -> None:
    before = home_of(office, office.dana)
    with unreadable(office):
        office.wait(minutes=5)
        office.dana.opens_home()
        office.lee.opens_home()
        assert shows(office, office.lee, "I can't read the record just now.") == [
            "Clerk",
            "I can't read the record just now. Nothing is lost. Please try again in a minute.",
            "[Refresh]",
        ]
        assert seen(office.dana) == before
    office.lee.presses("Refresh", office.lee.home)

    assert shows(office, office.lee, "As of")[0] == "Hello, Sam Lee"


@over_http
def test_a_first_home_that_cannot_be_drawn_says_so_whatever_the_reason(office: Office) -> None:
    with office.records.transaction(office.practice.clock.now()) as session:
        session.query(Workspace).update({"settings": {"days_off": {"extra": ["no day"]}}})
    office.lee.opens_home()

    assert shows(office, office.lee, "I can't read the record just now.")[0] == "Clerk"


@over_http
def test_a_stranger_sees_the_public_list_and_a_guest_nothing_of_the_record(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    office.practice.workspace.admit(
        PersonSeed("U0GUEST", "Pat Hale", "guest", "America/Los_Angeles", is_restricted=True)
    )
    guest = office.practice.person("U0GUEST")

    assert home_of(office, office.stranger)[1:4] == [
        "I keep the sister-city records of Sierra Vista. You're not on its roster. Here is the public list.",
        "Sierra Vista is in touch with: Cascais, Portugal.",
        "[Ask to be added]",
    ]
    assert "As of Thu, Jan 22, 10:00 AM PST." in seen(office.stranger)
    assert home_of(office, guest)[1:3] == [
        "I keep the sister-city records of Sierra Vista. You're not on its roster. So I can show you nothing of them.",
        "[Ask to be added]",
    ]


@over_http
def test_whoever_slack_does_not_tell_of_is_shown_nothing_of_the_record(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    office.settles()
    office.practice.faults.fail("users.info", times=3)

    assert "Cascais" not in " ".join(home_of(office, office.stranger))
