import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.letter_choice import Wish, wish_named
from models.rules.letter_texts import LETTERS, REPLY, Rank
from models.rules.protocol import Translation

ID = "0" * 32


@given(
    st.builds(
        Wish,
        prospect_id=st.just(ID),
        text=st.sampled_from(LETTERS),
        signer=st.sampled_from(Rank),
        reader=st.sampled_from(Rank),
        translation=st.sampled_from(Translation),
        their_language=st.text(max_size=60),
    )
)
def test_what_a_button_carries_is_read_back_as_it_was_written(wish: Wish) -> None:
    assert wish_named(wish.key) == wish


@pytest.mark.parametrize(
    "key",
    [
        "",
        ID,
        f"{ID}:reply:mayor:mayor:open",
        f"{ID}:ode:mayor:mayor:open:",
        f"{ID}:reply:king:mayor:open:",
        f"{ID}:reply:mayor:mayor:perhaps:",
    ],
)
def test_anything_else_is_no_letter(key: str) -> None:
    assert wish_named(key) is None


def test_the_longest_wish_fits_into_a_button() -> None:
    longest = Wish(
        prospect_id=ID,
        text=REPLY,
        signer=Rank.COMMISSION,
        reader=Rank.COMMISSION,
        translation=Translation.ENCLOSED,
        their_language="x" * 60,
    )

    assert len(longest.key) + len("letter:") <= 2000
