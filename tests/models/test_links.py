import pytest

from models.links import checked_link
from tests.builders import refused

INTO_SLACK = "https://acme.slack.com/files/U1/F1/letter.pdf"
NO_EVIDENCE = "Slack hides and deletes files after a while, so a link into Slack is no evidence."


@pytest.mark.parametrize(
    ("can_attach", "way_out"),
    [(True, "Attach the file in this form."), (False, "Keep it in the city's folder, and link to that.")],
)
def test_the_refusal_of_a_link_into_slack_says_what_can_be_done_here(
    way_out: str, *, can_attach: bool
) -> None:
    with refused(f"{NO_EVIDENCE} {way_out}", "paper"):
        checked_link(INTO_SLACK, "paper", can_attach=can_attach)


@pytest.mark.parametrize("typed", ["", "  ", "https://city.example/letter.pdf", "http://notslack.com/a"])
def test_no_link_and_a_link_to_anywhere_else_are_taken(typed: str) -> None:
    assert checked_link(typed, "paper", can_attach=True) == typed.strip()


def test_what_is_no_web_address_is_refused() -> None:
    with refused("That is not a web address. It begins with https://.", "paper"):
        checked_link("the binder", "paper", can_attach=False)
