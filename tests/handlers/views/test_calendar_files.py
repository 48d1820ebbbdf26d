from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event

from handlers.views.calendar_files import calendar_file
from models.rules.calendar_entries import CalendarEntry
from tests.builders import LOS_ANGELES, NOW

MEETING = CalendarEntry(
    uid="m1",
    title="Sister Cities Commission: regular meeting",
    starts_at=datetime(2026, 3, 5, 19, tzinfo=LOS_ANGELES),
    place="City Hall, 455 E Calaveras Blvd; room 2",
)
DEADLINE = CalendarEntry(
    uid="p1-reply",
    title="Loreto: Reply in writing",
    day=date(2026, 9, 3),
    description="three commission meetings after the inquiry",
)


def read(*entries: CalendarEntry) -> Calendar:
    return Calendar.from_ical(calendar_file("Milpitas", entries, NOW))


def event(entry: CalendarEntry) -> Event:
    (found,) = read(entry).events
    return found


def at_noon_utc(zone: str) -> CalendarEntry:
    starts_at = datetime(2026, 7, 1, 12, tzinfo=UTC).astimezone(ZoneInfo(zone))
    return CalendarEntry(uid="1", title="Meeting", starts_at=starts_at)


def test_a_calendar_says_what_made_it_and_whose_it_is() -> None:
    calendar = read(MEETING)
    assert (calendar["VERSION"], calendar["PRODID"]) == ("2.0", "-//Clerk//Sister-city calendar//EN")
    assert calendar.calendar_name == "Milpitas"


def test_a_meeting_stands_at_its_hour_in_the_zone_of_its_place() -> None:
    found = event(MEETING)

    assert (found.start, found.end) == (MEETING.starts_at, datetime(2026, 3, 5, 21, tzinfo=LOS_ANGELES))
    assert found["DTSTART"].params["TZID"] == "America/Los_Angeles"
    assert (found["UID"], found.stamp, found.get("STATUS")) == ("m1", NOW, None)
    assert (found["SUMMARY"], found["LOCATION"]) == (MEETING.title, MEETING.place)


def test_a_deadline_takes_its_day_and_keeps_nobody_busy() -> None:
    found = event(DEADLINE)

    assert (found.start, found["DTSTART"].params["VALUE"]) == (date(2026, 9, 3), "DATE")
    assert (found.get("DTEND"), found["TRANSP"]) == (None, "TRANSPARENT")
    assert (found["UID"], found["DESCRIPTION"]) == ("p1-reply", DEADLINE.description)


def test_a_cancelled_meeting_stays_with_its_reason() -> None:
    found = event(
        CalendarEntry(
            uid="m1",
            title="Meeting",
            starts_at=MEETING.starts_at,
            cancelled=True,
            description="Cancelled: no quorum, we expect.",
        )
    )
    assert (found["STATUS"], found["DESCRIPTION"]) == ("CANCELLED", "Cancelled: no quorum, we expect.")


@pytest.mark.parametrize(
    "zone", ["America/Los_Angeles", "America/Phoenix", "Europe/Lisbon", "Asia/Kolkata", "Australia/Lord_Howe"]
)
def test_the_zone_travels_with_the_file_and_names_the_same_moment(zone: str) -> None:
    calendar = read(at_noon_utc(zone))
    (described,) = calendar.timezones

    assert (described["TZID"], [entry.start for entry in calendar.events]) == (
        zone,
        [datetime(2026, 7, 1, 12, tzinfo=UTC)],
    )
    local = datetime(2026, 7, 1, 12, tzinfo=UTC).astimezone(ZoneInfo(zone))
    assert described.to_tz(lookup_tzid=False).utcoffset(local.replace(tzinfo=None)) == local.utcoffset()


def test_both_sides_of_a_change_of_the_clocks_are_described() -> None:
    days = [datetime(2026, month, 1, 19, tzinfo=LOS_ANGELES) for month in (1, 7, 12)]
    meetings = [CalendarEntry(uid=str(day), title="Meeting", starts_at=day) for day in days]
    zone = read(*meetings).timezones[0].to_tz(lookup_tzid=False)

    assert [zone.utcoffset(day.replace(tzinfo=None)) for day in days] == [day.utcoffset() for day in days]


def test_a_meeting_during_which_the_clocks_change_ends_after_its_two_hours() -> None:
    late = CalendarEntry(uid="1", title="Meeting", starts_at=datetime(2026, 3, 8, 1, tzinfo=LOS_ANGELES))
    assert event(late).end.isoformat() == "2026-03-08T04:00:00-07:00"


def test_a_file_of_deadlines_alone_needs_no_zone() -> None:
    calendar = read(DEADLINE)
    assert (calendar.timezones, len(calendar.events)) == ([], 1)


def test_an_empty_calendar_is_a_calendar() -> None:
    assert read().events == []


def test_a_meeting_may_be_known_to_last_longer() -> None:
    longer = CalendarEntry(uid="1", title="Workshop", starts_at=MEETING.starts_at, minutes=240)
    assert event(longer).duration == timedelta(hours=4)


@pytest.mark.parametrize(
    "text",
    [
        "Comma, semicolon; backslash \\ and colon:",
        "Two\nlines",
        "BEGIN:VEVENT\nEND:VCALENDAR",
        "\u05e9\u05dc\u05d5\u05dd \U0001f91d " * 40,
        "\\n is not a line's end",
    ],
)
def test_any_text_comes_back_as_it_was(text: str) -> None:
    entry = CalendarEntry(uid="1", title=text, day=date(2026, 3, 5), place=text, description=text)
    found = event(entry)

    assert [str(found[name]) for name in ("SUMMARY", "LOCATION", "DESCRIPTION")] == [text] * 3


def test_no_line_is_longer_than_the_standard_allows() -> None:
    long = CalendarEntry(uid="1", title="\u7b39" * 400, day=date(2026, 3, 5))
    lines = calendar_file("Milpitas", [long, MEETING], NOW).split(b"\r\n")

    assert [line for line in lines if len(line) > 75] == []


def test_characters_that_no_file_holds_are_left_out() -> None:
    assert event(CalendarEntry(uid="1", title="Lo\x00re\x0bto\ud83d", day=date(2026, 3, 5)))["SUMMARY"] == (
        "Loreto"
    )


def test_the_same_calendar_at_the_same_time_is_the_same_file() -> None:
    assert calendar_file("Milpitas", [MEETING, DEADLINE], NOW) == calendar_file(
        "Milpitas", [MEETING, DEADLINE], NOW
    )
