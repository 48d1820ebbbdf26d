"""The settings of what is waited for, and of days on which nobody works."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from slack_sdk.models.views import View

from handlers.desk import Desk
from handlers.filled import Filled
from handlers.set_up_choices import state_options
from handlers.settings_saving import Wanted, must_stand, read, save
from handlers.views import settings_forms as forms
from models.policy_shelf import current_versions, policy_in
from models.refusals import Refusal
from models.rules.commission_kinds import DAY, STATE
from models.rules.phrases import phrase_in_words
from models.rules.typed_dates import UnreadableDay, read_day
from models.settings_kept import CLOCKS

LONGEST_SILENCE = 3_650
"""Ten years: more is taken for a slip of the hand."""


def submit(desk: Desk, view: Mapping[str, Any]) -> View:
    """Save how long an answer is waited for, and the days off."""
    filled = Filled(view)
    must_stand(desk, filled, CLOCKS)
    commission, federal = desk.commission, forms.FEDERAL in filled.ticked("federal")
    days, state = _days_waited(filled.text("silence")), _state(filled.chosen("state"))
    left_out = commission.extra_days_off - set(forms.days_shown(commission.extra_days_off, desk.today))
    extra = sorted({*_days(filled.text("extra"), desk.today), *left_out})
    days_off = {
        **({"federal": federal} if federal != commission.federal_days_off else {}),
        **({"state": state} if state != commission.state else {}),
        **({"extra": extra} if set(extra) != commission.extra_days_off else {}),
    }
    clocks = {"their_silence_days": days} if days != commission.their_silence_days else {}
    return save(desk, filled, Wanted(said={"clocks": clocks, "days_off": days_off}), draw)


def _days_waited(typed: str) -> int:
    days = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 5 else 0  # noqa: PLR2004 - as the limit
    if not 1 <= days <= LONGEST_SILENCE:
        raise Refusal("Please give the days as a number, such as 45.", field="silence")
    return days


def _state(chosen: str) -> str | None:
    none = chosen in {forms.NO_STATE, ""}
    return None if none else str(read(STATE, chosen, "state", "Please choose the state."))


def _days(text: str, today: date) -> list[date]:
    """Read the days off that were typed, one on each line."""
    found = set()
    for line in filter(None, map(str.strip, text.splitlines())):
        try:
            found.add(read(DAY, read_day(line, today), "extra", "Please write each day with its year."))
        except UnreadableDay as unreadable:
            raise Refusal(str(unreadable), field="extra") from None
    return sorted(found)


def draw(desk: Desk, preview: Sequence[str] = (), mark: str = "") -> View:
    """Draw the form; with a preview where dates would move."""
    commission = desk.commission
    shown = forms.days_shown(commission.extra_days_off, desk.today)
    seen = forms.ClocksSeen(
        silence=commission.their_silence_days,
        federal=commission.federal_days_off,
        state=commission.state,
        extra=shown,
        left_out=len(commission.extra_days_off) - len(shown),
        goals=list(_goals(desk)),
    )
    return forms.clocks_form(seen, state_options(), key=secrets.token_hex(8), preview=preview, mark=mark)


def _goals(desk: Desk) -> Iterator[str]:
    """Say the goals that the step lists set, such as that of a reply."""
    for policy in map(policy_in, current_versions(desk.session)):
        for step in policy.steps:
            if step.goal:
                yield f"{policy.place}, our goal for “{step.title}”: {phrase_in_words(step.goal)}."
