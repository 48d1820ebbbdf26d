"""Questions about prospects: next, show, list, due."""

from __future__ import annotations

from datetime import timedelta

from handlers.desk import Asked, Desk, prospect_for
from handlers.views import history
from handlers.views.kit import Message
from handlers.views.prospects import PAGE, next_card, next_list, prospect_list
from models.finding import page_by_due, page_by_state
from models.progress import progress_of
from models.recollection import dates_between, story_of
from models.refusals import Refusal
from models.rules.names import fold
from models.rules.permissions import Right

HORIZONS = (7, 30, 90)
"""Days ahead that `due` looks, 30 unless another is asked for."""


def whats_next(desk: Desk, asked: Asked) -> Message:
    """Answer `next`: for one city, for all, or for those that the asker owns."""
    desk.asker.must_be_allowed(Right.NEXT)
    whose = fold(asked.rest) or "all"
    if not asked.prospect_id and whose in {"all", "mine"}:
        return _next_for_all(desk, whose, asked.offset)
    progress = desk.progress(prospect_for(desk, asked, "next"))
    owns = progress.owner_id == desk.asker.member_id
    return next_card(progress, desk.today, may_complete=desk.asker.may(Right.DONE, owns_step=owns))


def _next_for_all(desk: Desk, whose: str, offset: int) -> Message:
    owner_id = desk.asker.member_id if whose == "mine" else None
    page, total = page_by_due(desk.session, offset=offset, size=PAGE, owner_id=owner_id)
    return next_list(
        progress_of(desk.session, page, desk.commission, desk.today),
        desk.today,
        offset=offset,
        total=total,
        whose=whose,
    )


def show(desk: Desk, asked: Asked) -> Message:
    """Answer `show`: a city's card and its last entries."""
    desk.asker.must_be_allowed(Right.SHOW)
    prospect = prospect_for(desk, asked, "show")
    story, more = story_of(desk.session, prospect, offset=asked.offset, size=history.PAGE)
    return history.story(desk.progress(prospect), story, desk.today, offset=asked.offset, more=more)


def list_cities(desk: Desk, asked: Asked) -> Message:
    """Answer `list`: the cities that are tracked."""
    desk.asker.must_be_allowed(Right.LIST)
    which = fold(asked.rest) or "all"
    if which not in {"all", "open", "closed"}:
        raise Refusal(
            f"I can list all cities, open ones or closed ones, not “{asked.rest}”. Try “list open”.",
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
    """Answer `due`: the dates of the coming days, and those that have passed."""
    desk.asker.must_be_allowed(Right.DUE)
    typed = asked.rest.removesuffix("days").strip() or "30"
    if typed not in map(str, HORIZONS):
        raise Refusal(
            f"I can look 7, 30 or 90 days ahead, not “{asked.rest}”. Try “due 90”.", offers=("due",)
        )
    until = desk.today + timedelta(days=int(typed))
    dates = dates_between(desk.session, until, desk.commission, desk.today)
    return history.due_dates(dates, desk.today, days=int(typed))
