"""The papers of a city: which are kept, and one of them sent."""

from __future__ import annotations

from handlers.desk import Asked, Desk, prospect_for
from handlers.views.kit import Message
from handlers.views.papers import PAGE, paper_list
from models.kept_papers import papers_of
from models.rules.permissions import Right


def papers(desk: Desk, asked: Asked) -> Message:
    """Answer `papers`: what is kept of a city, newest first."""
    desk.asker.must_be_allowed(Right.SHOW)
    progress = desk.progress(prospect_for(desk, asked, "papers"))
    page, more = papers_of(desk.session, progress, desk.commission.zone, offset=asked.offset, size=PAGE)
    return paper_list(progress, page, desk.today, offset=asked.offset, more=more)
