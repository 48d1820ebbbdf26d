"""`clerk setup FILE`: what is printed, and what is changed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.setup_command import commission_in, run_setup
from models.cities import Partner
from models.database import Database
from models.meetings import Meeting
from models.members import Member
from models.prospects import Prospect
from models.rules.permissions import Role

NOW = datetime(2026, 11, 22, 18, tzinfo=UTC)
SAMPLE = Path(__file__).parent.parent.parent / "bot" / "sample.toml"
FILE = """
name = "Riverton"
zone = "America/Denver"
policies = ["milpitas"]
[[person]]
name = "Sam Reyes"
roles = ["staff"]
"""
FIRST = [
    "Done:",
    "- set up Riverton",
    "- load policy milpitas ({})",
    "- add person Sam Reyes (staff)",
]


@pytest.fixture
def database(sqlite_database: Database) -> Database:
    """A migrated SQLite database: tests/models/test_setup.py looks at both engines."""
    return sqlite_database


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "riverton.toml"
    path.write_text(FILE, encoding="utf-8")
    return path


def run(path: Path, database: Database, *, apply: bool = False) -> tuple[int, list[str]]:
    said: list[str] = []
    code = run_setup(path, database=database, workspace_id="T1", now=NOW, apply=apply, out=said.append)
    return code, "\n".join(said).splitlines()


def names(database: Database) -> list[str]:
    with database.workspace("T1").reading() as session:
        return list(session.scalars(select(Member.name).order_by(Member.name)))


def test_the_first_run_sets_the_commission_up_at_once(file: Path, database: Database) -> None:
    loaded = commission_in(file).policies[0].policy.content_hash[:12]

    assert run(file, database) == (0, [line.format(loaded) for line in FIRST])
    assert names(database) == ["Sam Reyes"]


def test_a_later_run_prints_the_differences_and_changes_nothing(file: Path, database: Database) -> None:
    run(file, database)
    file.write_text(FILE.replace("Sam Reyes", "Ann Oh"), encoding="utf-8")

    assert run(file, database) == (
        0,
        [
            "The file differs from what is recorded:",
            "- add person Ann Oh (staff)",
            "- make inactive: Sam Reyes",
            "Nothing was changed. Run it again with --apply to make these changes.",
        ],
    )
    assert names(database) == ["Sam Reyes"]


def test_a_later_run_with_apply_makes_the_changes(file: Path, database: Database) -> None:
    run(file, database)
    file.write_text(FILE.replace("Sam Reyes", "Ann Oh"), encoding="utf-8")

    assert run(file, database, apply=True) == (
        0,
        ["Done:", "- add person Ann Oh (staff)", "- make inactive: Sam Reyes"],
    )
    assert names(database) == ["Ann Oh", "Sam Reyes"]


@pytest.mark.parametrize("apply", [False, True])
def test_a_file_that_agrees_with_the_record_says_so(file: Path, database: Database, *, apply: bool) -> None:
    run(file, database)

    assert run(file, database, apply=apply) == (
        0,
        ["Nothing to change: what is recorded agrees with the file."],
    )


def test_what_the_file_no_longer_names_is_listed(file: Path, database: Database) -> None:
    partner = "[[partner]]\ncity = 'Loreto'\ncountry = 'Mexico'\nsince = 1999\n"
    file.write_text(FILE + partner, encoding="utf-8")
    run(file, database)
    file.write_text(FILE, encoding="utf-8")

    assert run(file, database) == (
        0,
        [
            "Nothing to change: what is recorded agrees with the file.",
            "Not in the file, and left as it is:",
            "- partner Loreto, Mexico",
        ],
    )


def test_a_policy_of_the_commission_s_own_lies_beside_its_file(file: Path) -> None:
    policy = Path(SAMPLE.parent.parent / "models" / "policies" / "cerritos.toml").read_text(encoding="utf-8")
    (file.parent / "own.toml").write_text(policy.replace('"cerritos"', '"own"'), encoding="utf-8")
    file.write_text(FILE.replace('"milpitas"', '"own.toml"'), encoding="utf-8")

    assert [chosen.policy.id for chosen in commission_in(file).policies] == ["own"]


def test_a_file_with_faults_is_not_used(file: Path, database: Database) -> None:
    file.write_text(FILE.replace("milpitas", "milpitsa"), encoding="utf-8")

    assert run(file, database) == (
        1,
        [
            "riverton.toml: 1 to put right",
            '- the top of the file, policies: there is no policy "milpitsa". Expected a policy that comes with Clerk, or a file beside this one.',
        ],
    )
    assert names(database) == []


def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path, database: Database) -> None:
    path = tmp_path / "missing.toml"

    assert run(path, database) == (1, [f"{path} cannot be read: No such file or directory."])


def test_the_sample_commission_has_its_seats_partners_meetings_and_prospects(database: Database) -> None:
    code, _ = run(SAMPLE, database)

    with database.workspace("T1").reading() as session:
        people = session.scalars(select(Member).order_by(Member.id)).all()
        prospects = [row.title for row in session.scalars(select(Prospect).order_by(Prospect.number))]
        last = session.scalars(select(Meeting.on).order_by(Meeting.on.desc())).first()
        partners = len(session.scalars(select(Partner)).all())
        seats = {
            role: [row.seat for row in people if role in row.roles] for role in (Role.MEMBER, Role.ALTERNATE)
        }
        assert code == 0
        assert seats == {Role.MEMBER: [1, 2, 3, 4, 5, 6, 7], Role.ALTERNATE: [1, 2]}
        assert [row.name for row in people if row.slack_id is None] == ["Walter Lindqvist"]
        assert (partners, str(last)) == (5, "2027-12-23")
        assert prospects == ["Hakusan, Japan", "Cascais, Portugal", "Cuenca, Ecuador", "Jeonju, South Korea"]
