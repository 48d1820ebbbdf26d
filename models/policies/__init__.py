"""The step lists that ship with Clerk, one TOML file a policy, and the function that finds them."""
