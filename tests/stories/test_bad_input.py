"""Bad input: nothing is lost, and nothing is half-written."""

from bot.practice.contents import Json
from models.correspondence import Letter
from models.database import WorkspaceDatabase
from models.ledger import Act
from models.outbox import Outbox
from models.prospects import Inquiry, Prospect, StepEntry
from models.requests import Request
from models.workspaces import Workspace
from tests.builders import prospect
from tests.stories.conftest import CHANNEL, Office, over_http, over_socket

WRITTEN = (Act, Prospect, Inquiry, Letter, StepEntry, Outbox, Request)
ODD = [
    "\N{ARABIC LETTER QAF}\N{ARABIC LETTER REH}\N{ARABIC LETTER TEH}\N{ARABIC LETTER BEH}\N{ARABIC LETTER TEH MARBUTA}",
    "\N{RIGHT-TO-LEFT OVERRIDE}siacsaC",
    "Caf\N{LATIN SMALL LETTER E WITH ACUTE} \N{FACE WITH TEARS OF JOY}",
    "<!channel> & <@someone> *bold* `code`",
    "Robert'); DROP TABLE prospects;--",
    "100%_of",
]


KEPT = [city.removeprefix("\N{RIGHT-TO-LEFT OVERRIDE}") for city in ODD]
"""A mark that turns the order of the words after it is left out; all else is kept."""


@over_http
def test_odd_words_are_kept_as_they_were_typed(office: Office) -> None:
    for number, city in enumerate(ODD, start=1):
        office.opens(office.lee, "/sister inquiry")
        office.lee.submits({"City or region": city, "Country": "Portugal", "Notes": f"Notes on {city}"})
        if "Before it is saved" in office.form(office.lee).labels:
            office.lee.submits({"Before it is saved": "It is another place: record it"})
        office.lee.closes()
        assert office.count(Prospect) == [number]
    assert office.rows(Prospect, "title") == sorted(f"{city}, Portugal" for city in KEPT)
    assert office.rows(Inquiry, "notes") == sorted(f"Notes on {city}" for city in KEPT)
    office.practice.wait_for(
        lambda: len([one for one in office.dana.messages(CHANNEL) if not one.ephemeral]) == len(ODD),
        seconds=5 + 2 * len(ODD),  # one a second goes to a channel
    )
    for city in ODD:
        assert "Portugal" in office.asks(office.lee, f"/sister next {city}"), city


@over_socket
def test_any_line_is_answered_and_writes_nothing(office: Office) -> None:
    before = office.count(*WRITTEN)
    longest = [f"{verb}{'x' * 3001}" for verb in ("", "next ", "inquiry ")]
    for number, typed in enumerate([*longest, *ODD, "\0", "log \0", "next \0x"], start=1):
        office.lee.types(f"/sister {typed}", channel=CHANNEL)
        if office.lee.modal:
            office.lee.closes()
            office.asks(office.lee, "/sister help")
        assert len([one for one in office.lee.messages(CHANNEL) if one.ephemeral]) == number
    assert office.count(*WRITTEN) == before


INQUIRY_ERRORS: list[tuple[Json, Json]] = [
    ({"city": {"value": "   "}}, {"City or region": "Please enter the city or region."}),
    ({"city": {"value": "a" * 81}}, {"City or region": "That is too long: at most 80 characters, please."}),
    ({"notes": {"value": "n" * 3001}}, {"Notes": "That is too long: at most 3,000 characters, please."}),
    (
        {"notes": {"value": "one\0two"}},
        {"Notes": "That text holds a character that cannot be kept. Please type it again."},
    ),
    (
        {"country": {"selected_option": {"text": {"type": "plain_text", "text": "Atlantis"}, "value": "ZZ"}}},
        {"Country": "Please choose the country from the list."},
    ),
    ({"received_on": {"selected_date": None}}, {"Date received": "Please choose the date."}),
    (
        {"received_on": {"selected_date": "2026-02-30"}},
        {"Date received": "I couldn't read that date. Please choose it from the calendar."},
    ),
    (
        {"received_on": {"selected_date": "2026-01-23"}},
        {"Date received": "That date is in the future. Use the day it happened."},
    ),
    (
        {"received_on": {"selected_date": "1226-01-23"}},
        {"Date received": "That date is more than a lifetime ago. Please check the year."},
    ),
]


@over_http
def test_each_wrong_answer_is_refused_beside_its_field_and_the_form_can_be_sent_then(office: Office) -> None:
    before = office.count(*WRITTEN)
    form = office.opens(office.lee, "/sister inquiry Cascais, Portugal")
    for answers, errors in INQUIRY_ERRORS:
        good = office.practice.workspace.view(form.id).values
        office.tampers_with_form(office.lee, answers)
        submits_past_the_screen(office)
        assert office.form(office.lee).errors == errors
        assert office.count(*WRITTEN) == before
        office.tampers_with_form(
            office.lee, {name: values[action] for name, values in good.items() for action in values}
        )
    office.lee.submits()
    assert office.form(office.lee).title == "Saved"
    assert office.count(Prospect, Inquiry) == [1, 1]


def submits_past_the_screen(office: Office) -> None:
    """Send the form although its screen would not, as a broken client might."""
    view = office.practice.workspace.view(office.form(office.lee).id)
    for block in view.blocks:
        if block["type"] == "input":
            block["optional"] = True
    office.lee.submits()


@over_socket
def test_ids_that_are_not_of_this_workspace_are_not_found(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    other = another_workspaces_prospect(office)
    office.settles()
    before = office.count(*WRITTEN)
    unknown = "0" * 32

    card = office.card("New inquiry: Cascais")
    for wrong in (other, unknown):
        office.tampers_with_button(card, "do_next", wrong)
        office.dana.presses("do_next", card)
        assert office.answer(office.dana).text == "I couldn't find that city."
    for verb in ("log", "done", "close"):
        for wrong in (other, unknown):
            office.opens(office.dana, f"/sister {verb} Cascais")
            if verb == "done":
                office.dana.submits({"Step": "discuss"})
            office.tampers_with_form(office.dana, carries={"prospect": wrong})
            name, text = (
                ("Summary", "x")
                if verb == "log"
                else ("Reason" if verb == "close" else "Note or reason", "x")
            )
            office.dana.submits({name: text, **({"Evidence": "A note"} if verb == "done" else {})})
            assert office.form(office.dana).shown.splitlines()[0] == "I couldn't find that city."
            office.dana.closes()
            assert office.form(office.dana).values[name] == text
            office.dana.closes()
    office.opens(office.dana, "/sister log")
    office.tampers_with_form(office.dana, {"city": chosen(other)})
    office.dana.submits({"Summary": "x"})
    assert office.form(office.dana).shown.splitlines()[0] == "I couldn't find that city."
    office.dana.closes()
    office.dana.closes()
    office.opens(office.dana, "/sister done Cascais")
    office.tampers_with_form(office.dana, {"step": chosen("no-such-step")})
    office.dana.submits()
    assert office.form(office.dana).errors == {"Step": "That step is no longer there. Please choose again."}
    assert office.count(*WRITTEN) == before


def chosen(value: str) -> Json:
    return {"selected_option": {"text": {"type": "plain_text", "text": "?"}, "value": value}}


def another_workspaces_prospect(office: Office) -> str:
    """Let a commission of another workspace track a city; gives the prospect's id."""
    now = office.practice.clock.now()
    other = WorkspaceDatabase(engine=office.records.engine, workspace_id="T0OTHER")
    with other.transaction(now) as session:
        session.add(Workspace(name="Elsewhere", zone="America/New_York"))
        session.flush()
        return prospect(session).id


@over_http
def test_undo_takes_no_number_but_that_of_an_entry_of_this_workspace(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    office.asks(office.lee, "/sister undo")
    message = office.answer(office.lee)
    acts = office.count(Act)
    for wrong in ("9999", "-1", "1; DROP TABLE acts", "9" * 2000, "\N{SUPERSCRIPT TWO}"):
        office.tampers_with_button(message, "undo_act", wrong)
        office.lee.presses("Undo", message)
        assert office.answer(office.lee).text == "I couldn't find that entry."
        office.practice.workspace.edit(
            office.practice.workspace.message(message.channel, message.ts),
            text=message.text,
            blocks=message.blocks,
        )
    assert office.count(Act) == acts
