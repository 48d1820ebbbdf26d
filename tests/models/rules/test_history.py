import pytest

from models.rules.history import shown_for
from models.rules.policy import CriteriaGroup, Step

CRITERIA = (
    CriteriaGroup(id="civic", title="Civic", prompts=()),
    CriteriaGroup(id="economic", title="Economic", prompts=()),
)


@pytest.mark.parametrize(
    ("evidence", "numbers", "said"),
    [
        ({}, {}, []),
        ({"kind": "note"}, {"count": 4}, ["4 picked"]),
        ({"need": ["a"], "any_of": ["b"], "contains": ["c", "d"]}, {}, ["with a", "with b", "with c and d"]),
        ({"contains": ["c"], "lacks": ["d", "e"]}, {}, ["with c", "not in it: d and e"]),
        ({"pick": ["a", "b"], "other": "c"}, {}, ["chosen: a, b and c"]),
        ({"other": "c"}, {}, ["chosen: c"]),
        ({"kind": "meeting"}, {}, ["discussed at a meeting"]),
        ({"kind": "vote", "link": "https://a.example"}, {}, ["by a recorded vote", "see https://a.example"]),
        (
            {"criteria": {"economic": "Ports", "civic": "Both have choirs"}},
            {},
            ["Civic: Both have choirs", "Economic: Ports"],
        ),
    ],
)
def test_what_was_shown_for_a_step_can_be_read_back(
    evidence: dict[str, object], numbers: dict[str, object], said: list[str]
) -> None:
    step = Step(id="step", title="Step", who="Us", source="1")
    assert shown_for(step, evidence, numbers, CRITERIA) == said
