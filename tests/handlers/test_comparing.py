"""Which cities `compare` is asked for: as typed, from a button, or to be chosen in the form."""

import pytest

from bot.practice.contents import Json
from handlers.comparing import compare
from handlers.desk import Answer, Asked, Desk, Opens, WhichCity
from handlers.views.kit import Message
from models.askers import asker_of
from models.database import Database
from models.refusals import NotAllowed, NotFound
from models.rules.criteria import Subject
from tests.builders import STRANGER, Office, office, refused
from tests.models.criteria_builders import CY, DI, candidate, noted


@pytest.fixture
def at_work(sqlite_database: Database) -> Office:
    """A commission with three open files."""
    return office(sqlite_database)


def files(at_work: Office, *cities: tuple[str, str]) -> list[Subject]:
    return [Subject(id=at_work.inquiry(name, country=country)) for name, country in cities]


def answered(at_work: Office, asked: Asked, by: str = CY) -> Answer:
    with at_work.workspace.reading() as session:
        return compare(Desk(session=session, asker=asker_of(session, by), now=at_work.now), asked)


def side_by_side(at_work: Office, typed: str) -> str:
    """Give the first sentence of a comparison."""
    found = answered(at_work, Asked(rest=typed))
    assert isinstance(found, Message)
    return found.text.split(". ")[0].removeprefix("Side by side: ")


def form(at_work: Office, asked: Asked, by: str = CY) -> tuple[list[str], list[str]]:
    """Give what the form lets choose from, and what is ticked."""
    found = answered(at_work, asked, by)
    assert isinstance(found, Opens)
    field: Json = found.view.to_dict()["blocks"][-1]["element"]
    return (
        [option["text"]["text"] for option in field["options"]],
        [option["text"]["text"] for option in field.get("initial_options", [])],
    )


@pytest.mark.parametrize(
    ("typed", "cities"),
    [
        ("Hakusan, Cascais", "Hakusan, Japan and Cascais, Portugal"),
        ("cascais,hakusan", "Cascais, Portugal and Hakusan, Japan"),
        ("Cascais, Portugal, Hakusan, Japan", "Cascais, Portugal and Hakusan, Japan"),
        ("Hakusan, Cascais, Portugal", "Hakusan, Japan and Cascais, Portugal"),
        ("Hakusan and Cascais", "Hakusan, Japan and Cascais, Portugal"),
        ("Arima, Trinidad & Tobago, Hakusan", "Arima, Trinidad & Tobago and Hakusan, Japan"),
        (
            "Hakusan, Arima and Cascais",
            "Hakusan, Japan, Arima, Trinidad & Tobago and Cascais, Portugal",
        ),
        ("Hakusan, Hakusan, Cascais,", "Hakusan, Japan and Cascais, Portugal"),
    ],
)
def test_cities_are_named_in_a_line_with_their_countries_or_without(
    at_work: Office, typed: str, cities: str
) -> None:
    files(at_work, ("Hakusan", "JP"), ("Cascais", "PT"), ("Arima", "TT"))

    assert side_by_side(at_work, typed) == cities


def test_with_one_city_or_none_the_form_lists_the_open_files_those_with_notes_first(at_work: Office) -> None:
    hakusan, cascais, _ = files(at_work, ("Hakusan", "JP"), ("Cascais", "PT"), ("Arima", "TT"))
    noted(at_work, cascais, CY)
    own_first = ["Cascais, Portugal", "Hakusan, Japan", "Arima, Trinidad & Tobago"]
    in_turn = ["Hakusan, Japan", "Cascais, Portugal", "Arima, Trinidad & Tobago"]

    assert form(at_work, Asked()) == (own_first, [])
    assert form(at_work, Asked(rest="Hakusan")) == (own_first, ["Hakusan, Japan"])
    assert form(at_work, Asked(prospect_id=hakusan.id), DI) == (in_turn, ["Hakusan, Japan"])


def test_of_a_search_its_candidates_are_listed(at_work: Office) -> None:
    files(at_work, ("Hakusan", "JP"), ("Arima", "TT"))
    search = at_work.inquiry("On the coast", country="", path="cities-seeking-cities/member")
    faro, porto = (candidate(at_work, search, name) for name in ("Faro", "Porto"))
    both = ["Faro, Portugal", "Porto, Portugal"]

    assert form(at_work, Asked(rest="On the coast")) == (both, [])
    assert form(at_work, Asked(rest=porto.key)) == (both, ["Porto, Portugal"])
    assert side_by_side(at_work, f"{porto.key},{faro.key}") == "Porto, Portugal and Faro, Portugal"


def test_of_more_than_eight_eight_are_to_be_chosen(at_work: Office) -> None:
    every = files(at_work, *((f"City {letter}", "JP") for letter in "ABCDEFGHI"))
    keys = ",".join(subject.key for subject in every)
    names = [f"City {letter}, Japan" for letter in "ABCDEFGHI"]

    assert form(at_work, Asked(rest=keys)) == (names, [])
    assert side_by_side(at_work, keys.rpartition(",")[0]).count("City") == 8


def test_where_there_is_one_open_file_its_own_sheet_is_shown(at_work: Office) -> None:
    with refused("There are not two open files to compare yet."):
        answered(at_work, Asked())
    (hakusan,) = files(at_work, ("Hakusan", "JP"))
    found = answered(at_work, Asked(prospect_id=hakusan.id))

    assert isinstance(found, Message)
    assert found.text == "Criteria: Hakusan, Japan. None of 50 prompts has a note here yet."


def test_unknown_cities_and_people_get_nowhere(at_work: Office) -> None:
    files(at_work, ("Hakusan", "JP"), ("Cascais", "PT"))

    with pytest.raises(WhichCity):
        answered(at_work, Asked(rest="Hakusan, Tena"))
    for nobody in (f"{'0' * 32},{'1' * 32}", f"candidate:{'0' * 32},{'1' * 32}"):
        with pytest.raises(NotFound):
            answered(at_work, Asked(rest=nobody))
    with pytest.raises(NotAllowed):
        answered(at_work, Asked(rest="Hakusan, Cascais"), STRANGER)
