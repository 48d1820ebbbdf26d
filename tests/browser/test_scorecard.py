"""The rows of docs/scorecard.md that are about a screen, at both widths, in one walk."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import WIDTHS, Screen, demo, labelled, opened

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]


@pytest.mark.parametrize("width", list(WIDTHS))
def test_what_the_scorecard_says_of_screens_holds_on_a_phone_and_a_desktop(
    browser: Browser, tmp_path: Path, width: str
) -> None:
    with demo(tmp_path) as url:
        page, screen, complaints = opened(browser, f"{url}#U0DANA/C0SISTER", width)
        the_menu_help_and_a_typo(screen)
        a_card_of_one_city(screen)
        home_without_typing(screen)
        the_way_back(screen)
        screen.acts_as("Arjun Singh, member")
        what_one_may_not_do(screen)
        ones_own_reminders(screen)
        assert complaints == []
        page.close()


def the_menu_help_and_a_typo(screen: Screen) -> None:
    screen.asks("/sister")
    screen.sees("What would you like to do?")
    screen.presses("More")
    screen.asks("/sister hlep")
    screen.sees("Most used")


def a_card_of_one_city(screen: Screen) -> None:
    screen.asks("/sister next Hakusan")
    screen.sees("Hakusan, Japan: step 1 of 7")
    screen.asks("/sister list")
    screen.sees("All cities")


def home_without_typing(screen: Screen) -> None:
    screen.goes_to("Clerk Home")
    expect(screen.page.locator("#home .block").first).to_be_visible()
    screen.presses_at_home("Record an inquiry")
    form = screen.form("Record an inquiry")
    form.fills("City or region", "Braga")
    country = screen.page.get_by_role("dialog").get_by_role("combobox", name="Country")
    country.fill("Portugal")
    screen.page.get_by_role("option", name="Portugal", exact=True).click()
    form.submits("Record inquiry")
    screen.form("Saved").says("Recorded: Braga, Portugal, No. 5.")


def the_way_back(screen: Screen) -> None:
    screen.form("Saved").presses("Undo")
    screen.form().says("Taken back for Braga, Portugal")
    screen.form().closes()
    if labelled(screen.page.get_by_role("dialog"), "Close").count():
        screen.form().closes()
    screen.goes_to("sister-cities")


def what_one_may_not_do(screen: Screen) -> None:
    screen.asks("/sister vote")
    screen.sees("Only the chair")
    screen.sees("Suggest for agenda")


def ones_own_reminders(screen: Screen) -> None:
    screen.types("/sister remind")
    form = screen.form("My reminders")
    form.says("How often")
    form.says("Pause until")
    form.says("Who gets it meanwhile")
