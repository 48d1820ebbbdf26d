"""Home: what needs the person who opens it, and the cities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from handlers.desk import Desk
from handlers.grammar import RIGHT_OF
from handlers.views.health import health_line
from handlers.views.home import home, stranger_home, to_decide
from handlers.views.kit import titled
from handlers.views.meetings import next_on_home
from models.criteria import files_with_notes
from models.finding import page_by_due
from models.health import health_of
from models.meetings import Meeting
from models.outlook import card_of
from models.progress import progress_of
from models.rules.calendars import MeetingStatus
from models.rules.criteria import LEAST
from models.rules.permissions import Right
from models.rules.progress import Progress
from models.rules.steps import Standing
from models.sessions import next_meeting
from models.undecided import Undecided, undecided

SHOWN = 5
USUAL = ("inquiry", "log", "next", "done", "meeting", "vote", "roster", "minutes", "compare")
"""The verbs that Home offers to whoever may use them."""


def home_for(desk: Desk) -> View:
    """Draw the Home of the asker."""
    if not desk.asker.roles:
        return stranger_home(desk.commission.name)
    mine, _ = page_by_due(desk.session, offset=0, size=SHOWN, owner_id=desk.asker.member_id)
    cities, total = page_by_due(desk.session, offset=0, size=SHOWN)
    following, long_past = next_meeting(desk.session, desk.now), _undecided(desk)
    decided = [each.prospect for each in long_past[:SHOWN]]
    rows = list({row.id: row for row in (*mine, *cities, *decided)}.values())
    drawn = progress_of(desk.session, rows, desk.commission, desk.today)
    known = {each.prospect_id: each for each in drawn}
    return home(
        desk.asker.name,
        [known[row.id] for row in mine],
        [known[row.id] for row in cities],
        desk.today,
        total=total,
        deciding=to_decide(_lines(long_past, known), desk.today, total=len(long_past)),
        verbs=[verb for verb in _usual(desk, following) if desk.asker.may(RIGHT_OF[verb])],
        meeting=_meeting(desk, following) if following else (),
        health=_health(desk),
    )


def _undecided(desk: Desk) -> list[Undecided]:
    """List what was brought before the chair or staff and is open still."""
    asker = desk.asker
    return undecided(desk.session, asker.member_id) if asker.member_id and asker.may(Right.EXTEND) else []


def _lines(
    long_past: Sequence[Undecided], known: Mapping[str, Progress]
) -> list[tuple[Progress, Standing, date]]:
    """Give the file, the step and the day of the first few deadlines."""
    found = [(known[each.prospect.id], each) for each in long_past[:SHOWN]]
    return [
        (progress, standing, each.on)
        for progress, each in found
        if (standing := progress.standing(each.step_id))
    ]


def _usual(desk: Desk, following: Meeting | None) -> list[str]:
    """List the verbs that Home offers: a vote is called at a meeting in session, and notes on two cities can be compared."""
    fits = {
        "vote": following is not None and following.status == MeetingStatus.IN_SESSION,
        "compare": len(files_with_notes(desk.session, desk.asker, desk.commission)) >= LEAST,
    }
    return [verb for verb in USUAL if fits.get(verb, True)]


def _meeting(desk: Desk, row: Meeting) -> list[Block]:
    card = card_of(desk.session, row, desk.asker, desk.commission, desk.now)
    return next_on_home(card, desk.now, desk.today, officer=desk.asker.may(Right.PRESIDE))


def _health(desk: Desk) -> list[Block]:
    """Show how Clerk is doing to those who keep it going."""
    if not desk.asker.may(Right.ROSTER_EDIT):
        return []
    return [titled("How Clerk is doing"), health_line(health_of(desk.session, desk.now))]
