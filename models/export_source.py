"""What a list is taken out of: the record of a workspace, of one city or year of it, as it stands now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.commission import Commission
from models.finding import prospect_by_id
from models.ledger import Act, standing
from models.progress import progress_of
from models.prospects import Prospect
from models.rules.exports import Row, Scope
from models.rules.progress import Progress
from models.samples import sample_files


@dataclass(frozen=True, kw_only=True)
class Source:
    """The record, read for a list: without the sample. A city that is unknown here is NotFound."""

    session: Session
    commission: Commission
    scope: Scope
    now: datetime

    @property
    def zone(self) -> ZoneInfo:
        """The commission's zone, in which every moment is written."""
        return self.commission.zone

    @property
    def today(self) -> date:
        """The day it is there."""
        return self.commission.today(self.now)

    def day_of(self, at: datetime | None) -> date | None:
        """Give the day of a moment there."""
        return at.astimezone(self.zone).date() if at else None

    @cached_property
    def prospects(self) -> list[Prospect]:
        """The files, by number."""
        if self.scope.prospect_id:
            return [prospect_by_id(self.session, self.scope.prospect_id)]
        wanted = select(Prospect).where(standing(Prospect), Prospect.id.not_in(self.samples))
        return list(self.session.scalars(wanted.order_by(Prospect.number)))

    @cached_property
    def samples(self) -> frozenset[str]:
        """The ids of the sample's files, which are no part of the record; asked for by name, one is a list of its own."""
        found = frozenset(each.id for each in sample_files(self.session))
        return found - {self.scope.prospect_id}

    @cached_property
    def progress(self) -> dict[str, Progress]:
        """How far each has come, by its id."""
        found = progress_of(self.session, self.prospects, self.commission, self.today)
        return {each.prospect_id: each for each in found}

    def city(self, prospect_id: str | None) -> Row:
        """Give number, name and country of a file; empty cells where there is none."""
        found = self.progress.get(prospect_id or "")
        return (found.number, found.name, found.country) if found else (None, "", "")

    @cached_property
    def acts(self) -> dict[int, Act]:
        """Every act, by its number."""
        return {act.id: act for act in self.session.scalars(select(Act))}
