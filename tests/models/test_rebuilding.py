from datetime import date

from sqlalchemy import delete, update

from models.database import Database
from models.due_dates import DueDate
from models.rebuilding import rebuild_everything
from tests.builders import NOW, Office


def test_every_date_of_every_workspace_is_counted_anew(
    milpitas: Office, cerritos: Office, database: Database
) -> None:
    loreto, elsewhere, undone = milpitas.inquiry(), cerritos.inquiry(), milpitas.inquiry("Hue", country="VN")
    kept = milpitas.due_rows(loreto)
    milpitas.undo(milpitas.last_act())
    with milpitas.workspace.transaction(NOW) as session:
        session.execute(delete(DueDate))
        session.add(DueDate(prospect_id=undone, step_id="reply", kind="due", on=NOW.date(), basis=""))
    with cerritos.workspace.transaction(NOW) as session:
        session.execute(update(DueDate).values(on=date(2000, 1, 1)))

    assert rebuild_everything(database, NOW) == 2
    assert (milpitas.due_rows(loreto), cerritos.due_rows(elsewhere)) == (kept, kept)
    assert (milpitas.due_rows(undone), kept) == ({}, {("reply", "goal"): date(2026, 1, 30)})


def test_without_workspaces_there_is_nothing_to_count(database: Database) -> None:
    assert rebuild_everything(database, NOW) == 0
