"""Which request of the first days goes to which handler: the set-up, the list of first steps, the sample."""

from __future__ import annotations

from collections.abc import Iterator

from handlers import first_run, set_up
from handlers.doors import acts
from handlers.route import Route, action
from handlers.views import first_run as list_views
from handlers.views import set_up as views
from models.rules.permissions import Right


def of_first_run() -> Iterator[Route]:
    """List the requests of the first days. Before the set-up nobody is on a roster: Slack says who may set up."""
    yield Route(kind="action", on=views.SET_UP, right=Right.MENU, door=set_up.open_form)
    yield Route(kind="action", on=views.BACK, right=Right.MENU, door=set_up.go_back)
    for name in views.FORMS:
        yield Route(kind="view", on=name, right=Right.MENU, door=set_up.take_step)
    yield Route(kind="view", on=views.REVIEW_FORM, right=Right.MENU, door=set_up.finish)
    yield action(list_views.SEND_TEST, Right.MENU, acts, first_run.send_test)
    yield action(list_views.TELL_MEMBERS, Right.MENU, acts, first_run.tell_members)
    yield action(list_views.HIDE_CHECKLIST, Right.MENU, acts, first_run.hide)
    yield action(list_views.LOAD_SAMPLE, Right.IMPORT, acts, first_run.load)
    yield action(list_views.REMOVE_SAMPLE, Right.IMPORT, acts, first_run.remove)
