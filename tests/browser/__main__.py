"""`make pictures`: takes the README's picture from the real page, so that it never falls behind."""

import tempfile
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

from tests.browser.conftest import CHROMIUM, QUIET, Screen, demo

PICTURES = Path(__file__).parent.parent.parent / "docs" / "pictures"


def main() -> None:
    """Ask what is next for one city of the sample commission, and take the picture."""
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder, demo(Path(folder)) as url:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = browser.new_page(viewport={"width": 1280, "height": 1060})
        page.goto(f"{url}#U0DANA/C0SISTER")
        screen = Screen(page=page, is_phone=False)
        screen.types("/sister next Hakusan")
        answer = page.locator("li.message.ephemeral").last
        expect(answer).to_contain_text("Waiting on us since")
        answer.evaluate("node => node.scrollIntoView()")
        page.screenshot(path=PICTURES / "whats-next.png")
        browser.close()


if __name__ == "__main__":
    main()
