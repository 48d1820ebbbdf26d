"""The first evaluation: its usual day, its window, how far it is."""

from datetime import date

import pytest

from models.rules.evaluations import EvaluationWindow, months_between

SIGNED = date(2026, 8, 31)
WINDOW = EvaluationWindow(signed=SIGNED, first=date(2027, 2, 28), last=date(2028, 8, 31))


@pytest.mark.parametrize(
    ("on", "doubt"),
    [
        (date(2027, 2, 28), ""),
        (date(2028, 8, 31), ""),
        (
            date(2029, 2, 28),
            (
                "That is 30 months away. "
                "The window for the evaluation is Sun, Feb 28, 2027 to Thu, Aug 31, 2028."
            ),
        ),
        (
            date(2026, 9, 1),
            (
                "That is less than a month away. "
                "The window for the evaluation is Sun, Feb 28, 2027 to Thu, Aug 31, 2028."
            ),
        ),
        (
            date(2026, 9, 30),
            (
                "That is 1 month away. "
                "The window for the evaluation is Sun, Feb 28, 2027 to Thu, Aug 31, 2028."
            ),
        ),
    ],
)
def test_a_day_outside_the_window_is_doubted_with_how_far_it_is(on: date, doubt: str) -> None:
    assert WINDOW.doubt(on, SIGNED) == doubt


@pytest.mark.parametrize(
    ("first", "last", "usual"),
    [
        (date(2027, 2, 28), date(2028, 8, 31), date(2027, 8, 31)),
        (date(2028, 8, 31), date(2029, 8, 31), date(2028, 8, 31)),
        (date(2026, 11, 30), date(2027, 2, 28), date(2027, 2, 28)),
    ],
)
def test_the_usual_day_is_a_year_on_where_the_window_has_that(first: date, last: date, usual: date) -> None:
    assert EvaluationWindow(signed=SIGNED, first=first, last=last).usual == usual


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2026, 8, 31), date(2027, 2, 27), 5),
        (date(2026, 8, 31), date(2027, 2, 28), 6),
        (date(2026, 1, 15), date(2026, 1, 15), 0),
        (date(2026, 1, 15), date(2027, 1, 14), 11),
    ],
)
def test_whole_months_are_counted_to_the_end_of_a_short_one(start: date, end: date, months: int) -> None:
    assert months_between(start, end) == months
