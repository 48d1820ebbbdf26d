"""What can be done about a city besides the usual: a short menu on its card, and the rest behind "More"."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from slack_sdk.models.blocks import OverflowMenuElement

from handlers.views.kit import Message, actions, button, does, header, option
from models.rules.permissions import Right
from models.rules.policy import Strength
from models.rules.progress import Progress, Side
from models.rules.steps import Standing, State

MORE = "more"
MOST_CHOICES = 5
"""As many as Slack takes in one menu."""
IN_A_ROW = 4
OTHERS, WAIVE = "others", "waive"
"""The choices that are no verbs: the rest of the menu, and the form that says a step is not needed."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One entry of the menu."""

    label: str
    verb: str
    value: str


def choices_for(progress: Progress, may: Collection[Right]) -> list[Choice]:
    """List what whoever reads may do about a city as it stands, the likeliest first."""
    named = {
        "show": "History",
        "owner": "Change owner" if Right.OWNER in may else "",
        "extend": "Change a date" if Right.EXTEND in may and _is_dated(progress) else "",
        WAIVE: "Not needed" if Right.DONE in may and _can_be_waived(progress) else "",
        "edit": "Edit" if Right.EDIT in may else "",
        "agenda": _agenda(may),
        "park": about_their_silence(progress) if Right.PARK in may else "",
        "write": "Write a letter",
        "note": "Add a note",
        "papers": "Papers",
        "close": "Close" if Right.CLOSE in may else "",
    }
    values = {WAIVE: f"{progress.prospect_id}:{_waived_first(progress)}"}
    return [
        Choice(label=label, verb=verb, value=values.get(verb, progress.prospect_id))
        for verb, label in named.items()
        if label
    ]


def city_menu(progress: Progress, may: Collection[Right]) -> OverflowMenuElement:
    """Make the short menu; where it has more to offer than fits, its last choice shows the rest."""
    every = choices_for(progress, may)
    shown = every if len(every) <= MOST_CHOICES else every[: MOST_CHOICES - 1]
    options = [option(each.label, f"{each.verb}:{each.value}") for each in shown]
    if shown != every:
        options.append(option("More…", f"{OTHERS}:{progress.prospect_id}"))
    return OverflowMenuElement(action_id=MORE, options=options)


def every_choice(progress: Progress, may: Collection[Right]) -> Message:
    """Show all that can be done about a city as buttons; that a step is not needed always fits into the menu itself."""
    every = [each for each in choices_for(progress, may) if each.verb != WAIVE]
    buttons = [
        button(each.label, does(each.verb, place), each.value, about=progress.name)
        for place, each in enumerate(every)
    ]
    rows = [buttons[start : start + IN_A_ROW] for start in range(0, len(buttons), IN_A_ROW)]
    title = f"More for {progress.full_name}"
    labels = ", ".join(each.label for each in every)
    return Message(text=f"{title}: {labels}.", blocks=(header(title), *[actions(*row) for row in rows]))


def _agenda(may: Collection[Right]) -> str:
    """Name what the form for the agenda will do; whoever may not complete steps has that button on the card."""
    if Right.DONE not in may:
        return ""
    return "Add to agenda" if Right.AGENDA_EDIT in may else "Suggest for agenda"


def about_their_silence(progress: Progress) -> str:
    """Name what can be done about their silence; empty where the next word is ours."""
    if not progress.is_open or progress.waiting_on is Side.US:
        return ""
    return "Ask again" if progress.parked else "Stop asking for now"


def _is_dated(progress: Progress) -> bool:
    return any(each.due and each.due.on for each in progress.standings if each.is_open)


def _can_be_waived(progress: Progress) -> bool:
    return bool(_waived_first(progress))


def _waived_first(progress: Progress) -> str:
    """Name the first step of those that are next which the policy lets be waived; empty where there is none."""
    return next((each.step.id for each in progress.now if is_waivable(each)), "")


def is_waivable(standing: Standing) -> bool:
    """Tell whether a step that is next may end as not needed or not applicable."""
    step = standing.step
    return standing.state is State.READY and bool(
        step.optional or step.strength is not Strength.MUST or step.when
    )
