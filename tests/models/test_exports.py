"""What is taken out of the record: what was recorded, and nothing that is not everybody's to read."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from handlers.views.csv_files import as_csv
from models.askers import asker_of
from models.commission import commission_of
from models.contacts import Contact
from models.correspondence import Letter
from models.criteria_notes import CriteriaNote
from models.exports import records_paper, table_of
from models.ledger import record
from models.rules.documents import as_lines
from models.rules.exports import Row
from models.samples import load_sample, sample_files
from models.tenures import keep_tenures
from tests.builders import NOW, STAFF, TODAY, Office, refused
from tests.models.agreement_builders import approved, signs, signs_both
from tests.models.votes_builders import ABSTAIN, AYE, NO, Room, post_agenda, room

FIVE = ("U11", "U12", "U13", "U14", "U15")


def takes_out(office: Office, of: str, by: str = "U1") -> list[dict[str, str]]:
    """Take a list out as CSV and read it back, but for the empty cells."""
    with office.workspace.reading() as session:
        table = table_of(session, of, asker_of(session, by), commission_of(session), office.now)
    rows = csv.DictReader(io.StringIO(as_csv(table).decode("utf-8-sig"), newline=""))
    return [{name: cell for name, cell in row.items() if cell} for row in rows]


def letters(office: Office, of: str) -> list[dict[str, str]]:
    """Take out the correspondence, but for the inquiries themselves."""
    return [row for row in takes_out(office, of) if row["What"] != "Inquiry"]


def paper(office: Office, written: str = "", by: str = "U1") -> str:
    """Write every list as one paper."""
    with office.workspace.reading() as session:
        return "\n".join(as_lines(records_paper(session, written, asker_of(session, by), office.now)))


def test_a_city_is_listed_with_where_it_stands_and_whose_turn_it_is(milpitas: Office) -> None:
    loreto = milpitas.inquiry("Loreto", interests=("Schools", "Trade"))
    milpitas.letter(loreto, answer_by=date(2026, 3, 1))
    gone = milpitas.inquiry("Tena", country="EC")
    milpitas.turn(gone, closed=True)

    first, second = takes_out(milpitas, "cities:")
    assert {name: first[name] for name in ("No.", "City", "Country", "State", "Began on", "Owner")} == {
        "No.": "1",
        "City": "Loreto",
        "Country": "Mexico",
        "State": "open",
        "Began on": "2026-01-15",
        "Owner": "Ana Ruiz",
    }
    assert (first["Waiting on"], first["Waiting since"], first["Answer expected by"]) == (
        *("them", "2026-01-15"),
        "2026-03-01",
    )
    assert (first["Interests"], first["Recorded by"]) == ("Schools, Trade", "Ana Ruiz")
    assert (second["State"], second["Closed on"], second["Closed because"]) == (
        *("closed", "2026-01-15"),
        "They withdrew",
    )
    assert [name for name in ("Next step", "Due on", "Waiting on") if name in second] == []


def test_steps_are_listed_with_how_their_dates_were_counted_and_who_did_them(milpitas: Office) -> None:
    loreto = milpitas.inquiry("Loreto")
    milpitas.complete(loreto, "reply", reason="By e-mail")
    rows = {row["Step"]: row for row in takes_out(milpitas, f"steps:{loreto}")}
    due = milpitas.due_rows(loreto)

    done = [
        (row["Done on"], row["Note"], row["Recorded by"]) for row in rows.values() if row["State"] == "done"
    ]
    assert done == [("2026-01-15", "By e-mail", "Ana Ruiz")]
    dated = {row["Due on"] for row in rows.values() if "Due on" in row}
    assert dated == {str(on) for (_, kind), on in due.items() if kind == "due"}
    assert [row for row in rows.values() if "Due on" in row and "How it was counted" not in row] == []


def test_correspondence_is_read_back_word_for_word_and_what_was_removed_is_said_to_be(
    milpitas: Office,
) -> None:
    loreto = milpitas.inquiry("Loreto", received_on=date(2024, 12, 1))
    odd = '=SUM(A1) “quoted”, 40"\nsecond line, señor'
    milpitas.letter(loreto, summary=odd, whom="Ada, Mayor", dated_on=TODAY - timedelta(days=400))
    milpitas.letter(loreto, summary="Private")
    with milpitas.workspace.transaction(NOW) as session:
        second = session.scalars(select(Letter).where(Letter.summary == "Private")).one()
        second.summary, second.blanked_at = "", NOW

    rows = letters(milpitas, "correspondence:")
    assert [(row["Date"], row["Summary"]) for row in rows] == [
        ("2024-12-11", f"'{odd}"),
        ("2026-01-15", "removed on Jan 15, 2026"),
    ]
    assert (rows[0]["Direction"], rows[0]["Person"], rows[0]["Noted by"]) == (
        *("from us", "Ada, Mayor"),
        "Ana Ruiz",
    )
    assert [row["Date"] for row in letters(milpitas, "correspondence:2026")] == ["2026-01-15"]


def decided(office: Office, **said: Any) -> tuple[Room, str]:  # noqa: ANN401
    """Hold a vote at a meeting, and leave another open; gives the room and the motion that ended."""
    begun = room(office, present=FIVE)
    post_agenda(begun)
    motion = begun.opens(**said)
    begun.all_cast(motion, {"U11": AYE, "U12": AYE, "U13": AYE, "U14": NO, "U15": ABSTAIN})
    begun.closes(motion)
    begun.opens(text="Still before us.")
    return begun, motion


def test_a_decision_is_listed_with_every_vote_by_name_and_an_open_vote_is_not(milpitas: Office) -> None:
    decided(milpitas)

    assert takes_out(milpitas, "decisions:") == [
        {
            "Meeting": "2026-01-15",
            "Motion": "1",
            "Text": "Answer the letter.",
            "Moved by": "Sam Lee",
            "Seconded by": "Priya Singh",
            "Outcome": "carried",
            "Result": "Carried 3–1, 1 abstaining",
            "Rule": "majority of those present and voting",
            "Aye": "Ngozi Okafor; Sam Lee (seat 2); Priya Singh",
            "No": "Min Park",
            "Abstain": "Ana Cruz",
            "Absent": "Sam Lee (seat 6); Bea Ortiz",
            "Ended at": "2026-01-15 19:00",
            "Closed by": "Ana Ruiz",
        }
    ]
    assert takes_out(milpitas, "decisions:2025") == []


def test_a_corrected_vote_is_listed_as_it_stands_now_with_the_reason(milpitas: Office) -> None:
    begun, motion = decided(milpitas)
    begun.later(days=1).corrects(motion, "U14", AYE, reason="Misheard")
    (row,) = takes_out(milpitas, "decisions:2026")

    assert (row["Aye"].split("; ")[-1], row["Corrected on"], row["Reason"]) == (
        *("Min Park", "2026-01-16"),
        "Misheard",
    )


def test_why_somebody_recused_themselves_is_in_no_list(milpitas: Office) -> None:
    begun = room(milpitas, present=FIVE)
    motion = begun.opens()
    begun.recuses(motion, "U14", "My employer is the applicant")
    begun.all_cast(motion, {"U11": AYE, "U12": AYE, "U13": AYE, "U15": AYE})
    begun.closes(motion)
    (row,) = takes_out(milpitas, "decisions:")

    assert (row["Recused"], "employer" in paper(milpitas)) == ("Min Park", False)


def test_agreements_and_partners_are_listed_with_each_date_apart(milpitas: Office) -> None:
    loreto, tena = approved(milpitas, "Loreto"), approved(milpitas, "Tena", country="EC")
    signs_both(milpitas, loreto)
    signs(milpitas, tena, ours_on=TODAY, our_signer="Mayor Hall")

    assert [(row["City"], row.get("They signed on")) for row in takes_out(milpitas, "agreements:")] == [
        ("Loreto", "2026-01-15"),
        ("Tena", None),
    ]
    assert [row["City"] for row in takes_out(milpitas, f"agreements:{tena}")] == ["Tena"]
    assert [(row["City"], row["Signed on"]) for row in takes_out(milpitas, "partners:")] == [
        ("Loreto", "2026-01-15")
    ]


def test_meetings_are_listed_with_the_legal_posting(milpitas: Office) -> None:
    post_agenda(room(milpitas, present=FIVE))
    milpitas.meet("2027-02-18")

    (row,) = takes_out(milpitas, "meetings:2026")
    assert row == {
        "Body": "commission",
        "Date": "2026-01-15",
        "Begins at": "2026-01-15 19:00",
        "Kind": "regular meeting",
        "State": "in session",
        "Agenda posted at": "2026-01-12 11:00",
        "Posted where": "City Hall",
        "Posted by": "Ana Ruiz",
    }
    assert len(takes_out(milpitas, "meetings:")) == 2


def test_the_roster_is_listed_without_addresses(milpitas: Office) -> None:
    with milpitas.workspace.transaction(NOW) as session:
        keep_tenures(session, TODAY)

    assert [row for row in takes_out(milpitas, "roster:") if row["Name"] == "Bo Lee"] == [
        {"Name": "Bo Lee", "Part": "chair", "From": "2026-01-15"}
    ]
    assert "@" not in paper(milpitas)


def test_addresses_are_in_the_contacts_which_are_for_staff_alone(milpitas: Office) -> None:
    loreto = milpitas.inquiry("Loreto")
    with milpitas.workspace.transaction(NOW) as session:
        act = record(session, "contact", actor=STAFF, now=NOW, prospect_id=loreto)
        said = {"side": "theirs", "role": "mayor's office", "title": "Mayor", "phone": "", "blanked_at": None}
        for name, blanked in (("Ada Gil", None), ("Removed", NOW)):
            row: dict[str, Any] = {**said, "name": name, "email": "ada@example.org", "blanked_at": blanked}
            session.add(Contact(prospect_id=loreto, act_id=act.id, **row))

    (row,) = [row for row in takes_out(milpitas, "contacts:") if row["Side"] == "theirs"]
    assert (row["City"], row["Name"], row["Email"]) == ("Loreto", "Ada Gil", "ada@example.org")
    assert "ada@example.org" not in paper(milpitas)
    with refused("Only staff can export the contacts with their addresses."):
        takes_out(milpitas, "contacts:", by="U2")


def test_notes_on_the_criteria_are_in_no_list(milpitas: Office) -> None:
    loreto = milpitas.inquiry("Loreto")
    with milpitas.workspace.transaction(NOW) as session:
        act = record(session, "note", actor=STAFF, now=NOW, prospect_id=loreto)
        about = {"prospect_id": loreto, "candidate_id": None, "group": "g", "prompt": "p", "source": "s"}
        author = milpitas.member_id("U3")
        session.add(CriteriaNote(note="a doubt", author_id=author, is_held=True, act_id=act.id, **about))

    assert "a doubt" not in paper(milpitas) + paper(milpitas, loreto)


def test_what_was_taken_back_is_in_no_list(milpitas: Office) -> None:
    loreto = milpitas.inquiry("Loreto")
    milpitas.letter(loreto, summary="A slip")
    milpitas.undo(milpitas.last_act())

    assert (letters(milpitas, "correspondence:"), "A slip" in paper(milpitas)) == ([], False)


def test_the_whole_record_is_one_paper_of_a_city_of_a_year_or_of_everything(milpitas: Office) -> None:
    loreto = milpitas.inquiry("Loreto")
    milpitas.on("2027-01-20").inquiry("Tena", country="EC")
    titles = [paper(milpitas, of).splitlines()[0] for of in ("", "2026", loreto)]

    assert titles == [
        "The record of Milpitas, as of Jan 15, 2026",
        "The record of Milpitas, 2026, as of Jan 15, 2026",
        "The record of Loreto, Mexico, as of Jan 15, 2026",
    ]
    assert ["Tena, Ecuador" in paper(milpitas, of) for of in ("", loreto)] == [True, False]
    assert [row["City"] for row in takes_out(milpitas, "cities:2026")] == ["Loreto"]


@pytest.mark.parametrize("of", ["nothing:", "roster:2026", "cities:" + "0" * 32, ""])
def test_a_list_that_there_is_not_is_refused(one_engine: Office, of: str) -> None:
    found = "city" if of.startswith("cities") else "list"
    with refused(f"I couldn't find that {found}."):
        takes_out(one_engine, of)


def test_members_are_told_who_may_export(one_engine: Office) -> None:
    with refused("Only the chair (Bo Lee) or staff (Ana Ruiz) can export the record. I changed nothing."):
        takes_out(one_engine, "cities:", by="U3")


def test_another_workspaces_city_is_not_found(milpitas: Office, cerritos: Office) -> None:
    theirs = cerritos.inquiry("Loreto")

    with refused("I couldn't find that city."):
        takes_out(milpitas, f"cities:{theirs}")
    assert takes_out(milpitas, "cities:") == []


@pytest.mark.slow
def test_two_hundred_cities_are_taken_out_whole(one_engine: Office) -> None:
    for number in range(200):
        one_engine.letter(one_engine.inquiry(f"City {number}"), summary=f"Letter {number}")

    assert [row["City"] for row in takes_out(one_engine, "cities:")] == [f"City {n}" for n in range(200)]
    assert len(letters(one_engine, "correspondence:")) == 200
    assert paper(one_engine).count("Letter 1") == 111


def test_a_row_has_a_cell_for_each_column(milpitas: Office) -> None:
    decided(milpitas)
    signs_both(milpitas, approved(milpitas))
    sizes: set[bool] = set()
    for of in (
        "cities",
        "steps",
        "correspondence",
        "decisions",
        "partners",
        "agreements",
        "meetings",
        "roster",
    ):
        with milpitas.workspace.reading() as session:
            asker, commission = asker_of(session, "U1"), commission_of(session)
            table = table_of(session, f"{of}:", asker, commission, milpitas.now)
        rows: tuple[Row, ...] = table.rows
        sizes |= {len(row) == len(table.kind.head) for row in rows}
    assert sizes == {True}


def test_the_sample_is_in_no_list_unless_it_is_asked_for_by_name(milpitas: Office) -> None:
    with milpitas.writing() as (session, asker):
        load_sample(session, asker, commission_of(session), milpitas.now)
        sample = sample_files(session)[0].id
    milpitas.inquiry("Loreto")

    assert [row["City"] for row in takes_out(milpitas, "cities:")] == ["Loreto"]
    assert [row["City"] for row in takes_out(milpitas, "correspondence:")] == ["Loreto"]
    assert "sample" not in paper(milpitas)
    assert [row["City"] for row in takes_out(milpitas, f"cities:{sample}")] == ["Mihon (sample)"]
