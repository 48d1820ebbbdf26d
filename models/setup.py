"""Setting a commission up from its file, and changing it when the file changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, partial
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import ledger
from models.askers import THE_FILE, first_staff
from models.calendar_differences import meeting_changes, meetings_left
from models.commission import Commission, commission_of
from models.differences import Change, alterations, in_words
from models.expected_answers import expect_answers_anew, expected_in_words, would_be_expected_in_words
from models.inquiries import NewInquiry, record_inquiry
from models.meetings import Meeting
from models.members import Member
from models.moved_dates import moved_in_words, recount_dates, would_move_in_words
from models.policy_shelf import current_versions, put_on_shelf
from models.reach import zone_changed
from models.refusals import Refusal
from models.register_differences import partner_changes, partners_left
from models.restrictions import RESTRICTED, as_kept, restriction_changes
from models.roster_differences import people_changes
from models.rules.commission_rules import ABOUT_THE_FILE
from models.rules.commission_values import CommissionFile, FirstProspect
from models.rules.names import fold
from models.tenures import keep_tenures
from models.workspaces import Workspace

SET_UP = "commission set up"
CHANGED = "commission changed"
THE_FILE_CHANGED = "the commission file changed"

_NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
"""Two-letter codes that are not the codes of countries."""


@dataclass(frozen=True, kw_only=True)
class Applied:
    """What came of applying a file, in words."""

    changes: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    """Dates of prospects that the changes moved."""


@dataclass(frozen=True, kw_only=True)
class Followed:
    """Which dates a change of the settings moved, in words."""

    moved: tuple[str, ...]
    would_move: tuple[str, ...]
    """The same of a change that is only tried."""


def country_code(text: str) -> str | None:
    """Give a country's two letters from them or its English name; None for anything else."""
    codes = {fold(name): code for name, code in country_codes().items()}
    return text if text in codes.values() else codes.get(fold(text))


@cache
def country_codes() -> Mapping[str, str]:
    """Give the two letters of every country by its English name."""
    territories = Locale("en").territories.items()
    return {
        str(name): code for code, name in territories if len(code) == len("MX") and code not in _NO_COUNTRIES
    }


def is_set_up(session: Session) -> bool:
    """Tell whether the workspace has a commission."""
    return session.scalars(select(Workspace)).first() is not None


def planned_changes(session: Session, file: CommissionFile, now: datetime) -> tuple[Change, ...]:
    """List what would change if the file were applied."""
    zone = ZoneInfo(file.zone)
    return (
        *settings_changes(session, file, now),
        *people_changes(session, file.people, now),
        *meeting_changes(session, file.meetings, zone, now),
        *partner_changes(session, file.partners, now),
    )


def settings_changes(session: Session, file: CommissionFile, now: datetime) -> tuple[Change, ...]:
    """List what would change of the commission itself and of its policies, if the file were applied."""
    return (*_workspace_changes(session, file, now), *_policy_changes(session, file, now))


def left_alone(session: Session, file: CommissionFile, now: datetime) -> tuple[str, ...]:
    """List what is recorded, still matters and stands no longer in the file; applying the file leaves it."""
    named = {chosen.policy.id for chosen in file.policies}
    policies = [
        f"policy {version.policy_id}"
        for version in current_versions(session)
        if version.policy_id not in named
    ]
    meetings = meetings_left(session, file.meetings, ZoneInfo(file.zone), now)
    return (*policies, *meetings, *partners_left(session, file.partners))


def apply(session: Session, file: CommissionFile, actor: ledger.Actor, now: datetime) -> Applied:
    """Make what is recorded agree with the file; a second time changes nothing.

    Prospects of the file are recorded when the commission is first set up. Refusal for one that cannot be recorded.
    """
    is_first = not is_set_up(session)
    changes = planned_changes(session, file, now)
    if not changes:
        return Applied()
    silence = None if is_first else commission_of(session).their_silence_days
    make(session, changes)
    keep_tenures(session, commission_of(session).today(now))
    says = tuple(change.says for change in changes)
    act = ledger.record(
        session, SET_UP if is_first else CHANGED, actor=actor, now=now, details={"changes": list(says)}
    )
    if is_first:
        says += tuple(_record_prospect(session, prospect, now) for prospect in file.prospects)
    return Applied(changes=says, moved=follow_up(session, act, THE_FILE_CHANGED, silence, now).moved)


def make(session: Session, changes: Sequence[Change]) -> None:
    """Make changes one after the other."""
    for change in changes:
        change.make()
        session.flush()


def follow_up(session: Session, act: ledger.Act, cause: str, silence: int | None, now: datetime) -> Followed:
    """Count everything anew that rests on the settings, `silence` being their days to answer before; say what moved."""
    commission = commission_of(session)
    today = commission.today(now)
    _follow_the_zone(session, commission)
    moved = recount_dates(session, act, cause, commission, now)
    answers = [] if silence is None else expect_answers_anew(session, silence, commission, now)
    dates = moved_in_words(moved, today) if moved else []
    return Followed(
        moved=(*dates, *expected_in_words(answers, cause, today)),
        would_move=(*would_move_in_words(moved, today), *would_be_expected_in_words(answers, today)),
    )


def _workspace_changes(session: Session, file: CommissionFile, now: datetime) -> Iterator[Change]:
    said = {
        "name": file.name,
        "zone": file.zone,
        "body_title": file.body,
        "channel": file.channel,
    }
    wanted = {column: value for column, value in said.items() if value}
    settings = _settings(file)
    workspace = session.scalars(select(Workspace)).one_or_none()
    if workspace is None:
        whole = {**settings, RESTRICTED: as_kept(file.restricted)} if file.restricted else settings
        added = Workspace(**wanted, body_kind=file.kind or "public", settings=whole, set_up_at=now)
        yield Change(says=f"set up {file.body or file.name}", make=partial(session.add, added))
        return
    yield from alterations(workspace, wanted, "")
    yield from _kind_changes(workspace, file)
    yield from restriction_changes(workspace, file.restricted)
    for group, values in settings.items():
        also = {"by": "", "since": now.isoformat()} if group == "digest" else {}
        for key, value in values.items():
            was = workspace.settings.get(group, {}).get(key)
            if was != value:
                says = f"{group}, {key}: {in_words(was)} → {in_words(value)}".replace("_", " ")
                yield Change(says=says, make=partial(_set_values, workspace, group, {key: value, **also}))


def _kind_changes(workspace: Workspace, file: CommissionFile) -> Iterator[Change]:
    """Change the kind of a body, with who approved it and why; Refusal where the file does not say so."""
    if file.kind is None or file.kind == workspace.body_kind:
        return
    reason, approved_by = file.rules.get("kind_reason"), file.rules.get("kind_approved_by")
    if not (reason and approved_by):
        raise Refusal(
            f"The body is recorded as {workspace.body_kind}, and the file says {file.kind}. Such a change needs kind_reason and "
            "kind_approved_by in [rules]. Nothing was changed."
        )
    says = f"body kind: {workspace.body_kind} → {file.kind} (approved by {approved_by}: {reason})"
    yield Change(says=says, make=partial(setattr, workspace, "body_kind", file.kind))


def _settings(file: CommissionFile) -> dict[str, dict[str, Any]]:
    """Give the settings that the file speaks of, as they are kept."""
    days_off = dict(file.days_off)
    if "extra" in days_off:
        days_off["extra"] = sorted(day.isoformat() for day in days_off["extra"])
    rules = {name: value for name, value in file.rules.items() if name not in ABOUT_THE_FILE}
    if "switched_off" in rules:
        rules["switched_off"] = sorted(rules["switched_off"])
    groups: Mapping[str, dict[str, Any]] = {
        "days_off": days_off,
        "clocks": dict(file.clocks),
        "digest": dict(file.digest),
        "rules": rules,
    }
    return {group: values for group, values in groups.items() if values}


def set_value(workspace: Workspace, group: str, key: str, value: object) -> None:
    """Keep one value among the settings."""
    workspace.settings = {**workspace.settings, group: {**workspace.settings.get(group, {}), key: value}}


def _set_values(workspace: Workspace, group: str, values: Mapping[str, object]) -> None:
    """Keep values among the settings; of a digest of the file also that nobody in Slack set it up, and since when."""
    for key, value in values.items():
        set_value(workspace, group, key, value)


def _policy_changes(session: Session, file: CommissionFile, now: datetime) -> Iterator[Change]:
    """List the policies that are new or have a new text; a millisecond apart, they keep the file's order."""
    current = {version.policy_id: version.content_hash for version in current_versions(session)}
    for position, chosen in enumerate(file.policies):
        policy = chosen.policy
        if current.get(policy.id) != policy.content_hash:
            at = now + timedelta(milliseconds=position)
            make = partial(put_on_shelf, session, chosen.content, name=policy.id, now=at)
            yield Change(says=f"load policy {policy.id} ({policy.content_hash[:12]})", make=make)


def _record_prospect(session: Session, prospect: FirstProspect, now: datetime) -> str:
    commission = commission_of(session)
    called = f"prospect {prospect.city}"
    if prospect.received_on > commission.today(now):
        raise Refusal(
            f"{called}: received on {prospect.received_on}, which is in the future. Nothing was set up."
        )
    new = NewInquiry(
        city=prospect.city,
        country=prospect.country,
        path=prospect.path,
        received_on=prospect.received_on,
        medium=prospect.medium,
        notes=prospect.notes,
        owner_id=_owner(session, prospect.owner).id,
    )
    record_inquiry(session, new, THE_FILE, commission, now)
    return f"record {called} ({prospect.path}, {prospect.received_on})"


def _owner(session: Session, name: str | None) -> Member:
    owner = (
        first_staff(session)
        if name is None
        else session.scalars(select(Member).where(Member.name == name)).first()
    )
    if owner is None:
        raise Refusal("A prospect needs an owner who is on the roster. Nothing was set up.")
    return owner


def _follow_the_zone(session: Session, commission: Commission) -> None:
    """Give meetings the dates that they have where the commission is now, and what waits for people its hour there."""
    for meeting in session.scalars(select(Meeting)):
        meeting.on = meeting.starts_at.astimezone(commission.zone).date()
    for member in session.scalars(select(Member).where(Member.active.is_(True))):
        zone_changed(session, member, commission)
