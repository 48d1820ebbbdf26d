"""`/sister <verb> <rest>`: which verb is meant, by its name, a synonym or a near miss. The same words work in a DM and after a mention."""

from __future__ import annotations

import difflib
from collections.abc import Collection
from dataclasses import dataclass

from handlers.verbs import VERBS, Verb
from models.rules.names import APOSTROPHES, DASHES, QUOTATION_MARKS, fold

NEAR = 0.6
"""How alike two words must be to be offered for one another, as `difflib` measures it from 0 to 1."""
NEARER = 0.75
"""How alike a short word must be to a verb: "hlep" is, "who" is not."""
SHORT = 4
"""Letters of a short word."""
FAR_FROM_BEST = 0.2
"""How much less alike than the best a verb is that nobody would have meant."""
SHORTEST_PREFIX = 3
"""Fewer letters than this are too few to complete a word from."""
BEFORE = f":,;- {DASHES}"
"""What phones and habit put between a verb and what follows it."""
QUOTES = f"\"'{APOSTROPHES}{QUOTATION_MARKS}"
ENDS = ".?!…, "
"""What a typed line may end with."""

RIGHT_OF = {verb.name: verb.act for verb in VERBS}
"""The right that each verb takes."""
_VERB_OF = {fold(word): verb for verb in VERBS for word in (verb.name, *verb.synonyms)}
MOST_WORDS = max(len(word.split()) for word in _VERB_OF)
"""Words of the longest name of a verb."""


@dataclass(frozen=True, kw_only=True)
class Understood:
    """What a typed line means."""

    verb: Verb
    rest: str = ""
    read_as: str | None = None
    """The word that was typed, where it was taken for a near one."""


@dataclass(frozen=True, kw_only=True)
class NotUnderstood:
    """A line that has no one meaning; `near` are the verbs it may have been meant for, best first."""

    typed: str
    near: tuple[Verb, ...] = ()


def verb_named(word: str) -> Verb | None:
    """Give the verb of that name or synonym."""
    return _VERB_OF.get(fold(word))


def understand(line: str, city_names: Collection[str]) -> Understood | NotUnderstood:
    """Say what `line` asks for; `city_names` are the folded names of every tracked city.

    A whole line that is a city's name, its country with it or not, or several words that begin one, wins over any verb; then come exact
    verbs, the start of one name or verb, and last a near miss.
    """
    line = _without_command(line)
    text = fold(line).rstrip(ENDS) or ("?" if "?" in line else "")
    by_name = Understood(verb=_VERB_OF["next"], rest=line.rstrip(ENDS))
    if not text:
        return Understood(verb=_VERB_OF["menu"])
    if text.split(",")[0] in city_names or (" " in text and _begins_one(text, city_names)):
        return by_name
    return (
        _exact_verb(text, line)
        or _begun_word(text, line, by_name, city_names)
        or _near_miss(text, line, by_name, city_names)
    )


def _without_command(line: str) -> str:
    """Take off the command, where it was typed to Clerk as a message, and the quotation marks around all of a line."""
    typed = _unquoted(line)
    return _unquoted(typed.partition(" ")[2]) if typed.startswith("/") else typed


def _unquoted(words: str) -> str:
    """Take off what phones put before words and around them; marks that belong to a part of them stay."""
    bare = words.strip().lstrip(BEFORE)
    is_quoted = len(bare) > 1 and bare[0] in QUOTES and bare[-1] in QUOTES
    return bare[1:-1].strip() if is_quoted else bare


def _begins_one(text: str, city_names: Collection[str]) -> bool:
    return len(text) >= SHORTEST_PREFIX and sum(name.startswith(text) for name in city_names) == 1


def _exact_verb(text: str, line: str) -> Understood | None:
    for words in range(MOST_WORDS, 0, -1):
        head = " ".join(text.split()[:words]).rstrip(BEFORE)
        if len(text.split()) >= words and head in _VERB_OF:
            return Understood(verb=_VERB_OF[head], rest=_after(line, words))
    return None


def _begun_word(text: str, line: str, by_name: Understood, city_names: Collection[str]) -> Understood | None:
    if _begins_one(text, city_names):
        return by_name
    head = text.split(maxsplit=1)[0]
    begun = {_VERB_OF[word].name: _VERB_OF[word] for word in _VERB_OF if word.startswith(head)}
    if len(head) >= SHORTEST_PREFIX and len(begun) == 1:
        return Understood(verb=next(iter(begun.values())), rest=_after(line, 1), read_as=head)
    return None


def _near_miss(
    text: str, line: str, by_name: Understood, city_names: Collection[str]
) -> Understood | NotUnderstood:
    head = text.split(maxsplit=1)[0]
    cutoff = NEARER if len(head) <= SHORT else NEAR
    verbs = _likeliest(head, difflib.get_close_matches(head, list(_VERB_OF), n=6, cutoff=cutoff))
    near_cities = difflib.get_close_matches(text, list(city_names), n=2, cutoff=NEAR)
    if near_cities and not (verbs and _alike(head, verbs[0]) > _ratio(text, near_cities[0])):
        return by_name
    if len(verbs) == 1 and not near_cities:
        return Understood(verb=verbs[0], rest=_after(line, 1), read_as=head)
    return NotUnderstood(typed=line.strip(), near=tuple(verbs))


def _likeliest(typed: str, words: list[str]) -> list[Verb]:
    """Give the verbs that were most likely meant, best first: one alone where no other is nearly as much like it."""
    verbs = {_VERB_OF[word].name: _VERB_OF[word] for word in words}.values()
    alike = {verb.name: _alike(typed, verb) for verb in verbs}
    best = max(alike.values(), default=0)
    return sorted(
        (verb for verb in verbs if alike[verb.name] > best - FAR_FROM_BEST),
        key=lambda verb: -alike[verb.name],
    )


def _alike(word: str, verb: Verb) -> float:
    return max(_ratio(word, fold(name)) for name in (verb.name, *verb.synonyms))


def _ratio(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other).ratio()


def _after(line: str, words: int) -> str:
    parts = line.split(maxsplit=words)
    return _unquoted(parts[words].strip().rstrip("?!…")) if len(parts) > words else ""
