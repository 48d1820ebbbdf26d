"""A vote in the channel, open and closed: one message, which names everybody who votes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    OverflowMenuElement,
    RawTextObject,
    TableBlock,
)

from handlers.views.kit import (
    PLAIN_LIMIT,
    Message,
    actions,
    bullets,
    button,
    context,
    does,
    header,
    option,
    section,
    sentence,
)
from models.rules.counting import Tally, VoteOption
from models.rules.motions import DECIDED, How, SeatVote
from models.rules.tallies import headline
from models.rules.vote_cards import IN_WORDS, Ending, VoteSeen, corrected_in_words, in_full
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
    WHO_VOTES: "Who can vote?",
    END_VOTE: "End without a vote",
}
"""The rest of what can be done with an open vote: closing and ending stand apart, for thumbs."""
BALLOT = "ballot"
"""The row of an open vote's buttons, named alike in every edit, so that a press in the moment of one is not lost."""
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
    said = sides_so_far(vote)
    if not silent:
        return f"{said} Everybody present has voted."
    waits = "Not yet" if len(silent) < len(there) else "Waiting for"
    return f"{said} {waits}: {', '.join(silent)}."


def sides_so_far(vote: VoteSeen) -> str:
    """Say who voted how so far: "So far: 1 aye (Sam Lee)."."""
    names = in_full(vote.votes)
    groups = [
        f"{len(those)} {_COUNTED_AS[side]} ({', '.join(those)})"
        for side in _SIDES
        if (those := [names[each] for each in vote.votes if each.option is side])
    ]
    return f"So far: {', '.join(groups)}." if groups else "Nobody has voted yet."


def _under(line: str, vote: VoteSeen, facts: str) -> tuple[Block, Block]:
    """Put the motion into the header, and into the facts below it only where the header cannot hold it."""
    whole = f"{line}: {vote.text}"
    said = facts if len(whole) <= PLAIN_LIMIT else f"{vote.text}\n{facts}"
    return header(whole), section(said)


def _open(vote: VoteSeen) -> Message:
    facts = (
        f"{moved(vote)}.\n{vote.meeting}, item {sentence(vote.item)}\nCarries with a {sentence(vote.rule)}"
    )
    stands = " ".join(filter(None, [vote.stopped, so_far(vote)]))
    called = f"Called by {vote.opened_by} at {time_in_words(vote.opened_at)}. On record as {vote.record}."
    text = f"Vote: {sentence(vote.text)} {moved(vote)}. {vote.meeting}, item {sentence(vote.item)} {stands}"
    blocks = (
        *_under("Vote", vote, facts),
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
    return ActionsBlock(
        block_id=BALLOT,
        elements=[
            button("Aye", AYE, vote.motion_id),
            button("No", NO, vote.motion_id),
            *abstain,
            button("Recuse", RECUSE, vote.motion_id),
            menu,
        ],
    )


def _closed(vote: VoteSeen, ending: Ending) -> Message:
    line = result(vote, ending)
    shortly = headline(ending.tally) if ending.tally else line
    facts = f"{moved(vote)}.\n{vote.meeting}, item {sentence(vote.item)}"
    why = _said_of_end(vote, ending)
    top = (*_under(shortly, vote, facts), *([section("\n".join(why))] if why else []))
    bottom = (context(_small_print(vote, ending)), *_afterwards(vote, ending))
    text = " ".join(
        [
            f"{line}: {sentence(vote.text)}",
            f"{moved(vote)}.",
            *_by_name(ending.votes),
            f"{vote.meeting}, item {sentence(vote.item)}",
            *why,
            _small_print(vote, ending),
        ]
    )
    if not ending.votes:
        return Message(text=text, blocks=(*top, *bottom))
    rows = [("Member", "Vote", "How cast"), *_rows(ending.votes)]
    table = TableBlock(
        rows=[[RawTextObject(text=cell) for cell in row] for row in rows],
        column_settings=[{"is_wrapped": True}, {"is_wrapped": False}, {"is_wrapped": True}],
    )
    listed = bullets([f"{name}: {said} ({how})" for name, said, how in rows[1:]])
    return Message(text=text, blocks=(*top, table, *bottom), plain=(*top, listed, *bottom))


def result(vote: VoteSeen, ending: Ending) -> str:
    """Say how it ended in one line, ready to be read aloud: "Carried 4\N{EN DASH}1, 1 abstaining, 1 absent"."""
    absent = sum(each.option is VoteOption.ABSENT for each in ending.votes) if ending.tally else 0
    line = ending.in_words(vote.today)
    return f"{line}, {absent} absent" if absent else line


def _said_of_end(vote: VoteSeen, ending: Ending) -> list[str]:
    said = [_sum(ending, ending.tally), *ending.tally.warnings] if ending.tally else []
    if ending.reason and not ending.corrects:
        said.append(f"Reason: {sentence(ending.reason)}")
    return [*said, *_corrections(vote)]


def _sum(ending: Ending, counted: Tally) -> str:
    """Say the sum below its outcome, in the words of the room: "4 aye, 1 no, 2 absent (majority of those voting; needed 3)."."""
    votes, *how = counted.sum_in_words.split("; ")
    if counted.outcome in DECIDED:
        how.pop()
    absent = sum(each.option is VoteOption.ABSENT for each in ending.votes)
    said = votes.replace(" yes", " aye", 1) + (f", {absent} absent" if absent else "")
    return f"{said} ({'; '.join(how)})."


def _corrections(vote: VoteSeen) -> list[str]:
    """Say of each correction who made it and when, whose vote it changed, and why."""
    return [
        f"Corrected by {after.by} on {day_in_words(after.recorded_at.date(), vote.today)}: "
        f"{corrected_in_words(before.votes, after.votes)}. Reason: {sentence(after.reason)}"
        for before, after in pairwise(vote.endings)
    ]


def _by_name(votes: Sequence[SeatVote]) -> list[str]:
    """List every name and vote, for whoever is read to."""
    names = in_full(votes)
    return [
        f"{said}: {', '.join(those)}."
        for side, said in IN_WORDS.items()
        if (those := [names[each] for each in votes if each.option is side])
    ]


def _rows(votes: Sequence[SeatVote]) -> Iterable[tuple[str, str, str]]:
    one = len(_recorders(votes)) == 1
    for vote, name in in_full(votes).items():
        is_said_below = one and vote.how is How.SPOKEN and bool(vote.by)
        yield name, IN_WORDS[vote.option], "spoken" if is_said_below else how_cast(vote)


def _recorders(votes: Sequence[SeatVote]) -> set[str]:
    """Name who entered spoken votes."""
    return {vote.by for vote in votes if vote.how is How.SPOKEN and vote.by}


def how_cast(vote: SeatVote) -> str:
    """Say how a seat's vote came into the record."""
    if vote.how is None:
        return "did not attend" if vote.option is VoteOption.ABSENT else "said nothing"
    said = {
        How.PRESSED: "in Slack",
        How.SPOKEN: f"spoken, recorded by {vote.by}" if vote.by else "said at the item",
        How.CORRECTED: f"corrected by {vote.by}",
    }[vote.how]
    reason = vote.reason if vote.option is VoteOption.RECUSED and vote.how is not How.CORRECTED else ""
    return f"{said}; {reason}" if reason else said


def _small_print(vote: VoteSeen, ending: Ending) -> str:
    first = vote.endings[0]
    what = "Closed" if first.tally else "Ended"
    ended = (
        f"{what} by {first.by}, {day_in_words(ending.at.date(), vote.today)} at {time_in_words(ending.at)}."
    )
    recorders = _recorders(ending.votes)
    spoken = f"Spoken votes were recorded by {recorders.pop()}." if len(recorders) == 1 else ""
    parts = [f"{ended} On record as {vote.record}.", spoken, _reason_for_rule(vote)]
    return " ".join(filter(None, parts))


def _reason_for_rule(vote: VoteSeen) -> str:
    return f"Another rule than usual: {sentence(vote.rule_reason)}" if vote.rule_reason else ""


def _afterwards(vote: VoteSeen, ending: Ending) -> list[Block]:
    """Offer to open it again while that can be; after that, to correct what was counted."""
    if vote.may_reopen:
        return [actions(button("Reopen", REOPEN_VOTE, vote.motion_id, about=vote.record))]
    if ending.tally:
        return [actions(button("Correct the record", CORRECT_VOTE, vote.motion_id, about=vote.record))]
    return []


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
    quorum = f" {vote.quorum.in_words}."
    seats = " Seats are as they were when the vote opened; arrivals and departures count until it closes."
    said = f"{said}{absent}{quorum}{seats}"
    return Message(text=said, blocks=(section(said), actions(button("See the meeting", does("meeting")))))


def open_again(vote: VoteSeen) -> Message:
    """Say that a vote is open again."""
    return _private(f"The vote on {vote.record} is open again. What was cast stands.", vote.motion_id)


def _private(said: str, motion_id: str) -> Message:
    return Message(text=said, blocks=(section(said), actions(button("Who can vote?", WHO_VOTES, motion_id))))
