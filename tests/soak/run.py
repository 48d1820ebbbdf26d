"""One soak on one engine: workers plan and send, are killed and replaced, and at the end everything is counted."""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from multiprocessing.context import ForkServerProcess
from os import kill
from pathlib import Path
from random import Random
from threading import Event, Thread

from sqlalchemy import ColumnElement, func, or_, select

from bot.practice.driver import Practice
from models.database import Database, open_database
from models.outbox import Outbox
from scheduler.cards import DAILY_NOTE
from scheduler.claims import LEASE
from tests.lint import linted
from tests.soak.fast_clock import RATE, FastClock, open_clock
from tests.soak.tally import Tally, noted_on, tally
from tests.soak.weather import Weather
from tests.soak.worker import Post, work
from tests.soak.world import ZONE, Shape, cities_write, nine_on, seats, set_up

PAST_THE_LEASE = 130 / RATE
"""Real seconds after which a stopped worker goes on: its lease of two minutes is over."""
QUIET = 0.5
"""Real seconds without a call to Slack after which it is asked whether anybody has anything to do; more after each outage."""
PATIENCE = 120
"""Real seconds without a call after which the workers are taken to be stuck."""
OUTAGE = timedelta(minutes=20)
"""How long the machine is off when its power fails: longer than a lease, and than the first gaps between tries."""
OUTAGES = 18
"""How many a day there may be before what is missing is called lost: they fill the hours until evening."""


@dataclass
class Crew:
    """The workers, and what is done to them."""

    post: Post
    size: int
    chance: Random
    working: list[ForkServerProcess] = field(default_factory=list)
    stopped: list[tuple[float, ForkServerProcess]] = field(default_factory=list)
    kills: int = 0
    stops: int = 0

    def fill(self) -> None:
        """Put new workers in the places of those who are gone, and let those go on who were stopped long enough."""
        for each in [each for each in self.stopped if each[0] < time.monotonic()]:
            self.stopped.remove(each)
            kill(each[1].pid or 0, signal.SIGCONT)
            self.working.append(each[1])
        for _ in range(self.size - len(self.working)):
            worker = multiprocessing.get_context("forkserver").Process(
                target=work, args=(self.post,), daemon=True
            )
            worker.start()
            self.working.append(worker)

    def kill_one(self) -> None:
        """Kill a worker, whatever it is doing."""
        self._kill(self.working.pop(self.chance.randrange(len(self.working))))

    def stop_one(self) -> None:
        """Stop a worker until its lease is over."""
        worker = self.working.pop(self.chance.randrange(len(self.working)))
        kill(worker.pid or 0, signal.SIGSTOP)
        self.stopped.append((time.monotonic() + PAST_THE_LEASE, worker))
        self.stops += 1

    def kill_all(self) -> None:
        """Kill everyone there is, as when a machine loses its power."""
        for worker in [*self.working, *(each for _, each in self.stopped)]:
            self._kill(worker)
        self.working.clear()
        self.stopped.clear()

    def _kill(self, worker: ForkServerProcess) -> None:
        worker.kill()
        worker.join()
        self.kills += 1


@dataclass(frozen=True, kw_only=True)
class Soak:
    """A soak under way."""

    shape: Shape
    database: Database
    practice: Practice
    clock: FastClock
    crew: Crew
    chance: Random

    def day(self, day: date) -> None:
        """Let a day pass: its notes fall due, workers die over them, and at last everything is seen to."""
        self.clock.jump_to(nine_on(day))
        cities_write(self.database, self.shape, day, self.clock.now())
        self.crew.fill()
        for blow in self._blows():
            self._wait_for_messages(len(self.shape.people) // (self.shape.kills + self.shape.stops + 1))
            time.sleep(self.chance.uniform(0, 0.05))  # at any step of what is being sent
            blow()
            self.crew.fill()
        while self.crew.stopped:
            time.sleep(0.1)
            self.crew.fill()
        for outage in range(OUTAGES):
            if self._is_settled(day, QUIET * (1 + outage / 2)):
                break
            self._power_fails()
            self.clock.jump_to(self.clock.now() + OUTAGE)
            self.crew.fill()
        self._power_fails()

    def _power_fails(self) -> None:
        """Kill everyone; what they sent before still arrives, and only then may the clock jump."""
        self.crew.kill_all()
        self.practice.wait_until_idle()

    def _blows(self) -> list[Callable[[], None]]:
        """List what is done to the workers in a day: those who are stopped are stopped early, to go on before its end."""
        kills = [self.crew.kill_one] * self.shape.kills
        half = len(kills) // 2
        early = kills[:half] + [self.crew.stop_one] * self.shape.stops
        self.chance.shuffle(early)
        return early + kills[half:]

    def _wait_for_messages(self, count: int) -> None:
        """Wait for so many more messages, or until there come no more."""
        goal = len(self.practice.workspace.messages) + count
        self._wait_until(lambda: len(self.practice.workspace.messages) >= goal, pause=0.005)

    def _is_settled(self, day: date, quiet: float) -> bool:
        """Wait until everybody has the day's note and nothing is due; say whether that came."""
        everybody = set(self.shape.people)
        return self._wait_until(
            lambda: noted_on(self.practice, day) >= everybody and not self._due(), enough=quiet
        )

    def _due(self) -> int:
        return self._count(Outbox.next_at <= self.clock.now() + timedelta(hours=1))

    def _wait_until(self, comes: Callable[[], bool], *, pause: float = 0.1, enough: float = QUIET) -> bool:
        """Wait until something comes, or until all that is left waits for a lease or a gap to end; say whether it came."""
        calls, quiet_since = -1, time.monotonic()
        while not (came := comes()):
            time.sleep(pause)
            self.crew.fill()
            quiet = time.monotonic() - quiet_since
            if calls != len(self.practice.calls):
                calls, quiet_since = len(self.practice.calls), time.monotonic()
            elif quiet > PATIENCE or (quiet > enough and not self._is_work_left()):
                break
        return came

    def _is_work_left(self) -> bool:
        """Tell whether a worker could do anything now: a note is still to be planned, or a row is free to be sent."""
        now = self.clock.now()
        quiet = or_(Outbox.intent_at.is_(None), Outbox.intent_at <= now - LEASE)
        planned = self._count(
            Outbox.kind == DAILY_NOTE, Outbox.subject.endswith(str(now.astimezone(ZONE).date()))
        )
        return planned < len(self.shape.people) or self._count(Outbox.next_at <= now, quiet) > 0

    def _count(self, *which: ColumnElement[bool]) -> int:
        """Count rows of the outbox, of all commissions."""
        counted = 0
        for workspace_id in self.shape.workspace_ids:
            with self.database.workspace(workspace_id).reading() as session:
                counted += session.scalar(select(func.count(Outbox.id)).where(*which)) or 0
        return counted


def run_soak(address: str, shape: Shape, seed: int, folder: Path) -> Tally:
    """Run a soak on a migrated, empty database, and count what came of it."""
    begun, chance = time.monotonic(), Random(seed)
    multiprocessing.set_forkserver_preload(["tests.soak.worker", "tests.soak.run"])
    people, channels, manifest = seats(shape)
    clock = open_clock(folder / "clock", nine_on(shape.dates[0]) - timedelta(hours=1), begun)
    practice = Practice(people, channels, manifest, starts_at=clock.now())
    weather = practice.faults.by_chance = Weather(Random(seed))
    with closing(open_database(address)) as database, linted(practice), following(practice, clock):
        set_up(database, shape)
        post = Post(
            database=address,
            api_url=practice.api_url,
            token=practice.bot_token,
            clock_file=clock.file,
            starts_at=clock.starts_at,
            started=clock.started,
        )
        crew = Crew(post=post, size=shape.workers, chance=chance)
        soak = Soak(shape=shape, database=database, practice=practice, clock=clock, crew=crew, chance=chance)
        try:
            for day in shape.dates:
                soak.day(day)
        finally:
            for worker in multiprocessing.active_children():
                worker.kill()
        return tally(
            database,
            practice,
            shape,
            kills=crew.kills,
            stops=crew.stops,
            faults=weather.counts,
            seconds=time.monotonic() - begun,
        )


@contextmanager
def following(practice: Practice, clock: FastClock) -> Iterator[None]:
    """Have the practice workspace's clock follow the fast one."""
    over = Event()

    def follow() -> None:
        while not over.wait(0.05):
            practice.clock.move_to(max(clock.now(), practice.clock.now() + timedelta(seconds=1)))

    thread = Thread(target=follow)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
