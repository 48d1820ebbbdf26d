"""Drafts of a memorandum in the records."""

from datetime import date
from typing import Any

import pytest

from models.commission import commission_of
from models.drafting import NewDraft, drafts_of, record_draft
from models.finding import prospect_by_id
from models.recollection import story_of
from models.refusals import NotAllowed
from tests.builders import TODAY, Office, refused


def drafts(office: Office, prospect_id: str, *, by: str = "U1", **said: Any) -> str | None:  # noqa: ANN401  fields of many types
    """Record a draft; gives the step that its paper belongs to."""
    usual = {"dated_on": TODAY, "by_whom": "Loreto", "changes": "Schools", "link": "https://city.example/mou"}
    new = NewDraft(**{"prospect_id": prospect_id, **usual, **said})
    with office.writing(by) as (session, asker):
        return record_draft(session, new, asker, commission_of(session), office.now).step_id


def numbers(office: Office, prospect_id: str) -> list[int]:
    with office.workspace.reading() as session:
        return [row.number for row in drafts_of(session, prospect_by_id(session, prospect_id))]


def test_drafts_are_numbered_for_each_city_and_a_number_taken_back_is_given_again(milpitas: Office) -> None:
    loreto, tena = milpitas.inquiry(), milpitas.inquiry("Tena")
    for prospect_id in (loreto, tena, loreto):
        drafts(milpitas, prospect_id)
    assert (numbers(milpitas, loreto), numbers(milpitas, tena)) == ([1, 2], [1])

    milpitas.undo(milpitas.last_act())
    assert numbers(milpitas, loreto) == [1]
    drafts(milpitas, loreto, changes="Museums.")
    with milpitas.workspace.reading() as session:
        story = story_of(session, prospect_by_id(session, loreto), size=1)
    assert [(entry.what, entry.said) for entry in story.entries] == [
        (
            "memorandum drafted",
            ("draft 2 of the memorandum, Jan 15, 2026, by Loreto: Museums, see https://city.example/mou",),
        )
    ]


@pytest.mark.parametrize(
    ("path", "step_id"),
    [("milpitas/inquiry", "mou"), ("sci-guide/partnership", "agreement"), ("cerritos/application", None)],
)
def test_its_paper_belongs_to_the_step_at_which_the_path_has_it_written(
    one_engine: Office, path: str, step_id: str | None
) -> None:
    assert drafts(one_engine, one_engine.inquiry(path=path)) == step_id


@pytest.mark.parametrize(
    ("said", "message", "field"),
    [
        ({"dated_on": None}, "Please choose the date.", "dated_on"),
        ({"dated_on": date(2026, 1, 16)}, "That date is in the future. Use the day it happened.", "dated_on"),
        ({"by_whom": " "}, "Please say who wrote it.", "by_whom"),
        ({"changes": ""}, "Please say what is new since the draft before.", "changes"),
        ({"link": ""}, "Paste a link to the draft.", "paper"),
        ({"link": "", "can_attach": True}, "Attach the draft, or paste a link to it.", "paper"),
        ({"link": "mou"}, "That is not a web address. It begins with https://.", "paper"),
    ],
)
def test_what_is_missing_or_cannot_be_is_refused_beside_its_field(
    one_engine: Office, said: dict[str, Any], message: str, field: str
) -> None:
    loreto = one_engine.inquiry()
    drafts(one_engine, loreto, changes="")
    with refused(message, field):
        drafts(one_engine, loreto, **said)
    assert numbers(one_engine, loreto) == [1]


def test_only_officers_record_a_draft_and_only_in_an_open_file(one_engine: Office) -> None:
    loreto = one_engine.inquiry()
    with pytest.raises(NotAllowed):
        drafts(one_engine, loreto, by="U3")
    one_engine.turn(loreto, closed=True)
    with refused("The file on Loreto, Mexico is closed. The chair or staff can reopen it."):
        drafts(one_engine, loreto)
