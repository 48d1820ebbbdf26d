"""Prints a policy as a person reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from models.rules.phrases import NOT_COMPUTED, phrase_in_words, span_in_words
from models.rules.policy import (
    BegunBy,
    Body,
    Branch,
    Count,
    Order,
    Path,
    Phrase,
    Pick,
    Policy,
    Share,
    Step,
    Strength,
    VoteRule,
)

SHOWN_ONLY = "(shown, not computed)"

_BEGUN_BY = {
    BegunBy.US: "us",
    BegunBy.THEM: "the other city",
    BegunBy.GROUP: "a group in our community",
}
_ORDER = {
    Order.SEQUENCE: "Each step follows the one above it, unless it says otherwise.",
    Order.ADVISORY: "Each step follows the one above it, unless it says otherwise; another order is noted, not refused.",
    Order.ANY: "The steps may be taken in any order, unless one says otherwise.",
}


def policy_in_words(policy: Policy, path_id: str | None = None) -> str:
    """Print a policy, or one path of it, as text; KeyError when there is no such path."""
    paths = policy.paths if path_id is None else (policy.path(path_id),)
    blocks = [_heading(policy), *(block for path in paths for block in _path_blocks(policy, path))]
    shown = {name for path in paths for step in policy.steps_of(path.id) for name in step.checklist}
    blocks += [_listed(group.title, group.prompts) for group in policy.criteria if group.id in shown]
    return "\n\n".join(blocks)


def _heading(policy: Policy) -> str:
    lines = [f"{policy.place}: {policy.title}", f"Source: {policy.source}"]
    if policy.adopted:
        lines.append(f"Adopted: {policy.adopted:%B} {policy.adopted.day}, {policy.adopted.year}")
    if policy.interests:
        lines.append(f"Interests: {', '.join(policy.interests)}")
    lines += [_body_in_words(body) for body in policy.bodies]
    lines += [f"Our reading: {sentence}" for sentence in _general_readings(policy)]
    return "\n".join([*lines, *_not_computed(policy.not_computed)])


def _general_readings(policy: Policy) -> list[str]:
    """Give the readings that no single step rests on."""
    of_steps = {name for step in policy.steps for name in step.assume}
    return [sentence for name, sentence in policy.assumptions.items() if name not in of_steps]


def _body_in_words(body: Body) -> str:
    counts = {
        "voting seats": body.voting,
        "alternates": body.alternates,
        "seats without a vote": body.non_voting,
        "quorum": body.quorum,
    }
    seats = ", ".join(f"{words} {count}" for words, count in counts.items() if count)
    return f"Body: {body.title}{f' ({seats})' if seats else ''}"


def _path_blocks(policy: Policy, path: Path) -> Iterator[str]:
    lines = [
        f"{path.title} ({policy.id}/{path.id})",
        f"Begun by {_BEGUN_BY[path.begun_by]}. First date: {path.starts}. {_ORDER[path.order]}",
    ]
    if path.kind == "search":
        count = f", narrowed down to {_count_in_words(path.count)}" if path.count else ""
        lines.append(f"A search: candidates instead of one city{count}.")
    if not path.offered:
        lines.append("Not a choice when a prospect is recorded.")
    yield "\n".join(lines)
    yield from (_step_in_words(policy, step) for step in policy.steps_of(path.id))


def _step_in_words(policy: Policy, step: Step) -> str:
    number = "-" if step.number is None else f"{step.number}."
    facts = [*_obligation(step), *_dates(step), *_evidence(policy, step), *_guidance(policy, step)]
    lines = [f"{label}: {words}" for label, words in facts if words]
    indented = [f"   {line}" for line in [*lines, *_not_computed(step.not_computed)]]
    return "\n".join([f"{number} {step.title} [{step.id}]", *indented])


def _obligation(step: Step) -> Iterator[tuple[str, str | None]]:
    yield "Who", step.who
    yield "Strength", None if step.strength is Strength.MUST else step.strength
    yield "May be waived", step.optional
    yield "Only if", step.when
    yield "Only until", step.until
    if step.after is not None:
        yield "After", ", ".join(step.after) or "nothing; it may be done at any time"
    yield "Must stay true", "yes" if step.keep else None


def _dates(step: Step) -> Iterator[tuple[str, str | None]]:
    yield "Due", _phrase_in_words(step.due)
    yield "Our goal", _phrase_in_words(step.goal)
    yield "Not before", _phrase_in_words(step.wait)
    yield "Records the date", step.sets
    yield "Within", _phrase_in_words(step.within)
    yield "Usually takes", step.expect
    yield "Reminders before it is due", ", ".join(map(span_in_words, step.remind))


def _evidence(policy: Policy, step: Step) -> Iterator[tuple[str, str | None]]:
    bodies = {body.id: body.title for body in policy.bodies}
    titles = {group.id: group.title for group in policy.criteria}
    yield "Vote", _vote_in_words(step.vote, bodies) if step.vote else None
    yield "Otherwise", "; ".join(map(_branch_in_words, step.branches))
    yield "Share", _share_in_words(step.share) if step.share else None
    yield "How many", _count_in_words(step.count) if step.count else None
    yield "Choose", _pick_in_words(step.pick) if step.pick else None
    yield "Criteria", "; ".join(titles[group] for group in step.checklist)
    yield "Contains", "; ".join(step.contains)
    yield "Evidence, all of", "; ".join(step.need)
    yield "Evidence, one of", "; ".join(step.any_of)
    yield "Asks for", "; ".join(step.ask)
    yield "Decided by", step.decided_by


def _guidance(policy: Policy, step: Step) -> Iterator[tuple[str, str | None]]:
    yield "How", step.how
    yield "Form", step.form
    yield "Send to", step.send_to
    yield from (("Our reading", policy.assumptions[name]) for name in step.assume)
    yield "Source", step.source


def _phrase_in_words(phrase: Phrase | None) -> str | None:
    if phrase is None:
        return None
    words = phrase_in_words(phrase)
    return f"{words} {SHOWN_ONLY}" if isinstance(phrase, NOT_COMPUTED) else words


def _vote_in_words(vote: VoteRule, bodies: Mapping[str, str]) -> str:
    return f"{bodies[vote.body]}, {vote.passes}"


def _branch_in_words(branch: Branch) -> str:
    leads_to = f"back to {branch.back_to}" if branch.back_to else f"closed as {branch.close_as}"
    return f"{branch.outcome}: {leads_to}"


def _share_in_words(share: Share) -> str:
    return f"{share.part} are at least {share.at_least_percent}% of {share.whole}"


def _count_in_words(count: Count) -> str:
    return str(count.least) if count.least == count.most else f"{count.least} to {count.most}"


def _pick_in_words(pick: Pick) -> str:
    other = ", or something else" if pick.other else ""
    return f"at least {pick.at_least} of {'; '.join(pick.options)}{other}"


def _not_computed(values: Mapping[str, Any]) -> list[str]:
    return [f"{name}: {_plain(value)} {SHOWN_ONLY}" for name, value in values.items()]


def _plain(value: object) -> str:
    match value:
        case Mapping():
            return ", ".join(f"{name} {_plain(inner)}" for name, inner in value.items())
        case list() | tuple():
            return "; ".join(map(_plain, value))
        case bool():
            return "yes" if value else "no"
        case _:
            return str(value)


def _listed(title: str, items: Iterable[str]) -> str:
    return "\n".join([title, *(f"- {item}" for item in items)])
