"""The card of a prospect, and a prospect in one line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from slack_sdk.models.blocks import ActionsBlock, Block, Option, OverflowMenuElement

from handlers.views.city_menus import MORE, about_their_silence
from handlers.views.kit import (
    SECTION_LIMIT,
    Message,
    actions,
    button,
    clip,
    clip_at_word,
    context,
    does,
    option,
    section,
    sentence,
    titled,
)
from handlers.views.steps import (
    actor,
    count_in_words,
    is_dated,
    is_third_party,
    party,
    small_prints,
    titled_when,
    when,
    when_on_card,
)
from models.rules.due import event_in_words
from models.rules.policy import BegunBy
from models.rules.progress import Progress, Side
from models.rules.steps import Standing, step_of
from models.rules.wording import date_in_words, day_in_words, plural

MOST_ON_CARD = 3
"""Ready steps that a card names."""
LONGEST_TITLE = 60
"""Characters of a step's title that stand in a line of many."""
LONGEST_REASON = 100
"""Characters of a reason that stands in a line of many."""
DO_NOT_DISCUSS = "Please don't discuss here; suggest it for the agenda."
WHY_CLOSED = "Its History says why."
"""In the channel, where nobody's own words stand, which the reason of a closing may be."""
BEGUN = {
    BegunBy.THEM: "New inquiry",
    BegunBy.US: "New outreach",
    BegunBy.GROUP: "New application",
}


def inquiry_card(progress: Progress, today: date, *, public_body: bool) -> Message:
    """Draw the card of a prospect that stands in the channel and is edited in place."""
    told = _card_sentences(progress, today)
    blocks: list[Block] = [
        titled(progress.full_name, *([", ".join(progress.interests)] if progress.interests else [])),
        section(step_of(progress.standings).capitalize(), fields=_card_fields(progress, today)),
        *_counted_on_card(progress),
    ]
    if public_body:
        blocks.append(context(DO_NOT_DISCUSS))
    blocks.append(_card_buttons(progress))
    blocks.append(
        context(f"No. {progress.number}. Recorded by {progress.recorded_by}. {began(progress, today)}.")
    )
    return Message(text=" ".join(told), blocks=tuple(blocks))


def _card_sentences(progress: Progress, today: date) -> list[str]:
    told = [f"{BEGUN[progress.begun_by]}: {progress.full_name}."]
    if not progress.is_open:
        return [
            f"{progress.full_name}: closed {day_in_words(progress.closed_on or today, today)}. {WHY_CLOSED}"
        ]
    told += [
        sentence(titled_when(standing, when_on_card(standing, today), today))
        for standing in progress.now[:MOST_ON_CARD]
    ]
    if progress.owner:
        told.append(f"Owner: {progress.owner}.")
    return [
        *told,
        sentence(whose_turn(progress, today)),
        f"{began(progress, today)}.",
        f"Recorded by {progress.recorded_by}.",
    ]


def _card_fields(progress: Progress, today: date) -> list[str]:
    if not progress.is_open:
        return [f"Closed: {day_in_words(progress.closed_on or today, today)}", WHY_CLOSED]
    dated = [
        titled_when(standing, when_on_card(standing, today), today)
        for standing in progress.now[:MOST_ON_CARD]
    ]
    return [*dated, f"Owner: {progress.owner or 'nobody yet'}", whose_turn(progress, today)]


def silence_choices(progress: Progress) -> list[Option]:
    """Offer to set their silence aside, or to take it up again, while the next word is theirs."""
    label = about_their_silence(progress)
    return [option(label, f"park:{progress.prospect_id}")] if label else []


def _counted_on_card(progress: Progress) -> list[Block]:
    counted = [count_in_words(standing) for standing in progress.now[:MOST_ON_CARD] if is_dated(standing)]
    if not counted or not progress.is_open:
        return []
    return [
        context(
            " ".join(
                ["Counted:", *dict.fromkeys(counted), "“What's next” gives our readings and the sources."]
            )
        )
    ]


def explanations(standings: Sequence[Standing]) -> list[Block]:
    """Say in small print how the dates of some steps were counted."""
    dated = [standing for standing in standings if is_dated(standing)]
    return [
        context(f"{standing.step.title}: {small}")
        for standing, small in zip(dated, small_prints(dated), strict=True)
    ]


def began(progress: Progress, today: date) -> str:
    """Say what it began with, and when."""
    event = event_in_words(progress.starts)
    return f"{event[:1].upper()}{event[1:]} of {day_in_words(progress.began_on, today)}"


def _card_buttons(progress: Progress) -> ActionsBlock:
    choices = [option("History", f"show:{progress.prospect_id}")]
    if progress.is_open:
        choices.append(option("Suggest for agenda", f"agenda:{progress.prospect_id}"))
        choices.append(option("Edit", f"edit:{progress.prospect_id}"))
    choices += silence_choices(progress)
    choices.append(
        option("Close", f"close:{progress.prospect_id}")
        if progress.is_open
        else option("Reopen", f"reopen:{progress.prospect_id}")
    )
    return actions(
        button("What's next", does("next"), progress.prospect_id, about=progress.name),
        button("Log correspondence", does("log"), progress.prospect_id, about=progress.name),
        OverflowMenuElement(action_id=MORE, options=choices),
    )


def waiting(progress: Progress, today: date) -> str:
    """Say whose turn it is, since when and for how long; or since when their silence is set aside, and why."""
    if is_complete(progress):
        return whose_turn(progress, today)
    days = (today - progress.waiting_since).days
    lasting = f"({plural(days, 'day') if days else 'today'})"
    if not progress.parked:
        return f"{whose_turn(progress, today)} {lasting}"
    silent = f"No answer since {day_in_words(progress.waiting_since, today)} {lasting}"
    return f"{parked_in_words(progress, today)} {silent}"


def whose_turn(progress: Progress, today: date) -> str:
    """Say in the channel whose turn it is, since when; or since when their silence is set aside, without the reason."""
    if progress.parked:
        since = day_in_words(progress.waiting_since, today)
        return f"Parked since {day_in_words(progress.parked.on, today)}: no answer since {since}"
    if is_complete(progress):
        return "Every step is done"
    return f"Waiting on {_waited_for(progress)} since {day_in_words(progress.waiting_since, today)}"


def _waited_for(progress: Progress) -> str:
    """Name whoever it is that has to act first: their city, somebody else besides whose step is ready, or us."""
    if progress.waiting_on is Side.THEM:
        return progress.name
    first = progress.now[0] if progress.now else None
    if first is None or first.handed_in or not is_third_party(first.step):
        return "us"
    return party(first.step.who, progress.name)


def is_complete(progress: Progress) -> bool:
    """Tell whether every step is done and nobody is waited for: what a partnership looks like between its dates."""
    return progress.waiting_on is Side.US and not any(each.is_open for each in progress.standings)


def parked_in_words(progress: Progress, today: date) -> str:
    """Say in one line since when their silence is set aside, and why; empty where it is not."""
    if not progress.parked:
        return ""
    reason = clip(sentence(" ".join(progress.parked.reason.split())), LONGEST_REASON)
    return f"Parked since {date_in_words(progress.parked.on, today)}: {reason}"


def one_line(progress: Progress, today: date, *, longest: int = LONGEST_TITLE) -> str:
    """Say a prospect in one line: the city, the first thing to do in at most `longest` characters, who, and by when."""
    if not progress.is_open:
        return f"{progress.full_name}: closed {day_in_words(progress.closed_on or today, today)}"
    by_when = when(progress.now[0], progress, today) if progress.now else ""
    return _line(progress, by_when, longest=longest)


def spoken_line(progress: Progress, today: date) -> str:
    """Say that line for whoever is read to: uncut, and then whose turn it is."""
    turn = sentence(waiting(progress, today)) if progress.is_open and not is_complete(progress) else ""
    line = sentence(one_line(progress, today, longest=SECTION_LIMIT))
    return f"{line} {turn}".rstrip()


def public_line(progress: Progress, today: date) -> str:
    """Say an open prospect in one line that stays true for days and holds nobody's own words."""
    return _line(progress, when_on_card(progress.now[0], today) if progress.now else "")


def _line(progress: Progress, by_when: str, *, longest: int = LONGEST_TITLE) -> str:
    if not progress.now:
        is_over = not any(each.is_open for each in progress.standings)
        return f"{progress.full_name}: {'every step is done' if is_over else 'nothing open now'}"
    first = progress.now[0]
    more = f", and {plural(len(progress.now) - 1, 'more step')}" if len(progress.now) > 1 else ""
    dated = by_when or "No date set"
    said = f"{clip_at_word(first.step.title, longest)}, {actor(first.step, progress)}"
    return f"{progress.full_name}: {said}, {dated[:1].lower()}{dated[1:]}{more}"


def for_whom(on_behalf: str) -> str:
    """Say for whom somebody sees what is not theirs; empty where it is."""
    return sentence(on_behalf[:1].upper() + on_behalf[1:]) if on_behalf else ""


def counted_line(progress: Progress) -> str:
    """Say how the date was counted that a prospect's one line names; empty where it names none."""
    return count_in_words(progress.now[0]) if progress.is_open and progress.now else ""


def small_line(progress: Progress, today: date) -> str:
    """Say below a prospect's one line whose turn it is, and how its date was counted; empty where there is neither."""
    turn = sentence(waiting(progress, today)) if progress.is_open and not is_complete(progress) else ""
    return " ".join(filter(None, [turn, counted_line(progress)]))


def card_update(title: str, changed: str, by: str, on: date, today: date) -> Message:
    """Say in the thread of a card what changed on it."""
    said = f"{title}: {sentence(changed)} Recorded by {by} on {day_in_words(on, today)}."
    return Message(text=said, blocks=(section(said),))
