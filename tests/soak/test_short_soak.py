from pathlib import Path

import pytest

from tests.soak.run import run_soak
from tests.soak.world import SHORT


@pytest.mark.slow
def test_nothing_is_lost_and_nothing_doubled_while_workers_are_killed_and_slack_fails(
    address: str, tmp_path: Path
) -> None:
    counted = run_soak(address, SHORT, seed=4, folder=tmp_path)

    assert (counted.lost, counted.doubled, counted.messages) == ((), (), 32)
    assert counted.kills >= 5
