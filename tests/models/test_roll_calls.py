from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from models.ledger import Act, record
from models.meetings import Regret
from models.refusals import NotAllowed
from models.roll_calls import RollChange
from models.roll_corrections import mark_in_room
from models.rules.motions import Quorum
from models.rules.roll import Mark
from models.standing_in import passed_over, seats_open
from tests.builders import STAFF as ANA
from tests.builders import Office, refused
from tests.models.meetings_builders import (
    CHAIR,
    COUNCIL,
    CRUZ,
    FOUR,
    LEE,
    PARK,
    SEVENTH,
    STAFF,
    TRAN,
    VEGA,
    VICE,
    Evening,
    evening,
)

THREE = FOUR[:3]


def in_session(office: Office, **rules: object) -> Evening:
    """Call a meeting to order."""
    meeting = evening(office, rules=rules)
    meeting.call()
    return meeting


def entered(change: RollChange) -> list[tuple[str, str]]:
    """List what was entered, without the first roll's absences."""
    return [(each.name, each.mark.value) for each in change.entries if each.mark is not Mark.ABSENT]


def acts(meeting: Evening) -> Sequence[str]:
    """List what was done at the meeting."""
    with meeting.office.workspace.reading() as session:
        rows = session.scalars(select(Act).where(Act.meeting_id == meeting.meeting_id).order_by(Act.id))
        return [act.what for act in rows]


def test_the_first_roll_marks_each_seat_and_of_the_others_those_who_are_there(milpitas: Office) -> None:
    meeting = in_session(milpitas)
    with milpitas.workspace.transaction(meeting.now) as session:
        act = record(session, "can't attend", actor=ANA, now=meeting.now, meeting_id=meeting.meeting_id)
        said = {"meeting_id": meeting.meeting_id, "act_id": act.id}
        session.add(Regret(member_id=meeting.id(CRUZ), attends=False, **said))
    change = meeting.roll(*FOUR, TRAN, COUNCIL, guests=("Ana Pires", " Ana Pires ", ""))

    assert [(each.name, each.mark.value) for each in change.entries] == [
        ("Ngozi Okafor", "present"),
        ("Max Ortiz", "absent"),
        ("Sam Lee", "present"),
        ("Priya Singh", "present"),
        ("Min Park", "present"),
        ("Ana Cruz", "excused"),
        ("Bea Stone", "absent"),
        ("A. Tran", "present"),
        ("Lou Hart", "present"),
        ("Ana Pires", "present"),
    ]
    assert meeting.said == "4 of 7 present: quorum (4 needed)"


def test_an_update_enters_the_differences_alone(milpitas: Office) -> None:
    meeting = in_session(milpitas)
    meeting.roll(*FOUR, guests=("Ana Pires",))
    change = meeting.at("18:40").roll(*THREE, VICE, guests=("Rui Costa",))

    assert entered(change) == [
        ("Max Ortiz", "arrived"),
        ("Min Park", "left"),
        ("Rui Costa", "arrived"),
        ("Ana Pires", "left"),
    ]
    assert meeting.said == "4 of 7 present: quorum (4 needed)"
    assert entered(meeting.at("18:41").roll(*THREE, VICE, guests=("Rui Costa",))) == []
    assert acts(meeting) == ["meeting called to order", "roll taken", "roll updated"]


def test_what_somebody_else_entered_meanwhile_is_not_taken_back_by_an_older_form(milpitas: Office) -> None:
    meeting = in_session(milpitas)
    meeting.roll(*THREE)
    seen = meeting.last_entry()
    meeting.at("18:30").roll(*THREE, PARK)
    change = meeting.at("18:31").roll(*THREE, VICE, seen=seen, by=CHAIR)

    assert entered(change) == [("Max Ortiz", "arrived")]
    assert meeting.said == "5 of 7 present: quorum (4 needed)"


def test_two_who_take_the_roll_at_once_mark_everybody_once(milpitas: Office) -> None:
    meeting = in_session(milpitas)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda by: meeting.roll(*FOUR, seen=0, by=by), [CHAIR, STAFF]))

    assert (meeting.said, len(meeting.sitting.entries)) == ("4 of 7 present: quorum (4 needed)", 7)
    assert acts(meeting) == ["meeting called to order", "roll taken"]


def test_a_roll_on_which_nobody_is_there_is_taken(one_engine: Office) -> None:
    meeting = in_session(one_engine)
    meeting.roll()
    assert entered(meeting.at("18:20").roll(LEE)) == [("Sam Lee", "arrived")]


def test_a_quorum_that_is_lost_is_lost_since_that_moment(milpitas: Office) -> None:
    meeting = in_session(milpitas)
    meeting.roll(*FOUR)
    left = meeting.at("19:12").roll(*THREE)
    assert (left.before.quorum, left.after.quorum) == (
        Quorum(counted=4, needed=4),
        Quorum(counted=3, needed=4),
    )
    assert meeting.sitting.quorum_lost_at == meeting.at("19:12").now
    meeting.at("19:20").roll(*THREE, SEVENTH)
    assert meeting.sitting.quorum_lost_at is None


def test_a_time_in_the_past_may_be_given_and_is_never_before_the_call_to_order(one_engine: Office) -> None:
    meeting = in_session(one_engine)
    meeting.at("18:15").roll(*FOUR, at="18:02")
    stays = meeting.sitting.roll.attendees[0].stays
    assert stays == ((meeting.now, None),)
    for clock in ("18:01", "18:31"):
        with refused("Choose a time between the call to order (6:02 PM) and now.", "at"):
            meeting.at("18:30").roll(*THREE, at=clock)


def test_nobody_leaves_before_they_came(one_engine: Office) -> None:
    meeting = in_session(one_engine)
    meeting.at("18:15").roll(*FOUR)
    said = "Min Park has an entry at 6:15 PM. Choose a later time, or correct that one."
    with refused(said, "at"):
        meeting.at("18:30").roll(*THREE, at="18:10")


def test_somebody_taken_off_the_roster_stays_on_the_roll_and_may_still_leave(milpitas: Office) -> None:
    meeting = in_session(milpitas)
    meeting.roll(*FOUR)
    meeting.leaves_the_roster(PARK)

    assert [each.name for each in meeting.sitting.roll.attendees if each.is_present][-1] == "Min Park"
    assert meeting.said == "3 of 7 present: no quorum (4 needed)"
    assert entered(meeting.at("18:40").roll(*THREE)) == [("Min Park", "left")]
    assert meeting.sitting.has_convened


def test_members_and_liaisons_do_not_take_the_roll(one_engine: Office) -> None:
    meeting = in_session(one_engine)
    for by in (LEE, COUNCIL):
        with pytest.raises(NotAllowed):
            meeting.roll(*FOUR, by=by)


def test_a_remote_member_has_a_place_and_a_ground_since_they_came(milpitas: Office) -> None:
    meeting = in_session(milpitas, quorum_in_one_place=True)
    with refused("The roll is not taken yet. Take it first."):
        meeting.remote(PARK)
    meeting.roll(*FOUR)
    for clock in ("18:20", "18:25"):
        meeting.at(clock).remote(PARK)
    park = meeting.sitting.roll.of(meeting.id(PARK))

    assert park is not None
    assert (park.place, park.ground, park.stays) == ("Loreto", "just cause", ((meeting.now, None),))
    assert meeting.said == "4 of 7 present, 3 of them in the room: no quorum (4 needed)"
    assert acts(meeting)[2:] == ["remote member entered"]
    meeting.at("18:30").remote(VICE)
    assert meeting.said == "5 of 7 present, 3 of them in the room: no quorum (4 needed)"


def test_a_remote_member_needs_a_place_and_for_a_public_body_a_ground(one_engine: Office) -> None:
    meeting = in_session(one_engine)
    meeting.roll(*FOUR)
    with refused("Please say from where Min Park takes part.", "place"):
        meeting.remote(PARK, place=" ")
    with refused("Please choose the legal ground for taking part remotely.", "ground"):
        meeting.remote(PARK, ground="")


def test_a_member_entered_as_remote_by_mistake_never_left_the_room(milpitas: Office) -> None:
    meeting = in_session(milpitas, quorum_in_one_place=True)
    meeting.roll(*FOUR)
    meeting.at("18:20").remote(PARK)
    for clock in ("18:25", "18:26"):
        with meeting.at(clock).doing() as (session, staff):
            if clock == "18:25":
                mark_in_room(session, meeting.meeting_id, meeting.id(PARK), staff, meeting.at(clock).now)
                continue
            with refused("The roll does not have Min Park take part from another place.", "member"):
                mark_in_room(session, meeting.meeting_id, meeting.id(PARK), staff, meeting.at(clock).now)
    park = meeting.sitting.roll.of(meeting.id(PARK))

    assert park is not None
    assert (park.is_remote, park.stays, meeting.said) == (
        False,
        ((meeting.now, None),),
        "4 of 7 present: quorum (4 needed)",
    )


def test_a_time_is_corrected_with_the_reason_and_both_entries_stay(milpitas: Office) -> None:
    meeting = in_session(milpitas)
    meeting.roll(*THREE)
    meeting.at("18:30").roll(*FOUR)
    meeting.at("18:50").roll(*THREE)
    meeting.at("19:00").corrects(PARK, "18:45")
    park = meeting.sitting.roll.of(meeting.id(PARK))

    assert park is not None
    assert park.stays == ((meeting.at("18:30").now, meeting.at("18:45").now),)
    assert [
        (each.mark.value, each.reason) for each in meeting.sitting.entries if each.name == "Min Park"
    ] == [
        ("absent", ""),
        ("arrived", ""),
        ("left", ""),
        ("left", "Read off the recording"),
    ]
    with refused("Another entry of theirs lies in between. Choose a time on its other side.", "at"):
        meeting.at("19:01").corrects(PARK, "18:29")
    with refused("Please give the reason; a correction is kept with it.", "reason"):
        meeting.at("19:01").corrects(PARK, "18:46", reason=" ")


def test_an_alternate_is_seated_for_a_named_seat_until_its_holder_comes(milpitas: Office) -> None:
    meeting = in_session(milpitas)
    meeting.roll(*THREE, TRAN, VEGA)
    seated = [meeting.at(clock).seat(TRAN, 2) for clock in ("18:10", "18:11")]
    assert [entered(each) for each in seated] == [[("A. Tran", "seated")], []]
    assert meeting.said == "4 of 7 seats present: quorum (4 needed)"

    come = meeting.at("18:40").roll(*THREE, VICE, TRAN, VEGA)
    assert entered(come) == [("Max Ortiz", "arrived"), ("A. Tran", "unseated")]
    assert meeting.said == "4 of 7 present: quorum (4 needed)"


def test_an_alternate_sits_for_two_in_turn_and_is_let_go_of_the_first(milpitas: Office) -> None:
    meeting = in_session(milpitas)
    meeting.roll(*FOUR, TRAN)
    meeting.seat(TRAN, 2)
    change = meeting.at("18:30").seat(TRAN, 6)

    assert entered(change) == [("A. Tran", "unseated"), ("A. Tran", "seated")]
    assert [(each.name, each.alternate_for) for each in meeting.sitting.voters][-1] == ("A. Tran", "Ana Cruz")


def test_an_alternate_may_be_passed_over_and_that_is_known(one_engine: Office) -> None:
    meeting = in_session(one_engine)
    meeting.roll(*FOUR, TRAN, VEGA)
    assert passed_over(meeting.seat(VEGA, 2).after)[0].name == "A. Tran"
    assert passed_over(meeting.seat(TRAN, 6).after) == ()


def test_no_alternate_sits_for_a_member_who_is_there_or_beside_another(one_engine: Office) -> None:
    meeting = in_session(one_engine)
    meeting.roll(*FOUR, TRAN, VEGA)
    meeting.seat(TRAN, 2)
    for seat in (1, 2):
        said = f"Seat {seat} cannot be filled now: its holder is there, or an alternate sits for it."
        with refused(said, f"seat:{seat}"):
            meeting.seat(VEGA, seat)
    with refused("That alternate is no longer there. Please choose again.", "seat:6"):
        meeting.seat(COUNCIL, 6)


@pytest.mark.parametrize("rules", [{}, {"alternates_for": "absence or vacancy"}])
def test_a_vacant_seat_is_filled_only_where_the_bylaws_say_so(
    one_engine: Office, rules: dict[str, str]
) -> None:
    meeting = in_session(one_engine, **rules)
    meeting.leaves_the_roster(SEVENTH)
    meeting.roll(*THREE, TRAN)
    if rules:
        assert entered(meeting.seat(TRAN, 7)) == [("A. Tran", "seated")]
        return
    with refused("Seat 7 cannot be filled now: its holder is there, or an alternate sits for it.", "seat:7"):
        meeting.seat(TRAN, 7)


def test_an_alternate_who_leaves_gives_the_seat_up(one_engine: Office) -> None:
    meeting = in_session(one_engine)
    meeting.roll(*THREE, TRAN)
    meeting.seat(TRAN, 2)
    meeting.at("18:30").roll(*THREE)
    meeting.at("18:40").roll(*THREE, TRAN)
    assert meeting.said == "3 of 7 present: no quorum (4 needed)"


def test_an_alternate_stays_seated_when_the_absent_holder_is_taken_off_the_roster(milpitas: Office) -> None:
    meeting = in_session(milpitas, alternates_for="absence")
    meeting.roll(*FOUR, TRAN, VEGA)
    meeting.seat(TRAN, 7)
    meeting.leaves_the_roster(SEVENTH)
    assert seats_open(meeting.sitting) == (2, 6)
    meeting.at("18:20").roll(*FOUR, TRAN, VEGA, COUNCIL)
    found = meeting.sitting.roll.of(meeting.id(TRAN))
    assert found
    assert (found.for_seat, meeting.marks[-1]) == (7, ("Lou Hart", "arrived"))
