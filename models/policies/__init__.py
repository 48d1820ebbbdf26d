"""The step lists that ship with Clerk, one TOML file a policy, and the functions that read them. Imports models.rules only."""

from __future__ import annotations

from importlib import resources

from models.rules.policy import Policy
from models.rules.policy_reader import read_policy

SHIPPED = ("milpitas", "cerritos", "sci-guide", "cities-seeking-cities")
"""The ids of the shipped policies, each the name of its file."""


def shipped_policy(name: str) -> Policy:
    """Read the shipped policy of that id; KeyError when none ships."""
    return read_policy(shipped_text(name), name=f"{name}.toml")


def shipped_text(name: str) -> bytes:
    """Give the text of the shipped policy of that id; KeyError when none ships."""
    if name not in SHIPPED:
        raise KeyError(name)
    return (resources.files(__name__) / f"{name}.toml").read_bytes()


def shipped_policies() -> tuple[Policy, ...]:
    """Read all shipped policies."""
    return tuple(shipped_policy(name) for name in SHIPPED)
