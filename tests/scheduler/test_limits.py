from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from bot.practice.driver import Practice
from models.changes import INQUIRY_CARD
from models.database import WorkspaceDatabase
from models.digests import DIGEST
from models.outbox import Outbox
from models.workspaces import Workspace
from scheduler.outbox import Sender
from tests.builders import NOW, prospect
from tests.scheduler.conftest import DRAWS, Clock
from tests.scheduler.outbox_builders import owed, row, seen


@pytest.fixture
def carding(sender: Sender) -> Sender:
    """A sender that draws a card without a prospect, and a digest of nothing."""
    draw = {**DRAWS, **dict.fromkeys((INQUIRY_CARD, DIGEST), DRAWS["greeting"])}
    return Sender(database=sender.database, client=sender.client, now=sender.now, draw=draw)


def send_all(sender: Sender, clock: Clock) -> None:
    """Send what may go within the next ten seconds."""
    for _ in range(10):
        while sender.send_due(10):
            pass
        clock.passes(seconds=1)


def waiting(workspace: WorkspaceDatabase) -> list[datetime | None]:
    with workspace.reading() as session:
        unsent = select(Outbox.next_at).where(Outbox.sent_ts.is_(None), Outbox.kind == INQUIRY_CARD)
        return list(session.scalars(unsent.order_by(Outbox.next_at)))


def test_new_messages_in_one_place_are_a_second_apart_and_other_places_do_not_wait(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    for subject in ("1", "2", "3"):
        owed(workspace, "greeting", "C0SISTER", clock, subject)
    owed(workspace, "name", "U0DANA", clock)
    counts = []
    for _ in range(3):
        while sender.send_due(10):
            pass
        counts.append((len(seen(practice)), len(seen(practice, "D0DANA"))))
        clock.passes(seconds=1)

    assert counts == [(1, 1), (2, 1), (3, 1)]


def test_edits_do_not_wait_for_the_pace(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    owed(workspace, "name", "C0SISTER", clock)
    sender.send_due()
    clock.passes(seconds=1)
    owed(workspace, "greeting", "C0SISTER", clock)
    owed(workspace, "name", "C0SISTER", clock)
    sender.send_due(10)

    calls = sorted(call.method for call in practice.calls)
    assert calls == ["chat.postMessage", "chat.postMessage", "chat.update"]


def test_a_clock_that_was_set_back_holds_no_message_up(
    practice: Practice, workspace: WorkspaceDatabase, sender: Sender, clock: Clock
) -> None:
    owed(workspace, "greeting", "C0SISTER", clock)
    sender.send_due()
    clock.passes(hours=-1)
    owed(workspace, "name", "C0SISTER", clock)
    sender.send_due()

    assert seen(practice) == ["Good morning.", "Milpitas"]


def test_a_channel_gets_three_cards_a_day_and_the_rest_on_the_next_working_mornings(
    practice: Practice, workspace: WorkspaceDatabase, carding: Sender, clock: Clock
) -> None:
    """January 15, 2026 is a Thursday; Monday the 19th is a day off."""
    for number in range(8):
        owed(workspace, INQUIRY_CARD, "C0SISTER", clock, str(number))
    send_all(carding, clock)
    friday = datetime(2026, 1, 16, 17, tzinfo=UTC)
    assert len(seen(practice)) == 3
    assert waiting(workspace) == [friday + timedelta(seconds=place) for place in range(5)]

    clock.moment = friday
    send_all(carding, clock)
    tuesday = datetime(2026, 1, 20, 17, tzinfo=UTC)
    assert len(seen(practice)) == 6
    assert waiting(workspace) == [tuesday, tuesday + timedelta(seconds=1)]

    clock.moment = tuesday
    send_all(carding, clock)
    assert (len(seen(practice)), waiting(workspace)) == (8, [])


def test_a_digest_takes_the_place_of_a_card_and_does_not_wait_itself(
    practice: Practice, workspace: WorkspaceDatabase, carding: Sender, clock: Clock
) -> None:
    owed(workspace, DIGEST, "C0SISTER", clock)
    for number in range(4):
        owed(workspace, INQUIRY_CARD, "C0SISTER", clock, str(number))
    send_all(carding, clock)
    assert (len(seen(practice)), len(waiting(workspace))) == (3, 2)

    owed(workspace, DIGEST, "C0SISTER", clock, "another")
    send_all(carding, clock)
    assert (len(seen(practice)), len(waiting(workspace))) == (4, 2)


def test_a_digest_that_is_a_moment_behind_the_cards_has_its_place_kept(
    practice: Practice, workspace: WorkspaceDatabase, carding: Sender, clock: Clock
) -> None:
    for number in range(4):
        owed(workspace, INQUIRY_CARD, "C0SISTER", clock, str(number))
    owed(workspace, DIGEST, "C0SISTER", Clock(clock() + timedelta(seconds=4)))
    send_all(carding, clock)
    assert (len(seen(practice)), len(waiting(workspace))) == (3, 2)


def test_what_is_no_card_goes_out_past_the_cap_and_so_does_a_card_for_another_channel(
    practice: Practice, workspace: WorkspaceDatabase, carding: Sender, clock: Clock
) -> None:
    for number in range(4):
        owed(workspace, INQUIRY_CARD, "C0SISTER", clock, str(number))
    send_all(carding, clock)
    owed(workspace, "name", "C0SISTER", clock)
    owed(workspace, INQUIRY_CARD, "D0DANA", clock, "elsewhere")
    send_all(carding, clock)

    assert (seen(practice)[-1], seen(practice, "D0DANA")) == ("Milpitas", ["Good morning."])


def test_the_card_of_what_somebody_recorded_in_slack_does_not_wait(
    practice: Practice, workspace: WorkspaceDatabase, carding: Sender, clock: Clock
) -> None:
    for number in range(4):
        owed(workspace, INQUIRY_CARD, "C0SISTER", clock, str(number))
    send_all(carding, clock)
    with workspace.transaction(clock()) as session:
        recorded = prospect(session).id
    owed(workspace, INQUIRY_CARD, "C0SISTER", clock, recorded)
    send_all(carding, clock)

    assert (len(seen(practice)), len(waiting(workspace))) == (4, 1)


def test_a_card_that_waits_and_changes_goes_on_waiting(
    workspace: WorkspaceDatabase, carding: Sender, clock: Clock
) -> None:
    for number in range(4):
        owed(workspace, INQUIRY_CARD, "C0SISTER", clock, str(number))
    send_all(carding, clock)
    owed(workspace, INQUIRY_CARD, "C0SISTER", clock, "3")
    send_all(carding, clock)

    assert waiting(workspace) == [datetime(2026, 1, 16, 17, tzinfo=UTC)]


def test_the_cap_counts_the_commissions_day(
    practice: Practice, workspace: WorkspaceDatabase, carding: Sender, clock: Clock
) -> None:
    with workspace.transaction(NOW) as session:
        session.execute(update(Workspace).values(zone="Asia/Tokyo"))
    clock.moment = datetime(2026, 1, 15, 14, 59, tzinfo=UTC)
    for number in range(3):
        owed(workspace, INQUIRY_CARD, "C0SISTER", clock, str(number))
    send_all(carding, clock)
    clock.moment = datetime(2026, 1, 15, 15, 0, 1, tzinfo=UTC)
    owed(workspace, INQUIRY_CARD, "C0SISTER", clock, "of Friday")
    send_all(carding, clock)

    assert len(seen(practice)) == 4
    assert row(workspace, INQUIRY_CARD, "of Friday").sent_at == datetime(2026, 1, 15, 15, 0, 1, tzinfo=UTC)
