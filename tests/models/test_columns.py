from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.exc import StatementError

from models.database import Database
from models.meetings import Meeting
from models.members import Member
from models.refusals import BadText
from tests.builders import NOW


def meeting(**changes: Any) -> Meeting:  # noqa: ANN401
    """Make a meeting with some of its values changed."""
    usual = {
        "starts_at": NOW,
        "on": NOW.date(),
        "kind": "regular",
        "status": "scheduled",
        "reason": "",
        "place": "",
    }
    return Meeting(**usual | {"body": "commission"} | changes)


def member(**changes: Any) -> Member:  # noqa: ANN401
    """Make a member with some of their values changed."""
    return Member(**{"name": "Ana", "roles": ["staff"], "active": True} | changes)


def test_a_moment_comes_back_as_the_same_moment_in_utc(database: Database) -> None:
    summer = timezone(-timedelta(hours=7))
    with database.workspace("T1").transaction(NOW) as session:
        session.add(meeting(starts_at=datetime(2026, 7, 2, 18, 30, 0, 5, tzinfo=summer)))

    with database.workspace("T1").reading() as session:
        read = session.scalars(select(Meeting.starts_at)).one()
    assert (read, read.tzinfo) == (datetime(2026, 7, 3, 1, 30, 0, 5, tzinfo=UTC), UTC)


def test_moments_sort_and_compare_as_time_does(database: Database) -> None:
    starts = [
        NOW + timedelta(microseconds=1),
        NOW,
        NOW.astimezone(timezone(timedelta(hours=9))) - timedelta(days=1),
    ]
    with database.workspace("T1").transaction(NOW) as session:
        session.add_all([meeting(starts_at=start) for start in starts])

    with database.workspace("T1").reading() as session:
        in_order = session.scalars(select(Meeting.starts_at).order_by(Meeting.starts_at)).all()
        later = session.scalars(select(Meeting.starts_at).where(Meeting.starts_at > NOW)).all()
    assert (in_order, later) == (sorted(starts), [starts[0]])


def test_a_naive_moment_is_refused(database: Database) -> None:
    with (
        pytest.raises(StatementError, match="an aware datetime is wanted"),
        database.workspace("T1").transaction(NOW) as session,
    ):
        session.add(meeting(starts_at=NOW.replace(tzinfo=None)))


def test_a_moment_for_a_day_is_refused(database: Database) -> None:
    with (
        pytest.raises(StatementError, match="a day is wanted"),
        database.workspace("T1").transaction(NOW) as session,
    ):
        session.add(meeting(on=NOW))


def test_days_flags_and_lists_come_back_as_they_were(database: Database) -> None:
    with database.workspace("T1").transaction(NOW) as session:
        session.add_all(
            [meeting(on=date(2028, 2, 29)), member(active=False), member(roles=["chair", "member"])]
        )

    with database.workspace("T1").reading() as session:
        assert session.scalars(select(Meeting.on)).one() == date(2028, 2, 29)
        assert session.scalars(select(Member.active).order_by(Member.active)).all() == [False, True]
        assert session.scalars(select(Member.roles).where(Member.active)).one() == ["chair", "member"]


@pytest.mark.parametrize(
    "asked",
    [~Member.active, Member.active.is_(False), Member.active.is_not(True), Member.active == sa.false()],
)
def test_a_flag_can_be_asked_in_every_way(database: Database, asked: sa.ColumnElement[bool]) -> None:
    with database.workspace("T1").transaction(NOW) as session:
        session.add_all([member(name="gone", active=False), member(name="here")])

    with database.workspace("T1").reading() as session:
        assert session.scalars(select(Member.name).where(asked)).all() == ["gone"]


@pytest.mark.parametrize(
    "text", ["", "Łódź", "日本", "👩‍👩‍👧", "עברית", "100% of_it", "'; DROP TABLE members; --", "\\u0000"]
)
def test_text_comes_back_as_it_was(database: Database, text: str) -> None:
    with database.workspace("T1").transaction(NOW) as session:
        session.add(member(name=text, roles=[text]))

    with database.workspace("T1").reading() as session:
        assert session.execute(select(Member.name, Member.roles)).one() == (text, [text])


@pytest.mark.parametrize("text", ["a\0b", "half \ud83d", "\udc00"])
@pytest.mark.parametrize("place", ["name", "roles"])
def test_text_that_an_engine_would_refuse_is_refused_alike(database: Database, text: str, place: str) -> None:
    values = {"name": text} if place == "name" else {"roles": [{"said": text}]}
    with pytest.raises(BadText), database.workspace("T1").transaction(NOW) as session:
        session.add(member(**values))


def test_marks_that_turn_the_order_of_words_are_left_out(database: Database) -> None:
    reordering = "".join(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
    with database.workspace("T1").transaction(NOW) as session:
        session.add(member(name=f"A{reordering}na", roles=[f"st{reordering}aff"]))

    with database.workspace("T1").reading() as session:
        read = session.scalars(select(Member)).one()
        assert (read.name, read.roles) == ("Ana", ["staff"])
