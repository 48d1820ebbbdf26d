"""The lists of cities: how far each has come, its steps, its agreements."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from models.agreements_known import agreements_known
from models.export_source import Source
from models.rules.due import Due
from models.rules.exports import Row
from models.rules.progress import Progress, Side
from models.rules.steps import Standing

WAITED_ON = {Side.US: "us", Side.THEM: "them"}


def cities(source: Source) -> Iterator[Row]:
    """Give a row for each file: where it stands, whose turn it is, and its dates."""
    for each in source.progress.values():
        if source.scope.has(each.began_on):
            yield _city(each)


def steps(source: Source) -> Iterator[Row]:
    """Give a row for each step; of a year, those that were done or fall due in it."""
    for each in source.progress.values():
        for standing in each.standings:
            done_on = standing.entry.on if standing.entry else None
            if source.scope.has(_due_on(standing.due), _due_on(standing.goal), done_on):
                yield _step(each, standing)


def agreements(source: Source) -> Iterator[Row]:
    """Give a row for each agreement that a side has signed."""
    known = agreements_known(source.session, list(source.progress))
    for prospect_id in source.progress:
        row = known.get(prospect_id)
        if row and source.scope.has(row.ours_on, row.theirs_on):
            city = source.city(prospect_id)
            ours, theirs = (row.ours_on, row.our_signer), (row.theirs_on, row.their_signer)
            yield (*city, row.tier, *ours, *theirs, row.ends_on, row.link)


def _city(progress: Progress) -> Row:
    first = progress.now[0] if progress.is_open and progress.now else None
    return (
        *(progress.number, progress.name, progress.country, progress.path_title),
        _state(progress),
        progress.began_on,
        first.step.title if first else "",
        _due_on(first.due) if first else None,
        progress.owner,
        *(
            (WAITED_ON.get(progress.waiting_on, ""), progress.waiting_since)
            if progress.is_open
            else ("", None)
        ),
        progress.answer_by if progress.is_open else None,
        progress.closed_on,
        progress.closed_because,
        ", ".join(progress.interests),
        progress.recorded_by,
    )


def _state(progress: Progress) -> str:
    if not progress.is_open:
        return "closed"
    return "parked" if progress.parked else "open"


def _step(progress: Progress, standing: Standing) -> Row:
    entry, counted = standing.entry or standing.handed_in, standing.due or standing.goal
    return (
        *(progress.number, progress.name, progress.country),
        standing.step.title,
        standing.state,
        _due_on(standing.due) if standing.is_open else None,
        _due_on(standing.goal) if standing.is_open else None,
        counted.how if counted and standing.is_open else "",
        *((entry.on, entry.reason, entry.by) if entry else (None, "", "")),
    )


def _due_on(due: Due | None) -> date | None:
    return due.on if due else None
