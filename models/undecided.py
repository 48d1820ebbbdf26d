"""What the chair or staff were told is long overdue, and is so still: each is theirs to decide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from models.due_dates import DueDate
from models.occurrences import read_occurrence
from models.prospects import Prospect
from models.reminders import Reminder
from models.rules.escalations import ESCALATED


@dataclass(frozen=True, kw_only=True)
class Undecided:
    """A deadline of which somebody was told that it has long passed."""

    prospect: Prospect
    step_id: str
    on: date


def undecided(session: Session, member_id: str) -> list[Undecided]:
    """List others' deadlines that somebody was told have long passed, and that stand as they did then; the oldest first."""
    of_step = and_(
        DueDate.workspace_id == Reminder.workspace_id,
        DueDate.prospect_id == Reminder.prospect_id,
        DueDate.step_id == Reminder.step_id,
        DueDate.kind == "due",
    )
    of_file = and_(Prospect.workspace_id == DueDate.workspace_id, Prospect.id == DueDate.prospect_id)
    told = (
        Reminder.recipient == member_id,
        Reminder.told_at.is_not(None),
        or_(Reminder.rule == ESCALATED, Reminder.rule.startswith(f"{ESCALATED}, week ")),
        ~Reminder.occurrence.endswith(f":{member_id}"),  # an owner's own word
    )
    wanted = select(Reminder.occurrence, DueDate.step_id, DueDate.on, Prospect).select_from(Reminder)
    rows = session.execute(
        wanted.join(DueDate, of_step).join(Prospect, of_file).where(*told).order_by(DueDate.on, Reminder.id)
    )
    found = {
        (row.Prospect.id, row.step_id): Undecided(prospect=row.Prospect, step_id=row.step_id, on=row.on)
        for row in rows
        if read_occurrence(row.occurrence)[1] == row.on
    }
    return list(found.values())
