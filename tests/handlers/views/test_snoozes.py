from datetime import date

from handlers.views.snoozes import snooze_menu
from models.rules.matters import Matter
from models.rules.notices import Kind
from models.rules.snoozing import Snooze

FRIDAY, MONDAY, TUESDAY = date(2025, 12, 5), date(2025, 12, 8), date(2025, 12, 9)


def offered(today: date, on: date, **choices: date) -> list[tuple[str, str]]:
    named = {Snooze[name]: day for name, day in choices.items()}
    matter = Matter(reminder_id="r1", kind=Kind.DEADLINE, on=on, choices=named)
    menus = [menu.to_dict() for menu in snooze_menu(matter, today)]
    return [(one["text"]["text"], one["value"]) for menu in menus for one in menu["options"]]


def test_each_choice_names_its_day() -> None:
    friday = date(2025, 12, 12)
    named = offered(TUESDAY, friday, TOMORROW=date(2025, 12, 10), DAY_BEFORE=date(2025, 12, 11))

    assert named == [
        ("Tomorrow, Wed, Dec 10", "tomorrow:r1"),
        ("Thu, Dec 11, the day before", "day-before:r1"),
    ]


def test_one_day_is_offered_once_and_is_tomorrow_only_where_it_is() -> None:
    assert offered(FRIDAY, TUESDAY, TOMORROW=MONDAY, MONDAY=MONDAY, DAY_BEFORE=MONDAY) == [
        ("Mon, Dec 8", "tomorrow:r1")
    ]


def test_before_a_monday_it_is_the_working_day_before() -> None:
    assert offered(date(2025, 12, 3), MONDAY, DAY_BEFORE=FRIDAY) == [
        ("Fri, Dec 5, the working day before", "day-before:r1")
    ]


def test_where_it_cannot_be_put_off_there_is_no_menu() -> None:
    assert snooze_menu(Matter(reminder_id="r1", kind=Kind.NEW, on=FRIDAY), FRIDAY) == []
