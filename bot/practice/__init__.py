"""A Slack workspace in miniature, for a first try and for the tests. Imports nothing of Clerk; only `bot.cli` and tests import it."""
