"""What changed on a city's card, told in the card's thread: whoever follows the matter reads there what it said before."""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.changes import INQUIRY_CARD, owe, owe_edit
from models.ledger import Act
from models.outbox import CARD_UPDATE, Outbox


def tell_in_thread(session: Session, act: Act, now: datetime) -> None:
    """Have a change told in the thread of its city's card; nothing where the card is not posted."""
    if card := _card_of(session, act):
        owe(session, CARD_UPDATE, _subject(act, card), card.destination, now)


def tell_taken_back(session: Session, act: Act, now: datetime) -> None:
    """Have what was told in the thread say that it was taken back; nothing where it was not told."""
    if card := _card_of(session, act):
        owe_edit(session, CARD_UPDATE, _subject(act, card), now)


def _card_of(session: Session, act: Act) -> Outbox | None:
    """Give the card of the act's city, where it stands in a channel."""
    wanted = select(Outbox).where(Outbox.key == f"{INQUIRY_CARD}:{act.prospect_id}")
    card = session.scalars(wanted).one_or_none()
    return card if card and card.sent_ts and card.sent_channel == card.destination else None


def _subject(act: Act, card: Outbox) -> str:
    return json.dumps({"act": str(act.id), "thread": card.sent_ts}, sort_keys=True)
