"""Home: what needs the person who opens it, and the cities."""

from __future__ import annotations

from slack_sdk.models.views import View

from handlers.desk import Desk
from handlers.views.home import home, stranger_home
from models.finding import page_by_due
from models.progress import progress_of
from models.rules.permissions import Right

SHOWN = 5


def home_for(desk: Desk) -> View:
    """Draw the Home of the asker."""
    if not desk.asker.roles:
        return stranger_home(desk.commission.name)
    mine, _ = page_by_due(desk.session, offset=0, size=SHOWN, owner_id=desk.asker.member_id)
    cities, total = page_by_due(desk.session, offset=0, size=SHOWN)
    drawn = [progress_of(desk.session, page, desk.commission, desk.today) for page in (mine, cities)]
    return home(
        desk.asker.name, drawn[0], drawn[1], desk.today, total=total, may_complete=desk.asker.may(Right.DONE)
    )
