"""Whether Clerk is running, as `clerk doctor` finds out: its health answers on this computer."""

from __future__ import annotations

import json
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.request import ProxyHandler, build_opener

SECONDS = 1
"""How long the answer may take."""


def health_at(port: int) -> list[str] | None:
    """Ask a Clerk on this computer what is wrong with it; None where none answers at the port."""
    opener = build_opener(ProxyHandler({}))
    try:
        with opener.open(f"http://127.0.0.1:{port}/healthz", timeout=SECONDS) as answer:
            return _faults(answer.read())
    except HTTPError as answer:
        return _faults(answer.read())
    except (OSError, HTTPException, ValueError):
        return None


def _faults(body: bytes) -> list[str] | None:
    """Read what a Clerk answers; None for anything else."""
    try:
        said: Any = json.loads(body)
    except ValueError:
        return None
    if not isinstance(said, dict) or "status" not in said:
        return None
    return [str(fault) for fault in said.get("faults", ())]
