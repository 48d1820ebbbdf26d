"""`/sister <verb> <rest>`: the verbs, their synonyms, near misses. The same words work in a DM and after a mention."""

from __future__ import annotations

import difflib
from collections.abc import Collection
from dataclasses import dataclass

from models.rules.names import fold
from models.rules.permissions import Right

NEAR = 0.6
"""How alike two words must be to be offered for one another, as `difflib` measures it from 0 to 1."""
NEARER = 0.75
"""How alike a short word must be to a verb: "hlep" is, "who" is not."""
SHORT = 4
"""Letters of a short word."""
SHORTEST_PREFIX = 3
"""Fewer letters than this are too few to complete a word from."""


@dataclass(frozen=True, kw_only=True)
class Verb:
    """One word that Clerk understands after `/sister`."""

    name: str
    act: Right
    purpose: str
    """One sentence for `help <verb>`."""
    examples: tuple[str, ...]
    synonyms: tuple[str, ...] = ()
    usual: bool = False
    """Whether it belongs in the short help."""
    wants_city: bool = False
    """Whether what follows is a city; a city typed alone with a typo then still opens the right form."""


VERBS: tuple[Verb, ...] = (
    Verb(
        name="next",
        act=Right.NEXT,
        purpose="Shows what needs doing, for every city, for one city, or for you.",
        examples=("next", "next mine", "next Hakusan"),
        synonyms=("status", "what's next", "whats next", "todo"),
        usual=True,
        wants_city=True,
    ),
    Verb(
        name="inquiry",
        act=Right.INQUIRY,
        purpose="Records a new inquiry from a city, or one that you start.",
        examples=("inquiry", "inquiry Cascais, Portugal"),
        synonyms=("new", "record", "request"),
        usual=True,
    ),
    Verb(
        name="log",
        act=Right.LOG,
        purpose="Notes a letter, email, call or visit with a city.",
        examples=("log Hakusan",),
        synonyms=("letter", "email", "call", "correspondence"),
        usual=True,
        wants_city=True,
    ),
    Verb(
        name="show",
        act=Right.SHOW,
        purpose="Tells the whole story of a city: what is known of it, and all that was done.",
        examples=("show Hakusan",),
        synonyms=("card", "history", "file"),
        wants_city=True,
    ),
    Verb(
        name="list",
        act=Right.LIST,
        purpose="Lists the cities that the commission tracks: all, open, waiting on them, or closed; or its partners.",
        examples=("list", "list waiting", "list partners"),
        synonyms=("all", "prospects"),
    ),
    Verb(
        name="due",
        act=Right.DUE,
        purpose="Lists the dates of the coming 30 days, of as many as you say, or up to a day.",
        examples=("due", "due Dec 1", "due 90"),
        synonyms=("deadlines", "calendar", "calender"),
        usual=True,
    ),
    Verb(
        name="done",
        act=Right.DONE,
        purpose="Records a step as done, not needed or not applicable, with its evidence.",
        examples=("done Hakusan",),
        synonyms=("complete", "finish", "step"),
        wants_city=True,
    ),
    Verb(
        name="papers",
        act=Right.SHOW,
        purpose="Lists the papers that are kept of a city, and sends you one.",
        examples=("papers Hakusan",),
        synonyms=("documents", "attachments"),
        wants_city=True,
    ),
    Verb(
        name="candidates",
        act=Right.SHOW,
        purpose="Shows the candidates of a search: add one there, pick it, drop it or put it back.",
        examples=("candidates", "candidates A partner on the coast"),
        synonyms=("candidate", "search", "shortlist"),
        wants_city=True,
    ),
    Verb(
        name="close",
        act=Right.CLOSE,
        purpose="Closes a city's file, with the reason.",
        examples=("close Hakusan",),
        synonyms=("decline", "withdraw"),
        wants_city=True,
    ),
    Verb(
        name="reopen",
        act=Right.REOPEN,
        purpose="Opens a closed file again, with the reason.",
        examples=("reopen Hakusan",),
        wants_city=True,
    ),
    Verb(
        name="park",
        act=Right.PARK,
        purpose="Sets a city's silence aside until the next letter, or takes it up again.",
        examples=("park Hakusan",),
        synonyms=("shelve",),
        wants_city=True,
    ),
    Verb(
        name="extend",
        act=Right.EXTEND,
        purpose="Puts the deadline of a step off, with who agreed to it and why.",
        examples=("extend Hakusan",),
        synonyms=("extension", "postpone"),
        wants_city=True,
    ),
    Verb(
        name="note",
        act=Right.NOTE,
        purpose="Puts a short note on a city's criteria sheet, with where it comes from.",
        examples=("note Hakusan",),
        synonyms=("criteria", "sheet"),
        wants_city=True,
    ),
    Verb(
        name="compare",
        act=Right.SHOW,
        purpose="Shows two to eight cities side by side, by what was noted on each criterion.",
        examples=("compare", "compare Hakusan, Cascais"),
        synonyms=("side by side",),
    ),
    Verb(
        name="draft",
        act=Right.DRAFT,
        purpose="Records a draft of the memorandum with a city, numbered 1, 2, 3.",
        examples=("draft Hakusan",),
        synonyms=("memorandum", "mou"),
        wants_city=True,
    ),
    Verb(
        name="sign",
        act=Right.SIGN,
        purpose="Records who signed the agreement with a city, each side on its own day.",
        examples=("sign Hakusan",),
        synonyms=("agreement",),
        wants_city=True,
    ),
    Verb(
        name="program",
        act=Right.PROGRAM,
        purpose="Records a program or an exchange with a city, and later what came of it.",
        examples=("program Hakusan",),
        synonyms=("exchange", "visit"),
        wants_city=True,
    ),
    Verb(
        name="write",
        act=Right.WRITE,
        purpose="Drafts a letter to a city from what its record knows; you send it yourselves.",
        examples=("write Hakusan",),
        synonyms=("template", "draft letter"),
        wants_city=True,
    ),
    Verb(
        name="vote",
        act=Right.VOTE,
        purpose="Calls a vote on a motion, at a meeting in session.",
        examples=("vote", "vote Hakusan"),
        synonyms=("motion", "poll", "roll call"),
        wants_city=True,
    ),
    Verb(
        name="agenda",
        act=Right.AGENDA,
        purpose="Shows the next agenda; with add it lists an item, or suggests it to staff where only they list.",
        examples=("agenda", "agenda add Letter from Loreto"),
        usual=True,
    ),
    Verb(
        name="minutes",
        act=Right.MINUTES,
        purpose="Shows the minutes of the last meeting, or of the day you name; a draft until they are adopted.",
        examples=("minutes", "minutes Jan 22"),
        synonyms=("records",),
    ),
    Verb(
        name="meeting",
        act=Right.MEETING,
        purpose="Shows the next meeting, or the one in session; staff and the chair keep the calendar there.",
        examples=("meeting", "meeting schedule", "meeting cancel"),
        synonyms=("meetings", "attendance", "quorum"),
    ),
    Verb(
        name="remind",
        act=Right.REMIND,
        purpose="Shows and changes your reminders: how often, at what hour, and a pause with who gets them meanwhile.",
        examples=("remind", "remind weekly", "remind pause until Dec 1", "remind resume"),
        synonyms=("reminders", "snooze", "pause", "mute"),
    ),
    Verb(
        name="roster",
        act=Right.ROSTER,
        purpose="Shows who holds which seat and office; the chair and staff change it there.",
        examples=("roster",),
        synonyms=("members", "people"),
    ),
    Verb(
        name="import",
        act=Right.IMPORT,
        purpose="Records past inquiries from lines that you paste, once you have seen what would be recorded.",
        examples=("import",),
        synonyms=("paste",),
    ),
    Verb(
        name="undo",
        act=Right.UNDO_OWN,
        purpose="Shows your last five entries, each with a button that takes it back.",
        examples=("undo",),
    ),
    Verb(
        name="menu",
        act=Right.MENU,
        purpose="Shows the buttons for the usual things.",
        examples=("menu",),
        synonyms=("home",),
    ),
    Verb(
        name="help",
        act=Right.HELP,
        purpose="Explains what you can type.",
        examples=("help", "help log"),
        synonyms=("?", "h", "how"),
        usual=True,
    ),
)

RIGHT_OF = {verb.name: verb.act for verb in VERBS}
"""The right that each verb takes."""
_VERB_OF = {fold(word): verb for verb in VERBS for word in (verb.name, *verb.synonyms)}


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
    text = fold(line).rstrip(".?! ").strip() if fold(line).strip() != "?" else "?"
    by_name = Understood(verb=_VERB_OF["next"], rest=line.strip().rstrip(".?! "))
    if not text:
        return Understood(verb=_VERB_OF["menu"])
    if text.split(",")[0] in city_names or (" " in text and _begins_one(text, city_names)):
        return by_name
    return (
        _exact_verb(text, line)
        or _begun_word(text, line, by_name, city_names)
        or _near_miss(text, line, by_name, city_names)
    )


def _begins_one(text: str, city_names: Collection[str]) -> bool:
    return len(text) >= SHORTEST_PREFIX and sum(name.startswith(text) for name in city_names) == 1


def _exact_verb(text: str, line: str) -> Understood | None:
    for words in (2, 1):
        head = " ".join(text.split()[:words])
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
    verbs = _distinct(difflib.get_close_matches(head, list(_VERB_OF), n=6, cutoff=cutoff))
    near_cities = difflib.get_close_matches(text, list(city_names), n=2, cutoff=NEAR)
    if near_cities and not (verbs and _alike(head, verbs[0]) > _ratio(text, near_cities[0])):
        return by_name
    if len(verbs) == 1 and not near_cities:
        return Understood(verb=verbs[0], rest=_after(line, 1), read_as=head)
    return NotUnderstood(typed=line.strip(), near=tuple(verbs))


def _distinct(words: list[str]) -> list[Verb]:
    return list({_VERB_OF[word].name: _VERB_OF[word] for word in words}.values())


def _alike(word: str, verb: Verb) -> float:
    return max(_ratio(word, fold(name)) for name in (verb.name, *verb.synonyms))


def _ratio(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other).ratio()


def _after(line: str, words: int) -> str:
    parts = line.split(maxsplit=words)
    return parts[words].strip().rstrip("?!") if len(parts) > words else ""
