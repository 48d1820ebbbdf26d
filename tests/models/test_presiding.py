from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from models.agenda_items import NewItem, list_item, record_outcome
from models.agenda_rows import notice_wanting
from models.agendas import AgendaItem
from models.commission import commission_of
from models.ledger import Act
from models.meeting_records import NewPosting, record_posting
from models.meetings import Happening, Meeting
from models.presiding import preside, recess, resume
from models.refusals import NotAllowed
from models.rules.agendas import ItemResult
from models.rules.calendars import MeetingStatus
from models.rules.sessions import State
from tests.builders import LOS_ANGELES, STRANGER, Office, refused
from tests.models.meetings_builders import (
    CHAIR,
    COUNCIL,
    EVENING,
    FOUR,
    ITEM,
    LEE,
    PARK,
    STAFF,
    TRAN,
    VICE,
    Evening,
    another,
    evening,
)


def acts(meeting: Evening) -> list[tuple[str, str]]:
    """List what was done at a meeting, and by whom."""
    with meeting.office.workspace.reading() as session:
        rows = session.scalars(select(Act).where(Act.meeting_id == meeting.meeting_id).order_by(Act.id))
        return [(act.what, act.actor_name) for act in rows]


def test_a_meeting_is_called_to_order_once_and_its_agenda_then_stays_as_it_is(milpitas: Office) -> None:
    meeting = evening(milpitas)
    session = meeting.call().session
    again = meeting.at("18:09").call(by=CHAIR).session

    assert (session.state, session.called_to_order_at) == (State.IN_SESSION, meeting.now)
    assert session == again
    assert (meeting.status(), acts(meeting)) == (
        MeetingStatus.IN_SESSION,
        [("meeting called to order", "Ana Ruiz")],
    )
    with milpitas.workspace.reading() as reading:
        fixed = reading.scalars(select(AgendaItem.item).order_by(AgendaItem.place)).all()
    assert set(fixed) >= {"call-to-order", "roll", "public-comment", "reports", "adjournment"}


def test_two_who_call_it_to_order_at_once_do_so_once(milpitas: Office) -> None:
    meeting = evening(milpitas)
    with ThreadPoolExecutor(2) as pool:
        found = [each.session for each in pool.map(lambda by: meeting.call(by=by), [CHAIR, VICE])]

    assert found[0] == found[1]
    with milpitas.workspace.reading() as session:
        assert session.scalar(select(func.count(Happening.id))) == 1


@pytest.mark.parametrize(
    ("by", "chosen", "presides"),
    [(STAFF, None, CHAIR), (CHAIR, None, CHAIR), (VICE, None, VICE), (STAFF, LEE, LEE), (VICE, CHAIR, CHAIR)],
)
def test_the_asker_presides_if_they_may_else_the_chair_unless_somebody_is_chosen(
    one_engine: Office, by: str, chosen: str | None, presides: str
) -> None:
    meeting = evening(one_engine)
    assert meeting.call(by=by, presiding=chosen).session.presiding_id == meeting.id(presides)


def test_without_a_chair_whoever_presides_has_to_be_chosen(one_engine: Office) -> None:
    meeting = evening(one_engine)
    meeting.leaves_the_roster(CHAIR)
    meeting.leaves_the_roster(VICE)
    with refused("Please choose who presides.", "presiding"):
        meeting.call()
    assert meeting.call(presiding=PARK).session.presiding_id == meeting.id(PARK)


@pytest.mark.parametrize("who", [COUNCIL, TRAN])
def test_nobody_without_a_seat_presides(one_engine: Office, who: str) -> None:
    with refused("That member is no longer there. Please choose again.", "presiding"):
        evening(one_engine).call(presiding=who)


@pytest.mark.parametrize("by", [LEE, COUNCIL, STRANGER])
def test_members_liaisons_and_strangers_do_not_call_it_to_order(one_engine: Office, by: str) -> None:
    with pytest.raises(NotAllowed):
        evening(one_engine).call(by=by)


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2026, 1, 23), "The meeting is on Fri, Jan 23. Move it, if it meets today."),
        (date(2026, 1, 21), "The meeting was on Wed, Jan 21. Record what happened instead."),
    ],
)
def test_a_meeting_of_another_day_is_not_called_to_order(one_engine: Office, on: date, said: str) -> None:
    with refused(said):
        evening(one_engine, on=on).until(EVENING).call()


def test_a_meeting_may_be_called_to_order_after_midnight_when_it_was_to_begin_late(
    one_engine: Office,
) -> None:
    evening(one_engine)
    late = another(one_engine, EVENING + timedelta(hours=5, minutes=59))
    assert late.call().session.state is State.IN_SESSION


@pytest.mark.parametrize(
    ("status", "reason", "said"),
    [
        ("cancelled", "No business.", "cancelled, with the reason: No business"),
        ("held", "", "held"),
        ("held_no_quorum", "", "held without a quorum"),
    ],
)
def test_a_meeting_that_is_over_or_cancelled_is_not_called_to_order(
    one_engine: Office, status: str, reason: str, said: str
) -> None:
    meeting = evening(one_engine)
    with one_engine.workspace.transaction(meeting.now) as session:
        row = session.scalars(select(Meeting)).one()
        row.status, row.reason = status, reason
    with refused(f"The meeting of Thu, Jan 22 is recorded as {said}."):
        meeting.call()


def test_one_meeting_is_in_session_at_a_time(milpitas: Office) -> None:
    meeting = evening(milpitas)
    other = another(milpitas, EVENING + timedelta(hours=1))
    meeting.call()
    with refused("The meeting of Thu, Jan 22 is still in session. Adjourn it first."):
        other.call()


def test_nothing_is_done_at_a_meeting_that_has_not_begun_or_is_over(one_engine: Office) -> None:
    meeting = evening(one_engine)
    with refused("The meeting has not been called to order. Do that first."):
        meeting.does(recess)
    meeting.call()
    meeting.adjourns()
    for verb in (recess, resume):
        with refused("The meeting is adjourned. I changed nothing."):
            meeting.does(verb)


def test_a_recess_is_recorded_once_and_keeps_items_from_being_opened(milpitas: Office) -> None:
    meeting = evening(milpitas)
    meeting.call()
    for clock in ("18:30", "18:31"):
        meeting.at(clock).does(recess)
    assert meeting.sitting.session.state is State.RECESS
    with refused("The meeting is in recess. Resume it first."):
        meeting.at("18:32").opens()
    for clock in ("18:40", "18:41"):
        meeting.at(clock).does(resume)

    assert meeting.sitting.session.recesses == ((meeting.at("18:30").now, meeting.at("18:40").now),)
    assert [what for what, _ in acts(meeting)][1:] == ["meeting recessed", "meeting resumed"]


def test_the_chair_is_handed_to_a_member_who_is_there_and_may_then_do_all_of_it(milpitas: Office) -> None:
    meeting = evening(milpitas)
    meeting.call()
    meeting.roll(*FOUR)
    with refused("The roll does not show Max Ortiz as present. Update the roll first.", "presiding"):
        meeting.does(preside, meeting.id(VICE))
    with pytest.raises(NotAllowed):
        meeting.does(recess, by=LEE)
    for _ in range(2):
        meeting.does(preside, meeting.id(LEE))
    meeting.at("19:00").does(recess, by=LEE)

    assert acts(meeting)[2:] == [("chair handed over", "Ana Ruiz"), ("meeting recessed", "Sam Lee")]


def test_an_alternate_who_sits_for_a_member_may_preside(one_engine: Office) -> None:
    meeting = evening(one_engine)
    meeting.call()
    meeting.roll(*FOUR, TRAN)
    with refused("That member is no longer there. Please choose again.", "presiding"):
        meeting.does(preside, meeting.id(TRAN))
    meeting.seat(TRAN, 2)
    assert meeting.does(preside, meeting.id(TRAN)).session.presiding_id == meeting.id(TRAN)


def test_public_comment_is_recorded_once_for_an_item_or_for_the_agenda(milpitas: Office) -> None:
    meeting = evening(milpitas)
    meeting.call()
    for item in (ITEM, ITEM, None):
        meeting.comment(item)
    assert meeting.sitting.session.public_comment == {ITEM, None}
    assert [what for what, _ in acts(meeting)][1:] == ["public comment taken"] * 2


def test_an_item_is_opened_from_the_agenda_and_no_other_matter_is(milpitas: Office) -> None:
    meeting = evening(milpitas)
    meeting.call()
    assert [meeting.opens().session.item for _ in range(2)] == [ITEM, ITEM]
    no = "That is not on the agenda of this meeting. Call the vote to add it first."
    with refused(no, "item"):
        meeting.opens("due:somewhere")
    assert [what for what, _ in acts(meeting)][1:] == ["item opened"]


def test_a_meeting_of_the_council_is_not_run(one_engine: Office) -> None:
    meeting = evening(one_engine)
    letter = lists(meeting, "Letter")
    with one_engine.workspace.transaction(meeting.now) as session:
        session.scalars(select(Meeting)).one().body = "council"
    said = "That is no meeting of the commission, so I changed nothing."
    with refused(said):
        meeting.call()
    with refused(said):
        meeting.discussed(letter)
    with refused(said):
        lists(meeting, "Another")
    assert meeting.status() is MeetingStatus.SCHEDULED


def test_a_meeting_of_another_workspace_is_not_found(milpitas: Office, cerritos: Office) -> None:
    elsewhere = evening(cerritos)
    here = replace(elsewhere, office=milpitas)
    with refused("I couldn't find that meeting."):
        here.call()


def test_a_meeting_may_run_through_the_night_in_which_the_clocks_go_back(milpitas: Office) -> None:
    begun = datetime(2026, 10, 31, 23, 30, tzinfo=LOS_ANGELES)
    evening(milpitas)
    meeting = another(milpitas, begun)
    meeting.call()
    meeting.roll(*FOUR)
    second_half_past_one = meeting.until(datetime(2026, 11, 1, 1, 30, fold=1, tzinfo=LOS_ANGELES))
    second_half_past_one.roll(*FOUR, VICE, at="01:10")
    third = meeting.until(datetime(2026, 11, 1, 2, 5, tzinfo=LOS_ANGELES))
    third.roll(*FOUR, at="01:50")
    stays = meeting.sitting.roll.of(meeting.id(VICE))

    assert stays is not None
    assert [until - since for since, until in stays.stays if until] == [timedelta(minutes=40)]
    third.adjourns()
    assert meeting.status() is MeetingStatus.HELD


def lists(meeting: Evening, title: str) -> str:
    """List an item four days and more before the meeting; gives it."""
    early = meeting.later(days=-4)
    with early.doing() as (session, staff):
        new = NewItem(meeting_id=meeting.meeting_id, title=title)
        return list_item(session, new, staff, commission_of(session), early.now)


def posts(meeting: Evening) -> None:
    """Record that the agenda was posted, four days before the meeting."""
    early = meeting.later(days=-4)
    with early.doing() as (session, staff):
        at = early.now - timedelta(minutes=5)
        posting = NewPosting(day=at.date(), at=at.time(), place="City Hall", posted_by="Ana Ruiz")
        record_posting(session, meeting.meeting_id, posting, staff, commission_of(session), early.now)


@pytest.mark.parametrize(
    ("kind", "way"),
    [
        (
            "regular",
            "Open-meeting law asks for a vote to add it first. Call that vote, or list it for a later meeting.",
        ),
        ("special", "A special meeting takes up only what its notice names. List it for a regular meeting."),
    ],
)
def test_what_was_listed_after_the_posting_is_not_opened(milpitas: Office, kind: str, way: str) -> None:
    meeting = evening(milpitas)
    with milpitas.workspace.transaction(meeting.now) as session:
        session.scalars(select(Meeting)).one().kind = kind
    letter = lists(meeting, "Letter")
    posts(meeting)
    budget = lists(meeting, "Budget")
    meeting.call()
    meeting.roll(*FOUR)

    assert meeting.opens(letter).session.item == letter
    with refused(
        f"“Budget” was listed after the agenda was posted. {way}",
        "item",
    ):
        meeting.opens(budget)


def test_without_a_posting_an_item_is_opened_and_a_nonprofit_needs_none(one_engine: Office) -> None:
    meeting = evening(one_engine)
    budget = lists(meeting, "Budget")
    meeting.call()
    assert meeting.opens(budget).session.item == budget
    assert wanting(meeting) == "Nobody has recorded the legal posting of this agenda."


def test_a_nonprofit_opens_what_was_listed_after_a_posting(one_engine: Office) -> None:
    meeting = evening(one_engine, kind="nonprofit")
    posts(meeting)
    budget = lists(meeting, "Budget")
    meeting.call()
    assert (meeting.opens(budget).session.item, wanting(meeting)) == (budget, "")


def wanting(meeting: Evening) -> str:
    """Say what the posting of a meeting's agenda lacks."""
    with meeting.doing() as (session, _):
        row = session.scalars(select(Meeting)).one()
        return notice_wanting(session, row, commission_of(session))


def test_an_item_that_was_pulled_is_not_opened(milpitas: Office) -> None:
    meeting = evening(milpitas)
    budget = lists(meeting, "Budget")
    meeting.call()
    with meeting.doing() as (session, staff):
        record_outcome(
            session,
            meeting.meeting_id,
            budget,
            ItemResult.PULLED,
            "The guest is ill.",
            None,
            staff,
            commission_of(session),
            meeting.now,
        )
    with refused("“Budget” was pulled from this agenda. List it for a later meeting.", "item"):
        meeting.opens(budget)
