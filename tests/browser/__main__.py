"""`make pictures`: takes the pictures of the README and the docs from the real page, so that they never fall behind."""

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import CHROMIUM, QUIET, demo
from tests.browser.pictures import take_all


def main() -> None:
    """Take every picture."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder, demo(Path(folder)) as url:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        take_all(browser, url)
        browser.close()


if __name__ == "__main__":
    main()
