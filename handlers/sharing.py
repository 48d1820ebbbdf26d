"""Sharing an answer with a channel: a preview first, then one message that says who shared it."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient
from slack_sdk.models.views import View
from sqlalchemy.orm import Session

from handlers.desk import Desk, OpensDesk, Pressed
from handlers.filled import Filled
from handlers.prospects import STATES
from handlers.replies import show_form
from handlers.views import sharing as views
from handlers.views.kit import Message
from handlers.views.lists import PAGE, TITLES, grouped
from models.askers import Asker
from models.commission import Commission, commission_of
from models.dated_steps import dates_between
from models.finding import page_by_due, page_by_state, prospect_by_id
from models.needs import behalf_of
from models.next_agenda import on_next_agenda
from models.progress import progress_of
from models.prospects import Prospect
from models.refusals import Refusal
from models.rules.permissions import Right
from models.samples import sample_files
from models.sharing import (
    Share,
    share,
    share_again,
    shared_by,
    sharer_has_left,
    take_back_share,
    to_share_again,
)

OLD = "That button is out of date. Please ask again, then share the new answer."
SAMPLE_ALONE = "This is a sample, to try me with. I share only real cities."
MOST_DIGITS = 6


def ask(ack: Ack, body: Mapping[str, Any], reading: OpensDesk, client: WebClient) -> None:
    """Show what would be posted, and where; only the form's own button posts it."""
    with reading() as desk:
        desk.asker.must_be_allowed(Right.NEXT)
        view = _preview(desk, str(body["actions"][0].get("value") or ""), body)
    show_form(client, body, view)
    ack()


def _preview(desk: Desk, value: str, body: Mapping[str, Any]) -> View:
    channel = str((body.get("channel") or {}).get("id") or "")
    is_here = channel.startswith(("C", "G"))
    where = channel if is_here else desk.commission.channel
    if not where:
        raise Refusal(
            "No channel is set for the commission, so I can't share from here. Ask again in the channel.",
            offers=("next",),
        )
    thread = str((body.get("container") or {}).get("thread_ts") or "") if is_here else ""
    new = _read(value, desk.asker, where, thread)
    preview = _drawn(desk.session, new, desk.commission, desk.now)
    carries = {"key": secrets.token_hex(8), "share": value, "channel": where, "thread": thread}
    return views.share_form(preview, where, here=is_here, carries=carries)


def _read(value: str, asker: Asker, channel: str, thread: str) -> Share:
    verb, _, rest = value.partition(":")
    about, _, offset = rest.rpartition(":")
    if verb not in {"next", "list", "due"} or not (offset.isascii() and offset.isdigit()):
        raise Refusal(OLD, offers=("next",))
    return Share(
        verb=verb,
        about=about,
        offset=int(offset[:MOST_DIGITS]),
        channel=channel,
        thread=thread,
        member_id=asker.member_id or "",
        name=asker.name,
    )


def submit(desk: Desk, view: Mapping[str, Any]) -> View:
    """Post what was previewed."""
    carries = Filled(view).carries
    if again := carries.get("again"):
        known = to_share_again(desk.session, str(again), desk.asker)
        _drawn(desk.session, known.share, desk.commission, desk.now)
        act = share_again(desk.session, str(again), desk.asker, desk.now)
        return views.being_shared(act.id, known.share.channel)
    channel = str(carries.get("channel"))
    new = _read(str(carries.get("share")), desk.asker, channel, str(carries.get("thread") or ""))
    _drawn(desk.session, new, desk.commission, desk.now)  # what cannot be drawn is not posted
    act = share(desk.session, new, desk.asker, desk.now)
    return views.being_shared(act.id, channel)


def take_back(desk: Desk, pressed: Pressed) -> Message:
    """Take back what was shared."""
    take_back_share(desk.session, pressed.value, desk.asker, desk.now)
    return views.share_is_taken_back()


def try_again(ack: Ack, body: Mapping[str, Any], reading: OpensDesk, client: WebClient) -> None:
    """Show once more what would be posted, as it stands now: Clerk may have been let in since, and days gone by."""
    with reading() as desk:
        act_id = str(body["actions"][0].get("value") or "")
        known = to_share_again(desk.session, act_id, desk.asker)
        preview = _drawn(desk.session, known.share, desk.commission, desk.now)
        carries = {"key": secrets.token_hex(8), "again": act_id}
        view = views.share_form(preview, known.share.channel, here=True, carries=carries)
    show_form(client, body, view)
    ack()


def shared_message(session: Session, subject: str, now: datetime, *, is_sent: bool) -> Message | None:
    """Draw what was shared as it stands now; nothing where it was taken back, or is gone, before it was posted."""
    known = shared_by(session, json.loads(subject)["act"])
    if known.taken_back_by:
        return views.share_taken_back(known.taken_back_by) if is_sent else None
    commission = commission_of(session)
    try:
        message = _drawn(session, known.share, commission, now)
    except Refusal:
        return views.share_is_gone() if is_sent else None
    return views.as_posted(
        message,
        known.act.actor_name,
        commission.today(known.act.at),
        commission.today(now),
        public_body=commission.is_public,
    )


def not_shared_message(subject: str) -> Message:
    """Draw the word that Clerk was not let into the channel where somebody shared an answer."""
    told = json.loads(subject)
    return views.not_shared(told["channel"], told["act"], is_archived=told["why"] == "is_archived")


def _drawn(session: Session, new: Share, commission: Commission, now: datetime) -> Message:
    """Draw an answer for everybody; Refusal where what was asked cannot be, or is the sample alone."""
    today = commission.today(now)
    if new.verb == "due":
        return _dates(session, new, commission, today)
    if new.verb == "list":
        return _list(session, new, commission, today)
    if new.about in {"all", "mine"}:
        return _next_for_all(session, new, commission, now)
    prospect = prospect_by_id(session, new.about)
    _without_sample(session, [prospect])
    return views.shared_next(progress_of(session, [prospect], commission, today)[0], today)


def _next_for_all(session: Session, new: Share, commission: Commission, now: datetime) -> Message:
    today, is_mine = commission.today(now), new.about == "mine"
    if is_mine and sharer_has_left(session, new):
        raise Refusal(OLD, offers=("next",))
    owners = behalf_of(session, new.member_id, today) if is_mine else None
    page, _ = page_by_due(session, offset=new.offset, size=PAGE, owners=owners)
    found = progress_of(session, _without_sample(session, page), commission, today)
    title = f"What's next for {new.name}" if is_mine else "What's next"
    return views.shared_list(
        title, grouped(found, today, on_next_agenda(session, found, commission, now)), today
    )


def _dates(session: Session, new: Share, commission: Commission, today: date) -> Message:
    try:
        until = date.fromisoformat(new.about)
    except ValueError:
        raise Refusal(OLD, offers=("due",)) from None
    sample = {each.id for each in sample_files(session)}
    page = dates_between(session, until, commission, today)[new.offset :]
    if new.offset and not page:
        raise Refusal(OLD, offers=("due",))
    dates = [each for each in page if each.progress.prospect_id not in sample]
    return views.shared_dates(dates, today, until=until)


def _list(session: Session, new: Share, commission: Commission, today: date) -> Message:
    if new.about not in STATES:
        raise Refusal(OLD, offers=("list",))
    page, _ = page_by_state(session, new.about, offset=new.offset, size=PAGE)
    groups = views.groups_of(progress_of(session, _without_sample(session, page), commission, today), today)
    return views.shared_list(TITLES[new.about], groups, today)


def _without_sample(session: Session, page: Sequence[Prospect]) -> list[Prospect]:
    """Leave out the sample, which is nobody's business but the one's who tries Clerk; Refusal where nothing is left."""
    sample = {each.id for each in sample_files(session)}
    real = [each for each in page if each.id not in sample]
    if not real:
        raise Refusal(SAMPLE_ALONE if page else OLD, offers=("next",))
    return real
