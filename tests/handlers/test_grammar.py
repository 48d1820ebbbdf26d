import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.grammar import NotUnderstood, Understood, understand, verb_named
from handlers.verbs import VERBS

CITIES = {"loreto", "sariaya", "itapetinga", "tena", "toledo", "new taipei city", "pan-chao", "banciao"}


def meant(line: str) -> tuple[str, str]:
    found = understand(line, CITIES)
    assert isinstance(found, Understood)
    return found.verb.name, found.rest


@pytest.mark.parametrize(
    ("line", "verb", "rest"),
    [
        ("", "menu", ""),
        ("   ", "menu", ""),
        ("?", "help", ""),
        ("help log", "help", "log"),
        ("next", "next", ""),
        ("Next Loreto", "next", "Loreto"),
        ("what's next", "next", ""),
        ("What’s next?", "next", ""),
        ("whats next Loreto?", "next", "Loreto"),
        ("todo", "next", ""),
        ("status mine", "next", "mine"),
        ("Loreto", "next", "Loreto"),
        ("LORETO.", "next", "LORETO"),
        ("Itapetínga", "next", "Itapetínga"),
        ("new taipei city", "next", "new taipei city"),
        ("new taipei", "next", "new taipei"),
        ("inquiry Sariaya, Philippines", "inquiry", "Sariaya, Philippines"),
        ("new Sariaya", "inquiry", "Sariaya"),
        ("letter Tena", "log", "Tena"),
        ("due 90", "due", "90"),
        ("calender", "due", ""),
        ("what is next?", "next", ""),
        ("Next: Loreto", "next", "Loreto"),
        ("next – “Loreto”", "next", "Loreto"),
        ("“Loreto”", "next", "Loreto"),
        ("loreto…", "next", "loreto"),
        ("/sister next Loreto", "next", "Loreto"),
        ("/sister", "menu", ""),
        ("Hi!", "menu", ""),
        ("thank you.", "menu", ""),
        ("roll", "roll", ""),
        ("roll call Loreto", "vote", "Loreto"),
        ("agenda add The school’s “Bridges” plan", "agenda", "add The school’s “Bridges” plan"),
        ("finish Loreto", "done", "Loreto"),
    ],
)
def test_a_line_means_one_thing(line: str, verb: str, rest: str) -> None:
    assert meant(line) == (verb, rest)


@pytest.mark.parametrize(
    ("typed", "verb"),
    [
        ("nxt", "next"),
        ("inquirey", "inquiry"),
        ("agneda", "agenda"),
        ("remider", "remind"),
        ("rooster", "roster"),
        ("deadlins", "due"),
        ("hlep", "help"),
        ("hstory", "show"),
        ("correspondance Tena", "log"),
    ],
)
def test_a_near_miss_of_a_verb_is_read_as_that_verb_and_says_so(typed: str, verb: str) -> None:
    found = understand(typed, CITIES)
    assert isinstance(found, Understood)
    assert (found.verb.name, found.read_as) == (verb, typed.split(maxsplit=1)[0])


@pytest.mark.parametrize("typed", ["who are you", "say something", "you there"])
def test_small_talk_is_not_taken_for_a_verb(typed: str) -> None:
    assert understand(typed, CITIES) == NotUnderstood(typed=typed)


@pytest.mark.parametrize("typed", ["sarayia", "itapatinga", "lareto"])
def test_a_near_miss_of_a_city_is_looked_up_as_a_city(typed: str) -> None:
    assert meant(typed) == ("next", typed)


@pytest.mark.parametrize(("typed", "rival"), [("Tena", "agenda"), ("Toledo", "todo")])
def test_a_city_wins_over_a_verb_that_is_like_it(typed: str, rival: str) -> None:
    assert meant(typed) == ("next", typed), rival


def test_a_word_that_is_like_two_verbs_is_asked_about() -> None:
    found = understand("metting", CITIES)
    assert isinstance(found, NotUnderstood)
    assert [verb.name for verb in found.near] == ["settings", "meeting"]


def test_a_word_like_nothing_is_not_understood() -> None:
    assert understand("fundraise", CITIES) == NotUnderstood(typed="fundraise")


def test_a_beginning_that_fits_one_verb_is_that_verb() -> None:
    assert meant("inq Sariaya") == ("inquiry", "Sariaya")


def test_no_two_verbs_share_a_word() -> None:
    words = [word for verb in VERBS for word in (verb.name, *verb.synonyms)]
    assert sorted(words) == sorted(set(words))


def test_every_verb_is_found_by_its_name_and_its_synonyms() -> None:
    assert {verb_named(word.upper()) == verb for verb in VERBS for word in (verb.name, *verb.synonyms)} == {
        True
    }


@given(st.text(max_size=80), st.sets(st.sampled_from(sorted(CITIES))))
def test_any_line_is_answered(line: str, cities: set[str]) -> None:
    assert isinstance(understand(line, cities), Understood | NotUnderstood)
