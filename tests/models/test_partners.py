import pytest

from models.cities import City, CityName, Partner
from models.partners import active_partners, partner_named
from models.rules.names import fold
from models.rules.register import Registered
from tests.builders import NOW, TODAY, Office

LORETO = Registered(
    name="Loreto", country="Mexico", tier="sister city", since="1999", other_names=("Conchó", "Lauretum")
)
DAGUPAN = Registered(
    name="Dagupan", country="Philippines", tier="friendship city", since="about 1990", other_names=()
)


def register(office: Office, partner: Registered, country: str, status: str = "active") -> None:
    with office.workspace.transaction(NOW) as session:
        city = City(name=partner.name, folded=fold(partner.name), country=country, kind="city", tier=None)
        session.add(city)
        session.flush()
        session.add(Partner(city_id=city.id, tier=partner.tier, since=partner.since, status=status))
        for name in reversed(partner.other_names):
            session.add(CityName(city_id=city.id, name=name, folded=fold(name)))


def test_active_partners_are_listed_by_name_with_their_other_names(
    milpitas: Office, cerritos: Office
) -> None:
    register(milpitas, LORETO, "MX")
    register(milpitas, DAGUPAN, "PH")
    register(milpitas, DAGUPAN, "PH", status="ended")
    register(cerritos, LORETO, "MX")

    with milpitas.workspace.reading() as session:
        assert active_partners(session, TODAY) == [DAGUPAN, LORETO]


@pytest.mark.parametrize(
    ("typed", "partner"),
    [
        ("loreto", LORETO),
        ("CONCHO", LORETO),
        ("Concho, Mexico", LORETO),
        ("Loreto, Peru", None),
        ("Lor", None),
        ("", None),
    ],
)
def test_a_partner_is_found_by_any_of_its_names(
    one_engine: Office, typed: str, partner: Registered | None
) -> None:
    register(one_engine, LORETO, "MX")

    with one_engine.workspace.reading() as session:
        assert partner_named(session, typed, TODAY) == partner
