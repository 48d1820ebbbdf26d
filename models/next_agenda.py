"""What the next agenda holds, as far as a list of cities says so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from models.agenda_matters import due_among
from models.agenda_rows import rows_of
from models.commission import Commission
from models.rules.agendas import ItemState
from models.rules.progress import Progress
from models.sessions import next_meeting


def on_next_agenda(
    session: Session, files: Sequence[Progress], commission: Commission, now: datetime
) -> frozenset[str]:
    """Give those of some open files that the next meeting's agenda has an item on, without working out all others."""
    meeting = next_meeting(session, now)
    if meeting is None:
        return frozenset()
    rows = rows_of(session, meeting.id)
    listed = {row.prospect_id for row in rows.of_state(ItemState.LISTED) if row.prospect_id}
    due = [] if rows.is_fixed else due_among(session, files, meeting, commission.today(now))
    return frozenset(listed | {matter.prospect_id for matter in due if matter.item not in rows.latest})
