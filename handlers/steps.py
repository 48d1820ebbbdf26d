"""Completing a step: first which, then the form that the policy draws."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from slack_sdk.models.views import View
from sqlalchemy import select

from handlers.desk import Asked, Desk, Opens, guess_city
from handlers.filled import Filled
from handlers.views.kit import button, does, option, sentence
from handlers.views.saved import saved
from handlers.views.step_forms import choose_step_form, open_steps, step_form
from handlers.views.steps import numbered, when
from models import completing, papers
from models.correspondence import Letter
from models.evidence import APPROVED, Completion
from models.finding import prospect_by_id
from models.ledger import standing as not_undone
from models.policy_shelf import policy_in
from models.prospects import Prospect
from models.refusals import NotFound, Refusal
from models.rules.permissions import Right
from models.rules.policy import CriteriaGroup, Step
from models.rules.progress import Progress
from models.rules.steps import State
from models.rules.wording import day_in_words
from models.workspaces import PolicyVersion

TICKED = ("need", "any_of", "contains", "pick")
MOST_LETTERS = 20


def done(desk: Desk, asked: Asked) -> Opens:
    """Answer `done`: which step, or its form at once where only one is ready."""
    guess = guess_city(desk, asked)
    if guess.prospect:
        view = _for_prospect(desk, guess.prospect)
    else:
        desk.asker.must_be_allowed(Right.DONE, owns_step=True)
        suggested = option(guess.nearest.label, guess.nearest.prospect_id) if guess.nearest else None
        view = choose_step_form(None, key=secrets.token_hex(8), suggested=suggested, hint=guess.hint)
    door = button("Complete a step", does("done"), guess.prospect.id if guess.prospect else "")
    return Opens(view=view, door=door, says="A form records it. Press the button to open it.")


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
    """Record what was filled in of a step."""
    filled = Filled(view)
    completed = completing.complete_step(desk.session, _read(filled), desk.asker, desk.commission, desk.now)
    papers.owe_papers(
        desk.session,
        filled.files("paper"),
        prospect_id=completed.prospect.id,
        act=completed.act,
        asker=desk.asker,
        now=desk.now,
        step_id=completed.step.id,
    )
    progress = desk.progress(completed.prospect)
    said = [f"{progress.full_name}: “{completed.step.title}” is recorded."]
    said += [
        f"Next: {numbered(standing, progress)}. {when(standing, progress, desk.today)}"
        for standing in progress.now[:3]
    ]
    if not progress.is_open:
        said.append(f"The file is closed now. {sentence(progress.closed_because)}")
    return saved(said, progress, completed.act.id)


def _may_complete(desk: Desk, prospect: Prospect) -> Progress:
    progress = desk.progress(prospect)
    desk.asker.must_be_allowed(Right.DONE, owns_step=progress.owner_id == desk.asker.member_id)
    return progress


def _for_prospect(desk: Desk, prospect: Prospect) -> View:
    progress = _may_complete(desk, prospect)
    steps = open_steps(progress) if progress.is_open else []
    if not steps:
        raise Refusal(f"No step is open for {progress.full_name}.", offers=("next",))
    if len(progress.now) == 1 and len(steps) == 1:
        return _form(desk, prospect, progress, steps[0].step.id)
    return choose_step_form(progress, key=secrets.token_hex(8))


def _form(desk: Desk, prospect: Prospect, progress: Progress, step_id: str) -> View:
    standing = progress.standing(step_id)
    if standing is None:
        raise NotFound("step", field="step")
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
        criteria=_criteria(desk, prospect, standing.step),
        letters=[
            option(f"{letter.what}, {day_in_words(letter.dated_on, desk.today)}", letter.id)
            for letter in letters
        ],
        can_attach=desk.can_attach,
    )


def _criteria(desk: Desk, prospect: Prospect, step: Step) -> list[CriteriaGroup]:
    version = desk.session.scalars(
        select(PolicyVersion).where(PolicyVersion.id == prospect.policy_version_id)
    ).one()
    return [group for group in policy_in(version).criteria if group.id in step.checklist]


def _read(filled: Filled) -> Completion:
    done_on = filled.day("done_on")
    if done_on is None:
        raise Refusal("Please choose the date.", field="done_on")
    state = filled.chosen("state")
    return Completion(
        prospect_id=str(filled.carries.get("prospect")),
        step_id=str(filled.carries.get("step")),
        state=State(state) if state in {State.DONE, State.WAIVED, State.NOT_APPLICABLE} else State.DONE,
        done_on=done_on,
        evidence=filled.chosen("evidence") or "note",
        letter_id=filled.chosen("letter") or None,
        link=filled.text("paper"),
        reason=filled.text("reason"),
        ticked={name: filled.places(name) for name in TICKED},
        pick_other=filled.text("pick_other"),
        part=filled.text("part"),
        whole=filled.text("whole"),
        count=filled.text("count"),
        sets=filled.day("sets"),
        outcome=filled.chosen("outcome") or APPROVED,
        criteria={
            name.removeprefix("criteria:"): filled.text(name)
            for name in filled.names("criteria:")
            if filled.text(name)
        },
        out_of_order=bool(filled.ticked("out_of_order")),
    )
