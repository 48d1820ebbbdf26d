"""The agenda in Slack: what it says to whom, and which buttons stand below it."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from slack_sdk.models.blocks import Block

from handlers.views.agendas import Reader, agenda_card, preview, suggestions_card
from models.rules.agendas import (
    AgendaEntry,
    AgendaSheet,
    ItemKind,
    ItemResult,
    Posted,
    Suggestion,
    agenda,
)
from tests.builders import LOS_ANGELES

LETTER = AgendaEntry(
    item="1",
    number=0,
    title="Letter from the mayor",
    kind=ItemKind.RECEIVE,
    prospect_id="p",
    presenter="Sam Lee",
)
SHEET = AgendaSheet(
    meeting_id="m",
    body="Milpitas Sister Cities Commission",
    kind="Regular meeting",
    starts_at=datetime(2026, 1, 20, 18, 30, tzinfo=LOS_ANGELES),
    place="City Hall",
    link="https://city.example/join",
    entries=agenda([LETTER]),
    deadline=datetime(2026, 1, 17, 18, 30, tzinfo=LOS_ANGELES),
    do_by=date(2026, 1, 16),
    posted=None,
    is_public=True,
    cities={"p": "Loreto, Mexico"},
)
SAID = (
    "Agenda: Tue, Jan 20. Regular meeting, 6:30 PM. City Hall. Join online: https://city.example/join. "
    "1. Call to order. 2. Roll call. 3. Public comment. "
    "4. Letter from the mayor (Receive; Loreto, Mexico; presented by Sam Lee). 5. Reports. 6. Adjournment."
)
POST_BY = "Must be posted publicly by Sat, Jan 17, 6:30 PM (Fri, Jan 16 is the last working day)."
OFFERED = Suggestion(item="2", title="A concert", by="Cy Diaz")


def buttons(blocks: tuple[Block, ...]) -> list[list[str]]:
    rows = [block.to_dict() for block in blocks]
    return [[each["text"]["text"] for each in row["elements"]] for row in rows if row["type"] == "actions"]


def small_print(blocks: tuple[Block, ...]) -> list[str]:
    rows = [block.to_dict() for block in blocks]
    return [row["elements"][0]["text"] for row in rows if row["type"] == "context"]


def test_a_preview_says_the_whole_agenda_and_by_when_to_post_it() -> None:
    message = preview(SHEET, Reader())

    assert message.text == f"{SAID} {POST_BY}"
    assert (small_print(message.blocks), buttons(message.blocks)) == ([POST_BY], [["Suggest an item"]])


@pytest.mark.parametrize(
    ("reader", "rows"),
    [
        (
            Reader(may_edit=True, may_list=True, next_meeting="n"),
            [
                ["Add an item", "Edit", "Post to channel", "Record legal posting"],
                ["Copy as text", "Get the document", "Next agenda"],
            ],
        ),
        (
            Reader(may_edit=True, may_record=True),
            [
                ["Edit", "Post to channel", "Record legal posting"],
                ["Record an outcome", "Copy as text", "Get the document"],
            ],
        ),
        (Reader(next_meeting="n"), [["Suggest an item", "Next agenda"]]),
    ],
)
def test_each_reader_gets_the_buttons_for_what_they_may_do_now(reader: Reader, rows: list[list[str]]) -> None:
    assert buttons(preview(SHEET, reader).blocks) == rows


def test_staff_see_each_suggestion_with_its_two_buttons() -> None:
    message = preview(SHEET, Reader(may_edit=True, suggestions=[OFFERED]))

    assert message.text == f"{SAID} {POST_BY} Cy Diaz suggests: A concert."
    assert buttons(message.blocks)[0] == ["List it", "Decline"]


def test_more_suggestions_than_a_message_holds_are_counted() -> None:
    many = [replace(OFFERED, item=str(number)) for number in range(12)]

    assert small_print(suggestions_card(SHEET, many).blocks) == ["2 more follow once these are dealt with."]


def test_the_channel_sees_facts_and_that_it_is_no_legal_notice() -> None:
    message = agenda_card(SHEET)

    assert message.text == (
        f"{SAID} Please don't discuss here; suggest it for the agenda. A message in Slack is no legal notice."
    )
    assert buttons(message.blocks) == [["Suggest an item"]]
    assert (
        agenda_card(replace(SHEET, is_public=False)).text == f"{SAID} A message in Slack is no legal notice."
    )


def test_a_cancelled_meetings_card_says_so_and_takes_nothing() -> None:
    message = agenda_card(replace(SHEET, is_cancelled=True))

    assert message.text.startswith("Agenda: Tue, Jan 20, cancelled. Regular meeting")
    assert buttons(message.blocks) == []


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2026-01-17T18:30", "Posted Sat, Jan 17, 6:30 PM at City Hall."),
        (
            "2026-01-17T18:31",
            "Posted Sat, Jan 17, 6:31 PM at City Hall, after the deadline, Sat, Jan 17, 6:30 PM.",
        ),
    ],
)
def test_a_posting_is_said_with_its_place_and_whether_it_was_late(at: str, said: str) -> None:
    posted = Posted(at=datetime.fromisoformat(at).replace(tzinfo=LOS_ANGELES), order=1, place="City Hall")

    assert small_print(preview(replace(SHEET, posted=posted), Reader()).blocks) == [said]


def test_a_deadline_that_has_passed_without_a_posting_is_said() -> None:
    late = preview(replace(SHEET, is_late=True), Reader())

    assert small_print(late.blocks) == [
        "No posting is recorded. It was to be posted by Sat, Jan 17, 6:30 PM."
    ]


def test_an_item_tells_why_it_is_there_and_what_became_of_it() -> None:
    entry = replace(
        LETTER,
        title="Loreto, Mexico: Discuss it",
        kind=ItemKind.DISCUSS,
        presenter="",
        why="Must be discussed by this meeting",
        result=ItemResult.NOT_REACHED,
    )

    assert (
        "4. Loreto, Mexico: Discuss it (Discuss). Must be discussed by this meeting. Not reached. 5."
        in preview(replace(SHEET, entries=agenda([entry])), Reader()).text
    )


def test_staff_are_told_when_nothing_is_left_to_decide() -> None:
    assert suggestions_card(SHEET, []).text == (
        "All that was suggested for the agenda of Tue, Jan 20 has been dealt with."
    )
