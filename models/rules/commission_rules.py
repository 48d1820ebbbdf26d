"""The `[rules]` of a commission file: what they make of a body, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from models.rules.bodies import AlternatesFor, BodyKind, BodyRules, VotesShown
from models.rules.commission_values import Person
from models.rules.counting import Abstention, Base, QuorumBase, VotingRule
from models.rules.permissions import Role
from models.rules.policy import Body, Policy
from models.rules.policy_faults import Fault
from models.rules.policy_kinds import Misreading
from models.rules.wording import plural

ABOUT_THE_FILE = frozenset({"kind_reason", "kind_approved_by"})
"""Keys that explain a change of the body's kind; they go into the record and are no rules."""
NAMES_WHO_SAYS_SO = ("bylaws", "approved_by")
"""What must be given for any rule that departs from the usual."""

_USUAL_BODY = "commission"
_READ: Mapping[str, Callable[[Any], object]] = {
    "second_required": bool,
    "vote_may_change": bool,
    "alternates_for": AlternatesFor,
    "votes_shown": VotesShown,
    "agenda_hours": int,
    "special_agenda_hours": int,
    "quorum_in_one_place": bool,
    "switched_off": frozenset,
    "bylaws": str,
    "approved_by": str,
}
_SEATED = (
    (Role.MEMBER, "seats", ("voting seat is there", "voting seats are there")),
    (Role.ALTERNATE, "alternates", ("place for an alternate is there", "places for alternates are there")),
)


def own_body(policies: Iterable[Policy]) -> Body | None:
    """Give the body of the policies whose seats the roster fills: the first that has voting seats."""
    bodies = (body for policy in policies for body in policy.bodies)
    return next((body for body in bodies if body.voting), None)


def rules_of(
    said: Mapping[str, Any], of_policy: Body | None, *, title: str = "", kind: BodyKind = BodyKind.PUBLIC
) -> BodyRules:
    """Give a body's rules: what `[rules]` says, else the policy's numbers and the usual defaults."""
    return BodyRules(
        body=of_policy.id if of_policy else _USUAL_BODY,
        title=title,
        kind=kind,
        seats=int(said.get("seats", of_policy.voting if of_policy else 0)),
        alternates=int(said.get("alternates", of_policy.alternates if of_policy else 0)),
        voting=_voting(said, of_policy),
        **{name: read(said[name]) for name, read in _READ.items() if name in said},  # type: ignore[arg-type]
    )


def _voting(said: Mapping[str, Any], of_policy: Body | None) -> VotingRule:
    quorum = said.get("quorum", of_policy.quorum if of_policy else None)
    is_number = isinstance(quorum, int)
    return VotingRule(
        base=Base(said.get("majority_of", Base.VOTING)),
        quorum_base=QuorumBase.FIXED if is_number else QuorumBase(quorum or QuorumBase.SEATS),
        quorum_fixed=quorum if is_number else None,
        recused_count_for_quorum=bool(said.get("recused_count_for_quorum", False)),
        abstention=Abstention(said.get("abstention", Abstention.IGNORED)),
        silence_counts_as_yes=bool(said.get("silence_counts_as_yes", False)),
        chair_only_breaks_ties=bool(said.get("chair_only_breaks_ties", False)),
    )


def rules_faults(
    said: Mapping[str, Any], kind: str | None, policies: Iterable[Policy], place: str
) -> Iterator[Fault]:
    """List rules that nobody answers for, that a public body may not have, or that could never be met."""
    of_policy = own_body(policies)
    found = [*_unfounded(said, of_policy), *_locked(said, kind), *_out_of_reach(said, of_policy)]
    yield from (Fault.at(place, each) for each in found)


def departures(said: Mapping[str, Any], of_policy: Body | None) -> tuple[str, ...]:
    """Name the rules that say something else than the policy and the usual."""
    usual = rules_of({}, of_policy)
    rules = [name for name in said if name not in ABOUT_THE_FILE and name not in NAMES_WHO_SAYS_SO]
    return tuple(name for name in rules if rules_of({name: said[name]}, of_policy) != usual)


def _unfounded(said: Mapping[str, Any], of_policy: Body | None) -> Iterator[Misreading]:
    departing = departures(said, of_policy)
    missing = [name for name in NAMES_WHO_SAYS_SO if name not in said] if departing else []
    for name in missing:
        problem = f"missing, while the file departs from the usual: {', '.join(departing)}."
        expected = "the section that says so" if name == "bylaws" else "the name of whoever approved it"
        yield Misreading(field=f"rules.{name}", problem=problem, expected=expected)


def _locked(said: Mapping[str, Any], kind: str | None) -> Iterator[Misreading]:
    if said.get("switched_off") and kind != BodyKind.NONPROFIT:
        problem = "only a nonprofit may switch rules off; a public body keeps open-meeting law."
        expected = 'no such key, or kind = "nonprofit" at the top of the file'
        yield Misreading(field="rules.switched_off", problem=problem, expected=expected)


def _out_of_reach(said: Mapping[str, Any], of_policy: Body | None) -> Iterator[Misreading]:
    rules = rules_of(said, of_policy)
    quorum = said.get("quorum")
    if isinstance(quorum, int) and quorum > rules.seats:
        problem = f"{quorum} members can never be present where there are {rules.seats} seats."
        yield Misreading(field="rules.quorum", problem=problem, expected="at most the number of seats")


def seat_faults(
    people: Sequence[tuple[str, Person]], said: Mapping[str, Any], policies: Iterable[Policy]
) -> Iterator[Fault]:
    """List people for whom the body has no seat, or no place among the alternates; silent where no number is known."""
    rules = rules_of(said, own_body(policies))
    for role, name, called in _SEATED:
        most = getattr(rules, name)
        seated = [(place, person) for place, person in people if role in person.roles]
        for position, (place, person) in enumerate(seated, start=1):
            if most and max(position, person.seat or 0) > most:
                problem = f"{person.name} has no place: {plural(most, *called)}."
                expected = f"at most {most}, or another number of {name} in [rules]"
                yield Fault(
                    place=place,
                    field="roles" if position > most else "seat",
                    problem=problem,
                    expected=expected,
                )
