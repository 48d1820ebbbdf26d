from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest

from handlers.desk import Asked, Desk
from handlers.strangers import is_outside, public_list
from handlers.usage import menu
from handlers.views import strangers as views
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


def test_a_public_list_says_how_many_cities_it_leaves_out() -> None:
    shown = views.public_list("San Lucero", ["Évora, Portugal", "Hakusan, Japan"], left=150)
    whole = views.public_list("San Lucero", ["Évora, Portugal", "Hakusan, Japan"])
    assert (shown.text, whole.text) == (
        "San Lucero is in touch with: Évora, Portugal; Hakusan, Japan; and 150 more.",
        "San Lucero is in touch with: Évora, Portugal; Hakusan, Japan.",
    )


def test_whoever_is_from_outside_is_not_led_to_the_public_list_that_they_may_not_see() -> None:
    inside = views.asked_to_be_added("Dana Ito", is_outside=False)
    outside = views.asked_to_be_added("Dana Ito", is_outside=True)
    assert [
        element.action_id
        for said in (inside, outside)
        for element in said.blocks[-1].elements  # type: ignore[attr-defined]
    ] == ["do_list:0", "do_help"]
