"""What the card of a meeting says to whom."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.practice.reading import buttons_of, lines_of
from handlers.views.kit import Message
from handlers.views.meetings import cancelled_meeting, meeting_card, next_on_home, no_meeting, short_of_quorum
from models.rules.calendars import MeetingKind, MeetingStatus
from models.rules.meetings import Deadline, Expected, MeetingCard, MeetingSeen, PostingSeen

ZONE = ZoneInfo("America/Los_Angeles")
TODAY = date(2026, 5, 20)
NOW = datetime(2026, 5, 20, 10, tzinfo=ZONE)
MEETING = MeetingSeen(
    id="m1",
    kind=MeetingKind.REGULAR,
    status=MeetingStatus.SCHEDULED,
    starts_at=datetime(2026, 5, 28, 18, tzinfo=ZONE),
    place="City Hall",
    link="https://example.org/meet",
)
JUNE = replace(MEETING, id="m2", starts_at=datetime(2026, 6, 25, 18, tzinfo=ZONE))
CARD = MeetingCard(
    meeting=MEETING,
    deadline=Deadline(at=datetime(2026, 5, 25, 18, tzinfo=ZONE), do_by=date(2026, 5, 22)),
    posting=None,
    musts=2,
    expected=Expected(members=3, of=5, quorum=4, absent=("Cy Diaz", "Di Okafor")),
    attends=True,
    later=(JUNE, replace(JUNE, kind=MeetingKind.SPECIAL, status=MeetingStatus.CANCELLED)),
    unrecorded=(replace(MEETING, id="m0", starts_at=datetime(2026, 4, 23, 18, tzinfo=ZONE)),),
)


def shown(message: Message) -> list[str]:
    """Give what the blocks of a message show."""
    return lines_of([block.to_dict() for block in message.blocks])


def buttons(message: Message) -> list[str]:
    """Give the buttons of a message."""
    return buttons_of([block.to_dict() for block in message.blocks])


def test_an_officer_reads_who_cant_come_and_keeps_the_calendar() -> None:
    card = meeting_card(CARD, NOW, TODAY, officer=True)

    assert card.text == (
        "Thu, May 28, 6:00 PM: regular meeting. City Hall. https://example.org/meet. "
        "Agenda must be posted by Mon, May 25, 6:00 PM. Do it by Fri, May 22. 2 items must be discussed at this meeting. "
        "Can't attend: Cy Diaz and Di Okafor. 3 of 5 members expected; a quorum is 4. That is too few. "
        "After that: Thu, Jun 25, 6:00 PM; Thu, Jun 25, 6:00 PM (special meeting, cancelled). "
        "Regular meeting of Thu, Apr 23 is not recorded. It counts as held."
    )
    assert buttons(card) == [
        "Agenda",
        "I can't attend",
        "Calendar file",
        "Record legal posting",
        "Schedule",
        "Move the meeting",
        "Cancel the meeting",
        "Record what happened",
    ]


def test_a_member_reads_how_many_and_never_who() -> None:
    card = meeting_card(
        replace(CARD, attends=False, unrecorded=()), NOW, TODAY, officer=False, noted="Noted."
    )

    assert "2 can't attend. 3 of 5 members expected; a quorum is 4. That is too few." in shown(card)
    assert "You have said that you can't attend." not in card.text
    assert "Diaz" not in card.text
    assert (shown(card)[0], buttons(card)) == ("Noted.", ["Agenda", "I can attend", "Calendar file"])


@pytest.mark.parametrize(("hours", "offered"), [(3.1, False), (3, True), (0, True)])
def test_a_meeting_may_be_called_to_order_from_three_hours_before(hours: float, *, offered: bool) -> None:
    card = meeting_card(CARD, MEETING.starts_at - timedelta(hours=hours), MEETING.on, officer=True)

    assert (buttons(card)[0] == "Call to order") is offered
    assert ("Move the meeting" in buttons(card)) is not offered
    assert "Call to order" not in buttons(meeting_card(CARD, MEETING.starts_at, MEETING.on, officer=False))


def test_staff_are_not_asked_whether_they_can_attend() -> None:
    card = meeting_card(replace(CARD, asked=False, unrecorded=()), NOW, TODAY, officer=True)
    assert buttons(card)[:2] == ["Agenda", "Calendar file"]


def test_the_home_offers_what_comes_next_first() -> None:
    at = MEETING.starts_at
    in_session = replace(CARD, meeting=replace(MEETING, status=MeetingStatus.IN_SESSION))
    rows = [
        next_on_home(CARD, at - timedelta(hours=4), TODAY, officer=True),
        next_on_home(CARD, at - timedelta(hours=3), MEETING.on, officer=True),
        next_on_home(CARD, at - timedelta(hours=3), MEETING.on, officer=False),
        next_on_home(in_session, at, MEETING.on, officer=False),
    ]
    assert [buttons_of([block.to_dict() for block in row]) for row in rows] == [
        ["Agenda", "I can't attend"],
        ["Call to order", "Agenda", "I can't attend"],
        ["Agenda", "I can't attend"],
        ["Open the meeting", "Agenda"],
    ]


@pytest.mark.parametrize(
    ("posting", "said"),
    [
        (
            PostingSeen(at=datetime(2026, 5, 22, 9, tzinfo=ZONE), place="City Hall", by="Ana Ruiz"),
            "Legally posted at City Hall, Fri, May 22, 9:00 AM, by Ana Ruiz.",
        ),
        (
            PostingSeen(
                at=datetime(2026, 5, 26, 9, tzinfo=ZONE),
                place="City Hall",
                by="Ana Ruiz",
                link="https://example.org/a",
                is_late=True,
            ),
            (
                "Legally posted at City Hall, Tue, May 26, 9:00 AM, by Ana Ruiz: late, after the deadline. "
                "See https://example.org/a"
            ),
        ),
    ],
)
def test_the_legal_posting_says_where_when_by_whom_and_whether_it_was_late(
    posting: PostingSeen, said: str
) -> None:
    assert said in shown(meeting_card(replace(CARD, posting=posting), NOW, TODAY, officer=False))


def test_a_deadline_that_has_passed_without_a_posting_is_said_so() -> None:
    late = replace(CARD, deadline=replace(CARD.deadline, is_past=True))
    line = "Agenda was to be posted by Mon, May 25, 6:00 PM. No legal posting is recorded."

    assert line in shown(meeting_card(late, NOW, TODAY, officer=True))


@pytest.mark.parametrize(
    ("status", "line", "offered"),
    [
        (MeetingStatus.CANCELLED, "Cancelled: Storm.", ["Put it back"]),
        (MeetingStatus.HELD, "Held: Storm.", ["Change the record", "Correct the roll"]),
        (MeetingStatus.SCHEDULED, "Not recorded, so it counts as held: Storm.", ["Record what happened"]),
    ],
)
def test_a_meeting_that_is_off_or_over_says_what_became_of_it(
    status: MeetingStatus, line: str, offered: list[str]
) -> None:
    meeting = replace(MEETING, status=status, reason="Storm")
    card = meeting_card(replace(CARD, meeting=meeting, unrecorded=()), NOW, date(2026, 5, 29), officer=True)

    assert line in shown(card)
    assert buttons(card) == ["Agenda", *offered, "Schedule"]


def test_without_a_meeting_only_officers_are_offered_to_schedule_one() -> None:
    officer, member = (no_meeting((), TODAY, officer=officer) for officer in (True, False))

    assert (officer.text, buttons(officer)) == (
        "No meeting is on the calendar.",
        ["Schedule", "Set the pattern"],
    )
    assert (member.text, buttons(member)) == (
        "No meeting is on the calendar. Ask your staff to schedule one.",
        ["See what's next"],
    )


@pytest.mark.parametrize(
    ("status", "alternates", "said"),
    [
        (
            MeetingStatus.SCHEDULED,
            0,
            "The regular meeting of Thu, May 28 is short of a quorum: 3 of 4 members expected; a quorum is 4. Can't attend: Cy Diaz.",
        ),
        (
            MeetingStatus.SCHEDULED,
            1,
            (
                "A quorum is possible again for the regular meeting of Thu, May 28: 3 of 4 members expected, and an alternate can sit in; a quorum is 4. "
                "Can't attend: Cy Diaz."
            ),
        ),
        (MeetingStatus.CANCELLED, 0, "The regular meeting of Thu, May 28 is cancelled."),
    ],
)
def test_the_word_of_a_shortage_says_how_it_stands(status: MeetingStatus, alternates: int, said: str) -> None:
    expected = Expected(members=3, of=4, alternates=alternates, quorum=4, absent=("Cy Diaz",))

    assert short_of_quorum(replace(MEETING, status=status), expected, TODAY).text == said


@pytest.mark.parametrize(("is_public", "small"), [(True, True), (False, False)])
def test_only_a_public_bodys_channel_is_asked_not_to_discuss(*, is_public: bool, small: bool) -> None:
    off = replace(MEETING, status=MeetingStatus.CANCELLED)
    told = cancelled_meeting(off, JUNE, TODAY, by="Ana Ruiz", reason="Storm", is_public=is_public)

    assert told.text == (
        "The regular meeting of Thu, May 28 is cancelled: Storm. The next meeting is Thu, Jun 25, 6:00 PM."
    )
    assert ("Please don't discuss here" in "\n".join(shown(told))) is small
