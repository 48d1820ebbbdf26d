"""The written examples, worked through the step lists that ship."""

from dataclasses import replace
from datetime import date

import pytest

from models.policies import shipped_policies, shipped_policy
from models.rules.amounts import count_in_words, share_met
from models.rules.due import due_in_words, is_overdue
from models.rules.facts import Entry, Facts, State
from models.rules.outcomes import branch_for, reopened_by_going_back
from models.rules.steps import Standing, standings, step_of, whats_next
from tests.models.rules.builders import CANCELLED, HELD, day, done, meeting, waived

MILPITAS, CERRITOS = shipped_policy("milpitas"), shipped_policy("cerritos")
SEEKING = shipped_policy("cities-seeking-cities")
PATHS = {
    "milpitas": "inquiry",
    "cerritos": "application",
    "sci-guide": "partnership",
    "cities-seeking-cities": "member",
}

THE_INQUIRY = Facts(
    dates={"inquiry": day("2026-01-22")},
    meetings={
        "commission": (
            meeting("2026-01-22", HELD),
            meeting("2026-02-26", HELD),
            meeting("2026-03-26", CANCELLED),
            meeting("2026-04-23", HELD),
            meeting("2026-05-28"),
        )
    },
)
THE_APPLICATION = Facts(dates={"applied": day("2026-01-15")})


def on_day(policy_id: str, facts: Facts, today: str) -> dict[str, Standing]:
    found = standings(shipped_policy(policy_id), PATHS[policy_id], facts, day(today))
    return {each.step.id: each for each in found}


def said(standing: Standing, today: str) -> str:
    return due_in_words(standing.due, day(today)) if standing.due else "no due date"


def next_ids(policy_id: str, facts: Facts, today: str) -> list[str]:
    return [each.step.id for each in whats_next(tuple(on_day(policy_id, facts, today).values()))]


def all_done_but(policy_id: str, *open_steps: str) -> dict[str, Entry]:
    steps = shipped_policy(policy_id).steps_of(PATHS[policy_id])
    return {step.id: done() for step in steps if step.id not in open_steps}


@pytest.mark.parametrize(
    ("today", "words"),
    [
        ("2026-04-24", "2 of 3 meetings held; the last is Thu, May 28"),
        ("2026-05-28", "due today"),
        ("2026-05-29", "overdue since Thu, May 28"),
    ],
)
def test_milpitas_discusses_within_three_meetings(today: str, words: str) -> None:
    assert said(on_day("milpitas", THE_INQUIRY, today)["discuss"], today) == words


def test_milpitas_says_that_the_third_meeting_is_not_scheduled() -> None:
    shorter = {"commission": THE_INQUIRY.meetings["commission"][:-1]}
    standing = on_day("milpitas", replace(THE_INQUIRY, meetings=shorter), "2026-04-24")["discuss"]

    assert said(standing, "2026-04-24") == (
        "2 of 3 meetings held; third meeting not yet scheduled (92 days since the inquiry)"
    )


def test_milpitas_starts_with_the_reply_and_the_discussion_side_by_side() -> None:
    facts = replace(THE_INQUIRY, answers={"inquiry by e-mail": False})

    assert next_ids("milpitas", facts, "2026-01-23") == ["discuss", "reply"]
    assert next_ids("milpitas", replace(facts, entries={"reply": done()}), "2026-01-30") == [
        "discuss",
        "form",
    ]


def test_milpitas_answers_within_a_goal_of_its_own() -> None:
    facts = Facts(dates={"inquiry": day("2025-11-14")}, days_off=frozenset({day("2025-11-27")}))
    reply = on_day("milpitas", facts, "2025-12-15")["reply"]

    assert reply.due is None
    assert reply.goal is not None
    assert due_in_words(reply.goal, day("2025-12-15")) == "our goal was Mon, Dec 1"


def test_milpitas_counts_seven_steps_as_its_document_does() -> None:
    facts = replace(THE_INQUIRY, entries={"reply": done()}, answers={"inquiry by e-mail": False})

    assert step_of(tuple(on_day("milpitas", facts, "2026-01-30").values())) == "step 2 of 7"


def test_a_memorandum_that_the_council_returns_is_written_again() -> None:
    branch = branch_for(next(step for step in MILPITAS.steps if step.id == "council"), "returned")

    assert branch is not None
    assert branch.back_to == "mou"
    assert reopened_by_going_back(MILPITAS, "inquiry", "mou") == (
        "mou",
        "council",
        "register",
        "sign",
        "send-copy",
        "work-plan",
        "set-evaluation",
        "evaluate",
    )


def test_a_registration_waived_with_a_reason_is_listed_with_it() -> None:
    facts = Facts(
        dates={"inquiry": day("2026-01-22")},
        entries={**all_done_but("milpitas"), "register": waived(reason="Not a member")},
    )
    register = on_day("milpitas", facts, "2026-05-01")["register"]

    assert next_ids("milpitas", facts, "2026-05-01") == []
    assert register.entry is not None
    assert (register.state, register.entry.reason, register.entry.by) == (
        State.WAIVED,
        "Not a member",
        "Dana Ito",
    )


@pytest.mark.parametrize(
    ("today", "words"),
    [
        ("2026-05-14", "due Fri, May 15"),
        ("2026-05-15", "due today"),
        ("2026-05-16", "overdue since Fri, May 15"),
    ],
)
def test_cerritos_gives_120_days_even_when_the_filing_waits_for_the_tax_office(
    today: str, words: str
) -> None:
    filed = replace(THE_APPLICATION, entries={"file": done("2026-02-01")})

    assert said(on_day("cerritos", filed, today)["tax-status"], today) == words


def test_cerritos_says_from_when_the_days_are_counted_and_that_it_is_a_reading() -> None:
    due = on_day("cerritos", THE_APPLICATION, "2026-02-01")["tax-status"].due

    assert due is not None
    assert due.how == "120 days after the application of Jan 15, 2026"
    assert due.assumption is not None
    assert due.assumption.startswith(CERRITOS.assumptions["anchor"])


def test_tax_status_never_blocks_the_councils_vote() -> None:
    entries = all_done_but("cerritos", "tax-status", "council")
    standing = on_day("cerritos", replace(THE_APPLICATION, entries=entries), "2026-06-01")["council"]

    assert standing.state is State.READY


def test_cerritos_takes_fifty_one_percent_exactly() -> None:
    share = next(step.share for step in CERRITOS.steps if step.share)

    assert share_met(26, 51, share.at_least_percent) is False
    assert share_met(25, 49, share.at_least_percent) is True
    assert share_met(0, 0, share.at_least_percent) is False


def test_a_partnership_signed_at_a_months_end_is_evaluated_in_its_window() -> None:
    entries = {**all_done_but("sci-guide", "set-evaluation", "evaluate"), "sign": done("2026-08-31")}
    signed = Facts(entries=entries)
    set_for = replace(signed, dates={"evaluation": day("2027-08-31")})

    assert next_ids("sci-guide", signed, "2026-09-01") == ["set-evaluation"]
    assert on_day("sci-guide", signed, "2026-09-01")["set-evaluation"].window == (
        day("2027-02-28"),
        day("2028-08-31"),
    )
    assert next_ids("sci-guide", set_for, "2026-09-01") == ["evaluate"]
    assert (
        said(on_day("sci-guide", set_for, "2027-09-01")["evaluate"], "2027-09-01")
        == "overdue since Tue, Aug 31"
    )


@pytest.mark.parametrize(("today", "state"), [("2026-03-01", State.WAITING), ("2026-03-02", State.READY)])
def test_the_dues_waiver_applies_once_the_search_is_longer_than_a_year(today: str, state: State) -> None:
    facts = Facts(
        dates={"requested": day("2025-03-01")},
        entries={"standing": done("2025-02-01"), "request": done("2025-03-01")},
        answers={"no sister city on joining": True},
    )

    assert on_day("cities-seeking-cities", facts, today)["dues-waiver"].state is state


@pytest.mark.parametrize(
    ("today", "state", "ended_on"),
    [
        ("2026-08-30", State.READY, None),
        ("2026-08-31", State.NOT_APPLICABLE, day("2026-08-31")),
        ("2027-08-31", State.NOT_APPLICABLE, day("2026-08-31")),
    ],
)
def test_the_dues_waiver_applies_until_a_partner_has_signed(
    today: str, state: State, ended_on: date | None
) -> None:
    facts = Facts(
        dates={"requested": day("2025-03-01"), "signed": day("2026-08-31")},
        entries={"standing": done("2025-02-01"), "request": done("2025-03-01")},
        answers={"no sister city on joining": True},
    )
    waiver = on_day("cities-seeking-cities", facts, today)["dues-waiver"]

    assert (waiver.state, waiver.ended_on) == (state, ended_on)


def test_a_waiver_that_was_confirmed_stays_done_after_the_signing() -> None:
    facts = Facts(
        dates={"requested": day("2025-03-01"), "signed": day("2026-08-31")},
        entries={"dues-waiver": done("2026-04-01")},
    )
    waiver = on_day("cities-seeking-cities", facts, "2026-09-01")["dues-waiver"]

    assert (waiver.state, waiver.ended_on) == (State.DONE, None)


def test_three_to_five_candidates_are_picked() -> None:
    count = next(step.count for step in SEEKING.steps if step.count)

    assert count_in_words(count, 2) == "pick 1 to 3 more"
    assert count_in_words(count, 6) == "drop at least 1"


@pytest.mark.parametrize(
    ("policy_id", "path_id"), [(each.id, path.id) for each in shipped_policies() for path in each.paths]
)
def test_every_shipped_path_comes_to_its_end_by_doing_what_is_next(policy_id: str, path_id: str) -> None:
    policy = shipped_policy(policy_id)
    facts, today = Facts(dates={policy.path(path_id).starts: day("2024-01-15")}), day("2026-06-01")
    for _ in policy.steps_of(path_id):
        ready = whats_next(standings(policy, path_id, facts, today))
        facts = replace(
            facts, entries={**facts.entries, **{each.step.id: done("2026-05-01") for each in ready}}
        )

    assert [each.step.id for each in standings(policy, path_id, facts, today) if each.is_open] == []


@pytest.mark.parametrize(
    ("policy_id", "dated"),
    [
        ("milpitas", {"discuss", "evaluate"}),
        ("cerritos", {"file", "tax-status", "evaluate"}),
        ("sci-guide", {"evaluate"}),
        ("cities-seeking-cities", set()),
    ],
)
def test_only_what_a_document_dates_can_ever_be_overdue(policy_id: str, dated: set[str]) -> None:
    dates = {
        **dict.fromkeys(("inquiry", "applied", "planning", "requested", "evaluation"), day("2020-01-15")),
    }
    held = tuple(meeting(f"2020-0{month}-20", HELD) for month in (1, 2, 3))
    found = on_day(policy_id, Facts(dates=dates, meetings={"commission": held}), "2026-06-01")

    assert {
        each.step.id for each in found.values() if each.due and is_overdue(each.due, date(2026, 6, 1))
    } == dated
