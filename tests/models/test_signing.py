"""Signatures in the records."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from models.agreements_known import agreements_known
from models.changes import AGREEMENT_NEWS
from models.finding import prospect_by_id
from models.ledger import Act, standing
from models.outbox import Outbox
from models.prospects import RecordedDate, StepEntry
from models.recollection import told
from models.refusals import NotAllowed
from models.rules.steps import State
from models.signatures import Doubtful, NewSignature
from tests.builders import Office, refused
from tests.models.agreement_builders import (
    BOTH,
    COUNCIL,
    SET_EVALUATION,
    SIGN,
    approved,
    signed_without_a_form,
    signs,
    signs_both,
)

AUG_3, AUG_31 = date(2026, 8, 3), date(2026, 8, 31)


def dates(office: Office, prospect_id: str) -> dict[str, date]:
    """Give the recorded dates that stand."""
    with office.workspace.reading() as session:
        rows = session.scalars(
            select(RecordedDate).where(RecordedDate.prospect_id == prospect_id, standing(RecordedDate))
        )
        return {row.name: row.on for row in rows}


def known_days(office: Office, prospect_id: str) -> tuple[date | None, date | None] | None:
    """Give the day of each side's signature, as far as it is known."""
    with office.workspace.reading() as session:
        row = agreements_known(session, [prospect_id]).get(prospect_id)
        return (row.ours_on, row.theirs_on) if row else None


def owed_news(office: Office) -> list[str]:
    with office.workspace.reading() as session:
        return list(session.scalars(select(Outbox.subject).where(Outbox.kind == AGREEMENT_NEWS)))


def test_one_side_signs_and_the_later_signature_completes_the_step_and_sets_the_evaluation(
    milpitas: Office,
) -> None:
    loreto = approved(milpitas)
    august = milpitas.on("2026-08-05")
    first = signs(august, loreto, ours_on=AUG_3, our_signer="Mayor Hall")
    assert (first.evaluate_on, dates(august, loreto), august.states(loreto, SIGN)) == (
        None,
        {},
        [State.READY],
    )

    september = milpitas.on("2026-09-02")
    both = signs(
        september,
        loreto,
        ours_on=AUG_3,
        theirs_on=AUG_31,
        our_signer="Mayor Hall",
        their_signer="Mayor Lopes",
    )
    assert both.evaluate_on == date(2027, 8, 31)
    assert dates(september, loreto) == {"signed": AUG_31, "evaluation": date(2027, 8, 31)}
    assert september.states(loreto, SIGN, SET_EVALUATION, "evaluate") == [State.DONE, State.DONE, State.READY]
    with september.workspace.reading() as session:
        entry = session.scalars(select(StepEntry).where(StepEntry.step_id == SIGN)).one()
        act = session.get_one(Act, (entry.workspace_id, entry.act_id))
        (line,) = told(session, [act])
        kept = (entry.done_on, entry.evidence)
    assert kept == (
        AUG_31,
        {
            "kind": "note",
            "need": ["our signature", "their signature"],
            "signatures": {"ours": "2026-08-03", "theirs": "2026-08-31"},
        },
    )
    assert line.what == "agreement signed"
    assert (
        "sister city: we signed Aug 3, 2026 (Mayor Hall), they signed Aug 31, 2026 (Mayor Lopes)" in line.said
    )


def test_one_undo_takes_all_of_it_back_and_leaves_what_was_known_before(milpitas: Office) -> None:
    loreto = approved(milpitas)
    signs(milpitas, loreto, theirs_on=BOTH["theirs_on"], their_signer="Mayor Lopes")
    signs_both(milpitas, loreto)
    milpitas.undo(milpitas.last_act())

    assert dates(milpitas, loreto) == {}
    assert milpitas.states(loreto, SIGN, SET_EVALUATION) == [State.READY, State.WAITING]
    assert known_days(milpitas, loreto) == (None, BOTH["theirs_on"])


@pytest.mark.parametrize(
    ("said", "message", "field"),
    [
        ({}, "Please choose the day on which at least one side signed.", "ours_on"),
        (
            {**BOTH, "theirs_on": date(2026, 1, 16)},
            "That date is in the future. Use the day it happened.",
            "theirs_on",
        ),
        (
            {**BOTH, "ours_on": date(2026, 1, 14)},
            "That is before the inquiry (Thu, Jan 15). Please check the date.",
            "ours_on",
        ),
        ({**BOTH, "their_signer": " "}, "Please say who signed.", "their_signer"),
        ({**BOTH, "tier": "twin"}, "Please choose the kind: sister city or friendship city.", "tier"),
        (
            {**BOTH, "link": "https://acme.slack.com/files/F1"},
            (
                "Slack hides and deletes files after a while, so a link into Slack is no evidence. "
                "Keep it in the city's folder, and link to that."
            ),
            "paper",
        ),
        (
            {**BOTH, "ends_on": date(2026, 1, 15)},
            "An agreement ends after it was signed. Please check the date.",
            "ends_on",
        ),
        (
            {**BOTH, "evaluate_on": date(2026, 1, 15)},
            "The evaluation comes after the signatures. Please check it.",
            "evaluate_on",
        ),
        (
            {"ours_on": BOTH["ours_on"], "our_signer": "Mayor Hall", "evaluate_on": date(2027, 1, 15)},
            "Its window counts from the later signature. Leave this empty until both sides have signed.",
            "evaluate_on",
        ),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    one_engine: Office, said: dict[str, Any], message: str, field: str
) -> None:
    loreto = approved(one_engine)
    with refused(message, field):
        signs(one_engine, loreto, **said)
    assert known_days(one_engine, loreto) is None


@pytest.mark.parametrize(
    ("on", "is_refused"),
    [
        (date(2027, 2, 27), True),
        (date(2027, 2, 28), False),
        (date(2028, 8, 31), False),
        (date(2028, 9, 1), True),
    ],
)
def test_an_evaluation_outside_its_window_needs_a_reason(
    one_engine: Office, on: date, *, is_refused: bool
) -> None:
    loreto = approved(one_engine)
    later = one_engine.on("2026-08-31")
    if is_refused:
        with pytest.raises(Doubtful) as doubtful:
            signs_both(later, loreto, AUG_31, evaluate_on=on)
        assert [doubt.partition(". ")[2] for doubt in doubtful.value.doubts] == [
            "The window for the evaluation is Sun, Feb 28, 2027 to Thu, Aug 31, 2028."
        ]
    signs_both(later, loreto, AUG_31, evaluate_on=on, reason="Their elections" if is_refused else "")
    assert dates(later, loreto)["evaluation"] == on


@pytest.mark.parametrize(
    ("path", "approval"),
    [
        ("milpitas/inquiry", "Have the Council review and approve the Memorandum of Understanding"),
        ("cerritos/application", "Have the Council review the application and decide"),
        ("sci-guide/partnership", "Have both communities approve the agreement"),
    ],
)
def test_a_signature_before_the_approval_needs_a_reason_on_each_path(
    one_engine: Office, path: str, approval: str
) -> None:
    loreto = one_engine.inquiry(path=path)
    with pytest.raises(Doubtful) as doubtful:
        signs(one_engine, loreto, ours_on=BOTH["ours_on"], our_signer="Mayor Hall")
    assert doubtful.value.doubts == (f"“{approval}” is still open; until then a signature binds nobody.",)
    signs_both(one_engine, loreto, reason="Signed at their visit")
    assert one_engine.states(loreto, SIGN) == [State.DONE]


def test_a_signature_of_a_day_before_the_approval_needs_a_reason_though_the_approval_was_recorded_first(
    one_engine: Office,
) -> None:
    loreto = one_engine.inquiry()
    later = one_engine.on("2026-02-16")
    later.complete(loreto, COUNCIL, done_on=date(2026, 2, 15))
    with pytest.raises(Doubtful) as doubtful:
        signs_both(later, loreto, date(2026, 2, 15), ours_on=date(2026, 2, 14))
    assert doubtful.value.doubts == (
        (
            "The first signature is of Sat, Feb 14, but “Have the Council review and approve the Memorandum of "
            "Understanding” was done on Sun, Feb 15; before that a signature bound nobody."
        ),
    )

    signs_both(later, loreto, date(2026, 2, 15), ours_on=date(2026, 2, 14), reason="Signed at their visit")
    assert known_days(later, loreto) == (date(2026, 2, 14), date(2026, 2, 15))


def test_a_memorandum_that_is_returned_after_the_signatures_has_none_any_more(milpitas: Office) -> None:
    loreto = milpitas.inquiry()
    milpitas.complete(loreto, "mou")
    signs_both(milpitas, loreto, reason="Signed at their visit")
    milpitas.complete(loreto, COUNCIL, outcome="returned")
    assert (known_days(milpitas, loreto), milpitas.states(loreto, SIGN)) == (None, [State.WAITING])

    milpitas.undo(milpitas.last_act())
    assert known_days(milpitas, loreto) == (BOTH["ours_on"], BOTH["theirs_on"])


def test_nothing_is_signed_twice_by_a_search_or_in_a_closed_file(one_engine: Office) -> None:
    loreto = approved(one_engine)
    signs_both(one_engine, loreto)
    with refused(
        "Loreto, Mexico: both sides have signed, the later on Thu, Jan 15. To correct it, take that entry back."
    ):
        signs_both(one_engine, loreto)
    search = one_engine.inquiry("A partner on the coast", path="cities-seeking-cities/member")
    with refused("A partner on the coast is a search, which has no city to sign with. Pick one first."):
        signs_both(one_engine, search)
    tena = approved(one_engine, "Tena")
    one_engine.turn(tena, closed=True)
    with refused("The file on Tena, Mexico is closed. The chair or staff can reopen it."):
        signs_both(one_engine, tena)
    with pytest.raises(NotAllowed):
        signs(one_engine, loreto, by="U3", **BOTH)


def test_the_channel_is_told_once_and_only_where_that_is_wished(milpitas: Office) -> None:
    loreto, tena = approved(milpitas), approved(milpitas, "Tena")
    signs_both(milpitas, tena)
    signs(milpitas, loreto, ours_on=BOTH["ours_on"], our_signer="Mayor Hall", is_news=True)
    signs_both(milpitas, loreto, is_news=True)

    assert owed_news(milpitas) == [loreto]
    assert NewSignature(prospect_id=loreto, tier="sister").is_news is False


def test_a_step_recorded_as_signed_in_the_general_way_is_not_signed_again(one_engine: Office) -> None:
    loreto = approved(one_engine)
    signed_without_a_form(one_engine, loreto)
    with refused("“Have the two highest officials sign the agreement” is done already. I changed nothing."):
        signs_both(one_engine, loreto)
    with one_engine.workspace.reading() as session:
        assert prospect_by_id(session, loreto).tier is None
