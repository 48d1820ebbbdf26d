"""Votes opened, cast and closed, from the records; two engines where storage matters."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from models.agenda_outcomes import record_outcome
from models.casting import silent
from models.changes import EDIT_GAP
from models.commission import commission_of
from models.database import Database
from models.ledger import Act
from models.meetings import Happening, Meeting
from models.members import Member
from models.motions import Ballot, Motion, MotionEnding
from models.outbox import Outbox
from models.refusals import NotAllowed, NotFound
from models.rules.agendas import ItemResult
from models.rules.counting import Outcome, Threshold, VoteOption
from models.rules.motions import How, count_in, house_in
from models.rules.roll import Mark
from models.rules.sessions import What
from models.rules.sums import check_house
from models.vote_records import vote_of
from models.voting import end_open_votes, redraw_open_votes, sitting_to_vote
from models.workspaces import PolicyVersion
from tests.builders import Office, refused
from tests.builders import office as set_up
from tests.databases import empty
from tests.models.votes_builders import (
    ABSTAIN,
    ALTERNATE,
    AT_ONCE,
    AYE,
    LIAISON,
    NO,
    OUTSIDER,
    SEATS,
    Room,
    make_nonprofit,
    post_agenda,
    room,
    set_rules,
)

ONLY_VOTERS = "Only voting members seated at this meeting can vote."
TELL = "Tell whoever takes the roll if that is wrong."
FOUR_TO_ONE = {"U11": AYE, "U12": AYE, "U13": AYE, "U14": AYE, "U15": NO}


def ballots(begun: Room) -> list[tuple[str, str]]:
    """List every vote that was kept: who, and what."""
    with begun.office.workspace.reading() as session:
        rows = session.execute(
            select(Member.slack_id, Ballot.option)
            .join(Member, Member.id == Ballot.member_id)
            .order_by(Ballot.act_id, Ballot.id)
        )
        return [(str(slack_id), option) for slack_id, option in rows]


def count(begun: Room, record: type[Motion | Ballot | MotionEnding | Happening]) -> int:
    with begun.office.workspace.reading() as session:
        return len(session.scalars(select(record)).all())


def leave_roster(begun: Room, slack_id: str) -> None:
    with begun.writing() as (session, _):
        session.scalars(select(Member).where(Member.slack_id == slack_id)).one().active = False


def test_a_vote_is_opened_cast_and_closed(milpitas: Office) -> None:
    begun = room(milpitas)
    motion = begun.opens()
    begun.all_cast(motion, FOUR_TO_ONE)
    begun.closes(motion)

    assert begun.outcome(motion) == "Carried 4\N{EN DASH}1, 2 not voting"
    assert begun.options(motion) == {
        1: "yes",
        2: "yes",
        3: "yes",
        4: "yes",
        5: "no",
        6: "not voting",
        7: "not voting",
    }
    assert begun.sees(motion).record == "motion 1 of Jan 15, 2026"


def test_no_vote_opens_without_a_meeting_in_session(one_engine: Office) -> None:
    begun = room(one_engine)
    begun.happens(What.RECESSED)
    with refused("The meeting is in recess. Resume it first."):
        begun.opens()
    with begun.writing() as (session, _):
        session.scalars(select(Meeting).where(Meeting.id == begun.meeting_id)).one().status = "held"
    with refused(
        "A vote needs a meeting in session; none is. Open-meeting law asks for it. Take the roll, or schedule a meeting."
    ):
        begun.opens()


def test_no_vote_opens_without_a_quorum_on_the_roll(one_engine: Office) -> None:
    begun = room(one_engine, present=("U11", "U12", "U13"))
    with refused(
        "A vote needs 4 voting members present; the roll shows 3. Update the roll when more are there."
    ):
        begun.opens()


def test_a_body_without_seats_holds_no_votes(one_engine: Office) -> None:
    begun = room(one_engine)
    set_rules(one_engine, seats=0)
    with refused("Your policy names no commission that votes; staff and Council suffice."):
        begun.opens()


def test_a_nonprofit_acts_between_meetings_by_written_consent_on_paper(one_engine: Office) -> None:
    make_nonprofit(one_engine)
    set_rules(one_engine, switched_off=[1])
    by_consent = "Between meetings your directors act by written consent. Keep it on paper, signed by every one of them, and record the step with it."
    with one_engine.writing() as (session, asker), refused(by_consent):
        sitting_to_vote(session, asker)


def test_each_vote_belongs_to_an_item_of_the_agenda(one_engine: Office) -> None:
    begun = room(one_engine)
    with refused(
        "That is not on the agenda of this meeting. Choose an item, or call the vote to add it first. Open-meeting law asks for it.",
        "item",
    ):
        begun.opens(item="anything")


def test_what_was_listed_after_the_posting_or_pulled_is_not_voted_on(one_engine: Office) -> None:
    begun = room(one_engine)
    post_agenda(begun)
    begun.lists("parade", title="Parade")
    with refused(
        "“Parade” was listed after the agenda was posted. Open-meeting law asks for a vote to add it first. Call that vote, or list it for a later meeting.",
        "item",
    ):
        begun.opens(item="parade")
    with begun.writing() as (session, asker):
        about = (asker, commission_of(session), begun.now)
        record_outcome(session, begun.meeting_id, "letter", ItemResult.PULLED, "", None, *about)
    with refused("“Letter from Loreto” was pulled from this agenda. List it for a later meeting.", "item"):
        begun.opens()


def test_a_second_vote_on_an_item_waits_until_the_first_is_closed(one_engine: Office) -> None:
    begun = room(one_engine)
    first = begun.opens()
    with refused(
        "The vote on motion 1 of Jan 15, 2026, “Answer the letter.” is still open on this item. Close it first.",
        "item",
    ):
        begun.opens()
    begun.closes(first)
    begun.opens()
    assert count(begun, Motion) == 2


def test_a_vote_puts_its_item_before_the_meeting(one_engine: Office) -> None:
    begun = room(one_engine)
    begun.happens(What.ITEM_OPENED, item=begun.lists("parade", title="Parade"))
    motion = begun.opens()
    assert begun.reads(motion).sitting.session.item == "letter"


def test_nothing_is_voted_on_at_the_call_to_order_or_the_roll(one_engine: Office) -> None:
    begun = room(one_engine)
    with refused("Nothing is voted on at that item. Choose another.", "item"):
        begun.opens(item="roll")


def test_a_vote_is_taken_up_again_by_a_majority_whatever_it_needed_itself(one_engine: Office) -> None:
    prospect = one_engine.inquiry()
    ours = (b'"council", pass = "majority of present', b'"commission", pass = "two thirds of present')
    with one_engine.workspace.transaction(one_engine.now) as session:
        (content,) = session.scalars(select(PolicyVersion.content))
        session.execute(update(PolicyVersion).values(content=content.replace(*ours)))
    begun = room(one_engine)
    first = begun.opens(prospect_id=prospect, step_id="council")
    begun.all_cast(first, FOUR_TO_ONE)
    begun.closes(first)
    again = begun.opens(prospect_id=prospect, step_id="council", reconsiders=first)
    assert [begun.reads(motion).rule.threshold for motion in (first, again)] == [
        Threshold.TWO_THIRDS,
        Threshold.MAJORITY,
    ]


def test_public_comment_comes_first_and_is_recorded_with_the_vote(one_engine: Office) -> None:
    begun = room(one_engine)
    with refused(
        "Tick that public comment was taken, or take it first. Open-meeting law asks for it.",
        "public_comment",
    ):
        begun.opens(public_comment=False)
    begun.closes(begun.opens())
    begun.opens(public_comment=False)
    with begun.office.workspace.reading() as session:
        taken = session.scalars(select(Happening.item).where(Happening.what == What.PUBLIC_COMMENT))
        assert list(taken) == ["letter"]


def test_public_comment_on_adding_an_item_is_not_taken_for_comment_on_every_other(one_engine: Office) -> None:
    begun = room(one_engine)
    findings = {"immediate": "They ask by tomorrow", "arose": "The storm was yesterday"}
    adding = begun.opens(item="", adds="Storm relief", text="Add storm relief.", findings=findings)

    assert begun.reads(adding).sitting.session.public_comment == {f"add:{adding}"}
    with refused(
        "Tick that public comment was taken, or take it first. Open-meeting law asks for it.",
        "public_comment",
    ):
        begun.opens(public_comment=False)


def test_no_form_for_a_vote_is_drawn_before_the_roll_has_its_quorum(one_engine: Office) -> None:
    begun = room(one_engine, present=())
    with (
        begun.writing() as (session, asker),
        refused(
            "A vote needs 4 voting members present; the roll shows 0. Update the roll when more are there."
        ),
    ):
        sitting_to_vote(session, asker)


def test_a_rule_that_nobody_offered_is_refused_beside_its_field(one_engine: Office) -> None:
    begun = room(one_engine)
    with refused("I don't know that rule. Please choose one of the list.", "rule"):
        begun.opens(rule="junk", rule_reason="Bylaws 7.2")


def test_the_mover_and_the_second_are_two_members_who_are_present(one_engine: Office) -> None:
    begun = room(one_engine, present=("U11", "U12", "U13", "U14", "U15"))
    with refused("The mover and the second must be different people.", "seconder"):
        begun.opens(seconder_id=begun.id_of("U12"))
    with refused("Please say who seconded it, or that nobody did.", "seconder"):
        begun.opens(seconder_id=None)
    for nobody in ("U17", LIAISON, ALTERNATE, "U1"):
        with refused("Only a voting member who is present can move or second a motion.", "mover"):
            begun.opens(mover_id=begun.id_of(nobody))
    begun.marks(Mark.RECUSED, "U13", item="letter", reason="Kin")
    with refused("Priya Singh is recused from this item, and can neither move nor second.", "seconder"):
        begun.opens()


def test_a_motion_without_a_second_ends_without_a_vote(one_engine: Office) -> None:
    begun = room(one_engine)
    motion = begun.opens(seconder_id=None, no_second=True)
    assert (begun.outcome(motion), begun.sees(motion).votes[0].option) == (
        "Died for want of a second",
        VoteOption.NOT_VOTING,
    )


def test_another_rule_needs_its_reason_and_stays_with_the_vote(one_engine: Office) -> None:
    begun = room(one_engine)
    with refused("Please say why another rule applies; the record keeps it.", "rule_reason"):
        begun.opens(rule="two thirds of present")
    motion = begun.opens(rule="two thirds of present", rule_reason="Bylaws 7.2")
    begun.all_cast(motion, {"U11": AYE, "U12": AYE, "U13": AYE, "U14": AYE, "U15": NO})
    begun.closes(motion)
    assert (begun.sees(motion).rule, begun.outcome(motion)) == (
        "two thirds of those present",
        "Failed 4\N{EN DASH}1, 2 not voting",
    )


def test_a_member_pressing_aye_four_times_votes_once(milpitas: Office) -> None:
    begun = room(milpitas)
    motion = begun.opens()
    assert [begun.casts(motion, "U12", AYE, at) for at in range(4)] == [AYE] * 4
    assert ballots(begun) == [("U12", "yes")]


def test_a_change_is_kept_beside_what_it_changes(one_engine: Office) -> None:
    begun = room(one_engine)
    motion = begun.opens()
    begun.casts(motion, "U12", AYE)
    begun.casts(motion, "U12", NO, 1)
    assert (ballots(begun), begun.options(motion)[2]) == ([("U12", "yes"), ("U12", "no")], "no")


def test_a_body_may_allow_no_change(one_engine: Office) -> None:
    set_rules(one_engine, vote_may_change=False)
    begun = room(one_engine)
    motion = begun.opens()
    begun.casts(motion, "U12", AYE)
    with refused(
        "Your vote is recorded, and your bylaws let nobody change it. If it was recorded wrongly, ask for a correction."
    ):
        begun.casts(motion, "U12", NO, 1)
    assert begun.casts(motion, "U12", AYE, 2) == AYE


def test_presses_that_arrive_out_of_order_count_by_the_time_of_the_press(milpitas: Office) -> None:
    begun = room(milpitas)
    motion = begun.opens()
    begun.casts(motion, "U12", NO, 5)
    assert begun.casts(motion, "U12", AYE, 3) == NO
    begun.casts(motion, "U13", AYE, 1)
    begun.casts(motion, "U13", AYE, 3)
    assert begun.casts(motion, "U13", NO, 2) == AYE
    assert (begun.options(motion)[2], begun.options(motion)[3]) == ("no", "yes")


@pytest.mark.slow
@given(
    presses=st.lists(
        st.tuples(st.sampled_from(["U11", "U12", "U13"]), st.sampled_from([AYE, NO, ABSTAIN])),
        min_size=1,
        max_size=8,
    ),
    data=st.data(),
)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_order_in_which_presses_arrive_never_matters(
    kept_sqlite: Database, presses: list[tuple[str, VoteOption]], data: st.DataObject
) -> None:
    begun = room(set_up(kept_sqlite))
    try:
        in_order, shuffled = begun.opens(), begun.opens(item=begun.lists("parade", title="Parade"))
        timed = [(who, option, place) for place, (who, option) in enumerate(presses)]
        for who, option, at in timed:
            begun.casts(in_order, who, option, at)
        for who, option, at in data.draw(st.permutations(timed)):
            begun.casts(shuffled, who, option, at)
        assert begun.options(in_order) == begun.options(shuffled)
        begun.closes(shuffled)
        vote = begun.reads(shuffled)
        check_house(count_in(vote.votes), house_in(vote.votes, vote.seating))
    finally:
        empty(kept_sqlite)


@pytest.mark.parametrize(
    ("slack_id", "why"),
    [
        (LIAISON, "You are listed as liaison (non-voting)."),
        (ALTERNATE, "You are listed as an alternate, and are seated for nobody now."),
        ("U17", "The roll does not show you as present."),
        ("U1", "You are not on its roll."),
    ],
)
def test_whoever_holds_no_seat_at_the_meeting_is_told_why(
    one_engine: Office, slack_id: str, why: str
) -> None:
    begun = room(one_engine, present=("U11", "U12", "U13", "U14"))
    begun.marks(Mark.PRESENT, LIAISON, ALTERNATE)
    motion = begun.opens()
    with refused(f"{ONLY_VOTERS} {why} {TELL}"):
        begun.casts(motion, slack_id, AYE)
    assert ballots(begun) == []


def test_somebody_who_is_not_on_the_roster_casts_nothing(one_engine: Office) -> None:
    begun = room(one_engine)
    motion = begun.opens()
    with pytest.raises(NotAllowed):
        begun.casts(motion, OUTSIDER, AYE)


def test_a_seated_alternate_votes_for_the_absent_seat(one_engine: Office) -> None:
    begun = room(one_engine, present=("U11", "U12", "U13", "U14"))
    begun.marks(Mark.PRESENT, ALTERNATE)
    begun.marks(Mark.SEATED, ALTERNATE, for_seat=7)
    motion = begun.opens()
    begun.casts(motion, ALTERNATE, AYE)
    begun.closes(motion)
    voted = [(vote.name, vote.option.value, vote.alternate_for) for vote in begun.sees(motion).votes[-2:]]
    assert voted == [("Bea Ortiz", "absent", ""), ("Al Tran", "yes", "Bea Ortiz")]


def test_two_members_of_one_name_are_two_voters(one_engine: Office) -> None:
    begun = room(one_engine)
    motion = begun.opens(seconder_id=begun.id_of("U16"))
    begun.casts(motion, "U12", AYE)
    begun.casts(motion, "U16", NO)
    assert (begun.options(motion)[2], begun.options(motion)[6]) == ("yes", "no")


def test_somebody_taken_off_the_roster_while_a_vote_is_open_keeps_the_seat_for_it(milpitas: Office) -> None:
    begun = room(milpitas)
    motion = begun.opens()
    leave_roster(begun, "U15")
    begun.casts(motion, "U15", NO)
    with begun.office.workspace.reading() as session:
        acts = session.scalars(select(Act.actor_name).where(Act.what == "vote cast"))
        assert (list(acts), begun.options(motion)[5]) == (["Ana Cruz"], "no")


def test_somebody_taken_off_the_roster_before_has_no_vote(one_engine: Office) -> None:
    begun = room(one_engine)
    leave_roster(begun, "U15")
    motion = begun.opens()
    with refused(f"{ONLY_VOTERS} You held no seat when it opened. {TELL}"):
        begun.casts(motion, "U15", NO)


def test_a_roster_that_changes_while_a_vote_is_open_never_moves_its_tally(milpitas: Office) -> None:
    begun = room(milpitas)
    motion = begun.opens()
    begun.all_cast(motion, FOUR_TO_ONE)
    leave_roster(begun, "U16")
    with begun.writing() as (session, _):
        session.add(Member(slack_id="U18", name="Newly Come", roles=["member"], seat=6, active=True))
    with begun.writing() as (session, _):
        redraw_open_votes(session, begun.meeting_id, begun.now)
    begun.closes(motion)
    assert [vote.name for vote in begun.sees(motion).votes] == list(SEATS.values())


def test_a_vote_of_another_workspace_is_not_found(milpitas: Office, cerritos: Office) -> None:
    begun, elsewhere = room(milpitas), room(cerritos)
    motion = begun.opens()
    for missing in (motion, "0" * 32, "nonsense"):
        with pytest.raises(NotFound) as no:
            elsewhere.casts(missing, "U12", AYE)
        assert no.value.message == "I couldn't find that vote."
    assert ballots(begun) == []


def test_a_press_after_the_close_says_how_it_was_closed(milpitas: Office) -> None:
    begun = room(milpitas)
    motion = begun.opens()
    begun.all_cast(motion, FOUR_TO_ONE)
    begun.later(minutes=12).closes(motion)
    with refused("Closed at 7:12 PM: carried 4\N{EN DASH}1, 2 not voting."):
        begun.later(minutes=13).casts(motion, "U16", NO)


def test_a_press_in_the_closing_second_that_arrives_after_the_close_is_not_counted(milpitas: Office) -> None:
    begun = room(milpitas)
    motion = begun.opens()
    begun.all_cast(motion, FOUR_TO_ONE)
    begun.closes(motion)
    with refused("Closed at 7:00 PM: carried 4\N{EN DASH}1, 2 not voting."):
        begun.casts(motion, "U16", NO, -0.5)


def test_a_stale_message_of_last_month_says_how_that_vote_ended(one_engine: Office) -> None:
    begun = room(one_engine)
    motion = begun.opens()
    begun.all_cast(motion, FOUR_TO_ONE)
    begun.closes(motion)
    with refused("Closed on Thu, Jan 15 at 7:00 PM: carried 4\N{EN DASH}1, 2 not voting."):
        begun.later(days=31).casts(motion, "U12", AYE)


def test_a_recess_and_a_lost_quorum_suspend_the_vote(one_engine: Office) -> None:
    begun = room(one_engine)
    motion = begun.opens()
    begun.happens(What.RECESSED)
    with refused("The meeting is in recess. Resume it first."):
        begun.casts(motion, "U12", AYE)
    with refused("The meeting is in recess. Resume it first."):
        begun.closes(motion)
    begun.happens(What.RESUMED)
    begun.marks(Mark.LEFT, "U14", "U15", "U16", "U17")
    assert begun.sees(motion).stopped == "Suspended: 3 members count as present, and 4 make a quorum."
    with refused(
        "The vote is suspended: 3 members count as present, and 4 make a quorum. It goes on when they are there."
    ):
        begun.casts(motion, "U12", AYE)
    begun.marks(Mark.ARRIVED, "U14")
    assert (begun.sees(motion).stopped, begun.casts(motion, "U12", AYE)) == ("", AYE)


def test_the_quorum_is_tested_again_at_the_close(one_engine: Office) -> None:
    begun = room(one_engine)
    motion = begun.opens()
    begun.all_cast(motion, FOUR_TO_ONE)
    begun.marks(Mark.LEFT, "U14", "U15", "U16", "U17")
    begun.closes(motion)
    assert begun.outcome(motion) == "No action: no quorum"


def test_a_quorum_that_must_be_in_one_place_leaves_remote_members_out(one_engine: Office) -> None:
    begun = room(one_engine, present=("U11", "U12", "U13"))
    begun.marks(Mark.PRESENT, "U14", place="Lisbon", ground="just cause")
    motion = begun.opens()
    begun.all_cast(motion, {"U11": AYE, "U12": AYE, "U13": AYE, "U14": AYE})
    set_rules(one_engine, quorum_in_one_place=True)
    assert begun.sees(motion).stopped == "Suspended: 3 members count as present, and 4 make a quorum."
    begun.closes(motion)
    ending = begun.sees(motion).ending
    assert ending is not None
    assert ending.tally is not None
    assert ending.tally.sum_in_words == (
        "4 yes, 0 no; no action: 3 counted as present in one place, 4 needed for a quorum"
    )


def test_a_recusal_is_kept_with_its_reason_and_stands_for_the_item(milpitas: Office) -> None:
    begun = room(milpitas)
    motion = begun.opens()
    begun.casts(motion, "U12", AYE)
    begun.recuses(motion, "U12")
    with refused(
        "You are recused from this item, so no vote of yours counts on it. Your reason: My employer is the applicant."
    ):
        begun.casts(motion, "U12", AYE, 60)
    found = begun.sees(motion).votes[1]
    begun.closes(motion)
    assert (found.option, found.reason, begun.options(begun.opens(mover_id=begun.id_of("U14")))[2]) == (
        VoteOption.RECUSED,
        "My employer is the applicant",
        "recused",
    )


def test_nobody_abstains_where_the_bylaws_bar_it(one_engine: Office) -> None:
    set_rules(one_engine, abstention="not allowed")
    begun = room(one_engine)
    motion = begun.opens()
    with refused(
        "Your bylaws let nobody abstain without a conflict. Vote Aye or No, or recuse yourself with the reason."
    ):
        begun.casts(motion, "U12", ABSTAIN)
    assert begun.sees(motion).may_abstain is False


def test_spoken_votes_say_who_entered_them_and_the_later_vote_counts(milpitas: Office) -> None:
    begun = room(milpitas)
    motion = begun.opens()
    begun.casts(motion, "U12", NO)
    begun.later(seconds=5).speaks(motion, {"U11": AYE, "U12": AYE, "U13": AYE})
    begun.later(seconds=9).casts(motion, "U13", NO)
    votes = begun.sees(motion).votes[:3]
    assert [(vote.option.value, vote.how, vote.by) for vote in votes] == [
        ("yes", How.SPOKEN, "Ana Ruiz"),
        ("yes", How.SPOKEN, "Ana Ruiz"),
        ("no", How.PRESSED, ""),
    ]


def test_only_the_chair_whoever_presides_or_staff_calls_and_closes_a_vote(one_engine: Office) -> None:
    begun = room(one_engine)
    no = "Only the chair (Ngozi Okafor), whoever presides, or staff (Ana Ruiz) can call or close a vote. I can put it on the next agenda for you."
    with refused(no):
        begun.opens(by="U13")
    begun.happens(What.PRESIDES, member_id=begun.id_of("U13"))
    motion = begun.opens(by="U13")
    with refused(no):
        begun.closes(motion, by="U14")
    begun.closes(motion, by="U13")
    assert begun.outcome(motion) == "Failed 0\N{EN DASH}0, 7 not voting"


def test_a_chair_who_only_breaks_ties_counts_once(one_engine: Office) -> None:
    set_rules(one_engine, chair_only_breaks_ties=True)
    begun = room(one_engine)
    motion = begun.opens()
    begun.all_cast(motion, {"U11": AYE, "U12": AYE, "U13": NO})
    begun.closes(motion)
    assert begun.outcome(motion) == "Carried 2\N{EN DASH}1, 4 not voting"


def test_fifty_presses_at_once_are_all_kept_and_one_of_each_counts(milpitas: Office) -> None:
    begun = room(milpitas)
    motion = begun.opens()
    people = list(SEATS)[:5]

    def press(place: int) -> None:
        option = NO if place >= 45 else (AYE if place % 2 else ABSTAIN)
        begun.casts(motion, people[place % 5], option, place / 1000)

    with ThreadPoolExecutor(max_workers=AT_ONCE) as listeners:
        list(listeners.map(press, range(50)))
    assert list(begun.options(motion).values()) == ["no"] * 5 + ["not voting"] * 2


def test_ending_every_open_vote_of_a_meeting_takes_no_action_on_any(milpitas: Office) -> None:
    begun = room(milpitas)
    first, second = begun.opens(), begun.opens(item=begun.lists("parade", title="Parade"))
    begun.casts(first, "U12", AYE)
    begun.closes(second)
    with begun.acting("adjourned") as (session, act):
        end_open_votes(session, begun.meeting_id, act, "The meeting was adjourned", begun.now)
    ending = begun.sees(first).ending
    assert ending is not None
    assert (begun.outcome(first), ending.reason, begun.options(first)[2]) == (
        "No action taken",
        "The meeting was adjourned",
        "yes",
    )
    assert begun.outcome(second) == "Failed 0\N{EN DASH}0, 7 not voting"


def drawn_again_at(begun: Room, motion_id: str) -> datetime | None:
    with begun.office.workspace.reading() as session:
        return session.scalars(select(Outbox.next_at).where(Outbox.subject == motion_id)).one()


def test_a_closed_vote_is_drawn_again_at_the_adjournment_while_it_could_be_reopened(milpitas: Office) -> None:
    begun = room(milpitas)
    old, fresh = begun.opens(), begun.opens(item=begun.lists("parade", title="Parade"))
    begun.closes(old)
    later = begun.later(minutes=12)
    later.closes(fresh)
    with begun.writing() as (session, _):
        session.execute(update(Outbox).values(next_at=None))
    with later.acting("adjourned") as (session, act):
        end_open_votes(session, begun.meeting_id, act, "The meeting was adjourned", later.now)

    assert drawn_again_at(begun, old) is None
    assert drawn_again_at(begun, fresh) == later.now + EDIT_GAP


def test_only_the_side_that_prevailed_can_move_to_reconsider(one_engine: Office) -> None:
    begun = room(one_engine)
    motion = begun.opens()
    begun.all_cast(motion, FOUR_TO_ONE)
    begun.closes(motion)
    with refused(
        "Only somebody who voted Aye on it, the side that prevailed, can move to reconsider it.", "mover"
    ):
        begun.opens(mover_id=begun.id_of("U15"), reconsiders=motion)
    begun.opens(mover_id=begun.id_of("U14"), reconsiders=motion)
    assert count(begun, Motion) == 2


def test_a_mover_withdraws_until_somebody_has_voted_and_the_chair_with_a_reason_after(
    one_engine: Office,
) -> None:
    begun = room(one_engine)
    motion, other = begun.opens(), begun.opens(item=begun.lists("parade", title="Parade"))
    begun.ends(motion, Outcome.WITHDRAWN, by="U12")
    begun.casts(other, "U13", AYE)
    with refused(
        "Only the chair (Ngozi Okafor), whoever presides, or staff (Ana Ruiz) can call or close a vote. I can put it on the next agenda for you."
    ):
        begun.ends(other, Outcome.WITHDRAWN, by="U12")
    with refused("Votes were cast already, so please give the reason.", "reason"):
        begun.ends(other, Outcome.WITHDRAWN, by="U11")
    begun.ends(other, Outcome.WITHDRAWN, by="U11", reason="The letter was recalled")
    assert (begun.outcome(motion), begun.outcome(other)) == ("Withdrawn", "Withdrawn")


def test_a_motion_is_postponed_to_a_later_day_or_referred_to_somebody(one_engine: Office) -> None:
    begun = room(one_engine)
    motion, other = begun.opens(), begun.opens(item=begun.lists("parade", title="Parade"))
    with refused("Please choose a later day to which it is postponed.", "until"):
        begun.ends(motion, Outcome.POSTPONED, until=begun.now.date())
    begun.ends(motion, Outcome.POSTPONED, until=begun.now.date() + timedelta(days=28))
    with refused("Please say to whom it is referred.", "referred_to"):
        begun.ends(other, Outcome.REFERRED)
    begun.ends(other, Outcome.REFERRED, referred_to="the policy committee")
    assert (begun.outcome(motion), begun.outcome(other)) == (
        "Postponed to Thu, Feb 12",
        "Referred to the policy committee",
    )


def test_a_spoken_vote_counts_after_a_press_though_slacks_clock_runs_ahead(one_engine: Office) -> None:
    begun = room(one_engine)
    motion = begun.opens()
    begun.casts(motion, "U12", NO, at=1.5)
    begun.speaks(motion, {"U12": AYE})

    assert begun.options(motion)[2] == "yes"


def seats_silent(begun: Room, motion: str) -> list[int]:
    with begun.office.workspace.reading() as session:
        return [each.seat for each in silent(vote_of(session, motion))]


def test_all_aye_speaks_for_those_who_have_not_voted_and_overrules_nobody(one_engine: Office) -> None:
    begun = room(one_engine)
    motion = begun.opens()
    begun.casts(motion, "U12", NO)
    begun.casts(motion, "U13", ABSTAIN)

    assert seats_silent(begun, motion) == [1, 4, 5, 6, 7]
    begun.all_cast(motion, dict.fromkeys(["U11", "U14", "U15", "U16", "U17"], AYE))
    with refused(
        "Everybody present has voted. To enter what somebody says instead, use “Record spoken votes”."
    ):
        seats_silent(begun, motion)
