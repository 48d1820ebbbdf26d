from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from handlers.views.kit import Message
from handlers.views.reminders import daily_note
from models.rules.matters import Ended, Matter
from models.rules.notices import Kind
from models.rules.policy import Step
from models.rules.snoozing import Snooze
from models.rules.steps import Due, Standing, State

TODAY = date(2025, 12, 9)
FORM = Matter(
    reminder_id="r1",
    kind=Kind.DEADLINE,
    prospect_id="p1",
    city="Loreto",
    title="Get the completed request form",
    on=date(2025, 12, 12),
    since=date(2025, 11, 20),
    standing=Standing(
        step=Step(
            id="form", title="Get the completed request form", who="Staff", source="Riverton code, 9.1"
        ),
        state=State.READY,
        due=Due(on=date(2025, 12, 12), how="10 working days after the inquiry of Nov 26, 2025"),
    ),
    choices={Snooze.TOMORROW: date(2025, 12, 10), Snooze.DAY_BEFORE: date(2025, 12, 11)},
)
SILENCE = Matter(
    reminder_id="r2",
    kind=Kind.SILENCE,
    prospect_id="p2",
    city="A & B <!channel>",
    title="",
    on=TODAY,
    since=date(2025, 10, 20),
    on_behalf="for Lee, who is not on Slack",
)
SNOOZED = Ended(how="snoozed", at=datetime(2025, 12, 10, 9, tzinfo=UTC))


def blocks(note: Message) -> list[dict[str, Any]]:
    return [block.to_dict() for block in note.blocks]


def buttons(note: Message) -> list[list[tuple[str, str]]]:
    rows = [block["elements"] for block in blocks(note) if block["type"] == "actions"]
    return [[(one["action_id"], one.get("value", "")) for one in row] for row in rows]


def test_the_note_says_what_by_when_and_whose_and_offers_done_snooze_and_open() -> None:
    note = daily_note([FORM], TODAY, frozenset())

    assert (
        note.text
        == "Loreto: Get the completed request form, due Fri, Dec 12, in 3 working days. Yours to do."
    )
    assert buttons(note) == [[("do_done", "p1:form"), ("snooze", ""), ("do_next", "p1")]]
    assert blocks(note)[-1]["elements"][0]["text"] == "You get this because you own this step."


def test_the_note_says_how_each_date_was_counted() -> None:
    small = [
        block["elements"][0]["text"]
        for block in blocks(daily_note([FORM, SILENCE], TODAY, frozenset()))
        if block["type"] == "context"
    ]

    assert small[:2] == [
        "10 working days after the inquiry of Nov 26, 2025. Source: Riverton code, 9.1.",
        "An answer was expected by Dec 9, 2025, 50 days after our letter of Oct 20, 2025: our own setting.",
    ]


def test_a_snooze_names_the_reminder_and_the_choices_that_are_left() -> None:
    (*_, row, _) = blocks(daily_note([FORM], TODAY, frozenset()))

    assert [(one["text"]["text"], one["value"]) for one in row["elements"][1]["options"]] == [
        ("Tomorrow morning", "tomorrow:r1"),
        ("The day before it's due", "day-before:r1"),
    ]


def test_days_off_are_no_working_days() -> None:
    note = daily_note([FORM], TODAY, frozenset({date(2025, 12, 10), date(2025, 12, 11), date(2025, 12, 12)}))

    assert note.text.startswith(
        "Loreto: Get the completed request form, due Fri, Dec 12, before the next working day."
    )


def test_their_silence_offers_to_log_a_nudge_and_names_are_plain_text() -> None:
    note = daily_note([SILENCE], TODAY, frozenset())

    assert (
        note.text
        == "No answer from A & B <!channel> since Mon, Oct 20. A nudge? For Lee, who is not on Slack."
    )
    assert "A & B <!channel>" in blocks(note)[0]["text"]["text"]
    assert blocks(note)[0]["text"]["type"] == "plain_text"
    assert buttons(note) == [[("do_log", "p2"), ("do_next", "p2")]]
    assert blocks(note)[-1]["elements"][0]["text"] == "You get this as the commission's staff."


def test_what_was_put_off_shrinks_to_a_line() -> None:
    snoozed = replace(FORM, ended=SNOOZED)
    note = daily_note([snoozed], TODAY, frozenset())

    assert note.text == "Loreto: Get the completed request form. Snoozed until Wed, Dec 10 by you."
    assert buttons(note) == []


def test_past_five_matters_the_rest_is_counted_and_one_tap_away() -> None:
    note = daily_note([FORM] * 7, TODAY, frozenset())

    assert note.text.endswith("And 2 more.")
    assert buttons(note)[-1] == [("do_next", "mine")]
