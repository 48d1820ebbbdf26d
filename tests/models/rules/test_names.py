import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.names import fold


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("São  Tomé\u00a0", "sao tome"),
        ("ŁÓDŹ", "lodz"),
        ("Großrosseln", "grossrosseln"),
        ("Hawai\u02bbi", "hawai'i"),
        ("L\u2019Aquila", "l'aquila"),
        ("Bergisch\u2013Gladbach", "bergisch-gladbach"),
        ("D\u0130YARBAKIR", "diyarbakir"),
        ("Ærøskøbing", "aeroskobing"),
        ("\uff34\uff4f\uff4b\uff59\uff4f", "tokyo"),
        ("東京", "東京"),
        ("", ""),
    ],
)
def test_spellings_of_one_name_fold_alike(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@given(st.text())
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzàéîõü '-"))
def test_case_never_matters(text: str) -> None:
    assert fold(text.upper()) == fold(text)
