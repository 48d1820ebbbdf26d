"""What a note says in place of a matter that is no longer what was told."""

from datetime import date

import pytest
from sqlalchemy import update

from models.commission import commission_of
from models.extensions import NewExtension, extend
from models.members import Member
from models.outbox import Outbox
from models.parking import park
from models.prospects import Assignment
from models.undoing import act_by_id
from tests.builders import Office
from tests.models.calendar_builders import DISCUSS, cancelled, scheduled
from tests.scheduler.mornings import drawn, morning, reread

TITLE = "Discuss the possible relationship at a commission meeting"
MEETINGS = ("2026-01-08", "2026-02-26", "2026-03-26", "2026-04-23", "2026-05-28")


@pytest.fixture
def cascais(milpitas: Office) -> str:
    """An inquiry that Ana looks after, to be discussed by Thursday, April 23, whose agenda is told of the week before."""
    for day in MEETINGS:
        scheduled(milpitas.on("2026-01-02"), day)
    owner_id = milpitas.member_id("U1")
    cascais = milpitas.inquiry("Cascais", country="PT", owner_id=owner_id, received_on=date(2026, 1, 14))
    milpitas.complete(cascais, "reply")
    return cascais


def extends(office: Office, prospect_id: str, on: date) -> None:
    new = NewExtension(
        prospect_id=prospect_id, step_id=DISCUSS, on=on, agreed_by="the City Council", reason="Elections"
    )
    with office.writing("U2") as (session, asker):
        extend(session, new, asker, commission_of(session), office.now)


def parks(office: Office, prospect_id: str, by: str) -> None:
    with office.writing(by) as (session, asker):
        park(
            session,
            prospect_id,
            parked=True,
            reason="Elections",
            asker=asker,
            commission=commission_of(session),
            now=office.now,
        )


def hands_on(office: Office, prospect_id: str, heir: str) -> None:
    owner_id = office.member_id(heir)
    act_id = office.last_act()
    with office.writing() as (session, _):
        act = act_by_id(session, str(act_id))
        session.add(Assignment(prospect_id=prospect_id, owner_id=owner_id, step_id=None, act_id=act.id))


def test_a_deadline_that_was_put_off_says_to_when(milpitas: Office, cascais: str) -> None:
    morning(milpitas, "2026-04-20")
    there = milpitas.on("2026-04-21")
    extends(there, cascais, date(2027, 2, 15))

    ended = f"Cascais: {TITLE}. Extended to Mon, Feb 15, 2027."
    (note,) = reread(there).values()
    assert (note["Ana"].endswith(ended), note["Bo"]) == (True, ended)


def test_a_deadline_that_a_cancelled_meeting_moved_says_to_when(milpitas: Office, cascais: str) -> None:
    there = milpitas.on("2026-04-20")
    morning(milpitas, "2026-04-20")
    cancelled(there, "2026-04-23")

    assert cascais
    assert [f"Cascais: {TITLE}. Now due Thu, May 28." in note["Ana"] for note in reread(there).values()] == [
        True
    ]


def test_a_goal_that_moved_is_still_a_goal(milpitas: Office) -> None:
    said = {"country": "EC", "owner_id": milpitas.member_id("U1")}
    milpitas.inquiry("Tena", **said)
    morning(milpitas, "2026-01-30")
    there = milpitas.on("2026-02-02")
    there.inquiry("Tena", received_on=date(2026, 1, 13), **said)

    moved = "Tena: Reply to the inquiry in writing. Our goal is Wed, Jan 28 now."
    assert reread(there) == {"2026-01-30": {"Ana": moved}}


@pytest.mark.parametrize(("by", "name"), [("U1", "you"), ("U2", "Bo Lee")])
def test_a_silence_that_was_parked_says_by_whom(milpitas: Office, by: str, name: str) -> None:
    tena = milpitas.inquiry("Tena", country="EC", owner_id=milpitas.member_id("U1"))
    milpitas.complete(tena, "reply")
    milpitas.letter(tena)
    (day,) = [day for day in ("2026-03-02", "2026-03-03") if morning(milpitas, day)]
    there = milpitas.on("2026-03-05")
    parks(there, tena, by)

    assert reread(there) == {day: {"Ana": f"Tena: parked by {name}, Thu 10:00 AM."}}


def test_a_silence_that_was_broken_says_so(milpitas: Office) -> None:
    tena = milpitas.inquiry("Tena", country="EC", owner_id=milpitas.member_id("U1"))
    milpitas.complete(tena, "reply")
    milpitas.letter(tena)
    (day,) = [day for day in ("2026-03-02", "2026-03-03") if morning(milpitas, day)]
    there = milpitas.on("2026-03-05")
    there.letter(tena)
    assert reread(there) == {day: {"Ana": "Tena: an answer is expected by Sun, Apr 19 now."}}

    there = milpitas.on("2026-03-06")
    there.letter(tena, direction="in")
    assert reread(there) == {day: {"Ana": "Tena: it is our turn now."}}


def test_what_was_open_in_a_file_that_is_closed_says_so(milpitas: Office) -> None:
    tena = milpitas.inquiry("Tena", country="EC", owner_id=milpitas.member_id("U1"))
    morning(milpitas, "2026-01-30")
    there = milpitas.on("2026-02-02")
    there.turn(tena, closed=True)

    assert reread(there) == {
        "2026-01-30": {"Ana": "Tena: Reply to the inquiry in writing. The file is closed."}
    }


def test_a_file_that_somebody_else_has_now_says_who(milpitas: Office) -> None:
    tena = milpitas.inquiry("Tena", country="EC", owner_id=milpitas.member_id("U1"), by="U2")
    morning(milpitas, "2026-01-16")
    there = milpitas.on("2026-01-20")
    there.letter(tena, by="U2")
    hands_on(there, tena, "U3")

    assert reread(there) == {"2026-01-16": {"Ana": "Tena, Ecuador: Cy Diaz looks after it now."}}


def test_an_office_that_was_filled_says_so(milpitas: Office) -> None:
    with milpitas.workspace.transaction(milpitas.now) as session:
        session.execute(update(Member).where(Member.slack_id == "U2").values(roles=["member"]))
    gap = drawn(milpitas, "2026-01-16")["Ana"]
    with milpitas.workspace.transaction(milpitas.now) as session:
        session.execute(update(Member).where(Member.slack_id == "U2").values(roles=["chair"]))
        session.execute(update(Outbox).values(next_at=milpitas.now))

    assert gap.text == "Nobody on the roster holds the chair."
    assert reread(milpitas) == {"2026-01-16": {"Ana": "The roster. Somebody holds the chair now."}}
