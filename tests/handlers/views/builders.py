"""A prospect as it stands, to draw cards and forms of."""

from datetime import date
from typing import Any

from slack_sdk.models.views import View

from bot.practice.contents import Json
from models.rules.facts import Facts
from models.rules.policy import Policy
from models.rules.progress import Progress, Side
from models.rules.steps import standings, whats_next

TODAY = date(2026, 1, 22)


def progress(policy: Policy, path_id: str, facts: Facts | None = None, **said: Any) -> Progress:  # noqa: ANN401  fields of many types
    """Stand a prospect on a path, begun today unless the facts say otherwise."""
    path = policy.path(path_id)
    found = standings(policy, path_id, facts or Facts(dates={path.starts: TODAY}), TODAY)
    usual = {
        "prospect_id": "0" * 32,
        "number": 1,
        "name": "Cascais",
        "country": "Portugal",
        "path_title": path.title,
        "begun_by": path.begun_by,
        "began_on": TODAY,
        "starts": path.starts,
        "recorded_by": "Sam Lee",
        "interests": (),
        "owner_id": None,
        "owner": None,
        "waiting_on": Side.US,
        "waiting_since": TODAY,
        "answer_by": None,
        "closed_on": None,
        "closed_because": "",
        "standings": found,
        "now": whats_next(found),
        "order": path.order,
    }
    return Progress(**{**usual, **said})


def drawn(view: View) -> Json:
    """Write a form as it goes to Slack."""
    return dict(view.to_dict())
