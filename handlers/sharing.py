"""Sharing an answer with a channel: a preview first, then one message that says who shared it."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient
from slack_sdk.models.views import View
from sqlalchemy.orm import Session

from handlers.desk import Desk, OpensDesk, Pressed
from handlers.filled import Filled
from handlers.replies import show_form
from handlers.views import sharing as views
from handlers.views.kit import Message
from handlers.views.lists import PAGE, grouped
from models.askers import Asker, asker_of
from models.commission import Commission, commission_of
from models.dated_steps import dates_between
from models.finding import page_by_due, page_by_state, prospect_by_id
from models.next_agenda import on_next_agenda
from models.progress import progress_of
from models.refusals import Refusal
from models.rules.permissions import Right
from models.sharing import Share, share, share_again, shared_by, take_back_share

OLD = "That button is out of date. Please ask again, then share the new answer."
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
    new = _read(value, where, thread)
    preview = _drawn(desk.session, new, desk.asker, desk.commission, desk.now)
    carries = {"key": secrets.token_hex(8), "share": value, "channel": where, "thread": thread}
    return views.share_form(preview, where, here=is_here, carries=carries)


def _read(value: str, channel: str, thread: str) -> Share:
    verb, _, rest = value.partition(":")
    about, _, offset = rest.rpartition(":")
    if verb not in {"next", "list", "due"} or not (offset.isascii() and offset.isdigit()):
        raise Refusal(OLD, offers=("next",))
    return Share(verb=verb, about=about, offset=int(offset[:MOST_DIGITS]), channel=channel, thread=thread)


def submit(desk: Desk, view: Mapping[str, Any]) -> View:
    """Post what was previewed."""
    carries = Filled(view).carries
    channel = str(carries.get("channel"))
    new = _read(str(carries.get("share")), channel, str(carries.get("thread") or ""))
    _drawn(desk.session, new, desk.asker, desk.commission, desk.now)  # what cannot be drawn is not posted
    act = share(desk.session, new, desk.asker, desk.now)
    return views.being_shared(act.id, channel)


def take_back(desk: Desk, pressed: Pressed) -> Message:
    """Take back what was shared."""
    take_back_share(desk.session, pressed.value, desk.asker, desk.now)
    return views.share_is_taken_back()


def try_again(desk: Desk, pressed: Pressed) -> Message:
    """Try once more to post it, now that Clerk may have been let in."""
    known = share_again(desk.session, pressed.value, desk.asker, desk.now)
    return views.shared_again(known.share.channel)


def shared_message(session: Session, subject: str, now: datetime, *, is_sent: bool) -> Message | None:
    """Draw what was shared as it stands now; nothing where it was taken back before it was posted."""
    known = shared_by(session, json.loads(subject)["act"])
    if known.taken_back_by:
        return views.share_taken_back(known.taken_back_by) if is_sent else None
    commission, sharer = commission_of(session), asker_of(session, known.act.actor)
    message = _drawn(session, known.share, sharer, commission, now)
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


def _drawn(session: Session, new: Share, sharer: Asker, commission: Commission, now: datetime) -> Message:
    """Draw an answer for everybody; Refusal where what was asked cannot be."""
    today = commission.today(now)
    if new.verb == "due":
        return _dates(session, new, commission, today)
    if new.verb == "list":
        return _list(session, new, commission, today)
    if new.about in {"all", "mine"}:
        return _next_for_all(session, new, sharer, commission, now)
    prospect = prospect_by_id(session, new.about)
    return views.shared_next(progress_of(session, [prospect], commission, today)[0], today)


def _next_for_all(
    session: Session, new: Share, sharer: Asker, commission: Commission, now: datetime
) -> Message:
    today, is_mine = commission.today(now), new.about == "mine"
    owner_id = sharer.member_id if is_mine else None
    page, _ = page_by_due(session, offset=new.offset, size=PAGE, owner_id=owner_id)
    found = progress_of(session, page, commission, today)
    title = f"What's next for {sharer.name}" if is_mine else "What's next"
    return views.shared_list(
        title, grouped(found, today, on_next_agenda(session, found, commission, now)), today
    )


def _dates(session: Session, new: Share, commission: Commission, today: date) -> Message:
    try:
        until = date.fromisoformat(new.about)
    except ValueError:
        raise Refusal(OLD, offers=("due",)) from None
    return views.shared_dates(dates_between(session, until, commission, today), today, until=until)


def _list(session: Session, new: Share, commission: Commission, today: date) -> Message:
    page, _ = page_by_state(session, new.about, offset=new.offset, size=PAGE)
    groups = views.groups_of(progress_of(session, page, commission, today), today)
    return views.shared_list(f"Cities: {new.about}", groups, today)
