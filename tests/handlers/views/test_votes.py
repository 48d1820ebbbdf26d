"""A vote's message and forms, drawn of values."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.practice.blocks import BLOCK_CHECKS
from handlers.views.kit import option
from handlers.views.vote_forms import (
    CallChoices,
    Draft,
    all_aye_form,
    call_form,
    close_form,
    correct_form,
    end_form,
    recuse_form,
    spoken_form,
)
from handlers.views.votes import how_cast, recorded, so_far, vote_message
from models.rules.counting import Count, House, Outcome, VoteOption, VotingRule
from models.rules.motions import How, Quorum, SeatVote
from models.rules.tallies import tally
from models.rules.vote_cards import Ending, VoteSeen
from tests.handlers.views.builders import drawn

AT = datetime(2026, 1, 22, 19, 12, tzinfo=UTC)
NAMES = ("Ngozi Okafor", "Sam Lee", "Priya Singh")


def votes(*options: VoteOption) -> tuple[SeatVote, ...]:
    return tuple(
        SeatVote(seat=seat, member_id=str(seat), name=name, option=each, how=How.PRESSED)
        for seat, (name, each) in enumerate(zip(NAMES, options, strict=True), start=1)
    )


def vote(*options: VoteOption, **said: object) -> VoteSeen:
    usual = VoteSeen(
        motion_id="0" * 32,
        record="motion 1 of Jan 22, 2026",
        text="Answer the letter.",
        mover="Sam Lee",
        seconder="Priya Singh",
        item="5. Letter from Loreto",
        meeting="Regular meeting of Thu, Jan 22",
        rule="majority of those present and voting",
        rule_reason="",
        opened_by="Ngozi Okafor",
        opened_at=AT,
        votes=votes(*options) if options else votes(*[VoteOption.NOT_VOTING] * 3),
        quorum=Quorum(counted=3, needed=2),
        stopped="",
        shown_as_cast=True,
        may_abstain=True,
        endings=(),
        may_reopen=False,
        today=date(2026, 1, 22),
    )
    return replace(usual, **said)  # type: ignore[arg-type]  # fields of many types


def ended(outcome: Outcome, **said: object) -> Ending:
    usual = Ending(
        outcome=outcome,
        tally=None,
        votes=(),
        until=None,
        referred_to="",
        reason="",
        at=AT,
        by="Ngozi Okafor",
        act_id=1,
        corrects=False,
        recorded_at=AT,
        presiding_id=None,
    )
    return replace(usual, **said)  # type: ignore[arg-type]  # fields of many types


def labels(shown: VoteSeen) -> list[str]:
    blocks = [block.to_dict() for block in vote_message(shown).blocks]
    rows = [block["elements"] for block in blocks if block["type"] == "actions"]
    return [each["text"]["text"] for row in rows for each in row if each["type"] == "button"]


def test_an_open_vote_has_five_blocks_and_four_plain_buttons() -> None:
    message = vote_message(vote())
    assert [block.type for block in message.blocks] == ["header", "section", "actions", "section", "context"]
    row = message.blocks[2].to_dict()["elements"]
    assert [(element["text"]["text"], element.get("style")) for element in row[:4]] == [
        ("Aye", None),
        ("No", None),
        ("Abstain", None),
        ("Recuse", None),
    ]
    assert [each["text"]["text"] for each in row[4]["options"]] == [
        "All aye, except…",
        "Record spoken votes",
        "Close the vote",
        "Who can vote?",
        "End without a vote",
    ]


def test_the_motion_stands_once_and_below_the_header_only_where_that_cannot_hold_it() -> None:
    header, facts = (block.to_dict()["text"]["text"] for block in vote_message(vote()).blocks[:2])
    assert (header, facts.splitlines()[0]) == (
        "Vote: Answer the letter.",
        "Moved by Sam Lee, seconded by Priya Singh.",
    )
    long = "Answer the letter of the mayor, with thanks. " * 5
    header, facts = (block.to_dict()["text"]["text"] for block in vote_message(vote(text=long)).blocks[:2])
    assert (header[-1], facts.startswith(long)) == ("…", True)


def test_the_row_of_buttons_has_one_name_in_every_edit() -> None:
    rows = [
        vote_message(shown).blocks[2].to_dict()
        for shown in (vote(), vote(VoteOption.YES, *[VoteOption.NO] * 2))
    ]
    assert [row["block_id"] for row in rows] == ["ballot", "ballot"]


def closed() -> VoteSeen:
    """Carry the motion two to one, on a spoken vote among others."""
    told = votes(VoteOption.YES, VoteOption.YES, VoteOption.NO)
    told = (*told[:2], replace(told[2], how=How.SPOKEN, by="Dana Ito"))
    house = House(authorised_seats=3, filled_seats=3, present=3, alternates_seated=0, absent=0)
    counted = tally(Count(yes=2, no=1), house, VotingRule())
    return vote(endings=(ended(Outcome.CARRIED, tally=counted, votes=told),))


def test_a_closed_vote_says_its_outcome_its_sum_and_who_recorded_what_was_spoken_once() -> None:
    header, facts, sum_, table, small = (block.to_dict() for block in vote_message(closed()).blocks[:5])
    assert [header["text"]["text"], sum_["text"]["text"], small["elements"][0]["text"]] == [
        "Carried 2\N{EN DASH}1: Answer the letter.",
        "2 aye, 1 no (majority of those voting; needed 2).",
        "Closed by Ngozi Okafor, Thu, Jan 22 at 7:12 PM. On record as motion 1 of Jan 22, 2026. Spoken votes were recorded by Dana Ito.",
    ]
    assert "Answer the letter" not in facts["text"]["text"]
    assert ([row[2]["text"] for row in table["rows"]], table["column_settings"][2]) == (
        ["How cast", "in Slack", "in Slack", "spoken"],
        {"is_wrapped": True},
    )


def test_a_counted_vote_can_be_opened_again_first_and_is_corrected_after_that() -> None:
    assert [labels(replace(closed(), may_reopen=may)) for may in (True, False)] == [
        ["Reopen"],
        ["Correct the record"],
    ]


def test_public_comment_is_asked_for_as_needed_unless_the_bylaws_have_it_off() -> None:
    people = [option(name, name) for name in NAMES]
    asked = CallChoices(voters=people, items=people, ask_comment=True)
    blocks = [
        next(
            block
            for block in drawn(call_form(Draft(), choices, key="k"))["blocks"]
            if block.get("block_id") == "public_comment"
        )
        for choices in (asked, replace(asked, needs_comment=False))
    ]
    assert [(block["optional"], block["hint"]["text"]) for block in blocks] == [
        (False, "Needed before a vote."),
        (True, "Recorded with the vote."),
    ]


def test_the_form_that_closes_says_once_that_everybody_has_voted() -> None:
    shown = drawn(close_form(vote(*[VoteOption.YES] * 3), key="k"))
    assert json.dumps(shown).count("Everybody present has voted.") == 1


def test_where_nobody_may_abstain_there_is_no_button_for_it() -> None:
    assert labels(vote(may_abstain=False)) == ["Aye", "No", "Recuse"]


def test_who_voted_and_who_has_not_is_said_by_name() -> None:
    shown = vote(VoteOption.YES, VoteOption.NO, VoteOption.NOT_VOTING)
    assert so_far(shown) == "So far: 1 aye (Ngozi Okafor), 1 no (Sam Lee). Not yet: Priya Singh."


def test_a_suspended_vote_says_why_before_anything_else() -> None:
    shown = vote(stopped="Suspended: the meeting is in recess.")
    assert vote_message(shown).text.endswith(
        "Suspended: the meeting is in recess. Nobody has voted yet. Waiting for: Ngozi Okafor, Sam Lee, Priya Singh."
    )


def test_an_alternate_is_named_with_whom_they_stand_in_for() -> None:
    seated = replace(votes(*[VoteOption.YES] * 3)[0], name="Al Tran", alternate_for="Bea Ortiz")
    assert "1 aye (Al Tran (for Bea Ortiz))" in so_far(vote(votes=(seated,)))


@pytest.mark.parametrize(
    ("ending", "line"),
    [
        (ended(Outcome.NO_SECOND), "Died for want of a second"),
        (ended(Outcome.POSTPONED, until=date(2026, 2, 26)), "Postponed to Thu, Feb 26"),
        (ended(Outcome.REFERRED, referred_to="staff"), "Referred to staff"),
        (ended(Outcome.NO_ACTION), "No action taken"),
    ],
)
def test_a_motion_that_ended_without_a_count_says_how(ending: Ending, line: str) -> None:
    message = vote_message(vote(endings=(ending,)))
    assert message.text == (
        f"{line}: Answer the letter. Moved by Sam Lee, seconded by Priya Singh. Regular meeting of Thu, Jan 22, item 5. Letter from Loreto. Ended by Ngozi Okafor, Thu, Jan 22 at 7:12 PM. On record as motion 1 of Jan 22, 2026."
    )
    assert labels(vote(endings=(ending,), may_reopen=True)) == ["Reopen"]


def test_how_each_vote_came_into_the_record_is_said() -> None:
    said = votes(VoteOption.YES, VoteOption.RECUSED, VoteOption.NOT_VOTING)
    spoken = replace(said[0], how=How.SPOKEN, by="Dana Ito")
    recused = replace(said[1], reason="Employer")
    silent = replace(said[2], how=None)
    assert [how_cast(each) for each in (said[0], spoken, recused, silent)] == [
        "in Slack",
        "spoken, recorded by Dana Ito",
        "in Slack; Employer",
        "said nothing",
    ]


def test_a_voter_is_told_what_counts() -> None:
    later = recorded("0" * 32, VoteOption.YES, VoteOption.NO, may_change=False)
    assert later.text == "Recorded: Aye. A later vote of yours counts: No."


def test_the_form_that_closes_names_who_has_not_voted() -> None:
    shown = vote(VoteOption.YES, VoteOption.NOT_VOTING, VoteOption.NOT_VOTING)
    assert drawn(close_form(shown, key="k"))["blocks"][1]["text"]["text"] == (
        "Close with 2 members not voting (Sam Lee, Priya Singh)? They will be listed as not voting."
    )


def test_every_form_keeps_slacks_limits() -> None:
    shown = vote()
    people = [option(name, name) for name in NAMES]
    choices = CallChoices(
        voters=people, items=people, rules=people, earlier=people, ask_comment=True, steps=people
    )
    views = [
        *(call_form(Draft(mode=mode), choices, key="k") for mode in ("", "more", "adding", "reconsidering")),
        recuse_form(shown, warning="This loses the quorum.", key="k"),
        spoken_form(shown, shown.votes, key="k"),
        all_aye_form(shown, shown.votes, key="k"),
        close_form(shown, key="k"),
        end_form(shown, key="k"),
        correct_form(vote(endings=(ended(Outcome.NO_ACTION),)), key="k"),
    ]
    for view in map(drawn, views):
        inputs = sum(block["type"] == "input" for block in view["blocks"])
        assert (len(view["blocks"]) <= 12, inputs <= 10, len(view["title"]["text"]) <= 24) == (True,) * 3
        assert [fault for block in view["blocks"] for fault in BLOCK_CHECKS[block["type"]](block, "")] == []


def test_a_roll_of_more_than_a_page_asks_page_by_page() -> None:
    speakers = [
        SeatVote(seat=seat, member_id=str(seat), name=f"Member {seat}", option=VoteOption.NOT_VOTING)
        for seat in range(1, 12)
    ]
    shown = vote(votes=tuple(speakers))
    first = drawn(spoken_form(shown, speakers, key="k"))
    asked = json.loads(first["private_metadata"])["asked"]
    without_recused = [each for each in speakers if each.seat not in {2, 10}]
    second = drawn(spoken_form(shown, without_recused, asked=asked, key="k"))
    assert [view["submit"]["text"] for view in (first, second)] == ["Record, next page", "Record the votes"]
    assert [[block.get("block_id") for block in view["blocks"][1:]] for view in (first, second)] == [
        [f"said:{seat}" for seat in range(1, 9)],
        ["said:9", "said:11"],
    ]
