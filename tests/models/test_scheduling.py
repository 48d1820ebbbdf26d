"""What the calendar takes and refuses, and what it keeps."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time

import pytest
from sqlalchemy import select

from models.calendar_rows import CalendarChange
from models.commission import commission_of
from models.ledger import Act, standing
from models.meetings import Meeting, Posting, Regret
from models.outbox import Outbox
from models.outlook import usual_pattern, usual_slot
from models.refusals import NotFound, Refusal
from models.rules.calendars import MeetingKind
from models.rules.patterns import LAST, Pattern
from models.scheduling import MEETING_CANCELLED, move
from tests.builders import Office, refused
from tests.models.calendar_builders import (
    calendar_of,
    cancelled,
    done,
    meeting_on,
    moved,
    patterned,
    posted,
    recorded,
    said,
    scheduled,
    slot,
)

MAY, JUNE = "2026-05-28", "2026-06-25"
FOURTH_THURSDAY = Pattern(week=4, weekday=3, at=time(18), months=(1, 2, 3, 4, 5, 6, 9, 10, 11, 12))


def acts(office: Office) -> list[tuple[str, str, str]]:
    """List the acts: what, by whom, why."""
    with office.workspace.reading() as session:
        return [
            (act.what, act.actor_name, act.reason) for act in session.scalars(select(Act).order_by(Act.id))
        ]


def details_of(office: Office, change: CalendarChange) -> dict[str, str]:
    """Give what the act of a change keeps; it is about the meeting."""
    with office.workspace.reading() as session:
        act = session.scalars(
            select(Act).where(Act.id == change.act_id, Act.meeting_id == change.meeting.id)
        ).one()
        return dict(act.details)


def test_a_meeting_is_scheduled_at_the_local_time_and_day(milpitas: Office) -> None:
    change = scheduled(milpitas, MAY, "18:00", place=" City Hall ")

    assert calendar_of(milpitas) == [(MAY, "regular", "scheduled")]
    assert change.meeting.starts_at.astimezone(UTC) == datetime(2026, 5, 29, 1, tzinfo=UTC)
    assert change.meeting.place == "City Hall"
    assert details_of(milpitas, change)["starts_at"][:16] == "2026-05-28T18:00"
    assert change.warnings == ("Agenda must be posted by Mon, May 25, 6:00 PM. Do it by Fri, May 22.",)


def test_an_hour_that_a_clock_change_leaves_out_moves_forward(milpitas: Office) -> None:
    assert f"{scheduled(milpitas, '2026-03-08', '02:30').meeting.starts_at:%H:%M}" == "03:30"


@pytest.mark.parametrize(
    ("kind", "deadline"),
    [
        ("regular", "Agenda must be posted by Fri, Mar 6, 6:00 PM."),
        ("special", "Agenda must be posted by Sun, Mar 8, 7:00 PM. Do it by Fri, Mar 6."),
    ],
)
def test_the_agenda_is_due_so_many_elapsed_hours_before(milpitas: Office, kind: str, deadline: str) -> None:
    assert scheduled(milpitas, "2026-03-09", kind=kind).warnings == (deadline,)


def test_a_day_off_is_pointed_out_and_nothing_moves_by_itself(milpitas: Office) -> None:
    holiday, saturday = scheduled(milpitas, "2026-11-26"), scheduled(milpitas, "2026-11-28")

    assert [change.warnings[1:] for change in (holiday, saturday)] == [
        ("Thu, Nov 26 is Thanksgiving Day. Staff decide whether to move it.",),
        ("Sat, Nov 28 is a Saturday. Staff decide whether to move it.",),
    ]
    assert [on for on, _, _ in calendar_of(milpitas)] == ["2026-11-26", "2026-11-28"]


def test_an_agenda_that_can_no_longer_be_posted_in_time_is_said_so(milpitas: Office) -> None:
    assert scheduled(milpitas, "2026-01-16").warnings == (
        "Agenda was to be posted by Tue, Jan 13, 7:00 PM.",
        "The agenda can no longer be posted in time.",
    )


def test_what_cannot_be_on_the_calendar_is_refused_beside_its_field(milpitas: Office) -> None:
    scheduled(milpitas, MAY)
    with refused("The commission meets at that moment already.", "time"):
        scheduled(milpitas, MAY, kind="special")
    with refused("The commission has a regular meeting on Thu, May 28 already.", "day"):
        scheduled(milpitas, MAY, "20:00")
    with refused("That moment has passed. Choose one to come.", "day"):
        scheduled(milpitas, "2026-01-15", "10:30")
    with refused("That is more than ten years ahead. Please check the year.", "day"):
        scheduled(milpitas, "2126-05-28")
    with refused(
        "Only the chair (Bo Lee) or staff (Ana Ruiz) can keep the calendar of meetings. I changed nothing."
    ):
        scheduled(milpitas, JUNE, by="U3")
    with refused("That is too long: at most 200 characters, please.", "place"):
        scheduled(milpitas, JUNE, place="x" * 201)

    assert calendar_of(milpitas) == [(MAY, "regular", "scheduled")]


def test_a_special_meeting_may_stand_on_the_day_of_a_regular_one(milpitas: Office) -> None:
    scheduled(milpitas, MAY)
    scheduled(milpitas, MAY, "17:00", kind="special")

    assert [kind for _, kind, _ in calendar_of(milpitas)] == ["special", "regular"]


def test_a_moved_meeting_keeps_its_row_and_its_kind_and_the_act_keeps_the_old_date(milpitas: Office) -> None:
    scheduled(milpitas, MAY)
    meeting = meeting_on(milpitas, MAY)
    change = moved(milpitas, MAY, "2026-06-04", reason="The hall is taken")

    assert (change.meeting.id, calendar_of(milpitas)) == (meeting, [("2026-06-04", "regular", "scheduled")])
    assert details_of(milpitas, change)["was"][:16] == "2026-05-29T02:00"
    with refused("That is what the calendar says already, so I changed nothing.", "day"):
        moved(milpitas, "2026-06-04", "2026-06-04")


def test_what_was_said_of_the_earlier_date_no_longer_holds(milpitas: Office) -> None:
    scheduled(milpitas, MAY)
    later = milpitas.on("2026-05-20")
    posted(later, MAY, "2026-05-20", "09:00")
    said(later, MAY, attends=False, of="U3")
    change = moved(later, MAY, "2026-06-04")

    with milpitas.workspace.reading() as session:
        stand = [session.scalars(select(fact).where(standing(fact))).all() for fact in (Posting, Regret)]
    assert stand == [[], []]
    assert calendar_of(milpitas) == [("2026-06-04", "regular", "scheduled")]
    assert change.warnings[0] == "The agenda was posted for the earlier moment. Record its new posting."


def test_who_comes_later_does_not_move_a_meeting_from_where_they_never_saw_it(milpitas: Office) -> None:
    seen = scheduled(milpitas, MAY).meeting.starts_at
    meeting = meeting_on(milpitas, MAY)
    moved(milpitas, MAY, "2026-06-04")
    with refused("Ana Ruiz moved that meeting meanwhile, so I changed nothing."):
        done(
            milpitas,
            lambda session, asker, commission: move(
                session, meeting, slot("2026-06-11"), "Clash", asker, commission, milpitas.now, seen=seen
            ),
            "U2",
        )


def test_a_meeting_that_was_held_or_has_passed_is_not_moved_or_cancelled(milpitas: Office) -> None:
    for day in ("2026-01-22", "2026-02-26"):
        scheduled(milpitas, day)
    march = milpitas.on("2026-03-02")
    recorded(march, "2026-01-22")
    with refused("That meeting is held, so it can't be moved."):
        moved(march, "2026-01-22", MAY)
    with refused("That day has passed. Record what became of the meeting instead."):
        cancelled(march, "2026-02-26")
    with refused("That meeting is still ahead. Move or cancel it instead."):
        recorded(milpitas.on("2026-02-25"), "2026-02-26")


def test_a_cancelled_meeting_is_kept_with_its_reason_and_told_to_the_channel(milpitas: Office) -> None:
    scheduled(milpitas, MAY)
    with refused("Please give the reason; it is kept with the record.", "reason"):
        cancelled(milpitas, MAY, " ")
    change = cancelled(milpitas, MAY)

    with milpitas.workspace.reading() as session:
        rows = [(row.status, row.reason) for row in session.scalars(select(Meeting))]
        owed = [
            (row.kind, row.subject, row.destination)
            for row in session.scalars(select(Outbox).where(Outbox.destination.startswith("C")))
        ]
    assert rows == [("cancelled", "Storm")]
    assert owed == [(MEETING_CANCELLED, f"{change.meeting.id}:{change.act_id}", "C1")]
    with refused("Ana Ruiz cancelled that meeting already, so I changed nothing."):
        cancelled(milpitas, MAY, by="U2")


def test_a_meeting_scheduled_where_one_was_cancelled_puts_that_one_back(milpitas: Office) -> None:
    scheduled(milpitas, MAY)
    meeting = cancelled(milpitas, MAY).meeting.id
    change = scheduled(milpitas, MAY)

    assert (change.put_back, change.meeting.id) == (True, meeting)
    assert calendar_of(milpitas) == [(MAY, "regular", "scheduled")]
    assert [what for what, _, _ in acts(milpitas)] == [
        "meeting scheduled",
        "meeting cancelled",
        "meeting put back on the calendar",
    ]


def test_two_who_cancel_in_the_same_moment_cancel_once(milpitas: Office) -> None:
    scheduled(milpitas, MAY)

    def tries(by: str) -> str:
        try:
            return str(cancelled(milpitas, MAY, by=by).meeting.status)
        except Refusal as refusal:
            return refusal.message.split(" ", maxsplit=2)[2]

    with ThreadPoolExecutor(2) as pool:
        ends = sorted(pool.map(tries, ["U1", "U2"]))

    assert ends == ["cancelled", "cancelled that meeting already, so I changed nothing."]
    assert [what for what, _, _ in acts(milpitas)].count("meeting cancelled") == 1


def test_an_earlier_record_is_changed_with_a_reason_and_both_are_kept(milpitas: Office) -> None:
    scheduled(milpitas, "2026-01-22")
    after = milpitas.on("2026-01-23")
    recorded(after, "2026-01-22")
    with refused("Ana Ruiz recorded that meeting as held already, so I changed nothing."):
        recorded(after, "2026-01-22")
    with refused("Please give the reason; it is kept with the record.", "reason"):
        recorded(after, "2026-01-22", "held_no_quorum")
    recorded(after, "2026-01-22", "held_no_quorum", "Three came")

    assert calendar_of(milpitas) == [("2026-01-22", "regular", "held_no_quorum")]
    assert [(what, why) for what, _, why in acts(milpitas)][1:] == [
        ("meeting recorded", ""),
        ("meeting recorded", "Three came"),
    ]


def test_an_adjourned_meeting_needs_a_later_date(milpitas: Office) -> None:
    scheduled(milpitas, "2026-01-22")
    after = milpitas.on("2026-01-23")
    with refused("Please choose the date it was adjourned to.", "day"):
        recorded(after, "2026-01-22", "adjourned", "Three came")
    with refused("A meeting continues on a later date. Choose one after it.", "day"):
        recorded(after, "2026-01-22", "adjourned", "Three came", "2026-01-21")
    recorded(after, "2026-01-22", "adjourned", "Three came", "2026-01-29")

    assert calendar_of(milpitas) == [
        ("2026-01-22", "regular", "adjourned"),
        ("2026-01-29", "adjourned_regular", "scheduled"),
    ]


@pytest.mark.parametrize(("at", "warnings"), [("19:00", 0), ("19:01", 1)])
def test_a_posting_to_the_minute_of_the_deadline_is_in_time(milpitas: Office, at: str, warnings: int) -> None:
    scheduled(milpitas, MAY)
    change = posted(milpitas.on("2026-05-26"), MAY, "2026-05-25", at)

    late = ("That was after the deadline, so it is recorded as late.",)
    assert change.warnings == late * warnings
    assert calendar_of(milpitas) == [(MAY, "regular", "noticed")]


def test_a_posting_says_where_and_by_whom_and_is_not_in_the_future(milpitas: Office) -> None:
    scheduled(milpitas, MAY)
    with refused("That is in the future. Record the posting once it is up.", "day"):
        posted(milpitas, MAY, "2026-05-20", "09:00")
    with refused("Please say where it was posted.", "place"):
        posted(milpitas, MAY, "2026-01-15", "09:00", place=" ")
    with refused("Please say who posted it.", "by"):
        posted(milpitas, MAY, "2026-01-15", "09:00", by="")
    assert calendar_of(milpitas) == [(MAY, "regular", "scheduled")]


def test_a_pattern_adds_what_is_missing_and_takes_nothing_off(milpitas: Office) -> None:
    scheduled(milpitas, "2026-02-26", "18:00")
    scheduled(milpitas, "2026-03-26", "18:00")
    cancelled(milpitas, "2026-02-26")
    moved(milpitas, "2026-03-26", "2026-03-19", "18:00")
    scheduled(milpitas, "2026-04-30", "18:00")
    added = patterned(milpitas, FOURTH_THURSDAY, "2026-11-30")

    assert [seen.on.isoformat() for seen in added.added] == [
        "2026-01-22",
        "2026-04-23",
        "2026-05-28",
        "2026-06-25",
        "2026-09-24",
        "2026-10-22",
        "2026-11-26",
    ]
    assert added.warnings == ("Thu, Nov 26 is Thanksgiving Day. Staff decide whether to move it.",)
    assert len(calendar_of(milpitas)) == 10
    with refused("Every meeting of that pattern is on the calendar already, so I changed nothing."):
        patterned(milpitas, FOURTH_THURSDAY, "2026-11-30")
    with refused("Please choose a later day, at most ten years ahead.", "until"):
        patterned(milpitas, FOURTH_THURSDAY, "2026-01-15")


def test_the_fourth_is_not_the_last(one_engine: Office) -> None:
    last = patterned(one_engine, Pattern(week=LAST, weekday=3, at=time(18)), "2026-04-30")

    assert [seen.on.day for seen in last.added] == [29, 26, 26, 30]


def test_the_next_meeting_is_proposed_by_the_pattern_on_the_calendar(one_engine: Office) -> None:
    patterned(one_engine, FOURTH_THURSDAY, "2027-01-31")
    with one_engine.workspace.reading() as session:
        commission = commission_of(session)
        usual = usual_slot(session, commission, one_engine.now)
        pattern = usual_pattern(session, commission)

    assert (usual.day, usual.at, usual.place) == (date(2027, 2, 25), time(18), "City Hall")
    assert pattern == FOURTH_THURSDAY


def test_a_meeting_of_another_workspace_is_not_found(milpitas: Office, cerritos: Office) -> None:
    scheduled(cerritos, MAY)
    foreign = meeting_on(cerritos, MAY)
    with pytest.raises(NotFound):
        done(
            milpitas,
            lambda session, asker, commission: move(
                session, foreign, slot(JUNE), "Clash", asker, commission, milpitas.now
            ),
        )

    assert MeetingKind(calendar_of(cerritos)[0][1]) is MeetingKind.REGULAR
