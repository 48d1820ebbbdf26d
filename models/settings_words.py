"""How the settings differ from what they were, in words: for the record, and for whoever changed them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.commission import Commission, commission_of
from models.members import Member
from models.policy_shelf import current_versions, policy_in
from models.rules.wording import full_date, listed


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The settings at one moment."""

    commission: Commission
    second_admin: str
    """A name; empty for nobody."""
    lists: Mapping[str, tuple[str, str]]
    """The text's hash and the title of each step list, by its id."""


def settings_of(session: Session) -> Settings:
    """Give the settings as they are kept now."""
    session.flush()
    commission = commission_of(session)
    known = {version.policy_id: version for version in current_versions(session)}
    return Settings(
        commission=commission,
        second_admin=name_of(session, commission.second_admin),
        lists={key: (row.content_hash, policy_in(row).title) for key, row in known.items()},
    )


def name_of(
    session: Session, slack_id: str | None, unknown: str = "somebody who is not on the roster"
) -> str:
    """Name somebody by their Slack id, for people to read; empty for nobody."""
    if not slack_id:
        return ""
    name = session.scalars(select(Member.name).where(Member.slack_id == slack_id)).first()
    return name or unknown


def differences(before: Settings, after: Settings, *, approved_by: str = "") -> tuple[str, ...]:
    """Say what differs, one after the other; of another kind of body also who approved it."""
    was, now = before.commission, after.commission
    pairs = {
        "name": (was.name, now.name),
        "full name of the body": (was.body_title, now.body_title),
        "kind of body": (_kind(was), _kind(now)),
        "time zone": (_zone(was), _zone(now)),
        "second administrator": (before.second_admin, after.second_admin),
        "days until an answer is asked about": (str(was.their_silence_days), str(now.their_silence_days)),
        "state whose holidays count": (was.state or "", now.state or ""),
        "digest": (was.digest.in_words(), now.digest.in_words()),
    }
    approved = {"kind of body": f", approved by {approved_by}"} if approved_by else {}
    changed = [
        f"{name}: {new or 'none'}, instead of {old or 'none'}{approved.get(name, '')}"
        for name, (old, new) in pairs.items()
        if old != new
    ]
    return (*changed, *_channel(was, now), *_days_off(was, now), *_lists(before.lists, after.lists))


def _kind(commission: Commission) -> str:
    return "city commission" if commission.is_public else "nonprofit board"


def _zone(commission: Commission) -> str:
    return commission.zone.key.rpartition("/")[2].replace("_", " ")


def _channel(was: Commission, now: Commission) -> Iterator[str]:
    if was.channel != now.channel:
        yield "channel: another one" if was.channel else "channel: chosen"


def _days_off(was: Commission, now: Commission) -> Iterator[str]:
    if was.federal_days_off != now.federal_days_off:
        yield f"US federal holidays: {'days off' if now.federal_days_off else 'no days off any more'}"
    if added := now.extra_days_off - was.extra_days_off:
        yield f"days off added: {_listed(added)}"
    if removed := was.extra_days_off - now.extra_days_off:
        yield f"days off removed: {_listed(removed)}"


def _listed(days: frozenset[date]) -> str:
    return listed(tuple(full_date(day).replace(",", "") for day in sorted(days)))


def _lists(was: Mapping[str, tuple[str, str]], now: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    for key in {**was, **now}:
        old, new = was.get(key), now.get(key)
        if old is None and new:
            yield f"step list added: {new[1]}"
        elif new is None and old:
            yield f"step list out of use for new cities: {old[1]}"
        elif old != new and new:
            yield f"step list replaced: {new[1]}"
