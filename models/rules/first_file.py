"""The commission file that the answers of the set-up in Slack amount to, and the paragraph that reads them back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from models.rules.commission_rules import own_body
from models.rules.commission_values import ChosenPolicy, CommissionFile, Person, PlannedMeeting
from models.rules.counting import QuorumBase
from models.rules.first_answers import Answers, people_of, voting_members
from models.rules.patterns import Pattern
from models.rules.permissions import Role
from models.rules.policy import Body
from models.rules.wording import listed, plural, time_in_words

HERE = "{channel}"
"""Stands in the paragraph for the channel's name, which only Slack knows."""
SAYS_SO = "Said at the set-up in Slack."
MOST_NAMED = 12
_OFFICES = {Role.CHAIR: "the chair", Role.VICE_CHAIR: "the vice chair"}


def file_of(
    answers: Answers,
    names: Mapping[str, str],
    policies: Sequence[ChosenPolicy],
    today: date,
    *,
    approved_by: str,
) -> CommissionFile:
    """Make the file: meetings until the end of next year, and seats of the commission's own where the policy has others."""
    body = own_body(chosen.policy for chosen in policies)
    people = people_of(answers, names)
    days_off: dict[str, Any] = {"federal": "federal" in answers.days_off}
    return CommissionFile(
        name=answers.name,
        body=answers.title,
        kind=answers.kind,
        zone=answers.zone,
        channel=answers.channel,
        days_off={**days_off, **({"state": answers.state} if answers.state else {})},
        rules=_rules(answers, people, body, approved_by),
        people=people,
        policies=tuple(policies),
        meetings=_meetings(answers, body.id if body else "commission", today),
        partners=(),
        prospects=(),
    )


def pattern_of(answers: Answers) -> Pattern | None:
    """Give the pattern that the commission meets by; None where it has no regular meetings."""
    if not answers.week:
        return None
    return Pattern(week=answers.week, weekday=answers.weekday, at=time.fromisoformat(answers.at))


def seats_of(answers: Answers, people: Sequence[Person]) -> int:
    """Say how many voting seats there are; 0 where nobody votes yet."""
    return answers.seats or len(voting_members(people))


def _rules(answers: Answers, people: Sequence[Person], body: Body | None, approved_by: str) -> dict[str, Any]:
    """Give the seats, places for alternates and quorum that differ from the policy's, with who says so."""
    seats = seats_of(answers, people)
    alternates = sum(Role.ALTERNATE in person.roles for person in people)
    rules: dict[str, Any] = {}
    if seats and seats != (body.voting if body else 0):
        rules["seats"] = seats
        if body and isinstance(body.quorum, int):
            rules["quorum"] = QuorumBase.SEATS.value
    if alternates > (body.alternates or 0 if body else 0):
        rules["alternates"] = alternates
    return {**rules, "bylaws": SAYS_SO, "approved_by": approved_by} if rules else {}


def _meetings(answers: Answers, body: str, today: date) -> tuple[PlannedMeeting, ...]:
    pattern = pattern_of(answers)
    if pattern is None:
        return ()
    moments = pattern.moments(today, date(today.year + 1, 12, 31), ZoneInfo(answers.zone))
    return tuple(PlannedMeeting(body=body, starts_at=at) for at in moments)


def read_back(
    answers: Answers, names: Mapping[str, str], titles: Sequence[str], *, zone: str, state: str
) -> str:
    """Say everything that was answered in one paragraph; `zone` and `state` in words, the channel as `HERE`."""
    people = people_of(answers, names)
    kind = "a nonprofit board" if answers.is_nonprofit else "a city commission under open-meeting rules"
    return " ".join(
        [
            f"{answers.title} is {kind}.",
            f"I post in {HERE}, and write to people one by one.",
            f"Days and hours are those of {zone}.",
            *_people_in_words(answers, people),
            f"I follow the steps of {listed(tuple(titles))}.",
            _meetings_in_words(answers),
            _days_off_in_words(answers, state),
            *([f"{names[answers.second]} looks after Clerk too."] if answers.second else []),
        ]
    )


def _people_in_words(answers: Answers, people: Sequence[Person]) -> Iterator[str]:
    for role, called in _OFFICES.items():
        yield from (f"{person.name} is {called}." for person in people if role in person.roles)
    voting = voting_members(people)
    chairs = [person for person in people if Role.CHAIR in person.roles]
    missing = [*([] if chairs else ["chair"]), *([] if voting else ["voting members"])]
    if missing:
        yield f"No {' and no '.join(missing)} {'is' if voting else 'are'} entered yet."
    if voting:
        seats = plural(seats_of(answers, people), "voting seat")
        yield (
            f"There are {seats}, held by {_named(voting)}."
            if len(voting) > 1
            else (f"There is {seats}, held by {voting[0].name}.")
        )
    for role, one, many in (
        (Role.ALTERNATE, "the alternate", "alternates"),
        (Role.LIAISON, "a liaison without a vote", "liaisons without a vote"),
        (Role.STAFF, "on staff", "on staff"),
    ):
        those = tuple(person for person in people if role in person.roles)
        if those:
            yield f"{_named(those)} {'is' if len(those) == 1 else 'are'} {one if len(those) == 1 else many}."
    away = tuple(person for person in people if not person.slack)
    if away:
        yield f"{_named(away)} {'is' if len(away) == 1 else 'are'} not on Slack: what I have for them goes to staff."


def _named(people: Sequence[Person]) -> str:
    shown = [person.name for person in people[:MOST_NAMED]]
    left = len(people) - len(shown)
    return listed((*shown, *([f"{left} more"] if left else [])))


def _meetings_in_words(answers: Answers) -> str:
    pattern = pattern_of(answers)
    if pattern is None:
        return "No regular meetings are planned yet."
    at = datetime.combine(date.min, pattern.at)
    return f"It meets on {pattern.in_words()} at {time_in_words(at)}."


def _days_off_in_words(answers: Answers, state: str) -> str:
    whose = [*(["the federal holidays"] if "federal" in answers.days_off else [])]
    whose += [f"those of {state}" if whose else f"the holidays of {state}"] if state else []
    return f"Its days off are {listed(tuple(whose))}." if whose else "It keeps no holidays."
