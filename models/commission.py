"""The commission that a workspace serves: its name, zone, channel, days off and clocks, as one value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import holidays
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.refusals import NotSetUp
from models.rules.digests import USUAL_HOUR, WORKDAYS, DigestPlan, When
from models.workspaces import Workspace

THEIR_SILENCE_DAYS = 45
"""Days after a letter of ours until an answer is asked about, unless the commission says otherwise."""
FIRST_RUN, SECOND_ADMIN = "first_run", "second_admin"
"""The group of a workspace's settings that belongs to its first days, and the second administrator in it."""
YEARS_AROUND = 12
"""Days off are known for so many years either side of the current one."""


@dataclass(frozen=True, kw_only=True)
class Commission:
    """The commission that a workspace serves."""

    name: str
    body_title: str
    is_public: bool
    """Whether open-meeting law applies."""
    zone: ZoneInfo
    channel: str | None
    federal_days_off: bool
    state: str | None
    """The two letters of the state whose days off count too."""
    extra_days_off: frozenset[date]
    their_silence_days: int
    digest: DigestPlan
    second_admin: str | None
    """The Slack id of who else can be asked to look after Clerk."""

    def today(self, now: datetime) -> date:
        """Give the calendar date in the commission's zone."""
        return now.astimezone(self.zone).date()

    def days_off(self, around: date, since: date | None = None) -> frozenset[date]:
        """List the days off, weekends apart, for twelve years either side of `around`, or from an earlier `since`."""
        first = min(around.year - YEARS_AROUND, (since or around).year)
        years = range(first, around.year + YEARS_AROUND + 1)
        return self.extra_days_off | _public_days_off(tuple(years), self.state, federal=self.federal_days_off)


@lru_cache(maxsize=8)
def _public_days_off(years: Iterable[int], state: str | None, *, federal: bool) -> frozenset[date]:
    days = set(holidays.country_holidays("US", years=years)) if federal else set()
    if state:
        of_state = set(holidays.country_holidays("US", subdiv=state, years=years))
        days |= of_state if federal else of_state - set(holidays.country_holidays("US", years=years))
    return frozenset(days)


def commission_of(session: Session) -> Commission:
    """Give the workspace's commission; NotSetUp where there is none yet."""
    workspace = session.scalars(select(Workspace)).one_or_none()
    if workspace is None:
        raise NotSetUp
    days_off = workspace.settings.get("days_off", {})
    return Commission(
        name=workspace.name,
        body_title=workspace.body_title or workspace.name,
        is_public=workspace.body_kind != "nonprofit",
        zone=ZoneInfo(workspace.zone),
        channel=workspace.channel,
        federal_days_off=bool(days_off.get("federal", True)),
        state=days_off.get("state"),
        extra_days_off=frozenset(date.fromisoformat(day) for day in days_off.get("extra", ())),
        their_silence_days=int(
            workspace.settings.get("clocks", {}).get("their_silence_days", THEIR_SILENCE_DAYS)
        ),
        digest=_digest(workspace.settings.get("digest", {})),
        second_admin=workspace.settings.get(FIRST_RUN, {}).get(SECOND_ADMIN),
    )


def _digest(said: Mapping[str, Any]) -> DigestPlan:
    return DigestPlan(
        when=When(said.get("when", When.OFF)),
        weekday=WORKDAYS.index(said.get("weekday", WORKDAYS[0])),
        hour=int(said.get("hour", USUAL_HOUR)),
        by=said.get("by", ""),
        since=datetime.fromisoformat(said["since"]) if said.get("since") else None,
    )
