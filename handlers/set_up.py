"""The set-up in Slack: who is offered it, its three steps, the reading back, and setting up. Slack is asked before each work."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError
from slack_sdk.models.views import View

from handlers.accounts import Account, account_of, accounts_of, some_admins
from handlers.desk import Asked, Desk, Opens, OpensDesk
from handlers.filled import Filled
from handlers.replies import hand_over
from handlers.set_up_choices import POLICIES, policy_options, state_options, states, zone_in_words, zones
from handlers.set_up_fields import answered, faults_of_step
from handlers.views import set_up as views
from handlers.views.first_run import with_first_steps
from handlers.views.kit import Message, button, notice
from models.first_run import checklist
from models.homes import note_opened
from models.ledger import Actor
from models.meanwhile import by_whom
from models.refusals import NotSetUp, Refusal
from models.rules.first_answers import first_of_each
from models.rules.first_file import read_back
from models.rules.wording import full_date
from models.setting_up import (
    REVIEW,
    STEPS,
    ChangedMeanwhile,
    Draft,
    draft_of,
    note_names,
    save_draft,
    set_up,
    who_set_up,
)
from models.setup import is_set_up

Body = Mapping[str, Any]
GENERAL = "general"
"""The name of the channel that everybody in a workspace is in, unless it was given another."""
USUAL_ZONE = "America/New_York"


def offer(client: WebClient, slack_id: str, reading: OpensDesk) -> Message:
    """Answer anything before the set-up: offer it to an administrator, and tell others whom to ask."""
    with reading() as desk:
        draft = draft_of(desk.session)
    try:
        is_admin = account_of(client, slack_id).is_admin
    except Refusal:
        is_admin = True  # nobody knows: the button asks again
    return (
        views.offer(draft.step if draft.saved_by else 0)
        if is_admin
        else views.ask_an_admin(some_admins(client))
    )


def show_home(client: WebClient, slack_id: str, reading: OpensDesk) -> None:
    """Draw the Home of whoever opens it before the set-up."""
    view = views.before_set_up(offer(client, slack_id, reading))
    client.views_publish(user_id=slack_id, view=view)


def done_already(desk: Desk, _asked: Asked) -> Message:
    """Answer `setup` once it is done; NotSetUp before, which offers it."""
    said = _already(desk)
    if said is None:
        raise NotSetUp
    return with_first_steps(said, checklist(desk.session, desk.asker))


def _already(desk: Desk) -> Message | None:
    """Say who set the commission up and when; None while nobody has."""
    if not is_set_up(desk.session):
        return None
    act = who_set_up(desk.session)
    by = act.actor_name if act and act.actor != "cli" else "A commission file"
    return views.set_up_already(by, full_date(act.at.astimezone(desk.commission.zone).date()) if act else "")


def open_form(ack: Ack, body: Body, reading: OpensDesk, client: WebClient) -> None:
    """Open the form at the step that comes next, for an administrator."""
    account = account_of(client, str(body["user"]["id"]))
    with reading() as desk:
        said, draft = _already(desk), draft_of(desk.session)
    if said or not account.is_admin:
        hand_over(client, body, said or views.ask_an_admin(some_admins(client)))
    else:
        begun = _begun(draft, account.slack_id, channel=_current_channel(body), zone=account.zone)
        view = _drawn(begun, _carries(account, body), note=_note(draft, account.slack_id))
        hand_over(client, body, Opens(view=view, door=button("Set up Clerk", views.SET_UP), says=""))
    ack()


def take_step(ack: Ack, body: Body, repeatable: OpensDesk, client: WebClient) -> None:
    """Save a step that was sent off and draw the next one, or say beside each field what is wrong."""
    filled, me = Filled(body["view"]), str(body["user"]["id"])
    step = int(filled.carries["step"])
    with repeatable() as desk:
        said, before = _already(desk), _begun(draft_of(desk.session), me)
    if said:
        ack(response_action="update", view=notice(said))
        return
    answers = answered(step, filled, before.answers)
    accounts = accounts_of(client, [each for each in answers.on_slack if each not in before.names])
    names = {**before.names, **{each.slack_id: each.name for each in accounts.values() if each.is_person}}
    general = str(filled.carries.get(GENERAL, ""))
    if faults := first_of_each(faults_of_step(step, answers, accounts, names, me=me, general=general)):
        with repeatable() as desk:
            note_names(desk.session, names)
        ack(response_action="errors", errors=faults)
        return
    draft = _saved(Draft(step=step + 1, answers=answers, names=names), filled, body, repeatable)
    ack(response_action="update", view=_drawn(draft, filled.carries, note=_note(before, me)))
    _show_step(client, draft.step, {me, before.saved_by})


def go_back(ack: Ack, body: Body, repeatable: OpensDesk, client: WebClient) -> None:
    """Draw the step before, and keep what was typed so far."""
    filled, me = Filled(body["view"]), str(body["user"]["id"])
    step = int(body["actions"][0]["value"])
    with repeatable() as desk:
        before = draft_of(desk.session)
    left = step + 1
    answers = answered(left, filled, before.answers) if left in STEPS else before.answers
    draft = _saved(replace(before, step=step, answers=answers), filled, body, repeatable)
    view = _drawn(draft, filled.carries, note=_note(before, me))
    client.views_update(view_id=body["view"]["id"], view=view)
    ack()
    _show_step(client, draft.step, {me, before.saved_by})


def _show_step(client: WebClient, step: int, administrators: set[str]) -> None:
    """Say on the Homes of those who have answered which step comes next, for when they close the form."""
    for slack_id in administrators - {""}:
        with suppress(SlackClientError, OSError):  # opening Home draws it too
            client.views_publish(user_id=slack_id, view=views.before_set_up(views.offer(step)))


def finish(ack: Ack, body: Body, repeatable: OpensDesk, client: WebClient) -> None:
    """Set the commission up, once, for somebody who still is an administrator and has read just these answers."""
    account, filled = account_of(client, str(body["user"]["id"])), Filled(body["view"])
    if not account.is_admin:
        ack(response_action="update", view=notice(views.ask_an_admin(some_admins(client))))
        return
    me = account.slack_id
    with repeatable() as desk:
        said, draft = _done_by_another(desk, me), draft_of(desk.session)
    channel = draft.answers.channel
    joined = {} if said or draft.mark != filled.carries.get("mark") else _join(client, channel)
    if joined.get("is_general"):
        general = replace(draft, step=1, answers=replace(draft.answers, channel=""))
        draft = _saved(general, filled, body, repeatable)
        view = _drawn(draft, {**filled.carries, GENERAL: channel}, note=views.NOT_GENERAL)
    else:
        view = notice(said) if said else _made(account, filled, repeatable, has_joined=bool(joined))
    ack(response_action="update", view=view)


def _join(client: WebClient, channel: str) -> Mapping[str, Any]:
    """Enter the commission's channel where Slack lets me, and give what Slack then says of it; nothing where somebody has to invite me."""
    try:
        return client.conversations_join(channel=channel)["channel"]  # type: ignore[no-any-return]
    except (SlackClientError, OSError, KeyError):
        return {}


def _made(account: Account, filled: Filled, repeatable: OpensDesk, *, has_joined: bool) -> View:
    """Make the commission and say so; or show the answers again where somebody changed them meanwhile."""
    me = account.slack_id
    with repeatable() as desk:
        try:
            set_up(
                desk.session, Actor(id=me, name=account.name), desk.now, read=str(filled.carries.get("mark"))
            )
        except ChangedMeanwhile as changed:
            return _read_again(changed.draft, filled, me)
        note_opened(desk.session, me, "", desk.now)
        said, commission = _done_by_another(desk, me), desk.commission
    done = views.is_set_up(commission.body_title, commission.channel or "", has_joined=has_joined)
    return notice(said) if said else done


def _read_again(draft: Draft, filled: Filled, me: str) -> View:
    """Show the answers as they stand now, with who changed them; where one is being changed, only that."""
    by = draft.names.get(draft.saved_by, "") if draft.saved_by != me else ""
    if draft.step < REVIEW:
        return notice(views.is_changing(by))
    return _drawn(
        draft, filled.carries, note=f"{by or 'You'} changed an answer meanwhile. Please read it again."
    )


def _done_by_another(desk: Desk, me: str) -> Message | None:
    """Say who else has set the commission up; None where nobody has, or just this person."""
    act = who_set_up(desk.session)
    return None if act is not None and act.actor == me else _already(desk)


def _saved(told: Draft, filled: Filled, body: Body, repeatable: OpensDesk) -> Draft:
    me = str(body["user"]["id"])
    names = {**told.names, me: str(filled.carries.get("name", ""))}
    with repeatable() as desk:
        if is_set_up(desk.session):
            by = by_whom(who_set_up(desk.session), "set Clerk up", desk.now)
            raise Refusal(f"{by}, so I saved nothing.", offers=("setup", "menu"))
        return save_draft(desk.session, replace(told, names=names, saved_by=me), desk.now)


def _begun(draft: Draft, slack_id: str, *, channel: str = "", zone: str = "") -> Draft:
    """Fill in what can be known before anything was answered: who asks is on staff, the first policy is followed."""
    if draft.saved_by:
        return draft
    first = next(iter(POLICIES))
    answers = replace(
        draft.answers, channel=channel, zone=zone or USUAL_ZONE, staff=(slack_id,), policies=(first,)
    )
    return replace(draft, answers=answers)


def _current_channel(body: Body) -> str:
    """Give the channel that the button stands in; nothing in direct messages, on Home and in #general."""
    channel = body.get("channel") or {}
    is_room = str(channel.get("id", "")).startswith(("C", "G"))
    return str(channel["id"]) if is_room and channel.get("name") != GENERAL else ""


def _carries(account: Account, body: Body) -> dict[str, str]:
    """Give what the form carries: who fills it in and, where Slack has said so, which channel is #general."""
    channel = body.get("channel") or {}
    general = {GENERAL: str(channel["id"])} if channel.get("name") == GENERAL else {}
    return {"name": account.name, **general}


def _note(met: Draft, me: str) -> str:
    """Say who else saved the answers that are met; nothing where nobody else did."""
    by = met.names.get(met.saved_by, "") if met.saved_by != me else ""
    return f"{by} has answered part of this. What is saved stands here; change what you like." if by else ""


def _drawn(draft: Draft, carries: Mapping[str, Any], *, note: str) -> View:
    """Draw the step that comes next, or everything read back, with a note above it."""
    kept = {name: str(carries[name]) for name in ("name", GENERAL) if name in carries}
    if draft.step >= REVIEW:
        carried = {**kept, "channel": draft.answers.channel, "mark": draft.mark}
        return views.review_form(_paragraph(draft), carries=carried, note=note)
    seen = views.Seen(
        zones=zones(draft.answers.zone),
        states=state_options(),
        policies=policy_options(),
        note=note,
        carries=kept,
    )
    return views.step_form(draft.step, draft.answers, seen)


def _paragraph(draft: Draft) -> str:
    answers = draft.answers
    return read_back(
        answers,
        draft.names,
        [called for name, (called, _) in POLICIES.items() if name in answers.policies],
        zone=zone_in_words(answers.zone),
        state=states().get(answers.state, ""),
    )
