"""The page used by the keyboard alone, and the workspace started over."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Screen, demo, opened

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]

FOCUSED = "document.activeElement.getAttribute('aria-label') || document.activeElement.innerText || document.activeElement.id"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with demo(tmp_path_factory.mktemp("demo")) as address:
        yield address


@pytest.fixture(scope="module")
def screen(browser: Browser, url: str) -> Iterator[Screen]:
    page, screen, complaints = opened(browser, f"{url}#U0DANA/C0SISTER", "desktop")
    yield screen
    assert complaints == []
    page.close()


def focused(page: Page) -> str:
    named: str = page.evaluate(FOCUSED)
    return named


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_the_first_tab_leads_past_the_bar_to_the_message_box(screen: Screen) -> None:
    expect(screen.page.get_by_role("textbox", name="Message #sister-cities")).to_be_visible()
    press(screen.page, "Tab")
    assert focused(screen.page) == "Skip to the conversation"
    press(screen.page, "Enter")
    assert focused(screen.page) == "Message #sister-cities"


def test_a_command_is_completed_by_tab_and_its_form_closed_by_escape(screen: Screen) -> None:
    box = screen.page.get_by_role("textbox", name="Message #sister-cities")
    box.focus()
    screen.page.keyboard.type("/si")
    expect(screen.page.get_by_role("option", name="/sister")).to_be_visible()
    press(screen.page, "Tab")
    screen.page.keyboard.type("inquiry Braga, Portugal")
    press(screen.page, "Enter")
    dialog = screen.page.get_by_role("dialog", name="Record an inquiry")
    expect(dialog).to_be_visible()
    inside = screen.page.evaluate("!!document.activeElement.closest('dialog')")
    press(screen.page, "Escape")
    expect(dialog).to_be_hidden()
    assert (inside, focused(screen.page)) == (True, "Message #sister-cities")


def test_enter_sends_a_line_whose_last_word_is_complete(screen: Screen) -> None:
    screen.types("/invite @Clerk")
    screen.sees("invited @Clerk")
    expect(screen.page.get_by_role("textbox", name="Message #sister-cities")).to_have_value("")


def test_a_form_that_is_sent_by_keyboard_leaves_the_focus_on_what_took_its_place(screen: Screen) -> None:
    screen.types("/sister log Hakusan")
    form = screen.form("Log correspondence")
    form.ticks("We sent it")
    form.fills("Summary", "We thanked them.")
    press(screen.page, "Control+Enter")
    expect(screen.page.get_by_role("heading", name="Saved")).to_be_focused()
    press(screen.page, "Escape")
    expect(screen.page.get_by_role("dialog")).to_be_hidden()
    assert focused(screen.page) == "Message #sister-cities"


def test_a_reply_that_is_closed_gives_the_focus_back_to_its_button(screen: Screen) -> None:
    opener = screen.page.get_by_role("button", name="Reply in thread").last
    opener.focus()
    press(screen.page, "Enter")
    expect(screen.page.get_by_role("textbox", name="Reply")).to_be_focused()
    press(screen.page, "Tab", "Tab", "Enter")
    expect(opener).to_be_focused()


def test_a_menu_is_walked_with_arrows_and_gives_the_focus_back(screen: Screen) -> None:
    opener = screen.page.get_by_role("button", name="Shortcuts")
    opener.focus()
    press(screen.page, "Enter", "ArrowDown", "ArrowUp", "End", "Home")
    first = screen.page.get_by_role("menuitem").first
    assert focused(screen.page) == first.inner_text()
    last = screen.page.get_by_role("menuitem").last
    press(screen.page, last.inner_text()[0].lower())
    expect(last).to_be_focused()
    press(screen.page, "Escape")
    expect(first).to_be_hidden()
    expect(opener).to_be_focused()


def test_a_person_is_found_by_role_and_chosen_by_enter(screen: Screen) -> None:
    box = screen.page.get_by_role("combobox", name="Act as")
    box.focus()
    box.select_text()
    screen.page.keyboard.type("vice")
    expect(screen.page.get_by_role("option")).to_have_text(["Luis Herrera, member, vice chair"])
    press(screen.page, "Enter")
    expect(box).to_have_value("Luis Herrera, member, vice chair")
    expect(box).to_be_focused()


def test_the_clock_says_where_each_move_leads_and_closes_by_escape(screen: Screen) -> None:
    opener = screen.page.get_by_role("group", name="Clock").get_by_role("button").first
    opener.focus()
    press(screen.page, "Enter", "Tab")
    assert focused(screen.page).split("\n") == ["+1 hour", "Mon, Nov 23, 2026, 9:30 AM PST"]
    press(screen.page, "Escape")
    expect(opener).to_be_focused()
    expect(screen.page.get_by_role("button", name="+1 hour")).to_be_hidden()


def test_a_move_of_the_clock_is_said_and_closes_what_covers_the_page(screen: Screen) -> None:
    opener = screen.page.get_by_role("group", name="Clock").get_by_role("button").first
    opener.focus()
    press(screen.page, "Enter", "Tab", "Enter")
    expect(opener).to_have_text("Mon, Nov 23, 2026, 9:30 AM PST")
    expect(opener).to_be_focused()
    expect(screen.page.get_by_role("button", name="+1 hour")).to_be_hidden()
    said = screen.page.locator("#announcements")
    expect(said).to_contain_text("It is now Mon, Nov 23, 2026, 9:30 AM PST.")


def test_a_message_elsewhere_is_said(screen: Screen) -> None:
    screen.acts_as("Dana Ito, staff")
    screen.presses_clock("Next 9:00 AM")
    said = screen.page.locator("#announcements")
    expect(said).to_contain_text(re.compile(r"It is now \w+, Nov \d+, 2026, 9:00 AM PST\."))
    expect(said).to_contain_text("Clerk: 1 unread")


def test_the_workspace_is_started_over_empty_and_back_in_time(screen: Screen) -> None:
    screen.page.get_by_role("button", name="Start over").click()
    dialog = screen.page.get_by_role("alertdialog")
    dialog.get_by_label("An empty workspace, to try the set-up").check()
    dialog.get_by_role("button", name="Start over").click()
    tour = screen.page.get_by_role("complementary", name="Guided tour")
    expect(tour).to_contain_text("Step 1 of 2: Begin the set-up")
    clock = screen.page.get_by_role("group", name="Clock").get_by_role("button").first
    expect(clock).to_have_text("Mon, Nov 23, 2026, 8:30 AM PST")
    expect(screen.page.locator("#messages > li")).to_have_count(0)
    expect(screen.page.locator("#connection")).to_be_hidden()
    screen.acts_as("Dana Ito, staff")
    screen.goes_to("Clerk Home")
    expect(screen.page.locator("#home")).to_contain_text("Clerk isn't set up yet.")
