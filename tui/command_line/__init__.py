"""The commands: what each may be told, and what it does."""
