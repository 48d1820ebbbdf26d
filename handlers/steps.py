"""Completing a step: first which, then the form that the policy draws."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from slack_sdk.models.views import View
from sqlalchemy import select

from handlers import completions, signing
from handlers.desk import Asked, AskFirst, Desk, Opens, about, guess_city
from handlers.filled import Filled
from handlers.views.city_menus import is_waivable
from handlers.views.decisions import letter_owed, what_follows
from handlers.views.kit import button, does, option, sentence
from handlers.views.saved import saved
from handlers.views.step_forms import choose_step_form, further_form, open_steps, step_form
from handlers.views.steps import now_sentence
from models import completing, papers
from models.completing import Completed
from models.correspondence import Letter
from models.criteria import count_noted, is_held_back
from models.evidence import Completion
from models.finding import prospect_by_id
from models.ledger import standing as not_undone
from models.policy_shelf import policy_in
from models.prospects import Prospect
from models.refusals import NotFound, Refusal, Stale
from models.rules.beginnings import SIGNED
from models.rules.further import Wanted, wanted
from models.rules.permissions import Right
from models.rules.policy import CriteriaGroup
from models.rules.progress import Progress
from models.rules.steps import Standing, State
from models.rules.wording import day_in_words
from models.shortlists import picked_in
from models.work_plans import goals_of
from models.workspaces import PolicyVersion

MOST_LETTERS = 20
MOST_NEXT = 3
"""Steps that are named after a form."""


def done(desk: Desk, asked: Asked) -> Opens:
    """Answer `done`: which step, or its form at once where only one is ready."""
    guess = guess_city(desk, asked)
    if guess.prospect:
        view = _for_prospect(desk, guess.prospect, asked.step_id)
    else:
        desk.asker.must_be_allowed(Right.DONE, owns_step=True)
        suggested = option(guess.nearest.label, guess.nearest.prospect_id) if guess.nearest else None
        view = choose_step_form(None, key=secrets.token_hex(8), suggested=suggested, hint=guess.hint)
    door = button("Complete a step", does("done"), guess.prospect.id if guess.prospect else asked.rest[:1000])
    return Opens(
        view=view, door=door, says=f"A form records a step{about(guess)}. Press the button to open it."
    )


def not_needed(desk: Desk, asked: Asked) -> Opens:
    """Open the form of a step that the policy lets be waived, with that chosen already."""
    prospect = prospect_by_id(desk.session, asked.prospect_id)
    progress = _may_complete(desk, prospect)
    standing = progress.standing(asked.step_id)
    if standing is None or not is_waivable(standing):
        raise Stale("That step cannot be left out as things stand.", prospect_id=prospect.id)
    says = f"A form says why a step of {progress.full_name} is not needed. Press the button to open it."
    door = button("Complete a step", does("done"), f"{prospect.id}:{asked.step_id}")
    return Opens(view=_form(desk, prospect, progress, asked.step_id, is_waived=True), door=door, says=says)


def chosen(desk: Desk, view: Mapping[str, Any]) -> View:
    """Go on from the choice of a city or a step."""
    filled = Filled(view)
    prospect_id = filled.carries.get("prospect") or filled.chosen("city")
    if not prospect_id:
        raise Refusal("Please choose the city.", field="city")
    prospect = prospect_by_id(desk.session, str(prospect_id))
    step_id = filled.chosen("step")
    return (
        _form(desk, prospect, _may_complete(desk, prospect), step_id)
        if step_id
        else _for_prospect(desk, prospect)
    )


def submit(desk: Desk, view: Mapping[str, Any]) -> View:
    """Record what was filled in of a step; AskFirst for what it asks further, once the rest of it is in order."""
    filled = Filled(view)
    new, files = completions.read(filled, can_attach=desk.can_attach)
    completed = completing.complete_step(desk.session, new, desk.asker, desk.commission, desk.now)
    asks = wanted(completed.step, new.state, new.outcome)
    if not asks.is_nothing and not completions.is_complete(filled):
        carries = {"key": filled.carries.get("key"), "rest": completions.packed(new, files)}
        raise AskFirst(_further_form(desk, completed, new, asks, carries))
    papers.owe_papers(
        desk.session,
        files,
        prospect_id=completed.prospect.id,
        act=completed.act,
        asker=desk.asker,
        now=desk.now,
        step_id=completed.step.id,
    )
    progress = desk.progress(completed.prospect)
    said = [f"{progress.full_name}: “{completed.step.title}” is recorded."]
    if not progress.is_open:
        said.append(f"The file is closed now. {sentence(progress.closed_because)}")
    outcome = new.outcome if new.state is State.DONE else ""
    to = new.further.continued_to if new.further else None
    said += what_follows(completed.step, outcome, progress, desk.today, continued_to=to)
    coming = progress.now[:MOST_NEXT] if progress.is_open else ()
    said += [f"Next: {now_sentence(standing, progress, desk.today)}" for standing in coming]
    return saved(said, progress, completed.act.id, *letter_owed(completed.step, outcome, progress))


def _further_form(
    desk: Desk, completed: Completed, new: Completion, asks: Wanted, carries: Mapping[str, Any]
) -> View:
    criteria = _criteria(desk, completed.prospect, asks)
    return further_form(
        f"{completed.prospect.title}: {completed.step.title}",
        asks,
        criteria,
        link=new.link,
        reason=new.reason,
        carries=carries,
        noted=count_noted(desk.session, completed.prospect, criteria),
        goals=goals_of(desk.session, completed.prospect) if asks.again else (),
        held_for=completed.prospect.id if is_held_back(desk.asker, desk.commission) else "",
    )


def _may_complete(desk: Desk, prospect: Prospect) -> Progress:
    progress = desk.progress(prospect)
    desk.asker.must_be_allowed(Right.DONE, owns_step=progress.owner_id == desk.asker.member_id)
    return progress


def _for_prospect(desk: Desk, prospect: Prospect, step_id: str = "") -> View:
    progress = _may_complete(desk, prospect)
    asked_for = progress.standing(step_id) if step_id else None
    if asked_for and not asked_for.is_open and not asked_for.is_tested_again:
        raise Refusal(f"{_how_it_closed(asked_for)} I changed nothing.", offers=("next",))
    steps = open_steps(progress) if progress.is_open else []
    if not steps:
        raise Refusal(f"No step is open for {progress.full_name}.", offers=("next",))
    if len(steps) == 1 or step_id in {standing.step.id for standing in steps}:
        return _form(desk, prospect, progress, step_id or steps[0].step.id)
    return choose_step_form(progress, key=secrets.token_hex(8))


def _how_it_closed(closed: Standing) -> str:
    """Say of a step that an older note still offers what became of it, and by whom."""
    by = f", recorded by {closed.entry.by}" if closed.entry and closed.entry.by else ""
    return f"“{closed.step.title}” is {closed.state} already{by}."


def _form(
    desk: Desk, prospect: Prospect, progress: Progress, step_id: str, *, is_waived: bool = False
) -> View:
    standing = progress.standing(step_id)
    if standing is None:
        raise NotFound("step", field="step")
    if standing.step.sets == SIGNED:
        return signing.form(desk, prospect)
    wanted = (
        select(Letter)
        .where(Letter.prospect_id == prospect.id, not_undone(Letter))
        .order_by(Letter.dated_on.desc())
    )
    letters = desk.session.scalars(wanted.limit(MOST_LETTERS))
    return step_form(
        progress,
        standing,
        desk.today,
        key=secrets.token_hex(8),
        letters=[
            option(f"{letter.what}, {day_in_words(letter.dated_on, desk.today)}", letter.id)
            for letter in letters
        ],
        can_attach=desk.can_attach,
        picked=picked_in(desk.session, prospect.id) if standing.step.count else None,
        is_waived=is_waived,
    )


def _criteria(desk: Desk, prospect: Prospect, asks: Wanted) -> list[CriteriaGroup]:
    version = desk.session.scalars(
        select(PolicyVersion).where(PolicyVersion.id == prospect.policy_version_id)
    ).one()
    return [group for group in policy_in(version).criteria if group.id in asks.checklist]
