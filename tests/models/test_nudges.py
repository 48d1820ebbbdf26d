"""Which notes are drawn again, and what they then say."""

from datetime import date, timedelta

import pytest
from sqlalchemy import update

from models import ledger
from models.changes import changed
from models.commission import commission_of
from models.finding import prospect_by_id
from models.outbox import RATE_LIMITED, Outbox
from models.prospects import RecordedDate
from tests.builders import STAFF, Office, shipped_text
from tests.scheduler.mornings import mornings, reread

EVALUATE = "Evaluate the partnership and adjust it where needed"


def evaluates(office: Office, on: date) -> str:
    """Open a partnership that is to be evaluated on a day."""
    office.load(shipped_text("sci-guide"))
    owner_id = office.member_id("U1")
    hakusan = office.inquiry("Hakusan", country="JP", path="sci-guide/partnership", owner_id=owner_id)
    with office.workspace.transaction(office.now) as session:
        act = ledger.record(session, "step done", actor=STAFF, now=office.now, prospect_id=hakusan)
        session.add(RecordedDate(prospect_id=hakusan, name="evaluation", on=on, act_id=act.id))
        session.flush()
        changed(session, prospect_by_id(session, hakusan), commission_of(session), office.now)
    return hakusan


@pytest.mark.slow
def test_every_note_of_the_last_months_that_told_of_a_step_is_drawn_again_when_it_is_done(
    milpitas: Office,
) -> None:
    hakusan = evaluates(milpitas, date(2026, 6, 1))
    told = mornings(milpitas, "2026-03-02", "2026-05-22")
    there = milpitas.on("2026-05-28")
    there.complete(hakusan, "evaluate")
    ended = {
        day: {name: f"Hakusan: {EVALUATE}. Done by" in text for name, text in each.items()}
        for day, each in reread(there).items()
    }

    assert {day: sorted(each) for day, each in ended.items()} == {
        day: sorted(name for name, text in each.items() if "Hakusan" in text)
        for day, each in told.items()
        if any("Hakusan" in text for text in each.values())
    }
    assert {each for notes in ended.values() for each in notes.values()} == {True}


def test_a_note_that_is_older_than_four_months_stays_as_it_is(milpitas: Office) -> None:
    hakusan = evaluates(milpitas, date(2026, 6, 1))
    mornings(milpitas, "2026-03-03", "2026-03-03")
    there = milpitas.on("2026-07-02")
    there.complete(hakusan, "evaluate")

    assert reread(there) == {}


def test_what_was_never_sent_is_not_drawn_again(milpitas: Office) -> None:
    hakusan = evaluates(milpitas, date(2026, 6, 1))
    milpitas.complete(hakusan, "evaluate")

    assert reread(milpitas) == {}


def test_a_note_that_slack_wants_to_wait_is_not_drawn_again_before(milpitas: Office) -> None:
    hakusan = evaluates(milpitas, date(2026, 6, 1))
    mornings(milpitas, "2026-05-22", "2026-05-22")
    there = milpitas.on("2026-05-28")
    with there.workspace.transaction(there.now) as session:
        waits = {"last_error": RATE_LIMITED, "next_at": there.now + timedelta(seconds=20)}
        session.execute(update(Outbox).values(waits))
    there.complete(hakusan, "evaluate")

    assert reread(there) == {}
