"""`clerk policy`: step lists, checked and shown as a person reads them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from models.policies import shipped_policies, shipped_policy
from models.rules.policy_faults import PolicyFaults
from models.rules.policy_printer import policy_in_words
from models.rules.policy_reader import read_policy


def check_policy(path: Path, out: Callable[[str], None], fail: Callable[[str], int]) -> int:
    """Say the steps of a policy file, or fail with every fault of it; gives the exit code."""
    try:
        content = path.read_bytes()
    except OSError as error:
        return fail(f"{path} cannot be read: {error.strerror}.")
    try:
        policy = read_policy(content, name=path.stem)
    except PolicyFaults as faults:
        return fail(str(faults))
    out(policy_in_words(policy))
    return 0


def show_policy(wanted: str, out: Callable[[str], None], fail: Callable[[str], int]) -> int:
    """Say a shipped policy, or one path of it, by a name such as `milpitas/inquiry`; gives the exit code."""
    name, _, path_id = wanted.partition("/")
    known = {policy.id: policy for policy in shipped_policies()}
    if name not in known or (path_id and path_id not in {path.id for path in known[name].paths}):
        names = [f"{policy.id}/{path.id}" for policy in known.values() for path in policy.paths]
        return fail(f"There is no policy “{wanted}”. There are: {', '.join(names)}.")
    out(policy_in_words(shipped_policy(name), path_id or None))
    return 0
