"""Reading a commission file: what becomes of each table, and every fault at once."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.calendars import MeetingKind, MeetingStatus
from models.rules.commission_file import CommissionFaults, read_commission
from models.rules.commission_kinds import STATES
from models.rules.commission_values import CommissionFile, FirstProspect, PartnerCity, Person, PlannedMeeting

HERE = ZoneInfo("America/Los_Angeles")
POLICY = b"""
id = "riverton"
title = "Sister Cities Policy"
place = "Riverton"
source = "Resolution 7"
[body.board]
title = "Riverton Board"
[path.inquiry]
title = "They wrote to us"
begun_by = "them"
starts = "inquiry"
[[step]]
id = "reply"
title = "Reply"
who = "Staff"
source = "Section 1"
"""
SEATED = POLICY.replace(b'Board"', b'Board"\nvoting = 3\nalternates = 1')
POLICIES = {
    "seated.toml": SEATED,
    "riverton": POLICY,
    "again.toml": POLICY,
    "broken.toml": POLICY.replace(b"starts", b"begins"),
}
COUNTRIES = {"MX": "MX", "Mexico": "MX", "Ecuador": "EC"}
TOP = """
name = "Riverton"
zone = "America/Los_Angeles"
policies = ["riverton"]
"""
THREE_SEATS = TOP.replace("riverton", "seated.toml")
SAM = """
[[person]]
name = "Sam Reyes"
roles = ["staff"]
"""
CALENDAR = """
[meetings.commission]
rule = "FREQ=MONTHLY;BYDAY=4TH"
start = 2026-01-22
at = "18:00"
until = 2026-03-31
"""


def person(name: str, roles: str, *lines: str) -> str:
    return "\n".join([f'[[person]]\nname = "{name}"\nroles = {roles}', *lines])


def meeting(on: str, *lines: str, body: str = "commission") -> str:
    return "\n".join([f'[[meeting]]\nbody = "{body}"\ndate = {on}', *lines])


def prospect(*lines: str, country: str = "MX", path: str = "riverton/inquiry") -> str:
    table = f'[[prospect]]\ncity = "Loreto"\ncountry = "{country}"\npath = "{path}"\nreceived_on = 2026-01-12'
    return "\n".join([table, *lines])


def read(*tables: str, top: str = TOP, people: str = SAM) -> CommissionFile:
    return read_bytes("\n".join([top, people, *tables]).encode())


def read_bytes(content: bytes) -> CommissionFile:
    return read_commission(
        content, name="riverton.toml", country_code=COUNTRIES.get, load_policy=POLICIES.get
    )


def faults(*tables: str, top: str = TOP, people: str = SAM) -> list[tuple[str, str]]:
    with pytest.raises(CommissionFaults) as refused:
        read(*tables, top=top, people=people)
    return [(fault.field, fault.problem) for fault in refused.value.faults]


def test_the_smallest_file_names_the_commission_a_person_and_a_policy() -> None:
    file = read()

    assert (file.name, file.zone, file.people) == (
        "Riverton",
        "America/Los_Angeles",
        (Person(name="Sam Reyes", roles=("staff",)),),
    )
    assert [(chosen.content, chosen.policy.id) for chosen in file.policies] == [(POLICY, "riverton")]
    assert (file.body, file.kind, file.channel, file.days_off, file.clocks) == (None, None, None, {}, {})
    assert (file.meetings, file.partners, file.prospects) == ((), (), ())


def test_every_key_is_read() -> None:
    file = read(
        "[days_off]\nfederal = false\nstate = 'OR'\nextra = [2026-12-24]",
        "[clocks]\ntheir_silence_days = 60",
        "[[partner]]\ncity = 'New Loreto'\ncountry = 'Mexico'\nsince = 1999\ntier = 'friendship city'\n"
        "approved = 1999-04-01\nsigned = 1999-05-01\nrecognized = 2000-03-02\n"
        "kind = 'county'\nformer_names = ['Loreto']\nother_names = ['Loreto Nuevo']\nstatus = 'dormant'",
        prospect("medium = 'Letter'", "notes = 'Boats.'", "owner = 'Ruth Meyer'", country="Ecuador"),
        top=f"{TOP}body = 'Riverton Commission'\nkind = 'nonprofit'\nchannel = '#sister-cities'",
        people=person(
            "Ruth Meyer",
            '["member", "chair"]',
            "seat = 1\nslack = 'U024BE7LH'\nzone = 'America/Denver'\nemail = 'ruth@example.com'",
        ),
    )

    assert (file.body, file.kind, file.channel) == ("Riverton Commission", "nonprofit", "#sister-cities")
    assert file.days_off == {"federal": False, "state": "OR", "extra": (date(2026, 12, 24),)}
    assert file.clocks == {"their_silence_days": 60}
    assert file.people == (
        Person(
            name="Ruth Meyer",
            roles=("member", "chair"),
            seat=1,
            slack="U024BE7LH",
            zone="America/Denver",
            email="ruth@example.com",
        ),
    )
    assert file.partners == (
        PartnerCity(
            name="New Loreto",
            country="MX",
            since="1999",
            approved_on=date(1999, 4, 1),
            signed_on=date(1999, 5, 1),
            recognized_on=date(2000, 3, 2),
            tier="friendship city",
            kind="county",
            former_names=("Loreto",),
            other_names=("Loreto Nuevo",),
            status="dormant",
        ),
    )
    assert file.prospects == (
        FirstProspect(
            city="Loreto",
            country="EC",
            path="riverton/inquiry",
            received_on=date(2026, 1, 12),
            medium="Letter",
            notes="Boats.",
            owner="Ruth Meyer",
        ),
    )


def test_a_calendar_becomes_meetings_and_a_table_of_its_own_speaks_of_one_of_them() -> None:
    file = read(
        CALENDAR,
        "place = 'City Hall'",
        meeting("2026-02-26", "status = 'cancelled'\nreason = 'Snow.'"),
        meeting("2026-03-05", "at = '09:30'\nplace = 'Library'\ncontinues = 2026-01-22"),
    )

    assert file.meetings == (
        PlannedMeeting(
            body="commission", starts_at=datetime(2026, 1, 22, 18, tzinfo=HERE), place="City Hall"
        ),
        PlannedMeeting(
            body="commission",
            starts_at=datetime(2026, 2, 26, 18, tzinfo=HERE),
            status=MeetingStatus.CANCELLED,
            reason="Snow.",
            place="City Hall",
            by_name=True,
        ),
        PlannedMeeting(
            body="commission",
            starts_at=datetime(2026, 3, 5, 9, 30, tzinfo=HERE),
            continues=date(2026, 1, 22),
            place="Library",
            by_name=True,
        ),
        PlannedMeeting(
            body="commission", starts_at=datetime(2026, 3, 26, 18, tzinfo=HERE), place="City Hall"
        ),
    )


def test_a_special_meeting_stands_beside_the_one_of_the_calendar() -> None:
    file = read(CALENDAR, meeting("2026-01-22", "at = '16:00'\nkind = 'special'"))

    assert [(each.starts_at.hour, each.kind) for each in file.meetings if each.on == date(2026, 1, 22)] == [
        (16, MeetingKind.SPECIAL),
        (18, None),
    ]


def test_a_meeting_may_be_of_a_body_that_a_policy_names() -> None:
    file = read(meeting("2026-01-22", "at = '18:00'", body="board"))

    assert [each.body for each in file.meetings] == ["board"]


@pytest.mark.parametrize(
    ("top", "field", "problem"),
    [
        ("zone = 'Mars/Olympus'", "zone", '"Mars/Olympus" does not fit.'),
        ("zone = 'America'", "zone", '"America" does not fit.'),
        ("zone = 'America/Denver'\nkind = 'club'", "kind", '"club" does not fit.'),
        (
            "zone = 'America/Denver'\nchannel = '#general'",
            "channel",
            '"#general" is the channel of the whole workspace: everyone would get what Clerk writes.',
        ),
        ("zone = 'America/Denver'\nchannel = 'sister-cities'", "channel", '"sister-cities" does not fit.'),
        ("zone = 'America/Denver'\nchanel = 'C024BE7LH'", "chanel", 'unknown key. Did you mean "channel"?'),
        ("", "zone", "missing."),
    ],
)
def test_a_fault_at_the_top_is_told(top: str, field: str, problem: str) -> None:
    assert faults(top=f"name = 'Riverton'\npolicies = ['riverton']\n{top}") == [(field, problem)]


@pytest.mark.parametrize(
    ("line", "field", "problem"),
    [
        ("roles = ['admin']", "roles", '"admin" does not fit.'),
        ("roles = []", "roles", "a list does not fit."),
        (
            "roles = ['member', 'alternate']",
            "roles",
            "Pat Lee is both a voting member and an alternate.",
        ),
        ("roles = ['liaison']\nseat = 3", "seat", "Pat Lee is neither a voting member nor an alternate."),
        ("roles = ['staff']\nslack = 'pat'", "slack", '"pat" does not fit.'),
        ("roles = ['staff']\nemail = 'pat'", "email", '"pat" does not fit.'),
        ("roles = ['staff']\nzone = 'Pacific'", "zone", '"Pacific" does not fit.'),
    ],
)
def test_a_fault_of_one_person_is_told(line: str, field: str, problem: str) -> None:
    assert faults(f'[[person]]\nname = "Pat Lee"\n{line}') == [(field, problem)]


@pytest.mark.parametrize(
    ("one", "other", "field", "problem"),
    [
        (
            person("Pat Lee", '["staff"]'),
            person("PAT  LEE", '["liaison"]'),
            "name",
            'person "Pat Lee" (line 7) has the same name.',
        ),
        (
            person("Pat Lee", '["staff"]', "slack = 'U024BE7LH'"),
            person("Ann Oh", '["staff"]', "slack = 'U024BE7LH'"),
            "slack",
            'person "Pat Lee" (line 7) has the same Slack id.',
        ),
        (
            person("Pat Lee", '["member"]', "seat = 1"),
            person("Ann Oh", '["member"]', "seat = 1"),
            "seat",
            'person "Pat Lee" (line 7) has the same seat.',
        ),
        (
            person("Pat Lee", '["chair"]'),
            person("Ann Oh", '["chair"]'),
            "roles",
            "Pat Lee is the chair already.",
        ),
        (
            person("Pat Lee", '["vice_chair"]'),
            person("Ann Oh", '["vice_chair"]'),
            "roles",
            "Pat Lee is the vice chair already.",
        ),
    ],
)
def test_what_two_people_cannot_share_is_told(one: str, other: str, field: str, problem: str) -> None:
    assert faults(one, other, people="") == [(field, problem)]


def test_a_member_and_an_alternate_may_have_the_same_number() -> None:
    file = read(
        person("Pat Lee", '["member"]', "seat = 1"), person("Ann Oh", '["alternate"]', "seat = 1"), people=""
    )

    assert [each.seat for each in file.people] == [1, 1]


@pytest.mark.parametrize(
    ("change", "field", "problem"),
    [
        (
            ("BYDAY=4TH", "BYMONTH=2;BYMONTHDAY=30"),
            "rule",
            "The rule FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30 never lands on a date.",
        ),
        (
            ("BYDAY=4TH", "BYDAY=3TU"),
            "rule",
            "The first meeting, 2026-01-22, is not a date of the rule FREQ=MONTHLY;BYDAY=3TU.",
        ),
        (
            ("2026-03-31", "2026-01-21"),
            "until",
            "2026-01-21 is not within ten years after the start, 2026-01-22.",
        ),
        (
            ("2026-03-31", "2036-01-23"),
            "until",
            "2036-01-23 is not within ten years after the start, 2026-01-22.",
        ),
        (("18:00", "24:00"), "at", '"24:00" does not fit.'),
        (("start = 2026-01-22", "start = 1826-01-22"), "start", "1826-01-22 does not fit."),
        (
            ("meetings.commission", "meetings.comission"),
            "body",
            'no policy of yours has a body "comission". Did you mean "commission"?',
        ),
    ],
)
def test_a_fault_of_a_calendar_is_told(change: tuple[str, str], field: str, problem: str) -> None:
    assert faults(CALENDAR.replace(*change)) == [(field, problem)]


@pytest.mark.parametrize(
    ("tables", "field", "problem"),
    [
        ([meeting("2026-02-26", "status = 'skipped'")], "status", '"skipped" does not fit.'),
        ([meeting("2026-02-26", "kind = 'party'")], "kind", '"party" does not fit.'),
        (
            [meeting("2026-02-26", "status = 'cancelled'")],
            "reason",
            "missing for a meeting that is cancelled.",
        ),
        (
            [meeting("2026-02-26"), meeting("2026-02-26", "status = 'held'")],
            "date",
            "a table above is about the commission's meeting of 2026-02-26 too.",
        ),
        (
            [meeting("2026-02-26", "kind = 'special'")],
            "at",
            "the commission meets twice at one moment.",
        ),
        (
            [meeting("2026-02-26", "continues = 2026-01-29")],
            "continues",
            "the commission has no earlier meeting on 2026-01-29.",
        ),
        (
            [meeting("2026-01-22", "continues = 2026-02-26")],
            "continues",
            "the commission has no earlier meeting on 2026-02-26.",
        ),
        (
            [meeting("2026-02-26", body="council")],
            "at",
            "missing, and there is no calendar [meetings.council] that says it.",
        ),
    ],
)
def test_a_fault_of_a_single_meeting_is_told(tables: list[str], field: str, problem: str) -> None:
    assert faults(CALENDAR, *tables) == [(field, problem)]


def test_a_day_that_does_not_exist_is_told_with_its_line() -> None:
    with pytest.raises(CommissionFaults) as refused:
        read(meeting("2026-02-30"))

    (fault,) = refused.value.faults
    assert (fault.place, fault.problem.split(":")[0]) == ("line 13", "this is not TOML")


@pytest.mark.parametrize(
    ("policies", "found"),
    [
        ('["rivertown"]', [("policies", 'there is no policy "rivertown".')]),
        ('["riverton", "again.toml"]', [("policies", 'the policy "riverton" is there 2 times.')]),
        ('["broken.toml"]', [("begins", "unknown key."), ("starts", "missing.")]),
        ("[]", [("policies", "a list does not fit.")]),
    ],
)
def test_a_policy_that_cannot_be_used_is_told(policies: str, found: list[tuple[str, str]]) -> None:
    assert faults(top=TOP.replace('["riverton"]', policies)) == found


@pytest.mark.parametrize(
    ("table", "field", "problem"),
    [
        (
            "[[partner]]\ncity = 'Atlantis City'\ncountry = 'Atlantis'\nsince = 1999",
            "country",
            '"Atlantis" is no country that is known.',
        ),
        (
            "[[partner]]\ncity = 'Loreto'\ncountry = 'MX'\nsince = 12",
            "since",
            "12 does not fit.",
        ),
        (prospect(country="Atlantis"), "country", '"Atlantis" is no country that is known.'),
        (
            prospect(path="riverton/inquiries"),
            "path",
            'there is no way in "riverton/inquiries". Did you mean "riverton/inquiry"?',
        ),
        (
            prospect("owner = 'Sam Reyez'"),
            "owner",
            'there is no person "Sam Reyez". Did you mean "Sam Reyes"?',
        ),
        (prospect("medium = 'Pigeon'"), "medium", '"Pigeon" does not fit.'),
    ],
)
def test_a_fault_of_a_city_is_told(table: str, field: str, problem: str) -> None:
    assert faults(table) == [(field, problem)]


def test_a_city_stands_in_the_register_once() -> None:
    table = "[[partner]]\ncity = 'Loreto'\ncountry = '{}'\nsince = 1999"

    assert faults(table.format("MX"), table.format("Mexico")) == [
        ("city", 'partner "Loreto" (line 11) has the same city.')
    ]


def test_a_prospect_without_owner_needs_staff() -> None:
    assert faults(prospect(), people=person("Ruth Meyer", '["chair"]')) == [
        ("owner", "missing, and nobody has the role staff.")
    ]


def test_all_faults_are_told_at_once_each_with_its_place() -> None:
    with pytest.raises(CommissionFaults) as refused:
        read("[[person]]\nroles = ['boss']", prospect(country="Atlantis"), top=f"{TOP}kind = 'club'")

    assert str(refused.value).splitlines()[:3] == [
        "riverton.toml: 4 to put right",
        '- the top of the file, kind: "club" does not fit. Expected "public" or "nonprofit".',
        "- person 2 (line 11), name: missing. Expected text of one line, at most 80 characters.",
    ]
    assert [(fault.place, fault.field) for fault in refused.value.faults[2:]] == [
        ("person 2 (line 11)", "roles"),
        ('prospect "Loreto" (line 13)', "country"),
    ]


def test_every_state_is_two_letters_once() -> None:
    states = STATES.split("|")

    assert [len(state) for state in states] == [2] * len(set(states))


PIECES = st.sampled_from(
    [
        TOP,
        SAM,
        CALENDAR,
        prospect(),
        meeting("2026-02-26"),
        "[[partner]]",
        "[days_off]",
        "seat = 1",
        "kind = 3",
        "[meetings]",
    ]
)


@given(st.one_of(st.binary(), st.lists(PIECES).map(lambda pieces: "\n".join(pieces).encode())))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        read_bytes(content)
    except CommissionFaults as refused:
        assert refused.faults  # noqa: PT017 - either outcome is right, a fault without a reason is not


WHO_SAYS_SO = 'bylaws = "Section 4"\napproved_by = "Ann Poe"'


def rules(*lines: str) -> str:
    return "\n".join(["[rules]", *lines])


def test_the_rules_are_read_as_they_are_said() -> None:
    table = rules(
        "seats = 5",
        'quorum = "filled seats"',
        'majority_of = "authorised seats"',
        'abstention = "as no"',
        "second_required = false",
        "switched_off = [5, 1]",
        WHO_SAYS_SO,
    )

    assert read(table, top=f'{TOP}kind = "nonprofit"\n').rules == {
        "seats": 5,
        "quorum": "filled seats",
        "majority_of": "authorised seats",
        "abstention": "as no",
        "second_required": False,
        "switched_off": (5, 1),
        "bylaws": "Section 4",
        "approved_by": "Ann Poe",
    }


@pytest.mark.parametrize(
    ("line", "field", "problem"),
    [
        ("seats = 101", "rules.seats", "101 does not fit."),
        ("quorum = 'most'", "rules.quorum", '"most" does not fit.'),
        ("quorum = true", "rules.quorum", "true does not fit."),
        ("quorum = 0", "rules.quorum", "0 does not fit."),
        ("majority_of = 'all'", "rules.majority_of", '"all" does not fit.'),
        ("votes_shown = 'never'", "rules.votes_shown", '"never" does not fit.'),
        ("switched_off = [8]", "rules.switched_off", "8 does not fit."),
        ("seat = 7", "rules.seat", 'unknown key. Did you mean "seats"?'),
    ],
)
def test_a_fault_of_the_rules_is_told(line: str, field: str, problem: str) -> None:
    assert faults(rules(line)) == [(field, problem)]


def test_a_rule_that_departs_from_the_usual_needs_its_section_and_its_name() -> None:
    departing = "while the file departs from the usual: abstention, agenda_hours."

    assert faults(rules("abstention = 'as yes'", "agenda_hours = 96", "votes_shown = 'as cast'")) == [
        ("rules.bylaws", f"missing, {departing}"),
        ("rules.approved_by", f"missing, {departing}"),
    ]
    assert read(rules("abstention = 'ignored'", "agenda_hours = 72")).rules == {
        "abstention": "ignored",
        "agenda_hours": 72,
    }


def test_what_the_policy_says_of_the_seats_is_the_usual() -> None:
    assert read(rules("seats = 3", "alternates = 1"), top=THREE_SEATS).rules == {"seats": 3, "alternates": 1}
    assert faults(rules("seats = 4", "approved_by = 'Ann Poe'"), top=THREE_SEATS) == [
        ("rules.bylaws", "missing, while the file departs from the usual: seats.")
    ]


@pytest.mark.parametrize("kind", ["", 'kind = "public"\n'])
def test_a_public_body_switches_no_rule_off(kind: str) -> None:
    problem = "only a nonprofit may switch rules off; a public body keeps open-meeting law."

    assert faults(rules("switched_off = [1]", WHO_SAYS_SO), top=TOP + kind) == [
        ("rules.switched_off", problem)
    ]
    assert read(rules("switched_off = []"), top=TOP + kind).rules == {"switched_off": ()}


def test_a_quorum_above_the_seats_could_never_be_met() -> None:
    assert faults(rules("seats = 5", "quorum = 6", WHO_SAYS_SO)) == [
        ("rules.quorum", "6 members can never be present where there are 5 seats.")
    ]


def test_nobody_sits_beyond_the_seats() -> None:
    members = [person(f"Member {each}", "['member']") for each in "abcd"]

    assert faults(*members, top=THREE_SEATS) == [
        ("roles", "Member d has no place: 3 voting seats are there.")
    ]
    assert faults(person("Pat Lee", "['member']", "seat = 4"), top=THREE_SEATS) == [
        ("seat", "Pat Lee has no place: 3 voting seats are there.")
    ]
    assert faults(person("Pat Lee", "['alternate']", "seat = 2"), top=THREE_SEATS) == [
        ("seat", "Pat Lee has no place: 1 place for an alternate is there.")
    ]
    assert len(read(rules("seats = 4", WHO_SAYS_SO), *members, top=THREE_SEATS).people) == 5
