"""What is true, what is remembered, what the commission decided. Imports nothing of Slack."""
