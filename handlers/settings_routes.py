"""The routes of the settings."""

from __future__ import annotations

from collections.abc import Iterator

from handlers import settings, settings_clocks, settings_commission, settings_lists
from handlers.doors import acts, answers, saves
from handlers.route import Route, action, form
from handlers.views import settings as views
from handlers.views import settings_forms as forms
from handlers.views import settings_lists as list_views
from handlers.views.digests import CHANGE_DIGEST
from models.rules.permissions import Right

FORMS = (views.CHANGE_COMMISSION, views.CHANGE_CLOCKS, CHANGE_DIGEST, views.SEE_LISTS)
"""The buttons that open a form each."""


def of_settings() -> Iterator[Route]:
    """List what the settings are changed by."""
    for name in FORMS:
        yield action(name, Right.SETTINGS, answers, settings.open_form)
    yield action(views.UNDO_SETTINGS, Right.SETTINGS, acts, settings.take_back)
    yield action(list_views.READ_LIST, Right.SETTINGS, answers, settings_lists.read)
    yield action(list_views.HAND_IN, Right.SETTINGS, answers, settings_lists.ask)
    yield form(forms.COMMISSION_FORM, Right.SETTINGS, saves, settings_commission.submit)
    yield form(forms.CLOCKS_FORM, Right.SETTINGS, saves, settings_clocks.submit)
    yield form(forms.DIGEST_FORM, Right.SETTINGS, saves, settings.save_digest)
    yield form(list_views.LISTS_FORM, Right.SETTINGS, saves, settings_lists.submit)
    yield Route(kind="view", on=list_views.HAND_IN_FORM, right=Right.SETTINGS, door=settings_lists.hand_in)
    yield form(list_views.CHECK_FORM, Right.SETTINGS, saves, settings_lists.use)
