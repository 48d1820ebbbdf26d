"""The news of a signed agreement: it stands in the channel once, and is kept up in place."""

from datetime import date

import pytest
from sqlalchemy import select

from bot.practice.driver import Practice
from models.commission import commission_of
from models.database import Database, WorkspaceDatabase
from models.signatures import NewSignature
from models.signing import sign
from models.workspaces import Workspace
from scheduler.outbox import Sender
from tests.scheduler.conftest import Clock
from tests.scheduler.house import House, furnished

CHANNEL = "C0SISTER"
SUNDAY = date(2025, 11, 2)
FIRST = "The sister city agreement with Loreto, Mexico has its first signature."
BOTH = "Loreto, Mexico is a sister city of Milpitas: both sides have signed, the later on Sun, Nov 2."


@pytest.fixture
def house(
    database: Database, workspace: WorkspaceDatabase, sender: Sender, practice: Practice, clock: Clock
) -> House:
    with workspace.transaction(clock()) as session:
        session.scalars(select(Workspace)).one().channel = CHANNEL
    return furnished(database, workspace, sender, practice, clock)


def signs(house: House, prospect_id: str, *, both: bool) -> int:
    """Record one signature or both, with the news; gives the act."""
    new = NewSignature(
        prospect_id=prospect_id,
        tier="sister",
        ours_on=SUNDAY,
        our_signer="Mayor Hall",
        theirs_on=SUNDAY if both else None,
        their_signer="Mayor Lopes",
        is_news=True,
    )
    with house.workspace.transaction(house.clock()) as session:
        return sign(session, new, house.asker(), commission_of(session), house.clock()).act.id


def news(house: House) -> list[str]:
    """Give what the channel was told of agreements."""
    texts = [message.text for message in house.practice.person("U0DANA").messages(CHANNEL)]
    return [text.partition(" We signed")[0] for text in texts if "ign" in text]


def sent(house: House) -> None:
    house.clock.passes(seconds=2)
    while house.sender.send_due():
        house.clock.passes(seconds=2)


def test_one_message_follows_the_signatures_and_what_is_taken_back(house: House) -> None:
    loreto = house.inquiry()
    first = signs(house, loreto, both=False)
    sent(house)
    assert news(house) == [FIRST]
    both = signs(house, loreto, both=True)
    sent(house)
    assert news(house) == [BOTH]

    house.takes_back(both)
    sent(house)
    assert news(house) == [FIRST]
    house.takes_back(first)
    sent(house)
    assert news(house) == ["The signatures with Loreto, Mexico were taken back in the record."]


def test_what_is_taken_back_before_it_was_posted_is_no_news(house: House) -> None:
    loreto = house.inquiry()
    house.takes_back(signs(house, loreto, both=True))
    sent(house)

    assert news(house) == []
