"""Candidates: the cities that a search looks at, until some are picked and become prospects of their own."""

from sqlalchemy.orm import Mapped

from models.database import Id, belongs_to, index
from models.ledger import Fact


class Candidate(Fact):
    """A city on the list of a search."""

    __tablename__ = "candidates"
    __table_args__ = (index("search_id"),)

    id: Mapped[Id]
    search_id: Mapped[str] = belongs_to("prospects")
    """The search, which is a prospect without a city."""
    name: Mapped[str]
    country: Mapped[str]
    """Two capital letters of ISO 3166."""
    found_through: Mapped[str]
    """Who named it: "Sister Cities International's list"."""
    why: Mapped[str]


class Choice(Fact):
    """A candidate was picked, dropped or put back on the list; the latest standing one counts."""

    __tablename__ = "choices"
    __table_args__ = (index("candidate_id"),)

    id: Mapped[Id]
    candidate_id: Mapped[str] = belongs_to("candidates")
    state: Mapped[str]
    """"picked", "dropped" or "listed"."""
    reason: Mapped[str]
    became_id: Mapped[str | None] = belongs_to("prospects")
    """The prospect that a picked one became."""
