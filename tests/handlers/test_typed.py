import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.typed import after_mention, as_typed


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("next Loreto", "next Loreto"),
        ("Trinidad &amp; Tobago", "Trinidad & Tobago"),
        ("&amp;lt;", "&lt;"),
        ("ask <@U0DANA|dana> in <#C0SISTER|sister-cities>", "ask @dana in #sister-cities"),
        ("ask <@U0DANA> in <#C0SISTER>", "ask @someone in #channel"),
        ("<!here> and <!channel>", "@here and @channel"),
        ("<!subteam^S1|@council>", "@council"),
        ("<https://city.example/form>", "https://city.example/form"),
        ("<https://city.example/form|the form>", "the form (https://city.example/form)"),
        ("<mailto:a@city.example|a@city.example>", "mailto:a@city.example"),
    ],
)
def test_what_slack_rewrote_is_read_as_it_was_typed(sent: str, typed: str) -> None:
    assert as_typed(sent) == typed


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("<@U0CLERK> next Loreto", " next Loreto"),
        ("good morning <@U0CLERK>, next", ", next"),
        ("next", "next"),
        ("<@U0CLERK>", ""),
    ],
)
def test_a_mention_asks_what_follows_it(said: str, line: str) -> None:
    assert after_mention(said) == line


@given(st.text())
def test_plain_words_come_back_as_they_were(words: str) -> None:
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert as_typed(escaped) == words
