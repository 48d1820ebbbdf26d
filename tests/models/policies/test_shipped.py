"""The policies that ship: their paths, steps, dates and readings."""

from __future__ import annotations

import pytest

from models.policies import SHIPPED, shipped_policies, shipped_policy
from models.rules.phrases import phrase_in_words
from models.rules.policy import Body, Branch, Count, Order, Path, Policy, Share, Span, Step, Unit
from models.rules.policy_printer import policy_in_words

PATHS = [(policy, path) for policy in shipped_policies() for path in policy.paths]


def step(name: str, path: str, step_id: str) -> Step:
    return {step.id: step for step in shipped_policy(name).steps_of(path)}[step_id]


def test_each_shipped_file_is_named_after_its_policy() -> None:
    assert tuple(policy.id for policy in shipped_policies()) == SHIPPED


def test_a_policy_that_does_not_ship_is_refused() -> None:
    with pytest.raises(KeyError) as refused:
        shipped_policy("../secrets")

    assert refused.value.args == ("../secrets",)


@pytest.mark.parametrize(
    ("name", "path", "steps"),
    [
        (
            "milpitas",
            "inquiry",
            [
                "1 reply",
                "1 formal-letters",
                "2 form",
                "2 discuss",
                "3 contact",
                "4 research",
                "5 agree",
                "6 mou",
                "6 council",
                "7 register",
                "sign",
                "send-copy",
                "work-plan",
                "set-evaluation",
                "evaluate",
            ],
        ),
        (
            "milpitas",
            "initiated",
            [
                "1 research",
                "2 contact",
                "3 form",
                "4 agree",
                "5 mou",
                "5 council",
                "6 register",
                "sign",
                "send-copy",
                "work-plan",
                "set-evaluation",
                "evaluate",
            ],
        ),
        (
            "cerritos",
            "application",
            [
                "request",
                "intent",
                "file",
                "tax-status",
                "charter",
                "members",
                "open-membership",
                "residents",
                "council",
                "sign",
                "send-copy",
                "certificate",
                "work-plan",
                "set-evaluation",
                "evaluate",
            ],
        ),
        (
            "sci-guide",
            "partnership",
            [
                "plan",
                "research",
                "contacts",
                "introduce",
                "correspond",
                "work-plan",
                "visit",
                "trial",
                "agreement",
                "approve",
                "sign",
                "send-copy",
                "certificate",
                "implement",
                "set-evaluation",
                "evaluate",
            ],
        ),
        (
            "cities-seeking-cities",
            "member",
            [
                "standing",
                "request",
                "preferences",
                "debriefing",
                "list",
                "narrow",
                "outreach",
                "conversation",
                "agreement",
                "dues-waiver",
            ],
        ),
        ("cities-seeking-cities", "foreign", ["form", "listing", "match"]),
    ],
)
def test_each_path_lists_its_steps_in_the_documents_order_and_numbering(
    name: str, path: str, steps: list[str]
) -> None:
    found = shipped_policy(name).steps_of(path)

    assert [f"{step.number or ''} {step.id}".strip() for step in found] == steps


def test_the_six_paths_are_who_starts_and_what_follows_what() -> None:
    assert [
        (f"{policy.id}/{path.id}", path.begun_by.value, path.starts, path.order.value)
        for policy, path in PATHS
    ] == [
        ("milpitas/inquiry", "them", "inquiry", "advisory"),
        ("milpitas/initiated", "us", "start", "advisory"),
        ("cerritos/application", "group", "applied", "any"),
        ("sci-guide/partnership", "us", "planning", "advisory"),
        ("cities-seeking-cities/member", "us", "requested", "sequence"),
        ("cities-seeking-cities/foreign", "them", "submitted", "sequence"),
    ]


def test_only_the_foreign_citys_own_path_is_not_offered() -> None:
    assert [path.id for _, path in PATHS if not path.offered] == ["foreign"]


def test_the_member_path_is_a_search_for_three_to_five_cities() -> None:
    policy = shipped_policy("cities-seeking-cities")

    assert policy.path("member") == Path(
        id="member",
        title="We are searching",
        begun_by=policy.path("member").begun_by,
        starts="requested",
        order=Order.SEQUENCE,
        kind="search",
        count=Count(least=3, most=5),
    )
    assert step("cities-seeking-cities", "member", "narrow").count == Count(least=3, most=5)


def test_every_step_cites_its_document_and_heading() -> None:
    citations = {
        "Milpitas, Basic Steps",
        "Cerritos, Sister City Designation Policy",
        "SCI Guide",
        "Cities Seeking Cities",
    }
    sources = {step.source for policy in shipped_policies() for step in policy.steps}

    assert {
        source for source in sources if not any(source.startswith(f"{named},") for named in citations)
    } == set()


def test_these_dates_are_computed_and_no_others() -> None:
    computed = {
        f"{policy.id}/{path.id} {step.id}: {field} {phrase_in_words(phrase)}"
        for policy, path in PATHS
        for step in policy.steps_of(path.id)
        for field, phrase in {
            "due": step.due,
            "goal": step.goal,
            "wait": step.wait,
            "within": step.within,
        }.items()
        if phrase
    }

    assert computed == {
        "milpitas/inquiry reply: goal 10 working days after inquiry",
        "milpitas/inquiry discuss: due 3 commission meetings after inquiry",
        "cerritos/application file: due 120 days after applied",
        "cerritos/application tax-status: due 120 days after applied",
        *(
            f"{path} {of}"
            for path in ("milpitas/inquiry", "milpitas/initiated", "cerritos/application")
            for of in (
                "set-evaluation: within 6 months to 2 years after signed",
                "evaluate: due on evaluation",
            )
        ),
        "sci-guide/partnership set-evaluation: within 6 months to 2 years after signed",
        "sci-guide/partnership evaluate: due on evaluation",
        "cities-seeking-cities/member dues-waiver: wait more than 1 year after requested",
    }


def test_every_computed_date_but_the_one_set_by_hand_rests_on_a_stated_reading() -> None:
    dated = [
        step for policy in shipped_policies() for step in policy.steps if step.due or step.goal or step.wait
    ]

    assert [step.id for step in dated if not step.assume] == ["evaluate"]


def test_every_stated_reading_decides_a_step_but_the_quorum() -> None:
    unused = [
        name
        for policy in shipped_policies()
        for name in policy.assumptions
        if all(name not in step.assume for step in policy.steps)
    ]

    assert unused == ["quorum"]


def test_these_dates_are_recorded_by_name() -> None:
    recorded = {
        f"{policy.id}/{path.id} {step.id} {step.sets}"
        for policy, path in PATHS
        for step in policy.steps_of(path.id)
        if step.sets
    }

    assert recorded == {
        "milpitas/inquiry council approved",
        "milpitas/inquiry register recognized",
        "milpitas/initiated council approved",
        "milpitas/initiated register recognized",
        "cerritos/application certificate recognized",
        "cerritos/application council approved",
        *(
            f"{path} {of}"
            for path in ("milpitas/inquiry", "milpitas/initiated", "cerritos/application")
            for of in ("sign signed", "set-evaluation evaluation")
        ),
        "sci-guide/partnership approve approved",
        "sci-guide/partnership sign signed",
        "sci-guide/partnership certificate recognized",
        "sci-guide/partnership set-evaluation evaluation",
    }


def test_milpitas_runs_the_form_and_the_discussion_side_by_side() -> None:
    assert [step("milpitas", "inquiry", name).after for name in ("form", "discuss", "contact")] == [
        ("reply",),
        (),
        ("form", "discuss"),
    ]


def test_the_milpitas_council_may_deny_or_return_the_memorandum() -> None:
    branches = (Branch(outcome="denied", close_as="declined"), Branch(outcome="returned", back_to="mou"))

    assert [step("milpitas", path, "council").branches for path in ("inquiry", "initiated")] == [
        branches,
        branches,
    ]


def test_the_milpitas_commission_has_seven_seats_and_a_quorum_of_four() -> None:
    assert shipped_policy("milpitas").bodies[0] == Body(
        id="commission",
        title="Milpitas Sister Cities Commission",
        voting=7,
        alternates=2,
        non_voting=2,
        quorum=4,
    )


def test_milpitas_names_five_interests_and_asks_along_six_groups() -> None:
    policy = shipped_policy("milpitas")

    assert policy.interests == ("educational", "cultural", "social", "economic", "charitable")
    assert [(group.id, len(group.prompts)) for group in policy.criteria] == [
        ("overall", 8),
        ("general", 8),
        ("civic", 11),
        ("economic", 11),
        ("political", 6),
        ("objectives", 6),
    ]


def test_a_letter_after_an_e_mail_is_a_step_only_where_the_inquiry_came_by_e_mail() -> None:
    assert step("milpitas", "inquiry", "formal-letters").when == "inquiry by e-mail"


def test_registration_may_be_waived() -> None:
    assert [step("milpitas", path, "register").optional for path in ("inquiry", "initiated")] == [
        "as appropriate"
    ] * 2
    assert step("sci-guide", "partnership", "send-copy").optional == "please send"


def test_cerritos_asks_for_at_least_51_percent_residents_for_as_long_as_it_lasts() -> None:
    residents = step("cerritos", "application", "residents")

    assert (residents.share, residents.keep) == (
        Share(part="residents", whole="officers and members", at_least_percent=51),
        True,
    )


def test_the_tax_status_never_blocks_the_vote_of_cerritos() -> None:
    assert step("cerritos", "application", "council").after == ("request", "intent")


def test_the_filing_of_cerritos_has_reminders_of_its_own() -> None:
    assert step("cerritos", "application", "tax-status").remind == tuple(
        Span(count=count, unit=Unit.DAYS) for count in (60, 30, 7)
    )


def test_the_guide_lists_seven_points_of_likeness() -> None:
    assert [(group.id, len(group.prompts)) for group in shipped_policy("sci-guide").criteria] == [
        ("similarities", 7)
    ]


def test_the_dues_waiver_is_asked_for_only_without_a_sister_city_on_joining() -> None:
    assert step("cities-seeking-cities", "member", "dues-waiver").when == "no sister city on joining"


@pytest.mark.parametrize(("policy", "path"), PATHS, ids=lambda value: value.id)
def test_each_path_prints_each_of_its_steps(policy: Policy, path: Path) -> None:
    text = policy_in_words(policy, path.id)

    assert [step.id for step in policy.steps_of(path.id) if f"[{step.id}]" not in text] == []
