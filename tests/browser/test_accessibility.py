"""The page judged by axe, place by place, and used by the keyboard alone; nothing is excepted."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import WIDTHS, Screen, demo, opened

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]

CHAIR = "Ngozi Okafor, member, chair"
NARROWEST = 320  # WCAG 2.2, 1.4.10: 1280 pixels at 400 %
LEAST_ON_A_PHONE = 44
SMALL = """least => [...document.querySelectorAll("button, input, textarea, select, nav a, #back, a.button, [role=option], label.choice")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest("label.choice:not(:scope)"))
  .map((one) => [one, one.getBoundingClientRect()])
  .filter(([one, { width, height, right }]) => right > 0 && width > 2 && (height < least || width < 24))
  .map(([one, { width, height }]) => `${one.outerHTML.slice(0, 90)} ${Math.round(width)}x${Math.round(height)}`)"""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with demo(tmp_path_factory.mktemp("demo")) as address:
        yield address


@pytest.fixture(scope="module", params=list(WIDTHS))
def screen(browser: Browser, url: str, request: pytest.FixtureRequest) -> Iterator[Screen]:
    page, screen, complaints = opened(browser, f"{url}#U0DANA/C0SISTER", request.param, with_tour=True)
    yield screen
    assert complaints == []
    page.close()


def judged(screen: Screen) -> list[str]:
    small = screen.page.evaluate(SMALL, LEAST_ON_A_PHONE) if screen.is_phone else []
    return [*violations(screen.page), *small, *wider_than_the_window(screen.page)]


def wider_than_the_window(page: Page) -> list[str]:
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [f"{page.url} has to be scrolled sideways"] if wide else []


def test_the_tour_and_a_channel_with_an_answer_and_its_menus(screen: Screen) -> None:
    expect(screen.page.get_by_role("complementary", name="Guided tour")).to_be_visible()
    assert judged(screen) == []
    screen.page.get_by_role("button", name="Hide" if screen.is_phone else "Close tour").click()
    screen.asks("/sister next Hakusan")
    assert judged(screen) == []
    screen.page.get_by_role("button", name="Shortcuts").click()
    assert judged(screen) == []
    screen.page.keyboard.press("Escape")
    screen.page.get_by_role("button", name="More actions").last.click()
    assert judged(screen) == []
    screen.page.keyboard.press("Escape")
    screen.page.get_by_role("textbox", name="Message #sister-cities").fill("/")
    assert judged(screen) == []
    screen.page.get_by_role("textbox", name="Message #sister-cities").fill("")


def test_the_practice_controls(screen: Screen) -> None:
    screen._opens_clock()  # noqa: SLF001  # it stays open to be judged
    assert judged(screen) == []
    screen.page.keyboard.press("Escape")
    screen._opens_practice()  # noqa: SLF001  # as above
    screen.page.get_by_role("combobox", name="Act as").click()
    expect(screen.page.get_by_role("option", name=CHAIR)).to_be_visible()
    assert judged(screen) == []
    screen.page.keyboard.press("Escape")
    screen._opens_practice()  # noqa: SLF001  # as above
    screen.page.get_by_role("button", name="Start over").click()
    expect(screen.page.get_by_role("alertdialog")).to_be_visible()
    assert judged(screen) == []
    screen.page.keyboard.press("Escape")


@pytest.mark.parametrize(
    "line", ["/sister inquiry Braga, Portugal", "/sister log Hakusan", "/sister done Hakusan"]
)
def test_a_form(screen: Screen, line: str) -> None:
    screen.types(line)
    screen.form()
    assert judged(screen) == []
    screen.page.get_by_role("dialog").last.get_by_role("button", name="Close", exact=True).first.click()
    expect(screen.page.get_by_role("dialog")).to_be_hidden()


@pytest.mark.parametrize("person", ["Dana Ito, staff", CHAIR, "Grace Park, member"])
def test_the_home_of_each_role(screen: Screen, person: str) -> None:
    screen.acts_as(person)
    screen.goes_to("Clerk Home")
    expect(screen.page.locator("#home .block").first).to_be_visible()
    assert judged(screen) == []


def test_what_is_said_about_the_app_and_the_list_of_places(screen: Screen) -> None:
    screen.goes_to("Clerk Home")
    screen.page.get_by_role("link", name="About").click()
    assert judged(screen) == []
    screen.page.get_by_role("link", name="Messages").click()
    assert judged(screen) == []
    if screen.is_phone:
        screen.page.get_by_role("link", name="Channels").click()
        assert judged(screen) == []


def test_the_narrowest_window_needs_no_scrolling_sideways(browser: Browser, url: str) -> None:
    page, screen, _ = opened(browser, f"{url}#U0DANA/C0SISTER", "phone", with_tour=True)
    page.set_viewport_size({"width": NARROWEST, "height": 640})
    expect(page.get_by_role("complementary", name="Guided tour")).to_be_visible()
    found = wider_than_the_window(page)
    screen.goes_to("Clerk Home")
    expect(page.locator("#home .block").first).to_be_visible()
    found += wider_than_the_window(page)
    screen.goes_to("sister-cities")
    screen.types("/sister inquiry Braga, Portugal")
    screen.form()
    assert [*found, *wider_than_the_window(page)] == []
    page.close()
