"""What came of a vote: the tally, its sum in words, and the line that is read aloud."""

from __future__ import annotations

from dataclasses import replace

from models.rules.counting import (
    Abstention,
    Base,
    Count,
    House,
    Outcome,
    Tally,
    Threshold,
    VoteOption,
    VotingRule,
)
from models.rules.sums import Sum, check_house, is_unanimity_needed, work_out
from models.rules.surprises import surprises
from models.rules.wording import plural

_OF_WHOM = {
    Base.VOTING: "those present and voting",
    Base.PRESENT: "those present",
    Base.SEATS: "the authorised seats",
    Base.FILLED: "the filled seats",
}
_PARTS = {each.value: each for each in (Threshold.MAJORITY, Threshold.TWO_THIRDS, Threshold.THREE_QUARTERS)}
_WHOLES = {
    "present and voting": Base.VOTING,
    "present": Base.PRESENT,
    "all seats": Base.SEATS,
    "filled seats": Base.FILLED,
}


def tally(count: Count, house: House, rule: VotingRule, *, chair: VoteOption | None = None) -> Tally:
    """Count a vote; `chair` is the presiding member's own option, for a rule by which it only breaks ties."""
    check_house(count, house)
    rule = rule.as_applied
    found = work_out(count, house, rule, chair)
    return Tally(
        outcome=found.outcome,
        count=found.sides.count,
        base=found.base,
        needed=found.needed,
        counted=found.counted,
        quorum=found.quorum,
        is_tie=found.is_tie,
        sum_in_words=_sum_in_words(found, house, rule),
        warnings=surprises(count, house, rule, chair),
    )


def voting_rule(text: str, body_rule: VotingRule) -> VotingRule:
    """Read what carries a step's vote, "two thirds of all seats", into the rule of the body that votes."""
    part, _, whole = text.partition(" of ")
    if part not in _PARTS or whole not in _WHOLES:
        raise ValueError(f"{text!r} is no voting rule.")
    return replace(body_rule, threshold=_PARTS[part], base=_WHOLES[whole], votes_needed=None)


def rule_in_words(rule: VotingRule) -> str:
    """Say what carries a vote: "majority of those present and voting"."""
    match rule.threshold:
        case Threshold.FIXED:
            return f"at least {plural(rule.votes_needed or 0, 'yes vote')}"
        case Threshold.ADD_ITEM:
            return "two thirds of those present, or all of them where fewer than two thirds of the seats are"
        case part:
            return f"{part} of {_OF_WHOM[rule.base]}"


def result_line(tally: Tally) -> str:
    """Say how a vote ended in one line, to be read aloud: "Carried 4\N{EN DASH}1, 1 abstaining"."""
    if tally.outcome is Outcome.NO_ACTION:
        return headline(tally)
    return ", ".join([headline(tally), *_without_a_side(tally.count)])


def headline(tally: Tally) -> str:
    """Say how a vote ended, by its two sides alone: "Carried 4\N{EN DASH}1"."""
    if tally.outcome is Outcome.NO_ACTION:
        return "No action: no quorum"
    ended = "Failed on a tie," if tally.is_tie else tally.outcome.capitalize()
    return f"{ended} {tally.count.yes}\N{EN DASH}{tally.count.no}"


def _sum_in_words(found: Sum, house: House, rule: VotingRule) -> str:
    votes = ", ".join(
        [
            f"{found.sides.count.yes} yes",
            f"{found.sides.count.no} no",
            *_without_a_side(found.sides.count, _notes(found, rule)),
        ]
    )
    if found.outcome is Outcome.NO_ACTION:
        return f"{votes}; no action: {found.counted} counted as present, {found.quorum} needed for a quorum"
    chair = ["the chair broke the tie"] if found.sides.chair_decided else []
    if found.sides.chair_left_out:
        chair = ["the chair's vote not counted, without a tie"]
    ended = "failed on a tie" if found.is_tie else found.outcome
    return "; ".join([votes, *chair, _rule_applied(found, house, rule), f"needed {found.needed}", ended])


def _rule_applied(found: Sum, house: House, rule: VotingRule) -> str:
    if rule.threshold is Threshold.ADD_ITEM:
        if is_unanimity_needed(found.base, house):
            return "all of those present, fewer than two thirds of the seats"
        return "two thirds of those present"
    return rule_in_words(rule).replace("present and voting", "voting")


def _without_a_side(count: Count, notes: tuple[str, str] = ("", "")) -> list[str]:
    abstaining, silent = notes
    said = (
        (count.abstain, f"abstaining{abstaining}"),
        (count.recused, "recused"),
        (count.not_voting, f"not voting{silent}"),
    )
    return [f"{number} {words}" for number, words in said if number]


def _notes(found: Sum, rule: VotingRule) -> tuple[str, str]:
    """Say of abstentions and of silence what they count as; a chair who only breaks ties is left out."""
    everybody, members = found.sides.count, found.sides.members
    reads_abstentions = rule.abstention in {Abstention.AS_YES, Abstention.AS_NO}
    return (
        _note(everybody.abstain, members.abstain, rule.abstention) if reads_abstentions else "",
        _note(everybody.not_voting, members.not_voting, "as yes") if rule.silence_counts_as_yes else "",
    )


def _note(number: int, read: int, as_what: str) -> str:
    if not read:
        return ""
    return f" (counted {as_what})" if read == number else f" ({read} counted {as_what})"
