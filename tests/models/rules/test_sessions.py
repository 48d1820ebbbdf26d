from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.sessions import Happening, Session, State, What, moment_of, session_of

SIX = datetime(2026, 1, 23, 2, 0, tzinfo=UTC)
PACIFIC = ZoneInfo("America/Los_Angeles")


def happens(*what: What | Happening) -> Session:
    return session_of(
        each
        if isinstance(each, Happening)
        else Happening(what=each, at=SIX + timedelta(minutes=n), member_id="m1")
        for n, each in enumerate(what)
    )


@pytest.mark.parametrize(
    ("what", "state"),
    [
        ([], State.NOT_BEGUN),
        ([What.CALLED_TO_ORDER], State.IN_SESSION),
        ([What.CALLED_TO_ORDER, What.RECESSED], State.RECESS),
        ([What.CALLED_TO_ORDER, What.RECESSED, What.RESUMED], State.IN_SESSION),
        ([What.CALLED_TO_ORDER, What.RECESSED, What.ADJOURNED], State.OVER),
        ([What.CALLED_TO_ORDER, What.ADJOURNED], State.OVER),
    ],
)
def test_a_session_stands_where_its_last_turn_left_it(what: list[What], state: State) -> None:
    assert happens(*what).state is state


def test_whoever_calls_it_to_order_presides_until_the_chair_is_handed_over() -> None:
    handed = Happening(what=What.PRESIDES, at=SIX, member_id="m2")
    assert happens(What.CALLED_TO_ORDER).presiding_id == "m1"
    assert happens(What.CALLED_TO_ORDER, handed).presiding_id == "m2"


def test_the_item_opened_last_is_before_the_meeting_until_it_is_adjourned() -> None:
    items = [Happening(what=What.ITEM_OPENED, at=SIX, item=item) for item in ("one", "two")]
    assert happens(What.CALLED_TO_ORDER, *items).item == "two"
    assert happens(What.CALLED_TO_ORDER, *items, What.ADJOURNED).item is None


def test_public_comment_is_kept_by_item_and_for_the_agenda_as_a_whole() -> None:
    taken = [Happening(what=What.PUBLIC_COMMENT, at=SIX, item=item) for item in ("one", None)]
    assert happens(What.CALLED_TO_ORDER, *taken).public_comment == {"one", None}


def test_each_recess_has_its_beginning_and_its_end() -> None:
    found = happens(What.CALLED_TO_ORDER, What.RECESSED, What.RESUMED, What.RECESSED).recesses
    minute = [SIX + timedelta(minutes=n) for n in range(4)]
    assert found == ((minute[1], minute[2]), (minute[3], None))


def local(day: int, hour: int, minute: int, fold: int = 0, month: int = 1) -> datetime:
    return datetime(2026, month, day, hour, minute, fold=fold, tzinfo=PACIFIC).astimezone(UTC)


@pytest.mark.parametrize(
    ("clock", "now", "moment"),
    [
        (time(18, 5), local(22, 18, 30), local(22, 18, 5)),
        (time(18, 30), local(22, 18, 30), local(22, 18, 30)),
        (time(23, 50), local(23, 0, 10), local(22, 23, 50)),
        (time(18, 31), local(22, 18, 30), local(21, 18, 31)),
        # Nov 1, 2026: the hour from one to two comes twice
        (time(1, 30), local(1, 1, 45, month=11), local(1, 1, 30, month=11)),
        (time(1, 30), local(1, 1, 10, fold=1, month=11), local(1, 1, 30, month=11)),
        (time(1, 30), local(1, 1, 45, fold=1, month=11), local(1, 1, 30, fold=1, month=11)),
        (time(1, 30), local(1, 2, 5, month=11), local(1, 1, 30, fold=1, month=11)),
        (time(0, 59), local(1, 2, 5, month=11), local(1, 0, 59, month=11)),
    ],
)
def test_a_time_of_day_is_the_last_moment_at_which_the_clock_showed_it(
    clock: time, now: datetime, moment: datetime
) -> None:
    assert moment_of(clock, PACIFIC, now) == moment


def test_a_time_that_the_clock_skipped_never_was() -> None:
    assert moment_of(time(2, 30), PACIFIC, local(8, 4, 0, month=3)) is None
    assert moment_of(time(3, 30), PACIFIC, local(8, 4, 0, month=3)) == local(8, 3, 30, month=3)


@given(
    now=st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - bounds are naive
    clock=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
)
def test_the_moment_is_never_to_come_and_shows_that_time(now: datetime, clock: time) -> None:
    found = moment_of(clock, PACIFIC, now)
    assert found is None or (found <= now and found.astimezone(PACIFIC).time() == clock)
