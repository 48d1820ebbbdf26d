"""The two ways this workspace says no: to the app, with Slack's error codes, and to the person at the screen."""

from collections.abc import Sequence


class SlackRefusal(Exception):
    """Slack would answer `ok: false`, with this error code and these explanations."""

    def __init__(self, *, error: str, messages: Sequence[str] = ()) -> None:
        """Keep the code and the lines that say where the fault lies."""
        super().__init__(": ".join([error, *messages]))
        self.error = error
        self.messages = list(messages)


class ActRefused(Exception):
    """A person tried what Slack's own screen would not let her do."""

    def __init__(self, *, why: str) -> None:
        """Keep the reason, in words for the person."""
        super().__init__(why)
        self.why = why
