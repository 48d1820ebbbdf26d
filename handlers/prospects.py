"""Questions about prospects: next, show, list, due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from handlers.desk import Asked, Desk, Pressed, prospect_for
from handlers.strangers import public_list
from handlers.views import history, stories
from handlers.views.kit import Message, quoted
from handlers.views.lists import PAGE, SOON, next_list, prospect_list
from handlers.views.next_cards import next_card
from handlers.views.partners import partner_list
from handlers.views.usage import nothing_due
from models.agreements_known import agreements_known
from models.agreements_seen import signatures_seen
from models.chapters import known_of
from models.dated_steps import dates_between, dates_up_to, goals_between
from models.finding import page_by_due, page_by_state, prospect_by_id
from models.needs import behalf_of
from models.next_agenda import on_next_agenda
from models.partners import active_partners
from models.progress import progress_of
from models.prospects import Prospect
from models.recollection import story_of
from models.refusals import NotFound, Refusal
from models.rules.names import fold
from models.rules.permissions import Right
from models.rules.progress import Progress
from models.rules.typed_dates import UnreadableDay, read_day
from models.rules.wording import day_in_words, full_date
from models.sessions import next_meeting
from models.undoing import act_by_id

STATES = frozenset({"all", "open", "waiting", "signed", "closed"})
"""What `list` can be narrowed down to."""
USUAL_DAYS = 30
"""How far ahead `due` looks unless it is told."""
MOST_DAYS = 3660


def whats_next(desk: Desk, asked: Asked) -> Message:
    """Answer `next`: for one city, for all, or for those that the asker looks after, for others too."""
    desk.asker.must_be_allowed(Right.NEXT)
    whose = fold(asked.rest) or "all"
    if not asked.prospect_id and whose in {"all", "mine"}:
        return _next_for_all(desk, whose, asked.offset)
    progress = desk.progress(prospect_for(desk, asked, "next"))
    row = agreements_known(desk.session, [progress.prospect_id]).get(progress.prospect_id)
    return next_card(
        progress,
        desk.today,
        may=rights_about(desk, progress),
        signed=signatures_seen(row) if row else None,
    )


def rights_about(desk: Desk, progress: Progress) -> frozenset[Right]:
    """List what the asker may do, the owner of a city included."""
    owns = progress.owner_id is not None and progress.owner_id == desk.asker.member_id
    return frozenset(right for right in Right if desk.asker.may(right, owns_step=owns))


def _next_for_all(desk: Desk, whose: str, offset: int) -> Message:
    behalf = behalf_of(desk.session, desk.asker.member_id or "", desk.today) if whose == "mine" else None
    page, total = page_by_due(desk.session, offset=offset, size=PAGE, owners=behalf)
    files = progress_of(desk.session, page, desk.commission, desk.today)
    return next_list(
        files,
        desk.today,
        offset=offset,
        total=total,
        whose=whose,
        on_behalf=behalf or {},
        on_agenda=on_next_agenda(desk.session, files, desk.commission, desk.now),
        opening="" if offset or whose == "mine" else _opening(desk),
    )


def _opening(desk: Desk) -> str:
    """Say that no deadline is near, and when the commission meets next; empty where something is due."""
    if dates_up_to(desk.session, desk.today + SOON):
        return ""
    meeting = next_meeting(desk.session, desk.now)
    on = meeting.starts_at.astimezone(desk.commission.zone).date() if meeting else None
    meets = f" The next meeting is {day_in_words(on, desk.today)}." if on else ""
    goals = goals_between(desk.session, desk.today, desk.today + SOON)
    return nothing_due(f"{SOON.days} days", goals) + meets


def show(desk: Desk, asked: Asked) -> Message:
    """Answer `show`: what is known of a city as it stands, and its last entries."""
    desk.asker.must_be_allowed(Right.SHOW)
    return _story(desk, prospect_for(desk, asked, "show"))


def turn_page(desk: Desk, pressed: Pressed) -> Message:
    """Answer the buttons below a city's entries: those before the last one shown, or those since the first."""
    desk.asker.must_be_allowed(Right.SHOW)
    prospect_id, _, number = pressed.value.partition(":")
    beside = act_by_id(desk.session, number).id
    prospect = prospect_by_id(desk.session, prospect_id)
    if pressed.name == stories.NEWER:
        return _story(desk, prospect, newer_than=beside)
    return _story(desk, prospect, older_than=beside)


def whole_entry(desk: Desk, pressed: Pressed) -> Message:
    """Answer the button beside an entry that was cut: all of it."""
    desk.asker.must_be_allowed(Right.SHOW)
    prospect_id, _, number = pressed.value.partition(":")
    prospect, act = prospect_by_id(desk.session, prospect_id), act_by_id(desk.session, number)
    found = story_of(desk.session, prospect, size=1, newer_than=act.id - 1).entries
    if not found or found[0].number != act.id:
        raise NotFound("entry", offers=("show",))
    entry = replace(found[0], at=found[0].at.astimezone(desk.commission.zone))
    return stories.whole_entry(desk.progress(prospect), entry, desk.today)


def _story(desk: Desk, prospect: Prospect, *, older_than: int = 0, newer_than: int = 0) -> Message:
    page = story_of(desk.session, prospect, size=stories.PAGE, older_than=older_than, newer_than=newer_than)
    zone = desk.commission.zone
    local = tuple(replace(entry, at=entry.at.astimezone(zone)) for entry in page.entries)
    progress = desk.progress(prospect)
    is_newest = not page.has_newer
    known = known_of(desk.session, prospect, progress, desk.asker, desk.commission) if is_newest else None
    return stories.story(progress, known, replace(page, entries=local), desk.today)


def list_cities(desk: Desk, asked: Asked) -> Message:
    """Answer `list`: the cities that are tracked, or the partners on the register."""
    if not desk.asker.may(Right.LIST):
        return public_list(desk)
    which = fold(asked.rest) or "all"
    if which == "partners":
        return partner_list(active_partners(desk.session, desk.today), offset=asked.offset)
    if which not in STATES:
        raise Refusal(
            f"I can list cities that are open, waiting, signed or closed, all of them, or partners. I don't know {quoted(asked.rest)}. Try “list open”.",
            offers=("list",),
        )
    page, total = page_by_state(desk.session, which, offset=asked.offset, size=PAGE)
    return prospect_list(
        progress_of(desk.session, page, desk.commission, desk.today),
        desk.today,
        which=which,
        offset=asked.offset,
        total=total,
    )


def due(desk: Desk, asked: Asked) -> Message:
    """Answer `due`: the dates of the coming days or up to a date, and those that have passed."""
    desk.asker.must_be_allowed(Right.DUE)
    until = _horizon(asked.rest, desk.today)
    dates = dates_between(desk.session, until, desk.commission, desk.today)
    return history.due_dates(dates, desk.today, until=until, offset=asked.offset)


def _horizon(typed: str, today: date) -> date:
    """Read how far ahead to look: a number of days, or a date; Refusal for what is neither, or past."""
    days = typed.lower().removesuffix("days").strip() or str(USUAL_DAYS)
    if days.isascii() and days.isdigit() and int(days) <= MOST_DAYS:
        return today + timedelta(days=int(days))
    try:
        until = read_day(typed, today)
    except UnreadableDay as unreadable:
        raise Refusal(str(unreadable), offers=("due",)) from None
    if until < today:
        raise Refusal(f"{full_date(until)} has passed. Name a day that is still to come.", offers=("due",))
    return until
