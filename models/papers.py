"""Papers: documents kept byte for byte. A file that was attached in Slack is fetched after the entry is saved."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from models import ledger
from models.askers import Asker
from models.changes import owe
from models.correspondence import Paper
from models.refusals import Refusal

FETCH_PAPER = "fetch paper"
LARGEST = 10 * 1024 * 1024
"""Bytes."""


def owe_papers(
    session: Session,
    files: Sequence[Mapping[str, Any]],
    *,
    prospect_id: str,
    act: ledger.Act,
    asker: Asker,
    now: datetime,
    letter_id: str | None = None,
    step_id: str | None = None,
) -> None:
    """Have attached files fetched and kept; each is named by its id in Slack."""
    for file in files:
        wanted = {
            "file": str(file.get("id", "")),
            "prospect": prospect_id,
            "letter": letter_id,
            "step": step_id,
            "act": act.id,
        }
        owe(session, FETCH_PAPER, json.dumps(wanted, sort_keys=True), asker.slack_id, now)


def keep_paper(
    session: Session, wanted: Mapping[str, Any], *, name: str, media_type: str, content: bytes
) -> Paper:
    """Keep a paper's bytes with their hash; Refusal past ten megabytes."""
    if len(content) > LARGEST:
        raise Refusal("That file is larger than 10 MB. Please attach a smaller one.")
    paper = Paper(
        prospect_id=wanted["prospect"],
        letter_id=wanted["letter"],
        step_id=wanted["step"],
        name=name,
        media_type=media_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        act_id=wanted["act"],
    )
    session.add(paper)
    session.flush()
    return paper
