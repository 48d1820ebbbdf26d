"""The forms of a vote: calling it, recusing oneself, spoken votes, closing, ending, correcting."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import AlertBlock, Block, ButtonElement, Option
from slack_sdk.models.views import View

from handlers.views import fields
from handlers.views.kit import actions, button, context, does, form, option, plain, section, titled
from handlers.views.votes import CLOSE_VOTE, CORRECT_VOTE, END_VOTE, WHO_VOTES, moved, result, sides_so_far
from models.rules.counting import Outcome, VoteOption
from models.rules.motions import SeatVote, not_voting
from models.rules.vote_cards import IN_WORDS, VoteSeen, in_full
from models.rules.wording import plural

CALL_VOTE = "call_vote"
CALL_MORE, CALL_ADDING, CALL_RECONSIDERING = "call_vote_more", "call_vote_adding", "call_vote_reconsidering"
NOT_RECORDED = "not recorded"
RECUSE_FORM, SPOKEN_FORM, ALL_AYE_FORM = "recuse_form", "spoken_form", "all_aye_form"
CLOSE_FORM, END_FORM, CORRECT_FORM = "close_form", "end_form", "correct_form"
MOST_ON_PAGE = 8
"""Members whose spoken votes one page asks for."""
LONGEST_MOTION = 500
LONGEST_REASON = 1000
LONGEST_ALERT = 200
SPOKEN_CHOICES = (VoteOption.YES, VoteOption.NO, VoteOption.ABSTAIN)


@dataclass(frozen=True, kw_only=True)
class CallChoices:
    """What the form that calls a vote offers."""

    voters: Sequence[Option]
    """Who is there and may move."""
    items: Sequence[Option]
    steps: Sequence[Option] = ()
    """Cities, and the steps that a vote can be evidence for."""
    rules: Sequence[Option] = ()
    earlier: Sequence[Option] = ()
    """Counted motions that can be reconsidered."""
    own_rule: str = ""
    """What carries a vote of the body, unless another rule is chosen."""
    second_required: bool = True
    ask_comment: bool = False
    """Whether public comment is not recorded yet."""
    needs_comment: bool = True
    """Whether no vote opens without it."""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What stands in the form that calls a vote."""

    motion: str = ""
    mover: str = ""
    seconder: str = ""
    item: str = ""
    step: str = ""
    mode: str = ""
    """Empty, "more", "adding" or "reconsidering"."""


def call_form(draft: Draft, choices: CallChoices, *, key: str) -> View:
    """Ask for the motion, who moves and seconds it, and the item; the rest only when it is asked for."""
    blocks: list[Block] = [
        fields.paragraph(
            "motion",
            "Motion",
            most=LONGEST_MOTION,
            initial=draft.motion,
            hint="Write it so that it reads well in the minutes.",
        ),
        fields.choice("mover", "Moved by", choices.voters, initial=draft.mover),
        fields.choice(
            "seconder",
            "Seconded by",
            choices.voters,
            initial=draft.seconder,
            optional=draft.mode == "more" or not choices.second_required,
        ),
    ]
    if draft.mode == "adding":
        blocks += _adding()
    elif choices.items:
        blocks.append(fields.choice("item", "Agenda item", choices.items, initial=draft.item))
    if choices.ask_comment:
        blocks.append(_comment(choices))
    blocks += _more(draft, choices)
    carries = {"key": key, "mode": draft.mode, "step": draft.step, "item": draft.item}
    return form("Call a vote", CALL_VOTE, blocks, submit="Open the vote", carries=carries)


def _comment(choices: CallChoices) -> Block:
    taken = [option("Public comment was taken", "yes")]
    optional = not choices.needs_comment
    hint = "Recorded with the vote." if optional else "Needed before a vote."
    return fields.ticks("public_comment", "Public comment", taken, optional=optional, hint=hint)


def _adding() -> list[Block]:
    return [
        fields.line("adds", "Item to add", most=150, hint="As the agenda will show it."),
        fields.paragraph("immediate", "Why action is needed now", most=LONGEST_REASON),
        fields.paragraph("arose", "How the need arose after the posting", most=LONGEST_REASON),
    ]


def _more(draft: Draft, choices: CallChoices) -> list[Block]:
    if draft.mode == "more":
        return _details(draft, choices)
    if draft.mode == "reconsidering":
        return [fields.choice("reconsiders", "Vote to reconsider", choices.earlier)]
    if draft.mode:
        return []
    buttons: list[ButtonElement] = [button("More details…", CALL_MORE), button("Add an item…", CALL_ADDING)]
    if choices.earlier:
        buttons.append(button("Reconsider…", CALL_RECONSIDERING))
    return [actions(*buttons)]


def _details(draft: Draft, choices: CallChoices) -> list[Block]:
    asked: list[Block] = [context(f"Unless you choose another, a {choices.own_rule} carries it.")]
    if choices.steps:
        asked.append(
            fields.choice("step", "City, and the step", choices.steps, initial=draft.step, optional=True)
        )
    return [
        *asked,
        fields.choice("rule", "Another rule", choices.rules, optional=True),
        fields.paragraph("rule_reason", "Why another rule", most=LONGEST_REASON, optional=True),
        fields.ticks("no_second", "Second", [option("There was no second", "yes")]),
    ]


def recuse_form(vote: VoteSeen, *, warning: str, key: str) -> View:
    """Ask for the reason of a recusal; warn where it would lose the quorum."""
    blocks: list[Block] = [titled(vote.text, f"Item {vote.item}")]
    if warning:
        blocks.append(_alert(warning))
    blocks.append(
        fields.paragraph(
            "reason",
            "Reason",
            most=LONGEST_REASON,
            hint="Recorded in the minutes. You leave the room for this item.",
        )
    )
    return _form("Recuse yourself", RECUSE_FORM, blocks, vote, key, submit="Recuse myself")


def spoken_form(
    vote: VoteSeen, speakers: Sequence[SeatVote], *, key: str, asked: Collection[str] = ()
) -> View:
    """Ask what each member said who has not been `asked` yet, a page at a time; who has nothing chosen is left as they are."""
    names = in_full(vote.votes)
    left = [each for each in speakers if each.member_id not in asked]
    page = left[:MOST_ON_PAGE]
    choices = [option(IN_WORDS[each], each) for each in _choices(vote)]
    blocks: list[Block] = [titled(vote.text, "What you enter is marked as spoken and recorded by you.")]
    for each in page:
        voted = vote.shown_as_cast and each.how is not None
        label = f"{names[each]} (on record: {IN_WORDS[each.option]})" if voted else names[each]
        blocks.append(fields.choice(f"said:{each.member_id}", label, choices, optional=True))
    submit = "Record the votes" if page == left else "Record, next page"
    carries = {"asked": [*asked, *(each.member_id for each in page)]}
    return _form("Spoken votes", SPOKEN_FORM, blocks, vote, key, submit=submit, carries=carries)


def all_aye_form(vote: VoteSeen, speakers: Sequence[SeatVote], *, key: str) -> View:
    """Ask who did not say aye, and what they said; everybody else who has not voted is recorded as aye."""
    names = in_full(vote.votes)
    people = [option(names[each], each.member_id) for each in speakers]
    others = [
        option("Not recorded", NOT_RECORDED),
        *(option(IN_WORDS[each], each) for each in _choices(vote)[1:]),
    ]
    blocks: list[Block] = [
        titled(
            vote.text,
            f"Records aye for everybody present who has not voted: {', '.join(names[each] for each in speakers)}. Votes already cast stay.",
        ),
        fields.ticks("except", "Except", people),
        fields.choice("said", "Those named voted", others, initial=VoteOption.NO),
    ]
    return _form("All aye, except…", ALL_AYE_FORM, blocks, vote, key, submit="Record the votes")


def close_form(vote: VoteSeen, *, key: str) -> View:
    """Ask before a vote is closed; name who has not voted, and whether there is a quorum."""
    names = in_full(vote.votes)
    silent = [names[each] for each in not_voting(vote.votes)]
    asks = "Close the vote? Everybody present has voted."
    if silent:
        asks = f"Close with {plural(len(silent), 'member')} not voting ({', '.join(silent)})? They will be listed as not voting."
    blocks: list[Block] = [titled(vote.text, f"{moved(vote)}."), section(asks)]
    if vote.shown_as_cast:
        blocks.append(context(sides_so_far(vote)))
    if not vote.quorum.is_there:
        blocks.append(_alert("There is no quorum now: closing records that no action was taken."))
    blocks.append(actions(button("Who can vote?", WHO_VOTES, vote.motion_id)))
    return _form("Close the vote", CLOSE_FORM, blocks, vote, key, submit="Close the vote")


def end_form(vote: VoteSeen, *, key: str) -> View:
    """Ask how a motion ends without a count."""
    ways = [
        option("Withdrawn", Outcome.WITHDRAWN, "By the mover before anybody votes, else by the chair"),
        option("Postponed to a day", Outcome.POSTPONED),
        option("Referred to somebody", Outcome.REFERRED),
    ]
    blocks: list[Block] = [
        titled(vote.text, f"{moved(vote)}. What was cast stays on record and is not counted."),
        fields.radio("outcome", "How it ends", ways, initial=Outcome.WITHDRAWN),
        fields.day("until", "Postponed to", initial=None, optional=True),
        fields.line("referred_to", "Referred to", most=200, optional=True),
        fields.paragraph(
            "reason", "Reason", most=LONGEST_REASON, optional=True, hint="Needed once somebody has voted."
        ),
    ]
    return _form("End without a vote", END_FORM, blocks, vote, key, submit="End without a vote")


def correct_form(vote: VoteSeen, *, key: str) -> View:
    """Ask which vote the record has wrong, what it was, and why it is corrected."""
    names = in_full(vote.votes)
    people = [
        option(f"{names[each]}: {IN_WORDS[each.option]}", each.member_id)
        for each in vote.votes
        if each.option is not VoteOption.ABSENT
    ]
    choices = [option(said, each) for each, said in IN_WORDS.items() if each is not VoteOption.ABSENT]
    line = result(vote, vote.ending) if vote.ending else ""
    blocks: list[Block] = [
        titled(line, vote.text),
        fields.choice("member", "Whose vote, and what the record says", people),
        fields.choice("option", "What it was", choices),
        fields.paragraph("reason", "Reason", most=LONGEST_REASON, hint="Both entries are kept and shown."),
    ]
    return _form("Correct the record", CORRECT_FORM, blocks, vote, key, submit="Correct it")


def done_with(title: str, said: Sequence[str], *buttons: ButtonElement) -> View:
    """Say what was recorded, with the next taps."""
    row = actions(*buttons, button("See the meeting", does("meeting")))
    return form(title, "vote_done", [section("\n".join(said)), row], submit=None, close="Close")


def door_of(what: str, motion_id: str) -> ButtonElement:
    """Make the button that opens one of a vote's forms."""
    labels = {
        CLOSE_VOTE: "Close the vote",
        END_VOTE: "End without a vote",
        CORRECT_VOTE: "Correct the record",
    }
    return button(labels.get(what, "Open the form"), what, motion_id)


def _choices(vote: VoteSeen) -> tuple[VoteOption, ...]:
    return SPOKEN_CHOICES if vote.may_abstain else SPOKEN_CHOICES[:2]


def _alert(said: str) -> AlertBlock:
    return AlertBlock(text=plain(said, LONGEST_ALERT), level="warning")


def _form(
    title: str,
    callback_id: str,
    blocks: Sequence[Block],
    vote: VoteSeen,
    key: str,
    *,
    submit: str,
    carries: Mapping[str, object] | None = None,
) -> View:
    carried = {"key": key, "motion": vote.motion_id, **(carries or {})}
    return form(title, callback_id, blocks, submit=submit, carries=carried)
