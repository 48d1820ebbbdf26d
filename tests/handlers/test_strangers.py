from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest

from handlers.desk import Asked, Desk
from handlers.strangers import is_outside, public_list
from handlers.usage import menu
from models.askers import asker_of
from models.database import open_database
from models.refusals import NotAllowed
from tests.builders import NOW, STRANGER, office

INSIDE: list[dict[str, Any]] = [
    {"command": "/sister", "user_id": "U1"},
    {"user": {"id": "U1", "team_id": "T1"}},
    {"event": {"user": "U1", "team": "T1"}, "is_ext_shared_channel": False},
    {"event": {"user": "U1"}},
]
OUTSIDE: list[dict[str, Any]] = [
    {"user": {"id": "U1", "team_id": "T2"}},
    {"event": {"user": "U1", "user_team": "T2", "team": "T1"}},
    {"event": {"user": "U1", "team": "T1"}, "is_ext_shared_channel": True},
]


def test_a_request_tells_whether_it_comes_from_another_organization() -> None:
    assert [is_outside(body, "T1") for body in INSIDE] == [False] * len(INSIDE)
    assert [is_outside(body, "T1") for body in OUTSIDE] == [True] * len(OUTSIDE)


def test_another_organization_gets_no_public_list(sqlite_address: str) -> None:
    with closing(open_database(sqlite_address)) as database, office(database).workspace.reading() as session:
        outsider = replace(asker_of(session, STRANGER), is_outside=True)
        desk = Desk(session=session, asker=outsider, now=NOW)
        with pytest.raises(NotAllowed) as no:
            public_list(desk)
        buttons = [one.action_id for one in menu(desk, Asked()).blocks[-1].elements]  # type: ignore[attr-defined]

    assert no.value.message.endswith("You're not on its roster, so I can show you nothing here.")
    assert (no.value.offers, buttons) == (("join",), ["do_join", "do_help"])
