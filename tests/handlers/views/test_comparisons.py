"""The criteria sheet drawn: one city, two to eight side by side, and what is too much for one message."""

from datetime import date
from typing import Any

import pytest

from bot.practice.contents import Json
from bot.practice.reading import buttons_of, lines_of
from bot.practice.strictness import check_message, check_view
from handlers.views.comparisons import CUT, comparison, sheet
from handlers.views.kit import TEXT_LIMIT, Message, notice
from models.policies import shipped_policies
from models.rules import criteria as rules
from models.rules.criteria import Note, Reader, Sheet, Subject

TODAY = date(2026, 1, 22)
(MILPITAS,) = [each for each in shipped_policies() if each.id == "milpitas"]
STAFF = Reader(member_id="dana", is_staff=True)
LONG = "n" * 500
SOURCE = "s" * 200


def note(number: int, group: str, prompt: str, **said: Any) -> Note:  # noqa: ANN401  fields of many types
    usual = {"text": "Three", "source": "a visit", "author_id": "lee", "by": "Sam Lee", "on": TODAY}
    return Note(number=number, group=group, prompt=prompt, **{**usual, "is_public": True, **said})


def full(cities: int, people: int = 1, text: str = "Three", source: str = "a visit") -> Sheet:
    """Give a sheet on which every prompt of every city has a note of so many people."""
    named = {Subject(id=f"{place:032x}"): f"City {place}, Japan" for place in range(cities)}
    every = [
        note(0, group.id, prompt, text=text, source=source, author_id=str(person), by=f"Person {person}")
        for group in MILPITAS.criteria
        for prompt in group.prompts
        for person in range(people)
    ]
    return rules.sheet(MILPITAS.criteria, named, dict.fromkeys(named, every), STAFF)


def blocks(message: Message) -> list[Json]:
    shown: list[Json] = message.as_answer()["blocks"]
    return shown


def checked(message: Message) -> Message:
    """Give a message that Slack takes, as a message and as a form, whole."""
    answer = message.as_answer()
    check_message(answer["text"], answer["blocks"])
    check_message(answer["text"], [block.to_dict() for block in message.plain or message.blocks])
    check_view(notice(message).to_dict(), "modal")
    assert len(message.text) <= TEXT_LIMIT
    return message


def turned(message: Message) -> tuple[str, str] | None:
    """Say which button turns the page, and where to."""
    for block in blocks(message):
        for element in block.get("elements", []):
            text = (element.get("text") or {}).get("text") if element.get("type") == "button" else ""
            if text in {"Next page", "First page"}:
                return text, element["value"].replace("#", ":").rpartition(":")[2]
    return None


def all_pages(seen: Sheet) -> list[Message]:
    """Turn all pages of a comparison, until the first comes again."""
    found = [checked(comparison(seen, TODAY, page=0))]
    while (turn := turned(found[-1])) and turn[0] == "Next page":
        found.append(checked(comparison(seen, TODAY, page=int(turn[1]))))
    return found


@pytest.mark.parametrize(
    ("cities", "people", "text", "source"),
    [
        (2, 1, "Three", "a visit"),
        (8, 1, "Three", "a visit"),
        (8, 3, LONG, SOURCE),
        (2, 1, LONG, SOURCE),
    ],
)
def test_every_prompt_comes_once_on_pages_that_slack_takes_whole(
    cities: int, people: int, text: str, source: str
) -> None:
    shown = all_pages(full(cities, people, text, source))
    rows = [
        line.partition(" | ")[0] for message in shown for line in lines_of(blocks(message)) if " | " in line
    ]
    every = [f"{group.title}: {prompt}" for group in MILPITAS.criteria for prompt in group.prompts]

    assert [row for row in rows if row != "Prompt"] == every
    assert len(shown) > 1
    assert turned(shown[-1]) == ("First page", "0")


def test_what_is_too_much_for_one_message_comes_by_group() -> None:
    heads = [lines_of(blocks(message))[1] for message in all_pages(full(2))]

    assert heads == [
        f"50 of 50 prompts have notes here. Page {place} of 6: {group.title}."
        for place, group in enumerate(MILPITAS.criteria, start=1)
    ]


def test_long_notes_are_cut_and_the_page_says_where_they_are_in_full() -> None:
    told = [CUT in "\n".join(lines_of(blocks(page))) for page in all_pages(full(2, 1, LONG, SOURCE))]

    assert set(told) == {True}
    assert CUT not in "\n".join(lines_of(blocks(comparison(full(2), TODAY, page=0))))


def test_a_page_beyond_the_last_is_the_last() -> None:
    seen = full(2)

    assert comparison(seen, TODAY, page=99) == comparison(seen, TODAY, page=5)


def test_cities_without_any_note_are_compared_without_a_table() -> None:
    named = {Subject(id="a" * 32): "Hakusan, Japan", Subject(id="b" * 32): "Cascais, Portugal"}
    message = checked(comparison(rules.sheet(MILPITAS.criteria, named, {}, STAFF), TODAY, page=0))

    assert message.text == (
        "Side by side: Hakusan, Japan and Cascais, Portugal. None of 50 prompts has a note here yet."
    )
    assert buttons_of(blocks(message)) == ["Compare others"]


def one(*notes: Note) -> Sheet:
    subject = Subject(id="a" * 32)
    return rules.sheet(MILPITAS.criteria, {subject: "Hakusan, Japan"}, {subject: notes}, STAFF)


def test_a_sheet_offers_the_packet_to_whoever_may_make_it() -> None:
    seen = one(note(1, "civic", "Museums", is_public=False))

    assert buttons_of(blocks(checked(sheet(seen, TODAY, page=0, may_pack=True)))) == [
        "Add a note",
        "Make the packet",
        "Get the document",
    ]
    assert buttons_of(blocks(sheet(seen, TODAY, page=0, may_pack=False))) == [
        "Add a note",
        "Get the document",
    ]
    assert buttons_of(blocks(checked(sheet(one(), TODAY, page=0, may_pack=False)))) == ["Add a note"]


def test_a_full_sheet_of_one_city_is_paged_too() -> None:
    seen = full(1, 3, LONG, SOURCE)
    first, last = (checked(sheet(seen, TODAY, page=page, may_pack=True)) for page in (0, 99))

    assert (turned(first), turned(last)) == (("Next page", "1"), ("First page", "0"))
    assert lines_of(blocks(first))[1] == "50 of 50 prompts have notes here. Page 1 of 6: Overall factors."


def test_what_people_write_stays_literal() -> None:
    seen = one(note(1, "civic", "Museums", text="*Ask* <@U0DANA> & <!here>", source="`code`"))
    drawn = blocks(checked(sheet(seen, TODAY, page=0, may_pack=False)))

    assert lines_of(drawn)[3] == "Museums: *Ask* <@U0DANA> & <!here>. Source: `code`. Sam Lee, Jan 22."
    assert [block for block in drawn if "mrkdwn" in str(block)] == []
