"""What the outbox draws by itself: a prospect's card, a person's daily note, word of what could not be done."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from handlers.views import agendas, documents, files, meeting_news, meetings, notes, reminders, votes
from handlers.views.digests import digest_message
from handlers.views.kit import Message
from handlers.views.my_reminders import paused_by
from handlers.views.prospects import card_update, inquiry_card
from handlers.views.signing import agreement_news, agreement_taken_back
from models.agenda_items import AGENDA, AGENDA_SUGGESTION
from models.agenda_rows import sheet_of, suggestions_of
from models.agreements_known import agreements_known
from models.agreements_seen import signatures_seen
from models.changes import AGREEMENT_NEWS, INQUIRY_CARD
from models.commission import commission_of
from models.database import found
from models.digests import DIGEST, digest_of
from models.edits import EDITED, said_in_thread
from models.exports import LIST
from models.first_run import INTRODUCTION, TEST_REMINDER
from models.greetings import HELLO
from models.last_calls import AGENDA_LAST_CALL, last_call_for
from models.ledger import Act
from models.meeting_news import MEETING_NEWS, news_for
from models.meetings import Meeting
from models.meetings_seen import seen_as
from models.members import Member, Pause
from models.my_reminders import my_reminders
from models.nudges import matters_in
from models.outbox import CARD_UPDATE
from models.pauses import PAUSED_BY_ANOTHER
from models.progress import progress_of
from models.prospects import Prospect
from models.readers import Reader
from models.recipients import people_of
from models.recollection import story_of
from models.regrets import SHORT_OF_QUORUM, expected
from models.rules.beginnings import unapproved_step
from models.rules.calendars import MeetingStatus
from models.samples import is_sample
from models.scheduling import MEETING_CANCELLED
from models.sessions import next_meeting
from models.undoing import act_by_id
from models.vote_cards import looks_different_at, vote_seen
from models.voting import VOTE
from scheduler import first_cards
from scheduler.claims import Owed
from scheduler.files import list_in_words

DAILY_NOTE = "daily note"
PAPER_LOST = "paper lost"
CANNOT_POST = "cannot post"
CANNOT_SEND = "cannot send"
CANNOT_MAKE = "cannot make"

Draw = Callable[[Session, Owed, datetime], Message | None]
"""Draws a row as things stand now, in a reading of its workspace; None when there is nothing left to say."""


def prospect_card(session: Session, owed: Owed, now: datetime) -> Message | None:
    """Draw the card of a prospect; one that was taken back before it was posted needs none."""
    prospect = found(session, Prospect, owed.subject, "city")
    undo = session.scalars(select(Act).where(Act.reverses == prospect.act_id)).one_or_none()
    if undo is not None:
        return reminders.card_taken_back(prospect.title, undo.actor_name) if owed.sent_ts else None
    if is_sample(session, prospect):
        return None
    commission = commission_of(session)
    today = commission.today(now)
    (progress,) = progress_of(session, [prospect], commission, today)
    return inquiry_card(progress, today, public_body=commission.is_public)


def update_of_card(session: Session, owed: Owed, now: datetime) -> Message | None:
    """Draw what changed on a card; what was taken back before it was posted needs no word."""
    act = act_by_id(session, json.loads(owed.subject)["act"])
    prospect = found(session, Prospect, act.prospect_id or "", "city")
    commission = commission_of(session)
    (entry,) = story_of(session, prospect, size=1, newer_than=act.id - 1).entries
    if entry.undone and not owed.sent_ts:
        return None
    said_of = said_in_thread(act) if act.what == EDITED else entry.said
    changed = "; ".join([entry.what, *said_of])
    said = f"taken back: {changed}" if entry.undone else changed
    on, today = commission.today(act.at), commission.today(now)
    return card_update(prospect.title, said, act.actor_name, on, today)


def daily_note(session: Session, owed: Owed, now: datetime) -> Message | None:
    """Draw a person's note: first what is still open, later also how the rest ended.

    Before it was posted, None when nothing that makes a note go is left, and when its day or its hours are over, or its
    reader is away: what it carried then waits for the next one. A sent one says when nothing is left of it.
    """
    member_id, _, day = owed.subject.partition(":")
    member = found(session, Member, member_id, "member")
    reader = Reader(member=member, commission=commission_of(session), now=now)
    if not owed.sent_ts and not _may_be_posted(session, reader, day):
        return None
    matters = [matter for matter in matters_in(session, owed.id, reader) if owed.sent_ts or not matter.ended]
    if all(matter.is_quiet for matter in matters):
        return reminders.note_overtaken() if owed.sent_ts else None
    note = notes.daily_note(matters, reader.today, reader.days_off)
    return first_cards.with_hello(session, member, note) if member.greeted_at == owed.created_at else note


def _may_be_posted(session: Session, reader: Reader, day: str) -> bool:
    is_there = people_of(session, reader.today)[reader.member.id].is_there
    return is_there and reader.is_time and day == reader.today.isoformat()


def paper_lost(_session: Session, owed: Owed, _now: datetime) -> Message:
    """Draw the word that a file could not be kept."""
    lost = json.loads(owed.subject)
    return reminders.paper_lost(lost["why"], lost["prospect"])


def cannot_post(_session: Session, owed: Owed, _now: datetime) -> Message:
    """Draw the word that Clerk was not let into a channel."""
    channel, why, _ = owed.subject.split(":")
    return reminders.cannot_post(channel, is_archived=why == "is_archived")


def cannot_send(session: Session, owed: Owed, now: datetime) -> Message:
    """Draw the word that Clerk may not send files, with what a short list says."""
    asked = json.loads(owed.subject)
    instead = list_in_words(session, asked, now) if asked["what"] == LIST else ""
    return documents.cannot_send(asked["what"], instead)


def cannot_make(_session: Session, owed: Owed, _now: datetime) -> Message:
    """Draw the word that a file can no longer be made."""
    asked = json.loads(owed.subject)
    return files.cannot_make(asked["what"], asked["why"])


def vote_message(session: Session, owed: Owed, now: datetime) -> Message:
    """Draw a vote as it stands."""
    return votes.vote_message(vote_seen(session, owed.subject, commission_of(session), now))


def agenda_shown(session: Session, owed: Owed, now: datetime) -> Message:
    """Draw an agenda for the channel as it stands."""
    meeting = found(session, Meeting, owed.subject, "meeting")
    return agendas.agenda_card(sheet_of(session, meeting, commission_of(session), now))


def agenda_suggestions(session: Session, owed: Owed, now: datetime) -> Message | None:
    """Draw what staff have to decide of an agenda; nothing where all was taken back before they heard of it."""
    meeting = found(session, Meeting, owed.subject, "meeting")
    waiting = suggestions_of(session, meeting.id)
    if not waiting and not owed.sent_ts:
        return None
    return agendas.suggestions_card(sheet_of(session, meeting, commission_of(session), now), waiting)


def meeting_cancelled(session: Session, owed: Owed, now: datetime) -> Message | None:
    """Draw the word that a meeting is cancelled, or is on again; one put back before it was posted needs none."""
    meeting_id, _, act_id = owed.subject.partition(":")
    row, act = found(session, Meeting, meeting_id, "meeting"), act_by_id(session, act_id)
    if row.status != MeetingStatus.CANCELLED and not owed.sent_ts:
        return None
    commission, following = commission_of(session), next_meeting(session, now)
    return meetings.cancelled_meeting(
        seen_as(row, commission),
        seen_as(following, commission) if following and following.id != row.id else None,
        commission.today(now),
        by=act.actor_name,
        reason=act.reason,
        is_public=commission.is_public,
    )


def short_of_quorum(session: Session, owed: Owed, now: datetime) -> Message | None:
    """Draw the word that a quorum has become impossible; nothing while it never was, as far as anybody was told."""
    row = found(session, Meeting, owed.subject.partition(":")[0], "meeting")
    commission, now_expected = commission_of(session), expected(session, row)
    seen = seen_as(row, commission)
    is_of_use = seen.is_ahead and now < row.starts_at and not now_expected.is_possible
    if not owed.sent_ts and not is_of_use:
        return None
    return meetings.short_of_quorum(seen, now_expected, commission.today(now))


def news_of_meeting(session: Session, owed: Owed, now: datetime) -> Message | None:
    """Draw the word to one person that a meeting is cancelled, moved, or on again; nothing where it changed nothing for them."""
    commission = commission_of(session)
    news = news_for(session, owed.subject, commission, now, is_sent=owed.sent_ts is not None)
    return meeting_news.meeting_news(news, commission.today(now)) if news else None


def last_call(session: Session, owed: Owed, now: datetime) -> Message | None:
    """Draw the last word to staff before an agenda has to be posted; nothing once nothing is left to do."""
    is_sent = owed.sent_ts is not None
    call = last_call_for(session, owed.subject, commission_of(session), now, is_sent=is_sent)
    return meeting_news.last_call(call, now) if call else None


def paused_by_another(session: Session, owed: Owed, now: datetime) -> Message | None:
    """Draw the word that somebody's reminders were paused for them; nothing once the pause is over or another one."""
    member_id, _, act_id = owed.subject.partition(":")
    act, commission = act_by_id(session, act_id), commission_of(session)
    mine = my_reminders(session, member_id, commission, now)
    latest = select(func.max(Pause.act_id)).where(Pause.member_id == member_id)
    if mine.person.paused_until is None or session.scalar(latest) != act.id:
        return None
    return paused_by(mine, act.actor_name, commission.today(now))


def agreement_signed(session: Session, owed: Owed, now: datetime) -> Message | None:
    """Draw the news of who signed an agreement; what was taken back before it was posted needs none."""
    prospect = found(session, Prospect, owed.subject, "city")
    if is_sample(session, prospect):
        return None
    known = agreements_known(session, [prospect.id]).get(prospect.id)
    if known is None:
        return agreement_taken_back(prospect.title) if owed.sent_ts else None
    commission = commission_of(session)
    today = commission.today(now)
    (progress,) = progress_of(session, [prospect], commission, today)
    return agreement_news(
        prospect.title,
        prospect.id,
        signatures_seen(known),
        today,
        unapproved=unapproved_step(progress),
        by=act_by_id(session, str(known.act_id)).actor_name,
        commission=commission.name,
    )


def digest(session: Session, owed: Owed, now: datetime) -> Message | None:
    """Draw the digest of a week or of a meeting; nothing on another day, and where there is nothing to say."""
    commission = commission_of(session)
    found_ = digest_of(session, owed.subject, commission, now)
    return digest_message(found_, commission.today(now)) if found_ else None


CARDS: Mapping[str, Draw] = {
    AGENDA: agenda_shown,
    AGENDA_LAST_CALL: last_call,
    AGENDA_SUGGESTION: agenda_suggestions,
    AGREEMENT_NEWS: agreement_signed,
    INQUIRY_CARD: prospect_card,
    DAILY_NOTE: daily_note,
    DIGEST: digest,
    HELLO: first_cards.hello,
    INTRODUCTION: first_cards.introduction,
    TEST_REMINDER: first_cards.try_out,
    PAPER_LOST: paper_lost,
    PAUSED_BY_ANOTHER: paused_by_another,
    MEETING_CANCELLED: meeting_cancelled,
    MEETING_NEWS: news_of_meeting,
    SHORT_OF_QUORUM: short_of_quorum,
    CARD_UPDATE: update_of_card,
    CANNOT_POST: cannot_post,
    CANNOT_SEND: cannot_send,
    CANNOT_MAKE: cannot_make,
    VOTE: vote_message,
}
"""What draws each kind of row."""
LOOKS_DIFFERENT_AT: Mapping[str, Callable[[Session, str, datetime], datetime | None]] = {
    VOTE: looks_different_at
}
"""When a kind of message changes by itself: it is drawn again then."""
