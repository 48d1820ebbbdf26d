"""The channel's digest: when it is posted, what it says, and when there is none."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.practice.driver import Practice
from bot.practice.seen import MessageSeen
from models.database import Database
from models.digests import DIGEST
from models.outbox import Outbox
from models.workspaces import Workspace
from scheduler.forecast import forecast
from scheduler.outbox import Sender
from scheduler.reminders import plan_reminders
from tests.builders import LOS_ANGELES, Office
from tests.builders import office as set_up
from tests.models.calendar_builders import cancelled
from tests.scheduler.conftest import Clock

MEETINGS = ("2026-02-12", "2026-03-26", "2026-04-23", "2026-05-28")
"""Of an inquiry of January 15 the third is the last by which it is discussed: its deadline."""
WEEKLY = {"when": "weekly", "weekday": "Monday", "hour": 9, "by": "Dana Ito"}


@dataclass(frozen=True, kw_only=True)
class Channel:
    """A commission with a channel, and what Clerk posts there as time passes."""

    office: Office
    database: Database
    practice: Practice
    sender: Sender
    clock: Clock

    def settle(self, digest: Mapping[str, object]) -> None:
        """Set the digest up."""
        with self.office.workspace.transaction(self.clock()) as session:
            workspace = session.scalars(select(Workspace)).one()
            workspace.settings = {**workspace.settings, "digest": dict(digest)}

    def comes(self, local: str) -> list[str]:
        """Let a local time come, with everything that Clerk then does; gives all digests posted so far."""
        self.clock.moment = datetime.fromisoformat(local).replace(tzinfo=LOS_ANGELES)
        plan_reminders(self.database, self.clock())
        for _ in range(8):
            while self.sender.send_due():
                continue
            self.clock.passes(seconds=2)
        return [message.text for message in self.posted]

    @property
    def posted(self) -> list[MessageSeen]:
        """The digests in the channel."""
        seen = self.practice.person("U0DANA").messages("C0SISTER")
        return [message for message in seen if message.text.startswith("Sister cities:")]

    def kept(self) -> list[tuple[str, bool]]:
        """List what the record keeps of digests: of which week or meeting, and whether it was posted."""
        with self.office.workspace.reading() as session:
            rows = session.scalars(select(Outbox).where(Outbox.kind == DIGEST).order_by(Outbox.id))
            return [(row.subject.split("|")[0], row.sent_ts is not None) for row in rows]

    def at(self, local: str) -> Office:
        """Act at a local time."""
        return Office(
            workspace=self.office.workspace, now=datetime.fromisoformat(local).replace(tzinfo=LOS_ANGELES)
        )


@pytest.fixture
def channel(database: Database, practice: Practice, sender: Sender, clock: Clock) -> Channel:
    office = set_up(database, "T0CHANNEL")
    with office.workspace.transaction(office.now) as session:
        session.scalars(select(Workspace)).one().channel = "C0SISTER"
    for day in MEETINGS:
        office.meet(day)
    return Channel(office=office, database=database, practice=practice, sender=sender, clock=clock)


def test_there_is_none_unless_it_is_switched_on(channel: Channel) -> None:
    channel.office.inquiry()

    assert (channel.comes("2026-01-19T09:00"), channel.kept()) == ([], [])


def test_it_says_in_a_line_each_what_is_due_who_is_waited_for_and_what_comes(channel: Channel) -> None:
    channel.office.inquiry("Loreto")
    waited = channel.office.inquiry("Cascais", country="PT")
    channel.office.letter(waited)
    closed = channel.office.inquiry("Tena", country="EC")
    channel.at("2026-04-22T10:00").turn(closed, closed=True)
    channel.settle(WEEKLY)

    (text,) = channel.comes("2026-04-27T09:00")

    discuss = "Discuss the possible relationship at a commission meeting"
    assert text == (
        "Sister cities: week of Mon, Apr 27. "
        f"Overdue: Loreto, Mexico: {discuss}, since Thu, Apr 23. "
        f"Overdue: Cascais, Portugal: {discuss}, since Thu, Apr 23. "
        "Waiting on others: Cascais, Portugal: since Thu, Jan 15 (102 days). "
        "Decided last week: Tena, Ecuador: closed Wed, Apr 22. "
        "Coming up: Meeting: Thu, May 28, 7:00 PM. "
        "Set up by Dana Ito."
    )
    assert channel.posted[0].buttons == ["Change or stop"]


def test_what_is_due_in_the_week_is_named_and_what_is_later_is_not(channel: Channel) -> None:
    channel.office.inquiry()
    channel.settle(WEEKLY)

    assert "Due this week" not in channel.comes("2026-04-13T09:00")[0]
    assert "Due this week: Loreto, Mexico: Discuss" in channel.comes("2026-04-20T09:00")[1]


def test_it_is_posted_once_however_often_it_is_planned_and_never_before_its_hour(channel: Channel) -> None:
    channel.office.inquiry()
    channel.settle(WEEKLY)
    counts = [len(channel.comes(f"2026-04-20T{at}")) for at in ("08:59", "09:00", "09:01", "16:00")]

    assert (counts, channel.kept()[-1]) == ([0, 1, 1, 1], ("week:2026-04-20", True))


def test_a_holiday_puts_it_forward_to_the_friday_before(channel: Channel) -> None:
    channel.office.inquiry()
    channel.settle(WEEKLY)

    assert channel.comes("2026-01-15T09:00") == []
    assert channel.comes("2026-01-16T12:00")[0].startswith("Sister cities: week of Mon, Jan 19.")
    assert len(channel.comes("2026-01-19T09:00")) == 1


def test_one_that_was_missed_is_sent_late_the_same_day_and_else_kept_as_not_sent(channel: Channel) -> None:
    channel.office.inquiry()
    channel.settle(WEEKLY)
    late = channel.comes("2026-04-20T22:00")
    over = channel.comes("2026-04-28T09:00")

    assert (len(late), len(over)) == (1, 1)
    assert channel.kept() == [("week:2026-04-20", True), ("week:2026-04-27", False)]


def test_one_of_a_time_before_it_was_switched_on_is_neither_sent_nor_missed(channel: Channel) -> None:
    channel.office.inquiry()
    channel.settle({**WEEKLY, "since": "2026-04-20T11:00:00-07:00"})

    assert (channel.comes("2026-04-20T12:00"), channel.kept()) == ([], [])
    assert len(channel.comes("2026-04-27T09:00")) == 1


def test_another_day_or_hour_makes_no_second_one_in_a_week(channel: Channel) -> None:
    channel.office.inquiry()
    channel.settle(WEEKLY)
    channel.comes("2026-04-20T09:00")
    channel.settle({**WEEKLY, "weekday": "Wednesday"})

    assert len(channel.comes("2026-04-22T09:00")) == 1


def test_before_each_meeting_it_goes_out_on_the_working_day_before_and_not_for_a_cancelled_one(
    channel: Channel,
) -> None:
    channel.office.meet("2026-02-26")
    channel.at("2026-02-09T10:00").inquiry()
    channel.settle({**WEEKLY, "when": "before meetings"})

    assert channel.comes("2026-02-10T12:00") == []
    assert channel.comes("2026-02-11T09:00")[0].startswith(
        "Sister cities: before the meeting of Thu, Feb 12."
    )
    channel.clock.moment = datetime(2026, 2, 24, 10, tzinfo=LOS_ANGELES)
    cancelled(channel.at("2026-02-24T10:00"), "2026-02-26")
    assert len(channel.comes("2026-02-25T09:00")) == 1


def test_there_is_none_where_nothing_is_due_in_a_fortnight_and_nothing_changed(channel: Channel) -> None:
    channel.office.inquiry()
    channel.settle(WEEKLY)
    weeks = [f"{date(2026, 1, 26) + timedelta(days=7 * week)}T09:00" for week in range(13)]

    assert [len(channel.comes(week)) for week in weeks] == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2]


def test_it_is_foreseen_on_its_day(channel: Channel) -> None:
    channel.office.inquiry()
    channel.settle(WEEKLY)
    foreseen = forecast(channel.office.workspace, channel.office.now, date(2026, 1, 16))
    digests = [each for each in foreseen if each.what == "The digest"]

    assert [(f"{each.at:%H:%M}", each.to, each.parts[0].why) for each in digests] == [
        ("09:00", "the channel", "The channel's digest is switched on, and there is something to say.")
    ]


def test_what_was_decided_after_a_digest_that_a_holiday_put_forward_is_told_in_the_next(
    channel: Channel,
) -> None:
    channel.settle(WEEKLY)
    closed = channel.at("2026-01-28T10:00").inquiry("Tena", country="EC")
    assert len(channel.comes("2026-02-02T09:00")) == 1
    channel.comes("2026-02-13T09:00")
    channel.at("2026-02-13T15:00").turn(closed, closed=True)
    told = [channel.comes(f"{day}T09:00") for day in ("2026-02-20", "2026-02-23", "2026-03-02")]

    assert [len(texts) for texts in told] == [1, 2, 2]
    assert "Decided since Mon, Feb 2: Tena, Ecuador: closed Fri, Feb 13." in told[1][1]


def test_what_was_decided_since_the_digest_before_is_told_however_long_that_is(channel: Channel) -> None:
    channel.settle({**WEEKLY, "when": "before meetings"})
    closed = channel.at("2026-02-11T08:00").inquiry("Tena", country="EC")
    assert "Decided" not in channel.comes("2026-02-11T09:00")[0]
    channel.at("2026-02-12T20:00").turn(closed, closed=True)

    told = channel.comes("2026-03-25T09:00")[1]
    assert "Decided since Wed, Feb 11: Tena, Ecuador: closed Thu, Feb 12." in told
    assert len(channel.comes("2026-04-22T09:00")) == 2


def test_the_first_before_a_meeting_tells_what_was_decided_since_the_meeting_before(channel: Channel) -> None:
    closed = channel.at("2026-02-11T08:00").inquiry("Tena", country="EC")
    channel.at("2026-02-12T20:00").turn(closed, closed=True)
    channel.settle({**WEEKLY, "when": "before meetings"})

    assert "Decided since Wed, Feb 11: Tena, Ecuador: closed" in channel.comes("2026-03-25T09:00")[0]


def test_a_parked_silence_is_left_alone_and_no_member_is_named(channel: Channel) -> None:
    waited = channel.office.inquiry("Cascais", country="PT")
    channel.office.letter(waited)
    channel.settle(WEEKLY)
    (text,) = channel.comes("2026-01-16T09:00")

    assert "Waiting on others: Cascais, Portugal: since Thu, Jan 15 (1 day)." in text
    assert [name for name in ("Ana", "Bo", "Cy", "Di ") if name in text] == []
