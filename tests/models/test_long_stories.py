"""A city of three hundred entries: its record is walked through page by page, complete, and sums itself up."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from models.chapters import known_of
from models.commission import commission_of
from models.finding import prospect_by_id
from models.ledger import Act
from models.noting import put_note
from models.progress import progress_of
from models.recollection import story_of
from models.rules.chapters import Known
from models.rules.history import Entry, Page
from tests.builders import Office
from tests.databases import statements_of
from tests.models.lives_builders import does, lived, note_on

PAGE = 10
ENTRIES = 300
MOST_STATEMENTS = 65
"""Of one screen, with how far it has come: two or three for each kind of fact."""


def page(office: Office, prospect_id: str, **beside: int) -> Page:
    with office.workspace.reading() as session:
        return story_of(session, prospect_by_id(session, prospect_id), size=PAGE, **beside)


def known(office: Office, prospect_id: str, by: str = "U1") -> Known:
    with office.writing(by) as (session, asker):
        prospect, commission = prospect_by_id(session, prospect_id), commission_of(session)
        (progress,) = progress_of(session, [prospect], commission, office.today)
        return known_of(session, prospect, progress, asker, commission)


def chapters(office: Office, prospect_id: str) -> dict[str, tuple[str, ...]]:
    return {chapter.title: chapter.lines for chapter in known(office, prospect_id).chapters}


@pytest.fixture
def loreto(milpitas: Office) -> str:
    """A city that everything has happened to."""
    return lived(milpitas)


def walked(office: Office, prospect_id: str, *, meanwhile: Callable[[], None] = lambda: None) -> list[Entry]:
    """Turn the pages from the newest to the oldest; `meanwhile` happens between each two."""
    shown = page(office, prospect_id)
    entries = list(shown.entries)
    while shown.has_older:
        meanwhile()
        shown = page(office, prospect_id, older_than=shown.entries[-1].number)
        entries += shown.entries
    return entries


@pytest.mark.slow
def test_three_hundred_entries_are_walked_through_with_none_missing_or_doubled(
    milpitas: Office, loreto: str
) -> None:
    first = len(walked(milpitas, loreto))
    for _ in range(ENTRIES - first):
        milpitas.letter(loreto)
    every = walked(milpitas, loreto)
    with milpitas.workspace.reading() as session:
        of_file = list(session.scalars(select(Act.id).where(Act.prospect_id == loreto)))
        latest = session.scalar(select(func.max(Act.id)))

    numbers = [entry.number for entry in every]
    assert (len(numbers), numbers) == (ENTRIES, sorted(set(numbers), reverse=True))
    assert set(of_file) <= set(numbers)
    assert numbers[0] == latest

    while_written = walked(milpitas, loreto, meanwhile=lambda: milpitas.letter(loreto))
    assert [entry.number for entry in while_written] == numbers
    assert page(milpitas, loreto, newer_than=numbers[0]).has_newer is True


def test_the_way_back_to_the_newest_shows_each_entry_once_too(milpitas: Office, loreto: str) -> None:
    every = [entry.number for entry in walked(milpitas, loreto)]
    shown = page(milpitas, loreto, older_than=every[-2])
    numbers = [entry.number for entry in shown.entries]
    while shown.has_newer:
        shown = page(milpitas, loreto, newer_than=shown.entries[0].number)
        numbers = [*[entry.number for entry in shown.entries], *numbers]

    assert (len(shown.entries), numbers) == ((len(every) - 1) % PAGE, every)


def test_every_kind_of_entry_says_in_words_what_was_done(one_engine: Office) -> None:
    loreto = lived(one_engine)
    told = {entry.what: "; ".join([*entry.said, entry.why]) for entry in walked(one_engine, loreto)}
    silent = {what for what, said in told.items() if not said}

    assert silent == set()
    assert told.keys() >= {
        "inquiry recorded",
        "correspondence logged",
        "deadline extended",
        "meeting cancelled",
        "silence parked",
        "silence taken up again",
        "undone",
        "file closed",
        "file reopened",
        "criteria noted",
        "packet made",
        "step done",
        "step not applicable",
        "step waived",
        "memorandum drafted",
        "agreement signed",
        "program recorded",
        "roster changed",
        "vote opened",
        "vote closed: failed",
    }
    assert told["undone"].startswith("silence taken up again, by Ana Ruiz")
    assert told["roster changed"].startswith("owner of this file: Bo Lee")
    assert told["vote opened"].startswith("“Answer the letter.”, moved by Sam Lee")
    assert "Salt and fish" not in "".join(told.values())


def test_what_is_known_stands_under_headings(milpitas: Office, loreto: str) -> None:
    assert chapters(milpitas, loreto) == {
        "Why this city": (
            "Interests: cultural and educational",
            "2 of 50 prompts of the criteria have notes; the latest:",
            "General, Main industries compared: Salt and fish (its website; Cy Diaz, Jan 15)",
            "General, Population: 40,000 (its website; Ana Ruiz, Jan 15)",
        ),
        "Asked and answered, step by step": (
            (
                "Move from e-mail to formal letters that settle the fields of interest, "
                "not applicable Jan 15, 2026: because: They wrote on paper"
            ),
            "Get the completed request form, done Jan 15, 2026: who filled it in: The mayor's office",
            (
                "Confirm who speaks for sister cities there, and get in touch, done Jan 15, 2026: "
                "name and address of their representative: The mayor's office"
            ),
            (
                "Get a tentative agreement on focus areas and criteria, done Jan 15, 2026: "
                "chosen: educational and cultural; the criteria agreed on: The mayor's office"
            ),
            "Register the relationship with Sister Cities International, waived Jan 15, 2026: because: Next year",
        ),
        "Agreement": (
            "Draft 2 of the memorandum, Jan 15, 2026, by Bo Lee: Fees left out",
            (
                "City Council, Jan 15, 2026, returned: number of the resolution, "
                "or the item in the minutes: Resolution 26-014; note: For two years only"
            ),
            (
                "City Council, Jan 15, 2026, continued: number of the resolution, "
                "or the item in the minutes: Resolution 26-014; to Jan 22, 2026; note: For two years only"
            ),
            (
                "City Council, Jan 15, 2026, approved with changes: number of the resolution, "
                "or the item in the minutes: Resolution 26-014; conditions: For two years only"
            ),
            "Sister city: we signed Jan 15, 2026 (Mayor Ortiz), they signed Jan 15, 2026 (Alcalde Ruiz)",
            "Approved Jan 15, 2026 and signed Jan 15, 2026",
        ),
        "Work plan, programs and evaluation": (
            (
                "Write down what the partnership sets out to do, done Jan 15, 2026: "
                "short-term goals: Pen pals; long-term goals: A visit each year"
            ),
            "Program “Pen pals”, Jan 15, 2026: Twenty pupils wrote",
            "Evaluation on Fri, Jan 15, 2027",
        ),
        "Papers": ("1 kept, the latest: mou.pdf",),
        "People": ("Contact on their side: Ms. Paz", "Contact on our side: Ana Ruiz"),
    }


def test_a_denial_approves_nothing_even_when_the_file_is_open_again(one_engine: Office) -> None:
    loreto = one_engine.inquiry()
    denied = ("City Council, Jan 15, 2026, denied: note: In the binder",)
    one_engine.complete(loreto, "council", outcome="denied")
    assert chapters(one_engine, loreto)["Agreement"] == denied
    one_engine.turn(loreto, closed=False)
    assert chapters(one_engine, loreto)["Agreement"] == denied


def test_a_note_that_is_held_back_is_known_to_staff_and_its_author_alone(one_engine: Office) -> None:
    loreto = one_engine.inquiry()
    does(one_engine, put_note, note_on(loreto, "Population", "40,000"), by="U3")
    seen = {by: known(one_engine, loreto, by=by).chapters[0].title for by in ("U1", "U2", "U3", "U4")}

    assert seen == {"U1": "Why this city", "U2": "People", "U3": "Why this city", "U4": "People"}


@pytest.mark.slow
def test_a_city_is_told_with_as_many_statements_however_much_there_is(one_engine: Office) -> None:
    loreto = lived(one_engine)
    counts = []
    for _ in range(2):
        with statements_of(one_engine.workspace.engine) as said:
            page(one_engine, loreto)
            known(one_engine, loreto)
        counts.append(sum(statement.startswith("SELECT") for statement in said))
        for _ in range(40):
            one_engine.letter(loreto)

    assert max(counts) <= MOST_STATEMENTS
