"""How Clerk is doing, in words."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from models.rules.health import Health, course_of, faults_of, gaps_of

ZONE = ZoneInfo("America/Los_Angeles")
NOW = datetime(2026, 4, 23, 9, 2, tzinfo=ZONE)
WELL = Health(
    now=NOW,
    ticked_at=NOW - timedelta(seconds=30),
    sent_at=datetime(2026, 4, 23, 9, 0, tzinfo=ZONE),
    copied_at=datetime(2026, 4, 23, 2, 10, tzinfo=ZONE),
    set_up_at=datetime(2026, 1, 5, 9, tzinfo=ZONE),
)


def test_a_clerk_that_is_well_says_when_it_planned_sent_and_copied_and_nothing_else() -> None:
    assert " ".join(course_of(WELL)) == (
        "Reminders last planned 9:01 AM today. Last message sent 9:00 AM today. "
        "Backed up last night at 2:10 AM."
    )
    assert (faults_of(WELL), gaps_of(WELL)) == ((), ())


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ("2026-04-22T17:00", "Last message sent 5:00 PM yesterday."),
        ("2026-04-20T17:00", "Last message sent Mon, Apr 20, 5:00 PM."),
        ("2025-12-31T17:00", "Last message sent Wed, Dec 31, 2025, 5:00 PM."),
    ],
)
def test_an_earlier_day_is_named(sent: str, said: str) -> None:
    at = datetime.fromisoformat(sent).replace(tzinfo=ZONE)

    assert course_of(replace(WELL, sent_at=at))[1] == said


def test_what_never_happened_is_said_so() -> None:
    new = Health(now=NOW, ticked_at=None, sent_at=None)

    assert course_of(new) == (
        "Reminders have not been planned yet.",
        "No message has been sent yet.",
        "Not backed up yet.",
    )
    assert course_of(replace(WELL, copies_itself=False))[2] == "Backed up by the database's own host."


def test_a_copy_on_the_same_disk_is_said_to_be_there() -> None:
    assert course_of(replace(WELL, copies_apart=False))[2] == (
        "Backed up last night at 2:10 AM. It lies on the same disk as the database."
    )


@pytest.mark.parametrize(("seconds", "stale"), [(300, False), (301, True)])
def test_planned_more_than_five_minutes_ago_is_a_fault(seconds: int, *, stale: bool) -> None:
    health = replace(WELL, ticked_at=NOW - timedelta(seconds=seconds))
    fault = ("Reminders were planned more than 5 minutes ago. Have whoever runs Clerk start it again.",)

    assert faults_of(health) == (fault if stale else ())


@pytest.mark.parametrize(("seconds", "stale"), [(300, False), (301, True)])
def test_one_that_never_planned_has_five_minutes_from_the_set_up(seconds: int, *, stale: bool) -> None:
    health = replace(WELL, ticked_at=None, set_up_at=NOW - timedelta(seconds=seconds), copied_at=NOW)
    fault = ("Reminders have not been planned for 5 minutes. Have whoever runs Clerk start it again.",)

    assert faults_of(health) == (fault if stale else ())
    assert course_of(health)[0] == "Reminders have not been planned yet."


@pytest.mark.parametrize(("hours", "old"), [(36, False), (37, True)])
def test_a_night_without_a_copy_is_a_fault_also_of_one_that_never_made_any(hours: int, *, old: bool) -> None:
    ago = NOW - timedelta(hours=hours)
    fault = ("Last night's backup is missing. Have whoever runs Clerk look at the backup folder.",)

    assert faults_of(replace(WELL, copied_at=ago)) == (fault if old else ())
    assert faults_of(replace(WELL, copied_at=None, set_up_at=ago)) == (fault if old else ())
    assert faults_of(replace(WELL, copied_at=ago, copies_itself=False)) == ()


def test_each_fault_says_what_to_do() -> None:
    health = replace(WELL, held_up=3, given_up=("Lee Carter", "the channel", "Lee Carter"), missed=1)

    assert faults_of(health) == (
        (
            "3 messages have waited for more than 15 minutes. Clerk keeps trying; if that lasts, have whoever runs Clerk "
            "look at its log."
        ),
        "3 messages could not be delivered to Lee Carter and the channel. Please ask there whether anything is missing.",
        "1 reminder was missed while Clerk was not running. Please look through the dates.",
    )


def test_a_parked_workspace_says_since_when_and_why_and_what_waits_is_no_fault_besides() -> None:
    since = datetime(2026, 4, 21, 18, 0, tzinfo=ZONE)
    health = replace(WELL, parked_at=since, parked_because="token_revoked", held_up=4)

    assert faults_of(health) == (
        (
            "Slack has not let Clerk in since Tue, Apr 21, 6:00 PM (token_revoked): nothing is sent meanwhile, and nothing "
            "is lost. Have whoever runs Clerk install it again."
        ),
    )


def test_gaps_of_the_roster_are_named() -> None:
    health = replace(
        WELL,
        unreachable=("Lee Carter",),
        lacks_chair=True,
        has_staff=False,
        unowned=tuple(f"City {n}" for n in range(1, 8)),
    )

    assert gaps_of(health) == (
        "The Slack account of Lee Carter is closed. Please bring the roster up to date.",
        "The roster has no chair. Please enter one.",
        "The roster has no staff. Please enter somebody.",
        "7 open files have no owner: City 1, City 2, City 3, City 4, City 5 and 2 more. Please give each to somebody.",
    )
    assert gaps_of(replace(WELL, unreachable=("Lee Carter", "Bo Lee")))[0].startswith(
        "The Slack accounts of Lee Carter and Bo Lee are closed."
    )
