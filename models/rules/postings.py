"""What the legal posting of an agenda lets a body take up, as open-meeting law asks of a public one.

California: 72 hours before a regular meeting and 24 before a special one the posted agenda names every item; what it
does not name is taken up only after a vote to add it (Gov. Code 54954.2), and at a special meeting not at all (54956).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from models.rules.agendas import AgendaEntry, ItemResult, Posted


def is_on_posted_agenda(listed: int, postings: Iterable[Posted], deadline: datetime) -> bool:
    """Tell whether an item was on an agenda posted by the deadline: listed no later than that posting was recorded."""
    return any(posting.at <= deadline and listed <= posting.order for posting in postings)


def posted_up_to(postings: Sequence[Posted], deadline: datetime) -> int | None:
    """Give the posting up to which what was listed is on the posted agenda: the last in time, else the last; or None."""
    in_time = [posting.order for posting in postings if posting.at <= deadline]
    return max(in_time or [posting.order for posting in postings], default=None)


def is_closed_to_items(*, is_public: bool, has_begun: bool, deadline: datetime, now: datetime) -> bool:
    """Tell whether only a vote can add an item: a public body in session, or past the time to post its agenda."""
    return is_public and (has_begun or now > deadline)


def not_to_be_taken_up(entry: AgendaEntry, *, is_special: bool) -> str:
    """Say why an item may be neither opened nor voted on, with the law and the way forward; empty where it may."""
    if entry.result is ItemResult.PULLED:
        return f"“{entry.title}” was pulled from this agenda. List it for a later meeting."
    if entry.was_posted:
        return ""
    way = (
        "A special meeting takes up only what its notice names. List it for a regular meeting."
        if is_special
        else "Open-meeting law asks for a vote to add it first. Call that vote, or list it for a later meeting."
    )
    return f"“{entry.title}” was listed after the agenda was posted. {way}"


def lacks_notice(postings: Sequence[Posted], deadline: datetime) -> str:
    """Say what the posting of a public body's agenda lacks, given the earliest first; empty for nothing."""
    if not postings:
        return "Nobody has recorded the legal posting of this agenda."
    return "This agenda was posted after its deadline." if postings[0].at > deadline else ""
