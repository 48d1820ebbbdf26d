from tests.stories.conftest import CHANNEL, Office, over_socket


def test_a_member_records_an_inquiry_and_asks_what_is_next(office: Office) -> None:
    office.lee.types("/sister inquiry Cascais, Portugal", channel=CHANNEL)
    office.lee.submits({"Notes": "They would like to exchange schools."})

    assert office.lee.modal is not None
    assert office.lee.modal.title == "Saved"
    office.lee.closes()
    assert office.asks(office.lee, "/sister next Cascais") == (
        "Cascais, Portugal: step 1 of 7."
        " Step 2. Discuss the possible relationship at a commission meeting. Dana Ito. 0 of 3 meetings held; the last is Thu, Apr 23."
        " Evidence: discussed at a commission meeting."
        " Third commission meeting after the inquiry of Jan 22, 2026: Feb 26, Mar 26, Apr 23."
        " Step 1. Reply to the inquiry in writing. Dana Ito. Our goal: Thu, Feb 5."
        " Evidence: copy of the written reply. 10 working days after the inquiry of Jan 22, 2026."
        " Waiting on us since Thu, Jan 22 (today)."
    )
    assert office.lee.notices == []


def test_the_card_of_an_inquiry_stands_in_the_channel_and_is_edited_in_place(office: Office) -> None:
    office.lee.types("/sister inquiry Cascais, Portugal", channel=CHANNEL)
    office.lee.submits()
    office.lee.closes()
    first = office.card("New inquiry: Cascais, Portugal.")

    office.dana.types("/sister close Cascais", channel=CHANNEL)
    office.dana.submits({"Reason": "They chose another city."})

    closed = office.card("Cascais, Portugal: closed")
    assert (closed.ts, closed.text) == (
        first.ts,
        "Cascais, Portugal: closed Thu, Jan 22. Its History says why.",
    )


def test_staff_log_the_reply_which_completes_the_step(office: Office) -> None:
    office.lee.types("/sister inquiry Cascais, Portugal", channel=CHANNEL)
    office.lee.submits()
    office.lee.closes()

    office.dana.types("/sister log Cascais", channel=CHANNEL)
    office.dana.submits(
        {
            "Direction": "We sent it",
            "What it is": "Reply",
            "Summary": "Thanked them and sent the form.",
            "This also completes": ["Step 1. Reply to the inquiry in writing"],
        }
    )
    office.dana.closes()

    told = office.asks(office.dana, "/sister next Cascais")
    assert [step.partition(" Evidence: ")[0] for step in told.split(" Step ")[1:]] == [
        "2. Discuss the possible relationship at a commission meeting. Dana Ito. 0 of 3 meetings held; the last is Thu, Apr 23.",
        "1. Move from e-mail to formal letters that settle the fields of interest. Dana Ito. No date set.",
        "2. Get the completed request form. By Cascais. No date set.",
    ]
    assert told.endswith(" Waiting on Cascais since Thu, Jan 22 (today).")


@over_socket
def test_what_was_saved_says_the_goal_in_a_sentence_and_leads_to_the_reply(office: Office) -> None:
    office.opens(office.lee, "/sister inquiry Cascais, Portugal")
    office.lee.submits()
    saved = office.form(office.lee)
    goal = "Our goal: reply to the inquiry in writing by Thu, Feb 5."
    assert (
        f"{goal} 10 working days after the inquiry of Jan 22, 2026." in saved.shown.splitlines(),
        saved.buttons,
    ) == (True, ["Undo", "What's next", "Log the reply"])
    office.lee.presses("Log the reply")
    form = office.form(office.lee)
    assert (form.values["Direction"], form.values["What it is"]) == ("We sent it", "Reply")
