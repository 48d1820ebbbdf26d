"""What Slack says of people: who they are, whether they look after the workspace. Asked outside any transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from models.refusals import Refusal

MOST_A_PAGE = 200
"""So many people Slack likes to be asked for at once."""
MOST_PAGES = 5
MOST_ONE_BY_ONE = 12
"""Slack waits three seconds for an answer, and the pages take a part of them."""
MOST_NAMED = 2
SILENT = "Slack did not tell me who that is. Nothing is lost: please try again in a minute."
FAILED = (SlackClientError, OSError)


@dataclass(frozen=True, kw_only=True)
class Account:
    """Somebody's account."""

    slack_id: str
    name: str
    zone: str
    is_admin: bool
    """Whether they look after the whole workspace."""
    is_app: bool
    is_closed: bool

    @property
    def is_person(self) -> bool:
        """Whether a person is behind it who can read what is sent there."""
        return not self.is_app and not self.is_closed


def account_of(client: WebClient, slack_id: str) -> Account:
    """Ask Slack about one person; Refusal where it does not tell."""
    try:
        return _read(client.users_info(user=slack_id)["user"])
    except FAILED:
        raise Refusal(SILENT, offers=("setup", "help")) from None


def accounts_of(client: WebClient, wanted: Collection[str]) -> Mapping[str, Account]:
    """Ask Slack about several people: one by one where they are few, else by its list and then some of those further down.

    Who is left out is to be asked for again. Refusal where Slack tells of nobody.
    """
    found: dict[str, Account] = {}
    try:
        if len(wanted) > MOST_PAGES:
            found = _listed(client, set(wanted))
        missing = [each for each in wanted if each not in found]
        for each in missing[:MOST_ONE_BY_ONE]:
            found[each] = account_of(client, each)
    except FAILED:
        raise Refusal(SILENT, offers=("setup", "help")) from None
    except Refusal:
        if not found:
            raise
    return found


def _listed(client: WebClient, wanted: set[str]) -> dict[str, Account]:
    found: dict[str, Account] = {}
    for page in _pages(client) if wanted else ():
        found |= {each.slack_id: each for each in page if each.slack_id in wanted}
        if len(found) == len(wanted):
            break
    return found


def some_admins(client: WebClient) -> list[str]:
    """Name one or two people who look after the workspace; nobody where Slack does not tell."""
    named = (each.name for page in _pages(client) for each in page if each.is_admin and each.is_person)
    try:
        return list(islice(named, MOST_NAMED))
    except FAILED:
        return []


def _pages(client: WebClient) -> Iterator[list[Account]]:
    cursor = ""
    for _ in range(MOST_PAGES):
        page = client.users_list(limit=MOST_A_PAGE, cursor=cursor or None)
        yield [_read(each) for each in page["members"]]
        cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
        if not cursor:
            return


def _read(user: Mapping[str, Any]) -> Account:
    profile = user.get("profile") or {}
    name = user.get("real_name") or profile.get("real_name") or user.get("name") or ""
    return Account(
        slack_id=str(user["id"]),
        name=str(name).strip(),
        zone=str(user.get("tz") or ""),
        is_admin=any(user.get(each) for each in ("is_admin", "is_owner", "is_primary_owner")),
        is_app=bool(user.get("is_bot")) or user["id"] == "USLACKBOT",
        is_closed=bool(user.get("deleted")),
    )
