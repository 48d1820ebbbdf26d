"""How the channel's digest reads, on screen and aloud."""

from datetime import date

from bot.practice.reading import lines_of
from handlers.views.digests import digest_message
from models.rules.digests import Digest, Group

TODAY = date(2025, 11, 17)
GROUPS = (
    Group(heading="Overdue", lines=("Loreto, Mexico: request form, since Fri, Nov 14",)),
    Group(heading="Coming up", lines=("Meeting: Thu, Dec 4, 6:00 PM",)),
)


def drawn(**said: object) -> tuple[str, list[str]]:
    """Draw a digest; gives its text and what stands on the screen."""
    usual = {"about": TODAY, "meeting_on": None, "groups": GROUPS, "by": "Dana Ito"}
    message = digest_message(Digest(**{**usual, **said}), TODAY)  # type: ignore[arg-type]  # fields of many types
    return message.text, lines_of(message.as_answer()["blocks"])


def test_it_says_a_line_each_who_set_it_up_and_how_to_stop_it() -> None:
    text, lines = drawn()

    assert text == (
        "Sister cities: week of Mon, Nov 17. Overdue: Loreto, Mexico: request form, since Fri, Nov 14. "
        "Coming up: Meeting: Thu, Dec 4, 6:00 PM. Set up by Dana Ito."
    )
    assert lines == [
        "Sister cities: week of Mon, Nov 17",
        "Overdue",
        "Loreto, Mexico: request form, since Fri, Nov 14",
        "Coming up",
        "Meeting: Thu, Dec 4, 6:00 PM",
        "Set up by Dana Ito.",
        "[Change or stop]",
    ]


def test_what_is_left_out_has_a_button() -> None:
    _, lines = drawn(more=12)

    assert lines[-4:] == [
        "And 12 more lines: press “See the dates”.",
        "Set up by Dana Ito.",
        "[See the dates]",
        "[Change or stop]",
    ]


def test_one_of_the_commission_file_says_so_and_one_before_a_meeting_names_it() -> None:
    text, _ = drawn(by="", meeting_on=date(2025, 11, 18))

    assert text.startswith("Sister cities: before the meeting of Tue, Nov 18. Overdue: ")
    assert text.endswith("Set up in the commission's file.")
