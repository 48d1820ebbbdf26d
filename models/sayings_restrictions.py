"""What the record of a prospect tells of warnings that went with an act: a restricted country."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from models.ledger import Act
from models.restrictions import restriction_kept


def restrictions_said(_session: Session, acts: Sequence[Act]) -> dict[int, list[str]]:
    """Say, by act, which warning of a restricted country it was recorded with."""
    found = {act.id: restriction_kept(act.details) for act in acts}
    return {
        act_id: [f"recorded with the warning that {warned.in_words.rstrip('.')}"]
        for act_id, warned in found.items()
        if warned
    }
