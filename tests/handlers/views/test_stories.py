"""The story of a city as it is drawn: within what Slack takes, however much there is to tell."""

from datetime import UTC, datetime, timedelta
from typing import Any

from handlers.views.kit import SECTION_LIMIT, TEXT_LIMIT, Message
from handlers.views.stories import MOST_OF_ENTRY, PAGE, story
from models.rules.chapters import LONGEST_LINE, MOST_LINES, Chapter, Known
from models.rules.history import Entry, Page
from models.rules.policy_reader import read_policy
from tests.builders import shipped_text
from tests.handlers.views.builders import TODAY, progress

POLICY = read_policy(shipped_text("milpitas"), name="milpitas")
AT = datetime(2026, 1, 22, 18, tzinfo=UTC)


def entry(number: int, said: str = "Hello", **more: Any) -> Entry:  # noqa: ANN401  fields of many types
    usual: dict[str, Any] = {"what": "correspondence logged", "said": (said,), "reason": "", "undone": False}
    return Entry(number=number, at=AT + timedelta(minutes=number), by="Sam Lee", **{**usual, **more})


def page(*entries: Entry, has_newer: bool = False, has_older: bool = False) -> Page:
    return Page(entries=entries, has_newer=has_newer, has_older=has_older)


def known(*chapters: Chapter, papers: int = 0) -> Known:
    return Known(policy=POLICY, chapters=chapters, papers=papers)


def buttons(message: Message) -> list[tuple[str, str]]:
    last = message.blocks[-1].to_dict()
    return [(each["text"]["text"], each["value"].partition(":")[2]) for each in last["elements"]]


def test_the_most_that_can_be_told_is_within_what_slack_takes() -> None:
    full = Chapter(title="Agreement", lines=("x" * LONGEST_LINE,) * MOST_LINES)
    entries = [entry(number, f"{number} {'y' * 5000}") for number in range(PAGE, 0, -1)]
    message = story(progress(POLICY, "inquiry"), known(*[full] * 7), page(*entries, has_older=True), TODAY)
    drawn = [block.to_dict() for block in message.blocks]
    texts = [block["text"]["text"] for block in drawn if block["type"] == "section"]
    rich = [
        sum(len(part["text"]) for part in block["elements"][0]["elements"])
        for block in drawn
        if block["type"] == "rich_text"
    ]

    assert (len(drawn), max(map(len, texts[1:]))) == (1 + 1 + 7 + 1 + PAGE + 1, MOST_OF_ENTRY)
    assert max(rich) <= SECTION_LIMIT + len("Agreement") + MOST_LINES
    assert len(message.text) <= TEXT_LIMIT
    assert "correspondence logged; 1 y" in message.text


def test_the_sum_comes_first_then_what_is_known_then_what_was_done() -> None:
    chapter = Chapter(title="Papers", lines=("1 kept, the latest: a.pdf",))
    message = story(progress(POLICY, "inquiry"), known(chapter, papers=1), page(entry(7)), TODAY)
    kinds = [block.type for block in message.blocks]

    assert kinds == ["header", "section", "rich_text", "rich_text", "section", "actions"]
    assert message.text.startswith("Cascais, Portugal, No. 1. Cascais, Portugal: Reply to the inquiry")
    assert message.text.endswith(
        "Papers: 1 kept, the latest: a.pdf. Thu, Jan 22, Sam Lee: correspondence logged; Hello."
    )
    assert buttons(message) == [
        ("What's next", ""),
        ("Criteria notes", ""),
        ("Share here", f"{'0' * 32}:0"),
        ("Papers", ""),
    ]


def test_an_older_page_is_entries_alone_with_a_way_on_both_sides() -> None:
    both = page(entry(9), entry(8), has_newer=True, has_older=True)
    message = story(progress(POLICY, "inquiry"), None, both, TODAY)

    assert [block.type for block in message.blocks] == [
        "header",
        "section",
        "rich_text",
        "section",
        "section",
        "actions",
    ]
    assert buttons(message) == [("What's next", ""), ("Newer entries", "9"), ("Older entries", "8")]


def test_what_was_taken_back_and_why_it_was_done_are_said() -> None:
    told = story(
        progress(POLICY, "inquiry"),
        None,
        page(
            entry(3, what="step done", reason="In the binder."),
            entry(2, what="file closed", said="", reason="They withdrew"),
            entry(1, undone=True),
        ),
        TODAY,
    )
    assert [block.to_dict()["text"]["text"] for block in told.blocks if block.type == "section"][1:] == [
        "Thu, Jan 22, Sam Lee: step done; Hello; note: In the binder",
        "Thu, Jan 22, Sam Lee: file closed; reason: They withdrew",
        "Taken back: Thu, Jan 22, Sam Lee: correspondence logged; Hello",
    ]
