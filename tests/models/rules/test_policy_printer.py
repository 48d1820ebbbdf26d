"""A policy as a person reads it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models.rules.policy import (
    After,
    BegunBy,
    Body,
    Branch,
    Count,
    CriteriaGroup,
    Every,
    EveryYearBy,
    Meetings,
    On,
    Order,
    Path,
    Pick,
    Policy,
    Share,
    Span,
    Step,
    Strength,
    Unit,
    VoteRule,
    Window,
)
from models.rules.policy_printer import policy_in_words

REPLY = Step(id="reply", title="Answer the letter", who="Commission", source="Section 1")
POLICY = Policy(
    id="riverton",
    title="Sister Cities Policy",
    place="Riverton",
    source="Resolution 7",
    adopted=None,
    paths=(
        Path(
            id="inquiry",
            title="They wrote to us",
            begun_by=BegunBy.THEM,
            starts="inquiry",
            order=Order.SEQUENCE,
        ),
    ),
    steps=(REPLY,),
    content_hash="",
)


def days(count: int) -> Span:
    return Span(count=count, unit=Unit.DAYS)


def printed(step: Step, policy: Policy = POLICY) -> list[str]:
    """Print one step and give its lines, without their indent."""
    text = policy_in_words(replace(policy, steps=(step,)))
    return [line.strip() for line in text.split("\n\n")[2].split("\n")]


def test_a_policy_is_printed_from_its_heading_to_its_steps() -> None:
    assert policy_in_words(POLICY) == (
        "Riverton: Sister Cities Policy\n"
        "Source: Resolution 7\n"
        "\n"
        "They wrote to us (riverton/inquiry)\n"
        "Begun by the other city. First date: inquiry. Each step follows the one above it, unless it says otherwise.\n"
        "\n"
        "- Answer the letter [reply]\n"
        "   Who: Commission\n"
        "   Source: Section 1"
    )


def test_the_heading_names_the_day_the_interests_the_bodies_and_the_general_readings() -> None:
    policy = replace(
        POLICY,
        adopted=date(2018, 3, 2),
        interests=("music", "trade"),
        bodies=(
            Body(id="commission", title="Commission", voting=7, alternates=2, non_voting=1, quorum=4),
            Body(id="council", title="Council"),
        ),
        assumptions={"quorum": "A majority of the seats.", "anchor": "From receipt."},
        steps=(replace(REPLY, assume=("anchor",)),),
        not_computed={"include": "sci-guide", "limit": ({"max": 1, "except": ["Mexico", "Peru"]},)},
    )

    assert policy_in_words(policy).split("\n\n")[0].split("\n")[2:] == [
        "Adopted: March 2, 2018",
        "Interests: music, trade",
        "Body: Commission (voting seats 7, alternates 2, seats without a vote 1, quorum 4)",
        "Body: Council",
        "Our reading: A majority of the seats.",
        "include: sci-guide (shown, not computed)",
        "limit: max 1, except Mexico; Peru (shown, not computed)",
    ]


def test_a_step_says_how_binding_it_is() -> None:
    step = replace(
        REPLY,
        number=2,
        strength=Strength.SHOULD,
        optional="as appropriate",
        when="inquiry by e-mail",
        until="signed",
        after=("form", "discuss"),
        keep=True,
    )

    assert printed(step) == [
        "2. Answer the letter [reply]",
        "Who: Commission",
        "Strength: should",
        "May be waived: as appropriate",
        "Only if: inquiry by e-mail",
        "Only until: signed",
        "After: form, discuss",
        "Must stay true: yes",
        "Source: Section 1",
    ]


def test_a_step_that_waits_for_nothing_says_so() -> None:
    assert printed(replace(REPLY, after=()))[2] == "After: nothing; it may be done at any time"


def test_a_step_prints_its_dates_as_the_file_writes_them() -> None:
    step = replace(
        REPLY,
        due=Meetings(count=3, body="commission", anchor="inquiry"),
        goal=On(anchor="evaluation"),
        wait=After(span=days(1), anchor="signed", strictly=True),
        sets="evaluation",
        within=Window(first=days(1), last=days(2), anchor="signed"),
        expect="several months",
        remind=(days(60), days(1)),
    )

    assert printed(step)[2:-1] == [
        "Due: 3 commission meetings after inquiry",
        "Our goal: on evaluation",
        "Not before: more than 1 day after signed",
        "Records the date: evaluation",
        "Within: 1 day to 2 days after signed",
        "Usually takes: several months",
        "Reminders before it is due: 60 days, 1 day",
    ]


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        (Every(span=days(30), anchor="signed"), "Due: every 30 days after signed (shown, not computed)"),
        (EveryYearBy(month=6, day=30), "Due: every year by 06-30 (shown, not computed)"),
    ],
)
def test_a_recurring_duty_is_shown_as_not_computed(phrase: Every | EveryYearBy, words: str) -> None:
    assert printed(replace(REPLY, due=phrase))[2] == words


def test_a_key_that_is_only_shown_says_so() -> None:
    assert printed(replace(REPLY, not_computed={"times": 6}))[-1] == "times: 6 (shown, not computed)"


def test_a_step_prints_what_proves_and_decides_it() -> None:
    policy = replace(
        POLICY,
        bodies=(Body(id="council", title="City Council"),),
        criteria=(CriteriaGroup(id="general", title="General", prompts=("Population",)),),
    )
    step = replace(
        REPLY,
        vote=VoteRule(body="council", passes="majority of present"),
        branches=(
            Branch(outcome="denied", close_as="declined"),
            Branch(outcome="returned", back_to="reply"),
        ),
        share=Share(part="residents", whole="members", at_least_percent=51),
        count=Count(least=3, most=5),
        pick=Pick(options=("a", "b"), other=True),
        checklist=("general",),
        contains=("goals", "reasons"),
        need=("minutes", "list"),
        any_of=("draft", "motion"),
    )

    assert printed(step, policy)[2:-1] == [
        "Vote: City Council, majority of present",
        "Otherwise: denied: closed as declined; returned: back to reply",
        "Share: residents are at least 51% of members",
        "How many: 3 to 5",
        "Choose: at least 1 of a; b, or something else",
        "Criteria: General",
        "Contains: goals; reasons",
        "Evidence, all of: minutes; list",
        "Evidence, one of: draft; motion",
    ]


def test_a_step_prints_how_to_do_it_and_the_readings_it_rests_on() -> None:
    policy = replace(POLICY, assumptions={"anchor": "From receipt."})
    step = replace(REPLY, how="By mail.", form="Form A", send_to="Council", assume=("anchor",))

    assert printed(step, policy)[2:] == [
        "How: By mail.",
        "Form: Form A",
        "Send to: Council",
        "Our reading: From receipt.",
        "Source: Section 1",
    ]


def test_the_criteria_of_the_printed_steps_follow_them() -> None:
    groups = (
        CriteriaGroup(id="general", title="General", prompts=("Population", "Rivers")),
        CriteriaGroup(id="trade", title="Trade", prompts=("Ports",)),
    )
    policy = replace(POLICY, criteria=groups, steps=(replace(REPLY, checklist=("general",)),))

    assert policy_in_words(policy).split("\n\n")[-1] == "General\n- Population\n- Rivers"


def test_one_path_is_printed_without_the_others() -> None:
    search = Path(
        id="search",
        title="We are searching",
        begun_by=BegunBy.US,
        starts="requested",
        order=Order.ANY,
        kind="search",
        count=Count(least=3, most=5),
        offered=False,
    )
    steps = (replace(REPLY, paths=("inquiry",)), replace(REPLY, id="ask", paths=("search",)))
    policy = replace(POLICY, paths=(*POLICY.paths, search), steps=steps)

    assert policy_in_words(policy, "search").split("\n\n")[1:] == [
        (
            "We are searching (riverton/search)\n"
            "Begun by us. First date: requested. The steps may be taken in any order, unless one says otherwise.\n"
            "A search: candidates instead of one city, narrowed down to 3 to 5.\n"
            "Not a choice when a prospect is recorded."
        ),
        "- Answer the letter [ask]\n   Who: Commission\n   Source: Section 1",
    ]


def test_a_path_that_does_not_exist_is_refused() -> None:
    with pytest.raises(KeyError) as refused:
        policy_in_words(POLICY, "outreach")

    assert refused.value.args == ("outreach",)
