"""The guided tour, followed to its end at both widths; it goes on after a reload."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.conftest import WIDTHS, Screen, demo, labelled, opened

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]


@pytest.mark.parametrize("width", list(WIDTHS))
def test_the_tour_is_followed_from_a_letter_to_the_chairs_home(
    browser: Browser, tmp_path: Path, width: str
) -> None:
    with demo(tmp_path) as url:
        page, screen, complaints = opened(browser, f"{url}#U0SINGH/C0SISTER", width, with_tour=True)
        tour = page.get_by_role("complementary", name="Guided tour")
        says(tour, "Step 1 of 5: Record a letter")
        says(tour, "You are now Arjun Singh. This step is for Dana Ito.")
        labelled(tour, "Act as Dana Ito").click()
        sends_the_line(screen, tour)
        screen.form("Record an inquiry").submits("Record inquiry")
        screen.form("Saved").closes()

        says(tour, "Step 2 of 5: Ask what is next")
        sends_the_line(screen, tour)
        expect(page.locator("#announcements")).to_contain_text(
            "Clerk: Évora, Portugal: step 1 of 7."
        )  # and the tour's step after it

        says(tour, "Step 3 of 5: Log your reply")
        page.reload()
        says(tour, "Step 3 of 5: Log your reply")
        sends_the_line(screen, tour)
        logs_the_reply(screen)

        says(tour, "Step 4 of 5: Let time pass")
        expect(tour.get_by_text("The clock is under Person and clock.")).to_be_visible(
            visible=screen.is_phone
        )
        screen.presses_clock("Next 9:00 AM")
        screen.goes_to("^Clerk(?! Home)")

        says(tour, "Step 5 of 5: Be the chair")
        screen.acts_as("Ngozi Okafor, member, chair")
        screen.goes_to("Clerk Home")
        says(tour, "You have seen the ordinary round")
        labelled(tour, "Close tour").click()
        expect(tour).to_be_hidden()
        assert complaints == []
        page.close()


def says(tour: Locator, words: str) -> None:
    expect(tour).to_contain_text(words)


def sends_the_line(screen: Screen, tour: Locator) -> None:
    labelled(tour, "Type it for me").click()
    box = screen.page.get_by_role("textbox", name="Message #sister-cities")
    expect(box).to_be_focused()
    box.press("Enter")


def logs_the_reply(screen: Screen) -> None:
    form = screen.form("Log correspondence")
    form.ticks("We sent it")
    form.picks("What it is", "Reply")
    form.fills("Summary", "We thanked them.")
    form.ticks("Step 1. Reply to the inquiry in writing")
    form.submits("Log it")
    screen.form("Saved").closes()
