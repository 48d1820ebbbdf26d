"""What the set-up form has been told so far, before there is a commission."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from models.columns import Details
from models.database import Record


class SetupDraft(Record):
    """The answers of a workspace's set-up, one row; it goes when the commission is set up."""

    __tablename__ = "setup_drafts"
    in_passing = True

    step: Mapped[int]
    """The step that comes next, from 1."""
    answers: Mapped[Details] = mapped_column(default=dict)
    """What was answered, by the names of the form's fields."""
    saved_by: Mapped[str]
    """A Slack user id."""
    saved_at: Mapped[datetime]
