"""Every way the bot says no, in a member's words."""


class Refusal(Exception):
    """A no that is meant for the member: it undoes the transaction, and its message is the answer."""

    def __init__(self, message: str, *, field: str | None = None, offers: tuple[str, ...] = ()) -> None:
        """Say no; `field` names the form field it stands beside, `offers` the verbs that would help."""
        super().__init__(message)
        self.message = message
        self.field = field
        self.offers = offers


class NotFound(Refusal):
    """What was asked for is not in this workspace; the same words whether it never was or is another's."""

    def __init__(self, what: str, *, field: str | None = None, offers: tuple[str, ...] = ()) -> None:
        """Name the thing in a member's words: "city", "letter"; beside a field the next step is another choice."""
        said = (
            f"That {what} is no longer there. Please choose again."
            if field
            else f"I couldn't find that {what}."
        )
        super().__init__(said, field=field, offers=offers)


class NotAllowed(Refusal):
    """The member's role does not permit it; the message says whose does."""


class Stale(Refusal):
    """What the member answered has changed since it was shown."""

    def __init__(self, message: str, *, prospect_id: str) -> None:
        """Ask for a second look at a prospect."""
        super().__init__(message)
        self.prospect_id = prospect_id


class NotSetUp(Refusal):
    """The workspace has not said yet which commission it serves."""

    def __init__(self) -> None:
        """Ask for the set-up."""
        super().__init__(
            "Clerk isn't set up yet. Ask a workspace admin: it begins on Clerk's Home in Slack. "
            "Whoever runs Clerk can also give it a file: clerk setup FILE.toml (docs/commission-file.md)."
        )


class BadText(Refusal):
    """Text that holds characters no database keeps alike."""

    def __init__(self, field: str | None = None) -> None:
        """Ask for the text again."""
        super().__init__(
            "That text holds a character that cannot be kept. Please type it again.", field=field
        )


class TooLong(Refusal):
    """Text past its limit."""

    def __init__(self, limit: int, field: str | None = None) -> None:
        """Name the limit, in characters."""
        super().__init__(f"That is too long: at most {limit:,} characters, please.", field=field)
