"""What Clerk says back: values in, messages and forms out. Imports `models.rules` and value types only; never opens a transaction."""
