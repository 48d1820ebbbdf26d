"""Motions as they are usually worded."""

from datetime import date

from models.rules.motion_texts import item_motion, minutes_motion


def test_an_item_is_approved_by_its_number_and_title() -> None:
    assert item_motion(6, "Spring festival budget.") == "Approve item 6, Spring festival budget."


def test_minutes_are_approved_by_the_day_of_their_meeting() -> None:
    assert minutes_motion(date(2026, 12, 17)) == "Approve the minutes of Dec 17, 2026."
