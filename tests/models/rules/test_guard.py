"""The fourteen rules, and what breaks them."""

import re
from pathlib import Path

import pytest
from sqlalchemy import inspect

from models.meetings import Regret
from models.rules.bodies import BodyKind, BodyRules
from models.rules.calendars import MeetingKind
from models.rules.guard import (
    RULES,
    Hold,
    Opening,
    breach_of_beginning,
    breach_of_closing,
    breach_of_opening,
    holds,
)
from models.rules.motions import Quorum
from models.rules.sessions import State

ROOT = Path(__file__).parents[3]
PUBLIC = BodyRules(body="commission", title="Commission", seats=7)
NONPROFIT = BodyRules(
    body="board", title="Board", seats=7, kind=BodyKind.NONPROFIT, switched_off=frozenset(range(1, 15))
)
MAY_BE_OFF = {1, 2, 3, 4, 5, 6, 12, 13}


def said(opening: Opening) -> str:
    breach = breach_of_opening(opening)
    return breach.message if breach else ""


def test_there_are_fourteen_rules_and_each_is_a_sentence_of_its_own() -> None:
    assert [rule.number for rule in RULES] == list(range(1, 15))
    assert len({rule.words for rule in RULES}) == 14


def test_each_rule_says_where_it_is_enforced_and_which_test_shows_it() -> None:
    page = (ROOT / "docs/decisions/0021-votes.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \|.*\| `(tests/[^`]+)::(test_\w+)` \|$", page, flags=re.MULTILINE)
    assert [int(number) for number, _, _ in rows] == [rule.number for rule in RULES]
    missing = [
        name for _, file, name in rows if f"def {name}(" not in (ROOT / file).read_text(encoding="utf-8")
    ]
    assert missing == []


def test_a_public_body_switches_nothing_off() -> None:
    off = BodyRules(body="commission", title="Commission", seats=7, switched_off=frozenset(range(1, 15)))
    assert [rule.number for rule in RULES if not holds(rule.number, off)] == [14]


def test_a_nonprofits_bylaws_switch_off_what_may_be() -> None:
    assert {rule.number for rule in RULES if not holds(rule.number, NONPROFIT)} == MAY_BE_OFF
    assert {rule.number for rule in RULES if rule.nonprofit is Hold.MAY_BE_OFF} == MAY_BE_OFF


@pytest.mark.parametrize("state", [None, State.NOT_BEGUN, State.OVER])
def test_a_vote_needs_a_meeting_in_session(state: State | None) -> None:
    breach = breach_of_beginning(PUBLIC, state)
    assert breach is not None
    assert (breach.message, breach.offers) == (
        "A vote needs a meeting in session; none is. Open-meeting law asks for it. Take the roll, or schedule a meeting.",
        ("roll", "schedule", "suggest"),
    )


def test_nothing_keeps_a_vote_from_opening_that_has_all_it_needs() -> None:
    assert said(Opening(rules=PUBLIC, state=State.IN_SESSION, quorum=Quorum(counted=4, needed=4))) == ""


def test_a_nonprofit_may_open_a_vote_without_a_quorum_a_comment_or_an_item() -> None:
    opening = Opening(
        rules=NONPROFIT,
        state=State.RECESS,
        meeting_kind=MeetingKind.SPECIAL,
        quorum=Quorum(counted=1, needed=4),
        is_listed=False,
        comment_taken=False,
    )
    assert said(opening) == ""


def test_a_recess_holds_a_close_back_but_a_lost_quorum_does_not() -> None:
    assert breach_of_closing(PUBLIC, State.IN_SESSION) is None
    held = breach_of_closing(PUBLIC, State.RECESS)
    assert held is not None
    assert held.message == "The meeting is in recess. Resume it first."


def test_what_is_asked_before_a_meeting_has_no_room_for_words() -> None:
    columns = {column.key for column in inspect(Regret).columns}
    assert columns == {"workspace_id", "id", "act_id", "meeting_id", "member_id", "attends"}
