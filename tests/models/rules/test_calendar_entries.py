from datetime import UTC, date, datetime

import pytest

from models.rules.calendar_entries import CalendarEntry

HOUR, DAY = datetime(2026, 3, 5, 19, tzinfo=UTC), date(2026, 3, 5)


@pytest.mark.parametrize(("starts_at", "day"), [(None, None), (HOUR, DAY)])
def test_an_entry_has_either_an_hour_or_a_day(starts_at: datetime | None, day: date | None) -> None:
    with pytest.raises(ValueError, match="either an hour or a day"):
        CalendarEntry(uid="1", title="Meeting", starts_at=starts_at, day=day)


def test_an_hour_without_its_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="needs its zone"):
        CalendarEntry(uid="1", title="Meeting", starts_at=HOUR.replace(tzinfo=None))


def test_a_meeting_lasts_two_hours_unless_it_is_known() -> None:
    assert CalendarEntry(uid="1", title="Meeting", starts_at=HOUR).minutes == 120
