"""What people ask: next, show, list, due, help, menu."""

import pytest

from handlers.verbs import VERBS
from handlers.views.usage import BUTTONS
from tests.stories.conftest import CHANNEL, Office, over_http, over_socket

CITIES = [
    "Aveiro", "Braga", "Cascais", "Dijon", "Evora", "Faro", "Gorlitz", "Hoorn", "Ivrea", "Jena",
    "Kotor", "Leiria", "Matosinhos", "Nancy", "Odense", "Pisa", "Quimper", "Rovinj", "Sintra", "Tavira",
]  # fmt: skip


def tracks_twenty_cities(office: Office) -> None:
    for city in CITIES:
        office.opens(office.lee, f"/sister inquiry {city}, Portugal")
        office.lee.submits()
        if "Before it is saved" in office.form(office.lee).labels:
            office.lee.submits({"Before it is saved": "It is another place: record it"})
        office.lee.closes()


@pytest.mark.slow
@over_socket
def test_lists_come_a_page_at_a_time_and_turn_in_place(office: Office) -> None:
    tracks_twenty_cities(office)

    office.dana.types("/sister next", channel=CHANNEL)
    first = office.answer(office.dana)
    assert (first.buttons, first.text[-22:]) == (
        ["Open"] * 8 + ["Show more", "Share here"],
        "12 more are not shown.",
    )
    office.dana.presses("Show more", first)
    second = office.answer(office.dana)
    assert (second.ts, second.buttons[-2]) == (first.ts, "Show more")
    office.dana.presses("Show more", second)
    assert office.answer(office.dana).buttons == ["Open"] * 4 + ["Share here"]

    assert office.asks(office.dana, "/sister next mine").count("Discuss the possible relationship") == 8
    assert office.asks(office.okafor, "/sister next mine") == "Nothing that is open is yours."
    office.dana.types("/sister list", channel=CHANNEL)
    assert [office.answer(office.dana).shown.splitlines()[0], office.answer(office.dana).buttons[-2]] == [
        "All cities",
        "Show more",
    ]
    office.dana.presses("Show more", office.answer(office.dana))
    assert office.answer(office.dana).text.startswith("All cities. No. 12. Leiria, Portugal:")

    office.dana.opens_home()
    office.dana.presses("See what's next", office.dana.home)
    office.dana.presses("Show more")
    office.dana.presses("Show more")
    assert office.form(office.dana).buttons == ["Open"] * 4 + ["Share here"]


@over_socket
def test_a_city_is_found_by_any_of_its_names(office: Office) -> None:
    office.opens(office.lee, "/sister inquiry New Taipei City, Taiwan")
    office.lee.submits()
    office.lee.submits({"Before it is saved": "Yes, record it"})
    office.lee.closes()
    office.records_inquiry("Cascais, Portugal")

    begins = {
        line: office.asks(office.lee, f"/sister {line}").split(": step")[0]
        for line in (
            "next Banciao",
            "pan-chao",
            "new taipei",
            "NEXT Cascais",
            "cascais.",
            "Cascais, Portugal",
        )
    }
    assert begins == {
        "next Banciao": "New Taipei City, Taiwan",
        "pan-chao": "New Taipei City, Taiwan",
        "new taipei": "New Taipei City, Taiwan",
        "NEXT Cascais": "Cascais, Portugal",
        "cascais.": "Cascais, Portugal",
        "Cascais, Portugal": "Cascais, Portugal",
    }


@over_http
def test_a_near_an_ambiguous_and_an_unknown_name_are_asked_about(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    office.records_inquiry("Cascais, Brazil")

    assert office.asks(office.lee, "/sister next Cascias") == (
        "I'm not tracking “Cascias”. Did you mean one of these? Cascais, Brazil; Cascais, Portugal."
    )
    assert office.asks(office.lee, "/sister show Cascais") == (
        "Two match “Cascais”. Which one? Cascais, Brazil, step 1 of 7; Cascais, Portugal, step 1 of 7."
    )
    choice = office.answer(office.lee)
    assert choice.buttons == ["This one", "This one", "See all cities"]
    button = [block for block in choice.blocks if "accessory" in block][1]
    office.lee.presses(button["block_id"], choice)
    assert office.answer(office.lee).text.startswith("Cascais, Portugal, No. 1.")

    assert office.asks(office.lee, "/sister next Xyzzy") == (
        "I'm not tracking “Xyzzy”. Record it as new, or choose from all cities."
    )
    assert office.answer(office.lee).buttons == ["Record as new", "See all cities"]
    office.lee.presses("Record as new", office.answer(office.lee))
    assert office.form(office.lee).values["City or region"] == "Xyzzy"
    office.lee.closes()
    assert office.asks(office.lee, "/sister fundraise") == (
        "I couldn't match “fundraise” to anything I do or to a city I track."
    )
    assert office.asks(office.lee, "/sister nxt").startswith("I read “nxt” as “next”. ")


@over_socket
def test_two_files_of_one_city_are_told_apart_and_menus_offer_those_that_fit(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    office.opens(office.dana, "/sister close Cascais")
    office.dana.submits({"Reason": "They withdrew."})
    office.dana.closes()
    office.records_inquiry("Cascais, Portugal")

    assert office.asks(office.lee, "/sister show Cascais") == (
        "Two match “Cascais”. Which one?"
        " Cascais, Portugal, No. 2, step 1 of 7; Cascais, Portugal, No. 1, closed, closed 2026."
    )
    assert office.asks(office.lee, "/sister cascais").startswith("Cascais, Portugal: step 1 of 7. Step 2.")
    for line, labels in {
        "log": ["Cascais, Portugal, No. 2"],
        "done": ["Cascais, Portugal, No. 2"],
        "close": ["Cascais, Portugal, No. 2"],
        "reopen": ["Cascais, Portugal, No. 1, closed"],
    }.items():
        office.opens(office.dana, f"/sister {line}")
        assert office.dana.searches("", "City") == labels
        assert office.dana.searches("casc", "City") == labels
        office.dana.closes()
    office.opens(office.dana, "/sister reopen Cascais")
    office.dana.submits({"Reason": "They wrote again."})
    assert office.form(office.dana).shown.splitlines()[0] == (
        "A newer file on Cascais, Portugal is open, No. 2. Close that one first."
    )


@over_http
def test_a_partner_without_a_file_is_known_and_listed(office: Office) -> None:
    known = "Loreto, Mexico is on your register: sister city since 1999. It has no open file."
    for line in ("Loreto", "next loreto, mexico", "show Loreto"):
        assert office.asks(office.lee, f"/sister {line}") == known
    assert office.asks(office.lee, "/sister banciao").startswith(
        "New Taipei City, Taiwan is on your register"
    )
    assert office.asks(office.lee, "/sister list partners") == (
        "Loreto, Mexico: sister city since 1999. "
        "New Taipei City, Taiwan: sister city since 1986; also Banciao, Pan-Chao."
    )

    office.asks(office.lee, "/sister Loreto")
    office.lee.presses("Record as new", office.answer(office.lee))
    values = office.form(office.lee).values
    assert (values["City or region"], values["Country"]) == ("Loreto", "Mexico")


@over_socket
def test_those_who_owe_the_next_word_are_listed(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    assert office.asks(office.lee, "/sister list waiting") == "No city owes us a letter."
    office.opens(office.lee, "/sister log Cascais")
    office.lee.submits({"Direction": "We sent it", "Summary": "Thanked them."})
    office.lee.closes()
    assert office.asks(office.lee, "/sister list waiting").startswith(
        "Cities that owe us a letter. No. 1. Cascais, Portugal: "
    )


@over_http
def test_the_record_shows_entries_newest_first_on_the_day_in_the_commissions_zone(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal", notes="They would like to exchange schools.")
    office.wait(hours=8)  # six in the evening here, the next day in London
    for number in range(10):
        office.opens(office.dana, "/sister log Cascais")
        office.dana.submits({"Summary": f"Letter {number}."})
        office.dana.closes()

    said = office.asks(office.dana, "/sister show Cascais")
    assert said.startswith("Cascais, Portugal, No. 1.")
    assert (
        "Thu, Jan 22, Dana Ito: correspondence logged; Other from them, Jan 22, 2026, Email: Letter 9."
        in said
    )
    office.dana.presses("Older entries", office.answer(office.dana))
    assert office.answer(office.dana).text.split(". Thu, ")[1:] == [
        "Jan 22, Sam Lee: inquiry recorded; Inquiry from them, Jan 22, 2026, Email: They would like to exchange schools."
    ]


@over_socket
def test_due_lists_dates_to_a_number_of_days_or_a_day(office: Office) -> None:
    assert (
        office.asks(office.lee, "/sister due")
        == "Nothing has a date up to Sat, Feb 21, and nothing is overdue."
    )
    office.records_inquiry("Cascais, Portugal")

    reply = "Cascais, Portugal: Reply to the inquiry in writing, Dana Ito, our goal: Thu, Feb 5."
    title = "Discuss the possible relationship at a commission meeting"
    discuss = f"Cascais, Portugal: {title}, Dana Ito, due Thu, Apr 23."
    assert [
        office.asks(office.lee, f"/sister due{line}") for line in ("", " 100", " Feb 5", " 100 days")
    ] == [
        f"Dates up to Sat, Feb 21. {reply}",
        f"Dates up to Sat, May 2. {reply} {discuss}",
        f"Dates up to Thu, Feb 5. {reply}",
        f"Dates up to Sat, May 2. {reply} {discuss}",
    ]
    assert office.asks(office.lee, "/sister due 31 Nov") == (
        "I couldn't read “31 Nov”. Try “Nov 30” or “next Friday”."
    )
    assert office.answer(office.lee).buttons == ["See the dates"]
    assert office.asks(office.lee, "/sister due 2025-12-01") == (
        "Dec 1, 2025 has passed. Name a day that is still to come."
    )


@over_socket
def test_help_explains_every_verb_and_its_button_works(office: Office) -> None:
    assert office.asks(office.lee, "/sister help").splitlines()[0] == (
        "Clerk keeps your sister-city inquiries, deadlines and votes in order."
    )
    assert office.asks(office.lee, "/sister help").splitlines()[-1] == "Stuck? Ask Dana Ito."
    more = office.asks(office.lee, "/sister help more")
    assert office.asks(office.lee, "/sister help done") == (
        "Records a step as done, not needed or not applicable, with its evidence. For the chair, staff or the file's owner. "
        "For example: /sister done Hakusan. You can also say: complete, finish, step."
    )
    assert [line.partition(": ")[2] for line in more.splitlines()] == [verb.purpose for verb in VERBS]
    for verb in VERBS:
        said = office.asks(office.lee, f"/sister help {verb.name}")
        assert (said.startswith(verb.purpose), office.answer(office.lee).buttons) == (
            True,
            [BUTTONS[verb.name]],
        )
        office.lee.presses(BUTTONS[verb.name], office.answer(office.lee))
        if office.lee.modal:
            office.lee.closes()
    assert office.asks(office.lee, "/sister help fundraise") == (
        "I don't know “fundraise”, so I can't explain it. Here is how to see what I know."
    )


@over_http
def test_the_menu_offers_what_belongs_to_the_persons_part(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    usual = ["See what's next", "Record an inquiry", "Log correspondence", "See the agenda"]

    assert office.asks(office.lee, "/sister") == (
        "Nothing is due in the next seven days. 1 city is open. What would you like to do?"
    )
    assert office.answer(office.lee).buttons == [*usual, "More"]
    assert office.asks(office.dana, "/sister hello").endswith("What would you like to do?")
    assert office.answer(office.dana).buttons == [*usual, "Complete a step", "More"]
    office.asks(office.okafor, "/sister")
    assert office.answer(office.okafor).buttons == [*usual, "Call a vote", "Take the roll", "More"]
    office.wait(days=85)
    assert office.asks(office.lee, "/sister") == ("1 thing is due by Fri, Apr 24. What would you like to do?")
    assert office.asks(office.dana, "/sister") == (
        "1 thing is due by Fri, Apr 24; 1 is yours. What would you like to do?"
    )
    office.wait(days=10)
    assert office.asks(office.dana, "/sister") == (
        "1 thing is due by Mon, May 4; 1 is yours; 1 is overdue. What would you like to do?"
    )
    assert office.asks(office.stranger, "/sister") == (
        "Clerk keeps records for the Sierra Vista Sister Cities Commission. You're not on its roster."
    )
    assert office.answer(office.stranger).buttons == ["See public list", "Ask to be added", "Show help"]
