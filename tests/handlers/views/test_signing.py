"""The forms of signatures, and their news."""

from dataclasses import replace
from datetime import date

import pytest

from handlers.views.signing import agreement_news, agreement_taken_back, sign_form, signed_in_words
from models.rules.agreed import Signatures
from models.rules.facts import Entry, State
from models.rules.steps import Standing
from tests.handlers.views.builders import TODAY, drawn, progress
from tests.models.rules.builders import policy, step

OURS = Signatures(
    tier="sister",
    ours_on=date(2026, 1, 15),
    theirs_on=None,
    our_signer="Mayor Hall",
    their_signer="",
    ends_on=None,
    link="",
)
BOTH = Signatures(
    tier="friendship",
    ours_on=date(2026, 1, 15),
    theirs_on=date(2026, 1, 20),
    our_signer="Mayor Hall",
    their_signer="Mayor Lopes",
    ends_on=None,
    link="https://city.example/agreement",
)
SIGNED = "We signed Thu, Jan 15 (Mayor Hall)."
OPEN = Standing(step=step("council", title="Ask the Council"), state=State.READY)
DENIED = replace(OPEN, state=State.DONE, entry=Entry(state=State.DONE, on=TODAY, sets_date=False))


@pytest.mark.parametrize(
    ("full", "is_told", "inputs"), [(True, False, 10), (False, False, 8), (False, True, 7)]
)
def test_the_form_has_ten_fields_at_most(*, full: bool, is_told: bool, inputs: int) -> None:
    stands = progress(policy(step("sign", sets="signed")), "way")
    form = sign_form(stands, BOTH, key="1", sets_evaluation=full, can_attach=full, is_told=is_told)
    blocks = drawn(form)["blocks"]

    assert (len(blocks), [block["type"] for block in blocks].count("input")) == (inputs + 1, inputs)


def test_what_is_said_after_the_form_names_both_sides_the_evaluation_and_what_is_missing() -> None:
    both = signed_in_words("Cascais, Portugal", BOTH, TODAY, evaluate_on=date(2027, 1, 20), unapproved=None)
    early = signed_in_words("Cascais, Portugal", OURS, TODAY, evaluate_on=None, unapproved=OPEN)

    assert both == [
        f"Cascais, Portugal, friendship city agreement: {SIGNED} They signed Tue, Jan 20 (Mayor Lopes).",
        "Both sides have signed: the relationship counts from the later signature.",
        "The evaluation is set for Wed, Jan 20, 2027.",
    ]
    assert early == [
        f"Cascais, Portugal, sister city agreement: {SIGNED} They have not signed yet.",
        "It binds nobody until “Ask the Council” is done.",
    ]


@pytest.mark.parametrize(
    ("signed", "unapproved", "text"),
    [
        (
            OURS,
            None,
            (
                "The sister city agreement with Cascais, Portugal has its first signature. "
                f"{SIGNED} They have not signed yet. Recorded by Dana Ito."
            ),
        ),
        (
            OURS,
            OPEN,
            (
                "The sister city agreement with Cascais, Portugal has its first signature. "
                f"{SIGNED} They have not signed yet. It binds nobody until “Ask the Council” is done. "
                "Recorded by Dana Ito."
            ),
        ),
        (
            BOTH,
            DENIED,
            (
                "Both sides have signed the friendship city agreement with Cascais, Portugal. "
                f"{SIGNED} They signed Tue, Jan 20 (Mayor Lopes). "
                "It binds nobody: “Ask the Council” ended in a denial. Recorded by Dana Ito."
            ),
        ),
        (
            BOTH,
            None,
            (
                "Cascais, Portugal is a friendship city of Sierra Vista: both sides have signed, the later on "
                f"Tue, Jan 20. {SIGNED} They signed Tue, Jan 20 (Mayor Lopes). Recorded by Dana Ito."
            ),
        ),
    ],
)
def test_the_news_says_who_signed_when_whether_it_binds_and_who_recorded_it(
    signed: Signatures, unapproved: Standing | None, text: str
) -> None:
    news = agreement_news(
        "Cascais, Portugal",
        "0" * 32,
        signed,
        TODAY,
        unapproved=unapproved,
        by="Dana Ito",
        commission="Sierra Vista",
    )

    assert news.text == text


def test_news_that_was_taken_back_says_so() -> None:
    assert agreement_taken_back("Cascais, Portugal").text == (
        "The signatures with Cascais, Portugal were taken back in the record."
    )
