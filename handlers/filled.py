"""What a person filled in: a form's values by field, read from what Slack sends."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from handlers.views.kit import carried
from models.columns import REORDERING, UNSTORABLE
from models.refusals import BadText, Refusal


class Filled:
    """The values of a submitted or half-filled form. Every value is a claim, to be checked by the rules."""

    def __init__(self, view: Mapping[str, Any]) -> None:
        """Take a view as Slack sends it."""
        self._values: Mapping[str, Any] = (view.get("state") or {}).get("values") or {}
        self.carries = carried(view)

    def text(self, name: str) -> str:
        """Give a field's text without the space around it; empty where nothing was typed. BadText beside it for a NUL.

        Marks that would turn the order of the words after them are left out.
        """
        value = self._element(name).get("value")
        if not isinstance(value, str):
            return ""
        if UNSTORABLE.search(value):
            raise BadText(name)
        return REORDERING.sub("", value).strip()

    def chosen(self, name: str) -> str:
        """Give the value of the choice that was made; empty for none."""
        option = self._element(name).get("selected_option")
        return str(option.get("value", "")) if isinstance(option, dict) else ""

    def option(self, name: str) -> dict[str, Any] | None:
        """Give the choice that was made as Slack sends it, to be shown again."""
        option = self._element(name).get("selected_option")
        return option if isinstance(option, dict) else None

    def ticked(self, name: str) -> tuple[str, ...]:
        """Give the values of all ticked choices."""
        options = self._element(name).get("selected_options") or []
        return tuple(str(option.get("value", "")) for option in options if isinstance(option, dict))

    def places(self, name: str) -> tuple[int, ...]:
        """Give the ticked choices whose values are places in a list, from 0."""
        return tuple(int(value) for value in self.ticked(name) if value.isascii() and value.isdigit())

    def day(self, name: str) -> date | None:
        """Give the date that was chosen; Refusal beside the field for one that cannot be."""
        value = self._element(name).get("selected_date")
        if not value:
            return None
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            raise Refusal(
                "I couldn't read that date. Please choose it from the calendar.", field=name
            ) from None

    def time(self, name: str) -> time | None:
        """Give the time of day that was chosen; Refusal beside the field for one that cannot be."""
        value = self._element(name).get("selected_time")
        if not value:
            return None
        try:
            return time.fromisoformat(str(value)).replace(tzinfo=None)
        except ValueError:
            raise Refusal("I couldn't read that time. Please choose it again.", field=name) from None

    def user(self, name: str) -> str | None:
        """Give the person on Slack who was chosen."""
        return str(self._element(name).get("selected_user") or "") or None

    def users(self, name: str) -> tuple[str, ...]:
        """Give the people on Slack who were chosen."""
        return tuple(str(each) for each in self._element(name).get("selected_users") or [])

    def channel(self, name: str) -> str:
        """Give the channel that was chosen; empty for none."""
        element = self._element(name)
        return str(element.get("selected_conversation") or element.get("selected_channel") or "")

    def files(self, name: str) -> list[dict[str, Any]]:
        """Give the attached files as Slack describes them."""
        return [file for file in self._element(name).get("files") or [] if isinstance(file, dict)]

    def names(self, prefix: str) -> list[str]:
        """List the fields whose names begin so."""
        return [name for name in self._values if name.startswith(prefix)]

    def _element(self, name: str) -> Mapping[str, Any]:
        elements = self._values.get(name) or {}
        return next((element for element in elements.values() if isinstance(element, dict)), {})
