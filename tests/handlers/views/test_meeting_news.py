"""What one person reads of a meeting that is cancelled or moved, and of an agenda that has to be posted soon."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.practice.reading import buttons_of, lines_of
from handlers.views.kit import Message
from handlers.views.meeting_news import last_call, meeting_news
from models.rules.calendars import MeetingKind, MeetingStatus
from models.rules.meetings import MeetingSeen
from models.rules.news import LastCall, News

ZONE = ZoneInfo("America/Los_Angeles")
TODAY = date(2026, 4, 20)
APRIL = datetime(2026, 4, 23, 18, tzinfo=ZONE)
MAY = datetime(2026, 5, 28, 18, tzinfo=ZONE)
MEETING = MeetingSeen(
    id="m1", kind=MeetingKind.REGULAR, status=MeetingStatus.SCHEDULED, starts_at=APRIL, place="City Hall"
)
OFF = replace(MEETING, status=MeetingStatus.CANCELLED, reason="too few members")
NEXT = replace(MEETING, id="m2", starts_at=MAY)
NEWS = News(then=APRIL, meeting=OFF, reason="too few members", did="Cancelled by Dana Ito", following=NEXT)
CALL = LastCall(
    meeting=MEETING, deadline=datetime(2026, 4, 20, 18, tzinfo=ZONE), is_posted=False, is_moved=False
)


def shown(message: Message) -> list[str]:
    """Give what the blocks of a message show."""
    return lines_of([block.to_dict() for block in message.blocks])


def buttons(message: Message) -> list[str]:
    """Give the buttons of a message."""
    return buttons_of([block.to_dict() for block in message.blocks])


def at(said: str) -> datetime:
    """Read a local time."""
    return datetime.fromisoformat(said).replace(tzinfo=ZONE)


def test_a_cancelled_meeting_is_told_with_the_reason_and_the_next_one() -> None:
    told = meeting_news(NEWS, TODAY)

    assert told.text == (
        "The meeting of Thu, Apr 23, 6:00 PM is cancelled: too few members. The next one is Thu, May 28."
    )
    assert (shown(told)[1], buttons(told)) == ("Cancelled by Dana Ito.", ["Meeting"])


def test_staff_read_whom_to_tell_by_other_means() -> None:
    one = replace(NEWS, following=None, unreached=("Walter Lindqvist",), asked=False)
    both = replace(one, unreached=("Walter Lindqvist", "Bea Stone"))

    assert [meeting_news(each, TODAY).text.partition("members. ")[2] for each in (one, both)] == [
        "Walter Lindqvist is not on Slack; please tell them.",
        "Walter Lindqvist and Bea Stone are not on Slack; please tell them.",
    ]


def test_a_moved_meeting_is_told_from_when_to_when() -> None:
    news = replace(NEWS, meeting=NEXT, following=None, reason="The hall is taken", did="Moved by Dana Ito")
    told = meeting_news(news, TODAY)
    hour = replace(news, meeting=replace(MEETING, starts_at=at("2026-04-23T19:00")), reason="")

    assert told.text == (
        "The meeting is moved from Thu, Apr 23, 6:00 PM to Thu, May 28, 6:00 PM: The hall is taken. "
        "If you can't attend then, please say so."
    )
    assert buttons(told) == ["Meeting", "Agenda", "I can't attend"]
    assert meeting_news(hour, TODAY).text == (
        "The meeting is moved from Thu, Apr 23, 6:00 PM to Thu, Apr 23, 7:00 PM."
    )
    assert buttons(meeting_news(replace(news, attends=False), TODAY))[-1] == "I can attend"
    assert buttons(meeting_news(replace(news, asked=False), TODAY)) == ["Meeting", "Agenda"]


def test_one_that_is_on_again_is_said_so_and_a_special_one_is_called_that() -> None:
    special = replace(MEETING, kind=MeetingKind.SPECIAL)

    assert meeting_news(replace(NEWS, meeting=special, following=None), TODAY).text == (
        "The special meeting of Thu, Apr 23, 6:00 PM is on again."
    )


@pytest.mark.parametrize(
    ("deadline", "now", "until"),
    [
        ("2026-04-20T18:00", "2026-04-20T14:00", "Mon, Apr 20, 6:00 PM."),
        ("2026-04-20T22:00", "2026-04-20T13:01", "Mon, Apr 20, 10:00 PM."),
        ("2026-04-20T18:00", "2026-04-20T17:00", "Mon, Apr 20, 6:00 PM."),
        ("2026-04-20T18:00", "2026-04-20T17:15", "Mon, Apr 20, 6:00 PM."),
        (
            "2026-04-20T08:00",
            "2026-04-17T13:00",
            "Mon, Apr 20, 8:00 AM. That is outside working hours, so please do it today.",
        ),
    ],
)
def test_the_last_call_says_until_when_and_what_to_do(deadline: str, now: str, until: str) -> None:
    told = last_call(replace(CALL, deadline=at(deadline)), at(now))

    assert told.text == (
        f"The agenda of Thu, Apr 23 must be posted by {until} "
        "Post it where the law asks, then record the posting here."
    )
    assert buttons(told) == ["Agenda", "Record legal posting"]


def test_whoever_stands_in_reads_for_whom() -> None:
    assert "You get this for Lee, back Dec 1." in shown(
        last_call(replace(CALL, on_behalf="for Lee, back Dec 1"), at("2026-04-20T14:00"))
    )


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (replace(CALL, is_posted=True), "The posting of the agenda of Thu, Apr 23 is recorded."),
        (
            replace(CALL, meeting=OFF),
            "The meeting of Thu, Apr 23 is cancelled, so its agenda need not be posted.",
        ),
        (
            replace(CALL, meeting=NEXT, is_moved=True, deadline=at("2026-05-25T18:00")),
            "The meeting is now on Thu, May 28, so its agenda must be posted by Mon, May 25, 6:00 PM.",
        ),
        (
            replace(CALL, meeting=replace(MEETING, status=MeetingStatus.HELD)),
            "The meeting of Thu, Apr 23 is held.",
        ),
    ],
)
def test_a_last_call_that_is_over_is_one_line(call: LastCall, said: str) -> None:
    told = last_call(call, at("2026-04-20T15:00"))

    assert (told.text, shown(told)) == (said, [said])


def test_a_deadline_that_went_by_is_said_so() -> None:
    assert last_call(CALL, at("2026-04-20T18:00")).text.startswith(
        "The agenda of Thu, Apr 23 was to be posted by Mon, Apr 20, 6:00 PM, and no posting is recorded."
    )
