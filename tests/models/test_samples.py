"""The sample: loaded once, known as one, and gone again in one tap, also after some of it was worked on."""

from sqlalchemy import select

from models.agenda_items import AGENDA
from models.commission import commission_of
from models.ledger import Act, record
from models.samples import NOTES, Removed, has_sample, is_sample, load_sample, remove_sample, sample_files
from tests.builders import STAFF, Office, refused
from tests.models.test_editing import edited

CITIES = ("Vila Exemplo (sample), Portugal", "Puerto Ejemplo (sample), Mexico", "Mihon (sample), Japan")


def load(office: Office, by: str = "U1") -> tuple[str, ...]:
    """Load the sample; gives its cities, sorted."""
    with office.writing(by) as (session, asker):
        return tuple(sorted(load_sample(session, asker, commission_of(session), office.now)))


def remove(office: Office) -> Removed:
    """Take the sample back."""
    with office.writing() as (session, asker):
        return remove_sample(session, asker, commission_of(session), office.now)


def file_of(office: Office, city: str) -> str:
    """Give the id of a sample city's file."""
    with office.workspace.reading() as session:
        return next(each.id for each in sample_files(session) if each.title.startswith(city))


def test_three_invented_cities_are_loaded_once_and_their_names_say_so(milpitas: Office) -> None:
    assert (load(milpitas), load(milpitas)) == (tuple(sorted(CITIES)), tuple(sorted(CITIES)))
    with milpitas.workspace.reading() as session:
        files = sample_files(session)
        assert [is_sample(session, each) for each in files] == [True] * 3
        assert session.scalars(select(Act.actor_name)).all() == ["Ana Ruiz"] * 3
        first = files[0].id
    progress = milpitas.progress(first)
    assert (progress.owner, NOTES) == (
        "Ana Ruiz",
        "A sample, to try Clerk with. No such city has written to you.",
    )


def test_only_those_who_may_import_load_it(one_engine: Office) -> None:
    with refused("Only the chair (Bo Lee) or staff (Ana Ruiz) can import what is past. I changed nothing."):
        load(one_engine, "U3")


def test_a_city_of_ones_own_is_no_sample_whatever_it_is_called(one_engine: Office) -> None:
    one_engine.inquiry("Tena (sample)")
    with one_engine.workspace.reading() as session:
        assert has_sample(session) is False


def test_the_whole_sample_goes_in_one_tap_and_a_second_tap_finds_nothing(milpitas: Office) -> None:
    load(milpitas)
    own = milpitas.inquiry("Tena")
    removed = remove(milpitas)
    assert (sorted(removed.cities), removed.left) == (sorted(CITIES), ())
    assert remove(milpitas) == Removed(cities=())
    assert milpitas.progress(own).name == "Tena"
    assert len(load(milpitas)) == len(CITIES)


def test_it_goes_with_all_that_was_done_about_it_since(milpitas: Office) -> None:
    load(milpitas)
    vila = file_of(milpitas, "Vila")
    milpitas.letter(vila)
    milpitas.complete(vila, "formal-letters")
    milpitas.turn(file_of(milpitas, "Mihon"), closed=True)
    milpitas.turn(file_of(milpitas, "Mihon"), closed=False)
    undone = milpitas.last_act()
    milpitas.undo(undone)
    assert (sorted(remove(milpitas).cities), remove(milpitas)) == (sorted(CITIES), Removed(cities=()))


def test_a_sample_city_that_was_corrected_goes_too(milpitas: Office) -> None:
    load(milpitas)
    vila = file_of(milpitas, "Vila")
    edited(milpitas, vila, name="Vila Exemplo", country="PT")
    assert milpitas.progress(vila).name == "Vila Exemplo"
    removed = remove(milpitas)
    assert (sorted(removed.cities), removed.left) == (sorted(CITIES), ())


def test_what_a_meeting_did_about_it_keeps_a_city_and_the_reason_is_told(milpitas: Office) -> None:
    load(milpitas)
    vila = file_of(milpitas, "Vila")
    milpitas.letter(vila)
    with milpitas.writing() as (session, _):
        record(session, AGENDA, actor=STAFF, now=milpitas.now, prospect_id=vila, meeting_id="m")
    removed = remove(milpitas)
    assert (len(removed.cities), removed.left) == (
        2,
        (
            (
                "Vila Exemplo (sample), Portugal",
                "What a meeting did is corrected, never taken back: correct the vote, the roll or the item, with the reason.",
            ),
        ),
    )
    with milpitas.workspace.reading() as session:
        assert [each.title for each in sample_files(session)] == ["Vila Exemplo (sample), Portugal"]
