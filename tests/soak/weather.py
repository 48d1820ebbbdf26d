"""What goes wrong on Slack's side during a soak: faults by chance, counted by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from random import Random

from bot.practice.faults import Fault

KINDS: Mapping[str, tuple[float, Fault]] = {
    "done, no answer": (0.005, Fault(answers=False, committed=True)),
    "done, reset": (0.01, Fault(resets=True, answers=False, committed=True)),
    "reset": (0.005, Fault(resets=True, answers=False)),
    "done, half an answer": (0.005, Fault(body="cut", committed=True)),
    "done, 500": (0.005, Fault(status=500, body="html", committed=True)),
    "done, 503": (0.005, Fault(status=503, body="html", committed=True)),
    "503": (0.01, Fault(status=503, body="html")),
    "429": (0.01, Fault(status=429, error="ratelimited", headers={"Retry-After": "30"})),
    "late": (0.03, Fault(committed=True)),
}
"""How often each happens, and how."""
LATEST = 0.3
"""Real seconds."""


class Weather:
    """Decides of each call whether and how it fails."""

    def __init__(self, chance: Random) -> None:
        """Take what decides."""
        self._chance = chance
        self.counts: Counter[str] = Counter()

    def __call__(self, _method: str) -> Fault | None:
        """Give the fault of a call, if it has one."""
        drawn = self._chance.random()
        for name, (share, fault) in KINDS.items():
            drawn -= share
            if drawn < 0:
                self.counts[name] += 1
                return replace(fault, delay=self._chance.uniform(0, LATEST)) if name == "late" else fault
        return None
