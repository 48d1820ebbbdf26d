"""Files that somebody asks for: the agenda, the minutes, the calendar. They come in a direct message."""

from __future__ import annotations

from collections.abc import Mapping

from handlers.desk import Desk, Pressed
from handlers.views.files import file_follows
from handlers.views.kit import Message
from models.changes import owe_file
from models.database import found
from models.meetings import Meeting
from models.refusals import NotFound
from models.rules.permissions import Right

RIGHTS: Mapping[str, Right] = {
    "agenda": Right.AGENDA,
    "minutes": Right.MINUTES,
    "calendar": Right.MEETING,
}
"""What may be asked for, and the right that it takes."""


def send(desk: Desk, pressed: Pressed) -> Message:
    """Have a file sent to the asker; the button's value is the sort of file, and the meeting that it is of."""
    what, _, meeting_id = pressed.value.partition(":")
    if what not in RIGHTS:
        raise NotFound("file")
    desk.asker.must_be_allowed(RIGHTS[what])
    asked = {"what": what}
    if meeting_id:
        asked["meeting"] = found(desk.session, Meeting, meeting_id, "meeting").id
    owe_file(desk.session, asked, desk.asker.slack_id, desk.now)
    return file_follows(what)
