"""What is owed of the dates of files: to who looks after them, to the chair, and of meetings by which they are discussed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from models.agenda_rows import deadline_of
from models.bodies import body_rules
from models.correspondence import Letter
from models.due_dates import DueDate
from models.escalating import Word, announced_on, chair_heard, concerned, may_escalate
from models.finding import is_closed
from models.ledger import standing
from models.meetings import Meeting
from models.occurrences import dates_to_mind, occurrence
from models.policy_shelf import policy_in
from models.progress import progress_of
from models.prospects import Prospect
from models.readers import Reader
from models.rules.calendars import MeetingStatus
from models.rules.escalations import Heard, escalation_day, escalation_owed, heard_of, owner_hears
from models.rules.notices import (
    ANNOUNCED,
    DEADLINES,
    LATEST_NOTICE,
    LATEST_SILENCE,
    WORTH_A_WORD,
    Kind,
    Notice,
    Rhythm,
    Stage,
    discuss_notice,
    last_day_spoken_of,
    notice_owed,
    notices,
)
from models.rules.policy import Meetings, On, Span, Step, Unit
from models.rules.progress import Progress
from models.rules.recipients import Told, chair_told, staff_told, told_for
from models.rules.steps import Standing
from models.workspaces import PolicyVersion
from scheduler.mornings import Morning, Owing

FAR_AHEAD = timedelta(days=90)
"""No meeting is spoken of so long before it."""
AHEAD = (MeetingStatus.SCHEDULED, MeetingStatus.NOTICED)


@dataclass(frozen=True, kw_only=True)
class _Date:
    """A date of an open file, and who is told of it."""

    progress: Progress
    told: Told
    kind: Kind
    step_id: str | None
    on: date
    announced: Mapping[str, date | None]
    """Who was told that it has passed, by member id, and since when they know who else hears; None for not at all."""
    words: Sequence[Word]
    """What was told of its being long past."""

    @property
    def standing(self) -> Standing | None:
        """Where the step stands; None for the other side's silence."""
        return self.progress.standing(self.step_id) if self.step_id else None

    @property
    def concerned(self) -> frozenset[str]:
        """Whom a word to the chair is about."""
        return concerned(self.progress, self.told)

    @property
    def promised(self) -> date | None:
        """Since when those whom it is about know that the chair hears of it; None while they do not."""
        known = [day for person in self.concerned if (day := self.announced.get(person))]
        return min(known, default=None)

    @property
    def heard(self) -> Heard | None:
        """What others than those whom it is about were told."""
        return heard_of((word.rule, word.on) for word in self.words if word.recipient not in self.concerned)

    @property
    def may_escalate(self) -> bool:
        """Whether the chair hears of it when it is long past."""
        return self.kind in DEADLINES and self.standing is not None and may_escalate(self.standing)

    def owing(
        self,
        reader: Reader,
        notice: Notice,
        kind: Kind | None = None,
        meeting: Meeting | None = None,
        *,
        is_anew: bool = False,
        is_first: bool = False,
    ) -> Owing:
        """Give what is owed to a reader, by a notice of this date."""
        return Owing(
            reader=reader,
            kind=kind or self.kind,
            on=self.on,
            notice=notice,
            subject=self.progress.prospect_id,
            prospect_id=self.progress.prospect_id,
            step_id=self.step_id,
            meeting_id=meeting.id if meeting else None,
            tail=f":{self.progress.owner_id}" if kind is Kind.ESCALATED else "",  # anew for a new owner
            is_anew=is_anew,
            is_first=is_first,
        )


def owed_dates(morning: Morning) -> Iterator[Owing]:
    """Give what is to be said today of the dates of open files."""
    meetings = meetings_ahead(morning)
    for each in _dates(morning):
        yield from _to_owner(morning, each)
        yield from _review_to_chair(morning, each)
        yield from _escalated(morning, each)
        yield from _to_discuss(morning, each, meetings.get(each.on))


def meetings_ahead(morning: Morning) -> dict[date, Meeting]:
    """Give the commission's meetings of the coming months that have not begun, by day."""
    ahead = (
        Meeting.on <= morning.today + FAR_AHEAD,
        Meeting.body == body_rules(morning.session).body,
        Meeting.status.in_(AHEAD),
        Meeting.starts_at > morning.now,
    )
    rows = morning.session.scalars(select(Meeting).where(*ahead).order_by(Meeting.starts_at.desc()))
    return {row.on: row for row in rows}


def _dates(morning: Morning) -> list[_Date]:
    found = [
        (progress, told, kind, step_id, on)
        for progress in _candidates(morning)
        if (told := told_for(morning.people, progress.owner_id, morning.today))
        for (kind, step_id), on in dates_to_mind(progress).items()
    ]
    names = [
        (
            occurrence(kind, on, progress.prospect_id, step),
            occurrence(Kind.ESCALATED, on, progress.prospect_id, f"{step or ''}:{progress.owner_id}"),
        )
        for progress, _, kind, step, on in found
    ]
    announced = announced_on(morning.session, [name for name, _ in names])
    words = chair_heard(morning.session, [name for _, name in names])
    return [
        _Date(
            progress=progress,
            told=told,
            kind=kind,
            step_id=step_id,
            on=on,
            announced=announced.get(name, {}),
            words=words.get(long_past, []),
        )
        for (name, long_past), (progress, told, kind, step_id, on) in zip(names, found, strict=True)
    ]


def _to_owner(morning: Morning, each: _Date) -> Iterator[Owing]:
    """Give what is said to who looks after a file."""
    reader = morning.reader(each.told.person)
    if reader is None:
        return
    if _is_to_be_announced(morning, each, reader):
        until = reader.today + WORTH_A_WORD
        late = Notice(rule=ANNOUNCED, on=reader.today, until=until, stage=Stage.LATE)
        yield each.owing(reader, late, is_anew=True)
        return
    is_theirs = each.progress.owner_id == reader.member.id
    rhythm = morning.rhythm_of(reader) if is_theirs else Rhythm.DAILY
    notice = _notice(each, reader, rhythm or Rhythm.WEEKLY)
    if notice and (rhythm or (each.kind in DEADLINES and notice.stage is not Stage.AHEAD)):
        yield each.owing(reader, notice, is_first=rhythm is None)


def _notice(each: _Date, reader: Reader, rhythm: Rhythm = Rhythm.DAILY) -> Notice | None:
    remind = each.standing.step.remind if each.standing else ()
    return notice_owed(each.kind, each.on, reader.today, reader.days_off, remind, rhythm)


def _is_to_be_announced(morning: Morning, each: _Date, reader: Reader) -> bool:
    """Tell whether a deadline is to be told however late: to whom nobody told it, or without a name that there is now."""
    if each.promised:
        return False
    if each.announced.keys() & each.concerned:
        return each.may_escalate and chair_told(morning.people, each.concerned) is not None
    return bool(each.announced) or _is_long_past(each, reader)


def _is_long_past(each: _Date, reader: Reader) -> bool:
    """Tell whether what the policy demands is overdue for so long that its own notices are over."""
    if not each.may_escalate or each.standing is None:
        return False
    return notices(each.kind, each.on, reader.days_off, each.standing.step.remind)[-1].until <= reader.today


def _review_to_chair(morning: Morning, each: _Date) -> Iterator[Owing]:
    chair = chair_told(morning.people)
    reader = morning.reader(chair)
    if reader is None or reader.member.id in each.concerned:
        return
    notice = _notice(each, reader)
    if notice and notice.chair_too:
        yield each.owing(reader, notice)


def _escalated(morning: Morning, each: _Date) -> Iterator[Owing]:
    """Give the word to the chair of a deadline long past; on the first day its owner hears that it is given."""
    chair = chair_told(morning.people, each.concerned)
    if each.promised is None or chair is None or not each.may_escalate:
        return
    first = escalation_day(each.on, each.promised, morning.days_off)
    for person, owed in ((chair, escalation_owed), (each.told.person, owner_hears)):
        reader = morning.reader(person)
        notice = owed(first, each.heard, reader.today, reader.days_off) if reader else None
        if reader and notice:
            yield each.owing(reader, notice, Kind.ESCALATED)


def _to_discuss(morning: Morning, each: _Date, meeting: Meeting | None) -> Iterator[Owing]:
    """Tell staff and the chair of what a meeting ahead must discuss, before its agenda has to be posted."""
    due = each.standing.step.due if each.standing else None
    if (
        meeting is None
        or each.kind is not Kind.DEADLINE
        or not isinstance(due, Meetings)
        or due.body != meeting.body
    ):
        return
    deadline = deadline_of(morning.session, meeting, morning.commission).date()
    staff, chair = staff_told(morning.people, morning.today), chair_told(morning.people)
    for person in dict.fromkeys([staff.person if staff else None, chair]):
        reader = morning.reader(person)
        notice = discuss_notice(each.on, deadline, reader.days_off) if reader else None
        if reader and notice and notice.on <= reader.today < notice.until:
            yield each.owing(reader, notice, Kind.DISCUSS, meeting)


def _candidates(morning: Morning) -> list[Progress]:
    """Give the open prospects of which one date may be worth a word today: what is overdue stays so until it is done."""
    session, today = morning.session, morning.today
    first, last = today - LATEST_NOTICE, _last_day(morning)
    near = or_(DueDate.on.between(first, last), and_(DueDate.kind == "due", DueDate.on < first))
    dated = select(DueDate.prospect_id).where(near)
    asked_again = Letter.answer_by.between(today - LATEST_SILENCE, last)
    awaited = select(Letter.prospect_id).where(asked_again, standing(Letter))
    prospects = session.scalars(
        select(Prospect)
        .where(or_(Prospect.id.in_(dated), Prospect.id.in_(awaited)), standing(Prospect), ~is_closed())
        .order_by(Prospect.number)
    )
    return progress_of(session, prospects.all(), morning.commission, today)


def _last_day(morning: Morning) -> date:
    steps = list(_steps_in_use(morning.session))
    hours = body_rules(morning.session).agenda_hours
    remind = {span for step in steps for span in step.remind} | {Span(count=7 + hours // 24, unit=Unit.DAYS)}
    reviews = any(isinstance(step.due, On) for step in steps)
    return last_day_spoken_of(morning.today, remind, morning.days_off, reviews=reviews)


def _steps_in_use(session: Session) -> Iterator[Step]:
    """Give the steps of the policies that open files follow."""
    in_use = select(Prospect.policy_version_id).where(standing(Prospect), ~is_closed())
    for version in session.scalars(select(PolicyVersion).where(PolicyVersion.id.in_(in_use))):
        yield from policy_in(version).steps
