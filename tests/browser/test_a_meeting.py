"""One whole meeting in the browser as six people: from the posting of its agenda to minutes that are adopted."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Screen, demo, opened

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]

CHAIR = "Ngozi Okafor, member, chair"
STAFF = "Dana Ito, staff"
PRESENT = ["Ngozi Okafor", "Luis Herrera", "Grace Park", "Arjun Singh", "Mei Tran", "Lee Carter", "Dana Ito"]


def test_a_meeting_from_its_posted_agenda_to_adopted_minutes(browser: Browser, tmp_path: Path) -> None:
    with demo(tmp_path) as url:
        page, screen, complaints = opened(browser, f"{url}#U0DANA/C0SISTER", "desktop")
        screen.jumps_to("2026-12-11T10:00")
        screen.asks("/sister agenda add Spring festival budget")
        screen.sees("is on the agenda of Thu, Dec 17 as item 6.")
        records_the_posting(screen)

        screen.jumps_to("2026-12-17T17:55")
        screen.acts_as(CHAIR)
        calls_to_order(screen, PRESENT)
        seats_an_alternate(screen)
        discusses_a_city(screen)
        calls_a_vote(screen)
        members_vote(screen)
        screen.acts_as(CHAIR)
        records_what_was_said(screen)
        closes_the_vote(screen)
        adjourns(screen)
        screen.asks("/sister minutes")
        screen.sees("UNAPPROVED DRAFT")
        screen.sees("NOES: 1 (Mei Tran)")
        screen.sees("CARRIED 4\N{EN DASH}1")

        screen.acts_as(STAFF)
        screen.jumps_to("2027-01-21T10:00")
        records_the_posting(screen)
        screen.jumps_to("2027-01-28T17:58")
        screen.acts_as(CHAIR)
        calls_to_order(screen, PRESENT[:4])
        screen.form().says("4 of 7 present: quorum (4 needed).")
        adopts_the_minutes(screen)
        screen.asks("/sister minutes Dec 17")
        screen.sees("ADOPTED Jan 28, 2027")
        assert complaints == []
        page.close()


def records_the_posting(screen: Screen) -> None:
    screen.asks("/sister meeting")
    screen.presses("Record legal posting")
    form = screen.form("Record legal posting")
    form.fills("Where", "City Hall notice board")
    form.submits("Record the posting")
    saved = screen.form("Saved")
    saved.says("The posting of the agenda is recorded")
    saved.closes()


def calls_to_order(screen: Screen, present: list[str]) -> None:
    screen.asks("/sister meeting")
    screen.presses("Call to order")
    screen.form("Call to order").submits("Call to order")
    screen.form("Meeting").presses("Take the roll")
    roll = screen.form("Take the roll")
    for name in present:
        roll.ticks(name)
    roll.submits("Save the roll")


def seats_an_alternate(screen: Screen) -> None:
    meeting = screen.form("Meeting")
    meeting.says("5 of 7 present: quorum (4 needed).")
    meeting.presses("Seat an alternate")
    seats = screen.form("Seat an alternate")
    seats.picks("Seated for Walter Lindqvist", "Lee Carter")
    seats.submits("Save the seats")
    meeting.says("Lee Carter sits for Walter Lindqvist.")
    meeting.says("6 of 7 seats present: quorum (4 needed).")


def discusses_a_city(screen: Screen) -> None:
    screen.form("Meeting").presses("Public comment taken")
    told = screen.form("Meeting")
    told.says("Recorded: public comment was taken.")
    told.presses("Open an item")
    opens(screen, "5. Cascais, Portugal")
    screen.form("Meeting").presses("Record the outcome")
    outcome = screen.form("Record the outcome")
    outcome.ticks("Discussed")
    outcome.submits("Record outcome")
    saved = screen.form("Saved")
    saved.says("That completes its step")
    saved.presses("Back to the meeting")


def opens(screen: Screen, item: str) -> None:
    form = screen.form("Open an item")
    form.picks("Item", item)
    form.submits("Open the item")


def calls_a_vote(screen: Screen) -> None:
    screen.form().presses("Next item")
    opens(screen, "6. Spring festival budget")
    screen.form("Meeting").presses("Call a vote")
    vote = screen.form("Call a vote")
    vote.fills("Motion", "Approve $500 for the spring festival.")
    vote.picks("Moved by", "Grace Park")
    vote.picks("Seconded by", "Mei Tran")
    vote.submits("Open the vote")
    screen.form("Vote opened").closes()


def members_vote(screen: Screen) -> None:
    screen.acts_as("Grace Park, member")
    screen.presses("Aye")
    screen.sees("Recorded: Aye.")
    screen.acts_as("Mei Tran, member")
    screen.presses("No")
    screen.sees("Recorded: No.")
    screen.sees("1 no (Mei Tran)")
    screen.acts_as("Arjun Singh, member")
    screen.presses("Recuse")
    form = screen.form("Recuse yourself")
    form.fills("Reason", "My firm sells the tents.")
    form.submits("Recuse myself")
    screen.form("Recused").closes()
    screen.sees("1 recused (Arjun Singh)")
    screen.acts_as("Lee Carter, alternate")
    screen.presses("Aye")
    screen.sees("Recorded: Aye.")
    screen.sees("2 aye (Grace Park, Lee Carter (for Walter Lindqvist))")


def records_what_was_said(screen: Screen) -> None:
    screen.chooses("Record spoken votes")
    spoken = screen.form("Spoken votes")
    spoken.picks("Ngozi Okafor", "Aye")
    spoken.picks("Luis Herrera", "Aye")
    spoken.submits("Record the votes")


def closes_the_vote(screen: Screen) -> None:
    recorded = screen.form("Votes recorded")
    recorded.says("Everybody present has voted.")
    recorded.presses("Close the vote")
    screen.form("Close the vote").submits("Close the vote")
    screen.form("Closed").says("Carried 4\N{EN DASH}1, 1 recused, 2 absent")
    screen.form("Closed").closes()
    screen.sees_row("Luis Herrera", "Aye", "spoken")
    screen.sees_row("Mei Tran", "No", "in Slack")
    screen.sees_row("Samira Haddad", "Absent", "did not attend")


def adjourns(screen: Screen) -> None:
    screen.asks("/sister meeting")
    screen.presses("Adjourn")
    screen.form("Adjourn the meeting").submits("Adjourn")
    screen.form("Adjourned").says("is recorded as held.")
    screen.form("Adjourned").closes()


def adopts_the_minutes(screen: Screen) -> None:
    screen.form("Meeting").presses("Open an item")
    opens(screen, "4. Approval of the minutes of Dec 17, 2026")
    screen.form("Meeting").presses("Call a vote")
    vote = screen.form("Call a vote")
    vote.picks("Moved by", "Luis Herrera")
    vote.picks("Seconded by", "Grace Park")
    vote.ticks("Public comment was taken")
    vote.submits("Open the vote")
    screen.form("Vote opened").closes()
    screen.sees("Moved by Luis Herrera, seconded by Grace Park")
    screen.chooses("All aye, except")
    screen.form("All aye, except").submits("Record the votes")
    screen.form("Votes recorded").presses("Close the vote")
    screen.form("Close the vote").submits("Close the vote")
    screen.form("Closed").says("The minutes are adopted")
    screen.form("Closed").closes()
