import pytest

from bot.practice.contents import Json
from bot.practice.strictness import check_view
from handlers.views.kit import option
from handlers.views.step_forms import further_form, step_form
from models.policies import shipped_policies
from models.rules.further import Wanted
from models.rules.policy import Order, Pick, Policy
from models.rules.steps import State
from tests.handlers.views.builders import TODAY, drawn, progress
from tests.models.rules.builders import policy, step

LETTERS = [option("Reply, Thu, Jan 22", "1" * 32)]
SHIPPED = [(each, path.id) for each in shipped_policies() for path in each.paths]


def inputs(view: Json) -> list[str]:
    return [block["block_id"] for block in view["blocks"] if block["type"] == "input"]


@pytest.mark.parametrize(("shipped", "path_id"), SHIPPED)
def test_the_form_of_every_shipped_step_is_one_that_slack_takes_and_a_phone_shows(
    shipped: Policy, path_id: str
) -> None:
    found = progress(shipped, path_id)
    too_long = {}
    for standing in found.standings:
        view = drawn(step_form(found, standing, TODAY, key="k", letters=LETTERS, can_attach=True))
        check_view(view, "modal")
        if len(inputs(view)) > 10 or len(view["blocks"]) > 12:
            too_long[standing.step.id] = inputs(view)
    assert too_long == {}


def form_of(*, can_attach: bool = True, **said: object) -> Json:
    found = progress(policy(step("letter", **said)), "way")
    return drawn(step_form(found, found.standings[0], TODAY, key="k", can_attach=can_attach))


def test_a_plain_step_asks_for_the_day_what_shows_it_and_a_note() -> None:
    assert inputs(form_of(can_attach=False)) == ["done_on", "evidence", "paper", "reason"]
    assert inputs(form_of()) == ["done_on", "evidence", "file", "paper", "reason"]


def first_evidence(view: Json) -> str:
    (asked,) = [block["element"] for block in view["blocks"] if block.get("block_id") == "evidence"]
    return str(asked["initial_option"]["value"])


def test_a_step_that_needs_proof_begins_with_the_paper() -> None:
    assert first_evidence(form_of()) == "note"
    assert first_evidence(form_of(need=("minutes",))) == "file"
    assert first_evidence(form_of(any_of=("minutes",), can_attach=False)) == "link"


def test_more_choices_than_slack_shows_at_once_come_in_a_menu() -> None:
    choices = tuple(f"choice {number}" for number in range(30))
    view = form_of(pick=Pick(options=choices), contains=choices)
    check_view(view, "modal")
    kinds = {
        block["block_id"]: block["element"]["type"] for block in view["blocks"] if block["type"] == "input"
    }
    assert (kinds["pick"], kinds["contains"]) == ("multi_static_select", "multi_static_select")


def test_in_a_sequence_a_step_before_its_turn_asks_why() -> None:
    found = progress(policy(step("letter"), step("visit"), order=Order.SEQUENCE), "way")
    view = drawn(step_form(found, found.standings[1], TODAY, key="k"))
    assert inputs(view)[0] == "out_of_order"
    assert [standing.state for standing in found.standings] == [State.READY, State.WAITING]


def test_the_second_form_asks_in_words_and_for_dates() -> None:
    asks = Wanted(ask=("short-term goals", "long-term goals"), continues=True, again="evaluation")
    view = drawn(further_form("Cascais", asks, (), link="", reason="", carries={}))
    check_view(view, "modal")
    assert inputs(view) == ["ask:0", "ask:1", "continued_to", "next_on", "reason"]


def test_of_a_matter_that_does_not_go_on_what_is_asked_may_be_left_empty() -> None:
    asks = Wanted(ask=("number of the resolution",), needs_answers=False)
    view = drawn(further_form("Cascais", asks, (), link="", reason="", carries={}))
    assert [block["optional"] for block in view["blocks"] if block["type"] == "input"] == [True, True]


def test_the_notes_on_criteria_begin_with_what_was_typed_before() -> None:
    (milpitas,) = [each for each in shipped_policies() if each.id == "milpitas"]
    view = drawn(
        further_form(
            "Cascais",
            Wanted(),
            milpitas.criteria,
            link="https://a.example/",
            reason="Two evenings",
            carries={},
        )
    )
    check_view(view, "modal")
    assert inputs(view) == [*[f"criteria:{group.id}" for group in milpitas.criteria], "paper", "reason"]


def test_the_goals_of_the_work_plan_stand_above_the_questions_shortened() -> None:
    asks = Wanted(ask=("what was reached",), again="evaluation")
    goals = [("short-term goals", "x" * 301), ("long-term goals", "A school.")]
    view = drawn(further_form("Evaluate", asks, (), link="", reason="", carries={}, goals=goals))
    (line,) = view["blocks"][0]["elements"]

    assert line["elements"][1]["text"].splitlines()[1:] == [
        f"Short-term goals: {'x' * 299}…",
        "Long-term goals: A school.",
    ]
