"""The path of Cerritos: a local organization applies, and shows what it is."""

import pytest

from models.prospects import StepEntry
from tests.stories.conftest import BEGINNING, Office, over_http, over_socket
from tests.stories.paths import CHOICE, NEEDED, PROOF, begins, completes, kept, opens_step, shown_by, signs

CITY = "Cascais"
RESIDENTS, LISTED = "How many residents", "Out of how many officers and members"
WAITS = "It is handed in, and waits for the tax office"


@pytest.fixture
def applying(office: Office) -> Office:
    """A group that has applied."""
    begins(office, f"{CITY}, Portugal", "cerritos/application")
    return office


@over_http
def test_an_organization_is_taken_from_its_application_to_the_evaluation(applying: Office) -> None:
    goals = ["openings for economic development"]
    completes(applying, CITY, "request", **{CHOICE: goals, "Something else": "Rowing"})
    completes(applying, CITY, "intent")
    completes(applying, CITY, "file")
    completes(applying, CITY, "tax-status", **{"What happened": WAITS, "Note or reason": "Sent by mail."})
    waiting = applying.asks(applying.lee, f"/sister show {CITY}")
    assert "handed in Jan 22, 2026, waiting for the tax office" in waiting
    completes(applying, CITY, "tax-status")
    for step in ("charter", "members", "open-membership"):
        completes(applying, CITY, step)
    completes(applying, CITY, "residents", ["City clerk"], **{RESIDENTS: "25", LISTED: "49"})
    completes(applying, CITY, "council", ["Resolution 26-014"], Decision="Approved")
    signs(applying, CITY, BEGINNING.date())
    completes(applying, CITY, "send-copy")
    completes(applying, CITY, "certificate")
    completes(applying, CITY, "work-plan", ["Pen pals", "A visit each year"])
    completes(applying, CITY, "evaluate", ["Twelve schools write", "More sports"])

    every = {
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
        "set-evaluation",
        "work-plan",
        "evaluate",
    }
    assert kept(applying) == dict.fromkeys(every, "done")
    assert every - shown_by(applying) == {"set-evaluation"}
    record = applying.asks(applying.lee, f"/sister show {CITY}")
    for told in (
        "chosen: openings for economic development and Rowing",
        "residents: 25 of 49 officers and members; who certified the list: City clerk",
        "City Council, Jan 22, 2026, approved: ",
        "Approved Jan 22, 2026, signed Jan 22, 2026 and recognized Jan 22, 2026",
        "what was reached: Twelve schools write; what will change: More sports",
    ):
        assert told in record, told


@over_socket
def test_a_list_that_falls_short_stays_open_until_a_new_one_reaches_the_share(applying: Office) -> None:
    completes(applying, CITY, "members")
    completes(applying, CITY, "residents", ["City clerk"], **{RESIDENTS: "26", LISTED: "51"})
    assert "residents: 26 of 51 officers and members" in applying.asks(applying.lee, f"/sister show {CITY}")
    opens_step(applying, CITY, "residents")
    applying.dana.submits({NEEDED: True, RESIDENTS: "27", LISTED: "26", "Link": f"{PROOF}list"})
    assert applying.form(applying.dana).errors == {
        RESIDENTS: "There cannot be more residents than officers and members."
    }
    applying.dana.closes()
    completes(applying, CITY, "residents", ["City clerk"], **{RESIDENTS: "27", LISTED: "51"})

    numbers = [
        (state, kept["part"], kept["whole"])
        for step, state, kept in applying.rows(StepEntry, "step_id", "state", "numbers")
        if step == "residents"
    ]
    assert numbers == [("done", 27, 51), ("reopened", 26, 51)]
