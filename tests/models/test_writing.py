from datetime import date

import pytest
from sqlalchemy import select

from models.agreements import Program
from models.commission import commission_of
from models.finding import prospect_by_id
from models.further import Further
from models.ledger import record
from models.members import Member
from models.rules.letter_choice import Wish, fitting_first, step_for, was_declined
from models.rules.letter_texts import (
    COURTESY,
    FORM,
    FORMAL,
    INTRODUCTION,
    INVITATION,
    REPLY,
    LetterText,
    Rank,
)
from models.rules.protocol import Translation
from models.writing import Draft, draft, is_denied
from tests.builders import NOW, STAFF, Office, refused, shipped_text

DENIED = {"outcome": "denied", "reason": "Too many partners"}


def drafted(
    at: Office, prospect_id: str, text: LetterText, *, signer: Rank | None = None, language: str = ""
) -> Draft:
    wish = Wish(
        prospect_id=prospect_id,
        text=text,
        signer=signer or text.signer,
        reader=text.reader,
        translation=Translation.ENCLOSED,
        their_language=language,
    )
    with at.workspace.reading() as session:
        return draft(session, wish, commission_of(session), at.now)


def read(letter: Draft) -> str:
    return "\n".join(part.text for part in letter.letter.document.parts if hasattr(part, "text"))


def offered(at: Office, prospect_id: str) -> list[str]:
    with at.workspace.reading() as session:
        denied = is_denied(session, prospect_by_id(session, prospect_id))
    return [text.id for text in fitting_first(at.progress(prospect_id), is_denied=denied)]


def test_a_reply_knows_the_city_the_dates_the_contacts_the_interests_and_the_meeting_ahead(
    milpitas: Office,
) -> None:
    milpitas.meet("2026-01-08", "held")
    milpitas.meet("2026-01-22")
    loreto = milpitas.inquiry(
        received_on=date(2026, 1, 5),
        contact="Ana Lopes, secretary, ana@loreto.example",
        interests=("cultural", "educational"),
        owner_id=milpitas.member_id("U3"),
    )
    reply = drafted(milpitas, loreto, REPLY, language="Spanish")

    assert (reply.letter.left_open, reply.whom) == (
        "Every field is filled in from the record.",
        "Ana Lopes, secretary, ana@loreto.example",
    )
    told = read(reply)
    for known in (
        "secretary, ana@loreto.example\nLoreto",
        "Dear Ana Lopes,",
        "your inquiry of Jan 5, 2026",
        "the meeting of the Milpitas on Jan 22, 2026",
        "interest: cultural and educational.",
        "turn to Cy Diaz.",
        "into Spanish",
        "Bo Lee\nChair, Milpitas",
    ):
        assert (known, known in told) == (known, True)


def test_nothing_is_made_up_for_a_file_of_which_little_is_known(one_engine: Office) -> None:
    hakusan = one_engine.inquiry("Hakusan", country="JP", path="sci-guide/partnership")

    assert drafted(one_engine, hakusan, INTRODUCTION).letter.blanks == (
        "name of their mayor",
        "a few sentences on our community",
        "why we are interested in their city",
        "fields of interest",
        "programs and exchanges",
        "goals",
        "our volunteer contact",
        "our contact in the mayor's office",
        "their language",
        "name of our mayor",
    )


def test_what_steps_asked_in_words_and_the_programs_go_into_the_letter(one_engine: Office) -> None:
    hakusan = one_engine.inquiry("Hakusan", country="JP", path="sci-guide/partnership")
    one_engine.complete(hakusan, "contacts", further=Further(asked=("Cy Diaz", "Ruth Hall")))
    one_engine.complete(
        hakusan, "work-plan", further=Further(asked=("pen pals for schools", "a visit each year."))
    )
    with one_engine.workspace.transaction(NOW) as session:
        for number, title in ((1, "Letters"), (1, "Pen pals"), (2, "A choir")):
            act = record(session, "program recorded", actor=STAFF, now=NOW, prospect_id=hakusan)
            session.add(
                Program(
                    prospect_id=hakusan,
                    number=number,
                    is_test=True,
                    title=title,
                    begins_on=date(2026, 2, 1),
                    ends_on=None,
                    outcome="",
                    act_id=act.id,
                )
            )
            session.flush()
    told = read(drafted(one_engine, hakusan, INTRODUCTION))

    assert (
        "Two people will gladly answer you: Cy Diaz, a volunteer of the Milpitas, and Ruth Hall, in our mayor's office."
        in told
    )
    assert "We could begin with Pen pals and A choir." in told
    assert "Our own goals: pen pals for schools; a visit each year." in told


def test_an_owner_with_a_seat_is_the_volunteer_and_is_named_with_an_address(one_engine: Office) -> None:
    with one_engine.workspace.transaction(NOW) as session:
        session.scalars(select(Member).where(Member.slack_id == "U3")).one().email = "cy@city.example"
    by_volunteer, by_staff = (
        one_engine.inquiry(city, owner_id=one_engine.member_id(owner))
        for city, owner in (("Loreto", "U3"), ("Tena", "U1"))
    )

    assert "our volunteer contact" not in drafted(one_engine, by_volunteer, INTRODUCTION).letter.blanks
    assert "our volunteer contact" in drafted(one_engine, by_staff, INTRODUCTION).letter.blanks
    assert "turn to Cy Diaz (cy@city.example)." in read(drafted(one_engine, by_volunteer, REPLY))


def test_a_letter_that_asks_for_the_form_names_it_as_the_policy_does(one_engine: Office) -> None:
    loreto, hakusan = one_engine.inquiry(), one_engine.inquiry("Hakusan", path="sci-guide/partnership")

    assert [drafted(one_engine, each, FORM).letter.document.title for each in (loreto, hakusan)] == [
        "The form “Request for a Sister City”",
        "The form “[name of the form]”",
    ]


def test_their_language_is_the_one_last_noted_unless_another_is_said(milpitas: Office) -> None:
    loreto = milpitas.inquiry()
    milpitas.letter(loreto, direction="in", language="Spanish")
    milpitas.letter(loreto, direction="in")
    milpitas.letter(loreto, language="French")
    told = [read(drafted(milpitas, loreto, REPLY, language=language)) for language in ("", "Catalan")]

    assert ["into Spanish" in told[0], "into Catalan" in told[1]] == [True, True]


def test_after_the_approval_the_letter_and_the_protocol_say_so(one_engine: Office) -> None:
    loreto = one_engine.inquiry()
    one_engine.complete(loreto, "council", further=Further(asked=("2026-14",)))
    letter = drafted(one_engine, loreto, FORMAL)

    assert "Our side approved the agreement on Jan 15, 2026." in read(letter)
    assert letter.protocol[-1].says == "Our side approved the agreement on Jan 15, 2026."


def test_a_search_has_no_city_to_name(one_engine: Office) -> None:
    search = one_engine.inquiry("A port in Asia", country="", path="cities-seeking-cities/member")
    letter = drafted(one_engine, search, INVITATION)

    assert (letter.letter.document.title, "A port in Asia" in read(letter)) == (
        "Invitation from Milpitas to [name of their city]",
        False,
    )


def test_a_letter_for_a_file_that_is_not_there_is_refused(one_engine: Office) -> None:
    with refused("I couldn't find that city."):
        drafted(one_engine, "0" * 32, REPLY)


def test_what_the_path_asks_for_now_is_offered_first_and_everything_can_be_chosen(one_engine: Office) -> None:
    loreto = one_engine.inquiry(medium="Email")
    assert offered(one_engine, loreto) == [
        "reply",
        "formal",
        "form",
        "introduction",
        "invitation",
        "courtesy",
    ]
    one_engine.complete(loreto, "reply")
    assert offered(one_engine, loreto)[0] == "formal"
    assert offered(one_engine, loreto)[-2:] == ["invitation", "courtesy"]


@pytest.mark.parametrize(
    ("path", "first"),
    [
        ("milpitas/initiated", ["form", "introduction", "invitation"]),
        ("sci-guide/partnership", ["introduction", "invitation", "reply"]),
        ("cities-seeking-cities/member", ["invitation", "introduction", "reply"]),
    ],
)
def test_each_path_of_our_own_begins_with_its_own_letters(
    one_engine: Office, path: str, first: list[str]
) -> None:
    assert offered(one_engine, one_engine.inquiry("Hakusan", path=path))[:3] == first


@pytest.mark.parametrize(
    ("path", "text", "step"),
    [
        ("milpitas/inquiry", REPLY, "reply"),
        ("milpitas/inquiry", FORMAL, "formal-letters"),
        ("milpitas/inquiry", FORM, "form"),
        ("milpitas/initiated", FORM, "form"),
        ("sci-guide/partnership", INTRODUCTION, "introduce"),
        ("cities-seeking-cities/member", INVITATION, "agreement"),
        ("cerritos/application", REPLY, None),
        ("milpitas/inquiry", COURTESY, None),
    ],
)
def test_the_step_of_a_letter_is_the_one_whose_evidence_names_it(
    one_engine: Office, path: str, text: LetterText, step: str | None
) -> None:
    found = step_for(text, one_engine.progress(one_engine.inquiry("Hakusan", path=path)))

    assert (found.step.id if found else None) == step


def test_a_denial_is_no_approval_that_a_letter_may_speak_of(one_engine: Office) -> None:
    loreto = one_engine.inquiry()
    one_engine.complete(loreto, "council", **DENIED)

    assert drafted(one_engine, loreto, FORM).protocol[-1].says == (
        "It says that it binds nobody until the Council approves; add no promise to it."
    )


def test_after_a_denial_the_courtesy_letter_comes_first_with_its_date(one_engine: Office) -> None:
    loreto = one_engine.inquiry()
    assert was_declined(one_engine.progress(loreto)) is False
    one_engine.complete(loreto, "council", **DENIED)

    assert was_declined(one_engine.progress(loreto)) is True
    assert offered(one_engine, loreto)[0] == "courtesy"
    assert "On Jan 15, 2026 it was decided" in read(drafted(one_engine, loreto, COURTESY))


def test_a_denial_that_closes_nothing_asks_for_the_courtesy_letter_too(one_engine: Office) -> None:
    one_engine.load(shipped_text("milpitas").replace(b'denied = "close declined", ', b""))
    loreto = one_engine.inquiry()
    one_engine.complete(loreto, "council", **DENIED)

    assert (one_engine.progress(loreto).is_open, offered(one_engine, loreto)[0]) == (True, "courtesy")


def test_a_file_that_was_opened_again_asks_for_it_no_longer(one_engine: Office) -> None:
    loreto = one_engine.inquiry()
    one_engine.complete(loreto, "council", **DENIED)
    one_engine.turn(loreto, closed=False, reason="The Council looks at it again")

    assert offered(one_engine, loreto)[0] == "reply"


@pytest.mark.parametrize(
    ("reason", "declined"),
    [("Declined: too far away", True), ("The Council DENIED it", True), ("They withdrew", False)],
)
def test_a_file_that_was_closed_by_hand_counts_as_declined_when_its_reason_says_so(
    one_engine: Office, reason: str, *, declined: bool
) -> None:
    loreto = one_engine.inquiry()
    one_engine.turn(loreto, closed=True, reason=reason)

    assert was_declined(one_engine.progress(loreto)) is declined
