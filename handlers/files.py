"""Files that somebody asks for, such as the minutes or a kept paper. They come in a direct message."""

from __future__ import annotations

from collections.abc import Mapping

from handlers.desk import Desk, Pressed
from handlers.views.files import file_follows
from handlers.views.kit import Message
from models.changes import owe_file
from models.database import found
from models.exports import LIST, check_handover, check_list, check_records
from models.meetings import Meeting
from models.refusals import NotFound
from models.rules.letter_choice import wish_named
from models.rules.permissions import Right

LETTER = "letter"
RECORDS = "records"
HANDOVER = "handover"
RIGHTS: Mapping[str, Right] = {
    "agenda": Right.AGENDA,
    "minutes": Right.MINUTES,
    "calendar": Right.MEETING,
    "paper": Right.SHOW,
    "criteria": Right.SHOW,
    LETTER: Right.WRITE,
    LIST: Right.EXPORT,
    RECORDS: Right.EXPORT,
    HANDOVER: Right.EXPORT,
}
"""What may be asked for, and the right that it takes."""
OF_A_MEETING = frozenset({"agenda", "minutes"})


def send(desk: Desk, pressed: Pressed) -> Message:
    """Have a file sent to the asker; the button's value is the sort of file, and what it is of, looked up when it is made."""
    what, _, of = pressed.value.partition(":")
    if what not in RIGHTS:
        raise NotFound("document")
    desk.asker.must_be_allowed(RIGHTS[what])
    if what == LETTER and wish_named(of) is None:
        raise NotFound(LETTER)
    _check_record(desk, what, of)
    asked = {"what": what}
    if what in OF_A_MEETING:
        asked["meeting"] = found(desk.session, Meeting, of, "meeting").id
    elif of:
        asked["of"] = of
    owe_file(desk.session, asked, desk.asker.slack_id, desk.now)
    return file_follows(what)


def _check_record(desk: Desk, what: str, of: str) -> None:
    """Refuse what is taken out of the record, and could not be made."""
    if what == LIST:
        check_list(desk.session, of, desk.asker)
    elif what == RECORDS:
        check_records(desk.session, of, desk.asker)
    elif what == HANDOVER:
        check_handover(desk.asker)
