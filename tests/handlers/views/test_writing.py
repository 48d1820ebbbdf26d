from hypothesis import given
from hypothesis import strategies as st

from handlers.views.kit import OPTION_LIMIT, SECTION_LIMIT
from handlers.views.letters import WHAT
from handlers.views.writing import in_sections
from models.rules.letter_texts import LETTERS


@given(st.lists(st.text(alphabet="ab ", max_size=SECTION_LIMIT * 2), max_size=5).map("\n".join))
def test_a_letter_of_any_length_is_shown_whole_in_sections_that_slack_takes(text: str) -> None:
    sections = in_sections(text)

    assert [len(each) <= SECTION_LIMIT for each in sections] == [True] * len(sections)
    assert "".join("".join(sections).split()) == "".join(text.split())


def test_a_letter_of_usual_length_stays_in_one_piece() -> None:
    assert in_sections("Dear Ana,\n\nThank you.") == ["Dear Ana,\n\nThank you."]


def test_the_log_knows_every_sort_of_letter_by_a_name_of_its_list() -> None:
    assert [text.logged_as for text in LETTERS if text.logged_as not in WHAT] == []


def test_the_title_of_every_letter_can_be_read_in_full() -> None:
    assert [text.title for text in LETTERS if len(text.title) > OPTION_LIMIT] == []
