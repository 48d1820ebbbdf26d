"""Calling a vote: the form, and what it opens."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from slack_sdk.models.blocks import Option
from slack_sdk.models.views import View

from handlers.desk import Asked, Desk, Opens, Pressed, guess_city
from handlers.filled import Filled
from handlers.views.kit import button, clip, does, option, sentence
from handlers.views.vote_forms import (
    CALL_ADDING,
    CALL_MORE,
    CALL_RECONSIDERING,
    CallChoices,
    Draft,
    call_form,
    done_with,
)
from handlers.views.votes import moved, result
from models.agenda_rows import agenda_of, notice_wanting
from models.database import found
from models.finding import each_once, names, prospect_by_id
from models.meetings import Meeting
from models.new_motions import NewMotion, votes_to_reconsider
from models.prospects import Prospect
from models.refusals import Refusal
from models.rules.agendas import MINUTES_OF, AgendaEntry
from models.rules.counting import Threshold
from models.rules.guard import PUBLIC_COMMENT, holds
from models.rules.motion_texts import item_motion, minutes_motion, motion_text
from models.rules.progress import Progress
from models.rules.tallies import rule_in_words
from models.rules.wording import full_date
from models.sessions import Sitting
from models.vote_cards import seen
from models.vote_records import Vote
from models.voting import open_vote, sitting_to_vote

MOST_CITIES = 20
MOST_CHOICES = 100
MODES = {CALL_MORE: "more", CALL_ADDING: "adding", CALL_RECONSIDERING: "reconsidering"}
"""What each button of the form asks for besides."""
RULES = [
    f"{part} of {whole}"
    for part in (Threshold.MAJORITY, Threshold.TWO_THIRDS, Threshold.THREE_QUARTERS)
    for whole in ("present and voting", "present", "all seats", "filled seats")
]
"""The rules that a vote may be put under, as a policy writes them."""


def call(desk: Desk, asked: Asked) -> Opens:
    """Answer `vote`: the form that calls one, with the motion and the item that are likely meant."""
    sitting = sitting_to_vote(desk.session, desk.asker)
    listed = _listed(desk, sitting)
    prospect = guess_city(desk, asked).prospect
    entry = _likely_item(listed, sitting, prospect.id if prospect else None)
    step = _step_value(prospect, asked.step_id, entry)
    draft = Draft(motion=_template(desk, step, entry), item=entry.item if entry else "", step=step)
    view = call_form(draft, _choices(desk, sitting, listed, draft), key=secrets.token_hex(8))
    value = f"{prospect.id}:{asked.step_id}" if prospect else asked.rest[:1000]
    said = "A form calls a vote. Press the button to open it."
    return Opens(view=view, door=button("Call a vote", does("vote"), value), says=said)


def ask_more(desk: Desk, pressed: Pressed) -> View:
    """Draw the form again with what was asked for besides; what was typed stays."""
    sitting = sitting_to_vote(desk.session, desk.asker)
    filled, listed = Filled(pressed.view), _listed(desk, sitting)
    item = filled.chosen("item")
    draft = Draft(
        motion=filled.text("motion"),
        mover=filled.chosen("mover"),
        seconder=filled.chosen("seconder"),
        item=item,
        step=_step_drawn_for(filled, listed) or _step_of(_entry_of(listed, item)),
        mode=MODES.get(pressed.name, ""),
    )
    choices = _choices(desk, sitting, listed, draft)
    if draft.mode == "reconsidering" and not choices.earlier:
        raise Refusal("There is no vote left to reconsider.", offers=("vote", "meeting"))
    return call_form(draft, choices, key=str(filled.carries.get("key") or ""))


def submit(desk: Desk, view: Mapping[str, Any]) -> View:
    """Open the vote that was called."""
    filled = Filled(view)
    prospect_id, _, step_id = _step_in(desk, filled).partition(":")
    new = NewMotion(
        text=filled.text("motion"),
        mover_id=filled.chosen("mover"),
        seconder_id=filled.chosen("seconder") or None,
        item=filled.chosen("item"),
        adds=filled.text("adds"),
        reconsiders=filled.chosen("reconsiders") or None,
        prospect_id=prospect_id or None,
        step_id=step_id or None,
        rule=filled.chosen("rule"),
        rule_reason=filled.text("rule_reason"),
        public_comment=bool(filled.ticked("public_comment")),
        no_second=bool(filled.ticked("no_second")),
        findings={name: filled.text(name) for name in ("immediate", "arose") if filled.text(name)},
    )
    vote = open_vote(desk.session, new, desk.asker, desk.commission, desk.now)
    shown = seen(desk.session, vote, desk.commission, desk.now)
    if shown.ending:
        return done_with("Recorded", [f"{result(shown, shown.ending)}: {sentence(shown.text)}"])
    said = [f"The vote is open in the channel: {sentence(shown.text)}", f"{moved(shown)}."]
    wanting = notice_wanting(desk.session, vote.sitting.meeting, desk.commission)
    return done_with("Vote opened", [*said, *([wanting] if wanting else [])])


def _step_in(desk: Desk, filled: Filled) -> str:
    """Give the step that the vote is evidence for: the one chosen where steps are asked for, else the one drawn for."""
    if filled.carries.get("mode") == "more":
        return filled.chosen("step")
    return _step_drawn_for(filled, _listed(desk, sitting_to_vote(desk.session, desk.asker)))


def _step_drawn_for(filled: Filled, listed: Sequence[AgendaEntry]) -> str:
    """Give the step that the form was drawn for, unless another item was chosen since, or one on another city."""
    step, drawn_for = (str(filled.carries.get(name) or "") for name in ("step", "item"))
    item = filled.chosen("item")
    own = _step_of(_entry_of(listed, item))
    fits = item == drawn_for or (not drawn_for and own.partition(":")[0] in {"", step.partition(":")[0]})
    return step if fits else ""


def _entry_of(listed: Sequence[AgendaEntry], item: str) -> AgendaEntry | None:
    return next((each for each in listed if each.item == item), None)


def _listed(desk: Desk, sitting: Sitting) -> Sequence[AgendaEntry]:
    """List the items that can be voted on: all but the standing ones, and the approval of minutes."""
    entries = agenda_of(desk.session, sitting.meeting, desk.commission, desk.now)
    return [entry for entry in entries if entry.wants_result]


def _likely_item(
    listed: Sequence[AgendaEntry], sitting: Sitting, prospect_id: str | None
) -> AgendaEntry | None:
    """Give the item on the prospect that is asked about, else the one that is before the meeting."""
    about = [entry for entry in listed if prospect_id and entry.prospect_id == prospect_id]
    before = [entry for entry in listed if entry.item == sitting.session.item]
    return next(iter([*about, *([] if prospect_id else before)]), None)


def _step_value(prospect: Prospect | None, step_id: str, entry: AgendaEntry | None) -> str:
    if prospect and step_id:
        return f"{prospect.id}:{step_id}"
    return _step_of(entry) or (f"{prospect.id}:" if prospect else "")


def _step_of(entry: AgendaEntry | None) -> str:
    return f"{entry.prospect_id}:{entry.step_id or ''}" if entry and entry.prospect_id else ""


def _template(desk: Desk, step: str, entry: AgendaEntry | None) -> str:
    """Write the motion that is likely meant; nothing where there is no telling."""
    prospect_id, _, step_id = step.partition(":")
    if entry and entry.item.startswith(MINUTES_OF):
        meeting = found(desk.session, Meeting, entry.item.removeprefix(MINUTES_OF), "meeting")
        return minutes_motion(meeting.on)
    if not prospect_id:
        return item_motion(entry.number, entry.title) if entry else ""
    progress = desk.progress(prospect_by_id(desk.session, prospect_id))
    standing = progress.standing(step_id) if step_id else next(iter(progress.now), None)
    return motion_text(progress, standing.step if standing else None)


def _choices(desk: Desk, sitting: Sitting, listed: Sequence[AgendaEntry], draft: Draft) -> CallChoices:
    comment = sitting.session.public_comment
    item = draft.item if draft.mode != "adding" else ""
    return CallChoices(
        voters=_voters(sitting),
        items=[option(clip(f"{entry.number}. {entry.title}", 75), entry.item) for entry in listed],
        steps=_steps(desk) if draft.mode == "more" else (),
        rules=[option(f"{rule[:1].upper()}{rule[1:]}", rule) for rule in RULES],
        earlier=[
            _to_reconsider(vote, sitting) for vote in votes_to_reconsider(desk.session, sitting.meeting)
        ][:MOST_CHOICES],
        own_rule=rule_in_words(sitting.rules.voting),
        second_required=sitting.rules.second_required,
        ask_comment=None not in comment and (item or None) not in comment,
        needs_comment=holds(PUBLIC_COMMENT, sitting.rules),
    )


def _voters(sitting: Sitting) -> list[Option]:
    """Name who may move and second; two of one name are told apart by their seats. Refusal where there is nobody."""
    item = sitting.session.item
    there = [
        voter
        for voter in sitting.voters
        if not ((listed := sitting.roll.of(voter.member_id)) and listed.is_recused_from(item))
    ]
    if not there:
        raise Refusal(
            "Nobody on the roll can move or second now. Update the roll first.", offers=("meeting",)
        )
    same = [voter.name for voter in there]
    return [
        option(
            f"{voter.name} (seat {voter.seat})" if same.count(voter.name) > 1 else voter.name, voter.member_id
        )
        for voter in there
    ]


def _steps(desk: Desk) -> list[Option]:
    tracked = each_once([named for named in names(desk.session) if named.is_open])[:MOST_CITIES]
    found = [desk.progress(prospect_by_id(desk.session, named.prospect_id)) for named in tracked]
    return [choice for progress in found for choice in _of_city(progress)][:MOST_CHOICES]


def _of_city(progress: Progress) -> list[Option]:
    steps = [standing.step for standing in progress.standings if standing.is_open]
    return [
        option(f"{progress.name}, no step", f"{progress.prospect_id}:"),
        *(
            option(clip(f"{progress.name}: {step.title}", 75), f"{progress.prospect_id}:{step.id}")
            for step in steps
        ),
    ]


def _to_reconsider(vote: Vote, sitting: Sitting) -> Option:
    """Name a vote of this meeting by its number, one of the meeting before with its day."""
    motion, day = vote.motion, full_date(vote.sitting.meeting.on)
    before = "" if motion.meeting_id == sitting.meeting.id else f"{day}, "
    return option(clip(f"{before}{motion.number}. {motion.text}", 75), motion.id)
