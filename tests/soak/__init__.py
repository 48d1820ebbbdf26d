"""The soak: many reminders, workers that are killed, a Slack that fails; every reminder must be seen once. See docs/soak.md."""
