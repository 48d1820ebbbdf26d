"""The lists of correspondence, and of whom to write to."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from models.contacts import Contact
from models.correspondence import Letter
from models.edits import contacts_replaced
from models.export_source import Source
from models.ledger import standing
from models.rules.exports import Row
from models.rules.wording import full_date

WAYS = {"in": "from them", "out": "from us"}


def correspondence(source: Source) -> Iterator[Row]:
    """Give a row for each letter, email, call and visit, by its day."""
    wanted = select(Letter).where(standing(Letter)).order_by(Letter.dated_on, Letter.act_id, Letter.id)
    for letter in source.session.scalars(wanted):
        if letter.prospect_id in source.progress and source.scope.has(letter.dated_on):
            yield _letter(source, letter)


def contacts(source: Source) -> Iterator[Row]:
    """Give a row for each person to write to whose details were not blanked, and whose place no other took."""
    replaced = Contact.id.in_(contacts_replaced(source.session))
    wanted = select(Contact).where(standing(Contact), Contact.blanked_at.is_(None), ~replaced)
    for row in source.session.scalars(wanted.order_by(Contact.prospect_id, Contact.act_id, Contact.id)):
        if row.prospect_id in source.progress:
            side = "theirs" if row.side == "theirs" else "ours"
            yield (*source.city(row.prospect_id), side, row.name, row.title, row.role, row.email, row.phone)


def _letter(source: Source, letter: Letter) -> Row:
    blanked, act = source.day_of(letter.blanked_at), source.acts[letter.act_id]
    return (
        *source.city(letter.prospect_id),
        letter.dated_on,
        WAYS.get(letter.direction, letter.direction),
        *(letter.what, letter.medium, letter.whom, letter.signer, letter.language, letter.translated_by),
        f"removed on {full_date(blanked)}" if blanked else letter.summary,
        source.day_of(letter.logged_at),
        act.actor_name,
    )
