"""What is lawful about the result of a vote and will surprise: said with it, never in its way."""

from __future__ import annotations

from dataclasses import replace

from models.rules.counting import Abstention, Count, House, Outcome, Threshold, VoteOption, VotingRule
from models.rules.sums import Sum, work_out
from models.rules.wording import plural

_MORE_THAN_HALF = frozenset({Threshold.MAJORITY, Threshold.FIXED})


def surprises(
    count: Count, house: House, rule: VotingRule, chair: VoteOption | None = None
) -> tuple[str, ...]:
    """Say in sentences what will surprise about a vote."""

    def under(other: VotingRule) -> Sum:
        return work_out(count, house, other, chair)

    found = under(rule)
    if found.outcome is Outcome.NO_ACTION:
        return _lost_by_recusals(found, house)
    plain = under(replace(rule, abstention=Abstention.IGNORED, silence_counts_as_yes=False))
    strict = under(replace(rule, recused_count_for_quorum=False))
    carried = found.outcome is Outcome.CARRIED
    return (
        *_held_by_recusals(found, strict),
        *_by_the_chair(found),
        *_by_those_without_a_side(found, plain),
        *(_carried_by_few(found, house) if carried else _failed_by_rule(found, rule)),
    )


def _lost_by_recusals(found: Sum, house: House) -> tuple[str, ...]:
    if house.present < found.quorum:
        return ()
    recused = plural(found.sides.count.recused, "recused member")
    return (f"Without {recused} there is no quorum, though {house.present} attend.",)


def _held_by_recusals(found: Sum, without_them: Sum) -> tuple[str, ...]:
    if without_them.outcome is not Outcome.NO_ACTION:
        return ()
    recused = plural(found.sides.count.recused, "recused member")
    return (f"There is a quorum only because it includes {recused}.",)


def _by_the_chair(found: Sum) -> tuple[str, ...]:
    if found.sides.chair_decided:
        tied = min(found.sides.yes, found.sides.no)
        return (f"The chair's vote broke a tie of {tied}\N{EN DASH}{tied}.",)
    if found.sides.chair_left_out:
        return ("The chair's vote was not counted, because there was no tie to break.",)
    return ()


def _by_those_without_a_side(found: Sum, plain: Sum) -> tuple[str, ...]:
    if plain.outcome is found.outcome:
        return ()
    return (f"With abstentions and silence left out, it would have {plain.outcome}.",)


def _carried_by_few(found: Sum, house: House) -> tuple[str, ...]:
    voters = house.present - found.sides.count.recused
    yes, undecided = found.sides.count.yes, found.sides.members.abstain + found.sides.members.not_voting
    if 2 * yes < voters:
        return (f"Carried by {yes} of the {voters} present who could vote, fewer than half of them.",)
    if 2 * yes <= house.authorised_seats and 0 < undecided >= yes - found.sides.count.no:
        sentence = f"Carried by {yes} of {house.authorised_seats} seats, fewer than a majority of them"
        return (f"{sentence}; the {undecided} who took no side could have defeated it.",)
    return ()


def _failed_by_rule(found: Sum, rule: VotingRule) -> tuple[str, ...]:
    if rule.threshold not in _MORE_THAN_HALF or found.sides.count.yes <= found.sides.count.no:
        return ()
    return (f"Failed with more aye than no, because it needed {found.needed} aye.",)
