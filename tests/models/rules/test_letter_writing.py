import re

import pytest

from models.rules.documents import Heading, Paragraph, as_lines
from models.rules.letter_texts import (
    BINDING,
    BLANKS,
    COURTESY,
    FORM,
    FORMAL,
    GREETINGS,
    INTRODUCTION,
    LETTERHEAD,
    LETTERS,
    READERS,
    REPLY,
    SIGNERS,
    TRANSLATED,
    LetterText,
    Rank,
    text_named,
)
from models.rules.letter_writing import Written, written

KNOWN = {
    "commission": "Milpitas Sister Cities Commission",
    "our_city": "Milpitas",
    "our_chair": "Bo Lee",
    "their_city": "Loreto",
    "their_contact": "Ana Lopes, mayor's secretary",
    "their_name": "Ana Lopes",
    "owner": "Cy Diaz",
    "inquiry_date": "Jan 5, 2026",
    "their_date": "Jan 12, 2026",
    "meeting": "Jan 22, 2026",
    "interests": "schools and music",
}


def letter(text: LetterText = REPLY, *, is_translated: bool = False, **known: str) -> Written:
    return written(
        text,
        {**KNOWN, **known},
        signer=text.signer,
        reader=text.reader,
        is_translated=is_translated,
    )


def told(text: LetterText) -> str:
    parts = [part.text for part in text.parts if isinstance(part, Heading | Paragraph)]
    return "\n".join([text.subject, *parts])


def test_every_field_of_every_text_has_a_name_to_stand_in_its_place() -> None:
    frame = "".join([LETTERHEAD, TRANSLATED, *SIGNERS.values(), *READERS.values(), *GREETINGS.values()])
    fields = set(re.findall(r"\{(\w*)\}", frame + "".join(map(told, LETTERS))))

    assert fields - {*BLANKS, "binding"} == set()
    assert {*BLANKS} - fields == set()


def test_a_reply_with_all_that_is_known_reads_from_letterhead_to_signature() -> None:
    reply = letter()

    assert as_lines(reply.document) == [
        "[letterhead: Milpitas Sister Cities Commission]",
        "",
        "Your inquiry to Milpitas",
        "",
        "[date]",
        "",
        "Ana Lopes, mayor's secretary\nLoreto",
        "",
        "Dear Ana Lopes,",
        "",
        "Thank you for your inquiry of Jan 5, 2026. We are glad that Loreto thinks of Milpitas.",
        "",
        (
            "Each inquiry gets an answer in writing and is then discussed. Yours can come up at the meeting of the "
            "Milpitas Sister Cities Commission on Jan 22, 2026. You will hear from us afterwards, whatever comes of it."
        ),
        "",
        "We have noted these fields of interest: schools and music. Please tell us if one is missing.",
        "",
        "Until then please turn to Cy Diaz.",
        "",
        BINDING,
        "",
        "With kind regards,",
        "",
        "[signature]\nBo Lee\nChair, Milpitas Sister Cities Commission",
    ]
    assert reply.left_open == "Every field is filled in from the record."


def test_what_is_not_known_stays_as_a_blank_and_is_listed_once_where_it_first_stands() -> None:
    form = letter(FORM, owner="", form="")

    assert form.blanks == ("name of the form", "our contact")
    assert form.document.title == "The form “[name of the form]”"
    assert form.left_open == "Still to be filled in: name of the form; our contact."


def test_words_of_the_record_that_look_like_a_field_stay_as_they_are() -> None:
    assert letter(their_city="{owner}").document.parts[3] == Paragraph(
        text="Thank you for your inquiry of Jan 5, 2026. We are glad that {owner} thinks of Milpitas."
    )


def test_a_letter_of_introduction_has_the_four_contents_and_goes_from_mayor_to_mayor() -> None:
    introduction = letter(INTRODUCTION)
    parts = introduction.document.parts

    assert [part.text for part in parts if isinstance(part, Heading)] == [
        "Our community",
        "Why we are interested",
        "Possible programs and exchanges",
        "A point of contact",
    ]
    assert (parts[1], parts[2], parts[-1]) == (
        Paragraph(text="[name of their mayor]\nMayor of Loreto"),
        Paragraph(text="Dear Mayor [name of their mayor],"),
        Paragraph(text="[signature]\n[name of our mayor]\nMayor of Milpitas"),
    )


def test_a_letter_that_speaks_of_an_agreement_binds_nobody_until_it_is_approved() -> None:
    approved = "Our side approved the agreement on Jun 2, 2026. It begins once both cities have signed."
    speaks = {text.id: Paragraph(text=BINDING) in letter(text).document.parts for text in LETTERS}

    assert speaks == {text.id: text is not COURTESY for text in LETTERS}
    assert speaks == {text.id: text.speaks_of_agreement for text in LETTERS}
    assert Paragraph(text=approved) in letter(FORMAL, approved_on="Jun 2, 2026").document.parts


def test_a_translation_that_goes_with_a_letter_is_mentioned_in_it() -> None:
    enclosed = Paragraph(text="A translation into Spanish is enclosed.")
    with_it, without = (
        letter(is_translated=is_translated, their_language="Spanish") for is_translated in (True, False)
    )

    assert (enclosed in with_it.document.parts, enclosed in without.document.parts) == (True, False)


@pytest.mark.parametrize(
    ("signer", "reader", "greeting", "signature"),
    [
        (Rank.MAYOR, Rank.COMMISSION, "Dear Ana Lopes,", "[name of our mayor]\nMayor of Milpitas"),
        (Rank.STAFF, Rank.STAFF, "Dear Ana Lopes,", "[name of our staff]\nStaff, "),
    ],
)
def test_somebody_else_may_sign_or_read_it(signer: Rank, reader: Rank, greeting: str, signature: str) -> None:
    parts = written(REPLY, KNOWN, signer=signer, reader=reader, is_translated=False).document.parts

    assert (parts[2], lines(parts[-1]).startswith(f"[signature]\n{signature}")) == (
        Paragraph(text=greeting),
        True,
    )


def lines(part: object) -> str:
    assert isinstance(part, Paragraph)
    return part.text


def test_each_letter_is_found_by_its_name() -> None:
    assert [text_named(text.id) for text in LETTERS] == list(LETTERS)
    assert text_named("love letter") is None
