"""Kept dates equal the rules, whatever is done in whatever order; and what a card says of a prospect."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from models.database import Database
from models.due_dates import DueDate
from models.ledger import record, standing
from models.meetings import Meeting
from models.prospects import Assignment, Prospect
from models.rebuilding import rebuild_everything
from models.refusals import Refusal
from models.rules.calendars import MeetingStatus
from models.rules.facts import State
from models.rules.steps import due_rows
from tests.builders import NOW, STAFF, Office, office
from tests.databases import empty

CITIES = ("Loreto", "Hue", "Ulm")
PATHS = ("milpitas/inquiry", "cerritos/application", "sci-guide/partnership")
Act = Callable[[Office], object]


def assign(at: Office, prospect_id: str, slack_id: str, step_id: str | None = None) -> None:
    owner_id = at.member_id(slack_id)
    with at.workspace.transaction(at.now) as session:
        act = record(session, "assigned", actor=STAFF, now=at.now, prospect_id=prospect_id)
        session.add(Assignment(prospect_id=prospect_id, owner_id=owner_id, step_id=step_id, act_id=act.id))


def test_the_latest_owner_of_the_whole_counts(milpitas: Office) -> None:
    loreto = milpitas.inquiry()
    assign(milpitas, loreto, "U3")
    assign(milpitas, loreto, "U4", step_id="reply")

    progress = milpitas.progress(loreto)
    assert (progress.owner, progress.owner_id) == ("Cy Diaz", milpitas.member_id("U3"))


def test_interests_of_several_inquiries_are_told_once_each(one_engine: Office) -> None:
    loreto = one_engine.inquiry(interests=("social", "cultural"))
    one_engine.inquiry(interests=("cultural", "economic"))

    assert one_engine.progress(loreto).interests == ("social", "cultural", "economic")


@pytest.mark.parametrize(
    ("medium", "state", "question"),
    [
        ("Email", State.WAITING, None),
        ("Letter", State.NOT_APPLICABLE, None),
        ("Not known", State.WAITING, "inquiry by e-mail"),
    ],
)
def test_how_the_first_inquiry_came_answers_whether_it_came_by_e_mail(
    one_engine: Office, medium: str, state: State, question: str | None
) -> None:
    loreto = one_engine.inquiry(medium=medium, received_on=date(2026, 1, 2))
    one_engine.inquiry(medium="Phone", received_on=date(2026, 1, 5))

    standing = one_engine.standing(loreto, "formal-letters")
    assert (standing.state, standing.question) == (state, question)


def test_a_deadline_in_meetings_follows_the_calendar(milpitas: Office, database: Database) -> None:
    loreto = milpitas.on("2026-01-22").inquiry()
    for day, status in (("01-22", "held"), ("02-26", "held"), ("03-26", "cancelled"), ("04-23", "held")):
        milpitas.meet(f"2026-{day}", status)
    spring = milpitas.on("2026-04-24")
    rebuild_everything(database, spring.now)
    assert ("discuss", "due") not in spring.due_rows(loreto)

    spring.meet("2026-05-28")
    rebuild_everything(database, spring.now)
    assert spring.due_rows(loreto)["discuss", "due"] == date(2026, 5, 28)


def test_a_goal_of_long_ago_does_not_move_as_years_pass(milpitas: Office, database: Database) -> None:
    loreto = milpitas.inquiry(received_on=date(2013, 11, 15))
    kept = milpitas.due_rows(loreto)
    rebuild_everything(database, milpitas.on("2031-01-15").now)

    assert milpitas.due_rows(loreto) == kept == {("reply", "goal"): date(2013, 12, 2)}


def test_several_prospects_are_told_in_the_order_asked_for(one_engine: Office) -> None:
    numbers = [one_engine.progress(one_engine.inquiry(city)).number for city in CITIES]

    assert numbers == [1, 2, 3]


def tracked(at: Office) -> list[str]:
    """List every prospect that stands."""
    with at.workspace.reading() as session:
        return list(session.scalars(select(Prospect.id).where(standing(Prospect)).order_by(Prospect.number)))


def kept_and_counted(at: Office) -> tuple[object, object]:
    """Give the kept dates of all prospects, and those that the rules give now."""
    with at.workspace.reading() as session:
        rows = session.scalars(select(DueDate))
        kept = {(row.prospect_id, row.step_id, row.kind == "goal", row.on, row.basis) for row in rows}
    counted = {
        (prospect_id, row.step_id, row.is_goal, row.on, row.basis)
        for prospect_id in tracked(at)
        for progress in (at.progress(prospect_id),)
        for row in (due_rows(progress.standings) if progress.is_open else ())
    }
    return kept, counted


def on_some(act: Callable[[Office, str], object]) -> Callable[[int], Act]:
    """Do something to one of the prospects there are."""

    def chosen(number: int) -> Act:
        def run(at: Office) -> object:
            prospects = tracked(at)
            return act(at, prospects[number % len(prospects)]) if prospects else None

        return run

    return chosen


def inquire(city: str, path: str, days: int) -> Act:
    return lambda at: at.inquiry(city, path=path, received_on=at.today - timedelta(days=days))


def enter(number: int, state: State, outcome: str, years: int) -> Callable[[Office, str], None]:
    def act(at: Office, prospect_id: str) -> None:
        steps = [each.step for each in at.progress(prospect_id).standings]
        step = steps[number % len(steps)]
        sets = at.today + timedelta(days=365 * years)
        amounts = {"part": "3", "whole": "4", "count": "3"}
        at.complete(
            prospect_id, step.id, state=state, outcome=outcome, sets=sets, out_of_order=True, **amounts
        )

    return act


def write(number: int) -> Callable[[Office, str], None]:
    def act(at: Office, prospect_id: str) -> None:
        ready = [each.step.id for each in at.progress(prospect_id).now]
        at.letter(prospect_id, completes=tuple(ready[number : number + 1]))

    return act


def take_back(number: int) -> Act:
    return lambda at: at.undo(at.last_act() - number)


def meet(day: int, status: MeetingStatus) -> Act:
    """Put a meeting on the calendar, or change what became of it, and count all dates anew."""

    def act(at: Office) -> None:
        on = date(2026, 1, 1) + timedelta(days=7 * day)
        with at.workspace.transaction(at.now) as session:
            known = session.scalars(select(Meeting).where(Meeting.on == on)).one_or_none()
            if known:
                known.status = status
        if known is None:
            at.meet(on.isoformat(), status)
        rebuild_everything(Database(engine=at.workspace.engine), at.now)

    return act


SMALL = st.integers(0, 9)
ACTS: st.SearchStrategy[Act] = st.one_of(
    st.builds(inquire, st.sampled_from(CITIES), st.sampled_from(PATHS), SMALL),
    st.builds(
        lambda number, *said: on_some(enter(*said))(number),
        SMALL,
        SMALL,
        st.sampled_from([State.DONE, State.DONE, State.WAIVED, State.NOT_APPLICABLE]),
        st.sampled_from(["approved", "denied", "returned"]),
        st.integers(0, 3),
    ),
    st.builds(lambda number, ready: on_some(write(ready))(number), SMALL, st.integers(0, 3)),
    st.builds(
        lambda number, closed: on_some(lambda at, each: at.turn(each, closed=closed))(number),
        SMALL,
        st.booleans(),
    ),
    st.builds(take_back, st.integers(0, 4)),
    st.builds(meet, SMALL, st.sampled_from(MeetingStatus)),
)
HISTORIES = st.tuples(
    st.builds(inquire, st.sampled_from(CITIES), st.sampled_from(PATHS), SMALL), st.lists(ACTS, max_size=12)
).map(lambda drawn: [drawn[0], *drawn[1]])


def kept_dates_equal_the_rules(database: Database, history: list[Act]) -> None:
    empty(database)
    at = office(database)
    try:
        for days, act in enumerate(history):
            later = at.on((NOW + timedelta(days=9 * days)).date().isoformat())
            try:
                act(later)
            except Refusal:
                continue
            kept, counted = kept_and_counted(later)
            assert kept == counted
    finally:
        empty(database)


BUSY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.slow
@settings(BUSY, max_examples=10)
@given(history=HISTORIES)
def test_kept_dates_equal_the_rules_after_every_act(kept_sqlite: Database, history: list[Act]) -> None:
    kept_dates_equal_the_rules(kept_sqlite, history)


@settings(BUSY, max_examples=4)
@given(history=HISTORIES)
def test_kept_dates_equal_the_rules_on_postgresql_too(kept_postgresql: Database, history: list[Act]) -> None:
    kept_dates_equal_the_rules(kept_postgresql, history)
