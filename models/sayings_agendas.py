"""What the record of a prospect tells of agendas."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.agenda_rows import rows_of
from models.agendas import ItemOutcome
from models.ledger import Act
from models.meetings import Meeting
from models.rules.wording import full_date


def outcomes_said(session: Session, acts: Sequence[Act]) -> dict[int, list[str]]:
    """Say, by act, what became of the items that it recorded, for the record of a prospect."""
    wanted = (
        select(ItemOutcome, Meeting.on)
        .join(Meeting, Meeting.id == ItemOutcome.meeting_id)
        .where(
            ItemOutcome.act_id.in_([act.id for act in acts]), Meeting.workspace_id == ItemOutcome.workspace_id
        )
    )
    said: dict[int, list[str]] = defaultdict(list)
    for row, on in session.execute(wanted.order_by(ItemOutcome.act_id, ItemOutcome.id)):
        titled = rows_of(session, row.meeting_id).latest.get(row.item)
        named = f"“{titled.title}” " if titled else ""
        until = f" to {full_date(row.until)}" if row.until else ""
        note = f": {row.note}" if row.note else ""
        said[row.act_id].append(f"{named}{row.outcome}{until} at the meeting of {full_date(on)}{note}")
    return said
