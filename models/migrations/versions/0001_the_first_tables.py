"""The first tables."""

import sqlalchemy as sa
from alembic import op

from models import columns

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "acts",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", columns.Moment(timezone=True), nullable=False),
        sa.Column("actor", columns.Words(), nullable=False),
        sa.Column("actor_name", columns.Words(), nullable=False),
        sa.Column("what", columns.Words(), nullable=False),
        sa.Column("prospect_id", columns.Words(), nullable=True),
        sa.Column("reason", columns.Words(), nullable=False),
        sa.Column("reverses", sa.Integer(), nullable=True),
        sa.Column("details", columns.Json(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "reverses"], ["acts.workspace_id", "acts.id"], name=op.f("fk_acts_reverses")
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_acts")),
        sa.UniqueConstraint("workspace_id", "reverses", name=op.f("uq_acts_reverses")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("acts", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_acts_prospect_id_id"), ["workspace_id", "prospect_id", "id"], unique=False
        )

    op.create_table(
        "cities",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", columns.Words(), nullable=False),
        sa.Column("name", columns.Words(), nullable=False),
        sa.Column("folded", columns.Words(), nullable=False),
        sa.Column("country", columns.Words(), nullable=False),
        sa.Column("kind", columns.Words(), nullable=False),
        sa.Column("tier", columns.Words(), nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_cities")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("cities", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_cities_folded_country"), ["workspace_id", "folded", "country"], unique=False
        )

    op.create_table(
        "meetings",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", columns.Words(), nullable=False),
        sa.Column("body", columns.Words(), nullable=False),
        sa.Column("starts_at", columns.Moment(timezone=True), nullable=False),
        sa.Column("on", columns.Day(), nullable=False),
        sa.Column("kind", columns.Words(), nullable=False),
        sa.Column("status", columns.Words(), nullable=False),
        sa.Column("reason", columns.Words(), nullable=False),
        sa.Column("continues", columns.Words(), nullable=True),
        sa.Column("place", columns.Words(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "continues"],
            ["meetings.workspace_id", "meetings.id"],
            name=op.f("fk_meetings_continues"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_meetings")),
        sa.UniqueConstraint("workspace_id", "body", "starts_at", name=op.f("uq_meetings_body_starts_at")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meetings_on"), ["workspace_id", "on"], unique=False)

    op.create_table(
        "members",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", columns.Words(), nullable=False),
        sa.Column("slack_id", columns.Words(), nullable=True),
        sa.Column("name", columns.Words(), nullable=False),
        sa.Column("roles", columns.Json(), nullable=False),
        sa.Column("seat", sa.Integer(), nullable=True),
        sa.Column("zone", columns.Words(), nullable=True),
        sa.Column("email", columns.Words(), nullable=True),
        sa.Column("active", columns.Flag(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_members")),
        sa.UniqueConstraint("workspace_id", "slack_id", name=op.f("uq_members_slack_id")),
        sqlite_strict=True,
    )
    op.create_table(
        "outbox",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", columns.Words(), nullable=False),
        sa.Column("destination", columns.Words(), nullable=False),
        sa.Column("kind", columns.Words(), nullable=False),
        sa.Column("subject", columns.Words(), nullable=False),
        sa.Column("key", columns.Words(), nullable=False),
        sa.Column("next_at", columns.Moment(timezone=True), nullable=True),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("intent_at", columns.Moment(timezone=True), nullable=True),
        sa.Column("sent_ts", columns.Words(), nullable=True),
        sa.Column("sent_channel", columns.Words(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_error", columns.Words(), nullable=True),
        sa.Column("created_at", columns.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("workspace_id", "key", name=op.f("uq_outbox_key")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_outbox_next_at"),
            ["next_at"],
            unique=False,
            sqlite_where=sa.text("next_at IS NOT NULL"),
            postgresql_where=sa.text("next_at IS NOT NULL"),
        )

    op.create_table(
        "policy_versions",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", columns.Words(), nullable=False),
        sa.Column("policy_id", columns.Words(), nullable=False),
        sa.Column("content_hash", columns.Words(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("adopted", columns.Day(), nullable=True),
        sa.Column("loaded_at", columns.Moment(timezone=True), nullable=False),
        sa.Column("current", columns.Flag(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_policy_versions")),
        sa.UniqueConstraint(
            "workspace_id",
            "policy_id",
            "content_hash",
            name=op.f("uq_policy_versions_policy_id_content_hash"),
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "requests",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("key", columns.Words(), nullable=False),
        sa.Column("at", columns.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "key", name=op.f("pk_requests")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("requests", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_requests_at"), ["at"], unique=False)

    op.create_table(
        "workspaces",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("name", columns.Words(), nullable=False),
        sa.Column("body_title", columns.Words(), nullable=False),
        sa.Column("body_kind", columns.Words(), nullable=False),
        sa.Column("zone", columns.Words(), nullable=False),
        sa.Column("channel", columns.Words(), nullable=True),
        sa.Column("settings", columns.Json(), nullable=False),
        sa.Column("set_up_at", columns.Moment(timezone=True), nullable=True),
        sa.Column("set_up_by", columns.Words(), nullable=True),
        sa.Column("last_act", sa.Integer(), nullable=False),
        sa.Column("last_case", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", name=op.f("pk_workspaces")),
        sqlite_strict=True,
    )
    op.create_table(
        "city_names",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", columns.Words(), nullable=False),
        sa.Column("city_id", columns.Words(), nullable=False),
        sa.Column("name", columns.Words(), nullable=False),
        sa.Column("folded", columns.Words(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "city_id"],
            ["cities.workspace_id", "cities.id"],
            name=op.f("fk_city_names_city_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_city_names")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("city_names", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_city_names_city_id"), ["workspace_id", "city_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_city_names_folded"), ["workspace_id", "folded"], unique=False)

    op.create_table(
        "partners",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", columns.Words(), nullable=False),
        sa.Column("city_id", columns.Words(), nullable=False),
        sa.Column("tier", columns.Words(), nullable=False),
        sa.Column("since", columns.Words(), nullable=False),
        sa.Column("approved_on", columns.Day(), nullable=True),
        sa.Column("signed_on", columns.Day(), nullable=True),
        sa.Column("recognized_on", columns.Day(), nullable=True),
        sa.Column("status", columns.Words(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "city_id"],
            ["cities.workspace_id", "cities.id"],
            name=op.f("fk_partners_city_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_partners")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("partners", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_partners_city_id"), ["workspace_id", "city_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_partners_status"), ["workspace_id", "status"], unique=False)

    op.create_table(
        "prospects",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", columns.Words(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("city_id", columns.Words(), nullable=True),
        sa.Column("title", columns.Words(), nullable=False),
        sa.Column("policy_version_id", columns.Words(), nullable=False),
        sa.Column("path", columns.Words(), nullable=False),
        sa.Column("tier", columns.Words(), nullable=True),
        sa.Column("follows", columns.Words(), nullable=True),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "act_id"], ["acts.workspace_id", "acts.id"], name=op.f("fk_prospects_act_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "city_id"],
            ["cities.workspace_id", "cities.id"],
            name=op.f("fk_prospects_city_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "follows"],
            ["prospects.workspace_id", "prospects.id"],
            name=op.f("fk_prospects_follows"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "policy_version_id"],
            ["policy_versions.workspace_id", "policy_versions.id"],
            name=op.f("fk_prospects_policy_version_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_prospects")),
        sa.UniqueConstraint("workspace_id", "number", name=op.f("uq_prospects_number")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("prospects", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_prospects_city_id"), ["workspace_id", "city_id"], unique=False)

    op.create_table(
        "answers",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", columns.Words(), nullable=False),
        sa.Column("prospect_id", columns.Words(), nullable=False),
        sa.Column("question", columns.Words(), nullable=False),
        sa.Column("answer", columns.Flag(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "act_id"], ["acts.workspace_id", "acts.id"], name=op.f("fk_answers_act_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "prospect_id"],
            ["prospects.workspace_id", "prospects.id"],
            name=op.f("fk_answers_prospect_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_answers")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("answers", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_answers_prospect_id_question"),
            ["workspace_id", "prospect_id", "question"],
            unique=False,
        )

    op.create_table(
        "assignments",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", columns.Words(), nullable=False),
        sa.Column("prospect_id", columns.Words(), nullable=False),
        sa.Column("owner_id", columns.Words(), nullable=False),
        sa.Column("step_id", columns.Words(), nullable=True),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "act_id"], ["acts.workspace_id", "acts.id"], name=op.f("fk_assignments_act_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "owner_id"],
            ["members.workspace_id", "members.id"],
            name=op.f("fk_assignments_owner_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "prospect_id"],
            ["prospects.workspace_id", "prospects.id"],
            name=op.f("fk_assignments_prospect_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_assignments")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("assignments", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_assignments_owner_id"), ["workspace_id", "owner_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_assignments_prospect_id"), ["workspace_id", "prospect_id"], unique=False
        )

    op.create_table(
        "closings",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", columns.Words(), nullable=False),
        sa.Column("prospect_id", columns.Words(), nullable=False),
        sa.Column("closed", columns.Flag(), nullable=False),
        sa.Column("on", columns.Day(), nullable=False),
        sa.Column("reason", columns.Words(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "act_id"], ["acts.workspace_id", "acts.id"], name=op.f("fk_closings_act_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "prospect_id"],
            ["prospects.workspace_id", "prospects.id"],
            name=op.f("fk_closings_prospect_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_closings")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("closings", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_closings_prospect_id"), ["workspace_id", "prospect_id"], unique=False
        )

    op.create_table(
        "contacts",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", columns.Words(), nullable=False),
        sa.Column("prospect_id", columns.Words(), nullable=False),
        sa.Column("side", columns.Words(), nullable=False),
        sa.Column("role", columns.Words(), nullable=False),
        sa.Column("name", columns.Words(), nullable=False),
        sa.Column("title", columns.Words(), nullable=False),
        sa.Column("email", columns.Words(), nullable=False),
        sa.Column("phone", columns.Words(), nullable=False),
        sa.Column("blanked_at", columns.Moment(timezone=True), nullable=True),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "act_id"], ["acts.workspace_id", "acts.id"], name=op.f("fk_contacts_act_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "prospect_id"],
            ["prospects.workspace_id", "prospects.id"],
            name=op.f("fk_contacts_prospect_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_contacts")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("contacts", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_contacts_prospect_id"), ["workspace_id", "prospect_id"], unique=False
        )

    op.create_table(
        "due_dates",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("prospect_id", columns.Words(), nullable=False),
        sa.Column("step_id", columns.Words(), nullable=False),
        sa.Column("kind", columns.Words(), nullable=False),
        sa.Column("on", columns.Day(), nullable=False),
        sa.Column("basis", columns.Words(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "prospect_id"],
            ["prospects.workspace_id", "prospects.id"],
            name=op.f("fk_due_dates_prospect_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "prospect_id", "step_id", "kind", name=op.f("pk_due_dates")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("due_dates", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_due_dates_on_prospect_id"), ["workspace_id", "on", "prospect_id"], unique=False
        )

    op.create_table(
        "inquiries",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", columns.Words(), nullable=False),
        sa.Column("prospect_id", columns.Words(), nullable=False),
        sa.Column("received_on", columns.Day(), nullable=False),
        sa.Column("medium", columns.Words(), nullable=False),
        sa.Column("notes", columns.Words(), nullable=False),
        sa.Column("interests", columns.Json(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "act_id"], ["acts.workspace_id", "acts.id"], name=op.f("fk_inquiries_act_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "prospect_id"],
            ["prospects.workspace_id", "prospects.id"],
            name=op.f("fk_inquiries_prospect_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_inquiries")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("inquiries", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_inquiries_prospect_id_received_on"),
            ["workspace_id", "prospect_id", "received_on"],
            unique=False,
        )

    op.create_table(
        "letters",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", columns.Words(), nullable=False),
        sa.Column("prospect_id", columns.Words(), nullable=False),
        sa.Column("direction", columns.Words(), nullable=False),
        sa.Column("what", columns.Words(), nullable=False),
        sa.Column("medium", columns.Words(), nullable=False),
        sa.Column("dated_on", columns.Day(), nullable=False),
        sa.Column("logged_at", columns.Moment(timezone=True), nullable=False),
        sa.Column("whom", columns.Words(), nullable=False),
        sa.Column("signer", columns.Words(), nullable=False),
        sa.Column("language", columns.Words(), nullable=False),
        sa.Column("translated_by", columns.Words(), nullable=False),
        sa.Column("summary", columns.Words(), nullable=False),
        sa.Column("turn", columns.Words(), nullable=True),
        sa.Column("answer_by", columns.Day(), nullable=True),
        sa.Column("follow_up_on", columns.Day(), nullable=True),
        sa.Column("permalink", columns.Words(), nullable=True),
        sa.Column("blanked_at", columns.Moment(timezone=True), nullable=True),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "act_id"], ["acts.workspace_id", "acts.id"], name=op.f("fk_letters_act_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "prospect_id"],
            ["prospects.workspace_id", "prospects.id"],
            name=op.f("fk_letters_prospect_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_letters")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("letters", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_letters_answer_by"), ["workspace_id", "answer_by"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_letters_follow_up_on"), ["workspace_id", "follow_up_on"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_letters_prospect_id_dated_on"),
            ["workspace_id", "prospect_id", "dated_on"],
            unique=False,
        )

    op.create_table(
        "pledges",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", columns.Words(), nullable=False),
        sa.Column("prospect_id", columns.Words(), nullable=False),
        sa.Column("pledged_by", columns.Words(), nullable=False),
        sa.Column("what", columns.Words(), nullable=False),
        sa.Column("cents", sa.Integer(), nullable=True),
        sa.Column("pledged_on", columns.Day(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "act_id"], ["acts.workspace_id", "acts.id"], name=op.f("fk_pledges_act_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "prospect_id"],
            ["prospects.workspace_id", "prospects.id"],
            name=op.f("fk_pledges_prospect_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_pledges")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("pledges", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_pledges_prospect_id"), ["workspace_id", "prospect_id"], unique=False
        )

    op.create_table(
        "recorded_dates",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", columns.Words(), nullable=False),
        sa.Column("prospect_id", columns.Words(), nullable=False),
        sa.Column("name", columns.Words(), nullable=False),
        sa.Column("on", columns.Day(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "act_id"],
            ["acts.workspace_id", "acts.id"],
            name=op.f("fk_recorded_dates_act_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "prospect_id"],
            ["prospects.workspace_id", "prospects.id"],
            name=op.f("fk_recorded_dates_prospect_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_recorded_dates")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("recorded_dates", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_recorded_dates_prospect_id_name"),
            ["workspace_id", "prospect_id", "name"],
            unique=False,
        )

    op.create_table(
        "reminders",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", columns.Words(), nullable=False),
        sa.Column("rule", columns.Words(), nullable=False),
        sa.Column("occurrence", columns.Words(), nullable=False),
        sa.Column("recipient", columns.Words(), nullable=False),
        sa.Column("prospect_id", columns.Words(), nullable=True),
        sa.Column("step_id", columns.Words(), nullable=True),
        sa.Column("due_at", columns.Words(), nullable=False),
        sa.Column("zone", columns.Words(), nullable=False),
        sa.Column("at", columns.Moment(timezone=True), nullable=False),
        sa.Column("valid_until", columns.Moment(timezone=True), nullable=False),
        sa.Column("state", columns.Words(), nullable=False),
        sa.Column("snoozed_until", columns.Moment(timezone=True), nullable=True),
        sa.Column("outbox_id", columns.Words(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "outbox_id"],
            ["outbox.workspace_id", "outbox.id"],
            name=op.f("fk_reminders_outbox_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "prospect_id"],
            ["prospects.workspace_id", "prospects.id"],
            name=op.f("fk_reminders_prospect_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_reminders")),
        sa.UniqueConstraint(
            "workspace_id",
            "rule",
            "occurrence",
            "recipient",
            name=op.f("uq_reminders_rule_occurrence_recipient"),
        ),
        sqlite_strict=True,
    )
    with op.batch_alter_table("reminders", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_reminders_at"),
            ["at"],
            unique=False,
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )
        batch_op.create_index(
            batch_op.f("ix_reminders_outbox_id"), ["workspace_id", "outbox_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_reminders_prospect_id_step_id"),
            ["workspace_id", "prospect_id", "step_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_reminders_recipient_state"), ["workspace_id", "recipient", "state"], unique=False
        )

    op.create_table(
        "step_entries",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", columns.Words(), nullable=False),
        sa.Column("prospect_id", columns.Words(), nullable=False),
        sa.Column("step_id", columns.Words(), nullable=False),
        sa.Column("state", columns.Words(), nullable=False),
        sa.Column("done_on", columns.Day(), nullable=False),
        sa.Column("reason", columns.Words(), nullable=False),
        sa.Column("evidence", columns.Json(), nullable=False),
        sa.Column("numbers", columns.Json(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "act_id"], ["acts.workspace_id", "acts.id"], name=op.f("fk_step_entries_act_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "prospect_id"],
            ["prospects.workspace_id", "prospects.id"],
            name=op.f("fk_step_entries_prospect_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_step_entries")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("step_entries", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_step_entries_prospect_id_step_id"),
            ["workspace_id", "prospect_id", "step_id"],
            unique=False,
        )

    op.create_table(
        "papers",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", columns.Words(), nullable=False),
        sa.Column("prospect_id", columns.Words(), nullable=False),
        sa.Column("letter_id", columns.Words(), nullable=True),
        sa.Column("step_id", columns.Words(), nullable=True),
        sa.Column("name", columns.Words(), nullable=False),
        sa.Column("media_type", columns.Words(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", columns.Words(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "act_id"], ["acts.workspace_id", "acts.id"], name=op.f("fk_papers_act_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "letter_id"],
            ["letters.workspace_id", "letters.id"],
            name=op.f("fk_papers_letter_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "prospect_id"],
            ["prospects.workspace_id", "prospects.id"],
            name=op.f("fk_papers_prospect_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_papers")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("papers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_papers_letter_id"), ["workspace_id", "letter_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_papers_prospect_id_step_id"),
            ["workspace_id", "prospect_id", "step_id"],
            unique=False,
        )
