"""The form that opens an item proposes what is likely next."""

import pytest

from handlers.views.roll_forms import item_form
from models.rules.agendas import AgendaEntry, ItemKind, ItemResult, agenda
from models.rules.sessions import Session

LETTER, BUDGET = (
    AgendaEntry(item=item, number=0, title=item, kind=ItemKind.ACT, result=result)
    for item, result in (("letter", ItemResult.DISCUSSED), ("budget", None))
)
ENTRIES = [each for each in agenda([LETTER, BUDGET]) if each.is_taken_up]


@pytest.mark.parametrize(
    ("session", "item"),
    [
        (Session(), "public-comment"),
        (Session(public_comment=frozenset({None})), "budget"),
        (Session(item="public-comment"), "budget"),
        (Session(item="budget"), "reports"),
        (Session(item="adjournment"), None),
    ],
)
def test_the_next_item_without_an_outcome_is_proposed(session: Session, item: str | None) -> None:
    choice = item_form(ENTRIES, session, [], {}).to_dict()["blocks"][0]["element"]
    assert choice.get("initial_option", {}).get("value") == item
