"""The form *My reminders*, and what is said of a pause."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from slack_sdk.models.blocks import Block, ButtonElement, Option
from slack_sdk.models.views import View

from handlers.views import fields
from handlers.views.kit import Message, actions, button, clip, does, form, option, section, titled
from models.rules.my_reminders import HOURS, Listed, MyReminders
from models.rules.notices import Rhythm
from models.rules.recipients import Person
from models.rules.wording import NOON, day_in_words

MY_FORM = "my_reminders"
PERSON_FORM = "reminders_person"
FOR_OTHERS = "reminders_for_others"
RESUME = "resume_reminders"
NOBODY = "staff"
"""The choice of a backup that names nobody."""
MOST_LISTED = 8
RHYTHMS = (
    option("One note a day", Rhythm.DAILY, "With whatever is due or coming up. Usual."),
    option("Only on the day", Rhythm.DAY, "On the day itself, and when it is late."),
    option("Weekly", Rhythm.WEEKLY, "On the first working day, with all that falls in the week."),
)


def my_button() -> ButtonElement:
    """Make the button that opens one's own reminders."""
    return button("My reminders", does("remind"))


def reminders_form(
    mine: MyReminders,
    today: date,
    *,
    key: str,
    is_own: bool,
    for_others: bool = False,
    until: date | None = None,
) -> View:
    """Ask how often, when, and until when not; below stands what waits and what was missed. `until` is a day that was typed."""
    person = mine.person
    blocks: list[Block] = [] if is_own else [titled(person.name)]
    blocks += [section(pause_in_words(mine, today, is_own=is_own))] if person.paused_until else []
    blocks += [
        fields.radio("rhythm", "How often", RHYTHMS, initial=mine.rhythm),
        fields.choice("hour", "Hour of the note", _hours(), initial=str(mine.hour)),
        *_pause_fields(mine, until),
        section(_list("Waiting", mine.waiting, today) if mine.waiting else "Nothing is waiting."),
    ]
    if mine.missed:
        blocks.append(section(_list("Missed while Clerk was not running", mine.missed, today)))
    if for_others:
        blocks.append(actions(button("For someone else", FOR_OTHERS)))
    title = "My reminders" if is_own else "Reminders"
    carries = {"key": key, "member": person.member_id}
    return form(title, MY_FORM, blocks, submit="Save reminders", carries=carries)


def _pause_fields(mine: MyReminders, until: date | None) -> list[Block]:
    staff = option("Nobody in particular: staff", NOBODY)
    backups = [staff, *(option(each.name, each.member_id) for each in mine.backups)]
    hint = "The day of the return. What is already overdue still goes to the chair."
    asked: list[Block] = [
        fields.day(
            "until", "Pause until", initial=until or mine.person.paused_until, optional=True, hint=hint
        ),
        fields.choice("backup", "Who gets it meanwhile", backups, initial=mine.person.backup_id or NOBODY),
    ]
    back = [option("Resume now", "yes")]
    return [*asked, *([fields.ticks("back", "End the pause", back)] if mine.person.paused_until else [])]


def _hours() -> list[Option]:
    return [option(hour_in_words(hour), str(hour)) for hour in HOURS]


def hour_in_words(hour: int) -> str:
    """Write a full hour: "9 AM"."""
    return f"{hour % NOON or NOON} {'AM' if hour < NOON else 'PM'}"


def _list(title: str, listed: Sequence[Listed], today: date) -> str:
    lines = [_line(each, today) for each in listed[:MOST_LISTED]]
    left = [f"and {len(listed) - MOST_LISTED} more"] if len(listed) > MOST_LISTED else []
    return "\n".join([f"{title}:", *lines, *left])


def _line(listed: Listed, today: date) -> str:
    back = f", put off until {day_in_words(listed.back.date(), today)}" if listed.back else ""
    return clip(f"{listed.about}, {day_in_words(listed.on, today)}{back}", 300)


def person_form(people: Sequence[Person], *, key: str) -> View:
    """Ask whose reminders are to be changed."""
    choices = [option(each.name, each.member_id) for each in people]
    asks = fields.choice("person", "Whose reminders", choices)
    return form("For someone else", PERSON_FORM, [asks], submit="Continue", carries={"key": key})


def pause_in_words(mine: MyReminders, today: date, *, is_own: bool) -> str:
    """Say until when somebody is away, and who gets what is theirs."""
    until = mine.person.paused_until
    if until is None:
        whose = "Your reminders come" if is_own else f"The reminders of {mine.person.name} come"
        often = {Rhythm.DAILY: "once a day", Rhythm.DAY: "on the day", Rhythm.WEEKLY: "once a week"}
        return f"{whose} {often[mine.rhythm]}, at {hour_in_words(mine.hour)}."
    paused = "Paused" if is_own else f"{mine.person.name} is paused"
    theirs = "yours" if is_own else "theirs"
    meanwhile = (
        f"{mine.stands_in} gets what is {theirs} meanwhile."
        if mine.stands_in
        else f"Nobody else can be reached on Slack, so what is {theirs} waits."
    )
    return f"{paused} until {day_in_words(until, today)}. {meanwhile}"


def reminders_said(mine: MyReminders, today: date, *, is_own: bool) -> Message:
    """Say how somebody is reminded now, with the way back."""
    said = pause_in_words(mine, today, is_own=is_own)
    return Message(text=said, blocks=(section(said), actions(*_taps(mine))), title="Reminders")


def paused_by(mine: MyReminders, by: str, today: date) -> Message:
    """Tell somebody that their reminders were paused for them, with the way back."""
    until = day_in_words(mine.person.paused_until or today, today)
    meanwhile = f"{mine.stands_in} gets them meanwhile." if mine.stands_in else "They wait until then."
    said = f"{by} paused your reminders until {until}. {meanwhile}"
    return Message(text=said, blocks=(section(said), actions(*_taps(mine))))


def reminders_saved(mine: MyReminders, today: date, *, is_own: bool, is_new: bool) -> View:
    """Say after the form how somebody is reminded now, with the way back."""
    said = pause_in_words(mine, today, is_own=is_own)
    told = f"Saved. {said}" if is_new else f"Nothing is different, so I changed nothing. {said}"
    return form("Reminders", "saved", [section(told), actions(*_taps(mine))], submit=None, close="Close")


def _taps(mine: MyReminders) -> list[ButtonElement]:
    person = mine.person
    resume = (
        [button("Resume now", RESUME, person.member_id, about=person.name)] if person.paused_until else []
    )
    return [*resume, my_button()]
