from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from models.correspondence import Letter
from models.letters import completable
from models.refusals import NotAllowed
from models.rules.facts import State
from models.workspaces import Workspace
from tests.builders import NOW, STRANGER, TODAY, Office, refused

DONE, READY = State.DONE, State.READY


def turn(at: Office, prospect_id: str) -> tuple[str, date, date | None]:
    progress = at.progress(prospect_id)
    return progress.waiting_on, progress.waiting_since, progress.answer_by


def test_after_a_letter_of_ours_it_is_their_turn_and_an_answer_is_expected_in_45_days(
    milpitas: Office,
) -> None:
    loreto = milpitas.inquiry(received_on=date(2026, 1, 5))
    milpitas.letter(loreto, dated_on=date(2026, 1, 14))

    assert turn(milpitas, loreto) == ("them", date(2026, 1, 14), date(2026, 2, 28))


def test_an_answer_of_theirs_makes_it_our_turn(one_engine: Office) -> None:
    loreto = one_engine.inquiry(received_on=date(2026, 1, 5))
    one_engine.letter(loreto, dated_on=date(2026, 1, 12))
    one_engine.letter(loreto, direction="in", dated_on=date(2026, 1, 14))

    assert turn(one_engine, loreto) == ("us", date(2026, 1, 14), None)


def test_the_commission_and_the_letter_may_set_another_time_for_an_answer(one_engine: Office) -> None:
    with one_engine.workspace.transaction(NOW) as session:
        session.scalars(select(Workspace)).one().settings = {"clocks": {"their_silence_days": 10}}
    loreto = one_engine.inquiry()
    one_engine.letter(loreto)
    assert turn(one_engine, loreto) == ("them", TODAY, date(2026, 1, 25))

    one_engine.letter(loreto, answer_by=date(2026, 3, 1))
    assert turn(one_engine, loreto) == ("them", TODAY, date(2026, 3, 1))


@pytest.mark.parametrize(("directions", "whose"), [(("in", "out"), "them"), (("out", "in"), "us")])
def test_of_two_letters_of_one_day_the_later_entry_decides_the_turn(
    one_engine: Office, directions: tuple[str, str], whose: str
) -> None:
    loreto = one_engine.inquiry()
    for direction in directions:
        one_engine.letter(loreto, direction=direction)

    assert one_engine.progress(loreto).waiting_on == whose


def test_a_letter_that_is_logged_late_changes_no_turn(one_engine: Office) -> None:
    loreto = one_engine.inquiry(received_on=date(2026, 1, 5))
    one_engine.letter(loreto, direction="in", dated_on=date(2026, 1, 14))
    one_engine.letter(loreto, dated_on=date(2026, 1, 8))

    assert turn(one_engine, loreto) == ("us", date(2026, 1, 14), None)


def test_a_letter_completes_the_steps_it_is_evidence_for(milpitas: Office) -> None:
    loreto = milpitas.inquiry(received_on=date(2026, 1, 5))
    milpitas.letter(loreto, dated_on=date(2026, 1, 14), completes=("reply",))

    reply = milpitas.standing(loreto, "reply")
    assert (reply.state, reply.entry and (reply.entry.on, reply.entry.by)) == (
        DONE,
        (date(2026, 1, 14), "Ana Ruiz"),
    )
    assert milpitas.states(loreto, "form", "discuss") == [READY, READY]
    assert milpitas.due_rows(loreto) == {}


def test_a_letter_can_complete_what_asks_for_no_number_choice_outcome_or_date(one_engine: Office) -> None:
    group = one_engine.inquiry(path="cerritos/application")

    assert [each.step.id for each in one_engine.progress(group).now] == [
        "file",
        "tax-status",
        "request",
        "intent",
        "charter",
        "members",
        "open-membership",
    ]
    assert [each.step.id for each in completable(one_engine.progress(group))] == [
        "file",
        "tax-status",
        "intent",
        "charter",
        "members",
        "open-membership",
    ]


def test_a_letter_alone_completes_neither_what_asks_for_words_nor_an_approval_or_the_signatures(
    one_engine: Office,
) -> None:
    one_engine.load(ANY_ORDER)
    loreto = one_engine.inquiry(path="any-order/way")
    assert [each.step.id for each in completable(one_engine.progress(loreto))] == ["copy"]
    for step_id in ("goals", "approve", "sign"):
        with refused(
            "No letter can complete one of these steps now. Untick it and send the form again.", "completes"
        ):
            one_engine.letter(loreto, completes=(step_id,))
    assert one_engine.states(loreto, "goals", "approve", "sign") == [READY, READY, READY]


ANY_ORDER = b"""
id = "any-order"
title = "Any order"
place = "Nowhere"
source = "Nobody"
[path.way]
title = "The way"
begun_by = "us"
starts = "start"
order = "any"
[[step]]
id = "goals"
title = "Set goals"
who = "Us"
ask = ["goals"]
source = "1"
[[step]]
id = "approve"
title = "Approve"
who = "Both"
sets = "approved"
source = "2"
[[step]]
id = "sign"
title = "Sign"
who = "Both"
sets = "signed"
source = "3"
[[step]]
id = "copy"
title = "Send a copy"
who = "Us"
source = "4"
"""


def test_whoever_is_on_the_roster_logs_but_only_officers_and_the_owner_complete(one_engine: Office) -> None:
    loreto = one_engine.inquiry(owner_id=one_engine.member_id("U4"))
    one_engine.letter(loreto, by="U3")
    with refused(
        "Only the chair (Bo Lee), staff (Ana Ruiz) or the file's owner can record a step. I can put it on the next agenda for you."
    ):
        one_engine.letter(loreto, by="U3", completes=("reply",))
    one_engine.letter(loreto, by="U4", completes=("reply",))

    assert one_engine.states(loreto, "reply") == [DONE]


def test_a_stranger_logs_nothing(one_engine: Office) -> None:
    loreto = one_engine.inquiry()
    with pytest.raises(NotAllowed):
        one_engine.letter(loreto, by=STRANGER)


def test_the_texts_are_kept_as_they_were_typed(milpitas: Office) -> None:
    text = "<!channel> & 'x'; -- \u05e9\u05dc\u05d5\u05dd \U0001f44b"
    loreto = milpitas.inquiry()
    milpitas.letter(loreto, summary=text, whom=text, language="es", translated_by="Cy", permalink="https://a")

    with milpitas.workspace.reading() as session:
        letter = session.scalars(select(Letter).where(Letter.direction == "out")).one()
        assert (letter.summary, letter.whom, letter.language, letter.translated_by, letter.permalink) == (
            text,
            text,
            "es",
            "Cy",
            "https://a",
        )


@pytest.mark.parametrize("medium", ["Phone", "Video call", "In person"])
def test_what_leaves_nothing_in_writing_completes_no_step_that_needs_proof(
    one_engine: Office, medium: str
) -> None:
    loreto = one_engine.inquiry()
    with refused(
        "A call or a visit is not in writing, so it cannot complete “Reply to the inquiry in writing”.",
        "completes",
    ):
        one_engine.letter(loreto, medium=medium, completes=("reply",))


@pytest.mark.parametrize(
    ("said", "message", "field"),
    [
        ({"direction": ""}, "Please say who wrote to whom.", "direction"),
        ({"summary": " "}, "Please write a sentence on what it says.", "summary"),
        ({"summary": "x" * 1001}, "That is too long: at most 1,000 characters, please.", "summary"),
        ({"whom": "x" * 121}, "That is too long: at most 120 characters, please.", "whom"),
        ({"language": "x" * 121}, "That is too long: at most 120 characters, please.", "language"),
        (
            {"dated_on": date(2026, 1, 11)},
            "That is before the inquiry (Mon, Jan 12). Change the date, or record an earlier one.",
            "dated_on",
        ),
        (
            {"dated_on": date(2026, 1, 16)},
            "That date is in the future. Use the day it happened.",
            "dated_on",
        ),
        (
            {"answer_by": date(2026, 1, 14)},
            "The answer cannot be expected before the letter itself.",
            "answer_by",
        ),
        (
            {"completes": ("form",)},
            "No letter can complete one of these steps now. Untick it and send the form again.",
            "completes",
        ),
        (
            {"completes": ("no-such-step",)},
            "No letter can complete one of these steps now. Untick it and send the form again.",
            "completes",
        ),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    one_engine: Office, said: dict[str, Any], message: str, field: str
) -> None:
    loreto = one_engine.inquiry(received_on=date(2026, 1, 12))
    before = one_engine.last_act()
    with refused(message, field):
        one_engine.letter(loreto, **said)

    assert one_engine.last_act() == before


def test_nothing_is_logged_in_a_closed_file(one_engine: Office) -> None:
    loreto = one_engine.inquiry()
    one_engine.turn(loreto, closed=True)
    with refused("The file on Loreto, Mexico is closed. The chair or staff can reopen it; then log this."):
        one_engine.letter(loreto)


def test_a_city_of_another_workspace_is_not_found(milpitas: Office, cerritos: Office) -> None:
    elsewhere = cerritos.inquiry()
    for unknown in (elsewhere, "0" * 32, ""):
        with refused("I couldn't find that city."):
            milpitas.letter(unknown)


def test_of_a_closed_file_a_courtesy_letter_is_logged_and_nobody_owes_an_answer(milpitas: Office) -> None:
    loreto = milpitas.inquiry()
    milpitas.turn(loreto, closed=True)
    milpitas.letter(loreto, what="Courtesy letter")
    with milpitas.workspace.reading() as session:
        rows = [
            (row.turn, row.answer_by)
            for row in session.scalars(select(Letter).where(Letter.direction == "out"))
        ]

    assert (rows, milpitas.progress(loreto).is_open) == ([(None, None)], False)


@pytest.mark.parametrize(
    "said",
    [
        {"what": "Reply"},
        {"what": "Courtesy letter", "direction": "in"},
        {"what": "Courtesy letter", "completes": ("reply",)},
    ],
)
def test_nothing_else_is_logged_of_a_closed_file(one_engine: Office, said: dict[str, Any]) -> None:
    loreto = one_engine.inquiry()
    one_engine.turn(loreto, closed=True)

    with refused("The file on Loreto, Mexico is closed. The chair or staff can reopen it; then log this."):
        one_engine.letter(loreto, **said)


def test_a_courtesy_letter_of_an_open_file_asks_for_an_answer_like_any_other(one_engine: Office) -> None:
    loreto = one_engine.inquiry()
    one_engine.letter(loreto, what="Courtesy letter")

    assert one_engine.progress(loreto).waiting_on == "them"
