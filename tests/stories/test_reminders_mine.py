"""One's own reminders: the form, a pause that is typed, somebody else's."""

from models.ledger import Act
from models.members import Member, Pause
from tests.stories.conftest import Office, over_http, over_socket

PAUSED = "Paused until Fri, May 1. Dana Ito gets what is yours meanwhile."
USUAL = "Your reminders come once a day, at 9 AM."


@over_socket
def test_a_pause_is_typed_and_acts_at_once_with_the_way_back(office: Office) -> None:
    assert office.asks(office.lee, "/sister remind pause until May 1, 2026") == PAUSED
    office.lee.presses("Resume now", in_=office.answer(office.lee))
    assert office.answer(office.lee).text == USUAL
    assert office.asks(office.lee, "/sister pause until May 1, 2026") == PAUSED
    assert office.asks(office.lee, "/sister remind resume") == USUAL
    assert office.rows(Act, "what", "actor")[1:] == [("reminders changed", "U0SAMLEE")] * 4
    assert office.rows(Pause, "until").count(None) == 2


@over_http
def test_a_pause_is_typed_in_a_direct_message_too(office: Office) -> None:
    had = office.notes(office.lee)
    office.lee.says("pause until May 1, 2026")
    answer = office.note(office.lee, newer_than=len(had))

    assert (answer.text, office.notes(office.lee)) == (PAUSED, [*had, answer])


@over_socket
def test_what_cannot_be_read_or_has_come_already_is_said_and_nothing_is_paused(office: Office) -> None:
    said = [
        office.asks(office.lee, f"/sister remind pause until {day}")
        for day in ("31 Nov", "Jan 2", "Feb 2, 2027", "yesterday")
    ]

    assert said == [
        "I couldn't read “31 Nov”. Try “Nov 30” or “next Friday”.",
        (
            "Jan 2 has passed. For a day ahead type one such as “Jan 29”; "
            "for next year write the year: “Jan 2, 2027”."
        ),
        "That is more than a year ahead. A pause of a year is the longest; please check the date.",
        "Jan 21, 2026 has come already. Name the day on which you are back.",
    ]
    assert office.count(Pause) == [0]


@over_http
def test_the_form_sets_how_often_when_and_who_stands_in(office: Office) -> None:
    form = office.opens(office.lee, "/sister reminders")
    assert form.title == "My reminders"
    assert form.shown.splitlines()[-1] == "No reminder is waiting."
    office.lee.submits(
        {
            "How often": "Weekly",
            "Hour of the note": "2 PM",
            "Pause until": "2026-04-01",
            "Who gets it meanwhile": "Ngozi Okafor",
        }
    )
    said = office.form(office.lee).shown.splitlines()[0]
    office.lee.presses("Resume now")
    resumed = office.form(office.lee).shown.splitlines()[0]

    assert said == "Saved. Paused until Wed, Apr 1. Ngozi Okafor gets what is yours meanwhile."
    assert resumed == "Your reminders come once a week, at 2 PM."
    assert ("weekly", 14) in office.rows(Member, "rhythm", "note_hour")


@over_socket
def test_a_pause_is_ended_in_the_form_that_says_it(office: Office) -> None:
    office.asks(office.lee, "/sister remind pause until May 1, 2026")
    form = office.opens(office.lee, "/sister remind")
    assert form.shown.splitlines()[:2] == [PAUSED, "[Resume now]"]
    office.lee.presses("Resume now")

    assert office.form(office.lee).shown.splitlines()[0] == USUAL
    assert office.rows(Pause, "until").count(None) == 1


@over_http
def test_a_pause_of_many_weeks_is_asked_for_twice(office: Office) -> None:
    office.opens(office.lee, "/sister remind")
    office.lee.submits({"How often": "Weekly", "Pause until": "2026-05-01"})
    assert office.form(office.lee).values["So long?"] == []
    office.lee.submits({"Pause until": "2026-05-29"})
    assert office.count(Pause) == [0]
    office.lee.submits({"So long?": ["Yes, until Fri, May 29: 18 weeks"]})

    said = "Saved. Paused until Fri, May 29. Dana Ito gets what is yours meanwhile."
    assert office.form(office.lee).shown.splitlines()[0] == said
    office.lee.presses("My reminders")
    office.lee.submits({"How often": "One note a day"})
    assert office.form(office.lee).shown.splitlines()[0] == said


@over_socket
def test_a_rhythm_that_is_typed_opens_the_form_with_it(office: Office) -> None:
    form = office.opens(office.lee, "/sister remind weekly")

    assert form.values["How often"] == "Weekly"
    office.lee.submits()
    assert office.form(office.lee).shown.splitlines()[0] == "Saved. Your reminders come once a week, at 9 AM."
    office.lee.closes()
    office.lee.says("remind daily")
    (offer,) = office.practice.wait_for(
        lambda: [one for one in office.notes(office.lee) if one.text.startswith("A form shows")]
    )
    office.lee.presses("My reminders", in_=offer)
    assert office.form(office.lee).values["How often"] == "One note a day"


@over_socket
def test_the_chair_stands_in_for_the_only_staff_and_reads_nothing_of_themselves(office: Office) -> None:
    forms = [office.opens(person, "/sister remind") for person in (office.dana, office.okafor)]

    assert [form.values["Who gets it meanwhile"] for form in forms] == [
        "The chair",
        "Nobody: staff get them",
    ]
    assert ["still goes to the chair" in form.shown for form in forms] == [True, False]


@over_socket
def test_a_word_that_is_only_nearly_understood_opens_the_form_and_pauses_nothing(office: Office) -> None:
    form = office.opens(office.lee, "/sister remidn pause until May 1, 2026")

    assert (form.title, office.count(Pause)) == ("My reminders", [0])
    office.lee.submits()
    office.lee.submits({"So long?": ["Yes, until Fri, May 1: 14 weeks"]})
    assert office.form(office.lee).shown.splitlines()[0] == f"Saved. {PAUSED}"


@over_http
def test_staff_pause_somebody_who_is_ill(office: Office) -> None:
    office.opens(office.dana, "/sister remind")
    office.dana.presses("For someone else")
    office.dana.submits({"Whose reminders": "Sam Lee"})
    assert office.form(office.dana).shown.splitlines()[0] == "Sam Lee"
    office.dana.submits({"Pause until": "2026-04-01"})
    said = office.form(office.dana).shown.splitlines()[0]

    assert said == "Saved. Sam Lee is paused until Wed, Apr 1. Dana Ito gets what is theirs meanwhile."
    told = "Your reminders are paused until Wed, Apr 1. Dana Ito did this and gets them meanwhile."
    office.practice.wait_for(lambda: any(one.text == told for one in office.notes(office.lee)))
    assert office.asks(office.lee, "/sister remind pause until May 1, 2026") == PAUSED


@over_socket
def test_a_member_changes_nobody_elses_reminders(office: Office) -> None:
    (dana,) = [row[0] for row in office.rows(Member, "id", "name") if row[1] == "Dana Ito"]
    office.opens(office.lee, "/sister remind")
    assert "For someone else" not in office.form(office.lee).shown
    office.tampers_with_form(office.lee, carries={"member": dana})
    office.lee.submits({"Pause until": "2026-05-01"})

    assert office.form(office.lee).shown.splitlines()[0] == (
        "Only the chair (Ngozi Okafor) or staff (Dana Ito) can change somebody else's reminders. I changed nothing."
    )
    assert office.count(Pause) == [0]


@over_socket
def test_while_somebody_is_away_their_notes_go_to_whoever_stands_in_and_lists_show_all(
    office: Office,
) -> None:
    office.records_inquiry("Cascais, Portugal")
    office.asks(office.dana, "/sister remind pause until May 1, 2026")
    office.wait(days=88)
    office.practice.wait_for(
        lambda: any("For Dana Ito, back May 1." in one.text for one in office.notes(office.okafor))
    )

    assert [one.text for one in office.notes(office.dana) if "Cascais" in one.text] == []
    assert office.asks(office.dana, "/sister list open").startswith("Open cities. No. 1. Cascais, Portugal: ")
