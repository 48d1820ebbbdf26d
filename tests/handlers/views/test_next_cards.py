from datetime import date

from bot.practice.strictness import check_message
from handlers.views.kit import Message
from handlers.views.next_cards import next_card
from models.policies import shipped_policy
from models.rules.facts import Entry, Facts, State
from models.rules.permissions import Right
from models.rules.policy import Order
from tests.handlers.views.builders import TODAY, progress
from tests.models.rules.builders import done, policy, step


def test_a_hundred_ready_steps_with_long_names_still_make_one_message() -> None:
    steps = [step(f"s{number}", title="Do it " * 60, how="Go " * 300) for number in range(100)]
    message = next_card(
        progress(policy(*steps, order=Order.ANY), "way"), TODAY, may=frozenset(Right)
    ).as_answer()

    check_message(message["text"], message["blocks"])
    assert [block["type"] for block in message["blocks"][:2]] == ["header", "rich_text"]
    (heading,) = message["blocks"][1]["elements"][0]["elements"]
    assert heading["text"] == "Now: 100 things; the first 8 in full"
    assert len(message["blocks"]) == 22


def test_a_vote_lists_what_is_open_before_it_and_not_what_comes_after() -> None:
    steps = shipped_policy("milpitas").steps_of("inquiry")
    entries = {each.id: done() for each in steps if each.id not in {"council", "register"}}
    facts = Facts(dates={"inquiry": TODAY}, entries=entries)
    milpitas = progress(shipped_policy("milpitas"), "inquiry", facts)
    assert [standing.step.id for standing in milpitas.now] == ["council"]
    assert "Still open" not in next_card(milpitas, TODAY, may=frozenset(Right)).text

    cerritos = progress(
        shipped_policy("cerritos"),
        "application",
        Facts(dates={"applied": TODAY}, entries={"request": done(), "file": done(), "intent": done()}),
    )
    assert next_card(cerritos, TODAY, may=frozenset(Right)).text.partition("Still open: ")[2].partition(". ")[
        0
    ] == (
        "Obtain 501(c)(3) tax-exempt status; Give the organization a charter written for this relationship; "
        "Hand in a list of all officers and members; Keep membership open to everyone in the Cerritos community; "
        "Show that enough of the officers and members live in Cerritos"
    )


def test_a_search_says_how_its_candidates_stand_and_since_when_a_step_applies_no_more() -> None:
    facts = Facts(dates={"requested": date(2025, 1, 10), "signed": date(2026, 1, 20)})
    found = progress(
        shipped_policy("cities-seeking-cities"),
        "member",
        facts,
        country="",
        name="A partner on the coast",
        shortlist="6 candidates, 6 picked: drop at least 1",
    )
    message = next_card(found, TODAY, may=frozenset(Right))
    lines = [
        line["elements"][0]["text"]
        for block in message.as_answer()["blocks"]
        if block["type"] == "rich_text"
        for part in block["elements"]
        if part["type"] == "rich_text_list"
        for line in part["elements"]
    ]

    assert message.text.endswith(
        "6 candidates, 6 picked: drop at least 1. Waiting on us since Thu, Jan 22 (today)."
    )
    assert lines[-1] == (
        "Step 10. Have the renewal dues waived until a partner is found "
        "(not applicable since the signing of Tue, Jan 20)"
    )


def mail_buttons(message: Message) -> list[str]:
    """Give what the buttons to a text to mail are about."""
    return [
        element["value"]
        for block in message.as_answer()["blocks"]
        if block["type"] == "actions"
        for element in block["elements"]
        if element.get("action_id") == "mail_text"
    ]


def test_a_text_to_mail_stands_beside_each_ready_step_that_somebody_else_has_to_do() -> None:
    parts = {
        "theirs": "Prospective city",
        "council": "City Council",
        "ours": "Commission",
        "desk": "staff",
        "city": "Our city",
        "both": "Both cities",
    }
    steps = [step(step_id, who=who) for step_id, who in parts.items()]
    found = progress(policy(*steps, order=Order.ANY), "way")

    assert mail_buttons(next_card(found, TODAY, may=frozenset(Right))) == [
        f"{'0' * 32}:theirs",
        f"{'0' * 32}:council",
    ]


def test_no_text_is_mailed_to_whoever_handed_a_step_in_already() -> None:
    asked = policy(step("tax-status", who="Organization", decided_by="the tax office"))
    handed_in = Entry(state=State.HANDED_IN, on=TODAY)
    facts = Facts(dates={"inquiry": TODAY}, handed_in={"tax-status": handed_in})

    assert mail_buttons(next_card(progress(asked, "way", facts), TODAY, may=frozenset(Right))) == []


def test_eight_steps_of_others_still_make_one_message() -> None:
    steps = [step(f"s{number}", who="Organization", title="Do it " * 60) for number in range(100)]
    message = next_card(progress(policy(*steps, order=Order.ANY), "way"), TODAY, may=frozenset(Right))

    check_message(message.text, message.as_answer()["blocks"])
    assert len(mail_buttons(message)) == 8
