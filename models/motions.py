"""Motions: what was moved at a meeting, each vote cast on it, and how it ended. Popolo's Motion, VoteEvent and Vote."""

from datetime import date, datetime

from sqlalchemy.orm import Mapped

from models.columns import Details
from models.database import Id, belongs_to, index, unique
from models.ledger import Fact


class Motion(Fact):
    """A motion. The vote on it opens with it, and keeps the seats and the rule that it opened with."""

    __tablename__ = "motions"
    __table_args__ = (unique("meeting_id", "number"), index("prospect_id"))

    id: Mapped[Id]
    meeting_id: Mapped[str] = belongs_to("meetings")
    number: Mapped[int]
    """1, 2, 3, … at each meeting."""
    item: Mapped[str]
    """The agenda item."""
    kind: Mapped[str]
    """As in `models.rules.motions.MotionKind`."""
    text: Mapped[str]
    mover_id: Mapped[str] = belongs_to("members")
    mover: Mapped[str]
    """The name, as the minutes will always show it."""
    seconder_id: Mapped[str | None] = belongs_to("members")
    seconder: Mapped[str]
    prospect_id: Mapped[str | None] = belongs_to("prospects")
    step_id: Mapped[str | None]
    rule: Mapped[Details]
    """A `models.rules.counting.VotingRule`."""
    rule_reason: Mapped[str]
    """Why another rule than the step's or the body's."""
    seating: Mapped[Details]
    """A `models.rules.bodies.Seating`: who held which seat when the vote opened."""
    findings: Mapped[Details]
    """Of a motion to add an item: the two findings."""
    adopts: Mapped[str | None] = belongs_to("meetings")
    """The meeting whose minutes it adopts."""


class Ballot(Fact):
    """One vote cast. All are kept; of one member the latest by `at` counts."""

    __tablename__ = "ballots"
    __table_args__ = (index("motion_id"),)

    id: Mapped[Id]
    motion_id: Mapped[str] = belongs_to("motions")
    member_id: Mapped[str] = belongs_to("members")
    option: Mapped[str]
    """As in `models.rules.counting.VoteOption`."""
    at: Mapped[datetime]
    """When it was cast: of a press, Slack's own time of it."""
    how: Mapped[str]
    """"pressed", "spoken" (entered by staff or the chair) or "corrected"."""
    reason: Mapped[str]
    """Of a recusal or a correction."""


class MotionEnding(Fact):
    """How a motion ended; the latest standing one counts, and the earlier ones stay in the record."""

    __tablename__ = "motion_endings"
    __table_args__ = (index("motion_id"),)

    id: Mapped[Id]
    motion_id: Mapped[str] = belongs_to("motions")
    outcome: Mapped[str]
    """As in `models.rules.counting.Outcome`."""
    tally: Mapped[Details]
    """A `models.rules.counting.Tally`; empty where no vote was counted."""
    votes: Mapped[list[Details]]
    """The roll call as it was counted, in the order of seats."""
    until: Mapped[date | None]
    """Of a postponed motion."""
    referred_to: Mapped[str]
    reason: Mapped[str]
    ended_at: Mapped[datetime]
    corrects: Mapped[bool]
    """Whether it corrects an earlier ending."""
