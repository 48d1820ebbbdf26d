"""The roster and the form for one person, within what Slack takes."""

from __future__ import annotations

from datetime import date
from typing import Any

from slack_sdk.models.views import View

from handlers.views.kit import Message
from handlers.views.person_forms import person_form
from handlers.views.roster import roster_card
from models.rules.bodies import BodyRules, Holder, Seating
from models.rules.permissions import Role
from models.rules.roster import Person, Roster

TODAY = date(2026, 1, 15)


def roster(seats: int, *people: Person) -> Roster:
    holders = tuple(
        Holder(seat=each.seat, member_id=each.member_id, name=each.name) for each in people if each.seat
    )
    rules = BodyRules(body="commission", title="Riverton Commission", seats=seats, alternates=2)
    return Roster(rules=rules, seating=Seating(authorised=seats, holders=holders), people=people)


def member(seat: int, *more: Role, **said: Any) -> Person:  # noqa: ANN401  fields of many types
    roles = frozenset({Role.MEMBER, *more})
    return Person(
        member_id=f"m{seat}", name=f"Member {seat}", slack_id=f"U{seat}", roles=roles, seat=seat, **said
    )


HUNDRED = roster(100, *(member(seat) for seat in range(1, 101)))


def buttons(message: Message, text: str) -> list[dict[str, Any]]:
    drawn = [block.to_dict() for block in message.blocks]
    placed = [each for block in drawn for each in (*block.get("elements", []), block.get("accessory") or {})]
    return [each for each in placed if each.get("type") == "button" and each["text"]["text"] == text]


def part_options(view: View) -> list[str]:
    blocks = [block.to_dict() for block in view.blocks or []]
    part = next(block for block in blocks if block["block_id"] == "part")
    return [each["value"] for each in part["element"]["options"]]


def test_terms_are_told_and_those_that_are_over() -> None:
    card = roster_card(
        roster(3, member(1, term_ends=date(2026, 1, 14)), member(3, Role.CHAIR, term_ends=TODAY)),
        TODAY,
        may_edit=False,
    )

    assert card.text == (
        "Roster of Riverton Commission. 2 of 3 voting seats are filled. 2 members make a quorum. "
        "Officers: Chair: Member 3. Vice chair: nobody. "
        "Voting seats: Seat 1: Member 1. Term ended Jan 14. Seat 2: vacant. "
        "Seat 3: Member 3, chair. Term ends Jan 15. "
        "Alternates, in their order: Alternate 1: vacant. Alternate 2: vacant."
    )


def test_a_body_without_seats_says_that_it_holds_no_votes() -> None:
    assert roster_card(roster(0), TODAY, may_edit=False).text.startswith(
        "Roster of Riverton Commission. The body has no voting seats and holds no votes."
    )


def test_a_hundred_members_come_a_page_at_a_time() -> None:
    pages, offset = [], 0
    while True:
        pages.append(roster_card(HUNDRED, TODAY, may_edit=True, offset=offset))
        more = buttons(pages[-1], "Show more")
        if not more:
            break
        offset = int(more[0]["value"].removeprefix(":"))

    assert [len(page.blocks) <= 50 for page in pages] == [True] * 4
    edited = [button["value"] for page in pages for button in buttons(page, "Edit")]
    assert edited == [f"m{seat}" for seat in range(1, 101)]
    assert pages[0].text.endswith("74 lines are not shown.")


def test_a_menu_of_a_hundred_vacant_seats_keeps_ones_own() -> None:
    last = member(100)
    options = part_options(person_form(roster(100, last), last, key="k"))

    assert (len(options), options[-3:]) == (100, ["member:100", "liaison", "none"])
    assert part_options(person_form(roster(3), None, key="k")) == [
        *("member:1", "member:2", "member:3", "alternate:1", "alternate:2", "liaison", "none")
    ]


def test_the_longest_form_stays_within_a_phone() -> None:
    chair, other = member(1, Role.CHAIR), member(2, Role.VICE_CHAIR)
    view = person_form(roster(3, chair, other, member(3)), member(3), key="k", files=2)
    kinds = [block.type for block in view.blocks or []]

    assert (len(kinds), kinds.count("input"), kinds[0]) == (10, 9, "alert")
