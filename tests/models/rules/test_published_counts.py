"""Votes that published rules decide, counted.

published_counts.csv restates them in our words, each with its source. RONR is Robert's Rules of Order Newly
Revised, 12th edition, by section and paragraph. A quorum that is left out is one of the authorised seats.
"""

import csv
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from models.rules.counting import Abstention, Outcome, QuorumBase, Threshold, VoteOption, VotingRule
from models.rules.tallies import voting_rule
from tests.models.rules.votes import voted

Row = Mapping[str, str]

with Path(__file__).with_name("published_counts.csv").open(encoding="utf-8", newline="") as table:
    EXAMPLES: list[dict[str, str]] = list(csv.DictReader(table))

READINGS = {
    "": VotingRule(),
    "abstentions as no": VotingRule(abstention=Abstention.AS_NO),
    "silence as yes": VotingRule(silence_counts_as_yes=True),
    "recused in quorum": VotingRule(recused_count_for_quorum=True),
    "chair breaks ties": VotingRule(chair_only_breaks_ties=True),
}


def body_rule_of(row: Row) -> VotingRule:
    body = READINGS[row["reading"]]
    match row["quorum"]:
        case "":
            return body
        case "filled seats":
            return replace(body, quorum_base=QuorumBase.FILLED)
        case number:
            return replace(body, quorum_base=QuorumBase.FIXED, quorum_fixed=int(number))


def rule_of(row: Row) -> VotingRule:
    body = body_rule_of(row)
    match row["rule"].split():
        case ["add", "an", "item"]:
            return replace(body, threshold=Threshold.ADD_ITEM)
        case [number, "votes"]:
            return replace(body, threshold=Threshold.FIXED, votes_needed=int(number))
        case _:
            return voting_rule(row["rule"], body)


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: f"{row['source']}: {row['says']}")
def test_a_vote_ends_as_its_source_says(row: Row) -> None:
    number = {name: int(row[name] or 0) for name in ("yes", "no", "abstain", "recused", "silent")}
    seats = {name: int(row[name] or 0) for name in ("seats", "vacant", "alternates")}
    chair = VoteOption(row["chair"]) if row["chair"] else None
    found = voted(**number, **seats, rule=rule_of(row), chair=chair)

    assert (found.outcome, found.needed) == (Outcome(row["outcome"]), int(row["needed"]))


def test_every_example_names_its_source_and_no_two_are_the_same() -> None:
    assert [row for row in EXAMPLES if not row["source"] or not row["says"]] == []
    assert len({tuple(row.values()) for row in EXAMPLES}) == len(EXAMPLES)
