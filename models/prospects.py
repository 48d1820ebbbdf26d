"""Prospects: the cities that may become partners, and the facts that say how far each has come."""

from datetime import date

from sqlalchemy.orm import Mapped

from models.columns import Details
from models.database import Id, belongs_to, index, unique
from models.ledger import Fact


class Prospect(Fact):
    """One case: a city, or the search for one, on a path of one version of a policy."""

    __tablename__ = "prospects"
    __table_args__ = (unique("number"), index("city_id"))

    id: Mapped[Id]
    number: Mapped[int]
    """The case number that people say: 1, 2, 3, … in each workspace."""
    city_id: Mapped[str | None] = belongs_to("cities")
    """Nothing while a search has found no city. May be filled in."""
    title: Mapped[str]
    policy_version_id: Mapped[str] = belongs_to("policy_versions")
    path: Mapped[str]
    tier: Mapped[str | None]
    follows: Mapped[str | None] = belongs_to("prospects")
    """An earlier, closed prospect of the same city."""
    interests: Mapped[list[str] | None]
    """As they were corrected; None while they are what the inquiries say. May change, as the title may."""


class Inquiry(Fact):
    """A city asked, or was asked; the earliest one counts."""

    __tablename__ = "inquiries"
    __table_args__ = (index("prospect_id", "received_on"),)

    id: Mapped[Id]
    prospect_id: Mapped[str] = belongs_to("prospects")
    received_on: Mapped[date]
    medium: Mapped[str]
    """"e-mail", "letter", "visit"."""
    notes: Mapped[str]
    interests: Mapped[list[str]]


class Assignment(Fact):
    """Who looks after a prospect, or after one step of it; the latest standing one counts."""

    __tablename__ = "assignments"
    __table_args__ = (index("prospect_id"), index("owner_id"))

    id: Mapped[Id]
    prospect_id: Mapped[str] = belongs_to("prospects")
    owner_id: Mapped[str] = belongs_to("members")
    step_id: Mapped[str | None]


class Closing(Fact):
    """A prospect was closed or opened again; the latest standing one counts."""

    __tablename__ = "closings"
    __table_args__ = (index("prospect_id"),)

    id: Mapped[Id]
    prospect_id: Mapped[str] = belongs_to("prospects")
    closed: Mapped[bool]
    on: Mapped[date]
    reason: Mapped[str]


class Parking(Fact):
    """Their silence was set aside, or is minded again; the latest standing one counts, until a later letter."""

    __tablename__ = "parkings"
    __table_args__ = (index("prospect_id"),)

    id: Mapped[Id]
    prospect_id: Mapped[str] = belongs_to("prospects")
    parked: Mapped[bool]
    reason: Mapped[str]


class Extension(Fact):
    """The deadline of a step was put off by agreement; the latest standing one counts, and the old date stays visible."""

    __tablename__ = "extensions"
    __table_args__ = (index("prospect_id", "step_id"),)

    id: Mapped[Id]
    prospect_id: Mapped[str] = belongs_to("prospects")
    step_id: Mapped[str]
    was: Mapped[date]
    """The deadline before, as it was counted then."""
    on: Mapped[date]
    agreed_by: Mapped[str]
    """Who agreed: "the City Council", a name."""
    reason: Mapped[str]


class StepEntry(Fact):
    """A step was done, waived, found not applicable, handed in or opened again; the latest standing one counts."""

    __tablename__ = "step_entries"
    __table_args__ = (index("prospect_id", "step_id"),)

    id: Mapped[Id]
    prospect_id: Mapped[str] = belongs_to("prospects")
    step_id: Mapped[str]
    state: Mapped[str]
    """As in `models.rules.steps.State`; "reopened" where it is open again."""
    done_on: Mapped[date]
    reason: Mapped[str]
    evidence: Mapped[Details]
    """By the name of the evidence: the id of a letter or paper, or a note; and the outcome, where there are several."""
    numbers: Mapped[Details]
    """By the name the policy gives it: an amount or a count that the step asks for."""


class Answer(Fact):
    """A yes or no to a question that decides whether steps apply; the latest standing one counts."""

    __tablename__ = "answers"
    __table_args__ = (index("prospect_id", "question"),)

    id: Mapped[Id]
    prospect_id: Mapped[str] = belongs_to("prospects")
    question: Mapped[str]
    answer: Mapped[bool]


class RecordedDate(Fact):
    """A date that deadlines count from; the latest standing one of a name counts."""

    __tablename__ = "recorded_dates"
    __table_args__ = (index("prospect_id", "name"),)

    id: Mapped[Id]
    prospect_id: Mapped[str] = belongs_to("prospects")
    name: Mapped[str]
    """As in the policy: "inquiry", "signed"."""
    on: Mapped[date]


class Pledge(Fact):
    """Support that somebody promised to a prospect, in money or in kind."""

    __tablename__ = "pledges"
    __table_args__ = (index("prospect_id"),)

    id: Mapped[Id]
    prospect_id: Mapped[str] = belongs_to("prospects")
    pledged_by: Mapped[str]
    what: Mapped[str]
    cents: Mapped[int | None]
    """US cents; nothing for support in kind."""
    pledged_on: Mapped[date]
