"""Minutes from the record: a draft until a vote adopts them, then the adopted words."""

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import select

from models.commission import commission_of
from models.meetings import Meeting
from models.members import Member
from models.minutes import Minutes, meeting_with_minutes, meetings_with_minutes, minutes_of
from models.motions import Motion
from models.rules.counting import Outcome, VoteOption
from models.rules.documents import as_lines
from models.rules.roll import Mark
from models.rules.sessions import What
from tests.builders import Office, refused
from tests.models.votes_builders import ABSTAIN, ALTERNATE, AYE, NO, Room, post_agenda, room, set_rules

RECUSED = VoteOption.RECUSED
FIVE = ("U11", "U12", "U13", "U14", "U15")
VOTES = {"U11": AYE, "U12": AYE, "U13": AYE, "U14": NO, "U15": ABSTAIN}
MOTION = (
    "MOTION (item 4): Answer the letter. Moved Sam Lee, second Priya Singh. "
    "AYES: 3 (Ngozi Okafor, Sam Lee (seat 2), Priya Singh). NOES: 1 (Min Park). ABSTAIN: 1 (Ana Cruz). "
    "ABSENT: 2 (Sam Lee (seat 6), Bea Ortiz). RECUSED: 0. "
    "Rule: majority of those present and voting; needed 3. CARRIED 3–1–1."
)


def held(office: Office) -> Room:
    """Hold a meeting with one vote, and adjourn it."""
    begun = room(office, present=FIVE)
    post_agenda(begun)
    motion = begun.opens()
    begun.all_cast(motion, VOTES)
    begun.closes(motion)
    later = begun.later(minutes=40)
    later.happens(What.ADJOURNED)
    over(later)
    return later


def over(begun: Room) -> None:
    with begun.writing() as (session, _):
        session.scalars(select(Meeting).where(Meeting.id == begun.meeting_id)).one().status = "held"


def a_month_later(begun: Room) -> Room:
    """Call the next meeting to order, with the minutes on its agenda."""
    now = begun.now + timedelta(days=28)
    with begun.writing() as (session, _):
        usual = {"body": "commission", "kind": "regular", "status": "in_session", "reason": "", "place": ""}
        meeting = Meeting(starts_at=now, on=now.date(), **usual)
        session.add(meeting)
        session.flush()
        meeting_id = meeting.id
    following = replace(begun, meeting_id=meeting_id, now=now)
    following.happens(What.CALLED_TO_ORDER, member_id=following.id_of("U11"))
    following.marks(Mark.PRESENT, *FIVE)
    return following


def adopts(following: Room, earlier: Room) -> str:
    """Adopt the earlier meeting's minutes; gives the motion."""
    item = following.lists(f"minutes:{earlier.meeting_id}", title="Approval of the minutes", kind="standing")
    motion = following.opens(text="Approve the minutes.", item=item)
    following.all_cast(motion, dict.fromkeys(FIVE, AYE))
    following.closes(motion)
    return motion


def motion_of(begun: Room) -> str:
    with begun.office.workspace.reading() as session:
        return session.scalars(select(Motion.id).where(Motion.meeting_id == begun.meeting_id)).one()


def read(begun: Room, meeting_id: str | None = None) -> Minutes:
    with begun.office.workspace.reading() as session:
        return minutes_of(session, meeting_id or begun.meeting_id, commission_of(session), begun.now)


def lines(begun: Room, meeting_id: str | None = None) -> list[str]:
    return [line for line in as_lines(read(begun, meeting_id).document) if line]


def test_a_draft_tells_what_is_recorded_and_is_marked_as_unapproved(milpitas: Office) -> None:
    begun = held(milpitas)

    assert lines(begun) == [
        "UNAPPROVED DRAFT",
        "Minutes: Milpitas, Jan 15, 2026",
        "Regular meeting of Thu, Jan 15, 2026, 7:00 PM. No place recorded.",
        "Agenda posted Mon, Jan 12, 2026, 11:00 AM at City Hall by Ana Ruiz.",
        "Called to order at 7:00 PM by Ngozi Okafor, presiding.",
        "Attendance",
        "Present:",
        "- Ngozi Okafor, seat 1",
        "- Sam Lee, seat 2",
        "- Priya Singh, seat 3",
        "- Min Park, seat 4",
        "- Ana Cruz, seat 5",
        "Absent:",
        "- Sam Lee, seat 6",
        "- Bea Ortiz, seat 7",
        "Also present: nobody.",
        "Quorum: 5 of 7 voting seats when the roll was taken.",
        "Proceedings",
        "1. Call to order.",
        "2. Roll call.",
        "3. Public comment.",
        "4. Letter from Loreto. Voted.",
        "Public comment was taken on it at 7:00 PM.",
        MOTION,
        "5. Reports.",
        "6. Adjournment.",
        "Adjourned at 7:40 PM.",
    ]


def test_who_came_late_and_who_stood_in_for_whom_is_told(one_engine: Office) -> None:
    begun = room(one_engine, present=("U11", "U12", "U13", "U14"))
    later = begun.later(minutes=10)
    later.marks(Mark.ARRIVED, ALTERNATE)
    later.marks(Mark.SEATED, ALTERNATE, for_seat=7)
    begun.later(minutes=20).marks(Mark.LEFT, "U14")

    told = lines(begun.later(minutes=30))
    assert [line for line in told if "Tran" in line or "Min Park" in line] == [
        "- Min Park, seat 4; left at 7:20 PM",
        "- Al Tran, alternate 1; seated for Bea Ortiz at 7:10 PM; arrived at 7:10 PM",
    ]
    assert told.index("Absent:") > told.index(
        "- Al Tran, alternate 1; seated for Bea Ortiz at 7:10 PM; arrived at 7:10 PM"
    )
    assert told[told.index("Proceedings") - 1] == "Quorum: 4 of 7 voting seats when the roll was taken."


def test_a_vote_freezes_the_minutes_word_for_word(milpitas: Office) -> None:
    begun = held(milpitas)
    draft = lines(begun)
    following = a_month_later(begun)
    adopts(following, begun)

    adopted = read(following, begun.meeting_id)
    assert adopted.is_adopted
    assert adopted.document.marks == ("ADOPTED Feb 12, 2026",)
    assert lines(following, begun.meeting_id)[1 : len(draft)] == draft[1:]


def test_adopted_minutes_keep_their_words_and_a_later_correction_stands_below_them(
    one_engine: Office,
) -> None:
    begun = held(one_engine)
    following = a_month_later(begun)
    adopts(following, begun)
    before = lines(following, begun.meeting_id)
    following.corrects(motion_of(begun), "U14", AYE, reason="Misheard in the room")

    after = lines(following, begun.meeting_id)
    assert after[: len(before)] == before
    assert after[len(before) :] == [
        (
            "Corrected after the adoption. MOTION (motion 1): Answer the letter. Moved Sam Lee, second Priya Singh. "
            "AYES: 4 (Ngozi Okafor, Sam Lee (seat 2), Priya Singh, Min Park). NOES: 0. "
            "ABSTAIN: 1 (Ana Cruz). ABSENT: 2 (Sam Lee (seat 6), Bea Ortiz). RECUSED: 0. "
            "Rule: majority of those present and voting; needed 3. CARRIED 4–0–1. "
            "Corrected Feb 12, 2026 by Ana Ruiz: Min Park, Aye, not No. Reason: Misheard in the room."
        )
    ]


def test_minutes_are_adopted_once(one_engine: Office) -> None:
    begun = held(one_engine)
    following = a_month_later(begun)
    adopts(following, begun)
    third = a_month_later(following)

    with refused("The minutes of Jan 15, 2026 are adopted already. I changed nothing.", "item"):
        adopts(third, begun)


def test_a_vote_that_is_reopened_adopts_nothing_until_it_is_closed_again(one_engine: Office) -> None:
    begun = held(one_engine)
    following = a_month_later(begun)
    motion = adopts(following, begun)
    following.later(minutes=3).reopens(motion)
    open_again = read(following, begun.meeting_id).is_adopted
    following.later(minutes=5).closes(motion)

    assert (open_again, read(following, begun.meeting_id).is_adopted) == (False, True)


def test_a_vote_that_fails_leaves_the_minutes_a_draft(one_engine: Office) -> None:
    begun = held(one_engine)
    following = a_month_later(begun)
    item = following.lists(f"minutes:{begun.meeting_id}", title="Approval of the minutes", kind="standing")
    motion = following.opens(text="Approve the minutes.", item=item)
    following.all_cast(motion, dict.fromkeys(FIVE, NO))
    following.closes(motion)

    assert read(following, begun.meeting_id).document.marks == ("UNAPPROVED DRAFT",)


def test_a_change_of_the_roster_never_changes_who_was_at_a_meeting(one_engine: Office) -> None:
    begun = held(one_engine)
    before = lines(begun)
    with begun.writing() as (session, _):
        member = session.scalars(select(Member).where(Member.slack_id == "U13")).one()
        member.name, member.seat, member.active = "Somebody Else", 9, False

    assert lines(begun) == before


def test_minutes_are_found_by_the_day_of_the_meeting(one_engine: Office) -> None:
    begun = held(one_engine)
    following = a_month_later(begun)
    with following.office.workspace.reading() as session:
        listed = [each.on for each in meetings_with_minutes(session, most=5)]
        found = meeting_with_minutes(session, date(2026, 1, 15), date(2026, 2, 12)).id
        with refused("Nothing is recorded of a meeting on Fri, Jan 16, so there are no minutes of it."):
            meeting_with_minutes(session, date(2026, 1, 16), date(2026, 2, 12))

    assert (listed, found) == ([date(2026, 2, 12), date(2026, 1, 15)], begun.meeting_id)


def test_of_a_meeting_that_was_kept_on_paper_only_the_adoption_is_kept(one_engine: Office) -> None:
    following = room(one_engine, present=FIVE)
    following.office.on("2026-01-08").meet("2026-01-08", "held")
    with following.writing() as (session, _):
        paper = session.scalars(select(Meeting.id).where(Meeting.status == "held")).one()
    adopts(following, replace(following, meeting_id=paper))

    assert lines(following, paper) == [
        "ADOPTED Jan 15, 2026",
        "Minutes: Milpitas, Jan 8, 2026",
        "Regular meeting of Thu, Jan 8, 2026, 7:00 PM. No place recorded.",
        "Clerk holds no record of its course; its minutes are kept on paper.",
    ]


def test_every_motion_of_a_meeting_is_in_its_minutes(one_engine: Office) -> None:
    begun = room(one_engine, present=FIVE)
    findings = {"immediate": "They ask by tomorrow", "arose": "The storm was yesterday"}
    adding = begun.opens(item="", adds="Storm relief", text="Add storm relief.", findings=findings)
    begun.all_cast(adding, dict.fromkeys(FIVE, AYE))
    begun.closes(adding)
    begun.opens(seconder_id=None, no_second=True)
    pulled = begun.opens(item=begun.lists("parade", title="Parade"), text="March.")
    begun.lists("parade", title="Parade", state="removed")
    begun.closes(pulled)

    told = [line for line in lines(begun) if line.startswith("MOTION")]
    assert told == [
        "MOTION (item 4): Answer the letter. Moved Sam Lee, no second. Died for want of a second.",
        (
            "MOTION (to add “Storm relief”): Add storm relief. Moved Sam Lee, second Priya Singh. "
            "AYES: 5 (Ngozi Okafor, Sam Lee (seat 2), Priya Singh, Min Park, Ana Cruz). NOES: 0. ABSTAIN: 0. "
            "ABSENT: 2 (Sam Lee (seat 6), Bea Ortiz). RECUSED: 0. "
            "Rule: two thirds of those present, or all of them where fewer than two thirds of the seats are; needed 4. "
            "CARRIED 5–0. Findings: They ask by tomorrow; The storm was yesterday. "
            "Public comment was taken on it at 7:00 PM."
        ),
        (
            "MOTION (an item taken off the agenda): March. Moved Sam Lee, second Priya Singh. AYES: 0. NOES: 0. "
            "ABSTAIN: 0. NOT VOTING: 5 (Ngozi Okafor, Sam Lee (seat 2), Priya Singh, Min Park, Ana Cruz). "
            "ABSENT: 2 (Sam Lee (seat 6), Bea Ortiz). RECUSED: 0. "
            "Rule: majority of those present and voting; needed 1. FAILED 0–0. "
            "Public comment was taken on it at 7:00 PM."
        ),
    ]


def test_two_votes_on_the_same_minutes_adopt_them_once(one_engine: Office) -> None:
    begun = held(one_engine)
    following = a_month_later(begun)
    item = following.lists(f"minutes:{begun.meeting_id}", title="Approval of the minutes", kind="standing")
    said = []
    for sides in ((AYE, AYE, NO, NO, NO), (AYE,) * len(FIVE)):
        motion = following.opens(text="Approve the minutes.", item=item)
        following.all_cast(motion, dict(zip(FIVE, sides, strict=True)))
        said.append((motion, following.closes(motion).said))

    assert [each for _, each in said] == [(), ("The minutes are adopted, and kept as they stand.",)]
    assert following.corrects(said[0][0], "U13", AYE) == [
        "The minutes were adopted already, and stay as they are."
    ]


def test_minutes_are_adopted_at_a_later_meeting_once_theirs_is_over(one_engine: Office) -> None:
    begun = room(one_engine, present=FIVE)
    with refused("Minutes are adopted at a later meeting, once theirs is over. Choose another item.", "item"):
        adopts(begun, begun)


def test_an_alternate_is_told_of_until_when_they_sat(one_engine: Office) -> None:
    begun = room(one_engine, present=("U11", "U12", "U13", "U14"))
    begun.marks(Mark.PRESENT, ALTERNATE)
    begun.marks(Mark.SEATED, ALTERNATE, for_seat=7)
    begun.later(minutes=5).marks(Mark.ARRIVED, "U17")
    begun.later(minutes=5).marks(Mark.UNSEATED, ALTERNATE)
    begun.later(minutes=10).marks(Mark.SEATED, ALTERNATE, for_seat=6)

    assert [line for line in lines(begun.later(minutes=20)) if "Tran" in line] == [
        "- Al Tran, alternate 1; seated for Bea Ortiz from 7:00 PM until 7:05 PM, then for Sam Lee at 7:10 PM"
    ]


def test_it_is_told_that_there_was_no_quorum_and_when_it_came_and_went(one_engine: Office) -> None:
    begun = room(one_engine, present=("U11", "U12", "U13"))
    begun.later(minutes=5).marks(Mark.ARRIVED, "U14")
    begun.later(minutes=65).marks(Mark.LEFT, "U12")

    assert [line for line in lines(begun.later(minutes=70)) if "uorum" in line] == [
        "Quorum: 3 of 7 voting seats when the roll was taken, which was no quorum; 4 make one.",
        "The quorum was there at 7:05 PM, lost at 8:05 PM.",
    ]


def test_why_a_motion_ended_without_a_count_is_told(one_engine: Office) -> None:
    begun = room(one_engine, present=FIVE)
    begun.casts(begun.opens(), "U14", NO)
    begun.ends(motion_of(begun), Outcome.WITHDRAWN, by="U11", reason="The letter was recalled.")

    assert [line for line in lines(begun) if line.startswith("MOTION")] == [
        (
            "MOTION (item 4): Answer the letter. Moved Sam Lee, second Priya Singh. Withdrawn. "
            "Reason, recorded by Ngozi Okafor: The letter was recalled."
        )
    ]


def test_public_comment_is_told_with_what_it_was_taken_on(one_engine: Office) -> None:
    begun = room(one_engine, present=FIVE)
    begun.later(minutes=3).happens(What.PUBLIC_COMMENT)
    begun.later(minutes=9).happens(What.PUBLIC_COMMENT, item="letter")

    told = lines(begun)
    assert told[told.index("3. Public comment.") :][:4] == [
        "3. Public comment.",
        "Public comment was taken at 7:03 PM.",
        "4. Letter from Loreto.",
        "Public comment was taken on it at 7:09 PM.",
    ]


def test_minutes_say_how_the_body_reads_abstentions_silence_and_a_chair_who_only_breaks_ties(
    one_engine: Office,
) -> None:
    set_rules(one_engine, seats=7, abstention="as yes", chair_only_breaks_ties=True)
    begun = room(one_engine, present=FIVE)
    motion = begun.opens()
    begun.all_cast(motion, {"U11": AYE, "U12": AYE, "U13": NO, "U14": NO, "U15": ABSTAIN})
    begun.closes(motion)

    told = next(line for line in lines(begun) if line.startswith("MOTION"))
    assert told.partition("RECUSED: 0. ")[2] == (
        "Sum: 2 yes, 2 no, 1 abstaining (counted as yes); the chair broke the tie; "
        "majority of those voting; needed 3; carried. CARRIED 2–2–1."
    )


def test_adopted_minutes_name_the_meeting_that_came_next_though_it_is_in_session(one_engine: Office) -> None:
    begun = held(one_engine)
    following = a_month_later(begun)
    later = a_month_later(following)
    with later.writing() as (session, _):
        session.scalars(select(Meeting).where(Meeting.id == later.meeting_id)).one().status = "scheduled"
    adopts(following, begun)

    assert lines(following, begun.meeting_id)[-1] == "Next meeting: Thu, Feb 12, 2026, 7:40 PM."


def test_a_recusal_is_told_with_when_somebody_left_the_room_and_when_they_returned(
    one_engine: Office,
) -> None:
    begun = room(one_engine, present=FIVE)
    begun.later(minutes=2).marks(Mark.RECUSED, "U14", "U15", item="letter", reason="My firm ships it")
    begun.later(minutes=9).marks(Mark.RETURNED, "U14", item="letter")
    begun.later(minutes=9).marks(Mark.LEFT, "U15")

    assert [line for line in lines(begun.later(minutes=20)) if line.startswith("Recused")] == [
        "Recused: Min Park (My firm ships it); left the room at 7:02 PM, returned at 7:09 PM.",
        "Recused: Ana Cruz (My firm ships it); left the room at 7:02 PM.",
    ]


def test_a_draft_counts_the_seats_and_names_the_chair_as_they_were_at_the_meeting(one_engine: Office) -> None:
    begun = held(one_engine)
    before = lines(begun)
    set_rules(one_engine, seats=9)
    with begun.writing() as (session, _):
        session.scalars(select(Member).where(Member.slack_id == "U11")).one().name = "N. Okafor-Bell"

    assert lines(begun) == before


def test_a_recusal_that_a_correction_made_has_no_reason_of_its_own(one_engine: Office) -> None:
    begun = room(one_engine, present=FIVE)
    motion = begun.opens()
    begun.all_cast(motion, VOTES)
    begun.closes(motion)
    begun.corrects(motion, "U14", RECUSED, reason="Heard wrongly")

    told = next(line for line in lines(begun) if line.startswith("MOTION"))
    assert "RECUSED: 1 (Min Park)." in told
    assert told.endswith(
        "Corrected Jan 15, 2026 by Ana Ruiz: Min Park, Recused, not No. Reason: Heard wrongly."
    )
