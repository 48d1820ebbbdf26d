"""What the record of a prospect tells of letters, and of the papers that were kept with anything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.correspondence import Letter, Paper
from models.ledger import Act
from models.rules.wording import full_date


def letters_said(session: Session, acts: Sequence[Act]) -> dict[int, list[str]]:
    """Say, by act, which letters it recorded."""
    wanted = select(Letter).where(Letter.act_id.in_([act.id for act in acts])).order_by(Letter.id)
    said: dict[int, list[str]] = defaultdict(list)
    for letter in session.scalars(wanted):
        told_in_full = f"{letter_named(letter)}, {letter.medium}: {letter.summary}"
        link = f" Link: {letter.permalink}" if letter.permalink else ""
        said[letter.act_id].append(told_in_full.rstrip(": ") + link)
    return said


def papers_said(session: Session, acts: Sequence[Act]) -> dict[int, list[str]]:
    """Say, by act, which papers were kept with it."""
    wanted = select(Paper).where(Paper.act_id.in_([act.id for act in acts])).order_by(Paper.name)
    said: dict[int, list[str]] = defaultdict(list)
    for paper in session.scalars(wanted):
        said[paper.act_id].append(f"with {paper.name} ({paper.size:,} bytes, SHA-256 {paper.sha256[:12]})")
    return said


def letter_named(letter: Letter) -> str:
    """Name a letter by what it is, its way and its day."""
    way = "from them" if letter.direction == "in" else "from us"
    return f"{letter.what} {way}, {full_date(letter.dated_on)}"
