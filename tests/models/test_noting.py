"""Writing notes on criteria and making packets: what is refused, and what the record tells."""

import pytest
from sqlalchemy import select

from models.criteria_notes import CriteriaNote, Packet
from models.finding import prospect_by_id
from models.recollection import story_of, told
from models.refusals import NotAllowed, NotFound, TooLong
from models.rules.criteria import Subject
from models.undoing import act_by_id
from tests.builders import STRANGER, Office, refused
from tests.models.criteria_builders import ANA, BO, CY, DI, became, candidate, noted, packed


def file(office: Office, city: str = "Hakusan") -> Subject:
    return Subject(id=office.inquiry(city, country="JP"))


def said(office: Office, subject: Subject) -> list[tuple[str, tuple[str, ...], str]]:
    """Give what the record tells, the newest first, without the inquiry."""
    with office.workspace.reading() as session:
        page = story_of(session, prospect_by_id(session, subject.id), size=9)
        return [(entry.what, entry.said, entry.reason) for entry in page.entries[:-1]]


@pytest.mark.parametrize(
    ("wrong", "words", "field"),
    [
        ({"note": " . "}, "Please write the note.", "note"),
        ({"source": ""}, "Please say where it comes from: a web address, a person, a visit.", "source"),
        ({"prompt": ""}, "Please choose what the note is on.", "prompt:general"),
        ({"prompt": "Museums"}, "Please choose what the note is on.", "prompt:general"),
        ({"group": "sports"}, "Please choose what the note is on.", "prompt:sports"),
    ],
)
def test_what_is_missing_is_asked_for_beside_its_field(
    milpitas: Office, wrong: dict[str, str], words: str, field: str
) -> None:
    hakusan = file(milpitas)
    before = milpitas.last_act()

    with refused(words, field):
        noted(milpitas, hakusan, **wrong)
    assert milpitas.last_act() == before


def test_a_note_has_500_characters_and_its_source_200(milpitas: Office) -> None:
    hakusan = file(milpitas)
    noted(milpitas, hakusan, note="n" * 500, source="s" * 200)

    for wrong in ({"note": "n" * 501}, {"source": "s" * 201}):
        with pytest.raises(TooLong):
            noted(milpitas, hakusan, **wrong)


def test_everybody_on_the_roster_notes_and_the_chair_or_staff_make_the_packet(milpitas: Office) -> None:
    hakusan = file(milpitas)
    for who in (ANA, BO, CY, DI):
        noted(milpitas, hakusan, who)

    with pytest.raises(NotAllowed):
        noted(milpitas, hakusan, STRANGER)
    with refused(
        "Only the chair (Bo Lee) or staff (Ana Ruiz) can make a packet of the notes. I changed nothing."
    ):
        packed(milpitas, hakusan, CY)
    packed(milpitas, hakusan, BO)
    noted(milpitas, hakusan, CY)
    packed(milpitas, hakusan, ANA)


def test_a_closed_file_takes_no_note(milpitas: Office) -> None:
    hakusan = file(milpitas)
    milpitas.turn(hakusan.id, closed=True)

    with refused("The file on Hakusan, Japan is closed. The chair or staff can reopen it."):
        noted(milpitas, hakusan)


def test_a_search_itself_takes_no_note(milpitas: Office) -> None:
    search = Subject(id=milpitas.inquiry("On the coast", country="", path="cities-seeking-cities/member"))

    with refused("On the coast is a search. Put the note on one of its candidates."):
        noted(milpitas, search)


def test_a_file_or_candidate_of_nobody_takes_none(milpitas: Office) -> None:
    for nobody in (Subject(id="0" * 32), Subject(id="0" * 32, is_candidate=True)):
        with pytest.raises(NotFound):
            noted(milpitas, nobody)


def test_a_step_takes_no_notes_of_somebody_whose_notes_are_held_back_though_it_is_theirs(
    milpitas: Office,
) -> None:
    hakusan = Subject(id=milpitas.inquiry("Hakusan", country="JP", owner_id=milpitas.member_id(CY)))
    before = milpitas.last_act()

    for who in (BO, CY):
        with refused(
            "What you note on criteria goes to the staff and to you alone until the packet is made. Please put it on the criteria sheet with Add a note. I changed nothing.",
            "criteria:general",
        ):
            milpitas.complete(hakusan.id, "reply", by=who, criteria={"general": "Too few"})
    assert milpitas.last_act() == before
    milpitas.complete(hakusan.id, "reply", by=CY)
    milpitas.complete(hakusan.id, "form", criteria={"general": "A port"})


def test_a_packet_of_nothing_is_refused(milpitas: Office) -> None:
    hakusan = file(milpitas)
    noted(milpitas, hakusan, ANA)

    with refused("Everybody can read all notes on Hakusan, Japan already. I changed nothing."):
        packed(milpitas, hakusan)


def test_a_packet_never_holds_a_note_that_its_preview_did_not_show(milpitas: Office) -> None:
    hakusan = file(milpitas)
    shown = noted(milpitas, hakusan, CY)
    noted(milpitas, hakusan, DI)

    with refused(
        "Di Okafor wrote another note meanwhile, so I made no packet. Please close this and look at the notes again."
    ):
        packed(milpitas, hakusan, shown=shown)


def test_the_record_tells_a_note_in_full_and_of_a_held_one_only_what_it_is_on(milpitas: Office) -> None:
    hakusan = file(milpitas)
    noted(milpitas, hakusan, ANA)
    noted(milpitas, hakusan, CY, note="Too few", source="My cousin")
    packed(milpitas, hakusan)

    assert said(milpitas, hakusan) == [
        ("packet made", ("everybody may read the notes written until then",), ""),
        ("criteria noted", ("note on General, Population",), ""),
        ("criteria noted", ("note on General, Population: About 110,000. Source: Their census",), ""),
    ]


def test_the_record_of_a_search_names_the_candidate(milpitas: Office) -> None:
    search = milpitas.inquiry("On the coast", country="", path="cities-seeking-cities/member")
    cascais = candidate(milpitas, search)
    written = [noted(milpitas, cascais, who) for who in (ANA, CY)]
    written.append(packed(milpitas, cascais))
    with milpitas.workspace.reading() as session:
        entries = told(session, [act_by_id(session, str(act)) for act in written])

    assert [entry.said for entry in entries] == [
        ("note on General, Population, of Cascais: About 110,000. Source: Their census",),
        ("note on General, Population, of Cascais",),
        ("everybody may read the notes written until then, of Cascais",),
    ]


def test_a_packet_of_a_prospect_is_one_of_the_candidate_too_and_is_told_once(milpitas: Office) -> None:
    search = milpitas.inquiry("On the coast", country="", path="cities-seeking-cities/member")
    cascais, picked = candidate(milpitas, search), file(milpitas, "Cascais")
    noted(milpitas, cascais, CY)
    became(milpitas, cascais, picked.id)
    packed(milpitas, picked)
    with milpitas.workspace.reading() as session:
        rows = [(row.prospect_id, row.candidate_id) for row in session.scalars(select(Packet))]
        held = list(session.scalars(select(CriteriaNote.is_held)))

    assert sorted(rows, key=str) == sorted([(picked.id, None), (None, cascais.id)], key=str)
    assert held == [True]
    assert said(milpitas, picked)[0] == (
        "packet made",
        ("everybody may read the notes written until then",),
        "",
    )
