"""What a vote brings about by what was moved: an item added, minutes adopted, a motion before the meeting again."""

import pytest
from sqlalchemy import select

from models.agenda_rows import agenda_of
from models.commission import commission_of
from models.meetings import Attendance, Meeting
from models.minutes import are_adopted
from models.rules.facts import State
from models.rules.roll import Mark
from models.rules.sessions import What
from tests.builders import Office
from tests.models.test_closing_votes import EVERYBODY, nearly_there, storm, titles
from tests.models.test_minutes import FIVE, a_month_later, held
from tests.models.votes_builders import AYE, NO, SEATS, Room, room

SIX = dict.fromkeys(list(SEATS)[:6], AYE)


def added_item(begun: Room) -> str:
    with begun.office.workspace.reading() as session:
        meeting = session.scalars(select(Meeting).where(Meeting.id == begun.meeting_id)).one()
        entries = agenda_of(session, meeting, commission_of(session), begun.now)
        return next(entry.item for entry in entries if entry.was_added_by_vote)


def is_adopted(begun: Room) -> bool:
    with begun.office.workspace.reading() as session:
        return are_adopted(session, begun.meeting_id)


def test_a_motion_to_reconsider_completes_no_step(milpitas: Office) -> None:
    prospect = nearly_there(milpitas)
    begun = room(milpitas)
    first = begun.opens(prospect_id=prospect, step_id="mou")
    begun.all_cast(first, {"U11": AYE, "U12": NO, "U13": NO})
    begun.closes(first)
    again = begun.opens(prospect_id=prospect, step_id="mou", reconsiders=first)
    begun.all_cast(again, EVERYBODY)

    assert begun.closes(again).said == (
        "Motion 1 of Jan 15, 2026 is before the meeting again; call the vote on it.",
    )
    assert milpitas.states(prospect, "mou") == [State.READY]


def test_reconsidering_what_carried_leaves_what_it_led_to_and_says_so(one_engine: Office) -> None:
    prospect = nearly_there(one_engine)
    begun = room(one_engine)
    first = begun.opens(prospect_id=prospect, step_id="mou")
    begun.all_cast(first, EVERYBODY)
    begun.closes(first)
    again = begun.opens(reconsiders=first)
    begun.all_cast(again, EVERYBODY)

    assert begun.closes(again).said == (
        (
            "Motion 1 of Jan 15, 2026 is before the meeting again; call the vote on it. "
            "What it led to stays as it is."
        ),
    )
    assert one_engine.states(prospect, "mou") == [State.DONE]


def test_the_vote_to_add_an_item_completes_no_step(milpitas: Office) -> None:
    prospect = nearly_there(milpitas)
    begun = room(milpitas)
    motion = storm(begun, prospect_id=prospect, step_id="mou")
    begun.all_cast(motion, EVERYBODY)

    assert begun.closes(motion).said == ("“Storm relief” is on the agenda now.",)
    assert milpitas.states(prospect, "mou") == [State.READY]


def test_whoever_is_out_for_the_vote_to_add_an_item_is_recused_from_the_item(milpitas: Office) -> None:
    begun = room(milpitas)
    adding = storm(begun)
    begun.recuses(adding, "U17", "I rent out pumps")
    begun.all_cast(adding, SIX)
    assert begun.closes(adding).said == (
        "“Storm relief” is on the agenda now. Bea Ortiz is recused from it too.",
    )
    motion = begun.opens(item=added_item(begun), text="Send pumps.")
    begun.all_cast(motion, SIX)
    begun.closes(motion)

    last = begun.sees(motion).votes[-1]
    assert (begun.outcome(motion), last.option.value, last.reason) == (
        "Carried 6\N{EN DASH}0, 1 recused",
        "recused",
        "I rent out pumps",
    )


def test_whoever_came_back_from_the_vote_to_add_an_item_says_anew_whether_they_are_recused(
    one_engine: Office,
) -> None:
    begun = room(one_engine)
    adding = storm(begun)
    begun.recuses(adding, "U17", "I rent out pumps")
    begun.marks(Mark.RETURNED, "U17")
    begun.all_cast(adding, SIX)
    assert begun.closes(adding).said == ("“Storm relief” is on the agenda now.",)

    motion = begun.opens(item=added_item(begun), text="Send pumps.")
    assert begun.options(motion)[7] == "not voting"


def test_reopening_the_vote_that_added_an_item_takes_the_recusal_from_it_back_too(one_engine: Office) -> None:
    begun = room(one_engine)
    adding = storm(begun)
    begun.recuses(adding, "U17")
    begun.all_cast(adding, SIX)
    begun.closes(adding)
    begun.reopens(adding)
    begun.closes(adding)

    with begun.office.workspace.reading() as session:
        recusals = select(Attendance.item).where(Attendance.mark == Mark.RECUSED)
        assert len(set(session.scalars(recusals))) == 3
    assert titles(begun).count("Storm relief") == 1


def test_correcting_the_vote_to_add_an_item_adds_it_while_the_meeting_lasts(one_engine: Office) -> None:
    begun = room(one_engine)
    adding = storm(begun)
    begun.all_cast(adding, {**SIX, "U15": NO, "U16": NO})
    begun.closes(adding)
    assert begun.corrects(adding, "U15", AYE) == ["“Storm relief” is on the agenda now."]
    assert begun.corrects(adding, "U14", NO) == [
        "“Storm relief” stays on the agenda, with what was recorded of it."
    ]
    assert titles(begun).count("Storm relief") == 1


def test_an_item_that_a_correction_would_add_after_the_meeting_waits_for_a_later_one(
    one_engine: Office,
) -> None:
    begun = room(one_engine)
    adding = storm(begun)
    begun.all_cast(adding, {**SIX, "U15": NO, "U16": NO})
    begun.closes(adding)
    begun.happens(What.ADJOURNED)

    assert begun.corrects(adding, "U15", AYE) == [
        "“Storm relief” was not taken up at the meeting. List it for a later one."
    ]
    assert "Storm relief" not in titles(begun)


def test_correcting_a_vote_on_minutes_adopts_them_or_says_that_they_stay(milpitas: Office) -> None:
    earlier = held(milpitas)
    following = a_month_later(earlier)
    item = following.lists(f"minutes:{earlier.meeting_id}", title="Approval of the minutes", kind="standing")
    motion = following.opens(text="Approve the minutes.", item=item)
    following.all_cast(motion, dict(zip(FIVE, [AYE, AYE, NO, NO, NO], strict=True)))
    following.closes(motion)
    assert is_adopted(earlier) is False

    later = following.later(days=2)
    assert later.corrects(motion, "U13", AYE) == ["The minutes are adopted, and kept as they stand."]
    assert is_adopted(earlier) is True
    assert later.corrects(motion, "U13", NO) == ["The minutes stay adopted, word for word as they were."]
    assert is_adopted(earlier) is True


@pytest.mark.parametrize(
    ("step_id", "why"),
    [
        (
            "contact",
            "it asks for more than a vote: name and address of their representative. Press Complete a step for that.",
        ),
        ("sign", "both sides sign it. Press Record a signature for that."),
    ],
)
def test_a_vote_stands_neither_for_what_a_step_asks_in_words_nor_for_signatures(
    one_engine: Office, step_id: str, why: str
) -> None:
    prospect = one_engine.inquiry()
    begun = room(one_engine)
    motion = begun.opens(prospect_id=prospect, step_id=step_id)
    begun.all_cast(motion, EVERYBODY)
    (said,) = begun.closes(motion).said

    assert said.endswith(f"is as it was: {why}")
    assert one_engine.standing(prospect, step_id).is_open is True
