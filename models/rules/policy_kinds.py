"""What the value of one key in a policy file may be: each kind reads it, or says what was expected."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from models.rules.phrases import PhraseFault, forms_in_words, read_phrase, read_span
from models.rules.policy import Branch, Count, Phrase, Span

NAME_PATTERN = r"[a-z][a-z0-9-]*"
NAME_RULE = "small letters, digits and hyphens, beginning with a letter"
VOTE_RULE_PATTERN = (
    r"(majority|two thirds|three quarters) of (present and voting|present|all seats|filled seats)"
)
VOTE_RULE_WORDS = (
    '"majority", "two thirds" or "three quarters", then "of present and voting", "of present", '
    '"of all seats" or "of filled seats"'
)

MOST_TABLES = 100
"""Of one sort, in one file."""

_QUOTED_LENGTH = 60


@dataclass(frozen=True, kw_only=True)
class Misreading:
    """One value that is not what its key holds."""

    field: str
    problem: str
    expected: str


class MisreadError(ValueError):
    """A value that its kind cannot read, with every reason."""

    def __init__(self, *misreadings: Misreading) -> None:
        """Keep the reasons."""
        super().__init__(misreadings)
        self.misreadings = misreadings


@dataclass(frozen=True, kw_only=True)
class Kind:
    """What a value must be, in words, and the function that reads it or raises MisreadError."""

    words: str
    read: Callable[[Any], Any]


def refuse(value: object, expected: str) -> MisreadError:
    """Say that a value is not what was expected."""
    return MisreadError(Misreading(field="", problem=f"{shown(value)} does not fit.", expected=expected))


def shown(value: object) -> str:
    """Show a value in a message: text and numbers shortened, anything larger by its sort alone."""
    match value:
        case str():
            return f'"{value}"' if len(value) <= _QUOTED_LENGTH else f'"{value[:_QUOTED_LENGTH]}…"'
        case bool():
            return str(value).lower()
        case list():
            return "a list"
        case dict():
            return "a table"
        case int() if abs(value) >= 10**18:
            return "so large a number"
        case _:
            return str(value)


def _text(value: object) -> str:
    if isinstance(value, str) and value.strip():
        return value.strip()
    raise refuse(value, TEXT.words)


def _name(value: object) -> str:
    if isinstance(value, str) and re.fullmatch(NAME_PATTERN, value):
        return value
    raise refuse(value, NAME_RULE)


def _number(value: object) -> int:
    if type(value) is int and 0 <= value <= 10**6:
        return value
    raise refuse(value, NUMBER.words)


def _yes_or_no(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise refuse(value, YES_OR_NO.words)


def _day(value: object) -> date:
    if type(value) is date:
        return value
    raise refuse(value, DAY.words)


def _percent(value: object) -> int:
    found = re.fullmatch(r"([0-9]{1,3})%", value) if isinstance(value, str) else None
    if found and 1 <= int(found[1]) <= 100:  # noqa: PLR2004 - a hundred per cent
        return int(found[1])
    raise refuse(value, PERCENT.words)


def _count(value: object) -> Count:
    if type(value) is int and 1 <= value <= 10**6:
        return Count(least=value, most=value)
    found = re.fullmatch(r"([0-9]{1,6})\.\.([0-9]{1,6})", value) if isinstance(value, str) else None
    if found and 1 <= int(found[1]) <= int(found[2]):
        return Count(least=int(found[1]), most=int(found[2]))
    raise refuse(value, COUNT.words)


def _vote_rule(value: object) -> str:
    if isinstance(value, str) and re.fullmatch(VOTE_RULE_PATTERN, value):
        return value
    raise refuse(value, VOTE_RULE_WORDS)


def _span(value: object) -> Span:
    try:
        return read_span(_text(value))
    except PhraseFault as fault:
        raise refuse(value, str(fault)) from fault


def _branches(value: object) -> tuple[Branch, ...]:
    if isinstance(value, dict) and value:
        return tuple(_branch(outcome, leads_to) for outcome, leads_to in value.items())
    raise refuse(value, BRANCHES.words)


def _branch(outcome: str, leads_to: object) -> Branch:
    match leads_to.split() if isinstance(leads_to, str) else []:
        case ["close", state]:
            return Branch(outcome=outcome, close_as=state)
        case ["back", "to", step]:
            return Branch(outcome=outcome, back_to=step)
    raise refuse(leads_to, '"close" and the state to close in, or "back to" and a step id')


def phrase(*wanted: type[Phrase]) -> Kind:
    """Give the kind of a date phrase of the wanted sorts."""

    def read(value: object) -> Phrase:
        try:
            found = read_phrase(_text(value))
        except PhraseFault as fault:
            raise refuse(value, str(fault)) from fault
        if not isinstance(found, wanted):
            raise refuse(value, forms_in_words(*wanted))
        return found

    return Kind(words="date phrase", read=read)


def one_of(choices: type[Enum] | tuple[str, ...]) -> Kind:
    """Give the kind of a word from a closed list."""
    words = choices if isinstance(choices, tuple) else tuple(choice.value for choice in choices)
    expected = " or ".join(f'"{word}"' for word in words)

    def read(value: object) -> Any:  # noqa: ANN401 - a member of whichever list was given
        if value not in words:
            raise refuse(value, expected)
        return value if isinstance(choices, tuple) else choices(value)

    return Kind(words=expected, read=read)


def list_of(kind: Kind, *, least: int = 1) -> Kind:
    """Give the kind of a list whose items are all of one kind."""
    words = f"list, each a {kind.words}"

    def read(value: object) -> tuple[Any, ...]:
        if not isinstance(value, list) or len(value) < least:
            raise refuse(value, words)
        return tuple(kind.read(item) for item in value)

    return Kind(words=words, read=read)


def _sentences(value: object) -> Mapping[str, str]:
    if not isinstance(value, dict):
        raise refuse(value, SENTENCES.words)
    return {_name(name): _text(sentence) for name, sentence in value.items()}


def tables(word: str) -> Kind:
    """Give the kind of the tables that all stand under one word, in order."""
    words = f"tables headed [[{word}]]"

    def read(value: object) -> tuple[Any, ...]:
        if not isinstance(value, list) or not 0 < len(value) <= MOST_TABLES:
            raise refuse(value, words)
        if not all(isinstance(table, dict) for table in value):
            raise refuse(value, words)
        return tuple(value)

    return Kind(words=words, read=read)


def named_tables(word: str) -> Kind:
    """Give the kind of the tables that stand under one word, each with a name of its own."""
    words = f"tables headed [{word}.NAME]"

    def read(value: object) -> Mapping[str, Any]:
        if not isinstance(value, dict) or not 0 < len(value) <= MOST_TABLES:
            raise refuse(value, words)
        if not all(isinstance(table, dict) for table in value.values()):
            raise refuse(value, words)
        return {_name(name): table for name, table in value.items()}

    return Kind(words=words, read=read)


TEXT = Kind(words="text", read=_text)
NAME = Kind(words="name", read=_name)
NUMBER = Kind(words="whole number", read=_number)
YES_OR_NO = Kind(words="true or false", read=_yes_or_no)
DAY = Kind(words="date such as 2018-03-20", read=_day)
PERCENT = Kind(words='percent such as "51%"', read=_percent)
COUNT = Kind(words='number, or range such as "3..5"', read=_count)
VOTE_RULE = Kind(words="voting rule", read=_vote_rule)
SPAN = Kind(words='time such as "60 days"', read=_span)
BRANCHES = Kind(words="outcomes, each with where it leads", read=_branches)
SENTENCES = Kind(words="names, each with a sentence", read=_sentences)
