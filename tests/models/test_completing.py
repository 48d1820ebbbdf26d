from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import select

from models.agreements_known import agreements_known
from models.correspondence import Letter
from models.further import Further
from models.prospects import Answer, StepEntry
from models.refusals import NotAllowed, Stale
from models.rules.facts import State
from tests.builders import STRANGER, TODAY, Office, refused
from tests.models.agreement_builders import signed_without_a_form, signs

DONE, READY, WAITING, WAIVED = State.DONE, State.READY, State.WAITING, State.WAIVED
NOT_APPLICABLE = State.NOT_APPLICABLE
SEARCH = "cities-seeking-cities/member"


def entries(at: Office, prospect_id: str, step_id: str) -> list[StepEntry]:
    with at.workspace.reading() as session:
        wanted = select(StepEntry).where(StepEntry.prospect_id == prospect_id, StepEntry.step_id == step_id)
        found = list(session.scalars(wanted.order_by(StepEntry.act_id)))
        session.expunge_all()
    return found


def signed(at: Office) -> tuple[Office, str]:
    """Give a partnership that was signed on Aug 31, 2026, that day."""
    partner = at.inquiry(path="sci-guide/partnership")
    later = at.on("2026-08-31")
    signed_without_a_form(later, partner)
    return later, partner


def known(at: Office, prospect_id: str) -> bool:
    """Tell whether any signature counts."""
    with at.workspace.reading() as session:
        return prospect_id in agreements_known(session, [prospect_id])


def before_the_council(at: Office) -> str:
    loreto = at.inquiry()
    for step_id in ("agree", "mou"):
        at.complete(loreto, step_id)
    return loreto


def test_a_step_is_kept_with_what_was_shown_for_it(milpitas: Office) -> None:
    loreto = milpitas.inquiry(medium="Email")
    milpitas.complete(loreto, "reply")
    milpitas.complete(
        loreto,
        "formal-letters",
        evidence="link",
        link=" https://www.ci.milpitas.ca.gov/letter.pdf ",
        ticked={"need": (0,), "contains": (0,)},
        criteria={"general": "A port"},
    )

    (entry,) = entries(milpitas, loreto, "formal-letters")
    assert (entry.state, entry.done_on, entry.reason, entry.numbers, entry.evidence) == (
        DONE,
        TODAY,
        "In the binder",
        {},
        {
            "kind": "link",
            "link": "https://www.ci.milpitas.ca.gov/letter.pdf",
            "need": ["formal letter"],
            "contains": ["fields of interest"],
            "criteria": {"general": "A port"},
        },
    )


@pytest.mark.parametrize("ticked", [{}, {"need": ()}, {"need": (1,)}, {"need": (7, -1)}])
def test_all_that_is_needed_must_be_there(one_engine: Office, ticked: dict[str, tuple[int, ...]]) -> None:
    loreto = one_engine.inquiry()
    one_engine.complete(loreto, "reply")
    missing = "Still missing: completed form. Tick what is there; the step stays open until all is."
    with refused(missing, "need"):
        one_engine.complete(loreto, "form", ticked=ticked)

    assert one_engine.states(loreto, "form") == [READY]


def test_of_either_or_one_is_enough_and_none_is_not(one_engine: Office) -> None:
    loreto = one_engine.inquiry()
    for none in ({}, {"any_of": (9,)}):
        with refused("One of these is needed. Tick the one that is there.", "any_of"):
            one_engine.complete(loreto, "mou", ticked=none)
    one_engine.complete(loreto, "mou", ticked={"any_of": (1,)})

    assert entries(one_engine, loreto, "mou")[0].evidence["any_of"] == ["Commission motion that forwards it"]


@pytest.mark.parametrize(
    ("part", "whole", "message", "field"),
    [
        ("5", "4", "There cannot be more residents than officers and members.", "part"),
        ("half", "4", "Please enter a whole number, for instance 25.", "part"),
        ("²", "4", "Please enter a whole number, for instance 25.", "part"),
        ("2", "-4", "Please enter a whole number, for instance 25.", "whole"),
        ("2", "", "Please enter a whole number, for instance 25.", "whole"),
        ("1", "9" * 5000, "Please enter a whole number, for instance 25.", "whole"),
    ],
)
def test_numbers_that_cannot_be_are_refused(
    one_engine: Office, part: str, whole: str, message: str, field: str
) -> None:
    group = one_engine.inquiry(path="cerritos/application")
    one_engine.complete(group, "members")
    with refused(message, field):
        one_engine.complete(group, "residents", part=part, whole=whole)


@pytest.mark.parametrize(
    ("part", "whole", "state"), [("26", "51", READY), ("25", "49", DONE), ("0", "0", READY)]
)
def test_a_share_is_exact_and_a_list_that_falls_short_is_kept_while_the_step_stays_open(
    milpitas: Office, part: str, whole: str, state: State
) -> None:
    group = milpitas.inquiry(path="cerritos/application")
    milpitas.complete(group, "members")
    milpitas.complete(group, "residents", part=part, whole=whole)

    assert milpitas.states(group, "residents") == [state]
    assert entries(milpitas, group, "residents")[0].numbers == {"part": int(part), "whole": int(whole)}


def test_a_share_that_must_stay_true_is_tested_again_on_a_new_list(milpitas: Office) -> None:
    group = milpitas.inquiry(path="cerritos/application")
    milpitas.complete(group, "members")
    for part, whole, state in (
        ("25", "49", DONE),
        ("25", "50", READY),
        ("30", "50", DONE),
        ("31", "50", DONE),
    ):
        milpitas.complete(group, "residents", part=part, whole=whole)
        assert milpitas.states(group, "residents") == [state]

    assert [each.state for each in entries(milpitas, group, "residents")] == [
        "done",
        "reopened",
        "done",
        "done",
    ]


def test_what_is_handed_in_waits_for_whoever_has_the_last_word(milpitas: Office) -> None:
    group = milpitas.inquiry(path="cerritos/application")
    milpitas.complete(group, "tax-status", state=State.HANDED_IN, ticked={})
    standing = milpitas.progress(group).standing("tax-status")

    assert standing is not None
    assert standing.handed_in is not None
    assert (standing.state, standing.handed_in.on, standing.due is not None) == (READY, milpitas.today, True)
    milpitas.complete(group, "tax-status")
    assert milpitas.states(group, "tax-status") == [DONE]


def test_only_what_another_decides_can_be_handed_in(one_engine: Office) -> None:
    loreto = one_engine.inquiry()
    with refused("Nobody else has the last word on this step; say when it is done.", "state"):
        one_engine.complete(loreto, "reply", state=State.HANDED_IN)


@pytest.mark.parametrize(
    ("outcome", "is_open", "council"),
    [
        ("approved", True, DONE),
        ("approved with changes", True, DONE),
        ("continued", True, READY),
        ("returned", True, WAITING),
        ("denied", False, DONE),
    ],
)
def test_a_council_may_approve_change_continue_return_or_deny(
    milpitas: Office, outcome: str, council: State, *, is_open: bool
) -> None:
    loreto = milpitas.inquiry()
    milpitas.complete(loreto, "mou")
    milpitas.complete(loreto, "council", outcome=outcome)

    assert (milpitas.progress(loreto).is_open, milpitas.states(loreto, "council")) == (is_open, [council])


def test_a_decision_of_which_the_policy_says_nothing_leaves_its_step_open(milpitas: Office) -> None:
    group = milpitas.inquiry(path="cerritos/application")
    milpitas.complete(group, "request")
    milpitas.complete(group, "council", outcome="returned")

    assert (milpitas.progress(group).is_open, milpitas.states(group, "council")) == (True, [READY])


def test_changes_that_a_council_made_are_said(one_engine: Office) -> None:
    loreto = one_engine.inquiry()
    one_engine.complete(loreto, "mou")
    with refused("Please say what was changed, and on which conditions.", "reason"):
        one_engine.complete(loreto, "council", outcome="approved with changes", reason="")


def test_what_a_step_asks_is_kept_in_words(milpitas: Office) -> None:
    loreto = milpitas.inquiry()
    milpitas.complete(loreto, "reply")
    milpitas.complete(loreto, "form", further=Further(asked=(" Ana Ruiz ",)))

    (entry,) = entries(milpitas, loreto, "form")
    assert entry.evidence["asked"] == {"who filled it in": "Ana Ruiz"}


@pytest.mark.parametrize("asked", [(), ("  ",)])
def test_what_a_step_asks_must_be_said(one_engine: Office, asked: tuple[str, ...]) -> None:
    loreto = one_engine.inquiry()
    one_engine.complete(loreto, "reply")
    with refused("Please say: who filled it in.", "ask:0"):
        one_engine.complete(loreto, "form", further=Further(asked=asked))


def test_of_a_matter_that_does_not_go_on_the_number_may_be_said_and_need_not_be(milpitas: Office) -> None:
    loreto = milpitas.inquiry()
    milpitas.complete(loreto, "council", outcome="returned", further=Further(asked=("",)))
    milpitas.complete(loreto, "council", outcome="denied", further=Further(asked=(" Item 7 ",)))

    assert [entry.evidence.get("asked") for entry in entries(milpitas, loreto, "council")] == [
        None,
        {"number of the resolution, or the item in the minutes": "Item 7"},
    ]


def test_what_a_paper_should_contain_and_does_not_is_kept_where_it_was_asked(milpitas: Office) -> None:
    loreto = milpitas.inquiry()
    milpitas.complete(loreto, "agree", ticked={"need": (0,), "contains": (0,), "pick": (0,)})
    milpitas.letter(loreto, completes=("reply",))

    assert [entries(milpitas, loreto, step)[0].evidence.get("lacks") for step in ("agree", "reply")] == [
        ["criteria"],
        None,
    ]


def test_a_continued_matter_needs_the_day_and_keeps_it(milpitas: Office) -> None:
    loreto = milpitas.inquiry()
    milpitas.complete(loreto, "mou")
    with refused("Please choose the date.", "continued_to"):
        milpitas.complete(loreto, "council", outcome="continued", further=Further())
    later = milpitas.today + timedelta(days=14)
    milpitas.complete(loreto, "council", outcome="continued", further=Further(continued_to=later))

    assert entries(milpitas, loreto, "council")[0].evidence["continued_to"] == later.isoformat()


def test_an_evaluation_may_set_the_next_one(milpitas: Office) -> None:
    later, partner = signed(milpitas)
    later.complete(partner, "set-evaluation", sets=date(2027, 8, 31))
    next_on = date(2029, 8, 31)
    later.complete(partner, "evaluate", further=Further(asked=("All of it", "Nothing"), next_on=next_on))

    assert later.states(partner, "evaluate") == [READY]
    assert later.due_rows(partner) == {("evaluate", "due"): next_on}


def test_a_share_that_is_reached_is_kept_with_its_numbers(milpitas: Office) -> None:
    group = milpitas.inquiry(path="cerritos/application")
    milpitas.complete(group, "members")
    milpitas.complete(group, "residents", part=" 25", whole="49", count="oops")

    assert entries(milpitas, group, "residents")[0].numbers == {"part": 25, "whole": 49}


@pytest.mark.parametrize(
    ("count", "message"),
    [
        ("2", "Pick 1 to 3 more: the policy asks for 3 to 5."),
        ("6", "Drop at least 1: the policy asks for 3 to 5."),
        ("many", "Please enter a whole number, for instance 25."),
    ],
)
def test_a_count_must_be_in_its_range(one_engine: Office, count: str, message: str) -> None:
    search = one_engine.inquiry(path=SEARCH)
    with refused(message, "count"):
        one_engine.complete(search, "narrow", count=count, out_of_order=True)
    one_engine.complete(search, "narrow", count="3", out_of_order=True)

    assert entries(one_engine, search, "narrow")[0].numbers == {"count": 3}


@pytest.mark.parametrize("picked", [{}, {"pick": (99,)}])
def test_something_must_be_chosen(one_engine: Office, picked: dict[str, tuple[int, ...]]) -> None:
    group = one_engine.inquiry(path="cerritos/application")
    with refused("Please choose at least 1.", "pick"):
        one_engine.complete(group, "request", ticked={"need": (0,), **picked}, pick_other=" ")


def test_something_else_may_be_chosen_where_the_document_says_such_as(one_engine: Office) -> None:
    group = one_engine.inquiry(path="cerritos/application")
    one_engine.complete(group, "request", ticked={"need": (0,)}, pick_other="Chess")

    evidence = entries(one_engine, group, "request")[0].evidence
    assert (evidence["other"], "pick" in evidence) == ("Chess", False)


@pytest.mark.parametrize("day", ["2027-02-28", "2028-08-31"])
def test_the_day_of_an_evaluation_is_set_inside_its_window(one_engine: Office, day: str) -> None:
    later, partner = signed(one_engine)
    later.complete(partner, "set-evaluation", sets=date.fromisoformat(day), reason="")

    assert later.due_rows(partner) == {("evaluate", "due"): date.fromisoformat(day)}
    assert later.states(partner, "set-evaluation", "evaluate") == [DONE, READY]


@pytest.mark.parametrize("day", ["2027-02-27", "2028-09-01"])
def test_a_day_outside_the_window_needs_a_reason(one_engine: Office, day: str) -> None:
    later, partner = signed(one_engine)
    with refused(
        "The policy's window is Sun, Feb 28, 2027 to Thu, Aug 31, 2028. "
        "Choose a date in it, or give the reason for another below.",
        "sets",
    ):
        later.complete(partner, "set-evaluation", sets=date.fromisoformat(day), reason="")
    later.complete(partner, "set-evaluation", sets=date.fromisoformat(day), reason="Anniversary")

    assert later.due_rows(partner) == {("evaluate", "due"): date.fromisoformat(day)}


def test_a_day_must_be_set_and_its_window_known(one_engine: Office) -> None:
    early = one_engine.inquiry(path="sci-guide/partnership")
    with refused("Its window counts from “signed”, which is not recorded yet. Record that first."):
        one_engine.complete(early, "set-evaluation", sets=date(2027, 2, 28))

    later, partner = signed(one_engine)
    with refused("Please choose the date of the evaluation.", "sets"):
        later.complete(partner, "set-evaluation")


@pytest.mark.parametrize("step_id", ["send-copy", "contacts", "visit"])
def test_what_is_optional_or_less_than_a_must_may_be_waived_with_a_reason(
    one_engine: Office, step_id: str
) -> None:
    partner = one_engine.inquiry(path="sci-guide/partnership")
    with refused("Please give the reason; it is kept with the record.", "reason"):
        one_engine.complete(partner, step_id, state=WAIVED, reason=" ")
    one_engine.complete(partner, step_id, state=WAIVED, reason="No funds", count="oops")

    entry = one_engine.standing(partner, step_id).entry
    assert entry is not None
    assert (entry.state, entry.reason, entry.by) == (WAIVED, "No funds", "Ana Ruiz")


def test_a_must_cannot_be_waived_and_what_always_applies_is_always_applicable(one_engine: Office) -> None:
    loreto = one_engine.inquiry()
    with refused("The policy asks for this step without exception; it cannot be waived.", "state"):
        one_engine.complete(loreto, "reply", state=WAIVED)
    with refused("The policy asks for this step in every case; it always applies.", "state"):
        one_engine.complete(loreto, "reply", state=NOT_APPLICABLE)


def test_a_step_that_does_not_apply_answers_its_question(one_engine: Office) -> None:
    loreto = one_engine.inquiry(medium="Not known")
    one_engine.complete(loreto, "formal-letters", state=NOT_APPLICABLE, reason="It came by post")

    with one_engine.workspace.reading() as session:
        answers = session.execute(select(Answer.question, Answer.answer)).all()
    assert [tuple(row) for row in answers] == [("inquiry by e-mail", False)]
    assert one_engine.states(loreto, "formal-letters") == [NOT_APPLICABLE]


def test_a_step_that_the_record_has_ruled_out_is_not_done(one_engine: Office) -> None:
    loreto = one_engine.inquiry(medium="Letter")
    with refused("This step does not apply here by what is recorded, so I changed nothing."):
        one_engine.complete(loreto, "formal-letters")


def test_a_denial_closes_the_file_with_its_reason(milpitas: Office) -> None:
    loreto = before_the_council(milpitas)
    milpitas.complete(loreto, "council", outcome="denied", reason="No majority", ticked={}, part="oops")

    progress = milpitas.progress(loreto)
    assert (progress.closed_on, progress.closed_because) == (TODAY, "Denied: No majority")
    assert milpitas.due_rows(loreto) == {}


def test_a_denial_counts_from_the_day_of_the_decision_not_from_that_of_the_entry(milpitas: Office) -> None:
    loreto = before_the_council(milpitas)
    later = milpitas.on("2026-02-20")
    later.complete(loreto, "council", outcome="denied", done_on=date(2026, 2, 3))

    assert later.progress(loreto).closed_on == date(2026, 2, 3)


def test_the_owner_records_a_decision_but_only_officers_one_that_closes_the_file(one_engine: Office) -> None:
    loreto = one_engine.inquiry(owner_id=one_engine.member_id("U4"))
    with refused(
        "Only the chair (Bo Lee) or staff (Ana Ruiz) can close a file. I can put it on the next agenda for you."
    ):
        one_engine.complete(loreto, "council", outcome="denied", by="U4")
    one_engine.complete(loreto, "council", outcome="returned", by="U4")

    assert (one_engine.progress(loreto).is_open, one_engine.states(loreto, "council")) == (True, [WAITING])


def test_signatures_are_not_recorded_as_a_step_alone(one_engine: Office) -> None:
    loreto = one_engine.inquiry()
    with refused(
        "Signatures are recorded in a form of their own, each with its day and signer. I changed nothing."
    ):
        one_engine.complete(loreto, "sign")

    assert entries(one_engine, loreto, "sign") == []


def test_a_return_takes_one_sides_signature_under_the_old_text_back_as_well(milpitas: Office) -> None:
    loreto = before_the_council(milpitas)
    signs(milpitas, loreto, ours_on=TODAY, our_signer="Mayor Hall", reason="Signed at their visit")
    milpitas.complete(loreto, "council", outcome="returned")
    assert known(milpitas, loreto) is False

    milpitas.undo(milpitas.last_act())
    assert known(milpitas, loreto) is True


def test_a_memorandum_may_be_returned_and_written_again_twice(milpitas: Office) -> None:
    loreto = before_the_council(milpitas)
    for _ in range(2):
        milpitas.complete(loreto, "council", outcome="returned")
        assert milpitas.states(loreto, "agree", "mou", "council") == [DONE, READY, WAITING]
        milpitas.complete(loreto, "mou")
    milpitas.complete(loreto, "council")

    assert milpitas.states(loreto, "mou", "council", "register") == [DONE, DONE, READY]
    assert [entry.state for entry in entries(milpitas, loreto, "mou")] == [
        "done",
        "reopened",
        "done",
        "reopened",
        "done",
    ]


def test_a_return_opens_only_what_was_recorded_again_and_keeps_what_was_shown_once(
    one_engine: Office,
) -> None:
    loreto = before_the_council(one_engine)
    link = "https://milpitas.gov/minutes"
    one_engine.complete(loreto, "council", outcome="returned", evidence="link", link=link, ticked={})
    with one_engine.workspace.reading() as session:
        act = select(StepEntry).where(StepEntry.act_id == one_engine.last_act())
        kept = {row.step_id: (row.state, row.evidence) for row in session.scalars(act)}

    assert kept == {
        "council": ("reopened", {"kind": "link", "link": link, "outcome": "returned"}),
        "mou": ("reopened", {}),
    }


def test_an_outcome_that_the_policy_does_not_name_is_refused(one_engine: Office) -> None:
    loreto = before_the_council(one_engine)
    with refused("Please choose the outcome.", "outcome"):
        one_engine.complete(loreto, "council", outcome="applauded")


def test_a_date_counts_no_more_once_its_step_is_opened_again(milpitas: Office) -> None:
    milpitas.load(GOING_BACK)
    case = milpitas.inquiry(path="going-back/way")
    milpitas.complete(case, "meet")
    milpitas.complete(case, "plan", sets=date(2027, 1, 15))
    assert milpitas.due_rows(case) == {("review", "due"): date(2027, 1, 15)}

    milpitas.complete(case, "vote", outcome="returned")
    assert milpitas.states(case, "meet", "plan", "vote") == [DONE, READY, WAITING]
    assert milpitas.due_rows(case) == {}


GOING_BACK = b"""
id = "going-back"
title = "Going back"
place = "Nowhere"
source = "Nobody"
[path.way]
title = "The way"
begun_by = "us"
starts = "start"
order = "sequence"
[[step]]
id = "meet"
title = "Meet"
who = "Us"
sets = "met"
source = "1"
[[step]]
id = "plan"
title = "Plan the review"
who = "Us"
sets = "review-day"
within = "6 months to 2 years after met"
source = "2"
[[step]]
id = "vote"
title = "Vote on the plan"
who = "Us"
else = { returned = "back to plan" }
source = "3"
[[step]]
id = "review"
title = "Review"
who = "Us"
due = "on review-day"
source = "4"
"""


def test_in_a_sequence_a_step_out_of_order_needs_a_tick_and_a_reason(one_engine: Office) -> None:
    search = one_engine.inquiry(path=SEARCH)
    ahead = '"Be a member city of Sister Cities International in good standing" is not done.'
    with refused(f"{ahead} Tick that it was done out of order.", "out_of_order"):
        one_engine.complete(search, "request")
    with refused("Please say why it came out of order.", "reason"):
        one_engine.complete(search, "request", out_of_order=True, reason="", evidence="meeting")
    one_engine.complete(search, "request", out_of_order=True, reason="They asked for it")

    assert one_engine.states(search, "standing", "request") == [READY, DONE]


def test_in_an_advisory_list_a_step_out_of_order_needs_neither(one_engine: Office) -> None:
    loreto = one_engine.inquiry()
    one_engine.complete(loreto, "agree", evidence="meeting", reason="")

    assert one_engine.states(loreto, "reply", "agree") == [READY, DONE]


def test_what_was_done_already_is_stale_and_names_who_did_it(one_engine: Office) -> None:
    loreto = one_engine.inquiry()
    one_engine.complete(loreto, "reply", by="U2")
    with refused("Bo Lee marked this done a minute ago, so I didn't change it."):
        one_engine.complete(loreto, "reply")


def test_of_two_people_who_complete_a_step_at_once_one_is_told_that_it_is_done(milpitas: Office) -> None:
    loreto = milpitas.inquiry()
    both = Barrier(2)

    def complete(by: str) -> str:
        both.wait()
        try:
            milpitas.complete(loreto, "reply", by=by)
        except Stale:
            return "stale"
        return "done"

    assert at_once(complete, ["U1", "U2"]) == ["done", "stale"]
    assert len(entries(milpitas, loreto, "reply")) == 1


def test_two_first_inquiries_at_once_open_one_file(milpitas: Office) -> None:
    both = Barrier(2)

    def inquire(by: str) -> str:
        both.wait()
        return milpitas.inquiry(by=by)

    first, second = at_once(inquire, ["U1", "U2"])
    assert first == second


def at_once(act: Callable[[str], str], people: list[str]) -> list[str]:
    with ThreadPoolExecutor(max_workers=len(people)) as pool:
        return sorted(pool.map(act, people))


@pytest.mark.parametrize(
    ("said", "message", "field"),
    [
        (
            {"reason": ""},
            "This step needs proof. Choose a letter, meeting, vote or link, or say in the note where the paper is.",
            "evidence",
        ),
        ({"evidence": "rumour"}, "Please choose what shows it.", "evidence"),
        ({"evidence": "letter"}, "Please choose the letter.", "letter"),
        ({"evidence": "letter", "letter_id": "0" * 32}, "Please choose the letter.", "letter"),
        ({"evidence": "link"}, "Please paste the link.", "paper"),
        ({"link": "www.milpitas.gov"}, "That is not a web address. It begins with https://.", "paper"),
        ({"link": "javascript:alert(1)"}, "That is not a web address. It begins with https://.", "paper"),
        ({"link": "http://["}, "That is not a web address. It begins with https://.", "paper"),
        ({"link": "https://" + "x" * 2000}, "That is too long: at most 2,000 characters, please.", "paper"),
        ({"reason": "x" * 1001}, "That is too long: at most 1,000 characters, please.", "reason"),
        (
            {"done_on": date(2026, 1, 11)},
            "That is before the inquiry (Mon, Jan 12). Please check the date.",
            "done_on",
        ),
        ({"done_on": date(2026, 1, 16)}, "That date is in the future. Use the day it happened.", "done_on"),
    ],
)
def test_what_is_no_proof_is_refused_beside_its_field(
    one_engine: Office, said: dict[str, Any], message: str, field: str
) -> None:
    loreto = one_engine.inquiry(received_on=date(2026, 1, 12))
    with refused(message, field):
        one_engine.complete(loreto, "reply", **said)

    assert one_engine.states(loreto, "reply") == [READY]


@pytest.mark.parametrize(
    "link",
    [
        "https://milpitas.slack.com/archives/C1/p1",
        "https://SLACK.com./files",
        "https://slack-files.com/T1-F1",
    ],
)
def test_a_link_into_slack_is_no_evidence(one_engine: Office, link: str) -> None:
    loreto = one_engine.inquiry()
    with refused(
        "Slack hides and deletes files after a while, so a link into Slack is no evidence. "
        "Keep it in the city's folder, and link to that.",
        "paper",
    ):
        one_engine.complete(loreto, "reply", evidence="link", link=link)


def test_a_letter_of_the_same_city_is_proof_and_that_of_another_is_not(one_engine: Office) -> None:
    loreto, hue = one_engine.inquiry(), one_engine.inquiry("Hue", country="VN")
    with one_engine.workspace.reading() as session:
        letters = {row.prospect_id: row.id for row in session.scalars(select(Letter))}
    with refused("Please choose the letter.", "letter"):
        one_engine.complete(loreto, "reply", evidence="letter", letter_id=letters[hue])
    one_engine.complete(loreto, "reply", evidence="letter", letter_id=letters[loreto], reason="")

    assert entries(one_engine, loreto, "reply")[0].evidence["letter"] == letters[loreto]


def test_officers_and_the_owner_complete_and_nobody_else(one_engine: Office) -> None:
    loreto = one_engine.inquiry(owner_id=one_engine.member_id("U4"))
    for nobody in ("U3", STRANGER):
        with pytest.raises(NotAllowed):
            one_engine.complete(loreto, "reply", by=nobody)
    one_engine.complete(loreto, "reply", by="U4")

    assert one_engine.states(loreto, "reply") == [DONE]


def test_a_closed_file_and_an_unknown_step_take_no_entries(one_engine: Office) -> None:
    loreto = one_engine.inquiry()
    with refused("I couldn't find that step."):
        one_engine.complete(loreto, "no-such-step")
    one_engine.turn(loreto, closed=True)
    with refused("The file on Loreto, Mexico is closed. The chair or staff can reopen it."):
        one_engine.complete(loreto, "reply")


def test_a_city_of_another_workspace_is_not_found(milpitas: Office, cerritos: Office) -> None:
    elsewhere = cerritos.inquiry()
    for unknown in (elsewhere, "0" * 32):
        with refused("I couldn't find that city."):
            milpitas.complete(unknown, "reply")
