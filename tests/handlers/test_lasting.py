"""An answer that is remembered is the one that would be given anew, whatever was done meanwhile."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from slack_bolt import Ack
from slack_sdk import WebClient
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from bot.setup_command import run_setup
from handlers import doors
from handlers.desk import Desk, OpensDesk
from handlers.lasting import Recollection, recollect
from models.askers import asker_of
from models.database import Database
from models.members import Member
from models.rebuilding import rebuild_everything
from models.refusals import Refusal
from tests.builders import Office, office
from tests.databases import empty, statements_of

COMMISSION = Path(__file__).parent.parent / "stories" / "commission.toml"
LINES = (
    "next",
    "next mine",
    "next Loreto",
    "list",
    "list waiting",
    "list closed",
    "due",
    "due 90",
    "show Loreto",
)
PEOPLE = ("U1", "U2", "U3", "U0DANA", "U9")


@dataclass
class Commission:
    """A commission at work on SQLite, and what it has recorded."""

    database: Database
    office: Office
    prospects: list[str] = field(default_factory=list)

    def asked(self, line: str, slack_id: str, *, recalls: bool = True) -> str:
        """Ask at the door of commands; give the answer, or the refusal's words."""
        workspace, now = self.office.workspace, self.office.now

        @contextmanager
        def reading() -> Iterator[Desk]:
            with workspace.reading() as session:
                yield Desk(session=session, asker=asker_of(session, slack_id), now=now)

        recollects: Callable[[str], Recollection] = partial(recollect, workspace, slack_id, now=now)
        nothing = Recollection(name=None, now=now)
        try:
            return answered(reading, recollects if recalls else lambda _: nothing, line)
        except Refusal as refused:
            return refused.message

    def set_up(self, **said: str) -> None:
        """Set the commission up from the file of the stories, with some words in it replaced."""
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "commission.toml"
            text = COMMISSION.read_text(encoding="utf-8")
            for before, after in said.items():
                text = text.replace(before, after)
            file.write_text(text, encoding="utf-8")
            run_setup(
                file,
                database=self.database,
                workspace_id="T1",
                now=self.office.now,
                apply=True,
                out=lambda _: None,
            )


def answered(reading: OpensDesk, recollects: Callable[[str], Recollection], line: str) -> str:
    """Give the body of the acknowledgement."""
    ack, body, client = Ack(), {"text": line}, WebClient()  # type: ignore[no-untyped-call]  # Bolt leaves it untyped
    said = doors.command(
        ack=ack, body=body, reading=reading, transaction=reading, recollects=recollects, client=client
    )
    return str(said.body)


@contextmanager
def at_work(database: Database) -> Iterator[Commission]:
    """Begin with a commission that has one inquiry; the end leaves nothing of it."""
    begun = Commission(database=database, office=office(database))
    begun.prospects.append(begun.office.inquiry("Loreto"))
    try:
        yield begun
    finally:
        empty(database)


def record_another(works: Commission) -> None:
    works.prospects.append(works.office.inquiry(f"Ville {len(works.prospects)}", country="FR"))


def log_theirs(works: Commission) -> None:
    works.office.letter(works.prospects[0], direction="in")


def complete_one(works: Commission) -> None:
    step = next(each.step.id for each in works.office.progress(works.prospects[0]).now if each.is_open)
    works.office.complete(works.prospects[0], step)


def let_a_day_pass(works: Commission) -> None:
    works.office = works.office.on(str(works.office.today + timedelta(days=1)))


def lose_a_member(works: Commission) -> None:
    with works.office.writing() as (session, _):
        for member in session.scalars(select(Member).where(Member.slack_id == "U3")):
            member.active = not member.active


def rename_the_chair(works: Commission) -> None:
    with works.office.writing() as (session, _):
        session.execute(update(Member).where(Member.slack_id == "U2").values(name="Bo Nakamura"))


DOINGS: Mapping[str, Callable[[Commission], object]] = {
    "inquiry": record_another,
    "letter": lambda works: works.office.letter(works.prospects[-1]),
    "their letter": log_theirs,
    "step": complete_one,
    "close": lambda works: works.office.turn(works.prospects[-1], closed=True),
    "reopen": lambda works: works.office.turn(works.prospects[-1], closed=False),
    "undo": lambda works: works.office.undo(works.office.last_act()),
    "meeting": lambda works: works.office.meet(str(works.office.today + timedelta(days=9))),
    "held meeting": lambda works: works.office.meet(str(works.office.today - timedelta(days=3)), "held"),
    "day": let_a_day_pass,
    "member": lose_a_member,
    "name": rename_the_chair,
    "setup": lambda works: works.set_up(),
    "other setup": lambda works: works.set_up(**{"America/Los_Angeles": "Pacific/Kiritimati"}),
    "rebuild": lambda works: rebuild_everything(works.database, works.office.now),
}
STEPS = st.lists(
    st.tuples(st.sampled_from(sorted(DOINGS)), st.sampled_from(LINES), st.sampled_from(PEOPLE)), max_size=8
)


@pytest.mark.slow
@given(steps=STEPS)
@settings(
    max_examples=10,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_an_answer_that_is_remembered_is_the_one_that_would_be_given_anew(
    sqlite_database: Database, steps: list[tuple[str, str, str]]
) -> None:
    with at_work(sqlite_database) as works:
        for doing, line, slack_id in steps:
            works.asked(line, slack_id)
            with suppress(Refusal, IntegrityError, StopIteration):
                DOINGS[doing](works)
            assert works.asked(line, slack_id) == works.asked(line, slack_id, recalls=False)


@pytest.mark.parametrize("line", LINES)
def test_a_question_asked_again_costs_one_statement(sqlite_database: Database, line: str) -> None:
    with at_work(sqlite_database) as works:
        first = works.asked(line, "U1")
        with statements_of(works.database.engine) as asked:
            again = works.asked(line, "U1")
        assert (again, asked) == (first, [])


@pytest.mark.parametrize("line", ["help", "menu", "nexxt", "agenda", "meeting", "Loreto"])
def test_what_may_change_by_itself_is_worked_out_each_time(sqlite_database: Database, line: str) -> None:
    with at_work(sqlite_database) as works:
        workspace, now = works.office.workspace, works.office.now
        assert recollect(workspace, "U1", line, now).name is None


def test_what_was_answered_yesterday_is_worked_out_anew(sqlite_database: Database) -> None:
    with at_work(sqlite_database) as works:
        works.asked("next", "U1")
        workspace, now = works.office.workspace, works.office.now
        days = [
            recollect(workspace, "U1", "next", now + timedelta(days=days)).body is None for days in (0, 1, -1)
        ]
    assert days == [False, True, True]
