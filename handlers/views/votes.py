"""A vote in the channel, open and closed: one message, which names everybody who votes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    OverflowMenuElement,
    RawTextObject,
    TableBlock,
)

from handlers.views.kit import (
    Message,
    actions,
    bullets,
    button,
    clip,
    context,
    does,
    header,
    option,
    section,
    sentence,
    titled,
)
from models.rules.counting import VoteOption
from models.rules.motions import How, SeatVote
from models.rules.vote_cards import IN_WORDS, Ending, VoteSeen, in_full
from models.rules.wording import day_in_words, plural, time_in_words

AYE, NO, ABSTAIN = "cast_aye", "cast_no", "cast_abstain"
RECUSE = "recuse_on_vote"
MORE_VOTE = "more_of_vote"
SPOKEN, ALL_AYE = "vote_spoken", "vote_all_aye"
CLOSE_VOTE, END_VOTE, REOPEN_VOTE = "vote_close", "vote_end", "vote_reopen"
CORRECT_VOTE = "vote_correct"
WHO_VOTES = "vote_who"
OPTION_OF = {AYE: VoteOption.YES, NO: VoteOption.NO, ABSTAIN: VoteOption.ABSTAIN}
"""What each button of an open vote stands for."""
IN_MENU = {
    ALL_AYE: "All aye, except…",
    SPOKEN: "Record spoken votes",
    CLOSE_VOTE: "Close the vote",
    END_VOTE: "Cancel the vote",
    WHO_VOTES: "Who can vote?",
}
"""The rest of what can be done with an open vote."""
_SIDES = (VoteOption.YES, VoteOption.NO, VoteOption.ABSTAIN, VoteOption.RECUSED)
_COUNTED_AS = {
    VoteOption.YES: "aye",
    VoteOption.NO: "no",
    VoteOption.ABSTAIN: "abstaining",
    VoteOption.RECUSED: "recused",
}


def vote_message(vote: VoteSeen) -> Message:
    """Draw a vote as it stands."""
    ending = vote.ending
    return _open(vote) if ending is None else _closed(vote, ending)


def moved(vote: VoteSeen) -> str:
    """Say who moved and who seconded: "Moved by Sam Lee, seconded by Priya Singh"."""
    return f"Moved by {vote.mover}" + (f", seconded by {vote.seconder}" if vote.seconder else ", no second")


def so_far(vote: VoteSeen) -> str:
    """Say who voted how so far and who has not; only how many, for a body that shows votes at the close."""
    names = in_full(vote.votes)
    silent = [names[each] for each in vote.votes if each.option is VoteOption.NOT_VOTING]
    there = [each for each in vote.votes if each.option is not VoteOption.ABSENT]
    if not vote.shown_as_cast:
        return f"{len(there) - len(silent)} of {plural(len(there), 'member')} present have voted. Votes are shown at the close."
    groups = [
        f"{len(those)} {_COUNTED_AS[side]} ({', '.join(those)})"
        for side in _SIDES
        if (those := [names[each] for each in vote.votes if each.option is side])
    ]
    said = f"So far: {', '.join(groups)}." if groups else "Nobody has voted yet."
    return f"{said} Not yet: {', '.join(silent)}." if silent else f"{said} Everybody present has voted."


def _open(vote: VoteSeen) -> Message:
    facts = (
        f"{moved(vote)}.\n{vote.meeting}, item {sentence(vote.item)}\nCarries with a {sentence(vote.rule)}"
    )
    stands = " ".join(filter(None, [vote.stopped, so_far(vote)]))
    called = f"Called by {vote.opened_by} at {time_in_words(vote.opened_at)}. On record as {vote.record}."
    text = f"Vote: {sentence(vote.text)} {moved(vote)}. {vote.meeting}, item {sentence(vote.item)} {stands}"
    blocks = (
        header(clip(f"Vote: {vote.text}", 150)),
        section(f"{vote.text}\n{facts}"),
        _ballot(vote),
        section(stands),
        context(f"{called} {_reason_for_rule(vote)}".rstrip()),
    )
    return Message(text=text, blocks=blocks)


def _ballot(vote: VoteSeen) -> ActionsBlock:
    abstain = [button("Abstain", ABSTAIN, vote.motion_id)] if vote.may_abstain else []
    menu = OverflowMenuElement(
        action_id=MORE_VOTE,
        options=[option(said, f"{what}:{vote.motion_id}") for what, said in IN_MENU.items()],
    )
    return actions(
        button("Aye", AYE, vote.motion_id),
        button("No", NO, vote.motion_id),
        *abstain,
        button("Recuse", RECUSE, vote.motion_id),
        menu,
    )


def _closed(vote: VoteSeen, ending: Ending) -> Message:
    line = result(vote, ending)
    facts = f"{moved(vote)}.\n{vote.meeting}, item {sentence(vote.item)}"
    why = _said_of_end(vote, ending)
    top = (header(clip(f"{line}: {vote.text}", 150)), section(f"{vote.text}\n{facts}"), titled(line, *why))
    bottom = (context(_small_print(vote, ending)), *_afterwards(vote, ending))
    text = " ".join(
        [
            f"{line}: {sentence(vote.text)}",
            f"{moved(vote)}.",
            *_by_name(ending.votes),
            *why,
            _small_print(vote, ending),
        ]
    )
    if not ending.votes:
        return Message(text=text, blocks=(*top, *bottom))
    rows = [("Member", "Vote", "How cast"), *_rows(ending.votes)]
    table = TableBlock(rows=[[RawTextObject(text=cell) for cell in row] for row in rows])
    listed = bullets([f"{name}: {said} ({how})" for name, said, how in rows[1:]])
    return Message(text=text, blocks=(*top, table, *bottom), plain=(*top, listed, *bottom))


def result(vote: VoteSeen, ending: Ending) -> str:
    """Say how it ended in one line, ready to be read aloud: "Carried 4\N{EN DASH}1, 1 abstaining, 1 absent"."""
    absent = sum(each.option is VoteOption.ABSENT for each in ending.votes) if ending.tally else 0
    line = ending.in_words(vote.today)
    return f"{line}, {absent} absent" if absent else line


def _said_of_end(vote: VoteSeen, ending: Ending) -> list[str]:
    said = [f"{sum_in_words[:1].upper()}{sum_in_words[1:]}." for sum_in_words in _sums(ending)]
    said += ending.tally.warnings if ending.tally else ()
    if ending.reason and not ending.corrects:
        said.append(f"Reason: {sentence(ending.reason)}")
    said += [_correction(vote, each) for each in vote.endings if each.corrects]
    return said


def _sums(ending: Ending) -> list[str]:
    return [ending.tally.sum_in_words] if ending.tally else []


def _correction(vote: VoteSeen, ending: Ending) -> str:
    day = day_in_words(ending.recorded_at.date(), vote.today)
    return f"Corrected by {ending.by} on {day}, because: {sentence(ending.reason)}"


def _by_name(votes: Sequence[SeatVote]) -> list[str]:
    """List every name and vote, for whoever is read to."""
    names = in_full(votes)
    return [
        f"{said}: {', '.join(those)}."
        for side, said in IN_WORDS.items()
        if (those := [names[each] for each in votes if each.option is side])
    ]


def _rows(votes: Sequence[SeatVote]) -> Iterable[tuple[str, str, str]]:
    for vote, name in in_full(votes).items():
        yield name, IN_WORDS[vote.option], how_cast(vote)


def how_cast(vote: SeatVote) -> str:
    """Say how a seat's vote came into the record."""
    if vote.how is None:
        return "did not attend" if vote.option is VoteOption.ABSENT else "said nothing"
    said = {
        How.PRESSED: "pressed",
        How.SPOKEN: f"spoken, recorded by {vote.by}" if vote.by else "said at the item",
        How.CORRECTED: f"corrected by {vote.by}",
    }[vote.how]
    reason = vote.reason if vote.option is VoteOption.RECUSED and vote.how is not How.CORRECTED else ""
    return f"{said}: {reason}" if reason else said


def _small_print(vote: VoteSeen, ending: Ending) -> str:
    first = vote.endings[0]
    ended = (
        f"Ended by {first.by}, {day_in_words(ending.at.date(), vote.today)} at {time_in_words(ending.at)}."
    )
    parts = [f"{ended} On record as {vote.record}.", _reason_for_rule(vote)]
    return " ".join(filter(None, parts))


def _reason_for_rule(vote: VoteSeen) -> str:
    return f"Another rule than usual: {sentence(vote.rule_reason)}" if vote.rule_reason else ""


def _afterwards(vote: VoteSeen, ending: Ending) -> list[Block]:
    buttons: list[ButtonElement] = []
    if vote.may_reopen:
        buttons.append(button("Reopen", REOPEN_VOTE, vote.motion_id, about=vote.record))
    if ending.tally:
        buttons.append(button("Correct the record", CORRECT_VOTE, vote.motion_id, about=vote.record))
    return [actions(*buttons)] if buttons else []


def recorded(motion_id: str, pressed: VoteOption, counts: VoteOption, *, may_change: bool) -> Message:
    """Say to a voter alone what is recorded, and until when it can be changed."""
    said = f"Recorded: {IN_WORDS[pressed]}."
    if counts is not pressed:
        said = f"{said} A later vote of yours counts: {IN_WORDS[counts]}."
    until = " You can change it until the chair closes the vote." if may_change else ""
    return _private(f"{said}{until}", motion_id)


def who_votes(vote: VoteSeen) -> Message:
    """List whose votes count, and who is away."""
    names = in_full(vote.votes)
    there = [names[each] for each in vote.votes if each.option is not VoteOption.ABSENT]
    away = [names[each] for each in vote.votes if each.option is VoteOption.ABSENT]
    said = f"These can vote on it: {', '.join(there)}." if there else "Nobody can vote on it now."
    absent = f" Absent: {', '.join(away)}." if away else ""
    quorum = f" {vote.quorum.counted} count as present; {vote.quorum.needed} make a quorum."
    seats = " Seats are as they were when the vote opened; arrivals and departures count until it closes."
    said = f"{said}{absent}{quorum}{seats}"
    return Message(text=said, blocks=(section(said), actions(button("See the meeting", does("meeting")))))


def open_again(vote: VoteSeen) -> Message:
    """Say that a vote is open again."""
    return _private(f"The vote on {vote.record} is open again. What was cast stands.", vote.motion_id)


def _private(said: str, motion_id: str) -> Message:
    return Message(text=said, blocks=(section(said), actions(button("Who can vote?", WHO_VOTES, motion_id))))
