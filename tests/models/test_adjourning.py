from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from models.adjourning import unfinished
from models.agenda_items import NewItem, list_item
from models.commission import commission_of
from models.meeting_records import record_past
from models.meetings import Meeting
from models.moved_dates import moved_in_words
from models.refusals import NotAllowed
from models.rules.calendars import MeetingStatus
from models.rules.steps import State
from models.sessions import sitting_of
from tests.builders import LOS_ANGELES, Office, refused
from tests.models.meetings_builders import DAY, EVENING, FOUR, LEE, VICE, Evening, another, evening

THREE = FOUR[:3]
NEXT_WEEK = EVENING + timedelta(days=7)


def rows(office: Office) -> list[tuple[str, str, str, date]]:
    """List the meetings with their kind, status and reason."""
    with office.workspace.reading() as session:
        found = session.scalars(select(Meeting).order_by(Meeting.starts_at))
        return [(row.kind, row.status, row.reason, row.on) for row in found]


def ends(meeting: Evening, *present: str, continue_on: datetime | None = None) -> MeetingStatus:
    """Hold the meeting from six to eight."""
    meeting.call()
    meeting.roll(*present)
    meeting.at("20:00").adjourns(continue_on)
    return meeting.status()


@pytest.mark.parametrize(
    ("present", "continue_on", "status"),
    [
        (FOUR, None, MeetingStatus.HELD),
        (THREE, None, MeetingStatus.HELD_NO_QUORUM),
        (THREE, NEXT_WEEK, MeetingStatus.ADJOURNED),
        (FOUR, NEXT_WEEK, MeetingStatus.HELD),
    ],
)
def test_what_a_meeting_is_recorded_as_depends_on_its_quorum_and_its_continuation(
    milpitas: Office, present: tuple[str, ...], continue_on: datetime | None, status: MeetingStatus
) -> None:
    assert ends(evening(milpitas), *present, continue_on=continue_on) is status


def test_a_meeting_that_lost_its_quorum_was_held(one_engine: Office) -> None:
    meeting = evening(one_engine)
    meeting.call()
    meeting.roll(*FOUR)
    meeting.at("18:30").roll(*THREE)
    meeting.at("18:31").adjourns()
    assert meeting.status() is MeetingStatus.HELD


def test_a_body_without_seats_needs_no_quorum_to_have_met(one_engine: Office) -> None:
    meeting = evening(one_engine, rules={"seats": 0})
    meeting.call()
    meeting.adjourns()
    assert meeting.status() is MeetingStatus.HELD


def test_a_continued_meeting_goes_on_as_an_adjourned_regular_one(milpitas: Office) -> None:
    ends(evening(milpitas), *THREE, continue_on=NEXT_WEEK)
    assert rows(milpitas) == [
        ("regular", "adjourned", "No quorum; continued on Thu, Jan 29", DAY),
        ("adjourned_regular", "scheduled", "", date(2026, 1, 29)),
    ]


def test_a_continuation_lies_ahead_and_not_at_another_meeting(one_engine: Office) -> None:
    meeting = evening(one_engine)
    another(one_engine, NEXT_WEEK)
    meeting.call()
    with refused("Choose a moment that is still to come.", "day"):
        meeting.adjourns(EVENING)
    with refused("The commission meets at that moment already.", "time"):
        meeting.adjourns(NEXT_WEEK)
    for hour, day in ((NEXT_WEEK, "Thu, Jan 29"), (EVENING, "Thu, Jan 22")):
        with refused(f"The commission has a regular meeting on {day} already.", "day"):
            meeting.adjourns(hour + timedelta(hours=3))


def test_it_is_adjourned_once_by_somebody_who_may(milpitas: Office) -> None:
    meeting = evening(milpitas)
    meeting.call()
    meeting.roll(*FOUR)
    with pytest.raises(NotAllowed):
        meeting.adjourns(by=LEE)
    first = meeting.at("20:00").adjourns().sitting.session
    assert meeting.at("20:01").adjourns(NEXT_WEEK).sitting.session == first
    assert len(rows(milpitas)) == 1


def test_a_meeting_without_a_quorum_moves_the_dates_that_count_it(milpitas: Office) -> None:
    meeting = evening(milpitas)
    for day in ("2026-02-26", "2026-03-26", "2026-04-23"):
        another(milpitas, datetime.fromisoformat(f"{day}T18:00").replace(tzinfo=LOS_ANGELES))
    milpitas.inquiry("Loreto")
    meeting.call()
    meeting.roll(*THREE)
    assert moved_in_words(meeting.at("20:00").adjourns().moved, DAY) == [
        "Loreto, Mexico: Discuss the possible relationship at a commission meeting moved from Thu, Mar 26 to Thu, Apr 23, because the meeting of Jan 22 had no quorum."
    ]


def test_a_meeting_with_a_quorum_moves_none(milpitas: Office) -> None:
    meeting = evening(milpitas)
    for day in ("2026-02-26", "2026-03-26"):
        another(milpitas, datetime.fromisoformat(f"{day}T18:00").replace(tzinfo=LOS_ANGELES))
    milpitas.inquiry("Loreto")
    meeting.call()
    meeting.roll(*FOUR)
    assert meeting.at("20:00").adjourns().moved == ()


def test_the_business_of_which_nothing_is_recorded_is_listed(one_engine: Office) -> None:
    meeting = evening(one_engine)
    another(one_engine, NEXT_WEEK)
    one_engine.inquiry("Loreto")
    meeting.call()
    with one_engine.workspace.reading() as session:
        sitting = sitting_of(session, meeting.meeting_id)
        left = unfinished(session, sitting, commission_of(session), meeting.now)
    assert (left.votes, [entry.title for entry in left.items]) == ((), [])


@pytest.mark.parametrize(("present", "states"), [(FOUR, [State.DONE]), (THREE, [State.READY])])
def test_what_was_discussed_without_a_quorum_is_no_evidence(
    milpitas: Office, present: tuple[str, ...], states: list[State]
) -> None:
    meeting = evening(milpitas, kind="nonprofit")
    loreto = milpitas.inquiry("Loreto")
    with meeting.doing() as (session, asker):
        new = NewItem(meeting_id=meeting.meeting_id, title="Loreto", prospect_id=loreto)
        item = list_item(session, new, asker, commission_of(session), meeting.now)
    meeting.call()
    meeting.roll(*present)
    meeting.discussed(item)
    meeting.at("20:00").adjourns()
    assert milpitas.states(loreto, "discuss") == states


def over_since(meeting: Evening) -> datetime | None:
    """Give when a meeting was adjourned, by the clock of its room."""
    at = meeting.sitting.session.adjourned_at
    return at.astimezone(LOS_ANGELES) if at else None


@pytest.mark.parametrize("days", [1, 3])
def test_a_meeting_that_nobody_adjourned_is_adjourned_later_at_the_time_it_was(
    milpitas: Office, days: int
) -> None:
    meeting = evening(milpitas)
    meeting.call()
    meeting.roll(*FOUR)
    meeting.at("20:00").roll(*FOUR, LEE, VICE)
    morning = meeting.at("09:00").later(days=days)
    with refused("Choose a time between the last entry of its record (Thu, Jan 22, 8:00 PM) and now.", "at"):
        morning.adjourns(clock="19:59")
    morning.adjourns(clock="21:30")
    assert over_since(meeting) == datetime(2026, 1, 22, 21, 30, tzinfo=LOS_ANGELES)


def test_a_meeting_that_ran_past_midnight_is_adjourned_on_the_day_after(one_engine: Office) -> None:
    meeting = evening(one_engine)
    meeting.call()
    meeting.roll(*FOUR)
    late = meeting.at("09:00").later(days=1)
    late.adjourns(clock="00:15")
    assert over_since(meeting) == datetime(2026, 1, 23, 0, 15, tzinfo=LOS_ANGELES)


def test_a_meeting_is_not_adjourned_at_a_time_to_come(one_engine: Office) -> None:
    meeting = evening(one_engine)
    meeting.call()
    with refused("Choose a time between the last entry of its record (Thu, Jan 22, 6:02 PM) and now.", "at"):
        meeting.at("19:00").adjourns(clock="19:30")


def records(meeting: Evening, status: MeetingStatus) -> None:
    """Record what became of a meeting, with a reason."""
    with meeting.doing() as (session, staff):
        commission = commission_of(session)
        record_past(
            session, meeting.meeting_id, status, "Was wrong", NEXT_WEEK, staff, commission, meeting.now
        )


def test_a_meeting_that_was_called_to_order_is_not_recorded_as_what_its_roll_denies(milpitas: Office) -> None:
    meeting = evening(milpitas)
    ends(meeting, *FOUR)
    tomorrow = meeting.later(days=1)
    with refused("That meeting was called to order, so it was not cancelled.", "status"):
        records(tomorrow, MeetingStatus.CANCELLED)
    for status in (MeetingStatus.HELD_NO_QUORUM, MeetingStatus.ADJOURNED):
        with refused(
            "The roll of that meeting shows a quorum. Correct the roll first, if it is wrong.", "status"
        ):
            records(tomorrow, status)
    assert meeting.status() is MeetingStatus.HELD


def test_a_meeting_without_a_quorum_is_recorded_as_adjourned_but_not_as_held(one_engine: Office) -> None:
    meeting = evening(one_engine)
    ends(meeting, *THREE)
    tomorrow = meeting.later(days=1)
    with refused(
        "The roll of that meeting shows no quorum. Correct the roll first, if it is wrong.", "status"
    ):
        records(tomorrow, MeetingStatus.HELD)
    records(tomorrow, MeetingStatus.ADJOURNED)
    assert meeting.status() is MeetingStatus.ADJOURNED


def test_of_a_meeting_whose_roll_was_kept_on_paper_staff_record_what_happened(one_engine: Office) -> None:
    meeting = evening(one_engine)
    meeting.call()
    meeting.at("20:00").adjourns()
    records(meeting.later(days=1), MeetingStatus.HELD)
    assert meeting.status() is MeetingStatus.HELD
