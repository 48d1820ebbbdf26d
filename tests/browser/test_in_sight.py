"""What one does is answered in sight: the end of a channel, the beginning of a form, the place that was open."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Screen, demo, labelled, opened

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]

IS_AT_ITS_END = """() => {
  const scroll = document.getElementById("scroll");
  return scroll.scrollHeight > scroll.clientHeight && scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 2;
}"""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with demo(tmp_path_factory.mktemp("demo")) as address:
        yield address


@pytest.fixture
def phone(browser: Browser, url: str) -> Iterator[Screen]:
    page, screen, complaints = opened(browser, f"{url}#U0DANA", "phone")
    yield screen
    assert complaints == []
    page.close()


def test_an_answer_is_in_sight_after_the_list_of_places_and_after_reading_further_up(phone: Screen) -> None:
    phone.goes_to("sister-cities")
    phone.asks("/sister next Hakusan")
    phone.page.wait_for_function(IS_AT_ITS_END)
    phone.page.evaluate("document.getElementById('scroll').scrollTop = 0")
    phone.asks("/sister next Cascais")
    phone.page.wait_for_function(IS_AT_ITS_END)


def test_what_takes_the_place_of_a_form_is_read_from_its_beginning(phone: Screen) -> None:
    phone.goes_to("sister-cities")
    phone.types("/sister log Hakusan")
    form = phone.form("Log correspondence")
    form.ticks("We sent it")
    form.fills("Summary", "We thanked them.")
    body = phone.page.locator(".modal-body")
    body.evaluate("node => node.scrollTop = node.scrollHeight")
    scrolled = body.evaluate("node => node.scrollTop > 0")
    form.submits("Log it")
    phone.form("Saved")
    assert (scrolled, body.evaluate("node => node.scrollTop")) == (True, 0)
    expect(phone.page.get_by_role("dialog").get_by_role("status")).to_contain_text("Logged for Hakusan")
    phone.form("Saved").closes()


def test_who_acts_as_another_stays_in_the_place_that_is_open(phone: Screen) -> None:
    phone.goes_to("^Clerk(?! Home)")
    phone.acts_as("Mei Tran, member")
    expect(phone.page.locator("#place-name")).to_have_text("Clerk")
    expect(phone.page.get_by_role("link", name="Messages")).to_have_attribute("aria-current", "page")
    phone.goes_to("Clerk Home")
    phone.acts_as("Ngozi Okafor, member, chair")
    expect(phone.page.get_by_role("link", name="Home")).to_have_attribute("aria-current", "page")


def test_the_tour_types_its_line_wherever_one_has_gone_since(browser: Browser, url: str) -> None:
    page, screen, complaints = opened(browser, f"{url}#U0DANA/C0SISTER", "phone", with_tour=True)
    tour = page.get_by_role("complementary", name="Guided tour")
    for place in ("sister-cities", "^Clerk(?! Home)"):
        screen.goes_to(place)
        page.reload()
        expect(labelled(tour, "Type it for me")).to_be_visible()
        screen.goes_to("sister-cities" if place != "sister-cities" else "^Clerk(?! Home)")
        labelled(tour, "Type it for me").click()
        box = page.get_by_role("textbox", name="Message #sister-cities")
        expect(box).to_have_value("/sister inquiry Évora, Portugal")
        box.fill("")
        labelled(tour, "Show").click()
    assert complaints == []
    page.close()


def test_the_tour_of_a_workspace_that_is_gone_is_not_gone_on_with(browser: Browser, url: str) -> None:
    page, _, complaints = opened(browser, f"{url}#U0DANA/C0SISTER", "desktop", with_tour=True)
    tour = page.get_by_role("complementary", name="Guided tour")
    labelled(tour, "Skip this step").click()
    page.reload()
    expect(tour).to_contain_text("Step 2 of 5")
    page.evaluate(
        "localStorage.setItem('tour', JSON.stringify({...JSON.parse(localStorage.getItem('tour')), began: 'gone'}))"
    )
    page.reload()
    expect(tour).to_contain_text("Step 1 of 5")
    assert complaints == []
    page.close()


def test_what_only_its_asker_sees_is_gone_after_a_reload_as_in_slack(phone: Screen) -> None:
    phone.goes_to("sister-cities")
    phone.asks("/sister next Hakusan")
    phone.page.reload()
    expect(phone.page.get_by_role("textbox", name="Message #sister-cities")).to_be_visible()
    expect(phone.page.locator("#messages .ephemeral")).to_have_count(0)


def test_the_panels_close_one_by_one_with_escape(phone: Screen) -> None:
    phone._opens_clock()  # noqa: SLF001  # both panels, as they stand on a phone
    move = phone.page.get_by_role("button", name="+1 hour")
    tour = phone.page.get_by_role("button", name="Tour", exact=True)
    expect(move).to_be_visible()
    phone.page.keyboard.press("Escape")
    expect(move).to_be_hidden()
    expect(tour).to_be_visible()
    phone.page.keyboard.press("Escape")
    expect(tour).to_be_hidden()
    expect(phone.page.get_by_role("button", name="Person and clock")).to_be_focused()
