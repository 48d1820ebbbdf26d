"""The list of the first days on Home, what its buttons answer, and the sample."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from slack_sdk.models.blocks import Block, InteractiveElement

from handlers.views.kit import Message, actions, button, context, does, section, sentence, titled
from handlers.views.reminders import LET_IN
from handlers.views.usage import verb_button
from models.rules.first_days import Checklist, Task
from models.rules.wording import listed

SEND_TEST = "send_test"
TELL_MEMBERS = "tell_members"
LOAD_SAMPLE = "load_sample"
REMOVE_SAMPLE = "remove_sample"
HIDE_CHECKLIST = "hide_checklist"

_TO_DO: Mapping[Task, str] = {
    Task.INTRODUCE: "Let me into your channel: type /invite @Clerk there, then press Try again.",
    Task.TEST: "See what a reminder looks like. It goes to you alone.",
    Task.RECORD: "Record your first inquiry, or try me on three invented cities.",
    Task.TELL: "Tell the members. I have the words ready; you send them.",
}
_DONE: Mapping[Task, str] = {
    Task.SET_UP: "set up",
    Task.INTRODUCE: "introduced in your channel",
    Task.TEST: "test reminder sent",
    Task.RECORD: "first inquiry or sample recorded",
    Task.TELL: "words for the members shown",
}
_SAMPLE = "Three sample cities are loaded. They are invented, and their names say so."


def checklist_blocks(seen: Checklist | None) -> list[Block]:
    """Show what is left of the first days, with the button that does each; nothing once all is done and no sample stands."""
    if seen is None:
        return []
    sample = [_sample_block()] if seen.has_sample and seen.is_staff else []
    if not seen.left:
        return sample
    done = [_DONE[task] for task in Task if task in seen.done]
    heading = titled(f"First steps: {len(done)} of {len(Task)} done")
    tasks = [section(_TO_DO[task], _buttons(seen)[task]) for task in seen.left]
    row = [button("Hide this list", HIDE_CHECKLIST)]
    if seen.is_staff and not seen.has_sample and Task.RECORD in seen.left:
        row.insert(0, button("Load a sample", LOAD_SAMPLE))
    so_far = context(f"Done so far: {sentence(listed(tuple(done)))}")
    return [heading, *tasks, so_far, actions(*row), *sample]


def _buttons(seen: Checklist) -> Mapping[Task, InteractiveElement]:
    """Give the button of each task that is done by one."""
    return {
        Task.INTRODUCE: button("Try again", LET_IN, seen.channel, about="the introduction"),
        Task.TEST: button("Send a test", SEND_TEST, about="a reminder to you"),
        Task.RECORD: button("Record an inquiry", does("inquiry"), about="your first"),
        Task.TELL: button("Show the words", TELL_MEMBERS, about="for the members"),
    }


def _sample_block() -> Block:
    return section(_SAMPLE, button("Remove the sample", REMOVE_SAMPLE))


def reminder_on_its_way() -> Message:
    """Say that a test reminder is coming."""
    said = "A test reminder is on its way to you. Look under Messages, here in Clerk."
    return Message(text=said, blocks=(section(said), actions(verb_button("remind"))))


def trial_reminder(name: str) -> Message:
    """Draw the test: what a reminder looks like, and that nothing is to be done."""
    said = (
        f"This is a test reminder for {name}. Nothing is to be done. "
        "A real one names the city, the step and the day it is due."
    )
    why = "You get this because you asked for a test."
    row = actions(button("See what's next", does("next")), button("Change reminders", does("remind")))
    return Message(text=f"{said} {why}", blocks=(section(said), context(why), row))


def words_for_members(commission: str, first_staff: str) -> Message:
    """Show the words that somebody may paste into a message to the members; Clerk sends none."""
    words = (
        f"{commission} now keeps its sister-city inquiries, dates and votes with Clerk, here in Slack.\n"
        "Open Clerk under Apps and look at Home: it shows what needs you.\n"
        "Or type /sister in any channel. Only you see the answer.\n"
        f"You get at most one reminder a day, and you can change that. Questions? Ask {first_staff}."
    )
    hint = "Copy this into a message to your members, or read it out at a meeting. I send it to nobody."
    return Message(
        text=f"{hint} {words}",
        blocks=(context(hint), section(words), actions(verb_button("menu"))),
        title="Tell the members",
    )


def list_hidden() -> Message:
    """Say that the list is gone from Home."""
    said = "The list of first steps is hidden now. What it offered stays: press First steps, or type setup."
    row = actions(button("First steps", does("setup")), verb_button("menu"))
    return Message(text=said, blocks=(section(said), row))


def with_first_steps(said: Message, seen: Checklist | None) -> Message:
    """Add what the list offers besides the set-up, for whoever has it, also once it is done or hidden."""
    if seen is None:
        return said
    sample = (
        button("Remove the sample", REMOVE_SAMPLE)
        if seen.has_sample
        else button("Load a sample", LOAD_SAMPLE)
    )
    row = [_buttons(seen)[Task.TEST], _buttons(seen)[Task.TELL], *([sample] if seen.is_staff else [])]
    offered = "Here are the first steps, to be taken at any time."
    return replace(
        said, text=f"{said.text} {offered}", blocks=(*said.blocks, section(offered), actions(*row))
    )


def sample_loaded(cities: Sequence[str]) -> Message:
    """Say what the sample put into the record."""
    said = (
        f"Loaded: {'; '.join(cities)}. They are invented, and their names say so. "
        "Nothing of them goes to the channel. I remind you of them as of real ones."
    )
    row = actions(verb_button("next"), button("Remove the sample", REMOVE_SAMPLE))
    return Message(text=said, blocks=(section(said), row))


def sample_removed(cities: Sequence[str], left: Sequence[tuple[str, str]]) -> Message:
    """Say which sample cities were taken back, and which stay and why."""
    said = (
        [f"Taken back: {'; '.join(cities)}. The record keeps what was entered, and that it was taken back."]
        if cities
        else []
    )
    said += [f"{city} stays. {why}" for city, why in left]
    text = " ".join(said) or "No sample city is left. I changed nothing."
    row = actions(verb_button("next"), button("Load a sample", LOAD_SAMPLE))
    return Message(text=text, blocks=(section(text), row))
