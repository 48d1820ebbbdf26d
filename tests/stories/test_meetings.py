"""The calendar of meetings, and who can attend."""

from models.ledger import Act
from models.meetings import Meeting, MovedDate, Posting, Regret
from tests.stories.conftest import Office, over_http, over_socket

DISCUSS = "Cascais, Portugal: Discuss the possible relationship at a commission meeting"


def kept(office: Office) -> list[tuple[str, str, str]]:
    """List the meetings on the calendar: day, kind, status."""
    return [(str(on), kind, status) for on, kind, status in office.rows(Meeting, "on", "kind", "status")]


def show(office: Office, button: str) -> None:
    """Have staff look at the next meeting and press a button of its card."""
    office.asks(office.dana, "/sister meeting")
    office.dana.presses(button, office.answer(office.dana))


def test_the_next_meeting_is_shown_with_what_each_person_may_do(office: Office) -> None:
    assert office.asks(office.lee, "/sister meeting") == (
        "Thu, Jan 22, 6:00 PM: regular meeting. Agenda was to be posted by Mon, Jan 19, 6:00 PM. "
        "No legal posting is recorded. After that: Thu, Feb 26, 6:00 PM; Thu, Mar 26, 6:00 PM; Thu, Apr 23, 6:00 PM."
    )
    assert office.answer(office.lee).buttons == ["Agenda", "I can't attend", "Calendar file"]
    office.asks(office.dana, "/sister meetings")
    assert office.answer(office.dana).buttons == [
        "Agenda",
        "Calendar file",
        "Record legal posting",
        "Schedule",
        "Move the meeting",
        "Cancel the meeting",
    ]
    office.wait(hours=5)
    office.asks(office.okafor, "/sister meeting")
    assert "Call to order" in office.answer(office.okafor).buttons
    assert (
        office.asks(office.lee, "/sister meeting schedule")
        == "Only the chair (Ngozi Okafor) or staff (Dana Ito) can keep the calendar of meetings. I changed nothing."
    )
    assert office.asks(office.stranger, "/sister meeting").startswith(
        "Clerk keeps records for the Sierra Vista Sister Cities Commission."
    )


@over_socket
def test_a_special_meeting_on_a_holiday_is_flagged_and_stays_where_it_was_put(office: Office) -> None:
    show(office, "Schedule")
    form = office.form(office.dana)
    assert (form.values["Type"], form.values["Date"], form.values["Start"]) == (
        "Regular",
        "2026-06-25",
        "18:00",
    )
    assert "Agenda must be posted by Mon, Jun 22, 6:00 PM." in form.shown
    office.dana.fills({"Type": "Special"})
    office.dana.fills({"Date": "2026-02-16"})
    shown = office.form(office.dana).shown
    assert "Agenda must be posted by Sun, Feb 15, 6:00 PM. Do it by Fri, Feb 13." in shown
    assert "Mon, Feb 16 is Presidents' Day. Staff decide whether to move it." in shown
    office.dana.submits({"Place": "City Hall"})
    assert office.form(office.dana).shown.splitlines() == [
        "The special meeting of Mon, Feb 16 is on the calendar.",
        "Agenda must be posted by Sun, Feb 15, 6:00 PM. Do it by Fri, Feb 13.",
        "Mon, Feb 16 is Presidents' Day. Staff decide whether to move it.",
        "No deadline changed.",
        *("[Meeting]", "[Agenda]", "[Move the meeting]", "[Cancel the meeting]"),
    ]
    assert ("2026-02-16", "special", "scheduled") in kept(office)


@over_http
def test_a_cancelled_meeting_is_told_at_once_with_the_dates_it_moves_and_can_be_put_back(
    office: Office,
) -> None:
    office.wait(days=1)
    office.records_inquiry("Cascais, Portugal", Date_received="2026-01-22")
    form = office.opens(office.dana, "/sister meeting cancel")
    assert (form.title, form.submit, form.close) == ("Cancel a meeting", "Cancel the meeting", "Keep it")
    office.dana.submits({"Reason": "Storm."})
    moved = f"{DISCUSS} moved from Thu, Apr 23 to Thu, May 28, because the meeting of Feb 26 was cancelled."
    assert office.form(office.dana).shown.splitlines() == [
        "The regular meeting of Thu, Feb 26 is cancelled. I am telling the channel and everybody on the roster.",
        "Priya Singh is not on Slack; please tell them.",
        moved,
        *("[Meeting]", "[Put it back]"),
    ]
    told = office.card("The regular meeting", office.lee)
    assert told.text == (
        "The regular meeting of Thu, Feb 26 is cancelled: Storm. The next meeting is Thu, Mar 26, 6:00 PM."
    )
    assert "Cancelled by Dana Ito. Please don't discuss here; suggest it for the agenda." in told.shown
    assert len(office.rows(MovedDate, "cause")) == 1
    assert "May 28, 2026, because the meeting of Feb 26 was cancelled" in office.asks(
        office.lee, "/sister show Cascais"
    )

    office.dana.presses("Put it back")
    assert office.form(office.dana).values["Date"] == "2026-02-26"
    office.dana.submits()
    assert office.form(office.dana).shown.splitlines()[0] == (
        "The regular meeting of Thu, Feb 26 is back on the calendar."
    )
    office.card("The regular meeting of Thu, Feb 26 was cancelled and is on again: Thu, Feb 26, 6:00 PM.")
    assert ("2026-02-26", "regular", "scheduled") in kept(office)


@over_socket
def test_two_who_cancel_at_once_cancel_once(office: Office) -> None:
    office.opens(office.dana, "/sister meeting cancel")
    office.opens(office.okafor, "/sister meeting cancel")
    office.dana.submits({"Reason": "Storm."})
    office.okafor.submits({"Reason": "The hall is flooded."})
    assert office.form(office.okafor).shown.splitlines()[0] == (
        "Dana Ito cancelled that meeting already, so I changed nothing."
    )
    assert office.rows(Act, "what", "actor_name").count(("meeting cancelled", "Dana Ito")) == 1
    assert [row for row in office.rows(Act, "what", "actor_name") if row[1] == "Ngozi Okafor"] == []


@over_socket
def test_a_meeting_is_moved_with_a_reason_and_who_comes_later_is_told(office: Office) -> None:
    office.opens(office.okafor, "/sister meeting move")
    office.opens(office.dana, "/sister meeting move")
    office.dana.fills({"Date": "2026-01-29"})
    office.dana.submits()
    assert office.form(office.dana).errors == {
        "Reason": "Please give the reason; it is kept with the record."
    }
    office.dana.submits({"Reason": "The hall is taken."})
    assert (
        office.form(office.dana).shown.splitlines()[0]
        == "The regular meeting is now on Thu, Jan 29, 6:00 PM."
    )
    office.okafor.fills({"Date": "2026-01-30"})
    office.okafor.submits({"Reason": "The hall is taken."})
    assert office.form(office.okafor).shown.splitlines()[0] == (
        "Dana Ito moved that meeting meanwhile, so I changed nothing."
    )
    assert ("2026-01-29", "regular", "scheduled") in kept(office)


@over_socket
def test_a_meeting_whose_form_is_delivered_twice_is_scheduled_once(office: Office) -> None:
    before = len(kept(office))
    office.opens(office.dana, "/sister meeting schedule")
    office.practice.faults.duplicate_next("action", copies=2)
    office.dana.submits()

    assert len(kept(office)) == before + 1
    assert office.rows(Act, "what").count("meeting scheduled") == 1


@over_socket
def test_without_a_meeting_on_the_calendar_there_is_none_to_cancel(office: Office) -> None:
    office.wait(days=200)
    assert office.asks(office.lee, "/sister meeting") == (
        "No meeting is on the calendar. Ask your staff to schedule one."
    )
    assert office.asks(office.dana, "/sister meeting cancel") == "No meeting is on the calendar."
    assert office.opens(office.dana, "/sister meeting pattern").title == "Set the pattern"


@over_socket
def test_the_deadline_of_an_agenda_is_counted_in_elapsed_hours_over_a_clock_change(office: Office) -> None:
    show(office, "Schedule")
    office.dana.fills({"Date": "2026-03-09"})
    office.dana.fills({"Start": "19:00"})
    assert "Agenda must be posted by Fri, Mar 6, 6:00 PM." in office.form(office.dana).shown
    office.dana.submits()
    show(office, "Record legal posting")
    office.dana.submits({"Posted on": "2026-01-22", "At": "09:30", "Where": "City Hall"})
    assert office.form(office.dana).shown.splitlines() == [
        "The posting of the agenda is recorded for the regular meeting of Thu, Jan 22.",
        "That was after the deadline, so it is recorded as late.",
        *("[Correct the posting]", "[Agenda]", "[Meeting]"),
    ]
    assert office.rows(Posting, "place", "posted_by") == [("City Hall", "Dana Ito")]
    assert (
        "Legally posted at City Hall, Thu, Jan 22, 9:30 AM, by Dana Ito: late, after the deadline."
        in office.asks(office.lee, "/sister meeting")
    )


@over_socket
def test_what_nobody_recorded_counts_as_held_until_staff_record_what_happened(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal", Date_received="2026-01-20")
    office.wait(days=5)
    unrecorded = "Regular meeting of Thu, Jan 22 is not recorded. It counts as held."
    assert office.asks(office.okafor, "/sister meeting").endswith(unrecorded)
    assert unrecorded not in office.asks(office.lee, "/sister meeting")
    office.asks(office.dana, "/sister meeting")
    office.dana.presses("Record what happened", office.answer(office.dana))
    office.dana.fills({"What happened": "It was adjourned to another date"})
    assert "Continued on" in office.form(office.dana).labels
    office.dana.fills({"What happened": "It met without a quorum"})
    assert "Continued on" not in office.form(office.dana).labels
    office.dana.submits()
    assert office.form(office.dana).shown.splitlines() == [
        "The regular meeting of Thu, Jan 22 is recorded as held without a quorum.",
        (
            f"{DISCUSS} moved from Thu, Mar 26 to Thu, Apr 23, "
            "because the meeting of Jan 22 was recorded as held without a quorum."
        ),
        *("[Meeting]", "[Change the record]"),
    ]


@over_socket
def test_the_pattern_adds_what_is_missing_and_points_out_days_off(office: Office) -> None:
    office.asks(office.dana, "/sister meeting")
    office.dana.chooses("Set the pattern", "more_meeting", office.answer(office.dana))
    form = office.form(office.dana)
    assert (form.values["Which week of the month"], form.values["Day of the week"]) == ("Fourth", "Thursday")
    office.dana.submits({"Until": "2026-12-01", "Months": ["May", "Jun", "Sep", "Nov"]})
    assert office.form(office.dana).shown.splitlines() == [
        "3 meetings added: Thu, Jun 25; Thu, Sep 24; Thu, Nov 26.",
        "Thu, Nov 26 is Thanksgiving Day. Staff decide whether to move it.",
        "No deadline changed.",
        *("[Meeting]", "[Schedule]"),
    ]


@over_socket
def test_the_home_shows_the_next_meeting(office: Office) -> None:
    office.lee.opens_home()
    home = office.lee.home
    assert home is not None
    assert "Next meeting: Thu, Jan 22, 6:00 PM" in home.shown
    office.lee.presses("I can't attend", home)
    assert office.form(office.lee).shown.startswith("Noted: you can't attend.")
    assert office.rows(Regret, "attends") == [False]


@over_socket
def test_an_older_form_takes_back_nothing_that_a_member_has_said_since(office: Office) -> None:
    office.asks(office.dana, "/sister meeting")
    office.dana.chooses("Who can't attend?", "more_meeting", office.answer(office.dana))
    office.asks(office.lee, "/sister meeting")
    office.lee.presses("I can't attend", office.answer(office.lee))
    office.dana.submits({"Who can't attend?": ["Priya Singh"]})
    assert "Can't attend: Priya Singh and Sam Lee." in office.form(office.dana).shown


@over_http
def test_a_posting_that_was_recorded_wrongly_is_corrected_with_a_reason(office: Office) -> None:
    for day, where in (("2026-01-20", "City Hall"), ("2026-01-21", "Library")):
        office.opens(office.dana, "/sister meeting posting")
        office.dana.submits({"Posted on": day, "At": "09:30", "Where": where})
    office.dana.presses("Correct the posting")
    office.dana.submits({"Which posting": posting("City Hall, Tue, Jan 20")})
    assert office.form(office.dana).values["Posted on"] == "2026-01-20"
    office.dana.submits({"Posted on": "2026-01-19", "Reason": "Read off the notice board."})
    assert office.form(office.dana).shown.splitlines() == [
        "The posting of the agenda for the regular meeting of Thu, Jan 22 is corrected. The earlier entry stays in the record.",
        *("[Meeting]", "[Agenda]"),
    ]
    assert "Legally posted at City Hall, Mon, Jan 19, 9:30 AM" in office.asks(office.lee, "/sister meeting")
    office.asks(office.dana, "/sister meeting")
    office.dana.chooses("Correct the posting", "more_meeting", office.answer(office.dana))
    office.dana.submits({"Which posting": posting("Library, Wed, Jan 21")})
    office.dana.submits(
        {"Not posted": ["It was not posted: take the entry back"], "Reason": "Wrong meeting."}
    )
    assert "is taken back." in office.form(office.dana).shown
    assert len(office.rows(Posting, "place")) == 3


def posting(where: str) -> str:
    """Name a posting as the menu does."""
    return f"Legally posted at {where}, 9:30 AM, by Dana Ito: late, after the deadline."[:74] + "…"
