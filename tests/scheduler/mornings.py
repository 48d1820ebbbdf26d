"""Mornings of a commission without Slack: what is planned and drawn, and taken to be sent at once."""

from datetime import date, timedelta

from sqlalchemy import select

from handlers.views.kit import Message
from models import nudges
from models.outbox import Outbox
from scheduler.cards import DAILY_NOTE, daily_note
from scheduler.claims import COLUMNS, Owed
from scheduler.reminders import notes_due, owe_note
from tests.builders import Office

NAMES = {"U1": "Ana", "U2": "Bo", "U3": "Cy", "U4": "Di"}


def drawn(office: Office, day: str) -> dict[str, Message]:
    """Let ten o'clock of a day come; gives the note that each person then gets, by their first name."""
    there = office.on(day)
    with office.workspace.transaction(there.now) as session:
        for note in notes_due(session, there.now):
            owe_note(session, note, there.now)
    said: dict[str, Message] = {}
    with office.workspace.transaction(there.now) as session:
        today = (Outbox.kind == DAILY_NOTE, Outbox.subject.endswith(day))
        for row in session.execute(select(*COLUMNS).where(*today)).mappings().all():
            owed = Owed(**row)
            message = daily_note(session, owed, there.now)
            outbox = session.get_one(Outbox, (office.workspace.workspace_id, owed.id))
            if message:
                said[NAMES[owed.destination]] = message
                outbox.sent_ts, outbox.sent_at = "1", there.now
                session.flush()
            nudges.settle(session, owed.id, there.now)
    return said


def morning(office: Office, day: str) -> dict[str, str]:
    """Let a day come; gives what each person is told."""
    return {name: message.text for name, message in drawn(office, day).items()}


def mornings(office: Office, first: str, last: str) -> dict[str, dict[str, str]]:
    """Let all days from the first to the last come; gives those on which anybody was told anything."""
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    days = [str(begin + timedelta(days=day)) for day in range((end - begin).days + 1)]
    return {day: said for day in days if (said := morning(office, day))}


def redrawn(office: Office) -> dict[str, dict[str, Message]]:
    """Draw again what is owed at this very moment; gives by its day what each person's note then says."""
    said: dict[str, dict[str, Message]] = {}
    with office.workspace.reading() as session:
        again = (Outbox.kind == DAILY_NOTE, Outbox.sent_ts.is_not(None), Outbox.next_at == office.now)
        for row in session.execute(select(*COLUMNS).where(*again)).mappings().all():
            owed = Owed(**row)
            message = daily_note(session, owed, office.now)
            if message:
                said.setdefault(owed.subject.partition(":")[2], {})[NAMES[owed.destination]] = message
    return said


def reread(office: Office) -> dict[str, dict[str, str]]:
    """Draw again what is owed at this very moment; gives by its day what each person then reads."""
    return {
        day: {name: message.text for name, message in each.items()} for day, each in redrawn(office).items()
    }
