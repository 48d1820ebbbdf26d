"""What somebody else did between a form's being drawn and its being sent, told by who it was and when."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from models.ledger import Act, standing
from models.prospects import Closing, StepEntry
from models.rules.wording import ago


def latest_act(session: Session, *where: ColumnElement[bool]) -> Act | None:
    """Give the last act of a kind; None where there is none."""
    return session.scalars(select(Act).where(*where).order_by(Act.id.desc()).limit(1)).first()


def act_on_step(session: Session, prospect_id: str, step_id: str) -> Act | None:
    """Give the act that a step of a file is recorded by; None where it is not."""
    about = (StepEntry.prospect_id == prospect_id, StepEntry.step_id == step_id, standing(StepEntry))
    by = session.scalars(select(StepEntry.act_id).where(*about).order_by(StepEntry.act_id.desc())).first()
    return latest_act(session, Act.id == by) if by else None


def closed_by(session: Session, prospect_id: str) -> Act | None:
    """Give the act that closed a file last."""
    about = (Closing.prospect_id == prospect_id, Closing.closed, standing(Closing))
    by = session.scalars(select(Closing.act_id).where(*about).order_by(Closing.act_id.desc())).first()
    return latest_act(session, Act.id == by) if by else None


def marked_by(session: Session, prospect_id: str, step_id: str, state: str, now: datetime) -> str:
    """Say who recorded a step and how long ago: "Dana Ito marked this done a minute ago"."""
    return by_whom(act_on_step(session, prospect_id, step_id), f"marked this {state}", now)


def by_whom(act: Act | None, did: str, now: datetime) -> str:
    """Say who did it and when: "Dana Ito moved it a minute ago"; of an act that is not known, that it was somebody."""
    if act is None:
        return f"Somebody {did} meanwhile"
    return f"{act.actor_name[:1].upper()}{act.actor_name[1:]} {did} {ago(act.at, now, now.date())}"
