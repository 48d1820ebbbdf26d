"""The forms of the settings: what the field of days off holds."""

from datetime import date, timedelta

from handlers.views.settings_forms import MOST_DAYS, ClocksSeen, clocks_form, days_shown

TODAY = date(2026, 1, 15)
DAYS = {TODAY + timedelta(days=number) for number in range(-30, 300)}


def test_the_field_of_days_off_holds_those_to_come_as_far_as_it_has_room() -> None:
    shown = days_shown(DAYS, TODAY)
    seen = ClocksSeen(silence=45, federal=True, state=None, extra=shown, left_out=30, goals=[])
    (field,) = (
        block["element"]
        for block in clocks_form(seen, [], key="k", preview=[], mark="").to_dict()["blocks"]
        if block.get("block_id") == "extra"
    )

    assert (shown[0], shown) == (TODAY, sorted(shown))
    assert field["max_length"] == MOST_DAYS
    assert MOST_DAYS - len("Sep 30, 2026") <= len(field["initial_value"]) <= MOST_DAYS
