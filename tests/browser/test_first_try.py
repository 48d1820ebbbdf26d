from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import WIDTHS, Screen, demo, opened

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]


@pytest.mark.parametrize("width", list(WIDTHS))
def test_a_first_try_from_inquiry_to_reminder_and_over_a_restart(
    browser: Browser, tmp_path: Path, width: str
) -> None:
    with demo(tmp_path) as url:
        page, screen, complaints = opened(browser, f"{url}#U0SINGH/C0SISTER", width)
        records_an_inquiry(screen)
        logs_a_letter(screen)
        screen.types("/sister next Braga")
        screen.sees("Waiting on Braga")

        screen.acts_as("Dana Ito, staff")
        completes_the_discussion(screen)
        screen.goes_to("^Clerk(?! Home)")
        screen.presses_clock("Next 9:00 AM")
        screen.presses_clock("Next 9:00 AM")
        screen.sees("please see that it is done.")
        assert complaints == []
        page.close()

    with demo(tmp_path) as url:
        page, screen, complaints = opened(browser, f"{url}#U0DANA/C0SISTER", width)
        screen.types("/sister show Braga")
        screen.sees("We thanked them")
        screen.goes_to("^Clerk(?! Home)")
        screen.sees("please see that it is done.")
        assert complaints == []
        page.close()


def records_an_inquiry(screen: Screen) -> None:
    screen.types("/sister inquiry Braga, Portugal")
    form = screen.form("Record an inquiry")
    form.fills("Notes", "They would like to exchange schools.")
    form.submits("Record inquiry")
    screen.form("Saved").says("Recorded: Braga, Portugal, No. 5.")
    screen.form("Saved").closes()
    screen.sees("No. 5. Recorded by Arjun Singh")


def logs_a_letter(screen: Screen) -> None:
    screen.types("/sister log Braga")
    form = screen.form("Log correspondence")
    form.ticks("We sent it")
    form.picks("What it is", "Reply")
    form.fills("Summary", "We thanked them.")
    form.submits("Log it")
    screen.form("Saved").says("Logged for Braga, Portugal")
    screen.form("Saved").closes()


def completes_the_discussion(screen: Screen) -> None:
    screen.types("/sister done Braga")
    form = screen.form("Complete a step")
    form.picks("Step", "Step 1. Reply to the inquiry in writing")
    form.submits("Choose this step")
    form.ticks("copy of the written reply")
    form.picks("Evidence", "A logged letter")
    form.picks("Which letter", "Reply, Mon, Nov 23")
    form.submits("Record it")
    screen.form("Saved").says("is recorded")
    screen.form("Saved").closes()
