"""The form *My reminders*, and what is said of a pause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from slack_sdk.models.blocks import Block, ButtonElement, Option
from slack_sdk.models.views import View

from handlers.views import fields
from handlers.views.kit import Message, actions, button, clip, does, form, option, section, titled
from models.rules.my_reminders import HOURS, Listed, MyReminders
from models.rules.notices import Rhythm
from models.rules.permissions import Role
from models.rules.recipients import Person
from models.rules.wording import NOON, day_in_words, plural

MY_FORM = "my_reminders"
PERSON_FORM = "reminders_person"
FOR_OTHERS = "reminders_for_others"
RESUME = "resume_reminders"
RESUME_IN_FORM = "resume_in_form"
NOBODY = "staff"
"""The choice of a backup that names nobody."""
MOST_LISTED = 8
DAYS_OF_A_WEEK = 7
RHYTHMS = (
    option("One note a day", Rhythm.DAILY, "With whatever is due or coming up. Usual."),
    option("Only on the day", Rhythm.DAY, "On the day itself, and when it is late."),
    option("Weekly", Rhythm.WEEKLY, "On the first working day, with all that falls in the week."),
)


NOBODY_NAMED = {
    Role.STAFF: "Nobody: staff get them",
    Role.CHAIR: "The chair",
    Role.VICE_CHAIR: "The vice chair",
}


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What the fields of the form hold."""

    rhythm: str
    hour: str
    until: date | None
    backup_id: str | None


def as_set(mine: MyReminders) -> Shown:
    """Give the fields as somebody set them."""
    person = mine.person
    return Shown(
        rhythm=mine.rhythm, hour=str(mine.hour), until=person.paused_until, backup_id=person.backup_id
    )


def my_button(rhythm: Rhythm | None = None) -> ButtonElement:
    """Make the button that opens one's own reminders, with a rhythm that was typed."""
    return button("My reminders", does("remind"), rhythm or "")


def reminders_form(
    mine: MyReminders,
    shown: Shown,
    today: date,
    *,
    key: str,
    is_own: bool,
    for_others: bool = False,
    is_doubtful: bool = False,
) -> View:
    """Ask how often, when, and until when not; below stands what waits and what was missed. A doubtful pause is asked again."""
    person = mine.person
    blocks: list[Block] = [] if is_own else [titled(person.name)]
    blocks += [_paused(mine, today, is_own=is_own)] if person.paused_until else []
    blocks += [
        fields.radio("rhythm", "How often", RHYTHMS, initial=shown.rhythm),
        fields.choice("hour", "Hour of the note", _hours(), initial=shown.hour),
        fields.day("until", "Pause until", initial=shown.until, optional=True, hint=_hint(person)),
        *([_sure(shown.until, today)] if shown.until and is_doubtful else []),
        fields.choice("backup", "Who gets it meanwhile", _backups(mine), initial=shown.backup_id or NOBODY),
        section(_list("Waiting", mine.waiting, today) if mine.waiting else "No reminder is waiting."),
    ]
    if mine.missed:
        blocks.append(section(_list("Missed while I was not running", mine.missed, today)))
    if for_others:
        blocks.append(actions(button("For someone else", FOR_OTHERS)))
    title = "My reminders" if is_own else "Reminders"
    carries = {"key": key, "member": person.member_id}
    return form(title, MY_FORM, blocks, submit="Save reminders", carries=carries)


def _paused(mine: MyReminders, today: date, *, is_own: bool) -> Block:
    resume = button("Resume now", RESUME_IN_FORM, mine.person.member_id, about=mine.person.name)
    return section(pause_in_words(mine, today, is_own=is_own), resume)


def _hint(person: Person) -> str:
    chair = "" if Role.CHAIR in person.roles else " What is already overdue still goes to the chair."
    return f"The day you are back.{chair}"


def sure_field(until: date) -> str:
    """Name the field that confirms one long pause: another day is another field."""
    return f"sure_{until}"


def _sure(until: date, today: date) -> Block:
    weeks = plural(round((until - today).days / DAYS_OF_A_WEEK), "week")
    yes = option(f"Yes, until {day_in_words(until, today)}: {weeks}", "yes")
    return fields.ticks(sure_field(until), "So long?", [yes], hint="Tick this, or choose an earlier day.")


def _backups(mine: MyReminders) -> list[Option]:
    nobody = NOBODY_NAMED[mine.part_standing_in] if mine.part_standing_in else "Nobody"
    return [option(nobody, NOBODY), *(option(each.name, each.member_id) for each in mine.backups)]


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
    return form("For someone else", PERSON_FORM, [asks], submit="Choose this person", carries={"key": key})


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
    if mine.stands_in == by:
        meanwhile = " and gets them meanwhile"
    else:
        meanwhile = f"; {mine.stands_in} gets them meanwhile" if mine.stands_in else "; they wait until then"
    said = f"Your reminders are paused until {until}. {by} did this{meanwhile}."
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
