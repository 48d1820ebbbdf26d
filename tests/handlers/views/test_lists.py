from handlers.views.lists import next_list, prospect_list
from models.rules.policy import Order
from tests.handlers.views.builders import TODAY, progress
from tests.models.rules.builders import policy, step

LONG = "Research a city or region there, and talk over the next steps at two meetings"
UNDATED = policy(step("research", title=LONG), order=Order.ANY)
FILES = [progress(UNDATED, "way", number=number, name=name) for number, name in ((1, "Évora"), (2, "Tena"))]
TURN = "Waiting on us since Thu, Jan 22 (today)."


def test_a_heading_is_read_aloud_once_and_titles_uncut() -> None:
    assert next_list(FILES, TODAY, offset=0, total=2, whose="all").text == (
        f"No date set: Évora, Portugal: {LONG}, by staff, no date set. {TURN}"
        f" Tena, Portugal: {LONG}, by staff, no date set. {TURN}"
    )


def test_a_list_of_cities_begins_with_its_name() -> None:
    said = prospect_list(FILES[:1], TODAY, which="all", offset=0, total=1)
    assert said.text == f"All cities. No. 1. Évora, Portugal: {LONG}, by staff, no date set. {TURN}"
    assert said.blocks[0].to_dict()["text"]["text"] == "All cities"
