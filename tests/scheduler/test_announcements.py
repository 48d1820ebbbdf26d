"""Who looks after a deadline hears by name who will be told of it, whatever happened before: then only are they told."""

from datetime import date

import pytest

from bot.practice.driver import Practice
from models import closing, extensions
from models.commission import commission_of
from models.database import Database, WorkspaceDatabase
from scheduler.outbox import Sender
from scheduler.reminders import plan_reminders
from tests.scheduler.conftest import Clock
from tests.scheduler.house import House, at, furnished
from tests.scheduler.test_escalations import overdue, pauses

TODAY = "I am telling Ruth Meyer, the chair, today."


@pytest.fixture
def house(
    database: Database, workspace: WorkspaceDatabase, sender: Sender, practice: Practice, clock: Clock
) -> House:
    """A deadline of Tuesday, December 2, that nobody keeps."""
    return furnished(database, workspace, sender, practice, clock)


def promise(day: str) -> str:
    return f"I'll tell Ruth Meyer, the chair, on {day}."


def said(house: House, since: int) -> list[str]:
    """Give what the owner's notes say of the chair, from one of them on."""
    named = [note.partition(". ")[2].partition(" Yours")[0] for note in house.notes()]
    return named[since:]


def heard(house: House) -> int:
    """Count how often the chair was told."""
    return len(house.notes("U0RUTH"))


def turns(house: House, prospect_id: str, *, closed: bool) -> None:
    with house.workspace.transaction(house.clock()) as session:
        asker, commission = house.asker(), commission_of(session)
        closing.turn_file(
            session,
            prospect_id,
            closed=closed,
            reason="Seen.",
            asker=asker,
            commission=commission,
            now=house.clock(),
        )


def extends(house: House, prospect_id: str, on: date) -> int:
    """Put the deadline off, as was agreed."""
    new = extensions.NewExtension(
        prospect_id=prospect_id, step_id="form", on=on, agreed_by="The board", reason="Agreed."
    )
    with house.workspace.transaction(house.clock()) as session:
        return extensions.extend(session, new, house.asker(), commission_of(session), house.clock()).act.id


def ends(house: House, prospect_id: str, how: str) -> int:
    """Have the deadline stand no more."""
    if how == "done":
        return house.completes(prospect_id, "form")
    if how == "extended":
        return extends(house, prospect_id, date(2026, 6, 1))
    turns(house, prospect_id, closed=True)
    return 0


def returns(house: House, prospect_id: str, act: int) -> None:
    """Have it stand again."""
    if act:
        house.takes_back(act)
    else:
        turns(house, prospect_id, closed=False)


@pytest.mark.parametrize("how", ["done", "closed", "extended"])
def test_a_deadline_that_returns_is_announced_anew_before_the_chair_is_told(house: House, how: str) -> None:
    loreto = overdue(house)
    house.days(date(2025, 12, 4), date(2025, 12, 5))
    act = ends(house, loreto, how)
    house.days(date(2025, 12, 8), date(2026, 1, 16))
    assert (heard(house), len(house.notes())) == (0, 1)

    returns(house, loreto, act)
    house.comes(at(date(2026, 1, 20)))
    assert (heard(house), said(house, 1)) == (0, [promise("Wed, Jan 21")])

    house.comes(at(date(2026, 1, 21)))
    assert (heard(house), said(house, 2)) == (1, [TODAY])


def test_what_the_chair_had_heard_of_is_announced_anew_once_it_was_done_and_undone(house: House) -> None:
    loreto = overdue(house)
    house.days(date(2025, 12, 4), date(2025, 12, 9))
    house.takes_back(house.completes(loreto, "form"))
    house.comes(at(date(2025, 12, 10)))
    assert (said(house, 2), heard(house)) == ([promise("Thu, Dec 11")], 1)

    house.days(date(2025, 12, 11), date(2025, 12, 17))
    first_words = [state for rule, state in house.states() if rule == "escalated"]
    assert (said(house, 3), heard(house), first_words) == ([TODAY], 2, ["sent"] * 4)


@pytest.mark.parametrize("case", ["nobody is in the chair", "the chair is away"])
def test_who_was_told_when_nobody_could_be_named_is_told_who_hears_once_there_is_somebody(
    house: House, case: str
) -> None:
    if case == "the chair is away":
        pauses(house, "Ruth Meyer", date(2026, 1, 6))
    else:
        house.change("Ruth Meyer", roles=["member"])
    overdue(house)
    house.days(date(2025, 12, 4), date(2025, 12, 31))
    assert "Ruth Meyer" not in " ".join(house.notes())

    house.change("Ruth Meyer", roles=["chair"])
    house.comes(at(date(2026, 1, 6)))
    assert (house.notes("U0RUTH"), promise("Wed, Jan 7") in house.notes()[-1]) == ([], True)

    house.comes(at(date(2026, 1, 7)))
    assert (heard(house), TODAY in house.notes()[-1]) == (1, True)


def test_a_chair_who_was_away_on_the_day_hears_the_first_word_when_back_and_the_owner_that_they_do(
    house: House,
) -> None:
    overdue(house)
    house.days(date(2025, 12, 4), date(2025, 12, 8))
    pauses(house, "Ruth Meyer", date(2026, 1, 12))
    house.days(date(2025, 12, 9), date(2026, 1, 14))

    words = [rule for rule, _ in house.states() if rule.startswith("escalated")]
    assert (said(house, 1), words) == ([TODAY], ["escalated", "escalated"])


def test_an_announcement_that_was_missed_is_made_late(house: House) -> None:
    overdue(house)
    house.clock.moment = at(date(2025, 12, 4))
    plan_reminders(house.database, house.clock())
    house.clock.moment = at(date(2025, 12, 4), 18)
    while house.sender.send_due():
        pass
    assert house.notes() == []

    house.comes(at(date(2026, 1, 20)))
    house.comes(at(date(2026, 1, 21)))
    assert said(house, 0) == [promise("Wed, Jan 21"), TODAY]


def test_a_weekly_word_that_came_late_moves_the_next(house: House) -> None:
    overdue(house)
    house.days(date(2025, 12, 4), date(2025, 12, 15))
    for day in (18, 23, 24):
        house.comes(at(date(2025, 12, day)))
    assert heard(house) == 2

    house.days(date(2025, 12, 26), date(2025, 12, 31))
    words = [state for state in house.states() if state[0].startswith("escalated, week")]
    assert (heard(house), words) == (
        3,
        [("escalated, week 2", "sent"), ("escalated, week 3", "sent")],
    )


def test_what_a_note_had_no_room_for_is_announced_in_the_next_before_the_chair_is_told(house: House) -> None:
    for city in ("Aa", "Bb", "Cc", "Dd", "Ee", "Ff", "Gg"):
        house.completes(house.inquiry(city), "reply")
    house.days(date(2025, 12, 4), date(2025, 12, 8))
    assert ["Gg" in note and promise("Tue, Dec 9") in note for note in house.notes()] == [False, True]

    house.days(date(2025, 12, 9), date(2025, 12, 10))
    assert ["Gg" in note for note in house.notes("U0RUTH")] == [False, True]
