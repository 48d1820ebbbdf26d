"""The buttons of the first days: a test reminder, words for the members, the sample."""

from __future__ import annotations

from handlers.desk import Desk, Pressed
from handlers.views import first_run as views
from handlers.views.kit import Message
from models import first_run
from models.askers import first_staff
from models.samples import load_sample, remove_sample


def send_test(desk: Desk, pressed: Pressed) -> Message:
    """Send the asker a reminder that says it is a test."""
    first_run.send_test_reminder(desk.session, desk.asker, pressed.at, desk.now)
    return views.reminder_on_its_way()


def tell_members(desk: Desk, _pressed: Pressed) -> Message:
    """Show the words for the members, and note that they were seen."""
    first_run.told_members(desk.session, desk.asker, desk.now)
    staff = first_staff(desk.session)
    return views.words_for_members(desk.commission.body_title, staff.name if staff else desk.asker.name)


def hide(desk: Desk, _pressed: Pressed) -> Message:
    """Leave the list of first steps out of Home."""
    first_run.hide_checklist(desk.session, desk.asker, desk.now)
    return views.list_hidden()


def load(desk: Desk, _pressed: Pressed) -> Message:
    """Load the sample."""
    return views.sample_loaded(load_sample(desk.session, desk.asker, desk.commission, desk.now))


def remove(desk: Desk, _pressed: Pressed) -> Message:
    """Take the sample back."""
    removed = remove_sample(desk.session, desk.asker, desk.commission, desk.now)
    return views.sample_removed(removed.cities, removed.left)
