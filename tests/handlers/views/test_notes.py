from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from handlers.views.kit import Message
from handlers.views.notes import daily_note
from models.rules.calendars import MeetingKind, MeetingStatus
from models.rules.matters import Ended, Escalation, Matter, MeetingTold, in_order
from models.rules.meetings import MeetingSeen
from models.rules.notices import Kind
from models.rules.permissions import Role
from models.rules.policy import Span, Step, Unit
from models.rules.snoozing import Snooze
from models.rules.steps import Due, Standing, State

TODAY = date(2025, 12, 9)
FORM = Matter(
    reminder_id="r1",
    kind=Kind.DEADLINE,
    prospect_id="p1",
    city="Loreto",
    title="Get the completed request form",
    on=date(2025, 12, 12),
    since=date(2025, 11, 20),
    standing=Standing(
        step=Step(
            id="form", title="Get the completed request form", who="Staff", source="Riverton code, 9.1"
        ),
        state=State.READY,
        due=Due(on=date(2025, 12, 12), how="10 working days after the inquiry of Nov 26, 2025"),
    ),
    choices={Snooze.TOMORROW: date(2025, 12, 10), Snooze.DAY_BEFORE: date(2025, 12, 11)},
)
SILENCE = Matter(
    reminder_id="r2",
    kind=Kind.SILENCE,
    prospect_id="p2",
    city="A & B <!channel>",
    title="",
    on=TODAY,
    since=date(2025, 10, 20),
    on_behalf="for Lee, who is not on Slack",
)
SNOOZED = Ended(how="snoozed", at=datetime(2025, 12, 10, 9, tzinfo=UTC))


OVERDUE = replace(FORM, on=date(2025, 12, 1), owner="Dana Ito", choices={})
TOLD = Escalation(name="Ngozi Okafor", office="the chair", on=date(2025, 12, 11))
MEETING = MeetingTold(
    meeting=MeetingSeen(
        id="m1",
        kind=MeetingKind.REGULAR,
        status=MeetingStatus.SCHEDULED,
        starts_at=datetime(2025, 12, 13, 18, tzinfo=UTC),
        place="City Hall",
    ),
    body="Riverton Commission",
    deadline=datetime(2025, 12, 10, 18, tzinfo=UTC),
)
DISCUSS = replace(FORM, kind=Kind.DISCUSS, on=date(2025, 12, 13), meeting=MEETING, choices={})
ABOUT_MEETING = Matter(reminder_id="r3", kind=Kind.MEETING, on=date(2025, 12, 13), meeting=MEETING)
NEW = Matter(
    reminder_id="r4", kind=Kind.NEW, on=TODAY, prospect_id="p3", city="Loreto, Mexico", given_by="Dana Ito"
)
GAP = Matter(reminder_id="r5", kind=Kind.GAP, on=TODAY)
MY_REMINDERS = [("do_remind", "")]


def blocks(note: Message) -> list[dict[str, Any]]:
    return [block.to_dict() for block in note.blocks]


def buttons(note: Message) -> list[list[tuple[str, str]]]:
    rows = [block["elements"] for block in blocks(note) if block["type"] == "actions"]
    return [[(one["action_id"], one.get("value", "")) for one in row] for row in rows]


def why(note: Message) -> str:
    return str(blocks(note)[-2]["elements"][0]["text"])


def said(*matters: Matter) -> str:
    return daily_note(matters, TODAY, frozenset()).text


def rows_of(matter: Matter) -> list[list[tuple[str, str]]]:
    return buttons(daily_note([matter], TODAY, frozenset()))[:-1]


def test_the_note_says_what_by_when_and_whose_and_offers_done_snooze_and_open() -> None:
    note = daily_note([FORM], TODAY, frozenset())

    assert (
        note.text
        == "Loreto: Get the completed request form, due Fri, Dec 12, in 3 working days. Yours to do."
    )
    assert buttons(note) == [[("do_done", "p1:form"), ("snooze", ""), ("do_next", "p1")], MY_REMINDERS]
    assert why(note) == "You get this because you own this step."


def test_the_note_says_how_each_date_was_counted() -> None:
    small = [
        block["elements"][0]["text"]
        for block in blocks(daily_note([FORM, SILENCE], TODAY, frozenset()))
        if block["type"] == "context"
    ]

    assert small[:2] == [
        "Counted: 10 working days after the inquiry of Nov 26, 2025. Source: Riverton code, 9.1.",
        "An answer was expected by Dec 9, 2025, 50 days after our letter of Oct 20, 2025: our own setting.",
    ]


def test_a_snooze_names_the_reminder_and_the_choices_that_are_left() -> None:
    (*_, row, _, _, _) = blocks(daily_note([FORM], TODAY, frozenset()))

    assert [(one["text"]["text"], one["value"]) for one in row["elements"][1]["options"]] == [
        ("Tomorrow, Wed, Dec 10", "tomorrow:r1"),
        ("Thu, Dec 11, the day before", "day-before:r1"),
    ]


def test_the_small_print_of_a_deadline_that_was_put_off_says_so_in_one_line_below_the_buttons() -> None:
    assert FORM.standing is not None
    put_off = Due(
        on=FORM.on, how="", basis="extended from Dec 1, 2025; first counted as", was=date(2025, 12, 1)
    )
    note = daily_note([replace(FORM, standing=replace(FORM.standing, due=put_off))], TODAY, frozenset())

    assert [block["type"] for block in blocks(note)] == [
        "section",
        "actions",
        "context",
        "context",
        "actions",
    ]
    assert blocks(note)[2]["elements"][0]["text"] == (
        "Extended from Dec 1, 2025; first counted as. Source: Riverton code, 9.1."
    )


def due_on(day: str, *days_off: str) -> str:
    off = frozenset(map(date.fromisoformat, days_off))
    note = daily_note([replace(FORM, on=date.fromisoformat(day))], TODAY, off)
    return note.text.removeprefix("Loreto: Get the completed request form, ").removesuffix(" Yours to do.")


def test_a_deadline_on_a_day_off_is_said_with_the_working_day_to_do_it_on() -> None:
    assert due_on("2026-02-15") == "due Sun, Feb 15, 2026, a day off. Do it by Fri, Feb 13, 2026."
    assert due_on("2025-12-12", "2025-12-12") == "due Fri, Dec 12, a day off. Do it by Thu, Dec 11."
    assert due_on("2025-12-10", "2025-12-10") == "due Wed, Dec 10, a day off. Do it today."
    assert due_on("2025-12-09", "2025-12-09") == "due today, a day off."


def test_what_is_far_off_is_said_roughly() -> None:
    assert due_on("2025-12-23") == "due Tue, Dec 23, in 10 working days."
    assert due_on("2025-12-24") == "due Wed, Dec 24, in about 2 weeks."
    assert due_on("2026-01-30") == "due Fri, Jan 30, 2026, in about 7 weeks."
    assert due_on("2026-03-09") == "due Mon, Mar 9, 2026, in about 3 months."


def test_days_off_are_no_working_days() -> None:
    assert due_on("2025-12-12", "2025-12-10", "2025-12-11") == "due Fri, Dec 12, in 1 working day."


def test_a_goal_may_lie_before_the_next_working_day() -> None:
    goal = replace(FORM, kind=Kind.GOAL, on=date(2025, 12, 10))

    assert daily_note([goal], TODAY, frozenset({goal.on})).text == (
        "Loreto: Get the completed request form, our goal: Wed, Dec 10, before the next working day. Yours to do."
    )


def test_their_silence_offers_to_log_a_nudge_and_names_are_plain_text() -> None:
    note = daily_note([SILENCE], TODAY, frozenset())

    assert (
        note.text
        == "No answer from A & B <!channel> since Mon, Oct 20. A nudge? For Lee, who is not on Slack."
    )
    assert "A & B <!channel>" in blocks(note)[0]["text"]["text"]
    assert blocks(note)[0]["text"]["type"] == "plain_text"
    assert buttons(note) == [[("do_log", "p2:nudge"), ("do_next", "p2")], MY_REMINDERS]
    assert why(note) == "You get this because you stand in for others."


def test_what_was_put_off_shrinks_to_a_line() -> None:
    snoozed = replace(FORM, ended=SNOOZED)
    note = daily_note([snoozed], TODAY, frozenset())

    assert note.text == "Loreto: Get the completed request form. You snoozed this until Wed, Dec 10."
    assert buttons(note) == [MY_REMINDERS]


def test_past_five_matters_the_rest_is_counted_and_one_tap_away() -> None:
    note = daily_note([FORM] * 7, TODAY, frozenset())

    assert note.text.endswith("And 2 more.")
    assert buttons(note)[-1] == [("do_next", "mine"), *MY_REMINDERS]


def test_an_overdue_deadline_says_who_will_hear_of_it_and_when() -> None:
    assert said(replace(OVERDUE, escalation=TOLD)) == (
        "Loreto: Get the completed request form, overdue since Mon, Dec 1."
        " I'll tell Ngozi Okafor, the chair, on Thu, Dec 11. Yours to do."
    )


def test_the_owner_hears_on_the_day_that_the_chair_is_told_and_may_still_end_it() -> None:
    told = replace(OVERDUE, kind=Kind.ESCALATED, escalation=replace(TOLD, on=TODAY))

    assert said(told) == (
        "Loreto: Get the completed request form, overdue since Mon, Dec 1."
        " I am telling Ngozi Okafor, the chair, today. Yours to do."
    )
    assert rows_of(told) == [[("do_done", "p1:form"), ("do_next", "p1")]]


FIRST_WORD = replace(OVERDUE, kind=Kind.ESCALATED, is_own=False, roles=frozenset({Role.CHAIR}))


def test_the_chair_hears_whom_to_ask_of_what_is_overdue_and_can_extend_it() -> None:
    note = daily_note([FIRST_WORD], TODAY, frozenset())

    assert note.text == (
        "Loreto: “Get the completed request form” was due Mon, Dec 1, 6 working days ago."
        " Dana Ito looks after it. Please ask Dana Ito, or extend it by agreement."
    )
    assert buttons(note)[0] == [("do_next", "p1"), ("do_extend", "p1:form")]
    assert said(replace(FIRST_WORD, owner="", on=date(2025, 10, 1))).endswith(
        "was due Wed, Oct 1, about 10 weeks ago."
        " Nobody looks after it. Please find somebody who does, or extend it by agreement."
    )


@pytest.mark.parametrize(
    ("role", "because"),
    [
        (Role.CHAIR, "you chair the commission"),
        (Role.VICE_CHAIR, "you stand in for the chair"),
        (Role.STAFF, "you are on staff"),
        (Role.MEMBER, "you are on the roster"),
    ],
)
def test_a_note_says_as_what_somebody_hears_of_what_is_not_theirs(role: Role, because: str) -> None:
    told = replace(FIRST_WORD, roles=frozenset({role}))

    assert why(daily_note([told], TODAY, frozenset())) == (f"You get this because {because}.")


def test_a_note_says_that_its_reader_looks_after_one_file_or_several() -> None:
    other = replace(NEW, prospect_id="p4")
    handed_on = replace(FORM, is_own=False)

    assert why(daily_note([NEW], TODAY, frozenset())).startswith(
        "You get this because you look after this file."
    )
    assert why(daily_note([NEW, other], TODAY, frozenset())).startswith(
        "You get this because you look after these files."
    )
    assert why(daily_note([handed_on], TODAY, frozenset())).startswith(
        "You get this because this was yours to do."
    )


REPEAT = replace(OVERDUE, kind=Kind.ESCALATED, is_own=False, is_repeat=True)


def test_what_is_overdue_still_is_one_line_for_all_with_a_way_to_see_them() -> None:
    cities = ("Jeonju", "Cascais", "Hakusan", "Jeonju", "Tauranga")
    note = daily_note([replace(REPEAT, city=city) for city in cities], TODAY, frozenset())

    assert note.text == "Still overdue, 5 steps: Jeonju (2), Cascais, Hakusan, Tauranga."
    assert (len(blocks(note)), blocks(note)[0]["accessory"]["action_id"]) == (3, "do_next")
    assert "value" not in blocks(note)[0]["accessory"]


def test_of_more_than_five_cities_that_are_overdue_still_the_rest_is_counted() -> None:
    cities = ("Jeonju", "Cascais", "Hakusan", "Tena", "Tauranga", "Ancona", "Toledo")

    assert said(*(replace(REPEAT, city=city) for city in cities)) == (
        "Still overdue, 7 steps: Jeonju, Cascais, Hakusan, Tena, Tauranga and 2 more."
    )


def test_one_step_that_is_overdue_still_is_named_with_who_looks_after_it() -> None:
    note = daily_note([REPEAT], TODAY, frozenset())

    assert note.text == (
        "Still overdue: Loreto, “Get the completed request form”, since Mon, Dec 1. Dana Ito looks after it."
    )
    assert blocks(note)[0]["accessory"]["value"] == "p1"


def test_what_is_overdue_still_hides_nothing_that_is_said_for_the_first_time() -> None:
    review = replace(FORM, kind=Kind.REVIEW, is_own=False, owner="Dana Ito", choices={})
    note = daily_note(in_order([REPEAT] * 6 + [review], TODAY), TODAY, frozenset())

    assert note.text == (
        "Loreto: Get the completed request form, due Fri, Dec 12, in 3 working days. Dana Ito looks after it."
        " Still overdue, 6 steps: Loreto (6)."
    )


def test_a_review_that_is_not_the_chairs_says_whose_it_is() -> None:
    review = replace(FORM, kind=Kind.REVIEW, is_own=False, owner="Dana Ito", choices={})

    assert said(review) == (
        "Loreto: Get the completed request form, due Fri, Dec 12, in 3 working days. Dana Ito looks after it."
    )


def test_after_three_letters_it_is_asked_whether_to_park_or_to_close() -> None:
    silent = replace(SILENCE, city="Cascais", on_behalf="", unanswered=3, choices=FORM.choices)

    assert said(silent) == (
        "No answer from Cascais to 3 letters, the last of Mon, Oct 20. Stop asking for now, or close it?"
    )
    assert rows_of(silent) == [
        [("do_log", "p2:nudge"), ("do_park", "p2"), ("do_close", "p2"), ("snooze", "")]
    ]


def test_what_a_meeting_must_discuss_is_said_with_its_agendas_deadline() -> None:
    beginning = "Loreto must be discussed by the Dec 13 meeting, whose agenda has to be posted by Wed, Dec 10, 6:00 PM."

    assert said(DISCUSS) == f"{beginning} It is not on the agenda."
    assert said(replace(DISCUSS, on_agenda=True)) == f"{beginning} It is on the agenda."
    assert rows_of(DISCUSS) == [[("do_agenda", "m1"), ("do_next", "p1")]]


def test_an_agenda_to_be_posted_is_said_with_the_working_day_to_do_it_on() -> None:
    posting = replace(ABOUT_MEETING, kind=Kind.POSTING)
    on_saturday = replace(MEETING, deadline=datetime(2025, 12, 13, 18, tzinfo=UTC))

    assert said(posting) == "Post the agenda of Sat, Dec 13 by Wed, Dec 10, 6:00 PM."
    assert said(replace(posting, meeting=on_saturday)) == (
        "Post the agenda of Sat, Dec 13 by Sat, Dec 13, 6:00 PM. Do it by Fri, Dec 12."
    )
    assert rows_of(posting) == [[("record_posting", "m1"), ("do_agenda", "m1")]]


def test_a_meeting_is_said_with_its_place_and_a_way_to_say_that_one_cannot_come() -> None:
    absent = replace(ABOUT_MEETING, meeting=replace(MEETING, attends=False))

    assert said(ABOUT_MEETING) == "The Riverton Commission meets Sat, Dec 13, 6:00 PM at City Hall."
    assert rows_of(ABOUT_MEETING) == [[("do_agenda", "m1"), ("cant_attend", "m1")]]
    assert said(absent).endswith(" at City Hall. You have said that you can't attend.")
    assert rows_of(absent) == [[("do_agenda", "m1"), ("can_attend", "m1")]]


def test_a_new_file_is_said_with_whoever_gave_it() -> None:
    assert said(NEW) == "New to you: Loreto, Mexico, recorded by Dana Ito."
    assert said(replace(NEW, is_recorded=False, on_behalf="for Lee, back Dec 1")) == (
        "New for Lee, back Dec 1: Loreto, Mexico, handed on by Dana Ito."
    )


def test_files_that_were_entered_when_clerk_was_set_up_are_counted_not_listed() -> None:
    entered = replace(NEW, is_from_file=True)
    note = daily_note([entered] * 12, TODAY, frozenset())

    assert said(entered) == "New to you: Loreto, Mexico, entered when Clerk was set up."
    assert note.text == "New to you: 12 files, entered when Clerk was set up."
    assert said(*[replace(entered, on_behalf="for Lee, who is not on Slack")] * 2) == (
        "New for Lee, who is not on Slack: 2 files, entered when Clerk was set up."
    )
    assert blocks(note)[0]["accessory"]["value"] == "mine"


def test_gaps_of_the_roster_are_named() -> None:
    unowned = replace(GAP, names=("Loreto", "Tena", "Ancona", "Toledo", "Sariaya", "Dagupan"))

    assert said(GAP) == "Nobody on the roster holds the chair."
    assert said(replace(GAP, names=("Loreto",))) == "1 open file has no owner: Loreto."
    assert said(unowned) == ("6 open files have no owner: Loreto, Tena, Ancona, Toledo, Sariaya and 1 more.")


def test_what_is_coming_up_is_one_quiet_line_each_without_buttons() -> None:
    note = daily_note([FORM, replace(FORM, is_quiet=True, city="Tena")], TODAY, frozenset())

    assert note.text.endswith(
        "Yours to do. Coming up: Tena: Get the completed request form, due Fri, Dec 12."
    )
    assert len(buttons(note)) == 2


def for_others(who: str, on_behalf: str = "") -> Matter:
    """Give the matter with a step that somebody else is to do, of which the policy asks to remind them."""
    assert FORM.standing is not None
    step = replace(FORM.standing.step, who=who, remind=(Span(count=30, unit=Unit.DAYS),))
    return replace(FORM, standing=replace(FORM.standing, step=step), choices={}, on_behalf=on_behalf)


def test_a_step_that_asks_to_be_reminded_of_offers_a_text_to_mail() -> None:
    assert rows_of(for_others("Staff")) == [
        [("do_done", "p1:form"), ("do_next", "p1"), ("mail_text", "p1:form")]
    ]


@pytest.mark.parametrize(
    ("who", "named"),
    [
        ("Organization", "the organization"),
        ("Prospective city", "Loreto"),
        ("City Council", "the City Council"),
        ("Staff of Sister Cities International", "staff of Sister Cities International"),
        ("Sister Cities International", "Sister Cities International"),
        ("Local organization and mayor's office", "the local organization and mayor's office"),
    ],
)
def test_what_others_have_to_do_is_theirs_and_the_text_to_mail_them_comes_first(who: str, named: str) -> None:
    told = for_others(who)

    assert said(told).endswith(f"in 3 working days. This is for {named} to do; please see that it is done.")
    assert rows_of(told) == [[("mail_text", "p1:form"), ("do_done", "p1:form"), ("do_next", "p1")]]
    assert why(daily_note([told], TODAY, frozenset())).startswith(
        "You get this because you look after this file."
    )


def test_what_others_have_to_do_may_be_told_to_somebody_who_stands_in() -> None:
    assert said(for_others("Mayor", on_behalf="for Lee, back Dec 15")).endswith(
        "For Lee, back Dec 15. This is for the mayor to do; please see that it is done."
    )


@pytest.mark.parametrize("who", ["commission", "Us", "Our city", "Both communities"])
def test_what_the_commissions_own_side_has_to_do_is_its_owners(who: str) -> None:
    assert said(for_others(who)).endswith("in 3 working days. Yours to do.")


def test_a_meeting_that_changed_says_what_became_of_it() -> None:
    assert said(replace(ABOUT_MEETING, ended=Ended(how="cancelled"))) == (
        "The regular meeting of Sat, Dec 13. Cancelled."
    )


def test_an_end_that_several_matters_share_is_said_once() -> None:
    ended = Ended(how="cancelled")
    posting = replace(ABOUT_MEETING, kind=Kind.POSTING, reminder_id="r9", ended=ended)

    assert said(replace(ABOUT_MEETING, ended=ended), posting) == (
        "The regular meeting of Sat, Dec 13. Cancelled."
    )
