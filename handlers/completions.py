"""What the forms of a step were filled in with; what it asks further is asked in a second form, to which the first is carried."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from handlers.filled import Filled
from models.evidence import Completion
from models.further import Further
from models.refusals import Refusal
from models.rules.outcomes import APPROVED
from models.rules.steps import State

TICKED = ("need", "any_of", "contains", "pick")
CARRIED = (
    "evidence",
    "letter_id",
    "ticked",
    "pick_other",
    "part",
    "whole",
    "count",
    "outcome",
    "out_of_order",
)
ENDINGS = frozenset({State.DONE, State.WAIVED, State.NOT_APPLICABLE, State.HANDED_IN})


def read(filled: Filled, *, can_attach: bool) -> tuple[Completion, list[dict[str, Any]]]:
    """Read the first or the second form of a step: what it says, and the files attached, which only the first one takes."""
    rest = filled.carries.get("rest")
    if rest is None:
        return replace(_read_first(filled), can_attach=can_attach), filled.files("file")
    notes = {name.removeprefix("criteria:"): filled.text(name) for name in filled.names("criteria:")}
    begun = replace(
        _unpacked(rest),
        link=filled.text("paper"),
        reason=filled.text("reason"),
        criteria={name: note for name, note in notes.items() if note},
        further=Further(
            asked=tuple(filled.text(name) for name in sorted(filled.names("ask:"))),
            continued_to=filled.day("continued_to"),
            next_on=filled.day("next_on"),
        ),
    )
    return begun, rest["files"]


def is_complete(filled: Filled) -> bool:
    """Tell whether everything has been asked."""
    return "rest" in filled.carries


def packed(new: Completion, files: list[dict[str, Any]]) -> dict[str, Any]:
    """Write down what the second form carries: all but the texts, which it shows again."""
    return {
        "prospect": new.prospect_id,
        "step": new.step_id,
        "state": new.state,
        "done_on": new.done_on.isoformat(),
        "sets": new.sets.isoformat() if new.sets else None,
        "files": [{"id": file.get("id")} for file in files],
        **{name: getattr(new, name) for name in CARRIED},
    }


def _unpacked(rest: Mapping[str, Any]) -> Completion:
    return Completion(
        prospect_id=str(rest["prospect"]),
        step_id=str(rest["step"]),
        state=State(rest["state"]),
        done_on=date.fromisoformat(rest["done_on"]),
        sets=date.fromisoformat(rest["sets"]) if rest["sets"] else None,
        **{name: rest[name] for name in CARRIED},
    )


def _read_first(filled: Filled) -> Completion:
    done_on = filled.day("done_on")
    if done_on is None:
        raise Refusal("Please choose the date.", field="done_on")
    state = filled.chosen("state")
    return Completion(
        prospect_id=str(filled.carries.get("prospect")),
        step_id=str(filled.carries.get("step")),
        state=State(state) if state in ENDINGS else State.DONE,
        done_on=done_on,
        evidence=_evidence(filled),
        letter_id=filled.chosen("letter") or None,
        link=filled.text("paper"),
        reason=filled.text("reason"),
        ticked={name: filled.places(name) for name in TICKED},
        pick_other=filled.text("pick_other"),
        part=filled.text("part"),
        whole=filled.text("whole"),
        count=filled.text("count"),
        sets=filled.day("sets"),
        outcome=filled.chosen("outcome") or APPROVED,
        out_of_order=bool(filled.ticked("out_of_order")),
    )


def _evidence(filled: Filled) -> str:
    """Say what shows it: a file, a link, or both count as the paper itself, whichever of the two was chosen."""
    kind = filled.chosen("evidence") or "note"
    if kind not in {"file", "link"}:
        return kind
    if not filled.files("file") and not filled.text("paper"):
        raise Refusal("Attach the paper or paste the link, or choose what else shows it.", field="evidence")
    return "file" if filled.files("file") else "link"
