"""Paths that go wrong in every way that the documents allow."""

import pytest

from tests.builders import shipped_text
from tests.stories.conftest import Office, over_http, over_socket
from tests.stories.paths import NEEDED, PROOF, begins, completes, kept, opens_step
from tests.stories.test_path_cerritos import LISTED, RESIDENTS
from tests.stories.test_path_search import SEARCH, narrowed_down, works_by

CITY = "Cascais"
MOU = "Write the Memorandum of Understanding for the Council"
RETURNED = f"opened again: “{MOU}”"


def record(office: Office, city: str = CITY) -> str:
    return office.asks(office.lee, f"/sister show {city}")


def decides(office: Office, decision: str, note: str, **further: object) -> list[str]:
    """Have staff record what the Council decided, early where it is early; gives the lines said."""
    opens_step(office, CITY, "council")
    early = {"Order": True} if "Order" in office.form(office.dana).labels else {}
    given = {NEEDED: True, "Evidence": "A note", "Note or reason": note, "Decision": decision}
    office.dana.submits({**early, **given})
    office.dana.submits(further)
    form = office.form(office.dana)
    assert (form.title, form.errors) == ("Saved", {})
    office.dana.closes()
    return form.shown.splitlines()


def turns(office: Office, verb: str, reason: str) -> None:
    """Have staff close the file, or open it again."""
    office.opens(office.dana, f"/sister {verb} {CITY}")
    office.dana.submits({"Reason": reason})
    office.dana.closes()


@pytest.mark.slow
@over_socket
def test_a_memorandum_comes_back_twice_is_continued_and_denied_and_the_file_opens_again(
    office: Office,
) -> None:
    begins(office, f"{CITY}, Portugal", "milpitas/inquiry")
    for round_ in ("first", "second"):
        completes(office, CITY, "mou")
        decides(office, "Returned", f"The {round_} time.")
        assert kept(office)["mou"] == "reopened"
    assert record(office).count(RETURNED) == 2
    completes(office, CITY, "mou")
    decides(office, "Continued", "No time that evening.", continued_to="2026-02-19")
    said = decides(office, "Denied", "No money this year.", **{"ask:0": "Item 7"})
    assert "The file is closed now. Denied: No money this year." in said

    denied = record(office)
    for told in (
        "Closed because: Denied: No money this year.",
        "City Council, Jan 22, 2026, returned: note: The first time.",
        "City Council, Jan 22, 2026, returned: note: The second time.",
        "City Council, Jan 22, 2026, continued: to Feb 19, 2026; note: No time that evening.",
        "in the minutes: Item 7; note: No money this year.",
    ):
        assert told in denied, told
    turns(office, "reopen", "The Council looks at it again.")
    decides(office, "Approved with changes", "For two years only.", **{"ask:0": "Resolution 26-020"})
    assert "Resolution 26-020; conditions: For two years only." in record(office)


@over_http
def test_a_city_does_not_answer_is_parked_and_withdraws(office: Office) -> None:
    begins(office, f"{CITY}, Portugal", "milpitas/inquiry")
    for letter in ("Our answer.", "We ask once more.", "Our last letter."):
        office.opens(office.dana, f"/sister log {CITY}")
        office.dana.submits({"Direction": "We sent it", "Summary": letter})
        office.dana.closes()
        office.wait(days=50)
    assert "Waiting on Cascais since" in record(office)
    office.opens(office.dana, f"/sister park {CITY}")
    office.dana.submits({"Reason": "Their mayor left."})
    office.dana.closes()
    assert "Parked since" in record(office)
    turns(office, "close", "They withdrew.")

    withdrawn = record(office)
    assert "Closed because: They withdrew." in withdrawn
    assert "silence parked; reason: Their mayor left." in withdrawn


@over_socket
def test_an_organization_fails_the_share_misses_its_filing_and_is_denied(office: Office) -> None:
    begins(office, f"{CITY}, Portugal", "cerritos/application")
    completes(office, CITY, "members")
    for part, whole in (("26", "51.5"), ("0", "0")):
        opens_step(office, CITY, "residents")
        given = {NEEDED: True, RESIDENTS: part, LISTED: whole, "Link": f"{PROOF}list"}
        office.dana.submits({**given, "Evidence": "A link"})
        refused = bool(office.form(office.dana).errors)
        if not refused:
            office.dana.submits({"ask:0": "City clerk"})
        office.dana.closes()
        assert (whole, refused) in {("51.5", True), ("0", False)}
    completes(office, CITY, "residents", ["City clerk"], **{RESIDENTS: "26", LISTED: "51"})
    assert kept(office)["residents"] == "reopened"
    assert "26 of 51 officers and members" in record(office)

    office.wait(days=130)
    assert "verdue" in office.asks(office.lee, f"/sister next {CITY}")
    decides(office, "Denied", "Too few live here.")
    assert "Closed because: Denied: Too few live here." in record(office)


@over_http
def test_a_search_runs_over_a_year_and_its_dues_are_waived(office: Office) -> None:
    works_by(office, shipped_text("cities-seeking-cities"))
    begins(office, "", "cities-seeking-cities/member", **{"Name of the search": SEARCH})
    narrowed_down(office)
    opens_step(office, SEARCH, "dues-waiver")
    assert "Order" in office.form(office.dana).labels
    office.dana.closes()
    office.wait(days=366)
    completes(office, SEARCH, "dues-waiver")
    assert kept(office)["dues-waiver"] == "done"
