"""The agenda: what comes onto it by itself, what people list and suggest, and what stops a clock."""

from sqlalchemy import select

from bot.practice.seen import MessageSeen
from models import ledger
from models.agenda_items import fix_agenda
from models.agendas import AgendaItem, ItemOutcome
from models.commission import commission_of
from models.ledger import Act, Actor
from models.meetings import Meeting, Posting
from models.outbox import Outbox
from models.prospects import StepEntry
from tests.stories.conftest import CHANNEL, Office, over_http, over_socket

STANDING = "1. Call to order. 2. Roll call. 3. Public comment."
DUE = (
    "Cascais, Portugal: Discuss the possible relationship at a commission meeting (Discuss). Must be discussed by "
    "this meeting: the third commission meeting after the inquiry of Jan 22, 2026."
)

ITEM = "4. Cascais, Portugal: Discuss the possible relationship at a commission me…"


def next_agenda(office: Office) -> MessageSeen:
    """Look at the next agenda as staff."""
    office.asks(office.dana, "/sister agenda")
    return office.answer(office.dana)


def begins(office: Office, *, posted: bool) -> str:
    """Post the agenda of the meeting of April 23 in time, or not, and call it to order; gives the meeting."""
    now = office.practice.clock.now()
    with office.records.transaction(now) as session:
        meeting = session.scalars(select(Meeting).order_by(Meeting.starts_at)).all()[3]
        act = ledger.record(
            session, "called to order", actor=Actor(id="cli", name="Clerk"), now=now, meeting_id=meeting.id
        )
        if posted:
            said = {"place": "City Hall", "posted_by": "Dana Ito", "link": ""}
            at = meeting.starts_at.replace(day=18)
            session.add(Posting(meeting_id=meeting.id, posted_at=at, act_id=act.id, **said))
        fix_agenda(session, meeting, act, commission_of(session), now)
        meeting.status = "in_session"
        return meeting.id


def test_staff_list_an_item_at_once_and_take_it_back(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    office.wait(days=2)
    said = office.asks(office.dana, "/sister agenda add “Letter from Cascais”.")
    assert said == "“Letter from Cascais” is on the agenda of Thu, Feb 26 as item 4."
    assert office.answer(office.dana).buttons == ["Undo", "See the agenda"]
    assert office.asks(office.dana, "/sister Agenda\N{NO-BREAK SPACE}add – letter from Cascais") == said
    assert len(office.rows(AgendaItem, "title")) == 1
    ((title, city),) = office.rows(AgendaItem, "title", "prospect_id")
    assert (title, city is None) == ("Letter from Cascais", False)

    assert next_agenda(office).text == (
        f"Agenda: Thu, Feb 26. Regular meeting, 6:00 PM. {STANDING} 4. Letter from Cascais (Discuss). 5. Reports. "
        "6. Adjournment. Must be posted publicly by Mon, Feb 23, 6:00 PM."
    )
    office.asks(office.dana, "/sister agenda add Letter from Cascais")
    office.dana.presses("Undo", office.answer(office.dana))
    assert office.answer(office.dana).text == "“Letter from Cascais” is taken back."
    assert office.rows(AgendaItem, "title", "state") == [
        ("Letter from Cascais", "listed"),
        ("Letter from Cascais", "removed"),
    ]


@over_socket
def test_a_members_words_go_to_staff_alone(office: Office) -> None:
    office.wait(days=2)
    had = office.notes(office.okafor)
    said = office.asks(office.lee, "/sister agenda add Sell the bus")
    assert said == "“Sell the bus” is suggested for the agenda of Thu, Feb 26. Only staff see it."
    note = office.note(office.dana)
    assert note.text == (
        "Suggested for the agenda of Thu, Feb 26. Only staff see this. Sam Lee suggests: Sell the bus."
    )
    for person in (office.okafor, office.lee):
        office.asks(person, "/sister agenda")
        assert "bus" not in office.answer(person).text
    assert [card for card in office.okafor.messages(CHANNEL) if not card.ephemeral] == []
    assert office.notes(office.okafor) == had

    assert next_agenda(office).buttons[:2] == ["List it", "Decline"]
    office.dana.presses("List it", next_agenda(office))
    assert office.answer(office.dana).text == "“Sell the bus” is listed as item 4."
    office.practice.wait_for(
        lambda: (
            office.note(office.dana).text
            == "All that was suggested for the agenda of Thu, Feb 26 has been dealt with."
        )
    )
    office.asks(office.okafor, "/sister agenda")
    assert "4. Sell the bus (Discuss)." in office.answer(office.okafor).text
    assert "Lee" not in office.answer(office.okafor).text


@over_http
def test_a_suggestion_is_withdrawn_or_declined(office: Office) -> None:
    office.wait(days=2)
    office.asks(office.lee, "/sister agenda suggest A concert")
    office.lee.presses("Undo", office.answer(office.lee))
    assert office.answer(office.lee).text == "“A concert” is taken back."
    office.asks(office.lee, "/sister agenda propose a fair")
    office.dana.presses("Decline", next_agenda(office))
    assert office.answer(office.dana).text == "“a fair” is not listed. Nobody was told."
    assert office.asks(office.lee, "/sister agenda").endswith(
        "Must be posted publicly by Mon, Feb 23, 6:00 PM."
    )


@over_socket
def test_the_same_words_list_an_item_from_a_direct_message_and_a_near_miss_never_does(office: Office) -> None:
    office.wait(days=2)
    office.dana.says("agenda add Letter from Tena")
    assert office.note(office.dana).text == "“Letter from Tena” is on the agenda of Thu, Feb 26 as item 4."
    office.dana.says("agneda add A concert")
    assert office.note(office.dana, 1).text == (
        "I read “agneda” as “agenda”. “A concert” is on no agenda ahead. I changed nothing."
    )
    assert office.rows(AgendaItem, "title") == ["Letter from Tena"]


@over_http
def test_an_item_is_filled_in_changed_moved_and_taken_off(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    office.wait(days=2)
    office.dana.presses("Add an item", next_agenda(office))
    assert office.form(office.dana).labels == [
        "What it is about",
        "City",
        "What the meeting does",
        "Presenter",
    ]
    office.dana.submits({"What it is about": "Letter", "City": "Cascais, Portugal", "Presenter": "Lee"})
    assert (
        office.form(office.dana).shown.splitlines()[0]
        == "“Letter” is on the agenda of Thu, Feb 26 as item 4."
    )
    office.dana.closes()
    office.asks(office.dana, "/sister agenda add The budget")

    office.dana.presses("Edit", next_agenda(office))
    office.dana.submits({"Item": "5. The budget"})
    office.dana.submits({"What the meeting does": "Act", "Place": "First"})
    assert office.form(office.dana).shown.splitlines()[0] == "“The budget” is saved."
    office.dana.closes()
    assert "4. The budget (Act). 5. Letter (Discuss; Cascais, Portugal; presented by Lee)." in (
        next_agenda(office).text
    )
    office.dana.presses("Edit", next_agenda(office))
    office.dana.submits({"Item": "5. Letter"})
    office.dana.submits({"Take off": True})
    assert office.form(office.dana).shown.splitlines()[0] == "“Letter” is off the agenda."
    office.dana.closes()
    assert "Letter" not in next_agenda(office).text


@over_socket
def test_two_staff_change_the_same_item_and_the_second_is_told(office: Office) -> None:
    office.wait(days=2)
    office.asks(office.dana, "/sister agenda add The budget")
    for person in (office.dana, office.okafor):
        office.asks(person, "/sister agenda")
        person.presses("Edit", office.answer(person))
        person.submits({"Item": "4. The budget"})
    office.okafor.submits({"Presenter": "Okafor"})
    office.dana.submits({"Presenter": "Dana"})
    assert office.form(office.dana).shown.splitlines()[0] == (
        "Ngozi Okafor changed this item meanwhile, so I changed nothing. Look at it again."
    )
    assert "presented by Okafor" in next_agenda(office).text


@over_socket
def test_the_agenda_is_posted_to_the_channel_once_and_follows_what_is_listed(office: Office) -> None:
    office.wait(days=2)
    office.dana.presses("Post to channel", next_agenda(office))
    assert office.form(office.dana).shown.splitlines()[0] == (
        "Everyone in the commission's channel will see this."
    )
    office.dana.submits()
    office.dana.closes()
    card = office.card("Agenda: Thu, Feb 26")
    assert card.text.endswith(
        "Please don't discuss here; suggest it for the agenda. A message in Slack is no legal notice."
    )
    office.asks(office.dana, "/sister agenda add The budget")
    office.practice.wait_for(lambda: "4. The budget (Discuss)." in office.card("Agenda: Thu, Feb 26").text)
    office.lee.presses("Suggest an item", office.card("Agenda: Thu, Feb 26"))
    assert office.form(office.lee).labels == ["What it is about", "City"]
    office.lee.submits({"What it is about": "A concert"})
    office.lee.closes()
    assert len([each for each in office.lee.messages(CHANNEL) if not each.ephemeral]) == 1


@over_http
def test_what_is_due_is_listed_by_itself_and_its_discussion_is_its_evidence(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    office.wait(days=89)
    assert f"4. {DUE}" in next_agenda(office).text
    begins(office, posted=True)

    office.dana.presses("Record an outcome", next_agenda(office))
    assert office.form(office.dana).values["Item"].startswith("4. Cascais, Portugal: Discuss")
    office.dana.submits({"Outcome": "Discussed", "Note": "Research goes on."})
    assert office.form(office.dana).shown.splitlines()[:2] == [
        "Item 4 (Cascais, Portugal): discussed.",
        "That completes its step 2.",
    ]
    office.dana.closes()
    assert "discussed at the meeting of Apr 23, 2026, item 4" in office.asks(
        office.lee, "/sister show Cascais"
    )
    office.dana.presses("Record an outcome", next_agenda(office))
    office.dana.submits({"Item": ITEM, "Outcome": "Not reached"})
    assert office.form(office.dana).shown.splitlines()[1] == (
        "“Discuss the possible relationship at a commission meeting” is open again."
    )
    assert office.rows(StepEntry, "state") == ["done", "reopened"]
    assert office.rows(ItemOutcome, "outcome") == ["discussed", "not reached"]


@over_socket
def test_without_a_posting_the_clock_runs_on_and_the_answer_says_why(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    office.wait(days=91)
    begins(office, posted=False)
    office.dana.presses("Record an outcome", next_agenda(office))
    office.dana.submits({"Outcome": "Discussed"})
    assert office.form(office.dana).shown.splitlines()[1] == (
        "The clock of “Discuss the possible relationship at a commission meeting” runs on: nobody has recorded that "
        "the agenda was posted by Mon, Apr 20, 6:00 PM. Record the posting if it was in time; else complete the step "
        "by hand, with the reason."
    )
    assert office.count(StepEntry) == [0]


@over_socket
def test_in_session_only_a_vote_adds_an_item(office: Office) -> None:
    office.wait(days=91)
    begins(office, posted=False)
    said = office.asks(office.dana, "/sister agenda add Too late")
    assert said == (
        "The agenda of Thu, Apr 23 takes nothing more: the meeting has begun. Open-meeting law asks for a vote "
        "to add it. Call that vote at the meeting, or list it for a later one."
    )
    assert office.asks(office.lee, "/sister agenda add A concert") == (
        "“A concert” is suggested for the agenda of Thu, May 28. Only staff see it."
    )


@over_http
def test_a_message_is_listed_from_its_shortcut(office: Office) -> None:
    office.wait(days=2)
    office.lee.says("Loreto's mayor has written again.", channel=CHANNEL)
    message = next(each for each in office.dana.messages(CHANNEL) if each.text.startswith("Loreto's"))
    office.dana.uses_shortcut("Add to agenda", on=message)
    assert office.form(office.dana).values["What it is about"] == "Loreto's mayor has written again."
    office.dana.submits({"What the meeting does": "Receive"})
    office.dana.closes()
    assert "4. Loreto's mayor has written again (Receive)." in next_agenda(office).text


@over_socket
def test_a_city_is_put_on_the_agenda_from_its_card(office: Office) -> None:
    office.records_inquiry("Cascais, Portugal")
    office.wait(days=2)
    office.lee.chooses("Suggest for agenda", "more", office.card("New inquiry: Cascais"))
    assert office.form(office.lee).values["City"] == "Cascais, Portugal"
    office.lee.submits({"What it is about": "Their festival"})
    assert office.form(office.lee).shown.splitlines()[0] == (
        "“Their festival” is suggested for the agenda of Thu, Feb 26. Only staff see it."
    )


@over_http
def test_an_agenda_is_sent_as_a_file(office: Office) -> None:
    office.lee.says("agenda")
    office.note(office.lee)
    office.dana.presses("Copy as text", next_agenda(office))
    assert "1. Call to order\n2. Roll call" in office.form(office.dana).shown
    office.dana.closes()
    office.dana.presses("Get the document", next_agenda(office))
    assert office.answer(office.dana).text == "The agenda will be in your messages with Clerk in a moment."
    office.note(office.dana)
    assert office.rows(Outbox, "kind").count("file") == 1


@over_http
def test_somebody_not_on_the_roster_neither_sees_nor_lists_anything(office: Office) -> None:
    said = office.asks(office.stranger, "/sister agenda add Sell the bus")
    assert said == office.asks(office.stranger, "/sister agenda")
    assert said.startswith(
        "Clerk keeps records for the Sierra Vista Sister Cities Commission. You're not on its roster"
    )
    assert office.rows(AgendaItem, "title") == []


@over_socket
def test_the_acts_of_an_agenda_belong_to_its_meeting_and_hold_no_words(office: Office) -> None:
    office.asks(office.lee, "/sister agenda add Sell the bus")
    acts = office.rows(Act, "what", "reason", "prospect_id")
    assert [act for act in acts if "agenda" in act[0]] == [("agenda item suggested", "", None)]
    assert len([each for each in office.rows(Act, "meeting_id") if each]) == 1
