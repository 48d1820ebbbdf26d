"""The table of restricted countries: read from the commission file, and kept just as the file has it."""

import pytest

from models.rules.commission_file import CommissionFaults, read_commission
from models.rules.commission_values import CommissionFile, RestrictedCountry
from models.setup import apply, country_code, planned_changes
from tests.builders import NOW, STAFF, Office, shipped_text

TOP = """
name = "Milpitas"
zone = "America/Los_Angeles"
policies = ["milpitas"]
[[person]]
name = "Ana Ruiz"
roles = ["staff"]
slack = "U024BE7S1"
"""
CUBA = '[[restricted]]\ncountry = "Cuba"\nwhy = "A law."\nsource = "Chapter 1"\n'
SYRIA = '[[restricted]]\ncountry = "SY"\nwhy = "A rule."\nsource = "Chapter 2"\n'


def file(*tables: str) -> CommissionFile:
    return read_commission(
        "".join([TOP, *tables]).encode(),
        name="milpitas.toml",
        country_code=country_code,
        load_policy=shipped_text,
    )


def changes(milpitas: Office, *tables: str) -> list[str]:
    """List what a file would change of the table, and then apply the file."""
    with milpitas.workspace.transaction(NOW) as session:
        says = [each.says for each in planned_changes(session, file(*tables), NOW)]
        apply(session, file(*tables), STAFF, NOW)
    return [said for said in says if said.startswith("restricted countries")]


def test_a_file_names_countries_by_their_letters_or_their_name() -> None:
    assert file(CUBA, SYRIA).restricted == (
        RestrictedCountry(country="CU", why="A law.", source="Chapter 1"),
        RestrictedCountry(country="SY", why="A rule.", source="Chapter 2"),
    )
    assert file().restricted == ()


@pytest.mark.parametrize(
    ("tables", "fault"),
    [
        (
            (CUBA, CUBA.replace("Cuba", "CU")),
            (
                'restricted "CU" (line 13), country: restricted "Cuba" (line 9) has the same country. '
                "Expected a country that none above has."
            ),
        ),
        (
            (CUBA.replace("Cuba", "Kuba"),),
            (
                'restricted "Kuba" (line 9), country: "Kuba" is no country that is known. '
                'Expected two letters such as "MX", or the English name such as "Mexico".'
            ),
        ),
        (
            ('[[restricted]]\ncountry = "Cuba"\nwhy = "A law."\n',),
            'restricted "Cuba" (line 9), source: missing. Expected text of one line, at most 80 characters.',
        ),
    ],
)
def test_what_is_wrong_with_the_table_is_named(tables: tuple[str, ...], fault: str) -> None:
    with pytest.raises(CommissionFaults) as faults:
        file(*tables)
    assert [str(each) for each in faults.value.faults] == [fault]


def test_the_table_becomes_just_what_the_file_says(milpitas: Office) -> None:
    assert changes(milpitas, CUBA, SYRIA) == [
        "restricted countries, Cuba: A law (Chapter 1)",
        "restricted countries, Syria: A rule (Chapter 2)",
    ]
    assert changes(milpitas, CUBA, SYRIA) == []
    assert changes(milpitas, CUBA.replace("Chapter 1", "Chapter 3")) == [
        "restricted countries, Cuba: A law (Chapter 3), instead of A law (Chapter 1)",
        "restricted countries, Syria: no longer",
    ]
    assert changes(milpitas) == ["restricted countries, Cuba: no longer"]
