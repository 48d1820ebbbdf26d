"""What the answers of the set-up amount to, and how they are read back."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from models.policies import shipped_policy
from models.rules.commission_checks import body_faults, people_faults
from models.rules.commission_rules import own_body, rules_faults, rules_of, seat_faults
from models.rules.commission_values import ChosenPolicy, CommissionFile
from models.rules.first_answers import Answers
from models.rules.first_file import file_of, read_back

TODAY = date(2026, 11, 23)
NAMES = {f"U{n}": f"Person {n}" for n in range(20)} | {"U0": "Dana Ito", "U1": "Ngozi Okafor"}
ZONE = "Pacific time (Los Angeles)"
USUAL = Answers(
    name="Sierra Vista",
    channel="C1SISTER",
    zone="America/Los_Angeles",
    staff=("U0",),
    chair="U1",
    members=("U2", "U3"),
    policies=("milpitas",),
)


def made(*policies: str, **said: object) -> CommissionFile:
    """Make the file of the usual answers but for some."""
    chosen = [ChosenPolicy(content=b"", policy=shipped_policy(name)) for name in policies or ("milpitas",)]
    answers = Answers.read({**USUAL.as_kept, **said})
    return file_of(answers, NAMES, chosen, TODAY, approved_by="Dana Ito")


def back(**said: object) -> str:
    """Read the usual answers back but for some."""
    answers = Answers.read({**USUAL.as_kept, **said})
    return read_back(
        answers, NAMES, ["Milpitas, California"], zone=ZONE, state="California" if answers.state else ""
    )


def test_the_file_says_what_was_answered() -> None:
    file = made(days_off=["federal"], state="CA")
    assert (file.name, file.body, file.kind, file.channel, file.zone, file.days_off) == (
        "Sierra Vista",
        "Sierra Vista Sister Cities Commission",
        "public",
        "C1SISTER",
        "America/Los_Angeles",
        {"federal": True, "state": "CA"},
    )
    assert (made(days_off=[]).days_off, made().meetings) == ({"federal": False}, ())


def test_seats_of_the_commission_replace_those_of_the_policy_with_who_says_so() -> None:
    said = {"bylaws": "Said at the set-up in Slack.", "approved_by": "Dana Ito"}
    assert made().rules == {"seats": 3, "quorum": "authorised seats", **said}
    assert made(members=[f"U{n}" for n in range(2, 8)]).rules == {}
    assert made("cerritos").rules == {"seats": 3, **said}
    assert made(seats=7, alternates=["U8", "U9", "U10"]).rules == {"alternates": 3, **said}


@pytest.mark.parametrize("policy", ["milpitas", "cerritos", "sci-guide", "cities-seeking-cities"])
@pytest.mark.parametrize("members", [1, 2, 6, 15])
def test_a_commission_file_that_said_the_same_would_have_no_fault(policy: str, members: int) -> None:
    file = made(policy, members=[f"U{n}" for n in range(2, 2 + members)], week=3, second="U19")
    placed = [("", person) for person in file.people]
    policies = [chosen.policy for chosen in file.policies]
    assert [
        *people_faults(placed),
        *seat_faults(placed, file.rules, policies),
        *rules_faults(file.rules, file.kind, policies, ""),
        *body_faults([], file.policies),
    ] == []
    rules = rules_of(file.rules, own_body(policies))
    assert {meeting.body for meeting in file.meetings} == {rules.body}
    assert rules.seats == members + 1


def test_regular_meetings_are_planned_until_the_end_of_next_year() -> None:
    meetings = made(week=3, weekday=1, at="18:30").meetings
    zone = ZoneInfo("America/Los_Angeles")
    assert (len(meetings), meetings[0].starts_at, meetings[-1].starts_at) == (
        13,
        datetime(2026, 12, 15, 18, 30, tzinfo=zone),
        datetime(2027, 12, 21, 18, 30, tzinfo=zone),
    )


def test_everything_is_read_back_in_one_paragraph() -> None:
    assert back(week=3, state="CA", alternates=["U4"], second="U5", others="Walter Roe, member") == (
        "Sierra Vista Sister Cities Commission is a city commission under open-meeting rules. "
        "I post in {channel}, and write to people one by one. Days and hours are those of Pacific time (Los Angeles). "
        "Ngozi Okafor is the chair. "
        "There are 4 voting seats, held by Ngozi Okafor, Person 2, Person 3 and Walter Roe. "
        "Person 4 is the alternate. Dana Ito and Person 5 are on staff. "
        "Walter Roe is not on Slack: what I have for them goes to staff. "
        "I follow the steps of Milpitas, California. It meets on the third Tuesday of each month at 6:30 PM. "
        "Its days off are the federal holidays and those of California. Person 5 looks after Clerk too."
    )


def test_a_board_that_says_little_is_read_back_in_few_words() -> None:
    assert back(kind="nonprofit", body="Amigos", chair="", members=[], days_off=[]) == (
        "Amigos is a nonprofit board. I post in {channel}, and write to people one by one. "
        "Days and hours are those of Pacific time (Los Angeles). "
        "No chair and no voting members are entered yet. Dana Ito is on staff. "
        "I follow the steps of Milpitas, California. No regular meetings are planned yet. It keeps no holidays."
    )


def test_what_a_board_is_without_is_said_when_it_is_read_back() -> None:
    assert [
        said in back(kind="nonprofit", **without)
        for said, without in (
            ("No chair is entered yet. There are 2 voting seats,", {"chair": ""}),
            ("The chair", {"chair": ""}),
            ("No chair and no voting members are entered yet.", {"chair": "", "members": []}),
            ("entered yet", {}),
        )
    ] == [True, False, True, False]


def test_more_seats_than_members_and_many_members_are_counted() -> None:
    said = back(seats=15, members=[f"U{n}" for n in range(2, 16)])
    assert "There are 15 voting seats, held by Ngozi Okafor, Person 2," in said
    assert "Person 12 and 3 more." in said
