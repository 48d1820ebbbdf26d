"""Agreements: drafts of the memorandum, the Council's decision, the signatures, the register, and the programs."""

from datetime import date

from models.agreements import Agreement, MemorandumDraft, Program
from models.correspondence import Paper
from models.prospects import RecordedDate, StepEntry
from tests.stories.conftest import CHANNEL, Office, over_http, over_socket

COUNCIL = "Have the Council review and approve the Memorandum of Understanding"
MINUTES = {"What is there": True, "Evidence": "A note", "Note or reason": "Minutes of June."}
NOTE = {"Evidence": "A note", "Note or reason": "In the binder."}
RESOLUTION = {"ask:0": "2026-14"}


def lines(office: Office) -> list[str]:
    return office.form(office.dana).shown.splitlines()


def decides(office: Office, decision: str, **further: object) -> None:
    """Record what the Council decided of Cascais; the form with what follows stays open."""
    office.opens(office.dana, "/sister done Cascais")
    office.dana.submits({"Step": "council"})
    office.dana.submits({**MINUTES, "Decision": decision})
    office.dana.submits(further)


def is_approved(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    decides(office, "Approved", **RESOLUTION)
    office.dana.closes()


@over_socket
def test_drafts_of_the_memorandum_are_numbered_kept_with_their_file_and_taken_back(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    office.opens(office.dana, "/sister mou Cascais")
    office.dana.submits({"Written by": "our attorney"})
    assert office.form(office.dana).errors == {"Link": "Attach the draft, or paste a link to it."}
    office.dana.submits({"File": [office.dana.uploads("mou.docx", b"PK")]})
    assert lines(office)[:2] == [
        "Cascais, Portugal: draft 1 of the memorandum is recorded.",
        "Draft 1 of the memorandum, Jan 22, 2026, by our attorney.",
    ]
    office.dana.closes()
    office.opens(office.dana, "/sister draft Cascais")
    assert office.form(office.dana).shown.splitlines()[0] == "Cascais, Portugal: draft 2 of the memorandum"
    office.dana.submits(
        {"Written by": "Cascais", "What is new": "Schools added.", "Link": "https://city.example/mou-2"}
    )
    assert lines(office)[1] == (
        "Draft 2 of the memorandum, Jan 22, 2026, by Cascais: Schools added, see https://city.example/mou-2."
    )
    office.practice.wait_for(lambda: office.rows(Paper, "name", "step_id") == [("mou.docx", "mou")])

    assert "draft 2 of the memorandum, Jan 22, 2026, by Cascais" in office.asks(
        office.lee, "/sister show Cascais"
    )
    office.dana.presses("Undo")
    office.dana.closes()
    assert office.rows(MemorandumDraft, "number") == [1, 2]
    office.opens(office.dana, "/sister draft Cascais")
    assert office.form(office.dana).shown.splitlines()[0] == "Cascais, Portugal: draft 2 of the memorandum"


@over_http
def test_each_side_signs_on_its_own_day_and_the_later_one_begins_the_relationship(office: Office) -> None:
    is_approved(office)
    office.wait(days=10)
    office.opens(office.dana, "/sister sign Cascais")
    office.dana.submits({"They signed on": date(2026, 1, 30)})
    assert office.form(office.dana).errors == {"Their signer": "Please say who signed."}
    office.dana.submits({"Their signer": "Mayor Ana Lopes", "Evaluate on": date(2027, 1, 30)})
    assert list(office.form(office.dana).errors) == ["Evaluate on"]
    office.dana.submits({"Evaluate on": None})
    assert lines(office)[0] == (
        "Cascais, Portugal, sister city agreement: We have not signed yet. "
        "They signed Fri, Jan 30 (Mayor Ana Lopes)."
    )
    office.dana.presses("Our signature")
    form = office.form(office.dana)
    assert (form.values["They signed on"], form.values["Their signer"]) == ("2026-01-30", "Mayor Ana Lopes")

    office.dana.submits(
        {
            "We signed on": date(2026, 2, 1),
            "Our signer": "Mayor Ruth Hall",
            "Link": "https://city.example/agreement",
            "News": True,
        }
    )
    assert lines(office)[:4] == [
        (
            "Cascais, Portugal, sister city agreement: We signed Sun, Feb 1 (Mayor Ruth Hall). "
            "They signed Fri, Jan 30 (Mayor Ana Lopes)."
        ),
        "Both sides have signed: the relationship counts from the later signature.",
        "The evaluation is set for Mon, Feb 1, 2027.",
        "The channel hears of it in a moment.",
    ]
    assert office.rows(RecordedDate, "name", "on") == [
        ("evaluation", date(2027, 2, 1)),
        ("signed", date(2026, 2, 1)),
    ]
    assert [row for row in office.rows(StepEntry, "step_id", "state", "done_on") if row[0] != "council"] == [
        ("set-evaluation", "done", date(2026, 2, 1)),
        ("sign", "done", date(2026, 2, 1)),
    ]
    assert (
        "Cascais, Portugal: sister city since Feb 1, 2026; approved by the Council Jan 22, 2026, signed Feb 1, 2026 (it begins with this)."
        in office.asks(office.lee, "/sister list partners")
    )
    office.card("Cascais, Portugal is a sister city of Sierra Vista: both sides have signed")

    office.dana.presses("Undo")
    office.dana.closes()
    office.card("The sister city agreement with Cascais, Portugal has its first signature.")
    assert "Cascais" not in office.asks(office.lee, "/sister list partners")


@over_socket
def test_a_signature_before_the_approval_and_an_odd_evaluation_need_a_reason(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    office.opens(office.dana, "/sister done Cascais")
    office.dana.submits({"Step": "sign"})
    assert office.form(office.dana).title == "Sign the agreement"
    day = date(2026, 1, 22)
    office.dana.submits(
        {
            "We signed on": day,
            "Our signer": "Mayor Ruth Hall",
            "They signed on": day,
            "Their signer": "Mayor Ana Lopes",
            "Kind": "Friendship city",
            "Evaluate on": date(2028, 7, 22),
        }
    )
    form = office.form(office.dana)
    assert (form.title, form.shown.splitlines()[:3], office.count(Agreement)) == (
        "Save it anyway?",
        [
            "Cascais, Portugal",
            f"“{COUNCIL}” is still open; until then a signature binds nobody.",
            "That is 30 months away. The window for the evaluation is Wed, Jul 22 to Sat, Jan 22, 2028.",
        ],
        [0],
    )
    office.dana.submits({"Reason": "Signed at their visit.", "Evaluate on": date(2027, 7, 22)})
    assert lines(office)[1:3] == [
        f"It binds nobody until “{COUNCIL}” is done.",
        "The evaluation is set for Thu, Jul 22, 2027.",
    ]
    office.dana.closes()
    shown = office.asks(office.lee, "/sister show Cascais")
    assert "reason: Signed at" in shown  # the rest is a tap away
    assert "friendship city: we signed Jan 22, 2026 (Mayor Ruth Hall), they signed Jan 22, 2026" in shown
    assert office.asks(office.dana, "/sister sign Cascais") == (
        "Cascais, Portugal: both sides have signed, the later on Thu, Jan 22. To correct it, take that entry back."
    )
    assert office.asks(office.lee, "/sister sign Cascais") == (
        "Only the chair (Ngozi Okafor) or staff (Dana Ito) can record signatures. I can put it on the next agenda for you."
    )
    assert [
        message.text for message in office.dana.messages(CHANNEL) if "is a friendship city" in message.text
    ] == []


@over_http
def test_who_signed_early_is_no_partner_before_the_council_approves_nor_after_it_denies(
    office: Office,
) -> None:
    office.records_inquiry("Cascais, Portugal")
    day = date(2026, 1, 22)
    office.opens(office.dana, "/sister sign Cascais")
    office.dana.submits(
        {
            "We signed on": day,
            "Our signer": "Mayor Hall",
            "They signed on": day,
            "Their signer": "Mayor Lopes",
            "News": True,
        }
    )
    office.dana.submits({"Reason": "Signed at their visit."})
    office.dana.closes()
    early = office.card("Both sides have signed the sister city agreement with Cascais, Portugal.").text
    assert early.endswith(f"It binds nobody until “{COUNCIL}” is done. Recorded by Dana Ito.")
    assert "Cascais" not in office.asks(office.lee, "/sister list partners")

    decides(office, "Approved", **RESOLUTION)
    office.card("Cascais, Portugal is a sister city of Sierra Vista: both sides have signed")
    assert "Cascais, Portugal: sister city" in office.asks(office.lee, "/sister list partners")
    office.dana.presses("Undo")
    office.dana.closes()
    decides(office, "Denied")
    office.practice.wait_for(lambda: "ended in a denial" in office.card("Both sides have signed").text)
    assert "Cascais" not in office.asks(office.lee, "/sister list partners")


@over_http
def test_the_second_signature_brings_the_news_of_the_first_up_to_date(office: Office) -> None:
    is_approved(office)
    office.opens(office.dana, "/sister sign Cascais")
    office.dana.submits({"We signed on": date(2026, 1, 22), "Our signer": "Mayor Ruth Hall", "News": True})
    assert lines(office)[1] == "The channel hears of it in a moment."
    office.dana.closes()
    first = office.card("The sister city agreement with Cascais, Portugal has its first signature.")

    office.opens(office.dana, "/sister sign Cascais")
    assert "News" not in office.form(office.dana).values
    office.dana.submits({"They signed on": date(2026, 1, 22), "Their signer": "Mayor Ana Lopes"})
    assert lines(office)[3] == "The news that stands in the channel is brought up to date in place."
    assert office.card("Cascais, Portugal is a sister city of Sierra Vista: both sides").ts == first.ts


@over_http
def test_programs_are_listed_and_what_came_of_them_is_added_later(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    office.opens(office.dana, "/sister exchange")
    office.dana.submits({"City": "Cascais, Portugal"})
    office.dana.submits({"Title": "Pen pals", "From": date(2026, 2, 1), "What came of it": "Nothing yet."})
    assert office.form(office.dana).errors == {
        "What came of it": "It has not begun yet, so nothing can have come of it."
    }
    office.dana.submits({"What came of it": ""})
    office.dana.closes()
    office.wait(days=60)
    office.opens(office.dana, "/sister program Cascais")
    office.dana.submits({"Program": "1. Pen pals"})
    office.dana.submits({"To": date(2026, 3, 20), "What came of it": "40 letters each way."})
    assert lines(office)[:2] == [
        "Cascais, Portugal: program 1 is recorded.",
        "Program 1, “Pen pals”, to test the waters, Feb 1, 2026 to Mar 20, 2026; what came of it: 40 letters each way.",
    ]
    office.dana.closes()
    shown = office.asks(office.lee, "/sister show Cascais")
    assert "program changed; program 1, “Pen pals”" in shown
    assert office.rows(Program, "number", "outcome") == [(1, ""), (1, "40 letters each way.")]


@over_socket
def test_what_follows_a_decision_of_the_council_is_said_and_a_second_return_works_as_the_first(
    office: Office,
) -> None:
    office.records_inquiry("Cascais, Portugal")
    for _ in range(2):
        office.opens(office.dana, "/sister done Cascais")
        office.dana.submits({"Step": "mou"})
        office.dana.submits({"Which of these is there": True, **NOTE})
        office.dana.closes()
        decides(office, "Returned")
        assert lines(office)[:2] == [
            f"Cascais, Portugal: “{COUNCIL}” is recorded.",
            "Returned: back to “Write the Memorandum of Understanding for the Council”.",
        ]
        office.dana.closes()
    decides(office, "Continued", **{"Continued to": date(2026, 2, 5)})
    assert lines(office)[:2] == [
        f"Cascais, Portugal: “{COUNCIL}” is recorded.",
        "Continued to Thu, Feb 5; the step stays open.",
    ]
    office.dana.closes()
    decides(office, "Denied")
    assert lines(office)[1:3] == [
        "The file is closed now. Denied: Minutes of June.",
        "A courtesy letter to them is owed.",
    ]
    office.dana.presses("Write it")
    assert office.form(office.dana).shown.splitlines()[0] == "Cascais, Portugal"
    office.dana.closes()
    office.opens(office.dana, "/sister reopen Cascais")
    office.dana.submits({"Reason": "The Council looks at it again."})
    office.dana.closes()
    decides(office, "Approved", **RESOLUTION)
    assert lines(office)[0] == f"Cascais, Portugal: “{COUNCIL}” is recorded."


@over_socket
def test_whoever_evaluates_is_shown_the_goals_of_the_work_plan(office: Office) -> None:
    is_approved(office)
    day = date(2026, 1, 22)
    office.opens(office.dana, "/sister sign Cascais")
    office.dana.submits(
        {
            "We signed on": day,
            "Our signer": "Mayor Hall",
            "They signed on": day,
            "Their signer": "Mayor Lopes",
        }
    )
    office.dana.closes()
    office.opens(office.dana, "/sister done Cascais")
    office.dana.submits({"Step": "work-plan"})
    office.dana.submits(NOTE)
    office.dana.submits({"Short-term goals": "Two exchanges a year.", "Long-term goals": "A shared school."})
    office.dana.closes()
    office.wait(days=365)

    office.opens(office.dana, "/sister done Cascais")
    office.dana.submits({"Step": "evaluate"})
    office.dana.submits(NOTE)
    assert lines(office)[:3] == [
        "Cascais, Portugal: Evaluate the partnership and adjust it where needed",
        "Short-term goals: Two exchanges a year.",
        "Long-term goals: A shared school.",
    ]
    office.dana.submits(
        {
            "What was reached": "One exchange.",
            "What will change": "Fewer visits.",
            "Next evaluation": date(2028, 1, 22),
        }
    )
    office.dana.closes()
    assert "evaluation on Sat, Jan 22, 2028" in office.asks(office.lee, "/sister show Cascais")
