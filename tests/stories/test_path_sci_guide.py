"""The path of Sister Cities International's guide: from a plan at home to the first evaluation."""

import pytest

from tests.stories.conftest import BEGINNING, Office, over_socket
from tests.stories.paths import CHOICE, begins, completes, kept, shown_by, signs

CITY = "Cascais"


@pytest.mark.slow
@over_socket
def test_a_community_is_taken_from_its_plan_to_the_evaluation(office: Office) -> None:
    begins(office, f"{CITY}, Portugal", "sci-guide/partnership")
    completes(office, CITY, "plan")
    completes(office, CITY, "research")
    completes(office, CITY, "contacts", ["Kim Roe, volunteer", "Dana Ito, mayor's office"])
    completes(office, CITY, "introduce")
    completes(office, CITY, "correspond")
    completes(office, CITY, "work-plan", ["Pen pals", "A visit each year"])
    completes(office, CITY, "visit", **{CHOICE: ["volunteers"], "Something else": "the choir"})
    completes(office, CITY, "trial", **{CHOICE: ["youth pen pals"]})
    completes(office, CITY, "agreement")
    completes(office, CITY, "approve")
    signs(office, CITY, BEGINNING.date())
    completes(office, CITY, "send-copy")
    completes(office, CITY, "certificate")
    completes(office, CITY, "implement")
    completes(office, CITY, "evaluate", ["Twelve schools write", "More sports"])

    every = {
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
    }
    assert kept(office) == dict.fromkeys(every, "done")
    assert every - shown_by(office) == {"set-evaluation"}
    record = office.asks(office.lee, f"/sister show {CITY}")
    for told in (
        "volunteer contact: Kim Roe, volunteer; contact in the mayor's office: Dana Ito, mayor's office",
        "chosen: volunteers and the choir",
        "Approved Jan 22, 2026, signed Jan 22, 2026 and recognized Jan 22, 2026",
        "short-term goals: Pen pals; long-term goals: A visit each year",
        "what was reached of the work plan: Twelve schools write; what will change: More sports",
    ):
        assert told in record, told
