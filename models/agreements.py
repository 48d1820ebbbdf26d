"""Agreements: drafts of a memorandum of understanding, the signatures under it, and the programs that follow."""

from datetime import date

from sqlalchemy.orm import Mapped

from models.database import Id, belongs_to, index
from models.ledger import Fact


class MemorandumDraft(Fact):
    """One version of a memorandum; its paper hangs on the same act."""

    __tablename__ = "memorandum_drafts"
    __table_args__ = (index("prospect_id"),)

    id: Mapped[Id]
    prospect_id: Mapped[str] = belongs_to("prospects")
    number: Mapped[int]
    """1, 2, 3, … of each prospect."""
    dated_on: Mapped[date]
    by_whom: Mapped[str]
    """Which side wrote it, or who."""
    changes: Mapped[str]
    """What is new in it."""
    link: Mapped[str]


class Agreement(Fact):
    """What is known of the signatures; the latest standing one of a prospect counts."""

    __tablename__ = "agreements"
    __table_args__ = (index("prospect_id"),)

    id: Mapped[Id]
    prospect_id: Mapped[str] = belongs_to("prospects")
    tier: Mapped[str]
    """"sister" or "friendship"."""
    ours_on: Mapped[date | None]
    theirs_on: Mapped[date | None]
    """Each side signs on its own day; nothing until it has."""
    our_signer: Mapped[str]
    their_signer: Mapped[str]
    ends_on: Mapped[date | None]
    link: Mapped[str]


class Program(Fact):
    """A program or an exchange, to test the waters or under the agreement; the latest standing row of a number counts."""

    __tablename__ = "programs"
    __table_args__ = (index("prospect_id", "number"),)

    id: Mapped[Id]
    prospect_id: Mapped[str] = belongs_to("prospects")
    number: Mapped[int]
    """1, 2, 3, … of each prospect."""
    is_test: Mapped[bool]
    """Whether it is to test the waters."""
    title: Mapped[str]
    begins_on: Mapped[date]
    ends_on: Mapped[date | None]
    outcome: Mapped[str]
    """What came of it; empty until that is known."""
