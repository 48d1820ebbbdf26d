"""The warning of restricted countries in a form, and what counts as the tick."""

import pytest

from handlers.views.kit import form
from handlers.views.warnings import is_accepted, warning_blocks
from models.rules.restrictions import Restriction

CUBA = Restriction(country="Cuba", why="A law.", source="Chapter 1")
SYRIA = Restriction(country="Syria", why="A rule.", source="Chapter 2")


def test_without_a_restricted_country_nothing_is_asked() -> None:
    assert (warning_blocks({}), is_accepted({}, ())) == ([], True)


def test_one_country_is_said_in_the_alert_and_several_in_a_list() -> None:
    one, several = warning_blocks({"CU": CUBA}), warning_blocks({"CU": CUBA, "SY": SYRIA})

    drawn = form("Warned", "warned", several, submit="Save").to_dict()["blocks"]
    assert [block.type for block in one] == ["alert", "input"]
    assert one[0].to_dict()["text"]["text"] == (
        "Cuba is on your list of restricted countries: A law (Chapter 1)."
    )
    assert [block["type"] for block in drawn] == ["alert", "rich_text", "input"]
    assert drawn[0]["text"]["text"] == "2 of these countries are on your list of restricted countries."


@pytest.mark.parametrize(
    ("ticked", "accepted", "taken"),
    [((), "", False), (("CU,SY",), "", True), (("CU",), "", False), ((), "CU,SY", True), ((), "SY", False)],
)
def test_the_tick_is_for_just_the_countries_that_were_shown(
    ticked: tuple[str, ...], accepted: str, *, taken: bool
) -> None:
    assert is_accepted({"CU": CUBA, "SY": SYRIA}, ticked, accepted) is taken
