"""What holds of every path, whatever is recorded."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from models.rules.facts import Entry, Facts, State
from models.rules.policy import Order, Policy, Step, Strength, Unit
from models.rules.steps import due_rows, standings, step_of, whats_next
from tests.models.rules.builders import DAYS, after, day, done, policy, step

TODAY = day("2026-04-24")


def next_ids(a_policy: Policy, facts: Facts, today: date = TODAY) -> list[str]:
    return [each.step.id for each in whats_next(standings(a_policy, "way", facts, today))]


@st.composite
def paths(draw: st.DrawFn) -> Policy:
    """Draw a path of a few steps, each perhaps naming earlier ones, with a date or a wait."""
    ids = [f"s{number}" for number in range(draw(st.integers(1, 7)))]
    spans = st.none() | st.integers(0, 60).map(lambda days: after(days, Unit.DAYS, "inquiry"))
    drawn: list[Step] = []
    for place, step_id in enumerate(ids):
        earlier = st.lists(st.sampled_from(ids[:place]), unique=True).map(tuple) if place else st.just(())
        drawn.append(
            step(
                step_id,
                after=draw(st.none() | earlier),
                strength=draw(st.sampled_from(Strength)),
                when=draw(st.none() | st.sampled_from(["p", "q"])),
                due=draw(spans),
                wait=draw(spans),
            )
        )
    return policy(*drawn, order=draw(st.sampled_from(Order)))


ENTRIES = st.dictionaries(
    st.sampled_from([f"s{number}" for number in range(7)]),
    st.sampled_from([State.DONE, State.WAIVED, State.NOT_APPLICABLE]).map(
        lambda state: Entry(state=state, on=day("2026-04-02"))
    ),
)
FACTS = st.builds(
    Facts,
    dates=st.fixed_dictionaries({}, optional={"inquiry": st.just(day("2026-04-01"))}),
    entries=ENTRIES,
    answers=st.dictionaries(st.sampled_from(["p", "q"]), st.booleans()),
)


@given(a_policy=paths(), facts=FACTS)
def test_next_is_exactly_what_is_ready_and_nothing_ready_was_entered(a_policy: Policy, facts: Facts) -> None:
    found = standings(a_policy, "way", facts, TODAY)
    ready = {each.step.id for each in found if each.state is State.READY}

    assert [each.step for each in found] == list(a_policy.steps)
    assert {each.step.id for each in whats_next(found)} == ready
    assert ready & facts.entries.keys() == set()


@given(a_policy=paths(), facts=FACTS)
def test_what_waits_says_for_what_and_what_is_ready_waits_for_nothing(a_policy: Policy, facts: Facts) -> None:
    for each in standings(a_policy, "way", facts, TODAY):
        reasons = bool(each.waits_for or each.held_back)

        assert reasons == (each.state is State.WAITING)
        assert {step.strength for step in each.waits_for} <= {Strength.MUST}
        assert {step.strength for step in each.missing} <= {Strength.SHOULD}
        assert {step.id for step in (*each.waits_for, *each.missing)} & facts.entries.keys() == set()


@given(a_policy=paths(), facts=FACTS)
def test_finishing_what_is_ready_never_closes_another_step_that_was_ready(
    a_policy: Policy, facts: Facts
) -> None:
    ready = next_ids(a_policy, facts)
    for finished in ready:
        later = replace(facts, entries={**facts.entries, finished: done()})

        assert set(next_ids(a_policy, later)) >= set(ready) - {finished}


@given(a_policy=paths(), facts=FACTS)
def test_every_path_comes_to_its_end_by_doing_what_is_next(a_policy: Policy, facts: Facts) -> None:
    facts = replace(facts, dates={"inquiry": day("2026-04-01")})
    far = TODAY + timedelta(days=365)
    for _ in a_policy.steps:
        doable = dict.fromkeys(next_ids(a_policy, facts, far), done())
        facts = replace(facts, entries={**facts.entries, **doable})

    assert step_of(standings(a_policy, "way", facts, far)) == "all steps done"


@given(a_policy=paths(), facts=FACTS, one_day=DAYS, another=DAYS)
def test_what_the_projection_keeps_does_not_change_as_days_pass(
    a_policy: Policy, facts: Facts, one_day: date, another: date
) -> None:
    assert due_rows(standings(a_policy, "way", facts, one_day)) == due_rows(
        standings(a_policy, "way", facts, another)
    )
