"""What may be shared, and what is posted of it when things have changed since."""

import json

import pytest
from sqlalchemy import select

from handlers.desk import Desk
from handlers.sharing import OLD, SAMPLE_ALONE, shared_message, submit
from models.askers import asker_of
from models.commission import commission_of
from models.database import Database
from models.ledger import Act
from models.members import Member
from models.outbox import SHARED, Outbox
from models.samples import load_sample, sample_files
from models.sharing import SHARED_ACT, take_back_share
from tests.builders import Office, office, refused


@pytest.fixture
def milpitas(sqlite_database: Database) -> Office:
    """A commission at work, on SQLite."""
    return office(sqlite_database)


def shares(there: Office, value: str, *, by: str = "U1", **carries: str) -> str:
    """Press Share on a preview; gives what the outbox is to draw."""
    view = {"private_metadata": json.dumps({"share": value, "channel": "C1", "thread": "", **carries})}
    with there.workspace.transaction(there.now) as session:
        submit(Desk(session=session, asker=asker_of(session, by), now=there.now), view)
        return session.scalars(select(Outbox.subject).where(Outbox.kind == SHARED)).one()


def posted(there: Office, subject: str, *, is_sent: bool = False) -> str | None:
    """Draw what was shared; gives its words."""
    with there.workspace.reading() as session:
        message = shared_message(session, subject, there.now, is_sent=is_sent)
        return message.text if message else None


def test_a_city_that_is_taken_back_before_it_is_posted_is_not_posted(milpitas: Office) -> None:
    loreto = milpitas.inquiry()
    recorded = milpitas.last_act()
    subject = shares(milpitas, f"next:{loreto}:0")
    milpitas.undo(recorded)
    assert (posted(milpitas, subject), posted(milpitas, subject, is_sent=True)) == (
        None,
        "What was shared here is no longer in the record.",
    )


def test_what_is_mine_stays_mine_or_is_not_posted(milpitas: Office) -> None:
    milpitas.inquiry("Loreto", owner_id=milpitas.member_id("U3"))
    milpitas.inquiry("Tena", country="EC")
    subject = shares(milpitas, "next:mine:0", by="U3")
    assert (posted(milpitas, subject) or "").startswith("What's next for Cy Diaz. ")
    assert "Tena" not in (posted(milpitas, subject) or "")
    with milpitas.workspace.transaction(milpitas.now) as session:
        session.scalars(select(Member).where(Member.slack_id == "U3")).one().active = False
    assert posted(milpitas, subject) is None


@pytest.mark.parametrize("value", ["list:zzz:0", "list:all:16", "next:all:8", "due:2026-12-31:999", "next:x"])
def test_a_button_of_an_answer_that_is_no_longer_so_shares_nothing(milpitas: Office, value: str) -> None:
    milpitas.inquiry()
    with refused(OLD):
        shares(milpitas, value)


def test_the_sample_is_never_shared(milpitas: Office) -> None:
    with milpitas.writing() as (session, asker):
        load_sample(session, asker, commission_of(session), milpitas.now)
        one = sample_files(session)[0].id
    for value in (f"next:{one}:0", "list:all:0", "next:all:0"):
        with refused(SAMPLE_ALONE):
            shares(milpitas, value)
    milpitas.inquiry()
    subject = shares(milpitas, "list:all:0")
    assert "sample" not in (posted(milpitas, subject) or "sample")


def test_the_dates_of_the_sample_are_not_shared_either(milpitas: Office) -> None:
    with milpitas.writing() as (session, asker):
        load_sample(session, asker, commission_of(session), milpitas.now)
    milpitas.inquiry()
    said = posted(milpitas, shares(milpitas, "due:2026-12-31:0")) or ""
    assert ("sample" in said, "Loreto" in said) == (False, True)


def test_what_is_drawn_on_another_day_says_so(milpitas: Office) -> None:
    subject = shares(milpitas, f"next:{milpitas.inquiry()}:0")
    assert (posted(milpitas, subject) or "").endswith("Shared by Ana Ruiz on Thu, Jan 15.")
    assert (posted(milpitas.on("2026-01-19"), subject) or "").endswith(
        "Shared by Ana Ruiz on Thu, Jan 15. As of Mon, Jan 19."
    )


def test_a_share_that_was_taken_back_is_not_tried_again(milpitas: Office) -> None:
    shares(milpitas, f"next:{milpitas.inquiry()}:0")
    with milpitas.workspace.reading() as session:
        act = session.scalars(select(Act.id).where(Act.what == SHARED_ACT)).one()
    assert json.loads(shares(milpitas, "", again=str(act)))["act"] == str(act)
    with milpitas.writing() as (session, asker):
        take_back_share(session, str(act), asker, milpitas.now)
    with refused("Ana Ruiz took that back. Ask again to share it."):
        shares(milpitas, "", again=str(act))
