"""Failures on demand: what Slack's side does wrong in the next calls and deliveries."""

from collections import Counter, defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

Body = Literal["whole", "cut", "html", "empty"]


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One spoilt answer. `committed`: the call took effect although its answer is spoilt or never comes."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: Body = "whole"
    error: str | None = None
    committed: bool = False
    answers: bool = True
    resets: bool = False  # instead of an answer the connection is reset
    delay: float = 0.0  # real seconds


class Faults:
    """Failures wait here, by Web API method, until the calls come that they are meant for."""

    def __init__(self) -> None:
        """Begin with none."""
        self._waiting: defaultdict[str, deque[Fault]] = defaultdict(deque)
        self._copies: Counter[str] = Counter()
        self._astray: deque[str] = deque()
        self.by_chance: Callable[[str], Fault | None] = lambda _method: None
        """Decides, by its method, of each call that no fault waits for."""

    def clear(self) -> None:
        """Let all go well again."""
        self._waiting.clear()
        self._copies.clear()

    def add(self, method: str, fault: Fault, *, times: int = 1) -> None:
        """Spoil the next calls of a method."""
        self._waiting[method].extend([fault] * times)

    def rate_limit(self, method: str, *, retry_after: str = "1", times: int = 1) -> None:
        """Answer 429, with a Retry-After header; an empty one is left out."""
        headers = {"Retry-After": retry_after} if retry_after else {}
        self.add(method, Fault(status=429, error="ratelimited", headers=headers), times=times)

    def fail(self, method: str, *, status: int = 500, committed: bool = False, times: int = 1) -> None:
        """Answer with a server error and an HTML page."""
        self.add(method, Fault(status=status, body="html", committed=committed), times=times)

    def garble(self, method: str, *, body: Body, committed: bool = True, times: int = 1) -> None:
        """Answer 200 with half of the JSON, an HTML page, or nothing."""
        self.add(method, Fault(body=body, committed=committed), times=times)

    def silence(self, method: str, *, committed: bool, times: int = 1) -> None:
        """Never answer, so that the caller's own timeout ends it."""
        self.add(method, Fault(answers=False, committed=committed), times=times)

    def reset(self, method: str, *, committed: bool, times: int = 1) -> None:
        """Reset the connection instead of answering."""
        self.add(method, Fault(resets=True, answers=False, committed=committed), times=times)

    def slow(self, method: str, *, seconds: float, times: int = 1) -> None:
        """Do it well, but answer late."""
        self.add(method, Fault(delay=seconds, committed=True), times=times)

    def refuse(self, method: str, *, error: str, times: int = 1) -> None:
        """Answer `ok: false` with an error code."""
        self.add(method, Fault(error=error), times=times)

    def lead_astray(self, address: str, *, times: int = 1) -> None:
        """Give the app another address than the workspace's own for its next Socket Mode connections."""
        self._astray.extend([address] * times)

    def take_address(self) -> str | None:
        """Take the address that the next connection is led to, if there is one."""
        return self._astray.popleft() if self._astray else None

    def take(self, method: str) -> Fault | None:
        """Take the fault meant for this call, if there is one."""
        waiting = self._waiting[method]
        return waiting.popleft() if waiting else self.by_chance(method)

    def duplicate_next(self, kind: Literal["event", "command", "action"], *, copies: int = 2) -> None:
        """Deliver the next one of a kind several times at once; an action is any button, form or shortcut."""
        self._copies[kind] = copies

    def take_copies(self, kind: str) -> int:
        """Say how many times to deliver this one."""
        return self._copies.pop(kind, 1)
