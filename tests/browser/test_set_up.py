"""The set-up in a browser, on a phone and on a desktop: from the empty workspace to the first word in the channel."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import WIDTHS, Screen, demo, opened

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]

NOT_ON_SLACK = "Walter Lindqvist, chair\nRosa Delgado, alternate"


@pytest.mark.parametrize("width", list(WIDTHS))
def test_a_commission_is_set_up_from_home_and_closing_halfway_loses_nothing(
    browser: Browser, tmp_path: Path, width: str
) -> None:
    with demo(tmp_path, "--empty") as url:
        page, screen, complaints = opened(browser, f"{url}#U0DANA/C0SISTER", width)
        page.get_by_role("button", name="Close tour").first.click()
        screen.goes_to("Home")
        screen.presses_at_home("Set up Clerk")
        names_the_commission(screen)
        closes_halfway_and_resumes(screen)
        names_the_people(screen)
        confirms(screen)
        screen.goes_to("sister-cities")
        screen.sees("Hello. I'm Clerk.")
        screen.sees("Set up by Dana Ito.")
        assert complaints == []
        page.close()


def names_the_commission(screen: Screen) -> None:
    form = screen.form("Set up: step 1 of 3")
    form.fills("City or county", "San Lucero")
    form.picks("Channel", "sister-cities")
    form.submits("Go on to people")


def closes_halfway_and_resumes(screen: Screen) -> None:
    screen.form("Set up: step 2 of 3").presses("Cancel")
    home = screen.page.get_by_role("region", name="Home", exact=True)
    expect(home).to_contain_text("What was answered is saved: step 2 of 3 is next.")
    screen.presses_at_home("Resume set-up")


def names_the_people(screen: Screen) -> None:
    form = screen.form("Set up: step 2 of 3")
    form.says("Choose the chair and the voting members, here or under People not on Slack.")
    form.picks("Voting members", "Grace Park")
    form.fills("People not on Slack", NOT_ON_SLACK)
    form.submits("Go on to meetings")


def confirms(screen: Screen) -> None:
    form = screen.form("Set up: step 3 of 3")
    form.says("All of this may stay as it is, and be changed later in the settings.")
    form.submits("Read it back")
    read_back = screen.form("Set up: is this right?")
    read_back.says("San Lucero Sister Cities Commission is a city commission under open-meeting rules.")
    read_back.says("Walter Lindqvist is the chair.")
    read_back.submits("Looks right")
    done = screen.form("Set up")
    done.says("San Lucero Sister Cities Commission is set up.")
    done.closes()
