from datetime import date

from sqlalchemy import select

from models.commission import commission_of
from models.contacts import Contact
from models.correspondence import Letter
from models.dated_steps import dates_between
from models.finding import prospect_by_id
from models.papers import keep_paper
from models.recollection import contacts_of, story_of
from models.rules.history import Entry, Page
from tests.builders import NOW, Office
from tests.models.agreement_builders import signed_without_a_form


def page(milpitas: Office, prospect_id: str, size: int = 9, **beside: int) -> Page:
    with milpitas.workspace.reading() as session:
        return story_of(session, prospect_by_id(session, prospect_id), size=size, **beside)


def story(milpitas: Office, prospect_id: str) -> list[Entry]:
    return list(page(milpitas, prospect_id).entries)


def last_said(office: Office, prospect_id: str) -> tuple[str, ...]:
    return story(office, prospect_id)[0].said


def dates(milpitas: Office, until: str) -> list[tuple[str, str, str, bool]]:
    with milpitas.workspace.reading() as session:
        found = dates_between(session, date.fromisoformat(until), commission_of(session), milpitas.today)
        return [(each.progress.name, each.title, each.on.isoformat(), each.is_goal) for each in found]


def test_a_story_tells_what_was_done_newest_first_and_what_was_taken_back(milpitas: Office) -> None:
    loreto = milpitas.inquiry(notes="Hola")
    milpitas.letter(loreto, by="U2", completes=("discuss", "reply"))
    milpitas.undo(milpitas.last_act(), by="U2")
    milpitas.turn(loreto, closed=True)
    entries = story(milpitas, loreto)

    assert [(entry.what, entry.by, entry.said, entry.reason, entry.undone) for entry in entries] == [
        ("file closed", "Ana Ruiz", (), "They withdrew", False),
        ("undone", "Bo Lee", ("correspondence logged, by Bo Lee",), "", False),
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

    assert story(one_engine, loreto)[0].said[1:] == ("with a.pdf (3 bytes, SHA-256 ba7816bf8f01)",)


def test_a_story_comes_in_pages(one_engine: Office) -> None:
    loreto = one_engine.inquiry()
    one_engine.letter(loreto)
    one_engine.letter(loreto)
    newest = page(one_engine, loreto, 2)
    oldest = page(one_engine, loreto, 2, older_than=newest.entries[-1].number)
    one_engine.letter(loreto)
    since = page(one_engine, loreto, 2, newer_than=oldest.entries[0].number)

    assert [
        ([entry.number for entry in each.entries], each.has_newer, each.has_older)
        for each in (newest, oldest, since, page(one_engine, loreto, 2))
    ] == [([3, 2], False, True), ([1], True, False), ([3, 2], True, True), ([4, 3], False, True)]


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


def test_a_return_says_its_outcome_what_was_shown_and_what_is_open_again(milpitas: Office) -> None:
    loreto = milpitas.inquiry(medium="Letter")
    milpitas.complete(loreto, "mou")
    mou, council = (milpitas.standing(loreto, step).step.title for step in ("mou", "council"))
    link = "https://milpitas.gov/minutes"
    milpitas.complete(loreto, "council", outcome="returned", evidence="link", link=link, ticked={})
    assert last_said(milpitas, loreto) == (
        f"“{council}” returned, Jan 15, 2026: see {link}",
        f"opened again: “{mou}”",
    )
    assert story(milpitas, loreto)[1].said == (
        f"“{mou}” done, Jan 15, 2026: with draft Memorandum of Understanding",
    )

    milpitas.complete(loreto, "mou")
    milpitas.complete(loreto, "council", evidence="vote")
    assert last_said(milpitas, loreto)[0].startswith(f"“{council}” approved, Jan 15, 2026: ")
    assert last_said(milpitas, loreto)[0].endswith("by a recorded vote")


def test_a_file_that_is_reopened_says_which_step_is_to_be_decided_anew(one_engine: Office) -> None:
    loreto = one_engine.inquiry()
    one_engine.complete(loreto, "council", outcome="denied")
    one_engine.turn(loreto, closed=False)
    council = one_engine.standing(loreto, "council").step.title

    assert last_said(one_engine, loreto) == (f"opened again: “{council}”",)


def test_numbers_ticks_and_choices_can_be_read_back(one_engine: Office) -> None:
    group = one_engine.inquiry(path="cerritos/application")
    one_engine.complete(group, "members")
    one_engine.complete(group, "residents", part="27", whole="51")
    residents = one_engine.standing(group, "residents").step

    (said,) = last_said(one_engine, group)
    assert said.startswith(
        f"“{residents.title}” done, Jan 15, 2026: residents: 27 of 51 officers and members"
    )


def test_the_letter_that_shows_a_step_is_named_once(one_engine: Office) -> None:
    loreto = one_engine.inquiry()
    with one_engine.workspace.reading() as session:
        letter = session.scalars(select(Letter.id)).one()
    one_engine.complete(loreto, "reply", evidence="letter", letter_id=letter, ticked={"need": (0,)})
    (said,) = last_said(one_engine, loreto)
    assert said == (
        "“Reply to the inquiry in writing” done, Jan 15, 2026: "
        "with copy of the written reply, shown by Inquiry from them, Jan 15, 2026"
    )

    one_engine.complete(loreto, "form", evidence="note")
    assert "shown by" not in " ".join(last_said(one_engine, loreto))


def test_a_date_that_a_step_set_is_told_with_its_weekday(one_engine: Office) -> None:
    partner = one_engine.inquiry(path="sci-guide/partnership")
    signed_without_a_form(one_engine, partner)
    one_engine.complete(partner, "set-evaluation", sets=date(2027, 3, 1))

    (said,) = last_said(one_engine, partner)
    assert said.endswith("evaluation on Mon, Mar 1, 2027")


def test_the_contacts_of_each_side_are_told_latest_first_without_those_that_were_blanked(
    milpitas: Office,
) -> None:
    loreto = milpitas.inquiry(contact="Ms. Paz, mayor's office")
    milpitas.inquiry(contact="Mr. Sol")
    milpitas.inquiry(contact="Mr. Sol")
    with milpitas.workspace.reading() as session:
        prospect = prospect_by_id(session, loreto)
        sides = [contacts_of(session, prospect, side) for side in ("theirs", "ours")]
    assert sides == [["Mr. Sol", "Ms. Paz, mayor's office"], ["Ana Ruiz"]]

    with milpitas.workspace.transaction(NOW) as session:
        for contact in session.scalars(select(Contact).where(Contact.name == "Mr. Sol")):
            contact.blanked_at = NOW
    with milpitas.workspace.reading() as session:
        assert contacts_of(session, prospect_by_id(session, loreto), "theirs") == ["Ms. Paz, mayor's office"]
