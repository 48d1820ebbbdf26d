"""The roll of a meeting that is over, corrected with a reason until its minutes are adopted."""

from dataclasses import replace
from datetime import time

import pytest
from sqlalchemy import select

from models.commission import commission_of
from models.ledger import Act
from models.refusals import NotAllowed
from models.roll_afterwards import correct_attendance
from models.roll_calls import RollChange
from models.rules.roll import Mark
from tests.builders import Office, refused
from tests.models.meetings_builders import CHAIR, FOUR, LEE, PARK, STAFF, VICE, Evening, evening
from tests.models.test_agenda_items import adopted

CAME, LEFT = Mark.ARRIVED, Mark.LEFT


def over(office: Office, *present: str) -> Evening:
    """Hold a meeting from 6:02 to 8, with the roll taken at 6:05; gives it the day after."""
    meeting = evening(office)
    meeting.call()
    meeting.at("18:05").roll(*present)
    meeting.at("20:00").adjourns()
    return meeting.later(days=1)


def corrects(
    meeting: Evening, who: str, mark: Mark, clock: str, reason: str = "She was there", *, by: str = STAFF
) -> RollChange:
    """Correct when somebody came or left."""
    with meeting.doing(by) as (session, asker):
        return correct_attendance(
            session,
            meeting.meeting_id,
            meeting.id(who),
            mark,
            time.fromisoformat(clock),
            reason,
            asker,
            commission_of(session),
            now=meeting.now,
        )


def stays(meeting: Evening, who: str) -> list[tuple[str, str]]:
    """List from when to when somebody attended, by the clock of the room."""
    found = meeting.sitting.roll.of(meeting.id(who))
    zone = meeting.now.tzinfo
    return [
        (f"{since.astimezone(zone):%H:%M}", f"{until.astimezone(zone):%H:%M}" if until else "")
        for since, until in (found.stays if found else ())
    ]


def test_a_member_who_was_marked_absent_is_entered_as_there_from_the_roll_on(milpitas: Office) -> None:
    meeting = over(milpitas, *FOUR)
    corrects(meeting, VICE, CAME, "18:02")
    corrects(meeting, VICE, LEFT, "19:30")
    assert stays(meeting, VICE) == [("18:05", "19:30")]
    with milpitas.workspace.reading() as session:
        wanted = select(Act.reason).where(Act.what == "roll corrected")
        assert session.scalars(wanted).all() == ["She was there"] * 2


def test_a_member_who_was_never_there_leaves_no_stay_on_the_roll(milpitas: Office) -> None:
    meeting = over(milpitas, *FOUR)
    change = corrects(meeting, PARK, LEFT, "18:05")
    assert (stays(meeting, PARK), change.before.has_convened, change.after.has_convened) == ([], True, False)


def test_a_departure_is_entered_anew_at_another_time(one_engine: Office) -> None:
    meeting = evening(one_engine)
    meeting.call()
    meeting.at("18:05").roll(*FOUR, VICE)
    meeting.at("19:00").roll(*FOUR)
    meeting.at("20:00").adjourns()
    corrects(meeting.later(days=1), VICE, LEFT, "19:20")
    corrects(meeting.later(days=1), LEE, CAME, "18:15")
    assert (stays(meeting, VICE), stays(meeting, LEE)) == ([("18:05", "19:20")], [("18:15", "")])


def test_a_correction_lies_within_the_meeting_and_after_what_is_entered(one_engine: Office) -> None:
    meeting = over(one_engine, *FOUR)
    for clock in ("20:01", "17:59"):
        with refused("Choose a time of the meeting: Thu, Jan 22, 6:02 PM, to Thu, Jan 22, 8:00 PM.", "at"):
            corrects(meeting, VICE, CAME, clock)
    with refused("Sam Lee has an entry at Thu, Jan 22, 6:05 PM. Correct that one first.", "at"):
        corrects(meeting, LEE, LEFT, "18:03")
    with refused("Please give the reason; a correction is kept with it.", "reason"):
        corrects(meeting, LEE, LEFT, "19:00", "")


def test_only_staff_correct_the_roll_of_a_meeting_that_is_over(one_engine: Office) -> None:
    meeting = over(one_engine, *FOUR)
    with pytest.raises(NotAllowed):
        corrects(meeting, VICE, CAME, "18:05", by=CHAIR)


def test_the_roll_of_a_meeting_that_goes_on_is_corrected_at_its_desk(one_engine: Office) -> None:
    meeting = evening(one_engine)
    meeting.call()
    with refused("I have no roll of that meeting, or it goes on."):
        corrects(meeting, VICE, CAME, "18:05")


def test_adopted_minutes_keep_the_roll_as_it_is(one_engine: Office) -> None:
    meeting = over(one_engine, *FOUR)
    adopted(replace(one_engine, now=meeting.now), meeting.meeting_id, meeting.meeting_id)
    with refused("The minutes of that meeting are adopted, and stay as they are. Correct them by a vote."):
        corrects(meeting, VICE, CAME, "18:05")
