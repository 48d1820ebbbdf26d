"""Every order of events that a reminder can meet, drawn at random: the sender and the planner are killed at any step.

What is looked for: a message stands in Slack at most once; nobody gets two notes a day, or one out of hours; nothing that is
done is newly told; and once things settle, what is owed was sent. `CLERK_EXAMPLES=500` looks longer.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, assume, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    MultipleResults,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)
from slack_sdk import WebClient
from slack_sdk.web import SlackResponse
from sqlalchemy import Connection, event, select

from bot.practice.clock import MovableClock
from bot.practice.contents import Message
from bot.practice.driver import Practice
from bot.practice.faults import Fault
from models import completing, inquiries, nudges, pauses
from models.askers import asker_of
from models.commission import commission_of
from models.database import WorkspaceDatabase, open_database
from models.evidence import Completion
from models.inquiries import NewInquiry
from models.members import Member
from models.outbox import Outbox
from models.policy_shelf import put_on_shelf
from models.refusals import Refusal
from models.reminders import Reminder
from models.requests import forget_old
from models.rules.calendars import is_working_day
from models.rules.notices import EVENING, Kind, notice_owed
from models.rules.policy import Span, Unit
from models.rules.steps import State
from scheduler.cards import DAILY_NOTE
from scheduler.claims import LEASE
from scheduler.outbox import Sender
from scheduler.people import Accounts
from scheduler.reminders import plan_reminders
from tests.builders import commission
from tests.scheduler.conftest import Clock

POLICY = b"""
id = "sample"
title = "A sample"
place = "Milpitas"
source = "A sample"

[path.inquiry]
title = "They wrote to us"
begun_by = "them"
starts = "inquiry"
order = "any"

[[step]]
id = "form"
title = "request form"
who = "staff"
due = "30 days after inquiry"
remind = ["1 working day", "2 working days", "3 working days", "4 working days", "5 working days", "6 working days"]
source = "A sample, 1"
"""
AHEAD = tuple(Span(count=count, unit=Unit.WORKING_DAYS) for count in range(1, 7))
"""When the step is told of, by the policy: day after day, so that there is something to send on each."""
ZONE = ZoneInfo("America/Los_Angeles")
MONDAY_NINE = datetime(2026, 3, 2, 17, tzinfo=UTC)
PEOPLE = {"U0DANA": "Dana Ito", "U0RUTH": "Ruth Meyer"}
FAULTS = [
    Fault(resets=True, answers=False, committed=True),
    Fault(resets=True, answers=False),
    Fault(status=500, body="html", committed=True),
    Fault(status=503, body="html"),
    Fault(body="cut", committed=True),
    Fault(status=429, error="ratelimited", headers={"Retry-After": "30"}),
    Fault(error="restricted_action"),
]
METHODS = [
    "chat.postMessage",
    "chat.postMessage",
    "chat.update",
    "chat.update",
    "conversations.history",
    "users.info",
]
MOST_CITIES = 4
"""Of one owner: a note spells five matters out, and what is left over waits for the next day, when another notice holds."""
EXAMPLES = int(os.environ.get("CLERK_EXAMPLES", "8"))


@dataclass(frozen=True, kw_only=True)
class Turn:
    """Clerk plans and sends once, and what happens to it meanwhile."""

    failing: dict[str, Fault]
    """What goes wrong at Slack, by method: the first call of each."""
    dies_at: int
    """At which step it is killed; 0: it is not."""
    meanwhile: str
    calls_before: int
    minutes: int
    """How long it is until something else happens."""


TURNS = st.builds(
    Turn,
    failing=st.dictionaries(st.sampled_from(METHODS), st.sampled_from(FAULTS), min_size=1, max_size=3),
    dies_at=st.one_of(st.just(0), st.just(0), st.integers(1, 30)),
    meanwhile=st.sampled_from(["", "", "plan", "send", "lease"]),
    calls_before=st.integers(0, 3),
    minutes=st.sampled_from([0, 3, 3, 3, 60]),
)


QUIET = Turn(failing={}, dies_at=0, meanwhile="", calls_before=0, minutes=0)


class Killed(BaseException):
    """The process ends here."""


class Steps:
    """Counts what a process does, commits and calls, and ends it at a step that was chosen."""

    def __init__(self) -> None:
        self.left = 0

    def take(self, _connection: Connection | None = None) -> None:
        self.left -= 1
        if self.left == 0:
            raise Killed


class Fragile(WebClient):
    """A client that may die before and after each call, and beside whose calls something else may happen."""

    def __init__(self, practice: Practice, steps: Steps) -> None:
        super().__init__(practice.bot_token, base_url=practice.api_url, timeout=30, retry_handlers=[])
        self.steps = steps
        self.meanwhile: Callable[[], None] | None = None
        self.calls_before = 0
        """How many calls go well before it."""

    def api_call(self, api_method: str, **said: Any) -> SlackResponse:  # noqa: ANN401 - as the SDK has it
        self.steps.take()
        answer = super().api_call(api_method, **said)
        self.calls_before -= 1
        if self.meanwhile and self.calls_before < 0:
            happens, self.meanwhile = self.meanwhile, None
            happens()
        self.steps.take()
        return answer


class Reminding(RuleBasedStateMachine):
    """A commission of two, whose reminders meet everything that can happen to them."""

    cities = Bundle("cities")

    def __init__(self, practice: Practice, template: Path, folder: Path) -> None:
        super().__init__()
        self.clock = Clock(MONDAY_NINE)
        self.practice = practice
        practice.workspace.reset()
        practice.calls.clear()
        practice.shown.clear()
        practice.workspace.clock = MovableClock(starts_at=self.clock(), machine=self.clock)
        self.written: Counter[str] = Counter()
        self.faults: dict[str, Fault] = {}
        practice.faults.by_chance = self.fault_of
        file = Path(tempfile.mkdtemp(dir=folder)) / "clerk.db"
        shutil.copy(template, file)
        self.database = open_database(f"sqlite:///{file}")
        self.steps = Steps()
        event.listen(self.database.engine, "connect", lambda raw, _: raw.execute("PRAGMA synchronous=OFF"))
        event.listen(self.database.engine, "commit", self.steps.take)
        client = Fragile(practice, self.steps)
        first = Sender(database=self.database, client=client, now=self.clock, draw={})
        other = replace(first, client=Fragile(practice, Steps()), accounts=Accounts())
        self.senders = [first, other]
        self.workspace: WorkspaceDatabase = commission(self.database, "T0PRACTICE")
        self.members = self.settle_in()
        self.dates: dict[str, tuple[str, date]] = {}
        self.done: set[str] = set()
        self.noted: dict[tuple[str, str], datetime] = {}

    def settle_in(self) -> dict[str, str]:
        with self.workspace.transaction(self.clock()) as session:
            put_on_shelf(session, POLICY, name="sample", now=self.clock())
            for (slack_id, name), role in zip(PEOPLE.items(), ("staff", "chair"), strict=True):
                session.add(Member(slack_id=slack_id, name=name, roles=[role], active=True))
                session.flush()
            rows = session.scalars(select(Member))
            return {str(row.slack_id): row.id for row in rows}

    def teardown(self) -> None:
        try:
            self.everything_settles()
        finally:
            self.database.close()

    def fault_of(self, method: str) -> Fault | None:
        return self.faults.pop(method, None)

    # What people do

    @initialize(target=cities, ago=st.integers(22, 30))
    def cities_have_written(self, ago: int) -> MultipleResults[str]:
        return multiple(*[self.inquiry(person, ago) for person in PEOPLE])

    @rule(target=cities, owner=st.sampled_from(list(PEOPLE)), ago=st.integers(18, 36))
    def a_city_writes(self, owner: str, ago: int) -> str:
        assume(self.written[owner] < MOST_CITIES)
        return self.inquiry(owner, ago)

    def inquiry(self, owner: str, ago: int) -> str:
        self.written[owner] += 1
        city, received = f"Puerto {len(self.dates):03}", self.today - timedelta(days=ago)
        with self.workspace.transaction(self.clock()) as session:
            new = NewInquiry(
                city=city,
                country="MX",
                path="sample/inquiry",
                received_on=received,
                owner_id=self.members[owner],
            )
            asker = asker_of(session, "U0DANA")
            recorded = inquiries.record_inquiry(session, new, asker, commission_of(session), self.clock())
            self.dates[city] = recorded.prospect.id, received + timedelta(days=30)
        return city

    @rule(city=consumes(cities))
    def it_is_done(self, city: str) -> None:
        with self.workspace.transaction(self.clock()) as session:
            done = Completion(
                prospect_id=self.dates[city][0],
                step_id="form",
                state=State.DONE,
                done_on=self.today,
                reason="Seen.",
            )
            completing.complete_step(
                session, done, asker_of(session, "U0DANA"), commission_of(session), self.clock()
            )
        self.done.add(city)

    @rule(choice=st.sampled_from(["tomorrow", "monday", "day-before"]), which=st.integers(0, 9))
    def somebody_snoozes(self, choice: str, which: int) -> None:
        told = [each for each in self.reminders() if each.state == "sent"]
        if not told:
            return
        reminder = told[which % len(told)]
        person = next(each for each, member_id in self.members.items() if member_id == reminder.recipient)
        self.attempt(
            lambda session: nudges.snooze(
                session, reminder.id, choice, asker_of(session, person), self.clock()
            )
        )

    @rule(person=st.sampled_from(list(PEOPLE)), days=st.integers(0, 5))
    def somebody_pauses_or_is_back(self, person: str, days: int) -> None:
        if not days:
            self.is_back(person)
            return
        until = self.today + timedelta(days=days)
        self.attempt(
            lambda session: pauses.pause_until(
                session, until, asker_of(session, person), commission_of(session), self.clock()
            )
        )

    def is_back(self, person: str) -> None:
        self.attempt(
            lambda session: pauses.resume(
                session,
                self.members[person],
                asker_of(session, person),
                commission_of(session),
                self.clock(),
            )
        )

    def attempt(self, act: Callable[..., object]) -> None:
        """Do what may be refused."""
        try:
            with self.workspace.transaction(self.clock()) as session:
                act(session)
        except Refusal:
            pass

    # What time and Clerk do

    @rule(step=st.sampled_from(["+1 h", "-1 h", "+1 day", "+1 year", "forget"]))
    def time_passes(self, step: str) -> None:
        if step == "forget":
            with self.database.all_workspaces(self.clock()) as session:
                forget_old(session, self.clock())
        else:
            self.clock.passes(hours={"+1 h": 1, "-1 h": -1, "+1 day": 24, "+1 year": 365 * 24}[step])

    def nine_tomorrow(self) -> datetime:
        return datetime.combine(self.today + timedelta(days=1), time(9), ZONE).astimezone(UTC)

    @rule(turns=st.lists(TURNS, min_size=1, max_size=4), is_morning=st.booleans())
    def it_plans_and_sends(self, turns: list[Turn], *, is_morning: bool) -> None:
        if is_morning:
            self.clock.moment = self.nine_tomorrow()
        for turn in turns:
            self.faults = dict(turn.failing)
            self.arrange(turn)
            self.until_killed(turn.dies_at, self.plan_and_send)
            self.faults = {}
            self.no_message_stands_twice()
            self.new_notes_keep_to_the_policy()
            self.clock.passes(minutes=turn.minutes)

    def arrange(self, turn: Turn) -> None:
        """Have something else happen beside one of the first sender's calls."""
        client = self.senders[0].client
        assert isinstance(client, Fragile)
        client.calls_before = turn.calls_before
        client.meanwhile = {
            "": None,
            "plan": self.plan,
            "send": lambda: self.send_all(self.senders[1]),
            "lease": self.the_lease_ends,
        }[turn.meanwhile]

    def plan(self) -> None:
        plan_reminders(self.database, self.clock())

    def plan_and_send(self) -> None:
        self.plan()
        self.send_all(self.senders[0])

    def the_lease_ends(self) -> None:
        """Let the first sender sleep past its lease, while the other goes on."""
        self.clock.passes(seconds=LEASE.total_seconds())
        self.send_all(self.senders[1])

    def send_all(self, sender: Sender) -> None:
        for _ in range(50):
            if not sender.send_due():
                return
        raise AssertionError("it never ends")

    def until_killed(self, dies_at: int, act: Callable[[], None]) -> None:
        self.steps.left = dies_at
        try:
            act()
        except Killed:
            pass
        finally:
            self.steps.left = 0

    # What must hold

    @invariant()
    def no_message_stands_twice(self) -> None:
        marks = Counter(
            (message.channel, json.dumps(message.metadata, sort_keys=True)) for message in self.messages
        )
        assert [mark for mark, count in marks.items() if count > 1] == []

    @invariant()
    def new_notes_keep_to_the_policy(self) -> None:
        ids = self.ids_of_notes()
        for message in self.messages:
            mark = message.channel, message.ts
            metadata = message.metadata or {}
            if mark not in self.noted and metadata["event_payload"]["id"] in ids:
                self.noted[mark] = self.clock().astimezone(ZONE)
                self.check_new(message, self.noted[mark])

    def check_new(self, message: Message, at: datetime) -> None:
        said = f"{message.text} {json.dumps(message.blocks)}"
        assert [city for city in self.done if f"{city}: request form" in said] == []
        assert is_working_day(at.date(), self.days_off)
        assert time(9) <= at.time() < (datetime.combine(at, EVENING) + LEASE).time()
        same_day = [
            each
            for (channel, _), each in self.noted.items()
            if channel == message.channel and each.date() == at.date()
        ]
        assert len(same_day) == 1

    # What must come in the end

    def everything_settles(self) -> None:
        """Let quiet days pass, four and on to a working day, and look whether everything that is owed has come."""
        self.arrange(QUIET)
        self.clock.moment = max(self.clock(), self.practice.workspace.clock.now())
        for person in PEOPLE:
            self.is_back(person)
        self.hours_pass(self.clock())
        quiet_days = 0
        while quiet_days < 4 or not is_working_day(self.today, self.days_off):
            self.hours_pass(self.nine_tomorrow())
            quiet_days += 1
        self.nothing_is_left()

    def hours_pass(self, begin: datetime) -> None:
        for minutes in (0, 3, 65, 180, 330):
            self.clock.moment = begin + timedelta(minutes=minutes)
            self.plan_and_send()
            self.no_message_stands_twice()
            self.new_notes_keep_to_the_policy()

    def nothing_is_left(self) -> None:
        standing = {message.ts for message in self.messages}
        with self.workspace.reading() as session:
            sent = {row.id: row.sent_ts for row in session.scalars(select(Outbox))}
            due = session.scalars(select(Outbox.key).where(Outbox.next_at <= self.clock())).all()
        assert list(due) == []
        told = [each for each in self.reminders() if each.state == "sent"]
        assert [each.rule for each in told if sent[each.outbox_id or ""] not in standing] == []
        waiting = [each for each in self.reminders() if each.state == "waiting" and each.at <= self.clock()]
        assert [each.rule for each in waiting] == []
        assert [city for city in self.dates if not self.is_told(city)] == []

    def is_told(self, city: str) -> bool:
        """Tell whether what is to be said of a city today was said, or is put off."""
        prospect_id, due = self.dates[city]
        owed = notice_owed(Kind.DEADLINE, due, self.today, self.days_off, AHEAD)
        if city in self.done or owed is None or owed.is_quiet:
            return True
        of_it = [
            each for each in self.reminders() if (each.prospect_id, each.rule) == (prospect_id, owed.rule)
        ]
        return any(
            each.state == "sent" or (each.snoozed_until and each.snoozed_until > self.clock())
            for each in of_it
        )

    def reminders(self) -> list[Reminder]:
        with self.workspace.reading() as session:
            rows = list(session.scalars(select(Reminder).order_by(Reminder.id)))
            session.expunge_all()
            return rows

    def ids_of_notes(self) -> set[str]:
        with self.workspace.reading() as session:
            return set(session.scalars(select(Outbox.id).where(Outbox.kind == DAILY_NOTE)))

    @property
    def days_off(self) -> frozenset[date]:
        with self.workspace.reading() as session:
            return commission_of(session).days_off(self.today)

    @property
    def today(self) -> date:
        return self.clock().astimezone(ZONE).date()

    @property
    def messages(self) -> list[Message]:
        return list(self.practice.workspace.messages.values())


@pytest.fixture
def quiet_again(practice: Practice) -> Iterator[Practice]:
    """The practice workspace, with its own clock and without faults after the test."""
    own = practice.workspace.clock
    yield practice
    practice.workspace.clock = own
    practice.faults.by_chance = lambda _method: None


@pytest.mark.slow
def test_reminders_hold_whatever_happens_to_them_in_any_order(
    quiet_again: Practice, sqlite_template: Path, tmp_path: Path
) -> None:
    class Here(Reminding):
        def __init__(self) -> None:
            super().__init__(quiet_again, sqlite_template, tmp_path)

    often = settings(
        max_examples=EXAMPLES, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(Here, settings=often)
