"""A silence that is parked, and a deadline that is put off by agreement."""

from models.ledger import Act
from tests.stories.conftest import Office, over_http, over_socket

DISCUSS = "Discuss the possible relationship at a commission meeting"


def written_to(office: Office) -> None:
    """Record an inquiry and log a letter of ours."""
    office.records_inquiry("Cascais, Portugal")
    office.opens(office.dana, "/sister log Cascais")
    office.dana.submits({"Direction": "We sent it", "Summary": "Our answer."})
    office.dana.closes()


@over_socket
def test_a_silence_is_parked_shown_everywhere_and_taken_up_again(office: Office) -> None:
    written_to(office)
    office.wait(days=40)
    office.opens(office.dana, "/sister park Cascais")
    office.dana.submits({"Reason": "Their mayor left."})
    parked = "Parked since Mar 3: Their mayor left. No answer since Thu, Jan 22 (40 days)."
    assert office.form(office.dana).shown.splitlines()[0] == f"Cascais, Portugal: {parked}"
    office.dana.closes()

    for line in ("next Cascais", "next", "list waiting", "show Cascais"):
        assert parked in office.asks(office.lee, f"/sister {line}")
    card = office.practice.wait_for(
        lambda: next((one for one in office.dana.messages("C0SISTER") if "Parked since" in one.text), None)
    )
    assert card is not None
    assert "mayor" not in card.shown + office.asks(office.stranger, "/sister list")

    office.opens(office.dana, "/sister park Cascais")
    assert office.form(office.dana).title == "Ask again"
    office.dana.submits()
    assert office.form(office.dana).shown.splitlines()[0] == (
        "I'll ask again. Cascais, Portugal: Waiting on Cascais since Thu, Jan 22 (40 days)."
    )
    office.dana.presses("Undo")
    office.dana.closes()
    assert parked in office.asks(office.lee, "/sister next Cascais")


@over_http
def test_the_button_after_parking_takes_it_up_again(office: Office) -> None:
    written_to(office)
    office.opens(office.dana, "/sister park Cascais")
    office.dana.submits({"Reason": "Their mayor left."})
    office.dana.presses("Ask again")

    assert office.form(office.dana).shown.splitlines()[0] == (
        "I'll ask again. Cascais, Portugal: Waiting on Cascais since Thu, Jan 22 (today)."
    )


@over_socket
def test_a_deadline_is_extended_with_the_old_date_in_sight_and_taken_back(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    office.wait(days=60)
    office.opens(office.dana, "/sister extend Cascais")
    given = {"New date": "2026-04-23", "Agreed by": "the City Council", "Reason": "Their elections."}
    office.dana.submits(given)
    assert office.form(office.dana).errors == {
        "New date": "An extension is later than Thu, Apr 23, the deadline now."
    }
    office.dana.submits({**given, "New date": "2026-06-30"})
    assert office.form(office.dana).shown.splitlines()[:2] == [
        f"Cascais, Portugal: “{DISCUSS}” is now due Tue, Jun 30 instead of Thu, Apr 23.",
        "Agreed by the City Council. Reason: Their elections.",
    ]
    office.dana.closes()

    both = "due Tue, Jun 30 (extended from Apr 23"
    for line in ("next Cascais", "list", "show Cascais"):
        assert both in office.asks(office.lee, f"/sister {line}").replace("Due", "due")
    shown = office.answer(office.lee).shown
    assert (
        f"deadline extended; “{DISCUSS}”: Apr 23, 2026 to Jun 30, 2026, because the City Council agreed to it; "
        "reason: Their elections"
    ) in shown
    card = office.practice.wait_for(
        lambda: next(
            (one for one in office.dana.messages("C0SISTER") if "extended from Apr 23" in one.text), None
        )
    )
    assert card is not None

    assert "deadline extended" in office.asks(office.dana, "/sister undo")
    office.dana.presses("Undo", in_=office.answer(office.dana))
    assert "extended" not in office.asks(office.lee, "/sister next Cascais")


@over_http
def test_an_extension_to_a_day_off_says_by_when_to_do_it(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    office.opens(office.dana, "/sister extend Cascais")
    office.dana.submits({"New date": "2026-05-25", "Agreed by": "the City Council", "Reason": "Elections"})

    assert office.form(office.dana).shown.splitlines()[:3] == [
        f"Cascais, Portugal: “{DISCUSS}” is now due Mon, May 25 instead of Thu, Apr 23.",
        "Agreed by the City Council. Reason: Elections.",
        "Mon, May 25 is Memorial Day: do it by Fri, May 22.",
    ]


@over_http
def test_whose_deadline_is_asked_first_where_no_city_was_named(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    before = office.count(Act)
    office.opens(office.dana, "/sister extend")
    office.dana.submits({"City": "Cascais, Portugal"})
    form = office.form(office.dana)

    assert (form.title, form.shown.splitlines()[0]) == ("Extend a deadline", "Cascais, Portugal")
    assert office.asks(office.lee, "/sister extend Cascais") == (
        "Only the chair (Ngozi Okafor) or staff (Dana Ito) can extend a deadline. I can put it on the next agenda for you."
    )
    assert office.count(Act) == before
