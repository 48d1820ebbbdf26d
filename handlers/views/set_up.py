"""The set-up in Slack: the offer before it, its three steps, the reading back, and what follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from slack_sdk.models.blocks import (
    Block,
    ButtonElement,
    Option,
    RichTextBlock,
    RichTextElementParts,
    RichTextSectionElement,
)
from slack_sdk.models.views import View

from handlers.views import fields, slack_fields
from handlers.views.first_run import SEND_TEST
from handlers.views.kit import Message, actions, button, context, form, header, option, section
from handlers.views.reminders import LET_IN
from handlers.views.usage import has_button, verb_button
from models.rules.first_answers import LONGEST_NAME, MEETS_NEVER, Answers
from models.rules.first_file import HERE
from models.rules.patterns import LAST, WEEKDAY_NAMES, WEEKS
from models.rules.wording import listed, ordinal

SET_UP = "set_up_open"
BACK = "set_up_back"
FORMS = ("set_up_1", "set_up_2", "set_up_3")
"""The forms of the three steps."""
REVIEW_FORM = "set_up_review"
LONGEST_CITY = 50
LONGEST_OTHERS = 2_000
SEATS = range(3, 16)
NOT_SET_UP = "Clerk isn't set up yet."
NOT_GENERAL = "Everyone in the workspace is in #general. Please choose your commission's own channel."
ABOUT = "I keep a sister-city commission's inquiries, dates and votes in order."
_NEXT = ("Go on to people", "Go on to meetings", "Read it back")


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What a step is drawn with, the answers so far apart."""

    zones: Sequence[Option] = ()
    states: Sequence[Option] = ()
    policies: Sequence[Option] = ()
    note: str = ""
    """Who saved the answers, where that was somebody else."""
    carries: Mapping[str, str] = field(default_factory=dict)


def offer(step: int) -> Message:
    """Offer the set-up to an administrator, from the step that comes next; 0 where nothing is saved."""
    said = f"{NOT_SET_UP} It takes about five minutes."
    text = f"{said} {_saved(step)}" if step else said
    row = actions(_open_button(step), verb_button("help"))
    return Message(text=text, blocks=(section(text), row))


def _saved(step: int) -> str:
    if step > len(FORMS):
        return "Everything is answered and saved: only reading it back is left."
    return f"What was answered is saved: step {step} of {len(FORMS)} is next."


def ask_an_admin(names: Sequence[str]) -> Message:
    """Tell everybody else whom to ask."""
    example = f", for example {listed(tuple(names)).replace(' and ', ' or ')}" if names else ""
    said = f"{NOT_SET_UP} Ask a workspace admin{example}. It takes them about five minutes."
    return Message(text=said, blocks=(section(said), actions(verb_button("help"))))


def before_set_up(said: Message) -> View:
    """Show the offer, or whom to ask, as somebody's Home."""
    return View(type="home", blocks=[header("Hello, I'm Clerk"), section(ABOUT), *said.blocks])


def _open_button(step: int) -> ButtonElement:
    return button("Resume set-up" if step else "Set up Clerk", SET_UP)


def step_form(step: int, answers: Answers, seen: Seen) -> View:
    """Draw one of the three steps."""
    inputs = (_commission, _people, _steps)[step - 1](answers, seen)
    note = [section(seen.note)] if seen.note else []
    back = [actions(button("Back", BACK, str(step - 1)))] if step > 1 else []
    return form(
        f"Set up: step {step} of {len(FORMS)}",
        FORMS[step - 1],
        [*note, *inputs, *back],
        submit=_NEXT[step - 1],
        carries={**seen.carries, "step": str(step)},
    )


def _commission(answers: Answers, seen: Seen) -> list[Block]:
    kinds = [
        option("City commission", "public", "Under open-meeting rules. Not sure? Keep this one."),
        option("Nonprofit board", "nonprofit", "A private association, without open-meeting rules."),
    ]
    return [
        section("Name your city and choose a channel. The rest may stay as it is."),
        fields.line(
            "name", "City or county", most=LONGEST_CITY, initial=answers.name, hint="Such as Milpitas."
        ),
        fields.line(
            "body",
            "Full name of the body",
            most=LONGEST_NAME,
            initial=answers.body,
            optional=True,
            hint="As minutes have it. Left empty: your city and “Sister Cities Commission”, or “Association” for a nonprofit.",
        ),
        fields.radio("kind", "Kind of body", kinds, initial=answers.kind),
        slack_fields.channel(
            "channel",
            "Channel",
            initial=answers.channel,
            hint="Your commission's own. Not #general: everyone in the workspace would get what I post.",
        ),
        fields.choice("zone", "Time zone", seen.zones, initial=answers.zone),
    ]


def _people(answers: Answers, _seen: Seen) -> list[Block]:
    seats = [option("As many as voting members", "0"), *(option(str(n), str(n)) for n in SEATS)]
    needed = "" if answers.is_nonprofit else " Needed, here or below."
    wanted = "Choose the chair and the voting members, here or under People not on Slack."
    first = f"{wanted} The rest may stay as it is." if needed else "All of this may stay as it is."
    others = "One a line: name, then member, alternate, liaison, chair, vice chair or staff. Such as: Pat Kim, member."
    return [
        section(first),
        slack_fields.person(
            "chair", "Chair", initial=answers.chair, optional=True, hint=f"Sits as a voting member.{needed}"
        ),
        slack_fields.person("vice_chair", "Vice chair", initial=answers.vice_chair, optional=True),
        slack_fields.people(
            "members", "Voting members", initial=answers.members, optional=True, hint=needed.strip() or None
        ),
        slack_fields.people("alternates", "Alternates", initial=answers.alternates, optional=True),
        slack_fields.people("liaisons", "Non-voting liaisons", initial=answers.liaisons, optional=True),
        slack_fields.people("staff", "Staff", initial=answers.staff, hint="Who keeps the records."),
        fields.paragraph(
            "others",
            "People not on Slack",
            most=LONGEST_OTHERS,
            initial=answers.others,
            optional=True,
            hint=others,
        ),
        fields.choice("seats", "Voting seats", seats, initial=str(answers.seats)),
    ]


def _steps(answers: Answers, seen: Seen) -> list[Block]:
    weeks = [option("No regular meetings yet", str(MEETS_NEVER)), *(option(_week(n), str(n)) for n in WEEKS)]
    days = [option(name, str(number)) for number, name in enumerate(WEEKDAY_NAMES)]
    federal = [option("US federal holidays", "federal")]
    none = option("No state's holidays", "none")
    first = "All of this may stay as it is, and be changed later in the settings."
    return [
        section(f"{first} Not sure which steps? Keep the first."),
        fields.ticks(
            "policies",
            "Steps to follow",
            seen.policies,
            initial=answers.policies,
            optional=False,
            hint="How a city becomes a sister city. You can bring a list of your own later, in the settings.",
        ),
        fields.choice("week", "Regular meetings", weeks, initial=str(answers.week)),
        fields.choice("weekday", "Day of the week", days, initial=str(answers.weekday)),
        slack_fields.clock("at", "Time of day", initial=answers.at),
        fields.ticks("days_off", "Days off", federal, initial=answers.days_off),
        fields.choice(
            "state", "Holidays of your state", [none, *seen.states], initial=answers.state or "none"
        ),
        slack_fields.person(
            "second",
            "Second administrator",
            initial=answers.second,
            optional=True,
            hint="Somebody who can step in when you are away. They belong to staff too.",
        ),
    ]


def _week(week: int) -> str:
    return f"{'Last' if week == LAST else ordinal(week).capitalize()} of each month"


def review_form(paragraph: str, *, carries: Mapping[str, str], note: str = "") -> View:
    """Read everything back in one paragraph, with the way back."""
    check = "Please check the channel: is it your commission's own, and not #general?"
    return form(
        "Set up: is this right?",
        REVIEW_FORM,
        [
            *([section(note)] if note else []),
            _with_channel(paragraph, carries["channel"]),
            context(check),
            actions(button("Back", BACK, str(len(FORMS)))),
        ],
        submit="Looks right",
        carries=carries,
    )


def _with_channel(paragraph: str, channel: str) -> RichTextBlock:
    """Draw the paragraph with the channel's name, which Slack fills in."""
    before, _, after = paragraph.partition(HERE)
    parts = [
        RichTextElementParts.Text(text=before),
        RichTextElementParts.Channel(channel_id=channel),
        RichTextElementParts.Text(text=after),
    ]
    return RichTextBlock(elements=[RichTextSectionElement(elements=parts)])


def is_set_up(commission: str, channel: str, *, has_joined: bool) -> View:
    """Say that the commission is set up, and what comes next; where Clerk is not known to be in the channel, how to let it in."""
    said = f"{commission} is set up. I introduce myself in the channel now."
    invite = "Does nothing appear there? Type /invite @Clerk in the channel, and press Try again."
    row = [
        button("Send a test", SEND_TEST, about="a reminder to you"),
        verb_button("inquiry"),
        verb_button("menu"),
    ]
    if not has_joined:
        said = f"{said} {invite}"
        row.append(button("Try again", LET_IN, channel, about="the introduction"))
    more = context("More first steps are on my Home, under Apps.")
    return form("Set up", "saved", [section(said), more, actions(*row)], submit=None, close="Close")


def is_changing(name: str) -> Message:
    """Say that an answer is being changed, so that what was read back does not hold."""
    who = f"{name} is changing an answer." if name else "An answer is being changed."
    said = f"{who} Nothing is set up yet. Please read it again."
    return Message(text=said, blocks=(section(said), actions(_open_button(len(FORMS)))), title="Set up")


def set_up_already(by: str, when: str) -> Message:
    """Say that the set-up was done before and, where it is known, by whom and when."""
    said = f"Clerk is set up already. {by} did that on {when}." if when else "Clerk is set up already."
    row = actions(*[verb_button(each) for each in ("settings", "roster", "menu") if has_button(each)])
    return Message(text=said, blocks=(section(said), row), title="Set up")


def introduction(commission: str, by: str) -> Message:
    """Draw the one introduction in the channel: what Clerk is, how to call it, who set it up."""
    hello = f"Hello. I'm Clerk. {ABOUT}"
    work = f"I work for {commission}. Here I post new inquiries, votes, agendas and signed agreements, and little else."
    call = "Type /sister in any channel, and only you see the answer. Or open my Home, under Apps."
    said = f"{hello} {work} {call} Set up by {by}."
    row = actions(verb_button("next"), verb_button("help"))
    return Message(
        text=said, blocks=(section(hello), section(f"{work} {call}"), context(f"Set up by {by}."), row)
    )


def hello(name: str, commission: str, staff: str) -> Message:
    """Greet a member once: what Clerk does for them."""
    said = _hello(name, commission, staff)
    row = actions(verb_button("next"), verb_button("remind"))
    return Message(text=said, blocks=(section(said), row))


def with_hello(note: Message, name: str, commission: str, staff: str) -> Message:
    """Greet a member at the beginning of their first note."""
    said = _hello(name, commission, staff)
    return replace(note, text=f"{said} {note.text}", blocks=(section(said), *note.blocks))


def _hello(name: str, commission: str, staff: str) -> str:
    return (
        f"Hello, {name}. I'm Clerk. I keep the sister-city work of {commission} in order. "
        "I tell you what is yours to do, at most once a day. "
        f"Ask me anything here, or type /sister in a channel. Questions? {staff} can help."
    )
