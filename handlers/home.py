"""Home: what a person's page holds, read in one go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View
from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.desk import Desk
from handlers.home_meetings import gathering_of
from handlers.strangers import public_list
from handlers.views.first_run import checklist_blocks
from handlers.views.health import health_line
from handlers.views.home import NeededBy, Page, home, stranger_home
from handlers.views.home_decisions import ToDecide, long_past, to_decide
from handlers.views.home_keeping import ClockSeen, clocks, gaps
from handlers.views.kit import actions, titled
from handlers.views.usage import verb_button
from models.askers import asker_of, first_staff
from models.clocks import Clock, Counts, first_clocks, undated
from models.criteria import files_with_notes
from models.finding import page_by_due
from models.first_run import checklist
from models.health import health_of
from models.homes import may_show_record
from models.ledger import standing
from models.members import Member
from models.needs import Need, behalf_of, needs_of
from models.progress import progress_of
from models.prospects import Prospect
from models.readers import Reader
from models.roster_matters import files_without_owner
from models.rules.criteria import LEAST
from models.rules.permissions import Right, Role
from models.rules.progress import Progress
from models.rules.steps import Standing
from models.undecided import Undecided, undecided

SHOWN = 5
SHOWN_AT_FIRST = 3
"""So many needs leave room for the list of first steps."""
TO_SPARE = 3
"""So many more needs are read as there may be files among them of which nothing is left to do."""
CLOCKS = 8
USUAL = ("inquiry", "log", "next", "done")
KEEPERS = ("roster", "settings", "export")
"""The verbs that Home offers to those who keep Clerk."""


@dataclass(frozen=True, kw_only=True)
class _Found:
    """What was found for one Home, before the files it names are read."""

    needs: list[Need]
    behalf: Mapping[str, str]
    cities: list[Prospect]
    """As many as are shown, and as many more as may be shown as needs."""
    open_files: int
    past: list[Undecided]
    clocks: list[Clock]
    more_clocks: int
    undated: list[str]

    @property
    def files(self) -> set[str]:
        """The files that are drawn, by their ids."""
        asked = (need.prospect_id for need in self.needs[: SHOWN + TO_SPARE])
        dated = (clock.prospect_id for clock in self.clocks)
        listed = (row.id for row in self.cities)
        return {*asked, *dated, *listed, *self.undated, *(each.prospect.id for each in self.past[:SHOWN])}


def home_of(session: Session, slack_id: str, now: datetime) -> View | None:
    """Draw the Home of a Slack user; None for a stranger, whose Home holds the public list until they draw it again.

    From whoever left the roster what it held is taken.
    """
    desk = Desk(session=session, asker=asker_of(session, slack_id), now=now)
    if desk.asker.roles:
        return home_for(desk)
    return for_guests(desk) if may_show_record(session, slack_id) else None


def home_for(desk: Desk) -> View:
    """Draw the Home of somebody on the roster."""
    steps = checklist_blocks(checklist(desk.session, desk.asker))
    keeps = _keeps(desk)
    found = _found(desk, keeps=keeps and not steps)
    known = _drawn(desk, found.files)
    gathering = gathering_of(desk)
    read = found.needs[: SHOWN + TO_SPARE]
    needs = [each for need in read if (each := _needed(desk, need, found, known))]
    shown = SHOWN_AT_FIRST if steps else SHOWN
    decide = [*gathering.at_once, *_long_past(desk, found, known), *gathering.later]
    page = Page(
        name=desk.asker.name,
        today=desk.today,
        as_of=_local(desk),
        first=[*steps, *to_decide(decide, more=len(found.past[SHOWN:]))],
        votes=gathering.votes,
        needs=needs[:shown],
        needs_left=len(needs[shown:]) + len(found.needs[SHOWN + TO_SPARE :]),
        meeting=gathering.blocks,
        verbs=[verb for verb in USUAL if verb != "done" or desk.asker.may(Right.DONE)],
        cities=_others(found, known, needs[:shown]),
        cities_open=found.open_files,
        about_cities=_about_cities(desk),
        keeping=_keeping(desk, found, known, keeps=keeps, starts=bool(steps)),
        ask=_whom_to_ask(desk),
    )
    return home(page)


def for_strangers(desk: Desk) -> View:
    """Draw the Home of somebody of the workspace who is not on the roster."""
    if desk.asker.is_outside:
        return for_guests(desk)
    at = desk.now.astimezone(desk.commission.zone)
    return stranger_home(desk.commission.name, at, public=public_list(desk).text)


def for_guests(desk: Desk) -> View:
    """Draw the Home of a guest: they are told what Clerk is, and shown nothing of the record."""
    return stranger_home(desk.commission.name, desk.now.astimezone(desk.commission.zone))


def _found(desk: Desk, *, keeps: bool) -> _Found:
    session, member_id = desk.session, desk.asker.member_id or ""
    behalf = behalf_of(session, member_id, desk.today)
    cities, total = page_by_due(session, offset=0, size=2 * SHOWN)
    dates, all_dates = first_clocks(session, CLOCKS, desk.today) if keeps else ([], 0)
    return _Found(
        needs=needs_of(session, list(behalf), desk.today),
        behalf=behalf,
        cities=cities,
        open_files=total,
        past=undecided(session, member_id) if desk.asker.may(Right.EXTEND) else [],
        clocks=dates,
        more_clocks=all_dates - len(dates),
        undated=undated(session, SHOWN + TO_SPARE) if keeps else [],
    )


def _drawn(desk: Desk, ids: set[str]) -> dict[str, Progress]:
    wanted = select(Prospect).where(Prospect.id.in_(ids), standing(Prospect))
    rows = list(desk.session.scalars(wanted))
    return {each.prospect_id: each for each in progress_of(desk.session, rows, desk.commission, desk.today)}


def _long_past(desk: Desk, found: _Found, known: Mapping[str, Progress]) -> list[ToDecide]:
    """Say which deadlines were brought before the asker, the oldest first."""
    files = [(known[each.prospect.id], each) for each in found.past[:SHOWN]]
    return [
        long_past(progress, step, each.on, desk.today)
        for progress, each in files
        if (step := progress.standing(each.step_id))
    ]


def _needed(desk: Desk, need: Need, found: _Found, known: Mapping[str, Progress]) -> NeededBy | None:
    """Give a file that needs the asker; None for one that was not read, or of which nothing is left to do."""
    progress = known.get(need.prospect_id)
    if progress is None:
        return None
    step = _asked_for(progress, need.on)
    if step is None and progress.answer_by is None:
        return None
    owns = progress.owner_id == desk.asker.member_id
    return NeededBy(
        progress=progress,
        step=step,
        on_behalf=found.behalf.get(progress.owner_id or "", ""),
        may_complete=desk.asker.may(Right.DONE, owns_step=owns),
    )


def _others(found: _Found, known: Mapping[str, Progress], needs: Sequence[NeededBy]) -> list[Progress]:
    """Give the first cities that are not said already to need the asker."""
    said = {need.progress.prospect_id for need in needs}
    return [known[row.id] for row in found.cities if row.id not in said][:SHOWN]


def _asked_for(progress: Progress, on: date | None) -> Standing | None:
    """Give the step that is due on a day; else the first that can be done, unless an answer was to come that day."""
    dated = (each for each in progress.standings if each.is_open and on in _days(each))
    found = next(dated, None) if on else None
    if found or (on is not None and on == progress.answer_by):
        return found
    return next(iter(progress.now), None)


def _days(step: Standing) -> set[date | None]:
    return {due.on for due in (step.due, step.goal) if due}


def _local(desk: Desk) -> datetime:
    member = desk.session.scalars(select(Member).where(Member.id == desk.asker.member_id)).one()
    return desk.now.astimezone(Reader(member=member, commission=desk.commission, now=desk.now).zone)


def _about_cities(desk: Desk) -> list[str]:
    """List the verbs below the cities; notes on two of them can be compared."""
    can_compare = len(files_with_notes(desk.session, desk.asker, desk.commission)) >= LEAST
    return ["list", "due", *(["compare"] if can_compare else [])]


def _keeps(desk: Desk) -> bool:
    """Tell whether somebody looks after all that is recorded: staff, and the chair where there is no staff."""
    if not desk.asker.may(Right.ROSTER_EDIT):
        return False
    return Role.STAFF in desk.asker.roles or first_staff(desk.session) is None


def _keeping(
    desk: Desk, found: _Found, known: Mapping[str, Progress], *, keeps: bool, starts: bool
) -> list[Block]:
    """Show those who keep Clerk the dates, the gaps and the settings, and how Clerk is doing to the chair as well.

    While the first steps are shown there are no dates and gaps yet that matter.
    """
    if not desk.asker.may(Right.ROSTER_EDIT):
        return []
    health = health_of(desk.session, desk.now)
    row = actions(*[verb_button(verb) for verb in KEEPERS])
    doing = titled("How Clerk is doing")
    if not keeps or starts:
        return [row, doing, health_line(health)]
    dates = [_clock(clock, known[clock.prospect_id]) for clock in found.clocks]
    names = [known[each].full_name for each in found.undated if known[each].now]
    unowned = files_without_owner(desk.session)
    shown = health_line(replace(health, unowned=()))
    seen = clocks(dates, desk.today, more=found.more_clocks)
    return [*seen, *gaps(unowned, names), row, doing, shown]


def _clock(clock: Clock, progress: Progress) -> ClockSeen:
    step = progress.standing(clock.step_id)
    return ClockSeen(
        progress=progress,
        on=clock.on,
        title=step.step.title if step else "",
        is_goal=clock.counts is Counts.GOAL,
        basis=clock.basis,
    )


def _whom_to_ask(desk: Desk) -> list[str]:
    """Name the first of the staff, and who else looks after Clerk; nobody is told to ask themselves."""
    staff, second = first_staff(desk.session), desk.commission.second_admin
    wanted = select(Member).where(Member.slack_id == (second or ""), Member.active.is_(True))
    asked = [staff, *desk.session.scalars(wanted)]
    others = [each.name for each in asked if each and each.id != desk.asker.member_id]
    return list(dict.fromkeys(others))
