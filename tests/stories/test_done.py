"""Completing steps."""

from datetime import date

from models.correspondence import Paper
from models.prospects import Closing, Prospect, RecordedDate, StepEntry
from tests.models.agreement_builders import keep_as_signed
from tests.stories.conftest import BEGINNING, Office, over_http, over_socket

DISCUSS = "Step 2. Discuss the possible relationship at a commission meeting"
FORM = "Step 2. Get the completed request form"


def chooses_step(office: Office, step: str, city: str = "Cascais") -> None:
    office.opens(office.dana, f"/sister done {city}")
    office.dana.submits({"Step": step})


def completes(office: Office, step: str, **filled: object) -> str:
    """Complete a step of Cascais that asks for nothing more than is given; gives the first line said."""
    chooses_step(office, step)
    office.dana.submits(filled)
    said = office.form(office.dana).shown.splitlines()[0]
    office.dana.closes()
    return said


@over_socket
def test_a_step_is_completed_with_what_the_policy_needs_and_its_papers(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    chooses_step(office, FORM)
    form = office.form(office.dana)
    assert form.labels == [
        "What is there",
        "Done on",
        "Evidence",
        "Which letter",
        "File",
        "Link",
        "Note or reason",
    ]
    assert form.values["Evidence"] == "A file"

    office.dana.submits()
    assert office.form(office.dana).errors == {
        "Evidence": "Attach the paper or paste the link, or choose what else shows it."
    }
    office.dana.submits({"Link": "https://practice.slack.com/files/F1"})
    assert list(office.form(office.dana).errors) == ["What is there"]
    office.dana.fills({"What is there": True})
    office.dana.submits()
    assert list(office.form(office.dana).errors) == ["Link"]
    office.dana.submits(
        {"Link": "https://city.example/form", "File": [office.dana.uploads("form.pdf", b"%PDF")]}
    )
    office.dana.submits({"Who filled it in": "Their consul."})

    assert office.form(office.dana).shown.splitlines()[0] == (
        "Cascais, Portugal: “Get the completed request form” is recorded."
    )
    office.practice.wait_for(lambda: office.count(Paper) == [1])
    ((step, evidence),) = office.rows(StepEntry, "step_id", "evidence")
    assert (step, evidence["kind"], evidence["link"]) == ("form", "file", "https://city.example/form")


@over_http
def test_a_step_recorded_meanwhile_is_not_recorded_again(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    office.opens(office.okafor, "/sister done Cascais")
    office.okafor.submits({"Step": DISCUSS})
    chooses_step(office, DISCUSS)
    said = {"What is there": True, "Evidence": "Discussed at a meeting"}
    office.dana.submits(said)
    office.dana.closes()

    office.okafor.submits(said)
    assert office.form(office.okafor).shown.splitlines()[0] == (
        "Dana Ito marked this done a minute ago, so I didn't change it."
    )
    assert office.count(StepEntry) == [1]


@over_socket
def test_an_advisory_list_says_what_comes_before_and_records_all_the_same(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    chooses_step(office, "register")
    form = office.form(office.dana)
    assert form.shown.splitlines()[3].startswith("Before this in the list: ")
    assert form.values["What happened"] == "It is done"

    office.dana.submits({"What happened": "It is not needed (waive it, with a reason)"})
    assert list(office.form(office.dana).errors) == ["Evidence"]
    office.dana.submits({"Evidence": "A note"})
    assert office.form(office.dana).errors == {
        "Note or reason": "Please give the reason; it is kept with the record."
    }
    office.dana.submits({"Note or reason": "Cascais is registered."})
    assert office.rows(StepEntry, "step_id", "state", "reason") == [
        ("register", "waived", "Cascais is registered.")
    ]


@over_socket
def test_criteria_are_noted_in_a_second_form_and_nothing_is_recorded_before_it(office: Office) -> None:
    office.opens(office.lee, "/sister inquiry Cascais, Portugal")
    office.lee.submits({"Who started it?": "We are reaching out"})
    office.lee.closes()
    chooses_step(office, "research")
    office.dana.submits(
        {
            "What is there": True,
            "Evidence": "Discussed at a meeting",
            "Link": "https://city.example/research",
            "Note or reason": "Two evenings.",
        }
    )

    form = office.form(office.dana)
    assert (form.title, office.count(StepEntry)) == ("Complete a step", [0])
    assert form.labels == [
        "Overall factors",
        "General",
        "Cultural, civic, educational",
        "Economic",
        "Political",
        "Objectives",
        "Link",
        "Note or reason",
    ]
    assert (form.values["Link"], form.values["Note or reason"]) == (
        "https://city.example/research",
        "Two evenings.",
    )
    office.dana.submits({"Economic": "Fishing; its own statistics.", "Note or reason": "Three evenings."})
    ((evidence, reason),) = office.rows(StepEntry, "evidence", "reason")
    assert (evidence["criteria"], evidence["link"], reason) == (
        {"economic": "Fishing; its own statistics."},
        "https://city.example/research",
        "Three evenings.",
    )


def begins_application(office: Office) -> None:
    office.opens(office.lee, "/sister inquiry Cascais, Portugal")
    office.lee.submits({"Who started it?": "A local group is asking"})
    office.lee.closes()


@over_http
def test_choices_and_shares_are_checked_against_the_policy(office: Office) -> None:
    begins_application(office)
    chooses_step(office, "request")
    given = {"What is there": True, "Evidence": "A note", "Note or reason": "In the binder."}
    office.dana.submits(given)
    assert office.form(office.dana).errors == {"Choose at least 1": "Please choose at least 1."}
    office.dana.submits({"Something else": "Rowing clubs"})
    office.dana.closes()

    chooses_step(office, "residents")
    office.dana.submits({**given, "How many residents": "25", "Out of how many officers and members": "49"})
    assert list(office.form(office.dana).errors) == ["Order"]
    office.dana.closes()
    assert completes(office, "members", **given) == (
        "Cascais, Portugal: “Hand in a list of all officers and members” is recorded."
    )
    chooses_step(office, "residents")
    whole = {"Out of how many officers and members": "51"}
    office.dana.submits({**given, **whole, "How many residents": "twenty"})
    assert office.form(office.dana).errors == {
        "How many residents": "Please enter a whole number, for instance 25."
    }
    office.dana.submits({"How many residents": "26"})
    office.dana.submits({"Who certified the list": "The city clerk"})
    office.dana.closes()
    chooses_step(office, "residents")
    office.dana.submits({**given, **whole, "How many residents": "27"})
    office.dana.submits({"Who certified the list": "The city clerk"})
    assert office.rows(StepEntry, "step_id", "state", "numbers") == [
        ("members", "done", {}),
        ("request", "done", {}),
        ("residents", "done", {"part": 27, "whole": 51}),
        ("residents", "reopened", {"part": 26, "whole": 51}),
    ]


@over_socket
def test_a_vote_shows_what_is_open_and_never_waits_for_it_and_a_denial_closes_the_file(
    office: Office,
) -> None:
    begins_application(office)
    given = {"What is there": True, "Evidence": "A note", "Note or reason": "In the binder."}
    completes(
        office,
        "request",
        **given,
        **{"Something else": "Rowing"},
    )
    said = office.asks(office.dana, "/sister next Cascais")
    assert (
        "Still open: File as a nonprofit organization; Obtain 501(c)(3) tax-exempt status; Give the" in said
    )
    assert (
        "Obtain 501(c)(3) tax-exempt status" in office.answer(office.dana).shown.partition("Still open: ")[2]
    )

    chooses_step(office, "council")
    office.dana.submits({**given, "Decision": "Denied"})
    office.dana.submits({})
    assert office.form(office.dana).errors == {}
    assert office.form(office.dana).shown.splitlines()[1] == "The file is closed now. Denied: In the binder."
    office.dana.closes()
    assert office.asks(office.dana, "/sister next Cascais") == (
        "Cascais, Portugal was closed on Thu, Jan 22: Denied: In the binder."
    )
    office.dana.presses("Reopen", office.answer(office.dana))
    office.dana.submits({"Reason": "The Council looks at it again."})
    assert office.form(office.dana).shown.splitlines()[0] == "The file on Cascais, Portugal is open again."
    assert office.count(Closing) == [2]


def signed_before_there_was_a_form_for_it(office: Office) -> None:
    """Record the step of the signatures as it was recorded when no form set the evaluation with them."""
    (prospect_id,) = office.rows(Prospect, "id")
    now = office.practice.clock.now()
    with office.records.transaction(now) as session:
        keep_as_signed(session, str(prospect_id), now, BEGINNING.date())


@over_http
def test_the_date_of_an_evaluation_is_set_within_its_window_or_with_a_reason(office: Office) -> None:
    office.opens(office.lee, "/sister inquiry Cascais, Portugal")
    office.lee.submits({"Who started it?": "sci-guide/partnership"})
    office.lee.closes()
    given = {"Evidence": "A note", "Note or reason": "In the binder."}
    chooses_step(office, "set-evaluation")
    office.dana.submits(given)
    assert office.form(office.dana).shown.splitlines()[0] == (
        "Its window counts from “signed”, which is not recorded yet. Record that first."
    )
    office.dana.closes()
    office.dana.closes()
    signed_before_there_was_a_form_for_it(office)

    chooses_step(office, "set-evaluation")
    office.dana.submits({"Date of the evaluation": date(2026, 2, 1), "Evidence": "A note"})
    assert office.form(office.dana).errors == {
        "Date of the evaluation": "The policy's window is Wed, Jul 22 to Sat, Jan 22, 2028. "
        "Choose a date in it, or give the reason for another below."
    }
    office.dana.submits({"Date of the evaluation": date(2027, 1, 22)})
    assert office.rows(RecordedDate, "name", "on") == [("evaluation", date(2027, 1, 22))]


@over_socket
def test_a_day_that_cannot_be_is_refused_beside_its_field(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    chooses_step(office, DISCUSS)
    office.dana.submits({"Done on": date(2026, 1, 23), "Evidence": "Discussed at a meeting"})
    assert office.form(office.dana).errors == {
        "Done on": "That date is in the future. Use the day it happened."
    }
    office.dana.submits({"Done on": date(2026, 1, 21)})
    assert office.form(office.dana).errors == {
        "Done on": "That is before the inquiry (Thu, Jan 22). Please check the date."
    }
    assert office.count(StepEntry) == [0]


@over_http
def test_one_of_several_papers_is_enough_and_a_step_may_not_apply(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    chooses_step(office, "mou")
    office.dana.submits({"Evidence": "A note", "Note or reason": "The motion of January."})
    assert office.form(office.dana).errors == {
        "Which of these is there": "One of these is needed. Tick the one that is there."
    }
    office.dana.submits({"Which of these is there": ["Commission motion that forwards it"]})
    office.dana.closes()
    chooses_step(office, "formal-letters")
    office.dana.submits(
        {
            "What happened": "It does not apply here",
            "Evidence": "A note",
            "Note or reason": "They wrote on paper at once.",
        }
    )
    assert office.rows(StepEntry, "step_id", "state") == [
        ("formal-letters", "not applicable"),
        ("mou", "done"),
    ]
