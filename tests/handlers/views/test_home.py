from dataclasses import replace
from datetime import date

from handlers.views.home import home, to_decide
from models.policies import shipped_policy
from models.rules.progress import Progress
from tests.handlers.views.builders import TODAY, drawn, progress

LATE = date(2026, 1, 12)
CASCAIS = progress(shipped_policy("milpitas"), "inquiry", owner="Dana Ito")


def blocks_of(files: list[Progress], total: int) -> list[dict[str, object]]:
    """Draw what somebody has to decide: the first step of each file."""
    return [
        block.to_dict()
        for block in to_decide([(each, each.now[0], LATE) for each in files], TODAY, total=total)
    ]


def test_each_line_says_how_late_and_who_looks_after_it_and_the_heading_what_is_left_out() -> None:
    said = str(blocks_of([CASCAIS, replace(CASCAIS, owner=None)], total=7))
    title = CASCAIS.now[0].step.title

    assert f"Cascais: “{title}”, 8 working days late; Dana Ito looks after it" in said
    assert f"Cascais: “{title}”, 8 working days late; nobody looks after it" in said
    assert "The oldest; 5 more are open." in said
    assert "more are open" not in str(blocks_of([CASCAIS], total=1))
    assert blocks_of([], total=0) == []


def test_a_full_home_keeps_well_below_forty_blocks() -> None:
    five = [CASCAIS] * 5
    full = home(
        "Ngozi Okafor",
        five,
        five,
        TODAY,
        total=200,
        verbs=("inquiry", "log", "next", "done", "meeting", "vote", "roster", "minutes"),
        deciding=to_decide([(each, each.now[0], LATE) for each in five], TODAY, total=9),
    )

    assert len(drawn(full)["blocks"]) == 23
