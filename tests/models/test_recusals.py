import pytest

from models.recusals import loses_quorum
from models.refusals import NotAllowed
from tests.builders import Office, refused
from tests.models.meetings_builders import CHAIR, FOUR, ITEM, LEE, SINGH, TRAN, VICE, Evening, evening

AT_THE_ITEM = {"alternates_for": "absence, vacancy or recusal"}


def at_item(office: Office, *present: str, **rules: object) -> Evening:
    """Open an item of a meeting whose roll is taken."""
    meeting = evening(office, rules=rules)
    meeting.call()
    meeting.roll(*(present or FOUR))
    meeting.opens()
    return meeting


def test_a_member_leaves_the_room_for_the_item_once_with_the_reason_and_returns(milpitas: Office) -> None:
    meeting = at_item(milpitas, *FOUR, VICE)
    for clock in ("18:10", "18:11"):
        meeting.at(clock).recuses(LEE, by=LEE)
    lee = meeting.sitting.roll.of(meeting.id(LEE))
    assert lee is not None
    assert (lee.recused, lee.out_for) == (((ITEM, "Owns the hotel"),), ITEM)
    assert meeting.said == "5 of 7 present, 4 of them in the room: quorum (4 needed)"

    for clock in ("18:20", "18:21"):
        meeting.at(clock).returns(LEE, by=LEE)
    assert [each.mark.value for each in meeting.sitting.entries if each.name == "Sam Lee"] == [
        "present",
        "recused",
        "returned",
    ]
    assert meeting.said == "5 of 7 present, 4 of them in the room: quorum (4 needed)"


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        (
            {},
            "Without Sam Lee, 3 members count as present, and 4 make a quorum. The item could not be voted on now.",
        ),
        ({"recused_count_for_quorum": True}, ""),
    ],
)
def test_it_is_said_beforehand_that_the_quorum_would_be_lost(
    one_engine: Office, rules: dict[str, bool], said: str
) -> None:
    meeting = at_item(one_engine, *FOUR, **rules)
    assert loses_quorum(meeting.sitting, meeting.id(LEE)) == said
    assert loses_quorum(meeting.sitting, meeting.id(VICE)) == ""


def test_staff_may_record_it_for_a_member_and_another_member_may_not(milpitas: Office) -> None:
    meeting = at_item(milpitas)
    with pytest.raises(NotAllowed):
        meeting.recuses(LEE, by=SINGH)
    meeting.recuses(LEE)
    with pytest.raises(NotAllowed):
        meeting.returns(LEE, by=SINGH)
    meeting.returns(LEE, by=CHAIR)


def test_a_recusal_needs_its_item_its_reason_and_a_vote(one_engine: Office) -> None:
    meeting = evening(one_engine)
    meeting.call()
    meeting.roll(*FOUR, TRAN)
    with refused("No item is before the meeting. A recusal is declared at its item."):
        meeting.recuses(LEE)
    meeting.opens()
    with refused("Please give the reason; a recusal is recorded with it.", "reason"):
        meeting.recuses(LEE, reason=" ")
    with refused("A. Tran has no vote at this item, so there is nothing to be recused from."):
        meeting.recuses(TRAN, by=TRAN)
    with refused("The roll does not show you as present. Update the roll first."):
        meeting.recuses(VICE, by=VICE)


def test_whoever_is_still_out_at_the_next_item_is_not_counted_until_they_are_back(milpitas: Office) -> None:
    meeting = at_item(milpitas)
    meeting.recuses(LEE)
    meeting.at("18:30").opens("adjournment")
    assert meeting.said == "3 of 7 present: no quorum (4 needed)"
    meeting.at("18:31").returns(LEE)
    assert meeting.said == "4 of 7 present: quorum (4 needed)"


def test_they_may_be_back_as_the_next_item_is_opened(one_engine: Office) -> None:
    meeting = at_item(one_engine)
    meeting.recuses(LEE)
    meeting.at("18:30").opens("adjournment", back=(LEE, SINGH))
    assert meeting.said == "4 of 7 present: quorum (4 needed)"
    assert [each.name for each in meeting.sitting.entries if each.mark.value == "returned"] == ["Sam Lee"]


def test_an_alternate_sits_for_a_recused_member_for_that_item_alone(milpitas: Office) -> None:
    meeting = at_item(milpitas, *FOUR, TRAN, **AT_THE_ITEM)
    meeting.recuses(LEE)
    meeting.at("18:20").seat(TRAN, 3)
    assert meeting.said == "4 of 7 seats present: quorum (4 needed)"
    meeting.at("18:30").opens("adjournment", back=(LEE,))

    assert [(each.name, each.mark.value) for each in meeting.sitting.entries][-3:] == [
        ("A. Tran", "seated"),
        ("Sam Lee", "returned"),
        ("A. Tran", "unseated"),
    ]
    assert meeting.said == "4 of 7 present: quorum (4 needed)"
