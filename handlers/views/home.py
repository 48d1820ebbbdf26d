"""The Home tab: what needs the person first, then the next meeting, the usual buttons, the cities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from slack_sdk.models.blocks import Block, ButtonElement, DividerBlock, SectionBlock
from slack_sdk.models.views import View

from handlers.views.kit import (
    actions,
    button,
    clip,
    clip_at_word,
    context,
    does,
    header,
    section,
    titled,
)
from handlers.views.prospects import LONGEST_TITLE, for_whom, one_line, whose_turn
from handlers.views.steps import count_in_words, when, when_on_card
from handlers.views.usage import verb_button, verb_rows
from models.rules.progress import Progress
from models.rules.steps import Standing
from models.rules.wording import day_in_words, listed, moment_in_words, plural

REFRESH = "refresh_home"
ALL_MINE = "mine"
LONGEST_SPOKEN = 40
"""Characters of a city's name in what a screen reader says of a button."""


@dataclass(frozen=True, kw_only=True)
class NeededBy:
    """A file that needs the person, and what they may do about it."""

    progress: Progress
    step: Standing | None = None
    """What is to be done first; nothing where an answer is late."""
    on_behalf: str = ""
    """Why they see what is not theirs: "for Lee, back Dec 1"."""
    may_complete: bool = False


@dataclass(frozen=True, kw_only=True)
class Page:
    """All that a person's Home shows."""

    name: str
    today: date
    as_of: datetime
    """In the person's own zone."""
    needs: Sequence[NeededBy]
    needs_left: int = 0
    """How many more need them."""
    votes: Sequence[Block] = ()
    """Open votes that they have not cast yet, in one block."""
    cities: Sequence[Progress] = ()
    cities_open: int = 0
    first: Sequence[Block] = ()
    """What stands above all else: the first steps, and what is for the person to decide."""
    meeting: Sequence[Block] = ()
    verbs: Sequence[str] = ()
    about_cities: Sequence[str] = ("list", "due")
    """The verbs below the cities."""
    keeping: Sequence[Block] = ()
    """What staff keep an eye on."""
    ask: Sequence[str] = ()
    """Whom to ask, by name."""


def home(page: Page) -> View:
    """Draw the Home of somebody on the roster."""
    blocks: list[Block] = [
        header(f"Hello, {page.name}"),
        *page.first,
        *_needs(page),
        *page.meeting,
        *verb_rows(page.verbs),
        DividerBlock(),
        *_cities(page),
        *page.keeping,
        DividerBlock(),
        actions(verb_button("remind"), verb_button("menu"), verb_button("help")),
        *([context(f"Questions? Ask {listed(tuple(page.ask))}.")] if page.ask else []),
        as_of(page.as_of),
    ]
    return View(type="home", blocks=blocks)


def as_of(at: datetime, zone: str = "") -> SectionBlock:
    """Say when the Home was drawn, with the button that draws it again: one that stays after a failure says its age.

    The `zone` is named where it may not be the reader's own.
    """
    moment = " ".join(filter(None, [moment_in_words(at, at.date()), zone]))
    return section(f"As of {moment}.", _refresh())


def _refresh() -> ButtonElement:
    return button("Refresh", REFRESH)


def _needs(page: Page) -> list[Block]:
    left, see_all = page.needs_left, button("See all", does("next"), ALL_MINE, about="what needs you")
    if not page.needs and not page.votes:
        more = f"Nothing is due soon. {plural(left, 'more city is', 'more cities are')} yours."
        return [section(more, see_all) if left else section("Nothing needs you today.")]
    lines = [block for each in page.needs for block in _need(each, page.today)]
    more_lines = [section(f"And {left} more.", see_all)] if left else []
    return [titled("Needs you"), *page.votes, *lines, *more_lines]


def _need(needed: NeededBy, today: date) -> list[Block]:
    progress, step = needed.progress, needed.step
    said = filter(None, [*_asks(progress, step, today), for_whom(needed.on_behalf)])
    line = section("\n".join(said), open_button(progress, ", needs you"))
    if not needed.may_complete or step is None:
        return [line]
    about = f"{spoken(progress)}, {step.step.title}"
    return [
        line,
        actions(button("Done", does("done"), f"{progress.prospect_id}:{step.step.id}", about=about)),
    ]


def _asks(progress: Progress, step: Standing | None, today: date) -> list[str]:
    """Say what a file asks for and by when, and how that was counted."""
    if step is None:
        expected = day_in_words(progress.answer_by or today, today)
        since = day_in_words(progress.waiting_since, today)
        return [f"{progress.full_name}: an answer was expected by {expected}", f"No word since {since}."]
    by_when = when(step, progress, today) or whose_turn(progress, today)
    title = clip_at_word(step.step.title, LONGEST_TITLE)
    said = f"{progress.full_name}: {title}, {by_when[:1].lower()}{by_when[1:]}"
    return [said, *filter(None, [count_in_words(step)])]


def _cities(page: Page) -> list[Block]:
    if not page.cities_open:
        return [titled("Cities"), section("No city is tracked yet. Record your first inquiry.")]
    lines = [section(_city_line(each, page.today), open_button(each)) for each in page.cities]
    row = actions(*[verb_button(verb) for verb in page.about_cities])
    return [titled(f"Cities ({page.cities_open} open)"), *lines, row]


def _city_line(progress: Progress, today: date) -> str:
    """Say a city in a line for a phone: what comes first, and by when; who acts, and what else is open, stands behind it."""
    if not progress.now:
        return one_line(progress, today)
    dated = when_on_card(progress.now[0], today)
    title = clip_at_word(progress.now[0].step.title, LONGEST_TITLE)
    return f"{progress.full_name}: {title}, {dated[:1].lower()}{dated[1:]}"


def spoken(progress: Progress) -> str:
    """Name a file as a button says it aloud, short enough to leave room for more."""
    return f"{clip(progress.name, LONGEST_SPOKEN)}, No. {progress.number}"


def open_button(progress: Progress, why: str = "") -> ButtonElement:
    """Make the button that shows what is next for a city; read aloud, `why` tells it from others of the same city."""
    about = f"{spoken(progress)}{why}"
    return button("Open", does("next"), progress.prospect_id, about=about)


def stranger_home(commission: str, at: datetime, *, public: str = "") -> View:
    """Say what Clerk is to someone who is not on the roster, with the public list where they may see it; `at` is local there."""
    keeps = f"I keep the sister-city records of {commission}. You're not on its roster."
    shown = "Here is the public list." if public else "So I can show you nothing of them."
    row = actions(verb_button("join"), verb_button("help"))
    listed_ = [section(public)] if public else []
    drawn = as_of(at, at.tzname() or "")
    return View(type="home", blocks=[header("Clerk"), section(f"{keeps} {shown}"), *listed_, row, drawn])


def cannot_be_read() -> View:
    """Say on a Home that was never drawn before that the record cannot be read now."""
    said = "I can't read the record just now. Nothing is lost. Please try again in a minute."
    return View(type="home", blocks=[header("Clerk"), section(said, _refresh())])
