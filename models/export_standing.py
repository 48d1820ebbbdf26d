"""The lists of what stands whatever the year: the register of partners, and the roster."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select

from models.export_source import Source
from models.members import Member, Tenure
from models.partners import active_partners
from models.rules.beginnings import BEGINNINGS
from models.rules.exports import Row
from models.rules.permissions import Role


def partners(source: Source) -> Iterator[Row]:
    """Give a row for each partner on the register, by name."""
    for each in active_partners(source.session, source.today):
        begun = each.begun
        yield (
            *(each.name, each.country, each.tier, each.since),
            *(begun.approved_on, begun.signed_on, begun.recognized_on),
            BEGINNINGS.get(begun.counts, ""),
            ", ".join(each.other_names),
        )


def roster(source: Source) -> Iterator[Row]:
    """Give a row for each part that somebody holds or held, the earliest first, by parts and seats."""
    same = Member.workspace_id == Tenure.workspace_id
    wanted = select(Tenure, Member.name).join(Member, Member.id == Tenure.member_id).where(same)
    found = sorted(source.session.execute(wanted), key=lambda row: _order(row[0], row[1]))
    for tenure, name in found:
        part = tenure.role.replace("_", " ")
        yield (name, part, tenure.seat, tenure.began_on, tenure.ended_on, tenure.term_ends)


def _order(tenure: Tenure, name: str) -> tuple[date, int, int, str]:
    return tenure.began_on, list(Role).index(Role(tenure.role)), tenure.seat or 0, name
