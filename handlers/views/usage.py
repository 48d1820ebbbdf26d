"""Menu, help, and what is said when a line is not understood."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement, SectionBlock

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
    plain,
    quoted,
    section,
    sentence,
    titled,
)
from models.rules.permissions import Role, who_may
from models.rules.wording import listed, plural

COMMAND = "/sister"
"""What people type before a verb, unless the manifest names it otherwise."""
IN_A_ROW = 4
RECORD_AS_NEW = "Record as new"
"""The button that records as an inquiry what was typed for a city."""
OPEN_HOME = "open_home"
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
    "roll": "Take the roll",
    "remind": "My reminders",
    "roster": "See the roster",
    "import": "Import inquiries",
    "export": "Export the record",
    "settings": "Settings",
    "undo": "My last entries",
    "owner": "Change the owner",
    "edit": "Edit a city",
    "close": "Close a file",
    "reopen": "Reopen a file",
    "park": "Stop asking for now",
    "extend": "Extend a deadline",
    "note": "Add a note",
    "compare": "Compare cities",
    "menu": "Show the menu",
    "help": "Show help",
    "join": "Ask to be added",
    "setup": "Set up Clerk",
}
"""The button that runs each verb."""


SHORTCUTS: Mapping[str, tuple[str, str, str]] = {
    "chair": ("Who is the chair?", "roster", ""),
    "more": ("More", "menu", "more"),
    "public": ("See public list", "list", ""),
    "schedule": ("Schedule a meeting", "meeting", "schedule"),
    "suggest": ("Suggest for agenda", "agenda", "suggest"),
    "update roll": ("Update the roll", "roll", ""),
}
"""Buttons that run a verb as if words had been typed after it: what each says, the verb, the words."""
GROUPS: Mapping[str, tuple[str, ...]] = {
    "Cities": ("show", "list", "edit", "owner", "candidates", "compare", "note", "papers"),
    "Dates and steps": ("due", "done", "extend", "park", "close", "reopen"),
    "Letters and agreements": ("write", "draft", "sign", "program"),
    "Meetings": ("meeting", "roll", "agenda", "minutes", "vote"),
}
"""What the longer menu shows together; whatever is in none of them comes last."""
THE_REST = "People, records and help"
IN_THE_MENU = frozenset({"menu", "next", "inquiry", "log", "setup"})
"""The verbs that the longer menu leaves out: the shorter one has them, or they are for the first day."""


def verb_button(verb: str, place: int | None = None) -> ButtonElement:
    """Make the button that runs a verb, or a verb with words after it."""
    text, verb, words = SHORTCUTS.get(verb) or (BUTTONS[verb], verb, "")
    return button(text, does(verb, place), words)


def has_button(name: str) -> bool:
    """Tell whether there is a button of that name."""
    return name in BUTTONS or name in SHORTCUTS


def menu(state: str, buttons: Sequence[str], *, opening: str = "") -> Message:
    """Offer the usual things as buttons, after one line of state."""
    title = "What would you like to do?"
    said = " ".join(filter(None, [opening, state]))
    return Message(text=f"{said} {title}", blocks=(header(title), section(said), *verb_rows(buttons)))


def nothing_due(within: str, goals: int) -> str:
    """Say that no deadline is near, and how many goals of ours are, which are none."""
    if not goals:
        return f"Nothing is due in the next {within}."
    ours = "a goal of ours does" if goals == 1 else f"{goals} goals of ours do"
    return f"No deadline falls in the next {within}, but {ours}."


def state_in_words(*, due: int, mine: int, overdue: int, goals: int, files: int, until: str) -> str:
    """Say in one line what waits: what is due until a day, how much of it is one's own, what is overdue."""
    if not due:
        return f"{nothing_due('seven days', goals)} {plural(files, 'city is', 'cities are')} open."
    owned = f"; {mine} {'is' if mine == 1 else 'are'} yours" if mine else ""
    late = f"; {overdue} {'is' if overdue == 1 else 'are'} overdue" if overdue else ""
    return f"{plural(due, 'thing is', 'things are')} due by {until}{owned}{late}."


def longer_menu(verbs: Sequence[str]) -> Message:
    """Offer everything else that somebody may do, by what it is about."""
    title, grouped = "What else I can do", {verb for group in GROUPS.values() for verb in group}
    rest = [verb for verb in verbs if verb not in grouped | IN_THE_MENU]
    groups = {
        name: [verb for verb in group if verb in verbs]
        for name, group in {**GROUPS, THE_REST: tuple(rest)}.items()
    }
    blocks: list[Block] = [header(title)]
    for name, offered in groups.items():
        if offered:
            blocks += [titled(name), *verb_rows(offered)]
    names = [
        f"{name}: {', '.join(BUTTONS[verb] for verb in group)}." for name, group in groups.items() if group
    ]
    return Message(text=" ".join([f"{title}.", *names]), blocks=tuple(blocks), title="More")


def not_on_roster(serves: str, *, is_outside: bool) -> Message:
    """Tell whoever is not on the roster what Clerk is, and what they may see."""
    said = f"Clerk keeps records for {serves}. You're not on its roster."
    offered = ("join", "help") if is_outside else ("public", "join", "help")
    return Message(text=said, blocks=(section(said), *verb_rows(offered)))


def verb_rows(verbs: Sequence[str]) -> list[ActionsBlock]:
    """Make rows of buttons that run verbs, four in each: what a phone shows side by side."""
    rows = [verbs[start : start + IN_A_ROW] for start in range(0, len(verbs), IN_A_ROW)]
    return [
        actions(*[verb_button(verb, place if verb in SHORTCUTS else None) for place, verb in enumerate(row)])
        for row in rows
    ]


USUAL_LINES = (
    ("next", "What needs doing, for every city"),
    ("next {city}", "What needs doing for {city} (or just {command} {city})"),
    ("inquiry", "Record a new inquiry"),
    ("log {city}", "Note a letter, email or call"),
    ("agenda", "See the next agenda"),
    ("help more", "Everything else (votes, meetings, reminders, roster)"),
)
"""The lines of the short help: what to type, and what it does."""


def help_buttons(roles: Collection[Role], *, is_outside: bool, is_set_up: bool) -> tuple[str, ...]:
    """Name the buttons below the short help: what its reader may press."""
    if not is_set_up:
        return ("setup",)
    if roles:
        return ("next", "inquiry")
    return ("join",) if is_outside else ("public", "join")


def short_help(*, command: str, city: str, ask: str, home: str, offered: Sequence[str]) -> Message:
    """Explain what is used most, with the command as it was typed here, a city that is tracked, and `offered` buttons."""
    opening = "Clerk keeps your sister-city inquiries, deadlines and votes in order."
    named = {"command": command, "city": city}
    lines = [f"{command} {typed.format(**named)}: {does_.format(**named)}" for typed, does_ in USUAL_LINES]
    closing = "You can also type these words to Clerk in a direct message, or open Clerk's Home and use the buttons."
    stuck = f"Stuck? Ask {ask}."
    row = actions(
        *home_button(home),
        *[verb_button(verb, place if verb in SHORTCUTS else None) for place, verb in enumerate(offered)],
    )
    said = [opening, "Most used:", *map(sentence, lines), closing, stuck]
    blocks = (
        section(opening),
        titled("Most used"),
        _typed_lines(lines),
        context(closing),
        context(stuck),
        row,
    )
    return Message(text="\n".join(said), blocks=blocks, title="Help")


def home_button(home: str) -> list[ButtonElement]:
    """Make the button that opens Clerk's Home, on a phone as well; none where its address is not known."""
    return [ButtonElement(text=plain("Open Home"), action_id=OPEN_HOME, url=home)] if home else []


def full_help(verbs: Sequence[Verb], command: str = COMMAND) -> Message:
    """Explain every verb in one line each."""
    lines = [f"{command} {verb.name}: {verb.purpose}" for verb in verbs]
    return Message(
        text="\n".join(lines),
        blocks=(header("Everything you can type"), _typed_lines(lines), actions(verb_button("menu"))),
        title="Help",
    )


def verb_help(verb: Verb, command: str) -> Message:
    """Explain one verb: what for, who may, two examples, other words for it, and a button that does it."""
    examples = " or ".join(f"{command} {example}" for example in verb.examples[:2])
    others = f" You can also say: {', '.join(verb.synonyms)}." if verb.synonyms else ""
    said = f"{verb.purpose} For {who_may(verb.act)}. For example: {examples}.{others}"
    return Message(text=said, blocks=(section(said), actions(verb_button(verb.name))), title="Help")


def did_you_mean(typed: str, near: Sequence[Verb]) -> Message:
    """Say that a line was not understood, and offer what it may have meant."""
    if near:
        likely = near[: IN_A_ROW - 1]
        meant = listed(tuple(verb.name for verb in likely), "or")
        said = f"I don't know {quoted(typed)}. Did you mean {meant}?"
        row = [verb_button(verb.name, place) for place, verb in enumerate(likely)]
        row.append(verb_button("help", len(row)))
    else:
        said = f"I couldn't match {quoted(typed)} to anything I do or to a city I track."
        row = [verb_button("help"), button(RECORD_AS_NEW, does("inquiry"), typed[:1000])]
    return Message(text=said, blocks=(section(said), actions(*row)))


def with_reading(answer: Message, read_as: str | None, verb: Verb) -> Message:
    """Say before an answer which word was taken for the verb."""
    if read_as is None or read_as == verb.name:
        return answer
    said = f"I read {quoted(read_as)} as “{verb.name}”."
    return Message(text=f"{said} {answer.text}", blocks=(context(said), *answer.blocks))


def _typed_lines(lines: Sequence[str]) -> SectionBlock:
    return marked("\n".join(_code(line) for line in lines))


def _code(line: str) -> str:
    typed, _, purpose = line.partition(": ")
    return f"`{escape(typed)}` {escape(purpose)}"
