from dataclasses import replace
from datetime import date

import pytest

from models.rules.due import Due
from models.rules.facts import Entry, Facts, State
from models.rules.policy import On, Order, Policy, Span, Strength, Unit, Window
from models.rules.steps import (
    DueRow,
    Standing,
    due_rows,
    standings,
    step_of,
    whats_next,
)
from tests.models.rules.builders import THREE_MEETINGS, after, day, done, meeting, policy, step, waived

TODAY = day("2026-04-24")
A, B, C = step("a"), step("b"), step("c")
NOTHING = Facts()


def states(a_policy: Policy, facts: Facts = NOTHING, today: date = TODAY) -> dict[str, State]:
    return {each.step.id: each.state for each in standings(a_policy, "way", facts, today)}


def standing_of(step_id: str, a_policy: Policy, facts: Facts = NOTHING, today: date = TODAY) -> Standing:
    return {each.step.id: each for each in standings(a_policy, "way", facts, today)}[step_id]


def next_ids(a_policy: Policy, facts: Facts = NOTHING, today: date = TODAY) -> list[str]:
    return [each.step.id for each in whats_next(standings(a_policy, "way", facts, today))]


def entered(**entries: Entry) -> Facts:
    return Facts(entries=entries)


@pytest.mark.parametrize("order", [Order.SEQUENCE, Order.ADVISORY])
def test_a_step_follows_the_one_before_it(order: Order) -> None:
    a_policy = policy(A, B, C, order=order)

    assert states(a_policy, entered(a=done())) == {"a": State.DONE, "b": State.READY, "c": State.WAITING}
    assert standing_of("c", a_policy).waits_for == (B,)


def test_steps_in_any_order_wait_for_nothing() -> None:
    assert next_ids(policy(A, B, C, order=Order.ANY)) == ["a", "b", "c"]


def test_a_step_joins_the_steps_that_it_names() -> None:
    joined = step("joined", after=("a", "b"))
    a_policy = policy(A, B, joined, order=Order.ANY)

    assert standing_of("joined", a_policy).waits_for == (A, B)
    assert standing_of("joined", a_policy, entered(a=done())).waits_for == (B,)
    assert next_ids(a_policy, entered(a=done(), b=waived())) == ["joined"]


def test_parallel_steps_in_a_sequence_wait_for_nothing() -> None:
    assert next_ids(policy(A, step("b", after=()), C)) == ["a", "b"]


def test_a_predecessor_that_another_path_has_is_ignored() -> None:
    elsewhere = step("elsewhere", paths=("other",))
    here = step("here", after=("elsewhere", "a"))
    a_policy = policy(A, elsewhere, here)

    assert states(a_policy, entered(a=done())) == {"a": State.DONE, "here": State.READY}


def test_an_unknown_path_is_refused() -> None:
    with pytest.raises(KeyError):
        standings(policy(A), "elsewhere", NOTHING, TODAY)


def test_a_should_never_blocks_and_is_listed_as_missing() -> None:
    should = step("should", strength=Strength.SHOULD)
    a_policy = policy(A, should, C)
    standing = standing_of("c", a_policy, entered(a=done()))

    assert (standing.state, standing.waits_for, standing.missing) == (State.READY, (), (should,))


def test_a_may_neither_blocks_nor_is_missing() -> None:
    a_policy = policy(A, step("may", strength=Strength.MAY), C)
    standing = standing_of("c", a_policy, entered(a=done()))

    assert (standing.state, standing.waits_for, standing.missing) == (State.READY, (), ())


def test_a_should_in_between_does_not_open_what_comes_after_a_must() -> None:
    should = step("should", strength=Strength.SHOULD)
    standing = standing_of("c", policy(A, should, C))

    assert (standing.state, standing.waits_for, standing.missing) == (State.WAITING, (A,), (should,))


def test_a_should_that_is_named_is_missing_as_well() -> None:
    should = step("should", strength=Strength.SHOULD)
    named = step("named", after=("should",))

    assert standing_of("named", policy(A, should, named)).missing == (should,)


def test_a_step_that_does_not_apply_is_passed_over_and_not_what_is_before_it() -> None:
    by_email = step("letters", when="inquiry by e-mail")
    a_policy = policy(A, by_email, C)
    facts = Facts(answers={"inquiry by e-mail": False})

    assert states(a_policy, facts) == {"a": State.READY, "letters": State.NOT_APPLICABLE, "c": State.WAITING}
    assert next_ids(a_policy, replace(facts, entries={"a": done()})) == ["c"]


def test_a_when_that_nobody_answered_is_asked_on_the_step() -> None:
    by_email = step("letters", when="inquiry by e-mail")
    asked = standing_of("letters", policy(by_email))
    answered = standing_of("letters", policy(by_email), Facts(answers={"inquiry by e-mail": True}))

    assert (asked.state, asked.question) == (State.READY, "inquiry by e-mail")
    assert (answered.state, answered.question) == (State.READY, None)


def test_what_was_recorded_of_a_step_outweighs_its_answer() -> None:
    facts = Facts(entries={"letters": done()}, answers={"by e-mail": False})

    assert states(policy(step("letters", when="by e-mail")), facts) == {"letters": State.DONE}


def test_a_step_out_of_order_is_done_and_those_before_it_stay_open() -> None:
    assert states(policy(A, B, C), entered(b=done())) == {"a": State.READY, "b": State.DONE, "c": State.READY}


def test_a_registration_waived_with_a_reason_is_behind_us_and_says_why() -> None:
    register = step("register", optional="as appropriate")
    a_policy = policy(register, C)
    facts = entered(register=waived(reason="Not a member"))
    standing = standing_of("register", a_policy, facts)

    assert next_ids(a_policy, facts) == ["c"]
    assert standing.state is State.WAIVED
    assert standing.entry == Entry(
        state=State.WAIVED, on=day("2026-01-02"), reason="Not a member", by="Dana Ito"
    )


def test_a_step_waits_until_its_day_has_come() -> None:
    waiver = step("waiver", wait=after(1, Unit.YEARS, "requested", strictly=True))
    facts = Facts(dates={"requested": day("2025-03-01")})
    early = standing_of("waiver", policy(waiver), facts, day("2026-03-01"))
    in_time = standing_of("waiver", policy(waiver), facts, day("2026-03-02"))

    assert (early.state, early.not_before) == (State.WAITING, day("2026-03-02"))
    assert early.held_back == "more than 1 year after the request of Mar 1, 2025"
    assert (in_time.state, in_time.not_before, in_time.held_back) == (State.READY, day("2026-03-02"), None)


def test_a_wait_without_a_start_says_what_it_needs() -> None:
    standing = standing_of("a", policy(step("a", wait=after(28, Unit.DAYS, "notice"))))

    assert (standing.state, standing.not_before) == (State.WAITING, None)
    assert standing.held_back == "no date yet: needs the notice"


def test_next_is_sorted_by_due_date_then_by_the_file() -> None:
    a_policy = policy(
        step("undated"),
        step("later", due=after(30, Unit.DAYS, "inquiry")),
        step("goal", goal=after(1, Unit.DAYS, "inquiry")),
        step("overdue", due=after(10, Unit.DAYS, "inquiry")),
        step("no-start", due=after(10, Unit.DAYS, "signed")),
        order=Order.ANY,
    )
    facts = Facts(dates={"inquiry": day("2026-04-10")})

    assert next_ids(a_policy, facts) == ["overdue", "later", "undated", "goal", "no-start"]


def test_a_goal_is_kept_apart_from_deadlines() -> None:
    reply = step("reply", goal=after(10, Unit.WORKING_DAYS, "inquiry"))
    facts = Facts(dates={"inquiry": day("2025-11-14")}, days_off=frozenset({day("2025-11-27")}))
    standing = standing_of("reply", policy(reply), facts)
    how = "10 working days after the inquiry of Nov 14, 2025"

    assert (standing.due, standing.goal) == (
        None,
        Due(on=day("2025-12-01"), how=how, basis=how, is_goal=True),
    )


def test_an_assumption_stands_beside_the_date_that_it_decided() -> None:
    file_it = step("file", due=after(120, Unit.DAYS, "application"), assume=("anchor", "days"))
    a_policy = policy(file_it, assumptions={"anchor": "Counted from receipt.", "days": "Calendar days."})
    due = standing_of("file", a_policy, Facts(dates={"application": day("2026-01-15")})).due

    assert due is not None
    assert due.assumption == "Counted from receipt. Calendar days."


def test_cerritos_is_overdue_the_day_after_120_days_though_it_was_filed() -> None:
    filed = step("file")
    status = step("status", due=after(120, Unit.DAYS, "application"))
    facts = Facts(dates={"application": day("2026-01-15")}, entries={"file": done("2026-02-01")})
    standing = standing_of("status", policy(filed, status), facts, day("2026-05-16"))

    assert standing.state is State.READY
    assert standing.due is not None
    assert standing.due.on == day("2026-05-15")


EVALUATION = policy(
    step("sign", sets="signed"),
    step(
        "set-evaluation",
        sets="evaluation",
        within=Window(
            first=Span(count=6, unit=Unit.MONTHS), last=Span(count=2, unit=Unit.YEARS), anchor="signed"
        ),
    ),
    step("evaluate", due=On(anchor="evaluation")),
)


def test_after_the_signing_the_next_step_is_to_set_the_evaluation_in_its_window() -> None:
    facts = entered(sign=done("2026-08-31"))

    assert next_ids(EVALUATION, facts) == ["set-evaluation"]
    assert standing_of("set-evaluation", EVALUATION, facts).window == (day("2027-02-28"), day("2028-08-31"))


@pytest.mark.parametrize("entries", [{}, {"set-evaluation": done("2026-09-10")}])
def test_once_the_evaluation_is_set_the_next_step_is_to_evaluate(entries: dict[str, Entry]) -> None:
    facts = Facts(dates={"evaluation": day("2027-08-31")}, entries={"sign": done("2026-08-31"), **entries})
    due = standing_of("evaluate", EVALUATION, facts).due

    assert next_ids(EVALUATION, facts) == ["evaluate"]
    assert due is not None
    assert due.on == day("2027-08-31")


def test_the_day_on_which_the_evaluation_was_set_is_not_the_evaluation() -> None:
    due = standing_of("evaluate", EVALUATION, Facts(entries={"set-evaluation": done("2026-09-10")})).due

    assert due == Due(on=None, how="no date yet: needs the evaluation")


def test_a_date_recorded_under_a_name_outweighs_the_day_its_step_was_done() -> None:
    facts = Facts(dates={"signed": day("2026-09-30")}, entries={"sign": done("2026-08-31")})

    assert standing_of("set-evaluation", EVALUATION, facts).window == (day("2027-03-30"), day("2028-09-30"))


def test_form_and_discussion_are_parallel_and_only_the_discussion_has_the_limit() -> None:
    form, discuss = step("form", after=()), step("discuss", after=(), due=THREE_MEETINGS)
    facts = Facts(
        dates={"inquiry": day("2026-01-22")},
        meetings={"commission": (meeting("2026-02-26"), meeting("2026-03-26"), meeting("2026-04-23"))},
    )

    assert next_ids(policy(form, discuss), facts) == ["discuss", "form"]
    assert standing_of("form", policy(form, discuss), facts).due is None


@pytest.mark.parametrize(
    ("done_steps", "words"),
    [
        ((), "step 1 of 3"),
        (("a",), "step 2 of 3"),
        (("a", "b"), "step 2 of 3"),
        (("a", "b", "b2", "c"), "all steps done"),
    ],
)
def test_progress_is_said_by_the_documents_own_numbers(done_steps: tuple[str, ...], words: str) -> None:
    numbered = policy(step("a", number=1), step("b", number=2), step("b2", number=2), step("c", number=3))
    facts = entered(**dict.fromkeys(done_steps, done()))

    assert step_of(standings(numbered, "way", facts, TODAY)) == words


def test_the_day_of_a_denial_is_not_the_date_that_its_step_sets() -> None:
    a_policy = policy(
        step("council", sets="approved"), step("sign", after=(), due=after(1, Unit.DAYS, "approved"))
    )
    said = [
        standing_of("sign", a_policy, entered(council=replace(done("2026-01-02"), sets_date=sets_date))).due
        for sets_date in (True, False)
    ]

    assert [due.on if due else None for due in said] == [day("2026-01-03"), None]


def test_steps_without_a_number_come_after_the_list_of_those_that_have_one() -> None:
    a_policy = policy(step("a", number=5), B, C)

    assert step_of(standings(a_policy, "way", NOTHING, TODAY)) == "step 5 of 5"
    assert step_of(standings(a_policy, "way", entered(a=done()), TODAY)) == "after step 5"


def test_progress_names_the_first_ready_step_before_one_that_waits() -> None:
    a_policy = policy(step("a", wait=after(28, Unit.DAYS, "notice")), step("b", after=()))

    assert step_of(standings(a_policy, "way", NOTHING, TODAY)) == "step 2 of 2"


def test_progress_names_the_first_open_step_while_none_is_ready() -> None:
    waiting = policy(A, step("b", wait=after(28, Unit.DAYS, "notice")))

    assert step_of(standings(waiting, "way", entered(a=done()), TODAY)) == "step 2 of 2"


def test_the_dates_of_open_steps_are_what_the_projection_keeps() -> None:
    a_policy = policy(
        step("reply", due=after(5, Unit.DAYS, "inquiry")),
        step("discuss", due=after(30, Unit.DAYS, "inquiry"), goal=after(20, Unit.DAYS, "inquiry")),
        step("sign", due=after(1, Unit.DAYS, "approved")),
    )
    facts = Facts(dates={"inquiry": day("2026-04-01")}, entries={"reply": done()})

    assert due_rows(standings(a_policy, "way", facts, TODAY)) == (
        DueRow(
            step_id="discuss",
            on=day("2026-05-01"),
            is_goal=False,
            basis="30 days after the inquiry of Apr 1, 2026",
        ),
        DueRow(
            step_id="discuss",
            on=day("2026-04-21"),
            is_goal=True,
            basis="20 days after the inquiry of Apr 1, 2026",
        ),
    )
