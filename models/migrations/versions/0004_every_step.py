"""The criteria sheet, candidates of a search, drafts, signatures and programs; which import a partner came by."""

import sqlalchemy as sa
from alembic import op

from models import columns

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "agreements",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", columns.Words(), nullable=False),
        sa.Column("prospect_id", columns.Words(), nullable=False),
        sa.Column("tier", columns.Words(), nullable=False),
        sa.Column("ours_on", columns.Day(), nullable=True),
        sa.Column("theirs_on", columns.Day(), nullable=True),
        sa.Column("our_signer", columns.Words(), nullable=False),
        sa.Column("their_signer", columns.Words(), nullable=False),
        sa.Column("ends_on", columns.Day(), nullable=True),
        sa.Column("link", columns.Words(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "act_id"], ["acts.workspace_id", "acts.id"], name=op.f("fk_agreements_act_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "prospect_id"],
            ["prospects.workspace_id", "prospects.id"],
            name=op.f("fk_agreements_prospect_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_agreements")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("agreements", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_agreements_prospect_id"), ["workspace_id", "prospect_id"], unique=False
        )

    op.create_table(
        "candidates",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", columns.Words(), nullable=False),
        sa.Column("search_id", columns.Words(), nullable=False),
        sa.Column("name", columns.Words(), nullable=False),
        sa.Column("country", columns.Words(), nullable=False),
        sa.Column("found_through", columns.Words(), nullable=False),
        sa.Column("why", columns.Words(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "act_id"], ["acts.workspace_id", "acts.id"], name=op.f("fk_candidates_act_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "search_id"],
            ["prospects.workspace_id", "prospects.id"],
            name=op.f("fk_candidates_search_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_candidates")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("candidates", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_candidates_search_id"), ["workspace_id", "search_id"], unique=False
        )

    op.create_table(
        "memorandum_drafts",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", columns.Words(), nullable=False),
        sa.Column("prospect_id", columns.Words(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("dated_on", columns.Day(), nullable=False),
        sa.Column("by_whom", columns.Words(), nullable=False),
        sa.Column("changes", columns.Words(), nullable=False),
        sa.Column("link", columns.Words(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "act_id"],
            ["acts.workspace_id", "acts.id"],
            name=op.f("fk_memorandum_drafts_act_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "prospect_id"],
            ["prospects.workspace_id", "prospects.id"],
            name=op.f("fk_memorandum_drafts_prospect_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_memorandum_drafts")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("memorandum_drafts", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_memorandum_drafts_prospect_id"), ["workspace_id", "prospect_id"], unique=False
        )

    op.create_table(
        "programs",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", columns.Words(), nullable=False),
        sa.Column("prospect_id", columns.Words(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("is_test", columns.Flag(), nullable=False),
        sa.Column("title", columns.Words(), nullable=False),
        sa.Column("begins_on", columns.Day(), nullable=False),
        sa.Column("ends_on", columns.Day(), nullable=True),
        sa.Column("outcome", columns.Words(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "act_id"], ["acts.workspace_id", "acts.id"], name=op.f("fk_programs_act_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "prospect_id"],
            ["prospects.workspace_id", "prospects.id"],
            name=op.f("fk_programs_prospect_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_programs")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("programs", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_programs_prospect_id_number"),
            ["workspace_id", "prospect_id", "number"],
            unique=False,
        )

    op.create_table(
        "choices",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", columns.Words(), nullable=False),
        sa.Column("candidate_id", columns.Words(), nullable=False),
        sa.Column("state", columns.Words(), nullable=False),
        sa.Column("reason", columns.Words(), nullable=False),
        sa.Column("became_id", columns.Words(), nullable=True),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "act_id"], ["acts.workspace_id", "acts.id"], name=op.f("fk_choices_act_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "became_id"],
            ["prospects.workspace_id", "prospects.id"],
            name=op.f("fk_choices_became_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "candidate_id"],
            ["candidates.workspace_id", "candidates.id"],
            name=op.f("fk_choices_candidate_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_choices")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("choices", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_choices_candidate_id"), ["workspace_id", "candidate_id"], unique=False
        )

    op.create_table(
        "criteria_notes",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", columns.Words(), nullable=False),
        sa.Column("prospect_id", columns.Words(), nullable=True),
        sa.Column("candidate_id", columns.Words(), nullable=True),
        sa.Column("group", columns.Words(), nullable=False),
        sa.Column("prompt", columns.Words(), nullable=False),
        sa.Column("note", columns.Words(), nullable=False),
        sa.Column("source", columns.Words(), nullable=False),
        sa.Column("author_id", columns.Words(), nullable=False),
        sa.Column("is_held", columns.Flag(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "act_id"],
            ["acts.workspace_id", "acts.id"],
            name=op.f("fk_criteria_notes_act_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "author_id"],
            ["members.workspace_id", "members.id"],
            name=op.f("fk_criteria_notes_author_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "candidate_id"],
            ["candidates.workspace_id", "candidates.id"],
            name=op.f("fk_criteria_notes_candidate_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "prospect_id"],
            ["prospects.workspace_id", "prospects.id"],
            name=op.f("fk_criteria_notes_prospect_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_criteria_notes")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("criteria_notes", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_criteria_notes_candidate_id"), ["workspace_id", "candidate_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_criteria_notes_prospect_id"), ["workspace_id", "prospect_id"], unique=False
        )

    op.create_table(
        "packets",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", columns.Words(), nullable=False),
        sa.Column("prospect_id", columns.Words(), nullable=True),
        sa.Column("candidate_id", columns.Words(), nullable=True),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "act_id"], ["acts.workspace_id", "acts.id"], name=op.f("fk_packets_act_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "candidate_id"],
            ["candidates.workspace_id", "candidates.id"],
            name=op.f("fk_packets_candidate_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "prospect_id"],
            ["prospects.workspace_id", "prospects.id"],
            name=op.f("fk_packets_prospect_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_packets")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("packets", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_packets_candidate_id"), ["workspace_id", "candidate_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_packets_prospect_id"), ["workspace_id", "prospect_id"], unique=False
        )

    for table in ("city_names", "partners"):
        with op.batch_alter_table(table, schema=None, table_kwargs={"sqlite_strict": True}) as batch_op:
            batch_op.add_column(sa.Column("act_id", sa.Integer(), nullable=True))
            batch_op.create_foreign_key(
                batch_op.f(f"fk_{table}_act_id"), "acts", ["workspace_id", "act_id"], ["workspace_id", "id"]
            )
