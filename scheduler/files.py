"""Files for one person: made when they are sent, and put into their direct messages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from urllib.request import Request, build_opener

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlalchemy.orm import Session

from handlers.views.calendar_files import calendar_file
from handlers.views.csv_files import as_csv, file_name
from handlers.views.documents import as_docx
from handlers.views.kit import escape
from models.agenda_rows import sheet_of
from models.askers import asker_of
from models.calendar_entries import calendar_entries
from models.commission import commission_of
from models.criteria import sheet_of as criteria_sheet
from models.criteria import subjects_named
from models.database import found
from models.exports import LIST, check_handover, records_paper, scope_title, table_of
from models.handover import handover_of
from models.kept_papers import paper_whole
from models.meetings import Meeting
from models.minutes import minutes_of
from models.refusals import NotFound
from models.rules.agenda_document import agenda_document
from models.rules.criteria_document import criteria_document
from models.rules.documents import lines_of
from models.rules.exports import as_document, scope_read
from models.rules.handover import handover_sheet
from models.rules.letter_choice import wish_named
from models.rules.permissions import Right
from models.rules.wording import full_date, plural
from models.writing import draft
from scheduler.posting import UNNAMED, Sent, channel_of, refusal

NO_SCOPE = "missing_scope"
"""Slack's word for it that the app was not granted the right to write files."""
FOR_YOU = "Only you can see it here; public records law may apply to what you pass on."


@dataclass(frozen=True, kw_only=True)
class FileToSend:
    """A file, with what is said beside it."""

    name: str
    title: str
    content: bytes
    comment: str


@dataclass(frozen=True, kw_only=True)
class Uploaded:
    """A file that lies at Slack and waits to be posted."""

    channel: str
    file_id: str
    title: str
    comment: str


Make = Callable[[Session, Mapping[str, str], datetime], FileToSend]
"""Makes a file as things stand now, in a reading of its workspace, from what was asked for."""


def calendar(session: Session, _asked: Mapping[str, str], now: datetime) -> FileToSend:
    """Make the calendar of what lies ahead: meetings and deadlines."""
    commission = commission_of(session)
    today = commission.today(now)
    entries = calendar_entries(session, commission, since=today)
    title = f"{commission.body_title}: meetings and deadlines"
    return FileToSend(
        name=f"calendar-{today}.ics",
        title=title,
        content=calendar_file(title, entries, now),
        comment=f"Meetings and deadlines as of {full_date(today)}. Open the file to add them to your calendar.",
    )


def minutes(session: Session, asked: Mapping[str, str], now: datetime) -> FileToSend:
    """Make the minutes of a meeting, to be read and edited in an office."""
    kept = minutes_of(session, asked["meeting"], commission_of(session), now)
    state = "adopted" if kept.is_adopted else "an unapproved draft"
    return FileToSend(
        name=f"minutes-{kept.meeting.on}.docx",
        title=kept.document.title,
        content=as_docx(kept.document),
        comment=f"The minutes of {full_date(kept.meeting.on)}, {state}.",
    )


def agenda(session: Session, asked: Mapping[str, str], now: datetime) -> FileToSend:
    """Make the agenda of a meeting, to be printed and posted."""
    meeting = found(session, Meeting, asked["meeting"], "meeting")
    document = agenda_document(sheet_of(session, meeting, commission_of(session), now))
    return FileToSend(
        name=f"agenda-{meeting.on}.docx",
        title=document.title,
        content=as_docx(document),
        comment=f"The agenda of {full_date(meeting.on)}, as it stands now.",
    )


def paper(session: Session, asked: Mapping[str, str], _now: datetime) -> FileToSend:
    """Give a kept paper, byte for byte."""
    kept = paper_whole(session, asked["of"])
    return FileToSend(
        name=kept.name,
        title=kept.name,
        content=kept.content,
        comment=f"{kept.name}, as it was kept ({kept.size:,} bytes, SHA-256 {kept.sha256[:12]}).",
    )


def criteria(session: Session, asked: Mapping[str, str], now: datetime) -> FileToSend:
    """Make the paper on one city's criteria, or several cities' side by side, as whoever asked may read them."""
    commission, asker = commission_of(session), asker_of(session, asked["for"])
    asker.must_be_allowed(Right.SHOW)
    today = commission.today(now)
    seen = criteria_sheet(session, subjects_named(asked["of"]), asker, commission)
    document = criteria_document(seen, today)
    held = " It holds notes that are not public yet, marked as such." if seen.has_unpublished else ""
    return FileToSend(
        name=f"criteria-{today}.docx",
        title=document.title,
        content=as_docx(document),
        comment=f"{document.title}, as of {full_date(today)}.{held}",
    )


def letter(session: Session, asked: Mapping[str, str], now: datetime) -> FileToSend:
    """Write a letter out, with a place for the letterhead, the date and the signature."""
    asker_of(session, asked["for"]).must_be_allowed(Right.WRITE)
    wish = wish_named(asked["of"])
    if wish is None:
        raise NotFound("letter")
    commission = commission_of(session)
    drafted = draft(session, wish, commission, now)
    return FileToSend(
        name=f"letter-{wish.text.id}-{commission.today(now)}.docx",
        title=drafted.letter.document.title,
        content=as_docx(drafted.letter.document),
        comment=f"{wish.text.title}, to {drafted.progress.full_name}: a draft to check, sign and send. {drafted.letter.left_open}",
    )


def one_list(session: Session, asked: Mapping[str, str], now: datetime) -> FileToSend:
    """Make one list for a spreadsheet, as whoever asked may have it."""
    commission = commission_of(session)
    table = table_of(session, asked["of"], asker_of(session, asked["for"]), commission, now)
    of_what = scope_title(session, scope_read(asked["of"].partition(":")[2]), commission)
    return FileToSend(
        name=file_name(table, of_what, commission.today(now)),
        title=f"{table.kind.title}: {of_what}",
        content=as_csv(table),
        comment=f"{table.kind.title} of {of_what}, as of {full_date(commission.today(now))}: "
        f"{plural(len(table.rows), 'line')}. {FOR_YOU}",
    )


def list_in_words(session: Session, asked: Mapping[str, str], now: datetime) -> str:
    """Write one list as text, for whoever may have it where files cannot be sent."""
    table = table_of(session, asked["of"], asker_of(session, asked["for"]), commission_of(session), now)
    parts = as_document(table.kind.title, [table]).parts
    return "\n".join(line for part in parts for line in lines_of(part))


def records(session: Session, asked: Mapping[str, str], now: datetime) -> FileToSend:
    """Make every list as one paper, as whoever asked may have it."""
    document = records_paper(session, asked.get("of", ""), asker_of(session, asked["for"]), now)
    return FileToSend(
        name=f"records-{commission_of(session).today(now)}.docx",
        title=document.title,
        content=as_docx(document),
        comment=f"{document.title}. {FOR_YOU}",
    )


def handover(session: Session, asked: Mapping[str, str], now: datetime) -> FileToSend:
    """Make the handover sheet, without what only the computer knows."""
    check_handover(asker_of(session, asked["for"]))
    today = commission_of(session).today(now)
    sheet = handover_sheet(handover_of(session), today)
    return FileToSend(
        name=f"handover-{today}.docx",
        title=sheet.title,
        content=as_docx(sheet),
        comment=f"{sheet.title}, as of {full_date(today)}. Print it, and fill in by hand what is left open.",
    )


FILES: Mapping[str, Make] = {
    "agenda": agenda,
    "calendar": calendar,
    "criteria": criteria,
    "handover": handover,
    LIST: one_list,
    "records": records,
    "letter": letter,
    "minutes": minutes,
    "paper": paper,
}
"""What makes each sort of file."""


def make(session: Session, asked: Mapping[str, str], now: datetime) -> FileToSend:
    """Make the file that was asked for."""
    return FILES[asked["what"]](session, asked, now)


def upload(client: WebClient, person: str, file: FileToSend) -> Uploaded:
    """Bring a file to Slack, where nobody sees it yet: this may be repeated. NotPosted for a plain refusal."""
    with _plain_refusals():
        channel = channel_of(client, person)
        place = client.files_getUploadURLExternal(filename=file.name, length=len(file.content))
    request = Request(place["upload_url"], data=file.content, method="POST")  # noqa: S310 - Slack named it
    with build_opener().open(request, timeout=client.timeout) as answer:
        answer.read()
    return Uploaded(channel=channel, file_id=place["file_id"], title=file.title, comment=file.comment)


def share(client: WebClient, uploaded: Uploaded) -> Sent:
    """Post an uploaded file. NotPosted for a plain refusal; any other error leaves it open."""
    with _plain_refusals():
        client.files_completeUploadExternal(
            files=[{"id": uploaded.file_id, "title": uploaded.title}],
            channel_id=uploaded.channel,
            initial_comment=escape(uploaded.comment),
        )
    return Sent(channel=uploaded.channel, ts=UNNAMED)


@contextmanager
def _plain_refusals() -> Iterator[None]:
    try:
        yield
    except SlackApiError as error:
        if refused := refusal(error):
            raise refused from error
        raise
