"""What is done with an open vote and a closed one: pressed, spoken, recused, closed, ended, reopened, corrected."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from slack_sdk.models.blocks import ButtonElement
from slack_sdk.models.views import View

from handlers.desk import Answer, Desk, Opens, Pressed
from handlers.filled import Filled
from handlers.views import vote_forms as forms
from handlers.views import votes as views
from handlers.views.kit import Message, button, does, sentence
from models.casting import cast, may_cast, may_speak, record_spoken, recuse, silent
from models.closing_votes import close_vote, end_without_count, reopen_vote
from models.correcting_votes import correct_vote
from models.database import found
from models.meetings import Meeting
from models.refusals import Refusal
from models.rules.counting import Outcome, VoteOption
from models.rules.motions import quorum_without
from models.rules.permissions import Right
from models.rules.vote_cards import VoteSeen
from models.vote_cards import seen
from models.vote_records import Vote, ended_in_words, vote_of

E = TypeVar("E", bound=StrEnum)


def press(desk: Desk, pressed: Pressed) -> Message:
    """Record an Aye, No or Abstain at the time of the press; answer the voter alone."""
    option = views.OPTION_OF[pressed.name]
    done = cast(desk.session, pressed.value, option, desk.asker, desk.commission, at=pressed.at, now=desk.now)
    may_change = done.vote.sitting.rules.vote_may_change
    return views.recorded(pressed.value, option, done.option, may_change=may_change)


def ask_to_recuse(desk: Desk, pressed: Pressed) -> Opens:
    """Ask a voter for the reason of the recusal; warn where it would lose the quorum."""
    vote = vote_of(desk.session, pressed.value)
    member_id = may_cast(desk.session, vote, VoteOption.RECUSED, desk.asker, desk.commission, desk.now)
    left = quorum_without(
        vote.votes,
        member_id,
        vote.seating,
        vote.rule,
        in_one_place=vote.sitting.rules.quorum_in_one_place,
    )
    warning = ""
    if not left.is_there:
        warning = f"This loses the quorum: without you, {left.in_words}. The vote is suspended then."
    view = forms.recuse_form(_seen(desk, vote), warning=warning, key=_key())
    return Opens(
        view=view, door=button("Recuse", views.RECUSE, pressed.value), says="A form asks for the reason."
    )


def recused(desk: Desk, view: Mapping[str, Any]) -> View:
    """Record the recusal."""
    filled = Filled(view)
    recuse(
        desk.session,
        str(filled.carries.get("motion")),
        filled.text("reason"),
        desk.asker,
        desk.commission,
        at=desk.now,
        now=desk.now,
    )
    said = "Recorded: recused from this item. Please leave the room until it is over."
    return forms.done_with("Recused", [said])


def choose(desk: Desk, pressed: Pressed) -> Answer:
    """Answer a choice of the vote's menu, or the button that stands for it."""
    what, _, motion_id = pressed.value.rpartition(":")
    what = what or pressed.name
    vote = vote_of(desk.session, motion_id)
    if what == views.WHO_VOTES:
        desk.asker.must_be_allowed(Right.CAST)
        return views.who_votes(_seen(desk, vote))
    if what not in _ASKED:
        raise Refusal("I don't know that choice any more. Please use the vote in the channel.")
    withdraws = what == views.END_VOTE and desk.asker.member_id == vote.motion.mover_id
    desk.asker.must_be_allowed(Right.VOTE, presides=withdraws or vote.sitting.presides(desk.asker))
    if vote.ending and what != views.CORRECT_VOTE:
        raise Refusal(f"Closed {ended_in_words(vote, desk.commission.zone, desk.now)}.", offers=("meeting",))
    if what == views.CORRECT_VOTE and not (vote.ending and vote.ending.tally):
        raise Refusal(
            "Nothing was counted on that motion, so there is nothing to correct.", offers=("meeting",)
        )
    view = _ASKED[what](_seen(desk, vote), vote)
    return Opens(view=view, door=forms.door_of(what, motion_id), says="A form asks for the rest.")


def spoken(desk: Desk, view: Mapping[str, Any]) -> View:
    """Record a page of spoken votes; the next page follows where there is one."""
    filled = Filled(view)
    said = {
        name.removeprefix("said:"): _chosen(filled, name, VoteOption)
        for name in filled.names("said:")
        if filled.chosen(name)
    }
    vote = record_spoken(desk.session, _motion(filled), said, desk.asker, desk.commission, desk.now)
    asked = [str(each) for each in filled.carries.get("asked") or ()]
    shown, speakers = _seen(desk, vote), may_speak(vote)
    if not {each.member_id for each in speakers}.issubset(asked):
        return forms.spoken_form(shown, speakers, asked=asked, key=_key())
    return forms.done_with("Votes recorded", [f"{shown.text}", views.so_far(shown)], _close_button(vote))


def all_aye(desk: Desk, view: Mapping[str, Any]) -> View:
    """Record aye for everybody present who has not voted, except some, and what those said."""
    filled = Filled(view)
    excepted, others = set(filled.ticked("except")), filled.chosen("said")
    vote = vote_of(desk.session, _motion(filled))
    said = {
        each.member_id: VoteOption.YES
        if each.member_id not in excepted
        else _chosen(filled, "said", VoteOption)
        for each in silent(vote)
        if each.member_id not in excepted or others != forms.NOT_RECORDED
    }
    vote = record_spoken(desk.session, _motion(filled), said, desk.asker, desk.commission, desk.now)
    shown = _seen(desk, vote)
    return forms.done_with("Votes recorded", [f"{shown.text}", views.so_far(shown)], _close_button(vote))


def close(desk: Desk, view: Mapping[str, Any]) -> View:
    """Close the vote, and say how it ended and what it led to."""
    closed = close_vote(desk.session, _motion(Filled(view)), desk.asker, desk.commission, desk.now)
    return _ended(desk, closed.vote, closed.said)


def end(desk: Desk, view: Mapping[str, Any]) -> View:
    """End the motion without a count."""
    filled = Filled(view)
    vote = end_without_count(
        desk.session,
        _motion(filled),
        _chosen(filled, "outcome", Outcome),
        desk.asker,
        desk.commission,
        now=desk.now,
        reason=filled.text("reason"),
        until=filled.day("until"),
        referred_to=filled.text("referred_to"),
    )
    return _ended(desk, vote, ())


def reopen(desk: Desk, pressed: Pressed) -> Message:
    """Open a vote again, within ten minutes."""
    vote = reopen_vote(desk.session, pressed.value, desk.asker, desk.commission, desk.now)
    return views.open_again(_seen(desk, vote))


def correct(desk: Desk, view: Mapping[str, Any]) -> View:
    """Correct the record of one vote, and say what the count is now."""
    filled = Filled(view)
    vote, said = correct_vote(
        desk.session,
        _motion(filled),
        filled.chosen("member"),
        _chosen(filled, "option", VoteOption),
        filled.text("reason"),
        desk.asker,
        desk.commission,
        now=desk.now,
    )
    shown = _seen(desk, vote)
    line = views.result(shown, shown.ending) if shown.ending else ""
    return forms.done_with("Corrected", [f"Corrected; both entries are kept. {sentence(line)}", *said])


_ASKED: Mapping[str, Callable[[VoteSeen, Vote], View]] = {
    views.SPOKEN: lambda shown, vote: forms.spoken_form(shown, may_speak(vote), key=_key()),
    views.ALL_AYE: lambda shown, vote: forms.all_aye_form(shown, silent(vote), key=_key()),
    views.CLOSE_VOTE: lambda shown, _: forms.close_form(shown, key=_key()),
    views.END_VOTE: lambda shown, _: forms.end_form(shown, key=_key()),
    views.CORRECT_VOTE: lambda shown, _: forms.correct_form(shown, key=_key()),
}
"""The form behind each choice of the menu."""


def _ended(desk: Desk, vote: Vote, said: tuple[str, ...]) -> View:
    shown = _seen(desk, vote)
    line = views.result(shown, shown.ending) if shown.ending else ""
    again = button("Reopen", views.REOPEN_VOTE, shown.motion_id)
    written = [_minutes_button(desk, vote.motion.adopts)] if vote.motion.adopts else []
    return forms.done_with("Closed", [f"{line}: {sentence(shown.text)}", *said], again, *written)


def _minutes_button(desk: Desk, meeting_id: str) -> ButtonElement:
    on = found(desk.session, Meeting, meeting_id, "meeting").on
    return button("See the minutes", does("minutes"), on.isoformat())


def _close_button(vote: Vote) -> ButtonElement:
    return button("Close the vote", views.CLOSE_VOTE, vote.motion.id)


def _seen(desk: Desk, vote: Vote) -> VoteSeen:
    return seen(desk.session, vote, desk.commission, desk.now)


def _chosen(filled: Filled, name: str, kind: type[E]) -> E:
    """Give what was chosen in a field; Refusal beside it for nothing, or for what it did not offer."""
    said = filled.chosen(name)
    if said not in list(kind):
        raise Refusal("Please choose one of the list.", field=name)
    return kind(said)


def _motion(filled: Filled) -> str:
    return str(filled.carries.get("motion") or "")


def _key() -> str:
    return secrets.token_hex(8)
