from datetime import date, datetime

import pytest
from sqlalchemy import select

from models.commission import Commission, commission_of
from models.refusals import NotSetUp
from models.rules.calendars import span_after
from models.rules.policy import Span, Unit
from models.workspaces import Workspace
from tests.builders import LOS_ANGELES, NOW, Office

THANKSGIVING, THE_DAY_AFTER = date(2025, 11, 27), date(2025, 11, 28)


def commission_with(milpitas: Office, **settings: object) -> Commission:
    with milpitas.workspace.transaction(NOW) as session:
        session.scalars(select(Workspace)).one().settings = settings
        return commission_of(session)


def ten_working_days_after_nov_14(commission: Commission) -> date:
    ten = Span(count=10, unit=Unit.WORKING_DAYS)
    return span_after(date(2025, 11, 14), ten, commission.days_off(date(2025, 11, 14)))


def test_a_commission_is_what_its_workspace_says(milpitas: Office) -> None:
    commission = commission_with(milpitas)
    said = (commission.name, commission.body_title, commission.is_public, commission.channel)

    assert said == ("Milpitas", "Milpitas", True, "C1")
    assert (commission.zone, commission.their_silence_days) == (LOS_ANGELES, 45)


def test_the_day_is_that_of_the_commissions_zone(one_engine: Office) -> None:
    commission = commission_with(one_engine)

    assert commission.today(datetime.fromisoformat("2026-01-16T07:59+00:00")) == date(2026, 1, 15)
    assert commission.today(datetime.fromisoformat("2026-01-16T08:00+00:00")) == date(2026, 1, 16)


def test_an_answer_within_ten_working_days_counts_thanksgiving_as_a_day_off(one_engine: Office) -> None:
    assert ten_working_days_after_nov_14(commission_with(one_engine)) == date(2025, 12, 1)


@pytest.mark.parametrize(
    ("days_off", "goal"),
    [
        ({"state": "CA"}, date(2025, 12, 2)),
        ({"extra": ["2025-11-28", "2025-11-26"]}, date(2025, 12, 3)),
        ({"federal": False}, date(2025, 11, 28)),
        ({"federal": False, "state": "CA"}, date(2025, 12, 1)),
    ],
)
def test_a_state_and_a_commission_have_days_off_of_their_own(
    one_engine: Office, days_off: dict[str, object], goal: date
) -> None:
    assert ten_working_days_after_nov_14(commission_with(one_engine, days_off=days_off)) == goal


def test_the_day_after_thanksgiving_is_off_where_the_state_says_so(one_engine: Office) -> None:
    around = date(2026, 1, 15)
    plain = commission_with(one_engine).days_off(around)
    state = commission_with(one_engine, days_off={"state": "CA"}).days_off(around)

    assert ({THANKSGIVING, THE_DAY_AFTER} & plain, {THANKSGIVING, THE_DAY_AFTER} & state) == (
        {THANKSGIVING},
        {THANKSGIVING, THE_DAY_AFTER},
    )


def test_days_off_reach_twelve_years_either_way_and_back_to_an_earlier_day(one_engine: Office) -> None:
    commission = commission_with(one_engine)
    around = date(2026, 1, 15)

    assert {day.year for day in commission.days_off(around)} == set(range(2014, 2039))
    assert min(commission.days_off(around, since=date(1990, 5, 1))) == date(1990, 1, 1)
    assert commission.days_off(around, since=date(2020, 5, 1)) == commission.days_off(around)


def test_a_workspace_without_a_commission_is_not_set_up(one_engine: Office) -> None:
    with one_engine.workspace.transaction(NOW) as session:
        session.delete(session.scalars(select(Workspace)).one())
        with pytest.raises(NotSetUp):
            commission_of(session)
