"""A real browser on the practice workspace, which runs as its user starts it: in a process of its own."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from bot.practice.clock import MovableClock
from bot.practice.workspace import Workspace
from tests.lint import faults, standing

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTHS = {"desktop": (1280, 800), "phone": (390, 844)}


@contextmanager
def demo(folder: Path, *options: str) -> Iterator[str]:
    """Run `clerk demo` until the block ends, and stop it as Ctrl-C does; gives the page's address."""
    command = [sys.executable, "-m", "bot", "demo", "--folder", str(folder), "--port", "0", *options]
    environ = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(  # noqa: S603 - our own command
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environ
    ) as process:
        assert process.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())
        assert found is not None
        _wait_until_connected(found.group())
        try:
            yield found.group()
        finally:
            process.send_signal(signal.SIGINT)
            ended = process.wait(timeout=20)
        assert ended == 0
    remembered = Workspace(clock=MovableClock(), file=folder / "practice.json")
    assert faults(standing(remembered)) == []


def _wait_until_connected(url: str) -> None:
    with urlopen(f"{url}practice/state") as answer:  # noqa: S310  # our own address
        seen = json.load(answer)
    while not seen["connected"]:
        with urlopen(f"{url}practice/state?since={seen['version']}") as answer:  # noqa: S310  # as above
            seen = json.load(answer)


def labelled(holder: Locator, words: str) -> Locator:
    """Find buttons by the words on them; a screen reader may be told more."""
    return holder.get_by_role("button").filter(has_text=re.compile(f"^{re.escape(words)}$"))


expect.set_options(timeout=15_000)  # a busy machine is no fault of the page


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium, the system's own."""
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed; the page is tested where there is one")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield opened
        opened.close()


@dataclass(frozen=True, kw_only=True)
class Screen:
    """The page, as one person sees it."""

    page: Page
    is_phone: bool

    def acts_as(self, name: str) -> None:
        """Be another person, by name and role."""
        self._opens_practice()
        box = self.page.get_by_role("combobox", name="Act as")
        box.click()
        box.fill(name)
        self.page.get_by_role("option", name=name, exact=True).click()
        drawn_for = self.page.locator("#who-when")  # the field shows a choice before it holds
        expect(drawn_for).to_contain_text(name.partition(",")[0])
        expect(self.page.get_by_role("listbox", name="Name or role")).to_be_hidden()

    def goes_to(self, place: str) -> None:
        """Open a channel, the messages with Clerk, or its Home; its name may end in "1 unread"."""
        if self.is_phone:
            self._goes_back()
        self.page.get_by_role("navigation", name="Channels").get_by_role(
            "link", name=re.compile(place)
        ).click()

    def presses_clock(self, button: str) -> None:
        """Move the clock."""
        before = self._opens_clock()
        self.page.get_by_role("button", name=button).click()
        self._sees_time_pass(before)

    def jumps_to(self, moment: str) -> None:
        """Move the clock to a wall time, such as 2026-12-17T17:55."""
        before = self._opens_clock()
        self.page.get_by_label("To a date and time").fill(moment)
        self.page.get_by_role("button", name="Move", exact=True).click()
        self._sees_time_pass(before)

    def types(self, line: str, *, to: str = "Message #sister-cities") -> None:
        """Type a line and send it."""
        box = self.page.get_by_role("textbox", name=to)
        box.fill(line)
        box.press("Enter")

    def asks(self, line: str) -> None:
        """Type a line and wait for the answer that only the asker sees."""
        answers = self._messages.locator(".ephemeral")
        before = answers.count()
        self.types(line)
        expect(answers).to_have_count(before + 1)

    def presses(self, button: str) -> None:
        """Press a button of the last message that has it, by the words that are seen on it."""
        labelled(self._messages, button).last.click()

    def presses_at_home(self, button: str) -> None:
        """Press a button of Home."""
        labelled(self.page.get_by_role("region", name="Home", exact=True), button).click()

    def chooses(self, option: str) -> None:
        """Choose from the menu of more options of the last message that has one."""
        self._messages.get_by_role("button", name="More options").last.click()
        self.page.get_by_role("menuitem", name=option).click()

    def form(self, title: str = "") -> "Form":
        """Wait for a form, of whatever title unless one is given."""
        dialog = self.page.get_by_role("dialog", name=title)
        expect(dialog).to_be_visible()
        return Form(page=self.page, title=title)

    def sees(self, text: str) -> None:
        """Wait until a message holds a text."""
        expect(self._messages).to_contain_text(text)

    def sees_row(self, *cells: str) -> None:
        """Wait until the last message's table has a row of these cells."""
        row = self._messages.get_by_role("row", name=" ".join(cells), exact=True)
        expect(row.last).to_be_visible()

    @property
    def _messages(self) -> Locator:
        return self.page.get_by_role("list", name="Messages")

    def _goes_back(self) -> None:
        """Go back to the list of places, unless it is in sight."""
        shown = "place" if "/" in self.page.url.partition("#")[2] else "list"
        expect(self.page.locator("body")).to_have_attribute("data-screen", shown)
        if shown == "place":
            self.page.get_by_role("link", name="Channels").click()

    def _opens_practice(self) -> None:
        """Open the phone's panel of what no Slack has."""
        opener = self.page.get_by_role("button", name="Person and clock")
        if self.is_phone and opener.get_attribute("aria-expanded") == "false":
            opener.click()

    def _opens_clock(self) -> str:
        self._opens_practice()
        clock = self.page.get_by_role("group", name="Clock")
        opener = clock.get_by_role("button").first
        if opener.get_attribute("aria-expanded") == "false":
            opener.click()
        return opener.inner_text()

    def _sees_time_pass(self, before: str) -> None:
        opener = self.page.locator("#clock-button")  # hidden on a phone, since the panels close by themselves
        expect(opener).not_to_have_text(before)
        expect(opener).to_have_attribute("aria-expanded", "false")


@dataclass(frozen=True, kw_only=True)
class Form:
    """An open form."""

    page: Page
    title: str

    def fills(self, label: str, text: str) -> None:
        """Fill a field in."""
        self._dialog.get_by_label(label).fill(text)

    def picks(self, label: str, option: str) -> None:
        """Choose from a menu."""
        field = self._dialog.get_by_role("combobox", name=label)
        field.click()
        self._dialog.get_by_role("option", name=option).first.click()

    def ticks(self, option: str) -> None:
        """Tick a box, or press a radio button."""
        self._dialog.get_by_label(option).first.check()

    def submits(self, button: str) -> None:
        """Send it off."""
        self._dialog.get_by_role(
            "button", name=button
        ).last.click()  # the first closes, wherever there is one

    def presses(self, button: str) -> None:
        """Press a button inside it."""
        labelled(self._dialog, button).click()

    def closes(self) -> None:
        """Close it, and wait until it is gone."""
        self.submits("Close")
        expect(self._dialog).to_be_hidden()

    def says(self, text: str) -> None:
        """Wait until it holds a text."""
        expect(self._dialog).to_contain_text(text)

    @property
    def _dialog(self) -> Locator:
        return self.page.get_by_role("dialog", name=self.title)


NO_TOUR = """localStorage.getItem("tour") ?? localStorage.setItem("tour", JSON.stringify({beginning: "sample", step: 0, since: 0, open: false}))"""


def opened(
    browser: Browser, url: str, width: str, *, with_tour: bool = False
) -> tuple[Page, Screen, list[str]]:
    """Open the page at a width, the tour of the sample commission closed unless asked for; gives what it complains of, too."""
    columns, rows = WIDTHS[width]
    page = browser.new_page(viewport={"width": columns, "height": rows})
    if not with_tour:
        page.add_init_script(NO_TOUR)
    page.set_default_timeout(10_000)
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(url)
    return page, Screen(page=page, is_phone=width == "phone"), complaints
