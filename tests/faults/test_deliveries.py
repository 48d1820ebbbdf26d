"""Slack delivers late, twice, or with its answer lost: each thing that somebody did happens once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from time import monotonic, sleep

from sqlalchemy import select

from models.correspondence import Letter
from models.ledger import Act
from models.outbox import Outbox
from models.prospects import Inquiry, Prospect
from models.requests import Request
from tests.faults.conftest import Wire

SAVED_ALREADY = "That was saved already; nothing was recorded twice."


def test_a_retry_that_is_the_only_delivery_is_worked_on(wire: Wire) -> None:
    retried = {"X-Slack-Retry-Num": "3", "X-Slack-Retry-Reason": "http_timeout"}
    answers = [wire.sends(each, headers=retried) for each in (wire.said("list"), wire.form())]

    assert [status for status, _ in answers] == [200, 200]
    assert wire.count(Prospect, Inquiry) == [1, 1]
    with wire.office.workspace.reading() as session:
        assert "typed answer" in session.scalars(select(Outbox.kind)).all()


def test_the_same_event_delivered_to_either_clerk_four_times_is_answered_once(wire: Wire) -> None:
    said = wire.said("list")
    assert [wire.sends(said, to=each)[0] for each in (0, 1, 0, 1)] == [200] * 4
    assert wire.count(Outbox, Request) == [1, 1]


def test_a_retry_that_comes_while_the_first_is_worked_on_has_no_second_effect(wire: Wire) -> None:
    for sent in (wire.said("list"), wire.form()):
        with ThreadPoolExecutor(4) as threads:
            done = [threads.submit(wire.sends, sent, to=number % 2) for number in range(4)]
        assert [each.result()[0] for each in done] == [200] * 4
    with wire.office.workspace.reading() as session:
        kinds = list(session.scalars(select(Outbox.kind)))
    assert (wire.count(Prospect, Inquiry), kinds.count("typed answer")) == ([1, 1], 1)


def test_what_was_saved_although_its_acknowledgement_was_lost_is_not_saved_again(wire: Wire) -> None:
    form = wire.form()
    wire.sends_and_hangs_up(form)
    deadline = monotonic() + 5
    while wire.count(Inquiry) == [0] and monotonic() < deadline:
        sleep(0.01)
    status, said = wire.sends(form, to=1)

    assert (status, SAVED_ALREADY in said) == (200, True)
    assert wire.count(Prospect, Inquiry) == [1, 1]


def test_a_double_click_that_reaches_two_processes_takes_back_once(wire: Wire) -> None:
    wire.sends(wire.form())
    with wire.office.workspace.reading() as session:
        act = session.scalars(select(Act.id).where(Act.prospect_id.is_not(None)).order_by(Act.id)).first()
    before = wire.count(Act)[0]
    message = wire.message()
    clicks = [wire.pressed("undo_act", str(act), message) for _ in range(2)]
    with ThreadPoolExecutor(2) as threads:
        done = [threads.submit(wire.sends, click, to=number) for number, click in enumerate(clicks)]

    assert [each.result() for each in done] == [(200, "")] * 2
    assert wire.count(Act) == [before + 1]


def test_a_request_that_is_replayed_within_five_minutes_has_no_second_effect(wire: Wire) -> None:
    wire.office.inquiry("Loreto")
    before = wire.count(Act, Letter, Outbox)
    paused = wire.command("remind pause until Jan 30")
    first, again = wire.sends(paused), wire.sends(paused)
    after = wire.count(Act, Letter, Outbox)

    assert (first[0], again) == (200, (200, ""))
    assert (after[0] - before[0], after[1:]) == (1, before[1:])
