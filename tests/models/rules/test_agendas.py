"""The order of an agenda, what comes onto it by itself, and what makes an item evidence."""

from dataclasses import replace
from datetime import date

import pytest

from models.rules.agendas import (
    AgendaEntry,
    DueMatter,
    ItemKind,
    ItemResult,
    Unapproved,
    agenda,
    must_be_discussed_by,
    result_in_words,
    why_due,
)
from models.rules.due import Due

MATTER = DueMatter(prospect_id="p", step_id="discuss", title="Loreto, Mexico: Discuss it", why="Because")
LETTER = AgendaEntry(item="1", number=0, title="Letter from Loreto", kind=ItemKind.RECEIVE, prospect_id="p")
MAY_28 = date(2026, 5, 28)
BASIS = "third commission meeting after the inquiry of Jan 22, 2026"


def titles(entries: tuple[AgendaEntry, ...]) -> list[str]:
    return [entry.title for entry in entries]


def test_an_agenda_opens_and_closes_alike_with_what_is_due_before_what_was_listed() -> None:
    entries = agenda([LETTER], [MATTER], [Unapproved(meeting_id="m", on=date(2026, 4, 23))])

    assert [(entry.number, entry.item) for entry in entries] == [
        (1, "call-to-order"),
        (2, "roll"),
        (3, "public-comment"),
        (4, "minutes:m"),
        (5, "due:p:discuss"),
        (6, "1"),
        (7, "reports"),
        (8, "adjournment"),
    ]
    assert titles(entries)[3:5] == ["Approval of the minutes of Apr 23, 2026", "Loreto, Mexico: Discuss it"]


def test_an_agenda_without_business_is_its_standing_items() -> None:
    assert titles(agenda([])) == ["Call to order", "Roll call", "Public comment", "Reports", "Adjournment"]


@pytest.mark.parametrize(
    "listed",
    [
        replace(LETTER, kind=ItemKind.DISCUSS),
        replace(LETTER, kind=ItemKind.ACT, step_id="discuss"),
    ],
)
def test_a_due_matter_that_was_listed_by_hand_stands_there_once_with_its_reason(listed: AgendaEntry) -> None:
    business = [entry for entry in agenda([listed], [MATTER]) if entry.is_business]

    assert business == [replace(listed, number=4, step_id="discuss", why="Because")]


def test_what_is_only_received_does_not_stand_for_the_discussion() -> None:
    assert titles(agenda([LETTER], [MATTER]))[3:5] == [MATTER.title, LETTER.title]


def test_a_fixed_due_matter_and_fixed_minutes_are_not_listed_twice() -> None:
    minutes = [Unapproved(meeting_id="m", on=date(2026, 4, 23))]
    fixed = agenda([], [MATTER], minutes)

    assert agenda(fixed, [MATTER], minutes) == fixed


@pytest.mark.parametrize(
    ("due", "is_there"),
    [
        (Due(on=MAY_28, how=""), True),
        (Due(on=date(2026, 5, 27), how=""), True),
        (Due(on=date(2026, 6, 25), how=""), False),
        (Due(on=date(2026, 6, 25), how="", strict=MAY_28), True),
        (Due(on=None, how="", strict=MAY_28), True),
        (Due(on=None, how=""), False),
    ],
)
def test_a_matter_comes_by_itself_onto_the_agenda_of_its_last_meeting_under_either_count(
    due: Due, *, is_there: bool
) -> None:
    assert must_be_discussed_by(due, MAY_28) is is_there


def test_a_matter_that_was_put_off_comes_onto_the_agenda_of_the_last_meeting_up_to_its_day() -> None:
    days = [date(2026, 4, 23), MAY_28, date(2026, 6, 25)]
    due = Due(on=date(2026, 6, 10), how="", was=date(2026, 4, 23))

    assert [must_be_discussed_by(due, day, days) for day in days] == [False, True, True]


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (Due(on=MAY_28, how="", basis=BASIS), f"Must be discussed by this meeting: the {BASIS}"),
        (
            Due(on=date(2026, 4, 23), how="", basis=BASIS),
            f"Was to be discussed by Apr 23: the {BASIS}",
        ),
        (
            Due(on=date(2026, 6, 25), how="", basis=BASIS, strict=MAY_28),
            f"Must be discussed by this meeting if every scheduled date counts: the {BASIS}",
        ),
        (
            Due(on=date(2026, 6, 10), how="", basis="extended from Apr 23, 2026", was=date(2026, 4, 23)),
            "Must be discussed by this meeting, the last up to Jun 10: extended from Apr 23, 2026",
        ),
        (
            Due(on=date(2026, 5, 20), how="", basis="extended from Apr 23, 2026", was=date(2026, 4, 23)),
            "Was to be discussed by May 20: extended from Apr 23, 2026",
        ),
    ],
)
def test_a_due_matter_says_how_it_was_counted(due: Due, said: str) -> None:
    assert why_due(due, MAY_28) == said


def test_results_are_said_in_words() -> None:
    continued = replace(LETTER, result=ItemResult.CONTINUED, until=date(2026, 6, 25))

    assert [result_in_words(entry) for entry in (LETTER, continued)] == ["", "continued to Jun 25, 2026"]
