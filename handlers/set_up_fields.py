"""The fields of the set-up's three steps: what was answered, and what is wrong beside each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from handlers.accounts import Account
from handlers.filled import Filled
from handlers.views import set_up as views
from models.rules.first_answers import MEETS_NEVER, Answers, Fault, people_faults
from models.rules.patterns import WEEKDAY_NAMES, WEEKS

PEOPLE = 2
"""The step that asks for people."""
STEPS = 3
"""The step that asks which steps to follow, and the rest."""
MOST_SEATS = 15
NOT_FOUND_YET = "I have not found everybody in Slack's list yet. Please press the button once more."
"""In a big workspace each press finds some more."""
_OF_STEP = {
    PEOPLE: ("chair", "vice_chair", "members", "alternates", "liaisons", "staff"),
    STEPS: ("second",),
}
"""The fields of each step in which people on Slack are chosen."""


def answered(step: int, filled: Filled, before: Answers) -> Answers:
    """Read one step of the form into the answers so far."""
    return (_commission, _people, _steps)[step - 1](filled, before)


def _commission(filled: Filled, before: Answers) -> Answers:
    return replace(
        before,
        name=filled.text("name"),
        body=filled.text("body"),
        kind=filled.chosen("kind") or before.kind,
        channel=filled.channel("channel"),
        zone=filled.chosen("zone") or before.zone,
    )


def _people(filled: Filled, before: Answers) -> Answers:
    return replace(
        before,
        chair=filled.user("chair") or "",
        vice_chair=filled.user("vice_chair") or "",
        members=filled.users("members"),
        alternates=filled.users("alternates"),
        liaisons=filled.users("liaisons"),
        staff=filled.users("staff"),
        others=filled.text("others"),
        seats=_number(filled, "seats", range(MOST_SEATS + 1), 0),
    )


def _steps(filled: Filled, before: Answers) -> Answers:
    at, state = filled.time("at"), filled.chosen("state")
    return replace(
        before,
        policies=filled.ticked("policies"),
        week=_number(filled, "week", WEEKS, MEETS_NEVER),
        weekday=_number(filled, "weekday", range(len(WEEKDAY_NAMES)), before.weekday),
        at=f"{at:%H:%M}" if at else before.at,
        days_off=filled.ticked("days_off"),
        state="" if state == "none" else state,
        second=filled.user("second") or "",
    )


def _number(filled: Filled, name: str, known: range | tuple[int, ...], default: int) -> int:
    chosen = {str(number): number for number in known}
    return chosen.get(filled.chosen(name), default)


def faults_of_step(
    step: int,
    answers: Answers,
    accounts: Mapping[str, Account],
    names: Mapping[str, str],
    *,
    me: str,
    general: str,
) -> Iterator[Fault]:
    """List what is wrong with a step that `me` filled in, each beside its field."""
    if step == 1:
        yield from _commission_faults(answers, general)
    if step == STEPS and answers.second == me:
        yield "second", "Please choose somebody other than yourself, or leave it empty."
    for field in _OF_STEP.get(step, ()):
        for slack_id in _in_field(answers, field):
            account = accounts.get(slack_id)
            if account and not account.is_person:
                yield field, _no_person(account)
            elif slack_id not in names:
                yield field, NOT_FOUND_YET
    if step == PEOPLE and set(answers.on_slack) <= set(names):
        yield from people_faults(answers, names)


def _no_person(account: Account) -> str:
    if account.is_app:
        return f"{account.name} is an app. Please choose people only."
    return f"{account.name}'s Slack account is closed. Please write their name under People not on Slack."


def _in_field(answers: Answers, field: str) -> tuple[str, ...]:
    held = getattr(answers, field)
    return held if isinstance(held, tuple) else (held,) if held else ()


def _commission_faults(answers: Answers, general: str) -> Iterator[Fault]:
    if not answers.name:
        yield "name", "Please enter the name of your city."
    for field in ("name", "body"):
        if not getattr(answers, field).isprintable():
            yield field, "Please write it on one line."
    if general and answers.channel == general:
        yield "channel", views.NOT_GENERAL
    try:
        ZoneInfo(answers.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield "zone", "I don't know that time zone. Please choose another."
