"""The column types: each keeps one kind of value alike on SQLite (whose STRICT tables know five types) and PostgreSQL."""

import json
import re
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Boolean, Date, DateTime, Dialect, Integer, Text, TypeDecorator
from sqlalchemy.types import TypeEngine

from models.refusals import BadText

UNSTORABLE = re.compile("[\\0\\ud800-\\udfff]")
REORDERING = re.compile("[\\u202a-\\u202e\\u2066-\\u2069]")
"""Marks that turn the order of the words after them: in minutes they could make a name or a sum read otherwise."""

Details = dict[str, Any]
"""A JSON object."""


def storable(text: str) -> str:
    """Give the text without marks that reorder it; BadText when it holds a NUL or half a character (a lone surrogate)."""
    if UNSTORABLE.search(text):
        raise BadText
    return REORDERING.sub("", text)


class Words(TypeDecorator[str]):
    """Text of any length, without the characters that one of the engines would refuse or change."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Refuse what cannot be kept."""
        return None if value is None else storable(value)


class Day(TypeDecorator[date]):
    """A calendar date without a zone."""

    impl = Date
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose text on SQLite."""
        return dialect.type_descriptor(Text() if dialect.name == "sqlite" else Date())

    def process_bind_param(self, value: date | None, dialect: Dialect) -> date | str | None:
        """Refuse moments: which day a moment falls on depends on a zone."""
        if isinstance(value, datetime):
            raise TypeError(f"a day is wanted, not the moment {value!r}")
        return value.isoformat() if value and dialect.name == "sqlite" else value

    def process_result_value(self, value: date | str | None, dialect: Dialect) -> date | None:  # noqa: ARG002
        """Read the day back."""
        return date.fromisoformat(value) if isinstance(value, str) else value


class Moment(TypeDecorator[datetime]):
    """A point in time: aware, kept and read back in UTC. As text its order is the order of time."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose text on SQLite."""
        return dialect.type_descriptor(Text() if dialect.name == "sqlite" else DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | str | None:
        """Refuse a naive datetime: it names no moment."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise TypeError(f"an aware datetime is wanted, not {value!r}")
        moment = value.astimezone(UTC)
        return moment.isoformat(timespec="microseconds") if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | str | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Read the moment back, in UTC."""
        if value is None:
            return None
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
        return moment.astimezone(UTC)


class Flag(TypeDecorator[bool]):
    """Yes or no."""

    impl = Boolean
    cache_ok = True
    coerce_to_is_types = (
        type(None),
        bool,
    )  # `.is_(True)` is written out: PostgreSQL takes no parameter there

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose 0 and 1 on SQLite."""
        return dialect.type_descriptor(Integer() if dialect.name == "sqlite" else Boolean())

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> bool | int | None:  # noqa: FBT001
        """Write 0 and 1 on SQLite."""
        return int(value) if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: bool | int | None, dialect: Dialect) -> bool | None:  # noqa: ARG002, FBT001
        """Read yes or no back."""
        return None if value is None else bool(value)


class Json(TypeDecorator[Any]):
    """Lists and objects that are only ever read whole, kept as text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ANN401, ARG002
        """Write the value as JSON, under the same rule for characters as Words."""
        if value is None:
            return None
        text = json.dumps(value, ensure_ascii=False, sort_keys=True)
        storable(text.replace("\\\\", "").replace("\\u0000", "\0"))
        return REORDERING.sub("", text)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ANN401, ARG002
        """Read the value back."""
        return None if value is None else json.loads(value)
