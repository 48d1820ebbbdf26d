"""Agendas: what comes onto them, who lists what, how they are fixed, and which outcome stops a clock."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import select

from models import ledger
from models.adoptions import AdoptedMinutes
from models.agenda_edits import Edit, Edited, edit_item
from models.agenda_items import (
    NewItem,
    add_by_vote,
    agenda_of,
    entry_of,
    fix_agenda,
    list_item,
    note_outcome,
    post_to_channel,
    record_outcome,
    seen_in,
    stop_clocks,
)
from models.agenda_outcomes import Noted
from models.agenda_rows import sheet_of, suggestions_of
from models.agenda_suggestions import decline_suggestion, list_suggestion, suggest_item, withdraw_item
from models.agendas import AgendaItem, ItemOutcome
from models.commission import commission_of
from models.database import found
from models.ledger import Act
from models.meetings import Meeting, Posting
from models.members import Member
from models.motions import Motion
from models.outbox import Outbox
from models.prospects import StepEntry
from models.refusals import Refusal
from models.rules.agendas import FIRST, AgendaEntry, AgendaSheet, ItemKind, ItemResult
from models.rules.due import is_overdue
from models.rules.steps import State
from models.workspaces import Workspace
from tests.builders import LOS_ANGELES, Office, refused

BASIS = "third commission meeting after the inquiry of Jan 22, 2026"
CLOSED = (
    "The agenda of Thu, May 28 takes nothing more: the time to post it is over. "
    "Open-meeting law asks for a vote to add it. Call that vote at the meeting, "
    "or list it for a later one."
)


def calendar(office: Office) -> str:
    """The meetings of the example of Milpitas, on the day before its inquiry is recorded; gives the last one."""
    for on, status in [
        ("2026-01-22", "held"),
        ("2026-02-26", "held"),
        ("2026-03-26", "cancelled"),
        ("2026-04-23", "held"),
        ("2026-05-28", "scheduled"),
    ]:
        office.meet(on, status)
    return meeting_on(office, "2026-05-28")


def meeting_on(office: Office, on: str) -> str:
    with office.workspace.reading() as session:
        return session.scalars(select(Meeting.id).where(Meeting.on == date.fromisoformat(on))).one()


def loreto(office: Office) -> str:
    return office.on("2026-01-22").inquiry()


def posted(office: Office, meeting_id: str, at: str) -> None:
    """Record the legal posting of an agenda, as the calendar does."""
    moment = datetime.fromisoformat(at).replace(tzinfo=LOS_ANGELES)
    with office.writing() as (session, asker):
        ledger.take_turn(session)
        act = ledger.record(
            session, "posting recorded", actor=asker.actor, now=office.now, meeting_id=meeting_id
        )
        said = {"place": "City Hall", "posted_by": "Ana Ruiz", "link": ""}
        session.add(Posting(meeting_id=meeting_id, posted_at=moment, act_id=act.id, **said))
        meeting = found(session, Meeting, meeting_id, "meeting")
        fix_agenda(session, meeting, act, commission_of(session), office.now)
        stop_clocks(session, meeting, act, commission_of(session), office.now)


def set_status(office: Office, meeting_id: str, status: str) -> None:
    """Call a meeting to order, or end it."""
    with office.writing() as (session, asker):
        meeting = found(session, Meeting, meeting_id, "meeting")
        meeting.status = status
        act = ledger.record(session, status, actor=asker.actor, now=office.now, meeting_id=meeting_id)
        fix_agenda(session, meeting, act, commission_of(session), office.now)


def outcome(
    office: Office, meeting_id: str, item: str, result: ItemResult = ItemResult.DISCUSSED, *, by: str = "U1"
) -> Noted:
    until = date(2026, 6, 25) if result is ItemResult.CONTINUED else None
    with office.writing(by) as (session, asker):
        commission = commission_of(session)
        return record_outcome(session, meeting_id, item, result, "", until, asker, commission, office.now)


def entries(office: Office, meeting_id: str) -> tuple[AgendaEntry, ...]:
    with office.workspace.reading() as session:
        meeting = found(session, Meeting, meeting_id, "meeting")
        return agenda_of(session, meeting, commission_of(session), office.now)


def business(office: Office, meeting_id: str) -> list[str]:
    return [entry.title for entry in entries(office, meeting_id) if entry.is_business]


def sheet(office: Office, meeting_id: str) -> AgendaSheet:
    with office.workspace.reading() as session:
        meeting = found(session, Meeting, meeting_id, "meeting")
        return sheet_of(session, meeting, commission_of(session), office.now)


def lists(office: Office, meeting_id: str, title: str, *, by: str = "U1", **said: Any) -> str:  # noqa: ANN401  fields of many types
    with office.writing(by) as (session, asker):
        new = replace(NewItem(meeting_id=meeting_id, title=title), **said)
        return list_item(session, new, asker, commission_of(session), office.now)


def suggests(office: Office, meeting_id: str, title: str, *, by: str = "U3") -> str:
    with office.writing(by) as (session, asker):
        new = NewItem(meeting_id=meeting_id, title=title)
        return suggest_item(session, new, asker, commission_of(session), office.now)


def edits(office: Office, meeting_id: str, item: str, *, by: str = "U1", **said: Any) -> Edited:  # noqa: ANN401  fields of many types
    with office.writing(by) as (session, asker):
        commission = commission_of(session)
        entry = entry_of(
            session, found(session, Meeting, meeting_id, "meeting"), item, commission, office.now
        )
        edit = Edit(
            meeting_id=meeting_id,
            item=item,
            title=entry.title,
            kind=entry.kind,
            presenter=entry.presenter,
            prospect_id=entry.prospect_id,
            seen=seen_in(session, meeting_id, item),
        )
        return edit_item(session, replace(edit, **said), asker, commission, office.now)


def owed(office: Office, kind: str) -> list[str]:
    with office.workspace.reading() as session:
        rows = session.scalars(select(Outbox).where(Outbox.kind == kind))
        return [row.destination for row in rows]


def test_the_example_of_milpitas_comes_onto_its_last_agenda_by_itself_and_says_why(milpitas: Office) -> None:
    meeting_id = calendar(milpitas)
    prospect_id = loreto(milpitas)

    april = milpitas.on("2026-04-24")
    assert [
        (entry.number, entry.item.split(":")[0], entry.title, entry.why)
        for entry in entries(april, meeting_id)[3:5]
    ] == [
        (4, "minutes", "Approval of the minutes of Apr 23, 2026", ""),
        (
            5,
            "due",
            "Loreto, Mexico: Discuss the possible relationship at a commission meeting",
            f"Must be discussed by this meeting: the {BASIS}",
        ),
    ]
    assert entries(april, meeting_id)[4].item == f"due:{prospect_id}:discuss"


def test_discussed_on_its_posted_agenda_it_is_not_overdue_the_day_after(milpitas: Office) -> None:
    meeting_id = calendar(milpitas)
    prospect_id = loreto(milpitas)
    item = f"due:{prospect_id}:discuss"
    posted(milpitas.on("2026-05-22"), meeting_id, "2026-05-22T09:00")
    office = milpitas.on("2026-05-28")
    set_status(office, meeting_id, "in_session")

    noted = outcome(office, meeting_id, item)

    assert noted.stopped == "Discuss the possible relationship at a commission meeting"
    after = milpitas.on("2026-05-29")
    assert after.standing(prospect_id, "discuss").state is State.DONE
    assert ("discuss", "due") not in after.due_rows(prospect_id)
    with office.workspace.reading() as session:
        (entry,) = session.scalars(select(StepEntry))
        assert (entry.done_on, entry.evidence) == (
            date(2026, 5, 28),
            {"kind": "meeting", "meeting": meeting_id, "item": item, "number": 5},
        )


def test_not_discussed_it_is_overdue_the_day_after(milpitas: Office) -> None:
    meeting_id = calendar(milpitas)
    prospect_id = loreto(milpitas)
    posted(milpitas.on("2026-05-22"), meeting_id, "2026-05-22T09:00")
    office = milpitas.on("2026-05-28")
    set_status(office, meeting_id, "in_session")
    outcome(office, meeting_id, f"due:{prospect_id}:discuss", ItemResult.NOT_REACHED)
    set_status(office, meeting_id, "held")

    due = milpitas.on("2026-05-29").standing(prospect_id, "discuss").due

    assert due is not None
    assert is_overdue(due, date(2026, 5, 29)) is True


@pytest.mark.parametrize(
    ("at", "state", "said"),
    [
        ("2026-05-25T19:00", State.DONE, ""),
        (
            "2026-05-25T19:01",
            State.READY,
            (
                "The clock of “Discuss the possible relationship at a commission meeting” runs on: the agenda was posted "
                "Mon, May 25, 7:01 PM, after its deadline, Mon, May 25, 7:00 PM. Take it up at a later meeting, or "
                "complete the step by hand, with the reason."
            ),
        ),
        (
            None,
            State.READY,
            (
                "The clock of “Discuss the possible relationship at a commission meeting” runs on: nobody has recorded "
                "that the agenda was posted by Mon, May 25, 7:00 PM. Record the posting if it was in time; else complete "
                "the step by hand, with the reason."
            ),
        ),
    ],
)
def test_the_clock_stops_only_on_an_agenda_posted_in_time(
    milpitas: Office, at: str | None, state: State, said: str
) -> None:
    meeting_id = calendar(milpitas)
    prospect_id = loreto(milpitas)
    if at:
        posted(milpitas.on("2026-05-26"), meeting_id, at)
    office = milpitas.on("2026-05-28")
    set_status(office, meeting_id, "in_session")

    noted = outcome(office, meeting_id, f"due:{prospect_id}:discuss")

    assert (office.states(prospect_id, "discuss"), noted.runs_on) == ([state], said)


def test_a_posting_recorded_later_stops_the_clock_and_tells_the_prospects_record(milpitas: Office) -> None:
    meeting_id = calendar(milpitas)
    prospect_id = loreto(milpitas)
    office = milpitas.on("2026-05-28")
    set_status(office, meeting_id, "in_session")
    outcome(office, meeting_id, f"due:{prospect_id}:discuss")
    assert office.states(prospect_id, "discuss") == [State.READY]

    posted(milpitas.on("2026-05-29"), meeting_id, "2026-05-22T09:00")

    assert office.states(prospect_id, "discuss") == [State.DONE]
    with office.workspace.reading() as session:
        act = session.scalars(select(Act).order_by(Act.id.desc())).first()
        assert act is not None
        assert (act.what, act.prospect_id, act.meeting_id) == ("posting recorded", prospect_id, meeting_id)


def test_another_outcome_opens_the_step_again_and_keeps_both(milpitas: Office) -> None:
    meeting_id = calendar(milpitas)
    prospect_id = loreto(milpitas)
    item = f"due:{prospect_id}:discuss"
    posted(milpitas.on("2026-05-22"), meeting_id, "2026-05-22T09:00")
    office = milpitas.on("2026-05-28")
    set_status(office, meeting_id, "in_session")
    outcome(office, meeting_id, item)

    noted = outcome(office, meeting_id, item, ItemResult.CONTINUED)

    assert noted.reopened == "Discuss the possible relationship at a commission meeting"
    assert office.states(prospect_id, "discuss") == [State.READY]
    assert office.due_rows(prospect_id)["discuss", "due"] == date(2026, 5, 28)
    with office.workspace.reading() as session:
        kept = session.scalars(select(ItemOutcome).order_by(ItemOutcome.act_id)).all()
        assert [row.outcome for row in kept] == ["discussed", "continued"]
    assert outcome(office, meeting_id, item).stopped == noted.reopened


def test_a_special_meeting_on_its_posted_agenda_is_evidence_too(milpitas: Office) -> None:
    calendar(milpitas)
    prospect_id = loreto(milpitas)
    milpitas.meet("2026-04-16")
    special = meeting_on(milpitas, "2026-04-16")
    with milpitas.writing() as (session, _):
        found(session, Meeting, special, "meeting").kind = "special"
    early = milpitas.on("2026-04-14")
    item = lists(early, special, "Letter from Loreto", prospect_id=prospect_id)
    posted(milpitas.on("2026-04-15"), special, "2026-04-15T19:00")
    office = milpitas.on("2026-04-16")
    set_status(office, special, "in_session")

    assert outcome(office, special, item).stopped == (
        "Discuss the possible relationship at a commission meeting"
    )


def test_an_item_added_by_vote_is_evidence_without_having_been_posted(milpitas: Office) -> None:
    meeting_id = calendar(milpitas)
    posted(milpitas.on("2026-05-22"), meeting_id, "2026-05-22T09:00")
    prospect_id = milpitas.on("2026-05-27").inquiry()
    office = milpitas.on("2026-05-28")
    set_status(office, meeting_id, "in_session")
    with office.writing() as (session, asker):
        act = ledger.record(session, "vote closed", actor=asker.actor, now=office.now, meeting_id=meeting_id)
        meeting = found(session, Meeting, meeting_id, "meeting")
        item = add_by_vote(session, meeting, "Loreto's visit", prospect_id, "discuss", act, office.now)
        entry = entry_of(session, meeting, item, commission_of(session), office.now)
        note_outcome(session, meeting, entry, ItemResult.VOTED, act, commission_of(session), office.now)

    assert business(office, meeting_id) == ["Loreto's visit"]
    assert office.states(prospect_id, "discuss") == [State.DONE]


def test_a_vote_on_the_item_stops_the_clock_like_a_discussion(milpitas: Office) -> None:
    meeting_id = calendar(milpitas)
    prospect_id = loreto(milpitas)
    item = f"due:{prospect_id}:discuss"
    posted(milpitas.on("2026-05-22"), meeting_id, "2026-05-22T09:00")
    office = milpitas.on("2026-05-28")
    set_status(office, meeting_id, "in_session")
    with (
        refused("That an item was voted on comes from its vote. Call the vote.", "result"),
    ):
        outcome(office, meeting_id, item, ItemResult.VOTED)
    with office.writing() as (session, asker):
        act = ledger.record(session, "vote closed", actor=asker.actor, now=office.now, meeting_id=meeting_id)
        meeting = found(session, Meeting, meeting_id, "meeting")
        entry = entry_of(session, meeting, item, commission_of(session), office.now)
        note_outcome(session, meeting, entry, ItemResult.VOTED, act, commission_of(session), office.now)
    assert office.states(prospect_id, "discuss") == [State.DONE]


def test_a_nonprofits_discussion_stops_the_clock_without_a_posting_and_lists_at_any_time(
    milpitas: Office,
) -> None:
    with milpitas.workspace.transaction(milpitas.now) as session:
        session.scalars(select(Workspace)).one().body_kind = "nonprofit"
    meeting_id = calendar(milpitas)
    prospect_id = loreto(milpitas)
    office = milpitas.on("2026-05-28")
    set_status(office, meeting_id, "in_session")
    lists(office, meeting_id, "Cake for the guests")

    outcome(office, meeting_id, f"due:{prospect_id}:discuss")

    assert office.states(prospect_id, "discuss") == [State.DONE]
    assert business(office, meeting_id)[-1] == "Cake for the guests"


def test_a_meeting_found_to_have_had_no_quorum_opens_the_step_again(milpitas: Office) -> None:
    meeting_id = calendar(milpitas)
    prospect_id = loreto(milpitas)
    posted(milpitas.on("2026-05-22"), meeting_id, "2026-05-22T09:00")
    office = milpitas.on("2026-05-28")
    set_status(office, meeting_id, "in_session")
    outcome(office, meeting_id, f"due:{prospect_id}:discuss")
    with office.writing() as (session, asker):
        meeting = found(session, Meeting, meeting_id, "meeting")
        meeting.status = "held_no_quorum"
        act = ledger.record(session, "adjourned", actor=asker.actor, now=office.now, meeting_id=meeting_id)
        (noted,) = stop_clocks(session, meeting, act, commission_of(session), office.now)

    assert noted.reopened == "Discuss the possible relationship at a commission meeting"
    assert office.states(prospect_id, "discuss") == [State.READY]


def test_once_fixed_an_agenda_no_longer_changes_by_itself(milpitas: Office) -> None:
    meeting_id = calendar(milpitas)
    posted(milpitas.on("2026-05-22"), meeting_id, "2026-05-22T09:00")
    before = entries(milpitas.on("2026-05-22"), meeting_id)

    milpitas.on("2026-05-23").inquiry(received_on=date(2026, 1, 22))
    set_status(milpitas.on("2026-05-28"), meeting_id, "in_session")

    assert entries(milpitas.on("2026-05-28"), meeting_id) == before


def test_adopted_minutes_stay_on_the_agenda_that_is_fixed_and_come_onto_no_later_one(
    milpitas: Office,
) -> None:
    may = calendar(milpitas)
    milpitas.meet("2026-06-25")
    april = meeting_on(milpitas, "2026-04-23")
    set_status(milpitas.on("2026-05-28"), may, "in_session")
    adopted(milpitas, may, april)
    set_status(milpitas.on("2026-05-28"), may, "held")

    on_agenda = [
        [entry.item for entry in entries(milpitas, meeting_id) if entry.item.startswith("minutes:")]
        for meeting_id in (may, meeting_on(milpitas, "2026-06-25"))
    ]
    assert on_agenda == [[f"minutes:{april}"], [f"minutes:{may}"]]


def adopted(office: Office, meeting_id: str, earlier: str) -> None:
    """Adopt the minutes of an earlier meeting."""
    with office.writing() as (session, asker):
        act = ledger.record(session, "vote closed", actor=asker.actor, now=office.now, meeting_id=meeting_id)
        motion = Motion(
            meeting_id=meeting_id,
            number=1,
            item=f"minutes:{earlier}",
            kind="adopt minutes",
            text="Adopt them",
            mover_id=asker.member_id,
            mover=asker.name,
            seconder="",
            rule={},
            rule_reason="",
            seating={},
            findings={},
            adopts=earlier,
            act_id=act.id,
        )
        session.add(motion)
        session.flush()
        session.add(AdoptedMinutes(meeting_id=earlier, motion_id=motion.id, document={}, act_id=act.id))


def test_a_later_meeting_takes_up_what_a_sooner_one_has_left_over(milpitas: Office) -> None:
    may = calendar(milpitas)
    milpitas.meet("2026-06-25")
    june = meeting_on(milpitas, "2026-06-25")
    loreto(milpitas)
    title = "Loreto, Mexico: Discuss the possible relationship at a commission meeting"

    assert (business(milpitas.on("2026-05-01"), may), business(milpitas.on("2026-05-01"), june)) == (
        [title],
        [],
    )
    assert business(milpitas.on("2026-05-29"), june) == [title]
    assert entries(milpitas.on("2026-05-29"), june)[4].why == f"Was to be discussed by May 28: the {BASIS}"


def test_a_step_done_or_a_file_closed_leaves_the_agenda_by_itself(milpitas: Office) -> None:
    meeting_id = calendar(milpitas)
    done, closed = loreto(milpitas), milpitas.on("2026-01-22").inquiry("Sariaya", country="PH")
    office = milpitas.on("2026-05-01")
    assert len(business(office, meeting_id)) == 2

    office.complete(done, "discuss")
    office.turn(closed, closed=True)

    assert business(office, meeting_id) == []


def test_an_item_is_listed_once_however_often_it_is_sent(milpitas: Office) -> None:
    meeting_id = calendar(milpitas)
    first = lists(milpitas, meeting_id, "Letter from  Loreto")

    assert lists(milpitas, meeting_id, "letter from loreto", by="U2") == first
    assert business(milpitas, meeting_id) == ["Letter from Loreto"]


def test_a_posted_agenda_takes_nothing_after_its_deadline_but_by_vote(milpitas: Office) -> None:
    meeting_id = calendar(milpitas)
    posted(milpitas.on("2026-05-22"), meeting_id, "2026-05-22T09:00")
    lists(milpitas.on("2026-05-25"), meeting_id, "In time")

    with refused(CLOSED):
        lists(milpitas.on("2026-05-26"), meeting_id, "Too late")
    set_status(milpitas.on("2026-05-28"), meeting_id, "in_session")
    with pytest.raises(Refusal, match="the meeting has begun"):
        lists(milpitas.on("2026-05-28"), meeting_id, "Too late")
    assert business(milpitas, meeting_id) == ["In time"]


def test_an_agenda_that_nobody_posted_takes_nothing_after_its_deadline_either(one_engine: Office) -> None:
    meeting_id = calendar(one_engine)
    with refused(CLOSED):
        lists(one_engine.on("2026-05-26"), meeting_id, "Too late")


def test_a_special_meeting_takes_nothing_in_its_last_day_and_says_where_to_list_it(
    one_engine: Office,
) -> None:
    calendar(one_engine)
    one_engine.meet("2026-04-16")
    special = meeting_on(one_engine, "2026-04-16")
    with one_engine.writing() as (session, _):
        found(session, Meeting, special, "meeting").kind = "special"
    with refused(
        "The agenda of Thu, Apr 16 takes nothing more: the time to post it is over. A special meeting takes "
        "up only what its notice names. List it for a regular meeting."
    ):
        lists(one_engine.on("2026-04-16"), special, "Budget")


def test_what_a_continued_meeting_had_on_its_agenda_is_listed_for_the_day_on_which_it_goes_on(
    one_engine: Office,
) -> None:
    calendar(one_engine)
    first = meeting_on(one_engine, "2026-05-28")
    lists(one_engine.on("2026-05-20"), first, "Budget")
    one_engine.meet("2026-05-29")
    second = meeting_on(one_engine, "2026-05-29")
    with one_engine.writing() as (session, _):
        found(session, Meeting, second, "meeting").continues = first
    late = one_engine.on("2026-05-28")

    lists(late, second, "budget")
    with refused(CLOSED.replace("Thu, May 28", "Fri, May 29")):
        lists(late, second, "Something new")
    assert business(late, second) == ["budget"]


def test_an_item_that_is_called_something_else_after_the_posting_is_no_longer_on_it(
    one_engine: Office,
) -> None:
    meeting_id = calendar(one_engine)
    one, two = (lists(one_engine.on("2026-05-20"), meeting_id, title) for title in ("One", "Two"))
    posted(one_engine.on("2026-05-22"), meeting_id, "2026-05-22T09:00")
    edits(one_engine.on("2026-05-23"), meeting_id, one, title="ONE", presenter="Lee")
    edits(one_engine, meeting_id, two, title="The budget")
    assert [entry.title for entry in entries(one_engine, meeting_id) if not entry.was_posted] == [
        "The budget"
    ]

    posted(one_engine, meeting_id, "2026-05-23T09:00")
    assert [entry.title for entry in entries(one_engine, meeting_id) if not entry.was_posted] == []


def test_an_item_that_was_listed_too_late_gives_way_to_the_one_that_a_vote_adds(one_engine: Office) -> None:
    meeting_id = calendar(one_engine)
    posted(one_engine.on("2026-05-22"), meeting_id, "2026-05-22T09:00")
    for title in ("Budget", "Flood"):
        lists(one_engine.on("2026-05-23"), meeting_id, title)
    with one_engine.on("2026-05-28").writing() as (session, staff):
        meeting = found(session, Meeting, meeting_id, "meeting")
        act = ledger.record(
            session, "vote closed", actor=staff.actor, now=one_engine.now, meeting_id=meeting_id
        )
        add_by_vote(session, meeting, "budget", None, None, act, one_engine.now)

    assert [(entry.title, entry.was_posted) for entry in entries(one_engine, meeting_id)][4:6] == [
        ("Flood", False),
        ("budget", True),
    ]


def test_what_is_listed_after_the_posting_is_no_evidence_until_it_is_posted_anew(milpitas: Office) -> None:
    meeting_id = calendar(milpitas)
    posted(milpitas.on("2026-05-22"), meeting_id, "2026-05-22T09:00")
    prospect_id = milpitas.on("2026-05-22").inquiry()
    item = lists(milpitas.on("2026-05-23"), meeting_id, "Loreto", prospect_id=prospect_id)
    office = milpitas.on("2026-05-28")
    set_status(office, meeting_id, "in_session")

    assert outcome(office, meeting_id, item).runs_on == (
        "The clock of “Discuss the possible relationship at a commission meeting” runs on: it was listed after the "
        "posting was recorded. If it was posted anew by Mon, May 25, 7:00 PM, record that; else complete the step by "
        "hand, with the reason."
    )
    posted(milpitas.on("2026-05-29"), meeting_id, "2026-05-24T09:00")
    assert office.states(prospect_id, "discuss") == [State.DONE]


def test_a_suggestion_is_seen_by_staff_alone_until_they_list_it(milpitas: Office) -> None:
    meeting_id = calendar(milpitas)
    item = suggests(milpitas, meeting_id, "A concert")

    assert business(milpitas, meeting_id) == []
    assert (owed(milpitas, "agenda suggestion"), owed(milpitas, "agenda")) == (["U1"], [])
    with milpitas.workspace.reading() as session:
        assert [(each.title, each.by) for each in suggestions_of(session, meeting_id)] == [
            ("A concert", "Cy Diaz")
        ]
        assert session.scalars(select(Act.prospect_id).order_by(Act.id.desc())).first() is None
    with (
        milpitas.writing("U2") as (session, chair),
        refused("Only staff see and list suggestions. I changed nothing."),
    ):
        list_suggestion(session, meeting_id, item, chair, commission_of(session), milpitas.now)
    with milpitas.writing() as (session, staff):
        for _ in range(2):
            entry = list_suggestion(session, meeting_id, item, staff, commission_of(session), milpitas.now)
    assert (entry.title, entry.presenter, business(milpitas, meeting_id)) == ("A concert", "", ["A concert"])


def test_a_suggestion_is_declined_or_withdrawn_by_whoever_made_it(milpitas: Office) -> None:
    meeting_id = calendar(milpitas)
    one, other = suggests(milpitas, meeting_id, "A concert"), suggests(milpitas, meeting_id, "A fair")
    with milpitas.writing() as (session, staff):
        decline_suggestion(session, meeting_id, one, staff, milpitas.now)
    with milpitas.writing("U4") as (session, stranger), refused("I couldn't find that item of the agenda."):
        withdraw_item(session, meeting_id, other, stranger, commission_of(session), milpitas.now)
    with milpitas.writing("U3") as (session, member):
        withdraw_item(session, meeting_id, other, member, commission_of(session), milpitas.now)
    with milpitas.workspace.reading() as session:
        assert suggestions_of(session, meeting_id) == []


def test_two_who_suggest_the_same_never_hear_of_one_another(milpitas: Office) -> None:
    meeting_id = calendar(milpitas)
    items = {suggests(milpitas, meeting_id, "A concert", by=member) for member in ("U3", "U4", "U3")}

    assert len(items) == 2


def test_items_are_changed_moved_and_taken_off(milpitas: Office) -> None:
    meeting_id = calendar(milpitas)
    prospect_id = loreto(milpitas)
    office = milpitas.on("2026-05-01")
    due = f"due:{prospect_id}:discuss"
    one, two = lists(office, meeting_id, "One"), lists(office, meeting_id, "Two")

    edits(office, meeting_id, two, title="Second", kind=ItemKind.ACT, presenter="Lee", after=FIRST)
    assert [entry.item for entry in entries(office, meeting_id)[4:7]] == [two, due, one]
    edits(office, meeting_id, due, after=one, presenter="Cy Diaz")
    assert [(entry.item, entry.presenter) for entry in entries(office, meeting_id)[4:7]] == [
        (two, "Lee"),
        (one, ""),
        (due, "Cy Diaz"),
    ]
    edits(office, meeting_id, due, off=True)
    edits(office, meeting_id, one, off=True)
    assert business(office, meeting_id) == ["Second"]


def test_a_posted_item_is_pulled_with_a_reason_and_stays_what_it_was(milpitas: Office) -> None:
    meeting_id = calendar(milpitas)
    item = lists(milpitas, meeting_id, "One")
    posted(milpitas.on("2026-05-22"), meeting_id, "2026-05-22T09:00")
    office = milpitas.on("2026-05-26")

    with refused("The agenda is posted. Please give the reason; the minutes say it.", "reason"):
        edits(office, meeting_id, item, off=True)
    with refused(CLOSED):
        edits(office, meeting_id, item, title="Another")
    edited = edits(office, meeting_id, item, off=True, reason="The guest is ill.")
    assert (edited.title, edited.pulled) == ("One", True)

    (entry,) = (entry for entry in entries(office, meeting_id) if entry.item == item)
    assert (entry.title, entry.result, entry.note) == ("One", ItemResult.PULLED, "The guest is ill.")


def test_an_item_changed_meanwhile_is_not_changed_again(milpitas: Office) -> None:
    meeting_id = calendar(milpitas)
    item = lists(milpitas, meeting_id, "One")
    with milpitas.workspace.reading() as session:
        seen = seen_in(session, meeting_id, item)
    edits(milpitas, meeting_id, item, by="U2", title="Two")

    with refused("Bo Lee changed this item meanwhile, so I changed nothing. Look at it again."):
        edits(milpitas, meeting_id, item, title="Three", seen=seen)
    assert business(milpitas, meeting_id) == ["Two"]


def test_two_staff_listing_at_the_same_moment_list_it_once(milpitas: Office) -> None:
    meeting_id = calendar(milpitas)
    both = Barrier(2)

    def press(by: str) -> None:
        both.wait()
        lists(milpitas, meeting_id, "Letter from Loreto", by=by)

    run([Thread(target=press, args=[by]) for by in ("U1", "U2")])
    with milpitas.workspace.reading() as session:
        assert len(session.scalars(select(AgendaItem)).all()) == 1


def run(threads: Sequence[Thread]) -> None:
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_an_outcome_needs_a_meeting_that_has_begun_and_a_member_who_may_say_so(one_engine: Office) -> None:
    meeting_id = calendar(one_engine)
    office = one_engine.on("2026-05-01")
    with refused("The meeting has not been called to order. Do that first."):
        outcome(office, meeting_id, "reports")
    with refused(
        "Only the chair (Bo Lee), whoever presides, or staff (Ana Ruiz) can run a meeting. I changed nothing."
    ):
        outcome(office, meeting_id, "reports", by="U3")
    with refused("I couldn't find that item of the agenda."):
        outcome(office, meeting_id, "nothing")
    with (
        refused("Please choose the later day that it was continued to.", "until"),
        office.writing() as (
            session,
            asker,
        ),
    ):
        found(session, Meeting, meeting_id, "meeting").status = "in_session"
        record_outcome(
            session,
            meeting_id,
            "reports",
            ItemResult.CONTINUED,
            "",
            date(2026, 5, 28),
            asker,
            commission_of(session),
            office.now,
        )


def test_an_item_about_no_city_bears_on_no_clock(one_engine: Office) -> None:
    meeting_id = calendar(one_engine)
    office = one_engine.on("2026-05-28")
    item = lists(one_engine, meeting_id, "The budget")
    set_status(office, meeting_id, "in_session")

    noted = outcome(office, meeting_id, item)

    assert (noted.stopped, noted.reopened, noted.runs_on) == ("", "", "")


def test_the_agenda_is_shown_in_the_channel_as_one_message_that_follows_it(one_engine: Office) -> None:
    meeting_id = calendar(one_engine)
    for _ in range(2):
        with one_engine.writing() as (session, asker):
            post_to_channel(session, meeting_id, asker, commission_of(session), one_engine.now)
    with one_engine.writing() as (session, _):
        session.scalars(select(Outbox).where(Outbox.kind == "agenda")).one().next_at = None

    suggests(one_engine, meeting_id, "A concert")
    lists(one_engine, meeting_id, "A fair")

    with one_engine.workspace.reading() as session:
        (row,) = session.scalars(select(Outbox).where(Outbox.kind == "agenda"))
        assert (row.destination, row.next_at) == ("C1", one_engine.now)


def test_staff_who_are_not_on_slack_see_suggestions_on_the_agenda_alone(one_engine: Office) -> None:
    meeting_id = calendar(one_engine)
    with one_engine.writing() as (session, _):
        session.scalars(select(Member).where(Member.slack_id == "U1")).one().slack_id = None
    suggests(one_engine, meeting_id, "A concert")

    assert owed(one_engine, "agenda suggestion") == []


def test_a_sheet_says_when_to_post_and_whether_it_was(one_engine: Office) -> None:
    meeting_id = calendar(one_engine)
    office = one_engine.on("2026-05-22")
    before = sheet(office, meeting_id)
    posted(office, meeting_id, "2026-05-22T09:00")
    after = sheet(office, meeting_id)

    assert (before.kind, before.day, before.posted) == ("Regular meeting", "Thu, May 28", None)
    assert (before.deadline, before.do_by) == (
        datetime(2026, 5, 25, 19, tzinfo=LOS_ANGELES),
        date(2026, 5, 22),
    )
    assert after.posted is not None
    assert after.posted.place == "City Hall"
