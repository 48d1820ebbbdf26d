from bot.practice.strictness import check_message
from handlers.views.lists import grouped, next_list
from handlers.views.sharing import as_posted, groups_of, shared_dates, shared_list, shared_next
from models.policies import shipped_policy
from models.rules.facts import Entry, Facts, State
from models.rules.history import DatedStep
from models.rules.policy import Order
from models.rules.progress import Side
from tests.handlers.views.builders import TODAY, progress
from tests.models.rules.builders import policy, step

MILPITAS = shipped_policy("milpitas")
ENTRY = Entry(state=State.DONE, on=TODAY, reason="Their mayor is ill.", by="Sam Lee")


def test_what_somebody_wrote_about_a_step_is_never_shared() -> None:
    found = progress(MILPITAS, "inquiry", Facts(dates={"inquiry": TODAY}, entries={"reply": ENTRY}))
    message = as_posted(shared_next(found, TODAY), "Sam Lee", TODAY, TODAY, public_body=True)

    assert "ill" not in str([message.text, *[block.to_dict() for block in message.blocks]]).split()
    assert message.text.endswith("Shared by Sam Lee on Thu, Jan 22.")
    assert [block.type for block in message.blocks][-2:] == ["context", "context"]


def test_the_most_that_can_be_shared_is_within_what_slack_takes() -> None:
    steps = [step(f"s{number}", title="Do it " * 60) for number in range(100)]
    long = progress(policy(*steps, order=Order.ANY), "way", name="A city " * 40)
    dated = DatedStep(progress=long, step_id="s0", title="Do it " * 60, on=TODAY, is_goal=False, basis="")
    for drawn in (
        shared_next(long, TODAY),
        shared_list("What's next", groups_of([long] * 8, TODAY), TODAY),
        shared_dates([dated] * 100, TODAY, until=TODAY),
    ):
        message = as_posted(drawn, "Sam Lee", TODAY, TODAY, public_body=True).as_answer()
        check_message(message["text"], message["blocks"])
        assert len(message["blocks"]) <= 11


def test_cities_stand_under_the_first_heading_that_fits() -> None:
    done = {each.id: ENTRY for each in MILPITAS.steps_of("inquiry")}
    over = progress(MILPITAS, "inquiry", Facts(dates={"inquiry": TODAY}, entries=done), prospect_id="over")
    theirs = progress(MILPITAS, "inquiry", waiting_on=Side.THEM, prospect_id="theirs")
    listed = progress(MILPITAS, "inquiry", prospect_id="listed")
    goal = progress(policy(step("only")), "way", prospect_id="undated")

    groups = grouped([over, theirs, listed, goal], TODAY, {"listed"})
    assert {heading: [each.prospect_id for each in files] for heading, files in groups.items()} == {
        "Waiting on others": ["theirs"],
        "On the next agenda": ["listed"],
        "No date set": ["undated"],
        "Every step done": ["over"],
    }


def test_a_partnership_whose_steps_are_all_done_waits_on_nobody() -> None:
    done = {each.id: ENTRY for each in MILPITAS.steps_of("inquiry")}
    over = progress(MILPITAS, "inquiry", Facts(dates={"inquiry": TODAY}, entries=done))
    said = next_list([over], TODAY, offset=0, total=1, whose="all").text
    assert said == "Every step done: Cascais, Portugal: every step is done."
