import pytest
from sqlalchemy import select

from models.askers import asker_of
from models.correspondence import Letter
from models.finding import names, page_by_due, page_by_state
from models.outbox import Outbox
from models.refusals import NotAllowed
from models.rules.facts import State
from models.undoing import own_recent_acts
from tests.builders import NOW, STRANGER, Office, refused
from tests.models.agreement_builders import OURS, approved, signs, signs_both

DONE, READY, WAITING = State.DONE, State.READY, State.WAITING
RESTS = "Later entries rest on that one. Take those back first; the newest is on top."
NEWER = "A newer file on Loreto, Mexico is open, No. 2. Close that one first."


def test_an_inquiry_taken_back_leaves_no_trace_but_the_record(milpitas: Office) -> None:
    loreto = milpitas.inquiry(by="U3")
    with milpitas.workspace.transaction(NOW) as session:
        session.scalars(select(Outbox)).one().next_at = None
    milpitas.undo(milpitas.last_act(), by="U3")

    with milpitas.workspace.reading() as session:
        assert names(session) == []
        assert page_by_due(session, offset=0, size=5) == ([], 0)
        assert page_by_state(session, "all", offset=0, size=5) == ([], 0)
        assert session.scalars(select(Outbox.next_at)).all() == [NOW]
    assert milpitas.due_rows(loreto) == {}
    with refused("I couldn't find that city."):
        milpitas.progress(loreto)
    assert milpitas.inquiry() != loreto


def test_staff_take_back_what_others_did_and_members_do_not(one_engine: Office) -> None:
    one_engine.inquiry(by="U3")
    act = one_engine.last_act()
    with pytest.raises(
        NotAllowed, match=r"^Only Cy Diaz, the chair or staff can take that back\. I changed nothing\.$"
    ):
        one_engine.undo(act, by="U4")
    with pytest.raises(NotAllowed):
        one_engine.undo(act, by=STRANGER)

    assert one_engine.undo(act, by="U2") == act + 1


def test_taking_back_twice_is_one_reversal_even_when_the_step_was_done_again_since(milpitas: Office) -> None:
    loreto = milpitas.inquiry()
    milpitas.complete(loreto, "reply")
    act = milpitas.last_act()
    undone = milpitas.undo(act)
    milpitas.complete(loreto, "reply")
    milpitas.complete(loreto, "form")

    assert milpitas.undo(act) == undone
    assert milpitas.states(loreto, "reply", "form") == [DONE, DONE]


def test_a_step_is_taken_back_once_nothing_later_rests_on_it(one_engine: Office) -> None:
    loreto = one_engine.inquiry(medium="Email")
    one_engine.complete(loreto, "reply")
    reply = one_engine.last_act()
    one_engine.complete(loreto, "discuss")
    one_engine.complete(loreto, "form")
    form = one_engine.last_act()
    with refused(RESTS):
        one_engine.undo(reply)
    one_engine.undo(form)
    one_engine.undo(reply)

    assert one_engine.states(loreto, "reply", "form", "discuss") == [READY, WAITING, DONE]


def test_the_opening_inquiry_is_taken_back_last(one_engine: Office) -> None:
    loreto = one_engine.inquiry()
    opening = one_engine.last_act()
    one_engine.letter(loreto)
    letter = one_engine.last_act()
    with refused(RESTS):
        one_engine.undo(opening)
    one_engine.undo(letter)
    one_engine.undo(opening)

    with refused("I couldn't find that city."):
        one_engine.progress(loreto)


def test_an_inquiry_that_joined_is_taken_back_alone(one_engine: Office) -> None:
    loreto = one_engine.inquiry()
    one_engine.inquiry(received_on=one_engine.on("2026-01-02").today)
    one_engine.undo(one_engine.last_act())

    assert one_engine.progress(loreto).began_on == one_engine.today


def test_a_closing_is_taken_back_and_a_reopening_while_nothing_was_added_since(milpitas: Office) -> None:
    loreto = milpitas.inquiry()
    milpitas.turn(loreto, closed=True)
    closing = milpitas.last_act()
    milpitas.turn(loreto, closed=False)
    reopening = milpitas.last_act()
    milpitas.letter(loreto)
    letter = milpitas.last_act()
    for blocked in (closing, reopening):
        with refused(RESTS):
            milpitas.undo(blocked)
    milpitas.undo(letter)
    milpitas.undo(reopening)
    assert not milpitas.progress(loreto).is_open

    milpitas.undo(closing)
    assert milpitas.progress(loreto).is_open


def test_a_closing_stays_while_a_newer_file_of_the_city_is_open(one_engine: Office) -> None:
    loreto = one_engine.inquiry()
    one_engine.turn(loreto, closed=True)
    closing = one_engine.last_act()
    one_engine.inquiry()
    with refused(NEWER):
        one_engine.undo(closing)


def test_a_denial_taken_back_opens_the_file_and_the_step(one_engine: Office) -> None:
    loreto = one_engine.inquiry()
    one_engine.complete(loreto, "mou")
    one_engine.complete(loreto, "council", outcome="denied")
    one_engine.undo(one_engine.last_act())

    assert one_engine.progress(loreto).is_open
    assert one_engine.states(loreto, "mou", "council") == [DONE, READY]


def test_a_letter_taken_back_opens_the_step_that_it_completed(milpitas: Office) -> None:
    loreto = milpitas.inquiry()
    dated = milpitas.due_rows(loreto)
    milpitas.letter(loreto, completes=("reply",))
    milpitas.undo(milpitas.last_act())

    assert milpitas.states(loreto, "reply") == [READY]
    assert (milpitas.progress(loreto).waiting_on, milpitas.due_rows(loreto)) == ("us", dated)


def test_a_letter_stays_while_it_is_the_proof_of_a_step(one_engine: Office) -> None:
    loreto = one_engine.inquiry()
    one_engine.letter(loreto)
    act = one_engine.last_act()
    with one_engine.workspace.reading() as session:
        letter_id = session.scalars(select(Letter.id).where(Letter.act_id == act)).one()
    one_engine.complete(loreto, "reply", evidence="letter", letter_id=letter_id)
    with refused(RESTS):
        one_engine.undo(act)


def test_a_return_to_an_earlier_step_stays_once_that_step_was_done_again(one_engine: Office) -> None:
    loreto = one_engine.inquiry()
    one_engine.complete(loreto, "mou")
    one_engine.complete(loreto, "council", outcome="returned")
    returned = one_engine.last_act()
    one_engine.complete(loreto, "mou")
    again = one_engine.last_act()
    with refused(RESTS):
        one_engine.undo(returned)
    one_engine.undo(again)
    one_engine.undo(returned)

    assert one_engine.states(loreto, "mou", "council") == [DONE, READY]


def test_an_approval_and_a_signature_stay_while_a_later_signature_rests_on_them(milpitas: Office) -> None:
    loreto = approved(milpitas)
    approval = milpitas.last_act()
    signs(milpitas, loreto, ours_on=OURS, our_signer="Mayor Hall")
    one_side = milpitas.last_act()
    with refused(RESTS):
        milpitas.undo(approval)
    signs_both(milpitas, loreto)
    both = milpitas.last_act()
    for blocked in (approval, one_side):
        with refused(RESTS):
            milpitas.undo(blocked)
    for act in (both, one_side, approval):
        milpitas.undo(act)

    assert milpitas.states(loreto, "council", "sign") == [WAITING, WAITING]


def test_an_approval_that_came_after_the_signature_is_taken_back(one_engine: Office) -> None:
    loreto = one_engine.inquiry()
    signs(one_engine, loreto, ours_on=OURS, our_signer="Mayor Hall", reason="At their visit")
    one_engine.complete(loreto, "council")
    one_engine.undo(one_engine.last_act())

    assert one_engine.states(loreto, "council", "sign") == [WAITING, WAITING]


def test_an_undo_is_not_undone(one_engine: Office) -> None:
    one_engine.inquiry()
    undone = one_engine.undo(one_engine.last_act())
    with refused("An undo cannot be undone. Please record it again instead."):
        one_engine.undo(undone)


def test_ones_last_five_entries_are_listed_newest_first_without_what_was_taken_back(milpitas: Office) -> None:
    loreto = milpitas.inquiry(by="U3")
    for _ in range(6):
        milpitas.letter(loreto, by="U3")
    milpitas.letter(loreto, by="U1")
    milpitas.undo(6, by="U3")

    with milpitas.workspace.reading() as session:
        acts = [act.id for act in own_recent_acts(session, asker_of(session, "U3"))]
    assert acts == [7, 5, 4, 3, 2]


def test_an_entry_that_is_not_there_or_in_another_workspace_is_not_found(
    milpitas: Office, cerritos: Office
) -> None:
    cerritos.inquiry()
    for unknown in ("1", "99", "-1", "one", "\u00b2", "9" * 30, ""):
        with refused("I couldn't find that entry."):
            milpitas.undo(unknown)
