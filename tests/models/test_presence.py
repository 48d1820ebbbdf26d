from pathlib import Path

import pytest

from models import presence
from models.presence import alone_at, at_work_on, taking_turns
from models.refusals import Refusal


class Schema:
    """A schema that is brought up to date, and counts how often."""

    def __init__(self, *, ready: bool = True) -> None:
        self.ready = ready
        self.made = 0

    def is_ready(self) -> bool:
        return self.ready

    def make_ready(self) -> None:
        self.ready = True
        self.made += 1


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "clerk.db"


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presence, "LONGEST_WAIT", 0.2)


def test_several_may_be_at_work(file: Path) -> None:
    schema = Schema()
    with (
        at_work_on(file, is_ready=schema.is_ready, make_ready=schema.make_ready),
        at_work_on(file, is_ready=schema.is_ready, make_ready=schema.make_ready),
    ):
        assert schema.made == 0


def test_nobody_is_alone_while_somebody_is_at_work(file: Path) -> None:
    schema = Schema()
    with (
        at_work_on(file, is_ready=schema.is_ready, make_ready=schema.make_ready),
        pytest.raises(
            Refusal, match=r"^Clerk is at work on this database\. Stop it first, then try again\.$"
        ),
        alone_at(file),
    ):
        pass

    with alone_at(file):
        pass


def test_a_database_is_made_ready_by_whoever_is_alone_and_shared_after_that(file: Path) -> None:
    schema = Schema(ready=False)
    with (
        at_work_on(file, is_ready=schema.is_ready, make_ready=schema.make_ready),
        at_work_on(file, is_ready=schema.is_ready, make_ready=schema.make_ready),
    ):
        assert schema.made == 1


def test_a_database_does_not_change_under_an_earlier_release(file: Path) -> None:
    earlier, later = Schema(), Schema(ready=False)
    with (
        at_work_on(file, is_ready=earlier.is_ready, make_ready=earlier.make_ready),
        pytest.raises(Refusal, match="Another Clerk, of an earlier version, is at work on this database"),
        at_work_on(file, is_ready=later.is_ready, make_ready=later.make_ready),
    ):
        pass
    assert later.made == 0


def test_one_that_waits_sees_that_another_made_it_ready(file: Path) -> None:
    earlier, later = Schema(), Schema()
    with (
        at_work_on(file, is_ready=earlier.is_ready, make_ready=earlier.make_ready),
        at_work_on(file, is_ready=iter([False, False, True]).__next__, make_ready=later.make_ready),
    ):
        assert later.made == 0


def test_a_matter_is_one_process_s_at_a_time(file: Path) -> None:
    with taking_turns(file, "nightly") as first, taking_turns(file, "nightly") as second:
        assert (first, second) == (True, False)
    with taking_turns(file, "nightly") as again:
        assert again is True


def test_the_lock_is_private(file: Path) -> None:
    with alone_at(file):
        assert [(each.name, f"{each.stat().st_mode:o}"[-3:]) for each in file.parent.iterdir()] == [
            ("clerk.db.in-use", "600")
        ]
