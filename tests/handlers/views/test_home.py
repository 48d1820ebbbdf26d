"""Home as it is drawn: each part in order, within forty blocks, and read well aloud."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.practice.contents import Json
from bot.practice.inputs import placed_elements
from bot.practice.reading import lines_of
from handlers.views.first_run import checklist_blocks
from handlers.views.home import NeededBy, Page, cannot_be_read, home, stranger_home
from handlers.views.home_decisions import (
    ToDecide,
    left_open,
    long_past,
    not_recorded,
    open_vote,
    suggested,
    to_decide,
    to_post,
    your_votes,
)
from handlers.views.home_keeping import ClockSeen, clock_line, clocks, gaps
from handlers.views.kit import actions, section, titled
from handlers.views.usage import verb_button
from models.policies import shipped_policy
from models.rules.calendars import MeetingKind, MeetingStatus
from models.rules.first_days import Checklist, Task
from models.rules.meetings import Deadline, MeetingSeen
from models.rules.progress import Progress, Side
from tests.handlers.views.builders import TODAY, drawn, progress

ZONE = ZoneInfo("America/Los_Angeles")
AT = datetime(2026, 1, 22, 9, 2, tzinfo=ZONE)
CASCAIS = progress(shipped_policy("milpitas"), "inquiry", owner="Dana Ito")
STEP = CASCAIS.now[0]
MEETING = MeetingSeen(
    id="1" * 32,
    kind=MeetingKind("regular"),
    status=MeetingStatus.SCHEDULED,
    starts_at=datetime(2026, 2, 26, 18, 0, tzinfo=ZONE),
)
RIGHT_TO_LEFT = "مدينة " * 40
"""Forty words, read from right to left."""


def named(name: str, number: int) -> Progress:
    """Give a file of its own."""
    return replace(CASCAIS, name=name, number=number, prospect_id=f"{number:032}")


def page(**said: Any) -> Page:  # noqa: ANN401 - fields of many types
    """Give a Home on which nothing is to be done."""
    usual = {
        "name": "Ana Ruiz",
        "today": TODAY,
        "as_of": AT,
        "needs": [],
        "verbs": ("inquiry", "log", "next"),
    }
    return Page(**{**usual, **said})


def lines(view: View) -> list[str]:
    """Read a Home aloud."""
    return "\n".join(lines_of(drawn(view)["blocks"])).splitlines()


def read(blocks: Sequence[Block]) -> list[str]:
    """Read a part of a Home aloud."""
    return lines_of([block.to_dict() for block in blocks])


def labels(view: View) -> list[str]:
    """List what a screen reader says of each button."""
    placed = [element for _, element in placed_elements(drawn(view)["blocks"])]
    return [element.get("accessibility_label") or element["text"]["text"] for element in placed]


def test_a_home_of_which_nothing_is_to_be_done_says_so_and_how_to_begin() -> None:
    assert lines(home(page(meeting=[section("No meeting is on the calendar.")]))) == [
        "Hello, Ana Ruiz",
        "Nothing needs you today.",
        "No meeting is on the calendar.",
        "[Record an inquiry]",
        "[Log correspondence]",
        "[See what's next]",
        "Cities",
        "No city is tracked yet. Record your first inquiry.",
        "[My reminders]",
        "[Show the menu]",
        "[Show help]",
        "As of Thu, Jan 22, 9:02 AM.",
        "[Refresh]",
    ]


def test_each_need_says_the_city_the_act_the_date_and_how_it_was_counted() -> None:
    needed = NeededBy(progress=CASCAIS, step=STEP, may_complete=True, on_behalf="for Lee, back Feb 1")
    shown = lines(home(page(needs=[needed], needs_left=7, ask=["Dana Ito", "Bo Lee"])))

    assert shown[1:9] == [
        "Needs you",
        "Cascais, Portugal: Reply to the inquiry in writing, our goal: Thu, Feb 5",
        "10 working days after the inquiry of Jan 22, 2026.",
        "For Lee, back Feb 1.",
        "[Open]",
        "[Done]",
        "And 7 more.",
        "[See all]",
    ]
    assert "Questions? Ask Dana Ito and Bo Lee." in shown


def test_a_city_is_said_in_one_short_line_what_comes_first_and_by_when() -> None:
    shown = lines(home(page(cities=[CASCAIS], cities_open=1)))
    cities = shown.index("Cities (1 open)")

    assert shown[cities + 1] == "Cascais, Portugal: Reply to the inquiry in writing, our goal: Thu, Feb 5"


def test_an_answer_that_is_late_says_since_when_and_offers_no_done() -> None:
    silent = replace(
        CASCAIS, waiting_on=Side.THEM, waiting_since=date(2025, 11, 20), answer_by=date(2026, 1, 4)
    )
    assert lines(home(page(needs=[NeededBy(progress=silent, may_complete=True)])))[2:5] == [
        "Cascais, Portugal: an answer was expected by Sun, Jan 4",
        "No word since Thu, Nov 20, 2025.",
        "[Open]",
    ]


def test_what_is_for_the_chair_to_decide_is_said_with_its_dates() -> None:
    late = Deadline(at=datetime(2026, 2, 20, 18, 0, tzinfo=ZONE), do_by=date(2026, 2, 20))
    matters = [
        open_vote("Recommend Loreto  to\nCouncil", MEETING, TODAY),
        left_open(MEETING, TODAY),
        long_past(CASCAIS, STEP, date(2026, 1, 12), TODAY),
        suggested(1, MEETING, TODAY),
    ]
    assert read(to_decide(matters)) == [
        "For you to decide",
        "A vote is open: “Recommend Loreto to Council”",
        "[Open the meeting]",
        "The regular meeting of Thu, Feb 26 is still in session. Adjourn it, if it is over.",
        "[Open the meeting]",
        "Cascais: “Reply to the inquiry in writing”, 8 working days late; Dana Ito looks after it",
        "[Open]",
        "1 suggestion waits for the agenda of the regular meeting of Thu, Feb 26.",
        "[See the agenda]",
    ]
    more = [to_post(MEETING, late, TODAY), not_recorded(MEETING, TODAY)]
    assert read(to_decide(more))[1::2] == [
        "The regular meeting of Thu, Feb 26: Agenda must be posted by Fri, Feb 20, 6:00 PM.",
        "The regular meeting of Thu, Feb 26 is not recorded. It counts as held.",
    ]
    assert read(to_decide([*matters, *more]))[:2] == ["For you to decide", "The first 4; 2 more wait."]
    assert to_decide([]) == []


def test_an_open_vote_comes_before_all_that_needs_a_member() -> None:
    votes = your_votes(["Recommend Loreto"], MEETING, TODAY)
    assert lines(home(page(votes=votes)))[1:4] == [
        "Needs you",
        "You have not voted yet: “Recommend Loreto”",
        "[Open the meeting]",
    ]


def test_of_several_open_votes_the_first_is_named_and_the_others_are_counted() -> None:
    said = [read(your_votes(motions, MEETING, TODAY))[:1] for motions in ([], ["Yes"], ["Yes", "No", "So"])]
    assert said == [
        [],
        ["You have not voted yet: “Yes”"],
        ["You have not voted yet: “Yes”, and 2 more votes"],
    ]


def test_where_what_comes_first_asks_for_nothing_more_is_led_to() -> None:
    assert [lines(home(page(needs_left=left)))[1:3] for left in (1, 12)] == [
        ["Nothing is due soon. 1 more city is yours.", "[See all]"],
        ["Nothing is due soon. 12 more cities are yours.", "[See all]"],
    ]


def test_the_dates_to_watch_say_what_they_are_and_how_they_were_counted() -> None:
    silent = replace(CASCAIS, waiting_since=date(2026, 1, 2))
    count = "10 working days after the inquiry"
    said = [
        clock_line(each, TODAY)
        for each in (
            ClockSeen(progress=CASCAIS, on=date(2026, 1, 12), title="Discuss it", basis=count),
            ClockSeen(progress=CASCAIS, on=TODAY, title="Discuss it"),
            ClockSeen(progress=CASCAIS, on=date(2026, 2, 5), title="Reply", basis=count),
            ClockSeen(progress=CASCAIS, on=date(2026, 2, 5), title="Reply", is_goal=True),
            ClockSeen(progress=CASCAIS, on=date(2026, 1, 5), title="Reply", is_goal=True),
            ClockSeen(progress=silent, on=date(2026, 2, 16)),
            ClockSeen(progress=silent, on=date(2026, 1, 16)),
        )
    ]
    assert said == [
        "Overdue since Mon, Jan 12: Cascais, Portugal. Discuss it. 10 working days after the inquiry.",
        "Due today: Cascais, Portugal. Discuss it.",
        "Due Thu, Feb 5: Cascais, Portugal. Reply. 10 working days after the inquiry.",
        "Our goal is Thu, Feb 5: Cascais, Portugal. Reply.",
        "Our goal was Mon, Jan 5: Cascais, Portugal. Reply.",
        "An answer is expected by Mon, Feb 16: Cascais, Portugal. No word since Fri, Jan 2.",
        "An answer was expected by Fri, Jan 16: Cascais, Portugal. No word since Fri, Jan 2.",
    ]
    assert read(clocks([], TODAY)) == ["Dates to watch", "No date is set, and no answer is expected."]
    today = ClockSeen(progress=CASCAIS, on=TODAY, title="Reply")
    assert "And 12 more." in " ".join(read(clocks([today], TODAY, more=12)))


def test_what_has_no_owner_or_no_date_is_named() -> None:
    assert read(gaps(["Tena"], [f"City {n}" for n in range(1, 8)])) == [
        "Without an owner or a date",
        "Nobody looks after: Tena.",
        "No date is set for: City 1; City 2; City 3; City 4; City 5; and more.",
    ]
    assert gaps([], []) == []


def test_a_stranger_sees_the_public_list_and_a_guest_does_not() -> None:
    public = lines(stranger_home("Milpitas", AT, public="Milpitas is in touch with: Loreto, Mexico."))
    assert public == [
        "Clerk",
        "I keep the sister-city records of Milpitas. You're not on its roster. Here is the public list.",
        "Milpitas is in touch with: Loreto, Mexico.",
        "[Ask to be added]",
        "[Show help]",
        "As of Thu, Jan 22, 9:02 AM PST.",
        "[Refresh]",
    ]
    assert lines(stranger_home("Milpitas", AT))[1:3] == [
        "I keep the sister-city records of Milpitas. You're not on its roster. So I can show you nothing of them.",
        "[Ask to be added]",
    ]


def test_a_home_that_cannot_be_read_says_so_and_can_be_tried_again() -> None:
    assert lines(cannot_be_read()) == [
        "Clerk",
        "I can't read the record just now. Nothing is lost. Please try again in a minute.",
        "[Refresh]",
    ]


def fullest(**said: Any) -> View:  # noqa: ANN401 - as above
    """Draw the Home of somebody who is staff and chair at once, in a long meeting, with as much as there can be.

    Of open votes they are told among what is theirs to decide.
    """
    files = [named(f"{RIGHT_TO_LEFT}{n}", n) for n in range(1, 6)]
    step = STEP
    decisions: list[ToDecide] = [long_past(each, step, date(2026, 1, 12), TODAY) for each in files]
    meeting = [
        titled("In session"),
        actions(verb_button("meeting")),
        actions(verb_button("roll"), verb_button("vote")),
    ]
    dates = [ClockSeen(progress=each, on=TODAY, title="Step " * 60, basis="Count " * 60) for each in files]
    keeping = [
        *clocks([*dates, *dates[:3]], TODAY, more=592),
        *gaps([RIGHT_TO_LEFT] * 9, [RIGHT_TO_LEFT] * 9),
        actions(verb_button("roster")),
        titled("How Clerk is doing"),
        section("Well."),
    ]
    usual = {
        "first": to_decide(decisions),
        "needs": [NeededBy(progress=each, step=step, may_complete=True) for each in files],
        "needs_left": 190,
        "cities": files,
        "cities_open": 200,
        "meeting": meeting,
        "verbs": ("inquiry", "log", "next", "done"),
        "about_cities": ("list", "due", "compare"),
        "keeping": keeping,
        "ask": ["Bo Lee"],
    }
    return home(page(**{**usual, **said}))


def blocks(view: View) -> list[Json]:
    """Give what a Home is made of."""
    found: list[Json] = drawn(view)["blocks"]
    return found


def test_the_fullest_home_keeps_within_forty_blocks_and_its_buttons_are_told_apart() -> None:
    full = fullest()

    assert len(blocks(full)) <= 40
    alike = sorted(label for label in set(labels(full)) if labels(full).count(label) > 1)
    assert [label for label in alike if label.startswith(("Open", "Done"))] == []


def test_with_the_first_steps_the_fullest_home_keeps_within_forty_blocks_too() -> None:
    first = checklist_blocks(
        Checklist(done=frozenset({Task.SET_UP, Task.RECORD}), has_sample=True, is_staff=True)
    )
    files = [named(f"{RIGHT_TO_LEFT}{n}", n) for n in range(1, 4)]
    decisions = to_decide([long_past(each, STEP, date(2026, 1, 12), TODAY) for each in files * 2])
    needs = [NeededBy(progress=each, step=STEP, may_complete=True) for each in files]
    keeping = [actions(verb_button("roster")), titled("How Clerk is doing"), section("Well.")]

    assert len(blocks(fullest(first=[*first, *decisions], needs=needs, keeping=keeping))) <= 40
