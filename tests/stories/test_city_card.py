"""What a city's card offers: a nudge, a step that is not needed, the rest behind "More…", a long entry in full."""

from tests.stories.conftest import CHANNEL, Office, over_http, over_socket


@over_socket
def test_while_they_owe_the_next_word_a_nudge_of_ours_is_one_tap_away(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    office.opens(office.dana, "/sister log Cascais")
    office.dana.submits({"Direction": "We sent it", "Summary": "Our answer."})
    office.dana.closes()
    office.wait(days=12)

    said = office.asks(office.dana, "/sister next Cascais")
    assert "Waiting on Cascais since Thu, Jan 22 (12 days)." in said
    assert office.answer(office.dana).buttons == [
        "Mark done",
        "Log correspondence",
        "Log a nudge",
        "Share here",
    ]
    office.dana.presses("Log a nudge", office.answer(office.dana))
    assert office.form(office.dana).values["Direction"] == "We sent it"
    office.dana.closes()
    assert office.asks(office.lee, "/sister next").startswith(
        "No deadline falls in the next 14 days, but a goal of ours does. The next meeting is Thu, Feb 26. "
        "Waiting on others: Cascais, Portugal: "
    )


@over_http
def test_everything_else_is_behind_more_by_what_one_may_do(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    office.asks(office.dana, "/sister next Cascais")
    office.dana.chooses("More…", "more", office.answer(office.dana))
    assert office.answer(office.dana).buttons == [
        "History",
        "Change owner",
        "Change a date",
        "Edit",
        "Add to agenda",
        "Write a letter",
        "Add a note",
        "Papers",
        "Close",
    ]
    office.dana.presses("Close", office.answer(office.dana))
    assert office.form(office.dana).title == "Close a file"
    office.dana.closes()


@over_socket
def test_a_long_entry_is_cut_in_the_history_and_told_in_full_by_its_button(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal", notes="They would like to exchange schools. " * 20)
    said = office.asks(office.lee, "/sister show Cascais")
    assert said.endswith("….")
    office.lee.presses("Open", office.answer(office.lee))
    whole = office.answer(office.lee)
    assert whole.text.count("They would like to exchange schools.") == 20
    assert whole.text.startswith("Cascais, Portugal: one entry. Thu, Jan 22, Sam Lee: inquiry recorded; ")
    assert whole.buttons == ["History"]


@over_socket
def test_the_first_signature_is_told_and_the_city_is_listed_among_the_signed(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    assert office.asks(office.lee, "/sister list signed") == "No agreement is signed yet."
    office.opens(office.dana, "/sister sign Cascais")
    office.dana.submits(
        {
            "We signed on": "2026-01-22",
            "Our signer": "Carmen Montano, Mayor",
            "Link": "https://city.example/agreement",
        }
    )
    assert office.form(office.dana).title == "Save it anyway?"
    office.dana.submits({"Reason": "The Council meets next week."})
    office.dana.closes()
    assert "We signed Thu, Jan 22 (Carmen Montano, Mayor). They have not signed yet." in office.asks(
        office.lee, "/sister next Cascais"
    )
    assert office.asks(office.lee, "/sister list signed").startswith(
        "Cities with an agreement. No. 1. Cascais, Portugal: "
    )


@over_socket
def test_what_changed_on_a_card_is_told_in_its_thread_and_taken_back_there(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    card = office.card("New inquiry")
    office.opens(office.dana, "/sister owner Cascais")
    office.dana.submits({"New owner": "Sam Lee", "Reason": "Dana is ill."})
    told = office.card("Cascais, Portugal: owner changed")
    assert (told.thread_ts, told.text) == (
        card.ts,
        "Cascais, Portugal: owner changed; to Sam Lee. Recorded by Dana Ito on Thu, Jan 22.",
    )
    assert told.channel == CHANNEL
    office.dana.presses("Undo")
    office.dana.closes()
    assert office.card("Cascais, Portugal: taken back: owner changed;").ts == told.ts


@over_http
def test_a_step_that_the_policy_lets_be_left_out_is_not_needed_in_two_taps(office: Office) -> None:
    office.opens(office.lee, "/sister inquiry Cascais, Portugal")
    office.lee.submits({"Who started it?": "cerritos/application"})
    office.lee.closes()
    office.asks(office.dana, "/sister next Cascais")
    office.dana.chooses("Not needed", "more", office.answer(office.dana))
    form = office.form(office.dana)
    assert (form.title, form.values["What happened"]) == (
        "Complete a step",
        "It is not needed (waive it, with a reason)",
    )
    office.dana.submits({"Note or reason": "They asked by telephone."})
    assert office.form(office.dana).errors == {}
    assert office.form(office.dana).title == "Saved"
    office.dana.closes()
