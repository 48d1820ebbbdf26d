"""The clock: the only file that asks the machine the time."""

from collections.abc import Callable
from datetime import UTC, datetime

Now = Callable[[], datetime]
"""Says what time it is, aware. Handed down from the edge, so that a practice clock can take its place."""


def system_now() -> datetime:
    """Say the machine's time, in UTC."""
    return datetime.now(UTC)
