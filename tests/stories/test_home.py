"""Home: what was brought before the chair stands first."""

from bot.practice.member import Member
from models.workspaces import Workspace
from tests.stories.conftest import Office, over_http

DISCUSS = "Discuss the possible relationship at a commission meeting"


def home_of(office: Office, person: Member, holds: str = "") -> list[str]:
    """Have somebody open their Home until it holds some words; gives the lines it shows."""

    def opened() -> list[str]:
        person.opens_home()
        shown = person.home.shown if person.home else ""
        return [line for line in shown.splitlines() if line] if holds in shown else []

    return office.practice.wait_for(opened)


@over_http
def test_the_chair_sees_what_was_brought_before_them_until_it_is_settled(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    office.practice.wait_for(lambda: office.rows(Workspace, "ticked_at") != [None])
    office.wait(days=95)
    office.practice.wait_for(
        lambda: any("I'll tell Ngozi Okafor" in one.text for one in office.notes(office.dana))
    )
    assert home_of(office, office.okafor)[1] == "Nothing needs you today."
    office.wait(days=3)
    office.practice.wait_for(
        lambda: any("looks after it. Please ask" in one.text for one in office.notes(office.okafor))
    )

    home = home_of(office, office.okafor, "For you to decide")

    assert home[:4] == [
        "Hello, Ngozi Okafor",
        "For you to decide",
        f"Cascais: “{DISCUSS}”, 5 working days late; Dana Ito looks after it",
        "[Open]",
    ]
    assert "Nothing needs you today." not in home
    for person in (office.dana, office.lee):
        assert "For you to decide" not in home_of(office, person, "Cascais")
