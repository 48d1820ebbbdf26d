"""Past inquiries from pasted lines: previewed, corrected, recorded in one piece, taken back."""

from models.changes import INQUIRY_CARD
from models.ledger import Act
from models.outbox import Outbox
from models.prospects import Prospect
from scheduler.limits import MOST_CARDS
from tests.stories.conftest import CHANNEL, Office, over_http, over_socket

LINES = "Cascais, Portugal, 2019-03-20\nTena, Ecuador, Mar 3, 2018"


def form_lines(office: Office) -> list[str]:
    return office.form(office.dana).shown.splitlines()


def test_lines_are_previewed_corrected_and_recorded_and_all_taken_back(office: Office) -> None:
    office.opens(office.dana, "/sister import")
    before = office.count(Act)
    office.dana.submits({"Cities": LINES.replace("Ecuador", "Ecuadr")})
    assert form_lines(office)[:4] == [
        "1 thing to put right below; nothing is recorded before.",
        (
            'Line 2, country: "Ecuadr" is no country that is known. Did you mean "Ecuador"? '
            'Expected two letters such as "MX", or the English name such as "Mexico".'
        ),
        "1 file would be recorded:",
        "Line 1: Cascais, Portugal: closed file on “They wrote to us, Milpitas, California”, begun Mar 20, 2019",
    ]
    assert office.form(office.dana).submit == "Check again"

    office.dana.submits({"Cities": LINES})
    assert form_lines(office)[:3] == [
        "2 files would be recorded:",
        "Line 1: Cascais, Portugal: closed file on “They wrote to us, Milpitas, California”, begun Mar 20, 2019",
        "Line 2: Tena, Ecuador: closed file on “They wrote to us, Milpitas, California”, begun Mar 3, 2018",
    ]
    assert (office.form(office.dana).submit, office.count(Act)) == ("Record 2", before)

    office.dana.submits()
    assert form_lines(office)[0] == "Recorded 2 inquiries: Cascais, Portugal; Tena, Ecuador."
    assert office.count(Prospect) == [2]
    assert "past inquiry imported" in office.asks(office.lee, "/sister show Tena")

    office.dana.presses("Undo", in_=office.form(office.dana))
    assert form_lines(office)[0] == "Taken back: 2 imported inquiries. The record keeps both."
    office.dana.closes()
    assert "Tena" not in office.asks(office.lee, "/sister list closed")


@over_socket
def test_what_was_recorded_before_is_said_and_left(office: Office) -> None:
    for _ in range(2):
        office.opens(office.dana, "/sister import")
        office.dana.submits({"Cities": LINES})
        shown = form_lines(office)
        if office.form(office.dana).submit == "Record 2":
            office.dana.submits()
        office.dana.closes()

    assert (shown[0], office.count(Prospect)) == ("Recorded already, and left as it is:", [2])


@over_http
def test_the_cards_of_an_import_do_not_flood_the_channel(office: Office) -> None:
    towns = ("Avila", "Bejar", "Cuenca", "Denia", "Elche")
    office.opens(office.dana, "/sister import")
    given = {"Cities": "\n".join(f"{town}, Spain, 2025-12-01" for town in towns)}
    office.dana.submits({**given, "What became of them": "Open: still to be worked on"})
    office.dana.submits()
    assert "Their cards go to the channel on working mornings, three a day at most." in form_lines(office)
    office.dana.closes()

    def is_told() -> bool:
        later = [at for kind, at in office.rows(Outbox, "kind", "next_at") if kind == INQUIRY_CARD and at]
        return len(later) == len(towns) - MOST_CARDS and min(later) > office.practice.clock.now()

    office.practice.wait_for(is_told)
    cards = [message for message in office.dana.messages(CHANNEL) if message.text.startswith("New inquiry")]
    assert len(cards) == MOST_CARDS


@over_socket
def test_only_officers_import(office: Office) -> None:
    assert office.asks(office.lee, "/sister import") == (
        "Only the chair (Ngozi Okafor) or staff (Dana Ito) can import what is past. I changed nothing."
    )


@over_http
def test_nothing_is_recorded_that_was_not_seen_first(office: Office) -> None:
    office.opens(office.dana, "/sister import")
    office.dana.submits({"Cities": LINES})
    office.dana.submits({"Cities": f"{LINES}\nLoja, Ecuador, 2020-01-02"})

    assert (office.form(office.dana).submit, office.count(Prospect)) == ("Record 3", [0])
