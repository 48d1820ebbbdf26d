from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from bot.practice.forms import entered
from bot.practice.refusal import ActRefused
from tests.bot.practice.sample_app import plain

Json = dict[str, Any]

LETTER = {"text": plain("Letter"), "value": "letter"}
EMAIL = {"text": plain("Email"), "value": "email"}


def no_search(_element: Json, _typed: str) -> list[Json]:
    return []


@pytest.mark.parametrize(
    ("kind", "value", "answer"),
    [
        ("plain_text_input", "Loreto", {"value": "Loreto"}),
        ("plain_text_input", None, {"value": None}),
        ("number_input", 3, {"value": "3"}),
        ("datepicker", date(2026, 12, 1), {"selected_date": "2026-12-01"}),
        ("datepicker", "2026-12-01", {"selected_date": "2026-12-01"}),
        ("timepicker", time(18, 30), {"selected_time": "18:30"}),
        ("datetimepicker", datetime(2026, 12, 1, tzinfo=UTC), {"selected_date_time": 1796083200}),
        ("static_select", "Email", {"selected_option": EMAIL}),
        ("radio_buttons", "letter", {"selected_option": LETTER}),
        ("multi_static_select", ["Letter", "Email"], {"selected_options": [LETTER, EMAIL]}),
        ("checkboxes", True, {"selected_options": [LETTER, EMAIL]}),
        ("checkboxes", False, {"selected_options": []}),
        ("checkboxes", None, {"selected_options": []}),
        ("users_select", "U0RUTH", {"selected_user": "U0RUTH"}),
        ("multi_users_select", ["U0RUTH", "U0DANA"], {"selected_users": ["U0RUTH", "U0DANA"]}),
        ("channels_select", "C0SISTER", {"selected_channel": "C0SISTER"}),
        ("conversations_select", "C0SISTER", {"selected_conversation": "C0SISTER"}),
        ("file_input", [{"id": "F1"}], {"files": [{"id": "F1"}]}),
    ],
)
def test_a_python_value_is_written_as_slacks_screen_would(kind: str, value: object, answer: Json) -> None:
    element = {"type": kind, "options": [LETTER, EMAIL]}

    assert entered(element, value, no_search) == {"type": kind, **answer}


def test_an_external_menu_offers_what_the_app_finds() -> None:
    asked: list[str] = []

    def search(_element: Json, typed: str) -> list[Json]:
        asked.append(typed)
        return [LETTER]

    assert entered({"type": "external_select"}, "Letter", search) == {
        "type": "external_select",
        "selected_option": LETTER,
    }
    assert asked == ["Letter"]


def test_a_field_takes_no_more_than_it_says() -> None:
    with pytest.raises(ActRefused, match="takes 3 characters, not 6"):
        entered({"type": "plain_text_input", "max_length": 3}, "Loreto", no_search)
