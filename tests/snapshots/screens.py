"""Which screens are written down, for whom, and how: the words in the order in which they are read aloud."""

from __future__ import annotations

from pathlib import Path

from bot.practice.contents import Json
from bot.practice.driver import Practice
from bot.practice.inputs import placed_elements
from bot.practice.member import Member
from bot.practice.reading import label_of, lines_of
from tests.snapshots.world import CHANNEL, ROLES, workspace

FOLDER = Path(__file__).parent / "read_aloud"
LINES = (
    "",
    "help",
    "next",
    "next Évora",
    "list",
    "due",
    "agenda",
    "meeting",
    "roster",
    "remind",
    "settings",
    "export",
)
UNKNOWN = ("vote", "done Évora", "log Évora", "Lareto", "fundraise")
"""Lines that are refused to some, or to all."""
BEFORE = {"an administrator": ROLES["staff"], "anybody else": ROLES["member"]}


def every_screen(file: Path) -> dict[str, str]:
    """Draw the screens of each part, by the name of the text that keeps them; `file` is a migrated database."""
    with workspace(file, is_set_up=True) as practice:
        return {f"{role}.txt": _screens_of(practice, slack_id) for role, slack_id in ROLES.items()}


def before_set_up(file: Path) -> dict[str, str]:
    """Draw what is there before anybody has set Clerk up."""
    with workspace(file, is_set_up=False) as practice:
        return {
            "before set-up.txt": "".join(
                f"{_typed(practice.person(slack_id), '', who)}{_home(practice, slack_id, who)}"
                for who, slack_id in BEFORE.items()
            )
        }


def _screens_of(practice: Practice, slack_id: str) -> str:
    person = practice.person(slack_id)
    return "".join([_home(practice, slack_id), *(_typed(person, line) for line in (*LINES, *UNKNOWN))])


def _home(practice: Practice, slack_id: str, who: str = "") -> str:
    person = practice.person(slack_id)
    person.opens_home()
    drawn = practice.wait_for(lambda: person.home)
    return _section("Home", who, _read(drawn.blocks) if drawn else [])


def _typed(person: Member, line: str, who: str = "") -> str:
    person.types(f"/sister {line}".strip(), channel=CHANNEL.id)
    title = f"/sister {line}".strip()
    form = person.modal
    if form is not None:
        person.closes()
        ends = [f"({form.submit})"] if form.submit else []
        return _section(title, who, [f"Form: {form.title}", *_read(form.blocks), *ends])
    answer = [message for message in person.messages(CHANNEL.id) if message.ephemeral][-1]
    return _section(title, who, [f"Text: {answer.text}", *_read(answer.blocks)])


def _section(title: str, who: str, lines: list[str]) -> str:
    return "\n".join([f"== {title}{f', {who}' if who else ''} ==", *lines, "", ""])


def _read(blocks: list[Json]) -> list[str]:
    """Read blocks: their words, and what each button is called to a screen reader where that differs."""
    return [line for block in blocks for line in [*lines_of([block]), *_spoken(block)]]


def _spoken(block: Json) -> list[str]:
    said = []
    for _, element in placed_elements([block]):
        if options := [option["text"]["text"] for option in element.get("options") or []]:
            named = f"{label_of(block)}: " if block["type"] == "input" else ""
            said.append(f"  {named}{' / '.join(options)}")
        if label := element.get("accessibility_label"):
            said.append(f"  read as “{label}”")
    return said
