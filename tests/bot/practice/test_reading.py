from bot.practice.reading import buttons_of, lines_of
from tests.bot.practice.sample_app import CITY, actions, button, plain, section


def test_blocks_are_read_line_by_line() -> None:
    bullet = {
        "type": "rich_text_section",
        "elements": [{"type": "text", "text": "Letter "}, {"type": "user", "user_id": "U0DANA"}],
    }
    blocks = [
        {"type": "header", "text": plain("Loreto")},
        {**section("Next"), "fields": [plain("Due Friday")], "accessory": button("Done", "done")},
        {"type": "divider"},
        {
            "type": "rich_text",
            "elements": [{"type": "rich_text_list", "style": "bullet", "elements": [bullet]}],
        },
        {
            "type": "table",
            "rows": [[{"type": "raw_text", "text": "Ruth"}, {"type": "raw_text", "text": "Aye"}]],
        },
        {"type": "context", "elements": [plain("Questions? Ask Dana.")]},
        CITY,
        actions(button("Aye", "aye"), button("Nay", "nay")),
    ]

    assert lines_of(blocks) == [
        "Loreto",
        "Next",
        "Due Friday",
        "[Done]",
        "Letter <@U0DANA>",
        "Ruth | Aye",
        "Questions? Ask Dana.",
        "City",
        "[Aye]",
        "[Nay]",
    ]
    assert buttons_of(blocks) == ["Done", "Aye", "Nay"]
