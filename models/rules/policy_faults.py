"""What is wrong with a file that a commission wrote, in words that whoever wrote it can act on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from models.rules.policy_kinds import Misreading


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One thing that is wrong with a file."""

    place: str
    """The table it stands in, with its line where that is known, or a line, or the whole file."""
    field: str
    """The key; empty where no single key is at fault."""
    problem: str
    expected: str

    @classmethod
    def at(cls, place: str, misreading: Misreading) -> Self:
        """Say where something was misread."""
        return cls(
            place=place, field=misreading.field, problem=misreading.problem, expected=misreading.expected
        )

    def __str__(self) -> str:
        """Say it in one line."""
        where = f"{self.place}, {self.field}" if self.field else self.place
        return f"{where}: {self.problem} Expected {self.expected}."


class FileFaults(ValueError):
    """A file that cannot be used, with every fault found in it."""

    def __init__(self, name: str, *faults: Fault) -> None:
        """Keep the file's name and its faults."""
        super().__init__(name, *faults)
        self.name = name
        self.faults = faults

    def __str__(self) -> str:
        """List the faults, one a line, under the file's name."""
        return "\n".join(
            [f"{self.name}: {len(self.faults)} to put right", *(f"- {fault}" for fault in self.faults)]
        )


class PolicyFaults(FileFaults):
    """A policy file that cannot be used."""
