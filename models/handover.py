"""What the record knows of who looks after Clerk, for the handover sheet."""

from __future__ import annotations

from importlib.metadata import version

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.commission import commission_of
from models.finding import page_by_state
from models.members import Member
from models.roster import roster_now
from models.rules.handover import Handover
from models.rules.permissions import Role
from models.rules.roster import OFFICES
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
        open_files=page_by_state(session, "open", offset=0, size=1)[1],
        is_file=session.get_bind().dialect.name == "sqlite",
        copied_at=workspace.backed_up_at.astimezone(zone) if workspace.backed_up_at else None,
        copies_apart=workspace.backup_is_apart,
        version=version(PACKAGE),
    )


def _name(session: Session, slack_id: str | None) -> str:
    """Name a Slack user by the roster, else by the id; empty for nobody."""
    if not slack_id:
        return ""
    name = session.scalars(select(Member.name).where(Member.slack_id == slack_id)).one_or_none()
    return name or f"the Slack member with the id {slack_id}"
