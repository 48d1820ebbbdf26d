"""The Slack face: what people say to Clerk. Imports `handlers.views` and `models`."""
