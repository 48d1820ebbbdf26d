"""What a soak begins with: commissions whose every member is owed a note on every day of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from importlib import resources
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.practice.contents import Json
from bot.practice.seeds import ChannelSeed, PersonSeed
from models.askers import asker_of
from models.commission import commission_of
from models.database import Database
from models.inquiries import NewInquiry, record_inquiry
from models.members import Member
from models.policy_shelf import put_on_shelf
from models.workspaces import Workspace

ZONE = ZoneInfo("America/Los_Angeles")
BEGINNING = datetime(2026, 2, 9, 12, tzinfo=ZONE)
MONDAY = date(2026, 3, 2)
"""The first day; the week has no day off."""
SPREAD = 5
"""Deadlines lie on so many different days of the week after."""
POLICY = """
id = "soak"
title = "A soak"
place = "Milpitas"
source = "A soak"

[path.inquiry]
title = "They wrote to us"
begun_by = "them"
starts = "inquiry"
order = "any"

[[step]]
id = "form"
title = "request form"
who = "staff"
due = "35 days after inquiry"
remind = [
  "1 working day", "2 working days", "3 working days", "4 working days", "5 working days",
  "6 working days", "7 working days", "8 working days", "9 working days", "10 working days",
]
source = "A soak, 1"
"""
"""Its step is told of on every working day of the two weeks before its date."""


@dataclass(frozen=True, kw_only=True)
class Shape:
    """How large a soak is."""

    commissions: int
    members: int
    """Of each commission."""
    days: int
    kills: int
    """A day, besides those that end it."""
    stops: int
    """A day: workers that are stopped past their lease and then go on."""
    workers: int

    @property
    def dates(self) -> list[date]:
        """List its days."""
        return [MONDAY + timedelta(days=number) for number in range(self.days)]

    @property
    def people(self) -> list[str]:
        """List the Slack ids of those who are owed notes."""
        return [
            person_id(commission, member)
            for commission in range(self.commissions)
            for member in range(self.members)
        ]

    @property
    def workspace_ids(self) -> list[str]:
        """List the workspaces of its commissions."""
        return [f"T{number:02}" for number in range(self.commissions)]


FULL = Shape(commissions=10, members=52, days=5, kills=21, stops=2, workers=4)
SHORT = Shape(commissions=2, members=15, days=1, kills=4, stops=0, workers=2)


def person_id(commission: int, member: int) -> str:
    """Name a person."""
    return f"U0{commission:02}M{member:03}"


def staff_id(commission: int) -> str:
    """Name the staff of a commission."""
    return f"U0{commission:02}STAFF"


def channel_id(commission: int) -> str:
    """Name the channel of a commission."""
    return f"C0{commission:02}"


def city_of(person: str) -> str:
    """Name the city that a person looks after."""
    return f"Puerto {person[2:]}"


def new_city(commission: int, day: date) -> str:
    """Name the city that writes to a commission on a day of the soak."""
    return f"Villa {commission:02} of {day:%b %d %Y}"


def nine_on(day: date) -> datetime:
    """Give the moment when the notes of a day are due."""
    return datetime.combine(day, time(9), ZONE)


def seats(shape: Shape) -> tuple[list[PersonSeed], list[ChannelSeed], Json]:
    """Give the people and channels of the practice workspace, and the app's manifest, with leave to read channels."""
    manifest = json.loads((resources.files("bot") / "manifest.json").read_text())
    manifest["oauth_config"]["scopes"]["bot"].append("channels:history")
    everyone = [*shape.people, *map(staff_id, range(shape.commissions))]
    people = [PersonSeed(each, f"Person {each[2:]}", "Member", ZONE.key) for each in everyone]
    channels = [ChannelSeed(channel_id(each), f"commission-{each}") for each in range(shape.commissions)]
    return people, channels, manifest


def set_up(database: Database, shape: Shape) -> None:
    """Set up the commissions, and a city for each member."""
    for number, workspace_id in enumerate(shape.workspace_ids):
        with database.workspace(workspace_id).transaction(BEGINNING) as session:
            workspace = Workspace(name=f"Commission {number}", zone=ZONE.key, settings={})
            session.add(workspace)
            for person in [person_id(number, member) for member in range(shape.members)]:
                _join(session, person, "member")
            _join(session, staff_id(number), "staff")
            put_on_shelf(session, POLICY.encode(), name="soak", now=BEGINNING)
            _first_cities(session, number)
            workspace.channel = channel_id(number)  # only now: those cities need no card


def _join(session: Session, slack_id: str, role: str) -> None:
    session.add(Member(slack_id=slack_id, name=f"Person {slack_id[2:]}", roles=[role], active=True))
    session.flush()


def _first_cities(session: Session, number: int) -> None:
    """Record a city for each member, whose deadline lies in the week after the soak."""
    people = session.execute(select(Member.slack_id, Member.id).where(Member.slack_id != staff_id(number)))
    for place, (slack_id, member_id) in enumerate(people.all()):
        received = BEGINNING.date() - timedelta(days=7 - place % SPREAD)
        _record(session, number, city_of(str(slack_id)), member_id, received, BEGINNING)


def cities_write(database: Database, shape: Shape, day: date, now: datetime) -> None:
    """Have one new city write to each commission, whose card is then owed to the channel."""
    for number, workspace_id in enumerate(shape.workspace_ids):
        with database.workspace(workspace_id).transaction(now) as session:
            staff = session.scalars(select(Member.id).where(Member.slack_id == staff_id(number))).one()
            _record(session, number, new_city(number, day), staff, day, now)


def _record(
    session: Session, number: int, city: str, owner_id: str, received_on: date, now: datetime
) -> None:
    new = NewInquiry(city=city, country="MX", path="soak/inquiry", received_on=received_on, owner_id=owner_id)
    record_inquiry(session, new, asker_of(session, staff_id(number)), commission_of(session), now)
