"""The roster: people enter, change what they are, and leave."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from models.commission import commission_of
from models.ledger import Act
from models.members import Member, Tenure
from models.outbox import Outbox
from models.refusals import Refusal
from models.roster import Saved, roster_now, save_person
from models.rules.permissions import Role
from models.rules.roster import Entry, Person, Roster
from models.workspaces import Workspace
from tests.builders import Office, refused


@pytest.fixture(autouse=True)
def seated(request: pytest.FixtureRequest) -> None:
    """Give Cy the first seat and Di the second."""
    office: Office = request.getfixturevalue(
        "milpitas" if "milpitas" in request.fixturenames else "one_engine"
    )
    with office.workspace.transaction(office.now) as session:
        for slack_id, seat in (("U3", 1), ("U4", 2)):
            session.scalars(select(Member).where(Member.slack_id == slack_id)).one().seat = seat


def the_roster(office: Office) -> Roster:
    with office.workspace.reading() as session:
        return roster_now(session)


def person(office: Office, name: str) -> Person:
    return next(each for each in the_roster(office).people if each.name.startswith(name))


def as_is(office: Office, name: str) -> Entry:
    """Fill in the form as it opens."""
    seen = person(office, name)
    return Entry(
        name=seen.name,
        member_id=seen.member_id,
        seen=seen.mark,
        slack_id=seen.slack_id,
        part=seen.part,
        seat=seen.seat,
        office=seen.office,
        is_staff=Role.STAFF in seen.roles,
        term_ends=seen.term_ends,
        email=seen.email,
    )


def save(office: Office, entry: Entry, by: str = "U1") -> Saved:
    with office.writing(by) as (session, asker):
        return save_person(session, entry, asker, commission_of(session), office.now)


def changes(at: Office, name: str, **said: Any) -> Saved:  # noqa: ANN401  fields of many types
    return save(at, replace(as_is(at, name), **said))


def details(office: Office) -> dict[str, Any]:
    with office.workspace.reading() as session:
        act = session.scalars(select(Act).order_by(Act.id.desc())).first()
        assert act is not None
        assert (act.what, act.prospect_id, act.meeting_id) == ("roster changed", None, None)
        return act.details


PAT = Entry(name="Pat Kim", part=Role.MEMBER)


def test_somebody_who_is_not_on_slack_gets_the_lowest_free_seat(milpitas: Office) -> None:
    saved = save(milpitas, replace(PAT, term_ends=date(2028, 6, 30), email="pat@example.com"))

    pat = person(milpitas, "Pat")
    assert saved.after == pat
    assert (pat.slack_id, pat.seat, pat.term_ends, pat.called) == (
        None,
        3,
        date(2028, 6, 30),
        "Pat Kim, not on Slack",
    )
    assert details(milpitas) == {
        "member": pat.member_id,
        "fields": ["name", "roles", "seat", "term_ends", "email"],
    }


def test_a_seat_and_a_place_among_the_alternates_are_counted_apart(milpitas: Office) -> None:
    save(milpitas, replace(PAT, seat=7))
    save(milpitas, Entry(name="Lu Moss", part=Role.ALTERNATE))
    save(milpitas, Entry(name="Vi Hart", part=Role.ALTERNATE))

    roster = the_roster(milpitas)
    assert [(each.name, each.seat) for each in roster.with_role(Role.MEMBER)] == [
        ("Cy Diaz", 1),
        ("Di Okafor", 2),
        ("Pat Kim", 7),
    ]
    assert [(each.name, each.seat) for each in roster.with_role(Role.ALTERNATE)] == [
        ("Lu Moss", 1),
        ("Vi Hart", 2),
    ]
    assert (roster.free(Role.MEMBER), roster.free(Role.ALTERNATE)) == ((3, 4, 5, 6), ())
    with refused("No place for an alternate is vacant. Somebody has to leave one first.", "part"):
        save(milpitas, Entry(name="Zoe Kay", part=Role.ALTERNATE))


REFUSED: list[tuple[dict[str, Any], str, str]] = [
    ({"name": " "}, "Please give the name.", "name"),
    ({"name": "x" * 81}, "That is too long: at most 80 characters, please.", "name"),
    (
        {"name": "CY DÍAZ"},
        "Cy Diaz is on the roster already. Write the name so that minutes can tell the two apart.",
        "name",
    ),
    ({"slack_id": "U3"}, "That is Cy Diaz, who is on the roster already. Use Edit there.", "slack"),
    ({"part": None}, "Choose a seat or part here, or an office, or tick staff.", "part"),
    ({"seat": 9}, "There is no such voting seat. Please choose a vacant one.", "part"),
    ({"seat": 1}, "Cy Diaz has that voting seat. Please choose a vacant one.", "part"),
    ({"email": "pat"}, "I couldn't read that as an email address. Please check it.", "email"),
]


@pytest.mark.parametrize(("said", "message", "field"), REFUSED)
def test_what_cannot_be_is_refused_beside_its_field(
    one_engine: Office, said: dict[str, Any], message: str, field: str
) -> None:
    acts = one_engine.last_act()

    with refused(message, field):
        save(one_engine, replace(PAT, **said))
    assert (one_engine.last_act(), len(the_roster(one_engine).people)) == (acts, 4)


def test_a_body_without_seats_has_none_to_fill(one_engine: Office) -> None:
    with one_engine.workspace.transaction(one_engine.now) as session:
        for row in session.scalars(select(Member)):
            row.roles = ["staff"]
        session.scalars(select(Workspace)).one().settings = {"rules": {"seats": 0}}

    with refused("No voting seat is vacant. Somebody has to leave one first.", "part"):
        save(one_engine, PAT)


def test_an_office_is_taken_over_from_whoever_held_it(milpitas: Office) -> None:
    saved = changes(milpitas, "Cy", office=Role.CHAIR)

    assert saved.gave_up_office is not None
    assert saved.gave_up_office.name == "Bo Lee"
    assert [each.name for each in the_roster(milpitas).with_role(Role.CHAIR)] == ["Cy Diaz"]
    assert person(milpitas, "Bo").roles == frozenset()
    assert details(milpitas)["office_taken_from"] == milpitas.member_id("U2")


def test_a_form_that_changes_nothing_writes_nothing(milpitas: Office) -> None:
    acts = milpitas.last_act()

    saved = save(milpitas, as_is(milpitas, "Cy"))
    assert (saved.before == saved.after, milpitas.last_act()) == (True, acts)


def test_of_two_who_change_one_person_the_second_is_told(milpitas: Office) -> None:
    first, second = as_is(milpitas, "Di"), as_is(milpitas, "Di")
    save(milpitas, replace(first, term_ends=date(2027, 6, 30)))

    with refused(
        "Ana Ruiz changed the entry of Di Okafor a minute ago, so I changed nothing. Please open it again."
    ):
        save(milpitas, replace(second, office=Role.VICE_CHAIR), by="U2")
    save(milpitas, replace(as_is(milpitas, "Di"), leaves=True))
    with refused("That person is no longer on the roster. I changed nothing."):
        save(milpitas, second)


def test_whoever_leaves_hands_their_open_files_on_in_the_same_act(milpitas: Office) -> None:
    files = [milpitas.inquiry(city, owner_id=milpitas.member_id("U3")) for city in ("Loreto", "Tena")]
    closed = milpitas.inquiry("Cascais", country="PT", owner_id=milpitas.member_id("U3"))
    milpitas.turn(closed, closed=True)
    with milpitas.workspace.transaction(milpitas.now) as session:
        session.query(Outbox).delete()

    with refused("Cy Diaz owns 2 open files. Choose who gets them.", "heir"):
        changes(milpitas, "Cy", leaves=True)
    with refused("Cy Diaz owns 2 open files. Choose who gets them.", "heir"):
        changes(milpitas, "Cy", leaves=True, heir_id=milpitas.member_id("U3"))
    saved = changes(milpitas, "Cy", leaves=True, heir_id=milpitas.member_id("U4"))

    assert (saved.files, saved.heir and saved.heir.name) == (
        ("Loreto, Mexico", "Tena, Mexico"),
        "Di Okafor",
    )
    assert [milpitas.progress(each).owner for each in (*files, closed)] == [
        "Di Okafor",
        "Di Okafor",
        "Cy Diaz",
    ]
    assert details(milpitas) == {
        "member": milpitas.member_id("U3"),
        "fields": ["active"],
        "files": files,
        "files_to": milpitas.member_id("U4"),
    }
    with milpitas.workspace.reading() as session:
        assert sorted(session.scalars(select(Outbox.subject))) == sorted(files)


@pytest.mark.parametrize("back", [{"slack_id": "U3"}, {"slack_id": None, "is_back": True}])
def test_whoever_comes_back_is_the_same_person(milpitas: Office, back: dict[str, Any]) -> None:
    gone = milpitas.member_id("U3")
    changes(milpitas, "Cy", leaves=True)
    saved = save(milpitas.on("2026-02-02"), Entry(name="Cy Diaz", part=Role.LIAISON, **back))

    assert saved.after is not None
    assert saved.after.member_id == gone
    with milpitas.workspace.reading() as session:
        rows = session.scalars(select(Tenure).where(Tenure.member_id == gone).order_by(Tenure.id))
        assert [(row.role, str(row.began_on), row.ended_on) for row in rows] == [
            ("liaison", "2026-02-02", None)
        ]


def test_a_slack_id_that_somebody_left_behind_goes_to_whoever_has_it_now(milpitas: Office) -> None:
    changes(milpitas, "Cy", leaves=True)
    changes(milpitas, "Di", slack_id="U3")

    assert person(milpitas, "Di").slack_id == "U3"


def test_somebody_on_slack_can_always_change_the_roster(milpitas: Office) -> None:
    nobody = (
        "Then nobody on Slack could change the roster: there would be no chair and no staff there. "
        "Name somebody else first."
    )
    changes(milpitas, "Bo", leaves=True)
    for said in ({"leaves": True}, {"slack_id": None}, {"is_staff": False, "part": Role.LIAISON}):
        with refused(nobody):
            changes(milpitas, "Ana", **said)
    assert person(milpitas, "Ana").roles == {Role.STAFF}


def test_a_member_may_not_change_the_roster(milpitas: Office) -> None:
    with refused("Only the chair (Bo Lee) or staff (Ana Ruiz) can change the roster. I changed nothing."):
        save(milpitas, PAT, by="U3")


def test_of_two_who_fill_one_seat_at_the_same_moment_one_does(milpitas: Office) -> None:
    def fill(name: str) -> str:
        try:
            save(milpitas, Entry(name=name, part=Role.MEMBER, seat=5))
        except Refusal as no:
            return no.message
        return "saved"

    with ThreadPoolExecutor() as pool:
        came_of_it = sorted(pool.map(fill, ["Pat Kim", "Lu Moss"]))
    sits = the_roster(milpitas).in_seat(Role.MEMBER, 5)
    assert sits is not None
    assert came_of_it == [f"{sits.name} has that voting seat. Please choose a vacant one.", "saved"]


def test_how_many_make_a_quorum_follows_the_rule(one_engine: Office) -> None:
    assert (the_roster(one_engine).quorum, the_roster(one_engine).rules.seats) == (4, 7)


@pytest.mark.parametrize("slack_id", [None, "U77"])
def test_somebody_with_the_name_of_one_who_left_is_asked_about(
    one_engine: Office, slack_id: str | None
) -> None:
    cy = one_engine.member_id("U3")
    changes(one_engine, "Cy", leaves=True)
    if slack_id:
        with one_engine.workspace.transaction(one_engine.now) as session:
            session.scalars(select(Member).where(Member.id == cy)).one().slack_id = None
    later = one_engine.on("2026-02-02")
    with refused(
        "Cy Diaz was on the roster before. Tick that they came back; or, for somebody else, write the name so that "
        "minutes can tell the two apart.",
        "name",
    ):
        save(later, Entry(name="cy diaz", part=Role.LIAISON, slack_id=slack_id))
    other = save(later, Entry(name="Cy M. Diaz", part=Role.LIAISON, slack_id=slack_id)).after
    with refused("Nobody of that name has left the roster.", "name"):
        save(later, Entry(name="Lou Hart", part=Role.LIAISON, is_back=True))

    assert other is not None
    assert other.member_id != cy
