"""How Clerk is doing, as its keepers see it on their Home."""

from datetime import timedelta

from bot.practice.member import Member
from models.outbox import Outbox
from tests.stories.conftest import Office, over_http, over_socket


def home_of(office: Office, person: Member) -> str:
    """Have somebody open their Home; gives what it shows."""
    person.opens_home()
    home = office.practice.wait_for(lambda: person.home)
    assert home is not None
    return home.shown


@over_socket
def test_staff_and_the_chair_see_how_clerk_is_doing_and_members_do_not(office: Office) -> None:
    office.records_inquiry()
    office.card("New inquiry")
    office.practice.wait_for(lambda: "planned 10:0" in home_of(office, office.dana))
    shown = home_of(office, office.okafor)

    assert "How Clerk is doing" in shown
    assert "Reminders last planned 10:0" in shown
    assert "How Clerk is doing" not in home_of(office, office.lee)


@over_http
def test_what_could_not_be_delivered_is_named_to_staff(office: Office) -> None:
    now = office.practice.clock.now()
    with office.records.transaction(now) as session:
        session.add(
            Outbox(
                destination=office.lee.id,
                kind="daily note",
                subject="any",
                key="any",
                last_error="posted once, unseen",
                created_at=now - timedelta(hours=1),
            )
        )

    assert (
        "1 message could not be delivered to Sam Lee. Please ask there whether anything is missing."
        in home_of(office, office.dana)
    )
