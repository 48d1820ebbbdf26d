"""The fields of the set-up's three steps: what was answered, and what is wrong beside each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from handlers.accounts import Account
from handlers.filled import Filled
from models.rules.first_answers import MEETS_NEVER, Answers, Fault, people_faults
from models.rules.patterns import WEEKDAY_NAMES, WEEKS

PEOPLE = 2
"""The step that asks for people."""
MOST_SEATS = 15
_OF_STEP = {
    PEOPLE: ("chair", "vice_chair", "members", "alternates", "liaisons", "staff"),
    PEOPLE + 1: ("second",),
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
    step: int, answers: Answers, accounts: Mapping[str, Account], names: Mapping[str, str], *, general: str
) -> dict[str, str]:
    """List what is wrong with a step: the first fault of each field."""
    found: dict[str, str] = {}
    for field, said in _faults(step, answers, accounts, names, general):
        found.setdefault(field, said)
    return found


def _faults(
    step: int,
    answers: Answers,
    accounts: Mapping[str, Account],
    names: Mapping[str, str],
    general: str,
) -> Iterator[Fault]:
    if step == 1:
        yield from _commission_faults(answers, general)
    for field in _OF_STEP.get(step, ()):
        for slack_id in _in_field(answers, field):
            account = accounts.get(slack_id)
            if account and not account.is_person:
                yield field, _no_person(account)
            elif slack_id not in names:
                yield field, "Slack did not tell me the name of somebody here. Please try again."
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
        yield (
            "channel",
            "Everyone in the workspace is in #general. Please choose your commission's own channel.",
        )
    try:
        ZoneInfo(answers.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield "zone", "I don't know that time zone. Please choose another."
