import pytest

from models.rules.counting import QuorumBase, Threshold, VotingRule


def test_a_rule_without_the_number_that_it_speaks_of_is_refused() -> None:
    with pytest.raises(ValueError, match="votes_needed"):
        VotingRule(threshold=Threshold.FIXED)
    with pytest.raises(ValueError, match="quorum_fixed"):
        VotingRule(quorum_base=QuorumBase.FIXED)
