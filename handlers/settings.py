"""The settings: what is set, the digest's form, and taking a change back."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from slack_sdk.models.views import View

from handlers import settings_clocks, settings_commission, settings_lists
from handlers.desk import Asked, Desk, Opens, Pressed
from handlers.filled import Filled
from handlers.set_up_choices import states, zone_in_words
from handlers.settings_saving import as_sentence, must_stand
from handlers.views import settings as views
from handlers.views import settings_forms as forms
from handlers.views.digests import CHANGE_DIGEST
from handlers.views.kit import Message, button
from models.commission import Commission
from models.digests import last_digest
from models.policy_shelf import current_versions, policy_in
from models.refusals import Refusal
from models.rules.digests import HOURS, WORKDAYS, DigestPlan, When
from models.rules.permissions import Right
from models.rules.wording import day_in_words, listed
from models.settings import change_settings, digest_changes
from models.settings_kept import CLOCKS, COMMISSION, DIGEST, LISTS, stands
from models.settings_undo import hindrance, latest_change, take_back_settings
from models.settings_words import name_of


def show(desk: Desk, _asked: Asked) -> Message:
    """Answer `settings`: what is set, with a button for each group."""
    desk.asker.must_be_allowed(Right.SETTINGS)
    commission = desk.commission
    lists = [policy_in(version) for version in current_versions(desk.session)]
    last = last_digest(desk.session)
    posted = f"The last one was posted on {day_in_words(commission.today(last), desk.today)}." if last else ""
    seen = views.SettingsSeen(
        name=commission.name,
        body_title=commission.body_title,
        is_public=commission.is_public,
        zone=zone_in_words(commission.zone.key),
        channel=commission.channel or "",
        second_admin=name_of(desk.session, commission.second_admin),
        days_off=listed(tuple(_days_off(commission))),
        silence=commission.their_silence_days,
        digest=commission.digest,
        last_digest=posted,
        lists=tuple(policy.called for policy in lists),
        latest=_latest(desk),
    )
    return views.menu(seen)


def _latest(desk: Desk) -> views.Latest | None:
    """Give the last change, with the way back or what is in its way."""
    act = latest_change(desk.session)
    if act is None:
        return None
    found = hindrance(desk.session, act)
    what = "; ".join(act.details["changes"])
    return views.Latest(act_id=act.id, what=what, hindrance=f"{found.why}." if found else "")


def _days_off(commission: Commission) -> Iterator[str]:
    yield "weekends"
    if commission.federal_days_off:
        yield "US federal holidays"
    if commission.state:
        yield f"those of {states().get(commission.state, commission.state)}"
    if commission.extra_days_off:
        yield f"{len(commission.extra_days_off)} of your own"


def open_form(desk: Desk, pressed: Pressed) -> Opens:
    """Open the form that a button of the settings names."""
    desk.asker.must_be_allowed(Right.SETTINGS)
    drawn: Mapping[str, tuple[Callable[[Desk], View], tuple[str, ...]]] = {
        views.CHANGE_COMMISSION: (settings_commission.draw, COMMISSION),
        views.CHANGE_CLOCKS: (settings_clocks.draw, CLOCKS),
        views.SEE_LISTS: (settings_lists.draw, LISTS),
        CHANGE_DIGEST: (draw_digest, DIGEST),
    }
    draw, parts = drawn[pressed.name]
    says = "A form changes the settings. Press the button to open it."
    view = forms.drawn_from(draw(desk), stands(desk.session, parts))
    return Opens(view=view, door=button("Open the form", pressed.name), says=says)


def draw_digest(desk: Desk) -> View:
    """Draw the form of the channel's digest."""
    commission = desk.commission
    return forms.digest_form(
        commission.digest, key=secrets.token_hex(8), has_channel=bool(commission.channel)
    )


def save_digest(desk: Desk, view: Mapping[str, Any]) -> View:
    """Save when the channel gets its digest."""
    filled = Filled(view)
    must_stand(desk, filled, DIGEST)
    plan = _plan(filled)
    if plan.when is not When.OFF and not desk.commission.channel:
        raise Refusal("No channel is chosen yet. Choose one under Commission first.", field="when")
    more = digest_changes(desk.session, plan, desk.asker, desk.now)
    saved = change_settings(desk.session, {}, desk.asker, desk.now, more=more)
    return views.settings_saved([f"The channel's digest is {plan.in_words()}."], saved.act_id)


def _plan(filled: Filled) -> DigestPlan:
    when, weekday, hour = filled.chosen("when"), filled.chosen("weekday"), filled.chosen("hour")
    for field, chosen, choices, what in (
        ("when", when, set(When), "when the channel gets a digest"),
        ("weekday", weekday, set(WORKDAYS), "the day"),
        ("hour", hour, {str(each) for each in HOURS}, "the hour"),
    ):
        if chosen not in choices:
            raise Refusal(f"Please choose {what}.", field=field)
    return DigestPlan(when=When(when), weekday=WORKDAYS.index(weekday), hour=int(hour))


def take_back(desk: Desk, pressed: Pressed) -> Message:
    """Take a change of the settings back, and say which dates moved."""
    saved = take_back_settings(desk.session, pressed.value, desk.asker, desk.now)
    return views.taken_back([*map(as_sentence, saved.changes), *forms.shortened(saved.moved)])
