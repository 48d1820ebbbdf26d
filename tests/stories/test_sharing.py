"""What one person read alone is shared with the channel: previewed, posted once, and taken back."""

from models.outbox import SHARED, Outbox
from tests.stories.conftest import CHANNEL, Office, over_http, over_socket

SHARED_BY_LEE = "Shared by Sam Lee on Thu, Jan 22."


def shares(office: Office, line: str) -> str:
    """Have the member share the answer to a line; gives what the preview shows."""
    office.asks(office.lee, f"/sister {line}")
    office.lee.presses("Share here", office.answer(office.lee))
    shown = office.form(office.lee).shown
    office.lee.submits()
    office.lee.closes()
    return shown


@over_socket
def test_what_is_next_for_a_city_is_previewed_and_shared_once_without_anybodys_own_words(
    office: Office,
) -> None:
    office.records_inquiry("Cascais, Portugal")
    office.opens(office.dana, "/sister done Cascais")
    office.dana.submits({"Step": "Step 1. Reply to the inquiry in writing"})
    office.dana.closes()
    office.opens(office.dana, "/sister log Cascais")
    office.dana.submits({"Direction": "We sent it", "Summary": "Our answer."})
    office.dana.closes()
    office.opens(office.dana, "/sister park Cascais")
    office.dana.submits({"Reason": "Their mayor left."})
    office.dana.closes()

    preview = shares(office, "next Cascais")
    assert preview.splitlines()[0] == f"Everyone in <#{CHANNEL}> will see this."
    shared = office.card("What's next for Cascais, Portugal")
    assert shared.text.endswith(SHARED_BY_LEE)
    assert "Parked since Thu, Jan 22" in shared.text
    assert "mayor" not in shared.shown + preview
    assert shared.buttons == ["What's next"]
    assert office.rows(Outbox, "kind").count(SHARED) == 1


@over_http
def test_lists_and_dates_are_shared_and_taken_back_by_the_sharer_or_staff_alone(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    shares(office, "list")
    shared = office.card("All cities.")
    assert shared.text.endswith(SHARED_BY_LEE)
    shares(office, "due 100")
    assert office.card("Dates up to Sat, May 2.").text.startswith(
        "Dates up to Sat, May 2. Cascais, Portugal: Reply to the inquiry in writing, Dana Ito, our goal: Thu, Feb 5. "
    )

    office.asks(office.lee, "/sister next")
    office.lee.presses("Share here", office.answer(office.lee))
    office.lee.submits()
    assert office.card("What's next").text.endswith(SHARED_BY_LEE)
    office.lee.presses("Take it back")
    taken = office.card("Sam Lee took back what was shared here.")
    assert taken.channel == CHANNEL
    assert office.form(office.lee).shown.splitlines()[0].startswith("Taken back.")
    office.lee.closes()


@over_socket
def test_from_a_direct_message_it_goes_to_the_commissions_channel(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    office.lee.says("next")
    answer = office.practice.wait_for(
        lambda: next((one for one in office.notes(office.lee) if "Share here" in one.buttons), None)
    )
    assert answer is not None
    office.lee.presses("Share here", answer)
    assert office.form(office.lee).shown.splitlines()[0] == (
        f"Everyone in <#{CHANNEL}> will see this. "
        "You asked in private, so it goes to the commission's channel."
    )
    office.lee.submits()
    office.lee.closes()
    assert office.card("What's next.").text.endswith(SHARED_BY_LEE)


@over_socket
def test_where_clerk_is_not_let_in_the_sharer_is_told_and_tries_again(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    office.card("New inquiry")
    office.practice.workspace.remove_app(CHANNEL)
    shares(office, "next")
    told = office.practice.wait_for(
        lambda: next((one for one in office.notes(office.lee) if "Try again" in one.buttons), None)
    )
    assert told is not None
    assert told.text == (
        "I can't post in the channel where you shared an answer yet. "
        "Type /invite @Clerk there, then press Try again."
    )
    assert told.buttons == ["Try again", "Take it back"]

    office.practice.workspace.join(CHANNEL)
    office.wait(days=1)
    office.lee.presses("Try again", told)
    assert office.form(office.lee).shown.splitlines()[0] == f"Everyone in <#{CHANNEL}> will see this."
    office.lee.submits()
    office.lee.closes()
    assert office.card("What's next.").text.endswith(f"{SHARED_BY_LEE} As of Fri, Jan 23.")


@over_socket
def test_an_answer_in_a_thread_is_shared_in_that_thread(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    card = office.card("New inquiry")
    office.lee.says("@Clerk next", channel=CHANNEL, thread=card)
    answer = office.practice.wait_for(
        lambda: next((one for one in office.lee.messages(CHANNEL) if "Share here" in one.buttons), None)
    )
    assert answer is not None
    office.lee.presses("Share here", answer)
    office.lee.submits()
    office.lee.closes()
    assert office.card("What's next.").thread_ts == card.ts
