"""The goals that whoever evaluates a partnership is shown."""

from models.finding import prospect_by_id
from models.further import Further
from models.work_plans import goals_of
from tests.builders import Office
from tests.models.agreement_builders import approved, signs_both


def goals(office: Office, prospect_id: str) -> list[tuple[str, str]]:
    with office.workspace.reading() as session:
        return goals_of(session, prospect_by_id(session, prospect_id))


def test_the_goals_of_the_work_plan_are_given_while_it_stands(milpitas: Office) -> None:
    loreto = approved(milpitas)
    signs_both(milpitas, loreto)
    assert goals(milpitas, loreto) == []
    milpitas.complete(
        loreto, "work-plan", further=Further(asked=("Two exchanges a year.", "A school partnership."))
    )
    assert goals(milpitas, loreto) == [
        ("short-term goals", "Two exchanges a year."),
        ("long-term goals", "A school partnership."),
    ]

    milpitas.undo(milpitas.last_act())
    assert goals(milpitas, loreto) == []
