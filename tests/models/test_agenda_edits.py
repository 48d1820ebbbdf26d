"""What may still be changed on an agenda once its meeting has begun, and once it is over."""

import pytest
from sqlalchemy import select

from models.agenda_edits import Edit, edit_item
from models.agenda_items import NewItem, agenda_of, entry_of, list_item, seen_in
from models.askers import asker_of
from models.commission import commission_of
from models.meetings import Meeting
from models.rules.agendas import FIRST, ItemResult
from tests.builders import Office, refused
from tests.models.meetings_builders import FOUR, STAFF, Evening, evening
from tests.models.votes_builders import NO, room

OVER = (
    "The meeting is over, so its agenda stays as it is. Record an outcome with a note, or correct the vote."
)
VOTED = "A vote was called on that item, so it stays as it is. Correct the vote, or call another."
BEGUN = "The meeting has begun, so its items keep their numbers. Open them in another order instead."
WAYS: tuple[dict[str, object], ...] = (
    {"off": True, "reason": "Oops"},
    {"title": "Another"},
    {"after": FIRST},
)


def edits(meeting: Evening, item: str, **said: object) -> None:
    """Change an item of the agenda, as the form drawn just now would."""
    with meeting.office.workspace.transaction(meeting.now) as session:
        row = session.scalars(select(Meeting)).one()
        commission = commission_of(session)
        entry = entry_of(session, row, item, commission, meeting.now)
        drawn = {
            "meeting_id": row.id,
            "item": item,
            "title": entry.title,
            "kind": entry.kind,
            "presenter": entry.presenter,
            "prospect_id": entry.prospect_id,
            "seen": seen_in(session, row.id, item),
        }
        wanted = Edit(**{**drawn, **said})  # type: ignore[arg-type]
        edit_item(session, wanted, asker_of(session, STAFF), commission, meeting.now)


def lists(meeting: Evening, title: str) -> str:
    """List an item a month before the meeting."""
    early = meeting.later(days=-30)
    with early.doing() as (session, asker):
        new = NewItem(meeting_id=meeting.meeting_id, title=title)
        return list_item(session, new, asker, commission_of(session), early.now)


def business(meeting: Evening) -> list[tuple[int, str, ItemResult | None]]:
    """List the numbers, titles and results of an agenda's business."""
    with meeting.office.workspace.reading() as session:
        row = session.scalars(select(Meeting)).one()
        entries = agenda_of(session, row, commission_of(session), meeting.now)
        return [(each.number, each.title, each.result) for each in entries if each.is_business]


@pytest.mark.parametrize("said", WAYS)
def test_after_the_meeting_no_item_is_edited_moved_or_taken_off(
    milpitas: Office, said: dict[str, object]
) -> None:
    meeting = evening(milpitas)
    letter = lists(meeting, "Letter")
    meeting.call()
    meeting.roll(*FOUR)
    meeting.discussed(letter)
    meeting.adjourns()

    with refused(OVER):
        edits(meeting.later(days=30), letter, **said)
    assert business(meeting) == [(4, "Letter", ItemResult.DISCUSSED)]


def test_nor_after_a_meeting_that_nobody_recorded(one_engine: Office) -> None:
    meeting = evening(one_engine)
    letter = lists(meeting, "Letter")
    with refused(OVER):
        edits(meeting.later(days=1), letter, title="Another")


@pytest.mark.parametrize("said", WAYS)
@pytest.mark.parametrize("ended", [False, True])
def test_an_item_with_a_vote_stays_as_it_was_moved(
    one_engine: Office, said: dict[str, object], *, ended: bool
) -> None:
    begun = room(one_engine)
    motion = begun.opens()
    if ended:
        begun.all_cast(motion, dict.fromkeys(("U11", "U12", "U13", "U14"), NO))
        begun.closes(motion)
    meeting = Evening(office=one_engine, meeting_id=begun.meeting_id, now=begun.now)

    with refused(VOTED):
        edits(meeting, "letter", **said)
    assert [title for _, title, _ in business(meeting)] == ["Letter from Loreto"]


def test_in_session_items_keep_their_numbers_and_may_still_be_pulled(milpitas: Office) -> None:
    meeting = evening(milpitas)
    letter, budget = lists(meeting, "Letter"), lists(meeting, "Budget")
    edits(meeting, budget, after=FIRST)
    meeting.call()

    with refused(BEGUN, "after"):
        edits(meeting, letter, after=FIRST)
    edits(meeting, letter, presenter="Sam Lee")
    edits(meeting, letter, off=True, reason="The guest is ill.")
    assert business(meeting) == [(4, "Budget", None), (5, "Letter", ItemResult.PULLED)]
