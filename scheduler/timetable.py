"""The timetable: which job runs when. It keeps no state; rows in the database decide what there is to do."""

from __future__ import annotations

import logging
import threading
import time
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.background import BackgroundScheduler  # type: ignore[import-untyped]  # it has no types
from apscheduler.triggers.base import BaseTrigger  # type: ignore[import-untyped]  # as above

from models.clock import Now, system_now
from models.database import Database
from models.requests import forget_old
from scheduler.outbox import Sender
from scheduler.people import look_at_roster
from scheduler.reminders import plan_reminders
from scheduler.watch import LOOK_EVERY, look_at_parked

SEND_SECONDS = 5
WATCH_SECONDS = 1
PLAN_EVERY = timedelta(minutes=1)
FORGET_EVERY = timedelta(hours=1)
STEP = timedelta(seconds=3)
"""A clock that moves so far apart from the seconds that passed was set, by hand or in practice."""

logger = logging.getLogger(__name__)


class Tick(BaseTrigger):  # type: ignore[misc]  # APScheduler has no types
    """Fires again an interval from now, whatever became of earlier times."""

    def __init__(self, interval: timedelta) -> None:
        """Take the time from one turn to the next."""
        self.interval = interval

    def get_next_fire_time(self, _previous: datetime | None, now: datetime) -> datetime:
        """Say when to fire next."""
        return now + self.interval


@dataclass(frozen=True, kw_only=True)
class Job:
    """Something that is done now and then. It finds out by itself whether there is anything to do."""

    name: str
    """As the log says it."""
    run: Callable[[datetime], None]
    """Takes the moment, by Clerk's clock."""
    every: timedelta


class Timetable:
    """The running jobs of one process: the outbox every five seconds, when waked, and when a row falls due; and the others."""

    def __init__(self, database: Database, sender: Sender, now: Now, jobs: Iterable[Job] = ()) -> None:
        """Take what the jobs work with; `now` may be a movable clock, and `jobs` are done besides the usual ones."""
        self._database = database
        self._sender = sender
        self._now = now
        self._stopping = threading.Event()
        self._sending = threading.Thread(target=self._keep_sending, name="outbox")
        self._watching = threading.Thread(target=self._watch, name="watch")
        self._scheduler = BackgroundScheduler(timezone=UTC)
        usual = (
            Job(name="plan", run=self._plan, every=PLAN_EVERY),
            Job(name="forget", run=self._forget, every=FORGET_EVERY),
            Job(name="parked", run=self._look_at_parked, every=LOOK_EVERY),
            Job(name="people", run=self._look_at_roster, every=PLAN_EVERY),
        )
        for job in (*usual, *jobs):
            self._scheduler.add_job(
                self._do,
                Tick(job.every),
                args=(job,),
                next_run_time=system_now(),
                misfire_grace_time=None,
                coalesce=True,
                max_instances=2,  # one may be at work when the clock is set
            )

    def start(self) -> None:
        """Start every job at once."""
        self._scheduler.start()
        self._sending.start()
        self._watching.start()

    def stop(self) -> None:
        """Stop; the message that is being sent is sent to its end, and no other."""
        self._stopping.set()
        self._sender.wake()
        self._watching.join()
        self._scheduler.shutdown()
        self._sending.join()

    def is_healthy(self) -> bool:
        """Tell whether every job still gets its turn."""
        at_work = bool(self._scheduler.running) and self._sending.is_alive() and self._watching.is_alive()
        return at_work and not self._stopping.is_set()

    def _keep_sending(self) -> None:
        pause: float = SEND_SECONDS
        while not self._stopping.is_set():
            self._sender.waked.wait(max(pause, 0))
            self._sender.waked.clear()
            pause = SEND_SECONDS
            try:
                looked = self._now()
                while self._sender.send_due() and not self._stopping.is_set():
                    looked = self._now()
                pause = self._sender.pause(SEND_SECONDS, looked)
            except Exception as error:  # noqa: BLE001 - it must go on when the database is back
                logger.warning("The outbox cannot be read now: %s", type(error).__name__)

    def _do(self, job: Job) -> None:
        """Do a job; one that fails is logged, without the message, which may quote a letter, and done again next time."""
        try:
            job.run(self._now())
        except Exception as error:  # noqa: BLE001 - a job's next turn must come
            where = "".join(traceback.format_tb(error.__traceback__))
            logger.error("The job %s failed: %s\n%s", job.name, type(error).__name__, where)  # noqa: TRY400 - as above

    def _plan(self, now: datetime) -> None:
        """Plan, but not by a clock that is wrong: what a wrong day has missed would be lost."""
        if not self._sender.is_held():
            plan_reminders(self._database, now)
            self._sender.wake()

    def _look_at_parked(self, now: datetime) -> None:
        if look_at_parked(self._database, self._sender.client, now, self._sender.only):
            self._sender.wake()

    def _look_at_roster(self, now: datetime) -> None:
        look_at_roster(self._database, self._sender.client, now, self._sender.only)
        self._sender.wake()

    def _forget(self, now: datetime) -> None:
        with self._database.all_workspaces(now) as session:
            forget_old(session, now)

    def _watch(self) -> None:
        """Run every job again when the clock was set: the scheduler would sleep until the old clock's time."""
        before = self._clock_ahead()
        while not self._stopping.wait(WATCH_SECONDS):
            ahead = self._clock_ahead()
            if abs(ahead - before) > STEP:
                logger.info("The clock was set by %s; every job runs now.", ahead - before)
                for job in self._scheduler.get_jobs():
                    job.modify(next_run_time=system_now())
                self._sender.wake()
            before = ahead

    def _clock_ahead(self) -> datetime:
        return self._now() - timedelta(seconds=time.monotonic())


def start_timetable(sender: Sender, database: Database, now: Now, jobs: Iterable[Job] = ()) -> Timetable:
    """Start the jobs of a process; the caller stops them."""
    timetable = Timetable(database, sender, now, jobs)
    timetable.start()
    return timetable
