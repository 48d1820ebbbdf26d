"""A motion as minutes tell it: who moved it, the roll call, the rule or the sum, and what was corrected since."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import tzinfo
from itertools import pairwise

from models.rules.counting import Abstention, Tally, VoteOption, VotingRule
from models.rules.minutes import MotionLine, VoteOfOne
from models.rules.motions import How, SeatVote
from models.rules.tallies import rule_in_words
from models.rules.vote_cards import Ending, corrected_in_words, names_of
from models.rules.wording import full_date
from models.vote_records import Vote

_FINDINGS = ("immediate", "arose")
"""What a motion to add an item has to find: action is needed at once, and the need arose after the posting."""
_AS_A_SIDE = frozenset({Abstention.AS_YES, Abstention.AS_NO})
"""How a body may count an abstention for one side."""


def motion_line(vote: Vote, zone: tzinfo) -> MotionLine:
    """Give a motion as minutes tell it, with its days in a zone."""
    endings = [ending.at_place(zone) for ending in vote.endings]
    ending = endings[-1] if endings else None
    needed = f"; needed {ending.tally.needed}" if ending and ending.tally else ""
    names = names_of(vote.votes)
    counted = ending is not None and ending.tally is not None
    reads = ending.tally if ending and _reads_votes(vote.rule) else None
    return MotionLine(
        text=vote.motion.text,
        mover=vote.motion.mover,
        seconder=vote.motion.seconder,
        outcome=_outcome(ending),
        rule=f"{rule_in_words(vote.rule)}{needed}" if counted else "",
        reading=reads.sum_in_words if reads else "",
        votes=tuple(_vote(each, names[each]) for each in vote.votes) if counted else (),
        remarks=tuple(_remarks(vote, endings)),
    )


def _reads_votes(rule: VotingRule) -> bool:
    """Tell whether a sum needs explaining: votes without a side, or the chair's, are counted as the bylaws have it."""
    applied = rule.as_applied
    return applied.abstention in _AS_A_SIDE or applied.silence_counts_as_yes or applied.chair_only_breaks_ties


def _vote(vote: SeatVote, name: str) -> VoteOfOne:
    is_recusals = vote.option is VoteOption.RECUSED and vote.how is not How.CORRECTED
    reason = vote.reason.rstrip(".") if is_recusals else ""
    return VoteOfOne(name=name, option=vote.option, alternate_for=vote.alternate_for, reason=reason)


def _outcome(ending: Ending | None) -> str:
    if ending is None:
        return "Still open"
    return _sum(ending.tally) if ending.tally else ending.in_words(ending.at.date())


def _sum(tally: Tally) -> str:
    count = tally.count
    votes = [count.yes, count.no, *([count.abstain] if count.abstain else [])]
    return f"{tally.outcome.upper()} {'–'.join(map(str, votes))}"


def _remarks(vote: Vote, endings: Sequence[Ending]) -> list[str]:
    kept = vote.motion.findings
    findings = [kept[name].rstrip(".") for name in _FINDINGS if name in kept]
    reason = vote.motion.rule_reason
    uncounted = next((each for each in endings if each.tally is None and each.reason), None)
    return [
        *([f"Findings: {'; '.join(findings)}."] if findings else []),
        *([f"Another rule than usual: {reason.rstrip('.')}."] if reason else []),
        *([f"Reason, recorded by {uncounted.by}: {uncounted.reason.rstrip('.')}."] if uncounted else []),
        *_corrections(endings),
    ]


def _corrections(endings: Sequence[Ending]) -> Iterator[str]:
    for before, after in pairwise(endings):
        day = full_date(after.recorded_at.date())
        what = corrected_in_words(before.votes, after.votes)
        yield f"Corrected {day} by {after.by}: {what}. Reason: {after.reason.rstrip('.')}."
