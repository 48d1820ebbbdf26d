"""Setting a commission up from its file, and changing it when the file changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time

import holidays
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.askers import asker_of
from models.bodies import body_rules, seating_now
from models.calendar_rows import Slot
from models.cities import City, CityName, Partner
from models.commission import commission_of
from models.database import Database
from models.due_dates import DueDate
from models.ledger import Act, Actor, record
from models.meetings import Happening, Meeting
from models.members import Member, Tenure
from models.outbox import Outbox
from models.partners import active_partners
from models.policy_shelf import current_versions
from models.progress import country_name
from models.prospects import Assignment, Prospect
from models.refusals import Refusal
from models.rules.commission_file import read_commission
from models.rules.commission_kinds import STATES
from models.rules.commission_values import CommissionFile
from models.rules.register import Begun
from models.scheduling import move
from models.setup import Applied, apply, country_code, left_alone, planned_changes
from models.workspaces import Workspace

NOW = datetime(2026, 3, 2, 18, tzinfo=UTC)
CLI = Actor(id="cli", name="clerk setup")
POLICY = b"""
id = "riverton"
title = "Sister Cities Policy"
place = "Riverton"
source = "Resolution 7"
[body.commission]
title = "Riverton Sister Cities Commission"
voting = 3
[path.inquiry]
title = "They wrote to us"
begun_by = "them"
starts = "inquiry"
[[step]]
id = "discuss"
title = "Discuss it"
who = "Commission"
source = "Section 1"
due = "2 commission meetings after inquiry"
"""
FILE = """
name = "Riverton"
body = "Riverton Commission"
zone = "America/Denver"
channel = "C024BE7LH"
policies = ["riverton"]
[days_off]
state = "CO"
extra = [2026-12-24]

[[person]]
name = "Sam Reyes"
roles = ["staff"]
slack = "U024BE7S1"
email = "sam@example.com"
[[person]]
name = "Ruth Meyer"
roles = ["member", "chair"]
seat = 1
slack = "U024BE7R2"
[[person]]
name = "Ed Novak"
roles = ["member"]
seat = 2

[meetings.commission]
rule = "FREQ=MONTHLY;BYDAY=4TH"
start = 2026-01-22
at = "18:00"
until = 2026-05-31
place = "City Hall"

[[meeting]]
body = "commission"
date = 2026-01-22
status = "held"

[[partner]]
city = "New Taipei City"
country = "TW"
since = 1986
former_names = ["Banciao"]
"""
PROSPECT = """
[[prospect]]
city = "Loreto"
country = "MX"
path = "riverton/inquiry"
received_on = 2026-01-30
medium = "Letter"
"""


def read(text: str = FILE, policy: bytes = POLICY) -> CommissionFile:
    return read_commission(
        text.encode(), name="riverton.toml", country_code=country_code, load_policy={"riverton": policy}.get
    )


def applied(database: Database, text: str = FILE, policy: bytes = POLICY) -> Applied:
    with database.workspace("T1").transaction(NOW) as session:
        return apply(session, read(text, policy), CLI, NOW)


def changed(database: Database, *replacements: tuple[str, str]) -> list[str]:
    """Set the commission up, change its file, and give what applying it changed."""
    applied(database)
    text = FILE
    for old, new in replacements:
        assert text.count(old) == 1
        text = text.replace(old, new)
    done = list(applied(database, text).changes)
    assert applied(database, text) == Applied()
    return done


def seen(database: Database, look: Callable[[Session], object]) -> object:
    with database.workspace("T1").reading() as session:
        return look(session)


def test_an_empty_workspace_gets_its_commission(database: Database) -> None:
    applied(database)

    with database.workspace("T1").reading() as session:
        commission = commission_of(session)
        workspace = session.scalars(select(Workspace)).one()
        assert (commission.name, commission.body_title, commission.zone.key, commission.channel) == (
            "Riverton",
            "Riverton Commission",
            "America/Denver",
            "C024BE7LH",
        )
        assert (commission.is_public, commission.federal_days_off, commission.state) == (True, True, "CO")
        assert (commission.extra_days_off, commission.their_silence_days) == (
            frozenset({date(2026, 12, 24)}),
            45,
        )
        assert workspace.set_up_at == NOW


def test_an_empty_workspace_gets_its_people_in_the_order_of_the_file(database: Database) -> None:
    applied(database)

    with database.workspace("T1").reading() as session:
        people = session.scalars(select(Member).order_by(Member.id)).all()
        assert [(row.name, row.roles, row.seat, row.slack_id, row.email, row.active) for row in people] == [
            ("Sam Reyes", ["staff"], None, "U024BE7S1", "sam@example.com", True),
            ("Ruth Meyer", ["member", "chair"], 1, "U024BE7R2", None, True),
            ("Ed Novak", ["member"], 2, None, None, True),
        ]


def test_an_empty_workspace_gets_its_meetings_and_policies(database: Database) -> None:
    applied(database)

    with database.workspace("T1").reading() as session:
        meetings = session.scalars(select(Meeting).order_by(Meeting.starts_at)).all()
        policies = [version.policy_id for version in current_versions(session)]
        assert [(str(row.on), row.starts_at.hour, row.kind, row.status, row.place) for row in meetings] == [
            ("2026-01-22", 1, "regular", "held", "City Hall"),
            ("2026-02-26", 1, "regular", "scheduled", "City Hall"),
            ("2026-03-26", 0, "regular", "scheduled", "City Hall"),
            ("2026-04-23", 0, "regular", "scheduled", "City Hall"),
            ("2026-05-28", 0, "regular", "scheduled", "City Hall"),
        ]
        assert policies == ["riverton"]


def test_an_empty_workspace_gets_its_register(database: Database) -> None:
    applied(database)

    with database.workspace("T1").reading() as session:
        city = session.scalars(select(City).where(City.folded == "new taipei city")).one()
        partner = session.scalars(select(Partner)).one()
        other = session.scalars(select(CityName)).one()
        assert (city.name, city.country, city.kind, city.tier) == (
            "New Taipei City",
            "TW",
            "city",
            "sister city",
        )
        assert (partner.city_id, partner.tier, partner.since, partner.status) == (
            city.id,
            "sister city",
            "1986",
            "active",
        )
        assert (other.city_id, other.name, other.folded) == (city.id, "Banciao", "banciao")


def test_prospects_are_recorded_by_the_file_for_the_first_of_staff_with_their_dates(
    database: Database,
) -> None:
    applied(database, FILE + PROSPECT)

    with database.workspace("T1").reading() as session:
        prospect = session.scalars(select(Prospect)).one()
        act = session.scalars(select(Act).where(Act.prospect_id == prospect.id)).one()
        owner = session.scalars(select(Assignment)).one().owner_id
        staff = session.scalars(select(Member).where(Member.name == "Sam Reyes")).one().id
        due = [(row.step_id, row.on) for row in session.scalars(select(DueDate))]
        assert (prospect.title, prospect.path, act.what, act.actor) == (
            "Loreto, Mexico",
            "inquiry",
            "inquiry recorded",
            "cli",
        )
        assert owner == staff
        assert due == [("discuss", date(2026, 3, 26))]


def test_a_prospect_may_belong_to_someone_who_is_not_on_slack(database: Database) -> None:
    applied(database, f'{FILE}{PROSPECT}owner = "Ed Novak"')

    with database.workspace("T1").reading() as session:
        act = session.scalars(select(Act).where(Act.what == "inquiry recorded")).one()
        owner = session.scalars(select(Assignment)).one().owner_id
        named = session.scalars(select(Member.name).where(Member.id == owner)).one()
        assert (act.actor, act.actor_name, named) == ("cli", "the commission file", "Ed Novak")


def test_a_prospect_from_the_future_undoes_the_set_up(database: Database) -> None:
    with pytest.raises(Refusal) as refused:
        applied(database, FILE + PROSPECT.replace("2026-01-30", "2026-03-03"))

    assert refused.value.message == (
        "prospect Loreto: received on 2026-03-03, which is in the future. Nothing was set up."
    )
    assert seen(database, lambda session: session.scalars(select(Workspace)).all()) == []


def test_the_set_up_is_an_act_with_its_changes_and_no_email_address(database: Database) -> None:
    applied(database)

    with database.workspace("T1").reading() as session:
        act = session.scalars(select(Act).where(Act.what == "commission set up")).one()
        assert (act.actor, act.actor_name, act.at) == ("cli", "clerk setup", NOW)
        assert act.details["changes"][:3] == [
            "set up Riverton Commission",
            f"load policy riverton ({read().policies[0].policy.content_hash[:12]})",
            "add person Sam Reyes (staff)",
        ]
        assert [says for says in act.details["changes"] if "@" in says] == []


def test_a_second_time_changes_nothing(database: Database) -> None:
    applied(database)
    acts = seen(database, lambda session: list(session.scalars(select(Act.id))))

    assert applied(database) == Applied()
    assert seen(database, lambda session: list(session.scalars(select(Act.id)))) == acts
    assert seen(database, lambda session: planned_changes(session, read(), NOW)) == ()
    assert seen(database, lambda session: left_alone(session, read(), NOW)) == ()


DIFFERENCES = [
    ('"America/Denver"', '"America/Boise"', ["zone: America/Denver → America/Boise"]),
    ('"Riverton Commission"', '"Riverton Board"', ["body title: Riverton Commission → Riverton Board"]),
    ('"C024BE7LH"', '"#sister-cities"', ["channel: C024BE7LH → #sister-cities"]),
    ('"CO"', '"OR"', ["days off, state: CO → OR"]),
    ("[2026-12-24]", "[2026-12-31, 2026-12-24]", ["days off, extra: 2026-12-24 → 2026-12-24, 2026-12-31"]),
    (
        "[days_off]",
        "[clocks]\ntheir_silence_days = 60\n[days_off]",
        ["clocks, their silence days: none → 60"],
    ),
    (
        "seat = 2",
        "seat = 3\nslack = 'U024BE7E3'",
        ["Ed Novak, seat: 2 → 3", "Ed Novak, Slack id: none → U024BE7E3"],
    ),
    ('"member", "chair"', '"member"', ["Ruth Meyer, roles: member, chair → member"]),
    ("sam@example.com", "reyes@example.com", ["Sam Reyes, email changed"]),
    ('"Sam Reyes"', '"Samuel Reyes"', ["Samuel Reyes, name: Sam Reyes → Samuel Reyes"]),
    ("1986", "1987", ["New Taipei City, Taiwan, since: 1986 → 1987"]),
    ('["Banciao"]', '["Banciao", "Pan-Chao"]', ["New Taipei City, Taiwan, also called Pan-Chao"]),
    (
        'city = "New Taipei City"',
        'other_names = ["New Taipei City"]\ncity = "Xinbei"',
        ["Xinbei, Taiwan, name: New Taipei City → Xinbei", "Xinbei, Taiwan, also called New Taipei City"],
    ),
]


def test_each_difference_is_told(database: Database) -> None:
    applied(database)

    with database.workspace("T1").reading() as session:
        told = [
            [change.says for change in planned_changes(session, read(FILE.replace(old, new)), NOW)]
            for old, new, _ in DIFFERENCES
        ]
    assert told == [says for _, _, says in DIFFERENCES]


def test_all_differences_end_when_the_file_is_applied(database: Database) -> None:
    done = changed(database, *[(old, new) for old, new, _ in DIFFERENCES])

    assert len(done) == sum(len(says) for _, _, says in DIFFERENCES)


def test_the_change_is_an_act_of_its_own(database: Database) -> None:
    changed(database, ("seat = 2", "seat = 3"))

    with database.workspace("T1").reading() as session:
        act = session.scalars(select(Act).where(Act.what == "commission changed")).one()
        assert act.details == {"changes": ["Ed Novak, seat: 2 → 3"]}


def test_what_the_file_does_not_say_stays(database: Database) -> None:
    silent = ("channel", "state", "extra", "email", "place")
    without = "\n".join(line for line in FILE.splitlines() if not line.startswith(silent))
    applied(database)

    assert applied(database, without) == Applied()


def test_someone_who_left_the_file_becomes_inactive_and_may_come_back(database: Database) -> None:
    ed = '[[person]]\nname = "Ed Novak"\nroles = ["member"]\nseat = 2\n'

    assert changed(database, (ed, "")) == ["make inactive: Ed Novak"]
    assert applied(database).changes == ("Ed Novak, active: no → yes",)


def test_two_people_may_have_their_slack_ids_the_wrong_way_round(database: Database) -> None:
    swapped = [("U024BE7S1", "U"), ("U024BE7R2", "U024BE7S1"), ('"U"', '"U024BE7R2"')]

    assert changed(database, *swapped) == [
        "Sam Reyes, Slack id: U024BE7S1 → U024BE7R2",
        "Ruth Meyer, Slack id: U024BE7R2 → U024BE7S1",
    ]


def test_a_new_text_of_a_policy_is_loaded_and_the_prospect_keeps_the_old_one(database: Database) -> None:
    applied(database, FILE + PROSPECT)
    text = POLICY.replace(b"2 commission", b"3 commission")
    done = applied(database, policy=text)

    assert done.changes == (
        f"load policy riverton ({read(policy=text).policies[0].policy.content_hash[:12]})",
    )
    assert seen(database, lambda session: list(session.scalars(select(DueDate.on)))) == [date(2026, 3, 26)]


def test_a_cancelled_meeting_moves_the_dates_that_count_it(database: Database) -> None:
    applied(database, FILE + PROSPECT)
    with database.workspace("T1").transaction(NOW) as session:
        session.query(Outbox).delete()
    snow = '[[meeting]]\nbody = "commission"\ndate = 2026-03-26\nstatus = "cancelled"\nreason = "Snow."\n'
    done = applied(database, FILE + snow)

    assert done == Applied(
        changes=(
            "commission meeting of 2026-03-26 18:00, status: scheduled → cancelled",
            "commission meeting of 2026-03-26 18:00, reason: none → Snow.",
        ),
        moved=(
            "Loreto, Mexico: Discuss it moved from Thu, Mar 26 to Thu, Apr 23, because the commission file changed.",
        ),
    )
    assert seen(database, lambda session: list(session.scalars(select(Outbox.kind)))) == ["inquiry card"]


def test_a_changed_calendar_changes_the_meetings_ahead_and_not_the_past(database: Database) -> None:
    assert changed(database, ('at = "18:00"', 'at = "18:30"'), ("2026-05-31", "2026-07-01")) == [
        "commission meeting of 2026-01-22 18:30: moved from 18:00",
        "commission meeting of 2026-03-26 18:30: moved from 18:00",
        "commission meeting of 2026-04-23 18:30: moved from 18:00",
        "commission meeting of 2026-05-28 18:30: moved from 18:00",
        "add commission meeting of 2026-06-25 18:30 (scheduled)",
    ]


def test_what_became_of_a_meeting_in_slack_stays(database: Database) -> None:
    applied(database)
    with database.workspace("T1").transaction(NOW) as session:
        session.scalars(select(Meeting).where(Meeting.on == date(2026, 2, 26))).one().status = "held"

    assert applied(database) == Applied()


def moved_in_slack(database: Database, on: date, slot: Slot) -> None:
    """Have the staff move a meeting, or change its place."""
    with database.workspace("T1").transaction(NOW) as session:
        row = session.scalars(select(Meeting).where(Meeting.on == on)).one()
        staff = asker_of(session, "U024BE7S1")
        move(session, row.id, slot, "The hall is taken.", staff, commission_of(session), NOW)


@pytest.mark.parametrize(
    "slot",
    [
        Slot(day=date(2026, 4, 2), at=time(18), place="City Hall"),
        Slot(day=date(2026, 3, 26), at=time(20), place="Library"),
        Slot(day=date(2026, 3, 26), at=time(18), place="Library"),
    ],
)
def test_what_was_moved_in_slack_stays_so_when_the_same_file_is_applied_again(
    database: Database, slot: Slot
) -> None:
    applied(database)
    moved_in_slack(database, date(2026, 3, 26), slot)

    assert applied(database) == Applied()
    assert "2026-03-26" not in str(seen(database, lambda session: left_alone(session, read(), NOW)))


def test_a_file_that_names_the_date_changes_a_meeting_that_was_moved(database: Database) -> None:
    applied(database)
    moved_in_slack(database, date(2026, 3, 26), Slot(day=date(2026, 4, 2), at=time(18), place="City Hall"))
    snow = '[[meeting]]\nbody = "commission"\ndate = 2026-03-26\nstatus = "cancelled"\nreason = "Snow."\n'

    assert applied(database, FILE + snow).changes == (
        "commission meeting of 2026-03-26 18:00: moved from 18:00",
        "commission meeting of 2026-03-26 18:00, status: scheduled → cancelled",
        "commission meeting of 2026-03-26 18:00, reason: none → Snow.",
    )


def test_no_file_changes_a_meeting_that_was_called_to_order(database: Database) -> None:
    applied(database)
    with database.workspace("T1").transaction(NOW) as session:
        row = session.scalars(select(Meeting).where(Meeting.on == date(2026, 3, 26))).one()
        row.status = "in_session"
        act = record(session, "meeting called to order", actor=CLI, now=NOW, meeting_id=row.id)
        said = {"meeting_id": row.id, "member_id": None, "item": None, "act_id": act.id}
        session.add(Happening(what="called to order", at=NOW, **said))
    snow = '[[meeting]]\nbody = "commission"\ndate = 2026-03-26\nstatus = "cancelled"\nreason = "Snow."\n'

    with pytest.raises(Refusal) as refused:
        applied(database, FILE + snow)
    assert refused.value.message == (
        "The commission meeting of 2026-03-26 18:00 was called to order in Slack, so a file no longer changes it. "
        "Take its table out."
    )
    assert applied(database, FILE.replace("City Hall", "Library")).changes == (
        "commission meeting of 2026-01-22 18:00, place: City Hall → Library",
        "commission meeting of 2026-04-23 18:00, place: City Hall → Library",
        "commission meeting of 2026-05-28 18:00, place: City Hall → Library",
    )


def test_a_meeting_that_continues_another_points_to_it(database: Database) -> None:
    more = (
        '[[meeting]]\nbody = "commission"\ndate = 2026-04-30\nkind = "adjourned_regular"\n'
        "continues = 2026-04-23\n"
    )
    applied(database)
    applied(database, FILE + more)

    with database.workspace("T1").reading() as session:
        rows = {row.on: row for row in session.scalars(select(Meeting))}
        assert rows[date(2026, 4, 30)].continues == rows[date(2026, 4, 23)].id
    assert applied(database, FILE + more) == Applied()


def test_the_dates_of_a_partner_are_changed_by_the_file_and_stay_when_it_does_not_speak_of_them(
    database: Database,
) -> None:
    applied(database, f"{FILE}approved = 1986-03-01\nsigned = 1986-04-01\n")
    changes = [
        applied(database, f"{FILE}signed = 1986-05-01\nrecognized = 1987-01-02\n").changes,
        applied(database).changes,
    ]

    assert changes == [
        (
            "New Taipei City, Taiwan, signed on: 1986-04-01 → 1986-05-01",
            "New Taipei City, Taiwan, recognized on: none → 1987-01-02",
        ),
        (),
    ]
    with database.workspace("T1").reading() as session:
        (partner,) = active_partners(session, date(2026, 1, 30))
    assert partner.begun == Begun(
        approved_on=date(1986, 3, 1), signed_on=date(1986, 5, 1), recognized_on=date(1987, 1, 2)
    )


def test_what_vanished_from_the_file_is_listed_and_left(database: Database) -> None:
    applied(database)
    partner = FILE[FILE.index("[[partner]]") :]
    text = FILE.replace("2026-05-31", "2026-04-30").replace(partner, "")
    other = POLICY.replace(b'"riverton"', b'"other"')
    with database.workspace("T1").transaction(NOW) as session:
        file = read(text, other)
        apply(session, file, CLI, NOW)

        assert left_alone(session, file, NOW) == (
            "policy riverton",
            "commission meeting of 2026-05-28 18:00",
            "partner New Taipei City, Taiwan",
        )


def test_one_workspace_is_set_up_without_the_other(database: Database) -> None:
    applied(database)
    with database.workspace("T2").transaction(NOW) as session:
        of_the_other = session.scalars(select(Workspace)).all()

    assert of_the_other == []


def test_a_country_is_found_by_its_letters_or_its_name() -> None:
    typed = ["MX", "mexico", "Côte d'Ivoire", "South Korea", "EU", "ZZ", "419", "Atlantis"]

    assert [country_code(text) for text in typed] == ["MX", "MX", "CI", "KR", None, None, None, None]
    assert country_name("TW") == "Taiwan"


def test_the_states_are_those_whose_days_off_are_known() -> None:
    assert STATES.split("|") == sorted(holidays.country_holidays("US").subdivisions)


RULES = """
[rules]
seats = 5
abstention = "as no"
bylaws = "Section 4"
approved_by = "Ann Poe"
"""


def test_the_rules_are_kept_and_each_difference_is_told(database: Database) -> None:
    applied(database, FILE + RULES)

    assert seen(database, lambda session: session.scalars(select(Workspace)).one().settings["rules"]) == {
        "seats": 5,
        "abstention": "as no",
        "bylaws": "Section 4",
        "approved_by": "Ann Poe",
    }
    assert applied(database, FILE + RULES.replace("as no", "as yes")).changes == (
        "rules, abstention: as no → as yes",
    )
    assert applied(database) == Applied()


def test_rules_switched_off_are_kept_in_their_order(database: Database) -> None:
    nonprofit = FILE.replace('zone = "America/Denver"', 'zone = "America/Denver"\nkind = "nonprofit"')
    said = nonprofit + RULES + "switched_off = [13, 1, 2]\n"
    applied(database, said)

    assert applied(database, said) == Applied()
    assert seen(database, lambda session: sorted(body_rules(session).switched_off)) == [1, 2, 13]


def test_the_kind_of_a_body_changes_only_with_a_reason_and_a_name(database: Database) -> None:
    applied(database)
    nonprofit = FILE.replace('zone = "America/Denver"', 'zone = "America/Denver"\nkind = "nonprofit"')
    reason = '[rules]\nkind_reason = "It was never created by the city"\n'
    told = (
        "The body is recorded as public, and the file says nonprofit. Such a change needs kind_reason and "
        "kind_approved_by in [rules]. Nothing was changed."
    )
    for file in (nonprofit, nonprofit + reason):
        with pytest.raises(Refusal) as refused:
            applied(database, file)
        assert refused.value.message == told

    says = "body kind: public → nonprofit (approved by Ann Poe: It was never created by the city)"
    file = f'{nonprofit}{reason}kind_approved_by = "Ann Poe"\n'
    assert applied(database, file).changes == (says,)
    assert applied(database, file) == Applied()
    with database.workspace("T1").reading() as session:
        act = session.scalars(select(Act).order_by(Act.id.desc())).first()
        assert act is not None
        assert (act.what, act.details) == ("commission changed", {"changes": [says]})
        assert session.scalars(select(Workspace)).one().body_kind == "nonprofit"


def test_who_has_no_seat_in_the_file_gets_the_lowest_free_and_keeps_it(database: Database) -> None:
    unsaid = FILE.replace("seat = 1\n", "").replace("seat = 2\n", "")
    applied(database, unsaid)

    def seats(session: Session) -> object:
        return {row.name: row.seat for row in session.scalars(select(Member))}

    assert seen(database, seats) == {"Sam Reyes": None, "Ruth Meyer": 1, "Ed Novak": 2}
    assert applied(database, unsaid) == Applied()
    ruth = '[[person]]\nname = "Ruth Meyer"\nroles = ["member", "chair"]\nslack = "U024BE7R2"\n'
    assert applied(database, unsaid.replace(ruth, "")).changes == ("make inactive: Ruth Meyer",)
    assert seen(database, lambda session: [each.name for each in seating_now(session).holders]) == [
        "Ed Novak"
    ]
    assert applied(
        database, unsaid.replace(ruth, "") + '[[person]]\nname = "Al Fox"\nroles = ["member"]'
    ).changes == ("add person Al Fox (member)",)
    assert seen(
        database, lambda session: [(each.seat, each.name) for each in seating_now(session).holders]
    ) == [
        (1, "Al Fox"),
        (2, "Ed Novak"),
    ]


def test_the_set_up_begins_tenures_and_a_later_run_ends_them(database: Database) -> None:
    applied(database)
    ed = '[[person]]\nname = "Ed Novak"\nroles = ["member"]\nseat = 2\n'
    with database.workspace("T1").transaction(NOW) as session:
        apply(session, read(FILE.replace(ed, "")), CLI, datetime(2026, 4, 1, 18, tzinfo=UTC))

    with database.workspace("T1").reading() as session:
        names = {row.id: row.name for row in session.scalars(select(Member))}
        tenures = [
            (names[row.member_id], row.role, row.seat, str(row.began_on), str(row.ended_on or ""))
            for row in session.scalars(select(Tenure))
        ]
        assert sorted(tenures, key=str) == [
            ("Ed Novak", "member", 2, "2026-03-02", "2026-04-01"),
            ("Ruth Meyer", "chair", None, "2026-03-02", ""),
            ("Ruth Meyer", "member", 1, "2026-03-02", ""),
            ("Sam Reyes", "staff", None, "2026-03-02", ""),
        ]
