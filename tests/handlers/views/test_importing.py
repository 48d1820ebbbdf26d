"""The import's form: what its button says, and that a full preview keeps to a form's limits."""

from dataclasses import replace

from handlers.views.importing import Preview, Typed, import_form, import_saved
from handlers.views.kit import option
from models.rules.restrictions import Restriction
from tests.lint.blocks import MOST_BLOCKS

PATHS = [option("They wrote to us", "milpitas/inquiry", "Milpitas")]
TYPED = Typed(lines="Cascais, Portugal, 2019-03-20", path="milpitas/inquiry")
FULL = Preview(
    faults=[],
    new=[f"Line {number}: City {number}" for number in range(50)],
    known=["Line 51: Loreto, Mexico"],
    restricted={
        code: Restriction(country=code, why="A law", source="Chapter 1") for code in ("CU", "SY", "IR")
    },
    mark="seen",
)


def submit(preview: Preview | None) -> str:
    view = import_form(TYPED, PATHS, key="key", preview=preview).to_dict()
    return str(view["submit"]["text"])


def test_the_button_says_what_it_does() -> None:
    assert [
        submit(preview)
        for preview in (None, FULL, replace(FULL, faults=["Line 1: no."]), replace(FULL, new=[]))
    ] == ["Preview", "Record 50", "Check again", "Check again"]


def test_a_full_preview_keeps_to_the_limits_of_a_form() -> None:
    for preview in (FULL, replace(FULL, faults=["Line 1: no."])):
        view = import_form(TYPED, PATHS, key="key", preview=preview).to_dict()
        assert len(view["blocks"]) <= MOST_BLOCKS["form"]


def test_the_answer_names_ten_cities_and_counts_the_rest() -> None:
    names = [f"City {number}" for number in range(12)]
    view = import_saved(names, [4, 15], joined=1, known=2, cards=False).to_dict()
    said = view["blocks"][0]["text"]["text"].splitlines()

    assert (said[0].endswith("City 9 and 2 more."), said[1:3]) == (
        True,
        [
            "1 inquiry joined a file that was open already.",
            "2 lines were recorded already, and left alone.",
        ],
    )
    assert view["blocks"][1]["elements"][0]["value"] == "4-15"
