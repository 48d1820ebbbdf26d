from dataclasses import replace
from datetime import date

import pytest

from models.cities import City, CityName, Partner
from models.partners import active_partners, partner_named
from models.rules.names import fold
from models.rules.register import Begun, Registered
from tests.builders import NOW, TODAY, Office, shipped_text
from tests.models.agreement_builders import approved, signs, signs_both

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


def partners(office: Office) -> list[tuple[str, str, str, str]]:
    with office.workspace.reading() as session:
        return [
            (partner.full_name, partner.tier, partner.since, partner.begun.in_words())
            for partner in active_partners(session, office.today)
        ]


def test_whoever_signed_is_a_partner_with_the_dates_that_are_known_until_the_agreement_ends(
    milpitas: Office, cerritos: Office
) -> None:
    tena, sariaya = approved(milpitas, "Tena"), milpitas.inquiry("Sariaya", country="PH")
    signs(milpitas, sariaya, ours_on=TODAY, our_signer="Mayor Hall", reason="At their visit")
    assert partners(milpitas) == []

    signs_both(milpitas, tena, tier="friendship", ends_on=date(2026, 12, 31))
    last_day = milpitas.on("2026-12-31")
    dates = "approved by the Council Jan 15, 2026, signed Jan 15, 2026 (it begins with this)"
    assert partners(last_day) == [("Tena, Mexico", "friendship city", "Jan 15, 2026", dates)]
    assert partners(milpitas.on("2027-01-01")) == partners(cerritos) == []
    milpitas.undo(milpitas.last_act())
    assert partners(last_day) == []


@pytest.mark.parametrize(
    ("decision", "listed"), [("approved with changes", ["Tena, Mexico"]), ("denied", [])]
)
def test_whoever_signed_before_the_approval_is_a_partner_once_it_is_there_and_never_after_a_denial(
    milpitas: Office, decision: str, listed: list[str]
) -> None:
    tena = milpitas.inquiry("Tena")
    milpitas.complete(tena, "mou")
    signs_both(milpitas, tena, reason="At their visit")
    assert partners(milpitas) == []

    milpitas.complete(tena, "council", outcome=decision)
    assert [name for name, *_ in partners(milpitas)] == listed
    milpitas.undo(milpitas.last_act())
    assert partners(milpitas) == []


def test_a_partner_of_the_commission_file_that_signs_is_listed_once(milpitas: Office) -> None:
    register(milpitas, LORETO, "MX")
    loreto = milpitas.inquiry("Conchó", path="sci-guide/partnership", received_on=TODAY)
    milpitas.complete(loreto, "approve")
    signs_both(milpitas, loreto)
    later = milpitas.on("2026-03-02")
    later.complete(loreto, "certificate", done_on=date(2026, 3, 1))

    with later.workspace.reading() as session:
        assert active_partners(session, later.today) == [
            replace(
                LORETO,
                begun=Begun(
                    approved_on=TODAY, signed_on=TODAY, recognized_on=date(2026, 3, 1), counts="signed"
                ),
            )
        ]


def test_the_policy_may_have_a_relationship_begin_with_the_approval(one_engine: Office) -> None:
    text = shipped_text("milpitas").replace(b"2 years after signed", b"2 years after approved")
    one_engine.load(text)
    loreto = approved(one_engine)
    later = one_engine.on("2026-02-02")
    signs_both(later, loreto, date(2026, 2, 1))

    assert partners(later) == [
        (
            "Loreto, Mexico",
            "sister city",
            "Jan 15, 2026",
            "approved by the Council Jan 15, 2026 (it begins with this), signed Feb 1, 2026",
        )
    ]
