"""Who is told at once that a meeting is cancelled or moved, and what they are told as things stand."""

from datetime import date

from sqlalchemy import select

from models import ledger
from models.commission import commission_of
from models.ledger import Actor
from models.meeting_news import MEETING_NEWS, news_for
from models.meetings import Meeting
from models.members import Member, Pause
from models.outbox import Outbox
from models.rules.news import News
from models.scheduling import move
from tests.builders import Office
from tests.models.calendar_builders import cancelled, done, later, meeting_on, moved, said, scheduled, slot

MAY, JUNE = "2026-05-28", "2026-06-25"
NO_SLACK = "Walter Lindqvist is not on Slack; please tell them."


def told(office: Office) -> list[str]:
    """List to whom word of a meeting is owed, once a message."""
    with office.workspace.reading() as session:
        wanted = select(Outbox.destination).where(Outbox.kind == MEETING_NEWS)
        return sorted(session.scalars(wanted))


def news(office: Office, who: str, *, sent: bool = False) -> list[News | None]:
    """Give what somebody is told, by each of their messages in the order they were owed."""
    with office.workspace.reading() as session:
        mine = select(Outbox).where(Outbox.kind == MEETING_NEWS, Outbox.destination == who)
        rows = sorted(session.scalars(mine), key=lambda row: int(row.subject.split(":")[1]))
        commission = commission_of(session)
        return [
            news_for(session, row.subject, commission, office.now, is_sent=sent or row.sent_ts is not None)
            for row in rows
        ]


def days(given: list[News | None]) -> list[tuple[str, str, bool] | None]:
    """Give of each word the day that was known, the day now, and whether the meeting is off."""
    return [(str(one.then.date()), str(one.meeting.on), one.is_off) if one else None for one in given]


def sends(office: Office) -> None:
    """Have everything that is owed sent."""
    with office.workspace.transaction(office.now) as session:
        for row in session.scalars(select(Outbox).where(Outbox.next_at.is_not(None))):
            row.sent_ts, row.sent_channel, row.next_at = "1.0", "D1", None


def joins(office: Office, name: str, *roles: str, slack_id: str | None = None) -> None:
    """Put somebody on the roster."""
    with office.workspace.transaction(office.now) as session:
        session.add(Member(slack_id=slack_id, name=name, roles=list(roles), active=True))


def pauses(office: Office, who: str, until: str) -> None:
    """Have somebody away until a day."""
    with office.workspace.transaction(office.now) as session:
        act = ledger.record(session, "reminders changed", actor=Actor(id=who, name=""), now=office.now)
        member = session.scalars(select(Member).where(Member.slack_id == who)).one()
        session.add(Pause(member_id=member.id, until=date.fromisoformat(until), act_id=act.id))


def test_each_person_who_is_asked_to_attend_is_told_but_whoever_cancelled_it(milpitas: Office) -> None:
    scheduled(milpitas, MAY)
    scheduled(milpitas, JUNE)
    cancelled(milpitas, MAY, by="U2")

    assert told(milpitas) == ["U3", "U4"]
    (word,) = news(milpitas, "U3")
    assert word is not None
    assert (word.reason, word.did, word.is_off) == ("Storm", "Cancelled by Bo Lee", True)
    assert (word.following.on if word.following else None, word.asked) == (date(2026, 6, 25), True)


def test_staff_alone_the_paused_and_those_who_left_are_not_told(milpitas: Office) -> None:
    scheduled(milpitas, MAY)
    pauses(milpitas, "U3", "2026-06-10")
    with milpitas.workspace.transaction(milpitas.now) as session:
        session.scalars(select(Member).where(Member.slack_id == "U4")).one().active = False
    cancelled(milpitas, MAY)

    assert told(milpitas) == ["U2"]


def test_whoever_keeps_the_office_is_told_whom_to_tell_who_is_not_on_slack(milpitas: Office) -> None:
    joins(milpitas, "Walter Lindqvist", "member")
    joins(milpitas, "Kim Olsen", "staff")
    scheduled(milpitas, MAY)
    change = cancelled(milpitas, MAY, by="U2")
    (word,) = news(milpitas, "U1")
    (members,) = news(milpitas, "U3")

    assert change.warnings == ()
    assert told(milpitas) == ["U1", "U3", "U4"]
    assert word is not None
    assert members is not None
    assert (word.unreached, word.asked, members.unreached) == (("Walter Lindqvist",), False, ())


def test_staff_who_cancel_it_themselves_read_at_once_whom_to_tell(milpitas: Office) -> None:
    joins(milpitas, "Walter Lindqvist", "member")
    scheduled(milpitas, MAY)
    change = cancelled(milpitas, MAY)

    assert (change.warnings, told(milpitas)) == ((NO_SLACK,), ["U2", "U3", "U4"])


def test_a_meeting_put_back_before_the_word_was_sent_is_not_spoken_of(milpitas: Office) -> None:
    scheduled(milpitas, MAY)
    cancelled(milpitas, MAY)
    scheduled(milpitas, MAY)

    assert news(milpitas, "U3") == [None]


def test_a_meeting_put_back_after_it_has_the_same_message_drawn_again(milpitas: Office) -> None:
    scheduled(milpitas, MAY)
    cancelled(milpitas, MAY)
    sends(milpitas)
    scheduled(milpitas, MAY, by="U2")
    (word,) = news(milpitas, "U3")
    with milpitas.workspace.reading() as session:
        again = session.scalars(select(Outbox.destination).where(Outbox.next_at.is_not(None)))
        assert sorted(again) == ["C1", "U2", "U3", "U4"]

    assert word is not None
    assert (word.is_none, word.did) == (True, "Put back by Bo Lee")


def test_one_cancelled_again_is_told_once_whatever_was_still_unsent(milpitas: Office) -> None:
    scheduled(milpitas, MAY)
    cancelled(milpitas, MAY)
    scheduled(milpitas, MAY)
    cancelled(milpitas, MAY, "No quorum")

    assert [word and word.reason for word in news(milpitas, "U3")] == [None, "No quorum"]


def test_one_moved_cancelled_and_put_back_unheard_is_told_once_as_moved(milpitas: Office) -> None:
    scheduled(milpitas, MAY)
    moved(milpitas, MAY, "2026-06-04")
    cancelled(milpitas, "2026-06-04")
    scheduled(milpitas, "2026-06-04")

    assert days(news(milpitas, "U3")) == [None, (MAY, "2026-06-04", False)]


def test_a_moved_meeting_is_told_from_when_to_when_and_attendance_is_asked_anew(milpitas: Office) -> None:
    scheduled(milpitas, MAY)
    said(milpitas, MAY, attends=False, of="U3")
    moved(milpitas, MAY, "2026-06-04")
    (word,) = news(milpitas, "U3")

    assert days([word]) == [(MAY, "2026-06-04", False)]
    assert word is not None
    assert (word.reason, word.did, word.attends) == ("Clash", "Moved by Ana Ruiz", True)


def test_another_hour_is_told_and_another_place_is_not(milpitas: Office) -> None:
    scheduled(milpitas, MAY)
    moved(milpitas, MAY, MAY, "18:00")
    elsewhere = slot(MAY, "18:00", "Library")
    done(
        milpitas,
        lambda session, asker, commission: move(
            session, meeting_on(milpitas, MAY), elsewhere, "", asker, commission, milpitas.now
        ),
    )
    hours = [f"{word.then:%H:%M} {word.meeting.starts_at:%H:%M}" for word in news(milpitas, "U3") if word]

    assert hours == ["19:00 18:00"]


def test_moves_that_nobody_heard_of_are_told_as_one(milpitas: Office) -> None:
    scheduled(milpitas, MAY)
    moved(milpitas, MAY, "2026-06-04")
    moved(milpitas, "2026-06-04", "2026-06-11")
    once = news(milpitas, "U3")
    cancelled(milpitas, "2026-06-11")

    assert days(once) == [None, (MAY, "2026-06-11", False)]
    assert days(news(milpitas, "U3")) == [None, None, (MAY, "2026-06-11", True)]


def test_a_meeting_moved_back_before_anybody_heard_is_not_spoken_of(milpitas: Office) -> None:
    scheduled(milpitas, MAY)
    moved(milpitas, MAY, "2026-06-04")
    moved(milpitas, "2026-06-04", MAY)

    assert news(milpitas, "U3") == [None, None]


def test_what_was_told_before_is_brought_up_to_date_by_a_later_move(milpitas: Office) -> None:
    scheduled(milpitas, MAY)
    moved(milpitas, MAY, "2026-06-04")
    sends(milpitas)
    moved(milpitas, "2026-06-04", "2026-06-11")

    assert days(news(milpitas, "U3")) == [(MAY, "2026-06-11", False), ("2026-06-04", "2026-06-11", False)]


def test_nobody_is_told_once_the_moment_has_gone_by(milpitas: Office) -> None:
    scheduled(milpitas, MAY)
    day = milpitas.on(MAY)
    cancelled(day, MAY)
    evening = later(day, hours=9)

    assert (days(news(day, "U3")), news(evening, "U3")) == ([(MAY, MAY, True)], [None])


def test_a_meeting_of_the_council_is_no_news_to_the_commission(milpitas: Office) -> None:
    milpitas.meet(MAY)
    with milpitas.workspace.transaction(milpitas.now) as session:
        session.scalars(select(Meeting)).one().body = "council"
    cancelled(milpitas, MAY)

    assert told(milpitas) == []
