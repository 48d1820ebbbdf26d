"""Recording the signatures under an agreement, each side's on its own day."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date
from typing import Any

from slack_sdk.models.views import View

from handlers.city_first import CityFirst
from handlers.desk import AskFirst, Desk
from handlers.filled import Filled
from handlers.views.kit import button, does
from handlers.views.saved import saved
from handlers.views.signing import NEWS, SIGN_CITY, TITLE, doubt_form, sign_form, signed_in_words
from handlers.views.steps import now_sentence
from models import papers
from models.agreements_known import agreements_known
from models.agreements_seen import signatures_seen
from models.finding import prospect_by_id
from models.prospects import Prospect
from models.refusals import Refusal
from models.rules.beginnings import unapproved_step
from models.rules.evaluations import evaluation_step
from models.rules.permissions import Right
from models.rules.progress import Progress
from models.signatures import Doubtful, NewSignature
from models.signing import Signed, must_be_signable, sign, was_told

DAYS = ("ours_on", "theirs_on", "ends_on")
WORDS = ("tier", "our_signer", "their_signer")
MOST_NEXT = 3


def form(desk: Desk, prospect: Prospect) -> View:
    """Draw the form for a city, with what is known of the signatures already."""
    desk.asker.must_be_allowed(Right.SIGN)
    progress = desk.progress(prospect)
    must_be_signable(desk.session, prospect, progress, desk.today)
    known = agreements_known(desk.session, [prospect.id]).get(prospect.id)
    return sign_form(
        progress,
        signatures_seen(known) if known else None,
        key=secrets.token_hex(8),
        sets_evaluation=evaluation_step(progress) is not None,
        can_attach=desk.can_attach,
        is_told=was_told(desk.session, prospect.id),
    )


BY_CITY = CityFirst(
    verb="sign",
    right=Right.SIGN,
    title=TITLE,
    chooses=SIGN_CITY,
    does="records the signatures under an agreement",
    form=form,
)


def submit(desk: Desk, view: Mapping[str, Any]) -> View:
    """Record the signatures; AskFirst for the reason, where something speaks against them."""
    filled = Filled(view)
    rest = filled.carries.get("rest")
    new, files = _again(filled, rest) if isinstance(rest, dict) else _read(desk, filled)
    try:
        signed = sign(desk.session, new, desk.asker, desk.commission, desk.now)
    except Doubtful as doubtful:
        if rest is not None:
            raise
        raise AskFirst(_doubt_form(desk, filled, new, files, doubtful)) from None
    papers.owe_papers(
        desk.session,
        files,
        prospect_id=signed.prospect.id,
        act=signed.act,
        asker=desk.asker,
        now=desk.now,
        step_id=signed.step_id,
    )
    return _saved(desk, signed, is_news=new.is_news)


def _read(desk: Desk, filled: Filled) -> tuple[NewSignature, list[dict[str, Any]]]:
    prospect_id = filled.carries.get("prospect")
    if not prospect_id:
        raise Refusal("Please choose the city.", field="city")
    files = filled.files("file")
    new = NewSignature(
        prospect_id=str(prospect_id),
        tier=filled.chosen("tier"),
        ours_on=filled.day("ours_on"),
        theirs_on=filled.day("theirs_on"),
        our_signer=filled.text("our_signer"),
        their_signer=filled.text("their_signer"),
        link=filled.text("paper"),
        has_file=bool(files),
        can_attach=desk.can_attach,
        evaluate_on=filled.day("evaluate_on"),
        ends_on=filled.day("ends_on"),
        is_news=NEWS in filled.ticked("news"),
    )
    return new, files


def _again(filled: Filled, rest: Mapping[str, Any]) -> tuple[NewSignature, list[dict[str, Any]]]:
    """Read the second form: what the first one said is carried, what speaks against it may have been changed."""
    days = {name: date.fromisoformat(rest[name]) if rest[name] else None for name in DAYS}
    new = NewSignature(
        prospect_id=str(rest["prospect"]),
        tier=str(rest["tier"]),
        ours_on=days["ours_on"],
        theirs_on=days["theirs_on"],
        our_signer=str(rest["our_signer"]),
        their_signer=str(rest["their_signer"]),
        ends_on=days["ends_on"],
        link=filled.text("paper"),
        has_file=bool(rest["files"]),
        evaluate_on=filled.day("evaluate_on"),
        reason=filled.text("reason"),
        is_news=bool(rest["news"]),
    )
    return new, rest["files"]


def _doubt_form(
    desk: Desk, filled: Filled, new: NewSignature, files: list[dict[str, Any]], doubtful: Doubtful
) -> View:
    days = {name: getattr(new, name) for name in DAYS}
    rest = {
        "prospect": new.prospect_id,
        **{name: on.isoformat() if on else None for name, on in days.items()},
        **{name: getattr(new, name) for name in WORDS},
        "files": [{"id": file.get("id")} for file in files],
        "news": new.is_news,
    }
    return doubt_form(
        prospect_by_id(desk.session, new.prospect_id).title,
        doubtful.doubts,
        evaluate_on=new.evaluate_on,
        link=new.link,
        carries={"key": filled.carries.get("key"), "rest": rest},
    )


def _saved(desk: Desk, signed: Signed, *, is_news: bool) -> View:
    progress = desk.progress(signed.prospect)
    seen = signatures_seen(signed.agreement)
    said = signed_in_words(
        progress.full_name,
        seen,
        desk.today,
        evaluate_on=signed.evaluate_on,
        unapproved=unapproved_step(progress),
    )
    if signed.was_told:
        said.append("The news that stands in the channel is brought up to date in place.")
    elif is_news and desk.commission.channel:
        said.append("The channel hears of it in a moment.")
    said += _next(progress, desk.today)
    other = "Their signature" if seen.theirs_on is None else "Our signature"
    more = [] if seen.signed_on else [button(other, does("sign"), progress.prospect_id, about=progress.name)]
    return saved(said, progress, signed.act.id, *more)


def _next(progress: Progress, today: date) -> list[str]:
    return [f"Next: {now_sentence(standing, progress, today)}" for standing in progress.now[:MOST_NEXT]]
