"""What goes to a person alone is their own business: their files and their meetings, and nothing of another's."""

from __future__ import annotations

from sqlalchemy import select

from models.members import Member
from tests import builders
from tests.stories.conftest import Office, over_socket


@over_socket
def test_a_member_hears_of_their_own_city_alone_and_a_stranger_of_nothing(office: Office) -> None:
    desk = builders.Office(workspace=office.records, now=office.practice.clock.now())
    with office.records.reading() as session:
        lee = session.scalars(select(Member.id).where(Member.slack_id == "U0SAMLEE")).one()
    desk.inquiry("Cascais", country="PT", by="U0DANA")
    desk.inquiry("Braga", country="PT", by="U0DANA", owner_id=lee)
    had = len(office.notes(office.lee))
    office.wait(days=88)

    own, _ = office.note(office.lee, newer_than=had), office.note(office.dana)
    assert ("Braga" in own.shown, "Cascais" in f"{own.text}\n{own.shown}") == (True, False)
    assert office.notes(office.stranger) == []
