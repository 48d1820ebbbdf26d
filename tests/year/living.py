"""Living through the script, as far as a day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from bot.demo import BEGINNING
from tests.builders import LOS_ANGELES
from tests.year.script import SCRIPT, Story
from tests.year.world import World

ACTING = time(11)
WORKING_DAY = (time(8), time(9), ACTING, time(14), time(17, 30))
DAY_OFF = (time(9),)
SATURDAY = 5


def lived(world: World, last: date) -> Story:
    """Let every day come from the demo's first one to the last."""
    story = Story(world=world)
    day = BEGINNING.date()
    while day <= last:
        _a_day(story, day)
        day += timedelta(days=1)
    return story


def _a_day(story: Story, day: date) -> None:
    hours = WORKING_DAY if day.weekday() < SATURDAY else DAY_OFF
    for hour in hours:
        moment = datetime.combine(day, hour, LOS_ANGELES)
        if moment < BEGINNING:
            continue
        if hour == ACTING and str(day) in SCRIPT:
            story.world.moves_to(moment - timedelta(minutes=2))
            for act in SCRIPT[str(day)]:
                act(story)
        if hour == hours[0]:
            story.world.moves_to(moment)
            story.world.note_deadlines()
        story.world.comes(moment)
