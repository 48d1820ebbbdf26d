"""What is said at once to one person of a meeting: that it is cancelled or moved, or that its agenda has to be posted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from slack_sdk.models.blocks import Block, ButtonElement

from handlers.views.kit import Message, actions, button, context, does, section, sentence
from handlers.views.meetings import RECORD_POSTING, agenda_button, attend_button, meeting_button
from models.rules.calendars import MeetingKind, MeetingStatus
from models.rules.meetings import STATUS_IN_WORDS, MeetingSeen
from models.rules.news import LastCall, News, unreached_in_words
from models.rules.wording import day_in_words, moment_in_words

_PLAIN = (MeetingKind.REGULAR, MeetingKind.ADJOURNED_REGULAR)


def meeting_news(news: News, today: date) -> Message:
    """Tell one person that a meeting is cancelled or moved; or, later, that it is on again."""
    said = " ".join([_what_happened(news, today), *_what_follows(news, today)])
    blocks = (section(said), context(sentence(news.did)), actions(*_buttons(news, today)))
    return Message(text=said, blocks=blocks)


def last_call(call: LastCall, now: datetime) -> Message:
    """Tell staff for the last time to post an agenda; or, later, that nothing is left to do."""
    today = now.astimezone(call.deadline.tzinfo).date()
    if call.is_over:
        said = _why_over(call, today)
        return Message(text=said, blocks=(section(said),))
    meeting = call.meeting
    said = f"The agenda of {_day(meeting, today)} {_until(call.deadline, now, today)}"
    way = "Post it where the law asks, then record the posting here."
    posting = button("Record legal posting", RECORD_POSTING, meeting.id, about=meeting.called(today))
    small: Sequence[Block] = [context(f"You get this {call.on_behalf}.")] if call.on_behalf else ()
    row = actions(agenda_button(meeting, today), posting)
    return Message(text=f"{said} {way}", blocks=(section(f"{said} {way}"), *small, row))


def _what_happened(news: News, today: date) -> str:
    called, then = _called(news.meeting), moment_in_words(news.then, today)
    because = f": {news.reason}" if news.reason else ""
    if news.is_off:
        return sentence(f"The {called} of {then} is cancelled{because}")
    if news.is_none:
        return f"The {called} of {then} is on again."
    return sentence(f"The {called} is moved from {then} to {news.meeting.moment(today)}{because}")


def _what_follows(news: News, today: date) -> list[str]:
    """Say when the commission meets next, that attendance is asked anew, and who else has to be told."""
    next_one = day_in_words(news.following.on, today) if news.following else ""
    asks_anew = news.asked and not news.is_off and news.meeting.on != news.then.date()
    return [
        *([f"The next one is {next_one}."] if next_one else []),
        *(["If you can't attend then, please say so."] if asks_anew and news.attends else []),
        *([unreached_in_words(news.unreached)] if news.unreached else []),
    ]


def _buttons(news: News, today: date) -> list[ButtonElement]:
    if news.is_off:
        return [button("Meeting", does("meeting"), about="the next one")]
    mine = [attend_button(news.meeting, today, attends=news.attends)] if news.asked else []
    return [meeting_button(news.meeting, today), agenda_button(news.meeting, today), *mine]


def _why_over(call: LastCall, today: date) -> str:
    day = _day(call.meeting, today)
    if call.is_posted:
        return f"The posting of the agenda of {day} is recorded."
    if not call.meeting.is_ahead:
        status = STATUS_IN_WORDS[call.meeting.status]
        needless = ", so its agenda need not be posted" if _is_off(call.meeting) else ""
        return f"The {_called(call.meeting)} of {day} is {status}{needless}."
    until = moment_in_words(call.deadline, today)
    return f"The {_called(call.meeting)} is now on {day}, so its agenda must be posted by {until}."


def _until(deadline: datetime, now: datetime, today: date) -> str:
    """Say until when, in words that stay true on the screen; a deadline on another day has to be met today."""
    moment = moment_in_words(deadline, today)
    if deadline <= now:
        return f"was to be posted by {moment}, and no posting is recorded."
    if deadline.date() != today:
        return f"must be posted by {moment}. That is outside working hours, so please do it today."
    return f"must be posted by {moment}."


def _day(meeting: MeetingSeen, today: date) -> str:
    return day_in_words(meeting.on, today)


def _called(meeting: MeetingSeen) -> str:
    return "meeting" if meeting.kind in _PLAIN else meeting.kind.in_words


def _is_off(meeting: MeetingSeen) -> bool:
    return meeting.status is MeetingStatus.CANCELLED
