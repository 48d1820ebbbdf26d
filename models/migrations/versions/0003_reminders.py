"""Pauses, parked silences, extensions; how each person wants reminders; what is known of sending."""

import sqlalchemy as sa
from alembic import op

from models import columns

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pauses",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", columns.Words(), nullable=False),
        sa.Column("member_id", columns.Words(), nullable=False),
        sa.Column("until", columns.Day(), nullable=True),
        sa.Column("backup_id", columns.Words(), nullable=True),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "act_id"], ["acts.workspace_id", "acts.id"], name=op.f("fk_pauses_act_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "backup_id"],
            ["members.workspace_id", "members.id"],
            name=op.f("fk_pauses_backup_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["members.workspace_id", "members.id"],
            name=op.f("fk_pauses_member_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_pauses")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("pauses", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pauses_member_id"), ["workspace_id", "member_id"], unique=False)

    op.create_table(
        "extensions",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", columns.Words(), nullable=False),
        sa.Column("prospect_id", columns.Words(), nullable=False),
        sa.Column("step_id", columns.Words(), nullable=False),
        sa.Column("was", columns.Day(), nullable=False),
        sa.Column("on", columns.Day(), nullable=False),
        sa.Column("agreed_by", columns.Words(), nullable=False),
        sa.Column("reason", columns.Words(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "act_id"], ["acts.workspace_id", "acts.id"], name=op.f("fk_extensions_act_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "prospect_id"],
            ["prospects.workspace_id", "prospects.id"],
            name=op.f("fk_extensions_prospect_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_extensions")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("extensions", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_extensions_prospect_id_step_id"),
            ["workspace_id", "prospect_id", "step_id"],
            unique=False,
        )

    op.create_table(
        "parkings",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", columns.Words(), nullable=False),
        sa.Column("prospect_id", columns.Words(), nullable=False),
        sa.Column("parked", columns.Flag(), nullable=False),
        sa.Column("reason", columns.Words(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "act_id"], ["acts.workspace_id", "acts.id"], name=op.f("fk_parkings_act_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "prospect_id"],
            ["prospects.workspace_id", "prospects.id"],
            name=op.f("fk_parkings_prospect_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_parkings")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("parkings", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_parkings_prospect_id"), ["workspace_id", "prospect_id"], unique=False
        )

    op.create_table(
        "revisions",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("mark", columns.Words(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", name=op.f("pk_revisions")),
        sqlite_strict=True,
    )

    with op.batch_alter_table("members", schema=None) as batch_op:
        batch_op.add_column(sa.Column("rhythm", columns.Words(), nullable=False, server_default="daily"))
        batch_op.add_column(sa.Column("note_hour", sa.Integer(), nullable=False, server_default="9"))
        batch_op.add_column(sa.Column("slack_zone", columns.Words(), nullable=True))
        batch_op.add_column(sa.Column("unreachable_since", columns.Moment(timezone=True), nullable=True))

    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sent_at", columns.Moment(timezone=True), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_outbox_destination_sent_at"),
            ["workspace_id", "destination", "sent_at"],
            unique=False,
        )

    with op.batch_alter_table("reminders", schema=None, table_kwargs={"sqlite_strict": True}) as batch_op:
        batch_op.add_column(sa.Column("meeting_id", columns.Words(), nullable=True))
        batch_op.add_column(sa.Column("told_at", columns.Moment(timezone=True), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_reminders_meeting_id"),
            "meetings",
            ["workspace_id", "meeting_id"],
            ["workspace_id", "id"],
        )
        batch_op.create_index(
            batch_op.f("ix_reminders_meeting_id"), ["workspace_id", "meeting_id"], unique=False
        )

    with op.batch_alter_table("workspaces", schema=None) as batch_op:
        batch_op.add_column(sa.Column("ticked_at", columns.Moment(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("backed_up_at", columns.Moment(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("backup_is_apart", columns.Flag(), nullable=True))
        batch_op.add_column(sa.Column("restored_at", columns.Moment(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("parked_at", columns.Moment(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("parked_because", columns.Words(), nullable=True))
