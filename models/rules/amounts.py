"""Tests on numbers that are handed in with a step: shares and counts, in integers."""

from __future__ import annotations

from models.rules.policy import Count


def share_met(part: int, whole: int, percent: int) -> bool:
    """Tell whether a part reaches a share of the whole, exactly; an empty whole never does."""
    return whole > 0 and part * 100 >= whole * percent


def count_in_words(count: Count, picked: int) -> str | None:
    """Say what is wrong with a number of picks, "pick 1 to 3 more"; None when it is right."""
    if picked > count.most:
        return f"drop at least {picked - count.most}"
    if picked >= count.least:
        return None
    least, most = count.least - picked, count.most - picked
    return f"pick {least} more" if least == most else f"pick {least} to {most} more"
