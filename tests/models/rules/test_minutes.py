from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from models.rules.agendas import ItemKind, ItemResult
from models.rules.counting import VoteOption
from models.rules.documents import as_lines
from models.rules.minutes import (
    Attendance,
    ItemLine,
    MotionLine,
    Proceedings,
    Recusal,
    VoteOfOne,
    minutes,
    motion_in_one_line,
)

ZONE = ZoneInfo("America/Los_Angeles")


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 5, 28, hour, minute, tzinfo=ZONE)


MOTION = MotionLine(
    text="Recommend that the Council approve the memorandum with Cascais, Portugal",
    mover="Sam Lee",
    seconder="Priya Cruz",
    outcome="CARRIED 4–1–1",
    rule="majority of those present and voting; needed 3",
    votes=(
        VoteOfOne(name="Sam Lee", option=VoteOption.YES),
        VoteOfOne(name="Priya Cruz", option=VoteOption.YES),
        VoteOfOne(name="Ngozi Okafor", option=VoteOption.YES),
        VoteOfOne(name="An Tran", option=VoteOption.YES, alternate_for="Bo Ortiz"),
        VoteOfOne(name="Di Park", option=VoteOption.NO),
        VoteOfOne(name="Ed Singh", option=VoteOption.ABSTAIN),
        VoteOfOne(name="Bo Ortiz", option=VoteOption.ABSENT),
    ),
)
HELD = Proceedings(
    body="Milpitas Sister Cities Commission",
    kind="Regular meeting",
    starts_at=at(18),
    place="City Hall, Room 201",
    posting="Agenda posted May 22, 2026, 5:00 PM at City Hall by Dana Ito.",
    called_to_order_at=at(18, 2),
    adjourned_at=at(19, 40),
    presiding=("Ngozi Okafor", "Sam Lee"),
    recesses=((at(18, 50), at(19)),),
    roll=(
        Attendance(name="Ngozi Okafor", part="chair, seat 1", votes=True, stays=((at(18, 2), at(19, 10)),)),
        Attendance(name="Sam Lee", part="seat 2", votes=True, stays=((at(18, 2), at(19, 40)),)),
        Attendance(
            name="Di Park",
            part="seat 3",
            votes=True,
            stays=((at(18, 20), at(18, 30)), (at(18, 45), at(19, 40))),
            arrived_late=True,
            remote="Lisbon, Portugal (just cause)",
        ),
        Attendance(name="Bo Ortiz", part="seat 4", votes=True, is_excused=True),
        Attendance(
            name="An Tran",
            part="alternate 1",
            votes=True,
            stays=((at(18, 2), at(19, 40)),),
            seated_for="Bo Ortiz",
        ),
    ),
    quorum="4 of 7 seats present at the call to order; 4 make a quorum",
    items=(
        ItemLine(number=1, title="Call to order", kind=ItemKind.STANDING),
        ItemLine(
            number=5,
            title="Cascais, Portugal",
            kind=ItemKind.ACT,
            result=ItemResult.VOTED,
            recused=(
                Recusal(
                    name="Ed Singh",
                    reason="owns a travel agency there",
                    left_at=at(18, 31),
                    returned_at=at(18, 49),
                ),
            ),
            motions=(MOTION,),
        ),
        ItemLine(
            number=6,
            title="Spring festival",
            kind=ItemKind.DISCUSS,
            result=ItemResult.CONTINUED,
            note="Staff will ask for prices",
            until="Jun 25, 2026",
        ),
    ),
    next_meeting="Thu, Jun 25, 2026, 6:00 PM",
)


def test_a_motion_is_one_line_with_names_rule_and_sum() -> None:
    assert motion_in_one_line("item 5", MOTION) == (
        "MOTION (item 5): Recommend that the Council approve the memorandum with Cascais, Portugal. "
        "Moved Sam Lee, second Priya Cruz. AYES: 4 (Sam Lee, Priya Cruz, Ngozi Okafor, An Tran). "
        "NOES: 1 (Di Park). ABSTAIN: 1 (Ed Singh). ABSENT: 1 (Bo Ortiz). RECUSED: 0. "
        "Alternate An Tran seated for Bo Ortiz. "
        "Rule: majority of those present and voting; needed 3. CARRIED 4–1–1."
    )


def test_a_motion_without_a_second_says_so_and_counts_nothing() -> None:
    motion = MotionLine(text="Adjourn early.", mover="Di Park", seconder="", outcome="NO SECOND", rule="")

    assert motion_in_one_line("item 7", motion) == (
        "MOTION (item 7): Adjourn early. Moved Di Park, no second. NO SECOND."
    )


def test_who_was_silent_and_who_was_recused_is_named_with_the_reason() -> None:
    votes = (
        VoteOfOne(name="Sam Lee", option=VoteOption.YES),
        VoteOfOne(name="Di Park", option=VoteOption.NOT_VOTING),
        VoteOfOne(name="Ed Singh", option=VoteOption.RECUSED, reason="owns a travel agency there"),
    )
    motion = MotionLine(
        text="Write", mover="Sam Lee", seconder="Di Park", outcome="CARRIED 1–0", rule="", votes=votes
    )

    assert motion_in_one_line("item 2", motion) == (
        "MOTION (item 2): Write. Moved Sam Lee, second Di Park. AYES: 1 (Sam Lee). NOES: 0. ABSTAIN: 0. "
        "NOT VOTING: 1 (Di Park). ABSENT: 0. RECUSED: 1 (Ed Singh: owns a travel agency there). CARRIED 1–0."
    )


def test_the_minutes_tell_the_meeting_from_the_call_to_order_to_the_next_meeting() -> None:
    told = [line for line in as_lines(minutes(HELD)) if line]

    assert told == [
        "UNAPPROVED DRAFT",
        "Minutes: Milpitas Sister Cities Commission, May 28, 2026",
        "Regular meeting of Thu, May 28, 2026, 6:00 PM. City Hall, Room 201.",
        "Agenda posted May 22, 2026, 5:00 PM at City Hall by Dana Ito.",
        "Called to order at 6:02 PM by Ngozi Okafor, presiding.",
        "Presiding later: Sam Lee.",
        "Attendance",
        "Present:",
        "- Ngozi Okafor, chair, seat 1; left at 7:10 PM",
        "- Sam Lee, seat 2",
        (
            "- Di Park, seat 3; taking part from Lisbon, Portugal (just cause); arrived at 6:20 PM; "
            "left at 6:30 PM; returned at 6:45 PM"
        ),
        "- An Tran, alternate 1; seated for Bo Ortiz",
        "Absent:",
        "- Bo Ortiz, seat 4; excused",
        "Also present: nobody.",
        "Quorum: 4 of 7 seats present at the call to order; 4 make a quorum.",
        "Proceedings",
        "Recess at 6:50 PM, resumed at 7:00 PM.",
        "1. Call to order.",
        "5. Cascais, Portugal. Voted.",
        "Recused: Ed Singh (owns a travel agency there); left the room at 6:31 PM, returned at 6:49 PM.",
        motion_in_one_line("item 5", MOTION),
        "6. Spring festival. Continued to Jun 25, 2026. Staff will ask for prices.",
        "Adjourned at 7:40 PM.",
        "Next meeting: Thu, Jun 25, 2026, 6:00 PM.",
    ]


def test_a_body_that_reads_votes_its_own_way_has_the_whole_sum_in_place_of_the_rule() -> None:
    motion = replace(
        MOTION, votes=(), reading="2 yes, 2 no, 1 abstaining (counted as yes); needed 3; carried"
    )
    assert motion_in_one_line("item 5", motion).endswith(
        "Sum: 2 yes, 2 no, 1 abstaining (counted as yes); needed 3; carried. CARRIED 4–1–1."
    )


def test_a_draft_of_a_meeting_that_is_over_says_where_no_outcome_is_recorded() -> None:
    item = ItemLine(number=4, title="Letter", kind=ItemKind.ACT, wants_outcome=True)
    told = replace(HELD, items=(item, replace(item, number=5, result=ItemResult.DISCUSSED)))

    assert [
        as_lines(document).count("No outcome recorded.")
        for document in (
            minutes(told),
            minutes(told, adopted="ADOPTED Jun 25, 2026"),
            minutes(replace(told, adjourned_at=None)),
        )
    ] == [1, 0, 0]


def test_a_motion_on_no_item_stands_after_the_items_under_its_own_heading() -> None:
    told = [line for line in as_lines(minutes(replace(HELD, motions=(("to add “Flood”", MOTION),)))) if line]

    assert told[-5:-2] == [
        "6. Spring festival. Continued to Jun 25, 2026. Staff will ask for prices.",
        "Motions on no item of the agenda",
        motion_in_one_line("to add “Flood”", MOTION),
    ]


def test_adopted_minutes_say_so_instead_of_unapproved() -> None:
    assert minutes(HELD, adopted="ADOPTED Jun 25, 2026").marks == ("ADOPTED Jun 25, 2026",)


def test_a_meeting_that_was_adjourned_on_another_day_says_on_which() -> None:
    late = replace(HELD, adjourned_at=datetime(2026, 5, 29, 0, 15, tzinfo=ZONE))
    assert "Adjourned on May 29, 2026 at 12:15 AM." in as_lines(minutes(late))
