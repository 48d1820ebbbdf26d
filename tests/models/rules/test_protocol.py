from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from models.rules.letter_texts import Rank
from models.rules.protocol import Exchange, Line, Translation, protocol

WHOLE = Exchange(
    signer=Rank.MAYOR,
    reader=Rank.MAYOR,
    their_contact="Ana Lopes",
    volunteer="Cy Diaz",
    mayors_office="Ruth Hall",
    their_language="Spanish",
    translation=Translation.ENCLOSED,
)


def looked_at(letter: Exchange) -> list[str]:
    return [line.says for line in protocol(letter) if not line.is_kept]


def test_a_letter_from_mayor_to_mayor_with_everything_named_is_in_order() -> None:
    assert protocol(WHOLE) == tuple(
        Line(says=says, is_kept=True)
        for says in (
            "Rank writes to rank: our mayor writes to their mayor.",
            "A contact on their side is known: Ana Lopes.",
            "Contacts on our side are known: Cy Diaz and, in the mayor's office, Ruth Hall.",
            "Both languages are noted: English and Spanish.",
            "It goes with a translation.",
            "It says that it binds nobody until the Council approves; add no promise to it.",
        )
    )


def test_the_chair_of_a_commission_who_writes_to_a_mayor_is_noted_before_all_else() -> None:
    assert protocol(replace(WHOLE, signer=Rank.COMMISSION))[0] == Line(
        says="Rank does not write to rank: the chair of our commission writes to their mayor.", is_kept=False
    )


@pytest.mark.parametrize(("signer", "reader"), list(product(Rank, Rank)))
def test_only_like_ranks_write_to_each_other(signer: Rank, reader: Rank) -> None:
    assert len(looked_at(replace(WHOLE, signer=signer, reader=reader))) == (signer is not reader)


def test_what_nobody_has_noted_is_worth_a_look_and_nothing_is_held_back() -> None:
    assert looked_at(Exchange(signer=Rank.STAFF, reader=Rank.STAFF)) == [
        "No contact on their side is known yet; ask for one.",
        "On our side a volunteer and someone in the mayor's office should be named as contact.",
        "Their language is not noted.",
        "Nobody has said whether a translation goes with it.",
    ]


def test_one_of_the_two_contacts_on_our_side_is_not_enough() -> None:
    assert looked_at(replace(WHOLE, mayors_office="")) == [
        "On our side someone in the mayor's office should be named as contact."
    ]


@pytest.mark.parametrize(
    ("letter", "says"),
    [
        (
            replace(WHOLE, approved_on=date(2026, 6, 2)),
            "Our side approved the agreement on Jun 2, 2026.",
        ),
        (
            replace(WHOLE, speaks_of_agreement=False),
            "It speaks of no agreement, so it promises none.",
        ),
    ],
)
def test_before_the_councils_approval_nothing_is_promised(letter: Exchange, says: str) -> None:
    assert protocol(letter)[-1] == Line(says=says, is_kept=True)


def test_a_letter_in_english_alone_is_said_to_go_without_a_translation() -> None:
    assert Line(says="It goes without a translation.", is_kept=True) in protocol(
        replace(WHOLE, translation=Translation.NONE)
    )
