"""Walking a path of a policy through the forms, each step with what shows it."""

from collections.abc import Sequence
from datetime import date

from models.prospects import StepEntry
from tests.stories.conftest import Office

NEEDED, ENOUGH, CONTAINS = "What is there", "Which of these is there", "It contains"
CHOICE, OUT_OF_ORDER = "Choose at least 1", "It was done out of order"
PROOF = "https://city.example/papers/"
FORMS = ("Complete a step", "Sign the agreement")


def begins(office: Office, city: str, path: str, **filled: object) -> str:
    """Have the member record a city, or a search, on a path; gives the form's last words."""
    office.opens(office.lee, f"/sister inquiry {city}")
    office.lee.fills({"Who started it?": path})
    office.lee.submits(filled)
    said = office.form(office.lee).shown
    office.lee.closes()
    return said


def opens_step(office: Office, city: str, step: str) -> None:
    """Have staff open the form of a step; the choice between steps is skipped where only one is open."""
    form = office.opens(office.dana, f"/sister done {city}")
    if form.labels == ["Step"]:
        office.dana.submits({"Step": step})


def completes(
    office: Office, city: str, step: str, answers: Sequence[str] = (), **filled: object
) -> list[str]:
    """Have staff record a step of a city, all of it there and shown by a link of its own; gives the lines said."""
    opens_step(office, city, step)
    labels = office.form(office.dana).labels
    ticks: dict[str, object] = {label: True for label in (NEEDED, ENOUGH, CONTAINS) if label in labels}
    shown = {"Evidence": "A link", "Link": f"{PROOF}{step}"}
    office.dana.submits({**ticks, **shown, **filled})
    if office.form(office.dana).title == FORMS[0] and not office.form(office.dana).errors:
        office.dana.submits({f"ask:{place}": answer for place, answer in enumerate(answers)})
    form = office.form(office.dana)
    assert (form.title, form.errors) == ("Saved", {})
    office.dana.closes()
    return form.shown.splitlines()


def signs(office: Office, city: str, on: date) -> list[str]:
    """Have staff record both signatures in the form that the step of signing opens; gives the lines said."""
    opens_step(office, city, "sign")
    office.dana.submits(
        {
            "We signed on": on,
            "Our signer": "Mayor Ruth Hall",
            "They signed on": on,
            "Their signer": "Mayor Ana Lopes",
            "Link": f"{PROOF}sign",
        }
    )
    form = office.form(office.dana)
    assert (form.title, form.errors) == ("Saved", {})
    office.dana.closes()
    return form.shown.splitlines()


def kept(office: Office) -> dict[str, str]:
    """Give by step in which state it was kept last."""
    entries = office.rows(StepEntry, "act_id", "step_id", "state")
    return {step: state for _, step, state in sorted(entries)}


def shown_by(office: Office) -> set[str]:
    """Give the steps that are shown by a link of their own."""
    rows = office.rows(StepEntry, "step_id", "evidence")
    return {step for step, evidence in rows if evidence.get("link") == f"{PROOF}{step}"}
