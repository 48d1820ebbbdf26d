"""A real browser on the practice workspace, which runs as its user starts it: in a process of its own."""

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
def demo(folder: Path) -> Iterator[str]:
    """Run `clerk demo` until the block ends, and stop it as Ctrl-C does; gives the page's address."""
    command = [sys.executable, "-m", "bot", "demo", "--folder", str(folder), "--port", "0"]
    environ = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(  # noqa: S603 - our own command
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environ
    ) as process:
        assert process.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())
        assert found is not None
        try:
            yield found.group()
        finally:
            process.send_signal(signal.SIGINT)
            ended = process.wait(timeout=20)
        assert ended == 0
    remembered = Workspace(clock=MovableClock(), file=folder / "practice.json")
    assert faults(standing(remembered)) == []


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
        """Be another person."""
        self._open("Person and clock", "Act as")
        [person] = self.page.get_by_label("Act as").select_option(label=name)
        self.page.locator(f'#messages[data-place^="{person}/"]').wait_for(state="attached")

    def goes_to(self, place: str) -> None:
        """Open a channel, the messages with Clerk, or its Home; its name may end in "1 unread"."""
        self._open("Channels", "Channels and direct messages")
        self.page.get_by_role("link", name=re.compile(place)).click()

    def presses_clock(self, button: str) -> None:
        """Move the clock."""
        self._open("Person and clock", "Act as")
        clock = self.page.get_by_role("group", name="Clock").get_by_role("time")
        before = clock.inner_text()
        self.page.get_by_role("button", name=button).click()
        expect(clock).not_to_have_text(before)

    def jumps_to(self, moment: str) -> None:
        """Move the clock to a wall time, such as 2026-12-17T17:55."""
        self._open("Person and clock", "Act as")
        clock = self.page.get_by_role("group", name="Clock").get_by_role("time")
        before = clock.inner_text()
        self.page.get_by_label("Jump to date and time").fill(moment)
        self.page.get_by_role("button", name="Jump").click()
        expect(clock).not_to_have_text(before)

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

    def _open(self, drawer: str, holds: str) -> None:
        """Open a drawer of the phone's, unless what it holds is in sight."""
        if self.is_phone and not self.page.get_by_label(holds).is_visible():
            self.page.get_by_role("button", name=drawer).click()


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


def opened(browser: Browser, url: str, width: str) -> tuple[Page, Screen, list[str]]:
    """Open the page at a width; gives what it complains of, too."""
    columns, rows = WIDTHS[width]
    page = browser.new_page(viewport={"width": columns, "height": rows})
    page.set_default_timeout(10_000)
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(url)
    return page, Screen(page=page, is_phone=width == "phone"), complaints
