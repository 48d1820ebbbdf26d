"""Recording an inquiry."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from babel import Locale
from slack_sdk.models.blocks import Option
from slack_sdk.models.views import View
from sqlalchemy import select

from handlers.desk import Asked, AskFirst, Desk, Opens, Pressed
from handlers.filled import Filled
from handlers.views.inquiries import (
    ANOTHER_PLACE,
    SAME_CITY,
    SAME_PLACE,
    Doubt,
    InquiryChoices,
    inquiry_form,
)
from handlers.views.kit import button, clip, does, option, sentence
from handlers.views.saved import saved
from handlers.views.steps import count_in_words, titled_when, when
from handlers.views.warnings import ACCEPTS, is_accepted
from models import inquiries, intake, papers
from models.askers import first_staff
from models.inquiries import NewInquiry
from models.intake import ClosedFile, doubt_about, earlier_file, is_search, other_name_said
from models.links import checked_link
from models.members import Member
from models.policy_shelf import offered_paths
from models.progress import country_name
from models.refusals import Refusal
from models.restrictions import restrictions_on
from models.rules.names import fold
from models.rules.permissions import Right
from models.rules.policy import BegunBy
from models.rules.progress import Progress
from models.rules.restrictions import Restriction
from models.rules.wording import full_date


def record(desk: Desk, asked: Asked) -> Opens:
    """Answer `inquiry`: the form, with the city and country that were typed."""
    desk.asker.must_be_allowed(Right.INQUIRY)
    city, _, last = asked.rest.rpartition(",")
    country = _country_option(last) if city else None
    typed = {"city": (city if country else asked.rest).strip()[:80]}
    view = inquiry_form(_choices(desk), desk.today, key=secrets.token_hex(8), typed=typed, country=country)
    door = button("Record an inquiry", does("inquiry"), asked.rest[:1000])
    about = f" from {clip(asked.rest, 80)}" if asked.rest else ""
    return Opens(
        view=view, door=door, says=f"A form records the inquiry{about}. Press the button to open it."
    )


def more_fields(desk: Desk, pressed: Pressed) -> View:
    """Draw the form again with the fields that most people do not need; what was typed stays."""
    desk.asker.must_be_allowed(Right.INQUIRY)
    filled = Filled(pressed.view)
    return _again(desk, filled, more=True)


def path_chosen(desk: Desk, pressed: Pressed) -> View:
    """Draw the form again for the path that was chosen: a search asks for a name where the others ask for a city."""
    desk.asker.must_be_allowed(Right.INQUIRY)
    filled = Filled(pressed.view)
    return _again(desk, filled, more=bool(filled.carries.get("more")))


def submit(desk: Desk, view: Mapping[str, Any]) -> View:
    """Record what was filled in; AskFirst where it may be the same place, or a partner already."""
    desk.asker.must_be_allowed(Right.INQUIRY)
    filled = Filled(view)
    new = _read(desk, filled)
    _ask_first(desk, filled, new)
    recorded = inquiries.record_inquiry(desk.session, new, desk.asker, desk.commission, desk.now)
    papers.owe_papers(
        desk.session,
        filled.files("paper"),
        prospect_id=recorded.prospect.id,
        act=recorded.act,
        asker=desk.asker,
        now=desk.now,
    )
    progress = desk.progress(recorded.prospect)
    other_name = other_name_said(desk.session, new, recorded)
    earlier = None if recorded.joined else earlier_file(desk.session, recorded.prospect)
    said = _said(progress, desk.today, joined=recorded.joined, more=[other_name, _earlier(earlier)])
    see = [button("See that file", does("show"), earlier.prospect_id)] if earlier else []
    return saved(said, progress, recorded.act.id, *see, owes_reply=progress.begun_by is BegunBy.THEM)


def _ask_first(desk: Desk, filled: Filled, new: NewInquiry) -> None:
    """Warn of a restricted country, then ask what is doubtful; AskFirst for either, each asked once."""
    if is_search(desk.session, new):
        return
    more = bool(filled.carries.get("more"))
    restricted = restrictions_on(desk.session, [new.country])
    accepted = ",".join(restricted)
    if not is_accepted(restricted, filled.ticked(ACCEPTS), str(filled.carries.get("accepted"))):
        raise AskFirst(_again(desk, filled, more=more, warned=restricted))
    doubt = None if filled.carries.get("doubt") else doubt_about(desk.session, new, desk.today)
    if doubt:
        raise AskFirst(_again(desk, filled, more=more, doubt=_ask(doubt), accepted=accepted))


def _earlier(earlier: ClosedFile | None) -> str:
    if earlier is None:
        return ""
    closed = f"An earlier file of this city, No. {earlier.number}, was closed {full_date(earlier.closed_on)}"
    return sentence(f"{closed}: {earlier.reason}")


def _said(progress: Progress, today: date, *, joined: bool, more: Sequence[str]) -> list[str]:
    said = [
        f"Added to the open file on {progress.full_name}."
        if joined
        else f"Recorded: {progress.full_name}, No. {progress.number}."
    ]
    said += filter(None, more)
    for standing in progress.now:
        if by_when := when(standing, progress, today):
            said.append(
                " ".join([f"{titled_when(standing, by_when, today)}.", count_in_words(standing)]).strip()
            )
    return said


def _read(desk: Desk, filled: Filled) -> NewInquiry:
    received_on = filled.day("received_on")
    if received_on is None:
        raise Refusal("Please choose the date.", field="received_on")
    new = NewInquiry(
        city=filled.text("title") or filled.text("city"),
        country=filled.chosen("country"),
        path=filled.chosen("path"),
        received_on=received_on,
        medium=filled.chosen("medium") or "Not known",
        notes=filled.text("notes"),
        contact=filled.text("contact"),
        interests=filled.ticked("interests"),
        owner_id=filled.chosen("owner") or None,
        link=checked_link(filled.text("link"), "link", can_attach=False),
    )
    answer, _, meant = filled.chosen("doubt").partition(":")
    if answer == SAME_CITY:
        return intake.as_city(desk.session, new, meant)
    return replace(new, joins=meant) if answer == SAME_PLACE else new


def _ask(doubt: intake.Doubt) -> Doubt:
    same = [
        option(f"It is {label}: add this to the city's file", f"{SAME_PLACE}:{prospect_id}")
        for prospect_id, label in doubt.similar
    ]
    if doubt.city:
        city_id, label = doubt.city
        same.append(option(f"It is {label}: record it so", f"{SAME_CITY}:{city_id}"))
    other = "It is another place: record it" if same else "Yes, record it"
    return Doubt(says=doubt.says, options=[*same, option(other, ANOTHER_PLACE)])


def _again(
    desk: Desk,
    filled: Filled,
    *,
    more: bool,
    doubt: Doubt | None = None,
    warned: Mapping[str, Restriction] | None = None,
    accepted: str = "",
) -> View:
    typed = {
        "city": filled.text("city"),
        "title": filled.text("title"),
        "path": filled.chosen("path"),
        "received_on": filled.day("received_on"),
        "medium": filled.chosen("medium") or "Email",
        "notes": filled.text("notes"),
        "link": filled.text("link"),
    }
    chosen = filled.option("country")
    country = Option(text=chosen["text"]["text"], value=chosen["value"]) if chosen else None
    key = str(filled.carries.get("key"))  # the same: sent twice, it is still one inquiry
    asks = doubt is not None or bool(warned)
    return inquiry_form(
        _choices_to_show(desk, filled) if asks else _choices(desk),
        desk.today,
        key=key,
        typed=typed,
        country=country,
        more=more,
        doubt=doubt,
        warned=warned,
        accepted=accepted,
    )


def _choices_to_show(desk: Desk, filled: Filled) -> InquiryChoices:
    """Leave the usual owner out where something is asked besides: a form holds ten fields at most."""
    choices, staff = _choices(desk), first_staff(desk.session)
    is_usual = staff is not None and filled.chosen("owner") in {"", staff.id}
    return replace(choices, owner=None) if is_usual else choices


def _choices(desk: Desk) -> InquiryChoices:
    offered = [(policy, path) for _, policy, path in offered_paths(desk.session)]
    if not offered:
        raise Refusal(
            "No policy is loaded, so there is no step list to follow. Please ask your staff to load one.",
            offers=("help",),
        )
    members = desk.session.scalars(select(Member).where(Member.active.is_(True)).order_by(Member.id)).all()
    staff = first_staff(desk.session)
    interests = list(dict.fromkeys(interest for policy, _ in offered for interest in policy.interests))
    return InquiryChoices(
        paths=[option(path.title, f"{policy.id}/{path.id}", policy.place) for policy, path in offered],
        searches={f"{policy.id}/{path.id}" for policy, path in offered if path.is_search},
        owners=[option(member.name, member.id) for member in members[:100]],
        interests=[option(interest[:1].upper() + interest[1:], interest) for interest in interests[:10]],
        owner=staff.id if staff else (members[0].id if members else None),
        can_attach=desk.can_attach,
    )


def country_options(typed: str) -> list[Option]:
    """List the countries whose names begin with, or else hold, what was typed."""
    text = fold(typed)
    named = [
        (fold(name), name, code)
        for code, name in Locale("en").territories.items()
        if inquiries.is_country(code)
    ]
    fits = [entry for entry in named if entry[0].startswith(text)] or [
        entry for entry in named if text in entry[0]
    ]
    return [option(name, code) for _, name, code in sorted(fits)[:100]]


def _country_option(typed: str) -> Option | None:
    found = (
        [entry for entry in country_options(typed) if fold(country_name(str(entry.value))) == fold(typed)]
        if fold(typed)
        else []
    )
    return found[0] if found else None
