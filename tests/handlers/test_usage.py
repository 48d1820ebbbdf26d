from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from handlers.desk import Desk
from handlers.usage import answer, refusal_in_words, run
from handlers.verbs import VERBS
from handlers.views.kit import Message
from models.askers import asker_of
from models.database import open_database
from models.refusals import NotSetUp, Stale
from tests.builders import NOW

OTHERS = [verb.name for verb in VERBS if verb.name != "help"]


@contextmanager
def before_set_up(address: str) -> Iterator[Desk]:
    """Work in a workspace that has no commission."""
    with closing(open_database(address)) as database, database.workspace("T1").reading() as session:
        yield Desk(session=session, asker=asker_of(session, "U1"), now=NOW)


@pytest.mark.parametrize("line", ["help", "help log", "?", "help more"])
def test_before_set_up_help_answers(sqlite_address: str, line: str) -> None:
    with before_set_up(sqlite_address) as desk:
        assert isinstance(answer(desk, line), Message)
        assert isinstance(run(desk, "help"), Message)


@pytest.mark.parametrize("line", [*OTHERS, "", "Loreto", "xyzzy"])
def test_before_set_up_anything_else_says_how_to_set_up_and_offers_help(
    sqlite_address: str, line: str
) -> None:
    with before_set_up(sqlite_address) as desk, pytest.raises(NotSetUp) as no:
        answer(desk, line)

    said = refusal_in_words(no.value)
    assert said.text == (
        "Clerk isn't set up yet. Ask a workspace admin: it begins on Clerk's Home in Slack. "
        "Whoever runs Clerk can also give it a file: clerk setup FILE.toml (docs/commission-file.md)."
    )
    assert [button.action_id for button in said.blocks[-1].elements] == ["do_help"]  # type: ignore[attr-defined]


def test_what_has_changed_meanwhile_can_be_seen() -> None:
    said = refusal_in_words(Stale("Dana recorded this already.", prospect_id="f" * 32))
    (button,) = said.blocks[-1].elements  # type: ignore[attr-defined]
    assert (said.text, button.action_id, button.value) == ("Dana recorded this already.", "do_next", "f" * 32)
