"""Reads a policy file: from bytes to values, or to every fault at once."""

from __future__ import annotations

import hashlib
from typing import Any

from models.rules.policy import BegunBy, Body, CriteriaGroup, Order, Path, Policy, Step
from models.rules.policy_checks import Draft, check_draft
from models.rules.policy_faults import PolicyFaults
from models.rules.policy_format import BODY, CAP, CRITERIA, GATE, LIMIT, PATH, POLICY, STEP, TIER, WATCH
from models.rules.policy_keys import Key
from models.rules.sheets import Sheet, open_sheet

_BLANK_POLICY = {"id": "", "title": "", "place": "", "source": "", "adopted": None}
_BLANK_PATH = {"title": "", "begun_by": BegunBy.US, "starts": "", "order": Order.SEQUENCE}
_BLANK_STEP = {"id": "", "title": "", "who": "", "source": ""}
_BLANK_BODY = {"title": ""}
_BLANK_GROUP = {"title": "", "prompts": ()}


def read_policy(content: bytes, *, name: str) -> Policy:
    """Read a policy file; PolicyFaults lists everything that is wrong with it.

    `name` is the file's name, for the messages. The format: docs/policies.md.
    """
    sheet = open_sheet(content, name=name, holds="a policy", refusal=PolicyFaults)
    policy = _policy(sheet, hashlib.sha256(content).hexdigest())
    faults = [*sheet.faults, *check_draft(Draft(policy=policy, places=sheet.places))]
    if faults:
        raise PolicyFaults(name, *faults)
    return policy


def _policy(sheet: Sheet, content_hash: str) -> Policy:
    """Build the values from what could be read; blanks stand where a required key is missing."""
    top = sheet.read(POLICY, sheet.table, "the top of the file")
    sheet.named("tier", TIER, top.get("tier", {}))
    for section, keys in {"limit": LIMIT, "gate": GATE, "watch": WATCH, "cap": CAP}.items():
        sheet.listed(section, keys, top.get(section, ()))
    built = {
        "bodies": tuple(
            Body(**_BLANK_BODY | values) for values in sheet.named("body", BODY, top.pop("body", {}))
        ),
        "paths": tuple(
            Path(**_BLANK_PATH | values) for values in sheet.named("path", PATH, top.pop("path", {}))
        ),
        "criteria": tuple(
            CriteriaGroup(**_BLANK_GROUP | values)
            for values in sheet.named("criteria", CRITERIA, top.pop("criteria", {}))
        ),
        "steps": tuple(
            Step(**_BLANK_STEP | _apart(STEP, values))
            for values in sheet.listed("step", STEP, top.pop("step", ()))
        ),
    }
    return Policy(**_BLANK_POLICY | _apart(POLICY, top) | built, content_hash=content_hash)


def _apart(keys: tuple[Key, ...], values: dict[str, Any]) -> dict[str, Any]:
    """Set the values of keys that are not computed apart, as `not_computed`."""
    apart = {key.name for key in keys if not key.computed}
    computed = {name: value for name, value in values.items() if name not in apart}
    return computed | {"not_computed": {name: value for name, value in values.items() if name in apart}}
