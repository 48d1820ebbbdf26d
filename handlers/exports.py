"""Taking lists out of the record: what there is, of everything, of a city or of a year."""

from __future__ import annotations

from handlers.desk import Asked, Desk, prospect_for
from handlers.views.exports import ONE_CITY, export_card
from handlers.views.kit import Message
from models.exports import is_staff, lists_offered, scope_title
from models.rules.exports import Scope, year_typed
from models.rules.permissions import Right

EVERYTHING = frozenset({"", "all", "everything"})


def export(desk: Desk, asked: Asked) -> Message:
    """Answer `export`: the lists that there are, each with the button that sends it."""
    desk.asker.must_be_allowed(Right.EXPORT)
    scope = _scope(desk, asked)
    return export_card(
        lists_offered(scope, desk.asker),
        scope,
        scope_title(desk.session, scope, desk.commission),
        year=desk.today.year,
        may_hand_over=is_staff(desk.asker),
    )


def _scope(desk: Desk, asked: Asked) -> Scope:
    """Read of what the lists are to be; WhichCity where that is not clear."""
    if not asked.prospect_id and asked.rest.lower() in EVERYTHING:
        return Scope()
    if year := year_typed(asked.rest):
        return Scope(year=year)
    wanted = Asked() if asked.rest == ONE_CITY else asked
    return Scope(prospect_id=prospect_for(desk, wanted, "export").id)
