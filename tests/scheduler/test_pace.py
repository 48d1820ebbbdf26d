"""How many Homes are drawn in a minute, however often it is looked."""

from datetime import timedelta

from scheduler.pace import Pace


class Seconds:
    """Counts the seconds that a test lets pass."""

    passed = 0.0

    def __call__(self) -> float:
        return self.passed


def let_go(pace: Pace, *, of: int) -> int:
    """Count how many of so many may be drawn."""
    return [pace.lets_go() for _ in range(of)].count(True)


def test_after_a_quiet_while_fifteen_are_drawn_at_once_and_then_five_each_four_seconds() -> None:
    seconds = Seconds()
    pace = Pace(seconds)
    at_once = let_go(pace, of=100)
    seconds.passed = 4
    after = let_go(pace, of=100)
    seconds.passed = 3600

    assert (at_once, after, let_go(pace, of=100)) == (15, 5, 15)


def test_however_often_it_is_looked_ninety_are_drawn_in_the_first_minute_and_seventy_five_in_the_next() -> (
    None
):
    seconds = Seconds()
    pace = Pace(seconds)
    in_a_minute = []
    for _ in range(2):
        count = 0
        for _ in range(240):
            count += let_go(pace, of=20)
            seconds.passed += 0.25
        in_a_minute.append(count)

    assert in_a_minute == [89, 75]


def test_none_is_drawn_for_as_long_as_slack_asks() -> None:
    seconds = Seconds()
    pace = Pace(seconds)
    pace.rest(timedelta(seconds=30))
    at_once = pace.lets_go()
    seconds.passed = 29
    before = pace.lets_go()
    seconds.passed = 30

    assert (at_once, before, pace.lets_go()) == (False, False, True)
