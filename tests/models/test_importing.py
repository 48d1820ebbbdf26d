"""Importing partners and past inquiries: recorded in one piece, once, and taken back."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from models import ledger
from models.cities import City, CityName, Partner
from models.commission import commission_of
from models.database import Record
from models.finding import names
from models.importing import (
    CLOSED_BEFORE,
    IMPORTED,
    PARTNER_ADDED,
    THE_COMMAND,
    Imported,
    plan_import,
    record_import,
    undo_import,
)
from models.ledger import Act
from models.outbox import Outbox
from models.partners import active_partners
from models.prospects import Closing, Prospect
from models.refusals import NotAllowed
from models.rules.imports import Row, Status
from models.rules.register import Begun
from models.workspaces import Workspace
from tests.builders import Office

DAY = date(2019, 3, 20)


def row(city: str = "Cascais", line: int = 2, **said: Any) -> Row:  # noqa: ANN401  fields of many types
    usual = {"country": "PT", "on": DAY, "path": "milpitas/inquiry", "status": Status.CLOSED}
    return Row(**{"line": line, "city": city, **usual, **said})


def recorded(milpitas: Office, *rows: Row, by: str = "U1") -> Imported:
    with milpitas.writing(by) as (session, asker):
        return record_import(session, rows, asker, commission_of(session), milpitas.now)


def count(milpitas: Office, *records: type[Record]) -> list[int]:
    with milpitas.workspace.reading() as session:
        return [session.scalar(select(func.count()).select_from(each)) or 0 for each in records]


def files(milpitas: Office) -> list[tuple[int, str, str, bool]]:
    with milpitas.workspace.reading() as session:
        standing = select(Prospect).where(ledger.standing(Prospect)).order_by(Prospect.number)
        paths = {prospect.id: prospect.path for prospect in session.scalars(standing)}
    found = [(milpitas.progress(each), path) for each, path in paths.items()]
    return [(progress.number, progress.full_name, path, progress.is_open) for progress, path in found]


def test_closed_and_open_files_are_recorded_with_an_entry_each(milpitas: Office) -> None:
    imported = recorded(
        milpitas,
        row("Loreto", 2, country="MX", status=Status.OPEN, path="milpitas/initiated", owner="Di Okafor"),
        row("Cascais", 3, former_names=("Cascaes",), notes="They chose another city."),
    )

    assert files(milpitas) == [
        (1, "Cascais, Portugal", "inquiry", False),
        (2, "Loreto, Mexico", "initiated", True),
    ]
    with milpitas.workspace.reading() as session:
        acts = session.scalars(select(Act).order_by(Act.id)).all()
        closing = session.scalars(select(Closing)).one()
        assert [(act.id, act.what, act.details) for act in acts] == [
            (imported.acts[0], IMPORTED, {"path": "milpitas/inquiry"}),
            (imported.acts[1], IMPORTED, {"path": "milpitas/initiated"}),
        ]
        assert (closing.closed, closing.reason, closing.act_id) == (True, CLOSED_BEFORE, imported.acts[0])
        assert session.scalars(select(CityName.name)).all() == ["Cascaes"]


def test_only_an_open_file_gets_a_card_and_dates(milpitas: Office) -> None:
    recorded(milpitas, row("Loreto", country="MX", status=Status.OPEN), row("Cascais"))

    with milpitas.workspace.reading() as session:
        by_title = dict(session.execute(select(Prospect.title, Prospect.id)).all())
        cards = session.scalars(select(Outbox.subject)).all()
    assert cards == [by_title["Loreto, Mexico"]]
    assert milpitas.due_rows(by_title["Cascais, Portugal"]) == {}
    assert milpitas.due_rows(by_title["Loreto, Mexico"]) != {}


def test_a_second_run_records_nothing_twice(milpitas: Office) -> None:
    rows = [
        row("Loreto", 2, country="MX", status=Status.OPEN),
        row("Cascais", 3),
        row("Porto", 4, status=Status.PARTNER, since="1999"),
    ]
    recorded(milpitas, *rows)
    before = count(milpitas, Act, Prospect, Partner, City, CityName)
    again = recorded(milpitas, *rows)

    assert (again.acts, [each.row.city for each in again.plan.known]) == ((), ["Loreto", "Cascais", "Porto"])
    assert count(milpitas, Act, Prospect, Partner, City, CityName) == before


def test_an_inquiry_that_joined_a_file_of_another_path_is_known_the_second_time(one_engine: Office) -> None:
    one_engine.inquiry("Cascais", country="PT")
    other = row(status=Status.OPEN, path="milpitas/initiated")

    assert [recorded(one_engine, other).joined, recorded(one_engine, other).acts] == [1, ()]


def test_a_file_of_the_past_never_joins_one_that_is_open(milpitas: Office) -> None:
    milpitas.inquiry("Cascais", country="PT")
    recorded(milpitas, row("Cascais", 2), row("Cascais", 3, on=date(2024, 5, 6), status=Status.OPEN))

    assert [(number, is_open) for number, _, _, is_open in files(milpitas)] == [(1, True), (2, False)]


def test_a_partner_is_put_on_the_register_under_all_its_names(milpitas: Office) -> None:
    partner = row(
        "Izmir", country="TR", on=None, path="", status=Status.PARTNER, since="1998", former_names=("Smyrna",)
    )
    recorded(milpitas, row("Smyrna", 3, country="TR"), partner)

    with milpitas.workspace.reading() as session:
        lines = session.execute(
            select(City.name, Partner.tier, Partner.since, Partner.status).join(
                City, City.id == Partner.city_id
            )
        ).all()
        assert [tuple(line) for line in lines] == [("Izmir", "sister city", "1998", "active")]
        assert session.scalars(select(Act.what).order_by(Act.id)).all() == [PARTNER_ADDED, IMPORTED]
    assert [title for _, title, _, _ in files(milpitas)] == ["Izmir, Türkiye"]


def test_an_import_is_taken_back_in_one_piece(milpitas: Office) -> None:
    milpitas.inquiry("Porto", country="PT")
    imported = recorded(
        milpitas,
        row("Cascais", 2),
        row("Cascais", 3, on=date(2024, 5, 6), status=Status.OPEN),
        row("Porto", 4, status=Status.OPEN),
    )
    with milpitas.writing() as (session, asker):
        assert undo_import(session, imported.acts, asker, commission_of(session), milpitas.now) == 3

    with milpitas.workspace.reading() as session:
        reversed_acts = session.scalars(
            select(Act.reverses).where(Act.reverses.is_not(None)).order_by(Act.reverses)
        )
        assert reversed_acts.all() == list(imported.acts)
    assert [title for _, title, _, _ in files(milpitas)] == ["Porto, Portugal"]
    assert recorded(milpitas, row("Cascais", 2)).joined == 0


@pytest.mark.parametrize("by", ["U3", "U9"])
def test_only_officers_import(one_engine: Office, by: str) -> None:
    before = count(one_engine, Act, Prospect)
    with pytest.raises(NotAllowed):
        recorded(one_engine, row(), by=by)
    assert count(one_engine, Act, Prospect) == before


def test_the_command_line_imports_as_nobody_in_slack(one_engine: Office) -> None:
    with one_engine.workspace.transaction(one_engine.now) as session:
        record_import(session, [row()], THE_COMMAND, commission_of(session), one_engine.now)

    with one_engine.workspace.reading() as session:
        assert session.execute(select(Act.actor, Act.actor_name)).all() == [("cli", "clerk import")]


def test_a_restricted_country_is_warned_of_and_the_warning_is_kept(one_engine: Office) -> None:
    with one_engine.workspace.transaction(one_engine.now) as session:
        said = {"PT": {"why": "A law.", "source": "Chapter 1"}}
        session.scalars(select(Workspace)).one().settings = {"restricted": said}
    with one_engine.workspace.reading() as session:
        plan = plan_import(session, [row()], one_engine.today)
    recorded(one_engine, row())

    assert [each.in_words for each in plan.restricted.values()] == [
        "Portugal is on your list of restricted countries: A law (Chapter 1)."
    ]
    with one_engine.workspace.reading() as session:
        assert session.scalars(select(Act.details)).one()["restricted"] == {
            "country": "Portugal",
            "why": "A law.",
            "source": "Chapter 1",
        }


def takes_back(milpitas: Office, imported: Imported) -> int:
    with milpitas.writing() as (session, asker):
        return undo_import(session, imported.acts, asker, commission_of(session), milpitas.now)


def test_former_names_are_taken_back_with_the_row_that_brought_them(milpitas: Office) -> None:
    takes_back(milpitas, recorded(milpitas, row("Hakusan", country="JP", former_names=("Matto",))))
    milpitas.inquiry("Matto", country="JP")

    assert [title for _, title, _, _ in files(milpitas)] == ["Matto, Japan"]
    with milpitas.workspace.reading() as session:
        assert [named.label for named in names(session)] == ["Matto, Japan"]


def test_an_imported_partner_is_taken_back_with_its_names_and_may_be_imported_again(milpitas: Office) -> None:
    partner = row("Izmir", country="TR", status=Status.PARTNER, since="1998", former_names=("Smyrna",))

    def register() -> list[tuple[str, tuple[str, ...]]]:
        with milpitas.workspace.reading() as session:
            return [(each.name, each.other_names) for each in active_partners(session, milpitas.today)]

    imported = recorded(milpitas, partner, row("Cascais", 3))
    assert [takes_back(milpitas, imported), takes_back(milpitas, imported)] == [2, 2]
    assert (register(), files(milpitas), milpitas.doubt("Smyrna", country="TR")) == ([], [], None)
    assert count(milpitas, Act) == [4]

    recorded(milpitas, partner)
    assert register() == [("Izmir", ("Smyrna",))]


def test_the_dates_of_an_imported_partner_are_on_the_register(milpitas: Office) -> None:
    begun = Begun(approved_on=date(1998, 4, 1), signed_on=date(1998, 5, 1), recognized_on=date(1999, 3, 2))
    recorded(milpitas, row("Izmir", country="TR", status=Status.PARTNER, since="1998", begun=begun))

    with milpitas.workspace.reading() as session:
        assert [each.begun for each in active_partners(session, milpitas.today)] == [begun]
