"""The guard: what open-meeting law, or a nonprofit's bylaws, ask of every vote; fourteen rules, and what breaks them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from models.rules.bodies import BodyRules
from models.rules.calendars import MeetingKind
from models.rules.counting import Abstention, VoteOption, VotingRule
from models.rules.motions import Quorum
from models.rules.roll import Capacity, Roll, Voter
from models.rules.sessions import State
from models.rules.wording import plural


class Hold(StrEnum):
    """How firmly a rule holds."""

    LOCKED = "locked on"
    DEFAULT = "default"
    MAY_BE_OFF = "may be off"
    NONE = "does not apply"


@dataclass(frozen=True, kw_only=True)
class GuardRule:
    """One rule of the guard."""

    number: int
    words: str
    """What it asks, as a sentence without its period."""
    public: Hold
    nonprofit: Hold


def _rule(number: int, words: str, public: Hold, nonprofit: Hold) -> GuardRule:
    return GuardRule(number=number, words=words, public=public, nonprofit=nonprofit)


RULES: tuple[GuardRule, ...] = (
    _rule(
        1,
        "a vote opens only while a meeting is in session with a quorum on the roll",
        Hold.LOCKED,
        Hold.MAY_BE_OFF,
    ),
    _rule(
        2,
        "a recess, the adjournment or the loss of the quorum stops every open vote, and none runs between meetings",
        Hold.LOCKED,
        Hold.MAY_BE_OFF,
    ),
    _rule(3, "only members marked as present vote", Hold.LOCKED, Hold.MAY_BE_OFF),
    _rule(
        4,
        "each vote belongs to an item of the agenda; for any other the vote to add it comes first",
        Hold.LOCKED,
        Hold.MAY_BE_OFF,
    ),
    _rule(5, "public comment is taken before the vote", Hold.DEFAULT, Hold.MAY_BE_OFF),
    _rule(6, "every vote has a name, and no straw poll is held", Hold.LOCKED, Hold.MAY_BE_OFF),
    _rule(7, "votes are shown as they are cast, or all at the close", Hold.DEFAULT, Hold.DEFAULT),
    _rule(8, "the record only grows, and a correction is one more entry", Hold.LOCKED, Hold.LOCKED),
    _rule(
        9,
        "reminders go to one person alone, and nobody's words or vote are passed to another member",
        Hold.LOCKED,
        Hold.DEFAULT,
    ),
    _rule(10, "before a meeting members are asked only whether they can attend", Hold.LOCKED, Hold.LOCKED),
    _rule(
        11,
        "one person has one seat, and a spoken vote that somebody enters says so",
        Hold.DEFAULT,
        Hold.DEFAULT,
    ),
    _rule(
        12,
        "what is not on the agenda is taken up only after a vote to add it, with its two findings",
        Hold.LOCKED,
        Hold.MAY_BE_OFF,
    ),
    _rule(
        13,
        "the roll says where a remote member is and on which ground, and every vote is a roll call",
        Hold.DEFAULT,
        Hold.MAY_BE_OFF,
    ),
    _rule(
        14,
        "between meetings directors act by the written consent of all of them, unless the bylaws say otherwise",
        Hold.NONE,
        Hold.DEFAULT,
    ),
)
"""Numbered as in docs/decisions/0021-votes.md, which says where each is enforced and what shows it."""

PUBLIC_COMMENT = 5
"""The number of the rule that the form for a vote asks about."""
_BY_NUMBER = {rule.number: rule for rule in RULES}


def holds(number: int, rules: BodyRules) -> bool:
    """Tell whether a rule holds for a body: a nonprofit's bylaws may switch some off, a public body's none."""
    rule = _BY_NUMBER[number]
    if rules.is_public:
        return rule.public is not Hold.NONE
    return not (rule.nonprofit is Hold.MAY_BE_OFF and number in rules.switched_off)


@dataclass(frozen=True, kw_only=True)
class Breach:
    """What stands in the way of a vote, and the way forward."""

    message: str
    offers: tuple[str, ...] = ()
    """The verbs that would help."""
    field: str | None = None
    """The field of the form that it is about."""


def _by_law(said: str, rules: BodyRules) -> str:
    """Give the law as the reason to a public body; a nonprofit's bylaws may ask for the same of themselves."""
    return f"{said} Open-meeting law asks for it." if rules.is_public else said


@dataclass(frozen=True, kw_only=True)
class Opening:
    """What is known when a vote is to be opened."""

    rules: BodyRules
    state: State | None
    """Of the meeting; None where none has been called to order."""
    meeting_kind: MeetingKind | None = None
    quorum: Quorum | None = None
    is_listed: bool = True
    """Whether the item is on the agenda."""
    comment_taken: bool = True
    adds_item: bool = False
    findings: tuple[str, str] = ("", "")
    """Of a motion to add an item: that action is needed now, and that the need arose after the posting."""


def breach_of_opening(opening: Opening) -> Breach | None:
    """Say what keeps a vote from being opened; None when nothing does."""
    return next(_of_opening(opening), None)


def breach_of_beginning(rules: BodyRules, state: State | None) -> Breach | None:
    """Say what keeps anybody from calling a vote now, whatever it is on; None when nothing does."""
    if not rules.seats:
        return Breach(
            message="Your policy names no commission that votes; staff and Council suffice.", offers=("next",)
        )
    if state in {State.IN_SESSION, State.RECESS}:
        return _in_recess(rules, state)
    if not rules.is_public and not holds(1, rules):
        said = "Between meetings your directors act by written consent. Keep it on paper, signed by every one of them, and record the step with it."
        return Breach(message=said, offers=("done", "meeting"))
    said = _by_law("A vote needs a meeting in session; none is.", rules)
    return Breach(
        message=f"{said} Take the roll, or schedule a meeting.", offers=("roll", "schedule", "suggest")
    )


def breach_of_quorum(rules: BodyRules, quorum: Quorum) -> Breach | None:
    """Say that too few count as present for a vote to be opened; None when they are enough."""
    if quorum.is_there or not holds(1, rules):
        return None
    needed = plural(quorum.needed, "voting member")
    said = f"A vote needs {needed} present; the roll shows {quorum.counted}. Update the roll when more are there."
    return Breach(message=said, offers=("update roll",))


def _of_opening(opening: Opening) -> Iterator[Breach]:
    rules = opening.rules
    if early := breach_of_beginning(rules, opening.state):
        yield early
    if opening.quorum and (missing := breach_of_quorum(rules, opening.quorum)):
        yield missing
    if opening.adds_item:
        yield from _of_adding(opening)
    elif not opening.is_listed and holds(4, rules):
        said = "That is not on the agenda of this meeting. Choose an item, or call the vote to add it first."
        yield Breach(message=_by_law(said, rules), field="item", offers=("agenda",))
    if not opening.comment_taken and holds(PUBLIC_COMMENT, rules):
        said = "Tick that public comment was taken, or take it first."
        yield Breach(message=_by_law(said, rules), field="public_comment")


def _of_adding(opening: Opening) -> Iterator[Breach]:
    if not holds(12, opening.rules):
        return
    if opening.meeting_kind is MeetingKind.SPECIAL:
        said = "A special meeting takes up only what its notice names. List it for a regular meeting."
        yield Breach(message=said, offers=("agenda",))
    for finding, field in zip(opening.findings, ("immediate", "arose"), strict=True):
        if not finding.strip():
            said = "Please record both findings: why action is needed now, and how the need arose after the posting."
            yield Breach(message=_by_law(said, opening.rules), field=field)


def _in_recess(rules: BodyRules, state: State | None) -> Breach | None:
    if state is not State.RECESS or not holds(2, rules):
        return None
    return Breach(message="The meeting is in recess. Resume it first.", offers=("meeting",))


def breach_of_closing(rules: BodyRules, state: State) -> Breach | None:
    """Say what keeps a vote from being counted; without a quorum it is counted, and ends without action."""
    return _in_recess(rules, state)


@dataclass(frozen=True, kw_only=True)
class Casting:
    """What is known when a vote is cast."""

    rules: BodyRules
    rule: VotingRule
    state: State
    quorum: Quorum
    roll: Roll
    voters: tuple[Voter, ...]
    """Whose votes count now, by the seating that the vote opened with."""
    member_id: str | None
    option: VoteOption
    recused_because: str | None = None
    """The reason of somebody who is recused already."""
    cast_before: VoteOption | None = None


def breach_of_casting(casting: Casting) -> Breach | None:
    """Say what keeps a vote from being cast; None when nothing does."""
    return next(_of_casting(casting), None)


def _of_casting(casting: Casting) -> Iterator[Breach]:
    if casting.state is not State.IN_SESSION:
        yield _in_recess(casting.rules, casting.state) or Breach(message="The meeting is not in session.")
    if casting.member_id not in {voter.member_id for voter in casting.voters}:
        yield not_a_voter(casting.roll, casting.rules, casting.member_id)
    if not casting.quorum.is_there and holds(2, casting.rules):
        said = f"The vote is suspended: {casting.quorum.in_words}. It goes on when they are there."
        yield Breach(message=said, offers=("meeting",))
    if casting.recused_because is not None:
        because = f" Your reason: {casting.recused_because.rstrip('.')}." if casting.recused_because else ""
        yield Breach(message=f"You are recused from this item, so no vote of yours counts on it.{because}")
    if casting.option is VoteOption.ABSTAIN and casting.rule.abstention is Abstention.BARRED:
        yield Breach(
            message="Your bylaws let nobody abstain without a conflict. Vote Aye or No, or recuse yourself with the reason."
        )
    if casting.cast_before not in {None, casting.option} and not casting.rules.vote_may_change:
        yield Breach(
            message="Your vote is recorded, and your bylaws let nobody change it. If it was recorded wrongly, ask for a correction."
        )


_LISTED_AS = {
    Capacity.LIAISON: "You are listed as liaison (non-voting).",
    Capacity.STAFF: "You are listed as staff.",
    Capacity.ALTERNATE: "You are listed as an alternate, and are seated for nobody now.",
    Capacity.GUEST: "You are listed as also present.",
}


def not_a_voter(roll: Roll, rules: BodyRules, member_id: str | None) -> Breach:
    """Say why somebody's vote does not count: what the roll has them down as."""
    found = roll.of(member_id)
    said = "Only voting members seated at this meeting can vote."
    if found is None:
        why = "You are not on its roll."
    elif found.is_present and found.out_for is not None:
        why = "You left the room for another item. Say that you are back first."
    elif found.capacity is Capacity.SEAT:
        why = (
            "The roll does not show you as present."
            if not found.is_present
            else "You held no seat when it opened."
        )
    else:
        why = _LISTED_AS[found.capacity]
    ask = "Tell whoever takes the roll if that is wrong."
    return Breach(message=f"{said} {why} {ask}", offers=("meeting",) if holds(3, rules) else ())
