"""What thumbs and phone keyboards make of a line is understood; and nothing is recorded on a guess."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from handlers.grammar import NotUnderstood, Understood, understand
from handlers.usage import WRITES, writes
from handlers.verbs import VERBS
from models.rules.names import fold

CITIES = {"loreto", "sariaya", "evora", "new taipei city"}
WORDS = [(verb.name, word) for verb in VERBS for word in (verb.name, *verb.synonyms)]
CURLY = {"'": "\N{RIGHT SINGLE QUOTATION MARK}", "-": "\N{EN DASH}", " ": "\N{NO-BREAK SPACE}"}
ACCENTS = {"e": "é", "a": "ä", "o": "ò", "n": "ñ", "u": "û"}
LONG = [verb.name for verb in VERBS if len(verb.name) > 4]  # a typo of a shorter word may be another word


def by_phone(word: str, capital: str, ending: str, changes: dict[str, str]) -> str:
    """Write a word as a phone's keyboard does."""
    written = "".join(changes.get(letter, letter) for letter in word)
    return {"first": written.capitalize(), "all": written.upper(), "none": written}[capital] + ending


@given(
    st.sampled_from(WORDS),
    st.sampled_from(["first", "all", "none"]),
    st.sampled_from(["", " ", ".", "?", "!", " ?", "\N{NO-BREAK SPACE}"]),
    st.sampled_from([{}, CURLY, ACCENTS, CURLY | ACCENTS]),
)
def test_every_word_is_understood_however_a_phone_writes_it(
    word: tuple[str, str], capital: str, ending: str, changes: dict[str, str]
) -> None:
    name, said = word
    found = understand(by_phone(said, capital, ending, changes), CITIES)
    assert isinstance(found, Understood)
    assert (found.verb.name, found.rest, found.read_as) == (name, "", None)


@given(
    st.sampled_from(sorted(CITIES)),
    st.sampled_from(["first", "all", "none"]),
    st.sampled_from(["", ".", "?"]),
)
def test_every_city_is_found_however_a_phone_writes_it(city: str, capital: str, ending: str) -> None:
    found = understand(by_phone(city, capital, ending, CURLY | ACCENTS), CITIES)
    assert isinstance(found, Understood)
    assert (found.verb.name, fold(found.rest)) == ("next", city)


def typos(word: str) -> list[str]:
    """Make every word that one slip of a thumb makes of a word: a letter left out, doubled, or swapped with the next."""
    places = range(len(word))
    swapped = [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in places[:-1]]
    return (
        [word[:at] + word[at + 1 :] for at in places]
        + [word[:at] + word[at : at + 1] + word[at:] for at in places]
        + swapped
    )


def test_one_slip_is_read_as_the_verb_and_said_or_the_verb_is_offered_or_it_is_asked() -> None:
    known = {fold(word) for _, word in WORDS}
    astray = []
    for name in LONG:
        for typed in typos(name):
            found = understand(typed, CITIES)
            if typed in known or typed == name:
                continue
            said = isinstance(found, Understood) and found.verb.name == name and found.read_as == typed
            offered = isinstance(found, NotUnderstood) and name in [verb.name for verb in found.near]
            if not (said or offered):
                astray.append((name, typed, found))
    assert astray == []


@given(
    st.sampled_from(sorted(WRITES)),
    st.data(),
    st.sampled_from(["", " add A letter", " pause until Dec 1", " resume"]),
)
def test_nothing_is_recorded_on_a_guess(name: str, data: st.DataObject, rest: str) -> None:
    typed = data.draw(st.sampled_from(typos(name)))
    if typed != name and typed not in {fold(word) for _, word in WORDS}:
        assert not writes(f"{typed}{rest}")


@given(st.text(max_size=40))
def test_no_line_at_all_is_recorded_unless_it_begins_with_the_verb_that_writes(line: str) -> None:
    words = {fold(word) for verb in VERBS if verb.name in WRITES for word in (verb.name, *verb.synonyms)}
    assert not writes(line) or any(fold(line).startswith(word) for word in words)
