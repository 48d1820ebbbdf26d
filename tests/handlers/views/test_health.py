"""What the keepers of a commission see of how Clerk is doing."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.practice.reading import buttons_of, lines_of
from handlers.views.health import health_line
from models.rules.health import Health

NOW = datetime(2026, 4, 23, 9, 2, tzinfo=ZoneInfo("America/Los_Angeles"))
WELL = Health(
    now=NOW,
    ticked_at=NOW,
    sent_at=NOW - timedelta(minutes=2),
    copied_at=NOW - timedelta(hours=7),
)


def shown(health: Health) -> tuple[list[str], list[str]]:
    """Give the lines and the buttons of the section."""
    drawn = [health_line(health).to_dict()]
    return "\n".join(lines_of(drawn)).split("\n"), buttons_of(drawn)


def test_a_clerk_that_is_well_is_one_line_without_a_button() -> None:
    assert shown(WELL) == (
        [
            "Reminders last planned 9:02 AM today. Last message sent 9:00 AM today. Backed up last night at 2:02 AM."
        ],
        [],
    )


def test_what_is_wrong_follows_with_the_button_that_mends_it() -> None:
    lines, buttons = shown(replace(WELL, given_up=("Lee Carter",)))
    assert (lines[1:], buttons) == (
        ["1 message could not be delivered to Lee Carter. Please ask there whether anything is missing."],
        [],
    )
    assert shown(replace(WELL, missed=2))[1] == ["See the dates"]
    assert shown(replace(WELL, missed=2, lacks_chair=True))[1] == ["See the roster"]
