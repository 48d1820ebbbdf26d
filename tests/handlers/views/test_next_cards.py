from collections.abc import Sequence
from datetime import date

from slack_sdk.models.blocks import Block

from bot.practice.strictness import check_message
from handlers.views.kit import Message
from handlers.views.next_cards import next_card
from handlers.views.prospects import explanations, waiting
from handlers.views.steps import actor
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

    check_message(message.as_answer()["text"], message.as_answer()["blocks"])
    assert len(mail_buttons(message)) == 8


def listed_steps(message: Message) -> list[str]:
    """Give the lines of the list of all steps."""
    return [
        line["elements"][0]["text"]
        for block in message.as_answer()["blocks"]
        if block["type"] == "rich_text"
        for part in block["elements"]
        if part["type"] == "rich_text_list"
        for line in part["elements"]
    ]


def test_a_step_that_comes_first_is_named_by_its_title_where_others_have_its_number() -> None:
    found = progress(shipped_policy("milpitas"), "inquiry")
    lines = listed_steps(next_card(found, TODAY, may=frozenset(Right)))

    write = "Write the Memorandum of Understanding for the Council"
    review = "Have the Council review and approve the Memorandum of Understanding"
    assert [line for line in lines if line.startswith(("Step 6", "Step 7"))] == [
        f"Step 6. {write} (later, after step 5)",
        f"Step 6. {review} (later, after “{write}”)",
        f"Step 7. Register the relationship with Sister Cities International (later, after “{review}”)",
    ]


def test_who_acts_is_said_so_that_a_body_is_not_taken_for_a_name() -> None:
    parts = ("Organization", "Prospective city", "City Council", "Us", "Both cities", "staff")
    steps = [step(f"s{place}", who=who) for place, who in enumerate(parts)]
    found = progress(policy(*steps, order=Order.ANY), "way", owner="Grace Park")

    assert [actor(each.step, found) for each in found.now] == [
        "by the organization",
        "by Cascais",
        "by the City Council",
        "by us",
        "by both cities",
        "Grace Park",
    ]


def test_what_others_have_to_do_first_is_waited_for_by_their_name() -> None:
    asked = progress(policy(step("tax-status", who="Organization")), "way")
    handed_in = Facts(
        dates={"inquiry": TODAY}, handed_in={"tax-status": Entry(state=State.HANDED_IN, on=TODAY)}
    )
    sent = progress(
        policy(step("tax-status", who="Organization", decided_by="the tax office")), "way", handed_in
    )
    ours = progress(policy(step("form", who="Prospective city")), "way")

    assert [waiting(each, TODAY) for each in (asked, sent, ours)] == [
        "Waiting on the organization since Thu, Jan 22 (today)",
        "Waiting on us since Thu, Jan 22 (today)",
        "Waiting on us since Thu, Jan 22 (today)",
    ]


def test_a_reading_that_two_steps_rest_on_is_told_once_on_a_screen() -> None:
    found = progress(shipped_policy("milpitas"), "inquiry")
    shared = "The document does not say which message is the initial inquiry"

    def count(blocks: Sequence[Block]) -> int:
        return sum(str(block.to_dict()).count(shared) for block in blocks)

    assert [
        len([each for each in found.now if any(shared in reading for reading in each.readings)]),
        count(next_card(found, TODAY, may=frozenset(Right)).blocks),
        count(explanations(found.now)),
    ] == [2, 1, 1]


def test_what_is_read_aloud_of_a_city_begins_with_how_far_it_is_and_gives_evidence_and_count() -> None:
    found = progress(shipped_policy("milpitas"), "inquiry", owner="Grace Park")

    assert next_card(found, TODAY, may=frozenset(Right)).text.startswith(
        "Cascais, Portugal: step 1 of 7."
        " Step 1. Reply to the inquiry in writing. Grace Park. Our goal: Thu, Feb 5."
        " Evidence: copy of the written reply. 10 working days after the inquiry of Jan 22, 2026. Step 2."
    )
