"""The candidates of a search: the list, and adding, picking, dropping and putting back."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from slack_sdk.models.blocks import Option
from slack_sdk.models.views import View
from sqlalchemy import select

from handlers.desk import MOST_OFFERED, Answer, Asked, AskFirst, Desk, Opens, Pressed, WhichCity
from handlers.filled import Filled
from handlers.views.candidates import (
    ADD_CANDIDATE,
    NO_FILE,
    Shortlist,
    add_form,
    candidates_button,
    drop_form,
    pick_form,
    put_back_message,
    shortlist_message,
)
from handlers.views.kit import Message, button, does, option, quoted, sentence
from handlers.views.saved import saved
from handlers.views.warnings import ACCEPTS, is_accepted
from models.askers import first_staff
from models.choosing import Chooser, NewPick, candidate_by_id
from models.criteria import is_held_back
from models.finding import Named, likeliest, matching, near
from models.members import Member
from models.policy_shelf import offered_paths
from models.prospects import Prospect
from models.refusals import Refusal
from models.restrictions import restrictions_on
from models.rules.candidates import CandidateState, Listed, in_order
from models.rules.permissions import Right
from models.rules.policy import BegunBy
from models.rules.restrictions import Restriction
from models.searches import candidates_for, open_search, search_by_id, searches_named
from models.searching import NewCandidate, add_candidate


def show(desk: Desk, asked: Asked) -> Message:
    """Answer `candidates`: those of one search."""
    desk.asker.must_be_allowed(Right.SHOW)
    search = _search(desk, asked)
    progress = desk.progress(search)
    shortlist = Shortlist(
        search_id=search.id,
        title=search.title,
        said=progress.shortlist,
        candidates=in_order(candidates_for(desk.session, search, desk.asker, desk.commission)),
        may_note=progress.is_open and desk.asker.may(Right.NOTE),
        may_add=progress.is_open and desk.asker.may(Right.SEARCH),
        may_pick=progress.is_open and desk.asker.may(Right.PICK),
        may_pack=desk.asker.may(Right.PACKET),
    )
    return shortlist_message(shortlist, desk.today, offset=asked.offset)


def ask_to_add(desk: Desk, pressed: Pressed) -> Answer:
    """Open the form that adds a candidate."""
    desk.asker.must_be_allowed(Right.SEARCH)
    search = open_search(desk.session, pressed.value)
    held = is_held_back(desk.asker, desk.commission)
    view = add_form(search.id, search.title, for_staff=held, key=secrets.token_hex(8))
    return _opens(view, search, f"A form adds a candidate to {search.title}.")


def ask_to_pick(desk: Desk, pressed: Pressed) -> Answer:
    """Open the form that picks a candidate."""
    desk.asker.must_be_allowed(Right.PICK)
    search, listed = _candidate(desk, pressed.value)
    staff, paths = first_staff(desk.session), _own_paths(desk)
    if listed.state is CandidateState.PICKED and not paths:
        raise Refusal(
            "None of your policies has a list of steps that a picked city could follow. Ask your staff to load one.",
            offers=("candidates",),
        )
    view = pick_form(
        listed,
        desk.progress(search).shortlist,
        paths=paths,
        owners=_owners(desk),
        owner=staff.id if staff else None,
        key=secrets.token_hex(8),
    )
    return _opens(view, search, f"A form picks {listed.name}.")


def ask_to_drop(desk: Desk, pressed: Pressed) -> Answer:
    """Open the form that drops a candidate."""
    desk.asker.must_be_allowed(Right.PICK)
    search, listed = _candidate(desk, pressed.value)
    return _opens(drop_form(listed, key=secrets.token_hex(8)), search, f"A form drops {listed.name}.")


def put_back(desk: Desk, pressed: Pressed) -> Message:
    """Put a dropped candidate back on the list."""
    done = _chooser(desk).put_back(pressed.value)
    said = f"{done.name} is on the list again. {_tally(desk, done.search)}"
    return put_back_message(said, done.search.id, done.act.id, about=done.name)


def submit_add(desk: Desk, view: Mapping[str, Any]) -> View:
    """Add the candidate, and say what is known of that city already."""
    filled = Filled(view)
    new = NewCandidate(
        search_id=str(filled.carries.get("search")),
        city=filled.text("city"),
        country=filled.chosen("country"),
        found_through=filled.text("found_through"),
        why=filled.text("why"),
    )
    restricted = restrictions_on(desk.session, [new.country])
    if not is_accepted(restricted, filled.ticked(ACCEPTS)):
        raise AskFirst(_add_again(desk, filled, new, restricted))
    added = add_candidate(desk.session, new, desk.asker, desk.commission, desk.now)
    said = [f"Added to {added.search.title}: {added.name}.", *added.known, _tally(desk, added.search)]
    more = button("Add another", ADD_CANDIDATE, added.search.id)
    return saved(said, desk.progress(added.search), added.act.id, more, candidates_button(added.search.id))


def _add_again(desk: Desk, filled: Filled, new: NewCandidate, restricted: Mapping[str, Restriction]) -> View:
    """Draw the form again with a warning; what was typed stays."""
    search = open_search(desk.session, new.search_id)
    chosen = filled.option("country")
    return add_form(
        search.id,
        search.title,
        for_staff=is_held_back(desk.asker, desk.commission),
        key=str(filled.carries.get("key")),
        typed={name: filled.text(name) for name in ("city", "found_through", "why")},
        country=Option(text=chosen["text"]["text"], value=chosen["value"]) if chosen else None,
        warned=restricted,
    )


def submit_pick(desk: Desk, view: Mapping[str, Any]) -> View:
    """Pick the candidate, open its file, and say what is next there."""
    filled = Filled(view)
    path = filled.chosen("path")
    new = NewPick(
        candidate_id=str(filled.carries.get("candidate")),
        path="" if path == NO_FILE else path,
        owner_id=filled.chosen("owner") or None,
        reason=filled.text("reason"),
    )
    done = _chooser(desk).pick(new)
    opened = ""
    if done.file:
        opened = (
            f" It joined its open file, No. {done.file.number}."
            if done.joined
            else f" Its file is open: No. {done.file.number}."
        )
    said = [f"Picked: {done.name}.{opened}", _tally(desk, done.search)]
    return saved(
        said, desk.progress(done.file or done.search), done.act.id, candidates_button(done.search.id)
    )


def submit_drop(desk: Desk, view: Mapping[str, Any]) -> View:
    """Drop the candidate, and say that a file of it stays open."""
    filled = Filled(view)
    done = _chooser(desk).drop(str(filled.carries.get("candidate")), filled.text("reason"))
    said = [f"Dropped: {done.name}. {sentence(f'Reason: {done.act.reason}')}", _tally(desk, done.search)]
    more = [candidates_button(done.search.id)]
    if done.file:
        said.insert(1, f"Its file, No. {done.file.number}, stays open: dropping it here closes nothing.")
        more.append(button("Close its file", does("close"), done.file.id, about=done.name))
    return saved(said, desk.progress(done.search), done.act.id, *more)


def _search(desk: Desk, asked: Asked) -> Prospect:
    """Find the search that is asked about; WhichCity where several may be meant."""
    if asked.prospect_id:
        return search_by_id(desk.session, asked.prospect_id)
    named = searches_named(desk.session)
    if not named:
        raise Refusal(
            "No search is recorded. A search begins as an inquiry that says so where it asks who started it.",
            offers=("inquiry",),
        )
    found = likeliest(matching(named, asked.rest)) if asked.rest else [each for each in named if each.is_open]
    if len(found) == 1:
        return search_by_id(desk.session, found[0].prospect_id)
    raise _which(asked.rest, found, named)


def _which(typed: str, found: list[Named], named: list[Named]) -> WhichCity:
    if found or not typed:
        said, choices = "Which search?", found or named
    else:
        said, choices = f"I don't know a search called {quoted(typed)}.", near(named, typed) or named
    return WhichCity(said, verb="candidates", choices=choices[:MOST_OFFERED])


def _candidate(desk: Desk, candidate_id: str) -> tuple[Prospect, Listed]:
    candidate = candidate_by_id(desk.session, candidate_id)
    search = open_search(desk.session, candidate.search_id)
    listed = candidates_for(desk.session, search, desk.asker, desk.commission)
    return search, next(each for each in listed if each.candidate_id == candidate.id)


def _opens(view: View, search: Prospect, says: str) -> Opens:
    return Opens(view=view, door=candidates_button(search.id, about=search.title), says=says)


def _own_paths(desk: Desk) -> list[Option]:
    """List the paths that a picked city may go on by, those that we begin first."""
    offered = [(policy, path) for _, policy, path in offered_paths(desk.session) if not path.is_search]
    ours_first = sorted(offered, key=lambda each: each[1].begun_by is not BegunBy.US)
    return [option(path.title, f"{policy.id}/{path.id}", policy.place) for policy, path in ours_first]


def _owners(desk: Desk) -> list[Option]:
    members = desk.session.scalars(select(Member).where(Member.active.is_(True)).order_by(Member.id))
    return [option(member.name, member.id) for member in members]


def _chooser(desk: Desk) -> Chooser:
    return Chooser(session=desk.session, asker=desk.asker, commission=desk.commission, now=desk.now)


def _tally(desk: Desk, search: Prospect) -> str:
    return sentence(f"{search.title}: {desk.progress(search).shortlist}")
