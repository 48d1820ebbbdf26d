from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, update

from bot.practice.driver import Practice
from models import letters, nudges
from models.commission import commission_of
from models.database import Database, WorkspaceDatabase
from models.members import Member
from models.refusals import NotAllowed, Refusal, Stale
from models.reminders import Reminder
from models.workspaces import Workspace
from scheduler.outbox import Sender
from scheduler.reminders import plan_reminders
from tests.databases import statements_of
from tests.scheduler.conftest import Clock, Interrupted
from tests.scheduler.house import House, at, furnished


@pytest.fixture
def house(
    database: Database, workspace: WorkspaceDatabase, sender: Sender, practice: Practice, clock: Clock
) -> House:
    return furnished(database, workspace, sender, practice, clock)


def test_a_deadline_is_told_three_working_days_before_on_the_day_and_when_overdue(house: House) -> None:
    loreto = house.inquiry()
    house.completes(loreto, "reply")
    for day in range(24, 38):
        house.comes(at(date(2025, 11, 1)) + timedelta(days=day))

    assert house.notes() == [
        "Loreto: request form, due Tue, Dec 2, in 3 working days. Yours to do.",
        "Loreto: request form, due today. Yours to do.",
        (
            "Loreto: request form, overdue since Tue, Dec 2."
            " I'll tell Ruth Meyer, the chair, on Tue, Dec 9. Yours to do."
        ),
    ]
    assert house.states() == [
        ("3 working days before", "sent"),
        ("on the day", "sent"),
        ("2 working days after", "sent"),
    ]


def test_a_step_that_says_so_is_told_sixty_thirty_and_seven_days_before(house: House) -> None:
    house.applies("Loreto", date(2026, 1, 15))
    for month, day in ((3, 13), (3, 16), (4, 14), (4, 15), (5, 7), (5, 8), (5, 15), (5, 18), (5, 19)):
        house.comes(at(date(2026, month, day)))
    told = [note.partition(", ")[2].partition(". This is for")[0] for note in house.notes()]

    assert told == [
        "due Fri, May 15, in about 9 weeks",
        "due Fri, May 15, in about 4 weeks",
        "due Fri, May 15, in 5 working days",
        "due today",
        "overdue since Fri, May 15. I'll tell Ruth Meyer, the chair, on Fri, May 22",
    ]
    assert [rule for rule, _ in house.states()] == [
        rule
        for rule in (
            "60 days before",
            "30 days before",
            "7 days before",
            "on the day",
            "2 working days after",
        )
        for _ in ("file", "tax-status")
    ]


def test_planning_again_writes_nothing_but_that_it_was_done(house: House, database: Database) -> None:
    house.inquiry()
    house.comes(at(date(2025, 11, 10)))
    with statements_of(database.engine) as asked:
        plan_reminders(database, house.clock())
    begun = [each for each in asked if each.startswith(("INSERT", "UPDATE", "DELETE"))]
    assert [statement.partition(" WHERE")[0].split()[:4] for statement in begun] == [
        ["UPDATE", "workspaces", "SET", begun[0].split()[3]]
    ]
    assert begun[0].split()[3].startswith("ticked_at=")


def test_deadlines_stand_before_goals_then_by_date_then_by_case_number(house: House) -> None:
    house.inquiry("Tena", received=date(2025, 10, 18))
    house.inquiry("Loreto", received=date(2025, 10, 18))
    house.inquiry("Ancona", received=date(2025, 10, 31))
    house.comes(at(date(2025, 11, 17)))

    assert [matter.split(",")[0] for matter in house.notes()[0].split("Yours to do. ")] == [
        "Tena: request form",
        "Loreto: request form",
        "Tena: written reply",
        "Loreto: written reply",
        "Ancona: written reply",
    ]


def test_a_goal_is_told_as_a_goal(house: House) -> None:
    house.inquiry()
    house.comes(at(date(2025, 11, 12)))
    house.comes(at(date(2025, 11, 17)))
    house.comes(at(date(2025, 11, 20)))

    assert house.notes() == [
        "Loreto: written reply, our goal: Mon, Nov 17, in 3 working days. Yours to do.",
        "Loreto: written reply, our goal: Mon, Nov 17. Yours to do.",
    ]


def test_nothing_is_told_before_nine_or_on_a_day_off(house: House) -> None:
    house.inquiry()
    house.comes(at(date(2025, 11, 12), hour=8))
    house.comes(at(date(2025, 11, 15)))
    assert house.notes() == []

    house.comes(at(date(2025, 11, 17)))
    assert len(house.notes()) == 1


def test_nine_is_nine_in_the_readers_own_zone(house: House) -> None:
    with house.workspace.transaction(house.clock()) as session:
        session.execute(update(Member).where(Member.slack_id == "U0RUTH").values(zone="America/New_York"))
    house.inquiry(owner="Ruth Meyer")
    house.inquiry("Tena")
    house.comes(at(date(2025, 11, 12), hour=6))

    assert (len(house.notes("U0RUTH")), len(house.notes("U0DANA"))) == (1, 0)


def test_each_person_gets_one_note_a_day_whatever_happens(house: House) -> None:
    house.inquiry()
    house.comes(at(date(2025, 11, 12)))
    house.inquiry("Tena")
    for hour in (9, 10, 15):
        house.comes(at(date(2025, 11, 12), hour=hour))
    assert len(house.notes()) == 1

    house.comes(at(date(2025, 11, 13)))
    assert house.notes()[1:] == [
        "Tena: written reply, our goal: Mon, Nov 17, in 2 working days. Yours to do."
    ]


def test_after_downtime_one_note_tells_where_each_matter_stands_now(house: House) -> None:
    house.inquiry()
    house.inquiry("Tena", received=date(2025, 10, 15))
    house.comes(at(date(2025, 12, 3)))
    house.comes(at(date(2025, 12, 3), hour=10))

    assert house.notes() == [
        (
            "Tena: request form, overdue since Fri, Nov 14."
            " I'll tell Ruth Meyer, the chair, on Thu, Dec 4. Yours to do."
            " Loreto: request form, overdue since Tue, Dec 2. Yours to do."
            " Loreto: written reply, our goal was Mon, Nov 17. Yours to do."
        )
    ]


def test_more_than_five_matters_are_counted(house: House) -> None:
    for city in ("Loreto", "Tena", "Sariaya", "Toledo", "Ancona", "Itapetinga", "Dagupan"):
        house.inquiry(city)
    house.comes(at(date(2025, 11, 17)))

    (note,) = house.notes()
    assert (note.count("our goal"), note.endswith("And 2 more.")) == (5, True)


def test_what_is_done_before_the_note_is_sent_is_not_in_it(house: House) -> None:
    loreto = house.inquiry()
    house.clock.moment = at(date(2025, 11, 12))
    plan_reminders(house.database, house.clock())
    house.completes(loreto, "reply")

    assert house.sender.send_due() == 1
    assert (house.notes(), house.states()) == ([], [("3 working days before the goal", "cancelled")])


def test_a_note_left_unsent_yesterday_is_told_in_todays(house: House) -> None:
    house.inquiry()
    house.clock.moment = at(date(2025, 11, 12))
    plan_reminders(house.database, house.clock())
    house.comes(at(date(2025, 11, 13)))

    assert house.notes() == ["Loreto: written reply, our goal: Mon, Nov 17, in 2 working days. Yours to do."]


def test_a_note_left_unsent_past_its_time_is_missed_for_the_next_one(house: House) -> None:
    house.inquiry()
    house.clock.moment = at(date(2025, 11, 12))
    plan_reminders(house.database, house.clock())
    house.comes(at(date(2025, 11, 17)))

    assert house.notes() == ["Loreto: written reply, our goal: Mon, Nov 17. Yours to do."]
    assert house.states() == [("3 working days before the goal", "missed"), ("on the goal's day", "sent")]


def test_staff_is_told_for_someone_who_is_not_on_slack(house: House) -> None:
    house.inquiry(owner="Lee Park")
    house.comes(at(date(2025, 11, 17)))

    assert house.notes() == [
        "Loreto: written reply, our goal: Mon, Nov 17. For Lee Park, who is not on Slack."
    ]


def test_their_silence_is_told_when_an_answer_was_expected(house: House) -> None:
    loreto = house.inquiry()
    for step in ("reply", "form"):
        house.completes(loreto, step)
    new = letters.NewLetter(
        prospect_id=loreto,
        direction="out",
        what="Letter",
        medium="Email",
        dated_on=date(2025, 11, 3),
        summary="Sent.",
    )
    with house.workspace.transaction(house.clock()) as session:
        letters.log_letter(session, new, house.asker(), commission_of(session), house.clock())
    house.comes(at(date(2025, 12, 17)))
    house.comes(at(date(2025, 12, 18)))

    assert house.notes() == ["No answer from Loreto since Mon, Nov 3. A nudge?"]


def test_once_done_the_note_says_who_did_it_and_offers_to_take_it_back(house: House) -> None:
    loreto = house.inquiry()
    house.comes(at(date(2025, 11, 17)))
    house.clock.moment = datetime(2025, 11, 19, 18, 14, tzinfo=UTC)
    act_id = house.completes(loreto, "reply")
    house.sender.send_due()
    assert house.notes() == ["Loreto: written reply. Done by you, Wed 10:14 AM."]
    assert house.drawn()[0].blocks[0]["accessory"]["value"] == str(act_id)

    house.takes_back(act_id)
    house.sender.send_due()
    assert house.notes() == ["Loreto: written reply, our goal was Mon, Nov 17. Yours to do."]


def test_a_snoozed_matter_leaves_the_note_and_comes_back_on_its_day(house: House) -> None:
    loreto = house.inquiry()
    house.completes(loreto, "reply")
    house.comes(at(date(2025, 11, 26)))
    assert house.snoozes("day-before") == date(2025, 12, 1)
    house.comes(at(date(2025, 11, 26), hour=10))
    assert house.notes() == ["Loreto: request form. You snoozed this until Mon, Dec 1."]

    house.comes(at(date(2025, 11, 28)))
    house.comes(at(date(2025, 12, 1)))
    assert house.notes()[1:] == ["Loreto: request form, due Tue, Dec 2, in 1 working day. Yours to do."]


def test_a_snooze_pressed_before_its_note_is_marked_as_sent_is_shown_by_the_next_drawing(
    house: House,
) -> None:
    house.completes(house.inquiry(), "reply")
    house.clock.moment = at(date(2025, 11, 26))
    plan_reminders(house.database, house.clock())
    pressing = Interrupted(house.practice, before=None, after=lambda: house.snoozes("day-before"))
    replace(house.sender, client=pressing).send_due()
    assert house.notes() == ["Loreto: request form, due Tue, Dec 2, in 3 working days. Yours to do."]

    house.comes(at(date(2025, 11, 26), hour=10))
    assert house.notes() == ["Loreto: request form. You snoozed this until Mon, Dec 1."]


def test_a_snooze_that_is_taken_back_shows_the_matter_again_and_it_comes_back_no_more(house: House) -> None:
    house.completes(house.inquiry(), "reply")
    house.comes(at(date(2025, 11, 26)))
    told = house.notes()
    house.snoozes("monday")
    house.comes(at(date(2025, 11, 26), hour=10))
    show_again = house.drawn()[0].blocks[0]["accessory"]
    with house.workspace.transaction(house.clock()) as session:
        nudges.show_again(session, show_again["value"], house.asker(), house.clock())
    house.comes(at(date(2025, 11, 26), hour=11))
    assert (show_again["text"]["text"], house.notes()) == ("Show again", told)

    house.comes(at(date(2025, 12, 1)))
    assert len(house.notes()) == 1


def test_only_its_reader_takes_a_snooze_back(house: House) -> None:
    house.completes(house.inquiry(), "reply")
    house.comes(at(date(2025, 11, 26)))
    house.snoozes("monday")
    with house.workspace.reading() as session:
        reminder_id = session.scalars(select(Reminder.id)).one()
        with pytest.raises(NotAllowed):
            nudges.show_again(session, reminder_id, house.asker("U0RUTH"), house.clock())


def test_a_snoozed_matter_comes_back_even_when_its_note_was_redrawn_only_then(house: House) -> None:
    loreto = house.inquiry()
    house.completes(loreto, "reply")
    house.comes(at(date(2025, 11, 26)))
    house.snoozes("day-before")
    house.clock.moment = at(date(2025, 12, 1))
    house.sender.send_due()
    house.comes(at(date(2025, 12, 1)))

    assert house.notes()[1:] == ["Loreto: request form, due Tue, Dec 2, in 1 working day. Yours to do."]


def test_a_matter_snoozed_to_its_day_is_told_once(house: House) -> None:
    loreto = house.inquiry(received=date(2025, 11, 1))
    house.completes(loreto, "reply")
    house.comes(at(date(2025, 11, 28)))
    assert house.snoozes("monday") == date(2025, 12, 1)
    house.comes(at(date(2025, 12, 1)))

    assert house.notes()[1:] == ["Loreto: request form, due today. Yours to do."]
    assert house.states() == [("3 working days before", "missed"), ("on the day", "sent")]


@pytest.mark.parametrize(
    ("choice", "person", "refusal"),
    [("monday", "U0RUTH", NotAllowed), ("next year", "U0DANA", Stale), ("", "U0DANA", Stale)],
)
def test_a_snooze_is_the_readers_own_and_to_an_offered_day(
    house: House, choice: str, person: str, refusal: type[Refusal]
) -> None:
    house.completes(house.inquiry(), "reply")
    house.comes(at(date(2025, 11, 26)))

    with pytest.raises(refusal):
        house.snoozes(choice, person)


def test_a_matter_that_is_done_cannot_be_snoozed(house: House) -> None:
    loreto = house.inquiry()
    house.completes(loreto, "reply")
    house.comes(at(date(2025, 11, 26)))
    house.completes(loreto, "form")

    with pytest.raises(Stale):
        house.snoozes("tomorrow")


def test_every_workspace_is_planned(house: House) -> None:
    with house.database.workspace("T0OTHER").transaction(house.clock()) as session:
        session.add(Workspace(name="Fremont", zone="America/Los_Angeles"))
    house.inquiry()
    house.comes(at(date(2025, 11, 17)))

    assert len(house.notes()) == 1


def test_a_workspace_that_cannot_be_planned_holds_up_no_other_and_shows_in_its_health(house: House) -> None:
    with house.database.workspace("T0A_BROKEN").transaction(house.clock()) as session:
        session.add(Workspace(name="Fremont", zone="Nowhere/At_All"))
    house.inquiry()
    house.comes(at(date(2025, 11, 17)))

    with house.database.all_workspaces(house.clock()) as session:
        planned = {
            each.workspace_id: each.ticked_at is not None for each in session.scalars(select(Workspace))
        }
    assert len(house.notes()) == 1
    assert planned == {"T0A_BROKEN": False, "T0PRACTICE": True}


@pytest.fixture
def with_channel(house: House) -> House:
    with house.workspace.transaction(house.clock()) as session:
        session.execute(update(Workspace).values(channel="C0SISTER"))
    return house


def test_the_card_of_a_prospect_follows_it_until_it_is_taken_back(with_channel: House) -> None:
    house = with_channel
    house.inquiry()
    house.sender.send_due()
    (card,) = house.practice.person("U0RUTH").messages("C0SISTER")
    assert card.text.startswith("New inquiry: Loreto, Mexico. ")

    house.takes_back(1)
    house.sender.send_due()
    (card,) = house.practice.person("U0RUTH").messages("C0SISTER")
    assert card.text == "Loreto, Mexico: the entry was taken back by Dana Ito."


def test_a_card_is_drawn_again_on_the_day_that_changes_its_words(with_channel: House) -> None:
    house = with_channel
    house.completes(house.inquiry(), "reply")
    house.sender.send_due()
    edits = []
    for day in (date(2025, 12, 1), date(2025, 12, 2), date(2025, 12, 3)):
        house.practice.calls.clear()
        house.comes(at(day, hour=1))
        plan_reminders(house.database, house.clock())
        while house.sender.send_due():
            pass
        edits.append([call.method for call in house.practice.calls])
    (card,) = house.practice.person("U0RUTH").messages("C0SISTER")

    assert edits == [[], ["chat.update"], ["chat.update"]]
    assert "request form: Overdue since Tue, Dec 2." in card.text


def test_a_card_that_was_not_drawn_for_some_days_is_made_up_for(with_channel: House) -> None:
    house = with_channel
    house.inquiry()
    house.comes(at(date(2025, 12, 6)))
    (card,) = house.practice.person("U0RUTH").messages("C0SISTER")

    assert "Overdue since Tue, Dec 2" in card.text


def test_staff_is_told_once_a_day_that_cards_cannot_be_posted(house: House) -> None:
    with house.workspace.transaction(house.clock()) as session:
        session.execute(update(Workspace).values(channel="C0OTHER"))
    for city in ("Loreto", "Tena"):
        house.inquiry(city)
    while house.sender.send_due():
        pass
    house.comes(at(date(2025, 11, 3), hour=12))
    (note,) = house.drawn()

    assert (
        note.text
        == "I can't post in the commission's channel yet. Type /invite @Clerk there, then press Try again."
    )
    (said,) = note.blocks[0]["elements"]
    assert said["elements"][1] == {"type": "channel", "channel_id": "C0OTHER"}
    house.comes(at(date(2025, 11, 4)))
    assert len(house.drawn()) == 2


def test_a_prospect_taken_back_before_its_card_was_posted_gets_none(with_channel: House) -> None:
    house = with_channel
    house.inquiry()
    house.takes_back(1)

    assert house.sender.send_due() == 1
    assert house.practice.person("U0RUTH").messages("C0SISTER") == []


def test_a_reader_gets_their_note_at_the_hour_they_chose(house: House) -> None:
    house.change("Dana Ito", note_hour=14)
    house.inquiry()
    house.comes(at(date(2025, 11, 17), hour=13))
    assert house.notes() == []

    house.comes(at(date(2025, 11, 17), hour=14))
    assert len(house.notes()) == 1


def test_the_zone_that_slack_gives_is_the_readers_unless_the_roster_names_one(house: House) -> None:
    house.inquiry()
    house.change("Dana Ito", slack_zone="America/New_York")
    house.comes(at(date(2025, 11, 17), hour=6))
    assert len(house.notes()) == 1

    house.change("Dana Ito", zone="America/Los_Angeles")
    house.inquiry("Tena", received=date(2025, 10, 20))
    house.comes(at(date(2025, 11, 18), hour=6))
    assert len(house.notes()) == 1


def test_nobody_is_written_to_from_five_on(house: House) -> None:
    house.inquiry()
    house.comes(at(date(2025, 11, 17), hour=17))
    assert house.notes() == []

    house.comes(at(date(2025, 11, 18)))
    assert house.notes() == ["Loreto: written reply, our goal was Mon, Nov 17. Yours to do."]


def test_a_note_that_was_planned_before_five_and_not_posted_waits_for_the_next_morning(house: House) -> None:
    house.inquiry()
    house.clock.moment = at(date(2025, 11, 17), hour=16)
    plan_reminders(house.database, house.clock())
    house.comes(at(date(2025, 11, 17), hour=18))
    assert (house.notes(), house.states()) == ([], [("on the goal's day", "waiting")])

    house.comes(at(date(2025, 11, 18)))
    assert house.notes() == ["Loreto: written reply, our goal was Mon, Nov 17. Yours to do."]


def test_what_comes_up_at_eleven_waits_for_the_next_morning_even_where_nothing_was_said(house: House) -> None:
    house.comes(at(date(2025, 11, 12)))
    house.inquiry()
    house.comes(at(date(2025, 11, 12), hour=11))
    assert house.notes() == []

    house.comes(at(date(2025, 11, 13)))
    assert len(house.notes()) == 1


def test_what_is_coming_up_makes_no_note_go(house: House) -> None:
    house.completes(house.inquiry(), "reply")
    house.days(date(2025, 11, 24), date(2025, 11, 25))

    assert (house.notes(), house.states()) == ([], [])


def test_what_is_coming_up_rides_on_a_note_that_goes_anyway(house: House) -> None:
    house.completes(house.inquiry(), "reply")
    house.clock.moment = at(date(2025, 11, 10))
    house.inquiry("Tena", received=date(2025, 11, 10))
    house.comes(at(date(2025, 11, 25)))

    assert house.notes() == [
        (
            "Tena: written reply, our goal: Tue, Nov 25. Yours to do."
            " Coming up: Loreto: request form, due Tue, Dec 2."
        )
    ]


def test_after_thirty_days_of_downtime_everything_comes_in_one_note(house: House) -> None:
    for city, day in (("Loreto", 1), ("Tena", 2), ("Ancona", 3)):
        house.clock.moment = at(date(2025, 11, day))
        house.inquiry(city, received=date(2025, 11, day))
    house.comes(at(date(2025, 12, 5)))
    house.days(date(2025, 12, 5), date(2025, 12, 5), hour=15)

    assert [note.count("Yours to do.") for note in house.notes()] == [5]
    assert house.notes()[0].endswith("And 1 more.")


def test_each_workspace_says_when_it_was_planned(house: House) -> None:
    house.comes(at(date(2025, 11, 12)))

    with house.workspace.reading() as session:
        assert session.scalars(select(Workspace.ticked_at)).one() == at(date(2025, 11, 12))
