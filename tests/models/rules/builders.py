"""Small policies, meetings and entries to write examples with."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from models.rules.calendars import Meeting, MeetingKind, MeetingStatus
from models.rules.facts import Entry, State
from models.rules.policy import After, BegunBy, Meetings, Order, Path, Policy, Span, Step, Unit

LOS_ANGELES = ZoneInfo("America/Los_Angeles")

CANCELLED = MeetingStatus.CANCELLED
HELD = MeetingStatus.HELD


def day(text: str) -> date:
    return date.fromisoformat(text)


def at(text: str) -> datetime:
    """Read a local time in Los Angeles: "2026-03-09 19:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=LOS_ANGELES)


def meeting(
    on: str,
    status: MeetingStatus = MeetingStatus.SCHEDULED,
    kind: MeetingKind = MeetingKind.REGULAR,
    continues: str | None = None,
) -> Meeting:
    """Build a meeting at 7 pm."""
    return Meeting(
        starts_at=at(f"{on} 19:00"), status=status, kind=kind, continues=day(continues) if continues else None
    )


def after(count: int, unit: Unit, anchor: str, *, strictly: bool = False) -> After:
    return After(span=Span(count=count, unit=unit), anchor=anchor, strictly=strictly)


THREE_MEETINGS = Meetings(count=3, body="commission", anchor="inquiry")


def step(step_id: str, **said: Any) -> Step:  # noqa: ANN401  a step's keys have many types
    return Step(**{"id": step_id, "title": f"Do {step_id}", "who": "staff", "source": "A policy", **said})


def policy(*steps: Step, order: Order = Order.SEQUENCE, assumptions: dict[str, str] | None = None) -> Policy:
    """Build a policy with the one path "way", which starts with an inquiry."""
    way = Path(id="way", title="A way", begun_by=BegunBy.THEM, starts="inquiry", order=order)
    return Policy(
        id="example",
        title="An example",
        place="Exampleton",
        source="Nowhere",
        adopted=None,
        paths=(way,),
        steps=steps,
        content_hash="0" * 64,
        assumptions=assumptions or {},
    )


def done(on: str = "2026-01-02") -> Entry:
    return Entry(state=State.DONE, on=day(on))


def waived(on: str = "2026-01-02", reason: str = "as appropriate") -> Entry:
    return Entry(state=State.WAIVED, on=day(on), reason=reason, by="Dana Ito")


DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 12, 31))


@st.composite
def calendars(draw: st.DrawFn, *, min_size: int = 0) -> tuple[Meeting, ...]:
    """Draw a body's meetings of one year: any kind, any status, some of them continuing an earlier one."""
    days = draw(st.lists(st.integers(0, 364), unique=True, min_size=min_size, max_size=12).map(sorted))
    on = [date(2026, 1, 1) + timedelta(days=number) for number in days]
    return tuple(
        Meeting(
            starts_at=at(f"{each} 19:00"),
            kind=draw(st.sampled_from(MeetingKind)),
            status=draw(st.sampled_from(MeetingStatus)),
            continues=draw(st.sampled_from([None, *on[:place]])),
        )
        for place, each in enumerate(on)
    )
