"""Sharing an answer: what one person read alone is posted where everybody in a channel reads it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import ledger
from models.askers import Asker
from models.changes import owe, owe_edit
from models.members import Member
from models.outbox import SHARED
from models.refusals import NotAllowed, NotFound, Refusal
from models.rules.permissions import Right
from models.undoing import act_by_id

SHARED_ACT = "answer shared"
NOT_SHARED = "answer not shared"
"""The message to the one who shared where Clerk was not let into the channel."""


@dataclass(frozen=True, kw_only=True)
class Share:
    """An answer that is shared: which, and where."""

    verb: str
    """The question: "next", "list" or "due"."""
    about: str
    """A prospect's id, or what was asked after the verb."""
    offset: int
    """Where the page of a list begins."""
    channel: str
    thread: str
    """The thread of the channel that it answers in; empty for none."""
    member_id: str
    name: str
    """Of whoever shared it: "mine" stays theirs when they have left."""


@dataclass(frozen=True, kw_only=True)
class Shared:
    """What an act shared, by whom, and whether it was taken back."""

    share: Share
    act: ledger.Act
    taken_back_by: str
    """Who took it back; empty while it stands."""


def share(session: Session, new: Share, asker: Asker, now: datetime) -> ledger.Act:
    """Have an answer posted where it was shared."""
    asker.must_be_allowed(Right.NEXT)
    ledger.take_turn(session)
    act = ledger.record(session, SHARED_ACT, actor=asker.actor, now=now, details=asdict(new))
    owe(session, SHARED, _subject(act, new), new.channel, now)
    return act


def _subject(act: ledger.Act, shared: Share) -> str:
    """Write down which share a message is of, and in which thread it stands."""
    return json.dumps({"act": str(act.id), "thread": shared.thread}, sort_keys=True)


def to_share_again(session: Session, act_id: str, asker: Asker) -> Shared:
    """Give what was shared and may be tried once more; Refusal for what was taken back."""
    asker.must_be_allowed(Right.NEXT)
    known = shared_by(session, act_id)
    if known.taken_back_by:
        raise Refusal(f"{known.taken_back_by} took that back. Ask again to share it.", offers=("next",))
    return known


def share_again(session: Session, act_id: str, asker: Asker, now: datetime) -> ledger.Act:
    """Try once more to post what was shared, now that Clerk may have been let in."""
    known = to_share_again(session, act_id, asker)
    owe(session, SHARED, _subject(known.act, known.share), known.share.channel, now)
    return known.act


def take_back_share(session: Session, act_id: str, asker: Asker, now: datetime) -> Shared:
    """Take back what was shared: the message then says so. The sharer may, and whoever may take back what others did."""
    known = shared_by(session, act_id)
    if known.act.actor != asker.slack_id and not asker.may(Right.UNDO_ANY):
        raise NotAllowed(
            f"Only {known.act.actor_name}, the chair or staff can take that back. I changed nothing.",
            offers=("next",),
        )
    ledger.reverse(session, known.act, actor=asker.actor, now=now)
    owe_edit(session, SHARED, _subject(known.act, known.share), now)
    return shared_by(session, act_id)


def tell_not_shared(session: Session, subject: str, why: str, now: datetime) -> None:
    """Have the sharer told that Clerk was not let into the channel; `why` is Slack's word for it."""
    act_id = str(json.loads(subject)["act"])
    known = shared_by(session, act_id)
    told = {"act": act_id, "channel": known.share.channel, "why": why, "at": now.isoformat()}
    owe(session, NOT_SHARED, json.dumps(told, sort_keys=True), known.act.actor, now)


def shared_by(session: Session, act_id: str) -> Shared:
    """Give what an act shared; NotFound for any other act."""
    act = act_by_id(session, act_id)
    if act.what != SHARED_ACT:
        raise NotFound("entry")
    undo = session.scalars(select(ledger.Act).where(ledger.Act.reverses == act.id)).one_or_none()
    return Shared(share=Share(**act.details), act=act, taken_back_by=undo.actor_name if undo else "")


def sharer_has_left(session: Session, shared: Share) -> bool:
    """Tell whether whoever shared an answer is no longer on the roster."""
    there = select(Member.id).where(Member.id == shared.member_id, Member.active.is_(True))
    return session.scalars(there).first() is None
