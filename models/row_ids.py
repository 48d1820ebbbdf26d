"""Ids of rows: made by whoever writes them, and ordered by the moment at which they were made."""

import secrets
from datetime import UTC, datetime


def new_id(now: datetime) -> str:
    """Make an id of 32 hexadecimal digits, ordered by `now` to the millisecond."""
    return f"{int(now.timestamp() * 1000):012x}{secrets.token_hex(10)}"


def made_at(row_id: str) -> datetime:
    """Give the moment at which an id was made, to the millisecond, in UTC."""
    return datetime.fromtimestamp(int(row_id[:12], 16) / 1000, UTC)
