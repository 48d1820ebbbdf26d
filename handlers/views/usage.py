"""Menu, help, and what is said when a line is not understood."""

from __future__ import annotations

from collections.abc import Sequence

from slack_sdk.models.blocks import ActionsBlock, ButtonElement

from handlers.verbs import Verb
from handlers.views.kit import (
    Message,
    actions,
    button,
    context,
    does,
    escape,
    header,
    marked,
    quoted,
    section,
)
from models.rules.permissions import who_may
from models.rules.wording import plural

COMMAND = "/sister"
IN_A_ROW = 4
BUTTONS = {
    "next": "See what's next",
    "inquiry": "Record an inquiry",
    "log": "Log correspondence",
    "done": "Complete a step",
    "list": "See all cities",
    "due": "See the dates",
    "show": "See the record",
    "papers": "See the papers",
    "candidates": "See the candidates",
    "draft": "Record a draft",
    "sign": "Record a signature",
    "program": "Record a program",
    "write": "Write a letter",
    "vote": "Call a vote",
    "agenda": "See the agenda",
    "minutes": "See the minutes",
    "meeting": "See the meeting",
    "remind": "My reminders",
    "roster": "See the roster",
    "import": "Import inquiries",
    "undo": "My last entries",
    "close": "Close a file",
    "reopen": "Reopen a file",
    "park": "Park a silence",
    "extend": "Extend a deadline",
    "note": "Add a note",
    "compare": "Compare cities",
    "menu": "Show the menu",
    "help": "Show help",
    "join": "Ask to be added",
}
"""The button that runs each verb."""


def verb_button(verb: str, place: int | None = None) -> ButtonElement:
    """Make the button that runs a verb."""
    return button(BUTTONS[verb], does(verb, place))


def menu(*, open_files: int, mine: int, soon: int, on_roster: bool, verbs: Sequence[str]) -> Message:
    """Offer the usual things as buttons, four in a row."""
    if not on_roster:
        said = "Clerk keeps a sister-city commission's records. You're not on its roster."
        row = actions(verb_button("list"), verb_button("join"), verb_button("help"))
        return Message(text=said, blocks=(section(said), row))
    owned = f"; {plural(mine, 'is', 'are')} yours" if mine else ""
    dated = f" {plural(soon, 'step is', 'steps are')} due within seven days or overdue." if soon else ""
    state = f"{plural(open_files, 'file is', 'files are')} open{owned}.{dated}"
    title = "What would you like to do?"
    return Message(text=f"{title} {state}", blocks=(header(title), section(state), *verb_rows(verbs)))


def verb_rows(verbs: Sequence[str]) -> list[ActionsBlock]:
    """Make rows of buttons that run verbs, four in each: what a phone shows side by side."""
    rows = [verbs[start : start + IN_A_ROW] for start in range(0, len(verbs), IN_A_ROW)]
    return [actions(*[verb_button(verb) for verb in row]) for row in rows]


def short_help(usual: Sequence[Verb], *, ask: str) -> Message:
    """Explain the usual verbs."""
    opening = "Clerk keeps your sister-city inquiries, deadlines and votes in order."
    lines = [f"{COMMAND} {verb.examples[-1]}: {verb.purpose}" for verb in usual]
    lines.append(f"{COMMAND} help more: Everything else.")
    closing = "You can also type these words to Clerk in a direct message, or open Clerk's Home and use the buttons."
    stuck = f"Stuck? Ask {ask}."
    row = actions(verb_button("next"), verb_button("inquiry"), verb_button("menu"))
    return Message(
        text="\n".join([opening, *lines, closing, stuck]),
        blocks=(
            section(opening),
            marked("\n".join(_code(line) for line in lines)),
            context(closing),
            context(stuck),
            row,
        ),
    )


def full_help(verbs: Sequence[Verb]) -> Message:
    """Explain every verb in one line each."""
    lines = [f"{COMMAND} {verb.name}: {verb.purpose}" for verb in verbs]
    return Message(
        text="\n".join(lines),
        blocks=(
            header("Everything you can type"),
            marked("\n".join(_code(line) for line in lines)),
            actions(verb_button("menu")),
        ),
    )


def verb_help(verb: Verb) -> Message:
    """Explain one verb: what for, who may, two examples, other words for it, and a button that does it."""
    examples = " or ".join(f"{COMMAND} {example}" for example in verb.examples[-2:])
    others = f" You can also say: {', '.join(verb.synonyms)}." if verb.synonyms else ""
    said = f"{verb.purpose} For {who_may(verb.act)}. For example: {examples}.{others}"
    return Message(text=said, blocks=(section(said), actions(verb_button(verb.name))))


def did_you_mean(typed: str, near: Sequence[Verb]) -> Message:
    """Say that a line was not understood, and offer what it may have meant."""
    if near:
        said = f"I don't know {quoted(typed)}. Did you mean {' or '.join(verb.name for verb in near)}?"
        row = [verb_button(verb.name, place) for place, verb in enumerate(near[:4])]
    else:
        said = f"I couldn't match {quoted(typed)} to anything I do or to a city I track."
        row = [button("Record as an inquiry", does("inquiry"), typed[:1000])]
    return Message(text=said, blocks=(section(said), actions(*row, verb_button("help", len(row)))))


def with_reading(answer: Message, read_as: str | None, verb: Verb) -> Message:
    """Say before an answer which word was taken for the verb."""
    if read_as is None or read_as == verb.name:
        return answer
    said = f"I read {quoted(read_as)} as “{verb.name}”."
    return Message(text=f"{said} {answer.text}", blocks=(context(said), *answer.blocks))


def _code(line: str) -> str:
    typed, _, purpose = line.partition(": ")
    return f"`{escape(typed)}` {escape(purpose)}"
