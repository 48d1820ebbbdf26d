"""Meetings, motions, votes and minutes; who held which seat when."""

import sqlalchemy as sa
from alembic import op

from models import columns

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "attendances",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", columns.Words(), nullable=False),
        sa.Column("meeting_id", columns.Words(), nullable=False),
        sa.Column("member_id", columns.Words(), nullable=True),
        sa.Column("name", columns.Words(), nullable=False),
        sa.Column("capacity", columns.Words(), nullable=False),
        sa.Column("seat", sa.Integer(), nullable=True),
        sa.Column("mark", columns.Words(), nullable=False),
        sa.Column("at", columns.Moment(timezone=True), nullable=False),
        sa.Column("for_seat", sa.Integer(), nullable=True),
        sa.Column("place", columns.Words(), nullable=False),
        sa.Column("ground", columns.Words(), nullable=False),
        sa.Column("item", columns.Words(), nullable=True),
        sa.Column("reason", columns.Words(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "act_id"], ["acts.workspace_id", "acts.id"], name=op.f("fk_attendances_act_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "meeting_id"],
            ["meetings.workspace_id", "meetings.id"],
            name=op.f("fk_attendances_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["members.workspace_id", "members.id"],
            name=op.f("fk_attendances_member_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_attendances")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("attendances", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_attendances_meeting_id_act_id"),
            ["workspace_id", "meeting_id", "act_id"],
            unique=False,
        )

    op.create_table(
        "happenings",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", columns.Words(), nullable=False),
        sa.Column("meeting_id", columns.Words(), nullable=False),
        sa.Column("what", columns.Words(), nullable=False),
        sa.Column("at", columns.Moment(timezone=True), nullable=False),
        sa.Column("member_id", columns.Words(), nullable=True),
        sa.Column("item", columns.Words(), nullable=True),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "act_id"], ["acts.workspace_id", "acts.id"], name=op.f("fk_happenings_act_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "meeting_id"],
            ["meetings.workspace_id", "meetings.id"],
            name=op.f("fk_happenings_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["members.workspace_id", "members.id"],
            name=op.f("fk_happenings_member_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_happenings")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("happenings", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_happenings_meeting_id_act_id"),
            ["workspace_id", "meeting_id", "act_id"],
            unique=False,
        )

    op.create_table(
        "item_outcomes",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", columns.Words(), nullable=False),
        sa.Column("meeting_id", columns.Words(), nullable=False),
        sa.Column("item", columns.Words(), nullable=False),
        sa.Column("outcome", columns.Words(), nullable=False),
        sa.Column("note", columns.Words(), nullable=False),
        sa.Column("until", columns.Day(), nullable=True),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "act_id"], ["acts.workspace_id", "acts.id"], name=op.f("fk_item_outcomes_act_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "meeting_id"],
            ["meetings.workspace_id", "meetings.id"],
            name=op.f("fk_item_outcomes_meeting_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_item_outcomes")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("item_outcomes", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_item_outcomes_meeting_id"), ["workspace_id", "meeting_id"], unique=False
        )

    op.create_table(
        "postings",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", columns.Words(), nullable=False),
        sa.Column("meeting_id", columns.Words(), nullable=False),
        sa.Column("posted_at", columns.Moment(timezone=True), nullable=False),
        sa.Column("place", columns.Words(), nullable=False),
        sa.Column("posted_by", columns.Words(), nullable=False),
        sa.Column("link", columns.Words(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "act_id"], ["acts.workspace_id", "acts.id"], name=op.f("fk_postings_act_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "meeting_id"],
            ["meetings.workspace_id", "meetings.id"],
            name=op.f("fk_postings_meeting_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_postings")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("postings", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_postings_meeting_id"), ["workspace_id", "meeting_id"], unique=False
        )

    op.create_table(
        "regrets",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", columns.Words(), nullable=False),
        sa.Column("meeting_id", columns.Words(), nullable=False),
        sa.Column("member_id", columns.Words(), nullable=False),
        sa.Column("attends", columns.Flag(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "act_id"], ["acts.workspace_id", "acts.id"], name=op.f("fk_regrets_act_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "meeting_id"],
            ["meetings.workspace_id", "meetings.id"],
            name=op.f("fk_regrets_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["members.workspace_id", "members.id"],
            name=op.f("fk_regrets_member_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_regrets")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("regrets", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_regrets_meeting_id_member_id"),
            ["workspace_id", "meeting_id", "member_id"],
            unique=False,
        )

    op.create_table(
        "tenures",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", columns.Words(), nullable=False),
        sa.Column("member_id", columns.Words(), nullable=False),
        sa.Column("role", columns.Words(), nullable=False),
        sa.Column("seat", sa.Integer(), nullable=True),
        sa.Column("began_on", columns.Day(), nullable=False),
        sa.Column("ended_on", columns.Day(), nullable=True),
        sa.Column("term_ends", columns.Day(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["members.workspace_id", "members.id"],
            name=op.f("fk_tenures_member_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_tenures")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("tenures", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tenures_began_on"), ["workspace_id", "began_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_tenures_member_id"), ["workspace_id", "member_id"], unique=False)

    op.create_table(
        "agenda_items",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", columns.Words(), nullable=False),
        sa.Column("item", columns.Words(), nullable=False),
        sa.Column("meeting_id", columns.Words(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("title", columns.Words(), nullable=False),
        sa.Column("kind", columns.Words(), nullable=False),
        sa.Column("prospect_id", columns.Words(), nullable=True),
        sa.Column("step_id", columns.Words(), nullable=True),
        sa.Column("presenter", columns.Words(), nullable=False),
        sa.Column("why", columns.Words(), nullable=False),
        sa.Column("state", columns.Words(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "act_id"], ["acts.workspace_id", "acts.id"], name=op.f("fk_agenda_items_act_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "meeting_id"],
            ["meetings.workspace_id", "meetings.id"],
            name=op.f("fk_agenda_items_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "prospect_id"],
            ["prospects.workspace_id", "prospects.id"],
            name=op.f("fk_agenda_items_prospect_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_agenda_items")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("agenda_items", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_agenda_items_meeting_id"), ["workspace_id", "meeting_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_agenda_items_prospect_id"), ["workspace_id", "prospect_id"], unique=False
        )

    op.create_table(
        "motions",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", columns.Words(), nullable=False),
        sa.Column("meeting_id", columns.Words(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("item", columns.Words(), nullable=False),
        sa.Column("kind", columns.Words(), nullable=False),
        sa.Column("text", columns.Words(), nullable=False),
        sa.Column("mover_id", columns.Words(), nullable=False),
        sa.Column("mover", columns.Words(), nullable=False),
        sa.Column("seconder_id", columns.Words(), nullable=True),
        sa.Column("seconder", columns.Words(), nullable=False),
        sa.Column("prospect_id", columns.Words(), nullable=True),
        sa.Column("step_id", columns.Words(), nullable=True),
        sa.Column("rule", columns.Json(), nullable=False),
        sa.Column("rule_reason", columns.Words(), nullable=False),
        sa.Column("seating", columns.Json(), nullable=False),
        sa.Column("findings", columns.Json(), nullable=False),
        sa.Column("adopts", columns.Words(), nullable=True),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "act_id"], ["acts.workspace_id", "acts.id"], name=op.f("fk_motions_act_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "adopts"],
            ["meetings.workspace_id", "meetings.id"],
            name=op.f("fk_motions_adopts"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "meeting_id"],
            ["meetings.workspace_id", "meetings.id"],
            name=op.f("fk_motions_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "mover_id"],
            ["members.workspace_id", "members.id"],
            name=op.f("fk_motions_mover_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "prospect_id"],
            ["prospects.workspace_id", "prospects.id"],
            name=op.f("fk_motions_prospect_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "seconder_id"],
            ["members.workspace_id", "members.id"],
            name=op.f("fk_motions_seconder_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_motions")),
        sa.UniqueConstraint(
            "workspace_id", "meeting_id", "number", name=op.f("uq_motions_meeting_id_number")
        ),
        sqlite_strict=True,
    )
    with op.batch_alter_table("motions", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_motions_prospect_id"), ["workspace_id", "prospect_id"], unique=False
        )

    op.create_table(
        "moved_dates",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", columns.Words(), nullable=False),
        sa.Column("prospect_id", columns.Words(), nullable=False),
        sa.Column("step_id", columns.Words(), nullable=False),
        sa.Column("was", columns.Day(), nullable=True),
        sa.Column("on", columns.Day(), nullable=True),
        sa.Column("cause", columns.Words(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "act_id"], ["acts.workspace_id", "acts.id"], name=op.f("fk_moved_dates_act_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "prospect_id"],
            ["prospects.workspace_id", "prospects.id"],
            name=op.f("fk_moved_dates_prospect_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_moved_dates")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("moved_dates", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_moved_dates_act_id"), ["workspace_id", "act_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_moved_dates_prospect_id"), ["workspace_id", "prospect_id"], unique=False
        )

    op.create_table(
        "adopted_minutes",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", columns.Words(), nullable=False),
        sa.Column("meeting_id", columns.Words(), nullable=False),
        sa.Column("motion_id", columns.Words(), nullable=False),
        sa.Column("document", columns.Json(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "act_id"],
            ["acts.workspace_id", "acts.id"],
            name=op.f("fk_adopted_minutes_act_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "meeting_id"],
            ["meetings.workspace_id", "meetings.id"],
            name=op.f("fk_adopted_minutes_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "motion_id"],
            ["motions.workspace_id", "motions.id"],
            name=op.f("fk_adopted_minutes_motion_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_adopted_minutes")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("adopted_minutes", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_adopted_minutes_meeting_id"), ["workspace_id", "meeting_id"], unique=False
        )

    op.create_table(
        "ballots",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", columns.Words(), nullable=False),
        sa.Column("motion_id", columns.Words(), nullable=False),
        sa.Column("member_id", columns.Words(), nullable=False),
        sa.Column("option", columns.Words(), nullable=False),
        sa.Column("at", columns.Moment(timezone=True), nullable=False),
        sa.Column("how", columns.Words(), nullable=False),
        sa.Column("reason", columns.Words(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "act_id"], ["acts.workspace_id", "acts.id"], name=op.f("fk_ballots_act_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["members.workspace_id", "members.id"],
            name=op.f("fk_ballots_member_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "motion_id"],
            ["motions.workspace_id", "motions.id"],
            name=op.f("fk_ballots_motion_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_ballots")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("ballots", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ballots_motion_id"), ["workspace_id", "motion_id"], unique=False)

    op.create_table(
        "motion_endings",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", columns.Words(), nullable=False),
        sa.Column("motion_id", columns.Words(), nullable=False),
        sa.Column("outcome", columns.Words(), nullable=False),
        sa.Column("tally", columns.Json(), nullable=False),
        sa.Column("votes", columns.Json(), nullable=False),
        sa.Column("until", columns.Day(), nullable=True),
        sa.Column("referred_to", columns.Words(), nullable=False),
        sa.Column("reason", columns.Words(), nullable=False),
        sa.Column("ended_at", columns.Moment(timezone=True), nullable=False),
        sa.Column("corrects", columns.Flag(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "act_id"],
            ["acts.workspace_id", "acts.id"],
            name=op.f("fk_motion_endings_act_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "motion_id"],
            ["motions.workspace_id", "motions.id"],
            name=op.f("fk_motion_endings_motion_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_motion_endings")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("motion_endings", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_motion_endings_motion_id"), ["workspace_id", "motion_id"], unique=False
        )

    with op.batch_alter_table("acts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("meeting_id", columns.Words(), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_acts_meeting_id_id"), ["workspace_id", "meeting_id", "id"], unique=False
        )

    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.add_column(sa.Column("link", columns.Words(), nullable=True))
