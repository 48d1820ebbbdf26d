"""The turn of a day: cards that stand in the channel and read otherwise now are drawn again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from handlers.views.prospects import inquiry_card
from models.changes import INQUIRY_CARD
from models.commission import Commission, commission_of
from models.database import WorkspaceDatabase
from models.finding import is_closed
from models.ledger import standing
from models.outbox import Outbox
from models.progress import progress_of
from models.prospects import Prospect
from models.requests import Request, first_time
from models.rules.progress import Progress

LOOK_BACK = timedelta(days=7)
"""A card that changed within a week is drawn again each day, so that a few days' downtime leave none stale."""
POSTED = (Outbox.kind == INQUIRY_CARD, Outbox.sent_ts.is_not(None))


def redraw_cards(workspace: WorkspaceDatabase, now: datetime) -> None:
    """Have the cards of open prospects drawn again, once a day, that read otherwise than a week ago."""
    with workspace.reading() as session:
        commission = commission_of(session)
        today = commission.today(now)
        key = f"cards:{today}"
        seen = session.scalars(select(Request.key).where(Request.key == key)).first()
        carded = [] if seen else _carded(session)
        if not carded:
            return
        stale = _stale(session, carded, commission, today)
    with workspace.transaction(now) as session:
        if first_time(session, key, now):
            session.execute(update(Outbox).where(*POSTED, Outbox.subject.in_(stale)).values(next_at=now))


def _carded(session: Session) -> Sequence[Prospect]:
    """List the open prospects that have a card."""
    has_card = Prospect.id.in_(select(Outbox.subject).where(*POSTED))
    return session.scalars(select(Prospect).where(has_card, standing(Prospect), ~is_closed())).all()


def _stale(session: Session, prospects: Sequence[Prospect], commission: Commission, today: date) -> list[str]:
    then = progress_of(session, prospects, commission, today - LOOK_BACK)
    now = progress_of(session, prospects, commission, today)

    def card(progress: Progress, on: date) -> object:
        return inquiry_card(progress, on, public_body=commission.is_public).as_answer()

    return [
        new.prospect_id
        for old, new in zip(then, now, strict=True)
        if card(old, today - LOOK_BACK) != card(new, today)
    ]
