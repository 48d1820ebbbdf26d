from dataclasses import replace
from datetime import date

from models.rules.matters import Ended, Matter, in_order, shown
from models.rules.notices import Kind

TODAY = date(2025, 12, 9)
DUE = Matter(reminder_id="due", kind=Kind.DEADLINE, on=date(2025, 12, 12))
LATE = replace(DUE, reminder_id="late", on=date(2025, 12, 4))
FIRST_WORD = replace(DUE, reminder_id="first word", kind=Kind.ESCALATED, on=date(2025, 12, 2))
REPEAT = replace(FIRST_WORD, reminder_id="repeat", on=date(2025, 11, 3), is_repeat=True)
GAP = Matter(reminder_id="gap", kind=Kind.GAP, on=date(2025, 12, 1))
NEW = Matter(reminder_id="new", kind=Kind.NEW, on=TODAY)
ENTERED = replace(NEW, reminder_id="entered", is_from_file=True)
QUIET = replace(DUE, reminder_id="quiet", is_quiet=True)
OVER = replace(LATE, reminder_id="over", ended=Ended(how="over"))


def names(matters: list[Matter] | tuple[Matter, ...]) -> list[str]:
    return [matter.reminder_id for matter in matters]


def test_what_is_overdue_still_comes_after_all_that_is_new_and_before_what_is_coming_up() -> None:
    assert names(in_order([OVER, QUIET, REPEAT, GAP, NEW, DUE, LATE, FIRST_WORD], TODAY)) == [
        *("first word", "late", "due", "new", "gap", "repeat", "quiet", "over"),
    ]


def test_what_is_told_together_takes_the_place_of_one() -> None:
    seen = shown([LATE, *[ENTERED] * 7, *[REPEAT] * 3, QUIET, OVER])

    assert [names(group) for group in seen.groups] == [
        ["late"],
        ["entered"] * 7,
        ["repeat"] * 3,
        ["over"],
    ]
    assert (names(seen.quiet), seen.left) == (["quiet"], ())


def test_five_are_shown_and_of_those_left_each_one_counts() -> None:
    seen = shown([*[DUE] * 6, *[REPEAT] * 3, *[QUIET] * 6])

    assert ([names(group) for group in seen.groups], len(seen.quiet)) == ([["due"]] * 5, 5)
    assert names(seen.left) == ["due", *["repeat"] * 3]


def test_what_has_ended_is_told_by_itself_and_what_is_for_others_apart_for_each() -> None:
    ended = replace(REPEAT, ended=Ended(how="done"))
    lees = replace(ENTERED, on_behalf="for Lee, back Dec 15")

    assert [len(group) for group in shown([ENTERED, lees, ENTERED, lees, ended, ended]).groups] == [
        2,
        2,
        1,
        1,
    ]
