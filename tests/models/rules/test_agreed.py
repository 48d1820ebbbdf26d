"""Drafts, signatures and programs in words."""

from datetime import date

from models.rules.agreed import DraftSeen, ProgramSeen, Signatures
from models.rules.register import Begun

DAY = date(2026, 8, 31)
NONE = Signatures(
    tier="sister",
    ours_on=None,
    theirs_on=DAY,
    our_signer="",
    their_signer="Mayor Lopes",
    ends_on=None,
    link="",
)


def test_a_draft_says_its_number_its_day_its_writer_and_what_is_new() -> None:
    draft = DraftSeen(
        number=3, dated_on=DAY, by_whom="Loreto", changes="Schools. ", link="https://c.example/3"
    )
    assert draft.in_words() == (
        "draft 3 of the memorandum, Aug 31, 2026, by Loreto: Schools, see https://c.example/3"
    )


def test_a_signature_that_is_missing_is_said_to_be() -> None:
    assert (NONE.signed_on, NONE.in_words()) == (
        None,
        "sister city: we have not signed yet, they signed Aug 31, 2026 (Mayor Lopes)",
    )


def test_a_program_without_an_end_says_neither_end_nor_outcome() -> None:
    program = ProgramSeen(number=1, title="Pen pals", is_test=True, begins_on=DAY, ends_on=None, outcome="")
    assert program.in_words() == "program 1, “Pen pals”, to test the waters, Aug 31, 2026"


def test_of_the_three_dates_of_a_beginning_only_those_that_are_known_are_said() -> None:
    begun = Begun(approved_on=DAY, recognized_on=date(2026, 10, 1), counts="approved")
    assert (begun.in_words(), Begun().in_words()) == (
        (
            "approved by the Council Aug 31, 2026 (it begins with this), "
            "recognized by Sister Cities International Oct 1, 2026"
        ),
        "",
    )
