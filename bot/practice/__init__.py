"""A Slack workspace in miniature, for a first try and for the tests. Imports nothing of Clerk; only `bot.demo`, for `clerk demo`, and tests import it."""
