"""Cities side by side by what was noted on each criterion."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from slack_sdk.models.views import View

from handlers.criteria import sheet_message
from handlers.desk import Answer, Asked, Desk, Opens, prospect_for
from handlers.filled import Filled
from handlers.views.comparisons import comparison
from handlers.views.criteria import compare_form
from handlers.views.kit import Message, button, does, notice
from models.criteria import candidates_of, noticed, open_files, sheet_of, subjects_named, with_notes
from models.finding import Named, matching, names
from models.refusals import Refusal
from models.rules.criteria import LEAST, MOST, OF_CANDIDATE, Subject
from models.rules.names import fold
from models.rules.permissions import Right

_KEY = rf"(?:{OF_CANDIDATE})?[0-9a-f]{{32}}"
_KEYS = re.compile(rf"{_KEY}(?:,{_KEY})*")


def compare(desk: Desk, asked: Asked) -> Answer:
    """Answer `compare`: the cities that were named, side by side; the form that asks which, where that is not known."""
    desk.asker.must_be_allowed(Right.SHOW)
    subjects = _subjects(desk, asked)
    if LEAST <= len(subjects) <= MOST:
        return _side_by_side(desk, subjects, asked.offset)
    choices = _choices(desk, subjects)
    if len(choices) < LEAST:
        return _alone(desk, subjects)
    carried = ",".join(subject.key for subject in subjects)
    return Opens(
        view=_form(desk, subjects, choices),
        door=button("Compare", does("compare"), carried),
        says="A form asks which cities to compare. Press the button to open it.",
    )


def chosen(desk: Desk, view: Mapping[str, Any]) -> View:
    """Put the cities side by side that were chosen in the form."""
    desk.asker.must_be_allowed(Right.SHOW)
    ticked = Filled(view).ticked("cities")
    if not LEAST <= len(ticked) <= MOST:
        raise Refusal(f"Please choose {LEAST} to {MOST} cities.", field="cities")
    return notice(_side_by_side(desk, subjects_named(",".join(ticked)), 0))


def _side_by_side(desk: Desk, subjects: Sequence[Subject], page: int) -> Message:
    seen = sheet_of(desk.session, subjects, desk.asker, desk.commission)
    return comparison(seen, desk.today, page=page)


def _alone(desk: Desk, subjects: Sequence[Subject]) -> Message:
    """Show the notes on the one city that was named where there is no other."""
    if not subjects:
        raise Refusal("There are not two open files to compare yet.", offers=("list", "inquiry"))
    return sheet_message(desk, subjects[0], 0)


def _form(desk: Desk, subjects: Sequence[Subject], choices: Mapping[Subject, str]) -> View:
    noted = with_notes(desk.session, list(choices), desk.asker, desk.commission)
    in_turn = sorted(choices.items(), key=lambda choice: choice[0] not in noted)
    ticked = subjects if len(subjects) <= MOST else ()
    return compare_form(in_turn, ticked, noted=noted, key=secrets.token_hex(8))


def _choices(desk: Desk, subjects: Sequence[Subject]) -> dict[Subject, str]:
    """Give what can be chosen from: the candidates of one search, what was named where it is too much, else the open files."""
    if len(subjects) > MOST:
        return {subject: noticed(desk.session, subject).title for subject in subjects}
    if subjects:
        file = noticed(desk.session, subjects[0]).prospect
        if candidates := candidates_of(desk.session, file.id):
            return candidates
    return open_files(desk.session)


def _subjects(desk: Desk, asked: Asked) -> list[Subject]:
    """Read which cities are meant: from a button, or as they were typed."""
    if asked.prospect_id:
        return [Subject(id=asked.prospect_id)]
    if _KEYS.fullmatch(asked.rest):
        return subjects_named(asked.rest)
    tracked = names(desk.session)
    typed = [prospect_for(desk, Asked(rest=name), "compare") for name in _split(tracked, asked.rest)]
    return list(dict.fromkeys(Subject(id=prospect.id) for prospect in typed))


def _split(tracked: Sequence[Named], rest: str) -> list[str]:
    """Divide a line into the names of cities: a comma may also stand between a city and its country."""
    parts = [part.strip() for part in rest.split(",") if part.strip()]
    pieces = [piece.strip() for part in parts for piece in _parted(tracked, part)]
    found = []
    while pieces:
        with_country = ", ".join(pieces[:2])
        size = 2 if any(named.in_full == fold(with_country) for named in tracked) else 1
        found.append(", ".join(pieces[:size]))
        pieces = pieces[size:]
    return found


def _parted(tracked: Sequence[Named], piece: str) -> list[str]:
    """Divide "Hakusan and Cascais", unless it is the name of one city, or of a country."""
    is_country = any(named.in_full.endswith(f", {fold(piece)}") for named in tracked)
    return [piece] if is_country or matching(tracked, piece) else piece.split(" and ")
