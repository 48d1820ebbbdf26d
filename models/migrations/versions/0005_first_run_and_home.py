"""What the set-up was told so far, who has a Home open, and when each person was first greeted."""

import sqlalchemy as sa
from alembic import op

from models import columns

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "opened_homes",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("slack_id", columns.Words(), nullable=False),
        sa.Column("opened_at", columns.Moment(timezone=True), nullable=False),
        sa.Column("drawn_at", columns.Moment(timezone=True), nullable=False),
        sa.Column("mark", columns.Words(), nullable=False),
        sa.Column("shows_record", columns.Flag(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "slack_id", name=op.f("pk_opened_homes")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("opened_homes", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_opened_homes_opened_at"), ["workspace_id", "opened_at"], unique=False
        )

    op.create_table(
        "setup_drafts",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("answers", columns.Json(), nullable=False),
        sa.Column("saved_by", columns.Words(), nullable=False),
        sa.Column("saved_at", columns.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", name=op.f("pk_setup_drafts")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("members", schema=None) as batch_op:
        batch_op.add_column(sa.Column("greeted_at", columns.Moment(timezone=True), nullable=True))
    with op.batch_alter_table("prospects", schema=None) as batch_op:
        batch_op.add_column(sa.Column("interests", columns.Json(), nullable=True))
