"""The candidates of a search, in the records."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from models.choosing import Chooser, NewPick
from models.commission import commission_of
from models.criteria import unpublished
from models.finding import prospect_by_id
from models.ledger import standing
from models.prospects import Prospect
from models.recollection import story_of
from models.refusals import NotAllowed
from models.rules.candidates import Listed
from models.rules.criteria import Subject
from models.rules.steps import State
from models.searches import candidates_for
from models.searching import Added, NewCandidate, add_candidate
from tests.builders import STRANGER, Office, refused
from tests.models.agreement_builders import signs_both
from tests.models.criteria_builders import CY, DI, packed

SEARCH = "A partner on the coast"
OURS = "milpitas/initiated"


def search(office: Office, **said: Any) -> str:  # noqa: ANN401  fields of many types
    """Begin a search."""
    return office.inquiry(SEARCH, path="cities-seeking-cities/member", **said)


def added(office: Office, search_id: str, city: str = "Cascais", *, by: str = "U1", **said: Any) -> Added:  # noqa: ANN401
    """Put a city on the list of a search."""
    usual = {"country": "PT", "found_through": "the list of Sister Cities International"}
    new = NewCandidate(**{"search_id": search_id, "city": city, **usual, **said})
    with office.writing(by) as (session, asker):
        return add_candidate(session, new, asker, commission_of(session), office.now)


def seen(office: Office, search_id: str, by: str = "U1") -> dict[str, Listed]:
    """Give the candidates as somebody sees them, by city."""
    with office.writing(by) as (session, asker):
        found = candidates_for(session, prospect_by_id(session, search_id), asker, commission_of(session))
    return {each.name.partition(",")[0]: each for each in found}


def chooses(
    office: Office,
    search_id: str,
    city: str,
    what: str,
    *,
    by: str = "U1",
    **said: Any,  # noqa: ANN401
) -> str | None:
    """Pick, drop or put back the candidate of that name; gives its open file."""
    candidate_id = seen(office, search_id)[city].candidate_id
    with office.writing(by) as (session, asker):
        chooser = Chooser(session=session, asker=asker, commission=commission_of(session), now=office.now)
        if what == "pick":
            done = chooser.pick(NewPick(**{"candidate_id": candidate_id, "path": OURS, **said}))
        elif what == "drop":
            done = chooser.drop(candidate_id, said.get("reason", "Too far"))
        else:
            done = chooser.put_back(candidate_id)
        return done.file.id if done.file else None


def stands(office: Office, search_id: str) -> dict[str, str]:
    """Say where each candidate stands."""
    return {city: str(each.state) for city, each in seen(office, search_id).items()}


def told(office: Office, prospect_id: str) -> list[tuple[str, tuple[str, ...], str]]:
    """Tell the story of a file, newest entry first."""
    with office.workspace.reading() as session:
        page = story_of(session, prospect_by_id(session, prospect_id), size=20)
    return [(entry.what, entry.said, entry.reason) for entry in page.entries]


def test_cities_are_added_picked_dropped_and_put_back(milpitas: Office) -> None:
    found = search(milpitas)
    for city in ("Cascais", "Setúbal", "Porto"):
        added(milpitas, found, city)
    assert stands(milpitas, found) == dict.fromkeys(("Cascais", "Setúbal", "Porto"), "listed")
    assert milpitas.progress(found).shortlist == "3 candidates, none picked: pick 3 to 5 more"

    picked = chooses(milpitas, found, "Cascais", "pick", reason="A port like ours")
    chooses(milpitas, found, "Porto", "drop")
    assert stands(milpitas, found) == {"Cascais": "picked", "Setúbal": "listed", "Porto": "dropped"}
    assert milpitas.progress(found).shortlist == "3 candidates, 1 picked: pick 2 to 4 more"
    chooses(milpitas, found, "Porto", "put_back")
    assert stands(milpitas, found)["Porto"] == "listed"

    assert picked
    progress = milpitas.progress(picked)
    assert (progress.full_name, progress.path_title, progress.owner) == (
        "Cascais, Portugal",
        "We are reaching out",
        "Ana Ruiz",
    )


def test_the_story_of_the_search_and_of_the_file_tell_every_choice(milpitas: Office) -> None:
    found = search(milpitas)
    added(milpitas, found, why="By the sea")
    added(milpitas, found, "Porto")
    picked = chooses(milpitas, found, "Cascais", "pick", reason="A port like ours")
    chooses(milpitas, found, "Porto", "drop")
    assert picked
    said = "Cascais, Portugal, picked in the search “A partner on the coast”, because: A port like ours"

    assert told(milpitas, found)[:4] == [
        ("candidate dropped", ("Porto, Portugal",), "Too far"),
        ("inquiry recorded", (said,), ""),
        ("candidate added", ("Porto, Portugal, named by the list of Sister Cities International",), ""),
        ("candidate added", ("Cascais, Portugal, named by the list of Sister Cities International",), ""),
    ]
    assert told(milpitas, picked) == [("inquiry recorded", (said,), "")]


def test_undoing_a_pick_takes_the_file_back_with_it(milpitas: Office) -> None:
    found = search(milpitas)
    added(milpitas, found)
    chooses(milpitas, found, "Cascais", "pick")
    milpitas.undo(milpitas.last_act())
    with milpitas.workspace.reading() as session:
        titles = session.scalars(select(Prospect.title).where(standing(Prospect))).all()

    assert stands(milpitas, found) == {"Cascais": "listed"}
    assert titles == [SEARCH]


def test_a_city_with_an_open_file_joins_it_and_undoing_the_pick_leaves_it_open(milpitas: Office) -> None:
    cascais = milpitas.inquiry("Cascais", country="PT")
    found = search(milpitas)
    said = added(milpitas, found).known
    assert said == ("An open file is on it, No. 1.",)
    assert chooses(milpitas, found, "Cascais", "pick") == cascais

    milpitas.undo(milpitas.last_act())
    assert (stands(milpitas, found), milpitas.progress(cascais).is_open) == ({"Cascais": "listed"}, True)


def test_a_pick_may_wait_for_its_file(milpitas: Office) -> None:
    found = search(milpitas)
    added(milpitas, found)
    first = chooses(milpitas, found, "Cascais", "pick", path="", reason="A port like ours")
    assert (first, stands(milpitas, found)) == (None, {"Cascais": "picked"})
    with refused("Cascais, Portugal is picked already. I changed nothing."):
        chooses(milpitas, found, "Cascais", "pick", path="")

    then = chooses(milpitas, found, "Cascais", "pick")
    with refused("Cascais, Portugal is picked already. I changed nothing."):
        chooses(milpitas, found, "Cascais", "pick")
    assert seen(milpitas, found)["Cascais"].file == (then, "No. 2")


def test_dropping_a_picked_one_closes_nothing(milpitas: Office) -> None:
    found = search(milpitas)
    added(milpitas, found)
    file = chooses(milpitas, found, "Cascais", "pick")
    assert file
    assert chooses(milpitas, found, "Cascais", "drop") == file
    assert milpitas.progress(file).is_open is True

    milpitas.turn(file, closed=True)
    chooses(milpitas, found, "Cascais", "put_back")
    assert chooses(milpitas, found, "Cascais", "drop") is None


def test_a_city_is_on_a_list_once_however_it_is_spelled(milpitas: Office) -> None:
    found, other = search(milpitas), search(milpitas)
    added(milpitas, found, "Setúbal")
    added(milpitas, other, "Setúbal")
    with refused(
        "Setúbal, Portugal is a candidate of this search already: on the list since Thu, Jan 15.", "city"
    ):
        added(milpitas, found, " SETUBAL ")
    chooses(milpitas, found, "Setúbal", "drop")
    with refused(
        "Setúbal, Portugal is a candidate of this search already: dropped on Thu, Jan 15, because: Too far.",
        "city",
    ):
        added(milpitas, found, "Setubal")


def test_an_addition_is_taken_back_only_while_nothing_was_chosen_of_it(milpitas: Office) -> None:
    found = search(milpitas)
    added(milpitas, found)
    act = milpitas.last_act()
    chooses(milpitas, found, "Cascais", "drop")
    with refused("Later entries rest on that one. Take those back first; the newest is on top."):
        milpitas.undo(act)
    milpitas.undo(milpitas.last_act())
    milpitas.undo(act)

    assert stands(milpitas, found) == {}
    assert added(milpitas, found).name == "Cascais, Portugal"


def test_what_a_seat_holder_of_a_public_body_writes_goes_to_staff_and_to_them(milpitas: Office) -> None:
    found = search(milpitas)
    added(milpitas, found, by="U3", why="I like it")
    added(milpitas, found, "Porto", why="A twin of our port")

    assert {
        by: {city: each.why for city, each in seen(milpitas, found, by).items()}
        for by in ("U1", "U2", "U3", "U4")
    } == {
        "U1": {"Cascais": "I like it", "Porto": "A twin of our port"},
        "U2": {"Cascais": "", "Porto": "A twin of our port"},
        "U3": {"Cascais": "I like it", "Porto": "A twin of our port"},
        "U4": {"Cascais": "", "Porto": "A twin of our port"},
    }


def test_a_packet_of_the_candidate_makes_readable_why_it_is_on_the_list(milpitas: Office) -> None:
    found = search(milpitas)
    added(milpitas, found, by=CY, why="I like it")
    added(milpitas, found, "Porto", by=CY, why="A port")
    city = Subject(id=seen(milpitas, found)["Cascais"].candidate_id, is_candidate=True)
    with milpitas.workspace.reading() as session:
        (why,) = unpublished(session, city, commission_of(session))
    packet = packed(milpitas, city)
    after = {each: (one.why, one.is_held) for each, one in seen(milpitas, found, DI).items()}
    milpitas.undo(packet)

    assert (why.group, why.prompt, why.text, why.source, why.by, why.author_id) == (
        "why it is on the list",
        "Cascais",
        "I like it",
        "the list of Sister Cities International",
        "Cy Diaz",
        milpitas.member_id(CY),
    )
    assert after == {"Cascais": ("I like it", False), "Porto": ("", True)}
    assert seen(milpitas, found, DI)["Cascais"].why == ""


def test_a_packet_of_the_file_that_a_candidate_became_makes_its_reason_readable_too(milpitas: Office) -> None:
    found = search(milpitas)
    added(milpitas, found, by=CY, why="I like it")
    picked = chooses(milpitas, found, "Cascais", "pick")
    assert picked
    packed(milpitas, Subject(id=picked))

    assert seen(milpitas, found, DI)["Cascais"].why == "I like it"


@pytest.mark.parametrize(
    ("said", "message", "field"),
    [
        ({"city": " "}, "Please enter the city or region.", "city"),
        ({"city": "x" * 81}, "That is too long: at most 80 characters, please.", "city"),
        ({"country": "ZZ"}, "Please choose the country from the list.", "country"),
        ({"found_through": " "}, "Please say who named it.", "found_through"),
        ({"found_through": "x" * 121}, "That is too long: at most 120 characters, please.", "found_through"),
        ({"why": "x" * 501}, "That is too long: at most 500 characters, please.", "why"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    one_engine: Office, said: dict[str, Any], message: str, field: str
) -> None:
    found = search(one_engine)
    with refused(message, field):
        added(one_engine, found, **said)


def test_a_choice_is_refused_that_cannot_be(one_engine: Office) -> None:
    found = search(one_engine)
    added(one_engine, found)
    with refused("Cascais, Portugal is on the list already. I changed nothing."):
        chooses(one_engine, found, "Cascais", "put_back")
    with refused("Please give the reason; it is kept with the record.", "reason"):
        chooses(one_engine, found, "Cascais", "drop", reason=" .")
    with refused("That is too long: at most 300 characters, please.", "reason"):
        chooses(one_engine, found, "Cascais", "drop", reason="x" * 301)
    with refused("That is too long: at most 300 characters, please.", "reason"):
        chooses(one_engine, found, "Cascais", "pick", reason="x" * 301)
    with refused("Please choose a way to go on that is not a search.", "path"):
        chooses(one_engine, found, "Cascais", "pick", path="cities-seeking-cities/member")
    chooses(one_engine, found, "Cascais", "drop")
    with refused("Cascais, Portugal is dropped already. I changed nothing."):
        chooses(one_engine, found, "Cascais", "drop")
    one_engine.turn(found, closed=True)
    with refused("The file on A partner on the coast is closed. The chair or staff can reopen it."):
        chooses(one_engine, found, "Cascais", "put_back")
    with refused("The file on A partner on the coast is closed. The chair or staff can reopen it."):
        added(one_engine, found, "Porto")


def test_a_city_is_no_search(one_engine: Office) -> None:
    loreto = one_engine.inquiry()
    with refused("Loreto, Mexico is no search, so it has no candidates."):
        added(one_engine, loreto)


@pytest.mark.parametrize("what", ["pick", "drop", "put_back"])
def test_only_officers_choose(one_engine: Office, what: str) -> None:
    found = search(one_engine)
    added(one_engine, found, by="U4")
    with pytest.raises(NotAllowed):
        chooses(one_engine, found, "Cascais", what, by="U4")
    with pytest.raises(NotAllowed):
        added(one_engine, found, "Porto", by=STRANGER)


def test_another_commission_has_no_such_candidate(milpitas: Office, cerritos: Office) -> None:
    found = search(milpitas)
    added(milpitas, found)
    candidate_id = seen(milpitas, found)["Cascais"].candidate_id
    with (
        refused("I couldn't find that candidate."),
        cerritos.writing() as (session, asker),
    ):
        Chooser(session=session, asker=asker, commission=commission_of(session), now=cerritos.now).drop(
            candidate_id, "Too far"
        )


def test_the_number_of_the_step_that_narrows_is_that_of_the_record(milpitas: Office) -> None:
    found = search(milpitas)
    early: dict[str, Any] = {"out_of_order": True, "evidence": "meeting"}
    for city in ("Cascais", "Setúbal", "Porto", "Faro", "Aveiro", "Braga"):
        added(milpitas, found, city)
    for city in ("Cascais", "Setúbal"):
        chooses(milpitas, found, city, "pick", path="")
    with refused(
        "2 candidates are picked in this search, not 4. What is recorded there counts: pick or drop there first.",
        "count",
    ):
        milpitas.complete(found, "narrow", count="4", **early)
    with refused("Pick 1 to 3 more: the policy asks for 3 to 5.", "count"):
        milpitas.complete(found, "narrow", count="2", **early)
    chooses(milpitas, found, "Porto", "pick", path="")
    milpitas.complete(found, "narrow", count="3", **early)
    assert milpitas.progress(found).shortlist == "6 candidates, 3 picked"

    chooses(milpitas, found, "Porto", "drop")
    assert milpitas.progress(found).shortlist == (
        "6 candidates, 2 picked: pick 1 to 3 more (although “Narrow the list down” is done)"
    )


def test_the_dues_are_waived_until_a_city_that_came_out_of_the_search_has_signed(milpitas: Office) -> None:
    found = search(milpitas, received_on=date(2025, 3, 1))
    for step_id in ("standing", "request"):
        milpitas.complete(found, step_id, done_on=date(2025, 3, 1))
    before, after = milpitas.on("2026-03-01"), milpitas.on("2026-03-02")
    assert (before.states(found, "dues-waiver"), after.states(found, "dues-waiver")) == (
        [State.WAITING],
        [State.READY],
    )

    later = milpitas.on("2026-09-02")
    added(later, found)
    file = chooses(later, found, "Cascais", "pick")
    assert file
    assert later.states(found, "dues-waiver") == [State.READY]
    signs_both(later, file, on=date(2026, 9, 2), reason="Signed at their visit")
    waiver = later.standing(found, "dues-waiver")
    assert (waiver.state, waiver.ended_on) == (State.NOT_APPLICABLE, date(2026, 9, 2))

    later.undo(later.last_act())
    assert later.states(found, "dues-waiver") == [State.READY]
