"""The pictures of the README and the docs: what is done in the page before each, at which width, and their names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Screen, opened
from tests.browser.test_a_meeting import (
    CHAIR,
    PRESENT,
    STAFF,
    calls_a_vote,
    calls_to_order,
    discusses_a_city,
    records_the_posting,
    seats_an_alternate,
)
from tests.browser.test_a_meeting import members_vote as members_vote_in_turn

FOLDER = Path(__file__).parent.parent.parent / "docs" / "pictures"
DESKTOP, PHONE = (1120, 760), (390, 780)


@dataclass(frozen=True, kw_only=True)
class Picture:
    """One picture: what is done before it is taken, and the size of the window; the one before it may have gone on."""

    act: Callable[[Screen], None]
    size: tuple[int, int] = DESKTOP


def _answers(screen: Screen, line: str) -> Locator:
    screen.goes_to("sister-cities")
    screen.asks(line)
    return screen.page.locator("li.message.ephemeral").last


def _whats_next(screen: Screen) -> None:
    _answers(screen, "/sister next Hakusan").evaluate("node => node.scrollIntoView()")


def _inquiry(screen: Screen) -> None:
    screen.goes_to("sister-cities")
    screen.types("/sister inquiry \N{LATIN CAPITAL LETTER E WITH ACUTE}vora, Portugal")
    screen.form("Record an inquiry")
    screen.page.evaluate("document.activeElement.blur()")


def _home_of(person: str) -> Callable[[Screen], None]:
    def act(screen: Screen) -> None:
        screen.acts_as(person)
        screen.goes_to("Clerk Home")
        expect(screen.page.locator("#home .block").first).to_be_visible()

    return act


def _daily_note(screen: Screen) -> None:
    screen.goes_to("^Clerk(?! Home)")
    screen.presses_clock("Next 9:00 AM")
    expect(screen.page.locator("#messages .message").first).to_be_visible()
    expect(screen.page.locator("#sidebar .count")).to_have_count(0)  # it is read


def _vote(screen: Screen) -> None:
    screen.goes_to("sister-cities")
    screen.jumps_to("2026-12-11T10:00")
    screen.asks("/sister agenda add Spring festival budget")
    records_the_posting(screen)
    screen.jumps_to("2026-12-17T17:55")
    screen.acts_as(CHAIR)
    calls_to_order(screen, PRESENT)
    seats_an_alternate(screen)
    discusses_a_city(screen)
    calls_a_vote(screen)
    members_vote_in_turn(screen)
    vote = screen.page.locator("li.message:not(.ephemeral)", has_text="Vote: Approve").last
    vote.evaluate("node => node.scrollIntoView()")


def _set_up(screen: Screen) -> None:
    screen.page.get_by_role("button", name="Start over").click()
    dialog = screen.page.get_by_role("alertdialog")
    dialog.get_by_label("An empty workspace").check()
    dialog.get_by_role("button", name="Start over").click()
    expect(screen.page.locator("#messages > li")).to_have_count(0)
    expect(screen.page.locator("#connection")).to_be_hidden()
    _home_of(STAFF)(screen)
    screen.page.get_by_role("button", name="Close tour").click()
    screen.presses_at_home("Set up Clerk")
    screen.form()
    screen.page.evaluate("document.activeElement.blur()")


PICTURES: Mapping[str, Picture] = {
    "whats-next.png": Picture(act=_whats_next),
    "record-an-inquiry.png": Picture(act=_inquiry),
    "daily-note.png": Picture(act=_daily_note),
    "home-staff.png": Picture(act=_home_of(STAFF), size=PHONE),
    "home-chair.png": Picture(act=_home_of(CHAIR), size=PHONE),
    "vote.png": Picture(act=_vote),
    "set-up.png": Picture(act=_set_up),
}
"""In the order in which they are taken: time only goes forward."""


def take_all(browser: Browser, url: str) -> None:
    """Take every picture from one workspace."""
    FOLDER.mkdir(exist_ok=True)
    for name, picture in PICTURES.items():
        width = "phone" if picture.size == PHONE else "desktop"
        page, screen, _ = opened(browser, f"{url}#U0DANA/C0SISTER", width)
        page.set_viewport_size({"width": picture.size[0], "height": picture.size[1]})
        picture.act(screen)
        page.screenshot(path=FOLDER / name)
        _close_forms(page)
        page.close()


def _close_forms(page: Page) -> None:
    """Close what stands open: it would stand open in the next picture too."""
    while page.locator("dialog").count():
        page.keyboard.press("Escape")
        page.wait_for_timeout(200)
