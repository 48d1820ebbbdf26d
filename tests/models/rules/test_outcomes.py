import pytest

from models.rules.facts import Facts
from models.rules.outcomes import EntryNotice, branch_for, entry_notice, reopened_by_going_back
from models.rules.policy import Branch, Order, Policy, Unit
from models.rules.steps import standings
from tests.models.rules.builders import after, day, done, policy, step

TODAY = day("2026-04-24")
A, B, C = step("a", number=1), step("b", number=2), step("c", number=3)


def notice_for(step_id: str, a_policy: Policy, facts: Facts) -> EntryNotice | None:
    standing = {each.step.id: each for each in standings(a_policy, "way", facts, TODAY)}[step_id]
    return entry_notice(standing, a_policy.path("way").order)


def test_a_step_in_its_turn_needs_no_notice() -> None:
    assert notice_for("b", policy(A, B), Facts(entries={"a": done()})) is None


@pytest.mark.parametrize(
    ("order", "needs_reason"), [(Order.ADVISORY, False), (Order.SEQUENCE, True), (Order.ANY, True)]
)
def test_out_of_order_is_noted_in_an_advisory_list_and_needs_a_reason_elsewhere(
    order: Order, *, needs_reason: bool
) -> None:
    a_policy = policy(A, B, step("joined", after=("b",)), order=order)

    assert notice_for("joined", a_policy, Facts()) == EntryNotice(
        text='Step 2, "Do b", is not done.', needs_reason=needs_reason
    )


def test_a_notice_names_every_step_that_is_missing() -> None:
    a_policy = policy(A, step("letter"), step("joined", after=("a", "letter")), order=Order.ANY)
    notice = notice_for("joined", a_policy, Facts())

    assert notice is not None
    assert notice.text == 'Step 1, "Do a", and "Do letter" are not done.'


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        (
            Facts(dates={"notice": day("2026-04-10")}),
            "It has to wait until May 8, 2026: 28 days after the notice of Apr 10, 2026.",
        ),
        (Facts(), "It has to wait: no date yet: needs the notice."),
    ],
)
def test_a_step_before_its_day_is_noted(facts: Facts, text: str) -> None:
    notice = notice_for("a", policy(step("a", wait=after(28, Unit.DAYS, "notice"))), facts)

    assert notice == EntryNotice(text=text, needs_reason=True)


def test_an_outcome_closes_goes_back_or_simply_goes_on() -> None:
    denied = Branch(outcome="denied", close_as="denied")
    returned = Branch(outcome="returned", back_to="mou")
    council = step("council", branches=(denied, returned))

    assert branch_for(council, "denied") == denied
    assert branch_for(council, "returned") == returned
    assert branch_for(council, "approved") is None


def test_going_back_reopens_the_step_and_all_that_follow_from_it() -> None:
    steps = (A, B, C, step("parallel", after=()), step("joined", after=("c", "parallel")))

    assert reopened_by_going_back(policy(*steps), "way", "b") == ("b", "c", "joined")


def test_going_back_among_steps_in_any_order_leaves_the_others_alone() -> None:
    a_policy = policy(A, B, step("joined", after=("b",)), C, order=Order.ANY)

    assert reopened_by_going_back(a_policy, "way", "b") == ("b", "joined")
