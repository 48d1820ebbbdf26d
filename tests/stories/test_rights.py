"""Every button and every form: whose business it is, and that nobody else gets anywhere with it."""

import secrets

from bot.practice.contents import APP_USER, Draft, Json
from bot.practice.member import Member
from handlers.route import Route
from handlers.routes import routes
from handlers.verbs import VERBS
from models.ledger import Act
from models.rules.permissions import ALLOWED, Right
from tests.stories.conftest import CHANNEL, Office, over_http

NOT_ON_ROSTER = (
    "Clerk keeps records for the Sierra Vista Sister Cities Commission."
    " You're not on its roster, so I can show the public list only."
)


NO_SUCH_VOTE = "I couldn't find that vote."
BY_THE_ROLL = dict.fromkeys(
    [
        "cast_aye",
        "cast_no",
        "cast_abstain",
        "recuse_on_vote",
        "more_of_vote",
        "vote_who",
        "recuse_form",
    ],
    NO_SUCH_VOTE,
)
"""Whose vote counts follows from the seats that a vote opened with, so the vote is looked up first."""
OTHERS_OWN = {
    "snooze": "I couldn't find that reminder.",
    "session_recuse": "I couldn't find that meeting.",
    "session_recuse_form": "I couldn't find that meeting.",
    "session_returned": "I couldn't find that meeting.",
}


def guarded(kind: str) -> list[Route]:
    """List the routes of a kind that are not everybody's."""
    return [route for route in routes() if route.kind == kind and ALLOWED[route.right] is not None]


def test_every_right_of_the_table_is_asked_by_a_verb_a_button_or_a_form() -> None:
    asked = {verb.act for verb in VERBS} | {route.right for route in routes()}

    assert asked | {Right.UNDO_ANY} == set(Right)


def presses(office: Office, person: Member, route: Route) -> str:
    """Have a person press a button that no message would show them; gives what is answered."""
    button = {"type": "button", "action_id": route.on, "value": "0" * 32}
    block = {"type": "actions", "elements": [{**button, "text": {"type": "plain_text", "text": "Press"}}]}
    posted = office.practice.workspace.post(
        Draft(channel=CHANNEL, user=APP_USER, text="Press it.", blocks=[with_ids(block)])
    )
    seen = next(message for message in person.messages(CHANNEL) if message.ts == posted.ts)
    person.presses("Press", seen)
    modal = person.modal
    if modal is None:
        return office.answer(person).text
    person.closes()
    return modal.shown.splitlines()[0]


def submits(office: Office, person: Member, route: Route) -> str:
    """Have a person send a form off that was never opened for them; gives what is answered."""
    content = {
        "type": "modal",
        "callback_id": route.on,
        "title": {"type": "plain_text", "text": "Form"},
        "submit": {"type": "plain_text", "text": "Send"},
        "close": {"type": "plain_text", "text": "Close"},
        "private_metadata": f'{{"key": "{secrets.token_hex(8)}"}}',
        "blocks": [with_ids({"type": "section", "text": {"type": "plain_text", "text": "Nothing"}})],
    }
    office.practice.workspace.open_modal(person.id, content)
    person.submits()
    answer = office.form(person).shown.splitlines()[0]
    office.practice.workspace.clear_modals(person.id)
    return answer


def with_ids(block: Json) -> Json:
    return {**block, "block_id": secrets.token_hex(3)}


@over_http
def test_a_stranger_gets_nowhere_with_any_button(office: Office) -> None:
    before = office.count(Act)
    answers = {str(route.on): presses(office, office.stranger, route) for route in guarded("action")}

    assert answers == {name: (BY_THE_ROLL | OTHERS_OWN).get(name, NOT_ON_ROSTER) for name in answers}
    assert office.count(Act) == before


@over_http
def test_a_stranger_gets_nowhere_with_any_form(office: Office) -> None:
    before = office.count(Act)
    answers = {str(route.on): submits(office, office.stranger, route) for route in guarded("view")}

    assert answers == {name: (BY_THE_ROLL | OTHERS_OWN).get(name, NOT_ON_ROSTER) for name in answers}
    assert office.count(Act) == before
