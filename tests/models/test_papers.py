import hashlib
import json

from sqlalchemy import select

from models.askers import asker_of
from models.correspondence import Paper
from models.ledger import Act
from models.outbox import Outbox
from models.papers import FETCH_PAPER, LARGEST, keep_paper, owe_papers
from tests.builders import NOW, Office, refused


def wanted(loreto: str) -> dict[str, object]:
    return {"file": "F1", "prospect": loreto, "letter": None, "step": "form", "act": 1}


def test_attached_files_are_owed_once_each(milpitas: Office) -> None:
    loreto = milpitas.inquiry()
    for _ in range(2):
        with milpitas.workspace.transaction(NOW) as session:
            act = session.scalars(select(Act)).one()
            files = [{"id": "F1"}, {"id": "F2"}]
            asker = asker_of(session, "U1")
            owe_papers(session, files, prospect_id=loreto, act=act, asker=asker, now=NOW, step_id="form")

    with milpitas.workspace.reading() as session:
        owed = session.scalars(select(Outbox).where(Outbox.kind == FETCH_PAPER).order_by(Outbox.key)).all()
        assert [(row.destination, row.next_at, json.loads(row.subject)) for row in owed] == [
            ("U1", NOW, wanted(loreto)),
            ("U1", NOW, {**wanted(loreto), "file": "F2"}),
        ]


def test_a_paper_is_kept_byte_for_byte_with_its_hash(milpitas: Office) -> None:
    content = bytes(range(256))
    loreto = milpitas.inquiry()
    with milpitas.workspace.transaction(NOW) as session:
        keep_paper(
            session, wanted(loreto), name="m\u00e9mo.pdf", media_type="application/pdf", content=content
        )

    with milpitas.workspace.reading() as session:
        paper = session.scalars(select(Paper)).one()
        assert (paper.content, paper.size, paper.sha256) == (
            content,
            256,
            hashlib.sha256(content).hexdigest(),
        )
        assert (paper.prospect_id, paper.step_id, paper.letter_id, paper.act_id) == (loreto, "form", None, 1)
        assert (paper.name, paper.media_type) == ("m\u00e9mo.pdf", "application/pdf")


def test_a_paper_past_ten_megabytes_is_refused(one_engine: Office) -> None:
    loreto = one_engine.inquiry()
    with (
        refused("That file is larger than 10 MB. Please attach a smaller one."),
        one_engine.workspace.transaction(NOW) as session,
    ):
        keep_paper(session, wanted(loreto), name="a", media_type="b", content=bytes(LARGEST + 1))
