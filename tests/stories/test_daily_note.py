"""What can be done from the daily note."""

from sqlalchemy import select

from models.askers import asker_of
from models.commission import commission_of
from models.completing import complete_step
from models.evidence import Completion
from models.inquiries import NewInquiry, record_inquiry
from models.members import Member
from models.rules.steps import State
from tests.stories.conftest import BEGINNING, Office, over_http, over_socket


def applies(office: Office) -> None:
    """Record the application of a local group, whose nonprofit has 120 days to file."""
    with office.records.transaction(BEGINNING) as session:
        owner = session.scalars(select(Member.id).where(Member.slack_id == "U0DANA")).one()
        new = NewInquiry(
            city="Hakusan",
            country="JP",
            path="cerritos/application",
            received_on=BEGINNING.date(),
            owner_id=owner,
        )
        asker, commission = asker_of(session, "U0DANA"), commission_of(session)
        recorded = record_inquiry(session, new, asker, commission, BEGINNING)
        exempt = Completion(
            prospect_id=recorded.prospect.id,
            step_id="tax-status",
            state=State.DONE,
            done_on=BEGINNING.date(),
            reason="They have been exempt for years.",
            ticked={"need": (0,)},
        )
        complete_step(session, exempt, asker, commission, BEGINNING)


def waits(office: Office, days: int) -> None:
    """Let days pass, once Clerk has planned the day on which it was started."""
    office.wait(days=days)


@over_socket
def test_a_text_to_mail_to_the_organization_is_one_tap_away(office: Office) -> None:
    applies(office)
    waits(office, days=60)
    note = office.note(office.dana)

    office.dana.presses("Text to mail", in_=note)
    shown = office.form(office.dana).shown
    assert [line for line in shown.splitlines() if line][:4] == [
        "About: Hakusan, Japan, File as a nonprofit organization",
        "Our record shows one step of yours as open: File as a nonprofit organization.",
        (
            "It is due by May 22, 2026, 60 days from now. How that day was counted:"
            " 120 days after the application of Jan 22, 2026."
        ),
        "What we need from you: proof of filing.",
    ]
    office.dana.closes()
    office.asks(office.dana, "/sister next Hakusan")
    office.dana.presses(
        "Text to mail: Hakusan, File as a nonprofit organization", in_=office.answer(office.dana)
    )
    assert office.form(office.dana).shown == shown


@over_http
def test_a_member_says_from_the_note_that_they_cannot_come(office: Office) -> None:
    had = len(office.notes(office.lee))
    waits(office, days=33)
    note = office.note(office.lee, newer_than=had)
    assert note.text == "The Sierra Vista Sister Cities Commission meets Thu, Feb 26, 6:00 PM."

    office.lee.presses("I can't attend", in_=note)
    office.practice.wait_for(lambda: office.notes(office.lee)[had].edited)
    assert office.notes(office.lee)[had].text == f"{note.text} You have said that you can't attend."


@over_http
def test_a_posting_is_recorded_from_the_note_that_asks_for_it_and_from_the_one_that_misses_it(
    office: Office,
) -> None:
    waits(office, days=28)
    ahead = office.note(office.dana)
    office.wait(days=5)
    office.practice.wait_for(lambda: len(office.notes(office.dana)) > 1)
    missed = office.notes(office.dana)[-1]
    assert ["Record posting" in note.buttons for note in (ahead, missed)] == [True, True]

    office.dana.presses("Record posting", in_=missed)
    office.dana.submits({"Posted on": "2026-02-23", "At": "14:00", "Where": "City Hall"})
    ended = "The regular meeting of Thu, Feb 26. Agenda posted."
    office.practice.wait_for(
        lambda: [ended in note.text for note in office.notes(office.dana)[:2]] == [True, True]
    )
