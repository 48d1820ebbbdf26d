"""How two texts of a policy differ, and how a text is cut into parts."""

from hypothesis import given
from hypothesis import strategies as st

from models.policies import shipped_policies, shipped_text
from models.rules.policy_changes import changed_lines, pages
from models.rules.policy_printer import policy_in_words
from models.rules.policy_reader import read_policy

TEXT = shipped_text("milpitas")
BEFORE = read_policy(TEXT, name="milpitas")


def test_what_goes_and_what_comes_is_said_in_order() -> None:
    after = read_policy(
        TEXT.replace(b"10 working days after inquiry", b"5 working days after inquiry"), name="ours"
    )

    assert [str(line) for line in changed_lines(BEFORE, after)] == [
        "Gone: Our goal: 10 working days after inquiry",
        "New: Our goal: 5 working days after inquiry",
    ]


def test_the_same_text_differs_in_nothing_and_of_a_new_one_every_line_comes() -> None:
    lines = changed_lines(None, BEFORE)

    assert changed_lines(BEFORE, BEFORE) == ()
    assert [line.text for line in lines] == [
        line.strip() for line in policy_in_words(BEFORE).splitlines() if line.strip()
    ]
    assert all(line.is_new for line in lines)


@given(st.integers(min_value=50, max_value=3_000))
def test_every_part_fits_and_nothing_is_lost(most: int) -> None:
    for policy in shipped_policies():
        parts = pages(policy, most)

        assert max(map(len, parts)) <= most
        assert "".join("".join(parts).split()) == "".join(policy_in_words(policy).split())
