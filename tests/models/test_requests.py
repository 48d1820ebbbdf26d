from datetime import timedelta

from sqlalchemy import select

from models.requests import KEPT, Request, first_time, forget_old
from tests.builders import NOW, Office


def test_a_delivery_is_worked_on_once_in_each_workspace(milpitas: Office, cerritos: Office) -> None:
    first = []
    for at in (milpitas, milpitas, cerritos):
        with at.workspace.transaction(NOW) as session:
            first.append(first_time(session, "Ev1", NOW))

    assert first == [True, False, True]


def test_a_delivery_is_forgotten_a_day_later(milpitas: Office) -> None:
    with milpitas.workspace.transaction(NOW) as session:
        first_time(session, "old", NOW - KEPT - timedelta(microseconds=1))
        first_time(session, "new", NOW - KEPT)
        forget_old(session, NOW)

        assert session.scalars(select(Request.key)).all() == ["new"]
