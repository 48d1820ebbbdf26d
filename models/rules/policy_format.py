"""The format of a policy file: every key, what it holds and what it means.

The reader refuses what is not listed here, and the tables in docs/policies.md are held equal to these.
"""

from __future__ import annotations

from collections.abc import Mapping

from models.rules.phrases import FORMS
from models.rules.policy import After, BegunBy, Meetings, On, Order, Pick, Share, Strength, VoteRule, Window
from models.rules.policy_keys import Key, table_of
from models.rules.policy_kinds import (
    BRANCHES,
    COUNT,
    DAY,
    NAME,
    NUMBER,
    PERCENT,
    SENTENCES,
    SPAN,
    TEXT,
    VOTE_RULE,
    YES_OR_NO,
    list_of,
    named_tables,
    one_of,
    phrase,
    tables,
)

RECORDED_DATES: Mapping[str, str] = {
    "approved": "the council approved the relationship",
    "signed": "the later of the two signatures",
    "recognized": "Sister Cities International listed the partnership",
    "evaluation": "the day set for evaluating the partnership",
    "notice": "public notice was given",
    "review-start": "periodic reviews begin",
    "term-end": "the agreement runs out",
}
"""Dates that Clerk records by name for every prospect, whether or not a step `sets` them."""


VOTE = (
    Key(name="body", kind=NAME, required=True, meaning="The body that votes."),
    Key(name="pass", kind=VOTE_RULE, required=True, attribute="passes", meaning="What carries the vote."),
)
SHARE = (
    Key(name="part", kind=TEXT, required=True, meaning="Who is counted, such as residents."),
    Key(name="whole", kind=TEXT, required=True, meaning="Out of whom, such as officers and members."),
    Key(
        name="at_least",
        kind=PERCENT,
        required=True,
        attribute="at_least_percent",
        meaning="The smallest share that is enough; compared exactly, without rounding.",
    ),
)
PICK = (
    Key(name="from", kind=list_of(TEXT), required=True, attribute="options", meaning="What may be chosen."),
    Key(name="at_least", kind=NUMBER, meaning="How many must be chosen; 1 unless given."),
    Key(name="other", kind=YES_OR_NO, meaning="Whether something that is not listed may be added."),
)
TIER = (
    Key(name="from", kind=NAME, computed=False, meaning="The tier that it is promoted from."),
    Key(name="term", kind=SPAN, computed=False, meaning="How long an agreement of this tier runs."),
    Key(
        name="renew_from",
        kind=one_of(("expiry", "approval")),
        computed=False,
        meaning="Where a new term begins.",
    ),
)
LIMIT = (
    Key(name="max", kind=NUMBER, required=True, computed=False, meaning="The most that there may be."),
    Key(name="per", kind=TEXT, computed=False, meaning="Counted for each of what, such as country."),
    Key(name="except", kind=list_of(TEXT), computed=False, meaning="What the limit leaves out."),
)
GATE = (
    Key(name="ask", kind=TEXT, required=True, computed=False, meaning="A question about the partner."),
    Key(
        name="prefer", kind=YES_OR_NO, computed=False, meaning="Whether it is a preference, not a condition."
    ),
)
WATCH = (
    Key(
        name="no",
        kind=TEXT,
        required=True,
        computed=False,
        meaning="What has not happened, such as activity.",
    ),
    Key(name="for", kind=SPAN, required=True, computed=False, meaning="For how long."),
    Key(name="then", kind=TEXT, required=True, computed=False, meaning="What follows, such as review."),
)
CAP = (
    Key(name="what", kind=TEXT, required=True, computed=False, meaning="What is counted or paid."),
    Key(name="max", kind=NUMBER, required=True, computed=False, meaning="The most that there may be."),
    Key(name="per", kind=TEXT, computed=False, meaning="In each of what, such as year."),
)
POLICY = (
    Key(name="id", kind=NAME, required=True, meaning="A short name for the policy."),
    Key(name="title", kind=TEXT, required=True, meaning="The policy's title."),
    Key(name="place", kind=TEXT, required=True, meaning="The city or organization whose policy it is."),
    Key(name="source", kind=TEXT, required=True, meaning="The document that it restates."),
    Key(name="adopted", kind=DAY, meaning="The day the document was adopted, where it says so."),
    Key(
        name="interests",
        kind=list_of(TEXT),
        meaning="The focus areas that the policy names; they become the choices when a prospect is recorded.",
    ),
    Key(
        name="assume",
        kind=SENTENCES,
        attribute="assumptions",
        meaning="Readings of ours, each in a sentence.",
    ),
    Key(name="body", kind=named_tables("body"), meaning="The bodies that decide or meet, one table each."),
    Key(name="path", kind=named_tables("path"), required=True, meaning="The ways in, one table each."),
    Key(name="criteria", kind=named_tables("criteria"), meaning="The groups of criteria, one table each."),
    Key(name="step", kind=tables("step"), required=True, meaning="The steps, one table each, in order."),
    Key(name="include", kind=NAME, computed=False, meaning="Another policy whose steps belong to this one."),
    Key(
        name="tier",
        kind=named_tables("tier"),
        computed=False,
        meaning="Kinds of relationship, one table each.",
    ),
    Key(name="limit", kind=tables("limit"), computed=False, meaning="How many relationships there may be."),
    Key(name="gate", kind=tables("gate"), computed=False, meaning="Conditions on the partner."),
    Key(
        name="watch",
        kind=tables("watch"),
        computed=False,
        meaning="What follows when nothing happens for a time.",
    ),
    Key(name="cap", kind=tables("cap"), computed=False, meaning="Limits on money or numbers."),
)
BODY = (
    Key(name="title", kind=TEXT, required=True, meaning="The body's full name."),
    Key(name="voting", kind=NUMBER, meaning="Seats with a vote; 0 unless given."),
    Key(name="alternates", kind=NUMBER, meaning="Alternates, who vote only when seated."),
    Key(name="non_voting", kind=NUMBER, meaning="Seats without a vote."),
    Key(name="quorum", kind=NUMBER, meaning="How many voting seats make a quorum."),
)
PATH = (
    Key(name="title", kind=TEXT, required=True, meaning="What the path is called."),
    Key(
        name="begun_by",
        kind=one_of(BegunBy),
        required=True,
        meaning="Who starts: the other city, us, or a group in our community.",
    ),
    Key(
        name="starts", kind=NAME, required=True, meaning="The name of the path's first date, such as inquiry."
    ),
    Key(
        name="order",
        kind=one_of(Order),
        meaning="How steps follow one another; sequence unless given.",
    ),
    Key(
        name="kind",
        kind=one_of(("partnership", "search")),
        meaning="A search has no city yet, only candidates; partnership unless given.",
    ),
    Key(name="count", kind=COUNT, meaning="How many candidates a search narrows down to."),
    Key(
        name="offered",
        kind=YES_OR_NO,
        meaning="Whether it may be chosen when a prospect is recorded; true unless given.",
    ),
)
CRITERIA = (
    Key(name="title", kind=TEXT, required=True, meaning="The group's heading."),
    Key(name="prompts", kind=list_of(TEXT), required=True, meaning="What to think about; never scored."),
)
STEP = (
    Key(name="id", kind=NAME, required=True, meaning="A short name for the step, used once in a path."),
    Key(name="title", kind=TEXT, required=True, meaning="What is to be done, in your own words."),
    Key(name="who", kind=TEXT, required=True, meaning="Who does it, on either side."),
    Key(
        name="source",
        kind=TEXT,
        required=True,
        meaning="Where the document says so: its name, heading and step.",
    ),
    Key(name="number", kind=NUMBER, meaning="The document's own step number; two steps may share one."),
    Key(
        name="path",
        kind=list_of(NAME),
        attribute="paths",
        meaning="The paths that it belongs to; all unless given.",
    ),
    Key(
        name="after",
        kind=list_of(NAME, least=0),
        meaning="Steps that come first; [] for none. Unless given, the step above it, or none where the order is any.",
    ),
    Key(
        name="strength",
        kind=one_of(Strength),
        meaning='How binding it is; "must" unless given. A "should" never blocks.',
    ),
    Key(name="optional", kind=TEXT, meaning="It may be waived with a reason; the document's word for that."),
    Key(name="when", kind=TEXT, meaning="It applies only if the answer to this is yes."),
    Key(
        name="until",
        kind=NAME,
        meaning="It applies until this date is recorded; of a search, for a city that came out of it.",
    ),
    Key(name="due", kind=phrase(*(set(FORMS.values()) - {Window})), meaning="The last day for it."),
    Key(
        name="goal",
        kind=phrase(After, Meetings, On),
        meaning="A day that the commission aims at, where no document sets one; never due, never overdue.",
    ),
    Key(name="wait", kind=phrase(After, On), meaning="It cannot be done before this day."),
    Key(name="sets", kind=NAME, meaning="The name of the date that this step records."),
    Key(name="within", kind=phrase(Window), meaning="The window in which the date that it sets must lie."),
    Key(name="expect", kind=TEXT, meaning="How long it usually takes; shown, never counted."),
    Key(name="vote", kind=table_of(VOTE, VoteRule), meaning="The vote that decides it."),
    Key(
        name="else",
        kind=BRANCHES,
        attribute="branches",
        meaning='Other outcomes: "close" and a state, or "back to" and a step.',
    ),
    Key(
        name="share",
        kind=table_of(SHARE, Share),
        meaning="A part of a whole that must reach a percentage.",
    ),
    Key(name="count", kind=COUNT, meaning="How many are wanted."),
    Key(name="pick", kind=table_of(PICK, Pick), meaning="A choice from a list."),
    Key(name="checklist", kind=list_of(NAME), meaning="The criteria groups to go through."),
    Key(
        name="contains",
        kind=list_of(TEXT),
        meaning="What the paper must contain; the record says what is not in it.",
    ),
    Key(name="need", kind=list_of(TEXT), meaning="Evidence, all of which is needed."),
    Key(name="any", kind=list_of(TEXT), attribute="any_of", meaning="Evidence, one of which is enough."),
    Key(
        name="ask",
        kind=list_of(TEXT),
        meaning="What the record keeps in words, five things at most; where it does not go on, they may be left empty.",
    ),
    Key(
        name="decided_by",
        kind=TEXT,
        meaning="Who has the last word once it is handed in; until then it is shown as waiting for them.",
    ),
    Key(name="keep", kind=YES_OR_NO, meaning="Whether it must stay true afterwards."),
    Key(name="assume", kind=list_of(NAME), meaning="The readings of ours that it rests on."),
    Key(name="how", kind=TEXT, meaning="How to do it."),
    Key(name="send_to", kind=TEXT, meaning="Whom to send it to."),
    Key(name="form", kind=TEXT, meaning="The form or model letter to use."),
    Key(
        name="remind",
        kind=list_of(SPAN),
        meaning="How long before the last day to remind; the general rule unless given.",
    ),
    Key(
        name="times",
        kind=NUMBER,
        computed=False,
        meaning="How many times a recurring duty is done in each period.",
    ),
)
SECTIONS: Mapping[str, tuple[Key, ...]] = {
    "top of the file": POLICY,
    "[body.NAME]": BODY,
    "[path.NAME]": PATH,
    "[criteria.NAME]": CRITERIA,
    "[[step]]": STEP,
    "vote": VOTE,
    "share": SHARE,
    "pick": PICK,
    "[tier.NAME]": TIER,
    "[[limit]]": LIMIT,
    "[[gate]]": GATE,
    "[[watch]]": WATCH,
    "[[cap]]": CAP,
}
"""Every table of the format that has keys of its own, by its heading in docs/policies.md."""
