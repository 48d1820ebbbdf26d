from datetime import date

from models.commission import commission_of
from models.finding import prospect_by_id
from models.papers import keep_paper
from models.recollection import dates_between, story_of
from models.rules.history import Entry
from tests.builders import NOW, Office


def story(milpitas: Office, prospect_id: str, offset: int = 0, size: int = 9) -> tuple[list[Entry], bool]:
    with milpitas.workspace.reading() as session:
        return story_of(session, prospect_by_id(session, prospect_id), offset=offset, size=size)


def dates(milpitas: Office, until: str) -> list[tuple[str, str, str, bool]]:
    with milpitas.workspace.reading() as session:
        found = dates_between(session, date.fromisoformat(until), commission_of(session), milpitas.today)
        return [(each.progress.name, each.title, each.on.isoformat(), each.is_goal) for each in found]


def test_a_story_tells_what_was_done_newest_first_and_what_was_taken_back(milpitas: Office) -> None:
    loreto = milpitas.inquiry(notes="Hola")
    milpitas.letter(loreto, by="U2", completes=("discuss", "reply"))
    milpitas.undo(milpitas.last_act(), by="U2")
    milpitas.turn(loreto, closed=True)
    entries, more = story(milpitas, loreto)

    assert more is False
    assert [(entry.what, entry.by, entry.said, entry.reason, entry.undone) for entry in entries] == [
        ("file closed", "Ana Ruiz", (), "They withdrew", False),
        ("undone", "Bo Lee", (), "", False),
        (
            "correspondence logged",
            "Bo Lee",
            (
                "Letter from us, Jan 15, 2026, Email: Hello",
                "“Reply to the inquiry in writing” done, Jan 15, 2026",
                "“Discuss the possible relationship at a commission meeting” done, Jan 15, 2026",
            ),
            "",
            True,
        ),
        ("inquiry recorded", "Ana Ruiz", ("Inquiry from them, Jan 15, 2026, Letter: Hola",), "", False),
    ]


def test_a_story_names_the_papers_of_an_entry(one_engine: Office) -> None:
    loreto = one_engine.inquiry()
    wanted = {"prospect": loreto, "letter": None, "step": None, "act": 1}
    with one_engine.workspace.transaction(NOW) as session:
        keep_paper(session, wanted, name="a.pdf", media_type="application/pdf", content=b"abc")

    assert story(one_engine, loreto)[0][0].said[1:] == ("with a.pdf (3 bytes, SHA-256 ba7816bf8f01)",)


def test_a_story_comes_in_pages(one_engine: Office) -> None:
    loreto = one_engine.inquiry()
    one_engine.letter(loreto)
    one_engine.letter(loreto)
    pages = [story(one_engine, loreto, offset, 2) for offset in (0, 1, 2)]

    assert [([entry.what for entry in page], more) for page, more in pages] == [
        (["correspondence logged"] * 2, True),
        (["correspondence logged", "inquiry recorded"], False),
        (["inquiry recorded"], False),
    ]


def test_dates_to_come_are_listed_with_those_that_have_passed_earliest_first(milpitas: Office) -> None:
    milpitas.inquiry("Loreto", received_on=date(2026, 1, 8))
    milpitas.inquiry("Ulm", country="DE", path="cerritos/application", received_on=date(2025, 9, 1))
    closed = milpitas.inquiry("Hue", country="VN")
    milpitas.turn(closed, closed=True)
    milpitas.inquiry("Cork", country="IE")
    milpitas.undo(milpitas.last_act())
    overdue = [
        ("Ulm", "File as a nonprofit organization", "2025-12-30", False),
        ("Ulm", "Obtain 501(c)(3) tax-exempt status", "2025-12-30", False),
    ]

    assert dates(milpitas, "2026-01-22") == overdue
    assert dates(milpitas, "2026-01-23") == [
        *overdue,
        ("Loreto", "Reply to the inquiry in writing", "2026-01-23", True),
    ]
