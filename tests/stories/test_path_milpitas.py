"""The two paths of Milpitas, from the first contact to the evaluation."""

from models.correspondence import Paper
from models.prospects import Inquiry
from tests.stories.conftest import BEGINNING, Office, over_http, over_socket
from tests.stories.paths import CHOICE, begins, completes, kept, opens_step, shown_by, signs

CITY = "Cascais"
INTERESTS = ["educational", "cultural"]


def agreed_and_approved(office: Office) -> None:
    """Go from the tentative agreement to the registration."""
    completes(office, CITY, "agree", ["Schools of like size"], **{CHOICE: INTERESTS})
    completes(office, CITY, "mou")
    said = completes(office, CITY, "council", ["Resolution 26-014"], Decision="Approved")
    assert said[0] == (
        f"{CITY}, Portugal: “Have the Council review and approve the Memorandum of Understanding” is recorded."
    )
    completes(office, CITY, "register")


def signed_and_evaluated(office: Office) -> str:
    """Go from the signatures to the evaluation a year later; gives the record."""
    today = BEGINNING.date()
    said = signs(office, CITY, today)
    assert said[2] == f"The evaluation is set for Fri, Jan {today.day}, 2027."
    completes(office, CITY, "send-copy")
    completes(office, CITY, "work-plan", ["Pen pals", "A visit each year"])
    office.wait(days=366)
    completes(office, CITY, "evaluate", ["Twelve schools write", "More sports"])
    assert "every step is done" in office.asks(office.lee, "/sister list")
    return office.asks(office.lee, f"/sister show {CITY}")


@over_socket
def test_a_city_that_wrote_is_taken_from_its_inquiry_to_the_evaluation(office: Office) -> None:
    begins(office, f"{CITY}, Portugal", "milpitas/inquiry", **{"How it arrived": "Email"})
    office.opens(office.dana, f"/sister log {CITY}")
    office.dana.submits({"Direction": "We sent it", "Summary": "We thank you, and ask for a letter."})
    office.dana.closes()
    completes(office, CITY, "reply")
    completes(office, CITY, "formal-letters")
    opens_step(office, CITY, "form")
    form = office.dana.uploads("request.pdf", b"%PDF")
    office.dana.submits({"What is there": True, "Evidence": "A file", "File": [form]})
    office.dana.submits({"ask:0": "Commissioner Lee"})
    office.dana.closes()
    completes(office, CITY, "discuss", Evidence="Discussed at a meeting")
    completes(office, CITY, "contact", ["Ana Sousa, Praça 1, Cascais"])
    completes(office, CITY, "research")
    agreed_and_approved(office)
    record = signed_and_evaluated(office)

    every = {
        "reply": "done",
        "formal-letters": "done",
        "form": "done",
        "discuss": "done",
        "contact": "done",
        "research": "done",
        "agree": "done",
        "mou": "done",
        "council": "done",
        "register": "done",
        "sign": "done",
        "send-copy": "done",
        "set-evaluation": "done",
        "work-plan": "done",
        "evaluate": "done",
    }
    assert kept(office) == every
    assert every.keys() - shown_by(office) == {"form", "set-evaluation"}
    office.practice.wait_for(lambda: office.rows(Paper, "name", "step_id") == [("request.pdf", "form")])
    for told in (
        "who filled it in: Commissioner Lee",
        "name and address of their representative: Ana Sousa, Praça 1, Cascais",
        "chosen: educational and cultural; the criteria agreed on: Schools of like size",
        "City Council, Jan 22, 2026, approved: number of the resolution, or the item in the minutes: Resolution 26-014",
        "Sister city: we signed Jan 22, 2026 (Mayor Ruth Hall), they signed Jan 22, 2026 (Mayor Ana Lopes)",
        "Approved Jan 22, 2026, recognized Jan 22, 2026 and signed Jan 22, 2026",
        "short-term goals: Pen pals; long-term goals: A visit each year",
        "what was reached: Twelve schools write; what will change: More sports",
    ):
        assert told in record, told


@over_http
def test_a_city_that_we_reach_out_to_is_taken_from_the_research_to_the_evaluation(office: Office) -> None:
    begins(office, f"{CITY}, Portugal", "milpitas/initiated")
    completes(office, CITY, "research")
    completes(office, CITY, "contact", ["Ana Sousa, Praça 1, Cascais"])
    completes(office, CITY, "form", ["Commissioner Lee"])
    agreed_and_approved(office)
    record = signed_and_evaluated(office)

    every = {
        "research",
        "contact",
        "form",
        "agree",
        "mou",
        "council",
        "register",
        "sign",
        "send-copy",
        "set-evaluation",
        "work-plan",
        "evaluate",
    }
    assert kept(office) == dict.fromkeys(every, "done")
    assert every - shown_by(office) == {"set-evaluation"}
    assert office.rows(Inquiry, "received_on") == [BEGINNING.date()]
    assert "what was reached: Twelve schools write; what will change: More sports" in record
