"""The first weeks of the year, and proof that the checks of the policy can fail. `make year` lives through all of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pytest

from tests.builders import LOS_ANGELES
from tests.year.living import lived
from tests.year.policy import broken, faults, shifted
from tests.year.script import Story
from tests.year.world import Heard, Running, world

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("year")]
"""Its weeks are lived through once, whichever worker has them."""
TAX, DISCUSS = (
    "Obtain 501(c)(3) tax-exempt status",
    "Discuss the possible relationship at a commission meeting",
)
DANA, OKAFOR = "U0DANA", "U0OKAFOR"
NAMES = {DANA: "Dana Ito", OKAFOR: "Ngozi Okafor"}


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    with world(tmp_path_factory.mktemp("year")) as there:
        yield lived(there, date(2027, 1, 29))


def test_the_first_weeks_of_the_sample_commission_keep_to_the_policy(story: Story) -> None:
    assert broken(story) == []


def test_a_deadline_is_followed_from_its_first_word_to_the_chair_and_put_off(story: Story) -> None:
    told = [
        (f"{each.at:%b %d}", each.person, line.partition(TAX)[2].partition(".")[0])
        for each in story.world.heard
        for line in each.lines
        if line.startswith("Jeonju: ") and TAX in line
    ]

    assert told == [
        ("Nov 23", DANA, ", due Tue, Dec 1, in 4 working days"),
        ("Nov 24", DANA, ", due Tue, Dec 1, in 3 working days"),
        ("Dec 01", DANA, ", due today"),
        ("Dec 03", DANA, ", overdue since Tue, Dec 1"),
        ("Dec 08", DANA, ", overdue since Tue, Dec 1"),
        ("Dec 08", OKAFOR, "” was due Tue, Dec 1, 5 working days ago"),
        ("Dec 30", DANA, ", due Mon, Mar 1, 2027, in about 9 weeks"),
        ("Jan 29", DANA, ", due Mon, Mar 1, in about 4 weeks"),
    ]


def test_only_the_agenda_that_was_not_posted_has_a_last_call(story: Story) -> None:
    calls = [
        (f"{each.at:%b %d %H:%M}", each.person)
        for each in story.world.heard
        if each.kind == "agenda's last call"
    ]

    assert calls == [("Jan 25 14:00", DANA)]


def note(day: str, *lines: str, person: str = DANA, at: str = "09:00", kind: str = "daily note") -> Heard:
    moment = datetime.fromisoformat(f"{day}T{at}").replace(tzinfo=LOS_ANGELES)
    return Heard(at=moment, person=person, kind=kind, text=" ".join(lines), lines=lines)


DUE = Running(city="Cascais", title="Discuss it", step_id="discuss", on=date(2027, 3, 11))
THURSDAY = note("2027-03-11", "Cascais: Discuss it, due today. Yours to do.")
LATE = "Cascais: Discuss it, overdue since Thu, Mar 11."
TO_CHAIR = "Cascais: “Discuss it” was due Thu, Mar 11, 2 working days ago."
STILL = "Still overdue: Cascais, “Discuss it”, since Thu, Mar 11. Dana Ito looks after it."


@pytest.mark.parametrize(
    ("heard", "why"),
    [
        ([THURSDAY], []),
        ([THURSDAY, THURSDAY], ["more than one note in a day", "the same matter twice in a day"]),
        ([note("2027-03-13", "The roster.")], ["sent on a day off"]),
        ([note("2027-03-31", "The roster.")], ["sent on a day off"]),
        ([note("2027-03-11", "The roster.", at="17:00")], ["sent at 17:00 of its reader"]),
        ([note("2027-03-11", "The roster.", at="16:00", person="U0RAMAN")], ["sent at 19:00 of its reader"]),
        ([note("2027-01-12", "The roster.", person=OKAFOR)], ["sent to somebody who is away"]),
        ([note("2027-03-11", "Hello.", kind="riddle")], ["a message of an unknown kind, riddle"]),
        ([note("2027-03-17", "Cascais: Discuss it, due tomorrow.")], ["told of what was done"]),
        (
            [note("2027-03-17", STILL, person=OKAFOR)],
            ["told further before that was announced", "told of what was done"],
        ),
        (
            [note("2027-03-15", TO_CHAIR, person=OKAFOR)],
            ["told further before that was announced"],
        ),
        (
            [
                note("2027-03-12", f"{LATE} I'll tell Ngozi Okafor, the chair, on Mon, Mar 15."),
                note("2027-03-15", TO_CHAIR, person=OKAFOR),
            ],
            [],
        ),
    ],
)
def test_each_check_of_the_policy_can_fail(heard: list[Heard], why: list[str]) -> None:
    done = [("Cascais", "discuss", date(2027, 3, 16))]
    found = faults(heard, {date(2027, 3, 8): frozenset({DUE})}, done, NAMES)

    assert sorted({each for _, each in found}) == why


def test_a_deadline_without_its_three_notices_is_found() -> None:
    days = [date(2027, 3, day) for day in range(1, 17)]
    found = faults([THURSDAY], {day: frozenset({DUE}) for day in days}, [], NAMES)

    assert sorted((each.day, why) for each, why in found) == [
        (date(2027, 3, 8), "no word three working days before"),
        (date(2027, 3, 15), "no word two working days after"),
    ]


def test_working_days_are_counted_over_holidays_and_weekends() -> None:
    assert [shifted(date(2026, 11, 25), 1), shifted(date(2026, 11, 30), -2)] == [
        date(2026, 11, 30),
        date(2026, 11, 24),
    ]
