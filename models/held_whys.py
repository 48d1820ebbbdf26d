"""Why candidates were put on the list of a search, where that is held back until a packet of the city is made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from models.candidates import Candidate
from models.commission import Commission
from models.criteria_notes import Packet
from models.ledger import Act, standing
from models.members import Member
from models.rules.criteria import Note, is_public

WHY = "why it is on the list"


def held_whys(session: Session, candidate_ids: Collection[str], commission: Commission) -> dict[str, Note]:
    """Give, by candidate, the reason that was held back when it was added, as a note of whoever added it."""
    if not candidate_ids:
        return {}
    wanted = (
        select(Candidate, Act, Member.id)
        .join(Act, and_(Act.id == Candidate.act_id, Act.workspace_id == Candidate.workspace_id))
        .join(
            Member,
            and_(Member.slack_id == Act.actor, Member.workspace_id == Act.workspace_id),
            isouter=True,
        )
        .where(Candidate.id.in_(candidate_ids), standing(Candidate), Candidate.why != "")
    )
    rows = [
        (row, act, author_id) for row, act, author_id in session.execute(wanted) if act.details.get("held")
    ]
    packets = _packets(session, [row.id for row, _, _ in rows])
    return {
        row.id: Note(
            number=act.id,
            group=WHY,
            prompt=row.name,
            text=row.why,
            source=row.found_through,
            author_id=author_id or "",
            by=act.actor_name,
            on=commission.today(act.at),
            is_public=is_public(act.id, is_held=True, packets=packets[row.id]),
        )
        for row, act, author_id in rows
    }


def _packets(session: Session, candidate_ids: Collection[str]) -> dict[str, list[int]]:
    wanted = select(Packet).where(Packet.candidate_id.in_(candidate_ids), standing(Packet))
    packets: dict[str, list[int]] = defaultdict(list)
    for packet in session.scalars(wanted) if candidate_ids else ():
        packets[packet.candidate_id or ""].append(packet.act_id)
    return packets
