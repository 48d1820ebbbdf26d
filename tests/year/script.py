"""What the people of the sample commission do in a year, day by day; Clerk is told at eleven."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time

from sqlalchemy import select, update

from models.commission import commission_of
from models.extensions import NewExtension, extend
from models.meeting_records import NewPosting, record_past, record_posting
from models.members import Member
from models.nudges import snooze
from models.parking import park
from models.pauses import NewReminders, change_reminders
from models.reminders import Reminder
from models.rules.calendars import MeetingStatus
from models.scheduling import cancel
from tests.models.agreement_builders import SET_EVALUATION, SIGN, signs_both
from tests.year.world import STAFF, World

CASCAIS, HAKUSAN, CUENCA, JEONJU, AVEIRO, PIURA = "Cascais", "Hakusan", "Cuenca", "Jeonju", "Aveiro", "Piura"


@dataclass(frozen=True, kw_only=True)
class Story:
    """The year as people tell it afterwards: what was done when, and who was away."""

    world: World
    done: list[tuple[str, str, date]] = field(default_factory=list)
    """City, step and day."""

    def does(self, city: str, *steps: str, by: str = STAFF, **said: object) -> None:
        """Have steps done today."""
        for step in steps:
            there = self.world.office
            there.complete(self.world.file(city), step, by=by, out_of_order=True, **said)
            self.done.append((city, step, there.today))

    def signs(self, city: str, evaluate_on: date) -> None:
        """Have it recorded that both sides signed today, and when that is evaluated."""
        there = self.world.office
        signs_both(there, self.world.file(city), there.today, by=STAFF, evaluate_on=evaluate_on)
        self.done.extend((city, step, there.today) for step in (SIGN, SET_EVALUATION))

    def writes(self, city: str, direction: str = "out", by: str = STAFF) -> None:
        """Have a letter logged."""
        self.world.office.letter(self.world.file(city), by=by, direction=direction)

    def gets(self, city: str, country: str, path: str, owner: str) -> None:
        """Have an inquiry recorded that came today."""
        there = self.world.office
        there.inquiry(city, by=STAFF, country=country, path=path, owner_id=there.member_id(owner))

    def meets(self, day: str) -> None:
        """Have it recorded that a meeting was held."""
        there, meeting_id = self.world.office, self.world.meeting(date.fromisoformat(day))
        with there.writing(STAFF) as (session, asker):
            held = MeetingStatus.HELD
            record_past(session, meeting_id, held, "", None, asker, commission_of(session), there.now)

    def posts(self, day: str) -> None:
        """Have it recorded that an agenda was posted an hour ago."""
        there, meeting_id = self.world.office, self.world.meeting(date.fromisoformat(day))
        new = NewPosting(day=there.today, at=time(10), place="City Hall", posted_by="Dana Ito")
        with there.writing(STAFF) as (session, asker):
            record_posting(session, meeting_id, new, asker, commission_of(session), there.now)

    def cancels(self, day: str) -> None:
        """Have a meeting cancelled."""
        there, meeting_id = self.world.office, self.world.meeting(date.fromisoformat(day))
        with there.writing(STAFF) as (session, asker):
            cancel(session, meeting_id, "Too few can come.", asker, commission_of(session), there.now)

    def extends(self, city: str, step: str, until: date) -> None:
        """Have a deadline put off."""
        there = self.world.office
        new = NewExtension(
            prospect_id=self.world.file(city),
            step_id=step,
            on=until,
            agreed_by="The City Manager",
            reason="The tax office is late.",
        )
        with there.writing(STAFF) as (session, asker):
            extend(session, new, asker, commission_of(session), there.now)

    def parks(self, city: str) -> None:
        """Have a silence parked."""
        there = self.world.office
        with there.writing(STAFF) as (session, asker):
            park(
                session,
                self.world.file(city),
                parked=True,
                reason="They have elections.",
                asker=asker,
                commission=commission_of(session),
                now=there.now,
            )

    def pauses(self, who: str, until: date, backup: str) -> None:
        """Have somebody away until a day."""
        there = self.world.office
        new = NewReminders(
            member_id=there.member_id(who),
            rhythm="daily",
            hour=9,
            until=until,
            backup_id=there.member_id(backup),
        )
        with there.writing(who) as (session, asker):
            change_reminders(session, new, asker, commission_of(session), there.now)

    def snoozes(self, who: str) -> None:
        """Have somebody put off until tomorrow what they were told last."""
        there = self.world.office
        with there.writing(who) as (session, asker):
            mine = select(Reminder.id).where(Reminder.recipient == asker.member_id, Reminder.state == "sent")
            last = session.scalars(mine.order_by(Reminder.at.desc(), Reminder.id.desc())).first()
            snooze(session, last or "", "tomorrow", asker, there.now)

    def moves_east(self, who: str) -> None:
        """Have somebody live in New York."""
        with self.world.workspace.transaction(self.world.office.now) as session:
            session.execute(update(Member).where(Member.slack_id == who).values(zone="America/New_York"))


EAST = "U0RAMAN"
AWAY = ("U0OKAFOR", date(2027, 1, 11), date(2027, 1, 25))
"""Who was away, from the day after they said so, until when."""
SCRIPT: Mapping[str, tuple[Callable[[Story], None], ...]] = {
    "2026-11-23": (lambda they: they.moves_east(EAST),),
    "2026-11-24": (
        lambda they: they.does(CASCAIS, "reply"),
        lambda they: they.writes(CASCAIS),
    ),
    "2026-11-30": (
        lambda they: they.does(HAKUSAN, "reply"),
        lambda they: they.writes(HAKUSAN),
    ),
    "2026-12-01": (lambda they: they.does(JEONJU, "file"),),
    "2026-12-02": (lambda they: they.gets(PIURA, "PE", "sci-guide/partnership", "U0TRAN"),),
    "2026-12-07": (lambda they: they.writes(CUENCA, by="U0OKAFOR"),),
    "2026-12-10": (lambda they: they.extends(JEONJU, "tax-status", date(2027, 3, 1)),),
    "2026-12-14": (lambda they: they.posts("2026-12-17"),),
    "2026-12-18": (lambda they: they.meets("2026-12-17"),),
    "2027-01-06": (lambda they: they.writes(HAKUSAN, "in"),),
    "2027-01-08": (lambda they: they.pauses("U0OKAFOR", date(2027, 1, 25), "U0HERRERA"),),
    "2027-01-12": (lambda they: they.writes(HAKUSAN),),
    "2027-01-20": (
        lambda they: they.does(PIURA, "plan", "research", "contacts", "introduce", by="U0TRAN"),
        lambda they: they.does(PIURA, "agreement", "approve", by="U0TRAN"),
        lambda they: they.signs(PIURA, date(2027, 9, 15)),
    ),
    "2027-01-29": (
        lambda they: they.meets("2027-01-28"),
        lambda they: they.does(HAKUSAN, "discuss"),
    ),
    "2027-02-03": (lambda they: they.writes(CUENCA, "in", by="U0OKAFOR"),),
    "2027-02-10": (
        lambda they: they.does(CASCAIS, "discuss"),
        lambda they: they.gets(AVEIRO, "PT", "milpitas/inquiry", "U0SINGH"),
    ),
    "2027-02-22": (
        lambda they: they.posts("2027-02-25"),
        lambda they: they.snoozes("U0SINGH"),
    ),
    "2027-02-23": (lambda they: they.cancels("2027-02-25"),),
    "2027-02-25": (lambda they: they.does(AVEIRO, "reply", by="U0SINGH"),),
    "2027-03-01": (lambda they: they.writes(HAKUSAN),),
    "2027-03-10": (lambda they: they.does(JEONJU, "tax-status"),),
    "2027-03-22": (lambda they: they.posts("2027-03-25"),),
    "2027-03-26": (lambda they: they.meets("2027-03-25"),),
    "2027-04-19": (
        lambda they: they.writes(HAKUSAN),
        lambda they: they.posts("2027-04-22"),
    ),
    "2027-04-23": (lambda they: they.meets("2027-04-22"),),
    "2027-05-24": (lambda they: they.posts("2027-05-27"),),
    "2027-05-28": (lambda they: they.meets("2027-05-27"),),
    "2027-06-07": (lambda they: they.parks(HAKUSAN),),
    "2027-06-21": (lambda they: they.posts("2027-06-24"),),
    "2027-06-24": (lambda they: they.does(AVEIRO, "discuss", by="U0SINGH"),),
    "2027-06-25": (lambda they: they.meets("2027-06-24"),),
    "2027-09-20": (
        lambda they: they.does(PIURA, "evaluate", by="U0TRAN"),
        lambda they: they.posts("2027-09-23"),
    ),
    "2027-09-24": (lambda they: they.meets("2027-09-23"),),
    "2027-10-25": (lambda they: they.posts("2027-10-28"),),
    "2027-10-29": (lambda they: they.meets("2027-10-28"),),
}
