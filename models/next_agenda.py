"""What the next agenda holds, as far as a list of cities says so."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from models.agenda_rows import agenda_of
from models.commission import Commission
from models.sessions import next_meeting


def on_next_agenda(session: Session, commission: Commission, now: datetime) -> frozenset[str]:
    """Give the prospects that the next meeting's agenda has an item on."""
    meeting = next_meeting(session, now)
    entries = agenda_of(session, meeting, commission, now) if meeting else ()
    return frozenset(entry.prospect_id for entry in entries if entry.prospect_id)
