"""The settings: what is set, changed in small forms, with the dates that would move shown first and the way back."""

from sqlalchemy import select

from bot.practice.seen import MessageSeen
from models.ledger import Act
from models.policies import shipped_text
from models.prospects import Prospect
from models.workspaces import PolicyVersion, Workspace
from tests.stories.conftest import BEGINNING, CHANNEL, Office, over_http, over_socket

REPLY = "Reply to the inquiry in writing"
MILPITAS = "Milpitas, California: Focus Areas and Criteria to Establish Sister City Relationships"


def settings(office: Office) -> MessageSeen:
    """Have staff ask for the settings; gives the answer."""
    office.asks(office.dana, "/sister settings")
    return office.answer(office.dana)


def opened(office: Office, button: str) -> None:
    """Have staff open a form of the settings."""
    office.dana.presses(button, in_=settings(office))


def lines(office: Office) -> list[str]:
    """Give the lines of the form before staff."""
    return office.form(office.dana).shown.splitlines()


@over_socket
def test_the_settings_say_what_is_set_and_whoever_may_change_it(office: Office) -> None:
    said = settings(office)

    assert said.text.startswith("Settings of Sierra Vista. Commission: ")
    assert [each for each in said.buttons if each != "Undo"] == [
        "Change commission",
        "Change clocks",
        "Change digest",
        "See step lists",
        "See the roster",
    ]
    assert "Digest: The channel's digest is off." in said.text
    assert office.asks(office.lee, "/sister settings") == (
        "Only the chair (Ngozi Okafor) or staff (Dana Ito) can change the settings. I changed nothing."
    )


@over_socket
def test_a_day_off_shows_which_dates_would_move_before_it_is_saved_and_is_taken_back(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    before = office.count(Act)
    opened(office, "Change clocks")
    day = {"Other days off": "Jan 29, 2026"}
    office.dana.submits(day)
    shown = lines(office)
    assert office.count(Act) == before
    assert shown[:2] == [
        "1 date moves if you save this.",
        f"Cascais, Portugal: our goal for {REPLY} would move from Thu, Feb 5 to Fri, Feb 6.",
    ]

    office.dana.submits()
    assert lines(office)[:2] == ["The settings are changed.", "Days off added: Jan 29 2026."]
    assert "Our goal: Fri, Feb 6" in office.asks(office.lee, "/sister next Cascais")

    office.dana.presses("Undo")
    assert lines(office)[:2] == ["Taken back.", "Days off added: Jan 29 2026."]
    assert "Our goal: Thu, Feb 5" in office.asks(office.lee, "/sister next Cascais")


@over_http
def test_what_cannot_be_is_said_beside_its_field_and_nothing_is_lost(office: Office) -> None:
    opened(office, "Change clocks")
    office.dana.submits({"Days until I ask about an answer": "soon"})
    assert office.form(office.dana).errors == {
        "Days until I ask about an answer": "Please give the days as a number, such as 45."
    }
    office.dana.submits({"Days until I ask about an answer": "30", "Other days off": "31 Nov"})
    assert list(office.form(office.dana).errors) == ["Other days off"]
    office.dana.submits({"Other days off": ""})

    assert lines(office)[:2] == [
        "The settings are changed.",
        "Days until an answer is asked about: 30, instead of 45.",
    ]


@over_socket
def test_past_days_off_leave_the_field_and_are_kept(office: Office) -> None:
    for days in ("Jan 2, 2026\nMar 3, 2026", "Mar 4, 2026"):
        opened(office, "Change clocks")
        office.dana.submits({"Other days off": days})
    assert lines(office)[:3] == [
        "The settings are changed.",
        "Days off added: Mar 4 2026.",
        "Days off removed: Mar 3 2026.",
    ]
    opened(office, "Change clocks")

    assert "Jan 2, 2026" not in office.form(office.dana).shown
    assert "1 other day is kept, past or far ahead." in office.form(office.dana).shown


@over_socket
def test_the_kind_of_a_body_changes_with_a_reason_and_who_approved_it(office: Office) -> None:
    opened(office, "Change commission")
    office.dana.submits({"Kind of body": "Nonprofit board"})
    assert office.form(office.dana).errors == {
        "Approved by": "Please say who approved that the kind of body changes."
    }
    office.dana.submits({"Approved by": "the City Attorney", "Reason": "It was incorporated."})

    said = "kind of body: nonprofit board, instead of city commission, approved by the City Attorney"
    assert said in settings(office).text
    acts = {
        what: (reason, details["changes"])
        for what, reason, details in office.rows(Act, "what", "reason", "details")
    }
    assert acts["settings changed"] == ("It was incorporated.", [said])
    assert "Undo" not in settings(office).buttons


@over_socket
def test_without_a_channel_the_rest_can_still_be_changed(office: Office) -> None:
    with office.records.transaction(BEGINNING) as session:
        session.scalars(select(Workspace)).one().channel = None
    assert "No channel is chosen yet." in settings(office).text
    opened(office, "Change commission")
    office.dana.submits({"City or county": "Sierra Vista, AZ"})

    assert lines(office)[:2] == [
        "The settings are changed.",
        "Name: Sierra Vista, AZ, instead of Sierra Vista.",
    ]


@over_http
def test_who_looks_after_clerk_is_chosen_from_the_roster(office: Office) -> None:
    opened(office, "Change commission")
    office.dana.submits({"Second administrator": "U0STRANGER"})

    assert office.form(office.dana).errors == {
        "Second administrator": "Please choose somebody on the roster, or add them there first."
    }


@over_http
def test_two_officers_at_once_do_not_overwrite_each_other(office: Office) -> None:
    said = settings(office)
    opened(office, "Change commission")
    office.asks(office.okafor, "/sister settings")
    office.okafor.presses("Change commission", in_=office.answer(office.okafor))
    office.okafor.submits({"City or county": "Sierra Vista, AZ", "Second administrator": "U0OKAFOR"})
    office.dana.submits({"Full name of the body": "Friendship Commission"})
    assert lines(office) == [
        "Ngozi Okafor changed these settings meanwhile, so I changed nothing. Please open them again.",
        "[Settings]",
    ]
    office.dana.closes()
    office.dana.closes()

    opened(office, "Change commission")
    office.dana.submits({"Full name of the body": "Friendship Commission"})
    assert lines(office)[:2] == [
        "The settings are changed.",
        "Full name of the body: Friendship Commission, instead of Sierra Vista Sister Cities Commission.",
    ]
    office.dana.closes()
    office.dana.presses("Change digest", in_=said)
    office.okafor.presses("Change digest", in_=office.answer(office.okafor))
    for person in (office.okafor, office.dana):
        person.submits({"Digest": "Each week"})
    assert lines(office)[0].startswith("Ngozi Okafor changed these settings meanwhile")


@over_http
def test_the_name_and_who_else_looks_after_clerk_are_changed_and_taken_back(office: Office) -> None:
    opened(office, "Change commission")
    office.dana.submits({"City or county": "Sierra Vista, CA", "Second administrator": "U0OKAFOR"})
    assert lines(office)[:3] == [
        "The settings are changed.",
        "Name: Sierra Vista, CA, instead of Sierra Vista.",
        "Second administrator: Ngozi Okafor, instead of none.",
    ]
    office.dana.closes()
    said = settings(office)
    assert "Second administrator: Ngozi Okafor." in said.text

    changed = "Name: Sierra Vista, CA, instead of Sierra Vista; second administrator: Ngozi Okafor, instead of none."
    assert said.text.endswith(f"Changed last: {changed[:1].lower()}{changed[1:]}")

    office.dana.presses("Undo", in_=said)
    assert "Second administrator" not in settings(office).text


@over_http
def test_whoever_changed_the_settings_finds_it_among_their_last_entries(office: Office) -> None:
    opened(office, "Change clocks")
    office.dana.submits({"Days until I ask about an answer": "30"})
    office.dana.closes()
    changed = "Settings: days until an answer is asked about: 30, instead of 45."
    assert office.asks(office.dana, "/sister undo") == f"Your last entries. {changed}"
    office.records_inquiry("Cascais, Portugal")
    assert changed not in office.asks(office.lee, "/sister undo")

    office.asks(office.dana, "/sister undo")
    office.dana.presses("Undo", in_=office.answer(office.dana))
    assert office.asks(office.dana, "/sister undo") == (
        "You have no entry that can be taken back. What was said at the set-up is changed in the settings."
    )


@over_socket
def test_a_change_that_was_changed_again_is_not_taken_back(office: Office) -> None:
    for days in ("30", "60"):
        opened(office, "Change clocks")
        office.dana.submits({"Days until I ask about an answer": days})
        if days == "60":
            office.dana.closes()
    first = min(office.rows(Act, "id", "what"), key=lambda row: (row[1] != "settings changed", row[0]))[0]
    office.tampers_with_button(settings(office), "undo_settings", str(first))
    office.dana.presses("Undo", in_=office.answer(office.dana))

    assert office.answer(office.dana).text == (
        "Those settings were changed again since, so I changed nothing. Take the later change back first."
    )


@over_http
def test_the_digest_is_switched_on_posted_once_changed_from_there_and_stopped(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    opened(office, "Change digest")
    office.dana.submits({"Digest": "Each week", "Day of a weekly one": "Friday", "Hour": "10 AM"})
    assert lines(office)[0] == "The channel's digest is each Friday at 10 AM."
    office.dana.closes()

    office.wait(days=1)
    posted = office.card("Sister cities: week of Fri, Jan 23.")
    assert posted.text.endswith("Set up by Dana Ito.")
    assert [name for name in ("Okafor", "Lee") if name in posted.text] == []

    office.lee.presses("Change or stop", in_=posted)
    assert office.answer(office.lee).text == (
        "Only the chair (Ngozi Okafor) or staff (Dana Ito) can change the settings. I changed nothing."
    )
    office.dana.presses("Change or stop", in_=posted)
    office.dana.submits({"Digest": "Off"})
    assert lines(office)[0] == "The channel's digest is off."
    office.dana.closes()
    office.wait(days=7)
    office.settles()
    digests = [each for each in office.dana.messages(CHANNEL) if each.text.startswith("Sister cities:")]
    assert len(digests) == 1


@over_socket
def test_a_step_list_is_read_as_a_person_reads_it(office: Office) -> None:
    opened(office, "See step lists")
    office.dana.presses(f"Read it: {MILPITAS}"[:74] + "…")
    first = office.form(office.dana)
    assert (first.title, "Reply to the inquiry in writing" in first.shown) == ("Step list", True)
    assert lines(office)[0] == MILPITAS

    office.dana.presses("Show more")
    assert (office.form(office.dana).shown != first.shown, lines(office)[0]) == (True, MILPITAS)


@over_http
def test_step_lists_are_taken_up_and_put_out_of_use_and_that_is_taken_back(office: Office) -> None:
    opened(office, "See step lists")
    office.dana.submits({"Step lists for new cities": ["Cities Seeking Cities"]})
    assert lines(office)[0] == "The settings are changed."
    assert lines(office)[1:] == [
        "Step list out of use for new cities: Focus Areas and Criteria to Establish Sister City Relationships.",
        "Step list out of use for new cities: Sister City Designation Policy.",
        "Step list out of use for new cities: Guide to establishing sister city relationships.",
        "Step list added: Cities Seeking Cities.",
        "[Undo]",
        "[Settings]",
    ]
    assert used(office) == ["cities-seeking-cities"]

    office.dana.presses("Undo")
    assert used(office) == ["cerritos", "milpitas", "sci-guide"]


def used(office: Office) -> list[str]:
    """List the step lists that new cities may begin under."""
    return [name for name, current in office.rows(PolicyVersion, "policy_id", "current") if current]


OWN = """id = "own"
title = "Our steps"
place = "Milpitas"
source = "Resolution 1"
[path.inquiry]
title = "They wrote to us"
begun_by = "them"
starts = "inquiry"
[[step]]
id = "reply"
title = "Reply"
who = "staff"
source = "Resolution 1"
due = "30 days after inquiry"
"""


@over_socket
def test_a_step_list_that_is_handed_in_is_checked_shown_and_used_for_new_cities(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    versions = office.rows(Prospect, "policy_version_id")
    opened(office, "See step lists")
    office.dana.presses("Hand in a new one")
    office.dana.submits({"Or its text": OWN.replace("30 days after", "30 moons after")})
    fault = lines(office)
    assert fault[0] == "The step list: 1 to put right"
    assert fault[1].startswith(
        "- step “reply” (line 9), due: “30 moons after inquiry” does not fit. Expected “N UNIT"
    )
    assert fault[-2:] == ["I changed nothing.", "[Settings]"]
    office.dana.closes()
    office.dana.submits({"Or its text": OWN})
    assert lines(office)[0] == "Milpitas: Our steps"

    office.dana.submits()
    assert lines(office)[:2] == ["The settings are changed.", "Step list added: Our steps."]
    assert used(office) == ["cerritos", "milpitas", "own", "sci-guide"]
    assert office.rows(Prospect, "policy_version_id") == versions


@over_socket
def test_of_many_faults_the_first_ten_are_said_whole_and_the_others_counted(office: Office) -> None:
    opened(office, "See step lists")
    office.dana.presses("Hand in a new one")
    office.dana.submits({"Or its text": "".join(f"key{number} = 1\n" for number in range(150))})
    fault = lines(office)

    assert (fault[0], len(fault)) == ("The step list: 156 to put right", 14)
    assert fault[-3:] == ["And 146 more.", "I changed nothing.", "[Settings]"]


@over_http
def test_a_text_that_was_compared_with_one_no_longer_in_use_is_compared_again(office: Office) -> None:
    for person, days in ((office.dana, "20"), (office.okafor, "10")):
        office.asks(person, "/sister settings")
        person.presses("See step lists", in_=office.answer(person))
        person.presses("Hand in a new one")
        person.submits({"Or its text": OWN.replace("30", days)})
        assert "It is new." in office.form(person).shown
    office.okafor.submits()
    office.dana.submits()
    assert lines(office)[0] == (
        "Another text came into use since you handed this one in. It is compared with that one now."
    )
    assert "2 lines differ." in office.form(office.dana).shown
    office.dana.submits()

    assert lines(office)[:2] == ["The settings are changed.", "Step list replaced: Our steps."]


@over_http
def test_a_long_step_list_is_handed_in_as_a_file_and_shown_by_what_differs(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    text = shipped_text("milpitas").replace(
        b"Reply to the inquiry in writing", b"Answer the inquiry in writing"
    )
    opened(office, "See step lists")
    office.dana.presses("Hand in a new one")
    office.dana.submits({"The step list as a file": [office.dana.uploads("ours.toml", text)]})
    shown = lines(office)
    assert (
        "It replaces the one in use. 2 lines differ. 1 city under way stays on the text it began with."
        in shown[2]
    )
    assert [line[:16] for line in shown[3:5]] == ["Gone: 1. Reply t", "New: 1. Answer t"]

    office.dana.submits()
    assert "our goal for" not in office.form(office.dana).shown
    assert used(office) == ["cerritos", "milpitas", "sci-guide"]
    assert "Reply to the inquiry in writing" in office.asks(office.lee, "/sister next Cascais")


@over_http
def test_a_file_that_slack_does_not_give_is_said_beside_the_text_and_nothing_is_changed(
    office: Office,
) -> None:
    opened(office, "See step lists")
    office.dana.presses("Hand in a new one")
    office.practice.faults.fail("files.info")
    office.dana.submits({"The step list as a file": [office.dana.uploads("ours.toml", OWN.encode())]})

    assert office.form(office.dana).errors == {
        "Or its text": "Slack did not give me that file. Please try again, or paste the text."
    }
    assert used(office) == ["cerritos", "milpitas", "sci-guide"]
