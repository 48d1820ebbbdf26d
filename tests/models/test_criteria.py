"""The criteria sheet in the records: who reads what before and after a packet, candidates, and what counts show."""

from models.criteria import count_noted, files_with_notes, groups_of, open_files, own_notes, subjects_named
from models.finding import prospect_by_id
from models.rules.criteria import Subject
from models.workspaces import Workspace
from tests.builders import Office
from tests.models.criteria_builders import (
    ANA,
    BO,
    CY,
    DI,
    asked,
    became,
    candidate,
    noted,
    packed,
    read,
    texts,
)

EVERYBODY = (ANA, BO, CY, DI)


def file(office: Office, city: str = "Hakusan", **said: str) -> Subject:
    """Record an inquiry."""
    return Subject(id=office.inquiry(city, **{"country": "JP", **said}))


def seen_by(office: Office, subject: Subject) -> dict[str, list[list[str]]]:
    """Give what each person reads."""
    return {who: texts(office, subject, by=who) for who in EVERYBODY}


def search(office: Office) -> str:
    """Begin a search, on a path whose policy has no criteria of its own."""
    return office.inquiry("A partner on the coast", country="", path="cities-seeking-cities/member")


def test_what_a_seat_holder_of_a_public_body_writes_is_for_staff_and_themselves_until_the_packet(
    milpitas: Office,
) -> None:
    hakusan = file(milpitas)
    noted(milpitas, hakusan, CY)
    held, everybody = seen_by(milpitas, hakusan), {who: [["About 110,000"]] for who in EVERYBODY}
    packed(milpitas, hakusan)

    assert held == {ANA: [["About 110,000"]], BO: [], CY: [["About 110,000"]], DI: []}
    assert seen_by(milpitas, hakusan) == everybody


def test_what_staff_write_everybody_reads(milpitas: Office) -> None:
    hakusan = file(milpitas)
    noted(milpitas, hakusan, ANA)

    assert seen_by(milpitas, hakusan) == {who: [["About 110,000"]] for who in EVERYBODY}


def test_what_the_chair_of_a_public_body_writes_is_held_back_too(milpitas: Office) -> None:
    hakusan = file(milpitas)
    noted(milpitas, hakusan, BO)
    held = seen_by(milpitas, hakusan)
    packed(milpitas, hakusan)

    assert held == {ANA: [["About 110,000"]], BO: [["About 110,000"]], CY: [], DI: []}
    assert seen_by(milpitas, hakusan) == {who: [["About 110,000"]] for who in EVERYBODY}


def test_a_body_that_is_not_public_holds_nothing_back(milpitas: Office) -> None:
    with milpitas.workspace.transaction(milpitas.now) as session:
        session.query(Workspace).one().body_kind = "nonprofit"
    hakusan = file(milpitas)
    noted(milpitas, hakusan, CY)

    assert seen_by(milpitas, hakusan) == {who: [["About 110,000"]] for who in EVERYBODY}


def test_a_packet_holds_what_was_written_until_then_and_no_later_note(milpitas: Office) -> None:
    hakusan = file(milpitas)
    noted(milpitas, hakusan, CY)
    packet = packed(milpitas, hakusan)
    noted(milpitas, hakusan, CY, note="112,000")
    later = seen_by(milpitas, hakusan)
    milpitas.undo(packet, by=BO)

    assert later == {ANA: [["112,000"]], BO: [["About 110,000"]], CY: [["112,000"]], DI: [["About 110,000"]]}
    assert seen_by(milpitas, hakusan)[DI] == []


def test_a_note_that_is_taken_back_brings_the_earlier_one_back(milpitas: Office) -> None:
    hakusan = file(milpitas)
    noted(milpitas, hakusan, ANA)
    later = noted(milpitas, hakusan, ANA, note="112,000")
    milpitas.undo(later)

    assert texts(milpitas, hakusan) == [["About 110,000"]]


def test_a_prospect_shows_the_notes_on_the_candidate_that_it_was_and_its_packet_holds_them(
    milpitas: Office,
) -> None:
    cascais = candidate(milpitas, search(milpitas))
    noted(milpitas, cascais, CY)
    picked = file(milpitas, "Cascais", country="PT")
    choice = became(milpitas, cascais, picked.id)
    noted(milpitas, picked, DI, prompt="Landscape: mountains, desert, lake, port", note="Sea")
    before = seen_by(milpitas, picked)
    packed(milpitas, picked)

    assert before == {ANA: [["About 110,000"], ["Sea"]], BO: [], CY: [["About 110,000"]], DI: [["Sea"]]}
    assert texts(milpitas, picked, by=BO) == [["About 110,000"], ["Sea"]]
    assert texts(milpitas, cascais, by=BO) == [["About 110,000"]]
    milpitas.undo(choice)
    assert texts(milpitas, picked, by=BO) == [["Sea"]]


def test_a_file_whose_policy_has_no_criteria_takes_those_of_the_policies_in_use(milpitas: Office) -> None:
    search_id = search(milpitas)
    milpitas.inquiry("Faro", country="PT", path="sci-guide/partnership")

    def titles(prospect_id: str) -> list[str]:
        with milpitas.workspace.reading() as session:
            return [group.title for group in groups_of(session, prospect_by_id(session, prospect_id))]

    assert titles(file(milpitas).id) == [
        "Overall factors",
        "General",
        "Cultural, civic, educational",
        "Economic",
        "Political",
        "Objectives",
    ]
    assert titles(search_id) == [*titles(file(milpitas).id), "Where likeness helps"]


def test_the_count_of_prompts_with_notes_counts_held_ones_too_and_tells_no_word_of_them(
    milpitas: Office,
) -> None:
    hakusan = file(milpitas)
    noted(milpitas, hakusan, CY)
    noted(milpitas, hakusan, DI)
    noted(milpitas, hakusan, ANA, group="civic", prompt="Museums")
    with milpitas.workspace.reading() as session:
        prospect = prospect_by_id(session, hakusan.id)
        every = groups_of(session, prospect)
        counts = count_noted(session, prospect, every), count_noted(session, prospect, every[1:2])

    assert counts == ((2, 50), (1, 8))
    assert read(milpitas, hakusan, by=BO).noted == 1


def test_open_files_with_notes_are_those_with_a_note_that_the_asker_may_read(milpitas: Office) -> None:
    hakusan, cascais, loreto, closed = (
        file(milpitas, city) for city in ("Hakusan", "Cascais", "Loreto", "Tena")
    )
    noted(milpitas, hakusan, CY)
    noted(milpitas, cascais, ANA)
    noted(milpitas, closed, ANA)
    milpitas.turn(closed.id, closed=True)

    assert asked(milpitas, files_with_notes, CY) == [hakusan, cascais]
    assert asked(milpitas, files_with_notes, DI) == [cascais]
    with milpitas.workspace.reading() as session:
        assert open_files(session) == {
            hakusan: "Hakusan, Japan",
            cascais: "Cascais, Japan",
            loreto: "Loreto, Japan",
        }


def test_ones_own_notes_are_ones_own_alone(milpitas: Office) -> None:
    hakusan = file(milpitas)
    noted(milpitas, hakusan, ANA)
    noted(milpitas, hakusan, CY, note="112,000")

    def mine(by: str) -> list[str]:
        found = asked(milpitas, lambda *who: own_notes(who[0], hakusan, who[1], who[2]), by)
        return [note.text for note in found]

    assert [mine(who) for who in EVERYBODY] == [["About 110,000"], [], ["112,000"], []]


def test_cities_stand_in_the_order_that_was_asked_for_each_once(milpitas: Office) -> None:
    hakusan, cascais = file(milpitas), file(milpitas, "Cascais", country="PT")
    keys = f"{cascais.key},{hakusan.key},{cascais.key}"

    assert subjects_named(keys) == [cascais, hakusan]
    assert read(milpitas, *subjects_named(keys)).names == ("Cascais, Portugal", "Hakusan, Japan")
