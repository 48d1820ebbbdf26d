"""Recording the drafts of a memorandum, version by version."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from slack_sdk.models.views import View

from handlers.city_first import CityFirst
from handlers.desk import Desk
from handlers.filled import Filled
from handlers.views.agreed import newest_first
from handlers.views.drafts import DRAFT_CITY, TITLE, draft_form
from handlers.views.saved import saved
from models import papers
from models.agreements_seen import draft_seen
from models.drafting import NewDraft, drafts_of, must_be_draftable, record_draft
from models.prospects import Prospect
from models.rules.permissions import Right


def _form(desk: Desk, prospect: Prospect) -> View:
    progress = desk.progress(prospect)
    must_be_draftable(progress)
    drafts = [draft_seen(row) for row in drafts_of(desk.session, prospect)]
    return draft_form(progress, drafts, desk.today, key=secrets.token_hex(8), can_attach=desk.can_attach)


BY_CITY = CityFirst(
    verb="draft",
    right=Right.DRAFT,
    title=TITLE,
    chooses=DRAFT_CITY,
    does="records a draft of the memorandum",
    form=_form,
)


def submit(desk: Desk, view: Mapping[str, Any]) -> View:
    """Record the draft, and list them all."""
    filled = Filled(view)
    files = filled.files("file")
    new = NewDraft(
        prospect_id=str(filled.carries.get("prospect")),
        dated_on=filled.day("dated_on"),
        by_whom=filled.text("by_whom"),
        changes=filled.text("changes"),
        link=filled.text("paper"),
        has_file=bool(files),
        can_attach=desk.can_attach,
    )
    drafted = record_draft(desk.session, new, desk.asker, desk.commission, desk.now)
    papers.owe_papers(
        desk.session,
        files,
        prospect_id=drafted.prospect.id,
        act=drafted.act,
        asker=desk.asker,
        now=desk.now,
        step_id=drafted.step_id,
    )
    progress = desk.progress(drafted.prospect)
    drafts = [draft_seen(row) for row in drafts_of(desk.session, drafted.prospect)]
    said = [f"{progress.full_name}: draft {drafted.draft.number} of the memorandum is recorded."]
    return saved([*said, *newest_first(drafts)], progress, drafted.act.id)
