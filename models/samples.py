"""The sample: three invented cities to try Clerk with, named as such, that go again in one tap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Text, select, type_coerce
from sqlalchemy.orm import Session

from models import ledger
from models.askers import Asker
from models.commission import Commission
from models.importing import IMPORTED, known_for_import, record_import
from models.ledger import Act
from models.prospects import Prospect
from models.refusals import Refusal
from models.rules.imports import Row
from models.rules.permissions import Right
from models.undoing import undo

SAMPLE = "sample"
"""What the entry of a sample city says of itself."""
NOTES = "A sample, to try Clerk with. No such city has written to you."
CITIES = (
    ("Vila Exemplo (sample)", "PT", 4),
    ("Puerto Ejemplo (sample)", "MX", 20),
    ("Mihon (sample)", "JP", 45),
)
"""Invented names, each with a country and how many days ago its letter came."""


@dataclass(frozen=True, kw_only=True)
class Removed:
    """What came of taking the sample back."""

    cities: tuple[str, ...]
    left: tuple[tuple[str, str], ...] = ()
    """The cities that stay, each with the reason."""


def sample_files(session: Session) -> Sequence[Prospect]:
    """List the files of the sample that still stand."""
    wanted = select(Prospect, Act.details).join(Act, Act.id == Prospect.act_id)
    said = type_coerce(Act.details, Text).contains(f'"{SAMPLE}"')  # spares reading every import
    marked = wanted.where(ledger.standing(Prospect), Act.what == IMPORTED, said)
    found = session.execute(marked.order_by(Prospect.number))
    return [prospect for prospect, details in found if details.get(SAMPLE)]


def is_no_sample(session: Session) -> ColumnElement[bool]:
    """Make the condition that leaves the files of the sample out of a query."""
    return Prospect.id.not_in([each.id for each in sample_files(session)])


def has_sample(session: Session) -> bool:
    """Tell whether a city of the sample still stands."""
    return bool(sample_files(session))


def is_sample(session: Session, prospect: Prospect) -> bool:
    """Tell whether a file is one of the sample."""
    act = session.scalars(select(Act).where(Act.id == prospect.act_id)).one()
    return bool(act.details.get(SAMPLE))


def load_sample(session: Session, asker: Asker, commission: Commission, now: datetime) -> tuple[str, ...]:
    """Record the sample, owned by the asker; gives its cities. A second time it records nothing."""
    asker.must_be_allowed(Right.IMPORT)
    ledger.take_turn(session)
    today = commission.today(now)
    if not has_sample(session):
        path = known_for_import(session, today).paths[0]
        record_import(session, _rows(asker, path, today), asker, commission, now, details={SAMPLE: True})
    return tuple(each.title for each in sample_files(session))


def _rows(asker: Asker, path: str, today: date) -> list[Row]:
    return [
        Row(
            line=line,
            city=city,
            country=country,
            on=today - timedelta(days=days),
            path=path,
            owner=asker.name,
            notes=NOTES,
        )
        for line, (city, country, days) in enumerate(CITIES, start=1)
    ]


def remove_sample(session: Session, asker: Asker, commission: Commission, now: datetime) -> Removed:
    """Take every sample city back, with whatever was done about it since; what cannot go stays, with the reason."""
    asker.must_be_allowed(Right.IMPORT)
    ledger.take_turn(session)
    gone, left = [], []
    for prospect in sample_files(session):
        try:
            with session.begin_nested():
                _take_back_all(session, prospect, asker, commission, now)
            gone.append(prospect.title)
        except Refusal as refused:
            left.append((prospect.title, refused.message))
    return Removed(cities=tuple(gone), left=tuple(left))


def _take_back_all(
    session: Session, prospect: Prospect, asker: Asker, commission: Commission, now: datetime
) -> None:
    """Take back every act about a file, the newest first, and last the one that opened it."""
    acts = select(Act).where(Act.prospect_id == prospect.id, Act.reverses.is_(None))
    undone = set(session.scalars(select(Act.reverses).where(Act.prospect_id == prospect.id)))
    for act in session.scalars(acts.order_by(Act.id.desc())).all():
        if act.id not in undone:
            undo(session, str(act.id), asker, commission, now)
