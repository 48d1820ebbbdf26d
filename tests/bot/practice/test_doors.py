from datetime import UTC, datetime, timedelta

import pytest

from bot.practice.doors import ResponseUrls, Triggers
from bot.practice.refusal import SlackRefusal

MORNING = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


def test_a_trigger_opens_once() -> None:
    triggers = Triggers(seconds=3)
    trigger_id = triggers.issue("U0DANA")

    assert triggers.spend(trigger_id).user == "U0DANA"
    with pytest.raises(SlackRefusal, match="exchanged_trigger_id"):
        triggers.spend(trigger_id)


def test_a_trigger_expires() -> None:
    triggers = Triggers(seconds=-1)

    with pytest.raises(SlackRefusal, match="expired_trigger_id"):
        triggers.spend(triggers.issue("U0DANA"))


def test_a_response_address_expires_after_thirty_minutes() -> None:
    times = iter([MORNING, MORNING + timedelta(minutes=30), MORNING + timedelta(minutes=31)])
    urls = ResponseUrls(now=lambda: next(times))
    token = urls.issue(user="U0DANA", channel="C0SISTER")

    assert urls.spend(token).user == "U0DANA"
    with pytest.raises(SlackRefusal, match="expired_url"):
        urls.spend(token)
