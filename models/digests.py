"""The channel's digest: which one is due, and what it says as things stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.bodies import body_rules
from models.commission import Commission
from models.database import insert_or_ignore
from models.ledger import Act, standing
from models.meetings import Meeting
from models.meetings_seen import seen_as
from models.motions import Motion, MotionEnding
from models.outbox import Outbox
from models.progress import progress_of
from models.prospects import Prospect
from models.rules.calendars import MeetingStatus
from models.rules.digests import (
    COMING_DAYS,
    WORTH_POSTING,
    Digest,
    Group,
    Period,
    When,
    before_meeting,
    cut,
    day_of_the_week_before,
    decided_heading,
    weeks_near,
)
from models.rules.motions import MotionKind
from models.rules.notices import Kind, kind_of
from models.rules.progress import Progress, Side
from models.rules.steps import Standing, due_rows
from models.rules.wording import day_in_words, moment_in_words, plural
from models.samples import is_no_sample
from models.sessions import next_meeting
from models.vote_records import vote_of

DIGEST = "digest"
"""The kind of message that sums up for the channel what is due."""
A_WEEK = timedelta(days=7)
A_MONTH = timedelta(days=31)
A_QUARTER = timedelta(days=92)
LONGEST_MOTION = 100
"""Characters of a motion in a line of many."""


def periods_near(session: Session, commission: Commission, now: datetime) -> list[Period]:
    """List the weeks or meetings whose digest goes out about now."""
    plan, today = commission.digest, commission.today(now)
    if plan.when is When.OFF or not commission.channel:
        return []
    days_off = commission.days_off(today)
    if plan.when is When.WEEKLY:
        return list(weeks_near(plan, today, days_off))
    ahead = Meeting.status.in_((MeetingStatus.SCHEDULED, MeetingStatus.NOTICED))
    body = Meeting.body == body_rules(session).body
    wanted = select(Meeting).where(ahead, body, Meeting.on > today - A_WEEK, Meeting.on <= today + A_MONTH)
    rows = session.scalars(wanted.order_by(Meeting.starts_at))
    return [before_meeting(row.id, row.on, days_off) for row in rows]


def digests_due(session: Session, commission: Commission, now: datetime) -> list[Period]:
    """List what is due today and planned by nobody yet, and what was missed in the past days."""
    plan = commission.digest
    over = [
        period
        for period in periods_near(session, commission, now)
        if (at := period.moment(plan.hour, commission.zone)) <= now
        and (plan.since is None or plan.since <= at)
    ]
    known = _planned(session, over)
    return [each for each in over if each.name not in known]


def _planned(session: Session, periods: Sequence[Period]) -> set[str]:
    """Give the names of those that have been planned, or noted as missed: no week or meeting gets a second one."""
    kept = select(Outbox.subject).where(Outbox.kind == DIGEST)
    subjects = session.scalars(kept.order_by(Outbox.id.desc()).limit(100)) if periods else ()
    return {subject.partition("|")[0] for subject in subjects}


def last_digest(session: Session) -> datetime | None:
    """Say when the channel got its last digest."""
    return session.scalar(select(func.max(Outbox.sent_at)).where(Outbox.kind == DIGEST))


def note_missed(session: Session, period: Period, channel: str, now: datetime) -> None:
    """Keep that a digest was not sent, since Clerk was not at work on its day."""
    insert_or_ignore(
        session,
        Outbox,
        destination=channel,
        kind=DIGEST,
        subject=period.subject,
        key=f"{DIGEST}:{period.subject}",
        next_at=None,
        created_at=now,
    )


def digest_of(session: Session, subject: str, commission: Commission, now: datetime) -> Digest | None:
    """Give a digest as things stand; None on another day than its own, and where there is no reason for one."""
    today = commission.today(now)
    period = next((each for each in _named(session, commission, subject, now) if each.on == today), None)
    if period is None:
        return None
    wanted = select(Prospect).where(standing(Prospect), is_no_sample(session))
    files = session.scalars(wanted.order_by(Prospect.number)).all()
    known = progress_of(session, files, commission, today)
    since = _since(session, commission, period, now)
    if not _is_worth_posting(session, known, today, since):
        return None
    groups = [
        Group(heading="Overdue", lines=tuple(_dated(known, date.min, today - timedelta(days=1), today))),
        Group(heading="Due this week", lines=tuple(_dated(known, today, period.until, today))),
        Group(heading="Waiting on others", lines=tuple(_waiting(known, today))),
        Group(
            heading=decided_heading(commission.today(since), today),
            lines=(*_votes(session, since, today), *_decided(session, known, commission.today(since), today)),
        ),
        Group(heading="Coming up", lines=tuple(_coming(session, known, period, commission, now))),
    ]
    shown = tuple(group for group in groups if group.lines)
    by = commission.digest.by
    digest = Digest(about=period.about, meeting_on=period.meeting_on, groups=shown, by=by)
    return cut(digest) if shown else None


def _named(session: Session, commission: Commission, subject: str, now: datetime) -> list[Period]:
    return [each for each in periods_near(session, commission, now) if each.subject == subject]


def _since(session: Session, commission: Commission, period: Period, now: datetime) -> datetime:
    """Say from when on a digest tells: from the last one that went out or, where that is long ago, from the day of the one before."""
    before = _day_of_the_one_before(session, commission, period)
    at = datetime.combine(before, time(commission.digest.hour), commission.zone)
    last = last_digest(session)
    return last if last and last > min(at, now - A_MONTH) else max(at, now - A_QUARTER)


def _day_of_the_one_before(session: Session, commission: Commission, period: Period) -> date:
    days_off = commission.days_off(period.on)
    if period.meeting_on is None:
        return day_of_the_week_before(period, days_off)
    held = (Meeting.body == body_rules(session).body, Meeting.status != MeetingStatus.CANCELLED)
    on = session.scalar(select(func.max(Meeting.on)).where(*held, Meeting.on < period.meeting_on))
    return before_meeting("", on, days_off).on if on else period.on - A_WEEK


def _is_worth_posting(session: Session, known: Sequence[Progress], today: date, since: datetime) -> bool:
    """Tell whether something is due within a fortnight, or was done since the digest before."""
    if next(_dated(known, date.min, today + WORTH_POSTING, today), None):
        return True
    about = Act.prospect_id.in_([each.prospect_id for each in known]) | Act.meeting_id.is_not(None)
    done = select(Act.id).where(Act.at > since, about)
    return session.scalars(done.limit(1)).first() is not None


def _dates(known: Sequence[Progress], kind: Kind | None = None) -> Iterator[tuple[date, Progress, Standing]]:
    """Give the deadlines of open files, earliest first; of one kind, or all."""
    found = [
        (row.on, progress, step)
        for progress in known
        if progress.is_open
        for row in due_rows(progress.standings)
        if not row.is_goal and (step := progress.standing(row.step_id))
        if kind is None or kind_of(step.step, is_goal=False) is kind
    ]
    yield from sorted(found, key=lambda each: (each[0], each[1].number))


def _dated(known: Sequence[Progress], first: date, last: date, today: date) -> Iterator[str]:
    for on, progress, step in _dates(known):
        if first <= on <= last:
            since = "since" if on < today else "by"
            yield f"{progress.full_name}: {step.step.title}, {since} {day_in_words(on, today)}"


def _waiting(known: Sequence[Progress], today: date) -> Iterator[str]:
    """Say on whom the next word lies; a silence that was set aside is left alone."""
    theirs = [each for each in known if each.is_open and each.waiting_on is Side.THEM and not each.parked]
    for each in sorted(theirs, key=lambda one: one.waiting_since):
        days = (today - each.waiting_since).days
        since = day_in_words(each.waiting_since, today)
        yield f"{each.full_name}: since {since} ({plural(days, 'day') if days else 'today'})"


def _votes(session: Session, since: datetime, today: date) -> Iterator[str]:
    """Say how each vote ended that ended since, in the order of the votes."""
    ended = select(MotionEnding.motion_id).where(MotionEnding.ended_at > since, standing(MotionEnding))
    main = (Motion.kind == MotionKind.MAIN, Motion.id.in_(ended), standing(Motion))
    for motion in session.scalars(select(Motion).where(*main).order_by(Motion.act_id)):
        ending = vote_of(session, motion.id).ending
        if ending:
            text = " ".join(motion.text.split()).rstrip(".")
            yield f"{_clipped(text)}: {ending.in_words(today)}"


def _decided(session: Session, known: Sequence[Progress], since: date, today: date) -> Iterator[str]:
    """Say what other bodies decided from a day on, and which files were closed; that day's may have been told."""
    own = body_rules(session).body
    for progress in known:
        for each in progress.standings:
            entry, vote = each.entry, each.step.vote
            if entry and vote and vote.body != own and since <= entry.on <= today:
                outcome = "denied" if each.is_denied else str(each.state)
                yield f"{progress.full_name}: {each.step.title}, {outcome} {day_in_words(entry.on, today)}"
        if progress.closed_on and since <= progress.closed_on <= today:
            yield f"{progress.full_name}: closed {day_in_words(progress.closed_on, today)}"


def _coming(
    session: Session, known: Sequence[Progress], period: Period, commission: Commission, now: datetime
) -> Iterator[str]:
    """Name the next meeting, and the evaluations of the coming sixty days."""
    today, row = commission.today(now), next_meeting(session, now)
    if row:
        meeting = seen_as(row, commission)
        place = f", {meeting.place}" if meeting.place else ""
        yield f"Meeting: {moment_in_words(meeting.starts_at, today)}{place}"
    for on, progress, step in _dates(known, Kind.REVIEW):
        if period.until < on <= today + COMING_DAYS:
            yield f"{progress.full_name}: {step.step.title}, {day_in_words(on, today)}"


def _clipped(text: str) -> str:
    return text if len(text) <= LONGEST_MOTION else f"{text[: LONGEST_MOTION - 1]}…"
