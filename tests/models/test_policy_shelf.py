import pytest
from sqlalchemy import select

from models.policy_shelf import current_versions, offered_paths, path_named, policy_in, put_on_shelf
from models.rules.policy_faults import PolicyFaults
from models.workspaces import PolicyVersion
from tests.builders import NOW, Office, refused, shipped_text

OLD = shipped_text("milpitas")
NEW = OLD.replace(b'goal = "10 working days after inquiry"', b'goal = "5 working days after inquiry"')


def current(milpitas: Office) -> list[tuple[str, bytes]]:
    with milpitas.workspace.reading() as session:
        return [(row.policy_id, row.content) for row in current_versions(session)]


def test_a_prospect_keeps_the_version_it_began_under(milpitas: Office) -> None:
    before = milpitas.inquiry()
    milpitas.load(NEW)
    after = milpitas.inquiry("Hue", country="VN")
    milpitas.letter(before)

    goals = [milpitas.due_rows(each)["reply", "goal"].isoformat() for each in (before, after)]
    assert goals == ["2026-01-30", "2026-01-23"]


def test_a_text_is_kept_once_and_may_become_the_current_one_again(milpitas: Office) -> None:
    for text in (NEW, OLD, OLD):
        milpitas.load(text)
        assert current(milpitas) == [("milpitas", text)]
    with milpitas.workspace.reading() as session:
        assert len(session.scalars(select(PolicyVersion)).all()) == 2


def test_a_text_that_cannot_be_read_changes_nothing(one_engine: Office) -> None:
    with pytest.raises(PolicyFaults):
        one_engine.load(b"id = 3")

    assert current(one_engine) == [("milpitas", OLD)]


def test_paths_are_offered_in_the_order_of_their_loading_then_by_name(one_engine: Office) -> None:
    with one_engine.workspace.transaction(NOW) as session:
        for name in ("sci-guide", "cities-seeking-cities", "cerritos"):
            put_on_shelf(session, shipped_text(name), name=name, now=NOW)

    with one_engine.workspace.reading() as session:
        assert [f"{policy.id}/{path.id}" for _, policy, path in offered_paths(session)] == [
            "cerritos/application",
            "cities-seeking-cities/member",
            "milpitas/inquiry",
            "milpitas/initiated",
            "sci-guide/partnership",
        ]


def test_a_path_is_named_with_its_policy(one_engine: Office) -> None:
    with one_engine.workspace.reading() as session:
        version, policy, path = path_named(session, "milpitas/initiated")
        assert (policy_in(version), path) == (policy, policy.path("initiated"))
        with refused("That list of steps is no longer there. Please choose again.", "path"):
            path_named(session, "initiated")


def test_each_workspace_has_its_own_shelf(milpitas: Office, cerritos: Office) -> None:
    milpitas.load(NEW)

    assert (current(milpitas), current(cerritos)) == ([("milpitas", NEW)], [("milpitas", OLD)])
