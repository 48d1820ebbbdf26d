"""What the record knows of who looks after Clerk, for the handover sheet."""

from __future__ import annotations

from importlib.metadata import version

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.commission import commission_of
from models.finding import is_closed
from models.ledger import standing
from models.prospects import Prospect
from models.roster import roster_now
from models.rules.handover import Handover
from models.rules.permissions import Role
from models.rules.roster import OFFICES
from models.samples import is_no_sample
from models.settings_words import name_of
from models.workspaces import Workspace

PACKAGE = "clerk"


def handover_of(session: Session) -> Handover:
    """Give what the sheet says of people and of the record; NotSetUp where there is no commission yet."""
    commission, roster = commission_of(session), roster_now(session)
    workspace = session.scalars(select(Workspace)).one()
    zone = commission.zone
    return Handover(
        body=commission.body_title,
        workspace_id=workspace.workspace_id,
        channel=commission.channel,
        set_up_on=workspace.set_up_at.astimezone(zone).date() if workspace.set_up_at else None,
        set_up_by=_name(session, workspace.set_up_by),
        second_admin=_name(session, commission.second_admin),
        officers=tuple(
            f"{called}: {holder.name if (holder := roster.holder(office)) else 'nobody'}"
            for office, called in OFFICES.items()
        ),
        staff=tuple(person.name for person in roster.with_role(Role.STAFF)),
        open_files=_open_files(session),
        is_file=session.get_bind().dialect.name == "sqlite",
        copied_at=workspace.backed_up_at.astimezone(zone) if workspace.backed_up_at else None,
        copies_apart=workspace.backup_is_apart,
        version=version(PACKAGE),
    )


def _open_files(session: Session) -> int:
    """Count the files that are worked on, without the sample."""
    wanted = select(func.count(Prospect.id)).where(standing(Prospect), ~is_closed(), is_no_sample(session))
    return session.scalar(wanted) or 0


def _name(session: Session, slack_id: str | None) -> str:
    return name_of(session, slack_id, f"the Slack member with the id {slack_id}")
